package main

import (
	"fmt"
	"io"

	"github.com/cheggaaa/pb/v3"

	"redflag/analyzer"
)

// progress is what standard error shows of a run in progress: on a terminal a line with how far it is, how fast, and how much time is left.
// It belongs to one goroutine.
type progress struct {
	w     io.Writer
	bar   *pb.ProgressBar // nil: no line
	shown bool            // the line stands on the terminal
}

const progressTemplate pb.ProgressBarTemplate = `redflag: {{counters . "%s of %s"}}, {{speed . "%s documents/s" "? documents/s"}}, {{rtime . "%s left" "%s" "? left"}} {{bar . }}`

// newProgress makes the line of a run of so many documents; with line false lines are printed alone.
func newProgress(w io.Writer, total int, line bool) *progress {
	p := &progress{w: w}
	if line {
		columns := width(w)
		if columns == 0 {
			columns = 80
		}
		p.bar = progressTemplate.New(total).Set(pb.Static, true).SetWidth(min(columns-1, 100)).SetWriter(io.Discard).Start() // drawn here: between other lines
		p.draw()
	}
	return p
}

// step counts one document more.
func (p *progress) step() {
	if p.bar != nil {
		p.bar.Increment()
		p.draw()
	}
}

func (p *progress) draw() {
	fmt.Fprintf(p.w, "\r\x1b[K%s", p.bar)
	p.shown = true
}

// print writes a line above that of the progress.
func (p *progress) print(line string) {
	p.clear()
	fmt.Fprintf(p.w, "redflag: %s\n", line)
}

// clear takes the line off the terminal.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}

// found says in a few words what came of a document.
func found(r *analyzer.Report) string {
	if r.Err != "" {
		return "not read"
	}
	n, warnings := 0, ""
	for _, f := range r.Findings {
		if f.Shown {
			n++
		}
	}
	if w := len(r.Warnings); w > 0 {
		warnings = fmt.Sprintf(", warnings: %d", w)
	}
	return fmt.Sprintf("%s, %s, places to probe: %d%s", r.Document.Kind, count(r.Document.Words(), "word"), n, warnings)
}
