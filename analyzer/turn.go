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
	t := turns{d: d, flows: b.Spoken || wrapWidth(d) > 0}
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
			t.label(i, l)
			line = trim(d.Text, Span{min(line.Start+l.end, line.End), line.End})
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

// turns collects the sections of a transcript, line by line.
type turns struct {
	d        *Document
	flows    bool // sentences go on over line ends
	gap      bool // a blank line stands before
	now      time.Duration
	timed    bool // now counts
	sections []Section
}

// label begins a turn, unless the same speaker goes on or the label tells a time alone.
func (t *turns) label(i int, l label) {
	if l.name == "" && !l.nobody {
		return
	}
	t.gap = true
	if n := len(t.sections); n > 0 && t.sections[n-1].Speaker == l.name {
		return
	}
	at := t.d.lines[i].start
	t.sections = append(t.sections, Section{Span: Span{at, at}, Speaker: l.name})
}

// words adds a line's words to the turn.
func (t *turns) words(line Span, gap bool) {
	if len(t.sections) == 0 {
		t.sections = append(t.sections, Section{Span: Span{line.Start, line.Start}})
	}
	s := &t.sections[len(t.sections)-1]
	s.End = line.End
	if t.gap || gap || len(s.Blocks) == 0 {
		s.Blocks = append(s.Blocks, Block{Span: line, pieces: []Span{line}})
		t.gap = false
		return
	}
	b := &s.Blocks[len(s.Blocks)-1]
	b.End = line.End
	if t.flows {
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
		}
	}
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
