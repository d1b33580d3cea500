package extract

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"

	"redflag/analyzer"
)

// Limits of one document, far above what a resume needs: they turn hostile input into an error.
const (
	maxPages      = 2000
	maxPageNodes  = 20000
	maxPageDepth  = 64
	maxStream     = 64 << 20  // bytes of one decoded stream
	maxDecoded    = 512 << 20 // bytes of all decoded streams
	maxOperations = 20 << 20  // operators of one document
	maxGlyphs     = 4 << 20
	maxReads      = 4 << 20 // reads of the object layer
	maxFrames     = 4000    // depth of the call stack inside the object layer
	maxObjects    = 8 << 20 // entries of a cross-reference table
)

// readPDF reads the text of a PDF in a person's reading order.
func readPDF(b *analyzer.Builder, data []byte) (err error) {
	defer func() {
		// The object layer reports broken input by panics.
		if x := recover(); x != nil {
			err = damaged(x)
		}
	}()
	t, pages, err := readPDFText(data)
	if err != nil {
		return err
	}
	b.Pages = pages
	return t.emit(b)
}

// readPDFText reads the lines of all pages.
func readPDFText(data []byte) (t *pdfText, pages int, err error) {
	f, err := openPDF(data)
	if err != nil {
		return nil, 0, err
	}
	list := f.pageList()
	if len(list) == 0 {
		return nil, 0, errors.New("damaged PDF: no pages found; re-export it from the program that made it")
	}
	t = &pdfText{file: f}
	for i, p := range list {
		t.readPage(p, i+1)
	}
	if len(t.lines) == 0 && t.doubtful { // better read with a warning than not at all
		t = &pdfText{file: f, showAll: true}
		for i, p := range list {
			t.readPage(p, i+1)
		}
	}
	return t, len(list), nil
}

