package analyzer

import (
	"strconv"
	"strings"
)

// spelled are the words that a number in words can begin or go on with.
var spelled = map[string]float64{
	"zero": 1e-9, "nought": 1e-9, "naught": 1e-9, "nil": 1e-9,
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
	"forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}

// spelledScales multiply what stands before them.
var spelledScales = map[string]float64{"thousand": 1e3, "k": 1e3, "grand": 1e3, "million": 1e6, "mil": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7}

// number is a number in words, as it is read.
type number struct {
	value float64
	last  int  // its last token
	year  bool // said as years are: "twenty nineteen"
}

// spelledAt reads the number in words that begins at token i: "twenty-two", "one point one million", "nought point eight one",
// "nineteen hundred", "a couple of million", "two hundred and ten", "three fifty", "two and a half".
func (s *Sentence) spelledAt(i int) (number, bool) {
	n, ok := s.roughAt(i)
	if !ok {
		n, ok = s.decimalAt(i)
	}
	if !ok {
		return n, false
	}
	for {
		next := s.afterHyphen(n.last)
		scale := spelledScales[s.norm(next)]
		if scale == 0 {
			break
		}
		n.value, n.last, n.year = n.value*scale, next, false
		rest := next + 1
		if s.norm(rest) == "and" {
			rest++
		}
		if low, ok := s.belowThousand(rest); ok && low.value < scale && low.value >= 1 && spelledScales[s.norm(low.last+1)] < scale {
			if m := spelledScales[s.norm(low.last+1)]; m > 0 {
				low.value, low.last = low.value*m, low.last+1
			}
			n.value, n.last = n.value+low.value, low.last
			n.year = scale == 1e3 && s.norm(next+1) == "and" && n.value > 1999 && n.value < 2040 && yearLeads[s.norm(i-1)]
		}
	}
	if s.norm(n.last+1) == "and" && s.norm(n.last+2) == "a" && (s.norm(n.last+3) == "half" || s.norm(n.last+3) == "quarter") {
		part := 0.5
		if s.norm(n.last+3) == "quarter" {
			part = 0.25
		}
		if scale := spelledScales[s.norm(n.last)]; scale > 0 {
			part *= scale
		}
		n.value, n.last = n.value+part, n.last+3
		if scale := spelledScales[s.norm(n.last+1)]; scale > 0 { // "four and a half million"
			n.value, n.last = n.value*scale, n.last+1
		}
	}
	if n.value < 1e-6 {
		n.value = 0
	}
	return n, true
}

var yearLeads = map[string]bool{"in": true, "since": true, "until": true, "from": true, "of": true, "by": true}

// afterHyphen is the token behind i, over a hyphen.
func (s *Sentence) afterHyphen(i int) int {
	if s.norm(i+1) == "-" {
		return i + 2
	}
	return i + 1
}

// roughAt reads "a couple of", "a few", "a dozen", "half a", "a" where a scale or a hundred stands behind.
func (s *Sentence) roughAt(i int) (number, bool) {
	at, value := i, 0.0
	switch s.norm(i) {
	case "a":
		switch s.norm(i + 1) {
		case "hundred":
			return s.hundredAt(i+1, 1)
		case "couple":
			at, value = i+1, 2
		case "few":
			at, value = i+1, 3
		case "dozen":
			return number{value: 12, last: i + 1}, true
		case "quarter":
			at, value = i+1, 0.25
		default:
			at, value = i, 1
		}
	case "couple":
		value = 2
	case "half":
		if s.norm(i+1) == "a" {
			at, value = i+1, 0.5
		}
	}
	if value == 0 {
		return number{}, false
	}
	next := at + 1
	if s.norm(next) == "of" {
		next++
	}
	if s.norm(i) == "a" && value == 0.25 && s.norm(next) == "a" {
		next++
	}
	switch w := s.norm(next); {
	case w == "hundred" && value > 1:
		return number{value: value * 100, last: next}, true
	case spelledScales[w] > 0 && w != "k":
		return number{value: value, last: next - 1}, true
	}
	return number{}, false
}

// decimalAt reads a number with what stands behind its point: "one point one", "point two five".
func (s *Sentence) decimalAt(i int) (number, bool) {
	n, ok := s.belowThousand(i)
	at := n.last + 1
	if !ok {
		if s.norm(i) != "point" {
			return n, false
		}
		at = i
	}
	if s.norm(at) != "point" {
		return n, ok
	}
	digits := ""
	for j := at + 1; j < len(s.Tokens); j++ {
		w := s.norm(j)
		switch v, known := spelled[w]; {
		case w == "oh" || known && v < 1:
			digits += "0"
		case known && v < 100:
			digits += strconv.Itoa(int(v))
			if v >= 20 && spelled[s.norm(s.afterHyphen(j))] >= 1 && spelled[s.norm(s.afterHyphen(j))] < 10 { // "point twenty-five"
				j = s.afterHyphen(j)
				digits = digits[:len(digits)-1] + strconv.Itoa(int(spelled[s.norm(j)]))
			}
		case j == at+1 && s.Tokens[j].Kind == Number && isDigit(w[len(w)-1]):
			digits += w
		default:
			j = len(s.Tokens)
			continue
		}
		at = j
	}
	if digits == "" {
		return n, ok
	}
	f, err := strconv.ParseFloat("0."+strings.ReplaceAll(digits, ".", ""), 64)
	if err != nil {
		return n, ok
	}
	if n.value < 1 {
		n.value = 0
	}
	return number{value: n.value + f, last: at}, true
}

// belowThousand reads a number without scale or point: "ninety-one", "two hundred and ten", "nineteen hundred", "three fifty", and
// years ("twenty nineteen").
func (s *Sentence) belowThousand(i int) (number, bool) {
	v, ok := spelled[s.norm(i)]
	if !ok {
		return number{last: i - 1}, false
	}
	if v == 100 {
		return s.hundredAt(i, 1)
	}
	n := s.belowHundred(i)
	next := s.afterHyphen(n.last)
	if s.norm(next) == "hundred" && n.value >= 1 {
		return s.hundredAt(next, n.value)
	}
	second, known := spelled[s.norm(next)]
	if !known || second < 10 || second == 100 || n.value < 1 || next != n.last+1 {
		return n, true
	}
	low := s.belowHundred(next)
	switch {
	case n.value < 10 && n.last == i: // "three fifty"; "one forty"
		return number{value: n.value*100 + low.value, last: low.last}, true
	case n.value == 19 || n.value == 20: // "nineteen ninety-eight", "twenty twenty-three"
		return number{value: n.value*100 + low.value, last: low.last, year: true}, true
	}
	return n, true
}

// belowHundred reads "ninety", "ninety-one", "ninety one"; token i is a number below a hundred.
func (s *Sentence) belowHundred(i int) number {
	n := number{value: spelled[s.norm(i)], last: i}
	if n.value >= 20 {
		next := s.afterHyphen(i)
		if one := spelled[s.norm(next)]; one >= 1 && one < 10 {
			n.value, n.last = n.value+one, next
		}
	}
	return n
}

// hundredAt reads what stands behind "hundred" at token i, times of them.
func (s *Sentence) hundredAt(i int, times float64) (number, bool) {
	n := number{value: times * 100, last: i}
	next := i + 1
	if s.norm(next) == "and" {
		next++
	}
	if v, ok := spelled[s.norm(next)]; ok && v >= 1 && v < 100 {
		low := s.belowHundred(next)
		n.value, n.last = n.value+low.value, low.last
	}
	return n, true
}
