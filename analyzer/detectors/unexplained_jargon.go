package detectors

import (
	"fmt"
	"strings"

	"redflag/analyzer"
)

// UnexplainedJargon flags explanations for laymen that lean on terms which no layman knows.
var UnexplainedJargon = &analyzer.Detector{
	Name:  "unexplained-jargon",
	Title: "jargon where plain words were asked for",
	Doc: `Asked to explain something plainly, or telling how it was explained to somebody who is no engineer, the candidate uses three or
more technical terms with no analogy, example, picture or plain restatement. Terms of the question itself do not count.`,
	Why: `Who understands a thing can say it without its vocabulary. The people who pay for the system and work with it will have to be
told what it does and when not to trust it.`,
	Question: "How would you say \"{}\" to a neighbour who has never worked with computers?",
	Severity: analyzer.Medium,
	Bad: `Interviewer: Explain drift to me as if I were a shop manager.
Candidate: The joint distribution of the covariates is non-stationary, so the posterior is miscalibrated at inference.
`,
	Good: `Interviewer: Explain drift to me as if I were a shop manager.
Candidate: Imagine you order ice cream by last year's weather. It works until the summer is a cold one.
`,
	Reads: analyzer.Transcript,
	Turn:  true,
	Run:   unexplainedJargon,
}

// leastTerms is how many terms make an explanation one of jargon.
const leastTerms = 3

// wordsPerTerm is how many words of a long answer carry a term more without leaning on terms.
const wordsPerTerm = 60

func wordsIn(turn []*analyzer.Sentence) int {
	n := 0
	for _, s := range turn {
		for i := range s.Tokens {
			if s.Tokens[i].Kind != analyzer.Punct {
				n++
			}
		}
	}
	return n
}

func unexplainedJargon(p *analyzer.Pass) {
	t := pressing{d: p.Document}
	for a := range answers(p.Document) {
		turn := all(a.turn)
		asked, again := t.next(a, "plain")
		asked = asked && (again || !a.exchange.FollowUp)
		asked = asked || !a.exchange.Asked("plain") && questionWords(p.Document, a.exchange) <= longestToTell && questionHas(p.Document, a.exchange, asksPlainly)
		hinted := !asked && questionWords(p.Document, a.exchange) <= longestToTell && questionHas(p.Document, a.exchange, asksToTell)
		if !asked && !hinted {
			if turn = explaining(turn); turn == nil {
				continue
			}
		}
		known := askedWords(p.Document, a.exchange)
		terms, at := jargonIn(p.Document, turn, known)
		if asked && len(terms) > 0 && len(terms) < leastTerms { // nearly: learned words make up what the lists do not hold
			terms = append(terms, learnedIn(turn, known)...)
		}
		if least := leastTerms + wordsIn(turn)/wordsPerTerm; len(terms) < least || hinted && len(terms) == least || pictures(p.Document, turn, known) {
			continue
		}
		t.flagged = asked
		strength := analyzer.Fair
		if asked && len(terms) > leastTerms {
			strength = analyzer.Strong
		} else if !asked && !hinted {
			strength = analyzer.Weak
		}
		p.Flag(strength, fmt.Sprintf("Explains in terms that a layman does not know (%s), with no picture or plain words for them.", strings.Join(terms[:min(len(terms), 4)], ", ")), at.Span)
	}
}

// longestToTell is how many words a question has at most whose "tell her" asks for an explanation, whatever its topic seems to be.
const longestToTell = 40

// asksPlainly is a sign: plain words are asked for, or somebody is named who knows none of the terms.
func asksPlainly(s *analyzer.Sentence) bool {
	if s.Has(analyzer.Plainly) {
		return true
	}
	for i, t := range s.Tokens {
		if t.In(kin) && (i == 0 || !s.Tokens[i-1].In(articles) || s.Tokens[i-1].Norm == "a" || s.Tokens[i-1].Norm == "an") {
			return true
		}
	}
	return false
}

var kin = analyzer.WordSet("kin")

// asksToTell is a sign: somebody asks you, or you tell her.
func asksToTell(s *analyzer.Sentence) bool {
	for i, t := range s.Tokens[:max(len(s.Tokens)-1, 0)] {
		next := s.Tokens[i+1].Norm
		switch t.Norm {
		case "tell", "say", "explain", "put", "answer":
			if next == "it" && t.Norm == "put" || next == "her" || next == "him" || next == "them" || next == "to" && i+2 < len(s.Tokens) && s.Tokens[i+2].In(hearer) || next == "my" {
				return true
			}
		case "asks", "ask":
			if next == "you" {
				return true
			}
		}
	}
	return false
}

var hearer = analyzer.WordSet("hearer")

// askedWords are the stems of the exchange's questions: the asker knows them.
func askedWords(d *analyzer.Document, e *analyzer.Exchange) map[string]bool {
	out := map[string]bool{}
	for _, q := range e.Questions {
		for s := range sentences(&d.Sections[q]) {
			for _, t := range s.Tokens {
				out[t.Stem] = true
			}
		}
	}
	return out
}

