package detectors

import (
	"slices"

	"redflag/analyzer"
)

// StakeholderBlame flags conflicts that are put down to the other side.
var StakeholderBlame = &analyzer.Detector{
	Name:  "stakeholder-blame",
	Title: "a conflict put down to the other side",
	Doc: `The candidate puts a conflict, or a stakeholder who was unhappy, down to the other side (they do not understand, they are like
that, they resist change) and tells neither a part of their own in it nor anything done to mend it. Going over the other side's head
mends nothing.`,
	Why: `Two sides make most conflicts. Who tells of one without a part of their own may not have looked for it, and may meet the
next one the same way.`,
	Question: "You said \"{}\": how would they tell it, and what did you try?",
	Severity: analyzer.Medium,
	Bad: `Interviewer: Who was hard to work with?
Candidate: The planners. They just don't understand statistics, that's how they are.
`,
	Good: `Interviewer: Who was hard to work with?
Candidate: The planners. I thought they didn't understand the statistics, but my report came after their meeting; I sat with them and moved it to seven.
`,
	Reads: analyzer.Transcript,
	Run:   stakeholderBlame,
}

const blameMessage = "The other side is named as the cause, with no own part in it and nothing done to mend it."

func stakeholderBlame(p *analyzer.Pass) {
	weigh(p, onPeople, blameMessage, func(flag flagFunc) { blameFrames(p, flag) })
}

// blameFrames flags by phrases and grammar alone.
func blameFrames(p *analyzer.Pass, flag flagFunc) {
	all := []opinion{}
	for o := range opinions(p.Document) {
		all = append(all, o)
	}
	for i, o := range all {
		said := parts(o.sentences)
		asked := asksForConflict(&o) || o.exchange.FollowUp && len(o.exchange.Own) == 0 && i > 0 && asksForConflict(&all[i-1])
		told := asked || anyHas(o.sentences, analyzer.Blame, "topic")
		aside := o.exchange.FollowUp && anyHas(o.sentences, analyzer.DataWork) // the talk has turned to the data
		for n, part := range said {
			if mends(part) || n == len(said)-1 && i+1 < len(all) && mendsOnAsking(p.Document, &all[i+1]) {
				continue
			}
			bare := asked && !aside && len(part) <= verdictAnswer && !actsIn(part)
			flagBlame(flag, part, func(s *analyzer.Sentence) (plain, leaning analyzer.Strength) {
				plain = blames(p.Document, s, asked, told)
				if bare {
					leaning = characterises(p.Document, s, len(part) <= briefAnswer)
				}
				return plain, leaning
			})
		}
	}
}

// flagBlame flags the sentences that blame in plain words; where none does, the one that most leaves the fault to others.
func flagBlame(flag flagFunc, part []*analyzer.Sentence, grades func(*analyzer.Sentence) (plain, leaning analyzer.Strength)) {
	var most *analyzer.Sentence
	best, found := analyzer.Strength(0), false
	for _, s := range part {
		plain, leaning := grades(s)
		if plain > 0 {
			flag(max(plain, leaning), blameMessage, s)
			found = found || plain > analyzer.Weak
		} else if leaning > best {
			best, most = leaning, s
		}
	}
	if most != nil && !found {
		flag(best, blameMessage, most)
	}
}

// mendsOnAsking reports whether a follow-up that asks for no other people tells what was done.
func mendsOnAsking(d *analyzer.Document, o *opinion) bool {
	if !o.exchange.FollowUp {
		return false
	}
	for _, q := range o.exchange.Questions {
		for s := range sentences(&d.Sections[q]) {
			if has(s, analyzer.Blame, "others") {
				return false
			}
		}
	}
	return mends(o.sentences)
}

// verdictAnswer is how many sentences an answer has at most that a verdict on others is the gist of.
const verdictAnswer = 8

var (
	disputeWords = analyzer.StemSet("conflict-word")
	hardWords    = analyzer.StemSet("hard-word")
)

// longAsked is how many tokens a question has at most that asks for a conflict rather than mentions one.
const longAsked = 50

