package analyzer

import (
	"sort"
	"strings"
	"time"
)

// layoutTurns makes the sections of a transcript: a section a turn, with the label outside of its blocks. What stands before the
// first turn, or is nobody's words, is a section that nobody speaks.
func (d *Document) layoutTurns(b *Builder) {
	labels, doubles := d.labels(b.kinds, b.gaps)
	d.Warnings = append(d.Warnings, doubles...)
	t := turns{d: d, flows: b.Spoken || wrapWidth(d) > 0, pointed: d.pointed()}
	for i := range d.lines {
		line := trim(d.Text, d.lineSpan(i))
		l, ok := labels[i]
		if ok && l.timed {
			t.now, t.timed = l.time, true
		} else if d.lines[i].timed {
			t.now, t.timed = d.lines[i].time, true
		}
		d.lines[i].time, d.lines[i].timed = t.now, t.timed
		if ok {
			end := min(line.Start+l.end, line.End)
			t.label(Span{d.lines[i].start, end}, l)
			line = trim(d.Text, Span{end, line.End})
		}
		if line.Len() == 0 {
			t.gap = true
			continue
		}
		t.words(line, b.gaps[i])
		t.stamps(line)
	}
	d.Sections = t.sections
}

// pointed reports whether the text has marks at the ends of its sentences, as speech that was only recognized has not.
func (d *Document) pointed() bool {
	lines, ended := 0, 0
	for i := range d.lines {
		if line := trim(d.Text, d.lineSpan(i)); line.Len() > 0 {
			lines++
			ended += count(endsSentence(d.Quote(line)))
		}
	}
	return ended*5 >= lines
}

// endsSentence reports whether words end in a mark that ends a sentence.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’)]*_ ")
	return s != "" && strings.IndexByte(".?!:", s[len(s)-1]) >= 0
}

// turns collects the sections of a transcript, line by line.
type turns struct {
	d        *Document
	flows    bool // sentences go on over line ends
	pointed  bool // sentences have end marks
	gap      bool // a blank line stands before
	joins    bool // the words go on with those before, over a label of the same speaker or a time
	now      time.Duration
	timed    bool // now counts
	sections []Section
}

// label begins a turn, unless the same speaker goes on or the label tells a time alone.
func (t *turns) label(at Span, l label) {
	n := len(t.sections)
	if l.name == "" && !l.nobody || n > 0 && t.sections[n-1].Speaker == l.name {
		t.joins = n > 0 && t.pointed && len(t.sections[n-1].Blocks) > 0 && !endsSentence(t.d.Quote(t.sections[n-1].Span))
		t.gap = t.gap || l.name != "" || l.nobody
		t.d.asides = append(t.d.asides, at)
		return
	}
	t.gap, t.joins = true, false
	t.sections = append(t.sections, Section{Span: Span{at.Start, at.Start}, Speaker: l.name})
}

// words adds a line's words to the turn.
func (t *turns) words(line Span, gap bool) {
	if len(t.sections) == 0 {
		t.sections = append(t.sections, Section{Span: Span{line.Start, line.Start}})
	}
	s := &t.sections[len(t.sections)-1]
	s.End = line.End
	joins := t.joins
	t.joins = false
	if len(s.Blocks) == 0 || (t.gap || gap) && !joins {
		s.Blocks = append(s.Blocks, Block{Span: line, pieces: []Span{line}})
		t.gap = false
		return
	}
	t.gap = false
	b := &s.Blocks[len(s.Blocks)-1]
	b.End = line.End
	if t.flows || joins {
		b.pieces[len(b.pieces)-1].End = line.End
		return
	}
	b.pieces = append(b.pieces, line)
}

// stamps notes the times that stand among the words of a line: "and then [00:12:30] it fell over".
func (t *turns) stamps(line Span) {
	for at := line.Start; ; {
		open := strings.IndexByte(t.d.Text[at:line.End], '[')
		if open < 0 {
			return
		}
		at += open + 1
		if c := stampAt(t.d.Text[at-1 : line.End]); c.size > 0 {
			t.now, t.timed = c.time, true
			t.d.stamps = append(t.d.stamps, stamp{at - 1, c.time})
			t.d.asides = append(t.d.asides, Span{at - 1, at - 1 + c.size})
		}
	}
}

// afterAsides is the place at which words begin that do not belong to a label or a time.
func (d *Document) afterAsides(at Span) Span {
	for {
		i := sort.Search(len(d.asides), func(i int) bool { return d.asides[i].End > at.Start })
		if i == len(d.asides) || d.asides[i].Start > at.Start {
			return at
		}
		at = trim(d.Text, Span{min(d.asides[i].End, at.End), at.End})
	}
}

// withoutAsides drops the tokens from the given one on that belong to a label or a time among the words.
func (d *Document) withoutAsides(tokens []Token, from int) []Token {
	if len(d.asides) == 0 || from == len(tokens) {
		return tokens
	}
	i := sort.Search(len(d.asides), func(i int) bool { return d.asides[i].End > tokens[from].Start })
	if i == len(d.asides) || d.asides[i].Start >= tokens[len(tokens)-1].End {
		return tokens
	}
	kept := tokens[:from]
	for _, t := range tokens[from:] {
		for i < len(d.asides) && d.asides[i].End <= t.Start {
			i++
		}
		if i == len(d.asides) || !d.asides[i].Overlaps(t.Span) {
			kept = append(kept, t)
		}
	}
	return kept
}

// stamp is a time that stands among words, at an offset in Text.
type stamp struct {
	offset int
	time   time.Duration
}

// stampIn is the time of the last stamp between two offsets.
func (d *Document) stampIn(from, to int) (time.Duration, bool) {
	i := sort.Search(len(d.stamps), func(i int) bool { return d.stamps[i].offset > to }) - 1
	if i < 0 || d.stamps[i].offset < from {
		return 0, false
	}
	return d.stamps[i].time, true
}
