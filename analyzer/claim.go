package analyzer

import (
	"strings"
)

// ClaimForm is how a claim is put, which says how plainly it is a claim.
type ClaimForm uint8

const (
	FiniteClaim      ClaimForm = iota // "Reduced cost", "we cut latency"
	ResultClaim                       // "..., improving accuracy", "resulting in faster builds"
	NominalClaim                      // "a 20% improvement in recall", "cost savings of $2M"
	ComparativeClaim                  // "made training 3x faster"
	LevelClaim                        // "achieving 0.88 AUC", "with 96% accuracy"
	PurposeClaim                      // "to improve accuracy by 15%": an aim that names its size
	PresentClaim                      // "which reduces manual work", "with optimized queries"
)

// Claim is an impact claim: what it says and what supports it. Reach of the support: the claim's own unit, then the
// units of the same entry (employer, project) that tell of the same thing.
type Claim struct {
	Span          // the clause that claims
	Outcome  Span // the words that claim betterment
	Form     ClaimForm
	Doubtful bool // the words may be meant otherwise: a duty, an attribute, an object that is no outcome

	Magnitude, Baseline, Method, Period []Span // empty: not found in reach

	weakly bool // by a verb that claims betterment only of some objects

	Section, Block, Sentence int // where it stands: indices into Document.Sections and below
}

// Supported reports whether the claim says how it was measured or against what.
func (c *Claim) Supported() bool { return len(c.Method) > 0 || len(c.Baseline) > 0 }

// candidate is a word that may claim an outcome.
type candidate struct {
	at, end  int // tokens: the claiming words, inclusive
	form     ClaimForm
	class    VerbClass
	doubtful bool
	sized    bool // claims only where a magnitude stands with it
	quantity int  // index of the magnitude that made it one (nominal and level claims); -1
}

// outcomeNouns name betterment: they claim it where a magnitude or a word of result stands with them.
var outcomeNouns = map[string]bool{
	"improvement": true, "improvements": true, "increase": true, "increases": true, "reduction": true, "reductions": true, "decrease": true, "gain": true, "gains": true,
	"boost": true, "growth": true, "savings": true, "saving": true, "uplift": true, "lift": true, "drop": true, "decline": true, "speedup": true, "speedups": true,
	"rise": true, "jump": true, "cut": true, "enhancement": true, "enhancements": true, "acceleration": true, "upturn": true,
}

// claims fills in the ledger.
func (d *Document) findClaims() {
	for si := range d.Sections {
		section := &d.Sections[si]
		if !tellsClaims(section) {
			continue
		}
		for bi := range section.Blocks {
			block := &section.Blocks[bi]
			if block.Kind == Heading {
				continue
			}
			title := block.Head && block.Kind != Item && len(block.Sentences) == 1 && !opensWithVerb(&block.Sentences[0])
			if title && (hasDate(d.Quote(block.Span)) || !tellsOfWork(section.Topic)) {
				continue
			}
			for ti := range block.Sentences {
				for _, c := range d.claimsIn(&block.Sentences[ti]) {
					if section.Topic == "education" && (c.Doubtful || c.weakly) || title && len(c.Magnitude) == 0 {
						continue // "mathematics extended 98%"; a title claims nothing by its words alone
					}
					c.Section, c.Block, c.Sentence = si, bi, ti
					d.Claims = append(d.Claims, c)
				}
			}
		}
	}
	for i := range d.Claims {
		d.findSupport(&d.Claims[i])
	}
}

// tellsClaims reports whether a section can hold impact claims: lists of skills, papers, contacts hold none.
func tellsClaims(s *Section) bool {
	if s.Role == Interviewer {
		return false
	}
	switch s.Topic {
	case "skills", "publications", "certifications", "courses", "interests", "languages", "references", "contact":
		return false
	}
	return true
}

func opensWithVerb(s *Sentence) bool {
	i := s.skipAdverbs(0)
	return i < len(s.Tokens) && s.Tokens[i].word.verb.form&(past|participle|gerund) != 0
}

