package extract

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"

	"redflag/analyzer"
)

// isRTF looks for the header; some writers leave white space or a mark in front of it.
func isRTF(data []byte) bool {
	h := bytes.TrimLeft(bytes.TrimPrefix(head(data, 64), []byte("\uFEFF")), " \t\r\n")
	return bytes.HasPrefix(h, []byte(`{\rtf`))
}

// rtf is a Rich Text document (RTF 1.9.1) while it is read.
type rtf struct {
	b         *analyzer.Builder
	data      []byte
	at        int
	state     rtfState
	open      []rtfState // the states of the groups around this one
	star      bool       // \* stands in front of the next control word
	skip      int        // characters still to pass over, which stand for a character given by its code
	text      []byte     // bytes in the encoding of their font, not yet decoded
	high      rune       // the first half of a surrogate pair; 0: none
	codePage  encoding.Encoding
	fonts     map[int]rtfFont
	usualFont int
	colours   []paint
	entry     rtfEntry // of the font, colour or style table, while it is read
	styles    map[int]rtfEntry
	backdrop  paint // what lies behind the text of any place: paper, or unclear
	titlePage bool  // the first page has a header of its own
	pageWidth float64
	frame     rtfFrame // of the shape being read
	margins   [2][]rtfMargin
	notes     []analyzer.Line
	embedded  bool // it takes in another document, which is not read
}

// rtfState is what the end of a group restores.
type rtfState struct {
	place    rtfPlace // what the group is for
	unread   bool     // its text is not the document's
	within   bool     // it is unread, but a group in it may be read
	story    *rtfStory
	owner    bool // the group that began its story
	fallback int  // characters that stand for a character given by its code, for readers who do not know those
	font     int
	look     look
	deleted  bool
	para     rtfPara
}

// inTable reports whether a table is being read, not text.
func (s rtfState) inTable() bool {
	return s.place == inFonts || s.place == inColours || s.place == inStyles
}

// rtfPlace tells the tables from the text.
type rtfPlace uint8

const (
	inText rtfPlace = iota
	inFonts
	inColours
	inStyles
	inListText // the bullet or number of a paragraph
)

// rtfPara holds the properties of a paragraph that tell how it is read.
type rtfPara struct {
	style   int
	outline int // level of a heading, 9: body text; 0 stands for not said, and levels are counted from 1
	list    int
	table   int // how deep in tables; 0: outside
	shade   paint
}

// rtfStory is a flow of text: the body, a header, a note, a text box. Its writer holds the lines of one paragraph.
type rtfStory struct {
	writer
	is      storyKind
	first   bool // of a header or footer: it stands on the first page only
	lines   []analyzer.Line
	behind  paint
	started bool            // the paragraph has words
	marked  listMark        // whether the paragraph has a bullet or number of its own
	tables  []rtfRow        // the rows being read, the outermost first
	backs   []paint         // what lies behind the cells of the outermost row, as far as they were described
	back    paint           // of the cell being described
	boxes   []analyzer.Line // of text boxes anchored in the paragraph, which follow it
}

type storyKind uint8

const (
	bodyStory storyKind = iota
	headerStory
	footerStory
	noteStory
	boxStory
)

type listMark uint8

const (
	noMark listMark = iota
	emptyMark
	bulletMark
)

// rtfRow is a row of a table while it is read.
type rtfRow struct {
	cells [][]analyzer.Line // those with words
	cell  []analyzer.Line
	ended int // cells, with words or without
	gap   bool
}

// rtfMargin is a header or a footer.
type rtfMargin struct {
	first bool // of the first page only
	lines []analyzer.Line
}

type rtfFont struct {
	enc    encoding.Encoding // nil: that of the document
	symbol bool              // its characters are pictures and bullets
	greek  bool              // its letters are Greek
}

// rtfEntry is an entry of a table while it is read: a font, a colour or a style.
type rtfEntry struct {
	id, basedOn, outline int
	rgb                  [3]int
	said                 bool // of a colour: it is not automatic
	name                 string
}

