package extract

import (
	"bytes"
	"math"
	"slices"
	"strings"
)

// operandKind is the type of an object in a content stream or a CMap.
type operandKind uint8

const (
	endOperand operandKind = iota // the stream is over
	numberOperand
	stringOperand
	nameOperand
	listOperand    // an array, or in a content stream a dictionary as a flat list of keys and values
	keywordOperand // an operator
	closeOperand   // the end of an array or dictionary
	dictOperand    // in a file: a dictionary as a flat list of keys and values
	refOperand     // in a file: a reference, num is the object's number
)

// operand is one object of a content stream (ISO 32000-1, 7.8.2), or of a file.
type operand struct {
	kind operandKind
	num  float64
	text []byte // of a string, name or keyword
	list []operand
}

const (
	maxNesting = 32      // arrays within arrays
	maxItems   = 1 << 19 // items of all arrays of one object
)

// scanner splits the bytes of a content stream or CMap into objects (ISO 32000-1, 7.2 and 7.3). It never fails: bytes
// that are no object are skipped.
type scanner struct {
	data  []byte
	pos   int
	file  bool      // the bytes are objects of a file: there are references and dictionaries
	stack []operand // items of the arrays that are open
	items int       // of the arrays of the object at hand
}

func isPDFSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0 || c == '\f'
}

// regular reports a byte that belongs to a name, number or keyword.
var regular = func() (t [256]bool) {
	for c := range t {
		t[c] = !isPDFSpace(byte(c)) && bytes.IndexByte([]byte("()<>[]{}/%"), byte(c)) < 0
	}
	return t
}()

func (s *scanner) next() operand {
	s.items = 0
	return s.object(0)
}

func (s *scanner) object(depth int) operand {
	for s.pos < len(s.data) {
		c := s.data[s.pos]
		switch {
		case isPDFSpace(c):
			s.pos++
		case c == '%':
			for s.pos < len(s.data) && s.data[s.pos] != '\n' && s.data[s.pos] != '\r' {
				s.pos++
			}
		case c == '/':
			s.pos++
			return operand{kind: nameOperand, text: unescapeName(s.word())}
		case c == '(':
			return operand{kind: stringOperand, text: s.literal()}
		case c == '<' && s.peek(1) != '<':
			return operand{kind: stringOperand, text: s.hex()}
		case c == '[' || c == '<':
			s.pos++
			if c == '<' {
				s.pos++
			}
			l := s.list(depth)
			if c == '<' && s.file {
				l.kind = dictOperand
			}
			return l
		case c == ']':
			s.pos++
			return operand{kind: closeOperand}
		case c == '>':
			s.pos++
			if s.peek(0) == '>' {
				s.pos++
			}
			return operand{kind: closeOperand}
		case !regular[c]: // a stray bracket
			s.pos++
		default:
			w := s.word()
			if n, ok := number(w); ok {
				return operand{kind: numberOperand, num: n}
			}
			return operand{kind: keywordOperand, text: w}
		}
	}
	return operand{}
}

func (s *scanner) peek(n int) byte {
	if s.pos+n < len(s.data) {
		return s.data[s.pos+n]
	}
	return 0
}

func (s *scanner) word() []byte {
	start := s.pos
	for s.pos < len(s.data) && regular[s.data[s.pos]] {
		s.pos++
	}
	return s.data[start:s.pos]
}

func (s *scanner) list(depth int) operand {
	start := len(s.stack)
	for depth < maxNesting {
		o := s.object(depth + 1)
		if o.kind == closeOperand || o.kind == endOperand {
			break
		}
		if o.kind == keywordOperand && neverInArray[string(o.text)] { // it is never closed
			s.pos -= len(o.text)
			break
		}
		if s.file && o.kind == keywordOperand {
			if n := len(s.stack); string(o.text) == "R" && n >= start+2 && s.stack[n-1].kind == numberOperand && s.stack[n-2].kind == numberOperand {
				s.stack[n-2].kind = refOperand
				s.stack = s.stack[:n-1]
				continue
			}
		}
		if s.items++; s.items <= maxItems {
			s.stack = append(s.stack, o)
		}
	}
	list := slices.Clone(s.stack[start:])
	s.stack = s.stack[:start]
	return operand{kind: listOperand, list: list}
}

