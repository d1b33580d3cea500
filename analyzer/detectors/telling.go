package detectors

import (
	"slices"
	"strings"

	"redflag/analyzer"
)

// telling is how much of an answer is told rather than theory: whether the three anchors of a story are there (something that
// moved, a named system, a time), and how often the candidate is the one who acts.
type telling struct {
	moved, system, when bool
	acts                int // the candidate's own, in the past
	present             int // the same in the present tense, as those tell who learned English late
	events              int // of anybody, in the past
	theory              int // "one would", "typically", "you roll back"
	vague               int // "resolved", "handled": own, yet nothing is told
	words               int
}

// anchors is how many of the three are there.
func (t telling) anchors() int {
	n := 0
	for _, has := range []bool{t.moved, t.system, t.when} {
		if has {
			n++
		}
	}
	return n
}

// own is how often the candidate acts; the present tense counts where something else ties it to one occasion.
func (t telling) own() int {
	if t.anchors() > 0 && t.theory < 2 {
		return t.acts + t.present
	}
	return t.acts
}

func (t *telling) add(o telling) {
	t.moved, t.system, t.when = t.moved || o.moved, t.system || o.system, t.when || o.when
	t.acts += o.acts
	t.present += o.present
	t.events += o.events
	t.theory += o.theory
	t.vague += o.vague
	t.words += o.words
}

// tellingOf reads some sentences of one turn.
func tellingOf(told []*analyzer.Sentence) telling {
	var sum telling
	for _, s := range told {
		sum.add(tellingIn(s))
	}
	return sum
}

// tellingIn reads a sentence clause by clause: what stands in a supposed clause ("if it falls over at two in the morning") anchors
// nothing, nor does what goes on from it without a word of the past.
func tellingIn(s *analyzer.Sentence) telling { return readingOf(s).telling }

// reading is what several rules ask of a sentence.
type reading struct {
	clauses []clause
	telling telling
}

// readingOf reads a sentence once for all rules.
func readingOf(s *analyzer.Sentence) *reading {
	return s.Memo(func(s *analyzer.Sentence) any {
		clauses := cutClauses(s)
		return &reading{clauses, tellingOfClauses(clauses, 0)}
	}).(*reading)
}

// tellingFrom reads the clauses of a sentence that begin at a token or after it.
func tellingFrom(s *analyzer.Sentence, from int) telling { return tellingOfClauses(clausesOf(s), from) }

func tellingOfClauses(clauses []clause, from int) telling {
	var sum telling
	supposed := false
	for _, c := range clauses {
		if c.first < from {
			continue
		}
		t := c.telling()
		supposed = t.theory > 0 || c.supposes() || supposed && t.acts+t.events == 0
		if supposed {
			t = telling{acts: t.acts, theory: t.theory, words: t.words}
		}
		sum.add(t)
	}
	return sum
}

// clause is a run of a sentence's tokens that no mark and no joining word parts.
type clause struct {
	s           *analyzer.Sentence
	first, last int // the last is not of it
}

// clausesOf returns the clauses of a sentence; they must not be changed.
func clausesOf(s *analyzer.Sentence) []clause { return readingOf(s).clauses }

// cutClauses cuts a sentence at its marks, and at words that join clauses, which stand in their place in unpunctuated speech.
func cutClauses(s *analyzer.Sentence) []clause {
	var out []clause
	from := 0
	cut := func(end int) {
		if end > from {
			out = append(out, clause{s, from, end})
		}
		from = end
	}
	for i := range s.Tokens {
		switch n := s.Tokens[i].Norm; {
		case s.Tokens[i].Kind == analyzer.Punct && strings.ContainsAny(n, ",;:.!?()\u2014"):
			cut(i)
			from = i + 1
		case s.Tokens[i].In(joining):
			cut(i)
		case n == "and" && i+1 < len(s.Tokens) && s.Tokens[i+1].In(subjects):
			cut(i)
		}
	}
	cut(len(s.Tokens))
	return out
}

var (
	joining     = analyzer.WordSet("joining")
	subjects    = analyzer.WordSet("subject-pronoun")
	inPast      = analyzer.WordSet("past-irregular")
	noPast      = analyzer.WordSet("no-past")
	stateful    = analyzer.WordSet("no-act")
	vagueActs   = analyzer.WordSet("vague-act")
	between     = analyzer.WordSet("between-subject-and-verb")
	actsNow     = analyzer.WordSet("act-in-present")
	saying      = analyzer.WordSet("would-say")
	numerals    = analyzer.WordSet("numeral")
	periods     = analyzer.WordSet("period")
	dates       = analyzer.WordSet("date")
	countless   = analyzer.WordSet("counted-in-theory")
	systemNouns = analyzer.WordSet("system-noun")
	nameless    = analyzer.WordSet("names-no-system")
	noNames     = analyzer.WordSet("no-name")
)

