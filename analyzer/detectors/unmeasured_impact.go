package detectors

import (
	"fmt"

	"redflag/analyzer"
)

// UnmeasuredImpact flags claims with a size but no word on how it was measured or against what.
var UnmeasuredImpact = &analyzer.Detector{
	Name:  "unmeasured-impact",
	Title: "a number without a measurement",
	Doc: `The text claims an outcome with a magnitude ("by 23%", "3x faster", "saved $2M", "95% accuracy"), and nothing in reach
says how it was measured or against what. Any one of these clears it: a method (A/B test, holdout, named test set,
load test, survey, finance sign-off), before and after values, a comparison group, an uncertainty range, a confounder.
It may stand in the same bullet or in a near one about the same work; in an interview anywhere in the answer, or in the answers to the questions that follow it up. Scale ("10M users"), team sizes, budgets, grades, dates and prizes
are not outcomes.`,
	Why: `A number sounds exact, but without a baseline or a method it may be a guess, a share of a team's result, or chance. How
it was measured is quick to ask, and telling to hear.`,
	Question: "How was \"{}\" measured: against which baseline, over which period, and what else changed meanwhile?",
	Severity: analyzer.Medium,
	Bad:      "Experience\nShop Ltd  2019 - 2022\n- Improved revenue by 23%.\n",
	Good:     "Experience\nShop Ltd  2019 - 2022\n- Improved revenue by 2.3% in an A/B test over six weeks, half of the visitors in each arm.\n",
	Reads:    analyzer.Resume | analyzer.Transcript,
	Run:      unmeasuredImpact,
}

func unmeasuredImpact(p *analyzer.Pass) {
	for _, group := range claimsByUnit(p.Document) {
		var bare []analyzer.Claim
		for _, c := range group {
			if len(c.Magnitude) > 0 && !c.Supported() {
				bare = append(bare, c)
			}
		}
		if len(bare) == 0 || len(bare) < len(group) {
			continue
		}
		grade := analyzer.Weak
		for _, c := range bare {
			grade = max(grade, boldness(c))
		}
		size := p.Document.Line(bare[0].Magnitude[0])
		message := fmt.Sprintf("Nothing near it says how %q was measured or against what: no test, baseline or comparison.", size)
		if bare[0].Probed {
			message = fmt.Sprintf("Asked on, the answer does not say how %q was measured or against what: no test, baseline or comparison.", size)
		}
		p.Flag(grade, message, bare[0].Span, spans(bare[1:])...)
	}
}

// boldness grades a sized claim by its form.
func boldness(c analyzer.Claim) analyzer.Strength {
	switch {
	case c.Doubtful:
		return analyzer.Weak
	case c.Probed || c.Form == analyzer.FiniteClaim || c.Form == analyzer.ResultClaim:
		return analyzer.Strong
	}
	return analyzer.Fair
}
