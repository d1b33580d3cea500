package extract

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"redflag/analyzer"
)

// odt is an OpenDocument text (ODF 1.3, part 3) while it is read.
type odt struct {
	styles    map[string]*odtStyle // by family and name: "paragraph/P1"
	unmarked  map[string]bool      // levels of list styles without a bullet or a number, as "L1/2"
	layouts   map[string]odtLayout // of pages, by name
	pageWidth float64              // in points; 0: not known
	base      look                 // of the paragraph's text, where a span does not say otherwise
	behind    paint                // what lies behind the text of this place
	spaced    bool                 // the line ends in white space that swallows what follows
	boxes     []*node              // text boxes anchored in the paragraph, which follow it
	notes     []*node
	embedded  bool // it takes in another document, which is not read
	writer
}

// readODT reads an OpenDocument text that is a ZIP, as most are.
func readODT(b *analyzer.Builder, data []byte) error {
	a, err := openArchive(data)
	if err != nil {
		return odtError(err)
	}
	if manifest, err := a.part("META-INF/manifest.xml"); err == nil && bytes.Contains(manifest, []byte("encryption-data")) || a.has("encrypted-package") {
		return errors.New("protected by a password; open it, save it without one, and try again")
	}
	content, err := tree(a, "content.xml")
	if err != nil {
		return odtError(err)
	}
	styles, err := tree(a, "styles.xml")
	if err != nil && a.has("styles.xml") {
		b.Warn(fmt.Sprintf("the styles, headers and footers were left out (%v)", err))
	}
	return readOpenDocument(b, styles, content)
}

// readFlatODT reads an OpenDocument text that is one XML file.
func readFlatODT(b *analyzer.Builder, data []byte) error {
	root, err := parseXML(data)
	if err != nil {
		return odtError(err)
	}
	return readOpenDocument(b, nil, root)
}

func odtError(err error) error {
	return fmt.Errorf("an ODT file that cannot be read (%w); open it in LibreOffice and save it again, or save it as PDF", err)
}

// readOpenDocument reads the words of an OpenDocument text: headers, the body with tables and text boxes, notes, footers.
// Changes that were tracked are read as accepted.
func readOpenDocument(b *analyzer.Builder, styles, content *node) error {
	body := content.kid("office:body", "office:text")
	if body == nil {
		return odtError(errors.New("it holds no text document"))
	}
	d := &odt{writer: writer{b: b}, styles: map[string]*odtStyle{}, unmarked: map[string]bool{}, layouts: map[string]odtLayout{}}
	d.readStyles(styles)
	d.readStyles(content)
	headers, footers := d.margins(body, styles, content)
	d.once(headers)
	d.story(body)
	for i := 0; i < len(d.notes); i++ { // a note may hold others
		d.story(d.notes[i])
	}
	d.once(footers)
	for _, l := range d.out {
		b.Line(l)
	}
	if d.embedded {
		b.Warn("a document embedded in it was left out")
	}
	return nil
}

// margins returns the headers and footers of the pages that the document uses, and takes what it needs from their layout.
func (d *odt) margins(body, styles, content *node) (headers, footers [][]analyzer.Line) {
	d.behind = white
	masters := d.masters(body, styles, content)
	for _, m := range masters {
		layout := d.layouts[m.get("page-layout-name")]
		d.pageWidth = max(d.pageWidth, layout.width)
		if !layout.fill.over(white).near(white) || m.any(func(n *node) bool { return n.name == "draw:image" }) {
			d.behind = unclear
		}
	}
	for _, m := range masters {
		for _, part := range m.kids {
			switch part.name {
			case "style:header", "style:header-first":
				headers = append(headers, d.margin(part))
			case "style:footer", "style:footer-first":
				footers = append(footers, d.margin(part))
			}
		}
	}
	return headers, footers
}

// margin returns the lines of a header or footer.
func (d *odt) margin(part *node) []analyzer.Line {
	if part.get("display") == "false" {
		return nil
	}
	return d.apart(func() { d.story(part) })
}

