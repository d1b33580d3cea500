package detectors

import (
	"fmt"

	"redflag/analyzer"
)

// spokenUniformSuccess flags interviews in which the candidate tells of successes alone, though asked for what went wrong.
func spokenUniformSuccess(p *analyzer.Pass) {
	d := p.Document
	successes, _ := finishedWorks(d)
	if !askedForAdverse(d) {
		return // who is not asked need not tell
	}
	adverse := spokenAdverse(d) + toldMishaps(d)
	if len(successes) < leastSpokenSuccesses || adverse > 1 {
		return
	}
	grade := analyzer.Weak
	switch {
	case adverse > 0: // one phrase in all that talk may mean something else
	case len(successes) >= leastSuccesses:
		grade = analyzer.Strong
	default:
		grade = analyzer.Fair
	}
	p.FlagDocument(grade, fmt.Sprintf("%d finished works or outcomes are told, and nothing that went wrong, was given up or is left undone.", len(successes)), successes[:min(3, len(successes))]...)
}

// askedForAdverse reports whether an interviewer asks for something that went wrong, or was not done.
func askedForAdverse(d *analyzer.Document) bool {
	for i := range d.Exchanges {
		e := &d.Exchanges[i]
		if e.Asked("failure") || e.Asked("declined") || questionWords(d, e) <= longest && (questionHas(d, e, asksOfMishap) || questionHas(d, e, asksOfRefusal)) {
			return true
		}
	}
	return false
}

// leastSpokenSuccesses is lower than in a resume: in talk half of the finished works stand in words that no list holds.
const leastSpokenSuccesses = 3

// spokenAdverse counts the phrases by which the candidate tells of something adverse that happened. What would be done, what did not
// happen and what was bad before it got better are no such thing.
func spokenAdverse(d *analyzer.Document) int {
	n := 0
	claimed := map[int]bool{}
	for _, c := range d.Claims {
		claimed[d.Sections[c.Section].Blocks[c.Block].Sentences[c.Sentence].Start] = true
	}
	for s := range toldSentences(d) {
		if isQuestion(d, s.Sentence) || isGeneral(s.Sentence) {
			continue
		}
		for _, c := range s.Cues(analyzer.Adverse) {
			if claimed[s.Start] && c.First == c.Last {
				continue // "wrong labels went from 1.8 to 0.6 percent"
			}
			if c.First == c.Last && goesFromTo(s.Sentence) || c.First > 0 && s.Tokens[c.First-1].In(anyOf) {
				continue // "any breach is shown in red"
			}
			if happened(s.Sentence, c) {
				n++
			}
		}
	}
	return n
}

// toldMishaps counts the answers that tell a case where one was asked for: a mishap, or something that was stopped.
func toldMishaps(d *analyzer.Document) int {
	n := 0
	for a := range answers(d) {
		turn := all(a.turn)
		told := tellingOf(turn)
		if told.events == 0 || len(turn) == 0 {
			continue
		}
		mishap := a.exchange.Asked("failure") || questionWords(d, a.exchange) <= longest && questionHas(d, a.exchange, asksOfMishap)
		switch denied := denialIn(turn, mishap, "failure").found; {
		case mishap && !denied && told.anchors() >= 2 && told.events >= 3:
			n += 2
		case a.exchange.Asked("declined") && refusalsIn(turn) > 0:
			n += 2
		}
	}
	return n
}

// isGeneral reports whether a sentence speaks of what is done or may happen, denies that it did, or tells of others' trouble.
func isGeneral(s *analyzer.Sentence) bool {
	if t := tellingIn(s); t.theory > 0 && t.acts == 0 {
		return true
	}
	for i, t := range s.Tokens {
		if i > 0 && t.Norm == "else's" {
			return true
		}
	}
	for _, c := range s.Cues(analyzer.Denial) {
		if k := c.Entry.Field(0); k == "failure" || k == "plain" {
			return true
		}
	}
	return false
}

// goesFromTo reports whether a sentence tells a change between two numbers.
func goesFromTo(s *analyzer.Sentence) bool {
	from := -1
	for i, t := range s.Tokens {
		switch {
		case t.Norm == "from":
			from = i
		case t.Norm == "to" && from >= 0 && i > from+1 && i+1 < len(s.Tokens):
			for _, u := range s.Tokens[from:i] {
				if u.Kind == analyzer.Number || u.In(numerals) {
					return true
				}
			}
		}
	}
	return false
}

var (
	anyOf      = analyzer.WordSet("any-of")
	supposing  = analyzer.WordSet("supposing")
	negative   = analyzer.WordSet("plain-negative")
	leftUndone = analyzer.WordSet("left-undone")
)

// happened reports whether what an adverse cue says is told as a fact.
func happened(s *analyzer.Sentence, c analyzer.Cue) bool {
	if denied(s, c) || c.Entry.Field(0) != "spoken" && guarded(s, c) {
		return false
	}
	for i := 0; i < c.First; i++ {
		if s.Tokens[i].In(supposing) {
			return false
		}
	}
	next := c.Last + 1
	if next < len(s.Tokens) && s.Tokens[next].In(negations) {
		return false // "the outages aren't really yours"
	}
	if s.Tokens[c.First].In(negative) && c.Entry.Field(0) != "spoken" { // "didn't": only what the speaker did not do or manage
		return (saysI(s, c.First-1) || saysI(s, c.First-2)) && next < len(s.Tokens) && s.Tokens[next].In(leftUndone)
	}
	return true
}

func saysI(s *analyzer.Sentence, i int) bool {
	return i >= 0 && (s.Tokens[i].Norm == "i" || s.Tokens[i].Norm == "we")
}
