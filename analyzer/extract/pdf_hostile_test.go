package extract

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// hostileFiles are the PDFs from the test suites of PDF readers, where they are at hand.
func hostileFiles(t *testing.T) []string {
	t.Helper()
	all, _ := filepath.Glob("../../../shared/hostile/*/*")
	var files []string
	for _, path := range all {
		data, err := os.ReadFile(path)
		if err == nil && bytes.Contains(data[:min(len(data), 4096)], []byte("%PDF-")) {
			files = append(files, path)
		}
	}
	if len(files) == 0 {
		t.Skip("skipped: the broken files are not here")
	}
	return files
}

// readWords reads a PDF as its text for comparison; what is set aside as hidden counts, as pdftotext reads it too.
func readWords(data []byte) (string, error) {
	text, _, err := readPDFText(data)
	if err != nil {
		return "", err
	}
	words := joined(text.arrange())
	for _, h := range text.hidden {
		words += h.Text + "\n"
	}
	return words, nil
}

// pdftotextWords are the words that pdftotext reads of a file on standard input, with their number; what it wrote before it failed counts.
func pdftotextWords(t *testing.T, data []byte) (words map[string]int, n int) {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("skipped: pdftotext is not here")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, tool, "-q", "-", "-")
	cmd.Stdin = bytes.NewReader(data)
	out, _ := cmd.Output()
	words = bag(string(out))
	for _, c := range words {
		n += c
	}
	return words, n
}

// agreement compares what is read of files with pdftotext, where that gets 20 words or more: at least 80% of them have an F1 of 0.9 or more.
func agreement(t *testing.T, files iter.Seq2[string, []byte]) {
	t.Helper()
	total, good := 0, 0
	for name, data := range files {
		words, n := pdftotextWords(t, data)
		if n < 20 {
			continue
		}
		got, err := readWords(data)
		score := f1(bag(got), words)
		total++
		if score >= 0.9 {
			good++
			continue
		}
		why := ""
		if err != nil {
			why = fmt.Sprint(" ", err)
		}
		t.Logf("%.3f of %d words: %s%s", score, n, name, why)
	}
	share := float64(good) / float64(total)
	t.Logf("%d of %d files (%.3f) with F1 of 0.9 or more", good, total, share)
	if share < 0.8 {
		t.Errorf("share of files in agreement with pdftotext %.3f, want at least 0.8", share)
	}
}

// TestPDFHostileAgreement: odd and broken files of the test suites.
func TestPDFHostileAgreement(t *testing.T) {
	paths := hostileFiles(t)
	agreement(t, func(yield func(string, []byte) bool) {
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !yield(strings.TrimPrefix(path, "../../../shared/hostile/"), data) {
				return
			}
		}
	})
}

// TestPDFMutationAgreement: sound resumes, damaged at random.
func TestPDFMutationAgreement(t *testing.T) {
	paths, _ := filepath.Glob(documents + "/*.pdf")
	if len(paths) == 0 || testing.Short() {
		t.Skip("skipped: the sample documents are not here, or time is short")
	}
	r := rand.New(rand.NewPCG(7, 26))
	read := func() []byte {
		data, err := os.ReadFile(paths[r.IntN(len(paths))])
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	agreement(t, func(yield func(string, []byte) bool) {
		for range 300 {
			if kind, data := mutate(r, read(), read()); !yield(kind, data) {
				return
			}
		}
	})
}
