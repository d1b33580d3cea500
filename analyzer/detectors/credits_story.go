package detectors

import (
	"strings"

	"redflag/analyzer"
)

// What makes a story one that can be checked: its system, what moved, when, and who did what first.

var (
	calledThings = analyzer.WordSet("called-thing")
	ownWords     = analyzer.WordSet("own-word")
	consequences = analyzer.WordSet("act-of-consequence")
	fineTimes    = analyzer.WordSet("fine-time")
	levels       = analyzer.WordSet("told-level")
	moves        = analyzer.WordSet("told-move")
	sequences    = analyzer.WordSet("sequence")
)

// namedSystem hears a system called by its own name: where the name is given, or where a story goes on with it.
func namedSystem(h *hearing, i int) sound {
	u := &h.said[i]
	if at, given := nameGiven(u.Sentence); given != noName {
		inStory := h.sum.acts > 0 && h.asked("failure", "gap", "architecture", "impact", "drift", "data", "declined")
		if given == introduced && (inStory && systemBefore(u.Sentence, at) || h.owns(i)) || given == mentioned && inStory && h.story() && h.owns(i) {
			return sound{3, at}
		}
	}
	if u.acts > 0 || u.events > 0 && (u.moved || h.story()) {
		for j, t := range u.Tokens {
			if u.Capital(j) && h.names[t.Norm] {
				return sound{2, j}
			}
		}
	}
	return sound{}
}

// owns reports whether the candidate or his team is in the sentence.
func (h *hearing) owns(i int) bool {
	for _, t := range h.said[i].Tokens {
		if t.In(ownWords) {
			return true
		}
	}
	return false
}

// namesOfSystems collects the names, written with a capital, that the candidate gives to systems.
func namesOfSystems(d *analyzer.Document) map[string]bool {
	names := map[string]bool{}
	for a := range answers(d) {
		for s := range sentences(a.turn) {
			if at, given := nameGiven(s); given == introduced && s.Capital(at) {
				names[s.Tokens[at].Norm] = true
			}
		}
	}
	return names
}

// nameGiven finds the place at which a sentence gives a system's name: "a model called Heron", "we call it Fresco", "ClaimSort, that's
// the model which ...", "the Heron scorer". The names of tools on the market are none.
func nameGiven(s *analyzer.Sentence) (at int, given namingKind) {
	c := clause{s, 0, len(s.Tokens)}
	for i, t := range s.Tokens {
		ok, given := false, introduced
		switch {
		case t.Norm == "called" || t.Norm == "named" || t.Norm == "nicknamed":
			at, ok = i+1, c.thingBefore(i) && c.norm(i-1) != "a" && c.norm(i-1) != "the" && !c.usedBefore(i)
			if next := c.norm(i + 1); next == "the" || next == "a" {
				at++
			}
		case (t.Norm == "it" || t.Norm == "this" || t.Norm == "that") && isCalling(c.norm(i-1)) && c.in(ownWords, i-2):
			at, ok = i+1, c.s.Capital(min(i+1, len(s.Tokens)-1))
		case c.properAt(i) && c.norm(i+1) == "," && leadsToThing[c.norm(i+2)]:
			at, ok = i, c.thingWithin(i+2, i+7)
		case c.properAt(i) && i > 1 && (c.norm(i-1) == "the" || c.norm(i-1) == "our") && c.in(systemNouns, i+1) && c.norm(i-2) != "called" && c.norm(i-2) != "as" && c.norm(i-2) != "like":
			at, ok, given = i, true, mentioned
		default:
			continue
		}
		if ok && at < len(s.Tokens) && s.Tokens[at].Kind == analyzer.Word && !c.toolAt(at) && !c.in(noNames, at) {
			return at, given
		}
	}
	return 0, noName
}

// namingKind is how a sentence names a system.
type namingKind uint8

const (
	noName     namingKind = iota
	mentioned             // "the Heron scorer"
	introduced            // "a model called Heron"
)

// systemBefore reports whether a system's own noun, not just a "thing" or a "project", stands before the name at token i.
func systemBefore(s *analyzer.Sentence, i int) bool {
	for j := max(i-4, 0); j < min(i+8, len(s.Tokens)); j++ {
		if n := s.Tokens[j].Norm; j != i && (s.Tokens[j].In(systemNouns) || n == "system" || n == "method") {
			return true
		}
	}
	return false
}

