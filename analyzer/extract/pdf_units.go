package extract

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"redflag/analyzer"
)

// pdfLine is a visual line with what tells how it goes with the lines around it.
type pdfLine struct {
	text        string
	page, block int
	x0, x1, y   float64
	textX       float64 // where its text starts: behind the bullet
	partX       float64 // where its last piece starts
	mainX1      float64 // where the piece at the left ends: before a date at the right
	size        float64
	first, last *pdfFont
	mainEnd     *pdfFont // of the end of the piece at the left
	bullet      bool
	mark        string // the bullet as it is written
	parts       int    // pieces with wide white between them
	turn        uint8
	unread      int  // letters on it that the fonts do not name
	top, foot   bool // in the margins of the page
	edge        bool // in them, at the very edge
	kind        analyzer.LineKind
	gap         bool
	loose       bool // somewhat more space than usual stands before it
	wrapped     bool // the next line of a title
}

// pdfText collects the lines of a document.
type pdfText struct {
	file      *pdfFile
	lines     []*pdfLine
	hidden    []analyzer.Hidden
	links     []analyzer.Link
	images    int
	outlines  int         // paths drawn
	pictured  []int       // pages that are a picture with no more than a stamp of text
	unnamed   int         // glyphs without a Unicode, letters or not
	unread    map[int]int // letters that the fonts do not name, by page
	ocr       bool
	missed    bool   // words that cannot be seen may be taken as seen
	doubtful  bool   // words are hidden on the page
	showAll   bool   // a reader sees nothing of the document: what is hidden on its pages is read all the same
	unseen    string // why the text that is read is not seen
	badPages  int
	lastError any
	bullets   map[bulletKind]int // drawn ones that were met
}

// readPage reads one page; a page that cannot be read is counted and left out.
func (t *pdfText) readPage(p pdfPage, number int) {
	defer func() {
		if x := recover(); x != nil {
			t.badPages++
			t.lastError = x
		}
	}()
	in := newInterpreter(t.file, p)
	in.run(t.file.content(p.dict.Key("Contents")), p.resources)
	in.reset(p)
	in.annotations(p.dict.Key("Annots"))
	t.file.glyphs += len(in.glyphs)
	t.images += in.images
	t.outlines += in.outlines
	w, h := p.size()
	shown, scan := t.hide(in, number)
	unread := markUnread(shown)
	if n := len(unread); n > 0 {
		t.unread[number] = n
	}
	if n := len(shown); n == 0 && in.largest > 0.25*w*h || n < stampGlyphs && !scan && in.largest > 0.6*w*h {
		t.pictured = append(t.pictured, number)
	}
	t.link(in, shown, number)
	before := len(t.lines)
	t.layout(shown, in.shapes, in.rules, number, h)
	countUnread(t.lines[before:], unread)
}

// stampGlyphs is more than the programs of scanners write on the pictures that they make ("Scanned with CamScanner").
const stampGlyphs = 25

// markIcons drops glyphs of private use but for those that lists use as bullets.
func markIcons(glyphs []glyph) []glyph {
	out := make([]glyph, 0, len(glyphs))
	for _, g := range glyphs {
		if r, n := utf8.DecodeRuneInString(g.text); n == len(g.text) && isPrivate(r) {
			switch {
			case g.text == privateBullet:
			case symbolBullets[r] && (g.font.symbolic || !privateBullets[r] && !iconFont(g.font)):
				g.text = "•"
			case privateBullets[r]:
				g.text = privateBullet
			default:
				g.text = " "
			}
		} else if n < len(g.text) && strings.IndexFunc(g.text, isPrivate) >= 0 {
			g.text = strings.Map(func(r rune) rune {
				if isPrivate(r) {
					return -1
				}
				return r
			}, g.text)
		}
		out = append(out, g)
	}
	return out
}

func isPrivate(r rune) bool { return unicode.Is(unicode.Co, r) && r != 0xE0AD }

func iconFont(f *pdfFont) bool {
	name := strings.ToLower(f.name)
	return strings.Contains(name, "awesome") || strings.Contains(name, "icon")
}

// layout makes lines of a page's glyphs. Text that runs in another direction than most is laid out by itself.
func (t *pdfText) layout(glyphs []glyph, shapes, rules []box, page int, height float64) {
	glyphs = dropTwins(composeAccents(markIcons(glyphs)))
	var byTurn [4][]glyph
	for _, g := range glyphs {
		byTurn[g.turn] = append(byTurn[g.turn], g)
	}
	main := 0
	for turn := range byTurn {
		if len(byTurn[turn]) > len(byTurn[main]) {
			main = turn
		}
	}
	if main != 0 {
		rules = nil
	}
	slices.SortFunc(rules, func(a, b box) int { return compare(a.y0, b.y0) })
	lines := t.linesOf(byTurn[main], rules, page)
	if main == 0 {
		if t.bullets == nil {
			t.bullets = map[bulletKind]int{}
		}
		drawnBullets(lines, append(shapes, namelessShapes(byTurn[0])...), t.bullets)
	}
	for _, l := range lines {
		if main == 0 {
			l.margin(height)
		}
	}
	for turn := range byTurn {
		if turn != main && len(byTurn[turn]) > 0 {
			lines = insertTurned(lines, t.pieces(byTurn[turn], page), main, turn)
		}
	}
	t.lines = append(t.lines, lines...)
}

