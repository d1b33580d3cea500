package main

import (
	"fmt"
	"io"
)

// progress is a line on a terminal that says how far a run is, while its results go elsewhere.
type progress struct {
	w     io.Writer
	total int
}

func (p *progress) show(done int) {
	if p != nil {
		fmt.Fprintf(p.w, "\rredflag: %d of %d", done, p.total)
	}
}

func (p *progress) clear() {
	if p != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