// norm is a token's folded word, "" outside of the clause.
func (c clause) norm(i int) string {
	if i < c.first || i >= c.last {
		return ""
	}
	return c.s.Tokens[i].Norm
}

// in reports whether token i is in a set; none outside of the clause is.
func (c clause) in(set *analyzer.Set, i int) bool {
	return i >= c.first && i < c.last && c.s.Tokens[i].In(set)
}

// supposes reports whether the clause sets a case that did not happen.
func (c clause) supposes() bool {
	for i := c.first; i < min(c.first+4, c.last); i++ {
		switch c.norm(i) {
		case "if", "suppose", "supposing", "whenever":
			return true
		}
	}
	return false
}

func (c clause) telling() telling {
	t := telling{}
	for _, cue := range c.s.Cues(analyzer.Theory) {
		if c.first <= cue.First && cue.First < c.last {
			t.theory++
		}
	}
	for i := c.first; i < c.last; i++ {
		if c.s.Tokens[i].Kind == analyzer.Punct {
			continue
		}
		t.words++
		switch {
		case c.timeAt(i):
			t.when = true
		case c.amountAt(i):
			t.moved = true
		case c.systemAt(i):
			t.system = true
		}
		c.countVerb(i, &t)
	}
	return t
}

// countVerb counts what the verb at token i, if it is one, tells.
func (c clause) countVerb(i int, t *telling) {
	switch {
	case c.wouldAt(i):
		t.theory++
	case c.genericAt(i):
		t.theory++
	case c.past(i):
		subject := c.subjectOf(i)
		own := subject == "i" || subject == "we" || subject == "i've" || subject == "we've" || subject == "i'd" || subject == "we'd" || subject == "" && i == c.first
		switch {
		case own && c.in(vagueActs, i):
			t.vague++
		case own && !c.in(stateful, i):
			t.acts++
		}
		t.events++
	case c.in(actsNow, i):
		if subject := c.subjectOf(i); subject == "i" || subject == "we" {
			t.present++
		}
	}
}

// past reports whether token i is a past form: of a word that is base and past form at once ("put", "cut") only where nothing else
// can be meant, which nothing here shows.
func (c clause) past(i int) bool {
	t := &c.s.Tokens[i]
	if t.In(noPast) || t.Finished() && t.Base() {
		return false
	}
	return t.Finished() || t.In(inPast) || len(t.Norm) > 4 && strings.HasSuffix(t.Norm, "ed") && !strings.HasSuffix(t.Norm, "eed")
}

// subjectOf is the pronoun that the verb at token i has for its subject, "" where none stands right before it.
func (c clause) subjectOf(i int) string {
	for j := i - 1; j >= c.first && j >= i-4; j-- {
		n := c.norm(j)
		if c.in(between, j) || strings.HasSuffix(n, "ly") {
			continue
		}
		if n == "and" && j > c.first && c.past(j-1) {
			return c.subjectOf(j - 1)
		}
		return n
	}
	if i > c.first && c.in(between, c.first) { // "then rolled back"
		return "i"
	}
	return ""
}

// wouldAt reports whether a supposed act stands at token i: "would look", "I'd check"; not "I'd say it was", nor "would have cost".
func (c clause) wouldAt(i int) bool {
	n := c.norm(i)
	short := supposers.Holds(strings.TrimSuffix(n, "'d")) && strings.HasSuffix(n, "'d")
	if !short && !((n == "would" || n == "should" || n == "could" || n == "must") && (c.in(supposers, i-1) || c.in(supposers, i-2))) {
		return false
	}
	j := i + 1
	for j < c.last && (c.in(between, j) || strings.HasSuffix(c.norm(j), "ly") || c.in(subjects, j)) {
		j++
	}
	if j >= c.last || c.in(saying, j) && n != "you'd" && n != "one'd" {
		return false
	}
	if !short {
		return true
	}
	either := c.in(actsNow, j) || c.s.Tokens[j].Base() && c.s.Tokens[j].Finished() // "I'd put" may be "I had put"; "you'd put" hardly
	return !c.past(j) && !c.in(noVerb, j) && !(either && (n == "i'd" || n == "we'd"))
}

// supposers are those whose "would" supposes what they do themselves, or what anybody does.
var supposers = analyzer.WordSet("supposer")

var noVerb = analyzer.WordSet("after-had")

