package analyzer

import (
	"strconv"
	"strings"
)

// Unit is what a quantity counts.
type Unit uint8

const (
	Count    Unit = iota // a bare number: "0.88", "10K"
	Percent              // "23%", "5 percentage points", "30 bps"
	Factor               // "3x", "twofold", "by half", "an order of magnitude"
	Money                // "$2M", "40k euros"
	Duration             // "800 ms", "two weeks"
	Bytes                // "500 GB"
	Rate                 // "12k rps"
)

// Quantity is a number with its unit in a sentence, in any of its shapes. Versions, dates, grades, ranks and
// ordinals are none.
type Quantity struct {
	First, Last int // tokens of the sentence, inclusive
	Value       float64
	Unit        Unit
	Joined      bool // written as the first part of a compound: "a 30-minute call", "10-node cluster"
}

// Span is the quantity's place in the text.
func (q Quantity) Span(s *Sentence) Span {
	return Span{s.Tokens[q.First].Start, s.Tokens[q.Last].End}
}

var numberWords = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
	"forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "dozen": 12, "dozens": 24, "hundreds": 200,
	"thousands": 2000, "millions": 2e6,
}

var scales = map[string]float64{
	"hundred": 100, "thousand": 1e3, "k": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "million": 1e6, "millions": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
	"billions": 1e9, "t": 1e12, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7, "mil": 1e6,
}

// units maps what is written behind a number to its unit and its size in the unit's base (seconds, bytes).
var units = map[string]struct {
	unit Unit
	size float64
}{
	"%": {Percent, 1}, "percent": {Percent, 1}, "pct": {Percent, 1}, "percentage": {Percent, 1}, "pp": {Percent, 1}, "ppt": {Percent, 1},
	"bps": {Percent, 0.01}, "pts": {Percent, 1}, "points": {Percent, 1}, "point": {Percent, 1},
	"x": {Factor, 1}, "×": {Factor, 1}, "times": {Factor, 1}, "fold": {Factor, 1},
	"ns": {Duration, 1e-9}, "us": {Duration, 1e-6}, "µs": {Duration, 1e-6}, "ms": {Duration, 1e-3}, "msec": {Duration, 1e-3}, "millisecond": {Duration, 1e-3}, "milliseconds": {Duration, 1e-3},
	"s": {Duration, 1}, "sec": {Duration, 1}, "secs": {Duration, 1}, "second": {Duration, 1}, "seconds": {Duration, 1},
	"min": {Duration, 60}, "mins": {Duration, 60}, "minute": {Duration, 60}, "minutes": {Duration, 60},
	"h": {Duration, 3600}, "hr": {Duration, 3600}, "hrs": {Duration, 3600}, "hour": {Duration, 3600}, "hours": {Duration, 3600},
	"d": {Duration, 86400}, "day": {Duration, 86400}, "days": {Duration, 86400}, "week": {Duration, 604800}, "weeks": {Duration, 604800}, "wks": {Duration, 604800},
	"month": {Duration, 2.63e6}, "months": {Duration, 2.63e6}, "mos": {Duration, 2.63e6}, "quarter": {Duration, 7.9e6}, "quarters": {Duration, 7.9e6},
	"year": {Duration, 3.16e7}, "years": {Duration, 3.16e7}, "yr": {Duration, 3.16e7}, "yrs": {Duration, 3.16e7},
	"kb": {Bytes, 1e3}, "mb": {Bytes, 1e6}, "gb": {Bytes, 1e9}, "tb": {Bytes, 1e12}, "pb": {Bytes, 1e15}, "mib": {Bytes, 1e6}, "gib": {Bytes, 1e9},
	"terabyte": {Bytes, 1e12}, "terabytes": {Bytes, 1e12}, "gigabyte": {Bytes, 1e9}, "gigabytes": {Bytes, 1e9}, "petabyte": {Bytes, 1e15}, "petabytes": {Bytes, 1e15},
	"rps": {Rate, 1}, "qps": {Rate, 1}, "tps": {Rate, 1}, "rpm": {Rate, 1}, "fps": {Rate, 1},
	"dollars": {Money, 1}, "dollar": {Money, 1}, "usd": {Money, 1}, "eur": {Money, 1}, "euro": {Money, 1}, "euros": {Money, 1}, "gbp": {Money, 1}, "pounds": {Money, 1},
	"inr": {Money, 1}, "rupees": {Money, 1}, "cad": {Money, 1}, "aud": {Money, 1}, "chf": {Money, 1}, "sek": {Money, 1}, "nok": {Money, 1}, "pln": {Money, 1}, "brl": {Money, 1},
	"reais": {Money, 1}, "shillings": {Money, 1}, "pesos": {Money, 1}, "dirhams": {Money, 1}, "naira": {Money, 1}, "kroner": {Money, 1}, "kronor": {Money, 1}, "zlotys": {Money, 1}, "yen": {Money, 1}, "forints": {Money, 1}, "baht": {Money, 1}, "riyals": {Money, 1},
	"€": {Money, 1}, "£": {Money, 1}, "$": {Money, 1}, "₹": {Money, 1},
}

