package extract

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"redflag/analyzer"
)

// writer takes the words of a word processor's document (DOCX, ODT, RTF), and makes lines of them. It holds the
// paragraph that is being read.
type writer struct {
	b      *analyzer.Builder
	out    []analyzer.Line
	line   strings.Builder
	kind   analyzer.LineKind
	gap    bool // an empty paragraph or a page break stands before the next line
	hidden strings.Builder
	why    string // why the words in hidden cannot be seen
	veil   string // why nothing of what is being read can be seen: a box of no size; "" elsewhere
}

// glyphs turns line ends within text into spaces, bullets of symbol fonts, which stand in the private use area, into
// bullets, and hyphens into the usual one; soft hyphens are left out.
var glyphs = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", "  ", "\u00AD", "", "\u2011", "-",
	"\uF0B7", "•", "\uF0A7", "•", "\uF0D8", "•", "\uF076", "•", "\uF0FC", "•", "\uF06E", "•", "\uF0E0", "→")

// symbolGlyph returns the character of a symbol font: bullets and arrows are kept, pictures (telephones, envelopes) are not.
func symbolGlyph(code rune) string {
	s := glyphs.Replace(string(code | 0xF000))
	if r, _ := utf8.DecodeRuneInString(s); unicode.Is(unicode.Co, r) {
		return ""
	}
	return s
}

// fontSymbol is symbolGlyph for a code in hexadecimal.
func fontSymbol(char string) string {
	code, err := strconv.ParseUint(char, 16, 16)
	if err != nil {
		return ""
	}
	return symbolGlyph(rune(code))
}

// write adds text to the line, or to the hidden words.
func (w *writer) write(s, why string) {
	if w.veil != "" {
		why = w.veil
	}
	if why == "" {
		w.line.WriteString(s)
		return
	}
	if why != w.why {
		w.endHidden()
	}
	w.why = why
	w.hidden.WriteString(s)
}

func (w *writer) endHidden() {
	if s := strings.TrimSpace(w.hidden.String()); s != "" {
		w.b.Hide(analyzer.Hidden{Text: s, Why: w.why})
	}
	w.hidden.Reset()
}

// typed matches a bullet that was typed, not made by the word processor.
var typed = regexp.MustCompile(`^[•‣◦▪▫●○■□◆◇∙·⁃➢➤►▶✓✔–—*-]\s+`)

func (w *writer) endLine() {
	text := strings.TrimFunc(w.line.String(), unicode.IsSpace)
	w.line.Reset()
	if text == "" {
		return
	}
	kind := w.kind
	if glyph := typed.FindString(text); glyph != "" && kind != analyzer.HeadingLine {
		text = text[len(glyph):]
		kind = analyzer.ItemLine
	}
	if kind == analyzer.ItemLine {
		text = bullet + text
	}
	w.out = append(w.out, analyzer.Line{Text: text, Kind: kind, Gap: w.gap})
	w.gap = false
	w.kind = analyzer.ContinuedLine
	if endsInTime.MatchString(text) {
		w.kind = analyzer.PlainLine
	}
}

// apart returns the lines that read adds, instead of adding them to the text.
func (w *writer) apart(read func()) []analyzer.Line {
	before := w.out
	w.out = nil
	read()
	lines := w.out
	w.out = before
	return lines
}

// once adds the lines of headers or of footers; one that says the same as one before is left out.
func (w *writer) once(parts [][]analyzer.Line) {
	seen := map[string]bool{}
	for _, lines := range parts {
		var all strings.Builder
		for _, l := range lines {
			all.WriteString(l.Text + "\n")
		}
		if !seen[all.String()] {
			w.out = append(w.out, lines...)
		}
		seen[all.String()] = true
	}
}

// cells reads the cells of a row and adds the row, unless there is nothing in it; added tells. A gap stands before the row where gap says so.
func (w *writer) cells(cells []*node, read func(*node) []analyzer.Line, gap bool) (added bool) {
	var row [][]analyzer.Line
	for _, c := range cells {
		w.gap = false
		if lines := read(c); len(lines) > 0 {
			row = append(row, lines)
		}
	}
	if len(row) == 0 {
		return false
	}
	row[0][0].Gap = row[0][0].Gap || gap
	w.row(row)
	return true
}

const shortCell = 60 // code points; the last cell of a row may be longer: a label and its text

// row adds a row of a table, whose cells are not empty. A row of short cells is one line; a row of cells with lines of
// their own is layout, and its cells are read one after the other.
func (w *writer) row(cells [][]analyzer.Line) {
	line := true
	var words []string
	for i, c := range cells {
		last := i == len(cells)-1
		line = line && len(c) == 1 && c[0].Kind == analyzer.ParaLine && (last || utf8.RuneCountInString(c[0].Text) <= shortCell)
		words = append(words, c[0].Text)
	}
	if line && len(cells) > 1 {
		w.out = append(w.out, analyzer.Line{Text: strings.Join(words, "  "), Kind: analyzer.ParaLine, Gap: cells[0][0].Gap})
		return
	}
	for _, c := range cells {
		c[0].Gap = c[0].Gap || len(cells) > 1
		w.out = append(w.out, c...)
	}
}

// headingName matches the name, in small letters, of a style for headings. Word writes English names in every language;
// other programs, and old versions, write their own.
var headingName = regexp.MustCompile(`^(?:title|(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek|заголовок|標題|标题|見出し)(?: ?\d+)?)$`)

// off tells of a box whether it cannot be seen: it has no size, or lies off the page. Lengths are in points; a length
// that is not known is less than zero. The place may count from a margin or a column, so it is off only where no page
// of that width, wherever it counts from, would show it.
func off(x, width, height, page float64) string {
	switch {
	case width >= 0 && width < 2, height >= 0 && height < 2:
		return "a box of no size"
	case page > 0 && (x >= page || x+max(width, 0) <= -page):
		return "off the page"
	}
	return ""
}
