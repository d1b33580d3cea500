package analyzer

import (
	"slices"
	"strings"
)

// What no frame knows is weighed: a size, a word of change, a metric, a word that sets now against before, a word of result and own work
// told shortly before each make it likelier that an outcome is claimed. One of them alone says nothing.

var (
	resultSigns  = WordSet("result-sign")
	nowSigns     = WordSet("now-sign")
	pastSigns    = WordSet("past-sign")
	levelVerbs   = WordSet("level-verb")
	perTime      = WordSet("per-time")
	periodNouns  = WordSet("period")
	impactNouns  = WordSet("impact-noun")
	crowds       = WordSet("crowd")
	impactful    = WordSet("impactful")
	changeNouns  = WordSet("change-noun")
	sharedOut    = WordSet("scope-verb")
	bettersState = WordSet("better-state")
	fliesVerbs   = WordSet("flies")
	gainVerbs    = WordSet("gain-verb")
	gainsTime    = WordSet("gain-time")
	badDoing     = WordSet("bad-doing")
	stopsVerbs   = WordSet("stops")
	idleShare    = WordSet("idle-share")
	reliefVerbs  = WordSet("relief-verb")
	badBase      = WordSet("bad-base")
	bigRise      = WordSet("big-rise")
)

// enough is the weight from which a size claims an outcome, enoughWords that from which words do.
const (
	enough      = 4
	enoughWords = 3
)

// setting is what was said before a sentence that makes it likelier to tell an outcome: own work shortly before, and a question for the
// outcome.
type setting struct{ worked, asked bool }

// asksForOutcome reports whether a question asks what came of the work.
func (s *Sentence) asksForOutcome() bool {
	for i := range s.Tokens {
		if w := s.norm(i); s.Tokens[i].In(outcomeAsked) || w == "came" && s.hasAny(i, i+3, "of") || (w == "pay" || w == "paid") && s.norm(i+1) == "off" || w == "work" && s.norm(i-1) == "it" || w == "good" && s.hasAny(i-3, i, "any") {
			return true
		}
	}
	return false
}

var outcomeAsked = StemSet("outcome-asked")

// workReach is how many sentences behind own work, told once, may tell its outcome.
const workReach = 9

// weigh adds to the claims found those that weigh enough.
func (s *Sentence) weigh(qs []Quantity, found []candidate, told setting) []candidate {
	for n := range qs {
		c, ok := s.weighed(n, qs, told)
		if !ok || !s.isTold(c.at) {
			continue
		}
		if c.form == FiniteClaim { // the verb alone would claim nothing: "brought in four and a half million"
			found = slices.DeleteFunc(found, func(f candidate) bool {
				return f.at == c.at && f.quantity < 0 && f.class&Better == 0
			})
		}
		if !overlaps(found, c) {
			found = append(found, c)
		}
	}
	for i := range s.Tokens {
		if !s.Tokens[i].weighs() {
			continue
		}
		if c, ok := s.weighedWords(i, told); ok && !overlaps(found, c) && s.isTold(c.at) && !s.sizedBeside(c, found) {
			found = append(found, c)
		}
	}
	return found
}

// weighs reports whether a claim without a size may be weighed from the word.
func (t *Token) weighs() bool {
	switch t.Norm {
	case "more", "fewer", "less", "took", "ahead", "away", "actually", "finally":
		return true
	}
	return slices.ContainsFunc(weighSets, t.In)
}

var weighSets = []*Set{spokenBetter, betterAdverb, bettersState, fliesVerbs, stopsVerbs, bigRise, reliefVerbs, badBase, impactNouns}

// clauseBounds are the tokens of the clause around the tokens first..last that may speak of them.
func (s *Sentence) clauseBounds(first, last int) (start, end int) {
	return max(s.spokenStart(first), first-14), min(s.spokenEnd(last), last+11)
}

// signs is what the words of a clause say of time and result.
type signs struct{ now, past, result, you bool }

