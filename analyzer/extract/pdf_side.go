package extract

import (
	"math"
	"slices"
	"strings"
)

// under reports a line that stands right below the one before it.
func under(lines []*pdfLine, i int) bool {
	if i == 0 || lines[i-1].page != lines[i].page || lines[i-1].block != lines[i].block {
		return false
	}
	d := lines[i-1].y - lines[i].y
	return d > 0 && d < 2.2*lines[i].size
}

// hasSide reports a line of two pieces: a text, and one far at the right of it.
func (l *pdfLine) hasSide() bool {
	return l.parts == 2 && l.partX-l.mainX1 > 1.5*l.size && strings.Contains(l.text, "  ")
}

// takeSide cuts the piece at the right off a line and returns it as a line of its own.
func (l *pdfLine) takeSide() *pdfLine {
	at := strings.LastIndex(l.text, "  ")
	side := *l
	side.text, side.first, side.bullet, side.mark = l.text[at+2:], l.last, false, ""
	side.x0, side.textX, side.mainX1, side.parts = l.partX, l.partX, l.x1, 1
	l.text, l.last, l.x1, l.partX, l.parts = strings.TrimRight(l.text[:at], " "), l.mainEnd, l.mainX1, l.textX, 1
	return &side
}

// wordWidth is about the width of the first word of a line.
func (l *pdfLine) wordWidth() float64 {
	word, _, _ := strings.Cut(l.text, " ")
	return (l.mainX1 - l.textX) * float64(len(word)) / float64(max(1, len(l.text)))
}

// sideRun is an entry's title and the rows right below it whose texts at the right line up.
type sideRun struct {
	body, end, last int  // the rows of bullets or text beside such texts, and where the bullets or text end
	wraps           bool // its text wraps though there is room, but for the column at the right
}

// takeSideColumns takes the texts of a column at the right out of the bullets or the text that it stands beside, to the
// title above. liftSideDates did so with the dates of bullets; here are the rest, known by how the text wraps before them.
func takeSideColumns(lines []*pdfLine) {
	runs := sideRuns(lines, bodyLines(lines))
	if !slices.ContainsFunc(runs, func(r sideRun) bool { return r.wraps }) {
		return
	}
	for _, r := range runs {
		for _, l := range lines[r.body:r.end] {
			lines[r.body-1].text += "  " + l.takeSide().text
		}
	}
}

// bodyLines tells the lines of bullets and of running text from titles.
func bodyLines(lines []*pdfLine) []bool {
	body := make([]bool, len(lines))
	var item *pdfLine
	for i, l := range lines {
		switch {
		case l.bullet:
			body[i], item = true, l
		case !under(lines, i) || math.Abs(l.size-lines[i-1].size) > 0.04*l.size:
			item = nil
		case item != nil && math.Abs(l.x0-item.textX) < 0.6*l.size:
			body[i] = true
		case runsOn(lines[i-1], l, body[i-1]):
			body[i-1], body[i], item = true, true, nil
		default:
			item = nil
		}
	}
	return body
}

// runsOn reports the next line of a running text.
func runsOn(above, l *pdfLine, body bool) bool {
	return !above.bullet && !l.first.bold && l.first == above.mainEnd && math.Abs(l.x0-above.x0) < 0.4*l.size &&
		(body || startsLower(l.text) && above.mainX1-above.x0 > 12*l.size)
}

func sideRuns(lines []*pdfLine, body []bool) []sideRun {
	var runs []sideRun
	for i := 0; i < len(lines); {
		end := i + 1
		for end < len(lines) && lines[i].hasSide() && lines[end].hasSide() && under(lines, end) &&
			linedUp(lines[end-1], lines[end]) && (body[end] || !body[end-1]) {
			end++
		}
		if r := (sideRun{body: i, end: end}); end > i+1 && r.find(lines, body) {
			runs = append(runs, r)
		}
		i = end
	}
	return runs
}

// linedUp reports that the texts at the right of two lines share an edge.
func linedUp(a, b *pdfLine) bool {
	return math.Abs(a.x1-b.x1) < 2.5 || math.Abs(a.partX-b.partX) < 1
}

