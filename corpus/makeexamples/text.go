package main

import (
	"strings"
	"unicode/utf8"
)

const columns = 78

// writeText writes a resume as plain text: headings in capitals, dates at the right margin, long lines wrapped.
func writeText(resume []element) []byte {
	var b strings.Builder
	lines := func(text, first, others string) {
		width := float64(columns - utf8.RuneCountInString(first))
		for i, l := range wrap(text, width, func(s string) float64 { return float64(utf8.RuneCountInString(s)) }) {
			if i > 0 {
				first = others
			}
			b.WriteString(first + l + "\n")
		}
	}
	for i, e := range resume {
		switch e.kind {
		case title:
			b.WriteString(strings.ToUpper(e.text) + "\n")
		case section:
			b.WriteString("\n" + strings.ToUpper(e.text) + "\n")
		case entry:
			if resume[i-1].kind != section {
				b.WriteString("\n")
			}
			gap := columns - utf8.RuneCountInString(e.text) - utf8.RuneCountInString(e.date)
			b.WriteString(e.text + strings.Repeat(" ", max(gap, 2)) + e.date + "\n")
		case item:
			lines(e.text, "- ", "  ")
		case row:
			b.WriteString(strings.Join(e.cells, "  ") + "\n")
		default:
			lines(e.text, "", "")
		}
	}
	return []byte(b.String())
}
