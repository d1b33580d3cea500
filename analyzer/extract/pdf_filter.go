package extract

import (
	"bytes"
	"compress/flate"
	"encoding/ascii85"
	"errors"
	"io"
	"sync"
)

// filter is a filter of a stream with its parameters (ISO 32000-1, 7.4).
type filter struct {
	name                              string
	predictor, colours, bits, columns int
	early                             bool
	crypt                             string // name of the crypt filter
}

// errFilter is the error for data that is a picture, or packed in a way that PDF does not have.
var errFilter = errors.New("its data is no text")

// applyFilters decodes data. Of damaged data it returns what could be read, with an error.
func applyFilters(data []byte, filters []filter) ([]byte, error) {
	var damage error
	for _, flt := range filters {
		switch flt.name {
		case "FlateDecode", "Fl":
			var err error
			if data, err = inflate(data); err != nil {
				damage = err
			}
			data = flt.unpredict(data)
		case "LZWDecode", "LZW":
			data = flt.unpredict(unLZW(data, flt.early))
		case "ASCIIHexDecode", "AHx":
			s := scanner{data: append([]byte{'<'}, data...)}
			data = s.hex()
		case "ASCII85Decode", "A85":
			data = unASCII85(data)
		case "RunLengthDecode", "RL":
			data = unRunLength(data)
		case "Crypt":
		default:
			return nil, errFilter
		}
	}
	return data, damage
}

// inflaters are used again: each has large tables.
var inflaters = sync.Pool{New: func() any { return flate.NewReader(nil) }}

// inflate reads as much as it can; the check sum and even the header may be wrong.
func inflate(data []byte) ([]byte, error) {
	trimmed := bytes.TrimLeft(data, "\r\n")
	if len(trimmed) <= 2 {
		return nil, nil
	}
	out, err := inflateRaw(trimmed[2:])
	if len(out) == 0 && err != nil { // without a header, or a header that ends with a line
		for _, rest := range [][]byte{trimmed, data[min(2, len(data)):]} {
			if out, err2 := inflateRaw(rest); len(out) > 0 {
				return out, err2
			}
		}
	}
	return out, err
}

func inflateRaw(data []byte) ([]byte, error) {
	r := inflaters.Get().(io.ReadCloser)
	defer inflaters.Put(r)
	r.(flate.Resetter).Reset(bytes.NewReader(data), nil)
	out := bytes.NewBuffer(make([]byte, 0, min(4*len(data)+512, maxStream)))
	_, err := out.ReadFrom(io.LimitReader(r, maxStream))
	if err == nil && out.Len() == maxStream {
		err = errors.New("larger than any resume's")
	}
	return out.Bytes(), err
}

func unASCII85(data []byte) []byte {
	data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~"))
	if i := bytes.IndexByte(data, '~'); i >= 0 {
		data = data[:i]
	}
	out, _ := io.ReadAll(io.LimitReader(ascii85.NewDecoder(bytes.NewReader(data)), maxStream))
	return out
}

func unRunLength(data []byte) []byte {
	var out []byte
	for i := 0; i < len(data) && data[i] != 128 && len(out) < maxStream; {
		n := int(data[i])
		i++
		if n < 128 {
			end := min(i+n+1, len(data))
			out = append(out, data[i:end]...)
			i = end
		} else if i < len(data) {
			out = append(out, bytes.Repeat(data[i:i+1], 257-n)...)
			i++
		}
	}
	return out
}

// unLZW decodes PDF's LZW (7.4.4): codes of 9 to 12 bits, 256 clears the table, 257 ends the data.
func unLZW(data []byte, early bool) []byte {
	var out []byte
	type entry struct{ start, n int } // a piece of out
	var table [4096]entry
	next, width := 258, 9
	change := 0
	if early {
		change = 1
	}
	bits, have := 0, 0
	for _, b := range data {
		bits, have = bits<<8|int(b), have+8
		if have < width {
			continue
		}
		c := bits >> (have - width) & (1<<width - 1)
		have -= width
		bits &= 1<<have - 1
		if c == 257 || len(out) > maxStream {
			break
		}
		if c == 256 {
			next, width = 258, 9
			continue
		}
		start := len(out)
		switch {
		case c < 256:
			out = append(out, byte(c))
		case c < next:
			e := table[c]
			for i := range e.n { // its last byte may be the first one appended here
				out = append(out, out[e.start+i])
			}
		default:
			return out
		}
		// The next entry is this piece and the first byte of the piece to come; it lies in out already.
		if next < 4096 {
			table[next] = entry{start, len(out) - start + 1}
			next++
		}
		if next+change > 1<<width && width < 12 {
			width++
		}
	}
	return out
}

// unpredict undoes the predictors (7.4.4.4).
func (flt *filter) unpredict(data []byte) []byte {
	if flt.predictor < 2 {
		return data
	}
	pixel := max(1, flt.colours*flt.bits/8)
	row := (flt.columns*flt.colours*flt.bits + 7) / 8
	if flt.predictor == 2 {
		if flt.bits == 8 {
			for i := range data {
				if i%row >= pixel {
					data[i] += data[i-pixel]
				}
			}
		}
		return data
	}
	return unPNG(data, min(row, len(data)), pixel)
}

func unPNG(data []byte, row, pixel int) []byte {
	out := make([]byte, 0, len(data))
	above := make([]byte, row)
	for len(data) > 1 {
		kind, line := data[0], append([]byte(nil), data[1:min(row+1, len(data))]...)
		data = data[1+len(line):]
		for i := range line {
			var left, corner byte
			if i >= pixel {
				left, corner = line[i-pixel], above[i-pixel]
			}
			switch kind {
			case 1:
				line[i] += left
			case 2:
				line[i] += above[i]
			case 3:
				line[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				line[i] += paeth(left, above[i], corner)
			}
		}
		out = append(out, line...)
		copy(above, line)
	}
	return out
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	da, db, dc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	if da <= db && da <= dc {
		return a
	}
	if db <= dc {
		return b
	}
	return c
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
