package render

import (
	"fmt"
	"io"
	"iter"
	"path"
	"strings"

	"redflag/analyzer"
)

// A SheetFormat writes interviewers' sheets to w as they come.
type SheetFormat func(w io.Writer, sheets iter.Seq[analyzer.Sheet], o Options) error

// SheetFormats holds the formats of interviewers' sheets by the name that --format takes.
var SheetFormats = map[string]SheetFormat{
	"text": SheetText,
	"md":   SheetMarkdown,
	"json": SheetJSON,
	"html": SheetHTML,
}

const (
	followUps   = 2 // that are shown for a thin answer; one for others
	strongShown = 6
)

// follow returns the signals missed of an answer that are worth a follow-up: the first ones, as a framework lists the most telling first.
func follow(c *analyzer.Coverage) []analyzer.Missed {
	n := 1
	if c.Thin() {
		n = followUps
	}
	return c.Missed[:min(n, len(c.Missed))]
}

// hear lists the names of a question's signals.
func hear(q *analyzer.Question) string {
	var names []string
	for i := range q.Signals {
		names = append(names, q.Signals[i].Name)
	}
	return strings.Join(names, ", ")
}

// heardOf says how much of a question's signals was heard, by name.
func heardOf(c *analyzer.Coverage) string {
	var names []string
	for _, h := range c.Heard {
		names = append(names, h.Signal.Name)
	}
	return fmt.Sprintf("%d of %d heard: %s", len(c.Heard), len(c.Heard)+len(c.Missed), strings.Join(names, ", "))
}

// sheetTitle names the sheet: by the candidate where the transcript tells, else by the document.
func sheetTitle(s *analyzer.Sheet) string {
	if s.Report == nil {
		if s.Title != "" {
			return s.Title
		}
		return "Questions"
	}
	name := path.Base(title(s.Report.Document.Path))
	if c := s.Report.Document.Candidate(); c != "" {
		return c + " (" + name + ")"
	}
	return name
}

// SheetText writes sheets for people at a terminal, or on paper.
func SheetText(w io.Writer, sheets iter.Seq[analyzer.Sheet], o Options) error {
	first := true
	for s := range sheets {
		p := newPage(o)
		if !first {
			p.line("")
		}
		first = false
		p.sheet(&s)
		if _, err := w.Write(p.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// sheet writes one sheet; its questions are numbered through.
func (p *page) sheet(s *analyzer.Sheet) {
	p.headline(safe(sheetTitle(s)))
	if s.Report != nil {
		if s.Report.Err != "" {
			p.wrap("", "  ", "Error: "+reason(s.Report), p.failure)
			return
		}
		p.line(p.dim.Sprint(about(s.Report.Document)))
		p.speakers(s.Report.Interview)
	}
	if !p.Verbose {
		short := s.Short()
		s = &short
	}
	n := 0
	p.probes(s, &n)
	p.followUps(s, &n)
	p.toAsk(s, &n)
	if s.Left > 0 {
		p.line("")
		p.wrap("", "  ", left(s), p.dim)
	}
	p.strong(s)
	if s.Report != nil {
		p.warnings(s.Report)
	}
}

// left says how much a short sheet leaves out, and where it is.
func left(s *analyzer.Sheet) string {
	return fmt.Sprintf("%d more, less telling: --verbose or --format json lists all.", s.Left)
}

// part writes the heading of a part of the sheet.
func (p *page) part(s string) {
	p.line("")
	p.line(p.title.Sprint(s))
}

// item begins a numbered item, and returns the indentation of what stands under it.
func (p *page) item(n *int, words string) string {
	*n++
	head := fmt.Sprintf("%2d. ", *n)
	indent := strings.Repeat(" ", columns(head))
	p.wrap(head, indent, words, nil)
	return indent
}

func (p *page) toAsk(s *analyzer.Sheet, n *int) {
	if len(s.ToAsk) == 0 {
		return
	}
	switch {
	case s.Report == nil:
		p.line("")
	case s.Report.Interview == nil:
		p.part("To ask:")
	default:
		p.part("Not asked yet:")
	}
	for i, q := range s.ToAsk {
		if s.Report == nil && i > 0 {
			p.line("")
		}
		indent := p.item(n, safe(q.Ask))
		if s.Report != nil {
			p.wrap(indent+p.dim.Sprint("Hear: "), indent+"      ", safe(hear(q)), nil)
			continue
		}
		for i := range q.Signals {
			p.wrap(indent+"- ", indent+"  ", safe(q.Signals[i].Name+": "+q.Signals[i].Hear), nil)
		}
	}
}

func (p *page) followUps(s *analyzer.Sheet, n *int) {
	if len(s.FollowUp) == 0 {
		return
	}
	p.part("To follow up:")
	for _, c := range s.FollowUp {
		for _, m := range follow(c) {
			indent := p.item(n, safe(m.FollowUp))
			p.wrap(indent, indent, safe(missing(c, m)), p.dim)
		}
	}
}

// missing says which signal a follow-up asks for.
func missing(c *analyzer.Coverage, m analyzer.Missed) string {
	return fmt.Sprintf("%s, %s; not heard: %s", c.Question.ID, followPlace(c, m), m.Signal.Hear)
}

// followPlace is where the words stand that a follow-up takes up, or else where the question was asked.
func followPlace(c *analyzer.Coverage, m analyzer.Missed) string {
	if m.Quote.Len() > 0 {
		return placeOf(m.Quote.Position)
	}
	return placeOf(c.Place.Position)
}

func (p *page) probes(s *analyzer.Sheet, n *int) {
	if len(s.Probes) == 0 {
		return
	}
	p.part("To probe:")
	for _, f := range s.Probes {
		indent := p.item(n, question(f))
		p.wrap(indent, indent, where(f)+": "+safe(f.Title), p.dim)
		p.evidence(indent+"│ ", f)
		p.wrap(indent+p.dim.Sprint("Hear: "), indent+"      ", safe(f.Hear()), nil)
	}
}

// strong says briefly what was good: questions answered well, and a quote for each credit.
func (p *page) strong(s *analyzer.Sheet) {
	if s.Report == nil || len(s.Answered)+len(s.Report.Credits) == 0 {
		return
	}
	p.part("Strong:")
	plus := "  " + p.credit.Sprint("+ ")
	for _, c := range s.Answered {
		p.wrap(plus, "    ", safe(fmt.Sprintf("%s, %s: %s", c.Question.ID, placeOf(c.Place.Position), heardOf(c))), nil)
	}
	for i, group := range bySignal(s.Report.Credits) {
		if i == strongShown && !p.Verbose {
			break
		}
		p.wrap(plus, "    ", fmt.Sprintf("%s, %s: %s", safe(group[0].Signal), placeOf(group[0].Position), quoted(group[0].Text, creditLength)), nil)
	}
}
