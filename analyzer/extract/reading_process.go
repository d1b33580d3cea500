package extract

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"

	"redflag/analyzer"
)

// The environment of a reading process: it gets no other variable.
const (
	processEnv = "REDFLAG_READING_PROCESS" // "1": this is one
	memoryEnv  = "REDFLAG_MEMORY"          // its limit in bytes
)

// canServe says that this executable serves when it is started as a reading process. One that does not would run its own main, and
// start others in turn.
var canServe atomic.Bool

// ServeReadingProcess serves the parent, and does not return, if this process was started by a Pool; otherwise it returns at once.
// A program that uses a Pool must call it first in main: the Pool starts the program's own executable.
func ServeReadingProcess() {
	canServe.Store(true)
	if os.Getenv(processEnv) != "1" {
		return
	}
	signal.Ignore(os.Interrupt, syscall.SIGTERM) // they reach the whole group; the parent decides
	memory, err := strconv.ParseInt(os.Getenv(memoryEnv), 10, 64)
	if err != nil || memory <= 0 {
		memory = DefaultMemory * memoryScale
	}
	runtime.GOMAXPROCS(1)
	debug.SetMaxStack(64 << 20) // ends what recurses without end sooner; the default is 1 GB
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(memory / 2)
	confined := confine(memory)
	go watchSelf(memory, os.Getppid())
	if err := serve(os.Stdin, os.Stdout, confined); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// serve answers requests until the parent closes the pipe.
func serve(in io.Reader, out io.Writer, confined []string) error {
	if err := send(out, ready{confined}); err != nil {
		return err
	}
	for {
		var q request
		if err := receive(in, &q); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		data := make([]byte, q.Size)
		if _, err := io.ReadFull(in, data); err != nil {
			return err
		}
		if err := send(out, q.answer(data)); err != nil {
			return err
		}
	}
}

func (q request) answer(data []byte) answer {
	b := &analyzer.Builder{Path: q.Name, OCR: q.OCR}
	return answerOf(b, read(b, data, q.MaxBytes))
}

// watchSelf ends this process when its parent is gone or its memory over the limit. It is the second guard: the parent watches too,
// and so does the system where it can.
func watchSelf(memory int64, parent int) {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	for range time.Tick(100 * time.Millisecond) {
		metrics.Read(sample)
		if int64(sample[0].Value.Uint64()-sample[1].Value.Uint64()) > memory {
			fmt.Fprintln(os.Stderr, outOfMemory)
			os.Exit(1)
		}
		if os.Getppid() != parent {
			os.Exit(1)
		}
	}
}