// rtfFrame is where a shape stands, in twips.
type rtfFrame struct{ left, right, top, bottom int }

// hides returns why nothing in the frame can be seen, or "". That of an old drawing is not known.
func (f rtfFrame) hides(page float64) string {
	if f == (rtfFrame{}) {
		return ""
	}
	return off(float64(f.left)/20, float64(f.right-f.left)/20, float64(f.bottom-f.top)/20, page)
}

const (
	maxGroups  = 2000
	maxTables  = 16 // levels of tables in cells
	maxEntries = 1 << 16
)

// readRTF reads the words of a Rich Text document: headers, the body with tables and text boxes, notes, footers. Changes
// that were tracked are read as accepted.
func readRTF(b *analyzer.Builder, data []byte) error {
	if !isRTF(data) {
		return errors.New(`not an RTF file, which begins with {\rtf; save it again as RTF, or name it .txt if it is text`)
	}
	r := &rtf{b: b, data: data, codePage: codePages[1252], fonts: map[int]rtfFont{}, styles: map[int]rtfEntry{}, backdrop: white, pageWidth: 612}
	body := &rtfStory{writer: writer{b: b}, behind: white}
	r.state = rtfState{story: body, fallback: 1, look: look{size: 12}}
	r.read()
	lines := r.finish(body)
	w := writer{b: b}
	w.once(r.shown(r.margins[0]))
	w.out = append(w.out, lines...)
	w.out = append(w.out, r.notes...)
	footers := writer{b: b}
	footers.once(r.shown(r.margins[1]))
	for _, l := range append(w.out, footers.out...) {
		b.Line(l)
	}
	if r.embedded {
		b.Warn("a document embedded in it was left out")
	}
	return nil
}

// shown returns the headers or footers that are shown on some page.
func (r *rtf) shown(margins []rtfMargin) [][]analyzer.Line {
	var out [][]analyzer.Line
	for _, m := range margins {
		if !m.first || r.titlePage {
			out = append(out, m.lines)
		}
	}
	return out
}

// read goes through the file.
func (r *rtf) read() {
	r.data = r.data[max(0, bytes.IndexByte(r.data, '{')):]
	for r.at < len(r.data) {
		c := r.data[r.at]
		r.at++
		switch c {
		case '{':
			if len(r.open) == maxGroups {
				r.b.Warn(fmt.Sprintf("groups are nested more than %d deep; the rest was left out", maxGroups))
				r.endGroups()
				return
			}
			r.flush()
			r.skip = 0
			r.open = append(r.open, r.state)
			r.state.owner = false
		case '}':
			r.flush()
			r.skip, r.star = 0, false
			if r.endGroup(); len(r.open) == 0 {
				if rest := bytes.Trim(r.data[r.at:], "\x00\x1a \t\r\n"); len(rest) > 0 {
					r.b.Warn(fmt.Sprintf("%s after its end were left out", count(len(rest), "byte", "bytes")))
				}
				return
			}
		case '\\':
			r.control()
		case '\r', '\n', 0:
		case '\t':
			r.word("tab", 0, false)
		default:
			r.char(c)
		}
	}
	r.endGroups()
	r.b.Warn("the file breaks off before its end; what is there was read")
}

// endGroups ends the groups that are open where the reading ends.
func (r *rtf) endGroups() {
	r.flush()
	for len(r.open) > 0 {
		r.endGroup()
	}
}

// control reads a control word or symbol, whose backslash has been read.
func (r *rtf) control() {
	if r.at == len(r.data) {
		return
	}
	c := r.data[r.at]
	r.at++
	if !isLetter(c) {
		r.symbol(c)
		return
	}
	from := r.at - 1
	for r.at < len(r.data) && isLetter(r.data[r.at]) && r.at-from < 40 {
		r.at++
	}
	name := string(r.data[from:r.at])
	value, given := r.number()
	if r.at < len(r.data) && r.data[r.at] == ' ' {
		r.at++
	}
	if name == "bin" { // bytes that follow as they are
		r.at = min(len(r.data), r.at+max(0, value))
		return
	}
	r.skip = 0
	r.word(name, value, given)
}

