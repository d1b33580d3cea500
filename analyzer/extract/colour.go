package extract

import "math"

// colour is a colour in RGB, from 0 to 1; known is false for patterns, images and colour spaces that are not followed.
type colour struct {
	r, g, b float64
	known   bool
}

var (
	black = colour{known: true}
	paper = colour{1, 1, 1, true}
)

// maxContrast is the contrast ratio, as WCAG 2.2 defines it (1 to 21), below which text cannot be told from what is behind it.
// Light gray #f5f5f5 on white has 1.09, the light gray #ccc of designers 1.6.
const maxContrast = 1.1

// maxDifference is how far the red, green or blue of two colours may lie apart that look alike: yellow and white differ
// little in luminance, and yet are seen.
const maxDifference = 0.1

// luminance is the relative luminance of WCAG 2.2.
func (c colour) luminance() float64 {
	linear := func(v float64) float64 {
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}

// near reports whether a person cannot tell the colours apart. A colour that is not known is near to none.
func (c colour) near(d colour) bool {
	if !c.known || !d.known || math.Abs(c.r-d.r) > maxDifference || math.Abs(c.g-d.g) > maxDifference || math.Abs(c.b-d.b) > maxDifference {
		return false
	}
	if c == d {
		return true
	}
	a, b := c.luminance(), d.luminance()
	return (max(a, b)+0.05)/(min(a, b)+0.05) < maxContrast
}
