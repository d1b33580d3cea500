package analyzer

import "strings"

// The frames of spoken claims: a size beside a word of change, a comparative or a word of doing well; a comparative with its degree;
// what is bad and went away. They say nothing of which metric it is: any noun may be bettered. Where the metric is known it must
// have moved the right way.

var (
	changeUp     = WordSet("change-up")
	changeDown   = WordSet("change-down")
	performs     = WordSet("performs")
	losesWords   = WordSet("loses")
	sizedGood    = WordSet("sized-good")
	sizedMore    = WordSet("sized-more")
	sizedLess    = WordSet("sized-less")
	goodStates   = WordSet("good-state")
	averts       = WordSet("averts")
	earns        = WordSet("earns")
	scaleNouns   = WordSet("scale-noun")
	vanishes     = WordSet("vanishes")
	painful      = WordSet("less-adjective")
	betterAdverb = WordSet("better-adverb")
	ableTo       = WordSet("better-verb")
	sameness     = WordSet("part-of")
	awful        = WordSet("awful")
	bettered     = WordSet("bettered")
)

// framed finds the claims of a sentence that no other way of speech has found, by their frame.
func (s *Sentence) framed(qs []Quantity, found []candidate) []candidate {
	for n := range qs {
		if c, ok := s.sizedFrame(n, qs); ok && !overlaps(found, c) && s.isTold(c.at) {
			found = append(found, c)
		}
	}
	for i := range s.Tokens {
		for _, find := range frames {
			if c, ok := find(s, i); ok && !overlaps(found, c) && s.isTold(c.at) && !s.sizedBeside(c, found) {
				found = append(found, c)
				break
			}
		}
	}
	return found
}

// frames are the ways in which a word claims an outcome without a size.
var frames = []func(*Sentence, int) (candidate, bool){
	(*Sentence).becameBetter, (*Sentence).wentAway, (*Sentence).fewerNow, (*Sentence).hardlyAny, (*Sentence).usedTo, (*Sentence).passive, (*Sentence).didBetter,
	(*Sentence).risenBare,
}

// sizedBeside reports whether a claim with a size stands in the same clause.
func (s *Sentence) sizedBeside(c candidate, found []candidate) bool {
	for _, f := range found {
		if f.quantity >= 0 && s.spokenStart(f.at) == s.spokenStart(c.at) {
			return true
		}
	}
	return false
}

// spokenEnd is the first token behind i that stands in another clause.
func (s *Sentence) spokenEnd(i int) int {
	for j := i + 1; j < len(s.Tokens); j++ {
		switch s.norm(j) {
		case "so":
			if w := s.norm(j + 1); s.in(spokenDegree, j+1) || w == "many" || w == "often" || s.in(spokenBetter, j+1) {
				continue
			}
			return j
		case ";", ".", "but", "because", "which", "?", ":":
			return j
		case ",", "and":
			if s.spokenStart(j+1) == j+1 {
				return j
			}
		}
	}
	return len(s.Tokens)
}

// sizedFrame accepts quantity n with the words of its clause.
func (s *Sentence) sizedFrame(n int, qs []Quantity) (candidate, bool) {
	q := qs[n]
	start, end := s.spokenStart(q.First), s.spokenEnd(q.Last)
	start = max(start, q.First-12)
	end = min(end, q.Last+10)
	if isPeriod(s, q) && !s.paysBack(q) {
		return candidate{}, false
	}
	if s.norm(q.Last+1) == "of" && s.norm(q.Last+2) == "them" {
		return candidate{}, false
	}
	for j := start; j < end; j++ {
		if s.in(losesWords, j) {
			return candidate{}, false
		}
	}
	for _, frame := range []func(Quantity, int, int) (candidate, bool){s.sizedComparative, s.sizedShare, s.sizedChange, s.sizedPerformance, s.sizedSum, s.sizedLevel} {
		if c, ok := frame(q, start, end); ok {
			c.quantity = n
			return c, true
		}
	}
	return candidate{}, false
}

