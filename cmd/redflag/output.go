package main

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"sync"

	"redflag/analyzer"
	"redflag/analyzer/render"
)

// output is one place that results go to.
type output struct {
	name  string // of the format
	path  string // - for standard output
	write render.Format
}

// chooseOutputs works out where the results go: what --output names, or --format on standard output.
func (s *scan) chooseOutputs(values []string) error {
	if len(values) == 0 {
		values = []string{s.format + "=" + stdin}
	} else if s.formatGiven {
		return errors.New("--format and --output both say what to write; give --output FORMAT=FILE for each")
	}
	paths := map[string]bool{}
	for _, v := range values {
		name, path, found := strings.Cut(v, "=")
		if !found || path == "" {
			return fmt.Errorf("--output %q is not FORMAT=FILE, such as csv=findings.csv or jsonl=- for standard output", v)
		}
		if paths[path] {
			return fmt.Errorf("--output: two formats go to %s", path)
		}
		paths[path] = true
		o := output{name: name, path: path}
		var err error
		if o.write, err = s.formatNamed(name); err != nil {
			return err
		}
		s.outputs = append(s.outputs, o)
	}
	if s.summary && !slices.ContainsFunc(s.outputs, func(o output) bool { return o.name == "csv" }) {
		return errors.New("--summary is for --format csv")
	}
	return nil
}

// formatNamed finds a format; "template" is what --template holds.
func (s *scan) formatNamed(name string) (render.Format, error) {
	if f := render.Formats[name]; f != nil {
		return f, nil
	}
	if name != "template" {
		return nil, fmt.Errorf("--format %q is not one of %s%s", name, strings.Join(formatNames(), ", "), didYouMean(name, formatNames()))
	}
	if s.template == "" {
		return nil, errors.New("the format template needs --template FILE")
	}
	text, err := os.ReadFile(s.template)
	if err != nil {
		return nil, err
	}
	f, err := render.Template(s.template, string(text))
	if err != nil {
		return nil, fmt.Errorf("--template: %w", err)
	}
	return f, nil
}

// writeAll writes the reports to every output as they come, each format in its own goroutine.
func (s *scan) writeAll(reports iter.Seq[*analyzer.Report]) error {
	if len(s.outputs) == 1 && s.outputs[0].path == stdin {
		return s.outputs[0].write(s.out, reports, s.options())
	}
	var group sync.WaitGroup
	failures := make([]error, len(s.outputs))
	streams := make([]chan *analyzer.Report, len(s.outputs))
	for i, o := range s.outputs {
		w, closeFile, err := s.open(o.path)
		if err != nil {
			for _, c := range streams[:i] {
				close(c)
			}
			group.Wait()
			return err
		}
		streams[i] = make(chan *analyzer.Report)
		group.Go(func() {
			failures[i] = o.write(w, received(streams[i]), s.optionsFor(o))
			if err := closeFile(); failures[i] == nil {
				failures[i] = err
			}
			if failures[i] != nil && o.path != stdin {
				failures[i] = fmt.Errorf("%s: %w", o.path, failures[i])
			}
			for range streams[i] { // after a failure the others go on
			}
		})
	}
	for r := range reports {
		for _, c := range streams {
			c <- r
		}
	}
	for _, c := range streams {
		close(c)
	}
	group.Wait()
	return errors.Join(failures...)
}

// received yields what a channel brings.
func received(c <-chan *analyzer.Report) iter.Seq[*analyzer.Report] {
	return func(yield func(*analyzer.Report) bool) {
		for r := range c {
			if !yield(r) {
				return
			}
		}
	}
}

// open opens the file of an output for writing.
func (s *scan) open(path string) (io.Writer, func() error, error) {
	if path == stdin {
		return s.out, func() error { return nil }, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, nil, err
	}
	return f, f.Close, nil
}

// optionsFor says how to render into one output: a file has no colours, and the width of a page.
func (s *scan) optionsFor(o output) render.Options {
	options := s.options()
	if o.path != stdin {
		options.Color, options.Width = s.color == "always", 0
	}
	return options
}
