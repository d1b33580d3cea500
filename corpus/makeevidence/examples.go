package main

import (
	"strings"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
	"redflag/analyzer/extract"
	"redflag/corpus"
)

// example is a candidate's sentence with its features and the rules that its labels name.
type example struct {
	file, text string
	features   []detectors.Feature
	labels     [len(detectors.Weighed)]bool
}

// examples are sentences of one vocabulary.
type examples struct {
	vocabulary *detectors.Vocabulary
	all        []example
}

func newExamples() *examples { return &examples{vocabulary: detectors.NewVocabulary(true)} }

// load reads the labelled transcripts in folders.
func load(folders []string) (*examples, error) {
	set := newExamples()
	for _, folder := range folders {
		docs, err := corpus.Load(folder)
		if err != nil {
			return nil, err
		}
		for _, doc := range docs {
			if err := set.add(doc); err != nil {
				return nil, err
			}
		}
	}
	return set, nil
}

// add reads a labelled transcript.
func (set *examples) add(doc corpus.Labelled) error {
	read, err := extract.Read(doc.Path, []byte(doc.Text), extract.Options{Kind: analyzer.Transcript})
	if err != nil {
		return err
	}
	for r := range detectors.Readings(read, set.vocabulary) {
		e := example{file: doc.Path, text: strings.Join(strings.Fields(read.Quote(r.Span)), " "), features: r.Features}
		first, last := read.Position(r.Start).Line, read.Position(r.End-1).Line
		for _, l := range doc.Labels {
			if first <= l.Line && l.Line <= last && overlap(doc.Text[l.Start:l.End], e.text) {
				for i, rule := range detectors.Weighed {
					e.labels[i] = e.labels[i] || rule.Name == l.Rule
				}
			}
		}
		set.all = append(set.all, e)
	}
	return nil
}

// overlap reports whether a label's words are in a sentence, or the sentence's in them.
func overlap(label, sentence string) bool {
	label = strings.Join(strings.Fields(label), " ")
	return strings.Contains(sentence, label) || strings.Contains(label, sentence)
}
