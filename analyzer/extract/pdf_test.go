package extract

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

const documents = "../../../shared/documents/pdf"

// pdfLines reads a PDF as lines with their kinds.
func pdfLines(t *testing.T, path string) []*pdfLine {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text, _, err := readPDFText(data)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return arrange(text.lines)
}

func joined(lines []*pdfLine) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.text + "\n")
	}
	return b.String()
}

func bag(s string) map[string]int {
	words := map[string]int{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		words[w]++
	}
	return words
}

// f1 is the F1 of two bags of words.
func f1(got, want map[string]int) float64 {
	same, n, m := 0, 0, 0
	for w, c := range got {
		same += min(c, want[w])
		n += c
	}
	for _, c := range want {
		m += c
	}
	if n+m == 0 {
		return 1
	}
	return 2 * float64(same) / float64(n+m)
}

// TestPDFWords compares the words read with those of pdftotext.
func TestPDFWords(t *testing.T) {
	files, _ := filepath.Glob(documents + "/*.pdf")
	tool, err := exec.LookPath("pdftotext")
	if len(files) == 0 || err != nil {
		t.Skip("skipped: the sample documents or pdftotext are not here")
	}
	sum := 0.0
	for _, path := range files {
		want, err := exec.Command(tool, path, "-").Output()
		if err != nil {
			t.Fatalf("pdftotext %s: %v", path, err)
		}
		got := joined(pdfLines(t, path))
		score := f1(bag(got), bag(string(want)))
		sum += score
		t.Logf("%.4f %s", score, filepath.Base(path))
		if score < 0.90 {
			t.Errorf("%s: F1 %.4f, want at least 0.90", filepath.Base(path), score)
		}
	}
	average := sum / float64(len(files))
	t.Logf("%.4f average of %d files", average, len(files))
	if average < 0.97 {
		t.Errorf("average F1 %.4f, want at least 0.97", average)
	}
}
