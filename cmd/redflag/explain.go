package main

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
	"redflag/analyzer/render"
	"redflag/lexicons"
)

func newExplainCommand() *cobra.Command {
	return &cobra.Command{
		Use:       "explain [RULE]",
		Short:     "List the rules, or explain one: what it flags, why, and what to ask",
		Long:      "explain lists the rules, or says what one flags, why, what to ask, and how sure it is.\nredflag explain template says what the templates of scan --template may use.",
		Args:      cobra.MaximumNArgs(1),
		ValidArgs: ruleNames(),
		RunE: func(cmd *cobra.Command, args []string) error {
			var p paper
			if len(args) == 0 {
				p.rules()
			} else if args[0] == "template" {
				p.template()
			} else if err := p.rule(args[0]); err != nil {
				return err
			}
			_, err := cmd.OutOrStdout().Write(p.Bytes())
			return err
		},
	}
}

// paper is a text in paragraphs of 80 columns.
type paper struct{ bytes.Buffer }

func (p *paper) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

// paragraph writes words under an indentation, in lines of 80 columns at most.
func (p *paper) paragraph(indent, words string) {
	line := ""
	for word := range strings.FieldsSeq(words) {
		if line != "" && len(indent)+len(line)+1+len(word) > 80 {
			p.line("%s%s", indent, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	p.line("%s%s", indent, line)
}

func (p *paper) heading(s string) { p.line("\n%s", s) }

// example writes a document as it stands, under a bar.
func (p *paper) example(doc string) {
	for line := range strings.Lines(doc) {
		p.line("  | %s", strings.TrimRight(line, "\n"))
	}
}

func (p *paper) rules() {
	wide := 0
	for _, d := range detectors.All {
		wide = max(wide, len(d.Name))
	}
	for _, d := range detectors.All {
		p.line("%-*s  %s", wide, d.Name, d.Title)
	}
	p.line("\nredflag explain RULE says what a rule flags, why, what to ask, and how sure it is.")
}

// template explains what a template gets and may call.
func (p *paper) template() {
	p.paragraph("", `A template (Go's text/template) is run once, with the object that --format json writes: {{range .documents}}{{.path}}: {{.score}}{{end}}.
redflag schema names its fields. Beside the functions of text/template it may call:`)
	p.line("")
	for _, f := range render.TemplateFunctions {
		p.line("  %-8s  %s", f[0], f[1])
	}
}

func (p *paper) rule(name string) error {
	if err := checkRule("explain", name); err != nil {
		return err
	}
	for _, d := range detectors.All {
		if d.Name == name {
			p.detector(d)
		}
	}
	return nil
}

func (p *paper) detector(d *analyzer.Detector) {
	quote, message := flagged(d)
	p.line("%s: %s", d.Name, d.Title)
	p.heading("What it flags")
	p.paragraph("  ", d.Doc)
	if d.Why != "" {
		p.heading("Why it matters")
		p.paragraph("  ", d.Why)
	}
	p.heading("Flagged")
	p.example(d.Bad)
	p.paragraph("  ", message)
	p.heading("An honest rewrite, not flagged")
	p.example(d.Good)
	p.heading("What to ask")
	p.paragraph("  ", strings.ReplaceAll(d.Question, "{}", quote))
	p.confidence(d)
	p.heading("Limits")
	p.paragraph("  ", `The rule reads words, not facts. It may miss support that is told in words it does not know, or outside the document; and a
document without findings may still deserve questions. A finding is a place to ask, never a verdict about a person.`)
}

// flagged returns the quote and the message of the rule's finding in its own example.
func flagged(d *analyzer.Detector) (quote, message string) {
	b := analyzer.Builder{Kind: analyzer.Resume}
	if d.Reads&analyzer.Resume == 0 {
		b.Kind = analyzer.Transcript
	}
	b.Verbatim(d.Bad)
	r := analyzer.Analyze(b.Document(), d)
	if len(r.Findings) == 0 {
		return "...", d.Title
	}
	return cmp.Or(r.Document.Line(r.Findings[0].Evidence[0].Span), "..."), r.Findings[0].Message
}

// confidence says how often the rule's findings of each grade were right, in each kind of document that it reads.
func (p *paper) confidence(d *analyzer.Detector) {
	measured := map[string][]string{}
	for row := range lexicons.Rows(lexicons.Confidence) {
		if row[0] == d.Name && len(row) >= 6 {
			measured[row[1]+row[2]] = row
		}
	}
	p.heading("How sure it is")
	p.paragraph("  ", `The rule grades each finding. The confidence of a grade is the share of its findings that were right on labelled documents
which did not tune the rule, drawn towards a stated starting value where there were few. A grade that was not measured has that value.`)
	for _, kind := range []analyzer.Kind{analyzer.Resume, analyzer.Transcript} {
		if d.Reads&kind == 0 {
			continue
		}
		for s := analyzer.Strong; s >= analyzer.Weak; s-- {
			if row := measured[kind.String()+s.String()]; row != nil {
				p.line("  %-12s %-7s %4s   %s of %s right", kind, s, row[5], row[3], row[4])
			} else {
				p.line("  %-12s %-7s %4.2f   not measured yet", kind, s, analyzer.Prior(s))
			}
		}
	}
}
