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

// scanned is a PDF of a picture and, if words is not empty, a page of text before it.
func scanned(words string) []byte {
	const image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\nx\nendstream"
	const resources = "/Resources<</XObject<</I 5 0 R>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
	pages := "<</Type/Page/Parent 2 0 R/Contents 4 0 R" + resources + ">>"
	kids, first := "3 0 R", ""
	if words != "" {
		kids, first = "6 0 R 3 0 R", "BT /F 12 Tf 50 700 Td ("+words+") Tj ET"
	}
	return makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 2/Kids["+kids+"]/MediaBox[0 0 600 800]>>", pages,
		stream("", "600 0 0 800 0 0 cm /I Do"), image, "<</Type/Page/Parent 2 0 R/Contents 7 0 R"+resources+">>", stream("", first))
}

// programs makes a folder with shell scripts of the given names the only PATH. "$DIR" in them is the folder.
func programs(t *testing.T, scripts map[string]string) (dir string) {
	t.Helper()
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("no shell here to stand in for OCR programs")
	}
	dir = t.TempDir()
	for name, script := range scripts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+strings.ReplaceAll(script, "$DIR", dir)), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	versions.Clear()
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("PATH", dir)
	t.Cleanup(versions.Clear)
	return dir
}

const (
	// fake takes the arguments down and gives out the PDF at result.
	fake    = "case $1 in --version) echo 'fake 9.8.1'; exit;; esac\necho \"$@\" >$DIR/asked\n/bin/cat $DIR/result >out.pdf\n"
	picture = "\x89PNG\r\n\x1A\n\x00\x00\x00\rIHDR"
)