// asksForConflict reports whether the question is about somebody who was difficult or unhappy.
func asksForConflict(o *opinion) bool {
	tokens, conflict, hard, party := 0, false, false, false
	for _, s := range o.asked {
		tokens += len(s.Tokens)
		conflict = conflict || has(s, analyzer.Blame, "asked")
		hard = hard || has(s, analyzer.Blame, "topic")
		for i := range s.Tokens {
			conflict = conflict || s.Tokens[i].In(disputeWords)
			hard = hard || s.Tokens[i].In(hardWords)
			party = party || s.Tokens[i].In(counterparts) || asksWho[s.Tokens[i].Norm]
		}
	}
	if o.exchange.Asked("stakeholder") || o.exchange.Asked("gap") {
		return tokens <= 2*longAsked
	}
	return tokens <= longAsked && (conflict || hard && party) && !slices.ContainsFunc(o.exchange.Asks, func(topic string) bool { return otherTopics[topic] && !(conflict && topic == "failure") })
}

// otherTopics are topics of questions whose words of trouble are about no people.
var otherTopics = map[string]bool{"data": true, "declined": true, "failure": true, "plain": true, "architecture": true, "drift": true}

var asksWho = map[string]bool{"who": true, "anyone": true, "anybody": true}

// actsIn reports whether one of the sentences tells an act of the speaker's that changed something.
func actsIn(turn []*analyzer.Sentence) bool {
	return slices.ContainsFunc(turn, func(s *analyzer.Sentence) bool { return ownActs(s) > 0 })
}

// characterises grades what a sentence says of others where a conflict was asked for and the answer tells no act of the speaker's:
// what they are like, or never do, in place of what happened.
func characterises(d *analyzer.Document, s *analyzer.Sentence, brief bool) analyzer.Strength {
	if isQuestion(d, s) || has(s, analyzer.Mending, "own") {
		return 0
	}
	v, faults, leans := verdictOn(s), 0, 0
	for _, c := range s.Cues(analyzer.Blame) {
		switch kind := c.Entry.Field(0); {
		case denied(s, c):
		case kind == "plain", kind == "fault" && speaksOfOthers(s, c):
			faults++
		case kind == "lean":
			leans++
		}
	}
	switch n := v.generic + v.negated + v.totals + faults + leans; {
	case n > 2:
		return analyzer.Strong
	case n > 1, brief && v.generic+v.negated+faults > 0:
		return analyzer.Fair
	case n > 0:
		return analyzer.Weak
	}
	return 0
}

// mends reports whether an own part in a conflict is told, or something that was done to mend it rather than to go over heads.
func mends(turn []*analyzer.Sentence) bool {
	for _, s := range turn {
		if has(s, analyzer.Mending, "own") {
			return true
		}
		if has(s, analyzer.Mending, "action") && !has(s, analyzer.Mending, "over") {
			return true
		}
	}
	return false
}

var parties = analyzer.StemSet("other-side")

// blames grades a sentence. asked says that a conflict was asked for, told that one is spoken of.
func blames(d *analyzer.Document, s *analyzer.Sentence, asked, told bool) analyzer.Strength {
	if isQuestion(d, s) {
		return 0
	}
	plain, fault, lean := 0, 0, 0
	for _, c := range s.Cues(analyzer.Blame) {
		switch kind := c.Entry.Field(0); {
		case kind == "topic" || kind == "asked" || kind == "others" || denied(s, c):
		case kind == "plain":
			plain++
		case kind == "fault" && speaksOfOthers(s, c):
			fault++
		case kind == "lean":
			lean++
		}
	}
	switch {
	case plain > 0 && asked, fault > 1 && asked:
		return analyzer.Strong
	case fault > 0 && asked, plain > 0 && told && plain+fault > 1:
		return analyzer.Fair
	case plain > 0 && told, fault > 1 && told, lean > 1 && asked:
		return analyzer.Weak
	}
	return 0
}

// speaksOfOthers reports whether the subject before or in the cue is somebody else, rather than the speaker: the last person named
// counts.
func speaksOfOthers(s *analyzer.Sentence, c analyzer.Cue) bool {
	for i := c.Last; i >= 0; i-- {
		switch t := &s.Tokens[i]; {
		case t.Norm == "i" || t.Norm == "we" || t.Norm == "i'm" || t.Norm == "we're":
			return i >= c.First
		case t.In(parties):
			return true
		}
	}
	return true
}
