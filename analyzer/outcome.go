package analyzer

import "strings"

// candidate is a word that may claim an outcome.
type candidate struct {
	at, end  int // tokens: the claiming words, inclusive
	form     ClaimForm
	class    VerbClass
	doubtful bool
	sized    bool // claims only where a magnitude stands with it
	weighed  bool // found by the weight of the words around it
	present  bool // told of how things are, not of how they came to be
	quantity int  // index of the magnitude that made it one (nominal and level claims); -1
}

var (
	outcomeNouns = WordSet("outcome")
	targetWords  = WordSet("target")
	degrees      = WordSet("degree")
	handledMoney = StemSet("handled")
	gainedMoney  = StemSet("gained")
)

// candidates finds the words of a sentence that claim an outcome, in text order.
func (s *Sentence) candidates(text string, qs []Quantity) []candidate {
	var out []candidate
	taken := -1 // last token that a candidate covers
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if i <= taken || t.Kind == Punct && !(i > 0 && (t.Norm == "+" || t.Norm == "-" || t.Norm == "↑" || t.Norm == "↓")) {
			continue
		}
		v := t.word.verb
		switch {
		case v.class&(Better|Weakly|Save|Level) != 0:
			if c, ok := s.verbCandidate(text, i, len(qs) > 0); ok {
				out = append(out, c)
				taken = c.end
				continue
			}
			fallthrough
		case t.In(outcomeNouns):
			if !t.In(outcomeNouns) {
				break
			}
			if c, ok := s.nounCandidate(i, qs); ok {
				out = append(out, c)
				taken = c.end
			}
		}
		if i <= taken {
			continue
		}
		if c, ok := s.moveCandidate(i, qs); ok {
			out = append(out, c)
			taken = c.end
			continue
		}
		if c, ok := s.worthCandidate(i, qs); ok {
			out = append(out, c)
			taken = c.end
			continue
		}
		if c, ok := s.comparativeCandidate(i, qs); ok {
			out = append(out, c)
			taken = c.end
		}
	}
	return s.addLevels(out, qs)
}

// moveCandidate accepts what came down or went up: "backlog is down 45%", "CPA down 28%", "battery use went down considerably".
func (s *Sentence) moveCandidate(i int, qs []Quantity) (candidate, bool) {
	c := candidate{at: i, end: i + 1, form: FiniteClaim, class: Weakly, quantity: -1, sized: true}
	if w := s.norm(i); i > 0 && (w == "down" || w == "up") && s.Tokens[i-1].Kind == Word && s.Tokens[i-1].Verb() == 0 && !s.isFunction(i-1) {
		c.end, c.form = i, NominalClaim
		for qi, q := range qs {
			if (q.Unit == Percent || q.Unit == Factor) && (q.First == s.afterApprox(i+1) || s.norm(i+1) == "by" && q.First == s.afterApprox(i+2)) {
				c.quantity = qi
				return c, true
			}
		}
		return c, false
	}
	if w := s.norm(i); w == "+" || w == "-" || w == "↑" || w == "↓" {
		return s.signCandidate(c, qs)
	}
	if next := s.norm(i + 1); next != "down" && next != "up" {
		return c, false
	}
	switch s.norm(i) {
	case "came", "come", "went", "gone", "is", "are", "was", "were":
		if s.in(degrees, i+2) {
			c.sized, c.class, c.end = false, Better, i+2
		}
		return c, true
	}
	return c, false
}

// signCandidate accepts a metric with a signed change: "Conversion +12%".
func (s *Sentence) signCandidate(c candidate, qs []Quantity) (candidate, bool) {
	c.end, c.form = c.at, NominalClaim
	for _, m := range s.cues {
		if m.List != Metrics || m.Last != c.at-1 || s.hyphenated(c.at) {
			continue
		}
		for qi, q := range qs {
			if (q.Unit == Percent || q.Unit == Factor) && q.First == c.at+1 {
				c.at, c.quantity = m.First, qi
				return c, true
			}
		}
	}
	return c, false
}