// find sets the extent of a run of rows; false: the texts at the right belong to the lines that they stand in.
func (r *sideRun) find(lines []*pdfLine, body []bool) bool {
	title := r.body
	for r.body < r.end && !body[r.body] {
		r.body++
	}
	if r.body == title || r.body == r.end {
		return false
	}
	for r.last = r.end; r.last < len(lines) && body[r.last] && under(lines, r.last); r.last++ {
	}
	x0, x1 := math.Inf(1), math.Inf(-1)
	for _, l := range lines[r.body:r.end] {
		x0, x1 = min(x0, l.partX), max(x1, l.x1)
	}
	for i := r.body; i < r.last; i++ {
		l := lines[i]
		if l.mainX1 > x0-0.5*l.size || i >= r.end && l.hasSide() && linedUp(l, lines[r.end-1]) {
			return false // the text runs as far as the column, or each bullet has a text of its own
		}
		if i > r.body && !l.bullet && startsLower(l.text) && lines[i-1].mainX1+l.wordWidth()+l.size < x1 {
			r.wraps = true
		}
	}
	return true
}

// moveTitleDates moves the date at the right of a title that wraps to the title's last line.
func moveTitleDates(lines []*pdfLine) {
	column := map[int]float64{} // where the dates begin that end at a place
	edge := func(l *pdfLine) int { return int(math.Round(l.x1 / 3)) }
	dated := func(l *pdfLine) bool {
		return l.hasSide() && isDate(l.text[strings.LastIndex(l.text, "  "):])
	}
	for _, l := range lines {
		if x, ok := column[edge(l)]; dated(l) && (!ok || l.partX < x) {
			column[edge(l)] = l.partX
		}
	}
	for i := 1; i < len(lines); i++ {
		l, next := lines[i-1], lines[i]
		if !under(lines, i) || !dated(l) || l.bullet || next.bullet || next.parts > 1 || !l.first.bold ||
			l.first != next.first || l.first != l.mainEnd || math.Abs(l.x0-next.x0) > 0.4*l.size ||
			l.mainX1+next.wordWidth()+1.3*l.size < column[edge(l)] {
			continue
		}
		side := l.takeSide()
		next.text += "  " + side.text
		next.partX, next.x1, next.last, next.parts = side.x0, side.x1, side.last, 2
		next.wrapped = true
	}
}

// partTitles parts section titles of columns that stand in one row because nothing else is in one of the columns.
func partTitles(lines []*pdfLine, headings float64) []*pdfLine {
	var out []*pdfLine
	for _, l := range lines {
		out = append(out, l)
		if headings == 0 || math.Abs(l.size-headings) > 0.05 || l.bullet || !l.hasSide() {
			continue
		}
		left := *l
		if right := left.takeSide(); short(&left) && short(right) {
			*l = left
			out = append(out, right)
		}
	}
	return out
}

// column is the lines of a block.
type column struct {
	lines  []*pdfLine
	x0, x1 float64
}

func (c column) width() float64 { return c.x1 - c.x0 }

func columnsOf(lines []*pdfLine) []column {
	var out []column
	for i, l := range lines {
		if i == 0 || l.block != lines[i-1].block || l.page != lines[i-1].page {
			out = append(out, column{x0: l.x0, x1: l.x1})
		}
		c := &out[len(out)-1]
		c.lines = append(c.lines, l)
		c.x0, c.x1 = min(c.x0, l.x0), max(c.x1, l.x1)
	}
	return out
}

// joinColumns puts a wide column that begins without a title right behind the column of the page before that it goes on
// from: else its entries would be read as those of the side column between them.
func joinColumns(lines []*pdfLine, headings float64) []*pdfLine {
	columns := columnsOf(lines)
	if headings == 0 || len(columns) > maxNearby {
		return lines
	}
	var order []column
	for _, c := range columns {
		at := len(order)
		if first := c.lines[0]; first.size < headings-0.05 && !first.foot {
			at = behind(order, c, headings)
		}
		order = slices.Insert(order, at, c)
	}
	out := make([]*pdfLine, 0, len(lines))
	for _, c := range order {
		out = append(out, c.lines...)
	}
	return out
}

// behind is the place of a column: behind the one that it goes on from, where only narrow ones beside that stand between, which
// have titles of their own.
func behind(order []column, c column, headings float64) int {
	for i := len(order) - 1; i >= 0; i-- {
		o := order[i]
		if o.lines[0].page == c.lines[0].page-1 && c.x0 > o.x0-3 && c.x0 < o.x0+2*c.lines[0].size && c.x1 < o.x1+10 {
			return i + 1
		}
		if o.lines[0].page == c.lines[0].page && o.lines[0].size < headings-0.05 || 1.3*o.width() > c.width() || o.x0 < c.x1 && c.x0 < o.x1 {
			break // columns of one text, or nothing that stands beside
		}
	}
	return len(order)
}
