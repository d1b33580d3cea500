package analyzer

import (
	"slices"
	"strings"
)

// In an interview a claim's measurement may be told anywhere in the answer, or in the answers to the questions that follow it up.
// What is told belongs to the claim whose subject or size it names; else to the claim told last; a follow-up that names no claim asks
// about all of the answer before it.

// talk is a question with its follow-ups.
type talk []exchange

type exchange struct {
	asked  []*Sentence
	said   []spokenSentence
	claims []*Claim // of the answer
	probe  string   // "how" or "size" where the interviewer asks on; ""
}

// spokenSentence is a sentence of an answer, with its claims.
type spokenSentence struct {
	*Sentence
	claims []*Claim
}

// followUps is how many follow-ups an answer has that can be about its claims.
const followUps = 6

// findSpokenSupport adds to each claim of an interview what the answer and its follow-ups say of its measurement and size.
func (d *Document) findSpokenSupport() {
	if len(d.Claims) == 0 {
		return
	}
	byPlace := map[[3]int][]*Claim{}
	for i := range d.Claims {
		c := &d.Claims[i]
		at := [3]int{c.Section, c.Block, c.Sentence}
		byPlace[at] = append(byPlace[at], c)
	}
	var t talk
	for i := range d.Exchanges {
		e := &d.Exchanges[i]
		x := exchange{asked: d.saidIn(e.Questions)}
		for _, turn := range e.Answers {
			for b := range d.Sections[turn].Blocks {
				sentences := d.Sections[turn].Blocks[b].Sentences
				for k := range sentences {
					cs := byPlace[[3]int{turn, b, k}]
					x.said = append(x.said, spokenSentence{&sentences[k], cs})
					x.claims = append(x.claims, cs...)
				}
			}
		}
		if !d.goesOn(t, &x, e) {
			t = nil
		} else if len(t) > followUps {
			t = t[1:]
		}
		t = append(t, x)
		d.supportAnswer(&t[len(t)-1])
		d.supportFollowedUp(t)
	}
}

func (d *Document) saidIn(turns []int) []*Sentence {
	var out []*Sentence
	for _, t := range turns {
		for b := range d.Sections[t].Blocks {
			sentences := d.Sections[t].Blocks[b].Sentences
			for k := range sentences {
				out = append(out, &sentences[k])
			}
		}
	}
	return out
}

// longQuestion is how many words a question that follows up has at most, where its words do not name the claim.
const longQuestion = 24

// goesOn reports whether an exchange follows up on the talk, and notes what its question asks for.
func (d *Document) goesOn(t talk, x *exchange, e *Exchange) bool {
	if len(t) == 0 {
		return false
	}
	words := 0
	for _, s := range x.asked {
		words += len(s.Tokens)
		for _, c := range s.Cues(Probes) {
			if x.probe = c.Entry.Field(0); x.probe == "how" {
				break
			}
		}
	}
	if e.FollowUp {
		return true
	}
	if len(e.Own) == 0 && x.probe != "" && words <= longQuestion {
		return true
	}
	for _, c := range t[len(t)-1].claims {
		for _, s := range x.asked {
			if d.namesSize(s, c) {
				return true
			}
		}
	}
	return false
}

// near is how many sentences behind a claim without a size may give one without naming what it is about.
const near = 3

// ahead is how many sentences before a claim may tell how it was measured without naming it.
const ahead = 4

// supportAnswer gives what an answer says of measurement to its own claims.
func (d *Document) supportAnswer(x *exchange) {
	if len(x.claims) == 0 {
		return
	}
	d.doubtPresent(x)
	var before *spokenSentence
	since := 0 // sentences since before
	for i := range x.said {
		s := &x.said[i]
		since++
		if len(s.claims) > 0 {
			ev := s.evidence(true)
			for _, c := range s.claims {
				c.take(ev)
			}
			if before != nil && (s.pointsBack() || d.sharesAny(s.Sentence, before.claims)) {
				for _, c := range before.claims {
					c.take(ev)
				}
			}
			before, since = s, 0
			continue
		}
		if s.turnsAway() {
			before = nil
		}
		ev := s.evidence(false)
		if ev.empty() {
			continue
		}
		owners := d.claimsNamed(s.Sentence, x.claims)
		if len(owners) == 0 && before != nil {
			owners = before.claims
		}
		if len(owners) == 0 {
			for j := i + 1; j < len(x.said) && j <= i+ahead && len(owners) == 0; j++ {
				owners = x.said[j].claims
			}
		}
		for _, c := range owners {
			if len(c.Magnitude) == 0 && (before == nil || since > near) && !d.namesSubject(s.Sentence, c) {
				continue // how much better something vague got is told at once, or with its name
			}
			c.take(ev)
			if c.Span.Start < s.Start {
				c.takeSize(ev)
			}
		}
	}
}

