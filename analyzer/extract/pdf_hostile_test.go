package extract

import (
	"bytes"
	"context"
	"fmt"
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

// TestPDFHostileAgreement compares what is read of odd and broken files with pdftotext, where that gets 20 words or more.
func TestPDFHostileAgreement(t *testing.T) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("skipped: pdftotext is not here")
	}
	files, good := 0, 0
	for _, path := range hostileFiles(t) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		want, _ := exec.CommandContext(ctx, tool, "-q", path, "-").Output() // what it wrote before it failed counts
		cancel()
		words := bag(string(want))
		n := 0
		for _, c := range words {
			n += c
		}
		if n < 20 {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got, err := readWords(data)
		score := f1(bag(got), words)
		files++
		if score >= 0.9 {
			good++
			continue
		}
		why := ""
		if err != nil {
			why = fmt.Sprint(" ", err)
		}
		t.Logf("%.3f of %d words: %s%s", score, n, strings.TrimPrefix(path, "../../../shared/hostile/"), why)
	}
	share := float64(good) / float64(files)
	t.Logf("%d of %d files (%.3f) with F1 of 0.9 or more", good, files, share)
	if share < 0.8 {
		t.Errorf("share of files in agreement with pdftotext %.3f, want at least 0.8", share)
	}
}
