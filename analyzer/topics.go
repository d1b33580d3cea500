package analyzer

import (
	"cmp"
	"fmt"
	"iter"
	"math/bits"
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

// A topic is asked for from these log-odds on, where a weight of the rules counts so much; of several topics those count that come near the
// likeliest. Chosen by the totals of two sets of questions that neither the rules nor the weights were made from: corpus/questions/heldout.txt and
// corpus/interviews/calibrate.
const (
	leastLeaning = -0.6
	rulesCount   = 0.5
	nearLeaning  = 2.5
)

// topicRule is a row of lexicons/topics.tsv: its weight counts where all its groups stand within so many words.
type topicRule struct {
	topic          string
	weight, within int
	groups         groups
}

// asksLexicon is what an interviewer's words are read with.
type asksLexicon struct {
	rules   []topicRule
	phrases map[string]groups // the groups of a phrase of lexicons/asks.tsv
	groups  map[string]groups // the group of a name, alone
}

// groups is a set of groups of phrases, a bit each.
type groups [2]uint64

func (g groups) and(h groups) groups { return groups{g[0] & h[0], g[1] & h[1]} }
func (g groups) or(h groups) groups  { return groups{g[0] | h[0], g[1] | h[1]} }
func (g groups) any() bool           { return g != groups{} }
func (g groups) count() int          { return bits.OnesCount64(g[0]) + bits.OnesCount64(g[1]) }

// group is the group of a name in asks.tsv, which is a new one at its first row.
func (l *asksLexicon) group(name string) groups {
	g, ok := l.groups[name]
	if n := len(l.groups); !ok {
		if n == 64*len(g) {
			panic("lexicons/asks.tsv: too many groups")
		}
		g[n/64] = 1 << (n % 64)
		l.groups[name] = g
	}
	return g
}

// asksLex reads lexicons/asks.tsv and topics.tsv.
var asksLex = sync.OnceValue(func() *asksLexicon {
	l := &asksLexicon{phrases: map[string]groups{}, groups: map[string]groups{}}
	for row := range lexicons.Rows(lexicons.Asks) {
		for g := range strings.FieldsSeq(row[1]) {
			l.phrases[row[0]] = l.phrases[row[0]].or(l.group(g))
		}
	}
	for row := range lexicons.Rows(lexicons.Topics) {
		l.rules = append(l.rules, l.rule(row))
	}
	return l
})

// rule reads a row of lexicons/topics.tsv.
func (l *asksLexicon) rule(row []string) topicRule {
	weight, err1 := strconv.Atoi(row[1])
	within, err2 := strconv.Atoi(row[2])
	if err1 != nil || err2 != nil {
		panic(fmt.Sprintf("lexicons/topics.tsv: %q: weight and within are whole numbers", row))
	}
	r := topicRule{topic: row[0], weight: weight, within: within}
	for g := range strings.FieldsSeq(row[3]) {
		if !l.groups[g].any() {
			panic(fmt.Sprintf("lexicons/topics.tsv: %q: no phrase of asks.tsv is of group %q", row, g))
		}
		r.groups = r.groups.or(l.groups[g])
	}
	return r
}

// hit is a phrase of asks.tsv in an interviewer's words: the place of its first word, and its groups.
type hit struct {
	word   int
	groups groups
}

// Topics are what questions can be recognised to ask for, in the order of lexicons/topics.tsv.
func Topics() []string { return slices.Clone(topicNames()) }

var topicNames = sync.OnceValue(func() []string {
	var out []string
	for _, r := range asksLex().rules {
		if !slices.Contains(out, r.topic) {
			out = append(out, r.topic)
		}
	}
	return out
})

// topics are what a question asks for, the surest first: its log-odds by its words and what the rules say (ruling) are summed.
func topics(rules map[string]int, evidence []string) []string {
	sum := askLeanings().of(evidence)
	for topic, weight := range rules {
		sum[topic] += rulesCount * float64(weight)
	}
	var out []string
	most := 0.0
	for _, topic := range topicNames() {
		if sum[topic] > leastLeaning {
			out, most = append(out, topic), max(most, sum[topic])
		}
	}
	out = slices.DeleteFunc(out, func(t string) bool { return sum[t] < most-nearLeaning })
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(sum[b], sum[a]) })
	return out
}