var currencies = map[string]bool{"$": true, "€": true, "£": true, "₹": true, "¥": true, "us$": true, "usd": true, "eur": true, "gbp": true,
	"inr": true, "rs": true, "cad": true, "aud": true, "chf": true, "sek": true, "nok": true, "r$": true, "pln": true, "aed": true, "sgd": true,
	"myr": true, "zar": true, "ngn": true, "kes": true, "jpy": true, "cny": true, "krw": true, "mxn": true, "dkk": true, "huf": true, "czk": true, "thb": true, "idr": true, "nzd": true, "hkd": true}

// wholeFactors are words that are a factor by themselves.
var wholeFactors = map[string]float64{
	"doubled": 2, "doubling": 2, "double": 2, "tripled": 3, "tripling": 3, "triple": 3, "quadrupled": 4, "quadrupling": 4, "halved": 0.5, "halving": 0.5, "halve": 0.5,
	"twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "tenfold": 10, "twice": 2, "thrice": 3,
}

// beginsQuantity reports whether a quantity can begin with a word that is no number in digits.
func beginsQuantity(norm string) bool {
	switch norm {
	case "a", "couple", "point", "p", "factor", "order", "orders":
		return true
	}
	_, number := spelled[norm]
	return number || numberWords[norm] > 0 || wholeFactors[norm] > 0 || shares[norm] > 0 || nineties[norm] > 0 || currencies[norm]
}

// quantities finds the quantities of a sentence, in text order.
func (s *Sentence) quantities() []Quantity {
	var out []Quantity
	for i := 0; i < len(s.Tokens); i++ {
		if t := &s.Tokens[i]; t.Kind != Number && !t.word.counts {
			continue
		}
		q, ok := s.quantityAt(i)
		if !ok {
			i = q.Last // behind a number that is no quantity
			continue
		}
		out = append(out, q)
		i = q.Last
	}
	return out
}

func (s *Sentence) norm(i int) string {
	if i < 0 || i >= len(s.Tokens) {
		return ""
	}
	return s.Tokens[i].Norm
}

