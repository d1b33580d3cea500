package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"redflag/corpus"
)

// A model that has learnt from a talk tells its labelled sentences from the others, and learning again gives the same weights.
func TestLearn(t *testing.T) {
	doc, err := corpus.Parse("talk.txt", `Interviewer: What do you think of Hadoop?

Candidate: [[Hadoop is a corpse.]]{tool-allegiance}
We kept it for a year.
[[Spark is a corpse too.]]{tool-allegiance}
We kept that for two years.
`)
	if err != nil {
		t.Fatal(err)
	}
	learnt := func() (*examples, *model) {
		set := newExamples()
		if err := set.add(doc); err != nil {
			t.Fatal(err)
		}
		return set, learnAll(set)
	}
	set, m := learnt()
	if len(set.all) != 4 {
		t.Fatalf("%d sentences, want 4", len(set.all))
	}
	for _, e := range set.all {
		if p := m.odds(e.features)[1]; p > 0.5 != e.labels[1] {
			t.Errorf("%q: odds %.2f, labelled %v", e.text, p, e.labels[1])
		}
	}
	again, n := learnt()
	if !bytes.Equal(m.rows(set.vocabulary), n.rows(again.vocabulary)) {
		t.Error("learning twice gives two models")
	}
}

// The weights in use are those that are learned now: after a change to what a sentence holds, or to the labelled speech, go run
// ./corpus/makeevidence.
func TestEvidenceIsWhatIsLearned(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("other processors round the last digits otherwise")
	}
	t.Chdir("../..")
	to := filepath.Join(t.TempDir(), "evidence.tsv")
	if err := run([]string{"corpus/exchanges", "corpus/interviews/tune"}, to, false, "", ""); err != nil {
		t.Fatal(err)
	}
	learned, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	if used, err := os.ReadFile("lexicons/evidence.tsv"); err != nil || !bytes.Equal(learned, used) {
		t.Errorf("lexicons/evidence.tsv is not what is learned (%v); run go run ./corpus/makeevidence corpus/exchanges corpus/interviews/tune", err)
	}
}