// genericAt reports whether token i is a "you" or a "one" that means anybody: "you roll back", "one establishes".
func (c clause) genericAt(i int) bool {
	switch c.norm(i) {
	case "you":
	case "one":
		next := c.norm(i + 1)
		return len(next) > 3 && strings.HasSuffix(next, "s") && !strings.HasSuffix(next, "ss") && !c.in(periods, i+1) && !strings.HasSuffix(next, "'s") || next == "must" || next == "has" && c.norm(i+2) == "to"
	default:
		return false
	}
	if c.in(notGenericAfter, i-1) {
		return false
	}
	j := i + 1
	for j < c.last && c.in(between, j) {
		j++
	}
	return j < c.last && !c.past(j) && !c.in(notGenericBefore, j) && (c.s.Tokens[j].Base() || c.in(actsNow, j) || c.in(generic, j))
}

var (
	notGenericAfter  = analyzer.WordSet("before-listener")
	notGenericBefore = analyzer.WordSet("after-listener")
	generic          = analyzer.WordSet("after-anybody")
)

// timeAt reports whether token i dates or times something: a day, a month, a year, a clock time, a counted period.
func (c clause) timeAt(i int) bool {
	n := c.norm(i)
	switch {
	case c.in(dates, i):
		return true
	case c.in(periods, i):
		for j := i - 1; j >= i-3 && j >= c.first; j-- {
			switch w := c.norm(j); {
			case c.counts(j) || w == "half" || w == "couple" || w == "last" || w == "that" || w == "few" || w == "next" || w == "following" || w == "same":
				return true
			}
		}
		return false
	case c.s.Tokens[i].Kind == analyzer.Number:
		if len(n) == 4 && (strings.HasPrefix(n, "20") || strings.HasPrefix(n, "19")) {
			return true
		}
		next := c.norm(i + 1)
		return strings.HasSuffix(n, "am") || strings.HasSuffix(n, "pm") || next == "am" || next == "pm" || next == "o'clock" || c.in(periods, i+1) || c.norm(i-1) == "at" && (next == "in" || next == "")
	case c.in(numerals, i):
		next := c.norm(i + 1)
		return next == "o'clock" || next == "am" || next == "pm" || next == "a" && c.norm(i+2) == "m" || next == "p" && c.norm(i+2) == "m" ||
			next == "in" && c.norm(i+2) == "the" && (c.norm(i+3) == "morning" || c.norm(i+3) == "afternoon" || c.norm(i+3) == "evening") ||
			n == "twenty" && c.in(numerals, i+1) && c.norm(i-1) == "in" || n == "two" && next == "thousand" && c.norm(i+2) == "and"
	}
	return false
}

// counts reports whether token i is a number, in digits or words.
func (c clause) counts(i int) bool {
	return i >= c.first && i < c.last && (c.s.Tokens[i].Kind == analyzer.Number || c.in(numerals, i) || c.norm(i) == "one" && c.norm(i+1) != "of")
}

// amountAt reports whether token i is a number that tells how much of something there was.
func (c clause) amountAt(i int) bool {
	n := c.norm(i)
	if n == "halved" || n == "doubled" || n == "tripled" || n == "tenfold" || n == "dozens" {
		return true
	}
	if c.s.Tokens[i].Kind != analyzer.Number && !c.in(numerals, i) {
		return n == "one" && (c.norm(i+1) == "hundred" || c.norm(i+1) == "percent" || c.norm(i+1) == "point" || c.norm(i+1) == "thousand")
	}
	for j := i + 1; j <= i+3 && j < c.last; j++ {
		if c.in(periods, j) || c.in(countless, j) {
			return false
		}
		if !c.counts(j) && c.norm(j) != "and" && c.norm(j) != "or" {
			break
		}
	}
	if i+2 < c.last && c.norm(i+1) == "/" || c.norm(i-1) == "/" || c.norm(i-1) == "p" || c.norm(i-1) == "level" || c.norm(i-1) == "severity" || c.norm(i-1) == "tier" {
		return false
	}
	return true
}

// systemAt reports whether token i names a system: a tool, a name in capitals inside the sentence, or a model, a job, a service with
// a word that says which ("the churn model").
func (c clause) systemAt(i int) bool {
	for _, cue := range c.s.Cues(analyzer.Tools) {
		if cue.First == i {
			return true
		}
	}
	n := c.norm(i)
	if c.in(systemNouns, i) {
		prev := c.norm(i - 1)
		return prev != "" && !c.in(nameless, i-1) && c.s.Tokens[i-1].Kind == analyzer.Word && !strings.HasSuffix(prev, "ly")
	}
	if i == 0 || !c.s.Capital(i) || c.in(noNames, i) || c.in(dates, i) || len(n) < 3 {
		return false
	}
	switch prev := c.norm(i - 1); prev {
	case "at", "for", "joined", "mr", "dr":
		return false
	}
	return true
}

