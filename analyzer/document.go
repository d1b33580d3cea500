// Package analyzer holds redflag's model of a document and the run of detectors over it.
//
// A Document is one text with everything that was read from it; all places are byte offsets into that text,
// taken once when it is built. Detectors read the Document and flag places; Analyze turns what they flagged
// into a Report. Documents, detectors and lexicons are immutable once built and may be shared by goroutines.
package analyzer

import (
	"iter"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"
)

// Kind is a bit set of document kinds.
type Kind uint8

const (
	Resume     Kind = 1 << iota // a CV or resume: the whole text is the candidate's
	Transcript                  // a conversation: turns of an interviewer and a candidate
)

// String returns "resume", "transcript", or "" for any other set.
func (k Kind) String() string {
	switch k {
	case Resume:
		return "resume"
	case Transcript:
		return "transcript"
	}
	return ""
}

// Span is a half-open range of bytes of Document.Text.
type Span struct{ Start, End int }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether o lies wholly inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether the two spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Position is a place in the source: all counts are from 1, columns in code points; zero where there is none.
type Position struct {
	Page, Line, Column int
	Time               time.Duration // from the start of the recording; counts where Timed
	Timed              bool          // the source says when in the recording the words were said
	Pointer            string        // JSON Pointer (RFC 6901) into a source that is JSON
}

// Role says whose words a section holds.
type Role uint8

const (
	None Role = iota
	Candidate
	Interviewer
)

// String returns "candidate", "interviewer", or "" for nobody's.
func (r Role) String() string {
	switch r {
	case Candidate:
		return "candidate"
	case Interviewer:
		return "interviewer"
	}
	return ""
}

// BlockKind is the typographic kind of a block.
type BlockKind uint8

const (
	Para    BlockKind = iota // running text, or any line that is nothing else
	Heading                  // the title of a section
	Item                     // a bullet or an entry of a list
)

// Document is what was read from one input. It is immutable once built; Text is the only copy of its words.
type Document struct {
	Path, Format string
	Kind         Kind
	Pages        int // 0 where the format has none
	Text         string
	Sections     []Section
	Hidden       []Hidden   // words a reader of the original cannot see; not in Text
	Links        []Link     // where words lead to another address than they say
	Claims       []Claim    // the ledger of impact claims, in text order
	Casting      Casting    // of a transcript: who speaks, and which of them is the candidate
	Exchanges    []Exchange // of a transcript: questions with their answers, in text order
	Warnings     []string   // what was odd about the input, for the report
	Quality      Quality    // how much of it was read as words

	lines     []sourceLine
	runes     []int    // code points before every runeStep bytes
	pointers  []string // of the lines; nil, or shorter than lines, where the rest have none
	words     int
	said      int                 // words of the candidate; all words of a resume
	cast      Cast                // what the user said of the speakers
	titled    map[string]string   // what labels say of speakers in brackets: "Recruiter; "
	spellings map[string][]string // other spellings of a speaker's name
	asides    []Span              // of a transcript: labels and times among the words of a turn
	stamps    []stamp             // of a transcript: the times that stand among its words
	remedy    string              // what to do where the text was read poorly

	shared struct { // what detectors share of the whole document
		once  sync.Once
		value any
	}

	withheldClaims int // not in Claims, as they stand on text that was read poorly
}

// Section is a headed part of a resume, or one speaker's turn. The first section of a resume may have no title.
type Section struct {
	Span
	Title, Speaker string
	Topic          string // of a resume's section: experience, projects, skills, ... (lexicons/headings.tsv); "" where unknown
	Role           Role
	Blocks         []Block
}

// Block is a unit of layout: a heading, a bullet with its wrapped lines, or a paragraph.
type Block struct {
	Span
	Kind      BlockKind
	Entry     int  // blocks of one number tell of the same employer, project or answer; from 1, 0: no entry
	Head      bool // a line that names the entry (employer, project, dates) rather than telling of it
	Sentences []Sentence

	pieces []Span // where it is not one run of sentences: the parts that no sentence crosses
	said   int    // words, where the sentences are without those that stand for nothing
}

// Sentence is a sentence, or a fragment that stands for one.
type Sentence struct {
	Span
	Tokens []Token // of speech: without disfluencies
	cues   []Cue

	spoken   bool  // said in an interview, not written
	unmarked bool  // speech that is written without marks
	memo     *memo // nil in a resume
}