// namelessShapes are the glyphs of bitmap fonts that do not say what they are, as shapes: bullets may be such.
func namelessShapes(glyphs []glyph) []box {
	var out []box
	for _, g := range glyphs {
		if g.text == "" && g.w > 0 && g.font.name == "" { // fonts of Type 3 have no name; those that do are of icons
			out = append(out, box{g.x, g.y, g.x + g.w, g.y + g.w})
		}
	}
	return out
}

// insertTurned puts text that runs across the page beside what it stands beside: a title at the edge before its section,
// that is before the widest white near the title's upper end.
func insertTurned(lines, across []*pdfLine, main, turn int) []*pdfLine {
	for _, l := range across {
		l.turn, l.kind = uint8(turn), analyzer.ParaLine
		top := l.x1
		if turn == (main+3)%4 {
			top = -l.x0
		}
		at, widest := len(lines), 0.0
		for i, o := range lines {
			if (turn-main)%2 == 0 || o.turn != uint8(main) || o.y > top+90 || o.y < top-o.size && at < len(lines) {
				continue
			}
			white := 0.0
			if i > 0 {
				white = lines[i-1].y - o.y
			}
			if at == len(lines) || white > widest {
				at, widest = i, white
			}
		}
		lines = slices.Insert(lines, at, l)
	}
	return lines
}

func (t *pdfText) linesOf(glyphs []glyph, rules []box, page int) []*pdfLine {
	chunks := joinDates(mergeRows(chunksOf(glyphs)))
	base := 0
	for _, l := range t.lines {
		base = max(base, l.block+1)
	}
	var lines []*pdfLine
	for i, block := range blocks(chunks, rules, 0) {
		for _, r := range block {
			if l := newLine(r); l != nil {
				l.page, l.block = page, base+i
				lines = append(lines, l)
			}
		}
	}
	for _, l := range lines {
		l.turn = glyphs[0].turn
	}
	liftSideDates(lines)
	return lines
}

// sideLength matches how long an entry took, as it stands under its dates.
var sideLength = regexp.MustCompile(`^\d+ (?:years?|yrs?|months?|mos?)(?:,? \d+ (?:months?|mos?))?$`)

// liftSideDates moves dates that stand in a column of their own at the right of an entry's bullets to the title above them, so
// that the bullets are whole. Such a column begins beside the first bullet and ends before the last line; a list in which
// each bullet has a date of its own stays as it is.
func liftSideDates(lines []*pdfLine) {
	for i := 1; i < len(lines); i++ {
		title, first := lines[i-1], lines[i]
		if !first.bullet || title.bullet || title.block != first.block || title.x0 > first.textX-1 {
			continue
		}
		end := i
		for end < len(lines) && lines[end].block == first.block && (lines[end].bullet || lines[end].x0 > first.textX-1) {
			end++
		}
		sides := sideColumn(lines[i:end])
		for _, l := range lines[i : i+sides] {
			title.text += "  " + l.takeSide().text
		}
	}
}

// sideColumn counts the lines at the front of an entry beside which its dates stand, 0 where there is no such column.
func sideColumn(lines []*pdfLine) int {
	n := 0
	for i, l := range lines {
		side := ""
		if at := strings.LastIndex(l.text, "  "); l.parts == 2 && at > 0 {
			side = l.text[at+2:]
		}
		switch {
		case i == 0 && isDate(side), i > 0 && i == n && sideLength.MatchString(side):
			n++
		case isDate(side):
			return 0 // each has its own
		}
	}
	if n == 1 && len(lines) == 1 {
		return 0
	}
	return n
}

// margin notes whether a line stands in the margins of a page: an eighth of it at the top and at the foot, where a header may
// stand as well as the text.
func (l *pdfLine) margin(height float64) {
	l.top, l.foot = l.y > 0.875*height, l.y < 0.125*height
	l.edge = l.y > 0.93*height || l.y < 0.07*height
}

// pieces makes a line of each chunk by itself.
func (t *pdfText) pieces(glyphs []glyph, page int) []*pdfLine {
	var lines []*pdfLine
	for _, r := range rowsOf(mergeRows(chunksOf(glyphs))) {
		for _, c := range r.chunks {
			if l := newLine(row{c.y, []*chunk{c}}); l != nil {
				l.page, l.block = page, -1
				lines = append(lines, l)
			}
		}
	}
	return lines
}

