package analyzer

import (
	"slices"
	"strings"
)

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
	return slices.Contains(e.Asks, topic)
}

// findExchanges pairs questions with answers, and numbers the blocks of a thread as one entry.
func (d *Document) findExchanges() {
	for i := range d.Sections {
		switch n := len(d.Exchanges); d.Sections[i].Role {
		case Interviewer:
			if d.backChannel(i) {
				continue
			}
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

// backChannelWords is the most words of a turn that only says that its speaker listens: "okay, sure, right, yeah".
const backChannelWords = 6

// backChannel reports whether an interviewer's turn in the middle of an answer only says that its speaker listens: "Mm-hm." The answer goes
// on over it.
func (d *Document) backChannel(turn int) bool {
	if turn == 0 || turn+1 == len(d.Sections) || d.Sections[turn-1].Role != Candidate || d.Sections[turn+1].Role != Candidate {
		return false
	}
	n := 0
	for s := range d.Sections[turn].sentences() {
		for i := range s.Tokens {
			switch t := &s.Tokens[i]; {
			case strings.Contains(t.Norm, "?"):
				return false
			case t.Kind == Punct:
			case !t.In(listening):
				return false
			default:
				n++
			}
		}
	}
	return n <= backChannelWords // none: sounds alone
}

// findTopics finds what each exchange asks for, and tells follow-ups.
func (d *Document) findTopics() {
	asked := make([]asking, len(d.Exchanges))
	d.inRuns(len(asked), func(from, to int) {
		for i := from; i < to; i++ {
			asked[i] = d.asking(d.Exchanges[i].Questions)
		}
	})
	for i := range d.Exchanges {
		e, q := &d.Exchanges[i], &asked[i]
		e.Own = q.topics
		e.Asks = e.Own
		if i > 0 && d.followsUp(q, &d.Exchanges[i-1]) {
			before := &d.Exchanges[i-1]
			e.FollowUp, e.Thread = true, before.Thread
			e.Asks = slices.Clone(before.Asks)
			for _, t := range e.Own {
				if !slices.Contains(e.Asks, t) {
					e.Asks = append(e.Asks, t)
				}
			}
		}
	}
}

// asking is what is read of an interviewer's turns.
type asking struct {
	asks     bool     // something is asked, rather than told
	topics   []string // of lexicons/topics.tsv
	ruled    []string // those that the rules find by themselves
	turns    bool     // turns to another matter
	fresh    bool     // asks for a new case
	measures bool     // asks how something is known
	words    int      // of the sentences that ask
	goesOn   bool     // begins with a word that goes on: "and", "but", "why"
	pointing bool     // points back: "that", "it", "there"
	things   int      // words of its own that are neither of grammar nor of talk
	stems    map[string]bool
}

// asking reads an interviewer's turns.
func (d *Document) asking(turns []int) asking {
	hits := d.hits(turns)
	q := asking{asks: inGroup(hits, "ask"), turns: inGroup(hits, "turn"), fresh: inGroup(hits, "fresh"), measures: inGroup(hits, "measure"), stems: map[string]bool{}}
	marked := false // the source writes question marks
	for _, t := range turns {
		marked = marked || strings.Contains(d.Quote(d.Sections[t].Span), "?")
	}
	if q.asks = q.asks || marked; !q.asks {
		return q
	}
	rules := ruling(hits)
	q.topics, q.ruled = topics(rules, d.askEvidence(turns, hits)), ruled(rules)
	for _, t := range turns {
		for s := range d.Sections[t].sentences() {
			if !marked || strings.Contains(d.Quote(s.Span), "?") {
				q.read(s)
			}
		}
	}
	return q
}

// pointingWords is how far into a sentence a word that points back points at the answer before, not at the sentence's own words.
const pointingWords = 8

// read reads a sentence that asks.
func (q *asking) read(s *Sentence) {
	first, n, before := true, 0, ""
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Kind == Punct {
			continue
		}
		n++
		q.words++
		q.goesOn = q.goesOn || first && t.In(goingOn)
		q.pointing = q.pointing || n <= pointingWords && t.In(pointsBack) && !(t.Norm == "there" && existing.Holds(before))
		before = t.Norm
		first = first && t.In(acknowledging)
		if !t.In(functionWords) && !t.In(commonStems) && !t.In(talkWords) {
			q.stems[t.Stem] = true
			q.things++
		}
	}
}

// shortQuestion is the most words of a question that stands on the one before it by its shortness.
const shortQuestion = 12

// followsUp reports whether a question goes on with the exchange before it: it asks for nothing else that is known, and it is
// short, points back, or asks of things which the answer named. What asks for nothing at all goes on too.
func (d *Document) followsUp(q *asking, before *Exchange) bool {
	if !q.asks {
		return !q.turns
	}
	signs := 0
	add := func(is bool, sign int) {
		if is {
			signs += sign
		}
	}
	add(q.words <= 6 && q.things <= 1, 1) // with more things of its own it is a question in few words, not a part of one
	add(q.words <= shortQuestion && q.things <= 3, 1)
	add(q.words > 2*shortQuestion, -1)
	add(q.goesOn, 1)
	add(q.pointing, 2)
	add(d.named(q, before), 2)
	add(q.measures && q.words <= shortQuestion, 2)
	add(q.turns, -3)
	add(q.fresh, -2)
	for _, t := range q.topics {
		switch {
		case slices.Contains(before.Asks, t):
			signs++
		case t == "impact" && q.words <= shortQuestion: // how is it known: that is asked of all sorts of things just told
			signs--
		case slices.Contains(q.ruled, t):
			signs -= 4
		default:
			signs -= 2
		}
	}
	return signs >= 2
}

// named reports whether the question speaks of something that the answers before it named.
func (d *Document) named(q *asking, before *Exchange) bool {
	for _, t := range before.Answers {
		for s := range d.Sections[t].sentences() {
			for i := range s.Tokens {
				if q.stems[s.Tokens[i].Stem] {
					return true
				}
			}
		}
	}
	return false
}

var (
	goingOn       = WordSet("goes-on")
	pointsBack    = WordSet("points-back")
	existing      = WordSet("existing") // before "there", which then points at nothing
	acknowledging = WordSet("acknowledging")
	listening     = WordSet("listening")
)
