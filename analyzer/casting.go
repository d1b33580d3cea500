package analyzer

import (
	"fmt"
	"sort"
	"strings"
)

// Cast is what the user says of the speakers of a transcript. Names are compared without regard to case; a first name or the beginning of a
// label is enough where no other speaker has it.
type Cast struct {
	Candidate     string
	Interviewers  []string
	SingleSpeaker bool // the transcript has no labels, and all of it is the candidate's
}

// Casting says who speaks in a transcript, which of them is the candidate, and how that is known.
type Casting struct {
	Speakers []Speaker // by first turn
	Because  string    // how the candidate is known: "named by the user", "labelled", "asks least, ..."
	Sure     float64   // 0 to 1: how sure; 1 where the user or a label says so
	Doubt    string    // why the candidate is not known, and what to do; "" where it is
}

// Speaker is one of those who speak.
type Speaker struct {
	Name  string // as the label is written
	Role  Role
	Turns int
	Words int
	Asks  int // turns that ask a question
}

// Candidate is the name of the candidate, or the names where there are several; "" where it is not known.
func (d *Document) Candidate() string { return d.Casting.Candidate() }

// Candidate is the name of the candidate, or the names where there are several; "" where it is not known.
func (c *Casting) Candidate() string { return c.names(Candidate) }

// Interviewers are the names of those who ask.
func (c *Casting) Interviewers() string { return c.names(Interviewer) }

func (c *Casting) names(role Role) string {
	var names []string
	for _, s := range c.Speakers {
		if s.Role == role {
			names = append(names, s.Name)
		}
	}
	return strings.Join(names, ", ")
}

// findCandidate casts the speakers and gives every turn its role.
func (d *Document) findCandidate() {
	c := &d.Casting
	c.Speakers = d.speakers()
	switch {
	case len(c.Speakers) == 0 && d.cast.SingleSpeaker:
		d.castSingle()
		return
	case len(c.Speakers) == 0:
		c.Doubt = "no speakers are named in this transcript; pass --single-speaker if all of it is the candidate's"
		return
	}
	d.castSpeakers()
	roles := map[string]Role{}
	for _, s := range c.Speakers {
		roles[s.Name] = s.Role
	}
	d.said = 0
	for i := range d.Sections {
		s := &d.Sections[i]
		if s.Role = roles[s.Speaker]; s.Role == Candidate {
			for j := range s.Blocks {
				d.said += s.Blocks[j].words()
			}
		}
	}
}

func (d *Document) castSingle() {
	d.Casting.Because, d.Casting.Sure = "the only speaker, by --single-speaker", 1
	d.Casting.Speakers = []Speaker{{Role: Candidate, Words: d.words, Turns: 1}}
	for i := range d.Sections {
		d.Sections[i].Role = Candidate
	}
}

// speakers lists who speaks, with what is counted of them.
func (d *Document) speakers() []Speaker {
	var out []Speaker
	index := map[string]int{}
	for i := range d.Sections {
		s := &d.Sections[i]
		if s.Speaker == "" {
			continue
		}
		n, ok := index[s.Speaker]
		if !ok {
			n = len(out)
			index[s.Speaker] = n
			out = append(out, Speaker{Name: s.Speaker})
		}
		out[n].Turns++
		for j := range s.Blocks {
			out[n].Words += s.Blocks[j].words()
		}
		if d.asks(s) {
			out[n].Asks++
		}
	}
	return out
}

// asks reports whether a turn asks something.
func (d *Document) asks(s *Section) bool {
	return strings.Contains(d.Quote(s.Span), "?")
}

// castSpeakers gives the speakers their roles by what the user said, by their labels, or by who asks.
func (d *Document) castSpeakers() {
	c := &d.Casting
	if d.cast.Candidate != "" || len(d.cast.Interviewers) > 0 {
		c.castNamed(d.cast)
		return
	}
	for i := range c.Speakers {
		first := strings.ToLower(strings.Fields(c.Speakers[i].Name)[0])
		switch {
		case candidateLabels[first]:
			c.Speakers[i].Role = Candidate
		case interviewerLabels[first]:
			c.Speakers[i].Role = Interviewer
		}
	}
	if d.Candidate() != "" {
		c.rest(Interviewer)
		c.Because, c.Sure = "labelled", 1
		return
	}
	c.castByQuestions()
}

// castByQuestions takes for the candidate who asks least and says most, where there is one.
func (c *Casting) castByQuestions() {
	best, second := -1, -1
	for i := range c.Speakers {
		if best < 0 || c.Speakers[i].answers() > c.Speakers[best].answers() {
			best, second = i, best
		} else if second < 0 || c.Speakers[i].answers() > c.Speakers[second].answers() {
			second = i
		}
	}
	if second < 0 || c.Speakers[best].answers() < 2*c.Speakers[second].answers() {
		c.doubt("it is not clear who the candidate is")
		return
	}
	for i := range c.Speakers {
		c.Speakers[i].Role = Interviewer
	}
	c.Speakers[best].Role = Candidate
	c.Because, c.Sure = "says most and asks least", 0.9
}

// answers is the speaker's words for each turn that asks.
func (s *Speaker) answers() float64 { return float64(s.Words) / float64(s.Asks+1) }

// castNamed gives roles by the names that the user gave.
func (c *Casting) castNamed(cast Cast) {
	c.Because, c.Sure = "named by the user", 1
	for _, name := range cast.Interviewers {
		if !c.give(name, Interviewer) {
			c.doubt(fmt.Sprintf("no speaker is called %q", name))
			return
		}
	}
	if cast.Candidate == "" {
		c.rest(Candidate)
		if !c.has(Candidate) {
			c.doubt("all who speak are named as interviewers, which leaves no candidate")
		}
		return
	}
	if !c.give(cast.Candidate, Candidate) {
		c.doubt(fmt.Sprintf("no speaker is called %q", cast.Candidate))
		return
	}
	c.rest(Interviewer)
}

// give gives the role to the speakers that the name fits.
func (c *Casting) give(name string, role Role) bool {
	found := false
	for i := range c.Speakers {
		if label := strings.ToLower(c.Speakers[i].Name); label == strings.ToLower(name) || strings.HasPrefix(label, strings.ToLower(name)+" ") {
			c.Speakers[i].Role, found = role, true
		}
	}
	return found
}

// rest gives the role to all who have none.
func (c *Casting) rest(role Role) {
	for i := range c.Speakers {
		if c.Speakers[i].Role == None {
			c.Speakers[i].Role = role
		}
	}
}

func (c *Casting) has(role Role) bool {
	for _, s := range c.Speakers {
		if s.Role == role {
			return true
		}
	}
	return false
}

// doubt takes all roles back, and says why and what to do.
func (c *Casting) doubt(why string) {
	var names []string
	for i := range c.Speakers {
		c.Speakers[i].Role = None
		names = append(names, fmt.Sprintf("%q", c.Speakers[i].Name))
	}
	sort.Strings(names)
	c.Because, c.Sure = "", 0
	c.Doubt = fmt.Sprintf("%s; the speakers are %s: pass --candidate NAME, or --interviewer NAME for each who asks", why, strings.Join(names, ", "))
}

var (
	candidateLabels   = WordSet("candidate-label")
	interviewerLabels = WordSet("interviewer-label")
)
