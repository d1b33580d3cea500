package corpus_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"testing"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
	"redflag/corpus"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The figures of the rules on the corpus are those of testdata/figures.txt, which a person has read. A change of a rule that moves
// them shows here; -update takes the new ones.
func TestFigures(t *testing.T) {
	var got bytes.Buffer
	for _, folder := range []string{"resumes/tune", "resumes/calibrate", "interviews/tune", "interviews/calibrate"} {
		docs, err := corpus.Load(folder)
		if err != nil {
			t.Fatal(err)
		}
		res, err := corpus.Evaluate(docs, analyzer.DefaultMinConfidence, detectors.All...)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&got, "%s\n", folder)
		res.Print(&got, detectors.All)
		got.WriteByte('\n')
		for _, m := range res.Fixed {
			t.Errorf("%s:%d: a known miss is found now; take the ! off its mark", m.Document, m.Label.Line)
		}
	}
	t.Logf("\n%s", got.String())
	compareGolden(t, "testdata/figures.txt", got.Bytes())
}

// The confidences in lexicons/confidence.tsv are those that the calibration documents give.
func TestConfidencesAreMeasured(t *testing.T) {
	var docs []corpus.Labelled
	for _, folder := range []string{"resumes/calibrate", "interviews/calibrate"} {
		more, err := corpus.Load(folder)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, more...)
	}
	c, err := corpus.Calibrate(docs, detectors.All)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := c.Write(&got, "corpus/resumes/calibrate and corpus/interviews/calibrate"); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../lexicons/confidence.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("lexicons/confidence.tsv is not what is measured now; run: go run ./cmd/redflag eval corpus/resumes/calibrate corpus/interviews/calibrate --calibrate lexicons/confidence.tsv\n%s", got.String())
	}
}

func compareGolden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; if the new figures are right, run: go test ./corpus -update\ngot:\n%s", path, got)
	}
}
