package analyzer

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"redflag/lexicons"
)

// leanings are the weights of lexicons/leanings.tsv: of each piece of evidence, how far it speaks for a topic.
type leanings map[string][]leaning

type leaning struct {
	topic  string
	weight float64
}

// always is the evidence that every question has.
const always = "*"

var askLeanings = sync.OnceValue(func() leanings {
	l := leanings{}
	for row := range lexicons.Rows(lexicons.Leanings) {
		for cell := range strings.FieldsSeq(row[1]) {
			topic, number, _ := strings.Cut(cell, "=")
			weight, err := strconv.ParseFloat(number, 64)
			if err != nil {
				panic(fmt.Sprintf("lexicons/leanings.tsv: %q: %q is no topic=weight", row, cell))
			}
			l[row[0]] = append(l[row[0]], leaning{topic, weight})
		}
	}
	return l
})

// of sums what some evidence speaks for: log-odds by topic.
func (l leanings) of(evidence []string) map[string]float64 {
	sum := map[string]float64{}
	for _, e := range append([]string{always}, evidence...) {
		for _, w := range l[e] {
			sum[w.topic] += w.weight
		}
	}
	return sum
}

// AskEvidence is what lexicons/leanings.tsv weighs in the questions of an exchange: the stems of the words, and in angle brackets the groups of
// lexicons/asks.tsv, each once, in order of the alphabet.
func (d *Document) AskEvidence(e *Exchange) []string {
	return d.askEvidence(e.Questions, d.hits(e.Questions))
}

func (d *Document) askEvidence(turns []int, hits []hit) []string {
	var out []string
	for s := range d.asks(turns) {
		for i := range s.Tokens {
			if s.Tokens[i].Kind != Punct {
				out = append(out, s.Tokens[i].Stem)
			}
		}
	}
	var all groups
	for _, h := range hits {
		all = all.or(h.groups)
	}
	for name, g := range asksLex().groups {
		if all.and(g).any() {
			out = append(out, "<"+name+">")
		}
	}
	slices.SortFunc(out, cmp.Compare[string])
	return slices.Compact(out)
}