// paysBack reports whether a duration is that in which something paid for itself.
func (s *Sentence) paysBack(q Quantity) bool {
	return s.hasAny(q.First-6, q.First, "paid", "pays", "payback") && s.hasAny(q.First-5, q.First, "back", "itself", "themselves", "payback", "off")
}

// sizedComparative accepts "seventy percent smaller", "two weeks sooner", "three times as fast", "thirty percent more code", "up seven".
func (s *Sentence) sizedComparative(q Quantity, start, end int) (candidate, bool) {
	c := candidate{at: q.First, end: q.Last + 1, form: ComparativeClaim, class: Better, quantity: -1}
	i := q.Last + 1
	if s.norm(i) == "as" || s.norm(i) == "a" || s.norm(i) == "so" || s.norm(i) == "the" && s.norm(i+1) != "number" {
		i++
	}
	w := s.norm(i)
	if s.norm(i+1) == "than" && i+2 < len(s.Tokens) && s.Tokens[i+2].Kind == Number {
		return c, false
	}
	c.end = i
	rated := q.Unit == Percent || q.Unit == Factor
	way := 0
	for j := i + 1; j < end && way == 0; j++ {
		way = s.wayOf(j)
	}
	if way == 0 {
		way = s.subjectWay(q.First)
	}
	if by := q.First - 1; rated && s.hasAny(by-2, q.First, "by") {
		for j := by; j >= start && j >= by-3; j-- {
			if v := s.norm(j); s.in(sizedGood, j) || s.in(sizedLess, j) && way <= 0 || s.in(sizedMore, j) && way > 0 && v != "up" {
				c.at, c.end = j, q.Last
				return c, true
			}
		}
	}
	switch {
	case !rated && q.Unit != Duration && q.Unit != Money && q.Unit != Count:
		return c, false
	case s.in(sizedGood, i):
		return c, rated || q.Unit == Duration
	case s.in(sizedMore, i) && (rated || q.Unit == Count && w == "more" && s.hasAny(start, q.First, "now", "do", "doing", "does", "get", "gets", "handle", "handles", "fit", "ship", "ships") && s.hasAny(i, end, "day", "week", "month", "hour", "shift", "quarter", "sprint")):
		return c, way >= 0 && !(q.Unit == Count && way == 0 && s.hasAny(start, end, "people", "engineers", "meetings")) && (way > 0 || s.hasAny(start, q.First, "we", "it", "they", "now", "us", "them", "each", "get", "got"))
	case s.in(sizedLess, i) && (rated || q.Unit == Money):
		return c, way <= 0
	case rated && (s.norm(q.First-1) == "up" || s.norm(q.First-1) == "by" && s.norm(q.First-2) == "up"):
		c.at, c.end = q.First-1, q.Last
		return c, s.subjectWay(q.First) > 0
	case q.Unit == Count && (s.norm(q.First-1) == "up" || s.norm(q.First-1) == "down"):
		c.at, c.end, c.form = q.First-1, q.Last, FiniteClaim
		good := s.subjectWay(q.First - 1)
		return c, i >= end && (good > 0 && s.norm(q.First-1) == "up" || good < 0 && s.norm(q.First-1) == "down")
	}
	return c, false
}

// sizedShare accepts what takes a part of what it took: "in half the time", "with a third of the people", "twice as much with the same
// heads".
func (s *Sentence) sizedShare(q Quantity, start, end int) (candidate, bool) {
	c := candidate{at: q.First, end: q.Last, form: ComparativeClaim, class: Better, quantity: -1}
	if q.Unit != Factor && q.Unit != Percent {
		return c, false
	}
	i := q.Last + 1
	if s.norm(i) == "of" {
		i++
	}
	if s.norm(i) == "the" || s.norm(i) == "what" || s.norm(i) == "as" {
		if s.norm(i) == "what" { // "a third of what it was"
			return c, s.hasAny(i+1, i+6, "was", "were", "used", "had", "paid", "spent", "took") && s.norm(i+2) != "made" && s.subjectWay(q.First) <= 0
		}
		if s.norm(i) == "as" { // "twice as much"
			return c, q.Value > 1 && (s.norm(i+1) == "much" || s.norm(i+1) == "many") && s.hasAny(start, q.First, "we", "they", "it", "can", "now", "get", "deliver", "delivers", "produce", "ship", "does", "do", "did", "each") && s.goodWay(i+2, end) >= 0 && s.subjectWay(q.First) >= 0
		}
		if s.in(sameness, i+1) && (q.Value < 1 || q.Unit == Percent) {
			c.end = i + 1
			return c, s.hasAny(q.First-3, q.First, "in", "with", "at", "for", "takes", "take", "took", "needs", "uses", "costs", "on", "using")
		}
	}
	return c, false
}