// signsIn reads the signs among the tokens start..end-1, but for first..last.
func (s *Sentence) signsIn(start, end, first, last int) signs {
	var g signs
	for j := max(start, 0); j < end && j < len(s.Tokens); j++ {
		if j >= first && j <= last {
			continue
		}
		switch w := s.norm(j); {
		case s.in(nowSigns, j), w == "more" && s.norm(j-1) == "any", w == "longer" && s.norm(j-1) == "no", w == "days" && s.norm(j-1) == "these":
			g.now = true
		case w == "before" && (j+1 >= len(s.Tokens) || s.Tokens[j+1].Kind == Punct || s.hasAny(j+1, j+2, "that", "we", "i")), s.in(pastSigns, j), w == "then" && s.norm(j-1) == "back", w == "first" && s.norm(j-1) == "at":
			g.past = true
		case s.in(resultSigns, j), w == "up" && strings.HasPrefix(s.norm(j-1), "end"), w == "effect" && s.norm(j-1) == "net":
			g.result = true
		case w == "you" && s.norm(j-1) != "thank" || w == "your":
			g.you = true
		}
	}
	return g
}

// weighed accepts quantity n where the words around it weigh enough.
func (s *Sentence) weighed(n int, qs []Quantity, told setting) (candidate, bool) {
	q := qs[n]
	c := candidate{at: q.First, end: q.Last, form: LevelClaim, class: Save, quantity: n, weighed: true}
	if isPeriod(s, q) && !s.hasAny(q.First-3, q.First, "in", "within") {
		return c, false
	}
	start, end := s.clauseBounds(q.First, q.Last)
	if s.vetoed(start, end, q) || s.aims() {
		return c, false
	}
	if q.Unit == Count && q.Value >= 1e4 && s.endsSum(q.Last+1) {
		q.Unit = Money // "four hundred K a year"
	}
	weight, core := 0, false // core: something says that it is an outcome, not a scope
	if q.Unit == Percent || q.Unit == Factor || q.Unit == Money {
		weight = 1
	}
	change, at, ok := s.changeAround(start, end, q)
	if !ok {
		return c, false
	}
	if change > 0 {
		c.at, c.end, c.form, c.class = min(at, q.First), at, FiniteClaim, Better
		weight += change
		core = true
	}
	if change == 0 && q.Unit != Money && q.Unit != Count && s.norm(q.Last+1) != "of" {
		if level := s.levelSaid(start, q); level > 0 {
			c.class = Level | Save
			weight += level
			core = q.Unit != Duration
		}
	}
	if q.Unit == Duration && s.hasAny(q.First-3, q.First, "in", "within", "under") && s.hasAny(start, end, "now", "nowadays", "today") {
		weight, core = weight+2, true // "we now close in three days"
	}
	way := s.wayNear(start, end, q)
	if way != 0 {
		weight++
	}
	if q.Unit == Percent || q.Unit == Factor && q.Value <= 1 {
		if s.rightMostly(start, end, q) {
			weight, core = weight+2, true
		}
	}
	if q.Unit == Count && change > 0 && s.perTimeNear(q.Last+2) {
		weight++
	}
	if q.Unit != Count {
		if at := s.gainBefore(start, q); at >= 0 {
			c.at, c.end, c.form = min(at, q.First), at, FiniteClaim
			weight, core = weight+2, true
		}
		if s.hasAny(q.Last+1, q.Last+4, "a", "per", "each", "every", "annually", "yearly", "monthly", "weekly") && s.perTimeNear(q.Last+1) {
			weight++
		}
	}
	g := s.signsIn(start, end, q.First, q.Last)
	if weight < 2 || !core && !(q.Unit == Money && g.result) {
		return c, false
	}
	weight += g.weight(told)
	return c, weight >= enough
}

func (g signs) weight(told setting) int {
	w := 0
	if g.now {
		w++
	}
	if g.result {
		w++
	}
	if told.worked || told.asked {
		w++
	}
	if told.worked && told.asked {
		w++
	}
	if g.you {
		w -= 2
	}
	if g.past {
		w -= 2
	}
	return w
}

