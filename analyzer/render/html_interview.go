package render

import (
	"fmt"
	"regexp"
	"strings"

	"redflag/analyzer"
)

// interview writes who the candidate is, and for each question of the framework what was heard and what was missed.
func (p *htmlPart) interview(in *analyzer.Interview) {
	if in == nil {
		return
	}
	asked := 0
	for i := range in.Coverage {
		if in.Coverage[i].Asked {
			asked++
		}
	}
	name := in.Candidate()
	if name == "" {
		name = "all who speak"
	}
	p.line("<section aria-label=\"Questions asked\">\n<h3>Questions asked: %d of %d</h3>", asked, len(in.Coverage))
	p.line("<p>Candidate: <strong>%s</strong> <span class=\"dim\">(%s, %d%% sure)</span></p>", esc(name), esc(in.Because), percent(in.Sure))
	p.line("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Table of the questions\"><table>\n<caption>What was asked, when, and what was heard in the answers.</caption>\n<thead><tr><th scope=\"col\">Question</th><th scope=\"col\">Asked</th><th scope=\"col\">Heard</th><th scope=\"col\">Missed, and what to ask</th></tr></thead>\n<tbody>")
	for i := range in.Coverage {
		p.coverage(&in.Coverage[i])
	}
	p.line("</tbody>\n</table></div>\n</section>")
}

func (p *htmlPart) coverage(c *analyzer.Coverage) {
	fmt.Fprintf(p, "<tr><th scope=\"row\">%s<br><span class=\"dim\">%s</span></th>", esc(c.Question.ID), esc(c.Question.Ask))
	if !c.Asked {
		p.line("<td>no</td><td></td><td></td></tr>")
		return
	}
	fmt.Fprintf(p, "<td class=\"when\">%s</td><td>%d of %d<ul>", esc(placeOf(c.Place.Position)), len(c.Heard), len(c.Heard)+len(c.Missed))
	for _, h := range c.Heard {
		fmt.Fprintf(p, "<li>%s", esc(h.Signal.Name))
		if len(h.Evidence) > 0 {
			e := &h.Evidence[0]
			fmt.Fprintf(p, " <span class=\"dim\">%s: %s</span>", esc(placeOf(e.Position)), esc(cut(fold(e.Text), 160)))
		}
		p.WriteString("</li>")
	}
	p.WriteString("</ul></td><td><ul>")
	for _, m := range c.Missed {
		fmt.Fprintf(p, "<li>%s <span class=\"dim\">%s</span></li>", esc(m.Signal.Name), esc(m.FollowUp))
	}
	p.line("</ul></td></tr>")
}

// labelOf is where a turn names who speaks: what stands in it before its words.
func labelOf(s *analyzer.Section) analyzer.Span {
	if s.Speaker == "" || len(s.Blocks) == 0 {
		return analyzer.Span{Start: s.Start, End: s.Start}
	}
	return analyzer.Span{Start: s.Start, End: s.Blocks[0].Start}
}

// setTurns tells each stretch the turn that it stands in.
func setTurns(all []stretch, turns []analyzer.Section) {
	turn := 0
	for i := range all {
		for turn < len(turns) && turns[turn].End <= all[i].Start {
			turn++
		}
		if turn < len(turns) && turns[turn].Contains(all[i].Span) {
			all[i].turn, all[i].label = turn+1, labelOf(&turns[turn]).Contains(all[i].Span)
		}
	}
}

// turns writes the text of a transcript turn by turn: who speaks and when stand out, and an interviewer's words step back.
func (p *htmlPart) turns(d *analyzer.Document, all []stretch) {
	turn := 0
	for i := range all {
		s := &all[i]
		words := d.Quote(s.Span)
		if i+1 == len(all) || all[i+1].turn != s.turn {
			words = strings.TrimRight(words, " \r\n")
		}
		if s.turn != turn {
			if turn > 0 {
				p.WriteString("</div>")
			}
			if turn = s.turn; turn > 0 {
				class := "turn"
				if d.Sections[turn-1].Role == analyzer.Interviewer {
					class += " asks"
				}
				fmt.Fprintf(p, `<div class="%s">`, class)
			}
		}
		if s.label {
			p.label(words, d.Position(s.End))
			continue
		}
		if d.Format == "vtt" || d.Format == "srt" { // lines are as long as a screen holds, and end anywhere
			words = strings.ReplaceAll(words, "\n", " ")
		}
		p.stretch(words, s)
	}
	if turn > 0 {
		p.WriteString("</div>")
	}
}

// timeInLabel is a time of day or of a recording in a label: "[00:12:30] Ann:".
var timeInLabel = regexp.MustCompile(`\d:\d\d`)

// label writes who speaks, and when, where the label does not say it. The words begin at a place.
func (p *htmlPart) label(words string, at analyzer.Position) {
	name := strings.TrimSpace(words)
	fmt.Fprintf(p, `<b class="who">%s</b>`, esc(fold(name)))
	if at.Timed && !timeInLabel.MatchString(name) {
		fmt.Fprintf(p, ` <span class="when">%s</span>`, shortClock(at))
	}
	p.WriteString(escText(words[len(strings.TrimRight(words, " \t\r\n")):]))
}