// sizedChange accepts a verb of change with its size, whatever it is that changed: "bumped click-through by eighteen percent".
func (s *Sentence) sizedChange(q Quantity, start, end int) (candidate, bool) {
	c := candidate{form: FiniteClaim, class: Better, quantity: -1}
	if q.Unit != Percent && q.Unit != Factor && !(s.hasAny(q.First-3, q.First, "by") && (q.Unit == Duration || q.Unit == Money || q.Unit == Count && q.Value >= 10)) {
		return c, false
	}
	for j := q.First; j >= start; j-- {
		direction := 0
		switch {
		case s.in(changeUp, j):
			direction = 1
		case s.in(changeDown, j):
			direction = -1
		}
		if q.Unit == Factor && j < q.First && (s.norm(q.First) == "twice" || s.norm(q.Last) == "times") && !s.hasAny(j, q.First, "by") {
			continue // "extended me twice"
		}
		if direction == 0 || j == q.First && q.Unit != Factor || s.Tokens[j].Base() && j > 0 && !s.Tokens[j].Finished() && s.norm(j-1) == "to" {
			continue
		}
		c.at, c.end = j, max(j, q.First-1)
		if q.First == j {
			c.end = j
		} else if c.end > j {
			c.end = j
		}
		good := s.goodWay(j+1, end)
		if good == 0 {
			good = s.subjectWay(j)
		}
		if good*direction < 0 {
			return c, false
		}
		if good == 0 {
			if s.scaled(start, end) || s.norm(j) == "growing" || s.norm(j) == "grows" {
				return c, false
			}
			own := s.hasAny(start, j+1, "we", "i", "it", "that", "which", "this") || s.hasAny(j+1, q.First, "the", "our", "their")
			c.doubtful = !own
		}
		return c, true
	}
	return c, false
}

// scaled reports whether the words speak of how large something is: data, headcount, markets.
func (s *Sentence) scaled(start, end int) bool {
	for j := max(start, 0); j < end && j < len(s.Tokens); j++ {
		if s.in(scaleNouns, j) {
			return true
		}
	}
	return false
}

// sizedPerformance accepts how well something does its work: "catches ninety-seven percent of the cracks", "nine in ten answers are
// right", "prevented seventeen breakdowns".
func (s *Sentence) sizedPerformance(q Quantity, start, end int) (candidate, bool) {
	c := candidate{at: q.First, end: q.Last, form: LevelClaim, class: Save, quantity: -1}
	if q.Unit == Percent || q.Unit == Factor && q.Value < 1 {
		for j := q.First - 1; j >= start && j >= q.First-6; j-- {
			if s.in(performs, j) && (j > start || s.spokenStart(j) == j) && s.norm(j-1) != "to" && s.norm(j-1) != "i" {
				c.at, c.end, c.form = j, j, FiniteClaim
				return c, !s.scaled(q.Last+1, end)
			}
		}
		for j := q.Last + 1; j < end && j <= q.Last+9; j++ {
			if s.in(goodStates, j) && s.hasAny(q.Last+1, j, "is", "are", "was", "were", "get", "gets", "got", "come", "comes", "go", "goes", "end", "arrive", "now", "of") {
				c.at, c.end = j, j
				return c, s.hasAny(q.Last+1, j, "of") || s.hasAny(start, end, "now")
			}
		}
		return c, false
	}
	if q.Unit == Count || q.Unit == Money || q.Unit == Duration {
		for j := q.First - 1; j >= start && j >= q.First-6; j-- {
			if s.in(averts, j) {
				c.at, c.end, c.form = j, j, FiniteClaim
				if w := s.norm(j); q.Unit == Duration && !strings.HasPrefix(w, "sav") && !strings.HasPrefix(w, "free") && w != "spared" {
					return c, false // "stopped it in twenty minutes"
				}
				return c, q.Unit != Count || q.Value >= 2
			}
		}
		for j := q.Last + 1; j < end && j <= q.Last+5 && q.Unit != Duration; j++ { // "six million of losses avoided"
			if w := s.norm(j); s.in(averts, j) && strings.HasSuffix(w, "ed") || w == "released" || w == "back" && s.hasAny(start, q.First, "got", "won", "clawed") {
				c.at, c.end = q.First, j
				return c, q.Unit == Money || q.Value >= 1e4
			}
		}
	}
	return c, false
}