// vetoed reports whether the clause speaks of an aim, of a share of one's time, of how large something is, or of a loss.
func (s *Sentence) vetoed(start, end int, q Quantity) bool {
	for j := start; j < end; j++ {
		w := s.norm(j)
		if s.in(losesWords, j) || s.in(targetWords, j) || s.in(sharedOut, j) || s.in(scaleNouns, j) && w != "data" || w == "?" {
			return true
		}
		if s.Tokens[j].In(handledMoney) && q.Unit == Money {
			return true
		}
	}
	if s.hasAny(q.First-2, q.First, "than") || s.in(periodNouns, q.Last+2) && s.norm(q.Last+1) == "the" {
		return true // "more than twelve percent", "half the night"
	}
	if s.hasAny(start, end, "off") && s.hasAny(start, end, "writing", "wrote", "write", "written") {
		return true
	}
	return s.hasAny(q.Last+1, q.Last+4, "my") && s.hasAny(q.Last+1, q.Last+5, "time") || s.isAward()
}

// changeAround weighs the words of change around a quantity: 2 for a comparative or a verb or noun of change, 3 where "by" leads to
// it; not ok where what changed got worse.
func (s *Sentence) changeAround(start, end int, q Quantity) (weight, at int, ok bool) {
	at = -1
	direction := 0
	for j := max(start, q.First-9); j < min(end, q.Last+5); j++ {
		if j >= q.First && j <= q.Last && q.Unit != Factor {
			continue
		}
		w, d := s.norm(j), 0
		switch {
		case j >= q.First && j <= q.Last && strings.HasSuffix(w, "fold"), (w == "minus" || w == "plus") && j == q.First-1:
			d = 3
		case w == "up" && s.norm(j-1) == "-" && s.norm(j-2) == "speed", w == "the" && q.Unit == Factor && q.Value > 1 && j == q.Last+1, w == "as" && s.hasAny(j+1, j+2, "many", "much") && q.Unit == Factor && q.Value > 1 && j == q.Last+1:
			d = 3
		case s.in(changeNouns, j), s.in(outcomeNouns, j) && w != "savings" && w != "saving":
			d = 2
		case s.in(sizedGood, j) && j > q.Last, s.in(spokenBetter, j) && w != "better":
			d = 2
		case s.in(movesUp, j) || s.in(changeUp, j):
			d = 1
		case s.in(movesDown, j) || s.in(changeDown, j):
			d = -1
		case w == "up" && s.norm(j+1) == "front":
		case j > q.Last && s.in(sizedMore, j) && j <= q.Last+2 && s.norm(j+1) != "than":
			d = 1
		case j > q.Last && s.in(sizedLess, j) && j <= q.Last+2:
			d = -1
		case w == "up" && (s.in(moves, j-1) || s.in(carries, j-1) || s.norm(j-1) == "by" || strings.HasSuffix(s.norm(j-1), "'s")):
			d = 1
		case w == "down" && j > 0:
			d = -1
		}
		if q.Unit == Count && !q.counted(j) {
			continue
		}
		if d != 0 {
			direction, at = d, j
		}
	}
	if at < 0 {
		return 0, at, true
	}
	good := s.wayNear(start, end, q)
	if direction != 2 && good*direction < 0 {
		return 0, at, false
	}
	near := at < q.First && q.First-at <= 3 || at == q.Last+1
	switch {
	case direction >= 2 || direction*good > 0 || q.Unit == Percent || q.Unit == Factor || q.Unit == Money && near:
		weight = 2
	case q.Unit == Count && at == q.Last+1 && s.perTimeNear(at+2):
		weight = 2 // "five more drops a day"
	}
	if s.hasAny(q.First-3, q.First, "by") {
		weight++
	}
	return weight, at, true
}

// counted reports whether a word of change at token j moves a bare number: it stands beside it.
func (q Quantity) counted(j int) bool { return j == q.Last+1 || j < q.First && q.First-j <= 3 }

// wayNear is the direction in which the metric of the clause gets better, the one before the quantity first.
func (s *Sentence) wayNear(start, end int, q Quantity) int {
	for j := q.First - 1; j >= start; j-- {
		if way := s.wayOf(j); way != 0 {
			return way
		}
	}
	for j := q.Last + 1; j < end; j++ {
		if way := s.wayOf(j); way != 0 {
			return way
		}
	}
	return 0
}

// levelSaid is 1 where the clause says that something stands at the quantity, 2 where it says that it came there: "came in at under
// five percent", "has gone to ninety".
func (s *Sentence) levelSaid(start int, q Quantity) int {
	level := 0
	for j := start; j < q.First; j++ {
		w := s.norm(j)
		if s.in(moves, j) && w != "is" && w != "are" && w != "was" && w != "were" && s.hasAny(j+1, q.First, "to", "at", "under") {
			return 2
		}
		if s.in(levelVerbs, j) || strings.HasSuffix(w, "'s") && len(w) > 3 {
			level = 1
		}
	}
	return level
}

