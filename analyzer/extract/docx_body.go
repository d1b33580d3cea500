package extract

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"redflag/analyzer"
)

// writer is the paragraph being read.
type writer struct {
	line   strings.Builder
	kind   analyzer.LineKind
	base   look    // of its text, where a run does not say otherwise
	gap    bool    // an empty paragraph or a page break stands before the next line
	boxes  []*node // text boxes anchored in the paragraph, which follow it
	backed int     // depth of cells and boxes that have, or may have, a background of their own
	hidden strings.Builder
	why    string // why the words in hidden cannot be seen
}

// story reads paragraphs and tables, to the end of the last one.
func (d *docx) story(n *node) {
	d.blocks(n)
	d.endParagraph()
}

// blocks reads paragraphs and tables, through whatever wraps them.
func (d *docx) blocks(n *node) {
	for _, k := range n.all() {
		switch k.name {
		case "w:p":
			d.paragraph(k)
		case "w:tbl":
			d.table(k)
		case "w:altChunk":
			d.embedded = true
		case "w:del", "w:moveFrom", "w:sdtPr", "w:sectPr":
		case "mc:AlternateContent":
			d.blocks(alternative(k))
		default: // w:sdt, w:sdtContent, w:customXml, w:ins
			d.blocks(k)
		}
	}
}

// alternative picks one of the renderings of the same content: the first, which current versions of Word draw.
func alternative(n *node) *node {
	if c := n.kid("mc:Choice"); c != nil {
		return c
	}
	return n.kid("mc:Fallback")
}

func (d *docx) paragraph(p *node) {
	own := d.inherit(propertiesOf(p.kid("w:pPr")))
	d.kind, d.base = d.kindOf(own), d.baseLook(own)
	before := len(d.out)
	d.runs(p)
	if own.endDeleted {
		return // the next paragraph goes on with this one
	}
	d.endParagraph()
	if len(d.out) == before {
		d.gap = true
	}
}

// endParagraph writes what is left of a paragraph, and reads the boxes that were met in it. What those are filled with
// is not looked at.
func (d *docx) endParagraph() {
	d.endLine()
	d.endHidden()
	boxes := d.boxes
	d.boxes = nil
	d.backed++
	for _, box := range boxes {
		d.story(box)
	}
	d.backed--
}

// runs reads the text of a paragraph, through links, insertions, fields and the like.
func (d *docx) runs(n *node) {
	for _, k := range n.all() {
		switch k.name {
		case "w:r":
			d.run(k)
		case "m:t":
			d.write(string(k.text), "")
		case "w:del", "w:moveFrom", "w:pPr", "w:sdtPr", "w:rt": // w:rt: how to pronounce the word below it
		case "mc:AlternateContent":
			d.runs(alternative(k))
		case "w:txbxContent":
			d.boxes = append(d.boxes, k)
		default:
			d.runs(k)
		}
	}
}

// run reads a run of characters of one look.
func (d *docx) run(r *node) {
	why := d.lookOf(r.kid("w:rPr")).hides(d.backdrop || d.backed > 0)
	for _, k := range r.kids {
		switch k.name {
		case "w:t":
			d.write(glyphs.Replace(string(k.text)), why)
		case "w:tab", "w:ptab":
			d.write("  ", why)
		case "w:br", "w:cr":
			d.endLine()
			d.gap = d.gap || k.get("type") == "page"
		case "w:noBreakHyphen":
			d.write("-", why)
		case "w:sym":
			d.write(fontSymbol(k.get("char")), why)
		case "w:footnoteReference", "w:endnoteReference":
			d.notes = append(d.notes, note{strings.TrimSuffix(k.name[2:], "Reference") + "s", k.get("id")})
		case "w:rPr", "w:delText", "w:instrText", "w:delInstrText", "w:softHyphen":
		default: // drawings, which may hold text boxes; ruby
			d.runs(&node{kids: []*node{k}})
		}
	}
}

// glyphs turns line ends within text into spaces, and bullets of symbol fonts, which stand in the private use area,
// into bullets.
var glyphs = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", "  ",
	"\uF0B7", "•", "\uF0A7", "•", "\uF0D8", "•", "\uF076", "•", "\uF0FC", "•", "\uF06E", "•", "\uF0E0", "→")