// sizedSum accepts a sum that came of it: "a benefit of two crore", "made them half a million", "call it four hundred grand", "a return
// of five to one", "paid back inside four months".
func (s *Sentence) sizedSum(q Quantity, start, end int) (candidate, bool) {
	c := candidate{at: q.First, end: q.Last, form: NominalClaim, class: Save, quantity: -1}
	if s.paysBack(q) {
		c.form, c.class = FiniteClaim, Better
		return c, true
	}
	if s.hasAny(q.First-4, q.First, "return", "returned", "roi") && (s.hasAny(q.Last+1, q.Last+4, "to", "on", "times", "x", "percent") || q.Unit == Percent || q.Unit == Factor) {
		return c, true
	}
	if q.Unit != Money && !(q.Unit == Count && q.Value >= 1e4) {
		return c, false
	}
	if s.isAward() {
		return c, false
	}
	for j := start; j < end && j < len(s.Tokens); j++ {
		switch w := s.norm(j); {
		case s.Tokens[j].In(handledMoney) || s.norm(j) == "users" || s.norm(j) == "requests":
			return c, false
		case w == "benefit" || w == "savings" || w == "saving" || w == "uplift" || w == "gain" || w == "upside":
			c.at, c.end = min(j, q.First), max(j, q.Last)
			c.quantity = 0
		}
	}
	if c.quantity == 0 {
		return c, true
	}
	for j := q.First - 1; j >= start && j >= q.First-7; j-- {
		if s.in(earns, j) && s.norm(j-1) != "to" && (s.hasAny(start, j, "it", "that", "we", "this", "which", "i", "model", "they") || q.Unit == Money && s.gainNear(q.Last+1)) {
			c.at, c.end, c.form = j, j, FiniteClaim
			return c, q.Unit == Money || s.gainNear(q.Last+1) || s.hasAny(j, q.First, "us", "them")
		}
	}
	return c, false
}

// sizedLevel accepts a good quality with its value, and a time that is short now: "we're at ninety-nine percent completeness",
// "uptime is four nines", "pages load in forty milliseconds now".
func (s *Sentence) sizedLevel(q Quantity, start, end int) (candidate, bool) {
	c := candidate{at: q.First, end: q.Last, form: LevelClaim, class: Level | Save, quantity: -1}
	if s.hasAny(start, end, "when", "threshold", "target", "sla", "slo", "drop", "dropped", "fell", "below", "than") {
		return c, false
	}
	state := s.hasAny(start, end, "it's", "is", "are", "we're", "they're", "that's", "at", "hit", "hits", "reached", "reaches", "got", "get", "gets", "has", "have", "around", "of", "with")
	switch {
	case q.Unit == Percent && q.Value >= 50:
		way := s.goodWay(q.Last+1, min(end, q.Last+4))
		if way == 0 {
			way = s.subjectWay(q.First)
		}
		return c, way > 0 && state
	case q.Unit == Count && s.norm(q.Last+1) == "nines":
		c.end = q.Last + 1
		return c, true
	case q.Unit == Duration && q.Value < 86400:
		short := s.hasAny(q.First-3, q.First, "in", "under", "within", "sub", "-") && s.hasAny(q.Last+1, end, "now", "today", "nowadays") || s.hasAny(start, q.First, "now", "got", "get", "down") && s.hasAny(start, q.First, "takes", "in", "under", "sub", "down")
		return c, short
	}
	return c, false
}

