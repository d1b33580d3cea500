package extract

import (
	"regexp"
	"strconv"
	"strings"
)

// style is a named set of properties; what it does not say, the style that it is based on says.
type style struct {
	name    string // in English in every language's Word
	basedOn string
	node    *node
}

func (d *docx) readStyles() {
	root := d.treeOf("styles")
	d.styles = map[string]*style{}
	d.defaults = root.kid("w:docDefaults", "w:rPrDefault", "w:rPr")
	for _, n := range root.all() {
		if n.name != "w:style" {
			continue
		}
		id := n.get("styleId")
		d.styles[id] = &style{strings.ToLower(n.kid("w:name").get("val")), n.kid("w:basedOn").get("val"), n}
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

// setting returns the first answer to a question about a paragraph's properties: its own, then its styles'.
func (d *docx) setting(pPr *node, path ...string) *node {
	if n := pPr.kid(path...); n != nil {
		return n
	}
	for _, s := range d.chain(d.styleOf(pPr)) {
		if n := s.node.kid("w:pPr").kid(path...); n != nil {
			return n
		}
	}
	return nil
}

func (d *docx) styleOf(pPr *node) string {
	if id := pPr.kid("w:pStyle").get("val"); id != "" {
		return id
	}
	return d.usual
}

var headingName = regexp.MustCompile(`^(heading \d|title$)`)

// isHeading reports whether a paragraph is a heading: by the name of its style, or by its level in the outline.
func (d *docx) isHeading(pPr *node) bool {
	for _, s := range d.chain(d.styleOf(pPr)) {
		if headingName.MatchString(s.name) {
			return true
		}
	}
	level, err := strconv.Atoi(d.setting(pPr, "w:outlineLvl").get("val"))
	return err == nil && level >= 0 && level < 9 // 9 is body text
}

// isItem reports whether a paragraph is an entry of a list.
func (d *docx) isItem(pPr *node) bool {
	id := d.setting(pPr, "w:numPr", "w:numId").get("val")
	return id != "" && id != "0"
}

// look is how a run of text is drawn, as far as it may hide it.
type look struct {
	vanish bool
	colour string
	size   float64 // points; 0: not said
	backed bool    // has a background of its own
}

// lookOf works out a run's look from what holds everywhere, the styles, and its own properties.
func (d *docx) lookOf(pPr, rPr *node) look {
	var l look
	l.apply(d.defaults)
	l.backed = shaded(d.setting(pPr, "w:shd"))
	for _, id := range []string{d.styleOf(pPr), rPr.kid("w:rStyle").get("val")} {
		styles := d.chain(id)
		for i := range styles {
			l.apply(styles[len(styles)-1-i].node.kid("w:rPr"))
		}
	}
	l.apply(rPr)
	return l
}

func (l *look) apply(rPr *node) {
	for _, n := range rPr.all() {
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
