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
	Run:   neverDeclined,
}

func neverDeclined(p *analyzer.Pass) {
	evaded := map[int]bool{}
	for a := range answers(p.Document) {
		asked := a.exchange.Asked("declined")
		if asked && a.exchange.FollowUp && !evaded[a.exchange.Thread] {
			continue
		}
		how, strength, at := declinedEvasion(a, asked)
		if how == tells {
			continue
		}
		evaded[a.exchange.Thread] = asked
		if how == denies {
			p.Flag(strength, "Has no project that was stopped, declined or argued against.", at.Span)
		} else {
			p.Flag(strength, "Says what would be done, and tells no project that was stopped, declined or argued against.", at.Span)
		}
	}
}

// declinedEvasion judges one turn.
func declinedEvasion(a answer, asked bool) (way, analyzer.Strength, *analyzer.Sentence) {
	turn := all(a.turn)
	denial, plain := denialIn(turn, asked, "declined")
	if len(turn) == 0 || !asked && denial < 0 {
		return tells, 0, nil
	}
	told := tellingOf(turn[denial+1:])
	refusals := refusalsIn(turn)
	switch {
	case refusals > 0 && told.events > 0, told.own() >= 2 && told.anchors() >= 1 && told.theory < 2, told.own() >= 4:
		return tells, 0, nil
	case denial >= 0 && plain && asked:
		return denies, analyzer.Strong, turn[denial]
	case denial >= 0:
		return denies, analyzer.Fair, turn[denial]
	case told.theory >= 2 && told.own() == 0:
		return theorises, analyzer.Strong, firstTheory(turn)
	case told.theory > 0 && told.own() < 2 && told.anchors() < 2:
		return theorises, analyzer.Fair, firstTheory(turn)
	}
	return tells, 0, nil
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
