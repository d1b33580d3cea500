package analyzer

import (
	"slices"
	"strings"
)

var (
	lessIsBetter = WordSet("less-is-better")
	moreIsBetter = WordSet("more-is-better")
	badKinds     = WordSet("bad-kind")
	others       = WordSet("other-subject")
	unreal       = WordSet("unreal")
	spokenDegree = WordSet("spoken-degree")
	spokenBetter = WordSet("spoken-better")
	movesDown    = WordSet("moves-down")
	movesUp      = WordSet("moves-up")
	moves        = WordSet("moves")
	carries      = WordSet("carries")
	takesOff     = WordSet("takes-off")
	gains        = WordSet("gains")
	gainNouns    = WordSet("gain-noun")
	transforms   = WordSet("transforms")
	haveMore     = WordSet("has-more")
	adjectives   = WordSet("spoken-adjective")
	strongDegree = WordSet("strong-degree")
	engaged      = WordSet("engaged-time")
	vagueSums    = WordSet("vague-sum")
)

// spokenCandidates finds the words of a spoken sentence that claim an outcome: those that a written one would claim with, and the
// ways of speech. What is asked, wished, supposed or promised claims nothing.
func (s *Sentence) spokenCandidates(text string, qs []Quantity, before setting) []candidate {
	asserted := s.assertedUntil()
	if asserted == 0 {
		return nil
	}
	var out []candidate
	taken := -1
	cued := s.Has(Comparison) || s.Has(Idioms)
	for i := range s.Tokens {
		if i <= taken || !s.Tokens[i].claims() && !(cued && s.cuedAt(i)) {
			continue
		}
		for _, find := range []func(int, []Quantity) (candidate, bool){s.takenOff, s.moved, s.carried, s.gained, s.worthSaid, s.cutBy, s.grewBetter, s.hasMore, s.idiom, s.transformed} {
			if c, ok := find(i, qs); ok && s.isTold(c.at) {
				out = append(out, c)
				taken = c.end
				break
			}
		}
	}
	for _, c := range s.candidates(text, qs) {
		if !overlaps(out, c) && s.isTold(c.at) && s.isOutcome(c) {
			out = append(out, c)
		}
	}
	out = s.framed(qs, out)
	out = s.weigh(qs, out, before)
	out = slices.DeleteFunc(out, func(c candidate) bool { return c.at >= asserted })
	sortCandidates(out)
	return out
}

// assertedUntil is the token behind the last that the sentence asserts: all, none of a question, and what stands before a question that
// is hung on: "I doubled their margin, and who am I to argue?"
func (s *Sentence) assertedUntil() int {
	n := len(s.Tokens)
	if n == 0 || s.Tokens[n-1].Norm != "?" {
		return n
	}
	if s.in(questionWords, 0) || s.in(auxiliaries, 0) {
		return 0
	}
	for i := n - 1; i > 0; i-- {
		if s.norm(i) == "," {
			return i
		}
	}
	return 0
}

// claims reports whether the ways of speech claim with the word.
func (t *Token) claims() bool {
	switch t.Norm {
	case "worth", "cut", "improved", "more", "fewer", "less":
		return true
	}
	return slices.ContainsFunc(claimSets, t.In)
}

var claimSets = []*Set{spokenBetter, movesDown, movesUp, moves, carries, takesOff, gains, transforms}

// cuedAt reports whether a comparative or an idiom begins at token i.
func (s *Sentence) cuedAt(i int) bool {
	for _, c := range s.cues {
		if c.First == i && (c.List == Comparison || c.List == Idioms) {
			return true
		}
	}
	return false
}

func overlaps(cs []candidate, c candidate) bool {
	for _, o := range cs {
		if c.at <= o.end && o.at <= c.end || c.quantity >= 0 && c.quantity == o.quantity {
			return true
		}
	}
	return false
}

func sortCandidates(cs []candidate) {
	for i := range cs {
		for j := i; j > 0 && cs[j].at < cs[j-1].at; j-- {
			cs[j], cs[j-1] = cs[j-1], cs[j]
		}
	}
}

// spokenStart is the first token of the clause that token i stands in.
func (s *Sentence) spokenStart(i int) int {
	for j := i - 1; j >= 0; j-- {
		switch s.norm(j) {
		case "so":
			if w := s.norm(j + 1); s.in(spokenDegree, j+1) || w == "many" || w == "often" || s.in(spokenBetter, j+1) {
				continue // "so much better"
			}
			return j + 1
		case ";", "but", "because", ".", ":":
			return j + 1
		case "and", ",":
			switch s.norm(j + 1) {
			case "i", "we", "it", "that", "they", "he", "she", "this", "the", "our", "then", "which", "now":
				return j + 1
			}
		}
	}
	return 0
}

