package analyzer

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"

	"redflag/analyzer/vendors"
	"redflag/lexicons"
)

// DefaultMinConfidence is the confidence under which findings are kept but not shown.
const DefaultMinConfidence = 0.5

// Options change what Run does; the zero value is what Analyze uses.
type Options struct {
	MinConfidence   float64                            // findings under it are not shown; 0: DefaultMinConfidence; negative: all are shown
	Vendors         []*vendors.Index                   // of more vendors' documentation than is built in
	Framework       *Framework                         // whose questions are looked for in transcripts; nil: BuiltinFramework
	MinConfidenceOf map[string]float64                 // the same of single rules, by name; nil: none
	Known           func(path string, f *Finding) bool // findings that are left out and counted; nil: none
}

// Analyze runs the detectors over the document. It is deterministic and safe for concurrent use on different documents
// and on the same.
func Analyze(doc *Document, detectors ...*Detector) *Report {
	return Options{}.Analyze(doc, detectors...)
}

// Analyze is the function Analyze with options.
func (o Options) Analyze(doc *Document, detectors ...*Detector) *Report {
	r := &Report{Document: doc, Warnings: doc.Warnings}
	if doc.Casting.Doubt != "" {
		r.Err = doc.Path + ": " + doc.Casting.Doubt
		return r
	}
	if !o.detect(r, detectors) {
		r.Err = doc.Path + ": looks like an interview transcript, and none of the rules reads those; pass --kind resume if it is a resume"
		return r
	}
	r.withhold(detectors)
	least := o.MinConfidence
	if least == 0 {
		least = DefaultMinConfidence
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		f.Confidence = confidence(f.Rule, doc.Kind, f.Strength)
		f.Shown = f.Confidence >= least
		if own, ok := o.MinConfidenceOf[f.Rule]; ok {
			f.Shown = f.Confidence >= own
		}
		quote := doc.Line(f.Evidence[0].Span)
		f.Question = strings.ReplaceAll(question(detectors, f.Rule), "{}", quote)
		if f.OnDocument() {
			quote = ""
		}
		f.Fingerprint = fingerprint(f.Rule, quote)
	}
	r.leaveOutKnown(o.Known)
	for _, f := range r.Findings {
		if f.Shown {
			r.Expected += f.Confidence
		}
	}
	sort.SliceStable(r.Findings, func(i, j int) bool {
		a, b := r.Findings[i].Evidence[0], r.Findings[j].Evidence[0]
		if a.Start != b.Start || a.End != b.End {
			return a.Start < b.Start || a.Start == b.Start && a.End < b.End
		}
		return r.Findings[i].Rule < r.Findings[j].Rule
	})
	sort.SliceStable(r.Credits, func(i, j int) bool { return r.Credits[i].Start < r.Credits[j].Start })
	if doc.Kind == Transcript {
		f := o.Framework
		if f == nil {
			f = BuiltinFramework()
		}
		r.Interview = doc.interview(f, r.Credits)
	}
	r.Expected = math.Round(r.Expected*1e6) / 1e6
	if doc.Quality.Enough() {
		r.Score = Score(r.Expected, doc.Said(), len(doc.Claims), doc.Unsupported())
	}
	return r
}

// detect runs the detectors that read the kind of document, and reports whether any does, or none was given. What they find stands in their
// order.
func (o Options) detect(r *Report, detectors []*Detector) bool {
	found := make([]Report, len(detectors))
	run := func(i int) {
		if d := detectors[i]; d.Reads&r.Document.Kind != 0 {
			d.Run(&Pass{Document: r.Document, Detector: d, report: &found[i], vendors: o.Vendors})
		}
	}
	if len(r.Document.Text) >= longText {
		abreast(len(detectors), run)
	} else {
		for i := range detectors {
			run(i)
		}
	}
	reads := len(detectors) == 0
	for i, d := range detectors {
		reads = reads || d.Reads&r.Document.Kind != 0
		r.Findings = append(r.Findings, found[i].Findings...)
		r.Credits = append(r.Credits, found[i].Credits...)
	}
	return reads
}

// leaveOutKnown takes out the findings that are known, and counts them.
func (r *Report) leaveOutKnown(known func(string, *Finding) bool) {
	if known == nil {
		return
	}
	n := len(r.Findings)
	r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool { return known(r.Document.Path, &f) })
	r.Known = n - len(r.Findings)
}

// withhold takes out what rests on text that was read too poorly, and counts the findings and claims among it.
func (r *Report) withhold(detectors []*Detector) {
	d, n := r.Document, len(r.Findings)
	r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool {
		return d.withheld(&f, slices.ContainsFunc(detectors, func(d *Detector) bool { return d.Name == f.Rule && d.Whole }))
	})
	r.Withheld = n - len(r.Findings) + d.withheldClaims
	r.Credits = slices.DeleteFunc(r.Credits, func(c Credit) bool { return !d.Quality.Enough() || d.Quality.overlaps(c.Span) })
}

func question(detectors []*Detector, rule string) string {
	for _, d := range detectors {
		if d.Name == rule {
			return d.Question
		}
	}
	return ""
}

// Score is a figure from 0 to 100: higher means more to probe. It is no verdict and has no cut-off.
//
// It rises with the expected flags, with their density, and with the share of impact claims that nothing supports:
//
//	score = 100 × (1 − exp(−(E/16 + D/32 + U/3)))
//
// where E is the number of expected flags (the sum of the shown findings' confidences), D the same per 1,000 words (texts under
// 200 words count as 200), and U = unsupported claims / (claims + 2), so that one claim alone says little. Each term is
// monotone. 6 expected flags in 600 words with 5 of 10 claims unsupported give 56; the scales put the documents of
// corpus/resumes between 0 and 95, with their median near 45.
func Score(expected float64, words, claims, unsupported int) int {
	density := expected / float64(max(words, 200)) * 1000
	share := float64(unsupported) / float64(claims+2)
	return int(math.Round(100 * (1 - math.Exp(-(expected/16 + density/32 + share/3)))))
}

// prior is the confidence of a grade that has not been measured yet: less than an even bet for Weak, better ones above.
var prior = map[Strength]float64{Weak: 0.4, Fair: 0.65, Strong: 0.8}

// Prior is the confidence of a grade without data.
func Prior(s Strength) float64 { return prior[s] }

type grade struct {
	rule, kind string
	strength   Strength
}

var measured = sync.OnceValue(func() map[grade]float64 {
	m := map[grade]float64{}
	for row := range lexicons.Rows(lexicons.Confidence) {
		c, err := strconv.ParseFloat(row[len(row)-1], 64)
		if err != nil {
			panic(fmt.Sprintf("lexicons/confidence.tsv: %v", err))
		}
		for s := Weak; s <= Strong; s++ {
			if s.String() == row[2] {
				m[grade{row[0], row[1], s}] = c
			}
		}
	}
	return m
})

// confidence is the measured precision of the rule's findings of a strength in documents of the kind, or the prior.
func confidence(rule string, kind Kind, s Strength) float64 {
	if c, ok := measured()[grade{rule, kind.String(), s}]; ok {
		return c
	}
	return prior[s]
}