func (s *Sentence) quantityAt(i int) (Quantity, bool) {
	t := s.Tokens[i]
	q := Quantity{First: i, Last: i}
	if f, ok := wholeFactors[t.Norm]; ok {
		q.Value, q.Unit = f, Factor
		if t.Norm == "twice" && s.spoken && !s.multiplies(i+1) {
			q.Unit = Count // "extended twice"
		}
		return q, true
	}
	if next := s.norm(i + 1); (t.Norm == "two" || t.Norm == "three") && (next == "thirds" || next == "fifths" || next == "quarters" && t.Norm == "three" && s.spoken) {
		q.Last, q.Value, q.Unit = i+1, spelled[t.Norm]*shares[next], Factor
		return q, true
	}
	if q, ok := s.outOf(i); ok {
		return q, true
	}
	if n := nineties[t.Norm]; n > 0 && s.spoken && (s.norm(i-1) == "-" || s.hasAny(i-1, i, "low", "mid", "high", "upper", "lower")) && s.norm(i-1) != "the" {
		q.Value, q.Unit = n, Percent
		return q, true // "in the low nineties"
	}
	switch t.Norm {
	case "half", "quarter", "quarters", "third", "thirds", "fifth", "fifths", "tenth":
		if q, ok := s.shareAt(q); ok || !s.spoken || t.Norm != "half" {
			return q, ok
		}
	case "p": // "at p ninety-nine" names what is measured
		if n, ok := s.spelledAt(i + 1); ok && s.spoken {
			q.Last = n.last
			return q, false
		}
	case "factor": // "by a factor of three"
		if s.norm(i+1) == "of" {
			if v, _, last, ok := s.numberAt(i + 2); ok {
				q.Value, q.Last, q.Unit = v, last, Factor
				return q, true
			}
		}
		return q, false
	case "order", "orders":
		if s.norm(i+1) == "of" && strings.HasPrefix(s.norm(i+2), "magnitude") {
			q.Last, q.Value, q.Unit = i+2, 10, Factor
			return q, true
		}
		return q, false
	}
	if currencies[t.Norm] && (t.Kind == Punct || len(t.Norm) <= 3) {
		at := i + 1
		if s.norm(at) == "." || s.norm(at) == "~" {
			at++
		}
		if at < len(s.Tokens) && s.Tokens[at].Kind == Number {
			if v, _, last, ok := s.numberAt(at); ok {
				q.Value, q.Last, q.Unit = v, last, Money
				q.Last = s.rangeEnd(q)
				return q, true
			}
		}
		return q, false
	}
	value, suffix, last, ok := s.numberAt(i)
	if !ok {
		q.Last = max(i, last)
		return q, false
	}
	q.Value, q.Last = value, last
	switch suffix {
	case "":
		s.addUnit(&q)
	default:
		u := units[suffix]
		q.Unit, q.Value = u.unit, value*u.size
	}
	if q.Unit == Count && (s.isVersionOrDate(i) || t.Kind == Word && suffix == "" && q.Last == i && value < 13 && !s.countedBy(i)) {
		return q, false
	}
	if s.spoken && q.Unit == Factor && s.norm(q.Last) == "times" && !s.multiplies(q.Last+1) && !s.hasAny(q.First-2, q.First, "by", "up") {
		q.Unit = Count // "three times this year"
	}
	q.Last = s.rangeEnd(q)
	return q, true
}

// shares are the words of a part of the whole.
var shares = map[string]float64{"half": 0.5, "third": 1. / 3, "thirds": 1. / 3, "quarter": 0.25, "quarters": 0.25, "fifth": 0.2, "fifths": 0.2, "tenth": 0.1}

