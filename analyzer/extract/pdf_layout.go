package extract

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Distances in parts of the font size.
const (
	wordGap    = 0.13 // white that parts words; TeX shrinks its spaces to 0.22, kerning stays under 0.1
	spaceGap   = 0.04 // enough where a space was drawn as well
	partGap    = 1.0  // white that parts pieces of a line: columns, dates at the right
	gutter     = 0.9  // the narrowest white between columns
	sameLine   = 0.22 // difference of baselines within a row
	exactLine  = 0.08 // difference of baselines of texts that were set as one row
	minColumn  = 3    // lines of the shortest column
	maxColumns = 10   // cuts within cuts
	maxChunks  = 6000 // pieces of a page that is searched for columns; a full page of text has some hundred
	minRule    = 60   // points of the shortest line that parts what stands above from what stands below
	maxRule    = 3    // and of the thickest
	maxNearby  = 300  // pieces looked at to find what a raised one belongs to
)

// chunk is a piece of a line: glyphs side by side with no wide white between them.
type chunk struct {
	glyphs          []glyph
	x0, x1, y, size float64
	label           string // its text, once asked for
	date            bool   // the text is a date
}

func newChunk(g glyph) *chunk {
	return &chunk{glyphs: []glyph{g}, x0: g.x, x1: g.x + g.w, y: g.y, size: g.size}
}

func (c *chunk) add(g glyph) {
	c.glyphs = append(c.glyphs, g)
	c.x0, c.x1 = min(c.x0, g.x), max(c.x1, g.x+g.w)
	c.size = max(c.size, g.size)
}

