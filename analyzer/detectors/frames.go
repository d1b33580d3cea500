package detectors

import (
	"strings"

	"redflag/analyzer"
)

// Words of the frames below; lexicons/words.tsv says what each set is.
var (
	counterparts = analyzer.StemSet("counterpart")
	speakers     = analyzer.WordSet("speaker-self")
	idleActs     = analyzer.WordSet("idle-act")
	presentVerbs = analyzer.WordSet("present-verb")
	adverbs      = analyzer.WordSet("adverb-of-verdict")
	totals       = analyzer.WordSet("total")
	refusals     = analyzer.WordSet("negated-verb")
	othersAs     = analyzer.WordSet("pronoun-of-others")
)

// ownActs counts what the speaker, or the speaker's side, is told to have done in a sentence, of acts that change something: building,
// telling and waiting do not.
func ownActs(s *analyzer.Sentence) int {
	n := 0
	for _, c := range clausesOf(s) {
		for i := c.first; i < c.last; i++ {
			if (c.past(i) || c.in(bothForms, i)) && !c.in(stateful, i) && !c.in(idleActs, i) && speakers.Holds(c.subjectOf(i)) {
				n++
			}
			if c.in(actsNow, i) && !c.in(idleActs, i) && speakers.Holds(c.subjectOf(i)) {
				n++ // as those tell who learned English late
			}
		}
	}
	return n
}

// bothForms are acts whose base is their past.
var bothForms = analyzer.WordSet("base-and-past")

// verdict is what a clause says of others: what they are like or always do, rather than what once happened.
type verdict struct {
	generic int // clauses on what others are like, in the present
	negated int // clauses on what others do not, or would not, do
	totals  int // words of totality beside such clauses: always, nothing, every
}

// verdictOn reads what a sentence says of others.
func verdictOn(s *analyzer.Sentence) verdict {
	v := verdict{}
	others := false // the clause before was on others, and one without a subject goes on with it
	said := false   // the clause before reports what was said
	for _, c := range clausesOf(s) {
		at, who := c.subject()
		reported := said
		said = c.reports()
		switch {
		case who == ownSubject:
			others = false
			continue
		case who == noSubject && (!others || c.in(impersonal, c.first)):
			continue
		}
		others = true
		if reported || c.in(circumstances, c.first) {
			continue // "they said that they don't see it", "when they are busy"
		}
		generic, negated := c.saysOf(at)
		if generic {
			v.generic++
		}
		if negated {
			v.negated++
		}
		if generic || negated || who == otherSubject {
			for i := c.first; i < c.last; i++ {
				if c.in(totals, i) {
					v.totals++
					break
				}
			}
		}
	}
	return v
}

var (
	circumstances = analyzer.WordSet("circumstance")
	reporting     = analyzer.WordSet("reporting")
)

// reports reports whether the clause ends in a verb of saying.
func (c clause) reports() bool {
	for i := max(c.first, c.last-4); i < c.last; i++ {
		if c.in(reporting, i) {
			return true
		}
	}
	return false
}

type subjectKind int

const (
	noSubject subjectKind = iota
	ownSubject
	otherSubject
)

// subjectReach is how many tokens into a clause its subject is looked for.
const subjectReach = 7

// subject finds who the clause is about, and the last token of those words.
func (c clause) subject() (at int, who subjectKind) {
	for i := c.first; i < min(c.first+subjectReach, c.last); i++ {
		switch {
		case c.in(speakers, i):
			return i, ownSubject
		case c.in(impersonal, i):
			return c.first - 1, noSubject
		case c.in(othersAs, i):
			return i, otherSubject
		case c.s.Tokens[i].In(counterparts):
			for i+1 < c.last && c.s.Tokens[i+1].In(counterparts) && !c.in(presentVerbs, i+1) {
				i++
			}
			return i, otherSubject
		}
	}
	return c.first - 1, noSubject
}

// saysOf reads the predicate behind the subject that ends at token i: generic of what somebody is like, wants or thinks in the present,
// negated of what somebody does not do.
func (c clause) saysOf(i int) (generic, negated bool) {
	n := c.norm(i)
	generic = c.in(othersAs, i) && (strings.HasSuffix(n, "'re") || strings.HasSuffix(n, "'s"))
	told := c.inReport(i) // "they said they don't see it"
	for j := i + 1; j < min(i+9, c.last); j++ {
		w := c.norm(j)
		switch {
		case told || c.in(reporting, j):
			return generic, false
		case c.in(refusals, j):
			return generic || c.in(presentVerbs, j), true
		case generic && j == i+1 && strings.HasSuffix(w, "ing") && !c.in(refusals, j):
			return false, false // "he's retiring in June"
		case j > i+1 && !c.in(adverbs, j-1) && !strings.HasSuffix(c.norm(j-1), "ly") && c.in(othersAs, i): // past the verb only a negation counts
		case c.in(presentVerbs, j):
			generic = true
		case c.past(j) && !c.in(othersAs, i):
			return generic, negated
		}
	}
	return generic, negated
}

