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

// phrases are some phrases by their first words, so that most tokens of a text are passed by at once.
type phrases struct {
	byNorm, byStem map[string][]phrase
	others         []phrase // that begin with any token or a number
}

// parsePhrases reads phrases.
func parsePhrases(list []string) (phrases, error) {
	set := phrases{byNorm: map[string][]phrase{}, byStem: map[string][]phrase{}}
	for _, s := range list {
		p, err := parsePhrase(s)
		switch {
		case err != nil:
			return set, err
		case p[0].norm != "":
			set.byNorm[p[0].norm] = append(set.byNorm[p[0].norm], p)
		case p[0].stem != "":
			set.byStem[p[0].stem] = append(set.byStem[p[0].stem], p)
		default:
			set.others = append(set.others, p)
		}
	}
	return set, nil
}

// none reports whether there is no phrase.
func (set *phrases) none() bool { return len(set.byNorm)+len(set.byStem)+len(set.others) == 0 }

// in reports whether one of the phrases stands in the sentence.
func (set *phrases) in(s *Sentence) bool {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		for _, some := range [][]phrase{set.byStem[t.Stem], set.byNorm[t.Norm], set.others} {
			for _, p := range some {
				if p.at(s, i) {
					return true
				}
			}
		}
	}
	return false
}