// shareAt reads "by half", "in half", "by nearly a fifth", "two thirds of", "half an hour", "half a point".
func (s *Sentence) shareAt(q Quantity) (Quantity, bool) {
	i := q.First
	if article := s.norm(i + 1); s.norm(i) == "half" && (article == "a" || article == "an") {
		switch u := units[s.norm(i+2)]; u.unit {
		case Duration:
			return Quantity{First: i, Last: i + 2, Value: u.size / 2, Unit: Duration}, true
		case Percent:
			if u.size > 0 && s.spoken {
				return Quantity{First: i, Last: i + 2, Value: u.size / 2, Unit: Percent}, true
			}
		}
	}
	p, parts := i-1, 1.
	if w := s.norm(p); w == "a" || w == "one" || w == "two" || w == "three" {
		if p--; w != "a" {
			parts = spelled[w]
		}
	}
	q.Value, q.Unit = parts*shares[s.norm(i)], Factor
	counted := p < i-1
	p = s.beforeApprox(p + 1)
	switch {
	case s.spoken && s.norm(i) == "half" && (s.norm(i-1) == "the" || s.norm(i-2) == "the" && s.norm(i-1) != "over"):
		return q, false // "the boring half of a lease"
	case s.norm(p) == "by" || s.norm(p) == "in" && s.norm(i) == "half":
		return q, true
	case s.spoken && s.norm(i-1) != "the" && s.movesBefore(p):
		return q, true
	case s.norm(i) == "half" && (s.norm(i+1) == "the" || s.norm(i+1) == "of" || s.spoken && s.norm(i+1) == "what"):
		return q, true
	case p < i-1 && s.norm(i+1) == "of":
		return q, true
	case s.spoken && (parts > 1 && parts < 4 || counted && s.in(shareFollows, i+1)):
		return q, true
	}
	return q, false
}

// outOf reads a share of a few: "nine out of ten", "two in three".
func (s *Sentence) outOf(i int) (Quantity, bool) {
	a, b := spelled[s.norm(i)], i+2
	if s.norm(i+1) == "out" && s.norm(b) == "of" {
		b++
	}
	whole := spelled[s.norm(b)]
	if !s.spoken || b == i+2 && s.norm(i+1) != "in" || a < 1 || whole <= a || whole > 20 && whole != 100 || units[s.norm(b+1)].unit == Duration && units[s.norm(b+1)].size > 0 {
		return Quantity{}, false
	}
	return Quantity{First: i, Last: b, Value: a / whole, Unit: Factor}, true
}

