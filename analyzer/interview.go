package analyzer

import (
	"slices"
	"strings"
)

// Interview says what was asked in a transcript and how it was answered.
type Interview struct {
	Casting
	Title    string     // of the framework
	Coverage []Coverage // a question of the framework each, in its order
}

// Coverage is a question of the framework in an interview.
type Coverage struct {
	Question *Question
	Asked    bool
	Place    Evidence   // the interviewer's words that ask it
	Answers  []Evidence // the candidate's turns that answer it, follow-ups included
	Heard    []Heard    // signals heard, in the framework's order
	Missed   []Missed   // signals not heard
}

// Heard is a signal with the words in which it was heard.
type Heard struct {
	Signal   *Signal
	Evidence []Evidence
}

// Missed is a signal that was not heard, and what to ask for it in the answer's own words.
type Missed struct {
	Signal   *Signal
	FollowUp string
	Quote    Evidence // the words of the answer in FollowUp; empty where there are none
}

// Thin reports whether less than half of the signals were heard in the answer.
func (c *Coverage) Thin() bool { return c.Asked && len(c.Heard) < len(c.Missed) }

// maxHeard is the most places shown for a signal.
const maxHeard = 3

// interview says how the questions of a framework were asked and answered.
func (d *Document) interview(f *Framework, credits []Credit) *Interview {
	in := &Interview{Casting: d.Casting, Title: f.Title, Coverage: make([]Coverage, len(f.Questions))}
	turns := make([][]int, len(f.Questions))  // that answer a question
	passing := make([]bool, len(f.Questions)) // asked in a follow-up on something else alone
	var open []int                            // questions that an exchange answers
	for i := range d.Exchanges {
		e := &d.Exchanges[i]
		if !e.FollowUp {
			open = nil
		}
		for n := range f.Questions {
			place, byPhrase, ok := d.asked(&f.Questions[n], e)
			if !ok || slices.Contains(open, n) {
				continue
			}
			c, inPassing := &in.Coverage[n], e.FollowUp && !byPhrase
			switch {
			case !c.Asked, passing[n] && !inPassing:
				c.Asked, c.Place, passing[n], turns[n] = true, d.evidence(place), inPassing, nil
			case inPassing && !passing[n]:
				continue
			}
			if byPhrase {
				open = nil
			}
			open = append(open, n)
		}
		for _, n := range open {
			turns[n] = append(turns[n], e.Answers...)
		}
	}
	for n := range in.Coverage {
		in.Coverage[n].Question = &f.Questions[n]
		in.Coverage[n].answer(d, turns[n], credits)
	}
	return in
}

// asked finds where an exchange asks a question of a framework, and whether by a phrase of the question's own.
func (d *Document) asked(q *Question, e *Exchange) (at Span, byPhrase, ok bool) {
	for _, t := range e.Questions {
		for s := range d.Sections[t].sentences() {
			if q.asks.in(s) {
				return s.Span, true, true
			}
		}
	}
	if q.Topic == "" || !slices.Contains(e.Own, q.Topic) {
		return Span{}, false, false
	}
	for _, t := range e.Questions {
		for s := range d.Sections[t].sentences() {
			if slices.Contains(ruled(ruling(s.hits(nil, 0))), q.Topic) {
				return s.Span, false, true
			}
		}
	}
	return d.wordsOf(e.Questions[len(e.Questions)-1]), false, true
}

// wordsOf is where the words of a turn stand, without its label.
func (d *Document) wordsOf(turn int) Span {
	blocks := d.Sections[turn].Blocks
	if len(blocks) == 0 {
		return Span{}
	}
	return Span{blocks[0].Start, blocks[len(blocks)-1].End}
}

// answer looks for a question's signals in the turns that answer it.
func (c *Coverage) answer(d *Document, turns []int, credits []Credit) {
	if !c.Asked {
		return
	}
	for _, t := range turns {
		c.Answers = append(c.Answers, d.evidence(d.wordsOf(t)))
	}
	own := d.ownWords(turns)
	for i := range c.Question.Signals {
		s := &c.Question.Signals[i]
		if places := d.hear(s, turns, credits); len(places) > 0 {
			c.Heard = append(c.Heard, Heard{s, places})
			continue
		}
		m := Missed{Signal: s, FollowUp: c.Question.Ask}
		if at := own.next(s.Quote); at.Len() > 0 {
			m.Quote = d.evidence(at)
			m.FollowUp = strings.ReplaceAll(s.FollowUp, "{}", d.Line(at))
		} else if !strings.Contains(s.FollowUp, "{}") {
			m.FollowUp = s.FollowUp
		}
		c.Missed = append(c.Missed, m)
	}
}

// hear finds the places in some turns where a signal is heard: credits first, then sentences.
func (d *Document) hear(s *Signal, turns []int, credits []Credit) []Evidence {
	var out []Evidence
	add := func(at Span) {
		if len(out) < maxHeard && !slices.ContainsFunc(out, func(e Evidence) bool { return e.Overlaps(at) }) {
			out = append(out, d.evidence(at))
		}
	}
	for _, t := range turns {
		for _, c := range credits {
			if slices.Contains(s.Credits, c.Signal) && d.Sections[t].Contains(c.Span) {
				add(c.Span)
			}
		}
	}
	for _, t := range turns {
		for sentence := range d.Sections[t].sentences() {
			if len(out) == maxHeard {
				return out
			}
			if sentence.Has(Denial) {
				continue // "nothing that I would call a failure"
			}
			if s.phrases.in(sentence) || s.Figures && sentence.hasFigure() {
				add(sentence.Span)
			}
		}
	}
	return out
}

// hasFigure reports whether the sentence holds a share, a factor or a sum of money, or another number with what it measures.
func (s *Sentence) hasFigure() bool {
	return slices.ContainsFunc(s.quantities(), func(q Quantity) bool {
		switch q.Unit {
		case Percent, Factor, Money, Rate:
			return true
		}
		return s.hasMetricNear(q)
	})
}
