package extract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"redflag/analyzer"
)

// TestMain makes the test's executable a reading process where a Pool starts it, with formats of its own that misbehave.
func TestMain(m *testing.M) {
	formats = append(misbehaving, formats...)
	ServeReadingProcess()
	os.Exit(m.Run())
}

var misbehaving = []*format{
	misbehaves("HANG", func(*analyzer.Builder) {
		for n := 1; n != 0; n = n*5 | 1 {
		}
	}),
	misbehaves("STACK", func(*analyzer.Builder) { fmt.Println(recurse(0)) }),
	misbehaves("HEAP", func(*analyzer.Builder) {
		for kept := [][]byte{}; ; {
			piece := make([]byte, 8<<20)
			for i := 0; i < len(piece); i += 4096 {
				piece[i] = 1
			}
			kept = append(kept, piece)
		}
	}),
	misbehaves("ONEPIECE", func(*analyzer.Builder) { clear(make([]byte, 4<<30)) }),
	misbehaves("EXIT", func(*analyzer.Builder) { os.Exit(7) }),
	misbehaves("PANIC", func(*analyzer.Builder) { panic("odd") }),
	misbehaves("BABBLE", func(*analyzer.Builder) { os.Stdout.WriteString("{not an answer}") }),
	misbehaves("REACH", func(b *analyzer.Builder) { b.Line(analyzer.Line{Text: strings.Join(reachable(), " ")}) }),
}

func misbehaves(magic string, do func(*analyzer.Builder)) *format {
	return &format{name: strings.ToLower(magic), is: startsWith("\x00" + magic), read: func(b *analyzer.Builder, _ []byte) error {
		do(b)
		return nil
	}, empty: "nothing in it"}
}

func recurse(n int) int {
	if n < 0 {
		return 0
	}
	return recurse(n+1) + 1
}

// reachable tries what a reading process must not be able to do, and returns what it could.
func reachable() []string {
	could := []string{"nothing"}
	if _, err := os.Open("/etc/passwd"); err == nil {
		could = append(could, "files")
	}
	if _, err := os.ReadDir("/"); err == nil {
		could = append(could, "folders")
	}
	if err := os.WriteFile(filepath.Join(os.TempDir(), "redflag-reach"), nil, 0o600); err == nil {
		could = append(could, "writing")
	}
	if c, err := net.Dial("udp", "127.0.0.1:9"); err == nil {
		c.Close()
		could = append(could, "network")
	}
	if exec.Command("/bin/true").Run() == nil {
		could = append(could, "programs")
	}
	if p, err := os.FindProcess(os.Getppid()); err == nil && p.Signal(os.Interrupt) == nil {
		could = append(could, "signals")
	}
	return could
}

func testPool(t testing.TB, n int, l Limits) Options {
	p := NewPool(n, l)
	t.Cleanup(p.Close)
	return Options{Pool: p}
}

// What ends a reader, or would never end, is the error of one file, and the next file is read.
func TestPoolFailures(t *testing.T) {
	hasty, patient := testPool(t, 1, Limits{Time: time.Second}), testPool(t, 1, Limits{Memory: 256 << 20})
	roomy := testPool(t, 1, Limits{}) // a stack that grows to its limit stands twice in memory while it is copied
	for _, c := range []struct{ data, want string }{
		{"HANG", "reading it took longer than 1s and was stopped; re-export it, or allow more with --timeout"},
		{"STACK", "it is nested so deep that reading it was stopped; re-export it"},
		{"HEAP", "reading it took more memory than 256.0 MB and was stopped; re-export it, or allow more with --max-memory"},
		{"ONEPIECE", "reading it took more memory than 256.0 MB and was stopped; re-export it, or allow more with --max-memory"},
		{"EXIT", "reading it ended the process that read it (exit status 7); please report it, and re-export it meanwhile"},
		{"PANIC", "reading it failed inside redflag (odd); please report it, and save the text as TXT meanwhile"},
		{"BABBLE", "the process that read it gave no sense (a message that is too long); please report it, and re-export it meanwhile"},
	} {
		o := patient
		switch c.data {
		case "HANG":
			o = hasty
		case "STACK":
			o = roomy
		}
		_, err := Read("cv.bin", []byte("\x00"+c.data), o)
		if err == nil || err.Error() != "cv.bin: "+c.want {
			t.Errorf("%s:\n got %v\nwant cv.bin: %s", c.data, err, c.want)
		}
		if d, err := Read("cv.md", []byte("# Jane"), patient); err != nil || d.Text != "Jane" {
			t.Errorf("after %s: %v, %v", c.data, d, err)
		}
	}
}

