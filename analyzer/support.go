package analyzer

// reach is how many units of the same entry, before and after its own, may tell how a claim was measured.
const reach = 3

// findSupport adds to a claim what its surroundings say of its measurement: its own sentence, then its block, then near blocks
// of the same entry that tell of the same thing, then the entry's title (a named competition or benchmark).
func (d *Document) findSupport(c *Claim) {
	section := &d.Sections[c.Section]
	own := &section.Blocks[c.Block]
	for i := range own.Sentences {
		s := &own.Sentences[i]
		c.Method = append(c.Method, s.methods(i == c.Sentence)...)
		if i != c.Sentence && len(c.Magnitude) > 0 && (i == c.Sentence+1 || i == c.Sentence-1) {
			for _, ch := range s.changes(s.quantities()) {
				c.Baseline = append(c.Baseline, ch.before.Span(s))
			}
		}
	}
	if c.Supported() {
		return
	}
	about := d.subject(c)
	for bi := max(c.Block-reach, 0); bi < len(section.Blocks) && bi <= c.Block+reach; bi++ {
		b := &section.Blocks[bi]
		if bi == c.Block || b.Entry != own.Entry || own.Entry == 0 || b.Head {
			continue
		}
		for i := range b.Sentences {
			s := &b.Sentences[i]
			if !s.refersBack(bi == c.Block+1 && i == 0) && !s.sharesSubject(about) && !d.repeatsSize(s, c) {
				continue
			}
			c.Method = append(c.Method, s.methods(false)...)
			for _, ch := range s.changes(s.quantities()) {
				c.Baseline = append(c.Baseline, ch.before.Span(s))
			}
		}
	}
	if c.Form == LevelClaim || c.Supported() {
		c.Method = append(c.Method, d.namedContest(section, own.Entry)...)
	}
}

// methods returns the sentence's words of method, comparison and uncertainty. Weak ones ("Datadog") count in the claim's own
// sentence, and only where a word of measuring leads to them.
func (s *Sentence) methods(own bool) []Span {
	var out []Span
	for _, c := range s.cues {
		if c.List != Methods {
			continue
		}
		if c.Entry.Field(0) == "weak" {
			if !own || !s.ledTo(c.First) {
				continue
			}
		}
		out = append(out, s.SpanOf(c))
	}
	return out
}

// ledTo reports whether a word such as "measured", "per" or "according to" stands shortly before token i.
func (s *Sentence) ledTo(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		switch s.norm(j) {
		case "measured", "per", "according", "reported", "tracked", "logged", "from", "counted", "as", "recorded", "shown", "verified":
			return true
		}
	}
	return false
}

// subject is the set of stems that say what a claim is about: its metrics and the nouns of its clause.
func (d *Document) subject(c *Claim) map[string]bool {
	s := &d.Sections[c.Section].Blocks[c.Block].Sentences[c.Sentence]
	about := map[string]bool{}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Start >= c.Outcome.End && t.End <= c.End || c.Form >= NominalClaim && c.Contains(t.Span) {
			if t.Kind == Word && len(t.Norm) > 3 && t.Verb() == 0 && !commonStems[t.Stem] {
				about[t.Stem] = true
			}
		}
	}
	return about
}

// commonStems are too general to say that two units tell of the same thing.
var commonStems = map[string]bool{
	"time": true, "data": true, "team": true, "system": true, "model": true, "result": true, "with": true, "from": true, "that": true, "this": true, "which": true, "than": true, "over": true,
	"more": true, "less": true, "through": true, "across": true, "about": true, "approxim": true, "their": true, "using": true, "year": true, "month": true, "week": true, "hour": true,
	"percent": true, "overal": true, "perform": true, "improv": true, "reduct": true, "increas": true, "base": true, "project": true, "process": true, "into": true, "were": true, "also": true,
	"user": true, "custom": true, "cost": true, "manual": true, "qualiti": true, "effici": true, "effort": true, "respons": true, "report": true, "speed": true, "servic": true, "compani": true, "busi": true, "product": true, "work": true, "oper": true, "when": true, "after": true, "averag": true,
}

// sharesSubject reports whether the sentence speaks of the claim's subject.
//
// A shared name of what is measured is enough; of other words it takes two.
func (s *Sentence) sharesSubject(about map[string]bool) bool {
	shared := map[string]bool{}
	for i := range s.Tokens {
		if st := s.Tokens[i].Stem; about[st] {
			shared[st] = true
		}
	}
	if len(shared) >= 2 {
		return true
	}
	for _, c := range s.cues {
		if c.List == Metrics && about[s.Tokens[c.Last].Stem] {
			return true
		}
	}
	return false
}

// repeatsSize reports whether the sentence names one of the claim's magnitudes again: "The 38% is the finance team's number".
func (d *Document) repeatsSize(s *Sentence, c *Claim) bool {
	for _, q := range s.quantities() {
		for _, m := range c.Magnitude {
			if q.Unit != Count && d.Quote(q.Span(s)) == d.Quote(m) {
				return true
			}
		}
	}
	return false
}

// refersBack reports whether the sentence begins by pointing at what stands before it: "Measured over ...", "That came from ...".
func (s *Sentence) refersBack(next bool) bool {
	if !next {
		return false
	}
	i := s.skipAdverbs(0)
	if hasWord(s, i, i+6, "those") || hasWord(s, i, i+6, "these") {
		return true
	}
	switch s.norm(i) {
	case "clock", "timed", "measured", "measurement", "this", "that", "these", "those", "both", "it", "result", "results", "figure", "figures", "number", "numbers", "verified", "confirmed", "validated", "baseline",
		"compared", "evaluated", "tested", "checked", "method", "same", "per", "source", "before":
		return true
	case "the":
		switch s.norm(i + 1) {
		case "effect", "gain", "drop", "saving", "savings", "reduction", "increase", "improvement", "figure", "figures", "number", "numbers", "result", "results", "lift", "uplift", "difference", "comparison",
			"measurement", "baseline", "estimate", "change", "claim", "rest":
			return true
		}
	}
	return false
}

// namedContest returns the words of method in the title of the entry or of the section: a competition, a benchmark.
func (d *Document) namedContest(section *Section, entry int) []Span {
	var out []Span
	for i := range section.Blocks {
		b := &section.Blocks[i]
		if b.Head && (b.Entry == entry || b.Kind == Heading) {
			for j := range b.Sentences {
				out = append(out, b.Sentences[j].methods(false)...)
			}
		}
	}
	return out
}
