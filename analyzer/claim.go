package analyzer

import (
	"slices"
	"sort"
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
	Loose    bool // speech without marks: claims of one sentence need not hang together
	Probed   bool // of an interview: the interviewer asked on, how it was measured or how large it was

	Magnitude, Baseline, Method, Period []Span // empty: not found in reach

	subject map[string]bool // of a spoken claim: stems that say what it is about, once they were asked for

	present bool // of a spoken claim: how things are, without a word of how they came to be
	weakly  bool // by a verb that claims betterment only of some objects

	Section, Block, Sentence int // where it stands: indices into Document.Sections and below
}

// Supported reports whether the claim says how it was measured or against what.
func (c *Claim) Supported() bool { return len(c.Method) > 0 || len(c.Baseline) > 0 }

// claims fills in the ledger.
func (d *Document) findClaims() {
	told := d.claimable()
	found := make([][]Claim, len(told))
	d.inRuns(len(told), func(from, to int) {
		for i := from; i < to; i++ {
			found[i] = d.claimsOf(&told[i])
		}
	})
	for _, claims := range found {
		d.Claims = append(d.Claims, claims...)
	}
	if d.Kind == Transcript {
		d.findSpokenSupport()
		return
	}
	for i := range d.Claims {
		d.findSupport(&d.Claims[i])
	}
}

// claimable is a sentence that may claim, with where it stands.
type claimable struct {
	section, block, sentence int
	title                    bool // the title of an entry, which claims nothing by its words alone
	setting
}

// claimable returns the sentences that may claim: those of the candidate in sections that tell of work.
func (d *Document) claimable() []claimable {
	var out []claimable
	since, asked := workReach, false // sentences since own work was told; the question is for its outcome
	for si := range d.Sections {
		section := &d.Sections[si]
		if section.Role == Interviewer && d.Kind == Transcript {
			asked = slices.ContainsFunc(d.saidIn([]int{si}), (*Sentence).asksForOutcome)
		}
		if !tellsClaims(section) || d.Kind == Transcript && section.Role != Candidate {
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
				if s := &block.Sentences[ti]; s.spoken {
					since++
					if s.tellsOwnWork() {
						since = 0
					}
				}
				out = append(out, claimable{si, bi, ti, title, setting{since < workReach, asked}})
			}
		}
	}
	return out
}

// claimsOf are the claims of a sentence.
func (d *Document) claimsOf(at *claimable) []Claim {
	section := &d.Sections[at.section]
	var out []Claim
	for _, c := range d.claimsIn(&section.Blocks[at.block].Sentences[at.sentence], at.setting) {
		if section.Topic == "education" && (c.Doubtful || c.weakly) || at.title && len(c.Magnitude) == 0 {
			continue // "mathematics extended 98%"; a title claims nothing by its words alone
		}
		c.Section, c.Block, c.Sentence = at.section, at.block, at.sentence
		out = append(out, c)
	}
	return out
}

// tellsClaims reports whether a section can hold impact claims: lists of skills, papers, contacts hold none.
func tellsClaims(s *Section) bool {
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
// another has one: the sentence as a whole names a size. before is what was said before it.
func (d *Document) claimsIn(s *Sentence, before setting) []Claim {
	qs := s.quantities()
	var candidates []candidate
	if s.spoken {
		candidates = s.spokenCandidates(d.Text, qs, before)
	} else {
		candidates = s.candidates(d.Text, qs)
	}
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
			Form: c.form, Doubtful: c.doubtful, present: c.present, weakly: c.class&(Better|Save) == 0, Loose: s.unmarked,
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
	switch {
	case s.unmarked: // several sentences may stand in one
		all := append(sized, unsized...)
		sort.Slice(all, func(i, j int) bool { return all[i].Start < all[j].Start })
		return all
	case len(sized) > 0:
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

// claimsWithoutSize reports whether the words claim betterment even without a size.
func (s *Sentence) claimsWithoutSize(c candidate, first, last int) bool {
	switch {
	case c.class&Better != 0 && c.form != ComparativeClaim:
		return c.end+1 < len(s.Tokens) || c.form == NominalClaim || s.spoken
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

// unmarkedReach is how many tokens behind its words a claim's clause has where no mark ends it.
const unmarkedReach = 9

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
	if s.unmarked {
		last = min(last, c.end+unmarkedReach)
	}
	last = max(last, c.end)
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
