package detectors

import (
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
	t := pressing{d: p.Document}
	for a := range answers(p.Document) {
		asked, again := t.next(a, "declined")
		if asked && a.exchange.FollowUp && !again {
			continue
		}
		asked = asked || !again && hints(p.Document, a.exchange, asksOfRefusal)
		e := declinedEvasion(a, asked || again, again && asked)
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

// asksOfRefusal is a sign: a word for stopping or arguing against, said to the candidate.
func asksOfRefusal(s *analyzer.Sentence) bool {
	toYou := false
	for _, t := range s.Tokens {
		toYou = toYou || t.Norm == "you" || t.Norm == "you've" || t.Norm == "you'd" || t.Norm == "your"
	}
	return toYou && s.Has(analyzer.Declined)
}

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
	}
	return evasion{}
}

// refusalsIn counts the words of work stopped or argued against that stand in no supposed clause.
func refusalsIn(turn []*analyzer.Sentence) int {
	n := 0
	for _, s := range turn {
		for _, c := range clausesOf(s) {
			if t := c.telling(); t.theory > 0 || c.supposes() || c.denies() {
				continue
			}
			for _, cue := range s.Cues(analyzer.Declined) {
				if c.first <= cue.First && cue.First < c.last {
					n++
				}
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