// becameBetter accepts a comparative of betterment with its degree or set against how it was: "find it so much more easily", "a lot less
// stressful", "decisions are made a great deal sooner", "has never been healthier".
func (s *Sentence) becameBetter(i int) (candidate, bool) {
	c := candidate{at: i, end: i, form: ComparativeClaim, class: Better, quantity: -1}
	w := s.norm(i)
	next := s.norm(i + 1)
	switch {
	case w == "more" && (s.in(adjectives, i+1) || s.in(betterAdverb, i+1) || painful.Holds("-"+next)), w == "less" && s.in(painful, i+1), w == "better" && i+1 < len(s.Tokens) && s.in(bettered, i+1):
		c.end = i + 1
	case s.in(spokenBetter, i) || s.in(betterAdverb, i) && s.in(sizedGood, i):
	default:
		return c, false
	}
	if s.norm(i-1) != "the" && s.hasAny(i-3, i, "never") && s.hasAny(i-3, i, "been", "was", "were", "looked", "had", "felt", "ran", "seen", "run", "worked") {
		return c, true // "has never been healthier"
	}
	if s.norm(i-1) == "the" || s.norm(i-1) == "no" || s.norm(i-1) == "any" || s.norm(i+1) == "if" || s.norm(c.end+1) == "than" && !s.thanBefore(c.end+2) || s.norm(i-1) == "or" {
		return c, false
	}
	start := s.spokenStart(i)
	p := i - 1
	if w == "earlier" && !s.in(degrees, p) && !s.degreeNear(p, p) && !s.sinceThen(i) && !s.hasAny(start, i, "found", "find", "see", "caught", "catch", "know", "knew", "get", "come", "spotted", "arrive") {
		return c, false // "as I mentioned earlier"
	}
	for p >= start && (s.in(spokenDegree, p) || s.in(degrees, p) || strings.HasSuffix(s.norm(p), "ly") || s.hasAny(p, p+1, "so", "a", "great", "good", "that", "even", "whole", "of", "fair", "bit", "just", "all", "hell", "also", "already", "now", "quite", "deal")) {
		p--
	}
	degree := s.degreeNear(p+1, i-1) || s.hasAny(p+1, i, "deal", "whole", "so")
	if before := s.norm(p); before == "i'm" || before == "i" || before == "you're" || before == "a" || before == "an" || before == "to" || before == "be" || before == "for" {
		return c, false
	}
	if after := s.norm(c.end + 1); after == "at" || after == "to" || after == "in" && w == "better" || s.hasAny(i-6, i, "getting") && !s.sinceThen(i) {
		return c, false // "better at SQL", "easier to explain"
	}
	if s.hasAny(start, i, "i'm", "i've", "you", "i", "she", "he", "me") && !s.hasAny(start, i, "made", "we", "it") {
		return c, false
	}
	since := s.sinceThen(c.end)
	changed := s.hasAny(start, i, "got", "become", "became", "becoming", "gotten", "made", "makes", "gave", "gives", "given", "getting", "turned", "brought")
	told := changed || s.pastOrNow(start, i)
	c.present = !since && !changed && !s.hasAny(start, i, "was", "were", "ran", "went", "did")
	return c, degree && (since || told) || since && told || w == "better" && next != "" && changed && s.in(bettered, i+1)
}

// pastOrNow reports whether the tokens tell of how things are or went: a verb stands there.
func (s *Sentence) pastOrNow(start, end int) bool {
	for j := max(start, 0); j < end && j < len(s.Tokens); j++ {
		w := s.norm(j)
		if s.Tokens[j].Verb() != 0 || s.Tokens[j].Finished() || s.in(ableTo, j) || strings.HasSuffix(w, "ed") && len(w) > 4 || strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "'re") {
			return true
		}
		switch w {
		case "is", "are", "was", "were", "has", "have", "had", "it's", "they're", "we're", "that's", "get", "gets", "got", "been", "felt", "feel", "feels", "go", "goes", "went", "run", "runs", "work", "works":
			return true
		}
	}
	return false
}