// all returns the sentences of a turn.
func all(turn *analyzer.Section) []*analyzer.Sentence {
	var out []*analyzer.Sentence
	for s := range sentences(turn) {
		out = append(out, s)
	}
	return out
}

// saysNo reports whether a sentence begins with a no, after the words with which speech begins.
func saysNo(s *analyzer.Sentence) bool {
	for i, t := range s.Tokens {
		switch {
		case t.Kind == analyzer.Punct || t.In(openers):
			continue
		case i > 6:
			return false
		}
		switch t.Norm {
		case "no", "nope", "never", "none", "nothing", "nah", "neither":
			return !agrees(s, i)
		case "not":
			return i+1 < len(s.Tokens) && s.Tokens[i+1].In(notThen)
		}
		return false
	}
	return false
}

// agrees reports whether the no at token i takes nothing back: "no, it's fine", "no problem", "no but there was".
func agrees(s *analyzer.Sentence, i int) bool {
	for j := i + 1; j < len(s.Tokens) && j < i+4; j++ {
		switch s.Tokens[j].Norm {
		case "problem", "worries", "fine", "bother", "but", "doubt", "question", "sure", "absolutely", "yeah", "yes", "good", "great":
			return true
		}
	}
	return false
}

var (
	openers = analyzer.WordSet("opener")
	notThen = analyzer.WordSet("not-then")
)

// pressing follows the questions of a transcript: it knows when one asks again for what the answer before kept away from.
type pressing struct {
	d       *analyzer.Document
	flagged bool // an answer of the exchange was

	exchange *analyzer.Exchange
	before   bool // an answer of the exchange before was flagged
}

// shortly is how many words a question has at most that asks again.
const shortly = 18

// next goes on to an answer: asked says whether its question asks for the topic, again whether it presses for what the answer
// before kept away from. A short question that asks for nothing known presses too.
func (t *pressing) next(a answer, topic string) (asked, again bool) {
	if a.exchange != t.exchange {
		t.before, t.flagged, t.exchange = t.flagged, false, a.exchange
	}
	words := questionWords(t.d, a.exchange)
	asked = a.exchange.Asked(topic) && words <= longest
	if topic != "plain" && questionHas(t.d, a.exchange, asksPlainly) {
		return false, false // an explanation is asked for
	}
	if len(a.exchange.Own) == 0 && questionHas(t.d, a.exchange, asksForQuestions) {
		return false, false // the candidate is to ask
	}
	turnsAway := len(a.exchange.Own) > 0 && !slices.Contains(a.exchange.Own, topic) || topic != "drift" && questionHas(t.d, a.exchange, asksHowMeasured)
	return asked, t.before && !turnsAway && words <= shortly && (a.exchange.FollowUp || len(a.exchange.Own) == 0)
}

// asksForQuestions is a sign: the candidate is given the floor, "Any questions for us?"
func asksForQuestions(s *analyzer.Sentence) bool {
	for _, c := range s.Cues(analyzer.Asks) {
		if slices.Contains(strings.Fields(c.Entry.Field(0)), "floor") {
			return true
		}
	}
	return false
}

// asksHowMeasured is a sign: how something is known, or how large it was; a no to that denies nothing that was asked for before.
func asksHowMeasured(s *analyzer.Sentence) bool { return s.Has(analyzer.Probes) }

// longest is how many words a question has at most: in a talk among equals that goes on for longer anything may be mentioned.
const longest = 140

// questionWords counts the words of an exchange's questions.
func questionWords(d *analyzer.Document, e *analyzer.Exchange) int {
	n := 0
	for _, q := range e.Questions {
		for s := range sentences(&d.Sections[q]) {
			n += tellingIn(s).words
		}
	}
	return n
}

// hints reports whether a question for which no topic is known holds a sign of what it asks for.
func hints(d *analyzer.Document, e *analyzer.Exchange, sign func(*analyzer.Sentence) bool) bool {
	return len(e.Own) == 0 && questionWords(d, e) <= longest && questionHas(d, e, sign)
}

// questionHas reports whether a sentence of an exchange's questions holds a sign.
func questionHas(d *analyzer.Document, e *analyzer.Exchange, sign func(*analyzer.Sentence) bool) bool {
	for _, q := range e.Questions {
		for s := range sentences(&d.Sections[q]) {
			if sign(s) {
				return true
			}
		}
	}
	return false
}

// hasStem is a sign: a word of a set of stems.
func hasStem(set *analyzer.Set) func(*analyzer.Sentence) bool {
	return func(s *analyzer.Sentence) bool {
		for i := range s.Tokens {
			if s.Tokens[i].In(set) {
				return true
			}
		}
		return false
	}
}
