package render

import (
	"fmt"

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
