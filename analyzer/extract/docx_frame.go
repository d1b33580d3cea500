package extract

import (
	"slices"
	"strconv"
	"strings"
)

// docxBox is a text box, and why it cannot be seen, or "".
type docxBox struct {
	content *node
	veil    string
}

// frameHides returns why a drawing cannot be seen, or "". DrawingML counts in EMU, 12,700 to the point; VML has CSS.
func frameHides(n *node, page float64) string {
	const emu = 12700
	x, width, height := 0., -1., -1.
	if extent := n.kid("extent"); extent != nil {
		width, height = pointsOf(extent.get("cx"), emu), pointsOf(extent.get("cy"), emu)
	}
	if offset := n.kid("positionH", "posOffset"); offset != nil {
		x = pointsOf(string(offset.text), emu)
	}
	for property := range strings.SplitSeq(n.get("style"), ";") {
		name, value, _ := strings.Cut(strings.ReplaceAll(property, " ", ""), ":")
		switch name {
		case "margin-left":
			x = measure(value)
		case "width":
			width = measure(value)
		case "height":
			height = measure(value)
		case "visibility":
			if value == "hidden" {
				return "hidden text"
			}
		}
	}
	if hidden := n.kid("docPr").get("hidden"); hidden == "1" || hidden == "true" {
		return "hidden text"
	}
	return off(x, width, height, page)
}

// pointsOf reads a number of units and returns it in points; -1 if it is none.
func pointsOf(s string, perPoint float64) float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil {
		return -1
	}
	return v / perPoint
}

// measure reads a length with its unit ("12pt", "1.5cm", "0") and returns it in points; -1 if it is none.
func measure(s string) float64 {
	for unit, points := range map[string]float64{"pt": 1, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72, "px": 0.75, "pc": 12} {
		if v, ok := strings.CutSuffix(s, unit); ok {
			return pointsOf(v, 1/points)
		}
	}
	if pointsOf(s, 1) == 0 {
		return 0
	}
	return -1
}

// control looks at the properties of a content control. A prompt that nobody has filled in is on the page, but the
// candidate did not write it.
func (d *docx) control(properties *node) {
	if properties.kid("w:showingPlcHdr").on() {
		d.prompts++
	}
}

// fieldMark follows the marks of a field: its code, then its result. Each entry of fields tells of a field that is open
// whether its result has begun.
func (d *docx) fieldMark(kind string) {
	const maxFields = 100
	switch last := len(d.fields) - 1; {
	case kind == "begin" && last < maxFields:
		d.fields = append(d.fields, false)
	case kind == "separate" && last >= 0:
		d.fields[last] = true
	case kind == "end" && last >= 0:
		d.fields = d.fields[:last]
	}
}

// inCode reports whether what is read is the result of a field within the code of another, which is not shown.
func (d *docx) inCode() bool {
	return len(d.fields) > 1 && slices.Contains(d.fields[:len(d.fields)-1], false)
}

// dropCodes forgets the fields whose code a paragraph leaves open: a mark that is missing must not swallow the rest.
func dropCodes(fields []bool) []bool {
	if i := slices.Index(fields, false); i >= 0 {
		return fields[:i]
	}
	return fields
}
