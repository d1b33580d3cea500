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
	for folder, least := range map[string]float64{"interviews/tune": 0.85, "interviews/calibrate": 0.75} {
		t.Run(folder, func(t *testing.T) {
			if _, err := os.Stat(folder); err != nil {
				t.Skipf("%v: the labelled interviews are not there", err)
			}
			docs, err := corpus.Load(folder)
			if err != nil {
				t.Fatal(err)
			}
			counts := map[string]*asked{}
			for _, topic := range analyzer.Topics() {
				counts[topic] = &asked{}
			}
			for _, doc := range docs {
				countAsked(t, doc, people(t, folder), counts, folder == "interviews/tune")
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

func (a *asked) precision() float64 { return float64(a.right) / float64(max(a.found, 1)) }
func (a *asked) recall() float64    { return float64(a.right) / float64(max(a.marked, 1)) }
func (a *asked) String() string {
	return fmt.Sprintf("%3d marked, %3d found, %3d right: precision %.2f, recall %.2f", a.marked, a.found, a.right, a.precision(), a.recall())
}

// people reads the label of the candidate of each interview.
func people(t *testing.T, folder string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(folder + "/people.tsv")
	if err != nil {
		t.Fatal(err)
	}
	candidate := map[string]string{}
	for row := range strings.Lines(string(data)) {
		if cells := strings.Split(row, "\t"); !strings.HasPrefix(row, "#") && len(cells) > 1 {
			candidate[folder+"/"+cells[0]] = cells[1]
		}
	}
	return candidate
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
		marked := marks(doc, d, e)
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

// marks are the topics that the labels in an exchange's questions name.
func marks(doc corpus.Labelled, d *analyzer.Document, e *analyzer.Exchange) []string {
	var topics []string
	for _, l := range doc.Labels {
		topic, ok := strings.CutPrefix(l.Rule, "asks-")
		if ok && slices.ContainsFunc(e.Questions, func(q int) bool { return d.Sections[q].Overlaps(l.Span) }) && !slices.Contains(topics, topic) {
			topics = append(topics, topic)
		}
	}
	return topics
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
