package extract

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Glyphs without a Unicode are icons and ornaments as a rule. They are letters where a font has many of them side by side, or where
// one stands within a word.
const (
	unreadRun    = 3  // side by side
	unreadGlyphs = 8  // of one font on a page
	unreadWidths = 3  // different ones: an ornament repeats
	manyGlyphs   = 60 // enough where all have one width
)

// unnamed reports whether the font does not say which character the glyph is.
func (g *glyph) unnamed() bool {
	r, n := utf8.DecodeRuneInString(g.text)
	return n == 0 || n == len(g.text) && (isPrivate(r) || r == utf8.RuneError || unicode.IsControl(r))
}

// markUnread marks and returns the glyphs of a page that are letters nobody names, in the order in which they are drawn.
func markUnread(glyphs []glyph) []glyph {
	type use struct {
		glyphs int
		widths map[int]bool
	}
	uses := map[*pdfFont]*use{}
	for i := 0; i < len(glyphs); {
		j := i
		for j < len(glyphs) && glyphs[j].unnamed() && glyphs[j].font == glyphs[i].font && glyphs[j].y == glyphs[i].y {
			j++
		}
		if f := glyphs[i].font; j-i >= unreadRun && !f.symbolic && !iconFont(f) {
			u := uses[f]
			if u == nil {
				u = &use{widths: map[int]bool{}}
				uses[f] = u
			}
			u.glyphs += j - i
			for _, g := range glyphs[i:j] {
				u.widths[int(math.Round(100*g.w/g.size))] = true
			}
		}
		i = max(j, i+1)
	}
	var unread []glyph
	for i := range glyphs {
		g := &glyphs[i]
		if !g.unnamed() {
			continue
		}
		u := uses[g.font]
		if u != nil && (u.glyphs >= unreadGlyphs && len(u.widths) >= unreadWidths || u.glyphs >= manyGlyphs) || withinWord(glyphs, i) {
			g.unread = true
			unread = append(unread, *g)
		}
	}
	return unread
}

// withinWord reports whether a glyph wider than a space stands between two letters of its font.
func withinWord(glyphs []glyph, i int) bool {
	g := &glyphs[i]
	if i == 0 || i+1 >= len(glyphs) || g.w < 0.4*g.size {
		return false
	}
	left, right := &glyphs[i-1], &glyphs[i+1]
	return isLetterOf(left, g) && isLetterOf(right, g) && g.x-left.x-left.w < wordGap*g.size && right.x-g.x-g.w < wordGap*g.size
}

func isLetterOf(o, g *glyph) bool {
	r, _ := utf8.DecodeRuneInString(o.text)
	return o.font == g.font && o.y == g.y && unicode.IsLetter(r) && !isPrivate(r) && strings.TrimSpace(o.text) != ""
}

// countUnread finds the lines of a page that the unread glyphs stand on.
func countUnread(lines []*pdfLine, unread []glyph) {
	if len(unread) == 0 {
		return
	}
	at := map[int][]*pdfLine{} // by place, in steps of 4 points
	for _, l := range lines {
		y := int(math.Floor(l.y / 4))
		at[y] = append(at[y], l)
	}
	for i := range unread {
		if l := lineUnder(at, &unread[i]); l != nil {
			l.unread++
		}
	}
}

func lineUnder(at map[int][]*pdfLine, g *glyph) *pdfLine {
	y := int(math.Floor(g.y / 4))
	for k := y - 1; k <= y+1; k++ {
		for _, l := range at[k] {
			if l.turn == g.turn && math.Abs(l.y-g.y) < 0.4*g.size && g.x > l.x0-3*g.size && g.x < l.x1+3*g.size {
				return l
			}
		}
	}
	return nil
}
