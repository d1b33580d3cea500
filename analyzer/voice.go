package analyzer

import (
	"math"
	"strings"
)

// voice is what is counted of how somebody speaks, as evidence of the part in the interview.
type voice struct {
	turns, words int
	asks         int // turns that ask: they end in a question, or in words such as "tell me"
	asked        int // turns that come after another's asking
	you, me      int // words
	hosts, guest int // turns with words of a host, of a guest
}

// askingTail is how many words from a turn's end a question can stand: who talks at length may ask on the way, of nobody.
const askingTail = 40

// hear counts a turn, and reports whether it asks.
func (v *voice) hear(d *Document, s *Section) bool {
	v.turns++
	words := 0 // from the end of the turn
	for i := range s.Blocks {
		v.words += s.Blocks[i].words()
		for j := range s.Blocks[i].Sentences {
			for _, t := range s.Blocks[i].Sentences[j].Tokens {
				words += count(t.Kind != Punct)
			}
		}
	}
	asks, hosts, guest := false, false, false
	for i := range s.Blocks {
		for j := range s.Blocks[i].Sentences {
			sentence := &s.Blocks[i].Sentences[j]
			tail := len(sentence.Tokens)
			for k, t := range sentence.Tokens {
				if t.Kind != Punct {
					words--
				}
				if words < askingTail {
					tail = min(tail, k)
				}
				switch t.Norm {
				case "you", "your", "yourself":
					if k+1 >= len(sentence.Tokens) || sentence.Tokens[k+1].Norm != "know" {
						v.you++
					}
				case "i", "my", "me", "we", "our", "us":
					v.me++
				}
				asks = asks || words < askingTail && strings.ContainsAny(t.Norm, "?？؟")
			}
			asks = asks || tail < len(sentence.Tokens) && beginsQuestion(sentence.Tokens)
			for _, c := range sentence.cues {
				switch c.List {
				case Parts:
					switch c.Entry.Field(0) {
					case "asks":
						asks = asks || c.First >= tail
					case "hosts":
						hosts = true
					case "guest":
						guest = true
					}
				}
			}
		}
	}
	v.asks += count(asks)
	v.hosts += count(hosts)
	v.guest += count(guest)
	return asks
}

// beginsQuestion reports whether words begin as a question does, where no mark may say so: "okay so what broke", "did that help".
func beginsQuestion(tokens []Token) bool {
	words := make([]string, 0, 8)
	for i := 0; i < len(tokens) && len(words) < 8; i++ {
		if tokens[i].Kind != Punct {
			words = append(words, tokens[i].Norm)
		}
	}
	for i := 0; i+1 < len(words); i++ {
		switch {
		case questionWords.Holds(words[i]):
			return strings.Contains(words[i], "'") || !questionNot.Holds(words[i+1])
		case auxiliaries.Holds(words[i]):
			return questionSubjects.Holds(words[i+1])
		case !questionLeads.Holds(words[i]):
			return false
		}
	}
	return false
}

var (
	questionWords    = WordSet("question-word")
	questionNot      = WordSet("question-not")
	auxiliaries      = WordSet("auxiliary")
	questionSubjects = WordSet("question-subject")
	questionLeads    = WordSet("question-lead")
)

func (v voice) plus(o voice) voice {
	v.turns += o.turns
	v.words += o.words
	v.asks += o.asks
	v.asked += o.asked
	v.you += o.you
	v.me += o.me
	v.hosts += o.hosts
	v.guest += o.guest
	return v
}

// askRate is the share of turns that ask, drawn to the middle where there are few.
func (v voice) askRate() float64 { return (float64(v.asks) + 0.6) / (float64(v.turns) + 2) }

// youRate is the share of "you" among words for the two who talk, drawn to the middle where there are few.
func (v voice) youRate() float64 { return (float64(v.you) + 3) / (float64(v.you+v.me) + 8) }

// length is the mean length of a turn in words.
func (v voice) length() float64 { return float64(v.words) / float64(max(v.turns, 1)) }

