package render

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// wrap breaks text at its spaces into lines of n columns at most; only a longer word is broken itself.
func wrap(text string, n int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && columns(line)+1+columns(word) <= n {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for columns(word) > n {
			head := fit(word, n)
			if head == word {
				break
			}
			lines = append(lines, head)
			word = word[len(head):]
		}
		line = word
	}
	return append(lines, line)
}

// fit returns as much of the front of a word as n columns hold, and one rune at least.
func fit(word string, n int) string {
	used := 0
	for i, r := range word {
		if used += runeColumns(r); used > n && i > 0 {
			return word[:i]
		}
	}
	return word
}

// columns is how many columns of a terminal s takes.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
	if r < 0x300 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
