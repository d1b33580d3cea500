package detectors

import (
	"strings"

	"redflag/analyzer"
)

// What shows judgment: what was given up, stopped, learned, understood of others, asked before advice, and said plainly.

// tradeOff hears what was given up for something.
func tradeOff(h *hearing, i int) sound {
	u := &h.said[i]
	if at, ok := h.says(i, "trade-off"); ok && u.theory == 0 {
		return sound{3, at}
	}
	if h.asksFor("asks for a loss") && i < 2 && u.theory == 0 && len(u.Tokens) > 4 && !saysNo(u.Sentence) {
		return sound{2 - i, 0}
	}
	return sound{}
}

var refusing = analyzer.WordSet("refusing")

// declinedWork hears work that was stopped or argued against, as a case of the candidate's own.
func declinedWork(h *hearing, i int) sound {
	u := &h.said[i]
	asked := h.asked("declined")
	if at, ok := h.says(i, "declined"); ok && asked && u.acts > 0 {
		return sound{4, at}
	}
	for _, cue := range u.Cues(analyzer.Declined) {
		c, ok := u.clauseAt(cue.First)
		if !ok || c.supposes() || c.denies() || c.negates(cue.First) || c.telling().theory > 0 || u.supposedAt(cue.First) {
			continue
		}
		first := u.Tokens[cue.First].Norm
		own := c.ownAt(cue.First) || c.weAt(cue.First) || first == "i" || first == "we" || first == "i've"
		switch {
		case asked && own:
			return sound{3, cue.First}
		case asked && h.sum.acts > 0 && u.events > 0:
			return sound{2, cue.First}
		case c.ownAt(cue.First) && u.Tokens[cue.First].In(refusing):
			return sound{2, cue.First}
		}
	}
	return sound{}
}

// lessonDrawn hears what changed afterwards, or what would be done otherwise.
func lessonDrawn(h *hearing, i int) sound {
	u := &h.said[i]
	if at, ok := h.says(i, "lesson"); ok && h.sum.events+h.sum.present > 0 && (h.story() || h.asked("failure", "gap", "stakeholder", "declined", "architecture")) {
		return sound{3, at}
	}
	if !h.asked("failure", "gap", "stakeholder", "declined") || h.bare[i] {
		return sound{}
	}
	if h.asksFor("asks for a lesson") && i < 2 && len(u.Tokens) > 6 && u.vague+u.theory == 0 && !saysNo(u.Sentence) {
		return sound{2, 0}
	}
	if !h.threadStory() || !h.asked("failure") && h.conflictKinds() == 0 {
		return sound{}
	}
	for j, t := range u.Tokens {
		if t.Norm == "now" && h.changedNow(i, j) {
			return sound{2, j}
		}
	}
	return sound{}
}

// changedNow reports whether the "now" at a token sets what is done against what was: "alerts are per acquirer now".
func (h *hearing) changedNow(i, at int) bool {
	u := &h.said[i]
	c, ok := u.clauseAt(at)
	if !ok || c.norm(c.first) == "because" || c.telling().theory > 0 || c.negates(at) || c.supposes() || c.last-c.first < 4 && len(u.Tokens) < 7 {
		return false
	}
	switch c.norm(at - 1) {
	case "so", "right", "by", "until", "till", "just", "from", "even", "is", "are":
		return false
	}
	if next := c.norm(at + 1); next == "and" || at == 0 && next == "" {
		return false
	}
	for j := c.first; j < c.last; j++ {
		if c.past(j) && c.norm(j) != "said" && !c.passiveNow(j) {
			return false
		}
	}
	return true
}

// passiveNow reports whether the past form at token i is one of a present passive: "are checked".
func (c clause) passiveNow(i int) bool {
	for j := i - 1; j >= c.first && j >= i-2; j-- {
		switch c.norm(j) {
		case "is", "are", "gets", "get", "be":
			return true
		}
	}
	return false
}

// empathy hears that the other side's reason was understood: two of its reason, one's own part, and going to them.
func empathy(h *hearing, i int) sound {
	if !h.asked("stakeholder", "gap") || h.sum.theory >= 2 {
		return sound{}
	}
	if h.conflictKinds() < 2 {
		return sound{}
	}
	best := sound{}
	for weight, kind := range conflictWords {
		if at, ok := h.says(i, kind); ok {
			best = sound{weight + 1, at}
		}
	}
	return best
}

