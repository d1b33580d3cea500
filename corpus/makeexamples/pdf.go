package main

import (
	"bytes"
	"fmt"
	"strings"
)

// The page, in points: US Letter.
const (
	pageWidth, pageHeight = 612, 792
	left, right           = 72, 540
	top, bottom           = 720, 72
	indent                = 14 // of a bullet's text
)

// font is one of the fonts that every PDF reader has.
type font struct {
	resource string // its name in a page's resources
	name     string
	widths   [95]int // of the characters from space to ~, in thousandths of its size
}

var regular = &font{"F1", "Helvetica", [95]int{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}}

var bold = &font{"F2", "Helvetica-Bold", [95]int{
	278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
	975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
	333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
	611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
}}

// winAnsi has the characters beyond ASCII that the texts use: their codes and, in both fonts, their widths.
var winAnsi = map[rune]struct {
	code  byte
	width int
}{'•': {0x95, 350}, '–': {0x96, 556}}

// width returns how wide a text is at a size.
func (f *font) width(text string, size float64) float64 {
	sum := 0
	for _, r := range text {
		if w, ok := winAnsi[r]; ok {
			sum += w.width
		} else {
			sum += f.widths[r-' ']
		}
	}
	return float64(sum) * size / 1000
}

// layout places a resume's lines on pages.
type layout struct {
	pages []*bytes.Buffer
	y     float64
}

// down moves down by height, to the next page where less than that and rest is left.
func (l *layout) down(height, rest float64) {
	if l.y -= height; l.y-rest < bottom || len(l.pages) == 0 {
		l.pages = append(l.pages, &bytes.Buffer{})
		l.y = top
	}
}

// show draws a text at a place of the current line.
func (l *layout) show(f *font, size, x float64, text string) {
	var s strings.Builder
	for _, r := range text {
		switch w, ok := winAnsi[r]; {
		case ok:
			fmt.Fprintf(&s, `\%03o`, w.code)
		case r == '(', r == ')', r == '\\':
			s.WriteString(`\` + string(r))
		default:
			s.WriteRune(r)
		}
	}
	fmt.Fprintf(l.pages[len(l.pages)-1], "BT /%s %g Tf %.2f %.2f Td (%s) Tj ET\n", f.resource, size, x, l.y, s.String())
}

// text draws a text from x to the right margin, wrapped.
func (l *layout) text(size, x float64, text string) {
	for i, line := range wrap(text, right-x, func(s string) float64 { return regular.width(s, size) }) {
		if i > 0 {
			l.down(size*1.35, 0)
		}
		l.show(regular, size, x, line)
	}
}

// writePDF writes a resume as a PDF: its name and headings bold, dates at the right margin.
func writePDF(resume []element) []byte {
	l := &layout{}
	for _, e := range resume {
		switch e.kind {
		case title:
			l.down(0, 0)
			l.show(bold, 20, left, e.text)
			l.y -= 6
		case section:
			l.down(26, 50) // with at least two lines below it
			l.show(bold, 13, left, strings.ToUpper(e.text))
			fmt.Fprintf(l.pages[len(l.pages)-1], "0.6 w %d %.2f m %d %.2f l S\n", left, l.y-4, right, l.y-4)
			l.y -= 5
		case entry:
			l.down(20, 32)
			l.show(bold, 11, left, e.text)
			l.show(regular, 11, right-regular.width(e.date, 11), e.date)
		case item:
			l.down(16, 0)
			l.show(regular, 11, left, "•")
			l.text(11, left+indent, e.text)
		default:
			l.down(15, 0)
			l.text(11, left, e.text)
		}
	}
	return assemble(l.pages, resume[0].text)
}

// assemble makes a PDF of the pages' contents. Nothing is compressed, so that it can be read and compared as text.
func assemble(pages []*bytes.Buffer, author string) []byte {
	const firstPage = 6 // the number of the first page's object; its content is the next
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", firstPage+2*i)
	}
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		fmt.Sprintf("<< /Type /Pages /Kids [ %s] /Count %d >>", kids.String(), len(pages)),
		fmt.Sprintf("<< /Title (%s, resume) /Author (%s) /CreationDate (D:20240115090000Z) >>", author, author),
	}
	for _, f := range []*font{regular, bold} {
		objects = append(objects, fmt.Sprintf("<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>", f.name))
	}
	for i, content := range pages {
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 %d %d ] /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> /Contents %d 0 R >>",
				pageWidth, pageHeight, firstPage+2*i+1),
			fmt.Sprintf("<< /Length %d >>\nstream\n%sendstream", content.Len(), content.String()))
	}

	var b, xref bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	for i, o := range objects {
		fmt.Fprintf(&xref, "%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n%s", len(objects)+1, xref.String())
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R /Info 3 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}
