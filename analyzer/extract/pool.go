package extract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"redflag/analyzer"
)

// What one file may cost, unless a Pool says otherwise.
const (
	DefaultTime   = 10 * time.Second
	DefaultMemory = 512 << 20 // bytes

	MinMemory = 128 << 20 // bytes; under this the Go runtime may not start
)

// Limits bound what the reading of one file may cost. The zero value stands for the defaults.
type Limits struct {
	Time   time.Duration // wall-clock time; 0: DefaultTime
	Memory int64         // bytes of a reading process; 0: DefaultMemory; at least 128 MiB
}

// A Pool reads files in processes of their own, so that a file which crashes its reader, hangs it or takes all memory costs
// no more than itself. The processes run the executable of this program (see ServeReadingProcess), give up the file
// system and the network where the system knows how (Linux: Landlock, seccomp), and are kept warm between files; one that
// failed is replaced. Plain text is read in the calling process.
//
// A Pool is given to readers by Options. It is safe for concurrent use.
type Pool struct {
	limits Limits
	places chan struct{} // holds as many as there are processes at work

	mu     sync.Mutex
	closed chan struct{}
	idle   []*process        // the last to rest works first
	busy   map[*process]bool // at work
}

// NewPool returns a pool of n processes at most; they start when they are needed.
func NewPool(n int, limits Limits) *Pool {
	if limits.Time == 0 {
		limits.Time = DefaultTime
	}
	if limits.Memory == 0 {
		limits.Memory = DefaultMemory
	}
	limits.Memory = max(limits.Memory, MinMemory)
	return &Pool{limits: limits, places: make(chan struct{}, max(n, 1)), busy: map[*process]bool{}, closed: make(chan struct{})}
}

// Close ends the processes, also those at work: what they read becomes an error. A file that is read with the Pool afterwards is an error too.
func (p *Pool) Close() {
	p.mu.Lock()
	close(p.closed)
	for c := range p.busy {
		c.kill(errInterrupted.Error())
	}
	p.mu.Unlock()
	for range cap(p.places) {
		p.places <- struct{}{}
	}
	for _, c := range p.idle {
		c.stop()
	}
}

var errInterrupted = errors.New("the reading was interrupted")

func (p *Pool) isClosed() bool {
	select {
	case <-p.closed:
		return true
	default:
		return false
	}
}

// rested returns a process that waits for work, or nil.
func (p *Pool) rested() (c *process) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.idle); n > 0 && !p.isClosed() {
		c, p.idle = p.idle[n-1], p.idle[:n-1]
		p.busy[c] = true
	}
	return c
}

// rest takes a process back, nil where there is none any more, and gives its place free.
func (p *Pool) rest(c *process) {
	p.mu.Lock()
	if c != nil {
		p.idle = append(p.idle, c)
		delete(p.busy, c)
	}
	p.mu.Unlock()
	<-p.places
}