// usedBefore reports whether what has a name is somebody else's, and used: "I use a library called".
func (c clause) usedBefore(i int) bool {
	for j := i - 1; j >= c.first && j >= i-12; j-- {
		switch c.norm(j) {
		case "use", "used", "using", "uses", "tried":
			return true
		}
	}
	return false
}

var leadsToThing = map[string]bool{"that's": true, "it's": true, "that": true, "which": true, "our": true, "this": true, "it": true, "the": true}

func isCalling(norm string) bool { return norm == "call" || norm == "called" || norm == "named" }

// thingBefore reports whether what is called so is a system: its noun stands before the word.
func (c clause) thingBefore(i int) bool {
	for j := i - 1; j >= c.first && j >= i-3; j-- {
		if c.in(calledThings, j) || c.in(systemNouns, j) {
			return true
		}
	}
	return false
}

func (c clause) thingWithin(first, end int) bool {
	for j := first; j < end && j < c.last; j++ {
		if n := c.norm(j); n != "thing" && (c.in(systemNouns, j) || c.in(calledThings, j)) {
			return true
		}
	}
	return false
}

// properAt reports whether a name stands at token i that is no tool, date or common capital.
func (c clause) properAt(i int) bool {
	t := &c.s.Tokens[i]
	return t.Kind == analyzer.Word && c.s.Capital(i) && len(t.Norm) > 2 && !t.In(noNames) && !t.In(dates) && !t.In(subjects) && !c.toolAt(i)
}

func (c clause) toolAt(i int) bool {
	for _, cue := range c.s.Cues(analyzer.Tools) {
		if cue.First <= i && i <= cue.Last {
			return true
		}
	}
	return false
}

// metricMoved hears a measure with what it was and what it became, in what happened; a bare size only of what went wrong, as
// betterment that says no more than its size is a claim.
func metricMoved(h *hearing, i int) sound {
	u := &h.said[i]
	if u.theory > 0 || h.bare[i] {
		return sound{}
	}
	for _, ch := range u.Changes() {
		c, _ := u.clauseAt(ch.After.First)
		if ch.Before.Unit == ch.After.Unit || ch.Before.Unit == analyzer.Count || ch.After.Unit == analyzer.Count {
			alike := ch.Before.Unit == ch.After.Unit && ch.After.Unit != analyzer.Count || u.word("before")
			if at, ok := u.moveNear(ch.Before.First, ch.After.Last, alike); ok && !c.negates(ch.After.First) && (!h.asked("failure") || !u.setByHand(at)) {
				return sound{3, at}
			}
		}
	}
	if h.asked("failure") && h.sum.events > 2 {
		at, ok := h.says(i, "baseline")
		for _, c := range u.clauses {
			for j := c.first; j < c.last; j++ {
				if c.in(moves, j) && ok && c.amountWithin(j+1, j+4) {
					return sound{3, j}
				}
				if c.in(plainMoves, j) && c.amountWithin(j+1, j+6) && !c.negates(j) {
					return sound{2, j}
				}
			}
		}
		if ok && u.moved && u.events > 0 {
			return sound{1, at}
		}
	}
	return sound{}
}

var plainMoves = analyzer.WordSet("plain-move")

// setByHand reports whether the candidate is who moves the value: a setting that was changed is no measure that moved.
func (u *utterance) setByHand(at int) bool {
	c, ok := u.clauseAt(at)
	return ok && c.ownAt(at)
}

// word reports whether the sentence has a word.
func (u *utterance) word(norm string) bool {
	for _, t := range u.Tokens {
		if t.Norm == norm {
			return true
		}
	}
	return false
}

// moveNear finds the word that moves a value between or before two tokens; a "was" moves it where both are of one unit.
func (u *utterance) moveNear(first, last int, alike bool) (at int, ok bool) {
	for j := max(first-8, 0); j <= last && j < len(u.Tokens); j++ {
		if u.Tokens[j].In(moves) || alike && u.Tokens[j].In(levels) {
			return j, true
		}
	}
	return 0, false
}

// amountWithin reports whether a number that tells how much stands among some tokens of the clause.
func (c clause) amountWithin(first, end int) bool {
	for j := first; j < end && j < c.last; j++ {
		if c.amountAt(j) {
			return true
		}
	}
	return false
}

