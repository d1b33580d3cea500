package analyzer

import (
	"strings"
	"sync"

	"github.com/jdkato/prose/v2"
)

// tagger is prose's averaged-perceptron model, shared by all documents and loaded when a tag is first asked for
// (about a quarter of a second). Its own segmentation and entity extraction stay off: they keep no offsets.
var tagger = sync.OnceValue(func() *prose.Model {
	doc, err := prose.NewDocument("", prose.WithSegmentation(false), prose.WithExtraction(false))
	if err != nil { // prose v2.0.0 returns none
		return nil
	}
	return doc.Model
})

// The tagger looks two words to either side of a word and at the tags of the two before it, so a window around the word
// in question is as good as the sentence, and several times faster.
const tagBefore, tagAfter = 5, 3

// tag fills in the parts of speech of the tokens around token i, aligning prose's own tokens back by their letters.
func (s *Sentence) tag(text string, i int) {
	first, end := max(i-tagBefore, 0), min(i+tagAfter+1, len(s.Tokens))
	if i < 0 || first >= end || s.Tokens[i].Tag != "" || tagger() == nil {
		return
	}
	var b strings.Builder
	for j := first; j < end; j++ {
		if j > first {
			b.WriteByte(' ')
		}
		b.WriteString(text[s.Tokens[j].Start:s.Tokens[j].End])
	}
	doc, err := prose.NewDocument(b.String(), prose.WithSegmentation(false), prose.WithExtraction(false), prose.UsingModel(tagger()))
	if err != nil {
		return
	}
	j, rest := first, 0 // the token of ours, and how many of its bytes prose has yet to cover
	for _, p := range doc.Tokens() {
		if rest <= 0 {
			if j >= end {
				return
			}
			if s.Tokens[j].Tag == "" {
				s.Tokens[j].Tag = p.Tag
			}
			rest = s.Tokens[j].Len()
			j++
		}
		rest -= len(p.Text)
	}
}