// fontSymbol returns the character of a symbol font: bullets and arrows are kept, pictures (telephones, envelopes) are not.
func fontSymbol(char string) string {
	code, err := strconv.ParseUint(char, 16, 32)
	if err != nil {
		return ""
	}
	s := glyphs.Replace(string(rune(code | 0xF000)))
	if r, _ := utf8.DecodeRuneInString(s); unicode.Is(unicode.Co, r) {
		return ""
	}
	return s
}

// write adds text to the line, or to the hidden words.
func (d *docx) write(s, why string) {
	if why == "" {
		d.line.WriteString(s)
		return
	}
	if why != d.why {
		d.endHidden()
	}
	d.why = why
	d.hidden.WriteString(s)
}

func (d *docx) endHidden() {
	if s := strings.TrimSpace(d.hidden.String()); s != "" {
		d.b.Hide(analyzer.Hidden{Text: s, Why: d.why})
	}
	d.hidden.Reset()
}

// typed matches a bullet that was typed, not made by Word.
var typed = regexp.MustCompile(`^[•‣◦▪▫●○■□◆◇∙·⁃➢➤►▶✓✔–—*-]\s+`)

func (d *docx) endLine() {
	text := strings.TrimFunc(d.line.String(), unicode.IsSpace)
	d.line.Reset()
	if text == "" {
		return
	}
	kind := d.kind
	if glyph := typed.FindString(text); glyph != "" && kind != analyzer.HeadingLine {
		text = text[len(glyph):]
		kind = analyzer.ItemLine
	}
	if kind == analyzer.ItemLine {
		text = bullet + text
	}
	d.out = append(d.out, analyzer.Line{Text: text, Kind: kind, Gap: d.gap})
	d.gap = false
	d.kind = analyzer.ContinuedLine
	if endsInTime.MatchString(text) {
		d.kind = analyzer.PlainLine
	}
}

// apart returns the lines in n, instead of adding them to the text.
func (d *docx) apart(n *node) []analyzer.Line {
	before := d.out
	d.out = nil
	d.story(n)
	lines := d.out
	d.out = before
	return lines
}

// table reads a table row by row. A row of short cells is one line; a row of cells with lines of their own is layout,
// and its cells are read one after the other.
func (d *docx) table(t *node) {
	d.endParagraph()
	style := d.styles[t.kid("w:tblPr", "w:tblStyle").get("val")]
	tinted := shaded(t.kid("w:tblPr", "w:shd")) || style != nil && style.tinted
	gap := d.gap
	for _, row := range d.within(t, "w:tr") {
		if row.kid("w:trPr", "w:del") != nil {
			continue
		}
		var cells [][]analyzer.Line
		for _, cell := range d.within(row, "w:tc") {
			d.gap = false
			if lines := d.cell(cell, tinted); len(lines) > 0 {
				cells = append(cells, lines)
			}
		}
		if len(cells) > 0 {
			cells[0][0].Gap = cells[0][0].Gap || gap
			d.row(cells)
			gap = false
		}
	}
	d.gap = true
}

// cell returns the lines of a cell.
func (d *docx) cell(c *node, tinted bool) []analyzer.Line {
	if tinted || shaded(c.kid("w:tcPr", "w:shd")) {
		d.backed++
		defer func() { d.backed-- }()
	}
	return d.apart(c)
}

// within returns the rows of a table or the cells of a row, through controls and insertions that wrap them.
func (d *docx) within(n *node, name string) []*node {
	var out []*node
	for _, k := range n.all() {
		switch k.name {
		case name:
			out = append(out, k)
		case "w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo":
			out = append(out, d.within(k, name)...)
		}
	}
	return out
}

const shortCell = 60 // code points; the last cell of a row may be longer: a label and its text

func (d *docx) row(cells [][]analyzer.Line) {
	line := true
	var words []string
	for i, c := range cells {
		last := i == len(cells)-1
		line = line && len(c) == 1 && c[0].Kind == analyzer.ParaLine && (last || utf8.RuneCountInString(c[0].Text) <= shortCell)
		words = append(words, c[0].Text)
	}
	if line && len(cells) > 1 {
		d.out = append(d.out, analyzer.Line{Text: strings.Join(words, "  "), Kind: analyzer.ParaLine, Gap: cells[0][0].Gap})
		return
	}
	for _, c := range cells {
		c[0].Gap = c[0].Gap || len(cells) > 1
		d.out = append(d.out, c...)
	}
}