// endsSum reports whether a bare number that ends before token i is a sum: no noun that is counted stands behind it.
func (s *Sentence) endsSum(i int) bool {
	return i >= len(s.Tokens) || s.Tokens[i].Kind == Punct || s.in(afterSum, i) || s.norm(i) == "of" && !s.hasAny(i+1, i+2, "the", "them") || s.norm(i) == "that"
}

// rightMostly reports whether the words behind a share say that what is counted came out well: "nine out of ten parcels right", "right
// ninety percent of the time", and a share that is good for itself: "of tickets don't come in any more".
func (s *Sentence) rightMostly(start, end int, q Quantity) bool {
	for j := start; j < end; j++ {
		if s.performsShare(j, q) || (s.in(goodStates, j) || s.norm(j) == "right" && s.norm(j+1) != "now") && (q.Unit == Percent || q.Value > 0.5) || s.in(performs, j) && j < q.First && s.norm(j) != "gets" {
			return true
		}
	}
	if s.norm(q.Last+1) != "of" && !s.hasAny(q.First, q.Last, "of", "in") {
		return false
	}
	for j := q.Last + 2; j < end; j++ {
		w := s.norm(j)
		if (w == "come" || w == "comes" || w == "came") && s.hasAny(j+1, j+2, "through", "from", "via") && s.hasAny(j+2, j+3, "it", "that", "there") {
			return true
		}
		if w == "never" || strings.HasSuffix(w, "n't") {
			return s.hasAny(j, end, "more", "anymore", "longer", "now")
		}
	}
	return false
}

// performsShare reports whether token j is what "it" does to the share behind it: "it weeds out nine in ten duplicates".
func (s *Sentence) performsShare(j int, q Quantity) bool {
	w := s.norm(j)
	if j >= q.First || q.First-j > 4 || len(w) < 4 || !strings.HasSuffix(w, "s") || s.in(levelVerbs, j) || s.in(idleShare, j) || strings.HasSuffix(w, "'s") {
		return false
	}
	p := s.norm(s.beforeAdverbs(j))
	return p == "it" || p == "that" || p == "which"
}

// gainBefore is the verb of gain before a quantity; -1 where there is none.
func (s *Sentence) gainBefore(start int, q Quantity) int {
	if s.hasAny(q.Last+1, q.Last+4, "that's", "what") { // "upwards of a million, that's what it brought in"
		for j := q.Last + 1; j < len(s.Tokens) && j < q.Last+12; j++ {
			if q.Unit == Money && (s.in(gainVerbs, j) || s.in(earns, j)) {
				return j
			}
		}
	}
	for j := q.First - 1; j >= start && j >= q.First-7; j-- {
		w := s.norm(j)
		if (q.Unit == Percent || q.Unit == Factor) && !(w == "rid" && s.norm(j-1) == "got") && !(s.in(earns, j) && s.hasAny(j+1, q.First, "us", "them")) {
			continue
		}
		if w == "rid" {
			return j
		}
		if s.norm(j-1) == "to" || q.Unit == Duration && !s.in(gainsTime, j) && !(w != "made" && s.in(earns, j) && s.hasAny(j, len(s.Tokens), "back")) {
			continue
		}
		if s.in(gainVerbs, j) || s.in(averts, j) || s.in(earns, j) {
			return j
		}
	}
	return -1
}

func (s *Sentence) perTimeNear(i int) bool {
	for j := i; j < len(s.Tokens) && j < i+4; j++ {
		if s.in(perTime, j) {
			return true
		}
	}
	return false
}

