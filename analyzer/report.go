package analyzer

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Evidence is a quoted place.
type Evidence struct {
	Span
	Position                // of the first byte
	EndLine          int    // the line of the last byte
	EndColumn        int    // the column behind the last code point, in that line
	Text             string // exactly the bytes of the span
	Section, Speaker string
}

// Finding is a place where a follow-up question is worth asking.
type Finding struct {
	Rule, Title string // the detector's
	Strength    Strength
	Confidence  float64 // 0 to 1: measured precision of the rule's findings of this strength
	Severity    Severity
	Shown       bool // the confidence is not under Options.MinConfidence
	Message     string
	Question    string
	Fingerprint string // 16 hexadecimal digits of the rule and the folded quote: stays when lines move
	Source      *Source
	Evidence    []Evidence // the first is the one to show; its Span is empty for a finding on the document
}

// OnDocument reports whether the finding is about the document as a whole.
func (f *Finding) OnDocument() bool { return f.Evidence[0].Len() == 0 }

// Source is the vendor page that a passage comes from.
type Source struct{ Vendor, Title, URL, SharedWords string }

// Credit is evidence in the candidate's favour.
type Credit struct {
	Signal string
	Evidence
}

// Report is what was found in one document. Err says why there is no document.
type Report struct {
	Document  *Document
	Findings  []Finding // in text order, those on the document first
	Credits   []Credit
	Interview *Interview // of a transcript: the questions asked, and how they were answered; nil for a resume
	Expected  float64    // expected flags: the sum of the shown findings' confidences
	Score     int        // 0 to 100, see Score
	Withheld  int        // findings and claims that rest on text which was read too poorly (Document.Quality); in neither list
	Known     int        // findings that Options.Known left out
	Warnings  []string
	Err       string
}

// Failed makes the report of an input that could not be read.
func Failed(path, err string) *Report {
	return &Report{Document: &Document{Path: path, Quality: Quality{Readable: 1}}, Err: err}
}

// Unsupported counts the claims of the ledger that nothing supports.
func (d *Document) Unsupported() int {
	n := 0
	for i := range d.Claims {
		if !d.Claims[i].Supported() {
			n++
		}
	}
	return n
}

func (d *Document) evidence(at Span) Evidence {
	e := Evidence{Span: at}
	if at.Len() == 0 {
		return e
	}
	e.Position, e.Text = d.Position(at.Start), d.Quote(at)
	_, size := utf8.DecodeLastRuneInString(e.Text)
	last := d.Position(at.End - size)
	e.EndLine, e.EndColumn = last.Line, last.Column+1
	for i := range d.Sections {
		if s := &d.Sections[i]; s.Contains(at) {
			e.Section, e.Speaker = s.Title, s.Speaker
		}
	}
	return e
}

// fingerprint is stable under moves, changes of white space, case and punctuation.
func fingerprint(rule, quote string) string {
	folded := strings.FieldsFunc(strings.ToLower(quote), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%' })
	sum := sha256.Sum256([]byte(rule + "\x00" + strings.Join(folded, " ")))
	return hex.EncodeToString(sum[:8])
}
