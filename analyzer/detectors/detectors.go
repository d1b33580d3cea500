// Package detectors holds redflag's rules and credits, a file each. A rule is added by its file, its examples in
// testdata/RULE.txt, and one line below.
package detectors

import (
	"iter"

	"redflag/analyzer"
)

// All lists the rules, in the order in which reports explain them.
var All = []*analyzer.Detector{
	UnquantifiedImpact,
	UnmeasuredImpact,
	VendorPhrasing,
	NameDropping,
	UniformSuccess,
	DataDismissal,
	ToolAllegiance,
	StakeholderBlame,
}

// Credits lists what is looked for in the candidate's favour.
var Credits = []*analyzer.Detector{
	Measurement,
	Lessons,
}

// isList reports whether sections of the topic list things rather than tell of work.
func isList(topic string) bool {
	switch topic {
	case "skills", "certifications", "courses", "interests", "contact", "references", "languages":
		return true
	}
	return false
}

// place is a sentence with where it stands.
type place struct {
	*analyzer.Sentence
	section     *analyzer.Section
	block       *analyzer.Block
	blockIndex  int // of the section's blocks
	sentenceNum int // of the block's sentences
}

// toldSentences yields the sentences in which work can be told, in text order: headings, lists of things and publications are left out.
func toldSentences(d *analyzer.Document) iter.Seq[place] {
	return func(yield func(place) bool) {
		for i := range d.Sections {
			section := &d.Sections[i]
			if isList(section.Topic) || section.Topic == "publications" || d.Kind == analyzer.Transcript && section.Role != analyzer.Candidate {
				continue
			}
			for j := range section.Blocks {
				b := &section.Blocks[j]
				for k := range b.Sentences {
					if b.Kind != analyzer.Heading && !yield(place{&b.Sentences[k], section, b, j, k}) {
						return
					}
				}
			}
		}
	}
}

// answer is a turn of the candidate with the exchange that it stands in.
type answer struct {
	turn     *analyzer.Section
	exchange *analyzer.Exchange
	index    int // of the turn in Document.Sections
}

// answers yields the candidate's turns of a transcript, in text order.
func answers(d *analyzer.Document) iter.Seq[answer] {
	return func(yield func(answer) bool) {
		for i := range d.Exchanges {
			for _, t := range d.Exchanges[i].Answers {
				if !yield(answer{&d.Sections[t], &d.Exchanges[i], t}) {
					return
				}
			}
		}
	}
}

// sentences yields the sentences of a turn.
func sentences(turn *analyzer.Section) iter.Seq[*analyzer.Sentence] {
	return func(yield func(*analyzer.Sentence) bool) {
		for i := range turn.Blocks {
			for j := range turn.Blocks[i].Sentences {
				if !yield(&turn.Blocks[i].Sentences[j]) {
					return
				}
			}
		}
	}
}