// weighedWords accepts a claim without a size where the words around token i weigh enough.
func (s *Sentence) weighedWords(i int, told setting) (candidate, bool) {
	c := candidate{at: i, end: i, form: ComparativeClaim, class: Better, quantity: -1, weighed: true}
	start, end := s.clauseBounds(i, i)
	weight := s.wordWeight(&c, start, end)
	if weight == 0 || s.offTopic(c, start, end) {
		return c, false
	}
	if s.degreeNear(i-2, i-1) || s.degreeNear(c.end+1, c.end+2) {
		weight++
	}
	if s.hasAny(start, i, "made", "makes", "got", "gets", "became", "become", "turned", "went", "gone", "felt", "feels", "runs", "ran", "comes", "come", "came", "arrive", "arrives", "get") {
		weight++
	}
	if c.form == ComparativeClaim && s.subjectWay(i) != 0 {
		weight++
	}
	if s.sinceThen(c.end) {
		weight++
	}
	if weight < 2 {
		return c, false
	}
	g := s.signsIn(start, end, i, c.end)
	g.now, g.past = false, g.past && !s.hasAny(start, end, "than", "now", "compared") // sinceThen has read them
	return c, weight+g.weight(told) >= enoughWords
}

// wordWeight is what token i says of betterment by itself: a comparative, a good state, a verb of running well, more of what is good,
// what rose, what stopped going wrong. It sets the claim's words.
func (s *Sentence) wordWeight(c *candidate, start, end int) int {
	i := c.at
	w, next := s.norm(i), s.norm(i+1)
	switch {
	case w == "more" && isManner(next):
		c.end = i + 1
		return 1
	case w == "more" && (s.in(adjectives, i+1) || s.in(betterAdverb, i+1)), w == "less" && s.in(painful, i+1):
		c.end = i + 1
		return weightIf(s.pastOrNow(start, i), 1)
	case w == "more" && next == "often" && s.thanBefore(i+3):
		c.end = i + 1
		return 1
	case s.in(impactNouns, i):
		for j := i - 1; j >= start && j >= i-2; j-- {
			if s.in(impactful, j) {
				c.at, c.form = j, NominalClaim
				return weightIf(s.hasAny(max(start, j-6), j, "made", "had", "gave", "saw", "brought", "did") || s.hasAny(i, end, "achieved", "felt", "visible"), 2)
			}
		}
		return 0
	case (w == "ahead" || w == "away") && s.hasAny(i+1, i+2, "of", "from") && s.hasAny(i+2, i+3, "where", "what") && s.thanBefore(i+3):
		return weightIf(s.hasAny(start, i, "it's", "is", "we're", "are", "that's"), 2)
	case w == "more" && (s.thanBefore(i+2) && next == "than" || i+2 >= len(s.Tokens)) && s.subjectWay(i) > 0:
		return 2 // "trust the numbers a lot more than they used to"
	case w == "fewer" && s.pastOrNow(start, end) && !s.scaled(i, i+4) && !s.in(crowds, i+1) && !s.in(crowds, i+2) && !s.hasAny(i+1, i+3, "than", "of") && (s.norm(i+1) != "people" || s.hasAny(i+2, i+5, "lost", "leave", "leaving", "call", "calling", "complain", "drop", "miss")):
		return 2
	case w == "less" && s.norm(i-1) == ",": // "a million a year, less the fees"
	case w == "more" || w == "fewer" || w == "less":
		way := s.goodWay(i+1, min(i+5, end))
		if w == "more" && way > 0 || w != "more" && way < 0 {
			return weightIf(s.pastOrNow(start, i) || s.hasAny(start, i, "there's"), 2)
		}
		return weightIf(w == "more" && way == 0 && (s.degreeNear(i-1, i-1) || s.hasAny(i+2, i+4, "with") && s.hasAny(i+3, i+5, "it")) && s.norm(i-2) != "," && s.hasAny(start, i, "get", "ship", "sell", "do", "close", "win", "handle", "serve", "deliver"), 1)
	case s.in(spokenBetter, i) || s.in(betterAdverb, i) && s.in(sizedGood, i) && !strings.HasSuffix(w, "ly"):
		return weightIf(s.pastOrNow(start, i), 1)
	case s.in(bettersState, i):
		return weightIf(s.hasAny(start, i, "went", "turned", "became", "gone", "from"), 1)
	case s.in(fliesVerbs, i):
		return weightIf(i > 0 && (i+4 > len(s.Tokens) || s.hasAny(i, i+4, "now", "since", "compared")) && !s.hasAny(start, i, "i", "you", "he", "she", "time"), 2)
	case s.in(stopsVerbs, i) && (s.in(badDoing, i+1) || next == "happening" && s.subjectWay(i) < 0):
		c.end, c.form = i+1, FiniteClaim
		return 2
	case s.in(badBase, i) && s.hasAny(i-3, i, "doesn't", "don't", "longer") && (s.norm(i-1) == "longer" || s.hasAny(i+1, end, "often", "anymore", "more", "now", "much")):
		c.at, c.form = i-1, FiniteClaim
		for c.at > i-3 && s.norm(c.at) != "doesn't" && s.norm(c.at) != "don't" && s.norm(c.at) != "longer" {
			c.at--
		}
		return weightIf(!s.hasAny(start, i, "i", "you"), 2)
	case w == "took" && next == "off" || w == "taken" && next == "off":
		c.end, c.form = i+1, FiniteClaim
		return weightIf(s.subjectWay(i) > 0, 2)
	case s.in(bigRise, i) && i > start:
		c.form = FiniteClaim
		return weightIf((next == "up" || i+2 >= len(s.Tokens) || strings.HasSuffix(next, "ly")) && s.subjectWay(i) >= 0 && !s.scaled(start, end), 2)
	case s.in(reliefVerbs, i) && i > start && s.hasAny(i+1, end, "now") && s.Tokens[i-1].Kind == Word:
		return weightIf(!s.hasAny(start, i, "i", "you", "it", "to", "we", "can", "could"), 2)
	case (w == "actually" || w == "finally") && i > start && s.hasAny(i, end, "now") && s.Tokens[i-1].Kind == Word:
		verb := next == "can" || s.in(ableTo, i+1)
		return weightIf(verb && !s.hasAny(start, i, "i", "you", "it's", "we're"), 2)
	}
	return 0
}