// ruling is what the rules that stand say for and against each topic.
func ruling(hits []hit) map[string]int {
	weight := map[string]int{}
	var all groups
	for _, h := range hits {
		all = all.or(h.groups)
	}
	rules := asksLex().rules
	for i := range rules {
		if r := &rules[i]; all.and(r.groups) == r.groups && r.stands(hits) {
			weight[r.topic] += r.weight
		}
	}
	return weight
}

// ruled are the topics that the rules (ruling) find by themselves, the surest first.
func ruled(weight map[string]int) []string {
	var out []string
	most := 0
	for _, topic := range topicNames() {
		if w := weight[topic]; w >= leastAsked {
			out, most = append(out, topic), max(most, w)
		}
	}
	out = slices.DeleteFunc(out, func(t string) bool { return float64(weight[t]) < nearAsked*float64(most) })
	slices.SortStableFunc(out, func(a, b string) int { return weight[b] - weight[a] })
	return out
}

// endOfTurn is how many words from its end on a long turn is read for what it asks: what goes before tells.
const endOfTurn = 70

// hits are the phrases of lexicons/asks.tsv in some turns, with the places of their words counted through: those of sentences that end in a
// question mark, and those near the end of the turn.
func (d *Document) hits(turns []int) []hit {
	var out []hit
	for s, before := range d.asks(turns) {
		out = s.hits(out, before)
	}
	return out
}

// asks are the sentences of some turns that may ask, with how many words stand before each.
func (d *Document) asks(turns []int) iter.Seq2[*Sentence, int] {
	return func(yield func(*Sentence, int) bool) {
		words := 0
		for _, t := range turns {
			left := 0
			for s := range d.Sections[t].sentences() {
				left += len(s.Tokens)
			}
			for s := range d.Sections[t].sentences() {
				left -= len(s.Tokens)
				if (left <= endOfTurn || strings.HasSuffix(d.Quote(s.Span), "?")) && !yield(s, words) {
					return
				}
				words += len(s.Tokens)
			}
		}
	}
}

// hits appends the phrases of lexicons/asks.tsv in a sentence that has so many words before it, and the tools that it names.
func (s *Sentence) hits(dst []hit, before int) []hit {
	l := asksLex()
	for _, c := range s.cues {
		of := l.groups["tool"]
		switch c.List {
		case Asks:
			of = l.phrases[c.Entry.Phrase]
		case Tools:
			if c.First == c.Last && s.Tokens[c.First].In(functionWords) {
				continue // a tool that is called as a word is
			}
		default:
			continue
		}
		if n := len(dst); n > 0 && dst[n-1].word == before+c.First {
			dst[n-1].groups = dst[n-1].groups.or(of)
		} else {
			dst = append(dst, hit{before + c.First, of})
		}
	}
	return dst
}

// inGroup reports whether one of the phrases is of the group.
func inGroup(hits []hit, group string) bool {
	bit := asksLex().groups[group]
	return slices.ContainsFunc(hits, func(h hit) bool { return h.groups.and(bit).any() })
}

// stands reports whether all groups of the rule stand close enough to each other, each in a phrase of its own.
func (r *topicRule) stands(hits []hit) bool {
	for i := range hits {
		if !hits[i].groups.and(r.groups).any() {
			continue
		}
		var seen groups
		phrases := 0
		for j := i; j < len(hits) && hits[j].word-hits[i].word <= r.within; j++ {
			if g := hits[j].groups.and(r.groups); g.any() {
				seen = seen.or(g)
				phrases++
			}
		}
		if seen == r.groups && phrases >= r.groups.count() {
			return true
		}
	}
	return false
}
