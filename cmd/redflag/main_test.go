package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"unicode/utf8"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
)

const flaggedResume = "Experience\nShop Ltd  2019 - 2022\n- Improved revenue by 23%.\n"

// redflag runs the program with the arguments.
func redflag(in string, args ...string) (status int, out, err string) {
	var o, e bytes.Buffer
	status = run(args, strings.NewReader(in), &o, &e)
	return status, o.String(), e.String()
}

// emptyPDF is a PDF of one page without text.
func emptyPDF() string {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>"}
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.String()
}

// TestBadInput reads each bad input beside a good one: each has a result or an error of its own, and the good one keeps its result.
func TestBadInput(t *testing.T) {
	for name, c := range map[string]struct {
		content, says string
		ok            bool
	}{
		"empty.txt":          {"", "empty file", false},
		"blank.txt":          {" \n\t\n", "no words", false},
		"binary.txt":         {"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x03\x00>\x00\x01\x00\x00\x00", "binary", false},
		"textless.pdf":       {emptyPDF(), "no text in 1 page", false},
		"broken.pdf":         {"%PDF-1.4\n1 0 obj\n<</Type", "damaged", false},
		"broken.docx":        {"PK\x03\x04\x14\x00\x00\x00\x08\x00rest", "damaged", false},
		"large.txt":          {strings.Repeat(flaggedResume, 3000), "over the limit", false},
		"latin.txt":          {strings.Replace(flaggedResume, "Ltd", "\xe9t\xe9", 1), "not UTF-8", true},
		"~$lock.docx":        {"lock of a word processor", "", true},
		"two words.txt":      {flaggedResume, `two words.txt`, true},
		"line\nbreak.txt":    {flaggedResume, `line\nbreak.txt`, true},
		"esc\x1b[31m.txt":    {"", `esc\x1b[31m.txt`, false},
		"not\xffutf8.txt":    {flaggedResume, `not\xffutf8.txt`, true},
		"-leading-dash.txt":  {flaggedResume, "-leading-dash.txt", true},
		"quoted \"name\".md": {flaggedResume, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			create(t, filepath.Join(dir, name), c.content)
			create(t, filepath.Join(dir, "zz-fine.txt"), flaggedResume)
			status, out, err := redflag("", "scan", "--max-size", "100KB", dir)
			if want := map[bool]int{true: 0, false: 2}[c.ok]; status != want {
				t.Errorf("status %d, want %d", status, want)
			}
			if !strings.Contains(out, c.says) {
				t.Errorf("does not say %q:\n%s", c.says, out)
			}
			if c.ok == strings.Contains(err, "redflag: ") {
				t.Errorf("stderr: %s", err)
			}
			if _, fine, _ := strings.Cut(out, "zz-fine.txt ─"); !strings.Contains(fine, "│ Improved revenue by 23%") {
				t.Errorf("the other file has lost its result:\n%s", out)
			}
			if strings.ContainsRune(out+err, 0x1b) || !utf8.ValidString(out+err) {
				t.Errorf("%q", out+err)
			}
		})
	}
}

func create(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Skip(err) // the file system does not take the name
	}
}

type result struct {
	Path, Error string
	Findings    []struct {
		Text       string
		Start, End int
		Line       int
		EndLine    int `json:"end_line"`
		Also       []struct {
			Text       string
			Start, End int
		}
	}
	Claims []struct {
		Text       string
		Start, End int
	}
}

// TestQuotesAreBytes requires of the corpus that each text is exactly the bytes that it claims of what redflag text prints, and
// that runs with any number of workers write the same.
func TestQuotesAreBytes(t *testing.T) {
	folders := []string{"../../corpus/examples", "../../corpus/resumes"}
	for _, folder := range folders {
		if _, err := os.Stat(folder); err != nil {
			t.Skip("no corpus here")
		}
	}
	_, first, _ := redflag("", append([]string{"scan", "-f", "jsonl", "-j", "1", "--min-confidence", "0"}, folders...)...)
	_, again, _ := redflag("", append([]string{"scan", "-f", "jsonl", "-j", "7", "--min-confidence", "0"}, folders...)...)
	if first != again {
		t.Error("a run with one worker and a run with seven differ")
	}
	quotes := 0
	for line := range strings.Lines(first) {
		var r result
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		_, text, _ := redflag("", "text", r.Path)
		check := func(quote string, start, end int) {
			if quotes++; text[start:end] != quote {
				t.Errorf("%s: %q is not %q", r.Path, quote, text[start:end])
			}
		}
		for _, f := range r.Findings {
			check(f.Text, f.Start, f.End)
			if (f.Line == 0) != (f.Text == "") || f.EndLine < f.Line {
				t.Errorf("%s: lines %d to %d: %q", r.Path, f.Line, f.EndLine, f.Text)
			}
			for _, a := range f.Also {
				check(a.Text, a.Start, a.End)
			}
		}
		for _, c := range r.Claims {
			check(c.Text, c.Start, c.End)
		}
	}
	if quotes == 0 {
		t.Error("no finding")
	}
}