func TestOCR(t *testing.T) {
	long := "Ann Example built the order service of a shop and the monitoring for it, with a team of five."
	for _, c := range []struct {
		name     string
		data     []byte
		scripts  map[string]string
		format   string
		asked    string // of the program
		warnings string
	}{
		{"a scan", scanned(""), map[string]string{"ocrmypdf": fake}, "pdf",
			"--output-type pdf --quiet --jobs 1 --optimize 0 --skip-text in out.pdf",
			"its text comes from OCR (ocrmypdf 9.8.1): words may be misread"},
		{"a page of text and a scan", scanned(long), map[string]string{"ocrmypdf": fake}, "pdf",
			"--output-type pdf --quiet --jobs 1 --optimize 0 --force-ocr --pages 2 in out.pdf",
			"the text of page 2 comes from OCR (ocrmypdf 9.8.1): words may be misread"},
		{"a scan, without ocrmypdf", scanned(""), map[string]string{"tesseract": fake, "pdftoppm": ">page-1.png"}, "pdf",
			"pages out -c textonly_pdf=1 pdf", "its text comes from OCR (tesseract 9.8.1): words may be misread"},
		{"a scan, with mutool", scanned(""), map[string]string{"tesseract": fake, "mutool": ">page-0001.png"}, "pdf",
			"pages out -c textonly_pdf=1 pdf", "its text comes from OCR (tesseract 9.8.1): words may be misread"},
		{"a picture", []byte(picture), map[string]string{"tesseract": fake}, "image",
			"in out -c textonly_pdf=1 pdf", "its text comes from OCR (tesseract 9.8.1): words may be misread"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := programs(t, c.scripts)
			if err := os.WriteFile(filepath.Join(dir, "result"), onePage(at(50, 700, "Ann Example")), 0o600); err != nil {
				t.Fatal(err)
			}
			for _, pool := range []*Pool{nil, testPool(t, 1, Limits{}).Pool} {
				doc, err := Read("cv.pdf", c.data, Options{OCR: &OCR{}, Pool: pool})
				if err != nil {
					t.Fatal(err)
				}
				asked, _ := os.ReadFile(filepath.Join(dir, "asked"))
				if doc.Text != "Ann Example" || doc.Format != c.format || strings.TrimSpace(string(asked)) != c.asked || strings.Join(doc.Warnings, "|") != c.warnings {
					t.Errorf("text %q, format %s\nasked %s\nwarned %q", doc.Text, doc.Format, asked, doc.Warnings)
				}
			}
			if left, _ := filepath.Glob(filepath.Join(os.Getenv("TMPDIR"), "*")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

// What cannot be read by OCR says why; what needs none starts no program.
func TestOCRErrors(t *testing.T) {
	const failing = "echo 'warning' >&2; echo 'cannot read it' >&2; exit 3"
	for _, c := range []struct {
		name    string
		data    []byte
		scripts map[string]string
		want    string
	}{
		{"nothing installed", scanned(""), nil,
			"cv.pdf: --ocr finds no program for it: install ocrmypdf, or tesseract with pdftoppm (poppler-utils) or mutool (mupdf-tools)"},
		{"no program that draws", scanned(""), map[string]string{"tesseract": fake},
			"cv.pdf: --ocr finds no program for it: install ocrmypdf, or tesseract with pdftoppm (poppler-utils) or mutool (mupdf-tools)"},
		{"a picture, nothing installed", []byte(picture), nil, "cv.pdf: a picture, and --ocr finds no program to read it: install tesseract (tesseract-ocr)"},
		{"it fails", scanned(""), map[string]string{"ocrmypdf": failing},
			"cv.pdf: OCR by ocrmypdf failed (cannot read it); ask for the document itself, or run the program by hand"},
		{"it gives a scan again", scanned(""), map[string]string{"ocrmypdf": "case $1 in --version) exit;; esac\n/bin/cat in >out.pdf"},
			"cv.pdf: no text found in it by OCR (ocrmypdf); ask for the document itself"},
		{"no PDF", []byte("\x7FELF\x00"), map[string]string{"ocrmypdf": failing}, "cv.pdf: not a PDF: its header is missing; re-export it, or rename it to what it is"},
		{"text", onePage(at(50, 700, "Ann Example")), map[string]string{"ocrmypdf": failing}, ""},
	} {
		programs(t, c.scripts)
		_, err := Read("cv.pdf", c.data, Options{OCR: &OCR{}})
		if got := ""; err != nil {
			if got = err.Error(); got != c.want {
				t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
			}
		} else if c.want != "" {
			t.Errorf("%s: read, want %s", c.name, c.want)
		}
	}
}

// A program that hangs is ended with all that it started, at the limit of time or when the run is interrupted.
func TestOCREnds(t *testing.T) {
	const hangs = "/bin/sleep 60 & echo $! >$DIR/child\nwait"
	interrupted, cancel := context.WithCancel(context.Background())
	defer cancel()
	for _, c := range []struct {
		ocr  OCR
		want string
	}{
		{OCR{Timeout: 300 * time.Millisecond}, "OCR took longer than 300ms and was ended; scan fewer pages at a time"},
		{OCR{Context: interrupted}, "OCR was ended: context canceled"},
	} {
		dir := programs(t, map[string]string{"ocrmypdf": "case $1 in --version) exit;; esac\n" + hangs})
		if c.ocr.Context != nil {
			go func() { // once the program is at work
				for start := time.Now(); time.Since(start) < 20*time.Second; time.Sleep(10 * time.Millisecond) {
					if pid, err := os.ReadFile(filepath.Join(dir, "child")); err == nil && len(pid) > 0 {
						break
					}
				}
				cancel()
			}()
		}
		start := time.Now()
		_, err := Read("cv.pdf", scanned(""), Options{OCR: &c.ocr})
		if err == nil || err.Error() != "cv.pdf: "+c.want || time.Since(start) > 30*time.Second {
			t.Errorf("after %v: %v", time.Since(start), err)
		}
		pid, err := os.ReadFile(filepath.Join(dir, "child"))
		if err != nil && c.ocr.Context != nil {
			t.Errorf("it was not at work when it was interrupted: %v", err)
		}
		if err != nil {
			continue // ended before it began
		}
		if stat, err := os.ReadFile("/proc/" + strings.TrimSpace(string(pid)) + "/stat"); err == nil && !bytes.Contains(stat, []byte(") Z")) {
			t.Errorf("its child lives on: %s", stat)
		}
	}
}

// The real programs read a page that was drawn: as a picture, and as a PDF of the picture.
func TestOCRForReal(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	for _, program := range []string{"tesseract", "pdftoppm", "ocrmypdf"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip("no " + program + " here")
		}
	}
	dir := t.TempDir()
	page := onePage("BT /F1 24 Tf 60 700 Td (Improved revenue by 23 percent) Tj 0 -40 Td (Wrote the monthly stock report) Tj ET")
	if err := os.WriteFile(filepath.Join(dir, "in.pdf"), page, 0o600); err != nil {
		t.Fatal(err)
	}
	draw := func(options ...string) []byte {
		cmd := exec.Command("pdftoppm", append(options, "-r", "150", "-gray", "-singlefile", "in.pdf")...)
		cmd.Dir = dir
		out, err := cmd.Output()
		if err != nil {
			t.Skip("pdftoppm does not draw")
		}
		return out
	}
	raw := draw()
	var width, height, most int
	if n, err := fmt.Sscanf(string(raw[:min(len(raw), 40)]), "P5\n%d %d\n%d\n", &width, &height, &most); n != 3 || len(raw) < width*height {
		t.Fatalf("not a PGM: %v", err)
	}
	scan := makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 600 800]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>", stream("", "600 0 0 800 0 0 cm /I Do"),
		stream(fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8", width, height), string(raw[len(raw)-width*height:])))
	for name, data := range map[string][]byte{"cv.png": draw("-png"), "cv.pdf": scan} {
		doc, err := Read(name, data, Options{OCR: &OCR{}})
		if err != nil {
			t.Error(err)
		} else if !strings.Contains(doc.Text, "Improved revenue by 23 percent") || doc.Quality.Readable < 1 {
			t.Errorf("%s: read %q, %v", name, doc.Text, doc.Warnings)
		}
	}
}
