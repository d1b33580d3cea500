package detectors

import "redflag/analyzer"

// What a figure rests on: how it was measured, against what, what else may have moved it, and how sure it is.

// measurementMethod hears how a figure was measured: the methods of claims, and what is told of measuring.
func measurementMethod(h *hearing, i int) sound {
	says, spoken := h.says(i, "measurement method")
	if at, ok := h.ledgerSays(i, func(c *analyzer.Claim) []analyzer.Span { return c.Method }); ok && (h.supported[i] || spoken || h.said[i].saysHow()) {
		return sound{3, at}
	}
	if spoken && h.told(i) {
		return sound{2, says}
	}
	return sound{}
}

// shortAnswer is how many tokens a sentence has at most that only says how: "Compared to the other pier."
const shortAnswer = 9

// saysHow reports whether a sentence is about measuring: it says no more than how, has the number, or names a method.
func (u *utterance) saysHow() bool {
	for _, c := range u.Cues(analyzer.Methods) {
		if c.Entry.Field(0) == "method" {
			return true
		}
	}
	return u.moved && u.theory == 0 || len(u.Tokens) < shortAnswer
}

// baseline hears what a figure is compared with.
func baseline(h *hearing, i int) sound {
	if at, ok := h.ledgerSays(i, func(c *analyzer.Claim) []analyzer.Span { return c.Baseline }); ok && (h.supported[i] || len(h.said[i].Changes()) > 0) {
		return sound{3, at}
	}
	if s := metricMoved(h, i); s.score == 3 && h.asked("impact") {
		return sound{2, s.at}
	}
	if at, ok := h.says(i, "baseline"); ok && h.said[i].events+h.said[i].present > 0 && h.said[i].amountNear(at) {
		return sound{2, at}
	}
	return sound{}
}

// amountNear reports whether a number that tells how much stands near token i.
func (u *utterance) amountNear(i int) bool {
	switch u.Tokens[i].Norm {
	case "double", "times", "twice", "minus":
		return true
	case "before": // "before it was forty"
		c, ok := u.clauseAt(i)
		return ok && c.amountWithin(i, i+7)
	}
	for _, c := range u.clauses {
		if c.amountWithin(max(c.first, i-8), i+14) {
			return true
		}
	}
	return false
}

// ledgerSays finds what sentence i says for a claim of the ledger, of this answer or of one before it.
func (h *hearing) ledgerSays(i int, of func(*analyzer.Claim) []analyzer.Span) (at int, ok bool) {
	u := &h.said[i]
	for n := range h.doc.Claims {
		for _, span := range of(&h.doc.Claims[n]) {
			if len(h.doc.Claims[n].Magnitude) == 0 || !u.Contains(span) {
				continue
			}
			for j, t := range u.Tokens {
				if t.End > span.Start {
					c, ok := u.clauseAt(j)
					return j, ok && !c.negates(j)
				}
			}
		}
	}
	return 0, false
}

// told reports whether sentence i is of what happened: it, or the answer around it, is in the past and not in theory.
func (h *hearing) told(i int) bool {
	return h.said[i].events > 0 || h.said[i].present > 0 || h.sum.own() > 0 && h.sum.theory == 0
}

// confounder hears another cause named for a figure of one's own.
func confounder(h *hearing, i int) sound {
	if at, ok := h.says(i, "confounder"); ok && h.measures() {
		return sound{2, at}
	}
	return sound{}
}

// uncertainty hears how far a figure of one's own is in doubt.
func uncertainty(h *hearing, i int) sound {
	if at, ok := h.says(i, "uncertainty"); ok && h.measures() {
		return sound{2, at}
	}
	return sound{}
}

// measures reports whether the answer is about a figure of the candidate's: a claim, a change, a way of measuring, or the question for one.
func (h *hearing) measures() bool {
	if h.asked("impact") || len(h.supported)+len(h.bare) > 0 {
		return true
	}
	for i := range h.said {
		if len(h.said[i].Changes()) > 0 {
			return true
		}
		if _, ok := h.says(i, "measurement method"); ok {
			return true
		}
	}
	return h.exchange.FollowUp && h.sum.moved
}
