package analyzer

import (
	"fmt"
	"strings"
)

// phrase is a phrase of a framework, in the syntax of the lexicons: a word matches by its stem, "=word" by its folded form alone, "#" is any
// number and "_" any one token. Hyphens count on neither side.
type phrase []phraseWord

type phraseWord struct {
	norm, stem  string // one of them, or neither where any or number is set
	any, number bool
}

// parsePhrase reads a phrase; one without a word of its own would match everywhere.
func parsePhrase(s string) (phrase, error) {
	var p phrase
	own := false
	for _, part := range strings.Fields(s) {
		switch {
		case part == "_":
			p = append(p, phraseWord{any: true})
			continue
		case part == "#":
			p = append(p, phraseWord{number: true})
			own = true
			continue
		}
		exact := strings.HasPrefix(part, "=") && len(part) > 1
		for _, t := range rawTokens(strings.TrimPrefix(part, "=")) {
			if t == "-" {
				continue
			}
			own = true
			if exact {
				p = append(p, phraseWord{norm: t})
			} else {
				p = append(p, phraseWord{stem: stem(t)})
			}
		}
	}
	if !own {
		return nil, fmt.Errorf("the phrase %q has no word of its own", s)
	}
	return p, nil
}

// at reports whether the phrase stands at token i of a sentence.
func (p phrase) at(s *Sentence, i int) bool {
	for n, w := range p {
		for n > 0 && i < len(s.Tokens) && s.Tokens[i].Norm == "-" {
			i++
		}
		if i >= len(s.Tokens) {
			return false
		}
		t := &s.Tokens[i]
		if !(w.any || w.number && t.Kind == Number || w.norm != "" && w.norm == t.Norm || w.stem != "" && w.stem == t.Stem) {
			return false
		}
		i++
	}
	return true
}

// anyIn reports whether one of the phrases stands in the sentence.
func anyIn(phrases []phrase, s *Sentence) bool {
	for i := range s.Tokens {
		for _, p := range phrases {
			if p.at(s, i) {
				return true
			}
		}
	}
	return false
}
