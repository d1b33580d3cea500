package main

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"redflag/analyzer"
	"redflag/analyzer/render"
	"redflag/analyzer/settings"
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
		if path != stdin {
			path = filepath.Clean(path)
		}
		if place := place(path); paths[place] && path != os.DevNull {
			return fmt.Errorf("--output: two formats go to %s", path)
		}
		paths[place(path)] = true
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
		return nil, fmt.Errorf("--format %q is not one of %s%s", name, strings.Join(formatNames(), ", "), settings.DidYouMean(name, formatNames()))
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
	files, err := s.openAll()
	if err != nil {
		return err
	}
	var group sync.WaitGroup
	failures := make([]error, len(s.outputs))
	streams := make([]chan *analyzer.Report, len(s.outputs))
	for i, o := range s.outputs {
		streams[i] = make(chan *analyzer.Report)
		group.Go(func() {
			w := s.out
			if files[i] != nil {
				w = files[i]
			}
			failures[i] = o.write(w, received(streams[i]), s.optionsFor(o))
			if files[i] == nil {
				return
			}
			if err := files[i].Close(); failures[i] == nil {
				failures[i] = err
			}
			if failures[i] != nil {
				failures[i] = fmt.Errorf("%s: %w", printable(o.path), cause(failures[i]))
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

// place is the same for all ways to write the path of one file.
func place(path string) string {
	if path == stdin {
		return path
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if real, err := filepath.EvalSymlinks(full); err == nil {
		return real
	}
	return full
}

// openAll opens the files of the outputs for writing, nil for standard output; where one cannot be opened, none is changed.
func (s *scan) openAll() ([]*os.File, error) {
	files := make([]*os.File, len(s.outputs))
	closeAll := func() {
		for _, f := range files {
			f.Close()
		}
	}
	for i, o := range s.outputs {
		if o.path == stdin {
			continue
		}
		var err error
		if files[i], err = os.OpenFile(o.path, os.O_WRONLY|os.O_CREATE, 0o666); err != nil {
			closeAll()
			return nil, fmt.Errorf("%s: %w", printable(o.path), cause(err))
		}
	}
	for i, f := range files {
		if f == nil {
			continue
		}
		if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
			continue // a device or a pipe
		}
		if err := f.Truncate(0); err != nil {
			closeAll()
			return nil, fmt.Errorf("%s: %w", printable(s.outputs[i].path), cause(err))
		}
	}
	return files, nil
}

// checkOverwrite refuses to write over what is to be read.
func (s *scan) checkOverwrite(inputs []input) error {
	for _, o := range s.outputs {
		info, err := os.Stat(o.path)
		if o.path == stdin || err != nil || !info.Mode().IsRegular() {
			continue
		}
		for _, in := range inputs {
			if read, err := os.Stat(in.path); err == nil && os.SameFile(info, read) {
				return fmt.Errorf("--output %s=%s would write over an input; name a file that is not among those to read", o.name, printable(o.path))
			}
		}
	}
	return nil
}

// optionsFor says how to render into one output: a file has no colours, and the width of a page.
func (s *scan) optionsFor(o output) render.Options {
	options := s.options()
	if o.path != stdin {
		options.Color, options.Width = s.color == "always", 0
	}
	return options
}
