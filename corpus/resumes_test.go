package corpus_test

import (
	"regexp"
	"strings"
	"testing"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
	"redflag/corpus"
)

// resumes loads both folders: the documents that tune the rules, and those that calibrate confidences.
func resumes(t *testing.T) []corpus.Labelled {
	t.Helper()
	var all []corpus.Labelled
	for _, folder := range []string{"resumes/tune", "resumes/calibrate"} {
		docs, err := corpus.Load(folder)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, docs...)
	}
	return all
}

// The issue asks for 40 documents, a third of them clean, and 40 labels of each rule. Of lines with two labels of a rule one counts.
func TestResumesAreEnough(t *testing.T) {
	docs := resumes(t)
	count := map[string]int{}
	clean := 0
	for _, doc := range docs {
		if len(doc.Labels) == 0 {
			clean++
		}
		seen := map[string]bool{}
		for _, l := range doc.Labels {
			if key := l.Rule + string(rune(l.Line)); !seen[key] {
				seen[key] = true
				count[l.Rule]++
			}
		}
	}
	if len(docs) < 40 || clean*3 < len(docs) {
		t.Errorf("%d documents, %d of them clean; want 40 or more, a third clean", len(docs), clean)
	}
	for _, rule := range detectors.All {
		if rule.Reads&analyzer.Resume != 0 && count[rule.Name] < 40 {
			t.Errorf("%s: %d labels, want 40 or more", rule.Name, count[rule.Name])
		}
		delete(count, rule.Name)
	}
	for rule, n := range count {
		t.Errorf("%d labels of an unknown rule %s", n, rule)
	}
}

var mail = regexp.MustCompile(`[\w.+-]+@[\w.-]+`)

// No person has two resumes: mail addresses, which are all at example domains, differ.
func TestResumesAreOfDifferentPeople(t *testing.T) {
	of := map[string]string{}
	for _, doc := range resumes(t) {
		address := strings.ToLower(mail.FindString(doc.Text))
		if address == "" {
			continue // some leave it out, as in life
		}
		if of[address] != "" {
			t.Errorf("%s and %s are both of %s", of[address], doc.Path, address)
		}
		of[address] = doc.Path
	}
	if len(of) < 60 {
		t.Errorf("only %d of the resumes give an address", len(of))
	}
}

// Marks that label nothing, or white space, are slips of the pen.
func TestResumesAreMarkedWithCare(t *testing.T) {
	for _, doc := range resumes(t) {
		for _, l := range doc.Labels {
			words := doc.Text[l.Start:l.End]
			if l.Line > 0 && (words == "" || strings.TrimSpace(words) != words) {
				t.Errorf("%s:%d: the mark of %s holds %q", doc.Path, l.Line, l.Rule, words)
			}
			if whole := l.Rule == detectors.UniformSuccess.Name; whole != (l.Line == 0) {
				t.Errorf("%s:%d: %s labels a document, the other rules lines", doc.Path, l.Line, l.Rule)
			}
		}
	}
}
