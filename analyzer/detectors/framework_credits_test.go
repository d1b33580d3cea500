package detectors

import (
	"slices"
	"strings"
	"testing"

	"redflag/analyzer"
	"redflag/lexicons"
)

// What a framework may name as a credit is what is credited in an interview, and the file that documents it lists just these.
func TestCreditsOfFrameworksExist(t *testing.T) {
	var credited []string
	for _, s := range signals {
		credited = append(credited, s.name)
	}
	slices.Sort(credited)
	if got := slices.Sorted(slices.Values(analyzer.CreditSignals())); !slices.Equal(got, credited) {
		t.Errorf("a framework may name %v, credited are %v", got, credited)
	}
	_, doc, ok := strings.Cut(lexicons.Framework, "redflag credits one of these: ")
	doc, _, ok2 := strings.Cut(doc, "phrases    or")
	if !ok || !ok2 {
		t.Fatal("lexicons/framework.yaml does not say which credits there are")
	}
	listed := strings.Split(strings.Join(strings.Fields(strings.ReplaceAll(doc, "#", "")), " "), ", ")
	slices.Sort(listed)
	if !slices.Equal(listed, credited) {
		t.Errorf("lexicons/framework.yaml documents %v, credited are %v", listed, credited)
	}
	for _, q := range analyzer.BuiltinFramework().Questions {
		for _, s := range q.Signals {
			for _, c := range s.Credits {
				if !slices.Contains(credited, c) {
					t.Errorf("%s, %s: no detector credits %q", q.ID, s.Name, c)
				}
			}
		}
	}
}
