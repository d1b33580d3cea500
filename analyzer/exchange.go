package analyzer

// Exchange is what an interviewer asks in one go, with the candidate's answer.
type Exchange struct {
	Questions []int    // the interviewers' turns: indices into Document.Sections
	Answers   []int    // the candidate's turns
	Asks      []string // what is asked for: topics of lexicons/asks.tsv, the surest first; of a follow-up those of its question
	Own       []string // the topics that this exchange's own words ask for
	Thread    int      // exchanges of one number are a question with its follow-ups; from 1
	FollowUp  bool     // goes on with the exchange before it
}

// Asked reports whether the exchange, or the question that it follows, asks for the topic.
func (e *Exchange) Asked(topic string) bool {
	for _, t := range e.Asks {
		if t == topic {
			return true
		}
	}
	return false
}

// findExchanges pairs questions with answers, and numbers the blocks of a thread as one entry.
func (d *Document) findExchanges() {
	for i := range d.Sections {
		switch n := len(d.Exchanges); d.Sections[i].Role {
		case Interviewer:
			if n == 0 || len(d.Exchanges[n-1].Answers) > 0 {
				d.Exchanges = append(d.Exchanges, Exchange{Thread: n + 1})
				n++
			}
			d.Exchanges[n-1].Questions = append(d.Exchanges[n-1].Questions, i)
		case Candidate:
			if n == 0 {
				d.Exchanges = append(d.Exchanges, Exchange{Thread: 1})
				n++
			}
			d.Exchanges[n-1].Answers = append(d.Exchanges[n-1].Answers, i)
		}
	}
	d.findTopics()
	for i := range d.Exchanges {
		e := &d.Exchanges[i]
		for _, turns := range [][]int{e.Questions, e.Answers} {
			for _, t := range turns {
				for j := range d.Sections[t].Blocks {
					d.Sections[t].Blocks[j].Entry = e.Thread
				}
			}
		}
	}
}

// findTopics finds what each exchange asks for, and tells follow-ups.
func (d *Document) findTopics() {
	for i := range d.Exchanges {
		e := &d.Exchanges[i]
		e.Own = d.topics(e.Questions)
		e.Asks = e.Own
		if i > 0 && len(e.Own) == 0 && d.followsUp(e) {
			before := &d.Exchanges[i-1]
			e.FollowUp, e.Thread, e.Asks = true, before.Thread, before.Asks
		}
	}
}

// followsUp reports whether a question goes on with what was asked before: it is short.
func (d *Document) followsUp(e *Exchange) bool {
	words := 0
	for _, t := range e.Questions {
		for i := range d.Sections[t].Blocks {
			words += d.Sections[t].Blocks[i].words()
		}
	}
	return words > 0 && words <= 12
}
