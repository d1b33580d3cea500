package extract

import (
	"math"
	"strings"

	"github.com/ledongthuc/pdf"
)

// matrix is a transformation: x' = ax + cy + e, y' = bx + dy + f (ISO 32000-1, 8.3.3).
type matrix struct{ a, b, c, d, e, f float64 }

// then is the transformation m followed by n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// glyph is one drawn character. Its coordinates are those of the page as shown, turned so that the text runs along x.
type glyph struct {
	text      string
	x, y, w   float64 // origin on the baseline, advance
	size      float64
	font      *pdfFont
	turn      uint8 // quarter turns of the text, counter-clockwise
	space     bool  // white space was drawn before it
	unread    bool  // a letter, and the font does not say which
	invisible bool  // drawn without paint (text render mode 3)
	white     bool  // drawn white with nothing darker below
}

// box is an axis-parallel rectangle of the page.
type box struct{ x0, y0, x1, y1 float64 }

var noBox = box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

func (b *box) add(x, y float64) {
	b.x0, b.y0, b.x1, b.y1 = min(b.x0, x), min(b.y0, y), max(b.x1, x), max(b.y1, y)
}

func (b *box) contains(x, y float64) bool { return b.x0 <= x && x <= b.x1 && b.y0 <= y && y <= b.y1 }

// colour is what must be known of a colour: whether it is white.
type colour struct {
	components int // of its colour space: 1, 3, 4; 0: not known
	white      bool
}

// gstate is the graphics state (8.4) as far as text needs it.
type gstate struct {
	ctm                        matrix
	font                       *pdfFont
	size, charSpace, wordSpace float64
	scale, leading, rise       float64
	mode                       int
	fill, stroke               colour
	lineWidth                  float64
}

// mark is a marked-content sequence (14.6).
type mark struct {
	start     int // index of its first glyph
	actual    string
	hasActual bool
}

const (
	maxForms  = 16  // forms within forms
	maxStates = 256 // saved graphics states
	maxPaints = 4000
	maxChecks = 50 << 20
	maxBullet = 14 // points: the largest bullet
)

// interpreter runs content streams and collects the glyphs they draw.
type interpreter struct {
	file      *pdfFile
	gs        gstate
	saved     []gstate
	tm, line  matrix // text matrix, text line matrix
	marks     []mark
	glyphs    []glyph
	images    int
	largest   float64 // area of the largest image
	outlines  int     // paths begun
	path      box
	paints    []box // painted areas that are not white
	checks    int   // of glyphs against paints
	shapes    []box // small painted areas: bullets may be drawn so
	rules     []box // wide lines: they part what stands above from what stands below
	operands  []operand
	resources pdf.Value
	fontCache map[string]*pdfFont // by name, of the resources at hand
	depth     int
}

func newInterpreter(f *pdfFile, p pdfPage) *interpreter {
	in := &interpreter{file: f}
	in.reset(p)
	return in
}

// reset sets the graphics state to what a page starts with.
func (in *interpreter) reset(p pdfPage) {
	in.gs = gstate{ctm: p.base(), scale: 1, lineWidth: 1, fill: colour{components: 1}, stroke: colour{components: 1}}
	in.saved, in.marks, in.path = nil, nil, noBox
}

// content reads a page's content: one stream or several, which count as one (7.8.2).
func (f *pdfFile) content(v pdf.Value) []byte {
	if v.Kind() != pdf.Array {
		data, _ := f.stream(v)
		return data
	}
	var all []byte
	for i := range v.Len() {
		part, _ := f.stream(v.Index(i))
		all = append(append(all, part...), '\n')
		if len(all) > maxStream {
			break
		}
	}
	return all
}

// run interprets one content stream.
func (in *interpreter) run(data []byte, resources pdf.Value) {
	outer, cache := in.resources, in.fontCache
	in.resources, in.fontCache = resources, map[string]*pdfFont{}
	defer func() { in.resources, in.fontCache = outer, cache }()
	s := scanner{data: data}
	ops := in.operands[:0:0]
	for {
		o := s.next()
		switch o.kind {
		case endOperand:
			return
		case closeOperand:
		case keywordOperand:
			if in.file.operations++; in.file.operations > maxOperations {
				return
			}
			if string(o.text) == "BI" {
				s.skipImage()
				in.image()
			} else {
				in.operands = ops
				in.operator(string(o.text))
			}
			ops = ops[:0]
		default:
			if len(ops) < 64 {
				ops = append(ops, o)
			}
		}
	}
}

