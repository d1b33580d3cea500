package detectors

import (
	"iter"
	"slices"
	"strings"

	"redflag/analyzer"
)

// opinion is a turn of the candidate's as the rules on opinions read it.
type opinion struct {
	answer
	sentences []*analyzer.Sentence
	asked     []*analyzer.Sentence // what was asked before it: of a follow-up, the question that it follows too
}

// opinions yields the candidate's turns with their sentences and the questions before them.
func opinions(d *analyzer.Document) iter.Seq[opinion] {
	return func(yield func(opinion) bool) {
		for a := range answers(d) {
			o := opinion{answer: a, sentences: slices.Collect(sentences(a.turn))}
			for i := range d.Exchanges {
				if e := &d.Exchanges[i]; e == a.exchange || a.exchange.FollowUp && e.Thread == a.exchange.Thread && !e.FollowUp {
					for _, q := range e.Questions {
						o.asked = append(o.asked, slices.Collect(sentences(&d.Sections[q]))...)
					}
				}
			}
			if !yield(o) {
				return
			}
		}
	}
}

// longQuestion is how many sentences before an answer set a scene rather than ask.
const longQuestion = 4

// asks reports whether the questions before the turn hold a cue of the list and of one of the kinds: those that end in a question mark,
// or all where little was said.
func (o *opinion) asks(d *analyzer.Document, list analyzer.List, kinds ...string) bool {
	return slices.ContainsFunc(o.asked, func(s *analyzer.Sentence) bool {
		return has(s, list, kinds...) && (len(o.asked) <= longQuestion || isQuestion(d, s))
	})
}

// count is the number of cues of the list and of one of the kinds in the questions before the turn.
func (o *opinion) count(list analyzer.List, kinds ...string) int {
	n := 0
	for _, s := range o.asked {
		for _, c := range s.Cues(list) {
			if slices.Contains(kinds, c.Entry.Field(0)) {
				n++
			}
		}
	}
	return n
}

// cueOf returns the sentence's first cue of the list and of one of the kinds (of any where none is given) that keep accepts.
func cueOf(s *analyzer.Sentence, list analyzer.List, keep func(analyzer.Cue) bool, kinds ...string) (analyzer.Cue, bool) {
	for _, c := range s.Cues(list) {
		if (len(kinds) == 0 || slices.Contains(kinds, c.Entry.Field(0))) && (keep == nil || keep(c)) {
			return c, true
		}
	}
	return analyzer.Cue{}, false
}

// has reports whether the sentence holds a cue of the list and of one of the kinds.
func has(s *analyzer.Sentence, list analyzer.List, kinds ...string) bool {
	_, ok := cueOf(s, list, nil, kinds...)
	return ok
}

// anyHas reports whether one of the sentences does.
func anyHas(all []*analyzer.Sentence, list analyzer.List, kinds ...string) bool {
	return slices.ContainsFunc(all, func(s *analyzer.Sentence) bool { return has(s, list, kinds...) })
}

var (
	negations = analyzer.WordSet("negation")
	sayingSo  = analyzer.WordSet("saying")
)

// A negation is looked for this many tokens before a cue; one of saying ("I wouldn't say that ...") further off.
const (
	denialReach = 4
	sayingReach = 9
)

// denied reports whether a negation stands shortly before the cue, in the same part of the sentence: "it isn't somebody else's job".
func denied(s *analyzer.Sentence, c analyzer.Cue) bool {
	for i := c.First - 1; i >= 0 && i >= c.First-sayingReach; i-- {
		switch n := s.Tokens[i].Norm; {
		case n == "," || n == ";" || n == "but" || n == "and" || n == "because":
			return false
		case s.Tokens[i].In(negations):
			return c.First-i <= denialReach || s.Tokens[i+1].In(sayingSo)
		}
	}
	return false
}

// distanced reports whether the sentence gives the view in the cue to others, or to an earlier time.
func distanced(s *analyzer.Sentence, c analyzer.Cue) bool {
	for _, m := range s.Cues(analyzer.Distance) {
		if m.Entry.Field(0) == "elsewhere" {
			continue
		}
		if m.Last < c.First || m.Entry.Field(0) == "past" && m.First > c.Last {
			return true
		}
	}
	return false
}

// isQuestion reports whether the sentence asks.
func isQuestion(d *analyzer.Document, s *analyzer.Sentence) bool {
	return strings.HasSuffix(d.Quote(s.Span), "?")
}