// number reads the number that may follow a control word.
func (r *rtf) number() (value int, given bool) {
	at, sign := r.at, 1
	if at < len(r.data) && r.data[at] == '-' {
		at, sign = at+1, -1
	}
	for at < len(r.data) && r.data[at] >= '0' && r.data[at] <= '9' {
		value, given = min(value*10+int(r.data[at]-'0'), 1<<30), true
		at++
	}
	if given {
		r.at = at
	}
	return sign * value, given
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// symbol reads a control symbol: an escaped character, or one of its own.
func (r *rtf) symbol(c byte) {
	switch c {
	case '\'':
		if r.at+2 > len(r.data) {
			r.at = len(r.data)
			return
		}
		code, err := strconv.ParseUint(string(r.data[r.at:r.at+2]), 16, 8)
		if err != nil {
			return
		}
		r.at += 2
		r.char(byte(code))
	case '\\', '{', '}':
		r.char(c)
	case '*':
		r.star = true
	case '~':
		r.rune('\u00A0')
	case '_':
		r.rune('-')
	case '-': // a soft hyphen
	case '\r', '\n':
		r.word("par", 0, false)
	case '\t':
		r.word("tab", 0, false)
	}
}

// char takes a byte of text in the encoding of its font.
func (r *rtf) char(c byte) {
	if r.skip > 0 {
		r.skip--
		return
	}
	if c >= ' ' {
		r.text = append(r.text, c)
	}
}

// rune takes a character that was named.
func (r *rtf) rune(c rune) {
	r.flush()
	if r.skip > 0 {
		r.skip--
		return
	}
	r.write(string(c))
}

// unicode takes a character given by its code, of which a pair may make one.
func (r *rtf) unicode(code int) {
	r.flush()
	c := rune(uint16(code))
	r.skip = r.state.fallback
	switch {
	case utf16.IsSurrogate(c) && r.high == 0:
		r.high = c
	case utf16.IsSurrogate(c):
		r.write(string(utf16.DecodeRune(r.high, c)))
		r.high = 0
	case c >= ' ':
		r.high = 0
		r.write(string(c))
	}
}

// flush decodes the bytes of text that were collected.
func (r *rtf) flush() {
	if len(r.text) == 0 {
		return
	}
	text := r.text
	r.text = r.text[:0]
	font := r.fonts[r.state.font]
	if r.state.inTable() {
		font = rtfFont{}
	}
	if font.symbol && r.state.place != inListText { // there any picture is a bullet
		r.write(symbols(text, font.greek))
		return
	}
	enc := font.enc
	if enc == nil {
		enc = r.codePage
	}
	s, err := enc.NewDecoder().Bytes(text)
	if err != nil {
		s = text
	}
	r.write(string(s))
}

// symbols decodes text in a symbol font.
func symbols(text []byte, greek bool) string {
	const letters = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ" // of Symbol, from "A" on
	greeks := []rune(letters)
	var b strings.Builder
	for _, c := range text {
		switch {
		case c == ' ' || greek && c > ' ' && c < 'A':
			b.WriteByte(c)
		case greek && c >= 'A' && c <= 'z':
			b.WriteRune(greeks[c-'A'])
		default:
			b.WriteString(symbolGlyph(rune(c)))
		}
	}
	return b.String()
}

// write takes text: of the document, or of a table.
func (r *rtf) write(s string) {
	switch {
	case r.state.inTable():
		r.tableText(s)
	case r.state.unread || r.state.deleted:
	case r.state.place == inListText:
		if strings.TrimSpace(s) != "" {
			r.state.story.marked = bulletMark
		}
	default:
		r.storyText(s)
	}
}
