package corpus

import (
	"fmt"
	"io"
	"math"

	"redflag/analyzer"
)

// pseudo is how many findings the prior of a grade counts for, so that few findings say little.
const pseudo = 10

// folds is the number of parts of the cross-validation over documents.
const folds = 5

// Grade is the measured precision of a rule's findings of one strength in documents of one kind.
type Grade struct {
	Rule         string
	Kind         analyzer.Kind
	Strength     analyzer.Strength
	Right, Found int
	Confidence   float64 // shrunk towards analyzer.Prior: (right + pseudo·prior) / (found + pseudo)
}

// Calibration turns grades into confidences.
type Calibration struct {
	Documents int
	Grades    []Grade // in the order of the rules, weak to strong
	// Error is the expected calibration error of confidences that were estimated without the document they are used on
	// (5-fold cross-validation over documents, ten bins: Naeini, Cooper, Hauskrecht, AAAI 2015).
	Error float64
}

// Calibrate measures the grades of the rules on labelled documents. These must not be the ones that the rules were tuned on.
func Calibrate(docs []Labelled, rules []*analyzer.Detector) (*Calibration, error) {
	res, err := Evaluate(docs, -1, rules...)
	if err != nil {
		return nil, err
	}
	fold := map[string]int{}
	for i, d := range docs {
		fold[d.Path] = i % folds
	}
	c := &Calibration{Documents: len(docs)}
	for _, rule := range rules {
		for _, kind := range []analyzer.Kind{analyzer.Resume, analyzer.Transcript} {
			for s := analyzer.Weak; s <= analyzer.Strong; s++ {
				if g := estimate(res.Judged, Grade{Rule: rule.Name, Kind: kind, Strength: s}, func(Judged) bool { return true }); g.Found > 0 {
					c.Grades = append(c.Grades, g)
				}
			}
		}
	}
	var confidence []float64
	var right []bool
	for _, j := range res.Judged {
		own := fold[j.Document]
		g := estimate(res.Judged, Grade{Rule: j.Finding.Rule, Kind: j.Kind, Strength: j.Finding.Strength}, func(o Judged) bool { return fold[o.Document] != own })
		confidence = append(confidence, g.Confidence)
		right = append(right, j.Right)
	}
	c.Error = calibrationError(confidence, right)
	return c, nil
}

// estimate fills in the counts of a grade from the findings in use.
func estimate(judged []Judged, g Grade, use func(Judged) bool) Grade {
	for _, j := range judged {
		if j.Finding.Rule != g.Rule || j.Kind != g.Kind || j.Finding.Strength != g.Strength || !use(j) {
			continue
		}
		g.Found++
		if j.Right {
			g.Right++
		}
	}
	g.Confidence = (float64(g.Right) + pseudo*analyzer.Prior(g.Strength)) / float64(g.Found+pseudo)
	g.Confidence = math.Round(g.Confidence*100) / 100
	return g
}

func calibrationError(confidence []float64, right []bool) float64 {
	var sum, hits [10]float64
	for i, c := range confidence {
		bin := min(int(c*10), 9)
		sum[bin] += c
		if right[i] {
			hits[bin]++
		}
	}
	total := 0.0
	for b := range sum {
		total += math.Abs(sum[b] - hits[b])
	}
	return total / float64(max(len(confidence), 1))
}

// Write writes the figures as lexicons/confidence.tsv holds them.
func (c *Calibration) Write(w io.Writer, source string) error {
	_, err := fmt.Fprintf(w, `# Measured precision of each rule's grades; written by "redflag eval --calibrate", never by hand.
# Source: %d labelled documents of %s, which did not tune the rules.
# confidence = (right + %d × prior) / (found + %d); the priors are weak %.2f, fair %.2f, strong %.2f.
# Calibration error by %d-fold cross-validation over documents: %.3f.
# rule	kind	strength	right	found	confidence
`, c.Documents, source, pseudo, pseudo, analyzer.Prior(analyzer.Weak), analyzer.Prior(analyzer.Fair), analyzer.Prior(analyzer.Strong), folds, c.Error)
	for _, g := range c.Grades {
		if err == nil {
			_, err = fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%d\t%.2f\n", g.Rule, g.Kind, g.Strength, g.Right, g.Found, g.Confidence)
		}
	}
	return err
}
