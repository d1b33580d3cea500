package detectors

import (
	"strings"

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
	Turn:  true,
	Run:   noFailureSpecifics,
}

func noFailureSpecifics(p *analyzer.Pass) {
	told := toldLater(p.Document)
	t := pressing{d: p.Document}
	for a := range answers(p.Document) {
		asked, again := t.next(a, "failure")
		if asked && a.exchange.FollowUp && !again {
			// "And what changed since?" may be answered in the present tense; "was there another?" hardly.
			if questionHas(p.Document, a.exchange, asksForAnother) && questionWords(p.Document, a.exchange) <= shortly {
				if e := failureEvasion(a, true, false); e.how == theorises || e.how == denies && e.strength < analyzer.Strong {
					t.flagged = true
					p.Flag(analyzer.Fair, e.message(), e.at.Span)
				}
			}
			continue
		}
		e := failureEvasion(a, asked || again, again)
		if e.how == empty && (told[a.exchange] || !asked) {
			e.how = tells // asked once more, the candidate does tell it
		}
		if e.how == tells && !asked && hints(p.Document, a.exchange, asksOfMishap) {
			if e = failureEvasion(a, true, false); e.how == empty {
				e.how = tells
			}
			asked = true
		}
		if e.how != tells {
			t.flagged = asked || again
			p.Flag(e.strength, e.message(), e.at.Span)
		}
	}
}

// asksOfMishap is a sign: a mishap, or something that goes wrong.
func asksOfMishap(s *analyzer.Sentence) bool {
	for i, t := range s.Tokens {
		if t.In(mishaps) || t.In(goes) && i+1 < len(s.Tokens) && s.Tokens[i+1].In(astray) {
			return true
		}
	}
	return false
}

// asksForAnother is a sign: one more case is asked for.
func asksForAnother(s *analyzer.Sentence) bool {
	for _, t := range s.Tokens {
		switch t.Norm {
		case "another", "other", "others", "else", "more", "ever", "always", "second", "besides", "with":
			return true
		}
	}
	return false
}