// isTold reports whether what token i says is told as having happened, of the speaker's own doing or its effect.
func (s *Sentence) isTold(i int) bool {
	if w := s.norm(0); w == "if" && !(s.norm(1) == "you" && s.hasAny(2, 3, "look", "ask", "see")) || w == "unless" || w == "imagine" || w == "suppose" || (w == "when" || w == "whenever") && s.norm(1) == "you" {
		return false
	}
	start := s.spokenStart(i)
	if s.unmarked {
		start = max(start, i-unmarkedReach)
	}
	if s.ofOneself(start, i) || s.byYear(i) || s.aims() || s.hasAny(start, i, "a") && s.norm(start) == "a" && s.hasAny(start+1, start+4, "that", "which", "who") {
		return false
	}
	for j := i - 1; j >= start; j-- {
		w := s.norm(j)
		switch {
		case w == "never" && i-j <= 3 && s.hasAny(j, i, "been", "was", "were", "looked", "had", "felt", "ran", "seen", "run", "worked"):
			continue // "margins have never looked healthier"
		case (w == "says" || w == "claims" || w == "said") && s.in(papers, j-1):
			return false // "the study says"
		case w == "if" && j == 0:
			continue
		case w == "help" && s.norm(j-1) == "to" && i > j+1:
			return false // "a page to help people find it quicker"
		case s.in(unreal, j):
			if (w == "want" || w == "wants" || w == "expect" || w == "wanted") && s.hasAny(j-3, j, "what", "whatever") {
				continue // "find what they want"
			}
			if w == "tells" && s.hasAny(j+1, j+2, "everyone", "everybody", "people") {
				continue
			}
			if w == "better" || w == "no" && j < i-3 || w == "say" || w == "not" && s.norm(j+1) == "only" {
				continue
			}
			if w == "will" || w == "can" || w == "would" {
				return s.norm(j+1) == "say"
			}
			return false
		case s.in(others, j) && i-j <= 5 && !s.hasAny(start, j, "we", "i", "it", "that", "which"):
			return false
		case strings.HasSuffix(w, "'ll"):
			return false
		case strings.HasSuffix(w, "'d"):
			next := j + 1
			if n := s.norm(next); n == "like" || n == "love" {
				return false
			}
			if n := s.norm(next); n == "say" || n == "guess" || n == "argue" || n == "think" || n == "estimate" {
				continue
			}
			if next <= i && s.Tokens[next].Base() || s.norm(next) == "be" || s.norm(next) == "have" {
				return false
			}
		}
	}
	return true
}

// ofOneself reports whether the clause from start to i tells how the speaker became, or was in another time: "I've become twice as
// quick", "my spelling got better", "I read twice as many back then".
func (s *Sentence) ofOneself(start, i int) bool {
	for j := start; j < i; j++ {
		switch w := s.norm(j); {
		case (w == "i" || w == "i've" || w == "i'm") && s.hasAny(j+1, j+3, "become", "became", "am", "got", "get", "read", "learned", "feel", "felt", "was") && !s.hasAny(j+1, i, "we", "it", "us", "the", "them", "our", "to"):
			return true
		case w == "my" && (strings.HasSuffix(s.norm(j+1), "ing") || s.in(ownSkills, j+1)):
			return true
		}
	}
	return s.hasAny(i, len(s.Tokens), "then") && s.hasAny(i, len(s.Tokens), "back")
}

var papers = WordSet("paper")

var ownSkills = WordSet("own-skill")

// byYear reports whether a year that is aimed at stands behind token i: "by 2030".
func (s *Sentence) byYear(i int) bool {
	for j := i; j+1 < len(s.Tokens); j++ {
		if s.norm(j) == "by" && (isYear(s.norm(j+1)) || s.norm(j+1) == "twenty" && spelled[s.norm(j+2)] >= 20) {
			return true
		}
	}
	return false
}