// damaged is the error for a file that cannot be read; cause is an error or what the object layer panicked with.
func damaged(cause any) error {
	text := strings.TrimPrefix(strings.TrimPrefix(fmt.Sprint(cause), "malformed PDF: "), "malformed PDF file: ")
	if strings.Contains(text, "startxref") || strings.Contains(text, "%%EOF") {
		text = "its end is missing or broken (cut short on its way?)"
	}
	if len(text) > 120 {
		text = text[:120] + "..."
	}
	text = strings.Map(func(r rune) rune { // it may quote the file's bytes
		if !unicode.IsPrint(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, text)
	return fmt.Errorf("damaged PDF: %s; re-export it from the program that made it", text)
}

// pdfFile is an open PDF with what is read once per document.
type pdfFile struct {
	*pdf.Reader
	data       []byte
	encrypted  bool
	repaired   bool                // its cross-reference table is rebuilt
	fonts      map[string]*pdfFont // by the text of the font's dictionary, which names its objects
	operations int
	decoded    int
	glyphs     int
	checks     int     // of points against painted areas
	layers     *layers // nil until they are asked for
}

// openPDF opens the bytes of a PDF, mending what strict readers refuse: bytes before the header or after the end, odd
// version numbers, and a cross-reference table that is missing or wrong.
func openPDF(data []byte) (*pdfFile, error) {
	data, err := trimPDF(data)
	if err != nil {
		return nil, err
	}
	f, err := newFile(data)
	if err != nil && !isEncryption(err) || err == nil && !f.hasPages() {
		if fixed := rebuildXref(data); fixed != nil {
			if f2, err2 := newFile(fixed); err2 == nil && f2.hasPages() {
				f2.repaired = true
				return f2, nil
			}
		}
	}
	switch {
	case err == nil:
		return f, nil
	case errors.Is(err, pdf.ErrInvalidPassword):
		return nil, errors.New("encrypted, needs a password; save a copy without one")
	case isEncryption(err):
		return nil, fmt.Errorf("encrypted in a way that is not supported (%v); save a copy without encryption", err)
	}
	return nil, damaged(err)
}

func newFile(data []byte) (*pdfFile, error) {
	r, err := newReader(data)
	if err != nil {
		return nil, err
	}
	f := &pdfFile{Reader: r, data: data, fonts: map[string]*pdfFont{}}
	f.encrypted = !r.Trailer().Key("Encrypt").IsNull()
	return f, nil
}

func (f *pdfFile) hasPages() bool {
	pages, ok := try(f.pageList)
	return ok && len(pages) > 0
}

func isEncryption(err error) bool {
	return errors.Is(err, pdf.ErrInvalidPassword) || strings.Contains(err.Error(), "encryption")
}

var hugeNumber = regexp.MustCompile(`/(?:Size|Columns|Index\s*\[\s*\d*)\s*(\d{7,})`)

// trimPDF cuts what stands before the header and after the end, and gives the file a header that every reader takes.
func trimPDF(data []byte) ([]byte, error) {
	start := bytes.Index(data[:min(len(data), 4096)], []byte("%PDF-"))
	if start < 0 {
		return nil, errors.New("not a PDF: its header is missing; re-export it, or rename it to what it is")
	}
	data = data[start:]
	for _, m := range hugeNumber.FindAllSubmatch(data, -1) {
		if n, err := strconv.Atoi(string(m[1])); err != nil || n > maxObjects {
			return nil, damaged("a table of " + string(m[1]) + " entries")
		}
	}
	if len(data) < 16 {
		return nil, damaged("it ends after its header")
	}
	end := bytes.LastIndex(data, []byte("%%EOF"))
	wellFormed := data[5] == '1' && data[7] <= '7' && data[7] >= '0' && (data[8] == '\n' || data[8] == '\r')
	if wellFormed && end >= 0 && len(data)-end < 16 {
		return data, nil
	}
	if end < 0 || bytes.Contains(data[end:], []byte(" obj")) { // the mark is of an earlier version, or of a file within
		end = len(data)
	}
	fixed := make([]byte, 0, end+8)
	fixed = append(fixed, data[:end]...)
	copy(fixed, "%PDF-1.7\n")
	return append(fixed, "\n%%EOF\n"...), nil
}

// source feeds the object layer and stops it when it loops or recurses without end, which some broken files make it do.
type source struct {
	*bytes.Reader
	reads int
}

func (s *source) ReadAt(p []byte, off int64) (int, error) {
	if s.reads++; s.reads > maxReads {
		panic(errors.New("its objects refer to each other without end"))
	}
	if s.reads%32 == 0 {
		var pc [1]uintptr
		if runtime.Callers(maxFrames, pc[:]) > 0 {
			panic(errors.New("its objects are nested too deep"))
		}
	}
	return s.Reader.ReadAt(p, off)
}

func newReader(data []byte) (r *pdf.Reader, err error) {
	defer func() {
		if x := recover(); x != nil {
			r, err = nil, fmt.Errorf("%v", x)
		}
	}()
	return pdf.NewReader(&source{Reader: bytes.NewReader(data)}, int64(len(data)))
}

// pdfPage is a page with what it inherits from its parents (ISO 32000-1, 7.7.3.4).
type pdfPage struct {
	dict, resources pdf.Value
	box             [4]float64 // left, bottom, right, top
	rotate          int        // quarter turns clockwise
}

// pageList walks the page tree.
func (f *pdfFile) pageList() []pdfPage {
	var pages []pdfPage
	nodes := 0
	var walk func(node pdf.Value, p pdfPage, depth int)
	walk = func(node pdf.Value, p pdfPage, depth int) {
		if nodes++; nodes > maxPageNodes || depth > maxPageDepth || len(pages) >= maxPages || node.Kind() != pdf.Dict {
			return
		}
		p.inherit(node)
		kids := node.Key("Kids")
		if kids.Kind() != pdf.Array {
			p.dict = node
			pages = append(pages, p)
			return
		}
		for i := range kids.Len() {
			if kid, ok := try(func() pdf.Value { return kids.Index(i) }); ok {
				walk(kid, p, depth+1)
			}
		}
	}
	walk(f.Trailer().Key("Root").Key("Pages"), pdfPage{box: [4]float64{0, 0, 612, 792}}, 0)
	return pages
}

// try runs a step over the object layer and reports whether it came through without a panic.
func try[T any](step func() T) (v T, ok bool) {
	defer func() {
		if x := recover(); x != nil {
			ok = false
		}
	}()
	return step(), true
}

func (p *pdfPage) inherit(node pdf.Value) {
	if r := node.Key("Resources"); r.Kind() == pdf.Dict {
		p.resources = r
	}
	for _, key := range []string{"MediaBox", "CropBox"} {
		box := node.Key(key)
		if box.Len() != 4 {
			continue
		}
		var b [4]float64
		for i := range b {
			b[i] = box.Index(i).Float64()
		}
		b = [4]float64{min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3])}
		if b[2]-b[0] > 1 && b[3]-b[1] > 1 {
			p.box = b
		}
	}
	if r := node.Key("Rotate"); r.Kind() == pdf.Integer {
		p.rotate = int((r.Int64()/90%4 + 4) % 4)
	}
}

// base is the matrix from default user space to the page as it is shown: origin at the bottom left, y upwards.
func (p *pdfPage) base() matrix {
	w, h := p.box[2]-p.box[0], p.box[3]-p.box[1]
	m := matrix{1, 0, 0, 1, -p.box[0], -p.box[1]}
	switch p.rotate {
	case 1:
		return m.then(matrix{0, -1, 1, 0, 0, w})
	case 2:
		return m.then(matrix{-1, 0, 0, -1, w, h})
	case 3:
		return m.then(matrix{0, 1, -1, 0, h, 0})
	}
	return m
}

// size is the width and height of the page as it is shown.
func (p *pdfPage) size() (w, h float64) {
	w, h = p.box[2]-p.box[0], p.box[3]-p.box[1]
	if p.rotate%2 == 1 {
		return h, w
	}
	return w, h
}