// wentAway accepts what is bad and is gone: "injuries have pretty much vanished", "hardly any incidents any more".
func (s *Sentence) wentAway(i int) (candidate, bool) {
	c := candidate{at: i, end: i, form: FiniteClaim, class: Better, quantity: -1}
	w := s.norm(i)
	switch {
	case s.in(vanishes, i):
		return c, s.subjectWay(i) < 0 || s.goodWay(i+1, i+5) < 0 && !s.hasAny(i+1, i+2, "from", "to")
	case w == "gone" && (s.norm(i+1) == "away" || s.hasAny(i-3, i, "all", "almost", "basically", "mostly", "nearly", "completely", "largely", "virtually", "practically")):
		return c, s.subjectWay(i) < 0
	}
	return c, false
}

// fewerNow accepts less of what is bad, or more of what is good, with a degree: "we ship with far fewer defects", "they waste a lot less
// time", "much better visibility".
func (s *Sentence) fewerNow(i int) (candidate, bool) {
	c := candidate{at: i, end: i, form: ComparativeClaim, class: Better, quantity: -1}
	w := s.norm(i)
	if w == "lower" || w == "higher" || w == "longer" || w == "smaller" || w == "bigger" {
		return s.levelMoved(i)
	}
	if w != "fewer" && w != "less" && w != "more" || s.norm(i+1) == "than" || s.norm(i+1) == "of" || s.norm(i+1) == "or" || s.norm(i-1) == "or" || s.norm(i-1) == "the" || s.norm(i-1) == "no" {
		return c, false
	}
	degree := s.degreeNear(i-1, i-1) || s.norm(i-1) == "many" || s.norm(i-1) == "deal" || s.norm(i-1) == "so"
	way := s.goodWay(i+1, min(i+5, s.spokenEnd(i)))
	start := s.spokenStart(i)
	if way == 0 && (w == "less" || w == "fewer") {
		way = s.subjectWay(i)
	}
	now := s.sinceThen(i)
	told := s.pastOrNow(start, i)
	switch {
	case w == "more" && s.norm(i+1) == "time": // time for what matters
		return c, degree && told && s.hasAny(start, i, "have", "has", "had", "got", "get", "gets", "gives", "gave", "they've", "we've", "with") && !s.hasAny(start, i, "took", "takes", "needs", "need", "spend", "spent", "i")
	case w == "more":
		return c, (degree || now) && told && way > 0
	default:
		return c, (degree || now) && told && way < 0
	}
}

// levelMoved accepts a known quality that is higher or lower than it was, and people who stay longer.
func (s *Sentence) levelMoved(i int) (candidate, bool) {
	c := candidate{at: i, end: i, form: ComparativeClaim, class: Better, quantity: -1}
	w := s.norm(i)
	if s.norm(i-1) == "the" || s.norm(i-1) == "a" || s.norm(i-1) == "no" || s.norm(i+1) == "than" && !s.thanBefore(i+2) {
		return c, false
	}
	start := s.spokenStart(i)
	degree := s.degreeNear(i-2, i-1)
	if w == "longer" {
		return c, (degree || s.sinceThen(i) || s.hasAny(i-1, i, "stayed")) && s.hasAny(i-6, i, "stay", "stays", "stayed", "staying", "hang", "hanging", "remain", "lasts", "lasted", "stick", "keep", "live", "lives")
	}
	way := s.subjectWay(i)
	if w == "lower" || w == "smaller" {
		way = -way
	}
	return c, way > 0 && (degree || s.sinceThen(i)) && s.pastOrNow(start, i)
}

