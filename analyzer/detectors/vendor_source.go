package detectors

import (
	"fmt"
	"slices"

	"redflag/analyzer"
	"redflag/analyzer/vendors"
)

// leastPlain is how many words of a shared run are no names of tools or metrics: what shares names alone shares nothing.
const leastPlain = 4

// sourced is a sentence that shares words with a vendor's page.
type sourced struct {
	grade  analyzer.Strength
	source *analyzer.Source
	words  int // of the longest shared run, all words counted
}

// spot is the place of a token of a block.
type spot struct{ sentence, token int }

// vendorSources finds the sentences of a block that share runs of words with vendors' pages, by index in the block.
func vendorSources(p *analyzer.Pass, b *analyzer.Block) map[int]sourced {
	var words []string
	var at []spot
	for i := range b.Sentences {
		for j := range b.Sentences[i].Tokens {
			if t := &b.Sentences[i].Tokens[j]; t.Content() {
				words = append(words, t.Stem)
				at = append(at, spot{i, j})
			}
		}
	}
	var found map[int]sourced
	for _, x := range p.Vendors() {
		for _, m := range x.Match(words) {
			shared := at[m.RunFirst : m.RunFirst+m.Run]
			plain := len(shared) - namesAmong(b, shared)
			if plain < leastPlain {
				continue
			}
			first, last := shared[0], shared[len(shared)-1]
			run := analyzer.Span{Start: b.Sentences[first.sentence].Tokens[first.token].Start, End: b.Sentences[last.sentence].Tokens[last.token].End}
			s := sourced{sourceGrade(m, plain), &analyzer.Source{Vendor: m.Page.Vendor, Title: m.Page.Title, URL: m.Page.URL(), SharedWords: p.Document.Line(run)}, tokensFrom(b, first, last)}
			if found == nil {
				found = map[int]sourced{}
			}
			for i := range covered(m, at) {
				if found[i].words < s.words {
					found[i] = s
				}
			}
		}
	}
	return found
}

// namesAmong counts the spots that are in the name of a tool or of a metric.
func namesAmong(b *analyzer.Block, spots []spot) int {
	n := 0
	for _, at := range spots {
		s := &b.Sentences[at.sentence]
		in := func(c analyzer.Cue) bool { return c.First <= at.token && at.token <= c.Last }
		if slices.ContainsFunc(s.Cues(analyzer.Tools), in) || slices.ContainsFunc(s.Cues(analyzer.Metrics), in) {
			n++
		}
	}
	return n
}

// tokensFrom counts the tokens of a block from one spot to another, both counted.
func tokensFrom(b *analyzer.Block, first, last spot) int {
	n := last.token - first.token + 1
	for i := first.sentence; i < last.sentence; i++ {
		n += len(b.Sentences[i].Tokens)
	}
	return n
}

// covered yields the sentences that a match lies in: those with half a shingle of it at least, and that of its longest run.
func covered(m vendors.Match, at []spot) map[int]bool {
	count := map[int]int{}
	for i := m.First; i <= m.Last; i++ {
		count[at[i].sentence]++
	}
	out := map[int]bool{at[m.RunFirst+m.Run/2].sentence: true}
	for i, n := range count {
		if n >= vendors.Size {
			out[i] = true
		}
	}
	return out
}

// sourceGrade grades a match by the words that it shares, plain of which are no names: a dozen words in a row are no chance, and a
// shingle of names and a few words may be. One shingle was in none of 1,200 turns of practitioners' talk.
func sourceGrade(m vendors.Match, plain int) analyzer.Strength {
	switch {
	case m.Run >= 2*vendors.Size-2 || m.Shared >= 3*vendors.Size:
		return analyzer.Strong
	case m.Run > vendors.Size || m.Votes > 1 || plain > leastPlain:
		return analyzer.Fair
	}
	return analyzer.Weak
}

// message names the page and the words.
func (s sourced) message() string {
	title := s.source.Title
	if title == "" {
		title = s.source.URL
	}
	return fmt.Sprintf("Shares a run of %d words with %q (%s).", s.words, title, s.source.Vendor)
}