// bulletRunes start an entry of a list; the ASCII ones, dashes and the middle dot only with white behind them.
const (
	bulletRunes = "•◦∘▪▫●○■□◆◇❖➢➤►▶▸▹‣⁃∗∙⋄♦★☆✓✔✗✦➔➜→⇒»❯❱❥➥❏❐▷"
	softBullets = "-–—*·⋅o+" // OCR reads bullets as +
)

func isBulletText(glyphs []glyph) bool {
	if len(glyphs) == 0 || len(glyphs) > 2 {
		return false
	}
	r, n := utf8.DecodeRuneInString(glyphs[0].text)
	return n == len(glyphs[0].text) && n > 0 && (strings.ContainsRune(bulletRunes, r) || glyphs[0].text == privateBullet || r == '·' || r == '⋅') &&
		(len(glyphs) == 1 || glyphs[1].text == glyphs[0].text)
}

// newLine makes the line of a row; nil where nothing of it is text.
func newLine(r row) *pdfLine {
	var glyphs []glyph
	for _, c := range r.chunks {
		glyphs = append(glyphs, c.glyphs...)
	}
	l := &pdfLine{x0: math.Inf(1), x1: math.Inf(-1), y: r.y}
	glyphs = l.takeBullet(glyphs)
	glyphs = slices.DeleteFunc(glyphs, func(g glyph) bool { return g.text == privateBullet })
	if len(glyphs) == 0 {
		return nil
	}
	l.textX, l.mainX1 = glyphs[0].x, math.Inf(-1)
	l.first, l.last, l.parts = glyphs[0].font, glyphs[len(glyphs)-1].font, 1
	sizes := map[float64]int{}
	wide := partLimit(glyphs)
	l.partX = l.textX
	for i, g := range glyphs {
		if i > 0 && parted(glyphs, i, wide) {
			l.parts++
			l.partX = g.x
		}
		if l.parts == 1 {
			l.mainX1, l.mainEnd = max(l.mainX1, g.x+g.w), g.font
		}
		l.x0, l.x1 = min(l.x0, g.x), max(l.x1, g.x+g.w)
		sizes[math.Round(g.size*10)/10]++
	}
	most := 0
	for size, n := range sizes {
		if n > most || n == most && size > l.size {
			l.size, most = size, n
		}
	}
	l.text = strings.Trim(wordsOf(glyphs), " ")
	if strings.IndexFunc(l.text, isWord) < 0 { // ornaments, stars of a rating
		return nil
	}
	if m := numbered.FindStringIndex(l.text); m != nil && !l.bullet {
		n := len([]rune(strings.ReplaceAll(l.text[:m[1]], " ", "")))
		l.bullet = true
		if n < len(glyphs) {
			l.textX = glyphs[n].x
		}
	}
	return l
}

// numbered matches the number of an entry in a numbered list.
var numbered = regexp.MustCompile(`^(?:\[\d{1,3}\]|\(?\d{1,2}[.)]) +`)

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// takeBullet takes the bullet off a line's glyphs, notes it in the line, and returns the rest.
func (l *pdfLine) takeBullet(glyphs []glyph) []glyph {
	n := 0
	for n < len(glyphs) && glyphs[n].text == privateBullet {
		n++
	}
	if n > 1 { // several are an ornament
		return glyphs[n:]
	}
	if n < len(glyphs)-1 {
		if n == 1 {
			l.setBullet("•", glyphs[0].x)
			return glyphs[1:]
		}
		if mark := bulletOf(glyphs[0], glyphs[1]); mark != "" {
			l.setBullet(mark, glyphs[0].x)
			return glyphs[1:]
		}
	}
	return glyphs
}

func (l *pdfLine) setBullet(mark string, x float64) {
	l.bullet, l.mark = true, mark
	l.x0 = min(l.x0, x)
}

// bulletOf is the bullet that a line starts with, or empty.
func bulletOf(first, second glyph) string {
	r, size := utf8.DecodeRuneInString(first.text)
	if size != len(first.text) {
		return ""
	}
	white := second.space || second.x-first.x-first.w > 0.1*second.size
	switch {
	case strings.ContainsRune(bulletRunes, r) && first.text != second.text:
		return first.text
	case r == 'o': // a bullet in a font of its own only
		if white && first.font != second.font && strings.Contains(first.font.name, "Courier") {
			return "◦"
		}
	case strings.ContainsRune(softBullets, r) && white:
		return first.text
	}
	return ""
}

// bulletKind is the size of a bullet that is drawn as a shape, in half points.
type bulletKind struct{ w, h int }

func bulletKindOf(s box) bulletKind {
	return bulletKind{int(math.Round(2 * (s.x1 - s.x0))), int(math.Round(2 * (s.y1 - s.y0)))}
}

