package analyzer

import "strings"

// isPeriod reports whether a duration says when or how long rather than how much: "in three months", "over 6 weeks".
func isPeriod(s *Sentence, q Quantity) bool {
	if q.Unit != Duration {
		return false
	}
	for j := q.First - 1; j >= 0 && j >= q.First-3; j-- {
		switch s.norm(j) {
		case "in", "within", "over", "during", "for", "after", "every", "per", "last", "past", "each", "first", "next", "across", "of", "throughout", "before":
			return q.Value >= 3600 || s.norm(j) == "every"
		case "the", "a", "about", "around", "just", "under", "only", "~", "his", "my", "than", "less":
			continue
		}
		break
	}
	return q.Joined || s.norm(q.Last+1) == "ago" || strings.HasPrefix(s.norm(q.Last+1), "experience") || s.norm(q.Last+1) == "ahead"
}

// isMagnitude reports whether a quantity in a claim's clause is the size of the outcome rather than a scale or a scope.
func (s *Sentence) isMagnitude(q Quantity, c candidate) bool {
	prev := s.norm(s.beforeApprox(q.First))
	next := s.norm(q.Last + 1)
	toward := prev == "by" || prev == "to" || prev == "from" || prev == "under" || prev == "below" || prev == "above" || prev == "than" || prev == "of" && q.First-c.at <= 4
	adjacent := q.First-c.end <= 3 && q.First > c.end || q.First < c.at && c.at-q.Last <= 3
	switch q.Unit {
	case Percent:
		if c.class&Level != 0 && c.class&(Better|Weakly|Save) == 0 {
			return s.hasMetricNear(q)
		}
		if next == "of" && !toward && (!adjacent || c.class&(Better|Save) == 0) {
			return false
		}
		return prev != "top" && prev != "with" && prev != "across" && prev != "for" || adjacent
	case Factor:
		if q.First == c.at && c.class&Weakly != 0 { // "doubled": of what?
			return s.clauseHasMetric(c)
		}
		return c.class&(Better|Weakly|Save) != 0
	case Money:
		if s.isAward() {
			return false
		}
		if c.class&Save != 0 && (adjacent || toward || q.First-c.end <= 6) {
			return !s.describes(q)
		}
		return toward && c.class&(Better|Weakly) != 0 && !s.describes(q) || adjacent && c.class&(Better|Weakly) != 0 && !s.describes(q) && s.clauseHasMetric(c)
	case Duration:
		if q.Joined || next == "ahead" {
			return false
		}
		if c.class&Save != 0 {
			return adjacent || toward || q.First-c.end <= 6
		}
		return c.class&(Better|Weakly) != 0 && (toward && prev != "of" || next == "faster" || next == "earlier" || next == "sooner")
	case Bytes, Rate:
		return c.class&(Better|Weakly) != 0 && toward && prev != "of"
	default:
		if c.class&(Better|Weakly) == 0 || q.Joined {
			return false
		}
		return prev == "by" || (prev == "to" || prev == "under" || prev == "below") && (s.clauseHasMetric(c) || c.class&Weakly == 0)
	}
}

var (
	awards   = StemSet("award")
	afterSum = WordSet("after-sum")
)

// isAward reports whether the sentence tells of a prize or a grant, which is no impact (guide, settled cases).
func (s *Sentence) isAward() bool {
	for i := range s.Tokens {
		if s.Tokens[i].In(awards) {
			return true
		}
	}
	return false
}

// describes reports whether a sum of money is an attribute of the noun behind it: "a $5M loan portfolio".
func (s *Sentence) describes(q Quantity) bool {
	if q.Last+1 >= len(s.Tokens) {
		return false
	}
	t := s.Tokens[q.Last+1]
	if t.Kind == Punct {
		return t.Norm == "-"
	}
	return !t.In(afterSum)
}

// hasMetricNear reports whether a metric stands within four tokens of the quantity.
func (s *Sentence) hasMetricNear(q Quantity) bool {
	for _, c := range s.cues {
		if c.List == Metrics && (c.Last < q.First && q.First-c.Last <= 4 || c.First > q.Last && c.First-q.Last <= 4) && !s.targeted(c) {
			return true
		}
	}
	return false
}

// clauseHasMetric reports whether a metric stands within eight tokens behind the claiming words, or four before them.
func (s *Sentence) clauseHasMetric(c candidate) bool {
	for _, m := range s.cues {
		if m.List == Metrics && (m.First > c.end && m.First-c.end <= 8 || m.Last < c.at && c.at-m.Last <= 4) {
			return true
		}
	}
	return false
}