// isOutcome reports whether a claim in the words of writing is one in speech: a duty, a thing cut up or what is bad when it rises is none.
func (s *Sentence) isOutcome(c candidate) bool {
	base := s.Tokens[c.at].word.verb.base
	if s.in(moves, c.at) || s.norm(c.at-1) == "gradient" {
		return false // moved has read it; "gradient boosted"
	}
	switch c.form {
	case PurposeClaim, PresentClaim:
		return false
	case LevelClaim:
		return s.reached(c)
	case ComparativeClaim:
		if c.quantity < 0 && !s.hasAny(c.at-8, c.at, "made", "making", "makes") && !s.isResultWord(c.at-1) {
			return false // grewBetter has read it
		}
	case NominalClaim:
		if c.class == Save {
			return true
		}
		return !s.hasAny(c.at, c.end+4, "than") && s.hasAny(s.spokenStart(c.at), c.at, "saw", "got", "get", "gave", "had", "was", "were", "brought", "delivered", "delivering", "led", "meant", "that's", "it's", "drove", "achieved", "showed", "seen", "made")
	case FiniteClaim:
		if w := s.norm(c.at); w == "double" || w == "triple" || base == "generate" && !s.hasAny(c.end+1, c.end+6, "revenue", "sales", "savings", "income", "profit", "value") {
			return false
		}
		if base == "drop" && c.quantity < 0 && s.turnsOut(c) <= 0 {
			return false
		}
		if base == "cut" && !s.cutsDown(c.end+1) {
			return false
		}
	}
	return s.turnsOut(c) >= 0
}

// cutsDown reports whether "cut" lessens what stands behind it: "cut the contracts up", "cut it in two" do not.
func (s *Sentence) cutsDown(i int) bool {
	for j := i; j < len(s.Tokens) && j < i+6; j++ {
		switch s.norm(j) {
		case ",", ";", ".":
			return false
		case "up", "into", "through", "together", "out", "loose", "off", "open":
			return false
		}
		if s.in(lessIsBetter, j) || s.Tokens[j].Kind == Number || spelled[s.norm(j)] > 0 {
			return true
		}
	}
	return hasWord(s, i, i+8, "by")
}

// turnsOut is 1 where what the words at hand move is better for it, -1 where it is worse, 0 where it is not known.
func (s *Sentence) turnsOut(c candidate) int {
	direction := 0
	switch {
	case s.in(movesUp, c.at):
		direction = 1
	case s.in(movesDown, c.at):
		direction = -1
	}
	switch s.Tokens[c.at].word.verb.base {
	case "increase", "raise", "boost", "lift", "grow", "double", "triple":
		direction = 1
	case "reduce", "decrease", "lower", "cut", "halve", "shrink", "shorten", "trim", "slash", "drop":
		direction = -1
	}
	if direction == 0 {
		return 0
	}
	if good := s.goodWay(c.end+1, min(c.end+7, len(s.Tokens))); good != 0 {
		return good * direction
	}
	return s.goodWay(max(s.spokenStart(c.at), c.at-8), c.at) * direction
}

// goodWay is the direction in which the first metric among the tokens first..end-1 gets better: 1 up, -1 down, 0 none is known.
func (s *Sentence) goodWay(first, end int) int {
	for j := max(first, 0); j < end && j < len(s.Tokens); j++ {
		t := &s.Tokens[j]
		if s.breaks(j, j+1) && t.Norm != "for" && t.Norm != "and" && t.Norm != "that" {
			return 0
		}
		if way := s.wayOf(j); way != 0 {
			return way
		}
	}
	return 0
}

// wayOf is the direction in which the thing that token j names gets better.
func (s *Sentence) wayOf(j int) int {
	if j < 0 || j >= len(s.Tokens) {
		return 0
	}
	t := &s.Tokens[j]
	if t.Kind != Word || s.norm(j-1) == "to" && t.In(lessIsBetter) {
		return 0 // "to rework", "to page"
	}
	for k := j - 1; k >= 0 && k >= j-2; k-- {
		if s.in(badKinds, k) && t.Norm != "down" && t.Norm != "up" && (t.In(moreIsBetter) || t.In(lessIsBetter) || strings.HasSuffix(t.Norm, "s") || t.Norm == "rate") {
			return -1
		}
	}
	if (t.Norm == "time" || t.Norm == "times" || t.Norm == "hours" || t.Norm == "minutes") && s.in(engaged, j-1) {
		return 1 // "listening time"
	}
	w := strings.TrimSuffix(t.Norm, "'s") // "quality's gone up"
	switch {
	case (t.Norm == "show" || t.Norm == "shows") && s.norm(j-2) == "no":
		return -1
	case t.Norm == "rate" || t.Norm == "rates" || t.Norm == "share" || t.Norm == "number":
		return 0
	case moreIsBetter.Holds(w):
		return 1
	case lessIsBetter.Holds(w):
		return -1
	}
	return 0
}

