package detectors

import (
	"strings"

	"redflag/analyzer"
)

// Measurement credits claims that say how they were measured, or against what.
var Measurement = &analyzer.Detector{
	Name: "measurement", Title: "says how it was measured", Doc: "An impact claim with its method, or with before and after values.",
	Reads: analyzer.Resume, Run: measurement,
}

func measurement(p *analyzer.Pass) {
	for _, c := range p.Document.Claims {
		s := p.Document.Sections[c.Section].Blocks[c.Block].Sentences[c.Sentence]
		if len(c.Baseline) > 0 {
			p.Credit("baseline", s.Span)
		}
		if len(c.Method) > 0 {
			p.Credit("measurement method", s.Span)
		}
	}
}

// Lessons credits trade-offs, declined work, lessons and doubts that are told.
var Lessons = &analyzer.Detector{
	Name: "lessons", Title: "tells limits and lessons", Doc: "Trade-offs, declined or cancelled projects, lessons from failures, uncertainty and confounders.",
	Reads: analyzer.Resume, Run: lessons,
}

func lessons(p *analyzer.Pass) {
	for s := range toldSentences(p.Document) {
		seen := map[string]bool{}
		for _, c := range s.Cues(analyzer.Credits) {
			if signal := c.Entry.Field(0); !seen[signal] {
				seen[signal] = true
				p.Credit(signal, s.Span)
			}
		}
	}
}

// Heard credits what was strong in the answers of an interview.
var Heard = &analyzer.Detector{
	Name: "heard", Title: "heard in an answer",
	Doc: `What speaks for the candidate in an answer, quoted where it is said best: a system by its own name, a metric that moved, a timeline,
the own role, the first actions in a failure, trade-offs, how a figure was measured and against what, confounders, uncertainty, work
declined, lessons, empathy with the other side, context asked for before advice, a plain analogy.`,
	Reads: analyzer.Transcript, Run: heard,
}

// signals are what is listened for in each sentence of an answer.
var signals = []struct {
	name string
	hear func(h *hearing, i int) sound
}{
	{"named system", namedSystem},
	{"metric moved", metricMoved},
	{"timeline", timeline},
	{"own role", ownRole},
	{"first actions", firstActions},
	{"trade-off", tradeOff},
	{"measurement method", measurementMethod},
	{"baseline", baseline},
	{"confounder", confounder},
	{"uncertainty", uncertainty},
	{"declined", declinedWork},
	{"lesson", lessonDrawn},
	{"empathy", empathy},
	{"context asked", contextAsked},
	{"plain analogy", plainAnalogy},
}

// sound is how plainly a sentence gives a signal, 0: not at all, and the token at which it does.
type sound struct{ score, at int }

// heard gives each signal at most once a turn, at the sentence in which it is plainest.
func heard(p *analyzer.Pass) {
	names := namesOfSystems(p.Document)
	for a := range answers(p.Document) {
		h := listen(p.Document, a, names)
		for _, signal := range signals {
			best, at := sound{}, -1
			for i := range h.said {
				if h.said[i].asks && signal.name != "context asked" {
					continue
				}
				if s := signal.hear(h, i); s.score > best.score {
					best, at = s, i
				}
			}
			if at >= 0 {
				p.Credit(signal.name, h.excerpt(at, best.at))
			}
		}
	}
}

// hearing is an answer as it is listened to.
type hearing struct {
	answer
	doc       *analyzer.Document
	said      []utterance
	sum       telling
	names     map[string]bool // what the candidate calls systems
	supported map[int]bool    // by sentence: a claim that says how it was measured
	bare      map[int]bool    // by sentence: a claim that says neither that nor against what
}

// utterance is a sentence of an answer with what it tells.
type utterance struct {
	*analyzer.Sentence
	telling
	clauses []clause
	asks    bool // a question
}

func listen(d *analyzer.Document, a answer, names map[string]bool) *hearing {
	h := &hearing{answer: a, doc: d, names: names, supported: map[int]bool{}, bare: map[int]bool{}}
	for s := range sentences(a.turn) {
		u := utterance{Sentence: s, telling: tellingIn(s), clauses: clausesOf(s)}
		u.asks = len(s.Tokens) > 0 && s.Tokens[len(s.Tokens)-1].Norm == "?"
		h.said = append(h.said, u)
		h.sum.add(u.telling)
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		for n, u := range h.said {
			if u.Contains(c.Span) {
				h.supported[n] = h.supported[n] || c.Supported()
				h.bare[n] = h.bare[n] || !c.Supported()
			}
		}
	}
	return h
}

