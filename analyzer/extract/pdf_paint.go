package extract

import "math"

type point struct{ x, y float64 }

// box is an axis-parallel rectangle of the page.
type box struct{ x0, y0, x1, y1 float64 }

var noBox = box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

func (b *box) add(x, y float64) {
	b.x0, b.y0, b.x1, b.y1 = min(b.x0, x), min(b.y0, y), max(b.x1, x), max(b.y1, y)
}

func (b box) contains(x, y float64) bool { return b.x0 <= x && x <= b.x1 && b.y0 <= y && y <= b.y1 }

func (b box) covers(o box) bool { return b.x0 <= o.x0 && o.x1 <= b.x1 && b.y0 <= o.y0 && o.y1 <= b.y1 }

func (b box) cut(o box) box {
	return box{max(b.x0, o.x0), max(b.y0, o.y0), min(b.x1, o.x1), min(b.y1, o.y1)}
}

func (b box) area() float64 { return max(0, b.x1-b.x0) * max(0, b.y1-b.y0) }

// boxOf is the bounding box of a rectangle under a matrix.
func boxOf(m matrix, r box) box {
	b := noBox
	for _, p := range corners(r) {
		b.add(m.apply(p.x, p.y))
	}
	return b
}

func corners(r box) [4]point { return [4]point{{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}} }

// Limits of a page's paints, far above what a resume has. What goes beyond is not followed, and then text counts as seen.
const (
	maxPaints  = 20000
	maxCell    = 256       // paints of one cell of the page
	maxPoints  = 160       // points of one path
	gridSize   = 16        // cells along each side of the page
	maxBullet  = 14        // points: the largest bullet
	curveSteps = 4         // lines that stand for a curve
	maxChecks  = 100 << 20 // lines of outlines that a document's glyphs are compared with
)

// drawnPath is a path (8.5) under construction, in the coordinates of the page.
type drawnPath struct {
	bounds   box
	points   []point
	starts   []int // of its subpaths
	overflow bool
}

func (p *drawnPath) reset() {
	p.bounds, p.points, p.starts, p.overflow = noBox, p.points[:0], p.starts[:0], false
}

func (p *drawnPath) empty() bool { return p.bounds.x0 > p.bounds.x1 }

func (p *drawnPath) move(x, y float64) {
	p.starts = append(p.starts, len(p.points))
	if len(p.starts) > maxPoints {
		p.starts, p.overflow = p.starts[:maxPoints], true
	}
	p.line(x, y)
}

func (p *drawnPath) line(x, y float64) {
	p.bounds.add(x, y)
	if len(p.points) >= maxPoints {
		p.overflow = true
		return
	}
	if len(p.starts) == 0 {
		p.starts = append(p.starts, 0)
	}
	p.points = append(p.points, point{x, y})
}

// curve adds a Bézier curve (8.5.2.2) as a few lines.
func (p *drawnPath) curve(a, b, c point) {
	from := a
	if n := len(p.points); n > 0 {
		from = p.points[n-1]
	}
	for i := 1; i <= curveSteps; i++ {
		t := float64(i) / curveSteps
		u := 1 - t
		k0, k1, k2, k3 := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		p.line(k0*from.x+k1*a.x+k2*b.x+k3*c.x, k0*from.y+k1*a.y+k2*b.y+k3*c.y)
	}
}

// close ends the subpath with a line to its start.
func (p *drawnPath) close() {
	if n := len(p.starts); n > 0 && p.starts[n-1] < len(p.points) {
		start := p.points[p.starts[n-1]]
		if p.points[len(p.points)-1] != start {
			p.line(start.x, start.y)
		}
	}
}

// rectangle reports whether the path is one axis-parallel rectangle.
func (p *drawnPath) rectangle() bool {
	q := p.points
	if n := len(q); n == 5 && q[4] == q[0] {
		q = q[:4]
	}
	if p.overflow || len(p.starts) != 1 || len(q) != 4 {
		return false
	}
	same := func(a, b float64) bool { return math.Abs(a-b) < 0.01 }
	return same(q[0].x, q[1].x) && same(q[1].y, q[2].y) && same(q[2].x, q[3].x) && same(q[3].y, q[0].y) ||
		same(q[0].y, q[1].y) && same(q[1].x, q[2].x) && same(q[2].y, q[3].y) && same(q[3].x, q[0].x)
}

// painted is an area that something has been painted on.
type painted struct {
	box
	colour colour
	opaque bool // covers what is below it
	image  bool
	vague  bool    // it may not be painted at all places of its outline
	points []point // its outline; nil: the box
	starts []int
	even   bool    // inside by the even-odd rule (8.5.3.3)
	half   float64 // of a stroke: half its width; points are its line
}

// at reports whether a point lies in the paint.
func (p *painted) at(x, y float64) bool {
	if !p.box.contains(x, y) {
		return false
	}
	if p.points == nil {
		return true
	}
	if p.half > 0 {
		return p.onLine(x, y)
	}
	winding, crossings := 0, 0
	p.segments(func(a, b point) {
		if (a.y <= y) == (b.y <= y) || x >= a.x+(y-a.y)/(b.y-a.y)*(b.x-a.x) {
			return
		}
		crossings++
		if winding++; a.y > y {
			winding -= 2
		}
	}, true)
	if p.even {
		return crossings%2 == 1
	}
	return winding != 0
}