// subjectWay is the direction in which the nearest metric before token i, in its clause, gets better.
func (s *Sentence) subjectWay(i int) int {
	start := max(s.spokenStart(i), i-10)
	for j := i - 1; j >= start; j-- {
		if way := s.wayOf(j); way != 0 {
			return way
		}
	}
	return 0
}

// sizeNear is the index of a quantity that says how far something moved, in the tokens behind i; -1 where there is none.
func (s *Sentence) sizeNear(i int, qs []Quantity) int {
	for n, q := range qs {
		if q.First <= i || q.First-i > 6 || isPeriod(s, q) || q.Joined {
			continue
		}
		if s.breaks(i+1, q.First) {
			return -1
		}
		switch by := s.hasAny(i, q.First, "by"); {
		case q.Unit == Percent || q.Unit == Factor || q.Unit == Money:
			return n
		case (q.Unit == Duration || q.Unit == Bytes || q.Unit == Count) && by:
			return n
		}
	}
	return -1
}

// degreeNear reports whether a word of degree stands around the tokens first..last.
func (s *Sentence) degreeNear(first, last int) bool {
	for j := max(first, 0); j <= last && j < len(s.Tokens); j++ {
		if w := s.norm(j); s.in(spokenDegree, j) || s.in(degrees, j) {
			if w != "bit" || s.norm(j-1) == "good" || s.norm(j-1) == "fair" || s.norm(j-2) == "quite" {
				return true
			}
		}
	}
	return false
}

// moved accepts what moved by itself: "failed deliveries went down twenty-two percent", "escalations have dropped off a lot",
// "availability went through the roof", "satisfaction climbed".
func (s *Sentence) moved(i int, qs []Quantity) (candidate, bool) {
	w := s.norm(i)
	direction := 0
	if s.in(movesUp, i) {
		direction = 1
	} else if s.in(movesDown, i) {
		direction = -1
	} else if w == "improved" && (i == 0 || s.Tokens[i-1].Kind == Word) {
		return s.improved(i, qs)
	} else if !s.in(moves, i) {
		return candidate{}, false
	}
	end := i
	for end+1 < len(s.Tokens) && (strings.HasSuffix(s.norm(end+1), "ly") || s.norm(end+1) == "right" || s.norm(end+1) == "way" || s.norm(end+1) == "all") {
		end++
	}
	roof := false
	switch s.norm(end + 1) {
	case "over", "apart", "behind", "back", "out", "asleep", "ill", "in", "into", "on", "through":
		if s.norm(end+1) != "in" && s.norm(end+3) != "roof" && s.norm(end+3) != "floor" {
			return candidate{}, false // "fell over"
		}
	}
	switch s.norm(end + 1) {
	case "down", "off", "away":
		direction, end = -1, end+1
	case "up":
		direction, end = 1, end+1
	case "through":
		if s.norm(end+3) == "roof" {
			direction, roof, end = 1, true, end+3
		} else if s.norm(end+3) == "floor" {
			direction, roof, end = -1, true, end+3
		}
	}
	if direction == 0 || s.norm(end) == "off" && s.in(moves, i) {
		return candidate{}, false
	}
	good := s.subjectWay(i)
	c := candidate{at: i, end: end, form: FiniteClaim, class: Weakly, quantity: s.sizeNear(end, qs)}
	degree := roof || w == "shot" || s.degreeNear(i+1, end+4)
	if (w == "is" || w == "are" || w == "was" || w == "were") && c.quantity < 0 && !degree {
		return c, false
	}
	switch {
	case good*direction < 0 || c.quantity < 0 && good == 0:
		return c, false
	case c.quantity < 0 && !degree && (s.in(moves, i) || s.movedTo(end)):
		return c, false
	case c.quantity < 0:
		c.class = Better
	case good == 0:
		if c.doubtful = direction > 0 && s.scaled(s.spokenStart(i), len(s.Tokens)); qs[c.quantity].Unit != Percent && qs[c.quantity].Unit != Factor {
			return c, false
		}
	}
	return c, true
}