// claimsIn finds the impact claims of a sentence. Of several in one sentence those without a magnitude are left out where
// another has one: the sentence as a whole names a size.
func (d *Document) claimsIn(s *Sentence) []Claim {
	qs := s.quantities()
	candidates := s.candidates(d.Text, qs)
	if len(candidates) == 0 {
		return nil
	}
	changes := s.changes(qs)
	var sized, unsized []Claim
	for n, c := range candidates {
		first, last := s.clause(candidates, n, qs)
		if s.Has(Adverse) && s.tellsMistake() {
			c.doubtful = true
		}
		claim := Claim{
			Span: Span{s.Tokens[first].Start, s.Tokens[last].End}, Outcome: Span{s.Tokens[c.at].Start, s.Tokens[c.end].End},
			Form: c.form, Doubtful: c.doubtful, weakly: c.class&(Better|Save) == 0,
		}
		for _, ch := range changes {
			if ch.before.First >= first-6 && max(ch.before.Last, ch.after.Last) <= last+1 {
				claim.Baseline = append(claim.Baseline, ch.before.Span(s))
				claim.Magnitude = append(claim.Magnitude, ch.after.Span(s))
			}
		}
		for qi, q := range qs {
			if q.First < first || q.Last > last {
				continue
			}
			if isPeriod(s, q) {
				claim.Period = append(claim.Period, q.Span(s))
			} else if len(claim.Baseline) == 0 && (qi == c.quantity || s.isMagnitude(q, c)) {
				claim.Magnitude = append(claim.Magnitude, q.Span(s))
			}
		}
		switch {
		case len(claim.Magnitude) > 0:
			sized = append(sized, claim)
		case c.sized || c.form == PurposeClaim || c.form == LevelClaim || c.class&Level != 0:
		case s.claimsWithoutSize(c, first, last):
			unsized = append(unsized, claim)
		}
	}
	if len(sized) > 0 {
		return sized
	}
	return unsized
}

// tellsMistake reports whether the sentence tells of a mistake or a loss: what rose or fell there is no achievement.
func (s *Sentence) tellsMistake() bool {
	for _, c := range s.cues {
		if c.List == Adverse && c.Entry.Field(0) == "phrase" {
			return true
		}
	}
	return false
}

// candidates finds the words of a sentence that claim an outcome, in text order.
func (s *Sentence) candidates(text string, qs []Quantity) []candidate {
	var out []candidate
	taken := -1 // last token that a candidate covers
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if i <= taken || t.Kind == Punct {
			continue
		}
		v := t.word.verb
		switch {
		case v.class&(Better|Weakly|Save|Level) != 0:
			if c, ok := s.verbCandidate(text, i, len(qs) > 0); ok {
				out = append(out, c)
				taken = c.end
				continue
			}
			fallthrough
		case outcomeNouns[t.Norm]:
			if !outcomeNouns[t.Norm] {
				break
			}
			if c, ok := s.nounCandidate(i, qs); ok {
				out = append(out, c)
				taken = c.end
			}
		}
		if i <= taken {
			continue
		}
		if c, ok := s.moveCandidate(i, qs); ok {
			out = append(out, c)
			taken = c.end
			continue
		}
		if c, ok := s.worthCandidate(i, qs); ok {
			out = append(out, c)
			taken = c.end
			continue
		}
		if c, ok := s.comparativeCandidate(i, qs); ok {
			out = append(out, c)
			taken = c.end
		}
	}
	return s.addLevels(out, qs)
}

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
	prev := s.norm(before)
	switch {
	case v.form&(past|participle) != 0 && v.form&base == 0:
		switch use := s.pastUse(text, i, before); use {
		case asserted:
			c.form = FiniteClaim
		case attribute:
			if v.class&Better == 0 {
				return c, false
			}
			c.form, c.doubtful = PresentClaim, true
		case onlySized:
			c.form = PurposeClaim
		default:
			return c, false
		}
	case v.form&gerund != 0:
		switch s.gerundUse(i, before) {
		case asserted:
			c.form = ResultClaim
		case attribute: // the unit's first word: a duty unless it names a size
			c.form, c.doubtful = PurposeClaim, true
		default:
			return c, false
		}
	case v.form&third != 0:
		if prev != "which" && prev != "that" && prev != "and" && before >= 0 && s.Tokens[before].Kind == Punct {
			return c, false
		}
		c.form, c.doubtful = PresentClaim, true
	default: // base form, or a verb whose past is the same word
		switch {
		case prev == "to" && (hasWord(s, before-3, before, "helped") || hasWord(s, before-3, before, "managed")):
			c.form = FiniteClaim
		case prev == "to":
			c.form = PurposeClaim
		case prev == "helped" || prev == "helping":
			c.form = ResultClaim
		case prev == "help" || prev == "can" || prev == "will" || prev == "would" || prev == "could" || prev == "should" || prev == "must" || prev == "may":
			c.form, c.doubtful = PurposeClaim, true
		case v.form&past != 0 && (before < 0 || prev == "and" || prev == "," || prev == "i" || prev == "we" || prev == "which" || prev == "that" || prev == "&"):
			c.form = FiniteClaim
		case before < 0:
			c.form, c.doubtful = PurposeClaim, true
		case prev == "and" || prev == ",":
			c.form, c.doubtful = PurposeClaim, true
		default:
			return c, false
		}
	}
	if s.excludedObject(i + 1) {
		return c, false
	}
	return c, true
}

