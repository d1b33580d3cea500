package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"

	"redflag/analyzer"
	"redflag/analyzer/render"
	"redflag/analyzer/settings"
)

// output is one place that results go to.
type output struct {
	name  string // of the format
	path  string // - for standard output
	write render.Format

	file *os.File // that is written; nil: standard output
	part string   // its path, where it is put in the place of path once it is whole; "" where path is a device or a pipe
}

// source is a file that a run reads beside its inputs.
type source struct{ what, path string }

// reads notes a file that is read, so that no output takes its place.
func (s *scan) reads(what, path string) {
	if path != "" {
		s.read = append(s.read, source{what, path})
	}
}

// chooseOutputs works out where the results go: what --output names, or --format on standard output.
func (s *scan) chooseOutputs(values []string) error {
	if len(values) == 0 {
		values = []string{s.format + "=" + stdin}
	} else if s.given("format") {
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
	return s.checkIdleOutputs()
}

// formatNamed finds the format of --format or --output; "template" is what --template holds.
func (s *scan) formatNamed(name string) (render.Format, error) {
	if f := render.Formats[name]; f != nil {
		return f, nil
	}
	if name != "template" {
		flag := "--format"
		if len(s.output) > 0 {
			flag = "--output: the format"
		}
		return nil, fmt.Errorf("%s %q is not one of %s%s", flag, name, strings.Join(formatNames(), ", "), settings.DidYouMean(name, formatNames()))
	}
	if s.template == "" {
		return nil, errors.New("the format template needs --template FILE")
	}
	text, err := os.ReadFile(s.template)
	if err != nil {
		return nil, fmt.Errorf("--template %s: %w", printable(s.template), cause(err))
	}
	s.reads("the template", s.template)
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
	if err := s.openAll(); err != nil {
		return err
	}
	var group sync.WaitGroup
	var failed atomic.Int32
	failures := make([]error, len(s.outputs))
	streams := make([]chan *analyzer.Report, len(s.outputs))
	for i := range s.outputs {
		streams[i] = make(chan *analyzer.Report)
		group.Go(func() {
			if failures[i] = s.writeOne(&s.outputs[i], received(streams[i])); failures[i] != nil {
				failed.Add(1)
			}
			for range streams[i] { // after a failure the others go on
			}
		})
	}
	for r := range reports {
		for _, c := range streams {
			c <- r
		}
		if int(failed.Load()) == len(streams) {
			break
		}
	}
	for _, c := range streams {
		close(c)
	}
	group.Wait()
	return together(failures)
}

// writeOne writes one output, and puts it in its place if it is whole.
func (s *scan) writeOne(o *output, reports iter.Seq[*analyzer.Report]) error {
	if o.file == nil {
		return o.write(s.out, reports, s.optionsFor(*o))
	}
	err := o.write(o.file, reports, s.optionsFor(*o))
	if e := o.file.Close(); err == nil {
		err = e
	}
	if err == nil && o.part != "" {
		err = os.Rename(o.part, place(o.path))
	}
	if err != nil {
		o.discard()
		return fmt.Errorf("%s: %w", printable(o.path), cause(err))
	}
	return nil
}

// discard takes away what was written so far; what stood at the output's path still stands there.
func (o *output) discard() {
	o.file.Close()
	if o.part != "" {
		os.Remove(o.part)
	}
}

// together makes one error of those of the outputs. A closed pipe is said nothing of, and must not hide the others.
func together(failures []error) error {
	var said []string
	for _, err := range failures {
		if err != nil && !errors.Is(err, syscall.EPIPE) && !errors.Is(err, io.ErrClosedPipe) {
			said = append(said, err.Error())
		}
	}
	if len(said) > 0 {
		return errors.New(strings.Join(said, "; "))
	}
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

// openAll opens the files of the outputs for writing; where one cannot be opened, none is changed.
func (s *scan) openAll() error {
	for i := range s.outputs {
		o := &s.outputs[i]
		if o.path == stdin {
			continue
		}
		if err := o.open(i); err != nil {
			for _, opened := range s.outputs[:i] {
				if opened.file != nil {
					opened.discard()
				}
			}
			return fmt.Errorf("%s: %w", printable(o.path), err)
		}
	}
	return nil
}

// open opens the file beside path that takes its place once it is whole, so that no half of one is ever found there. Devices and pipes are opened
// themselves.
func (o *output) open(n int) (err error) {
	path := place(o.path)
	folder := filepath.Dir(path)
	mode := fs.FileMode(0)
	if info, err := os.Stat(path); err == nil {
		file, err := os.OpenFile(path, os.O_WRONLY, 0) // may it be written at all?
		if err != nil {
			return cause(err)
		}
		if !info.Mode().IsRegular() {
			o.file = file
			return nil
		}
		file.Close()
		mode = info.Mode().Perm()
	} else if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return errors.New("the folder does not exist; make it first")
	}
	o.part = filepath.Join(folder, fmt.Sprintf(".redflag-%d-%d.part", os.Getpid(), n))
	if o.file, err = os.OpenFile(o.part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666); err != nil {
		return fmt.Errorf("its folder cannot be written (%w)", cause(err))
	}
	if mode != 0 {
		o.file.Chmod(mode) // that of the file whose place it takes, as far as can be
	}
	return nil
}

// checkOverwrite refuses to write over what is to be read.
func (s *scan) checkOverwrite(inputs []input) error {
	for _, path := range s.known.paths() {
		s.reads("a list of known findings", path)
	}
	for _, in := range inputs {
		s.reads("an input", in.path)
	}
	for _, o := range s.outputs {
		if info, err := os.Stat(o.path); o.path != stdin && err == nil {
			if what := s.readsAs(info); what != "" {
				return fmt.Errorf("--output %s=%s would write over %s of this run; name a file that it does not read", o.name, printable(o.path), what)
			}
		}
	}
	if f, ok := s.out.(*os.File); ok {
		if info, err := f.Stat(); err == nil {
			if what := s.readsAs(info); what != "" {
				return fmt.Errorf("standard output goes to %s of this run; send it to a file that it does not read", what)
			}
		}
	}
	return nil
}

// readsAs says as what a run reads a file; "" where it does not.
func (s *scan) readsAs(info fs.FileInfo) string {
	if !info.Mode().IsRegular() {
		return ""
	}
	for _, r := range s.read {
		if read, err := os.Stat(r.path); err == nil && os.SameFile(info, read) {
			return r.what
		}
	}
	return ""
}

// optionsFor says how to render into one output: a file has no colours, and the width of a page.
func (s *scan) optionsFor(o output) render.Options {
	options := s.options()
	if o.path != stdin {
		options.Color, options.Width = s.color == "always", 0
	}
	return options
}
