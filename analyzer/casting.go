package analyzer

import (
	"fmt"
	"slices"
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
	Name  string // as the label is written, most often where there are several spellings
	Role  Role
	Turns int
	Words int
	Asks  int // turns that ask a question

	also  []string // the other spellings of the name
	title string   // what labels say in brackets
	voice voice
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
	case d.cast.SingleSpeaker && len(c.Speakers) <= 1:
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

// castSingle takes all words for the candidate's, as the user said.
func (d *Document) castSingle() {
	c := &d.Casting
	c.Because, c.Sure = "the only speaker, by --single-speaker", 1
	if len(c.Speakers) == 0 {
		c.Speakers = []Speaker{{Words: d.words, Turns: 1}}
		d.Warnings = append(d.Warnings, "no speakers are named: all of it is taken for the candidate's words, by --single-speaker")
	}
	c.Speakers[0].Role = Candidate
	d.said = 0
	for i := range d.Sections {
		s := &d.Sections[i]
		if s.Speaker != c.Speakers[0].Name {
			continue // what stands above the first label, or is nobody's
		}
		s.Role = Candidate
		for j := range s.Blocks {
			d.said += s.Blocks[j].words()
		}
	}
}

// speakers lists who speaks, with what is counted of them.
func (d *Document) speakers() []Speaker {
	var out []Speaker
	index := map[string]int{}
	before, asked := -1, false // who spoke before, and whether that asked
	for i := range d.Sections {
		s := &d.Sections[i]
		if s.Speaker == "" {
			continue
		}
		n, ok := index[s.Speaker]
		if !ok {
			n = len(out)
			index[s.Speaker] = n
			out = append(out, Speaker{Name: s.Speaker, also: d.spellings[s.Speaker], title: d.titled[s.Speaker]})
		}
		v := &out[n].voice
		v.asked += count(before != n && asked)
		before, asked = n, v.hear(d, s)
	}
	for i := range out {
		s := &out[i]
		s.Turns, s.Words, s.Asks = s.voice.turns, s.voice.words, s.voice.asks
	}
	return out
}

// castSpeakers gives the speakers their roles by what the user said; by their labels; by what stands above the first turn; or by
// how they speak.
func (d *Document) castSpeakers() {
	c := &d.Casting
	if d.cast.Candidate != "" || len(d.cast.Interviewers) > 0 {
		c.castNamed(d.cast)
		return
	}
	for i := range c.Speakers {
		s := &c.Speakers[i]
		if s.Role = labelRole(s.Name); s.Role == None {
			s.Role = labelRole("- " + s.title) // no word of it is the label itself
		}
	}
	c.castAnswers()
	if !c.has(Candidate) {
		d.readHeader()
	}
	switch known, open := c.count(Candidate), c.open(); {
	case known > 1:
		c.several()
	case known == 1 && c.namesHeading():
		c.doubt("the label of a candidate stands before a few words only, as above a conversation, and speakers without a part go on")
	case known == 1:
		c.rest(Interviewer)
		c.Because, c.Sure = "labelled", 1
	case len(c.Speakers) == 1:
		c.doubt("nobody is heard to ask")
	case len(open) == 1 && c.has(Interviewer):
		c.Speakers[open[0]].Role = Candidate
		c.rest(None)
		c.Because, c.Sure = "the only one who is not labelled as an interviewer", 1
	default:
		c.castByVoice(open)
	}
}

// namesHeading reports whether what is labelled as the candidate reads as a line above the conversation of others, "Candidate: Tom
// Baker from the agency": one turn of a few words, where two more speakers have no part by their labels and take turns.
func (c *Casting) namesHeading() bool {
	others := 0
	for i := range c.Speakers {
		switch s := &c.Speakers[i]; {
		case s.Role == Candidate && (s.Turns > 1 || s.Words > 10):
			return false
		case s.Role == None && !s.unknown() && s.Turns > 1:
			others++
		}
	}
	return others > 1
}

// castAnswers gives "A" its role where the other label is "Q". Where there is a "B" as well, the letters number the speakers.
func (c *Casting) castAnswers() {
	if !c.has(Interviewer) {
		return
	}
	for i := range c.Speakers {
		if name := c.Speakers[i].Name; isQA(name) && name[0]|32 == 'a' {
			c.Speakers[i].Role = Candidate
		}
	}
}

// open are the speakers without a role who can be the candidate: all but those of whom the label says that they are not known.
func (c *Casting) open() []int {
	var out []int
	for i := range c.Speakers {
		if s := &c.Speakers[i]; s.Role == None && !s.unknown() {
			out = append(out, i)
		}
	}
	return out
}

// unknown reports whether a label says that it is not known who speaks: "Unknown Speaker".
func (s *Speaker) unknown() bool {
	first, _, _ := strings.Cut(s.Name, " ")
	return unknownSpeakers.Holds(labelWord(first))
}

// castNamed gives roles by the names that the user gave.
func (c *Casting) castNamed(cast Cast) {
	c.Because, c.Sure = "named by the user", 1
	for _, name := range cast.Interviewers {
		if why := c.give(name, Interviewer); why != "" {
			c.doubt(why)
			return
		}
	}
	if cast.Candidate != "" {
		if why := c.give(cast.Candidate, Candidate); why != "" {
			c.doubt(why)
			return
		}
		c.rest(Interviewer)
		return
	}
	switch open := c.open(); len(open) {
	case 0:
		c.doubt("all who speak are named as interviewers, which leaves no candidate")
	case 1:
		c.Speakers[open[0]].Role = Candidate
	default:
		asking := slices.Clone(c.Speakers)
		c.castByVoice(open)
		switch {
		case c.Doubt != "" && !slices.ContainsFunc(open, c.mayAsk):
			c.Doubt, c.Speakers = "", asking
			for _, i := range open {
				c.Speakers[i].Role = Candidate
			}
			c.Because, c.Sure = "left by --interviewer, and answer rather than ask", mostSure
		case c.Doubt != "":
			c.doubt("the interviewers named leave more than one who can be the candidate: " + quoted(c.called(open)))
		default:
			c.Because = "of those left by --interviewer, " + c.Because
		}
	}
}

// mayAsk reports whether a speaker may be one of those who ask: asks often, or speaks of "you".
func (c *Casting) mayAsk(speaker int) bool {
	v := c.Speakers[speaker].voice
	return v.askRate() >= mostAsked || v.youRate() >= mostYou
}

// called are the names of some speakers.
func (c *Casting) called(speakers []int) []string {
	var names []string
	for _, i := range speakers {
		names = append(names, c.Speakers[i].Name)
	}
	return names
}

// give gives the role to the one speaker whom the name fits, and says what is wrong where there is none.
func (c *Casting) give(name string, role Role) string {
	if i := strings.Index(name, " ("); i > 0 {
		name = name[:i] // a label's words in brackets are no part of the name
	}
	var fits []int
	for _, fit := range []func(label, name string) bool{fitsWhole, fitsFront, fitsWord} {
		for i := range c.Speakers {
			s := &c.Speakers[i]
			if anyFits(fit, name, append([]string{s.Name}, s.also...)) {
				fits = append(fits, i)
			}
		}
		if len(fits) > 0 {
			break
		}
	}
	switch {
	case len(fits) == 0:
		return fmt.Sprintf("no speaker is called %q", name)
	case len(fits) > 1:
		return fmt.Sprintf("%q fits more than one speaker", name)
	}
	s := &c.Speakers[fits[0]]
	if s.Role != None && s.Role != role {
		return fmt.Sprintf("%q is named as the candidate and as an interviewer", s.Name)
	}
	s.Role = role
	return ""
}

func anyFits(fit func(label, name string) bool, name string, labels []string) bool {
	for _, label := range labels {
		if fit(nameKey(label), nameKey(name)) {
			return true
		}
	}
	return false
}

func fitsWhole(label, name string) bool { return label == name }
func fitsFront(label, name string) bool { return strings.HasPrefix(label, name+" ") }
func fitsWord(label, name string) bool {
	return strings.Contains(" "+label+" ", " "+name+" ")
}

// rest gives the role to all who have none, but for those of whom the label says that they are not known.
func (c *Casting) rest(role Role) {
	for i := range c.Speakers {
		if c.Speakers[i].Role == None && !c.Speakers[i].unknown() {
			c.Speakers[i].Role = role
		}
	}
}

func (c *Casting) has(role Role) bool { return c.count(role) > 0 }

func (c *Casting) count(role Role) int {
	n := 0
	for _, s := range c.Speakers {
		n += count(s.Role == role)
	}
	return n
}

// several refuses a conversation in which more than one answers.
func (c *Casting) several() {
	var names []string
	for _, s := range c.Speakers {
		if s.Role == Candidate {
			names = append(names, s.Name)
		}
	}
	c.doubt("several speakers answer as a candidate would: " + quoted(names))
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
	if len(names) == 1 {
		c.Doubt = fmt.Sprintf("%s; the only speaker is %s: pass --candidate %[2]s if that is the candidate", why, names[0])
		return
	}
	c.Doubt = fmt.Sprintf("%s; the speakers are %s: pass --candidate NAME, or --interviewer NAME for each who asks", why, strings.Join(names, ", "))
}

// labelRole is what a label says of its speaker's part: "Interviewer 2", "Q", "PANEL CHAIR".
func labelRole(name string) Role {
	if isQA(name) {
		if name[0]|32 == 'q' {
			return Interviewer
		}
		return None
	}
	for i, w := range strings.Fields(name) {
		w = strings.TrimRight(labelWord(strings.Trim(w, ";:()")), "0123456789_-#")
		switch {
		case guestLabels[w] && i > 0: // of a meeting, by its program: an interviewer from another company is one too
		case candidateLabels.Holds(w):
			return Candidate
		case interviewerLabels.Holds(w):
			return Interviewer
		}
	}
	return None
}

var (
	candidateLabels   = WordSet("candidate-label")
	interviewerLabels = WordSet("interviewer-label")
	unknownSpeakers   = WordSet("unknown-speaker")
	guestLabels       = map[string]bool{"guest": true, "guests": true}
)