// improved accepts what improved by itself: "time to value improved enormously".
func (s *Sentence) improved(i int, qs []Quantity) (candidate, bool) {
	c := candidate{at: i, end: i, form: FiniteClaim, class: Better, quantity: s.sizeNear(i, qs)}
	next := s.norm(i + 1)
	alone := next == "" || next == "." || next == "," || next == "by" || next == "a" && s.degreeNear(i+2, i+2) || strings.HasSuffix(next, "ly") && !s.transitive(i+2) || next == "since" || next == "too"
	subject := i > 0 && s.norm(i-1) != "i" && s.norm(i-1) != "we" && s.norm(i-1) != "and" && !s.isFunction(i-1)
	return c, alone && subject
}

// transitive reports whether an object begins at token i.
func (s *Sentence) transitive(i int) bool {
	switch s.norm(i) {
	case "the", "our", "their", "my", "its", "a", "an":
		return true
	}
	return false
}

// movedTo reports whether "to" or "from" and a number stand behind token i: a level, not a size.
func (s *Sentence) movedTo(i int) bool { return s.hasAny(i+1, i+4, "to", "from", "below", "under") }

// carried accepts what somebody moved: "brought the run rate right down", "took the decision time down by sixty percent", "put
// premium income up by a third", "drove up sales".
func (s *Sentence) carried(i int, qs []Quantity) (candidate, bool) {
	if !s.in(carries, i) || s.norm(i) == "bring" && !s.hasAny(i-2, i, "we", "they", "these", "those", "which", "that", "did") {
		return candidate{}, false // "bring waste down" names a duty
	}
	for j := i + 1; j < len(s.Tokens) && j <= i+9; j++ {
		direction := 0
		switch s.norm(j) {
		case "down":
			direction = -1
		case "up":
			direction = 1
		case ",", ";", "but", "which", "because", "so", ".":
			return candidate{}, false
		}
		if direction == 0 {
			continue
		}
		way := 0
		if j == i+1 {
			way = s.goodWay(j+1, j+6)
		} else {
			for k := j - 1; k > i && way == 0; k-- {
				way = s.wayOf(k)
			}
		}
		c := candidate{at: i, end: j, form: FiniteClaim, class: Better, quantity: s.sizeNear(j, qs)}
		if c.quantity >= 0 {
			c.class = Weakly
		}
		return c, way*direction > 0
	}
	return candidate{}, false
}

// takenOff accepts a part that somebody took off: "knocked thirty percent off the bill", "took a couple of million out of the call
// centre".
func (s *Sentence) takenOff(i int, qs []Quantity) (candidate, bool) {
	if !s.in(takesOff, i) {
		return candidate{}, false
	}
	for n, q := range qs {
		if q.First <= i || q.First-i > 5 {
			continue
		}
		from := q.Last + 1
		for k := 0; k < 2 && (s.norm(from) == "pounds" || s.norm(from) == "or" || s.norm(from) == "so"); k++ {
			from++
		}
		if w := s.norm(from); w != "off" && w != "out" && w != "from" {
			return candidate{}, false
		}
		c := candidate{at: i, end: i, form: FiniteClaim, class: Better, quantity: n}
		sum := q.Unit == Percent || q.Unit == Money || q.Unit == Factor || q.Unit == Count && q.Value >= 1e4
		plain := s.norm(i) != "took" && s.norm(i) != "taken" && s.norm(i) != "cut"
		return c, sum || q.Unit == Duration && (plain || s.goodWay(from+1, from+6) < 0)
	}
	return candidate{}, false
}

