package extract

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"redflag/analyzer"
)

// reason is why a reader of the page does not see a glyph.
type reason uint8

const (
	seen reason = iota
	switchedOff
	hiddenAnnotation
	invisibleMode
	transparent
	outsidePage
	clippedAway
	tooSmall
	likeBackground
	underImage
	underShape
)

var reasonNames = [...]string{
	switchedOff: "optional content switched off", hiddenAnnotation: "hidden annotation", invisibleMode: "invisible render mode",
	transparent: "fully transparent", outsidePage: "outside the page", clippedAway: "clipped away", tooSmall: "smaller than 2 points",
	likeBackground: "colour of the background", underImage: "under an image", underShape: "under a shape",
}

const (
	minSize  = 2    // points: smaller text is not read by people
	minAlpha = 0.05 // black text of this opacity on white is #f2f2f2
	minShare = 0.05 // of a glyph's area: less inside the clip is nothing
	smallest = 500  // points: a page smaller than this is a reduced one, and so is its text
)

// bounds is about where the glyph's ink is, on the page as it is shown.
func (g *glyph) bounds() box {
	b := box{g.x, g.y - 0.2*g.size, g.x + g.w, g.y + 0.7*g.size}
	if g.font.vertical {
		b = box{g.x - 0.5*g.size, g.y - g.size, g.x + 0.5*g.size, g.y + 0.2*g.size}
	}
	if g.turn == 0 {
		return b
	}
	out := noBox
	for _, c := range corners(b) {
		out.add(turned(c.x, c.y, (4-g.turn)%4))
	}
	return out
}

// unseen is why a glyph that is about to be drawn is not seen.
func (in *interpreter) unseen(g *glyph, raw byte) reason {
	gs := &in.gs
	switch {
	case in.off > 0:
		return switchedOff
	case in.overlay != seen:
		return in.overlay
	case gs.mode == 3 || gs.mode == 7:
		return invisibleMode
	}
	fills, strokes := gs.mode%4 != 1, gs.mode%4 == 1 || gs.mode%4 == 2
	if (!fills || gs.fillAlpha*gs.groupAlpha < minAlpha) && (!strokes || gs.strokeAlpha*gs.groupAlpha < minAlpha) {
		return transparent
	}
	b := g.bounds()
	if !shows(in.page, b) {
		return outsidePage
	}
	if !shows(gs.clip, b) {
		return clippedAway
	}
	if g.size < minSize*min(1, max(in.page.x1, in.page.y1)/smallest) && g.w < minSize {
		return tooSmall
	}
	if gs.mixed || gs.masked || strings.TrimSpace(g.text) == "" {
		return seen
	}
	if (!fills || in.blends(gs.fill, b)) && (!strokes || in.blends(gs.stroke, b)) && !in.type3[g.font].coloured(in, raw) {
		return likeBackground
	}
	return seen
}

// shows reports whether enough of a glyph lies inside a clip to be seen.
func shows(clip, b box) bool {
	if area := b.area(); area > 0 {
		return clip.cut(b).area() >= minShare*area
	}
	return clip.contains((b.x0+b.x1)/2, (b.y0+b.y1)/2)
}

// blends reports whether ink of the colour is lost in what is below it: in the middle of the glyph and near its corners.
func (in *interpreter) blends(ink colour, b box) bool {
	w, h := b.x1-b.x0, b.y1-b.y0
	for _, p := range [...]point{{0.5, 0.5}, {0.1, 0.2}, {0.9, 0.8}} {
		if !in.canvas.lost(ink, b.x0+p.x*w, b.y0+p.y*h) {
			return false
		}
	}
	return true
}

// throughText makes text that was set as a clip seen where something other than its background is painted through it.
func (in *interpreter) throughText(t *textClip, ink colour) {
	for i := t.start; i < min(t.end, len(in.glyphs)) && in.file.checks < maxChecks; i++ {
		in.file.checks++
		g := &in.glyphs[i]
		if b := g.bounds(); g.unseen == invisibleMode && in.page.cut(b).area() > 0 && !in.blends(ink, b) {
			g.unseen = seen
		}
	}
}

// unmask makes text seen that is drawn without paint in the place of the same text as a mask.
func (in *interpreter) unmask() {
	if len(in.masks) == 0 {
		return
	}
	masks := shownTextOf(in.masks)
	for i := range in.glyphs {
		if g := &in.glyphs[i]; (g.unseen == transparent || g.unseen == invisibleMode) && masks.has(g) {
			g.unseen = seen
		}
	}
}

// cover marks the glyphs that something opaque was painted over.
func (in *interpreter) cover() {
	for i := range in.glyphs {
		g := &in.glyphs[i]
		if g.unseen != seen || int(g.below) >= len(in.canvas.paints) {
			continue
		}
		b := g.bounds()
		b.x0, b.x1 = b.x0+0.1*(b.x1-b.x0), b.x1-0.1*(b.x1-b.x0) // the white at its sides
		if p := in.canvas.coverOf(b, int(g.below)); p != nil {
			g.unseen = underShape
			if p.image {
				g.unseen = underImage
			}
		}
	}
}

