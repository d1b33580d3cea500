package analyzer

import (
	"iter"
	"math"
	"strconv"
	"sync"

	"redflag/lexicons"
)

// Runs of words that a Register knows are of so many words.
const (
	shortestRun = 2
	longestRun  = 6
)

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

// Score is the weight of the runs in the tokens, a word: 0 where none is known.
func (r *Register) Score(tokens []Token) float64 {
	sum, words := 0.0, 0
	var run [96]byte
	for i := range tokens {
		if tokens[i].Kind == Punct {
			continue
		}
		words++
		key, n := append(run[:0], tokens[i].Norm...), 1
		for j := i + 1; j < len(tokens) && n < longestRun; j++ {
			if tokens[j].Kind == Punct {
				continue
			}
			key = append(append(key, ' '), tokens[j].Norm...)
			n++
			sum += float64(r.weights[string(key)])
		}
	}
	if words == 0 {
		return 0
	}
	return sum / math.Sqrt(float64(words))
}
