package detectors

import "redflag/analyzer"

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

func stakeholderBlame(p *analyzer.Pass) {
	all := []opinion{}
	for o := range opinions(p.Document) {
		all = append(all, o)
	}
	for i, o := range all {
		if mends(o.sentences) || i+1 < len(all) && all[i+1].exchange.FollowUp && mends(all[i+1].sentences) {
			continue
		}
		asked := o.exchange.Asked("stakeholder") || o.exchange.Asked("gap") || o.asks(p.Document, analyzer.Blame, "topic")
		told := asked || anyHas(o.sentences, analyzer.Blame, "topic")
		for _, s := range o.sentences {
			if grade := blames(p.Document, s, asked, told); grade > 0 {
				p.Flag(grade, "The other side is named as the cause, with no own part in it and nothing done to mend it.", s.Span)
			}
		}
	}
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
		case kind == "topic" || denied(s, c):
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
	case fault > 0 && asked, fault > 0 && plain+fault > 1:
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
		case parties[t.Stem]:
			return true
		}
	}
	return true
}