// doubtPresent doubts the claims of how things are where neither the question nor the answer before them tells of work that was done:
// they may speak of the world.
func (d *Document) doubtPresent(x *exchange) {
	done := false
	for _, q := range x.asked {
		done = done || q.hasAny(0, len(q.Tokens), "did", "was", "were", "went", "came", "done", "worked", "changed", "helped", "built", "you've", "happened", "been", "achieved", "brought")
	}
	for i := range x.said {
		s := &x.said[i]
		done = done || s.tellsOwnWork()
		for _, c := range s.claims {
			c.Doubtful = c.Doubtful || c.present && (!done || s.hasAny(0, len(s.Tokens), "you", "your"))
		}
	}
}

// tellsOwnWork reports whether the sentence says that the speaker did something: "I rewrote the runbooks", "my alerts".
func (s *Sentence) tellsOwnWork() bool {
	for i := 1; i < len(s.Tokens); i++ {
		switch p := s.norm(i - 1); p {
		case "also", "then", "just":
			p = s.norm(i - 2)
			fallthrough
		case "i", "we", "i've", "we've":
			if (p == "i" || p == "we" || p == "i've" || p == "we've") && s.isAct(i) {
				return true
			}
		}
	}
	return false
}

// isAct reports whether token i is a verb in the past by which something was done.
func (s *Sentence) isAct(i int) bool {
	w := s.norm(i)
	return !s.in(noAct, i) && (s.Tokens[i].Finished() || s.in(pastIrregular, i) || pastIrregular.Holds(strings.TrimPrefix(w, "re")) || len(w) > 4 && strings.HasSuffix(w, "ed"))
}

var (
	noAct         = WordSet("no-act")
	pastIrregular = WordSet("past-irregular")
)

// supportFollowedUp gives what the last answer of a talk says to the claims before it that the question is about.
func (d *Document) supportFollowedUp(t talk) {
	x := &t[len(t)-1]
	var earlier, last []*Claim
	for i := range t[:len(t)-1] {
		if earlier = append(earlier, t[i].claims...); len(t[i].claims) > 0 {
			last = t[i].claims
		}
	}
	if len(earlier) == 0 || len(x.said) == 0 {
		return
	}
	var asked []*Claim
	for _, q := range x.asked {
		asked = append(asked, d.claimsNamed(q, earlier)...)
	}
	about := asked
	if len(about) == 0 && x.probe != "" {
		about = last
	}
	if x.probe != "" {
		for _, c := range about {
			c.Probed = true
		}
	}
	for i := range x.said {
		s := &x.said[i]
		if len(s.claims) > 0 && len(asked) == 0 && !s.pointsBack() && (x.probe != "how" || s.turnsAway()) {
			continue
		}
		ev := s.evidence(x.probe == "size")
		if x.probe == "how" {
			for _, c := range s.cues {
				if c.List == Methods && c.Entry.Field(0) == "asked" {
					ev.method = append(ev.method, s.SpanOf(c))
				}
			}
		}
		if ev.empty() {
			continue
		}
		owners := about
		if len(asked) == 0 {
			if named := d.claimsNamed(s.Sentence, earlier); len(named) > 0 {
				owners = named
			}
		}
		for _, c := range owners {
			c.take(ev)
			if len(s.claims) == 0 {
				c.takeSize(ev)
			}
		}
	}
}

// evidence is what a sentence says of measurement.
type evidence struct{ method, baseline, size []Span }

func (e *evidence) empty() bool { return len(e.method)+len(e.baseline)+len(e.size) == 0 }

// evidence collects the sentence's words of method, its changes, its ranges, and sizes that are told on their own.
func (s *spokenSentence) evidence(own bool) evidence {
	e := evidence{method: append(s.methods(own), s.comparisons(own)...)}
	qs := s.quantities()
	for _, ch := range s.changes(qs) {
		e.baseline = append(e.baseline, ch.before.Span(s.Sentence))
		e.size = append(e.size, ch.after.Span(s.Sentence))
	}
	if len(e.baseline) == 0 && s.tellsBefore(qs) {
		e.baseline = append(e.baseline, qs[0].Span(s.Sentence))
	}
	for i, q := range qs {
		if i+1 < len(qs) && s.isRange(q, qs[i+1]) {
			e.method = append(e.method, Span{s.Tokens[q.First].Start, s.Tokens[qs[i+1].Last].End})
		}
		if (q.Unit == Percent || q.Unit == Factor || q.Unit == Duration && !isPeriod(s.Sentence, q)) && (s.sizeWordNear(q) || s.pointsBack() && q.Unit != Duration) {
			e.size = append(e.size, q.Span(s.Sentence))
		}
	}
	return e
}

