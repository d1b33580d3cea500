package analyzer_test

import (
	"testing"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
	"redflag/analyzer/extract"
	"redflag/corpus"
)

// BenchmarkAnalyze measures the whole analysis of plain text, reading included, once words and tags are warm:
//
//	go test ./analyzer -run xxx -bench Analyze -cpu 1
func BenchmarkAnalyze(b *testing.B) {
	docs, err := corpus.Load("../corpus/resumes")
	if err != nil {
		b.Fatal(err)
	}
	rules := append(append([]*analyzer.Detector{}, detectors.All...), detectors.Credits...)
	analyze := func() (bytes int64) {
		for _, doc := range docs {
			d, err := extract.Read(doc.Path, []byte(doc.Text), extract.Options{})
			if err != nil {
				b.Fatal(err)
			}
			analyzer.Analyze(d, rules...)
			bytes += int64(len(doc.Text))
		}
		return bytes
	}
	b.SetBytes(analyze())
	for b.Loop() {
		analyze()
	}
}