// isManner reports whether a word is an adverb of manner that can be had more of: "more punctually".
func isManner(w string) bool { return len(w) > 5 && strings.HasSuffix(w, "ly") && !badManner.Holds(w) }

var badManner = WordSet("bad-manner")

// ofPerson reports whether the nearest subject before token i is the speaker or another single person.
func (s *Sentence) ofPerson(start, i int) bool {
	for j := i - 1; j >= start; j-- {
		switch s.norm(j) {
		case "i", "i'm", "i've", "you", "you're", "he", "she", "me", "my":
			return true
		case "we", "it", "they", "that", "it's", "that's", "they're", "we're":
			return false
		}
	}
	return false
}

// aims reports whether the sentence calls what it says an aim: "that was the hope", "the aim on paper was to cut ...".
func (s *Sentence) aims() bool {
	for i := 1; i < len(s.Tokens); i++ {
		p := s.norm(i - 1)
		if s.in(aimNouns, i) && (p == "the" || p == "our" || p == "my" || p == "whole") && (s.hasAny(i-4, i, "was", "is", "that's", "were") || s.hasAny(i+1, i+5, "was", "is", "were")) {
			return true
		}
	}
	return false
}

var aimNouns = WordSet("aim-noun")

// weightIf is the weight where the condition holds.
func weightIf(holds bool, weight int) int {
	if holds {
		return weight
	}
	return 0
}

// offTopic reports whether words of betterment compare other things, speak of a person, of an aim or of a loss.
func (s *Sentence) offTopic(c candidate, start, end int) bool {
	i := c.at
	before, after := s.norm(i-1), s.norm(c.end+1)
	if (before == "a" || before == "an") && s.wayOf(i+1) <= 0 && c.form != NominalClaim || before == "the" || before == "no" || before == "any" || after == "to" && s.norm(start) != "everything's" && s.norm(start) != "everything" || after == "at" || after == "if" || after == "than" && !s.thanBefore(c.end+2) {
		return true
	}
	for j := i - 1; j >= start && j >= i-5; j-- {
		if s.norm(j) == "to" && (s.Tokens[j+1].Base() || s.in(ableTo, j+1)) && !s.hasAny(start, i, "from", "managed") || s.norm(j) == "help" || s.norm(j) == "helps" {
			return true
		}
	}
	if s.ofPerson(start, i) && !s.hasAny(start, i, "made", "got") || s.aims() || s.hasAny(i-5, i, "getting") {
		return true
	}
	for j := start; j < end; j++ {
		if s.in(losesWords, j) || s.in(targetWords, j) {
			return true
		}
	}
	return false
}
