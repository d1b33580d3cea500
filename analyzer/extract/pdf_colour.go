package extract

import (
	"math"

	"github.com/ledongthuc/pdf"
)

// spaceFamily is what the components of a colour space mean (8.6).
type spaceFamily uint8

const (
	unknownSpace spaceFamily = iota
	graySpace
	rgbSpace
	cmykSpace
	indexedSpace
	tintSpace // Separation, DeviceN
)

// colourSpace is a colour space as far as it is followed.
type colourSpace struct {
	family spaceFamily
	base   *colourSpace // of Indexed the base, of a tint the alternate
	table  []byte       // of Indexed
	ends   [2][]float64 // of a tint with one component and an exponential function: C0 and C1
	power  float64      // its exponent
}

var deviceSpaces = map[string]colourSpace{
	"DeviceGray": {family: graySpace}, "CalGray": {family: graySpace}, "G": {family: graySpace},
	"DeviceRGB": {family: rgbSpace}, "CalRGB": {family: rgbSpace}, "RGB": {family: rgbSpace},
	"DeviceCMYK": {family: cmykSpace}, "CMYK": {family: cmykSpace},
}

func (s colourSpace) components() int {
	switch s.family {
	case graySpace, indexedSpace, tintSpace:
		return 1
	case rgbSpace:
		return 3
	case cmykSpace:
		return 4
	}
	return 0
}

// initial is the colour that a space starts with (8.6.5 and 8.6.6): black, or the full tint.
func (s colourSpace) initial() colour {
	switch s.family {
	case graySpace, rgbSpace:
		return black
	case cmykSpace:
		return black
	case indexedSpace:
		return s.colour([]float64{0})
	case tintSpace:
		return s.colour([]float64{1})
	}
	return colour{}
}

// colour is the colour of a space's components.
func (s colourSpace) colour(v []float64) colour {
	if s.family == unknownSpace || len(v) != s.components() {
		return colour{}
	}
	unit := func(x float64) float64 { return min(max(x, 0), 1) }
	switch s.family {
	case graySpace:
		g := unit(v[0])
		return colour{g, g, g, true}
	case rgbSpace:
		return colour{unit(v[0]), unit(v[1]), unit(v[2]), true}
	case cmykSpace: // 10.3.4, with black taken off by multiplication as screens show it
		k := 1 - unit(v[3])
		return colour{(1 - unit(v[0])) * k, (1 - unit(v[1])) * k, (1 - unit(v[2])) * k, true}
	case indexedSpace:
		n := s.base.components()
		i := int(v[0]) * n
		if n == 0 || i < 0 || i+n > len(s.table) {
			return colour{}
		}
		base := make([]float64, n)
		for j := range base {
			base[j] = float64(s.table[i+j]) / 255
		}
		return s.base.colour(base)
	case tintSpace:
		n := s.base.components()
		if n == 0 || len(s.ends[0]) != n || len(s.ends[1]) != n {
			return colour{}
		}
		t := math.Pow(unit(v[0]), s.power)
		base := make([]float64, n)
		for j := range base {
			base[j] = s.ends[0][j] + t*(s.ends[1][j]-s.ends[0][j])
		}
		return s.base.colour(base)
	}
	return colour{}
}

// maxSpaces bounds colour spaces within colour spaces.
const maxSpaces = 4

// readSpace reads a colour space (8.6): a name or an array.
func (f *pdfFile) readSpace(v pdf.Value, depth int) colourSpace {
	if s, ok := deviceSpaces[v.Name()]; ok {
		return s
	}
	if v.Kind() != pdf.Array || depth > maxSpaces {
		return colourSpace{}
	}
	switch family := v.Index(0).Name(); family {
	case "ICCBased":
		switch v.Index(1).Key("N").Int64() {
		case 1:
			return colourSpace{family: graySpace}
		case 3:
			if alternate := v.Index(1).Key("Alternate"); alternate.Kind() == pdf.Array && alternate.Index(0).Name() == "Lab" {
				return colourSpace{}
			}
			return colourSpace{family: rgbSpace}
		case 4:
			return colourSpace{family: cmykSpace}
		}
	case "Indexed", "I":
		base := f.readSpace(v.Index(1), depth+1)
		table := []byte(v.Index(3).RawString())
		if data, ok := f.stream(v.Index(3)); ok {
			table = data
		}
		return colourSpace{family: indexedSpace, base: &base, table: table}
	case "Separation":
		return f.readTint(v, depth)
	default:
		return deviceSpaces[family]
	}
	return colourSpace{}
}

// readTint reads a Separation (8.6.6.4) whose tint function is exponential (7.10.3), as nearly all are.
func (f *pdfFile) readTint(v pdf.Value, depth int) colourSpace {
	function := v.Index(3)
	if function.Key("FunctionType").Int64() != 2 {
		return colourSpace{}
	}
	base := f.readSpace(v.Index(2), depth+1)
	numbers := func(key string, standard float64) []float64 {
		list := function.Key(key)
		if list.Kind() != pdf.Array {
			return []float64{standard}
		}
		var out []float64
		for i := range min(list.Len(), 8) {
			out = append(out, list.Index(i).Float64())
		}
		return out
	}
	return colourSpace{family: tintSpace, base: &base, ends: [2][]float64{numbers("C0", 0), numbers("C1", 1)}, power: function.Key("N").Float64()}
}
