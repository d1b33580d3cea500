package analyzer

import "strings"

// reach is how many units of the same entry, before and after its own, may tell how a claim was measured.
const reach = 3

// paragraph is how many sentences before and after its own, in the same block, may tell it.
const paragraph = 8

// findSupport adds to a claim what its surroundings say of its measurement: its own sentence, then its block, then near blocks
// of the same entry that tell of the same thing, then the entry's title (a named competition or benchmark).
func (d *Document) findSupport(c *Claim) {
	section := &d.Sections[c.Section]
	own := &section.Blocks[c.Block]
	for i := max(c.Sentence-paragraph, 0); i < len(own.Sentences) && i <= c.Sentence+paragraph; i++ {
		s := &own.Sentences[i]
		c.Method = append(c.Method, s.methods(i == c.Sentence)...)
		if i == c.Sentence && c.Form == LevelClaim {
			c.Method = append(c.Method, s.conditions()...)
		}
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
		kind := c.Entry.Field(0)
		if _, ok := s.numberFrom(c.Last + 1); kind == "around" && (!s.spoken || !ok) {
			continue // "give or take", with no word of how much
		}
		if kind == "asked" || kind == "spoken" && !s.spoken || kind == "load" || kind == "weak" && (!own || !s.ledTo(c.First)) {
			continue
		}
		if s.spoken && (kind == "method" || kind == "comparison" || kind == "spoken") && s.deniedBefore(c.First) {
			continue // "I don't see invoices"
		}
		if next := s.norm(c.Last + 1); s.spoken && (next == "where" || next == "what" || next == "before" || next == "how" || next == "then") {
			continue // "compared to where they'd have been"
		}
		out = append(out, s.SpanOf(c))
	}
	return out
}

// deniedBefore reports whether the words before token i deny it: "we never ran a survey", "there wasn't any control group", and whether
// it is what something was better than: "faster than the year before" names no measurement.
func (s *Sentence) deniedBefore(i int) bool {
	for j := i - 1; j >= 0 && j >= i-5; j-- {
		switch w := s.norm(j); w {
		case "fewer", "less":
			return i-j <= 3 // "fewer parcels held back"
		case "no", "never", "not", "nobody", "neither", "than", "any":
			return w != "not" || s.norm(j+1) != "only"
		case ",", ";", "but", "and":
			return false
		default:
			if strings.HasSuffix(w, "n't") {
				return true
			}
		}
	}
	return false
}

// conditions returns the loads and the monitoring that the sentence names: with a level of a service they say how it is known
// (guide, settled cases).
func (s *Sentence) conditions() []Span {
	var out []Span
	for _, c := range s.cues {
		if kind := c.Entry.Field(0); c.List == Methods && (kind == "load" || kind == "weak") {
			out = append(out, s.SpanOf(c))
		}
	}
	return out
}

// ledTo reports whether a word such as "measured", "per" or "according to" stands shortly before token i.
func (s *Sentence) ledTo(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if s.in(measuring, j) {
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
			if t.Kind == Word && len(t.Norm) > 3 && t.Verb() == 0 && !t.In(commonStems) {
				about[t.Stem] = true
			}
		}
	}
	return about
}

var (
	commonStems   = StemSet("common") // too general to say that two units tell of the same thing
	refersBack    = WordSet("refers-back")
	refersBackThe = WordSet("refers-back-the")
	measuring     = WordSet("measuring")
)

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
	return s.in(refersBack, i) || s.norm(i) == "the" && s.in(refersBackThe, i+1)
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