// like is how many of the kinds counted are the same. Browsers round small ones to the dots of a screen, by their place.
func (k bulletKind) like(count map[bulletKind]int) int {
	if max(k.w, k.h) > 10 {
		return count[k]
	}
	n := 0
	for w := k.w - 2; w <= k.w+2; w++ {
		for h := k.h - 2; h <= k.h+2; h++ {
			n += count[bulletKind{w, h}]
		}
	}
	return n
}

// drawnBullets finds bullets that are drawn as shapes: small ones of one size, one before each of several lines of this page
// and those before it, which are counted.
func drawnBullets(lines []*pdfLine, shapes []box, count map[bulletKind]int) {
	slices.SortFunc(shapes, func(a, b box) int { return compare(a.y0, b.y0) })
	found := map[*pdfLine]box{}
	for _, l := range lines {
		var near []box
		i, _ := slices.BinarySearchFunc(shapes, l.y-0.5*l.size, func(s box, y float64) int { return compare(s.y0, y) })
		for ; i < len(shapes) && shapes[i].y0 < l.y+0.6*l.size; i++ {
			s := shapes[i]
			if middle := (s.y0 + s.y1) / 2; s.x1 <= l.x0+0.5 && l.x0-s.x1 < 2*l.size && middle > l.y-0.1*l.size && middle < l.y+0.8*l.size {
				near = append(near, s)
			}
		}
		if len(near) == 1 && !l.bullet && near[0].y1-near[0].y0 < l.size {
			found[l] = near[0]
			count[bulletKindOf(near[0])]++
		}
	}
	for l, s := range found {
		if bulletKindOf(s).like(count) >= 3 {
			l.setBullet("•", s.x0)
		}
	}
}

// emit decides what the lines are to each other and hands them to the builder.
func (t *pdfText) emit(b *analyzer.Builder) error {
	if t.badPages > 0 && len(t.lines) == 0 {
		return damaged(t.lastError)
	}
	if len(t.lines) == 0 || len(t.pictured) > 0 && len(t.pictured) == b.Pages {
		return t.noText(b.Pages)
	}
	t.warn(b)
	b.Pictured = t.pictured
	for _, h := range t.hidden {
		b.Hide(h)
	}
	for _, l := range t.links {
		b.Link(l)
	}
	for _, l := range t.arrange() {
		b.Line(analyzer.Line{Text: l.text, Kind: l.kind, Page: l.page, Gap: l.gap, Unread: l.unread})
		t.unread[l.page] -= l.unread
	}
	for page, n := range t.unread {
		if n > 0 {
			b.Lose(page, n)
		}
	}
	return nil
}

// arrange turns the lines of the pages into those of the document.
func (t *pdfText) arrange() []*pdfLine {
	lines := dropRepeated(t.lines)
	headings := headingSize(lines)
	lines = joinColumns(partTitles(lines, headings), headings)
	joinStretched(lines)
	moveTitleDates(lines)
	takeSideColumns(lines)
	classify(lines, headings)
	joinHyphens(lines, !wholeWords.MatchString(t.file.producer()))
	for _, l := range lines {
		if l.mark != "" && l.text != "" {
			l.text = l.mark + " " + l.text
		}
	}
	return slices.DeleteFunc(lines, func(l *pdfLine) bool { return l.text == "" })
}

func (t *pdfText) noText(pages int) error {
	if t.file.repaired {
		return damaged("no text is left in what could be read of it")
	}
	e := &noTextError{Pages: pages, Images: t.images, Outlines: t.outlines, Unread: t.lost(), Stamped: len(t.lines) > 0}
	if e.Images == 0 {
		e.Unread = max(e.Unread, t.unnamed)
	}
	return e
}

// lost counts the letters that the fonts do not name.
func (t *pdfText) lost() int {
	n := 0
	for _, k := range t.unread {
		n += k
	}
	return n
}

func (t *pdfText) warn(b *analyzer.Builder) {
	if t.ocr && b.OCR == "" { // the OCR that redflag has had done is said elsewhere
		b.Warn("its text is an invisible layer, as OCR makes it: words may be misread")
	}
	if t.showAll {
		b.Warn("a reader sees none of its text (" + t.unseen + "); it was read all the same: look at the original")
	}
	if t.file.repaired {
		b.Warn("damaged PDF: its table of objects is rebuilt; some pages or words may be missing")
	}
	if n := t.file.torn; n > 0 {
		b.Warn(fmt.Sprintf("damaged PDF: %d of its streams could be read in part only; words may be missing", n))
	}
	if t.file.objects.cut {
		b.Warn(fmt.Sprintf("it holds more than is read of a PDF (%d pages); the rest was left out", maxPages))
	}
	if t.missed {
		b.Warn("it draws so much that words in the colour of what is behind them may have been read as if they were seen")
	}
	if t.badPages > 0 {
		b.Warn(fmt.Sprintf("%d of %s could not be read (%v)", t.badPages, count(b.Pages, "page", "pages"), t.lastError))
	}
	if t.file.operations > maxOperations || t.file.decoded > maxDecoded || t.file.glyphs >= maxGlyphs {
		b.Warn("it draws more than any resume does; only a part was read")
	}
}