// toldLater holds the exchanges after which the candidate tells something in full: in the same thread, or when a short
// question follows.
func toldLater(d *analyzer.Document) map[*analyzer.Exchange]bool {
	later := map[*analyzer.Exchange]bool{}
	for a := range answers(d) {
		if t := tellingOf(all(a.turn)); t.anchors() < 2 || t.own() == 0 {
			continue
		}
		for i := range d.Exchanges {
			e := &d.Exchanges[i]
			if e == a.exchange {
				break
			}
			later[e] = later[e] || e.Thread == a.exchange.Thread || &d.Exchanges[i+1] == a.exchange && questionWords(d, a.exchange) <= shortly
		}
	}
	return later
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

// failureEvasion judges one turn; again: the question was evaded before.
func failureEvasion(a answer, asked, again bool) evasion {
	turn := all(a.turn)
	if len(turn) == 0 {
		return evasion{}
	}
	told := tellingOf(turn)
	if d := denialIn(turn, asked, "failure"); d.found {
		rest := d.after(turn)
		switch {
		case rest.anchors() >= 2 && rest.own() >= 1, rest.anchors() == 1 && rest.own() >= 3, told.anchors() >= 2 && told.own() >= 3 && (!d.plain || told.anchors() == 3):
			return evasion{}
		case asked && d.plain:
			return evasion{denies, analyzer.Strong, d.at(turn)}
		case asked:
			return evasion{denies, analyzer.Fair, d.at(turn)}
		case told.anchors() < 2 && told.own() < 2:
			return evasion{denies, analyzer.Fair, d.at(turn)}
		}
		return evasion{}
	}
	if !asked || told.words < leastAnswer && !(again && told.words >= leastAgain) {
		return evasion{}
	}
	switch {
	case told.theory >= 2 && told.own() < 2 && told.anchors() < 2:
		return evasion{theorises, analyzer.Strong, firstTheory(turn)}
	case again && told.theory > 0 && told.own() == 0 && told.anchors() < 2, told.theory >= 2 && told.acts < 2 && told.theory > told.events:
		return evasion{theorises, analyzer.Fair, firstTheory(turn)}
	case told.anchors() == 0:
		return evasion{empty, analyzer.Fair, firstOf(turn)}
	case told.anchors() == 1 && told.own() == 0:
		return evasion{empty, analyzer.Weak, firstOf(turn)}
	}
	return evasion{}
}

// An answer of fewer words asks back, or takes time to think; to a question that was evaded before, a shorter one is an answer too.
const (
	leastAnswer = 12
	leastAgain  = 4
)

// denial is where a turn says that there was nothing of a kind.
type denial struct {
	found           bool
	sentence, token int
	plain           bool // in words that can mean nothing else
}

func (d denial) at(turn []*analyzer.Sentence) *analyzer.Sentence { return turn[d.sentence] }

// after reads what stands behind the denial.
func (d denial) after(turn []*analyzer.Sentence) telling {
	rest := tellingFrom(turn[d.sentence], d.token+1)
	rest.add(tellingOf(turn[d.sentence+1:]))
	return rest
}

// see notes a denial; the first place stays.
func (d *denial) see(sentence, token int, plain bool) {
	if !d.found {
		d.found, d.sentence, d.token = true, sentence, token
	}
	d.plain = d.plain || plain
}

// denialIn finds where a turn says that there was nothing of a kind. Unless it was asked for, only plain words count.
func denialIn(turn []*analyzer.Sentence, asked bool, kind string) denial {
	var d denial
	for i, s := range turn {
		for _, c := range s.Cues(analyzer.Denial) {
			k := c.Entry.Field(0)
			if plain := k == plainly[kind] && (asked || !isAftermath(s) && (kind == "failure" || isOfWork(s))); plain || asked && (k == kind || k == "any") {
				d.see(i, c.First, plain)
			}
		}
		if !asked {
			continue
		}
		if i < 2 && saysNo(s) {
			d.see(i, 0, true)
		}
		if at := mishapDenied(s); kind == "failure" && at >= 0 {
			d.see(i, at, false)
		}
	}
	return d
}

// plainly names the kind of denial.tsv whose words need no question.
var plainly = map[string]string{"failure": "plain", "declined": "refused"}

var (
	mishaps  = analyzer.StemSet("mishap")
	negating = analyzer.WordSet("negating")
	goes     = analyzer.WordSet("goes")
	astray   = analyzer.WordSet("astray")
)

// maxDenied is how far behind a "no" the failure stands that it denies.
const maxDenied = 6

// mishapDenied returns the token at which a sentence denies a mishap ("I'd struggle to call anything a failure", "doesn't really
// go down"), -1 where none does.
func mishapDenied(s *analyzer.Sentence) int {
	for _, c := range clausesOf(s) {
		for i := c.first; i < c.last; i++ {
			if n := c.norm(i); !c.in(negating, i) && !strings.HasSuffix(n, "n't") {
				continue
			}
			for j := i + 1; j < c.last && j <= i+maxDenied; j++ {
				if s.Tokens[j].In(mishaps) || c.in(goes, j) && c.in(astray, j+1) {
					return i
				}
			}
		}
	}
	return -1
}

// isAftermath reports whether a sentence says what was so after something: "we never had an outage again".
func isAftermath(s *analyzer.Sentence) bool {
	for _, t := range s.Tokens {
		if t.In(aftermath) {
			return true
		}
	}
	return false
}

// isOfWork reports whether a sentence names what a project may be called: "never said no" may be to a cup of tea.
func isOfWork(s *analyzer.Sentence) bool {
	for _, t := range s.Tokens {
		if t.In(ofWork) {
			return true
		}
	}
	return false
}

var (
	aftermath = analyzer.WordSet("aftermath")
	ofWork    = analyzer.WordSet("of-work")
)

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
