package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"redflag/analyzer"
	"redflag/analyzer/extract"
)

// task is an input with the place for its report.
type task struct {
	input
	report chan timed
}

// timed is a report with the time that it took to read and analyze the document.
type timed struct {
	*analyzer.Report
	took time.Duration
}

// reports reads the inputs with as many workers as there are jobs, and yields their reports in the order of the inputs, so
// that the output does not depend on the number of workers.
//
// A document lives from its reading to its printing. The queue of those not yet printed is twice as long as there are workers, so
// that one slow document does not hold them up at once; with the one being printed at most 2 × jobs + 1 are in memory. A done
// context ends the sequence at the first report that is not ready.
func (s *scan) reports(ctx context.Context, inputs []input) iter.Seq2[*analyzer.Report, time.Duration] {
	return func(yield func(*analyzer.Report, time.Duration) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		jobs := min(s.jobs, max(len(inputs), 1))
		queue := s.start(ctx, inputs, jobs)
		for t := range queue {
			r := wait(ctx, t)
			if r.Report == nil || !yield(r.Report, r.took) {
				return
			}
		}
	}
}

// start hands the inputs to workers, and returns them as a queue in their order.
func (s *scan) start(ctx context.Context, inputs []input, jobs int) <-chan task {
	queue, work := make(chan task, 2*jobs), make(chan task)
	workers := jobs
	if s.extract.Pool != nil {
		workers++ // while the processes read the next documents, this one analyzes those before
	}
	s.analyses = make(chan struct{}, jobs)
	for range workers {
		go func() {
			for t := range work {
				start := time.Now()
				r := s.report(t.input)
				t.report <- timed{r, time.Since(start)}
			}
		}()
	}
	go func() {
		defer close(queue)
		defer close(work)
		for _, in := range inputs {
			t := task{in, make(chan timed, 1)}
			select {
			case queue <- t:
			case <-ctx.Done():
				return
			}
			select {
			case work <- t:
			case <-ctx.Done():
				return
			}
		}
	}()
	return queue
}

// wait returns the report of a task; none if the context is done before it is ready.
func wait(ctx context.Context, t task) timed {
	select {
	case r := <-t.report:
		return r
	case <-ctx.Done():
	}
	select {
	case r := <-t.report:
		return r
	default:
		return timed{}
	}
}

// report reads and analyzes one input. A panic is the fault of this input alone, and becomes its error.
func (s *scan) report(in input) (r *analyzer.Report) {
	defer func() {
		if p := recover(); p != nil {
			r = analyzer.Failed(in.path, fmt.Sprintf("%s: reading it failed inside redflag (%v); please report it", printable(in.path), p))
		}
	}()
	if in.err != nil {
		return analyzer.Failed(in.path, in.err.Error())
	}
	doc, err := read(in.path, s.in, s.extract)
	if err != nil {
		return analyzer.Failed(in.path, named(err))
	}
	s.analyses <- struct{}{}
	defer func() { <-s.analyses }()
	return s.analyze.Analyze(doc, s.detectors...)
}

// named is an error's text, with standard input by its name.
func named(err error) string {
	if rest, ok := strings.CutPrefix(err.Error(), stdin+": "); ok {
		return "standard input: " + rest
	}
	return err.Error()
}

// read reads the document at path, or on standard input.
func read(path string, in io.Reader, o extract.Options) (*analyzer.Document, error) {
	if path != stdin {
		return extract.File(path, o)
	}
	limit := o.MaxBytes
	if limit == 0 {
		limit = extract.DefaultMaxBytes
	}
	data, err := io.ReadAll(io.LimitReader(in, limit+1)) // one byte more: extract tells that it is too large
	if err != nil {
		return nil, fmt.Errorf("standard input: %w", err)
	}
	return extract.Read(stdin, data, o)
}
