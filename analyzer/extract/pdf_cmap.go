package extract

import (
	"sort"
	"unicode/utf16"
)

// code is a character code of a font: its value and how many bytes it has.
type code struct {
	value uint32
	n     int
}

// codeRange is a range of codes of one length and what it maps to: text or the first of as many CIDs.
type codeRange struct {
	lo, hi uint32
	n      int
	text   []uint16   // of lo; later codes count up its last unit
	each   [][]uint16 // or one text for each code
	cid    uint32
}

// cmap maps character codes to Unicode (a ToUnicode CMap, ISO 32000-1, 9.10.3) or to CIDs (9.7.5).
type cmap struct {
	spaces []codeRange // codespace ranges
	single map[code][]uint16
	ranges []codeRange // sorted by n, lo
	cids   []codeRange
}

const maxRanges = 1 << 18

// parseCMap reads the operators of a CMap that matter here, whatever stands around them.
func parseCMap(data []byte) *cmap {
	m := &cmap{single: map[code][]uint16{}}
	s := scanner{data: data}
	var ops []operand
	for {
		o := s.next()
		if o.kind == endOperand {
			break
		}
		if o.kind != keywordOperand {
			if len(ops) < maxRanges {
				ops = append(ops, o)
			}
			continue
		}
		switch string(o.text) {
		case "endcodespacerange":
			m.addSpaces(ops)
		case "endbfchar":
			m.addChars(ops)
		case "endbfrange":
			m.addRanges(ops)
		case "endcidrange":
			m.addCIDs(ops, 3)
		case "endcidchar":
			m.addCIDs(ops, 2)
		}
		ops = ops[:0]
	}
	sortRanges(m.ranges)
	sortRanges(m.cids)
	return m
}

func toCode(b []byte) code {
	c := code{n: len(b)}
	for _, x := range b {
		c.value = c.value<<8 | uint32(x)
	}
	return c
}

func toUnits(b []byte) []uint16 {
	if len(b) == 1 { // against the standard, but seen
		return []uint16{uint16(b[0])}
	}
	var u []uint16
	for i := 0; i+1 < len(b) && i < 64; i += 2 {
		u = append(u, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return u
}

func (m *cmap) addSpaces(ops []operand) {
	for i := 0; i+1 < len(ops); i += 2 {
		lo, hi := toCode(ops[i].text), toCode(ops[i+1].text)
		if lo.n >= 1 && lo.n <= 4 && len(m.spaces) < 1000 {
			m.spaces = append(m.spaces, codeRange{lo: lo.value, hi: hi.value, n: lo.n})
		}
	}
}

func (m *cmap) addChars(ops []operand) {
	for i := 0; i+1 < len(ops); i += 2 {
		if len(m.single) >= maxRanges || ops[i].kind != stringOperand {
			continue
		}
		switch to := ops[i+1]; to.kind {
		case stringOperand:
			m.single[toCode(ops[i].text)] = toUnits(to.text)
		case nameOperand:
			if s, ok := glyphText(string(to.text)); ok {
				m.single[toCode(ops[i].text)] = utf16.Encode([]rune(s))
			}
		}
	}
}

func (m *cmap) addRanges(ops []operand) {
	for i := 0; i+2 < len(ops) && len(m.ranges) < maxRanges; i += 3 {
		lo, hi := toCode(ops[i].text), toCode(ops[i+1].text)
		r := codeRange{lo: lo.value, hi: hi.value, n: lo.n}
		switch dst := ops[i+2]; dst.kind {
		case stringOperand:
			r.text = toUnits(dst.text)
		case listOperand:
			for _, o := range dst.list {
				r.each = append(r.each, toUnits(o.text))
			}
		}
		m.ranges = append(m.ranges, r)
	}
}

// addCIDs adds cidrange (three operands an entry) or cidchar (two).
func (m *cmap) addCIDs(ops []operand, n int) {
	for i := 0; i+n-1 < len(ops) && len(m.cids) < maxRanges; i += n {
		lo, hi := toCode(ops[i].text), toCode(ops[i+n-2].text)
		m.cids = append(m.cids, codeRange{lo: lo.value, hi: hi.value, n: lo.n, cid: uint32(max(0, ops[i+n-1].num))})
	}
}

// find returns the last range that starts at or before c and holds it; of ranges within others it looks back a little.
func find(ranges []codeRange, c code) *codeRange {
	i := sort.Search(len(ranges), func(i int) bool {
		return ranges[i].n > c.n || ranges[i].n == c.n && ranges[i].lo > c.value
	}) - 1
	for back := 0; i >= 0 && back < 100 && ranges[i].n == c.n; i, back = i-1, back+1 {
		if c.value <= ranges[i].hi {
			return &ranges[i]
		}
	}
	return nil
}

// include adds what another CMap has besides.
func (m *cmap) include(base *cmap) {
	m.spaces = append(m.spaces, base.spaces...)
	m.cids = append(base.cids, m.cids...) // of equal starts the last counts
	sortRanges(m.cids)
}

func sortRanges(r []codeRange) {
	sort.SliceStable(r, func(i, j int) bool { return r[i].n < r[j].n || r[i].n == r[j].n && r[i].lo < r[j].lo })
}

// has reports whether the CMap has text for a code.
func (m *cmap) has(c code) bool {
	if m == nil {
		return false
	}
	_, ok := m.unicode(c)
	return ok
}

// unicode returns the text of a code; ok is false where the CMap has none. Some CMaps write codes longer or shorter than
// the font has them.
func (m *cmap) unicode(c code) (text string, ok bool) {
	if text, ok = m.exact(c); ok {
		return text, true
	}
	for _, n := range []int{2, 1} {
		if n != c.n {
			if text, ok = m.exact(code{c.value, n}); ok {
				return text, true
			}
		}
	}
	return "", false
}

func (m *cmap) exact(c code) (text string, ok bool) {
	u, ok := m.single[c]
	if !ok {
		r := find(m.ranges, c)
		if r == nil {
			return "", false
		}
		switch i := c.value - r.lo; {
		case r.each != nil:
			if int(i) < len(r.each) {
				u, ok = r.each[i], true
			}
		case len(r.text) > 0:
			u = append([]uint16(nil), r.text...)
			u[len(u)-1] += uint16(i)
			ok = true
		}
	}
	return string(utf16.Decode(u)), ok
}

func (m *cmap) cid(c code) (uint32, bool) {
	if r := find(m.cids, c); r != nil {
		return r.cid + c.value - r.lo, true
	}
	return 0, false
}

// next takes the first code of s by the codespace ranges (9.7.6.2); without a match it takes as many bytes as the
// shortest range has.
func (m *cmap) next(s []byte, fallback int) code {
	shortest := 0
	for n := 1; n <= 4 && n <= len(s); n++ {
		c := toCode(s[:n])
		for _, r := range m.spaces {
			if r.n == n && inSpace(c.value, r) {
				return c
			}
			if shortest == 0 || r.n < shortest {
				shortest = r.n
			}
		}
	}
	if shortest == 0 {
		shortest = fallback
	}
	return toCode(s[:min(shortest, len(s))])
}

// inSpace compares byte by byte, as codespace ranges are rectangles.
func inSpace(v uint32, r codeRange) bool {
	for shift := 0; shift < 8*r.n; shift += 8 {
		b, lo, hi := v>>shift&255, r.lo>>shift&255, r.hi>>shift&255
		if b < lo || b > hi {
			return false
		}
	}
	return true
}
