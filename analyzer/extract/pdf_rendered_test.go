package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"redflag/analyzer"
)

// truthLine is what is to be read in a rendered resume: a unit of its text, in the column that it stands in
// (see corpus/makerendered).
type truthLine struct {
	kind, column, text string
	page               int // 0: not known
}

func readTruth(t *testing.T, path string, pages int) []truthLine {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []truthLine
	for row := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimRight(row, "\n"), "\t")
		page, err := strconv.Atoi(cells[2])
		if err != nil || len(cells) != 4 {
			t.Fatalf("%s: %q is no row of a truth", path, row)
		}
		text := cells[3]
		if cells[0] == "footer" {
			text = strings.ReplaceAll(text, "#", strconv.Itoa(pages))
		}
		out = append(out, truthLine{cells[0], cells[1], text, page})
	}
	return out
}

// readUnit is a unit as it was read: folded for comparison, without its bullet.
type readUnit struct {
	text  string
	item  bool
	pages [2]int // of its first line and of its last
}

// fold makes texts comparable: titles may be set in capitals, and white space is as it falls.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

func readUnits(lines []*pdfLine) []readUnit {
	var out []readUnit
	for _, l := range lines {
		if n := len(out); n > 0 && l.kind == analyzer.ContinuedLine {
			out[n-1].text += " " + fold(l.text)
			out[n-1].pages[1] = l.page
			continue
		}
		text := l.text
		if l.mark != "" {
			text = strings.TrimPrefix(text, l.mark)
		}
		out = append(out, readUnit{fold(text), l.bullet, [2]int{l.page, l.page}})
	}
	return out
}

// renderedScore is how well a rendered resume was read.
type renderedScore struct {
	words          float64 // F1 of the bags of words, as white space parts them
	items, whole   int     // bullets of the truth, and those which are one unit that is an item
	misplaced      int     // units on a wrong page
	missed, mixed  []string
	extra, lacking []string // words
}

// score compares a document with its truth.
func score(lines []*pdfLine, truth []truthLine) renderedScore {
	var s renderedScore
	units := readUnits(lines)
	got, want := map[string]int{}, map[string]int{}
	place := map[string]int{} // of a unit
	for i, u := range units {
		for _, w := range strings.Fields(u.text) {
			got[w]++
		}
		if _, ok := place[u.text]; !ok {
			place[u.text] = i
		}
	}
	columns := map[int]string{} // of the units read
	last := map[string]int{}
	for _, l := range truth {
		text := fold(l.text)
		for _, w := range strings.Fields(text) {
			want[w]++
		}
		i, found := place[text]
		if !found && l.kind == "entry" { // its date stands in the same line
			i = slices.IndexFunc(units, func(u readUnit) bool { return strings.HasPrefix(u.text, text+" ") })
			found = i >= 0
		}
		if l.kind == "item" {
			s.items++
			if found && units[i].item {
				s.whole++
			} else {
				s.missed = append(s.missed, l.text)
			}
		}
		if !found || l.column == "running" || l.kind == "place" || l.kind == "date" {
			continue
		}
		if l.page > 0 && units[i].pages != [2]int{l.page, l.page} {
			s.misplaced++
		}
		if before, ok := last[l.column]; ok && i < before {
			s.mixed = append(s.mixed, fmt.Sprintf("%q stands before %q", l.text, units[before].text))
		}
		last[l.column], columns[i] = i, l.column
	}
	s.words = f1(got, want)
	for w, n := range got {
		if n > want[w] {
			s.extra = append(s.extra, w)
		}
	}
	for w, n := range want {
		if n > got[w] {
			s.lacking = append(s.lacking, w)
		}
	}
	s.mixed = append(s.mixed, interleaved(units, columns)...)
	return s
}

// interleaved lists where a column of a page is left and taken up again: each may come first, but whole.
func interleaved(units []readUnit, columns map[int]string) []string {
	var out []string
	page, current := 0, ""
	done := map[string]bool{}
	for i, u := range units {
		c := columns[i]
		if c == "" {
			continue
		}
		if u.pages[0] != page {
			page, current, done = u.pages[0], c, map[string]bool{}
		}
		if c != current {
			if done[c] {
				out = append(out, fmt.Sprintf("%q comes back to a column that was left", u.text))
			}
			done[current], current = true, c
		}
	}
	return out
}

func scoreFile(t *testing.T, path string) renderedScore {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text, pages, err := readPDFText(data)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return score(text.arrange(), readTruth(t, strings.TrimSuffix(path, ".pdf")+".truth", pages))
}

// TestRenderedFixtures reads small resumes of each program and layout: every word, every bullet, in order.
func TestRenderedFixtures(t *testing.T) {
	files, _ := filepath.Glob("testdata/rendered/*.pdf")
	if len(files) < 4 {
		t.Fatal("the rendered resumes are missing from testdata/rendered")
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			s := scoreFile(t, path)
			if s.words < 1 || s.whole < s.items || s.misplaced > 0 || len(s.mixed) > 0 {
				t.Errorf("words %.4f (too many %q, lacking %q), %d of %d bullets, %d on a wrong page\nno unit: %q\n%s", s.words, s.extra, s.lacking,
					s.whole, s.items, s.misplaced, s.missed, strings.Join(s.mixed, "\n"))
			}
		})
	}
}

// TestRendered measures the reader on the set that corpus/makerendered makes.
func TestRendered(t *testing.T) {
	dir := os.Getenv("REDFLAG_RENDERED")
	if dir == "" {
		t.Skip("skipped: REDFLAG_RENDERED does not name a folder that corpus/makerendered wrote")
	}
	for _, program := range []string{"chromium", "latex", "libreoffice", "wkhtmltopdf"} {
		t.Run(program, func(t *testing.T) {
			files, _ := filepath.Glob(filepath.Join(dir, program+"-*.pdf"))
			if len(files) == 0 {
				t.Skip("skipped: no resumes of this program")
			}
			sum, least := 0.0, 1.0
			items, whole, misplaced, mixed := 0, 0, 0, 0
			for _, path := range files {
				s := scoreFile(t, path)
				sum, least = sum+s.words, min(least, s.words)
				items, whole, misplaced = items+s.items, whole+s.whole, misplaced+s.misplaced
				if len(s.mixed) > 0 {
					mixed++
				}
				if s.words < 1 || s.whole < s.items || s.misplaced > 0 || len(s.mixed) > 0 {
					t.Logf("%s: words %.4f (too many %q, lacking %q), %d of %d bullets, %d on a wrong page\n\tno unit: %q\n\t%s", filepath.Base(path), s.words, s.extra,
						s.lacking, s.whole, s.items, s.misplaced, s.missed, strings.Join(s.mixed, "\n\t"))
				}
			}
			words, share := sum/float64(len(files)), float64(whole)/float64(items)
			t.Logf("%d files: words %.4f, least %.4f; bullets %.4f (%d of %d); on a wrong page %d; columns mixed in %d", len(files), words, least, share, whole, items, misplaced, mixed)
			if words < 0.995 || share < 0.98 || misplaced > 0 || mixed > 0 {
				t.Error("want words of at least 0.995, bullets of at least 0.98, all on their pages and no column mixed with another")
			}
		})
	}
}
