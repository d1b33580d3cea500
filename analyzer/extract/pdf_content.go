package extract

import (
	"math"
	"slices"

	"github.com/ledongthuc/pdf"

	"redflag/analyzer"
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
	text    string
	x, y, w float64 // origin on the baseline, advance
	size    float64
	font    *pdfFont
	turn    uint8  // quarter turns of the text, counter-clockwise
	space   bool   // white space was drawn before it
	unread  bool   // a letter, and the font does not say which
	unseen  reason // why a reader does not see it; 0: it is seen
	below   int32  // paints on the page when it was drawn
}

// gstate is the graphics state (8.4) as far as text needs it.
type gstate struct {
	ctm                        matrix
	font                       *pdfFont
	size, charSpace, wordSpace float64
	scale, leading, rise       float64
	mode                       int
	fill, stroke               colour
	fillSpace, strokeSpace     colourSpace
	fillAlpha, strokeAlpha     float64
	groupAlpha                 float64 // of the transparency groups around (11.6.6)
	mixed, masked              bool    // by a blend mode, a soft mask: how it looks is not known
	lineWidth                  float64
	clip                       box
	clipVague                  bool      // the clip is smaller than its box
	clipText                   *textClip // the clip that text made last
}

// textClip is text drawn as a clip (9.3.6): it is seen by what is painted through it.
type textClip struct{ start, end int }

const (
	maxForms  = 16  // forms within forms
	maxStates = 256 // saved graphics states
	maxShapes = 4000
)

// interpreter runs content streams and collects the glyphs they draw.
type interpreter struct {
	file       *pdfFile
	gs         gstate
	saved      []gstate
	tm, line   matrix // text matrix, text line matrix
	marks      []mark
	glyphs     []glyph
	masks      []glyph // of soft masks
	links      []linkArea
	images     int
	largest    float64 // area of the largest image
	outlines   int     // paths begun
	path       drawnPath
	clipNext   bool // the path becomes the clip once it is painted (8.5.4)
	canvas     canvas
	page       box
	layers     *layers
	off        int               // marks and forms around that are switched off
	overlay    reason            // why nothing of an annotation is seen
	textStart  int               // glyphs before the text object
	notes      []analyzer.Hidden // what annotations and ActualText say without showing it
	type3      map[*pdfFont]*type3Font
	shapes     []box // small painted areas: bullets may be drawn so
	rules      []box // wide lines: they part what stands above from what stands below
	operands   []operand
	resources  pdf.Value
	fontCache  map[string]*pdfFont // by name, of the resources at hand
	spaceCache map[string]colourSpace
	depth      int
}

func newInterpreter(f *pdfFile, p pdfPage) *interpreter {
	w, h := p.size()
	in := &interpreter{file: f, page: box{0, 0, w, h}, layers: f.shownLayers(), type3: map[*pdfFont]*type3Font{}}
	in.canvas = canvas{width: w, height: h, budget: &f.checks}
	in.reset(p)
	return in
}