// endsObject holds the keywords of a file that never stand within an object, neverInArray also operators of content streams
// and CMaps.
var (
	endsObject   = wordSet("obj endobj stream endstream xref trailer startxref")
	neverInArray = wordSet(`obj endobj stream endstream xref trailer startxref TJ Tj Tf Td TD Tm T* BT ET BDC BMC EMC Do cm
		beginbfchar endbfchar beginbfrange endbfrange begincodespacerange endcodespacerange endcmap`)
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// literal reads a string in parentheses (7.3.4.2).
func (s *scanner) literal() []byte {
	s.pos++
	depth := 1
	if i := bytes.IndexAny(s.data[s.pos:], "()\\\r"); i >= 0 && s.data[s.pos+i] == ')' {
		text := s.data[s.pos : s.pos+i]
		s.pos += i + 1
		return text
	}
	var text []byte
	for s.pos < len(s.data) {
		c := s.data[s.pos]
		s.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return text
			}
		case '\r':
			if s.peek(0) == '\n' {
				s.pos++
			}
			c = '\n'
		case '\\':
			var ok bool
			if c, ok = s.escape(); !ok {
				continue
			}
		}
		text = append(text, c)
	}
	return text
}

// escape reads what follows a backslash; ok is false for a line continuation.
func (s *scanner) escape() (c byte, ok bool) {
	c = s.peek(0)
	s.pos++
	switch c {
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case '\n':
		return 0, false
	case '\r':
		if s.peek(0) == '\n' {
			s.pos++
		}
		return 0, false
	}
	if c < '0' || c > '7' {
		return c, true
	}
	n := int(c - '0')
	for i := 0; i < 2 && s.peek(0) >= '0' && s.peek(0) <= '7'; i++ {
		n = n*8 + int(s.peek(0)-'0')
		s.pos++
	}
	return byte(n), true
}

func (s *scanner) hex() []byte {
	s.pos++
	var text []byte
	high, half := 0, false
	for s.pos < len(s.data) {
		c := s.data[s.pos]
		s.pos++
		if c == '>' {
			break
		}
		d := hexDigit(c)
		if d < 0 {
			continue
		}
		if half {
			text = append(text, byte(high<<4|d))
		}
		high, half = d, !half
	}
	if half {
		text = append(text, byte(high<<4))
	}
	return text
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// unescapeName undoes #xx in a name (7.3.5).
func unescapeName(name []byte) []byte {
	if bytes.IndexByte(name, '#') < 0 {
		return name
	}
	var out []byte
	for i := 0; i < len(name); i++ {
		if name[i] == '#' && i+2 < len(name) && hexDigit(name[i+1]) >= 0 && hexDigit(name[i+2]) >= 0 {
			out = append(out, byte(hexDigit(name[i+1])<<4|hexDigit(name[i+2])))
			i += 2
		} else {
			out = append(out, name[i])
		}
	}
	return out
}

// number reads a number as leniently as viewers do: "1.2.3" and "12-3" stop at the odd byte, "--5" is -5.
func number(w []byte) (float64, bool) {
	i, sign := 0, 1.0
	for i < len(w) && (w[i] == '+' || w[i] == '-') {
		if w[i] == '-' {
			sign = -1
		}
		i++
	}
	n, scale, digits, dot := 0.0, 1.0, 0, false
	for ; i < len(w); i++ {
		c := w[i]
		if c >= '0' && c <= '9' {
			n = n*10 + float64(c-'0')
			if dot {
				scale *= 10
			}
			digits++
		} else if c == '.' && !dot {
			dot = true
		} else {
			break
		}
	}
	if digits == 0 && !(dot && i == len(w)) || i < len(w) && w[i] != '.' && w[i] != '-' {
		return 0, false
	}
	if n = sign * n / scale; math.IsNaN(n) || math.Abs(n) > 1e12 {
		n = 0
	}
	return n, true
}

// skipImage moves behind an inline image (8.9.7): after ID one space, the data, then EI between white space. Data may
// hold "EI" by chance, so what follows must look like text of a content stream.
func (s *scanner) skipImage() {
	for { // the image's dictionary
		o := s.next()
		if o.kind == endOperand {
			return
		}
		if o.kind == keywordOperand && string(o.text) == "ID" {
			break
		}
	}
	s.pos++
	for s.pos < len(s.data) {
		i := bytes.Index(s.data[s.pos:], []byte("EI"))
		if i < 0 {
			s.pos = len(s.data)
			return
		}
		at := s.pos + i
		s.pos = at + 2
		if at > 0 && isPDFSpace(s.data[at-1]) && looksLikeContent(s.data[s.pos:]) {
			return
		}
	}
}

func looksLikeContent(rest []byte) bool {
	if len(rest) > 0 && !isPDFSpace(rest[0]) {
		return false
	}
	for _, c := range rest[:min(len(rest), 12)] {
		if c > 126 || c < ' ' && !isPDFSpace(c) || c == 0 {
			return false
		}
	}
	return true
}