// The least evidence that a candidate is told by: words of the own, how many times the words of all others, and how sure.
const (
	leastWords = 100
	leastShare = 1.1
	leastSure  = 0.85
	mostAsked  = 0.35 // share of turns that ask, of one who answers
	mostYou    = 0.42 // share of "you", likewise
	mostSure   = 0.92 // where nobody has words of a host or a guest: the two may talk the other way round
)

// contrary is how many more turns have a host's words where one with voice v is taken for the guest of one with voice w, or a guest's words on
// the other side, than there are on the right ones.
func (v voice) contrary(w voice) int { return v.hosts + w.guest - w.hosts - v.guest }

// answers weighs the evidence that one with voice v is the candidate of those with voice w: says more, asks less, speaks of "I" rather
// than "you", and has a guest's words where the other has a host's.
func (v voice) answers(w voice) float64 {
	share := math.Log2(float64(v.words+10) / float64(w.words+10))
	parts := float64(min(v.guest, 2) + min(w.hosts, 2) - min(v.hosts, 2) - min(w.guest, 2))
	return max(-2.5, min(2.5, share)) + 3*(w.askRate()-v.askRate()) + 4*(w.youRate()-v.youRate()) + 0.35*parts
}

// castByVoice takes for the candidate the one of the open speakers who answers, where all the others ask.
func (c *Casting) castByVoice(open []int) {
	best, sure := -1, 0.0
	for _, i := range open {
		if s := c.sure(i); s > sure {
			best, sure = i, s
		}
	}
	if best < 0 || sure < leastSure {
		if guests := c.guests(open); len(guests) > 1 {
			for _, i := range guests {
				c.Speakers[i].Role = Candidate
			}
			c.several()
			return
		}
		c.doubt("it is not clear who the candidate is")
		return
	}
	for i := range c.Speakers {
		if s := &c.Speakers[i]; !s.unknown() {
			s.Role = Interviewer
		}
	}
	c.Speakers[best].Role = Candidate
	c.Because, c.Sure = "says most and asks least", sure
}

// sure is how sure it is that a speaker is the candidate and all others are interviewers.
func (c *Casting) sure(candidate int) float64 {
	v, all := c.Speakers[candidate].voice, voice{}
	for i := range c.Speakers {
		if i != candidate {
			all = all.plus(c.Speakers[i].voice)
		}
	}
	if v.words < leastWords || float64(v.words) < leastShare*float64(all.words) || all.asks == 0 {
		return 0
	}
	weight, most := v.answers(all), 1.0
	switch against := v.contrary(all); {
	case against > 1:
		return 0
	case against == 1:
		weight -= 0.7
	case v.guest+all.hosts == 0:
		most = mostSure
	}
	for i := range c.Speakers {
		if s := &c.Speakers[i]; i != candidate && s.Role != Interviewer && s.voice.words*8 > v.words && !s.voice.interviews(v) {
			return 0
		}
	}
	return min(most, 1/(1+math.Exp(-1.5*(weight-1.1))))
}

// interviews reports whether one who says a good deal can be an interviewer of one with voice v: asks, and speaks less at a time.
func (w voice) interviews(v voice) bool {
	longest := 0.8
	if w.askRate() > v.askRate()+0.25 {
		longest = 1
	}
	return w.askRate() >= 0.2 && w.askRate() > v.askRate()-0.1 && w.length() < longest*v.length()
}

// guests are the open speakers who answer rather than ask, where others ask.
func (c *Casting) guests(open []int) []int {
	longest := 0.0
	for _, i := range open {
		longest = max(longest, c.Speakers[i].voice.length())
	}
	var out []int
	for _, i := range open {
		if v := c.Speakers[i].voice; v.turns >= 3 && v.length()*2.5 >= longest && !c.mayAsk(i) {
			out = append(out, i)
		}
	}
	if len(out) == len(c.Speakers) {
		return nil // peers
	}
	return out
}