var (
	sources  = WordSet("source")
	measures = WordSet("measures")
)

// comparisons are the ways in which a sentence says without words of method that something was compared, read off, or is rough: "two
// weeks with it and two without it", "same routes, same drivers", "it's off the meter", "somewhere between one and three".
func (s *spokenSentence) comparisons(own bool) []Span {
	var out []Span
	same, with, without := -1, -1, -1
	for i := range s.Tokens {
		switch w := s.norm(i); {
		case w == "on" || w == "over" || w == "across":
			if n, ok := s.numberFrom(i + 1); ok && s.sampledBehind(n+1) {
				out = append(out, Span{s.Tokens[i].Start, s.Tokens[n].End})
			}
		case w == "same" && s.hasNumber(i+1):
			out = append(out, s.Tokens[i].Span) // "off the same twenty zones"
		case w == "same":
			if same >= 0 {
				out = append(out, Span{s.Tokens[same].Start, s.Tokens[i].End})
			}
			same = i
		case w == "with" && with < 0:
			with = i
		case w == "without":
			without = i
		case w == "between":
			if low, ok := s.numberFrom(i + 1); ok && s.norm(low+1) == "and" {
				if high, ok := s.numberFrom(low + 2); ok {
					out = append(out, Span{s.Tokens[i].Start, s.Tokens[high].End})
				}
			}
		case w == "against" && own && s.norm(i+1) == "the":
			out = append(out, s.Tokens[i].Span)
		case s.in(sources, i) && (s.pointsBack() || s.hasAny(0, i, "see")) && s.hasAny(i-4, i, "off", "from", "by", "on", "in", "at"):
			out = append(out, s.Tokens[i].Span)
		case s.in(measures, i) && (s.norm(i+1) == "it" || s.norm(i+1) == "them" || s.norm(i+1) == "that" || s.norm(i+1) == "every" || s.norm(i+1) == "each"):
			out = append(out, s.Tokens[i].Span)
		}
	}
	if at := s.thanOthers(); at >= 0 {
		out = append(out, s.Tokens[at].Span)
	}
	if with >= 0 && without > with {
		out = append(out, Span{s.Tokens[with].Start, s.Tokens[without].End})
	}
	return out
}

// thanOthers is the "than" behind which a group stands that was compared: "than the other two", "less than B"; -1 where there is none.
func (s *spokenSentence) thanOthers() int {
	for i := range s.Tokens {
		if s.norm(i) != "than" {
			continue
		}
		if s.hasAny(i+1, i+3, "other", "others", "rest", "control", "untouched", "unchanged") || i+1 < len(s.Tokens) && len(s.norm(i+1)) == 1 && s.norm(i+1) != "i" && s.norm(i+1) != "a" {
			return i
		}
	}
	return -1
}

var samples = WordSet("sample")

// sampledBehind reports whether what is counted at token i is what a test is made of: "on two hundred questions".
func (s *Sentence) sampledBehind(i int) bool {
	for j := i; j < len(s.Tokens) && j < i+3; j++ {
		if s.in(samples, j) {
			return true
		}
	}
	return false
}

func (s *Sentence) hasNumber(i int) bool {
	last, ok := s.numberFrom(i)
	return ok && last+1 < len(s.Tokens) && s.Tokens[last+1].Kind == Word
}

// numberFrom is the last token of the number that begins at token i.
func (s *Sentence) numberFrom(i int) (last int, ok bool) {
	if i < len(s.Tokens) && s.Tokens[i].Kind == Number {
		return i, true
	}
	n, ok := s.spelledAt(i)
	return n.last, ok
}

// isRange reports whether two quantities are the ends of a range, or a part of a counted whole: "between eleven and fourteen",
// "ten to twenty-five or so", "four hundred sixty of the five hundred".
func (s *spokenSentence) isRange(a, b Quantity) bool {
	between := s.words(a.Last+1, b.First)
	switch between {
	case "and":
		return s.hasAny(a.First-3, a.First, "between")
	case "of the", "out of", "out of the", "of":
		return a.Unit == Count && b.Unit == Count && a.Value >= 10 && b.Value >= a.Value
	case "to":
		return s.hasAny(b.Last+1, b.Last+6, "thereabouts", "interval", "depending") || s.hasAny(0, a.First, "interval", "wide", "range")
	}
	return false
}

