package analyzer

import (
	"regexp"
	"strings"
	"unicode"
)

// guessKind tells a transcript from a resume by content: in a transcript two or more speakers take turns under their labels, or
// a long text has no sections of a resume and speaks as people talk.
func (d *Document) guessKind() Kind {
	headed := 0
	var turns []string
	count := map[string]int{}
	for i := range d.lines {
		line := strings.TrimSpace(d.Quote(d.lineSpan(i)))
		if headingTopic(line, false) != "" {
			headed++
		}
		if s := speaker(line); s != "" {
			turns = append(turns, s)
			count[s]++
		}
	}
	frequent, alternate := 0, 0
	for i, s := range turns {
		if count[s] < 3 {
			continue
		}
		frequent++
		if i > 0 && turns[i-1] != s && count[turns[i-1]] >= 3 {
			alternate++
		}
	}
	if frequent >= 6 && alternate*2 >= frequent && frequent >= 6*headed || headed <= 1 && spoken(d.Text) {
		return Transcript
	}
	return Resume
}

// timed are the labels with a time: "Ann Lee  0:12", "[00:01:02] Ann Lee:", "ANN LEE 00:01:02".
var timed = regexp.MustCompile(`^[\[(]?\d{0,2}:?\d{1,2}:\d{2}(?:[.,]\d+)?[\])]?\s+([\pL][\pL .'-]{0,38})(?::|$)|^\*{0,2}([\pL][\pL .'-]{0,38}?):?\*{0,2}:?\s+[\[(]?\d{0,2}:?\d{1,2}:\d{2}(?:[.,]\d+)?[\])]?\s*$`)

// speaker returns the label of a line that begins a turn ("Name: ...", "**Name:** ...", "Name  0:12"), "" where there is none.
func speaker(line string) string {
	if line == "" || len(line) > 60 && !strings.Contains(line[:60], ":") {
		return ""
	}
	if c := line[0]; len(line) < 60 && (isDigit(line[len(line)-1]) || isDigit(c) || c == '[' || c == '(' || line[len(line)-1] == ')' || line[len(line)-1] == ']') {
		if m := timed.FindStringSubmatch(line); m != nil {
			return strings.TrimSpace(m[1] + m[2])
		}
	}
	label, rest, found := strings.Cut(strings.TrimLeft(line, "*"), ":")
	if !found || len(label) > 40 || strings.TrimLeft(rest, "* ") == "" || strings.HasPrefix(rest, "//") {
		return ""
	}
	words := strings.Fields(label)
	if len(words) == 0 || len(words) > 4 {
		return ""
	}
	for _, w := range words {
		if r := []rune(w)[0]; !unicode.IsUpper(r) && !unicode.IsDigit(r) && r != '[' && r != '(' {
			return ""
		}
	}
	return label
}

var talkWords = WordSet("talk")

// spoken reports whether a text of some length reads as talk: it is full of "you", "so" and "yeah", and of no mail address.
// In the resumes and transcripts that this was tried on, these words are under 2% of a resume and over 6% of talk.
func spoken(text string) bool {
	words, talk := 0, 0
	for w := range strings.FieldsSeq(text) {
		words++
		if strings.Contains(w, "@") {
			return false
		}
		if talkWords[strings.ToLower(strings.Trim(w, ".,?!\"'*"))] {
			talk++
		}
	}
	return words >= 100 && talk*25 >= words
}
