package analyzer

import (
	"strings"
	"unicode"
)

// guessKind tells a transcript from a resume: in a transcript two or more speakers take turns under their labels,
// and there are no sections of a resume.
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
	if headed <= 1 && frequent >= 6 && alternate*2 >= frequent {
		return Transcript
	}
	return Resume
}

// speaker returns the label of a line that begins a turn ("Name: ...", "**Name:** ..."), "" where there is none.
func speaker(line string) string {
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