// moveCandidate accepts what came down or went up: "backlog is down 45%", "CPA down 28%", "battery use went down considerably".
func (s *Sentence) moveCandidate(i int, qs []Quantity) (candidate, bool) {
	c := candidate{at: i, end: i + 1, form: FiniteClaim, class: Weakly, quantity: -1, sized: true}
	if w := s.norm(i); i > 0 && (w == "down" || w == "up") && s.Tokens[i-1].Kind == Word && s.Tokens[i-1].Verb() == 0 && !s.isFunction(i-1) {
		c.end, c.form = i, NominalClaim
		for qi, q := range qs {
			if (q.Unit == Percent || q.Unit == Factor) && (q.First == s.afterApprox(i+1) || s.norm(i+1) == "by" && q.First == s.afterApprox(i+2)) {
				c.quantity = qi
				return c, true
			}
		}
		return c, false
	}
	if next := s.norm(i + 1); next != "down" && next != "up" {
		return c, false
	}
	switch s.norm(i) {
	case "came", "come", "went", "gone", "is", "are", "was", "were":
		switch s.norm(i + 2) {
		case "considerably", "significantly", "substantially", "noticeably", "markedly", "dramatically", "drastically":
			c.sized = false
			c.class = Better
			c.end = i + 2
		}
		return c, true
	}
	return c, false
}

// worthCandidate accepts a sum that a word of result or of worth brings: "resulting in $3.4M in avoided spend", "worth £1.8m a year".
// Grants, prizes and funding are no impact (guide, settled cases).
func (s *Sentence) worthCandidate(i int, qs []Quantity) (candidate, bool) {
	c := candidate{at: i, end: i, form: NominalClaim, class: Save, quantity: -1}
	worth := s.norm(i) == "worth"
	if !worth && !s.isResultWord(i) {
		return c, false
	}
	for qi, q := range qs {
		if q.Unit != Money || q.First != s.afterApprox(i+1) {
			continue
		}
		outcome := !worth && s.resultIsTold(i)
		for j := max(0, i-4); j < len(s.Tokens) && j < q.Last+9; j++ {
			switch s.Tokens[j].Stem {
			case "fund", "grant", "prize", "award", "invest", "scholarship", "budget", "loan", "portfolio", "asset", "equip", "contract", "deal", "project":
				return c, false
			case "save", "avoid", "improv", "reduct", "gain", "benefit", "revenu", "profit", "margin", "incom", "loss", "wast":
				outcome = true
			}
		}
		c.quantity = qi
		return c, outcome
	}
	return c, false
}

// afterApprox is the index of the first token from i on that is no word of approximation.
func (s *Sentence) afterApprox(i int) int {
	for ; i < len(s.Tokens); i++ {
		switch s.norm(i) {
		case "~", "about", "around", "approximately", "roughly", "nearly", "almost", "over", "some", "more", "than", "an", "a", "estimated", ">", "<", "at", "least", "up", "to":
			if w := s.norm(i); (w == "a" || w == "an") && i+1 < len(s.Tokens) && (strings.HasPrefix(s.norm(i+1), "third") || s.norm(i+1) == "quarter" || s.norm(i+1) == "fifth" || s.norm(i+1) == "half") {
				return i + 1
			}
			continue
		}
		break
	}
	return i
}