// reset sets the graphics state to what a page starts with.
func (in *interpreter) reset(p pdfPage) {
	gray := colourSpace{family: graySpace}
	in.gs = gstate{
		ctm: p.base(), scale: 1, lineWidth: 1, fill: black, stroke: black, fillSpace: gray, strokeSpace: gray,
		fillAlpha: 1, strokeAlpha: 1, groupAlpha: 1, clip: in.page,
	}
	in.saved, in.marks, in.off = nil, nil, 0
	in.path.reset()
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
	outer, cache, spaces := in.resources, in.fontCache, in.spaceCache
	in.resources, in.fontCache, in.spaceCache = resources, map[string]*pdfFont{}, map[string]colourSpace{}
	defer func() { in.resources, in.fontCache, in.spaceCache = outer, cache, spaces }()
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
				in.image(false)
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
		in.paint(painted{box: in.gs.clip, vague: true})
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
		in.textStart = len(in.glyphs)
	case "ET":
		if gs.mode >= 4 && len(in.glyphs) > in.textStart {
			gs.clipText, gs.clipVague = &textClip{in.textStart, len(in.glyphs)}, true
		}
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
		raw := s[0]
		space := n == 1 && raw == ' '
		s = s[n:]
		in.draw(f, c, raw)
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

func (in *interpreter) draw(f *pdfFont, c char, raw byte) {
	gs := &in.gs
	m := in.tm.then(gs.ctm)
	x, y := m.apply(0, gs.rise)
	dx, dy := gs.size*gs.scale*m.a, gs.size*gs.scale*m.b
	g := glyph{text: c.text, font: f, w: c.width * math.Hypot(dx, dy), size: math.Abs(gs.size) * math.Hypot(m.c, m.d) * f.height}
	if !(g.size > 0 && g.size < 1e5 && math.Abs(x) < 1e6 && math.Abs(y) < 1e6 && math.Abs(g.w) < 1e5) {
		return
	}
	g.turn = uint8(int(math.Round(math.Atan2(dy, dx)/(math.Pi/2)))+4) % 4
	g.x, g.y = turned(x, y, g.turn)
	if c.text == "" && in.drawType3(f, raw, m) {
		return
	}
	g.below = int32(len(in.canvas.paints))
	g.unseen = in.unseen(&g, raw)
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

// paint puts a painted area on the page, as far as the clip lets it through.
func (in *interpreter) paint(p painted) {
	gs := &in.gs
	if in.off > 0 || in.overlay != seen || p.x0 > p.x1 {
		return
	}
	p.box = p.box.cut(gs.clip)
	p.vague = p.vague || gs.clipVague
	p.opaque = p.opaque && !gs.mixed && !gs.masked
	in.canvas.add(p)
	if t := gs.clipText; t != nil {
		in.throughText(t, p.colour)
	}
}

// shape notes a small painted area.
func (in *interpreter) shape(b box) {
	if w, h := b.x1-b.x0, b.y1-b.y0; in.off == 0 && w > 0.8 && h > 0.8 && w < maxBullet && h < maxBullet && len(in.shapes) < maxShapes {
		in.shapes = append(in.shapes, b)
	} else if w > minRule && h < maxRule && len(in.rules) < maxPaints {
		in.rules = append(in.rules, b)
	}
}

func (in *interpreter) image(opaque bool) {
	in.images++
	unit := box{0, 0, 1, 1}
	p := painted{box: boxOf(in.gs.ctm, unit), image: true, opaque: opaque && in.gs.fillAlpha*in.gs.groupAlpha > 0.99}
	if m := in.gs.ctm; math.Abs(m.b)+math.Abs(m.c) > 1e-6 && math.Abs(m.a)+math.Abs(m.d) > 1e-6 {
		for _, c := range corners(unit) {
			x, y := m.apply(c.x, c.y)
			p.points = append(p.points, point{x, y})
		}
		p.starts = []int{0}
	}
	in.largest = max(in.largest, p.box.area())
	in.shape(p.box)
	in.paint(p)
}

// pathOperator follows the operators of paths (8.5).
func (in *interpreter) pathOperator(op string) bool {
	gs := &in.gs
	at := func(fromLast int) point {
		x, y := gs.ctm.apply(in.num(fromLast+1), in.num(fromLast))
		return point{x, y}
	}
	switch op {
	case "m":
		in.outlines++
		in.path.move(at(0).x, at(0).y)
	case "l":
		in.path.line(at(0).x, at(0).y)
	case "c":
		in.path.curve(at(4), at(2), at(0))
	case "v":
		from := at(2)
		if n := len(in.path.points); n > 0 {
			from = in.path.points[n-1]
		}
		in.path.curve(from, at(2), at(0))
	case "y":
		in.path.curve(at(2), at(0), at(0))
	case "re":
		x, y := in.num(3), in.num(2)
		for i, c := range corners(box{x, y, x + in.num(1), y + in.num(0)}) {
			x, y := gs.ctm.apply(c.x, c.y)
			if i == 0 {
				in.path.move(x, y)
			} else {
				in.path.line(x, y)
			}
		}
	case "f", "F", "f*", "B", "B*", "b", "b*":
		in.shape(in.path.bounds)
		in.fillPath(op[len(op)-1] == '*')
		if op[0] == 'B' || op[0] == 'b' {
			in.strokePath(op[0] == 'b')
		}
		in.endPath()
	case "S", "s":
		half := gs.lineWidth * math.Hypot(gs.ctm.a, gs.ctm.b) / 2
		in.shape(box{in.path.bounds.x0 - half, in.path.bounds.y0 - half, in.path.bounds.x1 + half, in.path.bounds.y1 + half})
		in.strokePath(op == "s")
		in.endPath()
	case "n":
		in.endPath()
	case "W", "W*":
		in.clipNext = true
	case "h":
		in.path.close()
	default:
		return false
	}
	return true
}

func (in *interpreter) fillPath(even bool) {
	p := painted{box: in.path.bounds, colour: in.gs.fill, even: even, vague: in.path.overflow}
	p.opaque = in.gs.fill.known && in.gs.fillAlpha*in.gs.groupAlpha > 0.99
	if !in.path.rectangle() && !in.path.overflow {
		p.points, p.starts = slices.Clone(in.path.points), slices.Clone(in.path.starts)
	}
	in.paint(p)
}

func (in *interpreter) strokePath(closed bool) {
	if closed {
		in.path.close()
	}
	gs := &in.gs
	half := max(gs.lineWidth*math.Hypot(gs.ctm.a, gs.ctm.b)/2, 0.1)
	b := in.path.bounds
	p := painted{box: box{b.x0 - half, b.y0 - half, b.x1 + half, b.y1 + half}, colour: gs.stroke, half: half, vague: in.path.overflow}
	p.opaque = gs.stroke.known && gs.strokeAlpha*gs.groupAlpha > 0.99
	if !in.path.overflow {
		if len(in.path.points) == 2 && (b.x0 == b.x1 || b.y0 == b.y1) { // a thick line is a bar
			p.half = 0
		} else {
			p.points, p.starts = slices.Clone(in.path.points), slices.Clone(in.path.starts)
		}
	}
	in.paint(p)
}

// endPath ends the path, which may have been set as the clip (8.5.4).
func (in *interpreter) endPath() {
	if gs := &in.gs; in.clipNext && !in.path.empty() {
		gs.clip = gs.clip.cut(in.path.bounds)
		gs.clipVague = gs.clipVague || !in.path.rectangle()
	}
	in.clipNext = false
	in.path.reset()
}

// colourOperator follows the colour operators (8.6.8).
func (in *interpreter) colourOperator(op string) {
	c, space := &in.gs.fill, &in.gs.fillSpace
	if op[0] >= 'A' && op[0] <= 'Z' {
		c, space = &in.gs.stroke, &in.gs.strokeSpace
	}
	switch op {
	case "g", "G":
		*space = colourSpace{family: graySpace}
	case "rg", "RG":
		*space = colourSpace{family: rgbSpace}
	case "k", "K":
		*space = colourSpace{family: cmykSpace}
	case "cs", "CS":
		*space = in.colourSpace(string(in.last().text))
		*c = space.initial()
		return
	case "sc", "SC", "scn", "SCN":
	default:
		return
	}
	var values [4]float64
	if n := len(in.operands); n > len(values) || n > 0 && in.last().kind != numberOperand {
		*c = colour{} // a pattern, or more components than are followed
		return
	}
	for i, o := range in.operands {
		values[i] = o.num
	}
	*c = space.colour(values[:len(in.operands)])
}

// colourSpace is a colour space by its name or the name of a resource.
func (in *interpreter) colourSpace(name string) colourSpace {
	if s, ok := deviceSpaces[name]; ok {
		return s
	}
	if s, ok := in.spaceCache[name]; ok {
		return s
	}
	s, _ := try(func() colourSpace { return in.file.readSpace(in.resources.Key("ColorSpace").Key(name), 0) })
	in.spaceCache[name] = s
	return s
}

// extGState takes the font and the transparency from a graphics state dictionary (8.4.5).
func (in *interpreter) extGState(name string) {
	try(func() bool {
		gs, d := &in.gs, in.resources.Key("ExtGState").Key(name)
		if f := d.Key("Font"); f.Len() == 2 {
			gs.font, gs.size = in.file.loadFont(f.Index(0)), f.Index(1).Float64()
		}
		for key, alpha := range map[string]*float64{"ca": &gs.fillAlpha, "CA": &gs.strokeAlpha} {
			if v := d.Key(key); v.Kind() == pdf.Integer || v.Kind() == pdf.Real {
				*alpha = v.Float64()
			}
		}
		if w := d.Key("LW"); !w.IsNull() {
			gs.lineWidth = w.Float64()
		}
		mode, mask := d.Key("BM"), d.Key("SMask")
		if mode.Kind() == pdf.Array {
			mode = mode.Index(0)
		}
		if m := mode.Name(); m != "" {
			gs.mixed = m != "Normal" && m != "Compatible"
		}
		if !mask.IsNull() {
			gs.masked = mask.Kind() == pdf.Dict
			in.maskText(mask.Key("G"))
		}
		return true
	})
}

func (in *interpreter) font(name string) *pdfFont {
	if f, ok := in.fontCache[name]; ok {
		return f
	}
	f, ok := try(func() *pdfFont {
		v := in.resources.Key("Font").Key(name)
		f := in.file.loadFont(v)
		if v.Key("Subtype").Name() == "Type3" && in.type3[f] == nil {
			in.type3[f] = readType3(v)
		}
		return f
	})
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
	if in.layers.hides(x.Key("OC")) {
		in.off++
		defer func() { in.off-- }()
	}
	if x.Key("Subtype").Name() == "Image" {
		transparent := !x.Key("SMask").IsNull() || !x.Key("Mask").IsNull() || x.Key("ImageMask").Bool() || x.Key("SMaskInData").Int64() != 0
		in.image(!transparent)
		return
	}
	if in.depth >= maxForms || x.Key("Subtype").Name() != "Form" {
		return
	}
	in.drawForm(x)
}

func (in *interpreter) drawForm(x pdf.Value) {
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

// maskText collects the text of a soft mask's group (11.6.5.3): it is seen by what is painted through it, as browsers set text
// in a gradient.
func (in *interpreter) maskText(group pdf.Value) {
	if group.Kind() != pdf.Stream || in.depth >= maxForms || len(in.masks)+in.file.glyphs > maxGlyphs {
		return
	}
	glyphs, images := in.glyphs, in.images
	in.glyphs = nil
	in.off++
	in.drawForm(group)
	in.off--
	in.masks = append(in.masks, in.glyphs...)
	in.glyphs, in.images = glyphs, images
}

func matrixValue(v pdf.Value) matrix {
	n := func(i int) float64 { return v.Index(i).Float64() }
	return matrix{n(0), n(1), n(2), n(3), n(4), n(5)}
}

// form runs the content of a form under a matrix, clipped to its box (8.10.1), and leaves the state as it was.
func (in *interpreter) form(data []byte, x pdf.Value, m matrix) {
	gs, saved, tm, line, marks, off, start := in.gs, in.saved, in.tm, in.line, in.marks, in.off, in.textStart
	in.saved, in.marks = nil, nil
	in.path.reset()
	in.gs.ctm = m.then(in.gs.ctm)
	if b, ok := boxValue(x.Key("BBox")); ok {
		in.gs.clip = in.gs.clip.cut(boxOf(in.gs.ctm, b))
	}
	if x.Key("Group").Kind() == pdf.Dict {
		in.gs.groupAlpha *= in.gs.fillAlpha
		in.gs.fillAlpha, in.gs.strokeAlpha = 1, 1
	}
	resources := x.Key("Resources")
	if resources.Kind() != pdf.Dict {
		resources = in.resources
	}
	in.depth++
	in.file.operations += 1000 // so that forms which call each other come to the limit soon
	in.run(data, resources)
	in.depth--
	in.gs, in.saved, in.tm, in.line, in.marks, in.off, in.textStart = gs, saved, tm, line, marks, off, start
	in.path.reset()
}

// boxValue reads a rectangle (7.9.5); an empty one counts as none.
func boxValue(v pdf.Value) (box, bool) {
	if v.Len() != 4 {
		return box{}, false
	}
	b := noBox
	b.add(v.Index(0).Float64(), v.Index(1).Float64())
	b.add(v.Index(2).Float64(), v.Index(3).Float64())
	return b, b.x1 > b.x0 && b.y1 > b.y0
}