// masters returns the master pages that the text asks for. The usual one, which is the first, holds where the text begins
// without asking.
func (d *odt) masters(body, styles, content *node) []*node {
	used := map[string]bool{}
	for _, s := range d.styles {
		used[s.said("master-page-name")] = true
	}
	used[""] = true
	body.any(func(n *node) bool {
		family, ok := map[string]string{"text:p": "paragraph", "text:h": "paragraph", "table:table": "table"}[n.name]
		used[""] = !ok || said(d.chain(family, n.get("style-name")), "master-page-name") == ""
		return ok
	})
	var out []*node
	for _, root := range []*node{styles, content} {
		for _, m := range root.kid("office:master-styles").all() {
			usual := len(out) == 0 || m.get("name") == "Standard"
			if m.name == "style:master-page" && (used[m.get("name")] || used[""] && usual) {
				out = append(out, m)
			}
		}
	}
	return out
}

// story reads paragraphs, lists and tables, to the end of the last one.
func (d *odt) story(n *node) {
	d.blocks(n)
	d.endParagraph()
}

// blocks reads paragraphs, lists and tables, through whatever wraps them.
func (d *odt) blocks(n *node) {
	for _, k := range n.all() {
		switch k.name {
		case "text:p", "text:h":
			d.paragraph(k, analyzer.ParaLine)
		case "text:list":
			d.list(k, "", 1)
		case "text:numbered-paragraph":
			d.item(k, analyzer.ItemLine, "", 1)
		case "table:table":
			d.table(k)
		case "text:section":
			d.veiled(k, func() { d.blocks(k) })
		case "text:tracked-changes", "office:annotation", "office:forms", "text:index-title-template":
		default: // indexes, frames that stand on the page
			if isBox(k) {
				d.box(k)
			} else {
				d.blocks(k)
			}
		}
	}
}

// veiled reads what a section holds, which is hidden with it.
func (d *odt) veiled(section *node, read func()) {
	veil := d.veil
	if section.get("display") == "none" || section.get("is-hidden") == "true" {
		d.endParagraph()
		d.veil = "hidden text"
	}
	read()
	d.endHidden()
	d.veil = veil
}

// list reads a list. Only the first paragraph of an entry has a bullet.
func (d *odt) list(l *node, style string, level int) {
	if name := l.get("style-name"); name != "" {
		style = name
	}
	kind := analyzer.ItemLine
	if d.unmarked[style+"/"+strconv.Itoa(level)] {
		kind = analyzer.ParaLine
	}
	for _, entry := range l.kids {
		switch entry.name {
		case "text:list-item":
			d.item(entry, kind, style, level)
		case "text:list-header":
			d.item(entry, analyzer.ParaLine, style, level)
		}
	}
}

func (d *odt) item(entry *node, kind analyzer.LineKind, style string, level int) {
	for _, k := range entry.kids {
		switch k.name {
		case "text:p", "text:h":
			d.paragraph(k, kind)
			kind = analyzer.ParaLine
		case "text:list":
			d.list(k, style, level+1)
		case "text:number":
		default:
			d.blocks(&node{kids: []*node{k}})
		}
	}
}

func (d *odt) paragraph(p *node, kind analyzer.LineKind) {
	chain := d.chain("paragraph", p.get("style-name"))
	d.kind = d.kindOf(p, chain, kind)
	d.base = look{}
	d.apply(&d.base, chain)
	behind, veil := d.behind, d.veil
	d.behind = d.fill("paragraph", p).over(behind)
	if p.any(func(n *node) bool { return n.name == "text:hidden-paragraph" && n.get("is-hidden") == "true" }) {
		d.veil = "hidden text"
	}
	d.gap = d.gap || said(chain, "break-before") == "page"
	before := len(d.out)
	d.spaced = true
	d.runs(p, d.base)
	d.behind, d.veil = behind, veil
	d.endParagraph()
	if len(d.out) == before {
		d.gap = true
	}
}

// kindOf tells what a paragraph is: a heading by its element, its level in the outline or the name of its style.
func (d *odt) kindOf(p *node, chain []*odtStyle, kind analyzer.LineKind) analyzer.LineKind {
	if p.name == "text:h" && p.get("is-list-header") != "true" {
		return analyzer.HeadingLine
	}
	for _, s := range chain {
		if headingName.MatchString(s.title) {
			return analyzer.HeadingLine
		}
	}
	if level, err := strconv.Atoi(said(chain, "default-outline-level")); err == nil && level > 0 {
		return analyzer.HeadingLine
	}
	return kind
}

