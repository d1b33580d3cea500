package extract

import (
	"bytes"
	"compress/flate"
	"encoding/ascii85"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"
)

// decodeStream decodes a stream of an unencrypted file where the object layer gives up: filters it does not know
// (ISO 32000-1, 7.4), damaged data, wrong lengths. It panics like the object layer when nothing can be read.
func (f *pdfFile) decodeStream(v pdf.Value) []byte {
	// The place of the data in the file stands at the end of the value's text.
	text := v.String()
	at, err := strconv.Atoi(text[strings.LastIndexByte(text, '@')+1:])
	if err != nil || at < 0 || at >= len(f.data) {
		panic(errors.New("a stream outside the file"))
	}
	data := f.data[at:]
	if n, ok := try(func() int64 { return v.Key("Length").Int64() }); ok && n > 0 && n <= int64(len(data)) &&
		bytes.HasPrefix(bytes.TrimLeft(data[n:], "\r\n "), []byte("endstream")) {
		data = data[:n]
	} else if i := bytes.Index(data, []byte("endstream")); i >= 0 {
		data = data[:i]
	}
	filter, parms := v.Key("Filter"), v.Key("DecodeParms")
	if filter.Kind() == pdf.Name {
		return applyFilter(data, filter.Name(), parms)
	}
	for i := range min(filter.Len(), 8) {
		data = applyFilter(data, filter.Index(i).Name(), parms.Index(i))
	}
	return data
}

func applyFilter(data []byte, name string, parms pdf.Value) []byte {
	switch name {
	case "FlateDecode", "Fl":
		return unpredict(inflate(data), parms)
	case "LZWDecode", "LZW":
		early := parms.Key("EarlyChange")
		return unpredict(unLZW(data, early.IsNull() || early.Int64() == 1), parms)
	case "ASCIIHexDecode", "AHx":
		s := scanner{data: append([]byte{'<'}, data...)}
		return s.hex()
	case "ASCII85Decode", "A85":
		return unASCII85(data)
	case "RunLengthDecode", "RL":
		return unRunLength(data)
	case "Crypt":
		return data
	}
	panic(errors.New("filter " + name))
}

// inflate reads as much as it can; the check sum and even the header may be wrong.
func inflate(data []byte) []byte {
	data = bytes.TrimLeft(data, "\r\n")
	if len(data) > 2 {
		data = data[2:]
	}
	out, _ := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(data)), maxStream))
	return out
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
func unpredict(data []byte, parms pdf.Value) []byte {
	predictor := parms.Key("Predictor").Int64()
	if predictor < 2 {
		return data
	}
	number := func(key string, fallback int) int {
		if v := parms.Key(key); v.Kind() == pdf.Integer && v.Int64() > 0 && v.Int64() < 1<<20 {
			return int(v.Int64())
		}
		return fallback
	}
	colours, bits := number("Colors", 1), number("BitsPerComponent", 8)
	pixel := max(1, colours*bits/8)
	row := (number("Columns", 1)*colours*bits + 7) / 8
	if predictor == 2 {
		if bits == 8 {
			for i := range data {
				if i%row >= pixel {
					data[i] += data[i-pixel]
				}
			}
		}
		return data
	}
	return unPNG(data, row, pixel)
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
