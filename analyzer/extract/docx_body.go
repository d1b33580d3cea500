package extract

import (
	"strings"

	"redflag/analyzer"
)

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
		case "w:del", "w:moveFrom", "w:sectPr":
		case "w:sdtPr":
			d.control(k)
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
	behind := d.behind
	d.behind = d.shade(own.shade).over(behind)
	before := len(d.out)
	d.runs(p)
	d.fields = dropCodes(d.fields)
	d.behind = behind
	if own.goesOn {
		d.endHidden()
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
	boxes, behind, veil := d.boxes, d.behind, d.veil
	d.boxes, d.behind = nil, unclear
	for _, b := range boxes {
		d.veil = b.veil
		d.story(b.content)
	}
	d.behind, d.veil = behind, veil
}

// runs reads the text of a paragraph, through links, insertions, fields and the like.
func (d *docx) runs(n *node) {
	for _, k := range n.all() {
		switch k.name {
		case "w:r":
			d.run(k)
		case "m:t":
			d.write(string(k.text), "")
		case "w:del", "w:moveFrom", "w:pPr", "w:rt": // w:rt: how to pronounce the word below it
		case "w:sdtPr":
			d.control(k)
		case "mc:AlternateContent":
			d.runs(alternative(k))
		case "w:txbxContent":
			d.boxes = append(d.boxes, docxBox{k, d.veil})
		case "anchor", "inline", "shape", "rect":
			veil := d.veil
			if why := frameHides(k, d.pageWidth); why != "" {
				d.veil = why
			}
			d.runs(k)
			d.veil = veil
		case "relIds", "chart": // of a diagram; its words stand in a part of its own
			d.drawn = true
		case "OLEObject":
			d.embedded = d.embedded || !strings.HasPrefix(k.get("ProgID"), "Equation")
		default:
			d.runs(k)
		}
	}
}

// run reads a run of characters of one look.
func (d *docx) run(r *node) {
	why := d.lookOf(r.kid("w:rPr")).hides(d.behind)
	for _, k := range r.kids {
		if k.name == "w:fldChar" {
			d.fieldMark(k.get("fldCharType"))
		}
		if d.inCode() {
			continue
		}
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

// table reads a table row by row.
func (d *docx) table(t *node) {
	d.endParagraph()
	behind := d.behind
	d.behind = d.shade(t.kid("w:tblPr", "w:shd")).over(behind)
	if style := d.styles[t.kid("w:tblPr", "w:tblStyle").get("val")]; style != nil && style.tinted {
		d.behind = unclear
	}
	gap := d.gap
	for _, row := range d.within(t, "w:tr") {
		if row.kid("w:trPr", "w:del") != nil {
			continue
		}
		veil := d.veil
		if row.kid("w:trPr", "w:hidden").on() {
			d.veil = "hidden text"
		}
		gap = !d.cells(d.within(row, "w:tc"), d.cell, gap) && gap
		d.veil = veil
	}
	d.behind = behind
	d.gap = true
}

// cell returns the lines of a cell.
func (d *docx) cell(c *node) []analyzer.Line {
	if c.kid("w:tcPr", "w:cellDel") != nil {
		return nil
	}
	behind := d.behind
	defer func() { d.behind = behind }()
	d.behind = d.shade(c.kid("w:tcPr", "w:shd")).over(behind)
	return d.apart(func() { d.story(c) })
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