// num is the i-th operand counted from the last, as a number.
func (in *interpreter) num(fromLast int) float64 {
	if i := len(in.operands) - 1 - fromLast; i >= 0 {
		return in.operands[i].num
	}
	return 0
}

func (in *interpreter) last() operand {
	if n := len(in.operands); n > 0 {
		return in.operands[n-1]
	}
	return operand{}
}

func (in *interpreter) matrixOperand() matrix {
	return matrix{in.num(5), in.num(4), in.num(3), in.num(2), in.num(1), in.num(0)}
}

// operator runs one operator (Annex A).
func (in *interpreter) operator(op string) {
	gs := &in.gs
	switch op {
	case "q":
		if len(in.saved) < maxStates {
			in.saved = append(in.saved, *gs)
		}
	case "Q":
		if n := len(in.saved); n > 0 {
			*gs, in.saved = in.saved[n-1], in.saved[:n-1]
		}
	case "cm":
		gs.ctm = in.matrixOperand().then(gs.ctm)
	case "w":
		gs.lineWidth = in.num(0)
	case "gs":
		in.extGState(string(in.last().text))
	case "Do":
		in.xobject(string(in.last().text))
	case "sh":
		in.paint(box{math.Inf(-1), math.Inf(-1), math.Inf(1), math.Inf(1)}, colour{})
	case "BMC", "BDC":
		in.beginMark()
	case "EMC":
		in.endMark()
	default:
		if !in.textOperator(op) && !in.pathOperator(op) {
			in.colourOperator(op)
		}
	}
}

// textOperator runs the operators of 9.3 and 9.4.
func (in *interpreter) textOperator(op string) bool {
	gs := &in.gs
	switch op {
	case "BT":
		in.tm, in.line = matrix{1, 0, 0, 1, 0, 0}, matrix{1, 0, 0, 1, 0, 0}
	case "ET":
	case "Tf":
		if len(in.operands) >= 2 {
			gs.size = in.num(0)
			gs.font = in.font(string(in.operands[len(in.operands)-2].text))
		}
	case "Tc":
		gs.charSpace = in.num(0)
	case "Tw":
		gs.wordSpace = in.num(0)
	case "Tz":
		gs.scale = in.num(0) / 100
	case "TL":
		gs.leading = in.num(0)
	case "Ts":
		gs.rise = in.num(0)
	case "Tr":
		gs.mode = int(in.num(0))
	case "Tm":
		in.line = in.matrixOperand()
		in.tm = in.line
	case "Td":
		in.moveLine(in.num(1), in.num(0))
	case "TD":
		gs.leading = -in.num(0)
		in.moveLine(in.num(1), in.num(0))
	case "T*":
		in.moveLine(0, -gs.leading)
	case "Tj":
		in.show(in.last().text)
	case "'":
		in.moveLine(0, -gs.leading)
		in.show(in.last().text)
	case "\"":
		gs.wordSpace, gs.charSpace = in.num(2), in.num(1)
		in.moveLine(0, -gs.leading)
		in.show(in.last().text)
	case "TJ":
		for _, o := range in.last().list {
			if o.kind == stringOperand {
				in.show(o.text)
			} else if gs.font != nil && gs.font.vertical {
				in.tm = matrix{1, 0, 0, 1, 0, -o.num / 1000 * gs.size}.then(in.tm)
			} else {
				in.tm = matrix{1, 0, 0, 1, -o.num / 1000 * gs.size * gs.scale, 0}.then(in.tm)
			}
		}
	default:
		return false
	}
	return true
}

func (in *interpreter) moveLine(x, y float64) {
	in.line = matrix{1, 0, 0, 1, x, y}.then(in.line)
	in.tm = in.line
}

