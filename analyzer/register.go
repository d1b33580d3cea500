package analyzer

import (
	"iter"
	"strconv"
	"sync"

	"redflag/lexicons"
)

// longestRun is the most words of a run that a Register knows; the fewest are two.
const longestRun = 6

// Register tells how much a text reads like vendors' documentation. It is a table of word runs with weights: how much likelier
// a run is in documentation than in what people say and write of their own work (a logarithm, cut off at both ends).
type Register struct {
	weights map[string]float32 // by the folded words, with a space between two
}

// NewRegister makes a Register of rows: a run of words, its weight.
func NewRegister(rows iter.Seq[[]string]) (*Register, error) {
	r := &Register{weights: make(map[string]float32, 1<<14)}
	for row := range rows {
		w, err := strconv.ParseFloat(row[1], 32)
		if err != nil {
			return nil, err
		}
		r.weights[row[0]] = float32(w)
	}
	return r, nil
}

// vendorRegister is that of the lexicons. It is read when a sentence is first weighed.
var vendorRegister = sync.OnceValue(func() *Register {
	r, err := NewRegister(lexicons.Rows(lexicons.Register))
	if err != nil {
		panic("lexicons/register.tsv: " + err.Error())
	}
	return r
})

// Register is the sentence's score by the lexicons' table; see Register.Score.
func (s *Sentence) Register() float64 { return vendorRegister().Score(s.Tokens) }

// Score is what the runs in the tokens weigh, a word: at each word the heaviest run that begins there. It is 0 where none is known.
func (r *Register) Score(tokens []Token) float64 {
	sum, words := 0.0, 0
	last, heaviest := -1, float32(0)
	EachRun(tokens, func(first int, run []byte) {
		if first != last {
			sum += float64(heaviest)
			last, heaviest = first, 0
		}
		heaviest = max(heaviest, r.weights[string(run)])
	})
	for i := range tokens {
		if tokens[i].Kind != Punct {
			words++
		}
	}
	if words == 0 {
		return 0
	}
	return (sum + float64(heaviest)) / float64(words)
}

// EachRun calls f with every run of 2 to 6 words in the tokens, folded and with a space between two, and the token that it begins with.
// Marks other than hyphens end a run. f must not keep the run.
func EachRun(tokens []Token, f func(first int, run []byte)) {
	var space [96]byte
	for i := range tokens {
		if tokens[i].Kind == Punct {
			continue
		}
		run, n := append(space[:0], tokens[i].Norm...), 1
		for j := i + 1; j < len(tokens) && n < longestRun; j++ {
			if tokens[j].Kind == Punct {
				if tokens[j].Norm != "-" {
					break
				}
				continue
			}
			run = append(append(run, ' '), tokens[j].Norm...)
			n++
			f(i, run)
		}
	}
}
