package detectors

import (
	"slices"

	"redflag/analyzer"
)

// ToolAllegiance flags verdicts on tools that no context bounds.
var ToolAllegiance = &analyzer.Detector{
	Name:  "tool-allegiance",
	Title: "a tool judged without a context",
	Doc: `The candidate declares a tool, a vendor or a technique right or wrong in general: the only serious option, a toy, a dead end,
nobody should use it. An opinion that rests on own use with its limits, that says for whom it holds, or that first asks what the
listener has, is not meant.`,
	Why: `Tools are right for a load, a team and a budget. Who judges them before asking about those may carry the last project's
answers to the next one.`,
	Question: "You said \"{}\": when would you choose otherwise, and what would you need to know about us first?",
	Severity: analyzer.Low,
	Bad: `Interviewer: Which orchestrator would you pick for us?
Candidate: Dagster, no question. Nobody should start anything on Airflow any more.
`,
	Good: `Interviewer: Which orchestrator would you pick for us?
Candidate: How many jobs do you run? With three people on call we kept Airflow, because its upgrades cost us a day a quarter and no more.
`,
	Reads: analyzer.Transcript,
	Run:   toolAllegiance,
}

const allegianceMessage = "A tool is judged in general, with no word on the context in which that holds."

func toolAllegiance(p *analyzer.Pass) {
	weigh(p, onTools, allegianceMessage, func(flag flagFunc) { allegianceFrames(p, flag) })
}

// allegianceFrames flags by phrases and grammar alone.
func allegianceFrames(p *analyzer.Pass, flag flagFunc) {
	for o := range opinions(p.Document) {
		asked := o.exchange.Asked("tools") || asksForTools(&o)
		about := asksForVerdict(p.Document, &o)
		partOf := map[int][]*analyzer.Sentence{} // by sentence, the part of the answer that it is in
		for _, part := range parts(o.sentences) {
			for range part {
				partOf[len(partOf)] = part
			}
		}
		near := false // a tool was named in the sentence before
		for i, s := range o.sentences {
			named := namesTool(s)
			if o.bounded(p.Document, i) {
				near = near || named
				continue
			}
			grade := sweeps(p.Document, s, named, near, asked && (about || named) && len(partOf[i]) <= briefAnswer)
			if about && len(partOf[i]) <= briefAnswer && !actsIn(partOf[i]) && !isQuestion(p.Document, s) {
				grade = max(grade, min(decides(s), analyzer.Weak))
			}
			if grade > 0 {
				flag(grade, allegianceMessage, s)
				named = true
			}
			near = named
		}
	}
}

// asksForTools reports whether a question before the turn names a tool.
func asksForTools(o *opinion) bool {
	for _, s := range o.asked {
		if namesTool(s) {
			return true
		}
	}
	return false
}

// namesTool reports whether a sentence names a tool, a vendor or a technique.
func namesTool(s *analyzer.Sentence) bool {
	for _, u := range s.ToolUses() {
		if !u.Listed || s.Capital(u.First) && u.First > 0 {
			return true
		}
	}
	return has(s, analyzer.Allegiance, "class")
}

// sweeps grades a sentence that judges a tool in general. near says that a tool was named just before, asked that tools were asked for.
func sweeps(d *analyzer.Document, s *analyzer.Sentence, named, near, asked bool) analyzer.Strength {
	if isQuestion(d, s) || !named && !near && !asked {
		return 0
	}
	plain, lean := 0, 0
	for _, c := range s.Cues(analyzer.Allegiance) {
		switch kind := c.Entry.Field(0); {
		case kind == "class" || kind == "verdict" || distanced(s, c):
		case kind == "lean", kind == "final" && !named:
			lean++
		case !denied(s, c):
			plain++
		}
	}
	switch {
	case plain > 0 && named && (asked || plain+lean > 1):
		return analyzer.Strong
	case plain > 0 && (named || asked), lean > 1 && named && asked:
		return analyzer.Fair
	case plain > 0:
		return analyzer.Weak
	}
	return 0
}

// longOnTools is how many tokens a question has at most that asks for a view on a tool rather than mentions one.
const longOnTools = 30

// asksForVerdict reports whether the question right before the turn asks for a tool, or for what is thought of one, and little else.
func asksForVerdict(d *analyzer.Document, o *opinion) bool {
	tokens, named, plain := 0, slices.Contains(o.exchange.Own, "tools"), false
	for _, q := range o.exchange.Questions {
		for s := range sentences(&d.Sections[q]) {
			tokens += len(s.Tokens)
			named = named || namesTool(s)
			plain = plain || isQuestion(d, s)
		}
	}
	return named && tokens <= longOnTools && (plain || tokens <= longOnTools/2)
}

var (
	softTotals  = analyzer.WordSet("total-in-part")
	obligations = analyzer.WordSet("obligation")
	verdicts    = analyzer.StemSet("verdict-word")
)

// decides grades a sentence of an answer that tells no act of the speaker's and no condition: by words of totality, of obligation and
// of praise or scorn.
func decides(s *analyzer.Sentence) analyzer.Strength {
	total, duty, praise, sure := 0, 0, 0, 0
	for i := range s.Tokens {
		t := &s.Tokens[i]
		switch {
		case t.In(totals) && !t.In(softTotals):
			total = 1
		case t.In(obligations):
			duty = 1
		case t.In(verdicts):
			praise++
		}
	}
	if reported(s) {
		return 0
	}
	for _, c := range s.Cues(analyzer.Allegiance) {
		switch kind := c.Entry.Field(0); {
		case kind == "class" || distanced(s, c):
		case denied(s, c) && (kind == "for" || kind == "against"):
			return 0 // "I wouldn't say that it is the only option"
		case kind == "for", kind == "against", kind == "verdict":
			sure += 2
		default:
			sure++
		}
	}
	switch n := total + duty + praise + sure; {
	case n > 3 && sure > 1:
		return analyzer.Strong
	case n > 1:
		return analyzer.Fair
	case n > 0:
		return analyzer.Weak
	}
	return 0
}

// bounded reports whether sentence i of the turn ties what it says to a context: in itself, or by own use in the sentences around it.
func (o *opinion) bounded(d *analyzer.Document, i int) bool {
	if has(o.sentences[i], analyzer.Bounds) {
		return true
	}
	for j := range o.sentences {
		s := o.sentences[j]
		switch {
		case j == i:
		case has(s, analyzer.Bounds, "asks") && j < i:
			return true // the context was asked for first
		case (j == i-1 || j == i+1) && has(s, analyzer.Bounds, "own") && goesOnAbout(s):
			return true
		}
	}
	return false
}

// goesOnAbout reports whether a sentence goes on about a tool: it names one, or points back, and does not begin with another matter
// ("For tracing I'd hold off").
func goesOnAbout(s *analyzer.Sentence) bool {
	for i := 0; i < len(s.Tokens) && i < 2; i++ {
		if n := s.Tokens[i].Norm; n == "for" || n == "as" {
			return false
		}
	}
	for i := range s.Tokens {
		if s.Tokens[i].In(pointing) {
			return true
		}
	}
	return namesTool(s)
}

var pointing = analyzer.WordSet("pointing")