// show draws a string (9.4.4).
func (in *interpreter) show(s []byte) {
	gs := &in.gs
	if gs.font == nil || len(in.glyphs)+in.file.glyphs > maxGlyphs {
		return
	}
	f := gs.font
	for len(s) > 0 {
		c, n := f.next(s)
		space := n == 1 && s[0] == ' '
		s = s[n:]
		in.draw(f, c)
		advance := c.width*gs.size + gs.charSpace
		if space {
			advance += gs.wordSpace
		}
		if f.vertical {
			in.tm = matrix{1, 0, 0, 1, 0, -(gs.size - gs.charSpace)}.then(in.tm)
		} else {
			in.tm.e += advance * gs.scale * in.tm.a
			in.tm.f += advance * gs.scale * in.tm.b
		}
	}
}

func (in *interpreter) draw(f *pdfFont, c char) {
	gs := &in.gs
	m := in.tm.then(gs.ctm)
	x, y := m.apply(0, gs.rise)
	dx, dy := gs.size*gs.scale*m.a, gs.size*gs.scale*m.b
	g := glyph{text: c.text, font: f, w: c.width * math.Hypot(dx, dy), size: math.Abs(gs.size) * math.Hypot(m.c, m.d) * f.height}
	if !(g.size > 0 && g.size < 1e5 && math.Abs(x) < 1e6 && math.Abs(y) < 1e6 && math.Abs(g.w) < 1e5) {
		return
	}
	g.turn = uint8(int(math.Round(math.Atan2(dy, dx)/(math.Pi/2)))+4) % 4
	g.invisible = gs.mode == 3 || gs.mode == 7
	if gs.mode%4 == 0 && gs.fill.white && in.checks < maxChecks {
		in.checks += len(in.paints)
		mx, my := x+dx*c.width/2+m.c*gs.size*0.25, y+dy*c.width/2+m.d*gs.size*0.25
		g.white = !in.painted(mx, my)
	}
	g.x, g.y = turned(x, y, g.turn)
	in.glyphs = append(in.glyphs, g)
}

// turned are the coordinates of a point when the page is turned so that text of the given turn runs along x.
func turned(x, y float64, turn uint8) (float64, float64) {
	switch turn {
	case 1:
		return y, -x
	case 2:
		return -x, -y
	case 3:
		return -y, x
	}
	return x, y
}

func (in *interpreter) painted(x, y float64) bool {
	for i := range in.paints {
		if in.paints[i].contains(x, y) {
			return true
		}
	}
	return false
}

// paint notes an area that is no longer the white of the paper.
func (in *interpreter) paint(b box, c colour) {
	if w, h := b.x1-b.x0, b.y1-b.y0; w > 0.8 && h > 0.8 && w < maxBullet && h < maxBullet && len(in.shapes) < maxPaints {
		in.shapes = append(in.shapes, b)
	} else if w > minRule && h < maxRule && len(in.rules) < maxPaints {
		in.rules = append(in.rules, b)
	}
	if !c.white && b.x0 <= b.x1 && len(in.paints) < maxPaints {
		in.paints = append(in.paints, b)
	}
}

func (in *interpreter) image() {
	in.images++
	b := noBox
	for _, p := range [][2]float64{{0, 0}, {0, 1}, {1, 0}, {1, 1}} {
		b.add(in.gs.ctm.apply(p[0], p[1]))
	}
	in.largest = max(in.largest, (b.x1-b.x0)*(b.y1-b.y0))
	in.paint(b, colour{})
}

// pathOperator follows paths (8.5) by their bounding boxes only.
func (in *interpreter) pathOperator(op string) bool {
	gs := &in.gs
	switch op {
	case "m", "l":
		if op == "m" {
			in.outlines++
		}
		in.path.add(gs.ctm.apply(in.num(1), in.num(0)))
	case "c", "v", "y":
		for i := 0; i+1 < len(in.operands); i += 2 {
			in.path.add(gs.ctm.apply(in.num(i+1), in.num(i)))
		}
	case "re":
		x, y := in.num(3), in.num(2)
		for _, p := range [][2]float64{{0, 0}, {0, 1}, {1, 0}, {1, 1}} {
			in.path.add(gs.ctm.apply(x+p[0]*in.num(1), y+p[1]*in.num(0)))
		}
	case "f", "F", "f*", "B", "B*", "b", "b*":
		in.paint(in.path, gs.fill)
		in.path = noBox
	case "S", "s":
		half := gs.lineWidth * math.Hypot(gs.ctm.a, gs.ctm.b) / 2
		in.paint(box{in.path.x0 - half, in.path.y0 - half, in.path.x1 + half, in.path.y1 + half}, gs.stroke)
		in.path = noBox
	case "n":
		in.path = noBox
	case "h", "W", "W*":
	default:
		return false
	}
	return true
}