// worthCandidate accepts a sum that a word of result or of worth brings: "resulting in $3.4M in avoided spend", "worth £1.8m a year".
// Grants, prizes and funding are no impact (guide, settled cases).
func (s *Sentence) worthCandidate(i int, qs []Quantity) (candidate, bool) {
	c := candidate{at: i, end: i, form: NominalClaim, class: Save, quantity: -1}
	worth := s.norm(i) == "worth"
	if !worth && !s.isResultWord(i) {
		return c, false
	}
	for qi, q := range qs {
		if q.Unit != Money || q.First != s.afterApprox(i+1) {
			continue
		}
		outcome := !worth && s.resultIsTold(i)
		for j := max(0, i-4); j < len(s.Tokens) && j < q.Last+9; j++ {
			if s.Tokens[j].In(handledMoney) {
				return c, false
			}
			outcome = outcome || s.Tokens[j].In(gainedMoney)
		}
		c.quantity = qi
		return c, outcome
	}
	return c, false
}

// nounCandidate accepts an outcome noun that has a size ("a 20% improvement") or that a word of result brings ("led to cost savings").
func (s *Sentence) nounCandidate(i int, qs []Quantity) (candidate, bool) {
	c := candidate{at: i, end: i, form: NominalClaim, class: Better, quantity: -1}
	for qi, q := range qs {
		if q.Unit == Count && q.Value >= 10 || q.Unit == Duration && !q.Joined && q.Last < i-2 || isPeriod(s, q) {
			continue
		}
		near := q.Last < i && i-q.Last <= 4 && !s.breaks(q.Last+1, i)
		after := q.First > i && q.First-i <= 4 && (s.norm(i+1) == "of" || s.norm(i+1) == "by" || s.norm(i+1) == "(" || s.norm(i+1) == ":")
		if near || after || q.First > i && hasWord(s, i+1, q.First, "by") && q.First-i <= 8 && !s.breaks(i+1, q.First) {
			c.quantity = qi
			if q.Unit == Money && !after && s.norm(i) != "savings" && s.norm(i) != "saving" && s.norm(i) != "increase" {
				c.quantity = -1
				continue
			}
			return c, true
		}
	}
	for j := i - 1; j >= 0 && j >= i-6; j-- {
		if s.isResultWord(j) || s.Tokens[j].Verb()&(Level) != 0 && s.Tokens[j].word.verb.form&(past|gerund) != 0 {
			p := s.norm(s.beforeAdverbs(j))
			if p == "to" || p == "for" || p == "of" {
				return c, false
			}
			return c, true
		}
		if s.Tokens[j].Kind == Punct && s.norm(j) != "-" {
			break
		}
	}
	return c, false
}

// comparativeCandidate accepts "faster", "more reliable" and the like where something made it so or a size stands with it.
func (s *Sentence) comparativeCandidate(i int, qs []Quantity) (candidate, bool) {
	var cue *Cue
	for n := range s.cues {
		if s.cues[n].List == Comparison && s.cues[n].First == i {
			cue = &s.cues[n]
		}
	}
	if cue == nil {
		return candidate{}, false
	}
	c := candidate{at: i, end: cue.Last, form: ComparativeClaim, class: Better, quantity: -1}
	if cue.Entry.Field(0) == "metric" {
		c.class = Weakly
	}
	for qi, q := range qs {
		if (q.Unit == Percent || q.Unit == Factor || q.Unit == Count && s.norm(q.Last+1) == "times" || q.Unit == Duration && !isPeriod(s, q)) && q.Last < i && i-q.Last <= 2 {
			c.quantity = qi
			return c, s.toldAsDone(i)
		}
	}
	if p := s.norm(i - 1); p == "than" || p == "the" || p == "no" || s.norm(i+1) == "than" && i+2 < len(s.Tokens) && s.Tokens[i+2].Kind == Number {
		return c, false // "more than 100,000 students"
	}
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		switch w := s.norm(j); {
		case s.isResultWord(j) && w != "providing" && w != "for":
			return c, s.resultIsTold(j)
		case w == "made" || w == "making":
			return c, s.norm(i-1) != "a" && s.norm(i-1) != "an"
		case w == "for" || w == "to" || w == "of" || s.Tokens[j].Kind == Punct && w != "," && w != "-":
			return c, false
		}
	}
	switch b := s.beforeDegree(i); s.norm(b) {
	case "got", "became", "become", "becomes": // "builds got a lot quicker"
		return c, b > 0
	case "take", "taking", "make":
		for j := b - 1; j >= 0 && j >= b-4; j-- {
			if s.norm(j) == "helped" || s.norm(j) == "helping" || s.norm(j) == "enabled" || s.norm(j) == "enabling" {
				return c, true // "which helped them to take faster decisions"
			}
		}
	}
	for j := i - 1; j >= 0 && j >= i-8; j-- { // "made the nightly job faster"
		if w := s.norm(j); w == "made" || w == "making" {
			return c, !s.breaks(j, i) && s.norm(i-1) != "a" && s.norm(i-1) != "an"
		}
	}
	return c, false
}

