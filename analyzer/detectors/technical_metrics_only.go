package detectors

import (
	"fmt"
	"slices"
	"strings"

	"redflag/analyzer"
)

// TechnicalMetricsOnly flags answers about monitoring and success that never come to what the business or a user feels.
var TechnicalMetricsOnly = &analyzer.Detector{
	Name:  "technical-metrics-only",
	Title: "technical metrics only",
	Doc: `Asked how a model or a system is monitored, evaluated or judged a success, the candidate names technical metrics (accuracy, AUC,
PSI, KL divergence, latency) or a box to tick in a product, and nothing that a customer, a user, the staff or the business would feel.`,
	Why: `A model may pass every test and hurt the business, or fail one and do no harm. Who has been woken by an alert knows what it
costs and whom.`,
	Question: "If \"{}\" looked fine and the business were still losing money, how would you notice, and who would tell you?",
	Severity: analyzer.Medium,
	Bad: `Interviewer: How would you monitor the model for drift?
Candidate: PSI on the features each week, and the AUC and KL divergence each month, with a threshold.
`,
	Good: `Interviewer: How would you monitor the model for drift?
Candidate: PSI on the features each week as a ticket. What pages me is refunds per thousand orders, since each one is about nine pounds.
`,
	Reads: analyzer.Transcript,
	Turn:  true,
	Run:   technicalMetricsOnly,
}

func technicalMetricsOnly(p *analyzer.Pass) {
	tied := map[int]bool{} // by thread: an answer came to the business
	t := pressing{d: p.Document}
	for a := range answers(p.Document) {
		thread, turn := a.exchange.Thread, all(a.turn)
		drift, again := t.next(a, "drift")
		asked := drift || a.exchange.Asked("impact") && questionWords(p.Document, a.exchange) <= longest
		asked = asked && (again || !a.exchange.FollowUp) || again
		metrics, console, at := technicalIn(turn)
		watched := !asked && (len(metrics) >= 3 || len(metrics) == 2 && watches(turn)) && hints(p.Document, a.exchange, hasStem(seeing)) && !questionHas(p.Document, a.exchange, asksOfMishap) && !questionHas(p.Document, a.exchange, hasStem(trouble))
		if !asked && !watched && !hints(p.Document, a.exchange, hasStem(measures)) {
			continue
		}
		plainly, perhaps := businessIn(turn)
		if tied[thread] = tied[thread] || plainly > 0 || perhaps > 1; tied[thread] {
			continue
		}
		strength := analyzer.Strength(0)
		switch {
		case len(metrics) >= 3 && drift:
			strength = analyzer.Strong
		case len(metrics) >= 2:
			strength = analyzer.Fair
		case len(metrics) == 1 && drift && (console || slices.ContainsFunc(turn, hasNumber) || watches(turn)):
			strength = analyzer.Fair
		case again && len(turn) > 0 && (len(metrics) > 0 || shrugs(turn[0])):
			strength = analyzer.Fair
			if at == nil {
				at = turn[0]
				if tellingOf(turn).words <= leastShrug {
					strength = analyzer.Weak // "no, that's it" may be all there is to say
				}
			}
		case len(metrics) == 1 && drift:
			strength = analyzer.Weak
		default:
			continue
		}
		if perhaps > 0 && strength > analyzer.Weak {
			strength--
		}
		t.flagged = true
		message := "Asked again, names nothing that a customer, the staff or the business would feel."
		if len(metrics) > 0 {
			message = fmt.Sprintf("Names %s, and nothing that a customer, the staff or the business would feel.", strings.Join(metrics[:min(len(metrics), 3)], ", "))
		}
		p.Flag(strength, message, at.Span)
	}
}

// leastShrug is how many words a no has at least that says more than no.
const leastShrug = 6

// watches reports whether some sentences tell of watching: an alert, a threshold, a page, a board.
func watches(turn []*analyzer.Sentence) bool {
	sign := hasStem(watching)
	for _, s := range turn {
		if sign(s) {
			return true
		}
	}
	return false
}

// shrugs reports whether a sentence begins with a no, or with not knowing.
func shrugs(s *analyzer.Sentence) bool {
	if saysNo(s) {
		return true
	}
	for i, t := range s.Tokens[:min(len(s.Tokens), 6)] {
		next := ""
		if i+1 < len(s.Tokens) {
			next = s.Tokens[i+1].Norm
		}
		switch t.Norm {
		case "couldn't", "can't", "cannot", "wouldn't", "don't":
			return next == "say" || next == "know" || next == "tell" || next == "really" || next == "think" || next == "look" || next == "track"
		}
	}
	return false
}

var (
	seeing   = analyzer.StemSet("asks-to-see")
	watching = analyzer.StemSet("watching")
	trouble  = analyzer.StemSet("trouble")
)

var measures = analyzer.StemSet("asks-for-measures")

// technicalIn lists the technical metrics of a turn, each once, and where the first stands; console: something is left to a product.
func technicalIn(turn []*analyzer.Sentence) (metrics []string, console bool, at *analyzer.Sentence) {
	seen := map[string]bool{}
	for _, s := range turn {
		last := -1
		for _, c := range s.Cues(analyzer.Technical) {
			if c.Entry.Field(0) == "console" {
				console = true
				continue
			}
			if c.First <= last || seen[words(s, c)] || inDenial(s, c.First) {
				continue
			}
			last = c.Last
			seen[words(s, c)] = true
			if at == nil {
				at = s
			}
			metrics = append(metrics, words(s, c))
		}
	}
	return metrics, console, at
}

// inDenial reports whether the clause at token i holds a no: "KS tests don't tell you that" puts the test down.
func inDenial(s *analyzer.Sentence, i int) bool {
	for _, c := range clausesOf(s) {
		if i < c.first || i >= c.last {
			continue
		}
		for j := c.first; j < c.last; j++ {
			if n := c.norm(j); n == "nobody" || n == "nothing" || n == "never" || n == "not" || strings.HasSuffix(n, "n't") {
				return true
			}
		}
	}
	return false
}

// hasNumber reports whether a sentence holds a number, in digits or words: a threshold.
func hasNumber(s *analyzer.Sentence) bool {
	for _, t := range s.Tokens {
		if t.Kind == analyzer.Number || t.In(numerals) {
			return true
		}
	}
	return false
}

var systemName = analyzer.WordSet("names-a-system")

// businessIn counts the words of a turn for what the business or a user feels: those that can mean nothing else, and those that
// may ("on one board"). In a system's name ("the churn model") and in a table's ("order table") they say nothing.
func businessIn(turn []*analyzer.Sentence) (plainly, perhaps int) {
	for _, s := range turn {
		for _, c := range s.Cues(analyzer.Business) {
			switch {
			case c.Last+1 < len(s.Tokens) && s.Tokens[c.Last+1].In(systemName):
			case c.Entry.Field(1) == "perhaps" && inDenial(s, c.First): // "the operator wouldn't see any of that"
			case c.Entry.Field(1) == "perhaps":
				perhaps++
			default:
				plainly++
			}
		}
	}
	return plainly, perhaps
}
