// Command makerendered renders invented resumes with the programs that people make theirs with, in one column and in two,
// and writes beside each PDF what is to be read in it. The reader of PDFs is measured on them.
//
//	go run ./corpus/makerendered -out DIR
//	REDFLAG_RENDERED=DIR go test ./analyzer/extract -run Rendered -v
//
// A program that is not installed is left out. The texts are the same on every machine; the PDFs depend on the programs.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// writer is a program that makes PDFs, and the source it makes them from.
type writer struct {
	name, program, ext string
	write              func(resume, layout) string
	args               []string // IN and OUT stand for a source and its PDF
	batch              bool     // it takes all sources at once, after its arguments
	again              int      // runs more than one for each
	running            bool     // it sets headers and footers
}

var writers = []writer{
	{name: "chromium", program: "chromium", ext: ".html", write: func(r resume, l layout) string { return writeHTML(r, l, false) }, running: true,
		args: []string{"--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf=OUT", "file://IN"}},
	{name: "latex", program: "pdflatex", ext: ".tex", write: writeTeX, running: true, again: 1, args: []string{"-interaction=batchmode", "IN"}},
	{name: "libreoffice", program: "soffice", ext: ".fodt", write: writeOffice, running: true, batch: true, args: []string{"--headless", "--convert-to", "pdf"}},
	{name: "wkhtmltopdf", program: "wkhtmltopdf", ext: ".html", write: func(r resume, l layout) string { return writeHTML(r, l, true) },
		args: []string{"-q", "-s", "A4", "IN", "OUT"}},
}

func main() {
	out := flag.String("out", "", "the folder to write to")
	only := flag.String("only", "", "the one program to render with")
	flag.IntVar(&seed, "seed", 0, "the number of the set: each has other texts")
	flag.Parse()
	if *out == "" || flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "usage: makerendered -out DIR [-only PROGRAM] [-seed NUMBER]")
		os.Exit(2)
	}
	if err := makeAll(*out, *only); err != nil {
		fmt.Fprintln(os.Stderr, "makerendered:", err)
		os.Exit(1)
	}
}

func makeAll(out, only string) error {
	out, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for n, w := range writers {
		if only != "" && only != w.program {
			continue
		}
		if _, err := exec.LookPath(w.program); err != nil {
			fmt.Fprintf(os.Stderr, "makerendered: %s is not installed; its resumes are left out\n", w.program)
			continue
		}
		if err := w.render(out, n); err != nil {
			return err
		}
	}
	return nil
}

// render makes the PDFs of one program and their truths.
func (w writer) render(out string, n int) error {
	dir, err := os.MkdirTemp("", "rendered")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var names, sources []string
	for i := range count {
		r, l := compose(i), layoutOf(i, n)
		l.running = l.running && w.running
		name := fmt.Sprintf("%s-%s-%02d", w.name, l.columns, i)
		source := filepath.Join(dir, name+w.ext)
		if err := os.WriteFile(source, []byte(w.write(r, l)), 0o644); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, name+".truth"), []byte(writeTruth(truth(r, l))), 0o644); err != nil {
			return err
		}
		names, sources = append(names, name), append(sources, source)
	}
	if err := w.run(dir, sources); err != nil {
		return err
	}
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(dir, name+".pdf"))
		if err == nil {
			err = os.WriteFile(filepath.Join(out, name+".pdf"), data, 0o644)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", w.program, err)
		}
	}
	return nil
}

// run runs the program over the sources, which stand in dir, where it puts the PDFs.
func (w writer) run(dir string, sources []string) error {
	calls := [][]string{append(slices.Clone(w.args), sources...)}
	if !w.batch {
		calls = nil
		for _, s := range sources {
			call := make([]string, len(w.args))
			for i, a := range w.args {
				call[i] = strings.NewReplacer("IN", s, "OUT", strings.TrimSuffix(s, w.ext)+".pdf").Replace(a)
			}
			calls = append(calls, slices.Repeat([][]string{call}, 1+w.again)...)
		}
	}
	for _, args := range calls {
		c := exec.Command(w.program, args...)
		c.Dir = dir
		if message, err := c.CombinedOutput(); err != nil {
			return fmt.Errorf("%s %s: %w\n%s", w.program, strings.Join(args, " "), err, message)
		}
	}
	return nil
}
