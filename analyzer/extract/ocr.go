package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"redflag/analyzer"
)

// OCR has an installed program read pictures of text: ocrmypdf, or else tesseract, with pdftoppm or mutool to draw the pages of a PDF.
// The program runs on this machine, in a folder of its own that is removed afterwards. The zero value is ready for use.
type OCR struct {
	Context context.Context // ends the program; nil: nothing does but the time
	Timeout time.Duration   // of a document; 0: DefaultOCRTimeout
}

// DefaultOCRTimeout is how long the OCR of a document may take.
const DefaultOCRTimeout = 2 * time.Minute

// noTextError is a PDF in which no text was found, with what there is instead.
type noTextError struct {
	Pages, Images, Outlines int
	Unread                  int  // letters that the fonts do not name
	Stamped                 bool // a few words stand on the pictures
}

// manyOutlines is how many shapes may be letters.
const manyOutlines = 100

func (e *noTextError) Error() string {
	pages := count(e.Pages, "page", "pages")
	const way = "run OCR first, e.g. ocrmypdf in.pdf out.pdf, or use --ocr"
	switch {
	case e.Unread > 0:
		return fmt.Sprintf("no readable text in %s: its fonts do not say which letters their %s; export it anew, or use --ocr", pages, count(e.Unread, "glyph is", "glyphs are"))
	case e.Images > 0:
		return fmt.Sprintf("no text layer in %s, %s seen (scanned?); %s", pages, count(e.Images, "image", "images"), way)
	case e.Outlines >= manyOutlines:
		return fmt.Sprintf("no text layer in %s, but %d shapes drawn (letters as outlines?); export it with its fonts, or %s", pages, e.Outlines, way)
	}
	return fmt.Sprintf("no text in %s, and hardly anything drawn; export it anew", pages)
}

// errPicture is the refusal of a file that is a picture.
var errPicture = errors.New("a picture; use --ocr to read the text in it, or ask for the document itself")

// job is what OCR has to do: which pages, and whether to read again those that have text.
type job struct {
	picture bool
	force   bool
	pages   []int // nil: all
}

// jobFor tells what OCR could better of what was read; ok is false where there is nothing.
func jobFor(doc *analyzer.Document, pictured []int, err error) (j job, ok bool) {
	none, isNone := errors.AsType[*noTextError](err)
	switch {
	case errors.Is(err, errPicture):
		return job{picture: true}, true
	case isNone:
		return job{force: none.Unread > 0 || none.Stamped}, true
	case err != nil || doc.Format != "pdf":
		return job{}, false
	case !doc.Quality.Whole():
		return job{force: true}, true
	case len(pictured) > 0:
		return job{force: true, pages: pictured}, true
	}
	return job{}, false
}

// reread has data read by OCR where it needs that; doc and err are what the reading without gave.
func (o Options) reread(b *analyzer.Builder, data []byte, doc *analyzer.Document, err error) (*analyzer.Document, error) {
	j, ok := jobFor(doc, b.Pictured, err)
	if !ok {
		return doc, err
	}
	o.MaxBytes = 8 * o.maxBytes() // pictures grow
	result, program, ocrErr := o.OCR.run(j, data, o.MaxBytes)
	second := &analyzer.Builder{Path: b.Path, Kind: b.Kind, Cast: b.Cast, OCR: program}
	if ocrErr == nil {
		ocrErr = o.read(second, result)
	}
	if ocrErr != nil {
		if err == nil { // what there is stays
			doc.Warnings = append(doc.Warnings, "OCR could not better it: "+ocrErr.Error())
			return doc, nil
		}
		if _, none := errors.AsType[*noTextError](ocrErr); none {
			return nil, fmt.Errorf("no text found in it by OCR (%s); ask for the document itself", program)
		}
		return nil, ocrErr
	}
	if j.picture {
		second.Format = "image"
	}
	second.Remedy = "scan the paper anew at 300 dpi, or ask for the document itself"
	second.Warn(ocrWarning(program, j.pages))
	if better := second.Document(); doc == nil || better.Quality.Readable > doc.Quality.Readable || j.pages != nil {
		return better, nil
	}
	doc.Warnings = append(doc.Warnings, "OCR ("+program+") read it no better; the text is the document's own")
	return doc, nil
}

func ocrWarning(program string, pages []int) string {
	if pages == nil {
		return "its text comes from OCR (" + program + "): words may be misread"
	}
	return fmt.Sprintf("the text of %s comes from OCR (%s): words may be misread", pageList(pages), program)
}

// pageList names pages: "page 2", "pages 2, 5".
func pageList(pages []int) string {
	list := numbers(pages)
	if len(list) > 12 {
		list = append(list[:12], "...")
	}
	if len(pages) == 1 {
		return "page " + list[0]
	}
	return "pages " + strings.Join(list, ", ")
}

func numbers(pages []int) []string {
	list := make([]string, len(pages))
	for i, p := range pages {
		list[i] = strconv.Itoa(p)
	}
	return list
}