// colourOperator follows the colour operators (8.6.8).
func (in *interpreter) colourOperator(op string) {
	c := &in.gs.fill
	if op[0] >= 'A' && op[0] <= 'Z' {
		c = &in.gs.stroke
	}
	switch op {
	case "g", "G":
		*c = colour{1, in.num(0) > 0.98}
	case "rg", "RG":
		*c = colour{3, in.num(0) > 0.98 && in.num(1) > 0.98 && in.num(2) > 0.98}
	case "k", "K":
		*c = colour{4, in.num(0)+in.num(1)+in.num(2)+in.num(3) < 0.05}
	case "cs", "CS":
		*c = colour{components: in.colourSpace(string(in.last().text))}
	case "sc", "SC", "scn", "SCN":
		switch {
		case c.components != len(in.operands) || in.last().kind != numberOperand:
			c.white = false
		case c.components == 4:
			c.white = in.num(0)+in.num(1)+in.num(2)+in.num(3) < 0.05
		default:
			c.white = true
			for i := range c.components {
				c.white = c.white && in.num(i) > 0.98
			}
		}
	}
}

// colourSpace is the number of components of a colour space in which white is known, or 0.
func (in *interpreter) colourSpace(name string) int {
	switch name {
	case "DeviceGray", "CalGray", "G":
		return 1
	case "DeviceRGB", "CalRGB", "RGB":
		return 3
	case "DeviceCMYK", "CMYK":
		return 4
	}
	n, _ := try(func() int {
		cs := in.resources.Key("ColorSpace").Key(name)
		kind := cs.Name()
		if cs.Kind() == pdf.Array {
			kind = cs.Index(0).Name()
		}
		switch kind {
		case "ICCBased":
			return int(cs.Index(1).Key("N").Int64())
		case "DeviceGray", "CalGray":
			return 1
		case "DeviceRGB", "CalRGB":
			return 3
		case "DeviceCMYK":
			return 4
		}
		return 0
	})
	return n
}

// extGState takes the font from a graphics state dictionary (8.4.5).
func (in *interpreter) extGState(name string) {
	try(func() bool {
		if f := in.resources.Key("ExtGState").Key(name).Key("Font"); f.Len() == 2 {
			in.gs.font, in.gs.size = in.file.loadFont(f.Index(0)), f.Index(1).Float64()
		}
		return true
	})
}

func (in *interpreter) font(name string) *pdfFont {
	if f, ok := in.fontCache[name]; ok {
		return f
	}
	f, ok := try(func() *pdfFont { return in.file.loadFont(in.resources.Key("Font").Key(name)) })
	if !ok {
		f = brokenFont()
	}
	in.fontCache[name] = f
	return f
}

// xobject draws a form (8.10) or notes an image.
func (in *interpreter) xobject(name string) {
	x, ok := try(func() pdf.Value { return in.resources.Key("XObject").Key(name) })
	if !ok || x.Kind() != pdf.Stream {
		return
	}
	if x.Key("Subtype").Name() == "Image" {
		in.image()
		return
	}
	if in.depth >= maxForms || x.Key("Subtype").Name() != "Form" {
		return
	}
	data, ok := in.file.stream(x)
	if !ok {
		return
	}
	m := matrix{1, 0, 0, 1, 0, 0}
	if v := x.Key("Matrix"); v.Len() == 6 {
		m = matrixValue(v)
	}
	in.form(data, x, m)
}

func matrixValue(v pdf.Value) matrix {
	n := func(i int) float64 { return v.Index(i).Float64() }
	return matrix{n(0), n(1), n(2), n(3), n(4), n(5)}
}