// resultIsTold reports whether the word of result that ends at token i tells of something that happened: not "to achieve ...".
func (s *Sentence) resultIsTold(i int) bool {
	for _, c := range s.cues {
		if c.List == Results && c.Last == i {
			p := s.norm(s.beforeAdverbs(c.First))
			return p != "to" && p != "for" && p != "of" && p != "by" && p != "can" && p != "will"
		}
	}
	return false
}

// toldAsDone reports whether the words before token i hold a verb in the past or a participle of result.
func (s *Sentence) toldAsDone(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if s.Tokens[j].Finished() || s.Tokens[j].Continuous() || s.isResultWord(j) || s.norm(j) == "now" || s.norm(j) == "ran" || s.norm(j) == "runs" {
			return true
		}
	}
	return i <= 4
}

// addLevels adds claims of a level reached: a metric with its value and no verb of betterment ("with 96% accuracy").
func (s *Sentence) addLevels(out []candidate, qs []Quantity) []candidate {
	for _, m := range s.cues {
		if m.List != Metrics || m.Entry.Field(0) != "level" && m.Entry.Field(0) != "time" && m.Entry.Field(0) != "rate" || s.targeted(m) {
			continue
		}
		for qi, q := range qs {
			if !s.isLevelOf(q, m) || covered(out, qi, q, m) || !s.levelIsOwn(min(q.First, m.First)) {
				continue
			}
			c := candidate{at: min(q.First, m.First), end: max(q.Last, m.Last), form: LevelClaim, class: Level, quantity: qi}
			at := len(out)
			for at > 0 && out[at-1].at > c.at {
				at--
			}
			out = append(out[:at], append([]candidate{c}, out[at:]...)...)
			break
		}
	}
	return out
}

// covered reports whether a candidate has the quantity already, or a verb that claims the metric stands right before it.
func covered(cs []candidate, qi int, q Quantity, m Cue) bool {
	for _, c := range cs {
		if c.quantity == qi || c.class&Level == 0 && c.at < q.First && q.First-c.at <= 8 || c.form == LevelClaim && c.at <= m.First && m.First <= c.end {
			return true
		}
	}
	return false
}

// isLevelOf reports whether the quantity is a value of the metric: "accuracy of 0.86", "0.877 mAP50", "sub-200 ms latency".
func (s *Sentence) isLevelOf(q Quantity, m Cue) bool {
	switch m.Entry.Field(0) {
	case "level":
		if q.Unit != Percent && !(q.Unit == Factor && s.norm(m.First) == "roas") && !(q.Unit == Count && (q.Value < 1 && q.Value > 0 || q.Value > 1 && q.Value < 100 && strings.Contains(s.Tokens[q.First].Norm, "."))) {
			return false
		}
	case "time":
		if q.Unit != Duration || q.Value > 60 {
			return false
		}
	case "rate":
		if q.Unit != Rate {
			return false
		}
	}
	if q.Last < m.First {
		return m.First-q.Last <= 3 && !s.breaks(q.Last+1, m.First)
	}
	if s.norm(m.Last+1) == ":" && q.First == s.afterApprox(m.Last+2) {
		return true // "Accuracy: 94%"
	}
	return q.First-m.Last <= 5 && q.First > m.Last && !s.breaks(m.Last+1, q.First)
}

// targeted reports whether the metric is an aim or an agreement rather than a result ("99.9% uptime target").
func (s *Sentence) targeted(m Cue) bool {
	for j := max(m.First-4, 0); j < len(s.Tokens) && j <= m.Last+4; j++ {
		if s.in(targetWords, j) {
			return true
		}
	}
	return false
}

// levelIsOwn reports whether a level is told as reached by one's own work: not asked for ("to ensure", "requires").
func (s *Sentence) levelIsOwn(i int) bool {
	for j := i - 1; j >= 0 && j >= i-5; j-- {
		if s.spoken && s.norm(j) == "to" && s.hasAny(j-6, j, "got", "get", "went", "brought", "took") {
			continue // "got the model to ninety-six percent accuracy"
		}
		switch s.norm(j) {
		case "to", "loss", "cost", "drop", "requiring", "requires", "require", "needed", "needs", "if", "whether":
			return false
		}
	}
	return true
}