// gained accepts what was saved, freed or kept away: "returned sixty million in value", "deflects forty percent of tickets".
func (s *Sentence) gained(i int, qs []Quantity) (candidate, bool) {
	w := s.norm(i)
	if !s.in(gains, i) {
		return candidate{}, false
	}
	if strings.HasPrefix(w, "sav") || strings.HasPrefix(w, "free") {
		for j := i + 1; j < len(s.Tokens) && j <= i+7; j++ {
			if s.in(vagueSums, j) && (s.norm(j) == "fortune" || s.norm(j) == "bundle" || s.norm(j) == "packet" || s.hasAny(j+1, j+4, "money", "time", "hours", "cash", "cost", "costs", "work", "effort")) {
				return candidate{at: i, end: j, form: FiniteClaim, class: Better, quantity: -1}, true
			}
		}
	}
	for n, q := range qs {
		if q.First <= i || q.First-i > 7 || s.breaks(i+1, q.First) {
			continue
		}
		c := candidate{at: i, end: i, form: FiniteClaim, class: Save, quantity: n}
		switch q.Unit {
		case Percent, Factor:
			if s.scaled(q.Last+1, q.Last+6) {
				return c, false // "handles forty percent of the volume"
			}
			if strings.HasPrefix(w, "add") {
				return c, s.norm(q.Last+1) == "to" && s.goodWay(q.Last+2, q.Last+6) > 0
			}
			return c, q.First-i <= 4 && w != "saving" && w != "contains" && w != "contained" && !strings.HasPrefix(w, "generat") && !strings.HasPrefix(w, "return")
		case Money:
			return c, strings.HasPrefix(w, "sav") || strings.HasPrefix(w, "return") || strings.HasPrefix(w, "recover") || s.gainNear(q.Last+1)
		case Duration:
			return c, strings.HasPrefix(w, "sav") || strings.HasPrefix(w, "free")
		case Count:
			bare := strings.HasPrefix(w, "sav") || strings.HasPrefix(w, "return") || strings.HasPrefix(w, "free") || strings.HasPrefix(w, "recover")
			return c, q.Value >= 1e5 && (bare || s.gainNear(q.Last+1))
		}
	}
	return candidate{}, false
}

// gainNear reports whether a word that names a gain stands at token i or shortly behind.
func (s *Sentence) gainNear(i int) bool {
	for j := i; j < len(s.Tokens) && j < i+5; j++ {
		if s.in(gainNouns, j) {
			return true
		}
	}
	return false
}

// cutBy accepts "the pump scheduling one cut energy by nine percent": a past that looks like a base form, behind any subject.
func (s *Sentence) cutBy(i int, qs []Quantity) (candidate, bool) {
	c := candidate{at: i, end: i, form: FiniteClaim, class: Better, quantity: -1}
	if s.norm(i) != "cut" || i == 0 || s.Tokens[i-1].Kind != Word || s.norm(i-1) == "to" || s.in(modals, i-1) {
		return c, false
	}
	for n, q := range qs {
		if q.First > i && q.First-i <= 9 && !isPeriod(s, q) && s.hasAny(i+1, q.First, "by") && s.goodWay(i+1, q.First) <= 0 {
			c.quantity = n
			return c, true
		}
	}
	switch s.norm(s.beforeAdverbs(i)) {
	case "it", "that", "this", "they", "which", "we", "i":
		return c, s.goodWay(i+1, i+5) < 0
	}
	return c, false
}

// hasMore accepts "got us twelve percent more orders", "we get far fewer complaints now".
func (s *Sentence) hasMore(i int, qs []Quantity) (candidate, bool) {
	w := s.norm(i)
	if w != "more" && w != "fewer" && w != "less" {
		return candidate{}, false
	}
	c := candidate{at: i, end: i, form: ComparativeClaim, class: Better, quantity: -1}
	got := false
	for j := i - 1; j >= 0 && j >= i-8 && !got; j-- {
		if s.Tokens[j].Kind == Punct && s.norm(j) != "," {
			break
		}
		got = s.in(haveMore, j)
	}
	if w == "less" && s.degreeNear(i-1, i-1) && s.wayOf(i-2) < 0 && s.sinceThen(i) { // "the app crashes way less now"
		return c, true
	}
	if !got || s.norm(i+1) == "than" || s.norm(i+1) == "of" {
		return c, false
	}
	for n, q := range qs {
		if (q.Unit == Percent || q.Unit == Factor) && q.Last == i-1 {
			c.quantity = n
			return c, true
		}
	}
	degree := s.degreeNear(i-1, i-1) || s.norm(i-1) == "many"
	way := s.goodWay(i+1, i+5)
	if w == "more" {
		way = -way
		if c := s.norm(i + 2); way == 0 && (s.norm(i+1) == "customers" || c == "customers" || s.hasAny(i+1, i+4, "customers", "users", "members", "clients", "leads", "deals")) {
			way = -1
		}
	}
	return c, degree && way < 0
}