// isFunction reports whether token i is a word of grammar rather than of content.
func (s *Sentence) isFunction(i int) bool {
	switch s.norm(i) {
	case "and", "or", "to", "of", "the", "a", "it", "them", "us", "was", "were", "is", "are", "and/or", "then", "when", "by", "with", "for", "in", "on", "ramp", "start", "set", "sign", "follow", "clean", "speed", "back", "scale", "scaled":
		return true
	}
	return false
}

// phrasal are pairs of words that are no betterment though the first is a verb of it.
var phrasal = map[[2]string]bool{
	{"cut", "over"}: true, {"cut", "short"}: true, {"cut", "off"}: true, {"boost", "trees"}: true, {"boost", "tree"}: true, {"boost", "decision"}: true, {"drop", "out"}: true,
	{"lift", "and"}: true, {"extend", "kalman"}: true, {"reduce", "order"}: true, {"reduce", "rank"}: true, {"improve", "upon"}: true, {"raise", "issues"}: true, {"raise", "awareness"}: true,
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
	if before == 0 && (p.Norm == "this" || p.Norm == "that" || p.Norm == "these") {
		return s.ask(text, i) // "This reduced complaints" or "This improved version ..."
	}
	if p.Norm == ":" && before > 0 {
		switch s.norm(before - 1) {
		case "goal", "goals", "aim", "aims", "objective", "objectives", "target", "purpose":
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

// isResultWord reports whether a phrase of result ("resulting in", "led to") ends at token i.
func (s *Sentence) isResultWord(i int) bool {
	for _, c := range s.cues {
		if c.List == Results && c.Last == i && s.norm(i) != "with" {
			return true
		}
	}
	return false
}

// nounCandidate accepts an outcome noun that has a size ("a 20% improvement") or that a word of result brings ("led to cost savings").
func (s *Sentence) nounCandidate(i int, qs []Quantity) (candidate, bool) {
	c := candidate{at: i, end: i, form: NominalClaim, class: Better, quantity: -1}
	for qi, q := range qs {
		if q.Unit == Count && q.Value >= 10 || q.Unit == Duration && !q.Joined && q.Last < i-2 || isPeriod(s, q) {
			continue
		}
		near := q.Last < i && i-q.Last <= 4 && !s.breaks(q.Last+1, i)
		after := q.First > i && q.First-i <= 4 && (s.norm(i+1) == "of" || s.norm(i+1) == "by" || s.norm(i+1) == "(" || s.norm(i+1) == ":")
		if near || after || q.First > i && hasWord(s, i+1, q.First, "by") && q.First-i <= 8 && !s.breaks(i+1, q.First) {
			c.quantity = qi
			if q.Unit == Money && !after && s.norm(i) != "savings" && s.norm(i) != "saving" && s.norm(i) != "increase" {
				c.quantity = -1
				continue
			}
			return c, true
		}
	}
	for j := i - 1; j >= 0 && j >= i-6; j-- {
		if s.isResultWord(j) || s.Tokens[j].Verb()&(Level) != 0 && s.Tokens[j].word.verb.form&(past|gerund) != 0 {
			p := s.norm(s.beforeAdverbs(j))
			if p == "to" || p == "for" || p == "of" {
				return c, false
			}
			return c, true
		}
		if s.Tokens[j].Kind == Punct && s.norm(j) != "-" {
			break
		}
	}
	return c, false
}

// comparativeCandidate accepts "faster", "more reliable" and the like where something made it so or a size stands with it.
func (s *Sentence) comparativeCandidate(i int, qs []Quantity) (candidate, bool) {
	var cue *Cue
	for n := range s.cues {
		if s.cues[n].List == Comparison && s.cues[n].First == i {
			cue = &s.cues[n]
		}
	}
	if cue == nil {
		return candidate{}, false
	}
	c := candidate{at: i, end: cue.Last, form: ComparativeClaim, class: Better, quantity: -1}
	if cue.Entry.Field(0) == "metric" {
		c.class = Weakly
	}
	for qi, q := range qs {
		if (q.Unit == Percent || q.Unit == Factor || q.Unit == Count && s.norm(q.Last+1) == "times" || q.Unit == Duration && !isPeriod(s, q)) && q.Last < i && i-q.Last <= 2 {
			c.quantity = qi
			return c, s.toldAsDone(i)
		}
	}
	if p := s.norm(i - 1); p == "than" || p == "the" || p == "no" || s.norm(i+1) == "than" && i+2 < len(s.Tokens) && s.Tokens[i+2].Kind == Number {
		return c, false // "more than 100,000 students"
	}
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		switch w := s.norm(j); {
		case s.isResultWord(j) && w != "providing" && w != "for":
			return c, s.resultIsTold(j)
		case w == "made" || w == "making":
			return c, s.norm(i-1) != "a" && s.norm(i-1) != "an"
		case w == "for" || w == "to" || w == "of" || s.Tokens[j].Kind == Punct && w != "," && w != "-":
			return c, false
		}
	}
	switch b := s.beforeDegree(i); s.norm(b) {
	case "got", "became", "become", "becomes": // "builds got a lot quicker"
		return c, b > 0
	case "take", "taking", "make":
		for j := b - 1; j >= 0 && j >= b-4; j-- {
			if s.norm(j) == "helped" || s.norm(j) == "helping" || s.norm(j) == "enabled" || s.norm(j) == "enabling" {
				return c, true // "which helped them to take faster decisions"
			}
		}
	}
	for j := i - 1; j >= 0 && j >= i-8; j-- { // "made the nightly job faster"
		if w := s.norm(j); w == "made" || w == "making" {
			return c, !s.breaks(j, i) && s.norm(i-1) != "a" && s.norm(i-1) != "an"
		}
	}
	return c, false
}

// beforeDegree is the index of the last token before i that is no word of degree ("much", "a lot", "far").
func (s *Sentence) beforeDegree(i int) int {
	for i = s.beforeAdverbs(i); i >= 0; i = s.beforeAdverbs(i) {
		switch s.norm(i) {
		case "much", "a", "lot", "far", "bit", "even", "way", "very", "also":
			continue
		}
		break
	}
	return i
}

// resultIsTold reports whether the word of result that ends at token i tells of something that happened: not "to achieve ...".
func (s *Sentence) resultIsTold(i int) bool {
	for _, c := range s.cues {
		if c.List == Results && c.Last == i {
			p := s.norm(s.beforeAdverbs(c.First))
			return p != "to" && p != "for" && p != "of" && p != "by" && p != "can" && p != "will"
		}
	}
	return false
}

// toldAsDone reports whether the words before token i hold a verb in the past or a participle of result.
func (s *Sentence) toldAsDone(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if s.Tokens[j].Finished() || s.Tokens[j].Continuous() || s.isResultWord(j) || s.norm(j) == "now" || s.norm(j) == "ran" || s.norm(j) == "runs" {
			return true
		}
	}
	return i <= 4
}

// addLevels adds claims of a level reached: a metric with its value and no verb of betterment ("with 96% accuracy").
func (s *Sentence) addLevels(out []candidate, qs []Quantity) []candidate {
	for _, m := range s.cues {
		if m.List != Metrics || m.Entry.Field(0) != "level" && m.Entry.Field(0) != "time" && m.Entry.Field(0) != "rate" || s.targeted(m) {
			continue
		}
		for qi, q := range qs {
			if !s.isLevelOf(q, m) || covered(out, qi, q, m) || !s.levelIsOwn(min(q.First, m.First)) {
				continue
			}
			c := candidate{at: min(q.First, m.First), end: max(q.Last, m.Last), form: LevelClaim, class: Level, quantity: qi}
			at := len(out)
			for at > 0 && out[at-1].at > c.at {
				at--
			}
			out = append(out[:at], append([]candidate{c}, out[at:]...)...)
			break
		}
	}
	return out
}

// covered reports whether a candidate has the quantity already, or a verb that claims the metric stands right before it.
func covered(cs []candidate, qi int, q Quantity, m Cue) bool {
	for _, c := range cs {
		if c.quantity == qi || c.class&Level == 0 && c.at < q.First && q.First-c.at <= 8 || c.form == LevelClaim && c.at <= m.First && m.First <= c.end {
			return true
		}
	}
	return false
}

// isLevelOf reports whether the quantity is a value of the metric: "accuracy of 0.86", "0.877 mAP50", "sub-200 ms latency".
func (s *Sentence) isLevelOf(q Quantity, m Cue) bool {
	switch m.Entry.Field(0) {
	case "level":
		if q.Unit != Percent && !(q.Unit == Factor && s.norm(m.First) == "roas") && !(q.Unit == Count && (q.Value < 1 && q.Value > 0 || q.Value > 1 && q.Value < 100 && strings.Contains(s.Tokens[q.First].Norm, "."))) {
			return false
		}
	case "time":
		if q.Unit != Duration || q.Value > 60 {
			return false
		}
	case "rate":
		if q.Unit != Rate {
			return false
		}
	}
	if q.Last < m.First {
		return m.First-q.Last <= 3 && !s.breaks(q.Last+1, m.First)
	}
	return q.First-m.Last <= 5 && q.First > m.Last && !s.breaks(m.Last+1, q.First)
}

// targeted reports whether the metric is an aim or an agreement rather than a result ("99.9% uptime target").
func (s *Sentence) targeted(m Cue) bool {
	for j := max(m.First-4, 0); j < len(s.Tokens) && j <= m.Last+4; j++ {
		switch s.norm(j) {
		case "target", "targets", "sla", "slas", "slo", "slos", "goal", "objective", "requirement", "requirements", "threshold", "budget", "constraint", "commitment":
			return true
		}
	}
	return false
}

// levelIsOwn reports whether a level is told as reached by one's own work: not asked for ("to ensure", "requires").
func (s *Sentence) levelIsOwn(i int) bool {
	for j := i - 1; j >= 0 && j >= i-5; j-- {
		switch s.norm(j) {
		case "to", "loss", "cost", "drop", "requiring", "requires", "require", "needed", "needs", "if", "whether":
			return false
		}
	}
	return true
}

// breaks reports whether a mark or a word between two tokens parts them.
func (s *Sentence) breaks(first, end int) bool {
	for i := first; i < end; i++ {
		switch s.norm(i) {
		case ",", ";", ":", ".", "(", ")", "|", "and", "but", "while", "across", "for", "which", "that":
			return true
		}
	}
	return false
}

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
		if next == "of" && !toward && (!adjacent || c.class&Better == 0) {
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

// isAward reports whether the sentence tells of a prize or a grant, which is no impact (guide, settled cases).
func (s *Sentence) isAward() bool {
	for i := range s.Tokens {
		switch s.Tokens[i].Stem {
		case "prize", "grant", "scholarship", "fellowship", "stipend", "award", "bursari":
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
	switch t.Norm {
	case "in", "per", "a", "an", "annually", "yearly", "monthly", "each", "of", "by", "through", "for", "and", "from", "to", "over", "within", "on", "at", "with", "every", "across",
		"annual", "this", "during", "via", "while", "worth", "less", "more", "saved", "after", "since", "last", "when", "as", "the", "usd", "dollars", "euros", "cost", "costs", "savings", "revenue", "sales",
		"quarterly", "weekly", "additional", "extra", "incremental", "total", "profit", "yoy", "into":
		return false
	}
	return true
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

// claimsWithoutSize reports whether the words claim betterment even without a size.
func (s *Sentence) claimsWithoutSize(c candidate, first, last int) bool {
	switch {
	case c.class&Better != 0 && c.form != ComparativeClaim:
		return c.end+1 < len(s.Tokens) || c.form == NominalClaim
	case c.class&Better != 0:
		return true
	case c.class&Weakly != 0:
		next := s.norm(c.end + 1)
		intransitive := next == "" || next == "." || strings.HasSuffix(next, "ly")
		for _, m := range s.cues {
			if m.List == Metrics && intransitive && m.Last < c.at && c.at-m.Last <= 5 && c.form == FiniteClaim {
				return true
			}
		}
		for _, m := range s.cues {
			if m.List == Metrics && m.First > c.end && m.First-c.end <= 4 && !s.breaks(c.end+1, m.First) {
				return c.form != PresentClaim
			}
		}
	case c.class&Save != 0:
		made := s.Tokens[c.at].Verb()&Done != 0 // generated, earned: only money counts
		for j := c.end + 1; j <= last && j <= c.end+4; j++ {
			switch s.norm(j) {
			case "time", "cost", "costs", "money", "hours", "effort":
				return !made
			case "revenue", "sales", "income", "profit", "savings":
				return true
			}
		}
	}
	return false
}

// clause returns the first and last tokens of candidate n's clause: up to the next candidate or a mark that ends it, and back
// to the start of its own words.
func (s *Sentence) clause(cs []candidate, n int, qs []Quantity) (first, last int) {
	c := cs[n]
	first, last = c.at, len(s.Tokens)-1
	if n+1 < len(cs) {
		last = cs[n+1].at - 1
		if q := cs[n+1].quantity; q >= 0 && qs[q].First > c.end {
			last = min(last, qs[q].First-1) // "... by 20% and a 25% reduction": the 25% is the reduction's
		}
	}
	for j := c.end + 1; j <= last; j++ {
		if s.norm(j) == ";" || j > c.end+1 && s.norm(j-1) == "," && s.Tokens[j].Finished() && s.Tokens[j].Verb()&Done != 0 && s.Tokens[j].Verb()&(Better|Weakly|Save) == 0 {
			last = j - 1
			break
		}
	}
	for last > c.end {
		switch t := s.Tokens[last]; {
		case t.Kind == Punct && t.Norm != "%" && t.Norm != ")" && t.Norm != "+", t.Norm == "and", t.Norm == "which", t.Norm == "that", t.Norm == "to", t.Norm == "by", t.Norm == "thus", t.Norm == "a", t.Norm == "in",
			t.Norm == "an", t.Norm == "resulting", t.Norm == "leading", t.Norm == "while", t.Norm == "thereby", strings.HasSuffix(t.Norm, "ly"):
			last--
			continue
		}
		if s.isResultWord(last) {
			last--
			continue
		}
		break
	}
	if c.form == NominalClaim || c.form == ComparativeClaim || c.form == LevelClaim {
		floor := 0
		if n > 0 {
			floor = cs[n-1].end + 1
		}
		for first > floor && !s.breaks(first-1, first) && c.at-first < 8 {
			first--
		}
	}
	return first, last
}

// beforeAdverbs is the index of the last token before i that is no adverb; -1 at the sentence's front.
func (s *Sentence) beforeAdverbs(i int) int {
	for i--; i >= 0; i-- {
		if n := s.norm(i); !(strings.HasSuffix(n, "ly") && len(n) > 4 && n != "only" && n != "family" && n != "monthly") && n != "also" && n != "further" && n != "even" && n != "then" && n != "\"" {
			break
		}
	}
	return i
}

// skipAdverbs is the index of the first token from i on that is no adverb.
func (s *Sentence) skipAdverbs(i int) int {
	for i < len(s.Tokens) && (strings.HasSuffix(s.norm(i), "ly") || s.norm(i) == "also" || s.norm(i) == "then" || s.Tokens[i].Kind == Punct) {
		i++
	}
	return i
}

// beforeApprox is the index of the last token before i that is no word of approximation ("by about 30%").
func (s *Sentence) beforeApprox(i int) int {
	for i--; i >= 0; i-- {
		switch s.norm(i) {
		case "~", "∼", "≈", "about", "around", "approximately", "approx", "roughly", "nearly", "almost", "over", "up", "some", "an", "a", "more", "estimated", "at", "least", "as", "much", "average", "well", ">", "<", ".", "additional", "further":
			continue
		case "than":
			if p := s.norm(i - 1); p == "more" || p == "less" || p == "greater" || p == "fewer" || p == "better" {
				i--
				continue
			}
		}
		break
	}
	return i
}

// excludedObject reports whether what the verb betters is no outcome: one's own skills, documents, features of a data set.
func (s *Sentence) excludedObject(i int) bool {
	for j := i; j < len(s.Tokens) && j < i+5; j++ {
		switch s.norm(j) {
		case "my", "myself", "skill", "skills", "knowledge", "understanding", "dimensionality", "dimensions", "features", "wording", "letters", "documentation", "docs", "readme", "proficiency", "competence",
			"expertise", "handbook", "manuals", "runbook", "runbooks", "resume", "portfolio", "overfitting", "noise", "syllabus", "curriculum":
			return true
		case ",", "by", "and", "through", ";", "from":
			return false
		}
	}
	return false
}