// times counts the points in time and durations of a sentence, and how many of them are finer than a month.
func (u *utterance) times() (all, fine, first int) {
	last := -4
	for _, c := range u.clauses {
		if c.supposes() {
			continue
		}
		for j := c.first; j < c.last; j++ {
			if !c.timeAt(j) && !c.clockAt(j) || c.rateAt(j) || !c.placedAt(j) {
				continue
			}
			isFine := c.in(fineTimes, j) || strings.HasSuffix(strings.TrimSuffix(c.norm(j), "s"), "day") || c.clockAt(j) || !c.in(periods, j) && !c.in(dates, j) && c.norm(j+1) != "thousand" && len(c.norm(j)) != 4
			if j-last > 3 {
				all++
				if all == 1 {
					first = j
				}
				if isFine {
					fine++
				}
			}
			last = j
		}
	}
	return all, fine, first
}

// placedAt reports whether the time at token i has a place in a story: a period that only counts something ("eleven hours of video") has none.
func (c clause) placedAt(i int) bool {
	if !c.in(periods, i) || i == c.last-1 && i-c.first < 4 {
		return true
	}
	switch c.norm(i + 1) {
	case "ago", "later", "before", "after", "earlier", "in", "long", "straight":
		return true
	}
	for j := i - 1; j >= c.first && j >= i-4; j-- {
		if c.in(placing, j) {
			return true
		}
	}
	return false
}

var placing = analyzer.WordSet("placing")

// rateAt reports whether the period at token i says how often rather than when: "orders a week", "every half hour".
func (c clause) rateAt(i int) bool {
	if before := c.norm(i - 1); before == "each" || before == "every" {
		return true
	}
	if !c.in(periods, i) {
		return false
	}
	switch next := c.norm(i + 1); next {
	case "ago", "later", "before", "after", "earlier":
		return false
	}
	for j := i - 1; j >= c.first && j >= i-3; j-- {
		switch c.norm(j) {
		case "every", "each", "per":
			return true
		case "a", "an":
			return c.norm(j-1) != "half"
		}
		if !c.counts(j) && c.norm(j) != "half" && c.norm(j) != "other" {
			break
		}
	}
	return false
}

// clockAt reports whether token i stands between the words of a clock time: "ten past one", "twenty to nine".
func (c clause) clockAt(i int) bool {
	n := c.norm(i)
	return (n == "past" || n == "to") && c.counts(i-1) && c.counts(i+1) && (n == "past" || c.norm(i-2) == "about" || c.norm(i-2) == "at")
}

// timeline hears points in time that order a story.
func timeline(h *hearing, i int) sound {
	u := &h.said[i]
	if !h.story() && !(h.asked("failure") && h.sum.events > 2 && h.sum.theory < 2) || u.theory > 0 || !h.asked("failure", "gap", "declined", "stakeholder", "impact") {
		return sound{}
	}
	all, fine, first := u.times()
	if !u.happens() && !(h.asked("failure") && all > 1 && !h.exchange.FollowUp) {
		return sound{}
	}
	if all == 0 {
		return sound{}
	}
	near, nearFine := 0, 0
	for j := max(i-2, 0); j <= i+2 && j < len(h.said); j++ {
		if v := &h.said[j]; j != i && v.events+v.present > 0 {
			a, f, _ := v.times()
			near, nearFine = near+a, nearFine+f
		}
	}
	if all+near < 2 || fine+nearFine == 0 || fine == 0 && all < 2 {
		return sound{}
	}
	return sound{all*3 + fine*2 + near, first}
}

// happens reports whether something is told to have happened in the sentence, more than that something was so.
func (u *utterance) happens() bool {
	for _, c := range u.clauses {
		for j := c.first; j < c.last; j++ {
			if c.past(j) && !c.in(stateful, j) {
				return true
			}
		}
	}
	return u.present > 0
}

// ownRole hears what the candidate did or answers for himself, set apart from what "we" did.
func ownRole(h *hearing, i int) sound {
	u := &h.said[i]
	if len(h.exchange.Asks) == 0 && h.exchange.Thread <= 2 {
		return sound{} // a career is told, not work
	}
	if at, ok := h.says(i, "own role"); ok {
		if h.sum.events > 0 {
			return sound{5, at}
		}
	}
	best := sound{}
	for _, c := range u.clauses {
		if c.supposes() || c.telling().theory > 0 {
			continue
		}
		for j := c.first; j < c.last; j++ {
			if !c.in(consequences, j) || !c.ownAt(j) || c.negates(j) || j+1 >= c.last {
				continue
			}
			score := 0
			switch {
			case h.others(i) && (u.anchors() > 0 || h.asked("failure", "gap", "declined")):
				score = 4
			case u.anchors() > 0 && h.asked("failure", "gap", "architecture", "impact", "data", "declined", "stakeholder"):
				score = 3
			case h.asked("failure", "declined", "impact"):
				score = 2
			}
			if score > best.score && h.sum.events > 1 {
				best = sound{score, j}
			}
		}
	}
	return best
}