// hardlyAny accepts what is bad and has almost gone: "we've hardly any incidents any more", "almost no complaints now".
func (s *Sentence) hardlyAny(i int) (candidate, bool) {
	c := candidate{at: i, end: i, form: FiniteClaim, class: Better, quantity: -1}
	w := s.norm(i)
	few := (w == "hardly" || w == "barely" || w == "scarcely") && s.hasAny(i+1, i+3, "any", "a", "ever", "get", "see", "have") || (w == "almost" || w == "practically" || w == "virtually" || w == "basically" || w == "next") && s.hasAny(i+1, i+3, "no", "zero")
	if !few {
		return c, false
	}
	return c, s.goodWay(i+1, i+7) < 0 && (s.sinceThen(i) || s.hasAny(i, len(s.Tokens), "more", "anymore", "now"))
}

// usedTo accepts how it was and how it is in words of judgement: "used to be painful and now they fly".
func (s *Sentence) usedTo(i int) (candidate, bool) {
	c := candidate{at: i, end: i, form: FiniteClaim, class: Better, quantity: -1}
	if s.norm(i) != "used" || s.norm(i+1) != "to" {
		return c, false
	}
	for j := i + 2; j < len(s.Tokens) && j <= i+8; j++ {
		if s.in(painful, j) || s.in(awful, j) {
			return c, s.hasAny(j+1, len(s.Tokens), "now", "today", "anymore")
		}
	}
	return c, false
}

// passive accepts what was bettered, by a verb that says nothing of how: "customer experience was transformed".
func (s *Sentence) passive(i int) (candidate, bool) {
	c := candidate{at: i, end: i, form: FiniteClaim, class: Better, quantity: -1}
	if !s.in(transforms, i) {
		return c, false
	}
	p := s.norm(s.beforeAdverbs(i))
	switch {
	case p == "was" || p == "were" || p == "been" || p == "," || strings.HasSuffix(p, "'s") || p == "has" || p == "have":
		next := s.norm(i + 1)
		return c, next != "into" && next != "to" && next != "data"
	}
	return c, false
}

// didBetter accepts a base form behind "did": "we did improve leak detection".
func (s *Sentence) didBetter(i int) (candidate, bool) {
	c := candidate{at: i, end: i, form: FiniteClaim, class: Better, quantity: -1}
	t := &s.Tokens[i]
	did := s.norm(s.beforeAdverbs(i)) == "did" || s.norm(s.beforeAdverbs(i)) == "helped" || s.norm(s.beforeAdverbs(i)) == "managed" || s.norm(i-1) == "to" && s.hasAny(i-3, i-1, "managed", "able", "helped", "got") && !s.hasAny(i-4, i-1, "be", "being")
	if did && t.Base() && t.Verb()&Better != 0 && t.Norm != "cut" {
		return c, i+1 < len(s.Tokens)
	}
	return c, false
}

// risenBare accepts a known quality that moved the right way, however far: "quality's gone up as well", "support load decreased".
func (s *Sentence) risenBare(i int) (candidate, bool) {
	c := candidate{at: i, end: i, form: FiniteClaim, class: Better, quantity: -1}
	w, direction := s.norm(i), 0
	switch {
	case s.in(moves, i) || w == "go" || w == "going":
		switch s.norm(i + 1) {
		case "up":
			direction = 1
		case "down":
			direction = -1
		}
		if s.Tokens[i].Norm == "be" || s.movedTo(i+1) {
			return c, false
		}
		c.end = i + 1
	case s.in(movesUp, i):
		direction = 1
	case s.in(movesDown, i):
		direction = -1
	case w == "improved" || w == "strengthened":
		start := s.spokenStart(i)
		for j := max(start, i-5); j < i; j++ {
			if strings.HasSuffix(s.norm(j), "'s") && (moreIsBetter.Holds(strings.TrimSuffix(s.norm(j), "'s")) || bettered.Holds(strings.TrimSuffix(s.norm(j), "'s"))) {
				return c, true
			}
		}
		return c, false
	}
	if direction == 0 || s.movedTo(c.end) {
		return c, false
	}
	good := s.subjectWay(i)
	return c, good*direction > 0
}