func (p *painted) onLine(x, y float64) bool {
	on := false
	p.segments(func(a, b point) {
		dx, dy := b.x-a.x, b.y-a.y
		t := 0.0
		if l := dx*dx + dy*dy; l > 0 {
			t = min(max(((x-a.x)*dx+(y-a.y)*dy)/l, 0), 1)
		}
		on = on || math.Hypot(x-a.x-t*dx, y-a.y-t*dy) <= p.half
	}, false)
	return on
}

// segments calls f for the lines of the outline.
func (p *painted) segments(f func(a, b point), closed bool) {
	for i, start := range p.starts {
		end := len(p.points)
		if i+1 < len(p.starts) {
			end = p.starts[i+1]
		}
		for j := start; j+1 < end; j++ {
			f(p.points[j], p.points[j+1])
		}
		if closed && end > start {
			f(p.points[end-1], p.points[start])
		}
	}
}

// hides reports whether the paint covers a rectangle wholly, so that nothing of it is seen.
func (p *painted) hides(b box) bool {
	if !p.opaque || p.vague || p.half > 0 || !p.box.covers(b) {
		return false
	}
	if p.points == nil {
		return true
	}
	for _, c := range corners(b) {
		if !p.at(c.x, c.y) {
			return false
		}
	}
	return p.at((b.x0+b.x1)/2, (b.y0+b.y1)/2)
}

// canvas is a page with what is painted on it, in order. It is cut into cells, so that what lies at a place is found at once.
type canvas struct {
	width, height float64
	paints        []painted
	cells         [][]int32 // the paints of each cell, by the rows of the page; nil until something is painted
	full          []bool    // cells with more paints than are followed
	overflow      bool
	missed        bool // a text lies where not all is known
	budget        *int // checks of the document so far
}

func (c *canvas) cell(x, y float64) int {
	column := min(max(int(x/c.width*gridSize), 0), gridSize-1)
	row := min(max(int(y/c.height*gridSize), 0), gridSize-1)
	return row*gridSize + column
}

// add puts a paint over all that is there.
func (c *canvas) add(p painted) {
	p.box = p.box.cut(box{0, 0, c.width, c.height})
	if !(p.x0 <= p.x1 && p.y0 <= p.y1) {
		return
	}
	if len(c.paints) >= maxPaints {
		c.overflow = true
		return
	}
	if c.cells == nil {
		c.cells, c.full = make([][]int32, gridSize*gridSize), make([]bool, gridSize*gridSize)
	}
	n := int32(len(c.paints))
	c.paints = append(c.paints, p)
	first, last := c.cell(p.x0, p.y0), c.cell(p.x1, p.y1)
	for row := first / gridSize; row <= last/gridSize; row++ {
		for column := first % gridSize; column <= last%gridSize; column++ {
			i := row*gridSize + column
			w, h := c.width/gridSize, c.height/gridSize
			if p.points == nil && p.hides(box{float64(column) * w, float64(row) * h, float64(column+1) * w, float64(row+1) * h}) {
				c.cells[i], c.full[i] = c.cells[i][:0], false // nothing below it matters any more
			}
			if len(c.cells[i]) >= maxCell {
				c.full[i] = true
				continue
			}
			c.cells[i] = append(c.cells[i], n)
		}
	}
}

// lost reports whether a text of the colour cannot be told from what is painted at the place. Where the paint at the top may
// be missing or lets through what is below it, both must be near to the text's colour.
func (c *canvas) lost(text colour, x, y float64) bool {
	if !text.known {
		return false
	}
	if c.overflow {
		c.missed = true
		return false
	}
	if c.cells != nil {
		i := c.cell(x, y)
		if c.full[i] {
			c.missed = true
			return false
		}
		list := c.cells[i]
		for j := len(list) - 1; j >= 0; j-- {
			p := &c.paints[list[j]]
			if *c.budget += 1 + len(p.points); *c.budget > maxChecks {
				c.missed = true
				return false
			}
			if !p.at(x, y) {
				continue
			}
			if !text.near(p.colour) {
				return false
			}
			if p.opaque && !p.vague {
				return true
			}
		}
	}
	return text.near(paper)
}

// coverOf is a paint, the number of which is at least from, that covers a rectangle wholly; nil where there is none.
func (c *canvas) coverOf(b box, from int) *painted {
	if from >= len(c.paints) || c.cells == nil {
		return nil
	}
	list := c.cells[c.cell((b.x0+b.x1)/2, (b.y0+b.y1)/2)]
	for j := len(list) - 1; j >= 0 && int(list[j]) >= from; j-- {
		p := &c.paints[list[j]]
		if *c.budget += 1 + 5*len(p.points); *c.budget > maxChecks {
			return nil
		}
		if p.hides(b) {
			return p
		}
	}
	return nil
}
