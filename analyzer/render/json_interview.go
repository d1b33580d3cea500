package render

import "redflag/analyzer"

// interview says what was asked in a transcript and how it was answered.
type interview struct {
	Candidate string     `json:"candidate"`
	Because   string     `json:"because"`
	Sure      float64    `json:"sure"`
	Speakers  []speaker  `json:"speakers"`
	Framework string     `json:"framework"`
	Questions []coverage `json:"questions"`
}

type speaker struct {
	Name  string `json:"name"`
	Role  string `json:"role"`
	Turns int    `json:"turns"`
	Words int    `json:"words"`
}

type coverage struct {
	ID       string   `json:"id"`
	Ask      string   `json:"ask"`
	Asked    bool     `json:"asked"`
	Question *said    `json:"question"`
	Answers  []turn   `json:"answers"`
	Heard    []heard  `json:"heard"`
	Missed   []missed `json:"missed"`
}

// turn is where somebody speaks.
type turn struct {
	Line    int    `json:"line"`
	EndLine int    `json:"end_line"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Speaker string `json:"speaker"`
	Time    string `json:"time"`
}

// said is a turn, or a part of one, with its words.
type said struct {
	Text string `json:"text"`
	turn
}

type heard struct {
	Signal string `json:"signal"`
	Hear   string `json:"hear"`
	Places []said `json:"places"`
}

type missed struct {
	Signal   string `json:"signal"`
	Hear     string `json:"hear"`
	FollowUp string `json:"follow_up"`
}

func newInterview(in *analyzer.Interview) *interview {
	if in == nil {
		return nil
	}
	out := &interview{
		Candidate: in.Candidate(), Because: in.Because, Sure: in.Sure, Framework: in.Title,
		Speakers: make([]speaker, len(in.Speakers)), Questions: make([]coverage, len(in.Coverage)),
	}
	for i, s := range in.Speakers {
		out.Speakers[i] = speaker{s.Name, s.Role.String(), s.Turns, s.Words}
	}
	for i := range in.Coverage {
		out.Questions[i] = newCoverage(&in.Coverage[i])
	}
	return out
}

func newCoverage(c *analyzer.Coverage) coverage {
	out := coverage{
		ID: c.Question.ID, Ask: c.Question.Ask, Asked: c.Asked,
		Answers: make([]turn, len(c.Answers)), Heard: make([]heard, len(c.Heard)), Missed: make([]missed, len(c.Missed)),
	}
	if c.Asked {
		out.Question = &said{c.Place.Text, newTurn(&c.Place)}
	}
	for i := range c.Answers {
		out.Answers[i] = newTurn(&c.Answers[i])
	}
	for i, h := range c.Heard {
		out.Heard[i] = heard{h.Signal.Name, h.Signal.Hear, make([]said, len(h.Evidence))}
		for j := range h.Evidence {
			out.Heard[i].Places[j] = said{h.Evidence[j].Text, newTurn(&h.Evidence[j])}
		}
	}
	for i, m := range c.Missed {
		out.Missed[i] = missed{m.Signal.Name, m.Signal.Hear, m.FollowUp}
	}
	return out
}

func newTurn(e *analyzer.Evidence) turn {
	return turn{e.Line, e.EndLine, e.Start, e.End, e.Speaker, clock(e.Position)}
}
