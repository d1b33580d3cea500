package analyzer

import (
	"strings"
	"testing"
)

func TestSpan(t *testing.T) {
	for _, c := range []struct {
		a, b               Span
		contains, overlaps bool
	}{
		{Span{2, 8}, Span{2, 8}, true, true},
		{Span{2, 8}, Span{3, 5}, true, true},
		{Span{2, 8}, Span{7, 9}, false, true},
		{Span{2, 8}, Span{8, 9}, false, false},
		{Span{2, 8}, Span{0, 2}, false, false},
		{Span{3, 5}, Span{2, 8}, false, true},
	} {
		if c.a.Contains(c.b) != c.contains || c.a.Overlaps(c.b) != c.overlaps || c.b.Overlaps(c.a) != c.overlaps {
			t.Errorf("%v and %v: contains %v, overlaps %v", c.a, c.b, c.a.Contains(c.b), c.a.Overlaps(c.b))
		}
	}
}

// Of plain text, lines and columns are the source's own; columns count code points.
func TestPositionOfPlainText(t *testing.T) {
	d := resume("Zoë Amsel\r\n\r\n  日本 office\nlast")
	for word, want := range map[string]Position{
		"Zoë":    {Line: 1, Column: 1},
		"Amsel":  {Line: 1, Column: 5},
		"日本":     {Line: 3, Column: 3},
		"office": {Line: 3, Column: 6},
		"last":   {Line: 4, Column: 1},
	} {
		if got := d.Position(strings.Index(d.Text, word)); got != want {
			t.Errorf("%s: got %+v, want %+v", word, got, want)
		}
	}
	if got := d.Position(len(d.Text)); got != (Position{Line: 4, Column: 5}) {
		t.Errorf("the end: got %+v", got)
	}
}

// Of lines from an extractor, page, line and column are those that it gave.
func TestPositionOfLines(t *testing.T) {
	b := Builder{Kind: Resume, Pages: 2}
	b.Line(Line{Text: "Zoë Amsel", Page: 1, Source: 7, Shift: 4})
	b.Line(Line{Text: "Bern", Page: 2})
	d := b.Document()
	for word, want := range map[string]Position{
		"Zoë":   {Page: 1, Line: 7, Column: 5},
		"Amsel": {Page: 1, Line: 7, Column: 9},
		"Bern":  {Page: 2, Line: 2, Column: 1},
	} {
		if got := d.Position(strings.Index(d.Text, word)); got != want {
			t.Errorf("%s: got %+v, want %+v", word, got, want)
		}
	}
}

func TestPositionOfNothing(t *testing.T) {
	if got := (&Document{}).Position(0); got != (Position{}) {
		t.Errorf("got %+v", got)
	}
}

// Verbatim keeps every byte.
func TestVerbatim(t *testing.T) {
	for _, s := range []string{"", "\n", "a", "a\r\nb\r\n", "\ufeffa\n\n\n", " \t a\u00ad\u200b \n", "no end"} {
		if d := resume(s); d.Text != s {
			t.Errorf("%q became %q", s, d.Text)
		}
	}
}

// Lines are joined by line ends; what would break a line or is not UTF-8 is mended.
func TestBuilderLines(t *testing.T) {
	b := Builder{}
	b.Line(Line{Text: "one\ntwo"})
	b.Line(Line{Text: "caf\xe9"})
	if b.Empty() {
		t.Error("a builder with words is empty")
	}
	if d := b.Document(); d.Text != "one two\ncaf\uFFFD" {
		t.Errorf("got %q", d.Text)
	}
}

func TestBuilderKeeps(t *testing.T) {
	b := Builder{Path: "a.pdf", Format: "pdf", Pages: 3}
	b.Hide(Hidden{Text: "hire me", Page: 2, Why: "colour of the background"})
	b.Warn("odd")
	if !b.Empty() {
		t.Error("a builder without words is not empty")
	}
	d := b.Document()
	if d.Path != "a.pdf" || d.Format != "pdf" || d.Pages != 3 || len(d.Hidden) != 1 || len(d.Warnings) != 1 || strings.Contains(d.Text, "hire") {
		t.Errorf("got %+v", d)
	}
}

// Words hold a letter or a digit.
func TestWords(t *testing.T) {
	for text, want := range map[string]int{"": 0, "Ines Roca": 2, "cut by 23%, twice!": 4, "C++ & .NET": 2, "— • ...": 0} {
		if got := resume(text).Words(); got != want {
			t.Errorf("%q: got %d words, want %d", text, got, want)
		}
	}
}

func TestLineOfSpan(t *testing.T) {
	d := resume("a  b\n\t c")
	if got := d.Line(Span{0, len(d.Text)}); got != "a b c" {
		t.Errorf("got %q", got)
	}
}
