package analyzer_test

import (
	"reflect"
	"runtime"
	"testing"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
	"redflag/analyzer/extract"
)

// A long talk gives the same report on one processor as on several.
func TestProcessorsDoNotMatter(t *testing.T) {
	text := twoHours(t)
	rules := append(append([]*analyzer.Detector{}, detectors.All...), detectors.Credits...)
	on := func(processors int) *analyzer.Report {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		d, err := extract.Read("interview.txt", []byte(text), extract.Options{Kind: analyzer.Transcript, Cast: analyzer.Cast{Candidate: "Bo"}})
		if err != nil {
			t.Fatal(err)
		}
		return analyzer.Analyze(d, rules...)
	}
	one, several := on(1), on(5)
	if len(one.Findings) == 0 || !reflect.DeepEqual(one.Findings, several.Findings) {
		t.Errorf("%d findings on one processor, %d on five, or others", len(one.Findings), len(several.Findings))
	}
	if !reflect.DeepEqual(one.Credits, several.Credits) {
		t.Errorf("%d credits on one processor, %d on five, or others", len(one.Credits), len(several.Credits))
	}
	if !reflect.DeepEqual(one.Document.Claims, several.Document.Claims) || !reflect.DeepEqual(one.Document.Exchanges, several.Document.Exchanges) {
		t.Error("claims or exchanges differ")
	}
}

// A detector that fails on a long text fails the caller, who can say of which file.
func TestPanicOfALongTextIsTheCallers(t *testing.T) {
	d, err := extract.Read("interview.txt", []byte(twoHours(t)), extract.Options{Kind: analyzer.Transcript, Cast: analyzer.Cast{Candidate: "Bo"}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if p := recover(); p != "no such turn" {
			t.Errorf("recovered %v", p)
		}
	}()
	analyzer.Analyze(d, &analyzer.Detector{Name: "fails", Reads: analyzer.Transcript, Run: func(*analyzer.Pass) { panic("no such turn") }})
}