// begin starts a process and sets it to work.
func (p *Pool) begin() (*process, error) {
	c, err := p.start()
	if err != nil {
		return nil, fmt.Errorf("the process that should read it did not start (%w); --in-process reads without it", err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.isClosed() {
		c.stop()
		return nil, errInterrupted
	}
	p.busy[c] = true
	return c, nil
}

// end ends a process that failed.
func (p *Pool) end(c *process) {
	c.stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.busy, c)
}

// read reads data into b in a process.
func (p *Pool) read(b *analyzer.Builder, data []byte, limit int64) error {
	select {
	case p.places <- struct{}{}:
	case <-p.closed:
		return errInterrupted
	}
	c := p.rested()
	defer func() { p.rest(c) }()
	for fresh := c == nil; ; fresh = true {
		if c == nil {
			var err error
			if c, err = p.begin(); err != nil {
				return err
			}
		}
		a, err := c.ask(request{b.Path, b.OCR, limit, len(data)}, data)
		switch {
		case err == nil && a.err() != nil:
			return a.err()
		case err == nil && a.Builder != nil && a.Builder.Size() <= maxText:
			a.Builder.Path, a.Builder.Kind, a.Builder.Cast, a.Builder.OCR = b.Path, b.Kind, b.Cast, b.OCR
			*b = *a.Builder
			return nil
		case err == nil:
			err = errors.New("an answer that does not fit")
		}
		p.end(c)
		why := c.failure(err)
		c = nil
		if fresh || !errors.Is(err, syscall.EPIPE) {
			return why
		}
		// It did not take the file: it died before, and that is not this file's fault.
	}
}

// process is a reading process, seen from its parent.
type process struct {
	cmd      *exec.Cmd
	in       io.WriteCloser
	out      io.Reader
	stderr   *tail
	confined []string
	limits   Limits
	killed   atomic.Value // string: the limit that it broke
	ended    sync.Once
}

// start starts a process and waits until it is ready.
func (p *Pool) start() (*process, error) {
	if !canServe.Load() {
		return nil, errors.New("main does not call extract.ServeReadingProcess first")
	}
	path, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := &process{cmd: exec.Command(path), limits: p.limits, stderr: &tail{}}
	c.cmd.Args[0] = os.Args[0]
	c.cmd.Env = []string{processEnv + "=1", memoryEnv + "=" + strconv.FormatInt(p.limits.Memory*memoryScale, 10)}
	if dir := os.Getenv("SYSTEMROOT"); dir != "" { // Windows starts nothing without
		c.cmd.Env = append(c.cmd.Env, "SYSTEMROOT="+dir)
	}
	c.cmd.Dir = os.TempDir()
	c.cmd.Stderr = c.stderr
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	if c.out, err = c.cmd.StdoutPipe(); err != nil {
		return nil, err
	}
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	var hello ready
	err = c.limited(startTime, "it took longer than 20 s to start", func() error { return receive(c.out, &hello) })
	if err != nil {
		c.stop()
		return nil, c.failure(err)
	}
	c.confined = hello.Confined
	return c, nil
}

// ask has one file read. After an error the process is of no more use.
func (c *process) ask(q request, data []byte) (a answer, err error) {
	late := fmt.Sprintf("reading it took longer than %v and was stopped; re-export it, or allow more with --timeout", c.limits.Time)
	err = c.limited(c.limits.Time, late, func() error {
		if err := send(c.in, q); err != nil {
			return err
		}
		if _, err := c.in.Write(data); err != nil {
			return err
		}
		return receive(c.out, &a)
	})
	return a, err
}

// limited runs a step of the conversation, and kills the process when that takes too much time or memory.
func (c *process) limited(limit time.Duration, late string, step func() error) error {
	done := make(chan struct{})
	var watch sync.WaitGroup
	watch.Go(func() { c.watch(limit, late, done) })
	err := step()
	close(done)
	watch.Wait()
	if why := c.why(); why != "" && err == nil {
		err = errors.New(why)
	}
	return err
}

const (
	startTime   = 20 * time.Second // a process may take so long to start on a machine that is busy
	watchEvery  = 20 * time.Millisecond
	outOfMemory = "out of memory"
)

func (c *process) watch(limit time.Duration, late string, done <-chan struct{}) {
	deadline := time.NewTimer(limit)
	defer deadline.Stop()
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return
		case <-deadline.C:
			c.kill(late)
		case <-tick.C:
			if residentMemory(c.cmd.Process.Pid) > c.limits.Memory*memoryScale {
				c.kill(c.tooMuchMemory())
			}
		}
	}
}

func (c *process) tooMuchMemory() string {
	return fmt.Sprintf("reading it took more memory than %s and was stopped; re-export it, or allow more with --max-memory", size(c.limits.Memory))
}

func (c *process) kill(why string) {
	c.killed.CompareAndSwap(nil, why)
	c.cmd.Process.Kill()
}

func (c *process) why() string {
	why, _ := c.killed.Load().(string)
	return why
}

// stop ends the process and waits for its end.
func (c *process) stop() {
	c.ended.Do(func() {
		c.in.Close()
		c.cmd.Process.Kill()
		c.cmd.Wait()
	})
}

// failure says why a stopped process did not answer.
func (c *process) failure(err error) error {
	said := c.stderr.String()
	switch {
	case c.why() != "":
		return errors.New(c.why())
	case strings.Contains(said, outOfMemory) || strings.Contains(said, "cannot allocate memory"):
		return errors.New(c.tooMuchMemory())
	case strings.Contains(said, "stack overflow"), strings.Contains(said, "stack exceeds"):
		return errors.New("it is nested so deep that reading it was stopped; re-export it")
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, os.ErrClosed), errors.Is(err, syscall.EPIPE):
		return fmt.Errorf("reading it ended the process that read it (%v%s); please report it, and re-export it meanwhile", c.cmd.ProcessState, firstLine(said))
	}
	return fmt.Errorf("the process that read it gave no sense (%w); please report it, and re-export it meanwhile", err)
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	if line == "" {
		return ""
	}
	return ": " + printable(line)
}

// tail keeps the beginning of what a process says on standard error: a crash says why in its first lines.
type tail struct {
	mu   sync.Mutex
	data bytes.Buffer
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if room := 4096 - t.data.Len(); room > 0 {
		t.data.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.data.String()
}
