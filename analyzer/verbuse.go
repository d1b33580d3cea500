package analyzer

import "strings"

// verbCandidate decides whether the outcome verb at token i asserts that something happened; sized: the sentence holds a quantity.
func (s *Sentence) verbCandidate(text string, i int, sized bool) (candidate, bool) {
	v := s.Tokens[i].word.verb
	c := candidate{at: i, end: i, class: v.class, quantity: -1}
	if v.class&Better == 0 && !sized && (v.class&(Weakly|Save) == 0 || !s.Has(Metrics)) {
		return c, false // it could claim nothing here
	}
	before := s.beforeAdverbs(i)
	if s.hyphenated(before) || s.hyphenated(i+1) || phrasal[[2]string{v.base, s.norm(i + 1)}] {
		return c, false // "data-driven", "reduced-fare", "cut over"
	}
	if (v.base == "optimize" || v.base == "optimise") && s.setsObjective(i+1) {
		return c, false // "optimised for total flow" names an objective, "optimized for faster reads" claims
	}
	told := false
	switch {
	case v.form&(past|participle) != 0 && v.form&base == 0:
		told = s.pastClaim(&c, text, before)
	case v.form&gerund != 0:
		told = s.gerundClaim(&c, before)
	case v.form&third != 0:
		c.form, c.doubtful = PresentClaim, true
		told = before < 0 || s.Tokens[before].Kind != Punct
	default: // base form, or a verb whose past is the same word
		told = s.baseClaim(&c, v, before)
	}
	return c, told && !s.excludedObject(i+1)
}

// pastClaim fills in the form of a past tense or past participle: "improved".
func (s *Sentence) pastClaim(c *candidate, text string, before int) bool {
	switch s.pastUse(text, c.at, before) {
	case asserted:
		c.form = FiniteClaim
	case attribute:
		c.form, c.doubtful = PresentClaim, true
		return c.class&Better != 0
	case onlySized:
		c.form = PurposeClaim
	default:
		return false
	}
	return true
}

// gerundClaim fills in the form of a present participle: "improving".
func (s *Sentence) gerundClaim(c *candidate, before int) bool {
	switch s.gerundUse(c.at, before) {
	case asserted:
		c.form = ResultClaim
	case attribute: // the unit's first word: a duty unless it names a size
		c.form = PurposeClaim
	default:
		return false
	}
	return true
}

// baseClaim fills in the form of a base form: "improve", or "cut", which is its own past.
func (s *Sentence) baseClaim(c *candidate, v verbForm, before int) bool {
	switch prev := s.norm(before); {
	case prev == "to" && (hasWord(s, before-3, before, "helped") || hasWord(s, before-3, before, "managed")):
		c.form = FiniteClaim
	case prev == "to":
		c.form = PurposeClaim
	case prev == "helped" || prev == "helping":
		c.form = ResultClaim
	case s.in(modals, before):
		c.form, c.doubtful = PurposeClaim, true
	case v.form&past != 0 && (before < 0 || s.in(subjects, before)):
		c.form = FiniteClaim
	case before < 0 || prev == "and" || prev == ",":
		c.form = PurposeClaim
	default:
		return false
	}
	return true
}

var (
	noOutcome = WordSet("no-outcome")
	goals     = WordSet("goal")
	modals    = WordSet("modal")
	subjects  = WordSet("subject")
)

// phrasal are pairs of words that are no betterment though the first is a verb of it.
var phrasal = map[[2]string]bool{
	{"cut", "over"}: true, {"cut", "short"}: true, {"cut", "off"}: true, {"boost", "trees"}: true, {"boost", "tree"}: true, {"boost", "decision"}: true,
	{"drop", "out"}: true, {"lift", "and"}: true, {"extend", "kalman"}: true, {"reduce", "order"}: true, {"reduce", "rank"}: true, {"improve", "upon"}: true,
	{"raise", "issues"}: true, {"raise", "awareness"}: true,
}

