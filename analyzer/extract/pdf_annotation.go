package extract

import (
	"strings"

	"github.com/ledongthuc/pdf"

	"redflag/analyzer"
)

// Flags of annotations (12.5.3) and of fields (12.7.3).
const (
	hiddenFlag   = 1 << 1
	noViewFlag   = 1 << 5
	passwordFlag = 1 << 13
)

// annotations draws what the annotations of a page show (12.5), and records what they hold but do not show.
func (in *interpreter) annotations(list pdf.Value) {
	form := in.file.Trailer().Key("Root").Key("AcroForm")
	needed, _ := try(func() bool { return form.Key("NeedAppearances").Bool() })
	for i := range min(list.Len(), 1000) {
		try(func() bool {
			a := list.Index(i)
			in.overlay, in.off = seen, 0
			if a.Key("F").Int64()&(hiddenFlag|noViewFlag) != 0 {
				in.overlay = hiddenAnnotation
			} else if in.layers.hides(a.Key("OC")) {
				in.off = 1
			}
			in.annotation(a, needed)
			return true
		})
	}
	in.overlay, in.off = seen, 0
}

func (in *interpreter) annotation(a pdf.Value, needed bool) {
	switch a.Key("Subtype").Name() {
	case "Widget":
		value := fieldValue(a)
		if value != "" && needed || !in.appearance(a) {
			in.typeIn(a.Key("Rect"), value)
		}
	case "FreeText":
		if !in.appearance(a) {
			in.typeIn(a.Key("Rect"), textString([]byte(a.Key("Contents").RawString())))
		}
	case "Link":
		in.linkTo(a)
	case "Stamp":
		in.appearance(a)
	case "Text", "Highlight", "Underline", "Squiggly", "StrikeOut", "Caret", "Square", "Circle", "Line", "Polygon", "PolyLine", "Ink":
		in.note(a)
	}
}

// note records the text of a note, which is read only once its icon or mark is clicked (12.5.6.4).
func (in *interpreter) note(a pdf.Value) {
	text := strings.Join(strings.Fields(textString([]byte(a.Key("Contents").RawString()))), " ")
	if text != "" && a.Key("StateModel").IsNull() { // else the state of a review, not its words
		in.notes = append(in.notes, analyzer.Hidden{Text: strings.ToValidUTF8(text, "\uFFFD"), Why: "closed note"})
	}
}

// appearance draws the appearance stream fitted into the rectangle (12.5.5).
func (in *interpreter) appearance(a pdf.Value) bool {
	x := a.Key("AP").Key("N")
	if x.Kind() == pdf.Dict {
		x = x.Key(a.Key("AS").Name())
	}
	bbox, ok := boxValue(x.Key("BBox"))
	to, ok2 := boxValue(a.Key("Rect"))
	data, ok3 := in.file.stream(x)
	if !ok || !ok2 || !ok3 {
		return false
	}
	m := matrix{1, 0, 0, 1, 0, 0}
	if v := x.Key("Matrix"); v.Len() == 6 {
		m = matrixValue(v)
	}
	from := boxOf(m, bbox)
	sx, sy := 1.0, 1.0
	if from.x1 > from.x0 && from.y1 > from.y0 {
		sx, sy = (to.x1-to.x0)/(from.x1-from.x0), (to.y1-to.y0)/(from.y1-from.y0)
	}
	in.form(data, x, m.then(matrix{sx, 0, 0, sy, to.x0 - from.x0*sx, to.y0 - from.y0*sy}))
	return true
}

// fieldValue is the text that a field shows: of a text field or a choice, inherited from its parents (12.7.3.1).
func fieldValue(a pdf.Value) string {
	var kind string
	var value pdf.Value
	flags := int64(0)
	for range 8 {
		if kind == "" {
			kind = a.Key("FT").Name()
		}
		if value.IsNull() {
			value = a.Key("V")
		}
		flags |= a.Key("Ff").Int64()
		if a = a.Key("Parent"); a.Kind() != pdf.Dict {
			break
		}
	}
	if kind != "Tx" && kind != "Ch" || kind == "Tx" && flags&passwordFlag != 0 || value.Kind() != pdf.String {
		return ""
	}
	return textString([]byte(value.RawString()))
}

// typeIn sets a text into a rectangle, as a viewer does where there is no appearance.
func (in *interpreter) typeIn(rect pdf.Value, text string) {
	b, ok := boxValue(rect)
	if !ok || strings.TrimSpace(text) == "" || len(text)+len(in.glyphs)+in.file.glyphs > maxGlyphs {
		return
	}
	b = boxOf(in.gs.ctm, b)
	size := min(10, 0.7*(b.y1-b.y0))
	why := in.overlay
	if in.off > 0 {
		why = switchedOff
	}
	font := brokenFont()
	y := b.y1 - size
	if h := b.y1 - b.y0; h < 2.5*size { // a single line stands in the middle
		y = b.y0 + (h-0.7*size)/2
	}
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		x := b.x0 + 2
		for _, word := range strings.Fields(line) {
			width := 0.0
			for _, r := range word {
				width += guessWidth(r, false) * size
			}
			if x+width > b.x1 && x > b.x0+2 {
				x, y = b.x0+2, y-1.2*size
			}
			for _, r := range word {
				w := guessWidth(r, false) * size
				in.glyphs = append(in.glyphs, glyph{text: runeText(r), x: x, y: y, w: w, size: size, font: font, unseen: why, below: maxPaints})
				x += w
			}
			x += 0.28 * size
		}
		y -= 1.2 * size
	}
}
