package extract

import (
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
	goesOn               bool  // its end is not there: deleted as a tracked change, or hidden
}

func propertiesOf(pPr *node) properties {
	mark := pPr.kid("w:rPr")
	return properties{
		style:   pPr.kid("w:pStyle"),
		outline: pPr.kid("w:outlineLvl"),
		list:    pPr.kid("w:numPr", "w:numId"),
		shade:   pPr.kid("w:shd"),
		goesOn:  mark.kid("w:del") != nil || mark.kid("w:moveFrom") != nil || mark.kid("w:vanish").on(),
	}
}

// lookNodes picks from a run's properties those that may hide it, one of each kind.
func lookNodes(rPr *node) []*node {
	var out []*node
	for _, name := range []string{"w:vanish", "w:color", "w:sz", "w:shd", "w:highlight", "textFill", "textOutline"} {
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
			tinted:  n.any(func(n *node) bool { return n.name == "w:shd" && d.shade(n) != unset && !d.shade(n).near(white) }),
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

// baseLook works out the look of a paragraph's text from what holds everywhere and from its styles.
func (d *docx) baseLook(p properties) look {
	var l look
	d.apply(&l, d.defaults)
	d.applyStyles(&l, d.chain(d.styleOf(p)))
	return l
}

// lookOf works out a run's look from its paragraph's, its style, and its own properties.
func (d *docx) lookOf(rPr *node) look {
	l := d.base
	if id := rPr.kid("w:rStyle").get("val"); id != "" {
		d.applyStyles(&l, d.chain(id))
	}
	d.apply(&l, lookNodes(rPr))
	return l
}

func (d *docx) applyStyles(l *look, chain []*style) {
	for _, s := range slices.Backward(chain) {
		d.apply(l, s.run)
	}
}

func (d *docx) apply(l *look, nodes []*node) {
	for _, n := range nodes {
		switch n.name {
		case "w:vanish":
			l.vanish = n.on()
		case "w:color":
			l.ink = d.paint(n, "val", "themeColor")
		case "w:sz":
			if half, err := strconv.ParseFloat(n.get("val"), 64); err == nil {
				l.size = half / 2
			}
		case "w:highlight":
			if n.on() {
				l.back = highlights[n.get("val")]
			}
		case "w:shd":
			l.back = d.shade(n)
		case "textFill":
			l.clear = n.kid("noFill") != nil
		case "textOutline":
			l.clear = l.clear && n.kid("noFill") != nil
		}
	}
}

// highlights are the colours of w:highlight (ISO 29500-1, 17.18.40).
var highlights = map[string]paint{
	"black": paintOf(0, 0, 0), "blue": paintOf(0, 0, 255), "cyan": paintOf(0, 255, 255), "green": paintOf(0, 255, 0),
	"magenta": paintOf(255, 0, 255), "red": paintOf(255, 0, 0), "yellow": paintOf(255, 255, 0), "white": white,
	"darkBlue": paintOf(0, 0, 128), "darkCyan": paintOf(0, 128, 128), "darkGreen": paintOf(0, 128, 0),
	"darkMagenta": paintOf(128, 0, 128), "darkRed": paintOf(128, 0, 0), "darkYellow": paintOf(128, 128, 0),
	"darkGray": paintOf(128, 128, 128), "lightGray": paintOf(192, 192, 192),
}

// shade returns what a w:shd element paints behind words.
func (d *docx) shade(n *node) paint {
	switch pattern := n.get("val"); pattern {
	case "clear", "":
		return d.paint(n, "fill", "themeFill")
	case "nil":
		return unset
	case "solid":
		return d.paint(n, "color", "themeColor").over(unclear)
	}
	return unclear
}

// paint returns the colour that an element names: that of the theme, where it names one, counts before its value.
func (d *docx) paint(n *node, value, theme string) paint {
	if c := d.theme[n.get(theme)]; c > 0 {
		change := strings.TrimSuffix(theme, "Color") // themeTint, themeFillShade
		return c.mixed(n.get(change+"Tint"), white).mixed(n.get(change+"Shade"), paintOf(0, 0, 0))
	}
	return hexPaint(n.get(value))
}

// mixed returns a colour with another one mixed in; share, in hexadecimal up to FF, is how much of the colour stays.
func (p paint) mixed(share string, with paint) paint {
	stays, err := strconv.ParseUint(share, 16, 8)
	if err != nil || p <= 0 {
		return p
	}
	mix := paint(0)
	for shift := 0; shift <= 16; shift += 8 {
		a, b := (p-1)>>shift&0xFF, (with-1)>>shift&0xFF
		mix |= (a*paint(stays) + b*paint(255-stays)) / 255 << shift
	}
	return 1 + mix
}

// readTheme reads the colours that the document names by their part in its theme.
func (d *docx) readTheme() {
	d.theme = map[string]paint{"background1": white, "light1": white, "text1": paintOf(0, 0, 0), "dark1": paintOf(0, 0, 0)}
	names := map[string][]string{
		"lt1": {"background1", "light1"}, "dk1": {"text1", "dark1"}, "lt2": {"background2", "light2"}, "dk2": {"text2", "dark2"},
	}
	for _, c := range d.treeOf("theme").kid("themeElements", "clrScheme").all() {
		value := hexPaint(c.kid("srgbClr").get("val")).over(hexPaint(c.kid("sysClr").get("lastClr")))
		if value == unset {
			continue
		}
		for _, name := range append(names[c.name], c.name) {
			d.theme[name] = value
		}
	}
}
