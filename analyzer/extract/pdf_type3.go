package extract

import (
	"bytes"

	"github.com/ledongthuc/pdf"
)

// type3Font is what draws the glyphs of a Type 3 font: a content stream each (9.6.5).
type type3Font struct {
	font  pdf.Value
	names [256]string
	m     matrix
	blank [256]bool     // procedures that are known to draw no text
	plain map[byte]bool // whether a procedure takes the text's colour
}

func readType3(v pdf.Value) *type3Font {
	t := &type3Font{font: v, m: matrix{0.001, 0, 0, 0.001, 0, 0}, plain: map[byte]bool{}}
	if m := v.Key("FontMatrix"); m.Len() == 6 {
		t.m = matrixValue(m)
	}
	for c, name := range differences(v) {
		t.names[c] = name
	}
	return t
}

// drawType3 runs the procedure of a glyph that has no text of its own: it may draw text with another font.
func (in *interpreter) drawType3(f *pdfFont, c byte, m matrix) bool {
	t := in.type3[f]
	if t == nil || t.blank[c] || in.depth >= maxForms {
		return false
	}
	data := in.procedure(t, c)
	before := len(in.glyphs)
	if bytes.Contains(data, []byte("BT")) {
		gs := in.gs
		in.gs.ctm = matrix{1, 0, 0, 1, 0, 0}
		scale := matrix{gs.size * gs.scale, 0, 0, gs.size, 0, gs.rise}
		in.form(data, t.font, t.m.then(scale).then(m))
		in.gs = gs
	}
	t.blank[c] = len(in.glyphs) == before
	return !t.blank[c]
}

// coloured reports whether a glyph's procedure sets its own colours (d0 rather than d1): the text's colour says nothing then.
func (t *type3Font) coloured(in *interpreter, c byte) bool {
	if t == nil {
		return false
	}
	plain, ok := t.plain[c]
	if !ok {
		data := in.procedure(t, c)
		plain = bytes.Contains(data[:min(len(data), 200)], []byte("d1"))
		t.plain[c] = plain
	}
	return !plain
}

func (in *interpreter) procedure(t *type3Font, c byte) []byte {
	data, _ := try(func() []byte {
		data, _ := in.file.stream(t.font.Key("CharProcs").Key(t.names[c]))
		return data
	})
	return data
}
