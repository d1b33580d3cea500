// Command makeexamples writes the example resumes in corpus/examples from the texts next to it. The people, their employers
// and their schools are invented. The same texts give the same bytes on every machine.
//
//	go run ./corpus/makeexamples
package main

import (
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

//go:embed *.cv
var texts embed.FS

// examples are the files that are written, each with its writer.
var examples = []struct {
	name  string // of the text, too
	ext   string
	write func([]element) []byte
}{
	{"priya-nair", ".pdf", writePDF},
	{"tomas-lindqvist", ".docx", writeDOCX},
	{"grace-okafor", ".txt", writeText},
}

func main() {
	dir := filepath.Join("corpus", "examples")
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	for _, e := range examples {
		resume, err := parse(e.name)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, e.name+e.ext), e.write(resume), 0o644)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "makeexamples:", err)
			os.Exit(1)
		}
	}
}

// kind is what an element of a resume is.
type kind int

const (
	para    kind = iota
	title        // # the person's name
	section      // ## a section
	entry        // ### an employer, a project or a degree | its dates
	item         // - a bullet
	row          // | a row | of a table |
)

var marks = []struct {
	mark string
	kind kind
}{{"# ", title}, {"## ", section}, {"### ", entry}, {"- ", item}, {"| ", row}}

// element is a line of the text.
type element struct {
	kind  kind
	text  string
	date  string   // of an entry
	cells []string // of a row
}

// parse reads the text of a resume.
func parse(name string) ([]element, error) {
	data, err := texts.ReadFile(name + ".cv")
	if err != nil {
		return nil, err
	}
	var out []element
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		e := element{text: line}
		for _, m := range marks {
			if rest, ok := strings.CutPrefix(line, m.mark); ok {
				e = element{kind: m.kind, text: rest}
			}
		}
		switch e.kind {
		case entry:
			e.text, e.date, _ = strings.Cut(e.text, " | ")
		case row:
			e.cells = strings.Split(strings.TrimSuffix(e.text, " |"), " | ")
		}
		out = append(out, e)
	}
	return out, nil
}

// wrap breaks text into lines no wider than width, by a measure of its own.
func wrap(text string, width float64, measure func(string) float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if longer := strings.TrimSpace(line + " " + word); line == "" || measure(longer) <= width {
			line = longer
			continue
		}
		lines = append(lines, line)
		line = word
	}
	return append(lines, line)
}
