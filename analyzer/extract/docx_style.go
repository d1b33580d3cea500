package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"redflag/analyzer"
)

// style is a named set of properties; what it does not say, the style that it is based on says.
type style struct {
	name    string // in English in every language's Word
	basedOn string
	para    properties
	run     []*node // those that lookOf asks for
	tinted  bool    // of a table: some cells are shaded
}

// properties are those of a paragraph, or of a style, that tell how it is read. They are looked up once.
type properties struct {
	style                *node
	outline, list, shade *node // level in the outline, number of the list, background
	endDeleted           bool  // the end of the paragraph is a change that was tracked
}

func propertiesOf(pPr *node) properties {
	return properties{
		style:      pPr.kid("w:pStyle"),
		outline:    pPr.kid("w:outlineLvl"),
		list:       pPr.kid("w:numPr", "w:numId"),
		shade:      pPr.kid("w:shd"),
		endDeleted: pPr.kid("w:rPr", "w:del") != nil,
	}
}

// lookNodes picks from a run's properties those that may hide it, one of each kind.
func lookNodes(rPr *node) []*node {
	var out []*node
	for _, name := range []string{"w:vanish", "w:color", "w:sz", "w:highlight", "w:shd"} {
		if n := rPr.kid(name); n != nil {
			out = append(out, n)
		}
	}
	return out
}

func (d *docx) readStyles() {
	root := d.treeOf("styles")
	d.styles = map[string]*style{}
	d.defaults = lookNodes(root.kid("w:docDefaults", "w:rPrDefault", "w:rPr"))
	for _, n := range root.all() {
		if n.name != "w:style" {
			continue
		}
		id := n.get("styleId")
		d.styles[id] = &style{
			name:    strings.ToLower(n.kid("w:name").get("val")),
			basedOn: n.kid("w:basedOn").get("val"),
			para:    propertiesOf(n.kid("w:pPr")),
			run:     lookNodes(n.kid("w:rPr")),
			tinted:  n.any(func(n *node) bool { return n.name == "w:shd" && shaded(n) }),
		}
		if n.get("type") == "paragraph" && n.get("default") == "1" {
			d.usual = id
		}
	}
}

// chain returns a style and those that it is based on, itself first.
func (d *docx) chain(id string) []*style {
	var out []*style
	for s := d.styles[id]; s != nil && len(out) < 20; s = d.styles[s.basedOn] {
		out = append(out, s)
	}
	return out
}

// inherit fills what a paragraph does not say itself with what its styles say.
func (d *docx) inherit(p properties) properties {
	for _, s := range d.chain(d.styleOf(p)) {
		if p.outline == nil {
			p.outline = s.para.outline
		}
		if p.list == nil {
			p.list = s.para.list
		}
		if p.shade == nil {
			p.shade = s.para.shade
		}
	}
	return p
}

func (d *docx) styleOf(p properties) string {
	if id := p.style.get("val"); id != "" {
		return id
	}
	return d.usual
}

var headingName = regexp.MustCompile(`^(heading \d|title$)`)

// kindOf tells what a paragraph is: a heading by the name of its style or by its level in the outline, an entry of a
// list by its number.
func (d *docx) kindOf(p properties) analyzer.LineKind {
	for _, s := range d.chain(d.styleOf(p)) {
		if headingName.MatchString(s.name) {
			return analyzer.HeadingLine
		}
	}
	if level, err := strconv.Atoi(p.outline.get("val")); err == nil && level >= 0 && level < 9 { // 9 is body text
		return analyzer.HeadingLine
	}
	if id := p.list.get("val"); id != "" && id != "0" {
		return analyzer.ItemLine
	}
	return analyzer.ParaLine
}

// look is how a run of text is drawn, as far as it may hide it.
type look struct {
	vanish bool
	colour string
	size   float64 // points; 0: not said
	backed bool    // has a background of its own
}

// baseLook works out the look of a paragraph's text from what holds everywhere and from its styles.
func (d *docx) baseLook(p properties) look {
	l := look{backed: shaded(p.shade)}
	l.apply(d.defaults)
	l.applyStyles(d.chain(d.styleOf(p)))
	return l
}

// lookOf works out a run's look from its paragraph's, its style, and its own properties.
func (d *docx) lookOf(rPr *node) look {
	l := d.base
	if id := rPr.kid("w:rStyle").get("val"); id != "" {
		l.applyStyles(d.chain(id))
	}
	l.apply(lookNodes(rPr))
	return l
}

func (l *look) applyStyles(chain []*style) {
	for _, s := range slices.Backward(chain) {
		l.apply(s.run)
	}
}

func (l *look) apply(nodes []*node) {
	for _, n := range nodes {
		switch n.name {
		case "w:vanish":
			l.vanish = n.on()
		case "w:color":
			l.colour = n.get("val")
		case "w:sz":
			if half, err := strconv.ParseFloat(n.get("val"), 64); err == nil {
				l.size = half / 2
			}
		case "w:highlight":
			l.backed = n.on() && n.get("val") != "white"
		case "w:shd":
			l.backed = shaded(n)
		}
	}
}

// hides returns why text that looks so cannot be seen, or "". On a backdrop white text can.
func (l look) hides(backdrop bool) string {
	switch {
	case l.vanish:
		return "hidden text"
	case l.size > 0 && l.size <= 1:
		return strconv.FormatFloat(l.size, 'f', -1, 64) + " pt"
	case !backdrop && !l.backed && isWhite(l.colour):
		return "colour of the background"
	}
	return ""
}

// shaded reports whether a w:shd element paints a background other than white.
func shaded(n *node) bool {
	if n == nil {
		return false
	}
	fill := n.get("fill")
	plain := fill == "" || fill == "auto" || isWhite(fill)
	return !plain || n.get("themeFill") != "" || n.get("val") != "clear" && n.get("val") != "nil" && n.get("val") != ""
}

// isWhite reports whether a colour (RRGGBB) is white or cannot be told from it on paper.
func isWhite(colour string) bool {
	rgb, err := strconv.ParseUint(colour, 16, 32)
	return err == nil && len(colour) == 6 && rgb>>16 >= 0xF8 && rgb>>8&0xFF >= 0xF8 && rgb&0xFF >= 0xF8
}