// wholeWords lets words be seen of which only a part is clipped or covered.
func (in *interpreter) wholeWords() {
	if !slices.ContainsFunc(in.glyphs, func(g glyph) bool { return g.unseen != seen }) {
		return
	}
	start, shown, hidden := 0, false, false
	for i := 0; i <= len(in.glyphs); i++ {
		if i > start {
			last := &in.glyphs[i-1]
			if i == len(in.glyphs) || !follows(last, &in.glyphs[i]) {
				for j := start; shown && hidden && j < i; j++ {
					in.glyphs[j].unseen = seen
				}
				start, shown, hidden = i, false, false
			}
		}
		if i < len(in.glyphs) {
			switch in.glyphs[i].unseen {
			case seen:
				shown = true
			case outsidePage, clippedAway, underImage, underShape, likeBackground:
				hidden = true
			default:
				start, shown, hidden = i+1, false, false
			}
		}
	}
}

// follows reports whether a glyph goes on with the word of the one drawn before it.
func follows(a, b *glyph) bool {
	gap := b.x - a.x - a.w
	return a.turn == b.turn && a.font == b.font && a.y == b.y && math.Abs(gap) < wordGap*a.size &&
		strings.TrimSpace(a.text) != "" && strings.TrimSpace(b.text) != ""
}

// ocrLayer reports whether nearly all of a page's text is a layer behind or over the picture of it, as OCR makes it.
func (in *interpreter) ocrLayer() bool {
	layer, other := 0, 0
	for i := range in.glyphs {
		if g := &in.glyphs[i]; strings.TrimSpace(g.text) != "" {
			switch g.unseen {
			case invisibleMode, underImage:
				layer++
			case seen:
				other++
			}
		}
	}
	if layer == 0 || in.images == 0 {
		return false
	}
	return other <= layer/20 || other <= layer/4 && in.pageImage()
}

// pageImage reports an image of most of the page.
func (in *interpreter) pageImage() bool {
	return slices.ContainsFunc(in.canvas.paints, func(p painted) bool { return p.image && p.area() > 0.7*in.page.area() })
}

// hide takes out the glyphs that a reader of the page does not see, and records them. A page whose only text is the
// invisible layer of a scan is read; scan tells of it.
func (t *pdfText) hide(in *interpreter, page int) (shown []glyph, scan bool) {
	t.missed = t.missed || in.canvas.missed
	in.unmask()
	in.cover()
	in.wholeWords()
	scan = in.ocrLayer()
	var hidden [len(reasonNames)][]glyph
	for _, g := range in.glyphs {
		blank := strings.TrimSpace(g.text) == ""
		switch g.unseen {
		case seen, outsidePage, hiddenAnnotation:
		case invisibleMode, underImage:
			if scan {
				g.unseen, t.ocr = seen, t.ocr || !blank
				break
			}
			fallthrough
		default:
			t.doubtful = t.doubtful || !blank
			if t.showAll {
				t.unseen, g.unseen = reasonNames[g.unseen], seen
			}
		}
		if g.unseen != seen {
			hidden[g.unseen] = append(hidden[g.unseen], g)
			continue
		}
		if g.unnamed() {
			t.unnamed++
		}
		shown = append(shown, g)
	}
	var also shownText
	for why, glyphs := range hidden {
		if len(glyphs) > 0 && also == nil {
			also = shownTextOf(shown)
		}
		for _, text := range also.passages(glyphs) {
			t.hidden = append(t.hidden, analyzer.Hidden{Text: text, Page: page, Why: reasonNames[why]})
		}
	}
	for _, n := range in.notes {
		n.Page = page
		t.hidden = append(t.hidden, n)
	}
	return shown, scan
}

// shownText finds glyphs that are seen, by what they are and where they stand.
type shownText map[shownPlace][]point

type shownPlace struct {
	text        string
	column, row int
}

const placeSize = 8 // points

func placeOf(g *glyph, right, up int) shownPlace {
	return shownPlace{g.text, int(math.Floor(g.x/placeSize)) + right, int(math.Floor(g.y/placeSize)) + up}
}

func shownTextOf(glyphs []glyph) shownText {
	s := shownText{}
	for i := range glyphs {
		if p := placeOf(&glyphs[i], 0, 0); len(s[p]) < 32 {
			s[p] = append(s[p], point{glyphs[i].x, glyphs[i].y})
		}
	}
	return s
}

// has reports whether the same glyph is seen at nearly the same place.
func (s shownText) has(g *glyph) bool {
	for i := range 9 {
		for _, p := range s[placeOf(g, i%3-1, i/3-1)] {
			if d := max(0.3*g.size, 1); math.Abs(p.x-g.x) < d && math.Abs(p.y-g.y) < d {
				return true
			}
		}
	}
	return false
}

// twin reports whether hidden words are seen as well: haloes, shadows, and text layers over the same text.
func (s shownText) twin(c *chunk) bool {
	n := 0
	for i := range c.glyphs {
		if s.has(&c.glyphs[i]) {
			n++
		}
	}
	return 10*n >= 9*len(c.glyphs)
}

// maxPassages is the most passages that are told apart of one page and reason.
const maxPassages = 50

// passages are the texts of hidden glyphs in the order they are drawn, parted where they stand far from one another.
func (s shownText) passages(glyphs []glyph) []string {
	var out []string
	var words []string
	flush := func() {
		text := strings.Join(strings.Fields(strings.ReplaceAll(strings.Join(words, " "), privateBullet, "•")), " ")
		words = nil
		if strings.IndexFunc(text, unicode.IsLetter) >= 0 { // else page numbers and ornaments
			out = append(out, text)
		}
	}
	var last *chunk
	for _, c := range chunksOf(markIcons(glyphs)) {
		if s.twin(c) {
			continue
		}
		if last != nil && len(out) < maxPassages && math.Abs(last.y-c.y) > 4*max(c.size, last.size, 6) {
			flush()
		}
		words, last = append(words, c.text()), c
	}
	flush()
	return out
}
