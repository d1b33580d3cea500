package analyzer_test

import (
	"strings"
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

// BenchmarkInterview measures the whole analysis of an interview of two hours, 20,000 words, once words are warm; the aim is at most 50 ms:
//
//	go test ./analyzer -run xxx -bench Interview -cpu 1
func BenchmarkInterview(b *testing.B) {
	text := twoHours(b)
	unmarked, _ := asRecognised(text, true)
	rules := append(append([]*analyzer.Detector{}, detectors.All...), detectors.Credits...)
	for _, v := range []struct{ name, text string }{{"with marks", text}, {"without marks", unmarked}} {
		b.Run(v.name, func(b *testing.B) {
			analyze := func() {
				d, err := extract.Read("interview.txt", []byte(v.text), extract.Options{Kind: analyzer.Transcript, Cast: analyzer.Cast{Candidate: "Bo"}})
				if err != nil {
					b.Fatal(err)
				}
				if r := analyzer.Analyze(d, rules...); r.Err != "" {
					b.Fatal(r.Err)
				}
			}
			analyze()
			b.SetBytes(int64(len(v.text)))
			for b.Loop() {
				analyze()
			}
		})
	}
}

// twoHours is the talk of the interviews of the corpus, as that of one interviewer and one candidate.
func twoHours(b testing.TB) string {
	docs, err := corpus.Load("../corpus/interviews/tune")
	if err != nil {
		b.Fatal(err)
	}
	var text strings.Builder
	words := 0
	for _, doc := range docs {
		d, err := extract.Read(doc.Path, []byte(doc.Text), extract.Options{Kind: analyzer.Transcript})
		if err != nil {
			b.Fatal(err)
		}
		for _, turn := range d.Sections {
			name := map[analyzer.Role]string{analyzer.Candidate: "Bo", analyzer.Interviewer: "Ann"}[turn.Role]
			if name == "" || words > 20_000 {
				continue
			}
			said := d.Text[turn.Start:turn.End]
			words += len(strings.Fields(said))
			text.WriteString(name + ": " + said + "\n\n")
		}
	}
	return text.String()
}
