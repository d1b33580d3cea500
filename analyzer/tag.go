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

// tag fills in the parts of speech of the sentence's tokens, aligning prose's own tokens back by their letters.
func (s *Sentence) tag(text string) {
	if len(s.Tokens) == 0 || s.Tokens[0].Tag != "" || tagger() == nil {
		return
	}
	var b strings.Builder
	for i, t := range s.Tokens {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(text[t.Start:t.End])
	}
	doc, err := prose.NewDocument(b.String(), prose.WithSegmentation(false), prose.WithExtraction(false), prose.UsingModel(tagger()))
	if err != nil {
		return
	}
	i, rest := 0, 0 // the token of ours, and how many of its bytes prose has yet to cover
	for _, p := range doc.Tokens() {
		if rest <= 0 {
			if i >= len(s.Tokens) {
				return
			}
			s.Tokens[i].Tag = p.Tag
			rest = s.Tokens[i].Len()
			i++
		}
		rest -= len(p.Text)
	}
}
