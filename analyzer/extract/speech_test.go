package extract

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redflag/analyzer"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Each transcript is read as its golden file shows it: labels in brackets, and for each line its time, its line in the source, where a line
// of that is no telling place its pointer, and its words. Warnings stand below.
func TestSpeech(t *testing.T) {
	files, err := filepath.Glob("testdata/speech/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".lines") {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			doc, err := File(file, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if doc.Kind != analyzer.Transcript {
				t.Errorf("read as a %s", doc.Kind)
			}
			got, golden := showSpeech(doc), file+".lines"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// showSpeech writes a transcript line by line.
func showSpeech(d *analyzer.Document) string {
	var b strings.Builder
	labels := map[int]bool{}
	for _, s := range d.Sections {
		if s.Speaker != "" {
			labels[s.Start] = true
		}
	}
	offset := 0
	for line := range strings.SplitSeq(d.Text, "\n") {
		p := d.Position(offset)
		when := "-"
		if p.Timed {
			when = fmt.Sprintf("%.2f", p.Time.Seconds())
		}
		place := fmt.Sprintf("%d:%d", p.Line, p.Column)
		if p.Pointer != "" {
			place = p.Pointer
		}
		mark := ""
		if labels[offset] {
			mark = "*"
		}
		fmt.Fprintf(&b, "%s%s\t%s\t%s\n", mark, when, place, line)
		offset += len(line) + 1
	}
	for _, w := range d.Warnings {
		fmt.Fprintf(&b, "! %s\n", w)
	}
	return b.String()
}
