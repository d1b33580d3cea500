package detectors

import (
	"fmt"

	"redflag/analyzer"
)

// UnquantifiedImpact flags claims of an outcome that name no size at all.
var UnquantifiedImpact = &analyzer.Detector{
	Name:  "unquantified-impact",
	Title: "impact without a number",
	Doc: `The text claims that something got better (improved, reduced, optimized, "resulting in faster ...") and names no
magnitude: no percentage, factor, sum, time, or before and after. People who did the work can usually say how much it
changed. Duties, aims ("to improve ..."), things built, and one's own skills or documents are not claims.`,
	Why: `Words such as "improved" cost nothing. Who did the work usually remembers roughly how much changed; who stood near it
often does not.`,
	Question: "How large was the change in \"{}\", and how do you know?",
	Severity: analyzer.Low,
	Bad:      "Experience\nShop Ltd  2019 - 2022\n- Improved the efficiency of the onboarding process.\n",
	Good:     "Experience\nShop Ltd  2019 - 2022\n- Cut onboarding from nine days to four, by the dates in the HR system for 2021.\n",
	Reads:    analyzer.Resume | analyzer.Transcript,
	Run:      unquantifiedImpact,
}

func unquantifiedImpact(p *analyzer.Pass) {
	for _, group := range claimsByUnit(p.Document) {
		var vague []analyzer.Claim
		for _, c := range group {
			if len(c.Magnitude) == 0 && !c.Supported() {
				vague = append(vague, c)
			}
		}
		if len(vague) == 0 || len(vague) < len(group) {
			continue
		}
		grade := analyzer.Weak
		for _, c := range vague {
			grade = max(grade, vagueness(c))
		}
		word := p.Document.Line(vague[0].Outcome)
		p.Flag(grade, fmt.Sprintf("Claims an outcome (%q) without saying how much; nothing near it gives a size, a baseline or a method.", word), vague[0].Span, spans(vague[1:])...)
	}
}

// vagueness grades a claim by its form: a told outcome is surer than an attribute or a present habit.
func vagueness(c analyzer.Claim) analyzer.Strength {
	switch {
	case c.Doubtful:
		return analyzer.Weak
	case c.Probed || c.Form == analyzer.FiniteClaim:
		return analyzer.Strong
	case c.Form == analyzer.ResultClaim || c.Form == analyzer.NominalClaim:
		return analyzer.Fair
	case c.Form == analyzer.ComparativeClaim:
		return analyzer.Fair
	}
	return analyzer.Weak
}

// claimsByUnit groups the ledger by sentence, in text order; of speech without marks each claim stands alone.
func claimsByUnit(d *analyzer.Document) [][]analyzer.Claim {
	var out [][]analyzer.Claim
	for i, c := range d.Claims {
		if i > 0 {
			last := d.Claims[i-1]
			if !c.Loose && last.Section == c.Section && last.Block == c.Block && last.Sentence == c.Sentence {
				out[len(out)-1] = append(out[len(out)-1], c)
				continue
			}
		}
		out = append(out, []analyzer.Claim{c})
	}
	return out
}

func spans(claims []analyzer.Claim) []analyzer.Span {
	var out []analyzer.Span
	for _, c := range claims {
		out = append(out, c.Span)
	}
	return out
}
