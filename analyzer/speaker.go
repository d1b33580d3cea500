package analyzer

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// label stands before a speaker's words and names the speaker, or tells the time of what follows.
type label struct {
	end    int    // offset in Text at which the words of its line begin; the line's end where it has none
	name   string // as it is written; "" of a time alone
	time   time.Duration
	timed  bool
	marked bool // a label by its form (a time, brackets, a line by itself in the source), not by its colon alone
}

// The forms of labels: "Ann Lee: words", "[00:01:02] Ann Lee: words", "Ann Lee (host): words", and, alone on their line,
// "Ann Lee  0:12", "[Ann Lee] 11:02:09", "ANN LEE 00:01:02"; a time alone is one too.
const (
	stampForm = `[\[(]?((?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)[\])]?`
	nameForm  = `[\[(]?([\pL\d][\pL\pM\d .,'’&/_-]{0,38}?)[\])]?(?:\s*\([^()]{1,40}\))?`
)

var (
	inlineLabel = regexp.MustCompile(`^(?:>>\s*)?[*_]{0,3}(?:` + stampForm + `\s+(?:-\s+)?)?` + nameForm + `(?:\s+` + stampForm + `)?[*_]{0,3}\s?:[*_]{0,3}(?:\s+|$)(?:` + stampForm + `(?:\s+|$))?`)
	aloneLabel  = regexp.MustCompile(`^[*_]{0,3}(?:` + nameForm + `\s+` + stampForm + `|` + stampForm + `\s+(?:-\s+)?` + nameForm + `)[*_]{0,3}$`)
	bracketed   = regexp.MustCompile(`^\[([\pL\d][\pL\pM\d .'’-]{0,38})\]$`)
	stampAlone  = regexp.MustCompile(`^` + stampForm + `(?:\s+-->\s+` + stampForm + `)?$`)
)

// labelOf reads the label at the front of line i of the document, if there is one by its form alone.
func (d *Document) labelOf(i int) (label, bool) {
	line := trim(d.Text, d.lineSpan(i))
	text := d.Quote(line)
	if text == "" || len(text) > 120 && !strings.Contains(text[:100], ":") {
		return label{}, false
	}
	if m := stampAlone.FindStringSubmatch(text); m != nil {
		at, ok := parseClock(m[1])
		return label{end: line.End, time: at, timed: ok}, ok
	}
	if m := bracketed.FindStringSubmatch(text); m != nil {
		return label{end: line.End, name: m[1], marked: true}, true
	}
	if m := aloneLabel.FindStringSubmatch(text); m != nil && isName(m[1]+m[4]) {
		at, ok := parseClock(m[2] + m[3])
		return label{end: line.End, name: strings.TrimSpace(m[1] + m[4]), time: at, timed: ok, marked: true}, true
	}
	m := inlineLabel.FindStringSubmatchIndex(text)
	if m == nil {
		return label{}, false
	}
	l := label{end: line.Start + m[1], name: strings.TrimSpace(text[m[4]:m[5]])}
	for _, g := range []int{2, 6, 8} {
		if m[g] >= 0 {
			if at, ok := parseClock(text[m[g]:m[g+1]]); ok {
				l.time, l.timed, l.marked = at, true, true
			}
		}
	}
	return l, isName(l.name)
}

// parseClock reads "1:02", "00:01:02" or "00:01:02.345".
func parseClock(s string) (time.Duration, bool) {
	var t time.Duration
	for part := range strings.SplitSeq(strings.Replace(s, ",", ".", 1), ":") {
		n, err := strconv.ParseFloat(part, 64)
		if err != nil {
			return 0, false
		}
		t = t*60 + time.Duration(n*float64(time.Second))
	}
	return t, true
}

// isName reports whether words can be a speaker's label: one to four of them, each written as a name or a number.
func isName(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 4 {
		return false
	}
	if speakerWords[strings.ToLower(words[0])] {
		return true
	}
	for _, w := range words {
		if r := []rune(w)[0]; !unicode.IsUpper(r) && !unicode.IsDigit(r) && !nameParticles[strings.ToLower(w)] {
			return false
		}
	}
	return unicode.IsLetter([]rune(words[0])[0])
}

var (
	speakerWords  = WordSet("speaker-label")
	nameParticles = WordSet("name-particle")
)
