package analyzer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"redflag/lexicons"
)

// leastAsked is the weight from which on words ask for a topic; of several topics those count that reach nearAsked of the heaviest.
const (
	leastAsked = 3
	nearAsked  = 0.7
)

// topicRule is a row of lexicons/topics.tsv: its weight counts where all its groups stand within so many words.
type topicRule struct {
	topic          string
	weight, within int
	groups         uint64
}

// topicRules reads lexicons/topics.tsv, and the groups of each phrase of lexicons/asks.tsv. A phrase that begins with another one
// has its groups too, as only the longest of them is found.
var topicRules = sync.OnceValues(func() ([]topicRule, map[string]uint64) {
	bits := map[string]uint64{}
	bit := func(group string) uint64 {
		if bits[group] == 0 {
			bits[group] = 1 << len(bits)
		}
		return bits[group]
	}
	phrases := map[string]uint64{}
	for row := range lexicons.Rows(lexicons.Asks) {
		for g := range strings.FieldsSeq(row[1]) {
			phrases[row[0]] |= bit(g)
		}
	}
	for p := range phrases {
		for i, r := range p {
			if r == ' ' {
				phrases[p] |= phrases[p[:i]]
			}
		}
	}
	var rules []topicRule
	for row := range lexicons.Rows(lexicons.Topics) {
		weight, err1 := strconv.Atoi(row[1])
		within, err2 := strconv.Atoi(row[2])
		if err1 != nil || err2 != nil {
			panic(fmt.Sprintf("lexicons/topics.tsv: %q: weight and within are whole numbers", row))
		}
		rule := topicRule{topic: row[0], weight: weight, within: within}
		for g := range strings.FieldsSeq(row[3]) {
			if bits[g] == 0 {
				panic(fmt.Sprintf("lexicons/topics.tsv: %q: no phrase of asks.tsv is of group %q", row, g))
			}
			rule.groups |= bits[g]
		}
		rules = append(rules, rule)
	}
	phrases[askGroup] = bits["ask"]
	return rules, phrases
})

// askGroup is the key of the group of words that ask, which is no phrase.
const askGroup = "\x00ask"

// hit is a phrase of asks.tsv in an interviewer's words: the place of its first word, and its groups.
type hit struct {
	word   int
	groups uint64
}

// Topics are the topics that a text's rules know, in the order of lexicons/topics.tsv.
func Topics() []string {
	var out []string
	rules, _ := topicRules()
	for _, r := range rules {
		if !slices.Contains(out, r.topic) {
			out = append(out, r.topic)
		}
	}
	return out
}

// topics are what the words of some turns ask for, the surest first.
func (d *Document) topics(turns []int) []string {
	rules, phrases := topicRules()
	hits, asks := d.hits(turns, phrases)
	if !asks {
		return nil
	}
	weight := map[string]int{}
	for _, r := range rules {
		if r.stands(hits) {
			weight[r.topic] += r.weight
		}
	}
	var out []string
	most := 0
	for _, topic := range Topics() {
		if w := weight[topic]; w >= leastAsked {
			out, most = append(out, topic), max(most, w)
		}
	}
	out = slices.DeleteFunc(out, func(t string) bool { return float64(weight[t]) < nearAsked*float64(most) })
	slices.SortStableFunc(out, func(a, b string) int { return weight[b] - weight[a] })
	return out
}

// hits are the phrases of asks.tsv in some turns, and whether something is asked there at all.
func (d *Document) hits(turns []int, phrases map[string]uint64) (hits []hit, asks bool) {
	words := 0
	for _, t := range turns {
		for s := range d.Sections[t].sentences() {
			for _, c := range s.Cues(Asks) {
				h := hit{words + c.First, phrases[c.Entry.Phrase]}
				hits = append(hits, h)
				asks = asks || h.groups&phrases[askGroup] != 0
			}
			words += len(s.Tokens)
		}
		asks = asks || d.asks(&d.Sections[t])
	}
	return hits, asks
}

// stands reports whether all groups of the rule stand close enough to each other.
func (r *topicRule) stands(hits []hit) bool {
	for i := range hits {
		if hits[i].groups&r.groups == 0 {
			continue
		}
		var seen uint64
		for j := i; j < len(hits) && hits[j].word-hits[i].word <= r.within; j++ {
			seen |= hits[j].groups
		}
		if seen&r.groups == r.groups {
			return true
		}
	}
	return false
}