// inReport reports whether the subject at token i is behind a verb of saying: "they said they don't see it".
func (c clause) inReport(i int) bool {
	for j := c.first; j < i; j++ {
		if c.in(reporting, j) {
			return true
		}
	}
	return false
}

// disowns reports whether the speaker is said not to do or know something, or the sentence begins by denying: "none", "nothing".
func disowns(s *analyzer.Sentence) bool {
	for n, c := range clausesOf(s) {
		at, who := c.subject()
		if n == 0 && at >= c.first+3 || who == noSubject {
			at = c.first - 1
		}
		if n > 0 && who != ownSubject {
			if who == noSubject && (c.in(refusals, c.first) || c.in(joining, c.first) && c.in(refusals, c.first+1)) {
				return true // "so nothing"
			}
			continue
		}
		if n == 0 && who == otherSubject {
			continue
		}
		for i := at + 1; i < min(at+4, c.last); i++ {
			if c.in(impersonal, i) {
				break // "I know it's not the same"
			}
			if c.in(refusals, i) && !c.in(unsure, i+1) {
				return true
			}
		}
	}
	return false
}

// leavesToOthers reports whether others do something in the sentence, or are said to be there for it.
func leavesToOthers(s *analyzer.Sentence) bool {
	for _, c := range clausesOf(s) {
		at, who := c.subject()
		if who == otherSubject && !c.in(others, at) && !c.in(circumstances, c.first) {
			return true
		}
	}
	return false
}

// others are the words for those who do not stand for a crew.
var (
	others = analyzer.WordSet("person-asked")
	unsure = analyzer.WordSet("unsure")
)

// parts cuts a turn where it goes on to another case, "with the store managers it was different": what was done there clears nothing
// that is said before.
func parts(turn []*analyzer.Sentence) [][]*analyzer.Sentence {
	var out [][]*analyzer.Sentence
	from := 0
	for i := 1; i < len(turn); i++ {
		if turnsElsewhere(turn[i]) && !turnsElsewhere(turn[i-1]) {
			out = append(out, turn[from:i])
			from = i
		}
	}
	return append(out, turn[from:])
}

var (
	impersonal = analyzer.WordSet("impersonal")

	elsewhere = analyzer.WordSet("elsewhere")
	leadsOn   = analyzer.WordSet("leads-on")
)

// turnsElsewhere reports whether a sentence begins with another case: "for the logs", "with the nurses", "the wardens were cross".
func turnsElsewhere(s *analyzer.Sentence) bool {
	if has(s, analyzer.Distance, "elsewhere") {
		return true
	}
	i := 0
	for i < len(s.Tokens) && (s.Tokens[i].In(leadsOn) || s.Tokens[i].Kind == analyzer.Punct) {
		i++
	}
	if i+2 >= len(s.Tokens) {
		return false
	}
	first, next := s.Tokens[i].Norm, s.Tokens[i+1]
	if s.Tokens[i].In(elsewhere) { // of people only: "for about three months" goes on
		return isPeople(next) || i+3 < len(s.Tokens) && isPeople(s.Tokens[i+2]) || i+4 < len(s.Tokens) && isPeople(s.Tokens[i+3])
	}
	people := isPeople(next)
	after := s.Tokens[i+2].Norm
	return first == "the" && people && (after == "were" || after == "was" || after == "is" || after == "are")
}

// isPeople reports whether a word is a plural for people, or a counterpart in the company.
func isPeople(t analyzer.Token) bool {
	return strings.HasSuffix(t.Norm, "ers") || strings.HasSuffix(t.Norm, "ors") || strings.HasSuffix(t.Norm, "ists") || t.In(counterparts)
}

// reported reports whether the sentence gives its view to others, or to an earlier time: "most people treat it as", "they said that".
func reported(s *analyzer.Sentence) bool {
	for _, m := range s.Cues(analyzer.Distance) {
		if m.Entry.Field(0) != "elsewhere" {
			return true
		}
	}
	return false
}