// A credit quotes a sentence whole up to longQuote tokens, of a longer run of speech the clauses around the place; one of less than
// shortQuote tokens ("both true.") with the sentence before it.
const (
	longQuote  = 60
	shortQuote = 5
)

// excerpt is what a credit quotes for what is said at a token of sentence i.
func (h *hearing) excerpt(i, at int) analyzer.Span {
	s := &h.said[i]
	if i > 0 && len(s.Tokens) < shortQuote && len(h.said[i-1].Tokens) <= longQuote {
		return analyzer.Span{Start: h.said[i-1].Start, End: s.End}
	}
	if len(s.Tokens) <= longQuote {
		return s.Span
	}
	first, last := 0, len(s.Tokens)
	for _, c := range s.clauses {
		if c.last < at-longQuote/2 {
			first = c.last
		}
		if c.first > at+longQuote/3 {
			last = c.first
			break
		}
	}
	for first < last-1 && s.Tokens[first].Kind == analyzer.Punct {
		first++
	}
	return analyzer.Span{Start: s.Tokens[first].Start, End: s.Tokens[last-1].End}
}

// says finds the first phrase of a signal in sentence i that holds: not denied, not supposed, near a size where it needs one.
func (h *hearing) says(i int, signal string) (at int, ok bool) {
	u := h.said[i]
	for _, cue := range u.Cues(analyzer.Merits) {
		if !hasSignal(cue.Entry.Field(0), signal) || cue.Entry.Field(1) == "size" && !h.sized(i) {
			continue
		}
		c, ok := u.clauseAt(cue.First)
		if !ok || c.negates(cue.First) {
			continue
		}
		if signal == "lesson" || !c.supposes() && c.telling().theory == 0 && !u.supposedAt(cue.First) { // "if I did it again"
			return cue.First, true
		}
	}
	return 0, false
}

// sized reports whether a number that tells how much stands in sentence i or next to it, or anywhere in the answer where a claim does.
func (h *hearing) sized(i int) bool {
	for j := max(i-2, 0); j <= i+1 && j < len(h.said); j++ {
		if h.said[j].moved || h.supported[j] {
			return true
		}
	}
	return false
}

// asked reports whether the answer is one to a question for one of the topics.
func (h *hearing) asked(topics ...string) bool {
	for _, t := range topics {
		if h.exchange.Asked(t) {
			return true
		}
	}
	return false
}

// story reports whether the answer tells what happened, with the candidate in it.
func (h *hearing) story() bool {
	return h.sum.own() >= 2 && h.sum.theory*2 <= h.sum.events+h.sum.present
}

// asksFor reports whether the question has a phrase of the kind.
func (h *hearing) asksFor(kind string) bool {
	for _, q := range h.exchange.Questions {
		for s := range sentences(&h.doc.Sections[q]) {
			for _, c := range s.Cues(analyzer.Merits) {
				if c.Entry.Field(0) == kind {
					return true
				}
			}
		}
	}
	return false
}

// clauseAt is the clause that token i stands in.
func (u *utterance) clauseAt(i int) (clause, bool) {
	for _, c := range u.clauses {
		if c.first <= i && i < c.last {
			return c, true
		}
	}
	return clause{}, false
}

// supposedAt reports whether the words before token i suppose a case ("if we had kept a baseline").
func (u *utterance) supposedAt(i int) bool {
	for _, c := range u.clauses {
		if c.first > i {
			break
		}
		if c.supposes() && i-c.first < 12 && !(c.norm(c.first) == "if" && c.in(subjects, c.first+1) && c.first == 0 && i == 0) {
			return true
		}
	}
	return false
}

// negates reports whether a no stands before token i in its clause.
func (c clause) negates(i int) bool {
	for j := max(c.first, i-5); j < i; j++ {
		switch n := c.norm(j); n {
		case "not", "never", "no", "without", "nobody", "neither", "nor", "hardly", "cannot", "lack", "nothing", "none":
			return true
		default:
			if len(n) > 3 && n[len(n)-3:] == "n't" {
				return true
			}
		}
	}
	return false
}

// hasSignal reports whether a list of signals ("confounder, uncertainty") holds one.
func hasSignal(list, signal string) bool {
	for s := range strings.SplitSeq(list, ", ") {
		if s == signal {
			return true
		}
	}
	return false
}