// run returns a PDF with a text layer, and the program that made it.
func (o *OCR) run(j job, data []byte, limit int64) (result []byte, program string, err error) {
	ctx, timeout := o.Context, o.Timeout
	if ctx == nil {
		ctx = context.Background()
	}
	if timeout == 0 {
		timeout = DefaultOCRTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	dir, err := os.MkdirTemp("", "redflag-ocr-") // mode 0700
	if err != nil {
		return nil, "", fmt.Errorf("no folder for OCR: %w", plain(err))
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(filepath.Join(dir, "in"), data, 0o600); err != nil {
		return nil, "", fmt.Errorf("no room for OCR: %w", plain(err))
	}
	r := &ocrRun{ctx: ctx, dir: dir}
	program, err = r.read(j)
	if ctx.Err() == context.DeadlineExceeded {
		err = fmt.Errorf("OCR took longer than %v and was ended; scan fewer pages at a time", timeout)
	}
	if err != nil {
		return nil, program, err
	}
	result, err = load(filepath.Join(dir, "out.pdf"), limit)
	return result, program, err
}

// ocrRun is a run of OCR in a folder of its own, which holds the input as "in" and gets the result as "out.pdf".
type ocrRun struct {
	ctx context.Context
	dir string
}

var errNoOCR = errors.New("--ocr finds no program for it: install ocrmypdf, or tesseract with pdftoppm (poppler-utils) or mutool (mupdf-tools)")

func (r *ocrRun) read(j job) (program string, err error) {
	tesseract, _ := exec.LookPath("tesseract")
	if j.picture {
		if tesseract == "" {
			return "", errors.New("a picture, and --ocr finds no program to read it: install tesseract (tesseract-ocr)")
		}
		return r.tesseract(tesseract, "in")
	}
	if path, _ := exec.LookPath("ocrmypdf"); path != "" {
		program = r.version("ocrmypdf", path)
		return program, r.start(path, ocrmypdfArguments(j)...)
	}
	if j.pages != nil {
		return "", errors.New("install ocrmypdf to read single pages by OCR")
	}
	if tesseract == "" {
		return "", errNoOCR
	}
	if err := r.draw(); err != nil {
		return "", err
	}
	return r.tesseract(tesseract, "pages")
}

func ocrmypdfArguments(j job) []string {
	args := []string{"--output-type", "pdf", "--quiet", "--jobs", "1", "--optimize", "0"}
	if j.force {
		args = append(args, "--force-ocr")
	} else {
		args = append(args, "--skip-text")
	}
	if j.pages != nil {
		args = append(args, "--pages", strings.Join(numbers(j.pages), ","))
	}
	return append(args, "in", "out.pdf")
}

// tesseract reads a picture, or the pictures that a list names, into a PDF of text alone.
func (r *ocrRun) tesseract(path, in string) (program string, err error) {
	program = r.version("tesseract", path)
	return program, r.start(path, in, "out", "-c", "textonly_pdf=1", "pdf")
}

// draw draws the pages of the PDF as pictures and lists them in "pages".
func (r *ocrRun) draw() error {
	var err error
	if path, _ := exec.LookPath("pdftoppm"); path != "" {
		err = r.start(path, "-r", "300", "-gray", "-png", "in", "page")
	} else if path, _ := exec.LookPath("mutool"); path != "" {
		err = r.start(path, "draw", "-q", "-r", "300", "-c", "gray", "-o", "page-%04d.png", "in")
	} else {
		return errNoOCR
	}
	if err != nil {
		return err
	}
	pages, err := filepath.Glob(filepath.Join(r.dir, "page-*.png")) // sorted, as their numbers have leading zeros
	if err != nil || len(pages) == 0 {
		return errors.New("its pages could not be drawn for OCR; export it anew")
	}
	return os.WriteFile(filepath.Join(r.dir, "pages"), []byte(strings.Join(pages, "\n")+"\n"), 0o600)
}

// start runs a program in the folder, without a shell, and ends it with all that it started when the context is done.
func (r *ocrRun) start(path string, args ...string) error {
	cmd := exec.CommandContext(r.ctx, path, args...)
	cmd.Dir = r.dir
	cmd.Env = append(os.Environ(), "TMPDIR="+r.dir, "OMP_THREAD_LIMIT=1")
	var said bytes.Buffer
	cmd.Stderr = &limited{&said, 4096}
	cmd.WaitDelay = 2 * time.Second
	ownGroup(cmd)
	if err := cmd.Run(); err != nil {
		if r.ctx.Err() != nil {
			return fmt.Errorf("OCR was ended: %w", r.ctx.Err())
		}
		return fmt.Errorf("OCR by %s failed (%s); ask for the document itself, or run the program by hand", filepath.Base(path), reasonOf(said.String(), err))
	}
	return nil
}

// limited keeps the first bytes of what is written.
type limited struct {
	*bytes.Buffer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	n := min(len(p), l.left)
	l.left -= n
	l.Buffer.Write(p[:n])
	return len(p), nil
}

// reasonOf is the last line that a program has said, or its status.
func reasonOf(said string, err error) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	last := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(lines[len(lines)-1], ""))
	if last == "" {
		return err.Error()
	}
	if runes := []rune(last); len(runes) > 160 {
		last = string(runes[:160]) + "..."
	}
	return last
}

var versions sync.Map // of programs, by path

// version is the program's name with the number that stands first in what it says of itself.
func (r *ocrRun) version(name, path string) string {
	if v, ok := versions.Load(path); ok {
		return v.(string)
	}
	cmd := exec.CommandContext(r.ctx, path, "--version")
	cmd.Dir = r.dir
	cmd.WaitDelay = 2 * time.Second
	ownGroup(cmd)
	out, _ := cmd.Output()
	for _, word := range strings.Fields(string(out[:min(len(out), 200)])) {
		if number := strings.TrimPrefix(word, "v"); number != "" && unicode.IsDigit(rune(number[0])) {
			name += " " + strings.ToValidUTF8(number, "")
			break
		}
	}
	versions.Store(path, name)
	return name
}