var digits = regexp.MustCompile(`\d+`)

// running is a header or footer: its place, and its text without the page's number.
type running struct {
	text string
	y    int
}

func (l *pdfLine) running() running {
	text := digits.ReplaceAllString(l.text, "#")
	if !l.edge { // there may be text: only the number of the page itself may differ
		text = l.text
		if at := digits.FindStringIndex(text); at != nil && text[at[0]:at[1]] == strconv.Itoa(l.page) {
			text = text[:at[0]] + "#" + text[at[1]:]
		}
	}
	return running{text, int(math.Round(l.y / 4))}
}

// dropRepeated keeps the first of the headers and footers that stand on several pages: the others say the same again, but for their
// page numbers. A kept footer goes to the end, so that it does not part what runs on from page to page.
func dropRepeated(lines []*pdfLine) (out []*pdfLine) {
	pages := map[running]map[int]bool{}
	for _, l := range lines {
		if l.top || l.foot {
			k := l.running()
			if pages[k] == nil {
				pages[k] = map[int]bool{}
			}
			pages[k][l.page] = true
		}
	}
	kept := map[running]bool{}
	var end []*pdfLine
	for _, l := range lines {
		if !l.top && !l.foot || len(pages[l.running()]) < 2 {
			out = append(out, l)
			continue
		}
		k := l.running()
		switch {
		case kept[k]:
		case l.foot:
			end = append(end, l)
		default:
			out = append(out, l)
		}
		kept[k] = true
	}
	return append(out, end...)
}

// bodySize is the size of most letters.
func bodySize(lines []*pdfLine) float64 {
	count := map[float64]int{}
	for _, l := range lines {
		count[l.size] += len(l.text)
	}
	body, most := 0.0, 0
	for size, n := range count {
		if n > most || n == most && size < body {
			body, most = size, n
		}
	}
	return body
}

// headingSize is the size of section titles where they are clear: the largest size above that of the body which several
// short lines have that stand alone; 0 where there is none.
func headingSize(lines []*pdfLine) float64 {
	body := bodySize(lines)
	count := map[float64]int{}
	for _, l := range lines {
		if l.size > 1.08*body && short(l) {
			count[l.size]++
		}
	}
	best := 0.0
	for size, n := range count {
		if n >= 2 && size > best {
			best = size
		}
	}
	return best
}

func short(l *pdfLine) bool {
	return !l.bullet && l.parts == 1 && len(strings.Fields(l.text)) <= 6 && strings.IndexFunc(l.text, unicode.IsLetter) >= 0 &&
		!isDate(l.text) && !strings.ContainsAny(l.text, "@|,;") && !addressLike.MatchString(l.text)
}

// addressLike matches what a line of contact data begins with.
var addressLike = regexp.MustCompile(`^\S*(?:@|://|www\.|\pL\.\pL{2,})`)

// classify sets the kind of each line from its place, its neighbours and its letters.
func classify(lines []*pdfLine, headings float64) {
	pitch := pitches(lines)
	right := rightEdges(lines)
	item := -1 // the line that started the unit at hand, when it is a bullet
	start := 0 // the line that started the unit at hand
	hang := hangs(lines)
	for i, l := range lines {
		var above *pdfLine
		if i > 0 && lines[i-1].turn == l.turn {
			above = lines[i-1]
		}
		sameBlock := above != nil && above.page == l.page && (above.block == l.block || below(l, above))
		if sameBlock && pitch[above.block] > 0 {
			space := (above.y - l.y) / pitch[above.block]
			l.gap, l.loose = space > 1.35, space > 1.1
		}
		if above != nil && sameBlock && cutDate(above.text, l.text, l.mark) {
			l.bullet, l.text, l.mark, l.wrapped = false, l.mark+" "+l.text, "", true
		}
		switch {
		case headings > 0 && math.Abs(l.size-headings) < 0.05 && short(l) || headings == 0 && clearTitle(l, above, lines, i):
			l.kind = analyzer.HeadingLine
			item = -1
		case l.bullet:
			l.kind = analyzer.ItemLine
			item = i
		case item >= 0 && above != nil && !sameBlock && hang[l] && l.first == above.last && fromColumn(l, above):
			l.kind = analyzer.ContinuedLine
		case l.wrapped || above != nil && !(labelled.MatchString(l.text) && labelled.MatchString(lines[start].text)) &&
			goesOn(l, above, lines, item, sameBlock, right[above.block]):
			l.kind = analyzer.ContinuedLine
		case !sameBlock || l.gap || above.kind == analyzer.HeadingLine || differs(l, above):
			l.kind = analyzer.ParaLine
			item = -1
		default:
			l.kind = analyzer.PlainLine
			item = -1
		}
		switch {
		case l.kind != analyzer.ContinuedLine:
			start = i
		case item >= 0 && !sameBlock: // what follows stands as this line does
			item = i
		}
	}
}