// idiom accepts a claim in an idiom: "it really moved the needle", "that made a huge difference".
func (s *Sentence) idiom(i int, _ []Quantity) (candidate, bool) {
	for _, cue := range s.cues {
		if cue.List != Idioms || cue.First != i {
			continue
		}
		c := candidate{at: i, end: cue.Last, form: ComparativeClaim, class: Better, quantity: -1}
		if cue.Entry.Field(0) == "told" {
			return c, s.norm(i-1) != "to" && s.norm(i-1) != "that" || s.norm(i) == "night"
		}
		for j := i - 1; j >= 0 && j >= i-6; j-- {
			switch s.norm(j) {
			case "made", "gave", "took", "taken", "delivered", "brought", "created":
				return c, true
			case "had", "has", "have", "seen", "saw", "was", "been", "got":
				p := s.norm(s.beforeAdverbs(j))
				return c, p == "we" || p == "i" || p == "it" || p == "that" || strings.HasSuffix(p, "'s")
			}
		}
	}
	return candidate{}, false
}

// transformed accepts "we fundamentally transformed patient flow".
func (s *Sentence) transformed(i int, _ []Quantity) (candidate, bool) {
	c := candidate{at: i, end: i, form: FiniteClaim, class: Better, quantity: -1}
	if !s.in(transforms, i) || i+2 >= len(s.Tokens) || s.Tokens[i+1].Kind == Punct || s.norm(i+1) == "into" || s.norm(i+1) == "the" && s.norm(i+2) == "data" {
		return c, false
	}
	p := s.norm(s.beforeAdverbs(i))
	return c, p == "we" || p == "i" || p == "it" || p == "that" || p == "which" || p == "completely" || p == "team"
}

// worthSaid accepts what something is worth by the year: "it's worth about a million a year".
func (s *Sentence) worthSaid(i int, qs []Quantity) (candidate, bool) {
	if s.norm(i) != "worth" {
		return candidate{}, false
	}
	for n, q := range qs {
		if q.First <= i || q.First-i > 5 || q.Unit != Money && !(q.Unit == Count && q.Value >= 1e4) {
			continue
		}
		yearly := s.hasAny(q.Last+1, q.Last+5, "year", "annually", "month", "quarter", "savings", "annum") || s.hasAny(q.Last+1, q.Last+4, "us", "business")
		return candidate{at: i, end: i, form: NominalClaim, class: Save, quantity: n}, yearly
	}
	return candidate{}, false
}

// grewBetter accepts a comparative that something is or became: "got so much better", "customers are a lot happier", "is miles
// steadier than it was", "runs way faster now", "made the adjusters twice as quick".
func (s *Sentence) grewBetter(i int, qs []Quantity) (candidate, bool) {
	c := candidate{at: i, end: i, form: ComparativeClaim, class: Better, quantity: -1}
	if !s.in(spokenBetter, i) {
		if c.end = s.comparativeEnd(i); c.end < 0 {
			return c, false
		}
	}
	for n, q := range qs {
		if (q.Unit == Factor || q.Unit == Percent) && q.Last < i && i-q.Last <= 2 && s.norm(i-1) != "of" {
			c.quantity = n
		}
	}
	p := i - 1
	for p >= 0 && (s.in(spokenDegree, p) || strings.HasSuffix(s.norm(p), "ly") || s.norm(p) == "so" || s.norm(p) == "a" || s.norm(p) == "of" || s.norm(p) == "good" || s.norm(p) == "even" || s.norm(p) == "that" || s.norm(p) == "just" || s.norm(p) == "all" || s.norm(p) == "hell" || s.norm(p) == "as" || s.norm(p) == "now" || s.norm(p) == "also" || s.norm(p) == "already") {
		p--
	}
	if c.quantity >= 0 {
		p = s.beforeApprox(qs[c.quantity].First)
	}
	degree := s.degreeNear(p+1, i-1) || s.degreeNear(c.end+1, c.end+2) && s.norm(c.end+1) != "way"
	since := s.sinceThen(c.end)
	if p < 0 && c.quantity < 0 { // "Much faster."
		c.doubtful = c.end+3 < len(s.Tokens)
		return c, degree && c.end+3 >= len(s.Tokens) && i > 0
	}
	if s.norm(i-1) == "the" || s.norm(c.end+1) == "to" && s.norm(i) != "superior" || s.norm(c.end+1) == "than" && !s.thanBefore(c.end+2) && c.quantity < 0 || s.norm(c.end+1) == "if" || s.norm(c.end+1) == "at" && c.quantity < 0 || s.norm(c.end+1) == "for" && !since && !gotBetter[s.norm(p)] {
		return c, false
	}
	w := s.norm(p)
	if before := s.norm(p - 1); before == "i" || before == "he" || before == "she" || w == "i'm" || w == "he's" || w == "she's" {
		return c, false // how a person felt, or what one is good at
	}
	state := w == "is" || w == "are" || strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "'re") || w == "was" || w == "were"
	change := gotBetter[w]
	runs := w == "performs" || w == "performed" || w == "does" || w == "runs" || w == "ran" || w == "run" || w == "works" || w == "worked" || w == "feels" || w == "goes" || w == "went" || w == "comes" || w == "came"
	switch {
	case c.quantity >= 0:
		return c, state || change || runs || s.hasAny(max(p-8, 0), i, "made", "make", "makes", "making", "got", "run", "ran", "runs", "is", "are", "became")
	case change:
		return c, degree || since
	case state:
		strong := s.in(strongDegree, i-1) && p == s.beforeAdverbs(i) && p > 0 && !s.isFunction(p-1) && (c.end+1 >= len(s.Tokens) || s.Tokens[c.end+1].Kind == Punct)
		return c, degree && (since || strong || s.subjectWay(p) != 0)
	case runs:
		return c, degree || since
	}
	if s.hasAny(max(p-6, 0), p+1, "made") && !s.breaks(max(p-6, 0), p+1) {
		return c, degree
	}
	return c, degree && since && s.Tokens[max(p, 0)].Kind == Word && w != "a" && w != "an" && w != "the" && w != "for" && w != "of"
}

