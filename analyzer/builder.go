package analyzer

import (
	"strings"
	"time"
	"unicode/utf8"
)

// LineKind is what an extractor knows about a line from the source's own structure or geometry.
type LineKind uint8

const (
	PlainLine     LineKind = iota // nothing is known: the words and the lines around it decide
	HeadingLine                   // the title of a section
	ItemLine                      // the first line of a bullet or list entry
	ParaLine                      // the first line of a paragraph: it does not go on with the line before
	ContinuedLine                 // goes on with the unit of the line before (a wrapped line)
	LabelLine                     // of a transcript: names who speaks the lines after it, and nothing else
)

// Line is one line as an extractor read it.
type Line struct {
	Text   string // without its line end; bullets stay as their glyph and a space ("• Built ...")
	Kind   LineKind
	Page   int  // from 1; 0 where the format has no pages
	Source int  // number of the line in the source file, from 1; 0: lines are counted in the extracted text
	Shift  int  // code points that stood before Text on the source's line (mark-up, indentation)
	Gap    bool // wider space than usual stands before the line
	Unread int  // glyphs drawn on the line whose letters are not known

	Time  time.Duration // in the recording, when its first word is said; counts where Timed
	Timed bool

	Pointer string // JSON Pointer (RFC 6901) of the value that the line comes from; "" in formats other than JSON
}

// Builder collects what an extractor reads, in reading order, and makes the Document of it.
// Its operations carry plain values only, so that they can be sent from one process to another.
type Builder struct {
	Path, Format string
	Kind         Kind // 0: told from the content
	Cast         Cast // what the user says of the speakers of a transcript
	Spoken       bool // the format is one of recorded speech: a transcript, whose lines are cut at any word
	Pages        int
	Pictured     []int  // pages that are pictures, of which no text was read
	OCR          string // the program that made the text from a picture; "": none
	Remedy       string // what the user can do where the text was read poorly

	text     strings.Builder
	lines    []sourceLine
	pointers []string // of the lines, as far as one has been given; nil where no line has one
	kinds    []LineKind
	gaps     []bool
	hidden   []Hidden
	links    []Link
	warnings []string
	unread   map[int]int // glyphs without a letter, by line
	lost     map[int]int // the same on no line, by page
}

// Line appends a line to the text.
func (b *Builder) Line(l Line) {
	if len(b.lines) > 0 {
		b.text.WriteByte('\n')
	}
	b.setUnread(len(b.lines), l.Unread)
	source := l.Source
	if source == 0 {
		source = len(b.lines) + 1
	}
	b.lines = append(b.lines, sourceLine{start: b.text.Len(), line: source, page: l.Page, shift: l.Shift, time: l.Time, timed: l.Timed})
	b.setPointer(len(b.lines)-1, l.Pointer)
	b.kinds = append(b.kinds, l.Kind)
	b.gaps = append(b.gaps, l.Gap)
	b.text.WriteString(strings.ToValidUTF8(strings.ReplaceAll(l.Text, "\n", " "), "\uFFFD"))
}

// setUnread notes how many glyphs of a line have no letter.
func (b *Builder) setUnread(line, glyphs int) {
	if glyphs > 0 {
		if b.unread == nil {
			b.unread = map[int]int{}
		}
		b.unread[line] = glyphs
	}
}

// setPointer notes where in a JSON source the line with the given index comes from.
func (b *Builder) setPointer(line int, pointer string) {
	if pointer != "" {
		b.pointers = append(b.pointers, make([]string, line+1-len(b.pointers))...)
		b.pointers[line] = pointer
	}
}

// Verbatim takes a whole plain text as it is, byte for byte, so that offsets and line numbers are the source's own.
// It is the only operation on the Builder's text; s must be valid UTF-8.
func (b *Builder) Verbatim(s string) {
	b.text.WriteString(s)
	for start, n := 0, 1; start < len(s) || n == 1; n++ {
		b.lines = append(b.lines, sourceLine{start: start, line: n})
		b.kinds = append(b.kinds, PlainLine)
		b.gaps = append(b.gaps, false)
		end := strings.IndexByte(s[start:], '\n')
		if end < 0 {
			break
		}
		start += end + 1
	}
}

// Lose records glyphs of a page whose letters are not known and that stand on no line of the text.
func (b *Builder) Lose(page, glyphs int) {
	if b.lost == nil {
		b.lost = map[int]int{}
	}
	b.lost[page] += glyphs
}

// Hide records words that a reader of the original cannot see.
func (b *Builder) Hide(h Hidden) { b.hidden = append(b.hidden, h) }