// labelled matches a line that begins with what it lists, as those of skills do.
var labelled = regexp.MustCompile(`^\p{Lu}[\pL /&]{1,30}: \S`)

var (
	yearEnd  = regexp.MustCompile(`\b(?:19|20)\d\d$`)
	dateHead = regexp.MustCompile(`(?i)^(?:(?:\pL{3,9}\.? )?(?:19|20)\d\d|present|current|now|today|heute)$`)
)

// cutDate reports a dash that is no bullet, but stands between the two years of a period.
func cutDate(above, text, mark string) bool {
	return (mark == "–" || mark == "-" || mark == "—") && yearEnd.MatchString(above) && dateHead.MatchString(text)
}

// hangs finds the first lines of columns that stand where the text of the bullets below them does: what they go on with
// stands in another column or on another page.
func hangs(lines []*pdfLine) map[*pdfLine]bool {
	type column struct{ block, page int }
	first := map[column]*pdfLine{}
	met := map[column]bool{} // a bullet
	found := map[*pdfLine]bool{}
	for _, l := range lines {
		c := column{l.block, l.page}
		head := first[c]
		if head == nil {
			first[c], met[c] = l, l.bullet
			continue
		}
		if l.bullet && !met[c] {
			met[c] = true
			found[head] = math.Abs(head.x0-l.textX) < 0.3*l.size && head.y-l.y < 12*l.size
		}
	}
	return found
}

// fromColumn reports a line at the top of a column or a page that what ends the one before may go on with.
func fromColumn(l, above *pdfLine) bool {
	return l.parts == 1 && above.parts == 1 && math.Abs(l.size-above.size) < 0.04*l.size && !ends(above.text, l.text) &&
		(l.page == above.page+1 || l.page == above.page && l.x0 > above.x0+5*l.size && l.y > above.y)
}

// below reports a line right under another, though white beside them made them parts of different blocks.
func below(l, above *pdfLine) bool {
	d := above.y - l.y
	return d > 0 && d < 1.6*l.size && l.x0 < above.x1 && above.x0 < l.x1 && math.Abs(l.x0-above.x0) < 3*l.size
}

// clearTitle reports a line of capitals in bold with wider space above it than below.
func clearTitle(l, above *pdfLine, lines []*pdfLine, i int) bool {
	if !l.gap || !short(l) || !l.first.bold || l.text != strings.ToUpper(l.text) || i+1 >= len(lines) {
		return false
	}
	next := lines[i+1]
	return next.block == l.block && next.page == l.page && !(next.first.bold && next.size >= l.size) && above.y-l.y > l.y-next.y
}

func differs(l, above *pdfLine) bool {
	return math.Abs(l.size-above.size) > 0.04*l.size || l.first.bold != above.first.bold || math.Abs(l.x0-above.x0) > 0.5*l.size
}

// pitches is the usual distance of lines in each block.
func pitches(lines []*pdfLine) map[int]float64 {
	all := map[int][]float64{}
	for i, l := range lines {
		if i > 0 && lines[i-1].block == l.block && lines[i-1].page == l.page {
			if d := lines[i-1].y - l.y; d > 0 && d < 4*l.size {
				all[l.block] = append(all[l.block], d)
			}
		}
	}
	pitch := map[int]float64{}
	for block, d := range all {
		slices.Sort(d)
		pitch[block] = d[len(d)/3]
	}
	return pitch
}

// rightEdges is where the lines of each block end at the most, dates that stand flush right left out.
func rightEdges(lines []*pdfLine) map[int]float64 {
	edges := map[int]float64{}
	for _, l := range lines {
		if e, ok := edges[l.block]; !ok || l.mainX1 > e {
			edges[l.block] = l.mainX1
		}
	}
	return edges
}