// setsObjective reports whether "for" and a thing stand behind the verb, with nothing that says better.
func (s *Sentence) setsObjective(i int) bool {
	if s.norm(i) != "for" && s.norm(i+1) != "for" {
		return false
	}
	for _, c := range s.cues {
		if (c.List == Comparison || c.List == Metrics) && c.First > i && c.First <= i+4 {
			return false
		}
	}
	return true
}

// hyphenated reports whether token i is a hyphen written against the words around it.
func (s *Sentence) hyphenated(i int) bool {
	return i > 0 && i+1 < len(s.Tokens) && s.norm(i) == "-" && s.Tokens[i].Len() == 1 && s.Tokens[i-1].End == s.Tokens[i].Start && s.Tokens[i].End == s.Tokens[i+1].Start
}

type use uint8

const (
	neither   use = iota
	asserted      // tells that it happened
	attribute     // describes a thing: "with optimized queries"
	onlySized     // claims where a size stands with it: "is shortened by 35 ms"
)

// pastUse tells a told outcome ("designed and optimized ...", "which reduced ...") from an attribute
// ("for improved visibility"). Place and form settle most; the tagger is asked about the rest.
func (s *Sentence) pastUse(text string, i, before int) use {
	if before < 0 {
		return asserted
	}
	if s.Tokens[i].word.verb.form&participle == 0 {
		return asserted // "fell", "grew": no participle looks like it
	}
	if next := s.norm(i + 1); (next == "by" || next == "from" || next == "of") && i+2 < len(s.Tokens) && (s.Tokens[i+2].Kind == Number || s.norm(i+2) == "~" || s.norm(i+2) == "about") {
		return asserted // "latency reduced by 40%"
	}
	p := &s.Tokens[before]
	if p.Norm == "have" && s.in(modals, before-1) {
		return neither // "could have saved"
	}
	if s.spoken && (p.Norm == "this" || p.Norm == "that" || p.Norm == "they" || p.Norm == "you") && (before == 0 || s.norm(before-1) == "and" || s.norm(before-1) == ",") {
		return asserted
	}
	if before == 0 && (p.Norm == "this" || p.Norm == "that" || p.Norm == "these") {
		return s.ask(text, i) // "This reduced complaints" or "This improved version ..."
	}
	if p.Norm == ":" && before > 0 {
		if s.in(goals, before-1) {
			return neither
		}
	}
	switch p.Norm {
	case "i", "we", "which", "that", "who", "it", "also", "then", "team", "successfully", "&", "thereby", "thus", ";", ":", "|", "•", "have", "has", "had", "was", "were", "been", "being":
		return asserted
	case "is", "are", "be":
		return onlySized
	case "a", "an", "the", "its", "their", "our", "my", "more", "for", "of", "in", "on", "by", "to", "towards", "through", "via", "using", "from", "as", "at", "under",
		"new", "highly", "other", "such", "and/or", "or", "some", "any", "this", "these", "those", "most":
		return neither
	case "with", "provide", "provides", "providing", "offering", "ensure", "ensures":
		return attribute
	}
	if s.isResultWord(before) {
		return asserted
	}
	if p.Norm == "-" || p.Norm == "(" {
		return asserted
	}
	if p.Norm == "and" || p.Norm == "," || p.Norm == "/" {
		for j := before - 1; j >= 0 && p.Norm != "/"; j-- {
			if s.Tokens[j].Finished() { // joined to an earlier verb in the past: a list of things done, but for "new and improved"
				if before == 0 || !s.isAdjective(text, before-1) {
					return asserted
				}
			}
		}
	}
	return s.ask(text, i)
}