var nineties = map[string]float64{"fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}

// movesBefore reports whether token i leads to how far something moved: "down a good third", "dropped about a fifth".
func (s *Sentence) movesBefore(i int) bool {
	if s.norm(i) == "like" {
		i--
	}
	if w := s.norm(i); w == "good" || w == "full" || w == "whole" || w == "solid" {
		if i--; s.norm(i) == "a" {
			i--
		}
	}
	w := s.norm(i)
	if w == "by" || w == "like" {
		return true
	}
	return w == "down" || w == "up" || w == "off" || s.in(movesDown, i) || s.in(movesUp, i)
}

// shareFollows are the words behind "a third" that make it a size.
var shareFollows = WordSet("behind-share")

// multiplies reports whether what stands behind "times" makes it a factor: "four times faster", "three times the number".
func (s *Sentence) multiplies(i int) bool {
	switch w := s.norm(i); w {
	case "as", "more", "less", "the", "fewer", "what", "higher", "lower", "better", "bigger", "smaller", "over", "that", "everybody", "our", "its", "their":
		return w != "the" || s.norm(i+1) != "day"
	default:
		return strings.HasSuffix(w, "er") && w != "over" && w != "after" && w != "per"
	}
}

// countedBy reports whether a small spelled-out number is more than an article: "by three", "from two to five".
func (s *Sentence) countedBy(i int) bool {
	switch s.norm(i - 1) {
	case "by", "from", "to":
		return true
	case "of":
		if w := s.norm(i - 2); s.spoken && (w == "return" || w == "roi") {
			return true // "a return of six to one"
		}
	case "against", "versus", "then", "was", "were", "now", "than":
		return s.spoken
	case "it's", "is", "are":
		return s.spoken && s.hasAny(i-4, i+3, "now", "today")
	}
	if p := s.norm(s.beforeApprox(i)); s.spoken && p == "to" && s.hasAny(i-9, i, "from") {
		return true // "from eleven seconds to just over four"
	}
	return s.spoken && s.hasAny(i+1, i+2, "more", "fewer", "extra") && s.norm(i+2) != "than"
}

// numberAt parses the number at token i with its scale ("1.2 million", "10k"); suffix is a unit written against it ("3x", "40ms").
func (s *Sentence) numberAt(i int) (value float64, suffix string, last int, ok bool) {
	if i >= len(s.Tokens) {
		return
	}
	t := s.Tokens[i]
	last = i
	if t.Kind != Number {
		if n, found := s.spelledAt(i); found {
			return n.value, "", n.last, !n.year
		}
		value, ok = numberWords[t.Norm]
		for ok && last+1 < len(s.Tokens) { // "twenty five", "two hundred thousand"
			next := last + 1
			if s.norm(next) == "-" && next+1 < len(s.Tokens) {
				next++
			}
			if m := scales[s.norm(next)]; m > 0 && len(s.norm(next)) > 2 {
				value *= m
			} else if v := numberWords[s.norm(next)]; v > 0 && v < 10 && value >= 20 && value < 100 {
				value += v
			} else {
				break
			}
			last = next
		}
		return
	}
	digits := len(t.Norm)
	for digits > 0 && !isDigit(t.Norm[digits-1]) {
		digits--
	}
	for j := 0; j < len(t.Norm); j++ {
		if c := t.Norm[j]; !isDigit(c) && c != '.' && c != ',' {
			digits = j
			break
		}
	}
	value, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimRight(t.Norm[:digits], "."), ",", ""), 64)
	if err != nil {
		return 0, "", i, false
	}
	switch rest := t.Norm[digits:]; {
	case rest == "":
	case scales[rest] > 0 && rest != "t":
		value *= scales[rest]
	case rest == "x" || rest == "ms" || len(rest) > 1 && units[rest].size > 0 || rest == "s" || rest == "h":
		suffix = rest
	default:
		return 0, "", i, false // "2nd", "3d", "4g", "1080p"
	}
	for s.norm(last+1) == "+" {
		last++
	}
	if m := scales[s.norm(last+1)]; m > 0 && suffix == "" && (len(s.norm(last+1)) > 1 || s.norm(last+1) == "k") {
		value, last = value*m, last+1
	}
	for s.norm(last+1) == "+" {
		last++
	}
	if suffix == "" && s.spoken && s.norm(last+1) == "point" { // "2 point 5"
		if n, ok := s.decimalAt(last + 1); ok {
			value, last = value+n.value, n.last
		}
	}
	return value, suffix, last, true
}

// addUnit reads the unit behind a number: "40 %", "three times", "12-minute", "30 per cent".
func (s *Sentence) addUnit(q *Quantity) {
	at := q.Last + 1
	if s.norm(at) == "-" && at+1 < len(s.Tokens) && s.Tokens[at].Start == s.Tokens[at-1].End {
		if s.Tokens[at+1].Kind == Number { // "10-15%": the unit stands behind the second
			if v, suffix, last, ok := s.numberAt(at + 1); ok {
				r := Quantity{First: at + 1, Last: last, Value: v}
				if suffix == "" {
					s.addUnit(&r)
				} else {
					r.Unit = units[suffix].unit
				}
				q.Last, q.Unit, q.Value = r.Last, r.Unit, r.Value
			}
			return
		}
		at, q.Joined = at+1, true
	}
	if s.spoken { // "eighty-odd euros", "thirty-something percent"
		for s.norm(at) == "odd" || s.norm(at) == "something" || s.norm(at) == "ish" || s.norm(at) == "plus" || s.norm(at) == "-" {
			if at++; s.norm(at-1) != "-" {
				q.Joined = false
			}
		}
	}
	word := s.norm(at)
	if word == "per" && (s.norm(at+1) == "cent") {
		q.Last, q.Unit = at+1, Percent
		return
	}
	if word == "basis" && strings.HasPrefix(s.norm(at+1), "point") {
		q.Last, q.Unit = at+1, Percent
		return
	}
	switch word {
	case "person", "man", "work", "engineer", "staff", "working", "analyst", "developer", "labor", "labour":
		// "60 person-hours", "three working days"
		if next := at + 1; s.norm(next) == "-" {
			at = next + 1
		} else {
			at = next
		}
		if word = s.norm(at); units[word].unit != Duration {
			return
		}
	}
	u, ok := units[word]
	if !ok && s.spoken && (word == "euro" || word == "quid" || word == "bucks") || s.spoken && s.norm(q.Last) == "grand" {
		q.Unit = Money
		if s.norm(q.Last) != "grand" {
			q.Last = at
		}
		return
	}
	if !ok || word == "d" || word == "t" || len(word) == 1 && isLetter(word[0]) && word != "x" && word != "s" && word != "h" {
		q.Joined = q.Joined && at < len(s.Tokens)
		return
	}
	if word == "percentage" && strings.HasPrefix(s.norm(at+1), "point") {
		at++
	}
	q.Last, q.Unit, q.Value = at, u.unit, q.Value*u.size
	if next := s.norm(at + 1); q.Unit == Duration && next == "-" {
		q.Joined = true
	}
}