// goesOn reports that a line is the next one of the unit above: its first word would not have fitted there, and it stands
// where the unit's lines stand.
func goesOn(l, above *pdfLine, lines []*pdfLine, item int, sameBlock bool, right float64) bool {
	if above.kind == analyzer.HeadingLine || math.Abs(l.size-above.size) > 0.04*l.size || l.parts > 1 && above.parts > 1 {
		return false
	}
	hyphen := strings.HasSuffix(above.text, "-") || strings.HasSuffix(above.text, softHyphen)
	lower := startsLower(l.text)
	if !sameBlock {
		// From page to page or column to column, where a sentence is clearly cut in two.
		return (above.page+1 == l.page || fromColumn(l, above)) && lower && !ends(above.text, l.text) && above.parts == 1 && l.parts == 1 &&
			l.first == above.last && above.mainX1-above.x0 > 0.8*(right-above.x0) && !addressLike.MatchString(l.text)
	}
	if l.gap {
		return false
	}
	if above.parts > 1 { // label and text: the text goes on below itself
		return l.parts == 1 && math.Abs(l.x0-above.partX) < 0.5*l.size && l.first == above.last && !isDate(l.text)
	}
	full := above.mainX1+l.wordWidth()+0.15*l.size > right
	sameFont := l.first == above.last
	if item >= 0 {
		head := lines[item]
		indent := l.x0 - head.textX
		if math.Abs(indent) < 0.6*l.size || indent > 0 && above != head && math.Abs(l.x0-above.x0) < 0.6*l.size {
			return full || hyphen && lower || sameFont && (lower || above.mainX1-head.x0 > 0.6*(right-head.x0))
		}
		return hyphen && lower
	}
	start := above.x0
	centred := math.Abs(l.x0+l.x1-above.x0-above.x1) < l.size || opensMore(above.text) && l.x0 > above.x0-2*l.size && l.x1 < above.x1+2*l.size
	aligned := math.Abs(l.x0-start) < 0.4*l.size || start-l.x0 > 0 && start-l.x0 < 3*l.size && above.kind != analyzer.ContinuedLine
	if !aligned && !centred || addressLike.MatchString(l.text) && len(strings.Fields(above.text)) < 6 {
		return false
	}
	if hyphen && lower || sameFont && opensMore(above.text) {
		return true
	}
	if endsSentence(above.text) && (!full || l.loose) {
		return false
	}
	if full && sameFont && brokenWord.MatchString(above.text) && firstIsWord(l.text) { // "Haute-" and "Garonne"
		return true
	}
	if !lower && len(strings.Fields(above.text)) < 6 && len(above.text) < 50 && !opensMore(above.text) && !justified(l, above) {
		return false // more likely the next of a list without bullets
	}
	if listed(above.text) && (!lower || addressLike.MatchString(l.text)) {
		return false
	}
	return full && (sameFont || lower || above.mainX1-above.x0 > 0.8*(right-above.x0)) && l.first.bold == above.last.bold ||
		lower && sameFont && above.mainX1-above.x0 > 0.6*(right-above.x0)
}

// justified reports two lines that are set to the same width: no two entries of a list are that by chance.
func justified(l, above *pdfLine) bool {
	return math.Abs(l.x0-above.x0) < 0.1 && math.Abs(l.x1-above.x1) < 0.1 && l.first == above.last && len(strings.Fields(l.text)) > 1
}

// joinStretched makes one text again of a line that was stretched to the width of its paragraph.
func joinStretched(lines []*pdfLine) {
	right := rightEdges(lines)
	for i, l := range lines {
		if l.parts != 2 || i+1 >= len(lines) || !under(lines, i+1) || l.first != l.last {
			continue
		}
		if next := lines[i+1]; l.bullet && stretchedItem(l, next, right[l.block]) || !l.bullet && under(lines, i) && stretched(lines[i-1], l, next) {
			l.text, l.parts, l.partX, l.mainX1, l.mainEnd = strings.ReplaceAll(l.text, "  ", " "), 1, l.textX, l.x1, l.last
		}
	}
}

func stretched(above, l, next *pdfLine) bool {
	return above.parts == 1 && math.Abs(l.x1-above.x1) < 0.3 && math.Abs(l.x0-next.x0) < 0.3 && l.first == above.last &&
		(next.parts == 1 && math.Abs(l.x1-next.x1) < 0.3 || math.Abs(l.x0-above.x0) < 0.3)
}

// stretchedItem reports the first line of a bullet that ends at the right edge, and would not have had room for the word
// that the next line begins with.
func stretchedItem(l, next *pdfLine, right float64) bool {
	return !next.bullet && math.Abs(next.x0-l.textX) < 0.3 && next.first == l.last && math.Abs(l.x1-right) < 0.3 &&
		!isDate(l.text[strings.LastIndex(l.text, "  ")+1:]) && l.mainX1+l.x1-l.partX+0.3*l.size+next.wordWidth() > l.x1
}

// listed reports a line of names with bullets between them, none at its end.
func listed(s string) bool {
	return strings.Count(s, " • ")+strings.Count(s, " · ")+strings.Count(s, " ⋅ ") > 1 && strings.TrimRight(s, "•·⋅,") == s
}

// opensMore reports a line that cannot be the end of something.
func opensMore(s string) bool {
	switch last := strings.ToLower(lastWord(s)); last {
	case "and", "or", "&", "of", "the", "a", "in", "for", "with", "to", "on", "at", "by", "from":
		return true
	default:
		return strings.HasSuffix(last, ",") || strings.HasSuffix(last, "/") || strings.HasSuffix(last, "(")
	}
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func endsSentence(s string) bool {
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, ":")
}

// ends reports that a text does not go on with the next; a colon may stand within a sentence.
func ends(text, next string) bool {
	return endsSentence(text) && !(strings.HasSuffix(text, ":") && startsLower(next))
}