// isAdjective reports whether token i is an adjective, as the tagger says; what looks like a noun or a mark is not asked about.
func (s *Sentence) isAdjective(text string, i int) bool {
	t := &s.Tokens[i]
	for _, ending := range []string{"s", "ion", "ing", "ment", "ity", "er", "ce"} {
		if strings.HasSuffix(t.Norm, ending) {
			return false
		}
	}
	if t.Kind != Word || len(t.Norm) < 3 {
		return false
	}
	s.tag(text, i)
	return strings.HasPrefix(t.Tag, "JJ")
}

// ask lets the tagger say whether the word at token i is a verb in the past.
func (s *Sentence) ask(text string, i int) use {
	if s.spoken {
		return s.askSpoken(i)
	}
	s.tag(text, i)
	switch s.Tokens[i].Tag {
	case "VBD":
		return asserted
	case "VBN":
		if i+1 < len(s.Tokens) && (s.norm(i+1) == "by" || s.norm(i+1) == "the" || s.norm(i+1) == "from" || s.norm(i+1) == "to" || s.norm(i+1) == "our") {
			return asserted
		}
		if i > 0 && (s.norm(i-1) == "," || s.norm(i-1) == "and") {
			return asserted
		}
		if b := s.beforeAdverbs(i); b >= 0 && b < i-1 && strings.HasPrefix(s.Tokens[b].Tag, "NN") {
			return asserted // "the interventions consistently outperformed ..."
		}
	}
	return neither
}

// askSpoken stands for the tagger in speech, which its model was not made from: a word in the past that takes an object, a number or a
// direction is said of its subject; before a bare noun it may be an attribute ("reduced rates").
func (s *Sentence) askSpoken(i int) use {
	next := s.norm(i + 1)
	switch {
	case i+1 < len(s.Tokens) && s.Tokens[i+1].Kind == Number, s.in(objectLeads, i+1), next == "up", next == "down", next == "by", next == "from", next == "to":
		return asserted
	}
	return neither
}

var objectLeads = WordSet("object-lead")

// gerundUse tells a result ("..., reducing cost") from a duty, an aim or a means ("by reducing ...", "responsible for improving ...").
func (s *Sentence) gerundUse(i, before int) use {
	if before < 0 {
		return attribute
	}
	switch prev := s.norm(before); prev {
	case ",", "-", "thereby", "thus", "hence", ";", "while", "(", "also", "ultimately", "further":
		if prev == "while" && before > 0 && s.norm(before-1) != "," && before < 2 {
			return neither
		}
		if s.listsDuties(before) {
			return neither
		}
		return asserted
	case "and", "&":
		for j := before - 1; j >= 0; j-- {
			if s.Tokens[j].Continuous() {
				return s.gerundUse(j, s.beforeAdverbs(j))
			}
			if s.norm(j) == "," && j < before-8 {
				break
			}
		}
		return neither
	}
	return neither
}

// listsDuties reports whether the comma at token i stands in a list of bare gerunds: "Managed six engineers: hiring, mentoring,
// improving performance", "responsible for hiring, mentoring, improving ...".
func (s *Sentence) listsDuties(i int) bool {
	told := len(s.Tokens) > 0 && s.Tokens[min(s.skipAdverbs(0), len(s.Tokens)-1)].Finished()
	for j := i - 1; j > 0; j-- {
		if !s.Tokens[j].Continuous() && !strings.HasSuffix(s.norm(j), "ing") {
			continue
		}
		switch s.norm(s.beforeAdverbs(j)) {
		case ":":
			return true
		case "for", "in", "of", "on", "with", "include", "includes", "including", "by":
			return !told
		}
	}
	return false
}

// excludedObject reports whether what the verb betters is no outcome: one's own skills, documents, features of a data set.
func (s *Sentence) excludedObject(i int) bool {
	for j := i; j < len(s.Tokens) && j < i+5; j++ {
		switch w := s.norm(j); {
		case s.in(noOutcome, j):
			return true
		case w == "," || w == "by" || w == "and" || w == "through" || w == ";" || w == "from":
			return false
		}
	}
	return false
}