// join takes in the glyphs of another chunk of the same row.
func (c *chunk) join(o *chunk) {
	overlap := o.x0 < c.x1-0.2*c.size
	c.glyphs = append(c.glyphs, o.glyphs...)
	if overlap {
		slices.SortStableFunc(c.glyphs, func(a, b glyph) int { return compare(a.x+a.w/2, b.x+b.w/2) })
	}
	if o.size > c.size {
		c.y, c.size = o.y, o.size
	}
	c.x0, c.x1, c.label = min(c.x0, o.x0), max(c.x1, o.x1), ""
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (c *chunk) text() string {
	if c.label == "" {
		c.label = wordsOf(c.glyphs)
		c.date = isDate(c.label)
	}
	return c.label
}

func (c *chunk) isDate() bool {
	c.text()
	return c.date
}

// row is the chunks of one baseline, from left to right.
type row struct {
	y      float64
	chunks []*chunk
}

// composeAccents joins accents that are drawn as glyphs of their own with the letter they stand over.
func composeAccents(glyphs []glyph) []glyph {
	out := glyphs[:0]
	for _, g := range glyphs {
		if n := len(out); n > 0 {
			last := &out[n-1]
			if text, ok := accented(last, &g); ok {
				last.text = text
				last.x, last.w = min(last.x, g.x), max(last.x+last.w, g.x+g.w)-min(last.x, g.x)
				if combiningOf(g.text) == 0 {
					last.y, last.size = g.y, g.size
				}
				continue
			}
		}
		out = append(out, g)
	}
	return out
}

func accented(a, b *glyph) (string, bool) {
	mark, letter := combiningOf(a.text), b
	if mark == 0 {
		mark, letter = combiningOf(b.text), a
	}
	if mark == 0 || a.turn != b.turn || math.Abs(a.y-b.y) > 0.5*a.size {
		return "", false
	}
	accent := b
	if letter == b {
		accent = a
	}
	r, n := utf8.DecodeLastRuneInString(letter.text)
	middle := accent.x + accent.w/2
	zeroWidth := accent.w == 0 && math.Abs(accent.x-letter.x-letter.w) < 0.1*letter.size
	if !unicode.IsLetter(r) || !zeroWidth && (middle < letter.x-0.05*letter.size || middle > letter.x+letter.w+0.05*letter.size) {
		return "", false
	}
	base := strings.NewReplacer("ı", "i", "ȷ", "j").Replace(letter.text[len(letter.text)-n:])
	return letter.text[:len(letter.text)-n] + norm.NFC.String(base+string(mark)), true
}

// combiningOf is the combining character of an accent that is drawn alone.
func combiningOf(text string) rune {
	r, n := utf8.DecodeRuneInString(text)
	if n == 0 || n != len(text) || r < 0x60 {
		return 0
	}
	if unicode.Is(unicode.Mn, r) {
		return r
	}
	for _, a := range accents {
		if r == a.spacing && r != ',' {
			return a.combining
		}
	}
	return 0
}

// dropTwins removes glyphs drawn twice at nearly the same place, as programs do that have no bold font.
func dropTwins(glyphs []glyph) []glyph {
	type place struct {
		text       string
		size, x, y int
	}
	seen := make(map[place]float64, len(glyphs)) // where the glyph stands
	out := glyphs[:0]
next:
	for _, g := range glyphs {
		p := place{text: g.text, size: int(math.Round(g.size * 8))}
		cell := max(0.12*float64(p.size)/8, 0.01) // the same for all that are compared: fonts may be stretched line by line
		p.x, p.y = int(math.Round(g.x/cell)), int(math.Round(g.y/cell))
		if strings.TrimSpace(g.text) != "" && g.w > 0 {
			for dx := -1; dx <= 1; dx++ {
				if x, ok := seen[place{p.text, p.size, p.x + dx, p.y}]; ok && math.Abs(x-g.x) < 1.5*min(cell, 0.45*g.w) {
					continue next
				}
			}
			seen[p] = g.x
		}
		out = append(out, g)
	}
	return out
}

// chunksOf strings glyphs of one turn together as they were drawn.
func chunksOf(glyphs []glyph) []*chunk {
	var chunks []*chunk
	var c *chunk
	space := false
	for _, g := range glyphs {
		if g.text == "" {
			continue
		}
		if strings.TrimSpace(g.text) == "" {
			space = true
			continue
		}
		g.space, space = space, false
		if c != nil {
			last := &c.glyphs[len(c.glyphs)-1]
			gap := g.x - last.x - last.w
			if size := max(g.size, last.size); math.Abs(g.y-last.y) < 0.02*size && gap > -0.4*size && gap < partGap*size {
				c.add(g)
				continue
			}
		}
		c = newChunk(g)
		chunks = append(chunks, c)
	}
	return chunks
}

// rowsOf groups chunks by baseline, from the top down.
func rowsOf(chunks []*chunk) []row {
	sorted := slices.Clone(chunks)
	slices.SortStableFunc(sorted, func(a, b *chunk) int { return compare(b.y, a.y) })
	var rows []row
	for _, c := range sorted {
		if n := len(rows); n > 0 && rows[n-1].y-c.y < sameLine*min(c.size, rows[n-1].chunks[0].size) {
			rows[n-1].chunks = append(rows[n-1].chunks, c)
			continue
		}
		rows = append(rows, row{c.y, []*chunk{c}})
	}
	for _, r := range rows {
		slices.SortStableFunc(r.chunks, func(a, b *chunk) int { return compare(a.x0, b.x0) })
	}
	return rows
}

// mergeRows joins the chunks of each row that no wide white parts, and those which stand higher or lower but belong to a
// chunk beside them: superscripts, bullets, letters of logos.
func mergeRows(chunks []*chunk) []*chunk {
	chunks = attachRaised(chunks)
	var out []*chunk
	for _, r := range rowsOf(chunks) {
		last := r.chunks[0]
		for _, c := range r.chunks[1:] {
			if gap := c.x0 - last.x1; gap < partGap*max(min(c.size, last.size), 0.7*max(c.size, last.size)) && (gap > -0.5*c.size || c.x1 <= last.x1) {
				last.join(c)
				continue
			}
			out = append(out, last)
			last = c
		}
		out = append(out, last)
	}
	return out
}

func attachRaised(chunks []*chunk) []*chunk {
	sorted := slices.Clone(chunks)
	slices.SortStableFunc(sorted, func(a, b *chunk) int { return compare(b.y, a.y) })
	gone := map[*chunk]bool{}
	for i, c := range sorted {
		bullet := isBulletText(c.glyphs)
		if !bullet && len(c.glyphs) > 4 {
			continue
		}
		best := -1
		distance := math.Inf(1)
		consider := func(j int) bool {
			o := sorted[j]
			dy := math.Abs(o.y - c.y)
			if dy > 0.8*max(o.size, c.size, 12) {
				return dy < 60
			}
			if d, ok := belongs(c, o, bullet); ok && !gone[o] && d < distance {
				best, distance = j, d
			}
			return true
		}
		for j := i - 1; j >= max(0, i-maxNearby) && consider(j); j-- {
		}
		for j := i + 1; j < min(len(sorted), i+maxNearby) && consider(j); j++ {
		}
		if best >= 0 {
			o := sorted[best]
			y, size := o.y, o.size
			front := c.x0 < o.x0
			if front {
				c.join(o)
				*o = *c
			} else {
				o.join(c)
			}
			o.y, o.size = y, size
			gone[c] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(chunks), func(c *chunk) bool { return gone[c] })
}

// belongs reports that a small chunk is part of the line of o, and how far it is from it.
func belongs(c, o *chunk, bullet bool) (distance float64, ok bool) {
	dy := c.y - o.y
	if bullet {
		gap := o.x0 - c.x1
		middle := dy + 0.3*c.size
		return gap + math.Abs(dy), math.Abs(dy) > 0.01*o.size && gap > -0.1*o.size && gap < 2.5*o.size && middle > -0.1*o.size && middle < 0.9*o.size
	}
	if c.size > 1.01*o.size || len(c.glyphs) > len(o.glyphs) && c.size > 0.9*o.size || math.Abs(dy) < sameLine*c.size || dy > 0.6*o.size || dy < -0.4*o.size {
		return 0, false
	}
	gap := max(c.x0-o.x1, o.x0-c.x1)
	return math.Abs(gap), gap < 0.2*o.size
}

var dateLike = regexp.MustCompile(`(?i)\b(?:19|20)\d\d\b|\b\d\d?/\d{2,4}\b|\b(?:present|current|now|ongoing|today|heute)\b`)

func isDate(s string) bool { return len(s) <= 48 && dateLike.MatchString(s) }

// joinDates joins dates that stand flush right with the text at the left of them, so that they are not taken for a column.
func joinDates(chunks []*chunk) []*chunk {
	type pair struct{ left, date *chunk }
	edges := map[int][]pair{}
	starts := map[int]int{} // how many chunks start at a place: many do at the left edge of a column
	for _, c := range chunks {
		starts[int(math.Round(c.x0))]++
	}
	for _, r := range rowsOf(chunks) {
		for i, c := range r.chunks {
			x := int(math.Round(c.x0))
			if !c.isDate() || starts[x-1]+starts[x]+starts[x+1] > 3 {
				continue
			}
			p := pair{date: c}
			if i > 0 && math.Abs(r.chunks[i-1].y-c.y) < exactLine*c.size {
				p.left = r.chunks[i-1]
			}
			edge := int(math.Round(c.x1 / 3))
			edges[edge] = append(edges[edge], p)
		}
	}
	gone := map[*chunk]bool{}
	for _, edge := range slices.Sorted(maps.Keys(edges)) { // what is joined at one edge changes the next
		list := edges[edge]
		paired, total := 0, 0
		for _, p := range slices.Concat(list, edges[edge-1], edges[edge+1]) {
			if p.left != nil {
				paired++
			}
			total++
		}
		if total < 2 || paired*5 < total*4 {
			continue
		}
		for _, p := range list {
			for p.left != nil && gone[p.left] { // it was joined with what stands left of it
				p.left = nil
			}
			if p.left != nil {
				p.left.join(p.date)
				gone[p.date] = true
			}
		}
	}
	return slices.DeleteFunc(chunks, func(c *chunk) bool { return gone[c] })
}

// blocks brings chunks into reading order: it looks for a vertical white that parts columns over a band of rows, and reads
// what is above the band, its columns one after the other, and what is below. Each block is a stretch without columns.
// The rules, from the lowest up, end bands: no column goes on below a line that is drawn across it and its neighbour.
func blocks(chunks []*chunk, rules []box, depth int) [][]row {
	if len(chunks) == 0 {
		return nil
	}
	rows := rowsOf(chunks)
	if depth >= maxColumns || len(chunks) > maxChunks {
		return [][]row{rows}
	}
	cut, ok := bestCut(rows, rules)
	if !ok {
		return [][]row{rows}
	}
	var above, left, right, below []*chunk
	for i, r := range rows {
		for _, c := range r.chunks {
			switch {
			case i < cut.top:
				above = append(above, c)
			case i >= cut.bottom:
				below = append(below, c)
			case c.x0+c.x1 < 2*cut.x:
				left = append(left, c)
			default:
				right = append(right, c)
			}
		}
	}
	if len(left) == 0 || len(right) == 0 {
		return [][]row{rows}
	}
	first, second := left, right
	if startsLater(left, right) {
		first, second = right, left
	}
	out := blocks(above, rules, depth+1)
	out = append(out, blocks(first, rules, depth+1)...)
	out = append(out, blocks(second, rules, depth+1)...)
	return append(out, blocks(below, rules, depth+1)...)
}

// startsLater reports a side column at the left that begins well below the top of a wider column at its right.
func startsLater(left, right []*chunk) bool {
	l, r := extent(left), extent(right)
	return r.y1-l.y1 > 60 && r.x1-r.x0 > 1.3*(l.x1-l.x0)
}

func extent(chunks []*chunk) box {
	b := noBox
	for _, c := range chunks {
		b.add(c.x0, c.y)
		b.add(c.x1, c.y)
	}
	return b
}

// column cut: rows top to bottom (exclusive) have no text across x.
type columnCut struct {
	x           float64
	top, bottom int
	score       float64
}

func bestCut(rows []row, rules []box) (best columnCut, ok bool) {
	if len(rows) < minColumn {
		return best, false
	}
	over := make([]box, len(rows)) // the widest rule between a row and the one above
	for i := 1; i < len(rows); i++ {
		over[i] = widest(rules, rows[i].y, rows[i-1].y)
	}
	for _, x := range cutPlaces(rows) {
		for top := 0; top < len(rows); {
			if crosses(rows[top], x) {
				top++
				continue
			}
			bottom := top + 1
			for bottom < len(rows) && !crosses(rows[bottom], x) && (over[bottom].x0 > x-minRule/2 || over[bottom].x1 < x+minRule/2) {
				bottom++
			}
			for _, run := range apart(rows[top:bottom], x) {
				cut := peel(rows, columnCut{x: x, top: top + run[0], bottom: top + run[1]})
				if score := rate(rows[cut.top:cut.bottom], x); score > best.score {
					best, ok = cut, true
					best.score = score
				}
			}
			top = bottom
		}
	}
	return best, ok
}

// widest is the widest rule between two heights.
func widest(rules []box, low, high float64) box {
	best := noBox
	i, _ := slices.BinarySearchFunc(rules, low, func(r box, y float64) int { return compare(r.y0, y) })
	for ; i < len(rules) && rules[i].y0 < high; i++ {
		if best.x1 < best.x0 || rules[i].x1-rules[i].x0 > best.x1-best.x0 {
			best = rules[i]
		}
	}
	return best
}

// apart splits a band at rows whose right piece belongs to the left one: it shares the baseline, and the rows around it have
// nothing at the right; one such row among many may be chance. The result is the stretches between, as indices of rows.
func apart(rows []row, x float64) [][2]int {
	right := make([]bool, len(rows))
	for i, r := range rows {
		right[i] = r.chunks[len(r.chunks)-1].x0 > x-0.5
	}
	var runs [][2]int
	start, all := 0, 0
	for i := range rows {
		if right[i] {
			all++
		}
		if right[i] && !near(right, i) && sharesBaseline(rows[i], x) {
			runs = append(runs, [2]int{start, i})
			start = i + 1
		}
	}
	if 10*len(runs) < 3*all {
		return [][2]int{{0, len(rows)}}
	}
	runs = append(runs, [2]int{start, len(rows)})
	return slices.DeleteFunc(runs, func(r [2]int) bool { return r[0] >= r[1] })
}

// near reports another true value within three places of i.
func near(right []bool, i int) bool {
	for j := max(0, i-3); j < min(len(right), i+4); j++ {
		if j != i && right[j] {
			return true
		}
	}
	return false
}

// sharesBaseline reports that the pieces next to x on both sides were set as one line.
func sharesBaseline(r row, x float64) bool {
	i := 0
	for i < len(r.chunks) && r.chunks[i].x0 < x-0.5 {
		i++
	}
	return i > 0 && i < len(r.chunks) && math.Abs(r.chunks[i-1].y-r.chunks[i].y) < exactLine*r.chunks[i].size
}

// cutPlaces are the left edges of chunks that have something at their left: where a column may begin.
func cutPlaces(rows []row) []float64 {
	var places []float64
	leftmost := math.Inf(1)
	for _, r := range rows {
		leftmost = min(leftmost, r.chunks[0].x0)
	}
	for _, r := range rows {
		for _, c := range r.chunks {
			if c.x0 > leftmost+c.size {
				places = append(places, c.x0)
			}
		}
	}
	sort.Float64s(places)
	places = slices.CompactFunc(places, func(a, b float64) bool { return math.Abs(a-b) < 1 })
	for len(places) > 250 { // a page full of scattered text: every second place will do
		for i := range len(places) / 2 {
			places[i] = places[2*i]
		}
		places = places[:len(places)/2]
	}
	return places
}

func crosses(r row, x float64) bool {
	for _, c := range r.chunks {
		if c.x0 < x-0.5 && c.x1 > x-gutter*c.size {
			return true
		}
	}
	return false
}

// peel takes rows off the ends of a band that have text on one side only, keep away from the rest and do not begin at the
// edge of their column: centred names and page numbers.
func peel(rows []row, cut columnCut) columnCut {
	left, right, second := math.Inf(1), math.Inf(1), math.Inf(1) // the columns' edges; the right one's without its leftmost row
	for _, r := range rows[cut.top:cut.bottom] {
		for _, c := range r.chunks {
			if c.x0 < cut.x-0.5 {
				left = min(left, c.x0)
				continue
			}
			right, second = min(right, c.x0), min(second, max(right, c.x0))
			break
		}
	}
	stray := func(i, neighbour int) bool {
		r := rows[i]
		c := r.chunks[0]
		if len(r.chunks) > 1 || math.Abs(r.y-rows[neighbour].y) < 1.8*c.size {
			return false
		}
		if c.x0 < cut.x-0.5 {
			return c.x0 > left+1.5*c.size
		}
		return c.x0 > right+1.5*c.size || c.x0 == right && right < second-1.5*c.size
	}
	for cut.bottom-cut.top > 1 && stray(cut.top, cut.top+1) {
		cut.top++
	}
	if first, _ := besideRows(rows[cut.top:cut.bottom], cut.x); cut.top+first+1 < cut.bottom && strip(rows[cut.top+first:cut.bottom], cut.x) {
		cut.top += first + 1
	}
	for cut.bottom-cut.top > 1 && stray(cut.bottom-1, cut.bottom-2) {
		cut.bottom--
	}
	return cut
}

// strip reports that the first row is one of several pieces across the page, as those of contact data are, and what stands at
// the right of x keeps away from the rest there.
func strip(rows []row, x float64) bool {
	first := rows[0]
	if len(first.chunks) < 3 || !sharesBaseline(first, x) {
		return false
	}
	for _, r := range rows[1:] {
		if c := r.chunks[len(r.chunks)-1]; c.x0 >= x-0.5 {
			return first.y-r.y > 2.5*first.chunks[0].size
		}
	}
	return true
}

// side is one side of a possible cut.
type side struct {
	rows, dates, chunks, streak, longest int
	letters                              int
	lower                                int       // rows that begin with a small letter
	ends                                 []float64 // right ends of the rows
	box                                  box
}

func (s *side) add(chunks []*chunk) {
	if len(chunks) == 0 {
		s.streak = 0
		return
	}
	s.rows++
	s.streak++
	s.longest = max(s.longest, s.streak)
	s.ends = append(s.ends, chunks[len(chunks)-1].x1)
	if startsLower(chunks[0].text()) {
		s.lower++
	}
	for _, c := range chunks {
		s.chunks++
		s.letters += len(c.glyphs)
		if c.isDate() {
			s.dates++
		}
		s.box.add(c.x0, c.y)
		s.box.add(c.x1, c.y)
	}
}

// flush reports that nearly all rows end at the right edge.
func (s *side) flush() bool {
	n := 0
	for _, x := range s.ends {
		if s.box.x1-x < 2.5 {
			n++
		}
	}
	return 10*n >= 7*len(s.ends)
}

func (s *side) width() float64 { return s.box.x1 - s.box.x0 }

// rate says how much a band with a white at x looks like two columns; 0: it does not. Rows whose two sides share their
// baselines may be lines of one table instead: text and date, label and value.
func rate(rows []row, x float64) float64 {
	left, right := side{box: noBox}, side{box: noBox}
	aligned := 0
	beside := side{box: noBox} // of the left side, what stands between the first row of the right one and the last
	first, last := besideRows(rows, x)
	for n, r := range rows {
		i := 0
		for i < len(r.chunks) && r.chunks[i].x0 < x-0.5 {
			i++
		}
		left.add(r.chunks[:i])
		right.add(r.chunks[i:])
		if n >= first && n <= last {
			beside.add(r.chunks[:i])
		}
		if sharesBaseline(r, x) {
			aligned++
		}
	}
	least := min(left.rows, right.rows)
	if least >= 2 && titled(rows, x) {
		return float64(left.rows + right.rows)
	}
	if least < 2 || least < minColumn && (aligned > 0 || left.rows+right.rows < 5) || least < 5 && 2*aligned > least {
		return 0
	}
	if left.letters <= 4*left.rows || right.letters <= 4*right.rows {
		return 0
	}
	if isTable(left, right, float64(aligned)) || aligned > 1 && 5*aligned >= 4*beside.rows && 5*beside.dates >= 4*beside.chunks {
		return 0
	}
	return float64(left.rows+right.rows) + min(10, (right.box.x0-left.box.x1)/10)
}

// besideRows are the first and the last row of a band that have something at the right of x.
func besideRows(rows []row, x float64) (first, last int) {
	first = len(rows)
	for i, r := range rows {
		if r.chunks[len(r.chunks)-1].x0 >= x-0.5 {
			first, last = min(first, i), i
		}
	}
	return first, last
}

// titled reports a band that begins with a larger title on each side of x, set in one row, each over text of its own: short
// columns, however their rows line up.
func titled(rows []row, x float64) bool {
	if len(rows) < 2 || len(rows[0].chunks) != 2 || !sharesBaseline(rows[0], x) {
		return false
	}
	a, b := rows[0].chunks[0], rows[0].chunks[1]
	if math.Abs(a.size-b.size) > 0.02*a.size || a.isDate() || b.isDate() || len(a.glyphs) < 3 || len(b.glyphs) < 3 {
		return false
	}
	for _, r := range rows[1:] {
		for _, c := range r.chunks {
			if c.size > 0.93*a.size {
				return false
			}
		}
	}
	return true
}

func isTable(left, right side, aligned float64) bool {
	total := right.box.x1 - left.box.x0
	if aligned >= 0.8*float64(right.rows) {
		if 5*right.dates >= 2*right.chunks || 10*right.rows <= 7*left.rows && right.longest <= 3 {
			return true
		}
	}
	if aligned >= 0.9*float64(right.rows) && right.width() < 0.35*total && right.letters <= 26*right.rows && right.flush() {
		return true // places, levels
	}
	if aligned >= 0.8*float64(left.rows) && 5*left.dates >= 2*left.chunks {
		return true
	}
	if 2*left.lower >= left.rows { // a text that runs on is no list of labels
		return false
	}
	return aligned >= 0.6*float64(left.rows) && left.width() < 0.3*total && (left.rows <= 14 || 10*left.rows <= 7*right.rows)
}

// wordsOf is the text of glyphs that stand side by side: a space where the white between two is wide for their piece, two
// between pieces.
func wordsOf(glyphs []glyph) string {
	var b strings.Builder
	wide := partLimit(glyphs)
	start := 0
	for i := range glyphs {
		if i+1 < len(glyphs) && !parted(glyphs, i+1, wide) {
			continue
		}
		if start > 0 {
			b.WriteString("  ")
		}
		writePiece(&b, glyphs[start:i+1])
		start = i + 1
	}
	return b.String()
}

// parted reports that a new piece of a line begins with glyph i.
func parted(glyphs []glyph, i int, wide float64) bool {
	last := &glyphs[i-1]
	return glyphs[i].x-last.x-last.w > wide*max(glyphs[i].size, last.size)
}

func writePiece(b *strings.Builder, glyphs []glyph) {
	threshold := wordThreshold(glyphs)
	for i, g := range glyphs {
		if i > 0 {
			last := glyphs[i-1]
			gap := g.x - last.x - last.w
			if size := min(max(g.size, 0.01), max(last.size, 0.01)); gap > threshold*size || g.space && gap > (threshold-wordGap+spaceGap)*size {
				b.WriteByte(' ')
			}
		}
		b.WriteString(g.text)
	}
}

// wordThreshold is the white between words in parts of the font size: more than usual where all letters are spaced out.
func wordThreshold(glyphs []glyph) float64 {
	if len(glyphs) < 5 {
		return wordGap
	}
	gaps := make([]float64, 0, len(glyphs))
	for i := 1; i < len(glyphs); i++ {
		if last := glyphs[i-1]; glyphs[i].size > 0 {
			gaps = append(gaps, (glyphs[i].x-last.x-last.w)/glyphs[i].size)
		}
	}
	if len(gaps) < 4 {
		return wordGap
	}
	slices.Sort(gaps)
	low, middle := gaps[len(gaps)/4], gaps[len(gaps)/2]
	if middle > 0.06 && middle < 0.6 && middle-low < 0.04 {
		return middle + wordGap
	}
	return wordGap
}

// partLimit is the white that parts pieces of a line. A line whose words all stand far apart was stretched to the margin.
func partLimit(glyphs []glyph) float64 {
	gaps, least, most := 0, math.Inf(1), 0.0
	for i := 1; i < len(glyphs); i++ {
		last := glyphs[i-1]
		if gap := (glyphs[i].x - last.x - last.w) / max(glyphs[i].size, 0.01); gap > wordGap {
			gaps++
			least, most = min(least, gap), max(most, gap)
		}
	}
	if gaps >= 2 && least > 0.5 && least < 2*partGap || gaps >= 3 && least > 0.5 && least < 4*partGap && most < 1.03*least {
		return 1.5 * max(least, partGap)
	}
	return partGap
}