var sizeWords = WordSet("size-word")

func (s *spokenSentence) sizeWordNear(q Quantity) bool {
	for j := max(q.First-3, 0); j < len(s.Tokens) && j <= q.Last+3; j++ {
		if s.in(sizeWords, j) {
			return true
		}
	}
	return false
}

// pointsBack reports whether the sentence begins by pointing at what was just said: "it was ...", "that came out at ...", "so it's ...".
func (s *spokenSentence) pointsBack() bool {
	for i := 0; i < len(s.Tokens) && i < 3; i++ {
		switch s.norm(i) {
		case "it", "it's", "that", "that's", "which", "those", "both", "measured", "compared":
			return true
		case "and", "so", ",", "well", "yeah", "yes", "but", "oh", "i", "think":
			continue
		}
		return false
	}
	return false
}

var turnsAway = WordSet("turns-away")

// turnsAway reports whether the sentence begins by turning to another matter: "also ...", "and another ...".
func (s *spokenSentence) turnsAway() bool {
	i := 0
	for i < len(s.Tokens) && (s.norm(i) == "and" || s.norm(i) == "oh" || s.norm(i) == "," || s.norm(i) == "yeah") {
		i++
	}
	if s.norm(i) == "then" || s.norm(i+1) == "then" {
		return !s.hasAny(i, len(s.Tokens), "it", "that", "this", "both", "it's", "that's")
	}
	return s.in(turnsAway, i) || s.hasAny(i, i+4, "also")
}

// take adds evidence to the claim.
func (c *Claim) take(e evidence) {
	c.Method = appendNew(c.Method, e.method)
	c.Baseline = appendNew(c.Baseline, e.baseline)
}

// appendNew appends the spans that are not in the list yet.
func appendNew(list, spans []Span) []Span {
	for _, s := range spans {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// takeSize gives the claim a size that is told after it, where it has none.
func (c *Claim) takeSize(e evidence) {
	if len(c.Magnitude) == 0 {
		c.Magnitude = append(c.Magnitude, e.size...)
	}
}

// named returns the claims whose subject or size the sentence names.
func (d *Document) claimsNamed(s *Sentence, claims []*Claim) []*Claim {
	var out []*Claim
	for _, c := range claims {
		if d.namesSize(s, c) || d.namesSubject(s, c) {
			out = append(out, c)
		}
	}
	return out
}

func (d *Document) sharesAny(s *Sentence, claims []*Claim) bool {
	for _, c := range claims {
		if d.namesSubject(s, c) || d.namesSize(s, c) {
			return true
		}
	}
	return false
}

// namesSize reports whether the sentence says the number of the claim's size again: "how did you establish the nineteen?"
func (d *Document) namesSize(s *Sentence, c *Claim) bool {
	if len(c.Magnitude) == 0 {
		return false
	}
	own := d.sentenceOf(c)
	for i := range own.Tokens {
		t := &own.Tokens[i]
		if c.Magnitude[0].Contains(t.Span) && (t.Kind == Number || spelled[t.Norm] > 2) {
			for j := range s.Tokens {
				if s.Tokens[j].Norm == t.Norm {
					return true
				}
			}
		}
	}
	return false
}

func (d *Document) sentenceOf(c *Claim) *Sentence {
	return &d.Sections[c.Section].Blocks[c.Block].Sentences[c.Sentence]
}

var noSubject = StemSet("no-subject")

// namesSubject reports whether the sentence speaks of what the claim is about.
func (d *Document) namesSubject(s *Sentence, c *Claim) bool {
	if c.subject == nil {
		c.subject = d.spokenSubject(c)
	}
	for j := range s.Tokens {
		if c.subject[s.Tokens[j].Stem] {
			return true
		}
	}
	return false
}

// spokenSubject is the set of stems that say what a claim is about: the words of its clause that are no grammar, size or degree.
func (d *Document) spokenSubject(c *Claim) map[string]bool {
	own := d.sentenceOf(c)
	at := 0
	for at < len(own.Tokens) && own.Tokens[at].Start < c.Outcome.Start {
		at++
	}
	about := map[string]bool{}
	for i := own.spokenStart(at); i < len(own.Tokens) && own.Tokens[i].End <= c.End; i++ {
		t := &own.Tokens[i]
		if t.Kind != Word || len(t.Norm) < 4 || t.In(noSubject) || t.In(commonStems) || t.In(functionWords) || t.Verb() != 0 || spelled[t.Norm] > 0 || t.In(spokenDegree) || t.In(spokenBetter) || t.In(movesDown) || t.In(movesUp) {
			continue
		}
		about[t.Stem] = true
	}
	return about
}
