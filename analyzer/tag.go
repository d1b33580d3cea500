package analyzer

import (
	"reflect"
	"strconv"
	"strings"
	"sync"

	"github.com/jdkato/prose/v2"
)

// perceptron is the part-of-speech model of jdkato/prose (averaged perceptron, Penn Treebank tags), read once for all documents
// when a tag is first asked for (about a quarter of a second).
//
// prose's own scoring adds floating point numbers in the order of a map and takes the first of two equal scores, so that a tie
// falls differently from run to run. The same bytes must give the same report: the scores are added up here, in a fixed order, from
// prose's weights, which reflection reads without copying them.
type perceptron struct {
	known   reflect.Value // map[string]string: words that have one tag
	weights reflect.Value // map[string]map[string]float64: by feature, then by tag
}

var tagger = sync.OnceValue(func() *perceptron {
	doc, err := prose.NewDocument("", prose.WithSegmentation(false), prose.WithExtraction(false))
	if err != nil { // prose v2.0.0 returns none
		return nil
	}
	model := reflect.ValueOf(doc.Model).Elem().FieldByName("tagger").Elem().FieldByName("model").Elem()
	return &perceptron{known: model.FieldByName("tagMap"), weights: model.FieldByName("weights")}
})

// The tagger looks two words to either side of a word and at the tags of the two before it, so a window around the word
// in question is as good as the sentence, and several times faster.
const tagBefore, tagAfter = 5, 3

// tag fills in the parts of speech of the tokens around token i.
func (s *Sentence) tag(text string, i int) {
	first, end := max(i-tagBefore, 0), min(i+tagAfter+1, len(s.Tokens))
	if i < 0 || first >= end || s.Tokens[i].Tag != "" || tagger() == nil {
		return
	}
	words := make([]string, end-first)
	for j := range words {
		words[j] = text[s.Tokens[first+j].Start:s.Tokens[first+j].End]
	}
	for j, tag := range tagger().tags(words) {
		if s.Tokens[first+j].Tag == "" {
			s.Tokens[first+j].Tag = tag
		}
	}
}

// tags returns the parts of speech of the words of a window.
func (p *perceptron) tags(words []string) []string {
	context := []string{"-START-", "-START2-"}
	for _, w := range words {
		context = append(context, contextWord(w))
	}
	context = append(context, "-END-", "-END2-")
	out := make([]string, len(words))
	before, before2 := "-START-", "-START2-"
	for i, w := range words {
		if tag := p.known.MapIndex(reflect.ValueOf(w)); tag.IsValid() {
			out[i] = tag.String()
		} else {
			out[i] = p.best(features(w, context[i:i+5], before, before2))
		}
		before, before2 = out[i], before
	}
	return out
}

// features are what the model was trained on: the word's ends, the words around it (context: two before, itself, two behind)
// and the tags before it.
func features(word string, context []string, before, before2 string) []string {
	return []string{
		"bias",
		"i suffix " + lastThree(word),
		"i pref1 " + string(rune(word[0])),
		"i-1 tag " + before,
		"i-2 tag " + before2,
		"i tag+i-2 tag " + before + " " + before2,
		"i word " + context[2],
		"i-1 tag+i word " + before + " " + context[2],
		"i-1 word " + context[1],
		"i-1 suffix " + lastThree(context[1]),
		"i-2 word " + context[0],
		"i+1 word " + context[3],
		"i+1 suffix " + lastThree(context[3]),
		"i+2 word " + context[4],
	}
}

// lastThree is the last three bytes of a word.
func lastThree(word string) string { return word[max(len(word)-3, 0):] }

// contextWord is how the model knows a word that stands near another.
func contextWord(word string) string {
	if _, err := strconv.Atoi(word); err == nil && len(word) == 4 {
		return "!YEAR"
	}
	switch {
	case strings.Contains(word, "-") && word[0] != '-':
		return "!HYPHEN"
	case isDigit(word[0]):
		return "!DIGITS"
	}
	return strings.ToLower(word)
}

// best is the tag with the highest score; of equals the first in the alphabet.
func (p *perceptron) best(features []string) string {
	scores := map[string]float64{}
	for _, f := range features {
		if byTag := p.weights.MapIndex(reflect.ValueOf(f)); byTag.IsValid() {
			for w := byTag.MapRange(); w.Next(); {
				scores[w.Key().String()] += w.Value().Float()
			}
		}
	}
	best := ""
	for tag, score := range scores {
		if best == "" || score > scores[best] || score == scores[best] && tag < best {
			best = tag
		}
	}
	return best
}
