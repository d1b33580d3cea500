package detectors

import (
	"fmt"

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

// vendorSources finds the sentences of a block that share runs of words with vendors' pages, by index in the block.
func vendorSources(p *analyzer.Pass, b *analyzer.Block) map[int]sourced {
	var tokens []analyzer.Token
	var sentence []int // of each token
	names := map[int]bool{}
	for i := range b.Sentences {
		s := &b.Sentences[i]
		for _, c := range append(s.Cues(analyzer.Tools), s.Cues(analyzer.Metrics)...) {
			for j := c.First; j <= c.Last; j++ {
				names[len(tokens)+j] = true
			}
		}
		for j := range s.Tokens {
			tokens = append(tokens, s.Tokens[j])
			sentence = append(sentence, i)
		}
	}
	words, at := analyzer.ContentWords(tokens)
	var found map[int]sourced
	for _, x := range p.Vendors() {
		for _, m := range x.Match(words) {
			plain := 0
			for i := m.RunFirst; i < m.RunFirst+m.Run; i++ {
				if !names[at[i]] {
					plain++
				}
			}
			if plain < leastPlain {
				continue
			}
			run := analyzer.Span{Start: tokens[at[m.RunFirst]].Start, End: tokens[at[m.RunFirst+m.Run-1]].End}
			s := sourced{sourceGrade(m, plain), &analyzer.Source{Vendor: m.Page.Vendor, Title: m.Page.Title, URL: m.Page.URL(), SharedWords: p.Document.Line(run)}, at[m.RunFirst+m.Run-1] - at[m.RunFirst] + 1}
			if found == nil {
				found = map[int]sourced{}
			}
			for i := range covered(m, sentence, at) {
				if found[i].words < s.words {
					found[i] = s
				}
			}
		}
	}
	return found
}

// covered yields the sentences that a match lies in: those with half a shingle of it at least, and that of its longest run.
func covered(m vendors.Match, sentence, at []int) map[int]bool {
	count := map[int]int{}
	for i := m.First; i <= m.Last; i++ {
		count[sentence[at[i]]]++
	}
	out := map[int]bool{sentence[at[m.RunFirst+m.Run/2]]: true}
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