// endParagraph writes what is left of a paragraph, and reads the boxes that were met in it.
func (d *odt) endParagraph() {
	d.endLine()
	d.endHidden()
	boxes := d.boxes
	d.boxes = nil
	for _, b := range boxes {
		d.box(b)
	}
}

// isBox reports whether an element is a frame or a shape, which may hold text.
func isBox(n *node) bool {
	switch n.name {
	case "draw:frame", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:circle", "draw:polygon", "draw:line", "draw:connector",
		"draw:path", "draw:caption", "draw:measure", "draw:polyline", "draw:regular-polygon":
		return true
	}
	return false
}

// box reads the words of a frame or a shape.
func (d *odt) box(n *node) {
	behind, veil := d.behind, d.veil
	height := n.get("height")
	if box := n.kid("draw:text-box"); box.get("min-height") != "" {
		height = "" // it grows with its text
	}
	if why := off(max(0, measure(n.get("x"))), measure(n.get("width")), measure(height), d.pageWidth); why != "" {
		d.veil = why
	}
	d.behind = d.fill("graphic", n).over(unclear)
	for _, k := range n.kids {
		if k.name == "draw:object" || k.name == "draw:object-ole" {
			d.embedded = d.embedded || !k.any(func(n *node) bool { return n.name == "math" })
		} else {
			d.story(&node{kids: []*node{k}})
		}
	}
	d.behind, d.veil = behind, veil
}

// runs reads the text of a paragraph, through links, spans, fields and the like.
func (d *odt) runs(n *node, l look) {
	why := l.hides(d.behind)
	for _, k := range n.kids {
		switch k.name {
		case "":
			d.words(string(k.text), why)
		case "text:s":
			d.write(strings.Repeat(" ", blanks(k.get("c"))), why)
			d.spaced = false
		case "text:tab":
			d.write("  ", why)
			d.spaced = false
		case "text:line-break":
			d.endLine()
			d.spaced = true
		case "text:span":
			inner := l
			d.apply(&inner, d.chain("text", k.get("style-name")))
			d.runs(k, inner)
		case "text:note":
			d.notes = append(d.notes, k.kid("text:note-body"))
		case "text:hidden-text":
			if k.get("is-hidden") != "false" {
				d.write(k.get("string-value"), "hidden text")
			} else {
				d.runs(k, l)
			}
		case "text:hidden-paragraph", "office:annotation", "text:ruby-text", "text:number", "text:script", "text:tracked-changes":
		default: // links, fields, bookmarks
			if isBox(k) {
				d.boxes = append(d.boxes, k)
			} else {
				d.runs(k, l)
			}
		}
	}
}

// words writes text, in which white space of any length is one space (ODF 1.3, part 3, 6.1.2).
func (d *odt) words(s, why string) {
	var b strings.Builder
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' {
			if !d.spaced {
				b.WriteByte(' ')
			}
			d.spaced = true
			continue
		}
		b.WriteRune(r)
		d.spaced = false
	}
	d.write(glyphs.Replace(b.String()), why)
}

// blanks reads a number of spaces: 1 if none is given, and no more than a line has.
func blanks(c string) int {
	n, err := strconv.Atoi(c)
	if err != nil || n < 1 {
		return 1
	}
	return min(n, 200)
}

// table reads a table row by row.
func (d *odt) table(t *node) {
	d.endParagraph()
	behind, gap := d.behind, d.gap
	d.behind = d.fill("table", t).over(behind)
	for _, row := range odtRows(t) {
		inRow := d.behind
		d.behind = d.fill("table-row", row).over(inRow)
		cells := slices.DeleteFunc(slices.Clone(row.kids), func(n *node) bool { return n.name != "table:table-cell" })
		gap = !d.cells(cells, d.cell, gap) && gap
		d.behind = inRow
	}
	d.behind = behind
	d.gap = true
}

// cell returns the lines of a cell.
func (d *odt) cell(c *node) []analyzer.Line {
	behind := d.behind
	defer func() { d.behind = behind }()
	d.behind = d.fill("table-cell", c).over(behind)
	return d.apart(func() { d.story(c) })
}

// odtRows returns the rows of a table, through the groups that hold them.
func odtRows(n *node) []*node {
	var out []*node
	for _, k := range n.kids {
		switch k.name {
		case "table:table-row":
			out = append(out, k)
		case "table:table-rows", "table:table-header-rows", "table:table-row-group":
			out = append(out, odtRows(k)...)
		}
	}
	return out
}