// Link records where words of the original lead to.
func (b *Builder) Link(l Link) { b.links = append(b.links, l) }

// Warn records something odd about the input that the user should know.
func (b *Builder) Warn(message string) { b.warnings = append(b.warnings, message) }

// Empty reports whether no word has been read.
func (b *Builder) Empty() bool { return strings.TrimSpace(b.text.String()) == "" }

// Size is the number of bytes of text so far.
func (b *Builder) Size() int { return b.text.Len() }

// Document annotates what was collected and returns it. The Builder must not be used afterwards.
func (b *Builder) Document() *Document {
	d := &Document{
		cast: b.Cast, Path: b.Path, Format: b.Format, Kind: b.Kind, Pages: b.Pages, Text: b.text.String(),
		Hidden: b.hidden, Links: b.links, Warnings: b.warnings, lines: b.lines, pointers: b.pointers,
	}
	if d.remedy = b.Remedy; d.remedy == "" {
		d.remedy = "export or save the document anew"
	}
	if !utf8.ValidString(d.Text) {
		panic("analyzer: Builder was given text that is not UTF-8")
	}
	if d.Kind == 0 && b.Spoken {
		d.Kind = Transcript
	} else if d.Kind == 0 {
		if d.Kind = d.guessKind(b.kinds, b.gaps); d.Kind == Resume && d.labelsOf(b.Cast) {
			d.Kind = Transcript
		}
	}
	d.countRunes()
	if d.Kind == Transcript {
		d.layoutTurns(b)
	} else {
		d.layout(b.kinds, b.gaps)
	}
	d.annotate()
	d.assess(b.unread, b.lost)
	d.withholdClaims()
	return d
}

// annotate finds sentences, tokens, phrases and claims, once; of a transcript also who is the candidate and what was asked.
func (d *Document) annotate() {
	var m manner
	if d.Kind == Transcript {
		m = d.manner()
	}
	d.inRuns(len(d.Sections), func(from, to int) { d.cutSentences(d.Sections[from:to], m) })
	for i := range d.Sections {
		for j := range d.Sections[i].Blocks {
			d.words += d.Sections[i].Blocks[j].words()
		}
	}
	d.said = d.words
	if d.Kind == Transcript {
		d.findCandidate()
		d.findExchanges()
	}
	d.findClaims()
}

// cutSentences finds the sentences of some sections with their tokens and phrases.
func (d *Document) cutSentences(sections []Section, m manner) {
	if len(sections) == 0 {
		return
	}
	tokens := make([]Token, 0, (sections[len(sections)-1].End-sections[0].Start)/4+16) // one slab for all sentences
	for i := range sections {
		for j := range sections[i].Blocks {
			b := &sections[i].Blocks[j]
			for _, piece := range b.parts() {
				if d.Kind == Transcript {
					tokens = d.utterances(m, b, piece, tokens)
					continue
				}
				for _, span := range sentences(d.Text, piece) {
					from := len(tokens)
					tokens = appendTokens(tokens, d.Text, span)
					b.addSentences(d.Text, span, tokens[from:len(tokens):len(tokens)])
				}
			}
		}
	}
}

// parts are the runs of text of a block that its sentences do not leave.
func (b *Block) parts() []Span {
	if b.pieces != nil {
		return b.pieces
	}
	return []Span{b.Span}
}

// words counts the tokens of the block that hold a letter or a digit.
func (b *Block) words() int {
	if b.said > 0 {
		return b.said
	}
	n := 0
	for i := range b.Sentences {
		for _, t := range b.Sentences[i].Tokens {
			if t.Kind != Punct {
				n++
			}
		}
	}
	return n
}

// maxSentence is the most tokens that are read as one sentence. Nobody writes longer ones; text without an end mark may go on
// for megabytes, and what looks back and forth in a sentence must not take the square of that.
const maxSentence = 300

// addSentences adds a sentence to the block, in pieces where it is too long for one.
func (b *Block) addSentences(text string, span Span, tokens []Token) {
	for len(tokens) > maxSentence {
		piece := tokens[:maxSentence:maxSentence]
		b.addSentence(text, Span{span.Start, piece[maxSentence-1].End}, piece)
		tokens = tokens[maxSentence:]
		span.Start = tokens[0].Start
	}
	b.addSentence(text, span, tokens)
}

func (b *Block) addSentence(text string, span Span, tokens []Token) {
	b.Sentences = append(b.Sentences, Sentence{Span: span, Tokens: tokens, cues: lexicon().cues(text, tokens)})
}