// A reading process has no files, no network, and starts no programs, where the kernel can take them away.
func TestPoolConfined(t *testing.T) {
	o := testPool(t, 1, Limits{})
	d, err := Read("cv.bin", []byte("\x00REACH"), o)
	if err != nil {
		t.Fatal(err)
	}
	confined := strings.Join(o.Pool.idle[0].confined, ", ")
	t.Logf("given up: %s; reachable: %s", confined, d.Text)
	if runtime.GOOS != "linux" {
		t.Skip("skipped: nothing is given up on this system")
	}
	if !strings.Contains(confined, "system calls") {
		t.Skip("skipped: this kernel has no seccomp")
	}
	if d.Text != "nothing" {
		t.Errorf("a reading process could reach: %s", d.Text)
	}
}

// A Pool gives the same documents as this process does.
func TestPoolAgrees(t *testing.T) {
	o := testPool(t, 2, Limits{})
	examples, _ := filepath.Glob("../../corpus/examples/*")
	samples, _ := filepath.Glob(documents + "/*.pdf")
	var wg sync.WaitGroup
	for _, path := range append(examples, samples...) {
		wg.Go(func() {
			data, err := os.ReadFile(path)
			here, there := &analyzer.Builder{Path: path}, &analyzer.Builder{Path: path}
			err1, err2 := Options{}.read(here, data), o.read(there, data)
			want, err3 := json.Marshal(here)
			got, err4 := json.Marshal(there)
			if err := errors.Join(err, err1, err2, err3, err4); err != nil {
				t.Errorf("%s: %v", path, err)
			} else if !bytes.Equal(got, want) {
				t.Errorf("%s: read differently by a process", path)
			}
		})
	}
	wg.Wait()
}

// A process that died between two files is replaced, and no file pays for it.
func TestPoolReplacesTheDead(t *testing.T) {
	o := testPool(t, 1, Limits{})
	for range 3 {
		if _, err := Read("cv.md", []byte("# Jane"), o); err != nil {
			t.Fatal(err)
		}
		o.Pool.idle[0].cmd.Process.Kill()
		o.Pool.idle[0].cmd.Process.Wait()
	}
}

// A process is kept between files, and ended when the Pool closes.
func TestPoolKeepsWarm(t *testing.T) {
	p := NewPool(2, Limits{})
	var first *process
	for range 3 {
		if _, err := Read("cv.md", []byte("# Jane"), Options{Pool: p}); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = p.idle[0]
		}
		if len(p.idle) != 1 || p.idle[0] != first {
			t.Error("another process was used than the warm one")
		}
	}
	p.Close()
	if first.cmd.ProcessState == nil {
		t.Error("the process was not waited for")
	}
}

func BenchmarkPool(b *testing.B) {
	o := testPool(b, 1, Limits{})
	for b.Loop() {
		if _, err := Read("cv.md", []byte("# Jane"), o); err != nil {
			b.Fatal(err)
		}
	}
}

// Closing a pool ends what is at work at once.
func TestPoolCloseInterrupts(t *testing.T) {
	p := NewPool(1, Limits{Time: time.Minute})
	done := make(chan error)
	go func() {
		_, err := Read("cv.bin", []byte("\x00HANG"), Options{Pool: p})
		done <- err
	}()
	for working := false; !working; time.Sleep(time.Millisecond) {
		p.mu.Lock()
		working = len(p.busy) > 0
		p.mu.Unlock()
	}
	start := time.Now()
	p.Close()
	if err := <-done; err == nil || !strings.Contains(err.Error(), "interrupted") {
		t.Error(err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("closing took %v", took)
	}
}

// A program that does not serve is told so; it is not started over and over.
func TestPoolNeedsServing(t *testing.T) {
	canServe.Store(false)
	defer canServe.Store(true)
	_, err := Read("cv.md", []byte("# Jane"), testPool(t, 1, Limits{}))
	if err == nil || !strings.Contains(err.Error(), "main does not call extract.ServeReadingProcess first") {
		t.Error(err)
	}
}
