package analyzer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"
	"unicode/utf8"
)

// transfer is a Builder on its way from one process to another. The receiver believes nothing of it: see check.
type transfer struct {
	Format   string
	Pages    int
	Pictured []int `json:",omitempty"`
	Remedy   string
	Spoken   bool `json:",omitempty"`
	Text     string
	Lines    []transferLine
	Hidden   []Hidden    `json:",omitempty"`
	Links    []Link      `json:",omitempty"`
	Warnings []string    `json:",omitempty"`
	Lost     map[int]int `json:",omitempty"`
}

// transferLine is a line of the text; the names are short because there are many.
type transferLine struct {
	Start   int      `json:"s"`
	Line    int      `json:"l"`
	Page    int      `json:"p,omitempty"`
	Shift   int      `json:"h,omitempty"`
	Kind    LineKind `json:"k,omitempty"`
	Gap     bool     `json:"g,omitempty"`
	Unread  int      `json:"u,omitempty"`
	Pointer string   `json:"r,omitempty"`
	Time    int64    `json:"t,omitempty"` // nanoseconds
	Timed   bool     `json:"d,omitempty"`
}

// MarshalJSON writes what the Builder has collected, without Path and Kind: those are the receiver's own.
func (b *Builder) MarshalJSON() ([]byte, error) {
	t := transfer{
		Format: b.Format, Pages: b.Pages, Pictured: b.Pictured, Remedy: b.Remedy, Spoken: b.Spoken,
		Text: b.text.String(), Lines: make([]transferLine, len(b.lines)), Hidden: b.hidden, Links: b.links, Warnings: b.warnings, Lost: b.lost,
	}
	for i, l := range b.lines {
		t.Lines[i] = transferLine{Start: l.start, Line: l.line, Page: l.page, Shift: l.shift, Kind: b.kinds[i], Gap: b.gaps[i], Unread: b.unread[i], Time: int64(l.time), Timed: l.timed}
		if i < len(b.pointers) {
			t.Lines[i].Pointer = b.pointers[i]
		}
	}
	return json.Marshal(t)
}

// UnmarshalJSON makes the Builder hold what MarshalJSON wrote. The sender may have been taken over by the file that it read, so
// that what does not fit together is an error.
func (b *Builder) UnmarshalJSON(data []byte) error {
	if bytes.Count(data, []byte("{")) > maxObjects { // before they take memory
		return errors.New("more lines than a document has")
	}
	var t transfer
	if err := json.Unmarshal(data, &t); err != nil {
		return err
	}
	if err := t.check(); err != nil {
		return err
	}
	*b = Builder{
		Path: b.Path, Kind: b.Kind, OCR: b.OCR, Format: t.Format, Pages: t.Pages, Pictured: t.Pictured, Remedy: t.Remedy, Cast: b.Cast, Spoken: t.Spoken,
		hidden: t.Hidden, links: t.Links, warnings: t.Warnings, lost: t.Lost,
	}
	b.text.WriteString(t.Text)
	for i, l := range t.Lines {
		b.lines = append(b.lines, sourceLine{start: l.Start, line: l.Line, page: l.Page, shift: l.Shift, time: time.Duration(l.Time), timed: l.Timed})
		b.kinds = append(b.kinds, l.Kind)
		b.gaps = append(b.gaps, l.Gap)
		b.setUnread(i, l.Unread)
		b.setPointer(i, l.Pointer)
	}
	return nil
}

// maxObjects is more than the lines of any document, with the braces in its text.
const maxObjects = 2 << 20

// maxCount is more than any honest count of pages, lines or glyphs.
const maxCount = 1 << 30

// counts are the counts that stand outside of the lines.
func (t *transfer) counts() iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		ok := yield("pages", t.Pages)
		for _, p := range t.Pictured {
			ok = ok && yield("a picture's page", p)
		}
		for page, n := range t.Lost {
			ok = ok && yield("a page", page) && yield("lost glyphs", n)
		}
		for _, h := range t.Hidden {
			ok = ok && yield("a hidden page", h.Page) && yield("a hidden line", h.Line)
		}
		for _, l := range t.Links {
			ok = ok && yield("a link's page", l.Page)
		}
	}
}

// check holds what a Builder guarantees: the lines follow each other, each starts behind a line end, and nothing counts below zero.
func (t *transfer) check() error {
	if !utf8.ValidString(t.Text) {
		return errors.New("text that is not UTF-8")
	}
	if len(t.Lines) == 0 && t.Text != "" {
		return errors.New("text without lines")
	}
	if len(t.Lines) > strings.Count(t.Text, "\n")+1 {
		return errors.New("more lines than the text has")
	}
	for what, n := range t.counts() {
		if n < 0 || n > maxCount {
			return fmt.Errorf("%d as %s", n, what)
		}
	}
	last := -1
	for i, l := range t.Lines {
		inside := l.Start > last && l.Start <= len(t.Text) && (l.Start == 0) == (i == 0) && (i == 0 || t.Text[l.Start-1] == '\n')
		if !inside || l.Line < 1 || l.Page < 0 || l.Shift < 0 || l.Unread < 0 || max(l.Line, l.Page, l.Shift, l.Unread) > maxCount || l.Kind > LabelLine || l.Time < 0 {
			return fmt.Errorf("line %d does not fit the text", i+1)
		}
		last = l.Start
	}
	return nil
}