// softHyphen marks a hyphen that is there for the line's end only, by the word of the producer (ActualText).
const softHyphen = "\uE0AD"

var brokenWord = regexp.MustCompile(`(\pL[\pL-]*)[-\x{E0AD}]$`)

// keptPrefixes are first parts of compounds that keep their hyphen when a line ends with it.
var keptPrefixes = wordSet(`cross self non well full front back high low real data long short open third first client customer user cloud
	large small multi end time award object test event cost domain role on in one two three part`)

// keptSeconds are second parts of compounds that are written with a hyphen.
var keptSeconds = wordSet(`based driven ready oriented functional facing level wide scale friendly term quality specific aware led owned
	made built related focused centric intensive efficient effective critical source side end time fold free like grade class
	year month week day step phase stage layer tier page point management purpose language performance impact value volume availability
	latency throughput risk cost speed party person site premises demand house depth native agnostic defined managed
	trained tuned testing tested reviewed learning processing making sharing planning service services engineer developer manager lead`)

// closedSecond matches what follows the first part of a compound where the two are one word, or where it is no compound.
var closedSecond = regexp.MustCompile(`^(?:ings?|it(?:y|ies)|i[sz](?:e|es|ed|ing|ation)|ly|ness|ners?|nership|tial(?:ly)?|tic\pL+|ments?|able|ers?|ed|ful|less|` +
	`ify|ation\pL*|[ts]ion\pL*|iv\pL*|ual\pL*|bases?|sets?|grounds?|points?|lines?|stamps?|names?|frames?)$`)

// wholeWords matches programs that break no words at the end of a line, unless they are told to.
var wholeWords = regexp.MustCompile(`^(?:Skia/PDF|Qt |LibreOffice|OpenOffice|Microsoft|macOS .*Quartz|Google)`)

// producer is the program that wrote the file (ISO 32000-1, 14.3.3).
func (f *pdfFile) producer() string {
	name, _ := try(func() string { return f.Trailer().Key("Info").Key("Producer").Text() })
	return name
}

// joinHyphens joins words that were broken at the end of a line. Programs that do not break words leave only hyphens that
// were written; with others, the other words of the document tell first, then the two parts.
func joinHyphens(lines []*pdfLine, breaks bool) {
	var words map[string]bool
	for i := 0; i+1 < len(lines); i++ {
		l, next := lines[i], lines[i+1]
		m := brokenWord.FindStringSubmatch(l.text)
		if m == nil || next.kind != analyzer.ContinuedLine || !firstIsWord(next.text) {
			continue
		}
		if words == nil {
			words = vocabulary(lines)
		}
		word, rest, _ := strings.Cut(next.text, " ")
		second := strings.ToLower(strings.TrimRightFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }))
		if conjunctions[second] { // "front- and back-end"
			continue
		}
		stem := strings.TrimSuffix(strings.TrimSuffix(l.text, softHyphen), "-")
		if !strings.HasSuffix(l.text, softHyphen) && keepsHyphen(m[1], second, lastWord(l.text), word, words, breaks) {
			stem += "-"
		}
		l.text = stem + word
		next.text = strings.TrimLeft(rest, " ")
		if next.text == "" {
			lines[i+1] = l // what follows goes on with this line
			lines[i] = &pdfLine{kind: l.kind}
		}
	}
	for _, l := range lines {
		l.text = strings.ReplaceAll(l.text, softHyphen, "")
	}
}

var conjunctions = wordSet("and or to und oder et ou y o e")

// keepsHyphen reports that the hyphen between two parts of a word was written, not made for the line's end.
func keepsHyphen(first, second, before, after string, words map[string]bool, breaks bool) bool {
	front := strings.ToLower(first)
	switch {
	case words[front+second]:
		return false
	case words[front+"-"+second], !breaks, !startsLower(after), strings.Contains(front, "-"), strings.Contains(before, "/"):
		return true
	case len(first) > 1 && first == strings.ToUpper(first) && second != strings.ToUpper(second):
		return true
	}
	if front == "in" || front == "on" { // parts of many words
		return keptSeconds[second] || words[second]
	}
	return keptPrefixes[front] && !closedSecond.MatchString(second) || keptSeconds[second] && (words[front] || len(front) > 3 && len(second) > 4)
}

func firstIsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isWord(r)
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// vocabulary is the words of the document that are not broken.
func vocabulary(lines []*pdfLine) map[string]bool {
	words := map[string]bool{}
	broken := false
	for _, l := range lines {
		text := strings.ToLower(l.text)
		if broken {
			_, text, _ = strings.Cut(text, " ")
		}
		if broken = brokenWord.MatchString(text); broken {
			text = text[:len(text)-len(lastWord(text))]
		}
		for word := range strings.FieldsSeq(text) {
			words[strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })] = true
		}
	}
	return words
}
