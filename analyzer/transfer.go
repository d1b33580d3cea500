package analyzer

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// transfer is a Builder on its way from one process to another. The receiver believes nothing of it: see check.
type transfer struct {
	Format   string
	Pages    int
	Pictured []int `json:",omitempty"`
	Remedy   string
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
}

// MarshalJSON writes what the Builder has collected, without Path and Kind: those are the receiver's own.
func (b *Builder) MarshalJSON() ([]byte, error) {
	t := transfer{
		Format: b.Format, Pages: b.Pages, Pictured: b.Pictured, Remedy: b.Remedy,
		Text: b.text.String(), Lines: make([]transferLine, len(b.lines)), Hidden: b.hidden, Links: b.links, Warnings: b.warnings, Lost: b.lost,
	}
	for i, l := range b.lines {
		t.Lines[i] = transferLine{Start: l.start, Line: l.line, Page: l.page, Shift: l.shift, Kind: b.kinds[i], Gap: b.gaps[i], Unread: b.unread[i]}
		if i < len(b.pointers) {
			t.Lines[i].Pointer = b.pointers[i]
		}
	}
	return json.Marshal(t)
}

// UnmarshalJSON makes the Builder hold what MarshalJSON wrote. The sender may have been taken over by the file that it read, so
// that what does not fit together is an error.
func (b *Builder) UnmarshalJSON(data []byte) error {
	var t transfer
	if err := json.Unmarshal(data, &t); err != nil {
		return err
	}
	if err := t.check(); err != nil {
		return err
	}
	*b = Builder{
		Path: b.Path, Kind: b.Kind, OCR: b.OCR, Format: t.Format, Pages: t.Pages, Pictured: t.Pictured, Remedy: t.Remedy,
		hidden: t.Hidden, links: t.Links, warnings: t.Warnings, lost: t.Lost,
	}
	b.text.WriteString(t.Text)
	for i, l := range t.Lines {
		b.lines = append(b.lines, sourceLine{start: l.Start, line: l.Line, page: l.Page, shift: l.Shift})
		b.kinds = append(b.kinds, l.Kind)
		b.gaps = append(b.gaps, l.Gap)
		b.setUnread(i, l.Unread)
		b.setPointer(i, l.Pointer)
	}
	return nil
}

// check holds what a Builder guarantees: the lines follow each other, each starts behind a line end, and nothing counts below zero.
func (t *transfer) check() error {
	if !utf8.ValidString(t.Text) {
		return errors.New("text that is not UTF-8")
	}
	if len(t.Lines) == 0 && t.Text != "" {
		return errors.New("text without lines")
	}
	last := -1
	for i, l := range t.Lines {
		inside := l.Start > last && l.Start <= len(t.Text) && (l.Start == 0) == (i == 0) && (i == 0 || t.Text[l.Start-1] == '\n')
		if !inside || l.Line < 1 || l.Page < 0 || l.Shift < 0 || l.Unread < 0 || l.Kind > ContinuedLine {
			return fmt.Errorf("line %d does not fit the text", i+1)
		}
		last = l.Start
	}
	return nil
}
