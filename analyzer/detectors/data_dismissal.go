package detectors

import (
	"slices"

	"redflag/analyzer"
)

// DataDismissal flags words that treat data work as trivial, as somebody else's, or as solved.
var DataDismissal = &analyzer.Detector{
	Name:  "data-dismissal",
	Title: "data work waved away",
	Doc: `The candidate treats data quality, cleaning, labelling, pipelines or feature work as trivial or beneath them, as somebody
else's, as something the model or the tool sees to, or as fine without a look. A division of work that is told with care (contracts,
checks, an incident that was shared) is not meant, nor is a view that the candidate has given up.`,
	Why: `Most of what goes wrong with a model in use comes in with its data. Who waves that work away has either been spared it or
will leave it to others.`,
	Question: "You said \"{}\": tell me about the last time bad data reached one of your models. Who found it, and how?",
	Severity: analyzer.High,
	Bad: `Interviewer: What shape was the data in?
Candidate: I couldn't tell you, cleaning is really the data team's job, I focus on the modelling.
`,
	Good: `Interviewer: What shape was the data in?
Candidate: The data team loads it, but we wrote the checks on the nine fields that the model lives on, and when one fails both teams are called.
`,
	Reads: analyzer.Transcript,
	Run:   dataDismissal,
}

func dataDismissal(p *analyzer.Pass) {
	weigh(p, onData, dismissalMessage["plain"], func(flag flagFunc) { dismissalFrames(p, flag) })
}

// dismissalFrames flags by phrases and grammar alone.
func dismissalFrames(p *analyzer.Pass, flag flagFunc) {
	for o := range opinions(p.Document) {
		asked := o.exchange.Asked("data") || o.asks(p.Document, analyzer.DataWork, "work") || o.count(analyzer.DataWork, "work", "data") > 1
		about := asksForData(p.Document, &o)
		for _, part := range parts(o.sentences) {
			if !anyHas(part, analyzer.Dismissal, "care") {
				dismissalIn(p.Document, flag, part, asked, about)
			}
		}
	}
}

// dismissalIn flags the sentences of a part of an answer. asked says that data was spoken of in the question, about that it asks for
// little else.
func dismissalIn(d *analyzer.Document, flag flagFunc, part []*analyzer.Sentence, asked, about bool) {
	brief := len(part) <= briefAnswer
	waved := slices.ContainsFunc(part, func(s *analyzer.Sentence) bool {
		grade, _ := dismisses(d, s, asked, false, brief)
		return grade > analyzer.Weak
	})
	bare := about && brief && tokensOf(part) <= briefWords && !actsIn(part)
	near := false // data work was spoken of in the sentence before
	for i, s := range part {
		grade, cue := dismisses(d, s, asked, near, brief)
		if bare {
			if g, c := passesBy(d, part, i); g > grade && !(waved && c.Entry.Field(0) == "assumed") {
				grade, cue = g, c
			}
		}
		if grade > 0 {
			flag(grade, dismissalMessage[cue.Entry.Field(0)], s)
		}
		near = grade > 0 || has(s, analyzer.DataWork, "work")
	}
}

var dismissalMessage = map[string]string{
	"plain":   "Work on data is waved away.",
	"trivial": "Work on data is treated as trivial, or as beneath the speaker.",
	"other":   "Work on data is put down as somebody else's, with no word on how the two sides meet.",
	"solved":  "Work on data is left to the model or the tool, with no word on how that was checked.",
	"lean":    "Work on data was asked for, and the answer passes it by.",
	"hint":    "Work on data was asked for, and the answer passes it by.",
	"":        "Work on data was asked for, and the answer passes it by.",
	"assumed": "The data is taken to be fine, with no word on a look at it.",
}

// longOnData is how many tokens a question has at most that asks for the data rather than mentions it.
const longOnData = 35

// asksForData reports whether the question right before the turn is about data, and little else.
func asksForData(d *analyzer.Document, o *opinion) bool {
	tokens, named, plain := 0, slices.Contains(o.exchange.Own, "data"), false
	for _, q := range o.exchange.Questions {
		for s := range sentences(&d.Sections[q]) {
			tokens += len(s.Tokens)
			plain = plain || isQuestion(d, s)
			named = named || has(s, analyzer.DataWork) && (len(o.exchange.Own) == 0 || has(s, analyzer.DataWork, "work"))
		}
	}
	return named && tokens <= longOnData && (plain || tokens <= longOnData/2)
}