// rangeEnd takes in the second half of a range: "10% to 15%" is a change and stays two, "$2M-$3M" and "10%-15%" are one.
func (s *Sentence) rangeEnd(q Quantity) int {
	at := q.Last + 1
	for s.norm(at) == "+" {
		at++
	}
	if s.norm(at) != "-" || s.Tokens[at].Start != s.Tokens[at-1].End || at+1 >= len(s.Tokens) {
		return at - 1
	}
	if r, ok := s.quantityAt(at + 1); ok && r.Unit == q.Unit {
		return r.Last
	}
	return at - 1
}

var ordinals = WordSet("ordinal")

// isVersionOrDate reports whether a bare number is no quantity: a year, a date, a version behind a name, a rank, a grade.
func (s *Sentence) isVersionOrDate(i int) bool {
	t, before, after := s.Tokens[i], s.norm(i-1), s.norm(i+1)
	if isYear(t.Norm) || months[before] || months[after] {
		return true
	}
	if before == "/" || after == "/" && i+2 < len(s.Tokens) && s.Tokens[i+2].Kind == Number { // 05/2021, 24/7, 8.2/10
		return true
	}
	if s.in(ordinals, i-1) {
		return true
	}
	if i > 0 {
		p := s.Tokens[i-1]
		gap := t.Start - p.End
		if p.Kind == Punct && (p.Norm == "(" || p.Norm == ":") || gap > 1 {
			return false
		}
		for _, c := range s.cues { // "Exchange 2007", "Python 3.8"
			if c.List == Tools && c.Last == i-1 && t.Norm[0] != '0' {
				return true
			}
		}
	}
	return false
}

// change is a pair of values of one kind: before and after.
type change struct{ before, after Quantity }

// changes finds before and after values: "from 800 ms to 120 ms", "25% → 40%", "to 12 from 40", "120 ms (was 800 ms)".
func (s *Sentence) changes(qs []Quantity) []change {
	var out []change
	for i := range qs { // "31% MAPE on the last 8 weeks, where last week's price gives 27%"
		for _, b := range qs[i+1:] {
			a := qs[i]
			if a.Unit == b.Unit && a.Unit != Duration && b.First-a.Last <= 20 && (hasWord(s, a.Last+1, b.First, "where") || hasWord(s, a.Last+1, b.First, "whereas")) {
				out = append(out, change{b, a})
			}
		}
	}
	for i := 0; i+1 < len(qs); i++ {
		a, b := qs[i], qs[i+1]
		if a.Unit != b.Unit && a.Unit != Count && b.Unit != Count {
			continue
		}
		between := s.words(a.Last+1, b.First)
		prev := s.norm(a.First - 1)
		if currencies[prev] || prev == "~" || prev == "about" || prev == "around" || prev == "roughly" || prev == "over" || prev == "nearly" || prev == "almost" || prev == "an" || prev == "some" {
			prev = s.norm(a.First - 2)
		}
		switch {
		case between == "→" || between == ">" || between == "=>":
			out = append(out, change{a, b})
		case isToward(between) && (prev == "from" || a.Unit == b.Unit && a.Unit != Count && prev != "by" && prev != "between" || hasWord(s, a.First-4, a.First, "from")):
			out = append(out, change{a, b})
		case strings.HasPrefix(between, "to ") && prev == "from", prev == "from" && strings.HasSuffix(between, " to") && len(between) < 60:
			out = append(out, change{a, b})
		case a.Unit != Count && (a.Unit == b.Unit || b.Unit == Count) && s.parallel(a, b):
			out = append(out, change{a, b})
		case isAwayFrom(between):
			out = append(out, change{b, a})
		}
	}
	if s.spoken {
		out = append(out, s.spokenChanges(qs)...)
	}
	return out
}

