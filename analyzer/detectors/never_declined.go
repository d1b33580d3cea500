package detectors

import (
	"strings"

	"redflag/analyzer"
)

// NeverDeclined flags answers about work that was stopped or argued against, where there was none or only a supposed case.
var NeverDeclined = &analyzer.Detector{
	Name:  "never-declined",
	Title: "never said no to a project",
	Doc: `Asked about a project that they stopped, declined or argued against, the candidate has none, or only a hypothetical one ("I'd
be comfortable doing that"). A case that is told clears the answer, also where the argument was lost.`,
	Why: `Not every problem needs the technology in question. Who has never once advised against a project either had no say or does
not weigh what a project costs.`,
	Question: "\"{}\" - which project would you not start again today, and who would have had to hear it?",
	Severity: analyzer.Medium,
	Bad: `Interviewer: Have you ever advised against a project?
Candidate: Not really, no. If the numbers weren't there I'd be comfortable saying so.
`,
	Good: `Interviewer: Have you ever advised against a project?
Candidate: Yes, the queue camera. I worked out that it would save two hours a week, and told the site manager not to buy it.
`,
	Reads: analyzer.Transcript,
	Turn:  true,
	Run:   neverDeclined,
}

func neverDeclined(p *analyzer.Pass) {
	told := refusedLater(p.Document)
	t := pressing{d: p.Document}
	for a := range answers(p.Document) {
		asked, again := t.next(a, "declined")
		if asked && a.exchange.FollowUp && !again {
			continue
		}
		asked = asked || !again && hints(p.Document, a.exchange, asksOfRefusal)
		e := declinedEvasion(a, asked || again, again && asked)
		if e.how == empty && told[a.exchange] {
			e.how = tells // the candidate comes to it
		}
		if e.how != tells {
			t.flagged = asked || again
		}
		switch e.how {
		case denies:
			p.Flag(e.strength, "Has no project that was stopped, declined or argued against.", e.at.Span)
		case theorises, empty:
			p.Flag(e.strength, "Tells no project that was stopped, declined or argued against, only what would be done or who decides.", e.at.Span)
		}
	}
}

// asksOfRefusal is a sign: a word for stopping or arguing against, said to the candidate, or a verb of saying with a word that goes
// against something behind it: "did you ever tell a client not to bother?"
func asksOfRefusal(s *analyzer.Sentence) bool {
	toYou, ever, speaks := false, false, false
	for i, t := range s.Tokens {
		toYou = toYou || t.Norm == "you" || t.Norm == "you've" || t.Norm == "you'd" || t.Norm == "your"
		ever = ever || t.Norm == "ever" || t.Norm == "any" || t.Norm == "once"
		if t.In(pleadingNow) || t.In(pleading) {
			for j := i + 1; j < len(s.Tokens) && j <= i+maxToRefusal; j++ {
				speaks = speaks || s.Tokens[j].In(counter) && s.Tokens[j].Norm != "only" || strings.HasSuffix(s.Tokens[j].Norm, "n't") || s.Tokens[j].Norm == "wrong"
			}
		}
	}
	return toYou && (s.Has(analyzer.Declined) || ever && speaks)
}

var pleadingNow = analyzer.WordSet("pleading-now")

// declinedEvasion judges one turn; again: the question was evaded before.
func declinedEvasion(a answer, asked, again bool) evasion {
	turn := all(a.turn)
	if len(turn) == 0 {
		return evasion{}
	}
	d := denialIn(turn, asked, "declined")
	told := tellingOf(turn)
	if d.found {
		told = d.after(turn)
	}
	switch {
	case !asked && !d.found, refusalsIn(turn) > 0 && told.events > 0, told.own() >= 2 && told.anchors() >= 1 && told.theory < 2, told.own() >= 4:
		return evasion{}
	case d.found && d.plain && asked:
		return evasion{denies, analyzer.Strong, d.at(turn)}
	case d.found:
		return evasion{denies, analyzer.Fair, d.at(turn)}
	case told.theory >= 2 && told.own() == 0:
		return evasion{theorises, analyzer.Strong, firstTheory(turn)}
	case told.theory > 0 && told.own() < 2 && told.anchors() < 2:
		return evasion{theorises, analyzer.Fair, firstTheory(turn)}
	case again && told.words >= leastAgain && told.anchors() == 0 && told.own() == 0:
		return evasion{empty, analyzer.Fair, firstOf(turn)}
	case asked && told.words >= leastAnswer && told.acts < 2 && told.anchors() < 2 && !asksBack(turn):
		return nothingTold(turn, told)
	}
	return evasion{}
}