// ownAt reports whether the verb at token i has an "I" for its subject.
func (c clause) ownAt(i int) bool {
	switch c.subjectOf(i) {
	case "i", "i'd", "i've":
		for j := c.first; j < i; j++ {
			if n := c.norm(j); n == "i" || n == "i'd" || n == "i've" {
				return true
			}
		}
	}
	return false
}

// others reports whether somebody else acts in the sentence, or in the one before or behind it.
func (h *hearing) others(i int) bool {
	for _, c := range h.said[i].clauses {
		for j := c.first; j < c.last; j++ {
			if c.past(j) {
				switch c.subjectOf(j) {
				case "we", "they", "she", "he", "we'd", "they'd":
					return true
				}
			}
		}
	}
	return false
}

// firstActions hears what was done in the first minutes of a failure, in order.
func firstActions(h *hearing, i int) sound {
	u := &h.said[i]
	if !h.asked("failure") || h.exchange.FollowUp && !h.asksFirst() || h.sum.own() == 0 || h.sum.events+h.sum.present < 2 || h.sum.theory >= 2 {
		return sound{}
	}
	for _, c := range u.clauses {
		if t := c.telling(); c.supposes() || t.theory > 0 && t.acts == 0 {
			return sound{}
		}
		switch c.norm(c.first) {
		case "when", "because", "until", "which", "before":
			continue
		}
		for j := c.first; j < c.last; j++ {
			own := c.ownAt(j) || c.weAt(j) || j == c.first && c.first == 0 && c.in(consequences, j)
			did := c.past(j) && !c.in(stateful, j) && !c.in(vagueActs, j) && !c.in(noFirstAct, j) || c.in(actsNow, j) && h.sum.own() > h.sum.acts
			if !own || !did || c.negates(j) {
				continue
			}
			if at, score := h.sequenceAt(i); score > 0 {
				return sound{score, at}
			}
			if h.asksFirst() && c.in(consequences, j) {
				return sound{1, j}
			}
		}
	}
	return sound{}
}

var noFirstAct = analyzer.WordSet("no-first-act")

func (c clause) weAt(i int) bool {
	switch c.subjectOf(i) {
	case "we", "we'd":
		return i > c.first
	}
	return false
}

// sequenceAt finds the word by which sentence i orders acts: "first", "within ten minutes", "then".
func (h *hearing) sequenceAt(i int) (at, score int) {
	u := &h.said[i]
	for _, c := range u.clauses {
		for j := c.first; j < c.last; j++ {
			n := c.norm(j)
			switch {
			case n == "first" && (c.norm(j+1) == "thing" || c.norm(j+1) == "i" || c.norm(j+1) == "we" || j == 0 || c.norm(j+1) == "half" || c.norm(j+1) == "hour" || c.norm(j+1) == "minutes" || c.norm(j+1) == "ten"):
				return j, 4
			case (n == "minutes" || n == "minute") && c.timeAt(j) && !c.rateAt(j):
				return j, 3
			case n == "before" && (c.norm(j+1) == "i'd" || c.norm(j+1) == "i" && c.norm(j+2) == "had"):
				return j, 3
			case (n == "straight" || n == "right") && c.norm(j+1) == "away", n == "immediately":
				return j, 3
			case c.in(sequences, j) && (j == 0 || u.Tokens[j-1].Kind == analyzer.Punct || u.Tokens[j-1].Norm == "and"):
				at, score = j, max(score, 2)
			}
		}
	}
	return at, score
}

// asksFirst reports whether the question is about the first minutes, or about what was done.
func (h *hearing) asksFirst() bool {
	for _, q := range h.exchange.Questions {
		for s := range sentences(&h.doc.Sections[q]) {
			for i, t := range s.Tokens {
				if t.Norm == "first" || t.Norm == "you" && i+1 < len(s.Tokens) && s.Tokens[i+1].Norm == "do" {
					return true
				}
			}
		}
	}
	return false
}