// jargonIn lists the terms of some sentences that were not asked about, each once, and where the first stands.
func jargonIn(d *analyzer.Document, turn []*analyzer.Sentence, known map[string]bool) (terms []string, at *analyzer.Sentence) {
	seen := map[string]bool{}
	for _, s := range turn {
		for _, c := range jargonCues(d, s) {
			first, last := s.Tokens[c.First].Stem, s.Tokens[c.Last].Stem
			if term := first + " " + last; !seen[term] && !(known[first] && known[last]) {
				seen[term] = true
				terms = append(terms, words(s, c))
				if at == nil {
					at = s
				}
			}
		}
	}
	return terms, at
}

// learnedIn lists the long words of learned building ("reconciliation", "heteroscedastic") that are no term of a list, each once.
func learnedIn(turn []*analyzer.Sentence, known map[string]bool) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range turn {
		listed := map[int]bool{}
		for _, list := range []analyzer.List{analyzer.Jargon, analyzer.Technical, analyzer.Tools} {
			for _, c := range s.Cues(list) {
				for i := c.First; i <= c.Last; i++ {
					listed[i] = true
				}
			}
		}
		for i, t := range s.Tokens {
			if !listed[i] && !seen[t.Stem] && !known[t.Stem] && isLearned(t.Norm) {
				seen[t.Stem] = true
				out = append(out, t.Norm)
			}
		}
	}
	return out
}

// isLearned reports whether a word is long, ends as learned words do, and is none that everybody uses.
func isLearned(word string) bool {
	if len(word) < 8 || noLearned.Holds(word) {
		return false
	}
	for i := len(word) - 8; i < len(word)-3; i++ {
		if learnedEnding.Holds(word[max(i, 0):]) {
			return true
		}
	}
	return false
}

var (
	learnedEnding = analyzer.WordSet("learned-ending")
	noLearned     = analyzer.WordSet("no-learned")
)

// jargonCues are the technical terms, metrics, tools and abbreviations of a sentence; of those that overlap the first counts.
func jargonCues(d *analyzer.Document, s *analyzer.Sentence) []analyzer.Cue {
	var out []analyzer.Cue
	taken := make([]bool, len(s.Tokens))
	take := func(c analyzer.Cue) {
		for i := c.First; i <= c.Last; i++ {
			if taken[i] {
				return
			}
		}
		for i := c.First; i <= c.Last; i++ {
			taken[i] = true
		}
		out = append(out, c)
	}
	for _, list := range []analyzer.List{analyzer.Jargon, analyzer.Technical, analyzer.Tools} {
		for _, c := range s.Cues(list) {
			if list != analyzer.Technical || c.Entry.Field(0) == "metric" {
				take(c)
			}
		}
	}
	for i, t := range s.Tokens {
		if isAcronym(d.Quote(t.Span)) {
			take(analyzer.Cue{First: i, Last: i})
		}
	}
	return out
}

// isAcronym reports whether a word is written in capitals alone, and is none that everybody knows.
func isAcronym(word string) bool {
	if len(word) < 3 || len(word) > 5 || noNames.Holds(strings.ToLower(word)) {
		return false
	}
	for _, r := range word {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return true
}

// words is a cue in small letters, with spaces where they were written: "self-attention".
func words(s *analyzer.Sentence, c analyzer.Cue) string {
	var out strings.Builder
	for i := c.First; i <= c.Last; i++ {
		if i > c.First && s.Tokens[i].Start > s.Tokens[i-1].End {
			out.WriteByte(' ')
		}
		out.WriteString(s.Tokens[i].Norm)
	}
	return out.String()
}

// pictures reports whether a turn leads to a picture or says again in plain words: by words that lead to one, or by two everyday
// things. Neither counts in a clause that is jargon itself ("basically it's the posterior"), nor with nothing behind it.
func pictures(d *analyzer.Document, turn []*analyzer.Sentence, known map[string]bool) bool {
	things := map[string]bool{}
	for _, s := range turn {
		terms, _ := jargonIn(d, []*analyzer.Sentence{s}, known)
		for _, c := range s.Cues(analyzer.Picture) {
			switch {
			case c.Entry.Field(0) == "thing" && isLikened(s, c.First):
				return true
			case len(terms) >= 2, known[s.Tokens[c.First].Stem] && c.First == c.Last:
			case c.Entry.Field(0) == "thing":
				things[s.Tokens[c.First].Stem] = true
			case c.Entry.Field(0) == "restate" && len(terms) > 0, c.Last+2 >= len(s.Tokens):
			default:
				return true
			}
		}
	}
	return len(things) >= 2
}

// isLikened reports whether something is said to be the thing at token i: "the ensemble is a jury".
func isLikened(s *analyzer.Sentence, i int) bool {
	if i < 2 || !s.Tokens[i-1].In(articles) {
		return false
	}
	return s.Tokens[i-2].In(likening)
}

var (
	articles = analyzer.WordSet("article")
	likening = analyzer.WordSet("likening")
)

var laymen = analyzer.WordSet("layman")

// explaining returns the sentences of a turn from the one on that tells of explaining to somebody who is no engineer; nil where none
// does.
func explaining(turn []*analyzer.Sentence) []*analyzer.Sentence {
	for i, s := range turn {
		for j, t := range s.Tokens {
			if t.Norm != "explained" && t.Norm != "explaining" && t.Norm != "explain" {
				continue
			}
			for k := j + 1; k < len(s.Tokens) && k < j+6; k++ {
				if s.Tokens[k].In(laymen) {
					return turn[i:]
				}
			}
		}
	}
	return nil
}
