package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
	"redflag/analyzer/extract"
)

// The committed files are what the program writes.
func TestExamplesAreCurrent(t *testing.T) {
	for _, e := range examples {
		resume, err := parse(e.name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("..", "examples", e.name+e.ext))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, e.write(resume)) {
			t.Errorf("%s%s is not what its text gives; run go run ./corpus/makeexamples", e.name, e.ext)
		}
	}
}

// Every file reads back word for word.
func TestExamplesReadBack(t *testing.T) {
	for _, e := range examples {
		resume, err := parse(e.name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := extract.File(filepath.Join("..", "examples", e.name+e.ext), extract.Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		if want := e.ext[1:]; doc.Format != want || len(doc.Warnings) > 0 || len(doc.Hidden) > 0 {
			t.Errorf("%s: read as %s, warnings %q, hidden %v", e.name, doc.Format, doc.Warnings, doc.Hidden)
		}
		got, want := words(doc.Text), words(plain(resume))
		if !slices.Equal(got, want) {
			t.Errorf("%s%s reads back as\n%q\nwant\n%q", e.name, e.ext, got, want)
		}
	}
}

// plain returns the words of a resume as it was written.
func plain(resume []element) string {
	var b strings.Builder
	for _, e := range resume {
		if e.kind == row {
			e.text = strings.Join(e.cells, " ")
		}
		b.WriteString(e.text + " " + e.date + "\n")
	}
	return b.String()
}

// words returns the words of a text. Bullets are none, and headings may stand in capitals.
func words(text string) []string {
	return strings.Fields(strings.ToLower(strings.NewReplacer("• ", " ", "\n- ", " ").Replace(text)))
}

// TestFingerprintsSurviveExport: a resume that is exported anew, as another kind of file, has the same findings by their fingerprints, so that
// a list of known findings holds.
func TestFingerprintsSurviveExport(t *testing.T) {
	for _, e := range examples {
		resume, err := parse(e.name)
		if err != nil {
			t.Fatal(err)
		}
		for i := range resume { // the writer of PDF has ASCII alone
			resume[i].text = strings.ReplaceAll(resume[i].text, "ö", "o")
		}
		var first []string
		for name, data := range map[string][]byte{"cv.docx": writeDOCX(resume), "cv.pdf": writePDF(resume)} {
			doc, err := extract.Read(name, data, extract.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var marks []string
			for _, f := range analyzer.Analyze(doc, detectors.All...).Findings {
				marks = append(marks, f.Fingerprint)
			}
			if len(marks) == 0 && e.name == "tomas-lindqvist" {
				t.Errorf("%s: no finding", e.name)
			}
			slices.Sort(marks)
			if first == nil {
				first = append([]string{}, marks...)
			} else if !slices.Equal(first, marks) {
				t.Errorf("%s: %s has %q, the other file %q", e.name, name, marks, first)
			}
		}
	}
}
