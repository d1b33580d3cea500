package analyzer

import (
	"strings"
)

// leastLabels is how often a name must label a line before it counts as a speaker's by its colon alone: "First thing: ..." in an
// answer names nobody.
const leastLabels = 2

// layoutTurns makes the sections of a transcript: a section a turn, with the label outside of its blocks. What stands before the
// first turn is a section that nobody speaks.
func (d *Document) layoutTurns(b *Builder) {
	labels := d.labels(b.kinds)
	flows := b.Spoken || wrapWidth(d) > 0
	t := turns{d: d, flows: flows}
	for i := range d.lines {
		line := trim(d.Text, d.lineSpan(i))
		if l, ok := labels[i]; ok {
			t.label(i, l)
			line = trim(d.Text, Span{min(l.end, line.End), line.End})
		} else if i > 0 && !d.lines[i].timed {
			d.lines[i].time, d.lines[i].timed = d.lines[i-1].time, d.lines[i-1].timed
		}
		if line.Len() == 0 {
			t.gap = true
			continue
		}
		t.words(line, b.gaps[i])
	}
	d.Sections = t.sections
}

// labels finds the lines that begin a turn, by index.
func (d *Document) labels(kinds []LineKind) map[int]label {
	found := map[int]label{}
	count := map[string]int{}
	for i := range d.lines {
		if kinds[i] == LabelLine {
			span := trim(d.Text, d.lineSpan(i))
			l := d.lines[i]
			found[i] = label{end: span.End, name: d.Quote(span), time: l.time, timed: l.timed, marked: true}
		} else if l, ok := d.labelOf(i); ok {
			found[i] = l
		}
		if l := found[i]; l.name != "" {
			count[strings.ToLower(l.name)]++
		}
	}
	for i, l := range found {
		if name := strings.ToLower(l.name); l.name != "" && !l.marked && count[name] < leastLabels && !namesRole(name) {
			delete(found, i)
		}
	}
	return found
}

// namesRole reports whether a folded label is a word for the one who asks or the one who answers: it needs no second to be one.
func namesRole(label string) bool {
	return len(label) > 1 && (candidateLabels[label] || interviewerLabels[label])
}

// turns collects the sections of a transcript, line by line.
type turns struct {
	d        *Document
	flows    bool // sentences go on over line ends
	gap      bool // a blank line stands before
	sections []Section
}

// label begins a turn, unless the same speaker goes on.
func (t *turns) label(i int, l label) {
	d := t.d
	if l.timed {
		d.lines[i].time, d.lines[i].timed = l.time, true
	} else if i > 0 && !d.lines[i].timed {
		d.lines[i].time, d.lines[i].timed = d.lines[i-1].time, d.lines[i-1].timed
	}
	if l.name == "" {
		return
	}
	if n := len(t.sections); n > 0 && t.sections[n-1].Speaker == l.name {
		t.gap = true
		return
	}
	at := d.lines[i].start
	t.sections = append(t.sections, Section{Span: Span{at, at}, Speaker: l.name})
	t.gap = true
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