// TestInterrupt sends Ctrl-C while the second input is being waited for.
func TestInterrupt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cv.txt")
	create(t, path, flaggedResume)
	in, hold := io.Pipe()
	defer hold.Close()
	var out, err bytes.Buffer
	interrupting := writerFunc(func(b []byte) (int, error) {
		self, e := os.FindProcess(os.Getpid())
		if e == nil {
			e = self.Signal(os.Interrupt)
		}
		if e != nil {
			t.Skip(e)
		}
		return out.Write(b)
	})
	if status := run([]string{"scan", path, "-", path}, in, interrupting, &err); status != exitInterrupted {
		t.Errorf("status %d", status)
	}
	if !strings.Contains(out.String(), "Improved revenue by 23%") {
		t.Errorf("what was done is not printed: %s", &out)
	}
	if want := "redflag: interrupted after 1 of 3\n"; err.String() != want {
		t.Errorf("%q, want %q", &err, want)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(b []byte) (int, error) { return f(b) }

// TestWriteErrors: a closed pipe ends the run quietly, a full disk does not.
func TestWriteErrors(t *testing.T) {
	for _, c := range []struct {
		cause error
		says  string
	}{
		{&fs.PathError{Op: "write", Path: "|1", Err: syscall.EPIPE}, ""},
		{errors.New("no space left on device"), "redflag: the results could not be written: no space left on device\n"},
	} {
		var err bytes.Buffer
		broken := writerFunc(func([]byte) (int, error) { return 0, c.cause })
		if status := run([]string{"scan", "-"}, strings.NewReader(flaggedResume), broken, &err); status != 2 || err.String() != c.says {
			t.Errorf("status %d, %q", status, &err)
		}
	}
}

// TestPanic: a panic while one document is analyzed is an error of that document.
func TestPanic(t *testing.T) {
	dir := t.TempDir()
	var inputs []input
	for i := range 9 {
		path := filepath.Join(dir, fmt.Sprintf("%d.txt", i))
		create(t, path, flaggedResume)
		inputs = append(inputs, input{path: path})
	}
	s := &scan{scanFlags: scanFlags{jobs: 3}, detectors: []*analyzer.Detector{{
		Name: "panics", Reads: analyzer.Resume,
		Run: func(p *analyzer.Pass) {
			if strings.HasSuffix(p.Document.Path, "4.txt") {
				panic("oh")
			}
		},
	}}}
	n := 0
	for r := range s.reports(context.Background(), inputs) {
		if r.Document.Path != inputs[n].path {
			t.Errorf("%s is out of order", r.Document.Path)
		}
		if (r.Err != "") != (n == 4) {
			t.Errorf("%s: %q", r.Document.Path, r.Err)
		}
		n++
	}
	if n != len(inputs) {
		t.Errorf("%d of %d", n, len(inputs))
	}
}

// TestWords holds what the program says on its own account to the words that it never uses.
func TestWords(t *testing.T) {
	banned := regexp.MustCompile(`(?i)\b(fake|fraud|lie|AI-written|reject|unqualified)\w*`)
	all := [][]string{{"--help"}, {"scan", "--help"}, {"text", "--help"}, {"explain", "--help"}, {"schema"}, {"explain"}, {"version"}}
	for _, d := range detectors.All {
		all = append(all, []string{"explain", d.Name})
	}
	for _, args := range all {
		status, out, err := redflag("", args...)
		if status != 0 || out == "" || err != "" {
			t.Errorf("%v: status %d, %s", args, status, err)
		}
		if m := banned.FindString(out); m != "" {
			t.Errorf("%v says %q", args, m)
		}
		for line := range strings.Lines(out) {
			if n := len([]rune(line)); n > 101 && args[0] != "schema" && !strings.HasPrefix(line, "  | ") {
				t.Errorf("%v: %d columns: %s", args, n, line)
			}
		}
	}
}

func TestParseSize(t *testing.T) {
	for s, want := range map[string]int64{
		"20MB": 20 << 20, "20 mb": 20 << 20, "1.5K": 1536, "1GB": 1 << 30, "7": 7, "7B": 7,
		"": 0, "MB": 0, "-1": 0, "0": 0, "NaN": 0, "Inf": 0, "1e99": 0, "20TB": 0, "0.1B": 0,
	} {
		if got, err := parseSize("--max-size", s); got != want || (err != nil) != (want == 0) {
			t.Errorf("parseSize(%q) = %d, %v", s, got, err)
		}
	}
}

func TestSkips(t *testing.T) {
	for want, s := range map[string]skips{
		"1 file of other kinds skipped (.png 1)":                                   {".png": 1},
		"3 files of other kinds skipped (.png 2, .xls 1)":                          {".xls": 1, ".png": 2},
		"8 files of other kinds skipped (.b 2, .a 1, .c 1, .d 1, .e 1, .f 1, ...)": {".a": 1, ".b": 2, ".c": 1, ".d": 1, ".e": 1, ".f": 1, ".g": 1},
	} {
		if got := s.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
