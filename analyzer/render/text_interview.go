package render

import (
	"fmt"
	"strings"
	"time"

	"redflag/analyzer"
)

// speakers says who the candidate is, how that is known, and who asks.
func (p *page) speakers(in *analyzer.Interview) {
	if in == nil {
		return
	}
	name := "all of it"
	if n := in.Candidate(); n != "" {
		name = quoted(n, 60)
	}
	who := fmt.Sprintf("Candidate: %s (%s, %d%% sure)", name, safe(in.Because), percent(in.Sure))
	if others := in.Interviewers(); others != "" {
		who += " · asked by " + quoted(others, 100)
	}
	p.wrap("", "  ", who, nil)
}

// coverage says for each question of the framework whether it was asked, and what was heard in the answer.
func (p *page) coverage(in *analyzer.Interview) {
	if in == nil {
		return
	}
	asked, wide := 0, 0
	for i := range in.Coverage {
		c := &in.Coverage[i]
		if c.Asked {
			asked++
		}
		wide = max(wide, columns(safe(c.Question.ID)))
	}
	p.line("")
	p.line(p.title.Sprintf("Questions asked: %d of %d", asked, len(in.Coverage)))
	for i := range in.Coverage {
		c := &in.Coverage[i]
		id := safe(c.Question.ID)
		head := "  " + id + strings.Repeat(" ", wide-columns(id)+2)
		indent := strings.Repeat(" ", columns(head))
		if !c.Asked {
			p.line(p.dim.Sprint(head + "not asked"))
			continue
		}
		p.wrap(head, indent, answered(c), nil)
	}
}

// answered says how many of a question's signals were heard, and which were missed.
func answered(c *analyzer.Coverage) string {
	s := fmt.Sprintf("%s, %d of %d heard", placeOf(c.Place.Position), len(c.Heard), len(c.Heard)+len(c.Missed))
	for i, m := range c.Missed {
		if i == 0 {
			s += "; missed: "
		} else {
			s += ", "
		}
		s += safe(m.Signal.Name)
	}
	return s
}

// placeOf is the time of a place in a recording, and its line where it has no time.
func placeOf(p analyzer.Position) string {
	if p.Timed {
		return shortClock(p)
	}
	return lineOf(p)
}

// shortClock writes the time of a place in a recording as h:mm:ss.
func shortClock(p analyzer.Position) string {
	t := p.Time.Truncate(time.Second)
	return fmt.Sprintf("%d:%02d:%02d", int(t.Hours()), int(t.Minutes())%60, int(t.Seconds())%60)
}