// form runs the content of a form under a matrix, and leaves the state as it was.
func (in *interpreter) form(data []byte, x pdf.Value, m matrix) {
	gs, saved, tm, line, marks, path := in.gs, in.saved, in.tm, in.line, in.marks, in.path
	in.saved, in.marks, in.path = nil, nil, noBox
	in.gs.ctm = m.then(in.gs.ctm)
	resources := x.Key("Resources")
	if resources.Kind() != pdf.Dict {
		resources = in.resources
	}
	in.depth++
	in.file.operations += 1000 // so that forms which call each other come to the limit soon
	in.run(data, resources)
	in.depth--
	in.gs, in.saved, in.tm, in.line, in.marks, in.path = gs, saved, tm, line, marks, path
}

// annotations draws what fields and text notes of a page show (12.5.5): the appearance stream fitted into the rectangle.
func (in *interpreter) annotations(list pdf.Value) {
	for i := range min(list.Len(), 1000) {
		try(func() bool {
			in.annotation(list.Index(i))
			return true
		})
	}
}

func (in *interpreter) annotation(a pdf.Value) {
	kind, flags := a.Key("Subtype").Name(), a.Key("F").Int64()
	if kind != "Widget" && kind != "FreeText" && kind != "Stamp" || flags&(2|32) != 0 { // hidden, no view
		return
	}
	x := a.Key("AP").Key("N")
	if x.Kind() == pdf.Dict {
		x = x.Key(a.Key("AS").Name())
	}
	rect, bbox := a.Key("Rect"), x.Key("BBox")
	data, ok := in.file.stream(x)
	if !ok || rect.Len() != 4 || bbox.Len() != 4 {
		return
	}
	m := matrix{1, 0, 0, 1, 0, 0}
	if v := x.Key("Matrix"); v.Len() == 6 {
		m = matrixValue(v)
	}
	from, to := noBox, noBox
	for c := range 4 {
		from.add(m.apply(bbox.Index(c&1*2).Float64(), bbox.Index(c&2+1).Float64()))
		to.add(rect.Index(c&1*2).Float64(), rect.Index(c&2+1).Float64())
	}
	sx, sy := 1.0, 1.0
	if from.x1 > from.x0 && from.y1 > from.y0 {
		sx, sy = (to.x1-to.x0)/(from.x1-from.x0), (to.y1-to.y0)/(from.y1-from.y0)
	}
	in.form(data, x, m.then(matrix{sx, 0, 0, sy, to.x0 - from.x0*sx, to.y0 - from.y0*sy}))
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
		if len(in.operands) >= 2 {
			try(func() bool {
				v := in.resources.Key("Properties").Key(string(o.text)).Key("ActualText")
				if v.Kind() == pdf.String {
					m.actual, m.hasActual = textString([]byte(v.RawString())), true
				}
				return true
			})
		}
	}
	if len(in.marks) < maxStates {
		in.marks = append(in.marks, m)
	}
}

// endMark puts ActualText (14.9.4) in the place of the glyphs it stands for, where they are one piece of a line.
func (in *interpreter) endMark() {
	if len(in.marks) == 0 {
		return
	}
	m := in.marks[len(in.marks)-1]
	in.marks = in.marks[:len(in.marks)-1]
	if strings.HasPrefix(m.actual, "\\") { // the name of a TeX macro that draws an icon
		m.actual = ""
	}
	if !m.hasActual || m.start >= len(in.glyphs) {
		return
	}
	part := in.glyphs[m.start:]
	first, end := part[0], part[0].x+part[0].w
	for _, g := range part[1:] {
		if g.turn != first.turn || math.Abs(g.y-first.y) > first.size {
			return
		}
		first.x, end = min(first.x, g.x), max(end, g.x+g.w)
	}
	first.w, first.text = end-first.x, cleanText(strings.ReplaceAll(m.actual, "\u00AD", softHyphen))
	if strings.TrimSpace(first.text) == "" && len(part) > 1 && m.actual != "" {
		return // a space for several glyphs: more likely a mistake than the truth
	}
	in.glyphs = append(in.glyphs[:m.start], first)
}
