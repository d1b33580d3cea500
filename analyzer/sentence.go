package analyzer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// abbreviations are folded words after which a point ends no sentence.
var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "sr": true, "jr": true, "st": true, "mt": true,
	"e.g": true, "i.e": true, "eg": true, "ie": true, "etc": true, "vs": true, "cf": true, "approx": true, "ca": true, "no": true, "nos": true,
	"inc": true, "ltd": true, "corp": true, "co": true, "llc": true, "pvt": true, "gmbh": true, "bros": true, "dept": true, "univ": true, "inst": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sep": true, "sept": true, "oct": true, "nov": true, "dec": true,
	"fig": true, "eq": true, "sec": true, "vol": true, "pp": true, "ed": true, "eds": true, "al": true, "rs": true, "hrs": true, "yrs": true, "min": true, "max": true,
	"u.s": true, "u.k": true, "b.sc": true, "m.sc": true, "b.tech": true, "m.tech": true, "ph.d": true, "b.a": true, "m.a": true, "b.e": true, "m.e": true, "a.k.a": true,
}

// sentences cuts a block of text into sentences: at a full stop, a question or an exclamation mark that is followed by
// white space and something that can begin a sentence. A fragment without an end mark is a sentence of its own.
func sentences(text string, at Span) []Span {
	var out []Span
	start := at.Start
	for i := at.Start; i < at.End; i++ {
		if c := text[i]; c != '.' && c != '!' && c != '?' {
			continue
		}
		end := i + 1
		for end < at.End && strings.ContainsRune(".!?)\"'", rune(text[end])) {
			end++
		}
		rest := strings.TrimLeftFunc(text[end:at.End], isSpace)
		if rest == "" || len(rest) == at.End-end || !beginsSentence(rest) || text[i] == '.' && endsAbbreviation(text[start:i]) {
			continue
		}
		out = appendTrimmed(out, text, Span{start, end})
		start, i = end, end-1
	}
	return appendTrimmed(out, text, Span{start, at.End})
}

func beginsSentence(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return !unicode.IsLower(r) || strings.HasPrefix(rest, "iOS")
}

// endsAbbreviation reports whether the words before a point end in an abbreviation, an initial, or the number of a list.
func endsAbbreviation(before string) bool {
	i := strings.LastIndexFunc(before, func(r rune) bool { return isSpace(r) || r == '(' || r == ',' })
	last := strings.ToLower(before[i+1:])
	if units[last].unit == Duration && i > 0 && isDigit(before[i-1]) {
		return false // "cut it to 120 ms."
	}
	if abbreviations[last] || len(last) == 1 && isLetter(last[0]) && last != "i" {
		return true
	}
	return i < 0 && len(last) <= 2 && last != "" && isDigit(last[0]) // "1. Linux"
}

func appendTrimmed(out []Span, text string, s Span) []Span {
	if s = trim(text, s); s.Len() > 0 {
		out = append(out, s)
	}
	return out
}

// trim takes white space off both ends of a span.
func trim(text string, s Span) Span {
	part := text[s.Start:s.End]
	s.Start += len(part) - len(strings.TrimLeftFunc(part, isSpace))
	s.End -= len(part) - len(strings.TrimRightFunc(part, isSpace))
	if s.End < s.Start {
		s.End = s.Start
	}
	return s
}
