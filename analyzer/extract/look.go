package extract

import (
	"strconv"
	"strings"
)

// paint is a colour on a page of a word processor: 1 + 0xRRGGBB, or one of the two below.
type paint int32

const (
	unset   paint = 0  // not said: automatic, or that of what lies behind
	unclear paint = -1 // a picture, a pattern or a gradient: whether words stand out from it cannot be told
	white   paint = 1 + 0xFFFFFF
)

func paintOf(red, green, blue int) paint { return paint(1 + red<<16 + green<<8 + blue) }

// hexPaint reads "RRGGBB", with or without "#"; anything else ("auto", "transparent") is unset.
func hexPaint(s string) paint {
	s = strings.TrimPrefix(s, "#")
	rgb, err := strconv.ParseUint(s, 16, 32)
	if err != nil || len(s) != 6 {
		return unset
	}
	return paint(1 + rgb)
}

// over returns p where it is set, and else what lies behind it.
func (p paint) over(behind paint) paint {
	if p == unset {
		return behind
	}
	return p
}

// near reports whether two colours cannot be told apart on paper.
func (p paint) near(q paint) bool {
	if p <= 0 || q <= 0 {
		return false
	}
	return p.colour().near(q.colour())
}

func (p paint) colour() colour {
	part := func(shift int) float64 { return float64((p-1)>>shift&0xFF) / 255 }
	return colour{part(16), part(8), part(0), true}
}

// look is how a run of text is drawn, as far as it may hide it.
type look struct {
	vanish, clear bool // hidden by its own property; fully transparent
	ink, back     paint
	size          float64 // points; 0: not said
}

// hides returns why text that looks so cannot be seen on what lies behind it, or "".
func (l look) hides(behind paint) string {
	switch {
	case l.vanish:
		return "hidden text"
	case l.clear:
		return "fully transparent"
	case l.size > 0 && l.size < 2:
		return strconv.FormatFloat(l.size, 'f', -1, 64) + " pt"
	case l.ink.near(l.back.over(behind)):
		return "colour of the background"
	}
	return ""
}
