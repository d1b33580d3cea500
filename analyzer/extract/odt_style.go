package extract

import (
	"encoding/xml"
	"slices"
	"strconv"
	"strings"
)

// odtStyle is a named set of properties; what it does not say, the style that it is based on says.
type odtStyle struct {
	title   string     // display name, in small letters
	basedOn string     // key of the style that it is based on
	own     *node      // the style itself
	para    *node      // properties of a paragraph
	text    []xml.Attr // properties of its text
	fill    paint      // what it paints behind words
}

// odtLayout is what matters of the layout of a page.
type odtLayout struct {
	width float64 // in points
	fill  paint
}

// readStyles takes the styles of a part: common ones, automatic ones, and those of pages and lists.
func (d *odt) readStyles(root *node) {
	for _, group := range root.all() {
		if group.name != "office:styles" && group.name != "office:automatic-styles" {
			continue
		}
		for _, n := range group.kids {
			name, family := n.get("name"), n.get("family")
			switch n.name {
			case "style:style", "style:default-style":
				s := &odtStyle{title: n.get("display-name"), own: n, para: n.kid("style:paragraph-properties"), text: n.kid("style:text-properties").attributes()}
				if s.title == "" {
					s.title = strings.ReplaceAll(name, "_20_", " ")
				}
				s.title = strings.ToLower(s.title)
				if parent := n.get("parent-style-name"); parent != "" {
					s.basedOn = family + "/" + parent
				}
				s.fill = odtFill(n.kid("style:" + family + "-properties"))
				d.styles[family+"/"+name] = s
			case "text:list-style":
				for _, level := range n.kids {
					if unmarked(level) {
						d.unmarked[name+"/"+level.get("level")] = true
					}
				}
			case "style:page-layout":
				p := n.kid("style:page-layout-properties")
				d.layouts[name] = odtLayout{measure(p.get("page-width")), odtFill(p)}
			}
		}
	}
}

// unmarked reports whether a level of a list has neither a bullet nor a number.
func unmarked(level *node) bool {
	around := strings.TrimSpace(level.get("num-prefix") + level.get("num-suffix"))
	return level.name == "text:list-level-style-number" && level.get("num-format")+around == "" ||
		level.name == "text:list-level-style-bullet" && strings.TrimSpace(level.get("bullet-char")) == ""
}

// chain returns a style, those that it is based on, and the default one of its family, itself first.
func (d *odt) chain(family, name string) []*odtStyle {
	var out []*odtStyle
	if name != "" {
		for s := d.styles[family+"/"+name]; s != nil && len(out) < 20; s = d.styles[s.basedOn] {
			out = append(out, s)
			if s.basedOn == "" {
				break
			}
		}
	}
	if s := d.styles[family+"/"]; s != nil {
		out = append(out, s)
	}
	return out
}

// said returns the value of an attribute of a style, or of its properties of a paragraph.
func (s *odtStyle) said(attr string) string { return s.own.get(attr) + s.para.get(attr) }

// said returns the value of an attribute that the first style of a chain gives.
func said(chain []*odtStyle, attr string) string {
	for _, s := range chain {
		if v := s.said(attr); v != "" {
			return v
		}
	}
	return ""
}

// fill returns what the style of an element paints behind words.
func (d *odt) fill(family string, n *node) paint {
	for _, s := range d.chain(family, n.get("style-name")) {
		if s.fill != unset {
			return s.fill
		}
	}
	return unset
}

// odtFill returns what properties of a page, a frame or a part of a table paint behind words.
func odtFill(properties *node) paint {
	if properties.kid("style:background-image").get("href") != "" {
		return unclear
	}
	switch properties.get("fill") {
	case "bitmap", "gradient", "hatch":
		return unclear
	case "solid":
		return hexPaint(properties.get("fill-color")).over(unclear)
	}
	return hexPaint(properties.get("background-color"))
}

// apply changes a look by what styles say, the last of the chain first.
func (d *odt) apply(l *look, chain []*odtStyle) {
	for _, s := range slices.Backward(chain) {
		opacity := ""
		for _, a := range s.text {
			switch a.Name.Local {
			case "display":
				l.vanish = a.Value == "none"
			case "color":
				l.ink, l.clear = hexPaint(a.Value), false
			case "opacity":
				opacity = a.Value
			case "background-color":
				l.back = hexPaint(a.Value)
			case "font-size":
				l.size = fontSize(a.Value, l.size)
			}
		}
		if slices.ContainsFunc(s.text, func(a xml.Attr) bool { return a.Name.Local == "use-window-font-color" && a.Value == "true" }) {
			l.ink, l.clear = unset, false
		} else if l.ink != unset && opacity != "" { // LibreOffice writes 0% for the automatic colour, which is drawn all the same
			l.clear = opacity == "0%"
		}
	}
}

// fontSize reads a size in points, or in per cent of the size around it.
func fontSize(s string, around float64) float64 {
	if share, ok := strings.CutSuffix(s, "%"); ok {
		if v, err := strconv.ParseFloat(share, 64); err == nil {
			return around * v / 100
		}
		return around
	}
	return max(0, measure(s))
}