// briefWords is how many tokens an answer has at most that passes the data by.
const briefWords = 90

// tokensOf counts the tokens of a turn.
func tokensOf(turn []*analyzer.Sentence) int {
	n := 0
	for _, s := range turn {
		n += len(s.Tokens)
	}
	return n
}

// passing is what a sentence holds that passes the data by.
type passing struct {
	firm, hints int // words that wave it away, and words that do so beside others
	without     int // what the speaker does not do or know, and others who see to it
	cue         analyzer.Cue
}

func (p passing) sum() int { return p.firm + p.hints + p.without }

// longSentence is how many tokens a sentence has at most that is read so: a longer one holds such words by chance.
const longSentence = 32

// passingIn reads a sentence of an answer that tells no act of the speaker's.
func passingIn(d *analyzer.Document, s *analyzer.Sentence) passing {
	p := passing{cue: analyzer.Cue{Entry: &analyzer.Entry{}}}
	if isQuestion(d, s) || len(s.Tokens) > longSentence || reported(s) {
		return p
	}
	for _, c := range s.Cues(analyzer.Dismissal) {
		switch kind := c.Entry.Field(0); {
		case kind == "care" || distanced(s, c) || kind != "hint" && denied(s, c):
			continue
		case kind == "lean" || kind == "hint":
			p.hints++
		default:
			p.firm++
		}
		if p.cue.Entry.Phrase == "" {
			p.cue = c
		}
	}
	if disowns(s) {
		p.without++
	}
	if leavesToOthers(s) {
		p.without++
	}
	return p
}

// terseAnswer is how many sentences an answer has at most that is judged as a whole.
const terseAnswer = 2

// passesBy grades sentence i of such an answer; a terse one counts as a whole, at the sentence that holds most.
func passesBy(d *analyzer.Document, turn []*analyzer.Sentence, i int) (analyzer.Strength, analyzer.Cue) {
	here := passingIn(d, turn[i])
	n, firm := here.sum(), here.firm+here.without
	if len(turn) <= terseAnswer {
		for j := range turn {
			if j == i {
				continue
			}
			other := passingIn(d, turn[j])
			if other.sum() > here.sum() || other.sum() == here.sum() && j < i {
				return 0, here.cue
			}
			n += other.sum()
			firm += other.firm + other.without
		}
	}
	switch terse := len(turn) <= terseAnswer; {
	case n > 2 && here.firm > 0:
		return analyzer.Strong, here.cue
	case n > 1 && (firm > 0 || terse), n > 0 && terse && firm > 0:
		return analyzer.Fair, here.cue
	case n > 0:
		return analyzer.Weak, here.cue
	}
	return 0, here.cue
}

// briefAnswer is how many sentences wave a question away, rather than answer it.
const briefAnswer = 4

// dismisses grades a sentence; asked and near say that data was asked for, or spoken of just before, brief that little else is said.
func dismisses(d *analyzer.Document, s *analyzer.Sentence, asked, near, brief bool) (analyzer.Strength, analyzer.Cue) {
	if isQuestion(d, s) {
		return 0, analyzer.Cue{}
	}
	meant := func(c analyzer.Cue) bool { return c.Entry.Field(0) != "care" && !denied(s, c) && !distanced(s, c) }
	if c, ok := cueOf(s, analyzer.Dismissal, meant, "plain"); ok {
		return analyzer.Strong, c
	}
	here := has(s, analyzer.DataWork, "work")
	if c, ok := cueOf(s, analyzer.Dismissal, meant, "trivial", "other", "solved", "assumed"); ok {
		switch {
		case here && asked:
			return analyzer.Strong, c
		case here, asked && brief && c.Entry.Field(0) != "assumed":
			return analyzer.Fair, c
		case asked, near, has(s, analyzer.DataWork):
			return analyzer.Weak, c
		}
		return 0, c
	}
	if c, ok := cueOf(s, analyzer.Dismissal, meant, "lean"); ok && asked && brief {
		if n := len(s.Cues(analyzer.Dismissal)); n > 1 && len(s.Quantities()) == 0 {
			return analyzer.Fair, c
		}
		return analyzer.Weak, c
	}
	return 0, analyzer.Cue{}
}
