package main

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"

	"redflag/analyzer/detectors"
)

// How the model learns: proximal AdaGrad (Duchi, Hazan, Singer, JMLR 2011) on the log loss, examples in a fixed order.
const (
	passes   = 40
	rate     = 0.12
	ridge    = 3e-3 // on squares
	lasso    = 8e-4 // on sizes: most weights are 0
	positive = 2.0  // a label counts for so many sentences without one
	rarest   = 2    // a feature stands in so many sentences at least
	least    = 0.03 // of a weight that is written
)

// model is a linear model of each rule.
type model struct {
	weights map[detectors.Feature]*[rules]float64
	bias    [rules]float64
}

const rules = len(detectors.Weighed)

// scale says how much a kind of feature counts: what is rarer and more particular counts for less, so that the general is learnt first.
func scale(v *detectors.Vocabulary, f detectors.Feature) float64 {
	name := v.Name(f)
	class := strings.ToLower(name[2:]) != name[2:] || strings.Contains(name, "-")
	switch name[0] {
	case 's':
		return 1
	case 'w':
		if class {
			return 1
		}
		return 0.6
	case 'a':
		return 0.4
	case 'r', 'o':
		if class {
			return 0.5
		}
		return 0.4
	}
	return 0.25
}

type input struct {
	index []int32
	value []float64
	label [rules]bool
}

// learn fits a model to examples.
func learn(v *detectors.Vocabulary, from []example) *model {
	count := map[detectors.Feature]int{}
	for _, e := range from {
		for _, f := range e.features {
			count[f]++
		}
	}
	index := map[detectors.Feature]int32{}
	var names []detectors.Feature
	var size []float64
	inputs := make([]input, len(from))
	for i, e := range from {
		in := &inputs[i]
		in.label = e.labels
		for _, f := range e.features {
			if count[f] < rarest {
				continue
			}
			n, ok := index[f]
			if !ok {
				n = int32(len(names))
				index[f] = n
				names = append(names, f)
				size = append(size, scale(v, f))
			}
			in.index = append(in.index, n)
			in.value = append(in.value, size[n])
		}
	}
	m := &model{weights: map[detectors.Feature]*[rules]float64{}}
	for r := range rules {
		w, bias := fit(inputs, len(names), r)
		m.bias[r] = bias
		for i, x := range w {
			if x != 0 {
				f := names[i]
				if m.weights[f] == nil {
					m.weights[f] = &[rules]float64{}
				}
				m.weights[f][r] = x * size[i]
			}
		}
	}
	return m
}

// fit learns the weights of one rule.
func fit(inputs []input, n, rule int) (w []float64, bias float64) {
	w = make([]float64, n)
	square := make([]float64, n)
	biasSquare := 1e-6
	bias = -3
	order := make([]int, len(inputs))
	for i := range order {
		order[i] = i
	}
	state := uint64(1)
	for range passes {
		for i := len(order) - 1; i > 0; i-- {
			state = state*6364136223846793005 + 1442695040888963407
			j := int(state>>33) % (i + 1)
			order[i], order[j] = order[j], order[i]
		}
		for _, at := range order {
			in := &inputs[at]
			sum := bias
			for k, f := range in.index {
				sum += w[f] * in.value[k]
			}
			p := 1 / (1 + math.Exp(-sum))
			g := p
			if in.label[rule] {
				g = (p - 1) * positive
			}
			biasSquare += g * g
			bias -= rate * g / math.Sqrt(biasSquare)
			if math.Abs(g) < 1e-3 {
				continue
			}
			for k, f := range in.index {
				d := g*in.value[k] + ridge*w[f]
				square[f] += d * d
				step := rate / math.Sqrt(square[f]+1e-2)
				x := w[f] - step*d
				if cut := step * lasso; x > cut {
					x -= cut
				} else if x < -cut {
					x += cut
				} else {
					x = 0
				}
				w[f] = x
			}
		}
	}
	return w, bias
}

// odds is how likely the model takes each rule to be.
func (m *model) odds(features []detectors.Feature) [rules]float64 {
	sum := m.bias
	for _, f := range features {
		if w := m.weights[f]; w != nil {
			for r := range sum {
				sum[r] += w[r]
			}
		}
	}
	for r := range sum {
		sum[r] = 1 / (1 + math.Exp(-sum[r]))
	}
	return sum
}

func learnAll(set *examples) *model { return learn(set.vocabulary, set.all) }

// rows writes the model as lexicons/evidence.tsv.
func (m *model) rows(v *detectors.Vocabulary) []byte {
	var lines []string
	for f, w := range m.weights {
		big := 0.0
		for _, x := range w {
			big = max(big, math.Abs(x))
		}
		if big < least {
			continue
		}
		lines = append(lines, fmt.Sprintf("%s\t%.2f\t%.2f\t%.2f", v.Name(f), w[0], w[1], w[2]))
	}
	slices.Sort(lines)
	var b bytes.Buffer
	fmt.Fprintf(&b, `# What features of a sentence say for and against each rule on opinions, in log odds; written by corpus/makeevidence, never by hand.
# Source: the labelled exchanges of corpus/exchanges and the interviews of corpus/interviews/tune.
#   w  a word or a class of words        r  two in a row           o  two classes in order
#   a  a sign of the question, and one of the sentence             s  a sign of grammar, of the answer, or of the phrase lists
#   b  a class in the sentence before    n  in the one after
# feature	data-dismissal	tool-allegiance	stakeholder-blame
bias	%.2f	%.2f	%.2f
`, m.bias[0], m.bias[1], m.bias[2])
	for _, l := range lines {
		b.WriteString(l + "\n")
	}
	return b.Bytes()
}
