package analyzer

import (
	"runtime"
	"sync"
)

// longText is the number of bytes from which on a text is worth several processors: a talk of a quarter of an hour.
const longText = 15_000

// abreast runs f for 0 to n-1 side by side, and waits for all. A panic of one is the caller's.
func abreast(n int, f func(int)) {
	var running sync.WaitGroup
	panics := make(chan any, n)
	for i := range n {
		running.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					panics <- p
				}
			}()
			f(i)
		})
	}
	running.Wait()
	if len(panics) > 0 {
		panic(<-panics)
	}
}

// inRuns runs f over 0 to n-1 in runs from..to-1: of a long text side by side, several for each processor, as some take longer than others.
// What f finds must not depend on where the runs are cut.
func (d *Document) inRuns(n int, f func(from, to int)) {
	if len(d.Text) < longText {
		f(0, n)
		return
	}
	runs := min(n, 4*runtime.GOMAXPROCS(0))
	abreast(runs, func(i int) { f(i*n/runs, (i+1)*n/runs) })
}
