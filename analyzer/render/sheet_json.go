package render

import (
	"io"
	"iter"

	"redflag/analyzer"
)

// sheet is an interviewer's sheet as JSON has it: an object a line.
type sheet struct {
	Schema    string     `json:"schema"`
	Path      string     `json:"path"`
	Candidate string     `json:"candidate"`
	Framework string     `json:"framework"`
	ToAsk     []toAsk    `json:"to_ask"`
	FollowUp  []followUp `json:"to_follow_up"`
	Probes    []probe    `json:"to_probe"`
	Answered  []coverage `json:"answered"`
	Credits   []credit   `json:"credits"`
	Error     *string    `json:"error"`
}

// probe is a finding, as reports have it, with what a good answer holds.
type probe struct {
	finding
	Hear string `json:"hear"`
}

type toAsk struct {
	ID   string `json:"id"`
	Ask  string `json:"ask"`
	Hear []hope `json:"hear"`
}

type hope struct {
	Signal string `json:"signal"`
	Hear   string `json:"hear"`
}

type followUp struct {
	ID     string `json:"id"`
	Signal string `json:"signal"`
	Hear   string `json:"hear"`
	Ask    string `json:"ask"`
	Quote  *said  `json:"quote"`
}

const sheetContract = "redflag-sheet/1"

// SheetJSON writes a sheet a line.
func SheetJSON(w io.Writer, sheets iter.Seq[analyzer.Sheet], _ Options) error {
	for s := range sheets {
		line, err := encode(newSheet(&s))
		if err != nil {
			return err
		}
		if _, err := w.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return nil
}

func newSheet(s *analyzer.Sheet) sheet {
	out := sheet{Schema: sheetContract, Framework: s.Title, ToAsk: []toAsk{}, FollowUp: []followUp{}, Probes: []probe{}, Answered: []coverage{}, Credits: []credit{}}
	for _, q := range s.ToAsk {
		a := toAsk{q.ID, q.Ask, make([]hope, len(q.Signals))}
		for i := range q.Signals {
			a.Hear[i] = hope{q.Signals[i].Name, q.Signals[i].Hear}
		}
		out.ToAsk = append(out.ToAsk, a)
	}
	if s.Report == nil {
		return out
	}
	out.Path, out.Candidate = s.Report.Document.Path, s.Report.Document.Candidate()
	if s.Report.Err != "" {
		out.Error = &s.Report.Err
	}
	for _, c := range s.FollowUp {
		for _, m := range c.Missed {
			f := followUp{c.Question.ID, m.Signal.Name, m.Signal.Hear, m.FollowUp, nil}
			if m.Quote.Len() > 0 {
				f.Quote = &said{m.Quote.Text, newTurn(&m.Quote)}
			}
			out.FollowUp = append(out.FollowUp, f)
		}
	}
	for _, f := range s.Probes {
		out.Probes = append(out.Probes, probe{newFinding(f), f.Hear()})
	}
	for _, c := range s.Answered {
		out.Answered = append(out.Answered, newCoverage(c))
	}
	for _, c := range s.Report.Credits {
		out.Credits = append(out.Credits, credit{c.Signal, c.Text, c.Line, c.Pointer})
	}
	return out
}
