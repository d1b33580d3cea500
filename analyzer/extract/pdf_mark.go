package extract

import (
	"math"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"

	"redflag/analyzer"
)

// mark is a marked-content sequence (14.6).
type mark struct {
	start     int // index of its first glyph
	actual    string
	hasActual bool
	off       bool // optional content that is switched off
}

// beginMark opens a marked-content sequence; its property list is inline or a resource.
func (in *interpreter) beginMark() {
	m := mark{start: len(in.glyphs)}
	switch o := in.last(); o.kind {
	case listOperand:
		for i := 0; i+1 < len(o.list); i += 2 {
			if string(o.list[i].text) == "ActualText" && o.list[i+1].kind == stringOperand {
				m.actual, m.hasActual = textString(o.list[i+1].text), true
			}
		}
	case nameOperand:
		if n := len(in.operands); n >= 2 {
			try(func() bool {
				properties := in.resources.Key("Properties").Key(string(o.text))
				m.off = string(in.operands[n-2].text) == "OC" && in.layers.hides(properties)
				if v := properties.Key("ActualText"); v.Kind() == pdf.String {
					m.actual, m.hasActual = textString([]byte(v.RawString())), true
				}
				return true
			})
		}
	}
	if len(in.marks) < maxStates {
		in.marks = append(in.marks, m)
		if m.off {
			in.off++
		}
	}
}

// endMark closes the sequence and puts ActualText (14.9.4) in the place of the glyphs it stands for.
func (in *interpreter) endMark() {
	if len(in.marks) == 0 {
		return
	}
	m := in.marks[len(in.marks)-1]
	in.marks = in.marks[:len(in.marks)-1]
	if m.off {
		in.off--
	}
	if m.hasActual && m.start < len(in.glyphs) {
		in.replace(m)
	}
}

// replace puts ActualText in the place of glyphs: one glyph a line stands for it from then on.
func (in *interpreter) replace(m mark) {
	if strings.HasPrefix(m.actual, "\\") { // the name of a TeX macro that draws an icon
		m.actual = ""
	}
	part := in.glyphs[m.start:]
	text := cleanText(strings.ReplaceAll(m.actual, "\u00AD", softHyphen))
	if strings.TrimSpace(text) == "" && len(part) > 1 && m.actual != "" {
		return // a space for several glyphs: more likely a mistake than the truth
	}
	if saysOther(text, part) {
		if part[0].unseen == seen {
			in.notes = append(in.notes, analyzer.Hidden{Text: strings.Join(strings.Fields(text), " "), Why: "ActualText other than the text shown"})
		}
		return
	}
	lines := linesOfGlyphs(part)
	if len(lines) == 1 {
		in.glyphs = append(in.glyphs[:m.start], merged(part, text))
		return
	}
	if 2*len(glyphLetters(part)) > len(lettersOf(text)) {
		return // the glyphs say what they are, line by line
	}
	var out []glyph
	words, at, width, all := strings.Fields(text), 0, 0.0, 0.0
	for _, l := range lines {
		all += merged(l, "").w
	}
	for i, l := range lines {
		g := merged(l, "")
		width += g.w
		end := int(math.Round(width / max(all, 1e-9) * float64(len(words))))
		if i == len(lines)-1 {
			end = len(words)
		}
		end = min(max(end, at), len(words))
		g.text = strings.Join(words[at:end], " ")
		out, at = append(out, g), end
	}
	in.glyphs = append(in.glyphs[:m.start], out...)
}

// saysOther reports an ActualText that is far longer than what it stands for: words that nobody sees.
func saysOther(actual string, part []glyph) bool {
	letters, drawn := len(lettersOf(actual)), len(glyphLetters(part))
	return letters > 24 && letters > 3*max(drawn, len(part)) && len(strings.Fields(actual)) > 3
}

func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if !isWord(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

func glyphLetters(part []glyph) string {
	var b strings.Builder
	for i := range part {
		b.WriteString(part[i].text)
	}
	return lettersOf(b.String())
}

// linesOfGlyphs parts glyphs where their line changes.
func linesOfGlyphs(part []glyph) [][]glyph {
	var lines [][]glyph
	start := 0
	for i := 1; i <= len(part); i++ {
		if i == len(part) || part[i].turn != part[start].turn || math.Abs(part[i].y-part[start].y) > part[start].size {
			lines = append(lines, part[start:i])
			start = i
		}
	}
	return lines
}

// merged is one glyph in the place of several of a line. It is seen where one of them is.
func merged(part []glyph, text string) glyph {
	g := part[0]
	end := g.x + g.w
	for _, p := range part[1:] {
		g.x, end = min(g.x, p.x), max(end, p.x+p.w)
		g.unseen, g.below = min(g.unseen, p.unseen), max(g.below, p.below)
	}
	g.w, g.text = end-g.x, text
	return g
}
