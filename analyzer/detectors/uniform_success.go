package detectors

import (
	"fmt"
	"strings"

	"redflag/analyzer"
)

// UniformSuccess flags documents in which everything went well.
var UniformSuccess = &analyzer.Detector{
	Name:  "uniform-success",
	Title: "every project succeeded",
	Doc: `The document tells of five or more finished works or outcomes, all of them successes, and holds nothing adverse: no failure,
incident, cancelled work, limit, trade-off, wrong turn or thing left undone. Real careers have them. Problems that others left and
the candidate solved are not adverse.`,
	Why: `Work over years meets setbacks, limits and cancelled plans. A document may leave them out for good reasons; the interview
is the place to hear how they were handled.`,
	Question: "Which of these projects went worst, and what did you change afterwards?",
	Severity: analyzer.Low,
	Bad: "Experience\nShop Ltd  2019 - 2022\n- Built the stock forecast.\n- Launched the mobile shop.\n- Designed the returns portal.\n- Migrated the search to Solr.\n" +
		"- Developed the voucher service.\n- Created the sales dashboard.\n- Implemented single sign-on.\n- Automated the price import.\n",
	Good: "Experience\nShop Ltd  2019 - 2022\n- Built the stock forecast.\n- Launched the mobile shop.\n- Designed the returns portal; it was cancelled after the pilot because nobody used it.\n" +
		"- Migrated the search to Solr.\n- Developed the voucher service.\n- Created the sales dashboard.\n- Implemented single sign-on.\n- Automated the price import.\n",
	Reads: analyzer.Resume | analyzer.Transcript,
	Whole: true,
	Run:   uniformSuccess,
}

// leastSuccesses is how many finished works make a story (guide: five).
const leastSuccesses = 5

// leastShare is the share of finished works among all that is told of work. Below it a document of few successes is a list of
// duties rather than a story in which everything succeeds.
const leastShare = 0.25

func uniformSuccess(p *analyzer.Pass) {
	if p.Document.Kind == analyzer.Transcript {
		spokenUniformSuccess(p)
		return
	}
	successes, told := finishedWorks(p.Document)
	if len(successes) < leastSuccesses || tellsAdverse(p.Document) {
		return
	}
	grade := analyzer.Weak
	switch {
	case len(successes) >= 10:
		grade = analyzer.Strong
	case len(successes) >= 8:
		grade = analyzer.Fair
	case float64(len(successes)) < leastShare*float64(told):
		return
	}
	p.FlagDocument(grade, fmt.Sprintf("%d finished works or outcomes are told, and no failure, limit, trade-off or thing left undone.", len(successes)), successes[:min(3, len(successes))]...)
}

// finishedWorks returns the sentences that tell of a finished piece of work or an outcome, and counts all that tell of work.
func finishedWorks(d *analyzer.Document) (works []analyzer.Span, told int) {
	claimed := map[int]bool{}
	for _, c := range d.Claims {
		claimed[d.Sections[c.Section].Blocks[c.Block].Sentences[c.Sentence].Start] = true
	}
	for s := range toldSentences(d) {
		if !s.block.Head && len(s.Tokens) > 3 {
			told++
		}
		if claimed[s.Start] || opensWithFinishedWork(s.Sentence) {
			works = append(works, s.Span)
		}
	}
	return works, told
}

// opensWithFinishedWork reports whether the sentence's first verb, near its front, tells of something made.
func opensWithFinishedWork(s *analyzer.Sentence) bool {
	for i := 0; i < len(s.Tokens) && i < 6; i++ {
		t := &s.Tokens[i]
		if t.Verb() == 0 || !t.Finished() {
			continue
		}
		return t.Verb()&(analyzer.Done|analyzer.Better|analyzer.Weakly|analyzer.Save) != 0
	}
	return false
}

// tellsAdverse reports whether anything adverse is told.
func tellsAdverse(d *analyzer.Document) bool {
	for i := range d.Sections { // titles and papers tell too: "Limitations of ...", "closed down in 2019"
		if isList(d.Sections[i].Topic) {
			continue
		}
		for j := range d.Sections[i].Blocks {
			for k := range d.Sections[i].Blocks[j].Sentences {
				s := &d.Sections[i].Blocks[j].Sentences[k]
				for _, c := range s.Cues(analyzer.Adverse) {
					if kind := c.Entry.Field(0); kind == "phrase" || kind == "word" && !guarded(s, c) {
						return true
					}
				}
			}
		}
	}
	return false
}

var (
	guardBefore = analyzer.StemSet("guard-before")
	guardAfter  = analyzer.StemSet("guard-after")
)

// guarded reports whether an adverse word is what something predicts, prevents or reduces rather than what happened:
// "failure prediction", "reduced outages", "incident management".
func guarded(s *analyzer.Sentence, c analyzer.Cue) bool {
	for i := c.First - 1; i >= 0 && i >= c.First-6; i-- {
		t := &s.Tokens[i]
		if t.Verb()&(analyzer.Better|analyzer.Weakly|analyzer.Save) != 0 {
			return true
		}
		if t.In(guardBefore) {
			return true
		}
	}
	if next := c.Last + 1; c.First == c.Last && next < len(s.Tokens) && s.Tokens[c.First].Norm == "failed" && strings.HasSuffix(s.Tokens[next].Norm, "s") {
		return true // "failed callbacks are replayed"
	}
	for i := c.Last + 1; i < len(s.Tokens) && i <= c.Last+4; i++ {
		if s.Tokens[i].Norm == ";" {
			break
		}
		if s.Tokens[i].In(guardAfter) {
			return true
		}
	}
	return false
}