// conflictWords are the kinds of words with which a conflict is told fairly; the last shows most.
var conflictWords = []string{"own part", "went to them", "empathy"}

// conflictKinds counts the kinds that the answer has.
func (h *hearing) conflictKinds() int {
	kinds := 0
	for _, kind := range conflictWords {
		for i := range h.said {
			if _, ok := h.says(i, kind); ok {
				kinds++
				break
			}
		}
	}
	return kinds
}

// threadStory reports whether this answer, or one before it to the same question, tells what happened.
func (h *hearing) threadStory() bool {
	var sum telling
	for i := range h.doc.Exchanges {
		if e := &h.doc.Exchanges[i]; e.Thread == h.exchange.Thread {
			for _, t := range e.Answers {
				if t <= h.index {
					sum.add(tellingOf(all(&h.doc.Sections[t])))
				}
			}
		}
	}
	return sum.own() > 0 && sum.events+sum.present > 1 && sum.anchors() > 0
}

var asking = analyzer.WordSet("asking")

// contextAsked hears a question back before advice, or advice that is bound to the listener's case.
func contextAsked(h *hearing, i int) sound {
	if !h.asked("tools") {
		return sound{}
	}
	u := &h.said[i]
	if (u.asks || u.asksUnmarked()) && len(u.Tokens) > 4 {
		for j, t := range u.Tokens {
			if t.In(asking) {
				return sound{3, j}
			}
		}
	}
	for _, cue := range u.Cues(analyzer.Merits) {
		if hasSignal(cue.Entry.Field(0), "context asked") {
			return sound{2, cue.First}
		}
	}
	return sound{}
}

// asksUnmarked reports whether a sentence without a mark is a question to the listener: "how many models have you got".
func (u *utterance) asksUnmarked() bool {
	for i := range min(len(u.Tokens), 3) {
		switch u.Tokens[i].Norm {
		case "how", "what", "who", "which", "do", "does", "are":
			return u.theory == 0 && (u.word("you") || u.word("your")) && !u.word("i") && u.Tokens[len(u.Tokens)-1].Norm != "."
		}
	}
	return false
}

// plainAnalogy hears a picture from daily life where a plain explanation is asked for.
func plainAnalogy(h *hearing, i int) sound {
	if !h.asked("plain") {
		return sound{}
	}
	u := &h.said[i]
	best, things := sound{}, 0
	for _, cue := range u.Cues(analyzer.Picture) {
		switch {
		case cue.Entry.Field(0) == "thing":
			things++
			if best.score == 0 {
				best.at = cue.First
			}
		case cue.Entry.Field(0) == "picture" && !isExample(u, cue):
			best = sound{3, cue.First}
		}
	}
	if best.score == 0 && things < 2 && !(things > 0 && h.everyday() > 1 && (u.word("if") || u.word("when"))) {
		return sound{}
	}
	if terms, _ := jargonIn(h.doc, all(h.turn), askedWords(h.doc, h.exchange)); len(terms) >= leastTerms && h.everyday() == 0 {
		return sound{}
	}
	return sound{best.score + 2*things, best.at}
}

// isExample reports whether a phrase leads to an example, or to a likeness in passing, rather than to a picture: "for instance",
// "you can imagine how", "built like a portal".
func isExample(u *utterance, cue analyzer.Cue) bool {
	p := strings.ReplaceAll(cue.Entry.Phrase, "=", "")
	if strings.Contains(p, "example") || strings.Contains(p, "instance") || strings.Contains(p, "say") || strings.HasPrefix(p, "like ") || p == "just like" {
		return true
	}
	return cue.First > 0 && (u.Tokens[cue.First-1].Norm == "can" || u.Tokens[cue.First-1].Norm == "could")
}

// everyday counts the everyday things in the answer.
func (h *hearing) everyday() int {
	things := map[string]bool{}
	for _, u := range h.said {
		for _, c := range u.Cues(analyzer.Picture) {
			if c.Entry.Field(0) == "thing" {
				things[c.Entry.Phrase] = true
			}
		}
	}
	return len(things)
}
