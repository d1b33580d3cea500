package analyzer

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Text without an end mark is read in pieces, which leave nothing out.
func TestLongSentencesAreReadInPieces(t *testing.T) {
	b := &Builder{Kind: Resume}
	b.Verbatim("Experience\n- " + strings.Repeat("improved the büro by 3% and ", 500))
	words := 0
	for _, section := range b.Document().Sections {
		for _, block := range section.Blocks {
			end := block.Start
			for _, s := range block.Sentences {
				if len(s.Tokens) > maxSentence {
					t.Errorf("a sentence of %d tokens", len(s.Tokens))
				}
				if s.Start < end || !block.Contains(s.Span) {
					t.Errorf("sentence %v after %d in block %v", s.Span, end, block.Span)
				}
				end = s.End
				for _, token := range s.Tokens {
					if token.Norm == "improved" {
						words++
					}
				}
			}
		}
	}
	if words != 500 {
		t.Errorf("%d of 500 words", words)
	}
}

// Columns count code points, on lines of any length.
func TestColumnsOfLongLines(t *testing.T) {
	text := "first\n" + strings.Repeat("é€😀a", 2000)
	b := &Builder{Kind: Resume}
	b.Verbatim(text)
	d := b.Document()
	for offset := range text {
		line, start := 1, 0
		if offset > 5 {
			line, start = 2, 6
		}
		want := utf8.RuneCountInString(text[start:offset]) + 1
		if p := d.Position(offset); p.Line != line || p.Column != want {
			t.Fatalf("offset %d is line %d, column %d; want %d, %d", offset, p.Line, p.Column, line, want)
		}
	}
}