// memo holds what detectors share of a sentence.
type memo struct{ value atomic.Pointer[any] }

// Memo returns what read makes of the sentence. It is made once, so that detectors which ask the same of a sentence read it once. There is
// one memo for all who ask; it is safe for concurrent use, where read may run more than once.
func (s *Sentence) Memo(read func(*Sentence) any) any {
	if s.memo == nil {
		return read(s)
	}
	if v := s.memo.value.Load(); v != nil {
		return *v
	}
	v := read(s)
	s.memo.value.Store(&v)
	return v
}

// Memo returns what read makes of the document. It is made once, however many ask at once, and there is one for all who ask.
func (d *Document) Memo(read func(*Document) any) any {
	d.shared.once.Do(func() { d.shared.value = read(d) })
	return d.shared.value
}

// Hidden is a passage that a reader of the original cannot see.
type Hidden struct {
	Text string
	Page int    // from 1; 0 where the format has no pages
	Line int    // in the source of a text format (HTML, Markdown), from 1; 0 elsewhere
	Why  string // "invisible render mode", "colour of the background", "1 pt", ...
}

// Link is an address that words of the original lead to, where the words do not say it themselves.
type Link struct {
	Text   string // the words as they stand in the original; "" for a picture
	Page   int    // from 1; 0 where the format has no pages
	Target string // http, https or mailto
}

// sourceLine maps a line of Text to its place in the source.
type sourceLine struct {
	start int // offset of the line's first byte in Text
	line  int // number of the line in the source, from 1
	page  int // 0: the format has no pages
	shift int // code points cut from the line's front
	time  time.Duration
	timed bool
}

// Position returns the place of a byte offset in the source.
func (d *Document) Position(offset int) Position {
	i := sort.Search(len(d.lines), func(i int) bool { return d.lines[i].start > offset }) - 1
	if i < 0 {
		return Position{}
	}
	l := d.lines[i]
	p := Position{Page: l.page, Line: l.line, Column: d.runesBefore(offset) - d.runesBefore(l.start) + l.shift + 1, Time: l.time, Timed: l.timed}
	if at, ok := d.stampIn(l.start, offset); ok {
		p.Time, p.Timed = at, true
	}
	if i < len(d.pointers) {
		p.Pointer = d.pointers[i]
	}
	return p
}

// runeStep is the distance in bytes between the places at which code points are counted ahead.
const runeStep = 1024

// countRunes counts the code points before every step of the text, so that a column in a line of megabytes is found at once.
func (d *Document) countRunes() {
	n := 0
	for i := 0; i < len(d.Text); i++ {
		if i%runeStep == 0 {
			d.runes = append(d.runes, n)
		}
		if utf8.RuneStart(d.Text[i]) {
			n++
		}
	}
	d.runes = append(d.runes, n)
}

// runesBefore is the number of code points before an offset, which stands at the start of one.
func (d *Document) runesBefore(offset int) int {
	step := offset / runeStep
	n := d.runes[step]
	for i := step * runeStep; i < offset; i++ {
		if utf8.RuneStart(d.Text[i]) {
			n++
		}
	}
	return n
}

// Words is the number of words in Text: tokens that hold a letter or a digit.
func (d *Document) Words() int { return d.words }

// Said is the number of words that are the candidate's: all of a resume, the candidate's turns of a transcript.
func (d *Document) Said() int { return d.said }

// candidates reports whether the words of a span are the candidate's: all of a resume are.
func (d *Document) candidates(s Span) bool {
	if d.Kind != Transcript {
		return true
	}
	i := sort.Search(len(d.Sections), func(i int) bool { return d.Sections[i].Start > s.Start }) - 1
	return i >= 0 && d.Sections[i].Role == Candidate && d.Sections[i].Contains(s)
}

// Quote returns the text of a span.
func (d *Document) Quote(s Span) string { return d.Text[s.Start:s.End] }

// Line returns the text of a span as one line: runs of white space become single spaces.
func (d *Document) Line(s Span) string { return strings.Join(strings.Fields(d.Quote(s)), " ") }

// sentences yields the sentences of a section, in text order.
func (s *Section) sentences() iter.Seq[*Sentence] {
	return func(yield func(*Sentence) bool) {
		for i := range s.Blocks {
			for j := range s.Blocks[i].Sentences {
				if !yield(&s.Blocks[i].Sentences[j]) {
					return
				}
			}
		}
	}
}