// parallel reports whether two values stand side by side with their times: "14 min before and 3 min after", "6.2% in May 2022
// and 3.0% in May 2023", "11 minutes in March, 2 minutes in October".
func (s *Sentence) parallel(a, b Quantity) bool {
	if b.First-a.Last > 12 {
		return false
	}
	behindA, behindB := "", ""
	joined := false
	for i := a.Last + 1; i < b.First; i++ {
		switch w := s.norm(i); w {
		case "before", "in", "for", "during", "at":
			behindA = w
		case "and", ",", ";":
			joined = true
		}
	}
	for i := b.Last + 1; i < len(s.Tokens) && i <= b.Last+6; i++ {
		switch w := s.norm(i); w {
		case "after", "in", "for", "during", "at":
			behindB = w
		}
		if behindB != "" {
			break
		}
	}
	return joined && (behindA == "before" && behindB == "after" || behindA != "" && behindA == behindB && s.datedAfter(a.Last) && s.datedAfter(b.Last))
}

// datedAfter reports whether a month, a year, a quarter or a half stands within six tokens behind token i.
func (s *Sentence) datedAfter(i int) bool {
	for j := i + 1; j < len(s.Tokens) && j <= i+6; j++ {
		if w := s.norm(j); isYear(w) || months[w] || len(w) == 2 && (w[0] == 'q' || w[0] == 'h') && isDigit(w[1]) {
			return true
		}
	}
	return false
}

// isToward reports whether the words between two values lead from the first to the second: "to", "down to", "a month to under".
func isToward(between string) bool {
	fields := strings.Fields(between)
	if len(fields) == 0 || len(fields) > 6 {
		return false
	}
	for i, w := range fields {
		if w == "to" || w == "→" {
			return i <= 4 && len(fields)-i <= 3
		}
	}
	return false
}

// isAwayFrom reports whether the words between two values lead back from the second: "from", "(was", "down from", "against".
func isAwayFrom(between string) bool {
	fields := strings.Fields(between)
	if len(fields) == 0 || len(fields) > 6 {
		return false
	}
	for _, w := range fields {
		switch w {
		case "from", "was", "previously", "formerly", "originally", "against", "versus", "vs", "instead", "initially", "were":
			return true
		}
	}
	return false
}

// words joins the folded tokens first..end-1.
func (s *Sentence) words(first, end int) string {
	var b strings.Builder
	for i := max(first, 0); i < end && i < len(s.Tokens); i++ {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s.Tokens[i].Norm)
	}
	return b.String()
}

func hasWord(s *Sentence, first, end int, word string) bool {
	for i := max(first, 0); i < end && i < len(s.Tokens); i++ {
		if s.Tokens[i].Norm == word {
			return true
		}
	}
	return false
}

// Quantities returns the sentence's quantities, in text order.
func (s *Sentence) Quantities() []Quantity { return s.quantities() }
