package render

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"strings"

	"redflag/analyzer"
)

// SheetMarkdown writes sheets in Markdown, with a box to tick before each question.
func SheetMarkdown(w io.Writer, sheets iter.Seq[analyzer.Sheet], o Options) error {
	first := true
	for s := range sheets {
		m := markdown{verbose: o.Verbose}
		if !first {
			m.line("")
		}
		first = false
		m.sheet(&s)
		if _, err := w.Write(m.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// markdown collects a sheet in Markdown.
type markdown struct {
	bytes.Buffer
	verbose bool
}

func (m *markdown) line(s string) { m.WriteString(s + "\n") }

// marks escapes what would be mark-up in Markdown.
var marks = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "~", `\~`, "&", `\&`)

// plain is a text on one line in which nothing is mark-up in Markdown.
func plain(s string) string { return marks.Replace(safe(fold(s))) }

func (m *markdown) part(s string) { m.line("\n## " + s + "\n") }

func (m *markdown) sheet(s *analyzer.Sheet) {
	m.line("# " + plain(sheetTitle(s)))
	if s.Report != nil && s.Report.Err != "" {
		m.line("\nError: " + plain(reason(s.Report)))
		return
	}
	if s.Report != nil {
		m.line("\n" + plain(about(s.Report.Document)))
	}
	if !m.verbose {
		short := s.Short()
		s = &short
	}
	m.probes(s)
	m.followUps(s)
	m.toAsk(s)
	if s.Left > 0 {
		m.line("\n" + plain(left(s)))
	}
	m.strong(s)
}

func (m *markdown) followUps(s *analyzer.Sheet) {
	if len(s.FollowUp) > 0 {
		m.part("To follow up")
	}
	for _, c := range s.FollowUp {
		for _, missed := range follow(c) {
			m.line("- [ ] " + plain(missed.FollowUp))
			m.line("  <br>*" + plain(missing(c, missed)) + "*")
		}
	}
}

func (m *markdown) probes(s *analyzer.Sheet) {
	if len(s.Probes) > 0 {
		m.part("To probe")
	}
	for _, f := range s.Probes {
		m.line("- [ ] " + plain(question(f)))
		m.line("  <br>*" + plain(where(f)+": "+f.Title) + "*")
		if !f.OnDocument() {
			m.line("  > " + plain(cut(fold(f.Evidence[0].Text), quoteLength)))
		}
		m.line("\n  *Hear*: " + plain(f.Hear()))
	}
}

func (m *markdown) toAsk(s *analyzer.Sheet) {
	if len(s.ToAsk) == 0 {
		return
	}
	if s.Report != nil && s.Report.Interview != nil {
		m.part("Not asked yet")
	} else {
		m.part("To ask")
	}
	for _, q := range s.ToAsk {
		m.line("- [ ] " + plain(q.Ask))
		for i := range q.Signals {
			m.line(fmt.Sprintf("  - *%s*: %s", plain(q.Signals[i].Name), plain(q.Signals[i].Hear)))
		}
	}
}

func (m *markdown) strong(s *analyzer.Sheet) {
	if s.Report == nil || len(s.Answered)+len(s.Report.Credits) == 0 {
		return
	}
	m.part("Strong")
	for _, c := range s.Answered {
		m.line("- " + plain(fmt.Sprintf("%s, %s: %s", c.Question.ID, placeOf(c.Place.Position), heardOf(c))))
	}
	for i, group := range bySignal(s.Report.Credits) {
		if i == strongShown {
			break
		}
		m.line("- " + plain(fmt.Sprintf("%s, %s: %s", group[0].Signal, placeOf(group[0].Position), cut(fold(group[0].Text), creditLength))))
	}
}
