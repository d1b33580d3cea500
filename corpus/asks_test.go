package corpus_test

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"redflag/analyzer"
	"redflag/analyzer/extract"
	"redflag/corpus"
)

// asked counts of a topic: questions marked, questions found, and found where they are marked.
type asked struct{ marked, found, right int }

// The interviews mark what is asked for, on the sentence that asks. The words of the folder tune told what to listen for; those of calibrate
// did not.
func TestTopicsOfInterviews(t *testing.T) {
	for folder, least := range map[string]float64{"interviews/tune": 0.85, "interviews/calibrate": 0.8} {
		t.Run(folder, func(t *testing.T) {
			if _, err := os.Stat(folder); err != nil {
				t.Skipf("%v: the labelled interviews are not there", err)
			}
			docs, err := corpus.Load(folder)
			if err != nil {
				t.Fatal(err)
			}
			candidates, err := corpus.People(folder)
			if err != nil {
				t.Fatal(err)
			}
			counts := map[string]*asked{}
			for _, topic := range analyzer.Topics() {
				counts[topic] = &asked{}
			}
			for _, doc := range docs {
				countAsked(t, doc, candidates, counts, folder == "interviews/tune")
			}
			var all asked
			for _, topic := range analyzer.Topics() {
				c := counts[topic]
				t.Logf("%-12s %s", topic, c)
				if c.marked > 0 { // tools and data are not marked
					all.marked, all.found, all.right = all.marked+c.marked, all.found+c.found, all.right+c.right
				}
			}
			t.Logf("%-12s %s", "all", &all)
			if all.precision() < least || all.recall() < least {
				t.Errorf("precision %.2f, recall %.2f, want %.2f", all.precision(), all.recall(), least)
			}
		})
	}
}

// Questions as many interviewers put them: what asks for a topic is found, and what asks for none is let be. The weights were learned from
// learn.txt; heldout.txt is of fresh words.
func TestTopicsOfQuestions(t *testing.T) {
	for file, least := range map[string]float64{"questions/learn.txt": 0.9, "questions/heldout.txt": 0.75} {
		t.Run(file, func(t *testing.T) {
			questions, err := corpus.Questions(file)
			if err != nil {
				t.Fatal(err)
			}
			var all asked
			for _, q := range questions {
				d := corpus.Asked(q.Words)
				found := d.Exchanges[len(d.Exchanges)-1].Own
				all.marked, all.found = all.marked+len(q.Topics), all.found+len(found)
				for _, topic := range found {
					if slices.Contains(q.Topics, topic) {
						all.right++
					}
				}
			}
			t.Logf("%d questions: %s", len(questions), &all)
			if all.precision() < least || all.recall() < least {
				t.Errorf("precision %.2f, recall %.2f, want %.2f", all.precision(), all.recall(), least)
			}
		})
	}
}

func (a *asked) precision() float64 { return float64(a.right) / float64(max(a.found, 1)) }
func (a *asked) recall() float64    { return float64(a.right) / float64(max(a.marked, 1)) }
func (a *asked) String() string {
	return fmt.Sprintf("%3d marked, %3d found, %3d right: precision %.2f, recall %.2f", a.marked, a.found, a.right, a.precision(), a.recall())
}

// countAsked compares what is found to be asked for with the marks. What a follow-up asks for again is not marked.
func countAsked(t *testing.T, doc corpus.Labelled, candidate map[string]string, counts map[string]*asked, tell bool) {
	t.Helper()
	d, err := extract.Read(doc.Path, []byte(doc.Text), extract.Options{Kind: analyzer.Transcript, Cast: analyzer.Cast{Candidate: candidate[doc.Path]}})
	if err != nil {
		t.Error(err)
		return
	}
	if d.Casting.Doubt != "" {
		t.Logf("%s: not read: %s", doc.Path, d.Casting.Doubt)
		return
	}
	for i := range d.Exchanges {
		e := &d.Exchanges[i]
		marked := corpus.MarkedTopics(doc, d, e)
		found := e.Own
		if e.FollowUp { // it may ask for something again, which is not marked
			found = slices.DeleteFunc(slices.Clone(found), func(t string) bool { return !slices.Contains(marked, t) })
		}
		for _, topic := range marked {
			counts[topic].marked++
			if slices.Contains(found, topic) {
				counts[topic].right++
			}
		}
		for _, topic := range found {
			counts[topic].found++
		}
		if tell && !slices.Equal(slices.Sorted(slices.Values(marked)), slices.Sorted(slices.Values(withoutUnmarked(found)))) {
			t.Logf("%s: marked %v, found %v (follow-up: %v): %s", doc.Path, marked, found, e.FollowUp, words(d, e))
		}
	}
}

// withoutUnmarked leaves out the topics which the interviews do not mark.
func withoutUnmarked(topics []string) []string {
	return slices.DeleteFunc(slices.Clone(topics), func(t string) bool { return t == "tools" || t == "data" })
}

func words(d *analyzer.Document, e *analyzer.Exchange) string {
	var all []string
	for _, q := range e.Questions {
		all = append(all, d.Line(d.Sections[q].Span))
	}
	return cmp.Or(strings.Join(all, " / "), "(nobody)")
}