// nothingTold judges an answer in which nothing is refused and hardly anything is told: what always is so says that there was no
// case; what was so may be one in words that no list holds.
func nothingTold(turn []*analyzer.Sentence, told telling) evasion {
	if told.acts == 0 && told.events <= 2 {
		return evasion{empty, analyzer.Fair, firstOf(turn)}
	}
	if told.events <= 4 && told.anchors() == 0 {
		return evasion{empty, analyzer.Weak, firstOf(turn)}
	}
	return evasion{}
}

// refusedLater holds the exchanges after which the candidate tells of something refused, in the same thread.
func refusedLater(d *analyzer.Document) map[*analyzer.Exchange]bool {
	later := map[*analyzer.Exchange]bool{}
	for a := range answers(d) {
		if turn := all(a.turn); refusalsIn(turn) == 0 || tellingOf(turn).events == 0 {
			continue
		}
		for i := range d.Exchanges {
			e := &d.Exchanges[i]
			if e == a.exchange {
				break
			}
			later[e] = later[e] || e.Thread == a.exchange.Thread
		}
	}
	return later
}

// refusalsIn counts the words of work stopped or argued against that stand in no supposed clause.
func refusalsIn(turn []*analyzer.Sentence) int {
	n := 0
	for _, s := range turn {
		for _, c := range clausesOf(s) {
			if t := c.telling(); t.theory > 0 && t.events == 0 || c.supposes() || c.denies() {
				continue
			}
			for _, cue := range s.Cues(analyzer.Declined) {
				if c.first <= cue.First && cue.First < c.last {
					n++
				}
			}
			if c.speaksAgainst() {
				n++
			}
		}
	}
	return n
}

// denies reports whether a no stands in the clause with a word of denial.
func (c clause) denies() bool {
	for _, cue := range c.s.Cues(analyzer.Denial) {
		if c.first <= cue.First && cue.First < c.last {
			return true
		}
	}
	return false
}

// maxToRefusal is how far behind a verb of saying the word of refusing stands.
const maxToRefusal = 14

// speaksAgainst reports whether the clause holds a past verb of saying or showing of the candidate's own, and a word that goes against
// something stands behind it in the sentence: "asked for it to be put on ice", "wrote that nobody would look at it".
func (c clause) speaksAgainst() bool {
	for i := c.first; i < c.last; i++ {
		if !c.in(pleading, i) {
			continue
		}
		if who := c.subjectOf(i); subjects.Holds(who) && !ownSubjects.Holds(who) || who == "who" || who == "nobody" {
			continue
		}
		for j := i + 1; j < len(c.s.Tokens) && j <= i+maxToRefusal; j++ {
			if n := c.s.Tokens[j].Norm; c.s.Tokens[j].In(counter) || strings.HasSuffix(n, "n't") {
				return true
			}
		}
	}
	return false
}

var (
	pleading    = analyzer.WordSet("pleading")
	counter     = analyzer.WordSet("counter")
	ownSubjects = analyzer.WordSet("own-subject")
)

// asksBack reports whether a short turn asks what is meant.
func asksBack(turn []*analyzer.Sentence) bool {
	last := turn[len(turn)-1]
	return len(turn) <= 2 && len(last.Tokens) > 0 && last.Tokens[len(last.Tokens)-1].Norm == "?"
}