var gotBetter = map[string]bool{"got": true, "became": true, "become": true, "gotten": true}

// comparativeEnd is the last token of a comparative of several words that begins at token i ("more stable"); -1 where there is none.
func (s *Sentence) comparativeEnd(i int) int {
	if s.norm(i) == "more" && s.in(adjectives, i+1) {
		return i + 1
	}
	for _, c := range s.cues {
		if c.List == Comparison && c.First == i && c.Last > i && c.Entry.Field(0) == "better" {
			return c.Last
		}
	}
	return -1
}

// thanBefore reports whether what stands behind "than" is how it was: "it was", "they used to be", "what we had before".
func (s *Sentence) thanBefore(i int) bool {
	return s.hasAny(i, i+5, "was", "were", "used", "had", "before", "did", "last", "old", "previous", "inherited", "with", "without", "found", "under")
}

// sinceThen reports whether the words around token i set it against how it was, or say what brought it: "than it was", "now", "since I
// came", "thanks to the new cache", "because of us".
func (s *Sentence) sinceThen(i int) bool {
	for j := i + 1; j < len(s.Tokens) && j <= i+12; j++ {
		switch s.norm(j) {
		case "now", "since", "nowadays", "days", "before", "used", "afterwards", "thanks", "today", "ever", "result", "anymore":
			return true
		case "with", "after", "from", "under":
			if j <= i+2 && s.hasAny(j+1, j+2, "it", "that", "my", "our", "me", "us") {
				return true
			}
		case "because", "due":
			return s.hasAny(j+1, j+4, "my", "our", "us", "me", "the", "it", "that", "what")
		case "was", "were", "had":
			if hasWord(s, i+1, j, "than") {
				return true
			}
		case "but", "if", ";":
			return false
		}
	}
	return s.hasAny(max(s.spokenStart(i), 0), i, "now", "nowadays", "since", "today", "meanwhile") || s.sinceFront(i)
}

// sinceFront reports whether the sentence begins by saying since when or thanks to what: "since my stuff went in, ...", "after that".
func (s *Sentence) sinceFront(i int) bool {
	for j := 0; j < i && j < 4; j++ {
		switch s.norm(j) {
		case "since", "thanks", "ever":
			return true
		case "after", "with", "under", "because", "from":
			return s.hasAny(j+1, j+3, "that", "it", "the", "my", "our", "this", "me", "us", "we", "i")
		case "and", "so", "also", ",", "oh", "well", "then", "but", "yes", "yeah", "like":
			continue
		}
		return false
	}
	return false
}

// reached reports whether a level is told as reached by what the speaker made: "it's about ninety-two percent precise", "we got to
// ninety percent recall".
func (s *Sentence) reached(c candidate) bool {
	start := s.spokenStart(c.at)
	if s.hasAny(start, c.end, "when", "threshold", "more", "less", "over", "under", "above", "below", "than", "drop", "drops", "baseline") {
		return false
	}
	return s.hasAny(start, c.end, "it's", "got", "get", "gets", "hit", "hits", "reached", "reach", "achieved", "achieve", "at", "is", "has", "had", "was", "with", "we're", "running", "sits", "sit")
}
