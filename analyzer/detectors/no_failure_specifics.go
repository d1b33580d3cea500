package detectors

import (
	"redflag/analyzer"
)

// NoFailureSpecifics flags answers about a failure that deny having had one, stay in theory, or tell one without anything in it.
var NoFailureSpecifics = &analyzer.Detector{
	Name:  "no-failure-specifics",
	Title: "no failure, or none with specifics",
	Doc: `Asked about a failure, an incident or a mistake, the candidate says that there was none, answers in theory ("typically you
would ..."), or tells one in which no metric moves, no system has a name and nothing has a date or a duration. Two of the three
clear the answer, and so does one of them with the candidate's own actions. A follow-up question that is evaded again is flagged
again. A plain denial is flagged wherever it stands.`,
	Why: `Who has run a system remembers its worst day in detail: which number moved, what broke, what was done first. Who has none to
tell may have watched rather than owned, or would rather not say.`,
	Question: "\"{}\" - which system was it, what did you see first, and what did you do in the first half hour? If it wasn't yours, whose was it?",
	Severity: analyzer.High,
	Bad: `Interviewer: Tell me about a failure in production that you were responsible for.
Candidate: I've never had an outage, touch wood. Typically you would look at the logs first and then roll back.
Interviewer: And a smaller one?
Candidate: No, nothing comes to mind.
`,
	Good: `Interviewer: Tell me about a failure in production that you were responsible for.
Candidate: In March the parcel model scored an empty file. Late parcels went from two percent to nine by noon. I turned it off at ten past twelve and rang the depot.
Interviewer: And a smaller one?
Candidate: In May I dropped a table in staging, and we lost half a day.
`,
	Reads: analyzer.Transcript,
	Run:   noFailureSpecifics,
}

func noFailureSpecifics(p *analyzer.Pass) {
	evaded := map[int]bool{} // by thread: the answer before was flagged
	for a := range answers(p.Document) {
		asked := a.exchange.Asked("failure")
		e := failureEvasion(a, asked)
		if asked && a.exchange.FollowUp && !evaded[a.exchange.Thread] && e.how != denies {
			continue // "and what changed since?" may be answered in the present tense
		}
		if e.how == tells {
			continue
		}
		evaded[a.exchange.Thread] = asked
		p.Flag(e.strength, e.message(), e.at.Span)
	}
}

// evasion is how an answer keeps away from what was asked for.
type evasion struct {
	how      way
	strength analyzer.Strength
	at       *analyzer.Sentence // which shows it first
}

type way uint8

const (
	tells     way = iota // it does not
	denies               // there was none
	theorises            // it says what one would do
	empty                // nothing in the story can be checked
)

func (e evasion) message() string {
	switch e.how {
	case denies:
		return "Says that there was no failure to tell of, and tells nothing concrete in its place."
	case theorises:
		return "Speaks of failures in theory or by habit: no act of the candidate's own, no system, number or time."
	}
	return "Tells a failure in which no metric moves, no system is named and nothing is dated."
}

// failureEvasion judges one turn.
func failureEvasion(a answer, asked bool) evasion {
	turn := all(a.turn)
	if len(turn) == 0 {
		return evasion{}
	}
	denial, plain := denialIn(turn, asked, "failure")
	told := tellingOf(turn)
	if denial >= 0 {
		rest := tellingOf(turn[denial+1:])
		switch {
		case rest.anchors() >= 2 && rest.own() >= 1, rest.anchors() == 1 && rest.own() >= 3, told.anchors() == 3 && told.own() >= 3:
			return evasion{}
		case asked && plain:
			return evasion{denies, analyzer.Strong, turn[denial]}
		case asked:
			return evasion{denies, analyzer.Fair, turn[denial]}
		case plain && told.anchors() < 2 && told.own() < 2:
			return evasion{denies, analyzer.Fair, turn[denial]}
		}
		return evasion{}
	}
	if !asked || told.words < leastAnswer {
		return evasion{}
	}
	switch {
	case told.theory >= 2 && told.own() < 2 && told.anchors() < 2:
		return evasion{theorises, analyzer.Strong, firstTheory(turn)}
	case told.theory >= 2 && told.acts < 2 && told.theory > told.events:
		return evasion{theorises, analyzer.Fair, firstTheory(turn)}
	case told.anchors() == 0:
		return evasion{empty, analyzer.Fair, firstOf(turn)}
	case told.anchors() == 1 && told.own() == 0:
		return evasion{empty, analyzer.Weak, firstOf(turn)}
	}
	return evasion{}
}

// leastAnswer is how many words an answer has at least: a shorter one asks back, or takes time to think.
const leastAnswer = 12

// denialIn finds the first sentence that says that there was nothing of a kind, -1 where none does; plain where its words can mean
// nothing else. Unless it was asked for, only plain words count.
func denialIn(turn []*analyzer.Sentence, asked bool, kind string) (at int, plain bool) {
	at = -1
	for i, s := range turn {
		for _, c := range s.Cues(analyzer.Denial) {
			k := c.Entry.Field(0)
			if clear := k == plainly[kind] && (asked || !isAftermath(s)); clear || asked && (k == kind || k == "any") {
				if at < 0 {
					at = i
				}
				plain = plain || clear
			}
		}
		if asked && i < 2 && saysNo(s) {
			if at < 0 {
				at = i
			}
			plain = true
		}
	}
	return at, plain
}

// plainly names the kind of denial.tsv whose words need no question.
var plainly = map[string]string{"failure": "plain", "declined": "refused"}

// isAftermath reports whether a sentence says what was so after something: "we never had an outage again".
func isAftermath(s *analyzer.Sentence) bool {
	for _, t := range s.Tokens {
		switch t.Norm {
		case "since", "again", "after", "afterwards", "anymore", "until", "now", "like", "because":
			return true
		}
	}
	return false
}

// firstTheory is the first sentence that speaks in theory.
func firstTheory(turn []*analyzer.Sentence) *analyzer.Sentence {
	for _, s := range turn {
		if tellingIn(s).theory > 0 {
			return s
		}
	}
	return firstOf(turn)
}

// firstOf is the first sentence that is more than an opening word.
func firstOf(turn []*analyzer.Sentence) *analyzer.Sentence {
	for _, s := range turn {
		if len(s.Tokens) > 5 {
			return s
		}
	}
	return turn[0]
}
