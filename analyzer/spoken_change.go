package analyzer

// spokenChanges finds the changes that people tell in their own order: "it was fourteen minutes and it went to nine", "twenty-two
// minutes against eleven", "six point four percent before, and then five point five".
func (s *Sentence) spokenChanges(qs []Quantity) []change {
	var out []change
	for i, a := range qs {
		for _, b := range qs[i+1:] {
			if a.Unit != b.Unit && a.Unit != Count && b.Unit != Count || b.First-a.Last > 24 || a.Unit == Factor || b.Unit == Factor || isPeriod(s, a) || isPeriod(s, b) {
				continue
			}
			switch {
			case s.hasAny(a.First-4, a.First, "from") && s.hasAny(max(a.Last+1, b.First-4), b.First, "to"):
				out = append(out, change{a, b})
			case b.First-a.Last <= 7 && s.hasAny(a.Last+1, b.First, "against", "versus", "instead", "rather", "compared"):
				out = append(out, change{b, a})
			case s.hasAny(a.First-5, b.First, "before", "previously", "originally", "used") && s.hasAny(a.Last+1, b.Last+6, "after", "now", "then", "afterwards", "today", "since"):
				out = append(out, change{a, b})
			case s.hasAny(a.First-5, a.First, "was", "were", "took", "had", "used") && s.movesOn(a.Last+1, b.First):
				out = append(out, change{a, b})
			case s.hasAny(a.First-5, a.Last+4, "now", "after", "afterwards") && s.hasAny(a.Last+1, b.Last+4, "before", "used", "previously"):
				out = append(out, change{b, a})
			case b.First-a.Last <= 14 && s.seasons(a.Last+1, b.First) && s.seasons(b.Last+1, b.Last+7):
				out = append(out, change{a, b})
			}
		}
	}
	return out
}

// movesOn reports whether the words between two values lead to the later one.
func (s *Sentence) movesOn(first, end int) bool {
	for i := max(first, 0); i < end && i < len(s.Tokens); i++ {
		switch s.norm(i) {
		case "now", "today":
			return true
		case "went", "down", "up", "got", "came", "dropped", "fell", "rose":
			if s.hasAny(i+1, i+3, "to") {
				return true
			}
		}
	}
	return false
}

// seasons reports whether the words name one of several periods: "in the twenty two season", "in March", "the year after".
func (s *Sentence) seasons(first, end int) bool {
	if !s.hasAny(first, end, "in", "for", "during") {
		return false
	}
	for i := max(first, 0); i < end && i < len(s.Tokens); i++ {
		switch w := s.norm(i); {
		case isYear(w) || months[w] || w == "season" || w == "quarter" || w == "group" || w == "other":
			return true
		case (w == "twenty" || w == "nineteen") && s.norm(i-1) == "the":
			return true
		}
	}
	return false
}

// hasAny reports whether one of the words stands in the tokens first..end-1.
func (s *Sentence) hasAny(first, end int, words ...string) bool {
	for i := max(first, 0); i < end && i < len(s.Tokens); i++ {
		for _, w := range words {
			if s.Tokens[i].Norm == w {
				return true
			}
		}
	}
	return false
}

// tellsBefore reports whether the sentence says how it was before, or how it is after: "before it was two hundred ten minutes",
// "we timed two hundred before and two hundred after".
func (s *Sentence) tellsBefore(qs []Quantity) bool {
	for _, q := range qs {
		if isPeriod(s, q) && !s.hasAny(q.Last+1, q.Last+3, "before") {
			continue
		}
		if s.hasAny(q.First-5, q.First, "before") && s.hasAny(q.First-3, q.First, "was", "were", "took", "had", "it", "at") || s.hasAny(q.Last+1, q.Last+2, "before", "beforehand") || s.hasAny(q.First-5, q.First, "used") && s.hasAny(q.First-4, q.First, "be", "take", "cost") {
			return true
		}
	}
	return false
}
