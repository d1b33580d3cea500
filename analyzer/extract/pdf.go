package extract

import (
	"bytes"
	"errors"
	"fmt"
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
	maxReads      = 256 << 20 // bytes that the object layer reads, besides eight times the objects
	maxObjects    = 8 << 20   // object numbers
	maxJunk       = 1 << 20   // bytes in front of the header
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
		return nil, 0, damaged("no pages are left in it")
	}
	t = &pdfText{file: f, unread: map[int]int{}}
	for i, p := range list {
		t.readPage(p, i+1)
	}
	if len(t.lines) == 0 && t.doubtful { // better read with a warning than not at all
		t = &pdfText{file: f, unread: map[int]int{}, showAll: true}
		for i, p := range list {
			t.readPage(p, i+1)
		}
	}
	return t, len(list), nil
}

// damaged is the error for a file that cannot be read; cause is an error or what the object layer panicked with.
func damaged(cause any) error {
	text := strings.TrimPrefix(strings.TrimPrefix(fmt.Sprint(cause), "malformed PDF: "), "malformed PDF file: ")
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
	*pdf.Reader                     // of a plain copy of the objects
	objects     *objects            // of the file itself
	streams     []object            // by number
	repaired    bool                // its objects were found by their text
	torn        int                 // streams of which only the start could be read
	fonts       map[string]*pdfFont // by the text of the font's dictionary, which names its objects
	operations  int
	decoded     int
	glyphs      int
	checks      int     // of points against painted areas
	layers      *layers // nil until they are asked for
}

// openPDF opens the bytes of a PDF and mends what strict readers refuse: bytes before the header or after the end, odd
// version numbers, a cross-reference table that is missing or wrong, encryption that needs no password.
func openPDF(data []byte) (*pdfFile, error) {
	start := bytes.Index(data[:min(len(data), maxJunk)], []byte("%PDF-"))
	if start < 0 {
		return nil, errors.New("not a PDF: its header is missing; re-export it, or rename it to what it is")
	}
	if len(data)-start < 16 {
		return nil, damaged("it ends after its header")
	}
	objects, pages, err := openObjects(data, start)
	if err != nil {
		return nil, err
	}
	plain, text := writePlain(objects, pages)
	r, err := pdf.NewReader(&source{Reader: bytes.NewReader(text), left: 8*len(text) + maxReads}, int64(len(text)))
	if err != nil {
		return nil, damaged(err)
	}
	return &pdfFile{Reader: r, objects: objects, streams: plain.streams, repaired: objects.mended, fonts: map[string]*pdfFont{}}, nil
}

// source feeds the object layer. The layer reads an object whenever it is asked for, so it must come to an end where
// large objects are referred to over and over.
type source struct {
	*bytes.Reader
	left int
}

func (s *source) ReadAt(p []byte, off int64) (int, error) {
	n, err := s.Reader.ReadAt(p, off)
	if s.left -= n; s.left < 0 {
		panic(errors.New("its objects refer to each other without end"))
	}
	return n, err
}

// stream decodes a stream. Of a damaged one it returns what could be read.
func (f *pdfFile) stream(v pdf.Value) (data []byte, ok bool) {
	n := v.Key(streamKey)
	if v.Kind() != pdf.Stream || n.Kind() != pdf.Integer || f.decoded > maxDecoded {
		return nil, false
	}
	data, err := f.objects.decode(f.streams[n.Int64()])
	f.decoded += len(data)
	if err != nil && len(data) > 0 {
		f.torn++
	}
	return data, err == nil || len(data) > 0
}

// pdfPage is a page with what it inherits from its parents (ISO 32000-1, 7.7.3.4).
type pdfPage struct {
	dict, resources pdf.Value
	box             [4]float64 // left, bottom, right, top
	rotate          int        // quarter turns clockwise
}

// pageList holds the pages in their order.
func (f *pdfFile) pageList() []pdfPage {
	var pages []pdfPage
	list := f.Trailer().Key("Pages")
	for i := range list.Len() {
		dict, ok := try(func() pdf.Value { return list.Index(i) })
		if ok && dict.Kind() == pdf.Dict {
			p := pdfPage{dict: dict, resources: dict.Key("Resources"), box: [4]float64{0, 0, 612, 792}}
			p.readBox()
			pages = append(pages, p)
		}
	}
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

// readBox reads the part of the page that is shown, and how it is turned.
func (p *pdfPage) readBox() {
	for _, key := range []string{"MediaBox", "CropBox"} {
		box := p.dict.Key(key)
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
	if r := p.dict.Key("Rotate"); r.Kind() == pdf.Integer {
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
