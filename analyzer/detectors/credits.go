package detectors

import "redflag/analyzer"

// Measurement credits claims that say how they were measured, or against what.
var Measurement = &analyzer.Detector{
	Name: "measurement", Title: "says how it was measured", Doc: "An impact claim with its method, or with before and after values.",
	Reads: analyzer.Resume | analyzer.Transcript, Run: measurement,
}

func measurement(p *analyzer.Pass) {
	for _, c := range p.Document.Claims {
		s := p.Document.Sections[c.Section].Blocks[c.Block].Sentences[c.Sentence]
		if len(c.Baseline) > 0 {
			p.Credit("baseline", s.Span)
		}
		if len(c.Method) > 0 {
			p.Credit("measurement method", s.Span)
		}
	}
}

// Lessons credits trade-offs, declined work, lessons and doubts that are told.
var Lessons = &analyzer.Detector{
	Name: "lessons", Title: "tells limits and lessons", Doc: "Trade-offs, declined or cancelled projects, lessons from failures, uncertainty and confounders.",
	Reads: analyzer.Resume | analyzer.Transcript, Run: lessons,
}

func lessons(p *analyzer.Pass) {
	for s := range toldSentences(p.Document) {
		seen := map[string]bool{}
		for _, c := range s.Cues(analyzer.Credits) {
			if signal := c.Entry.Field(0); !seen[signal] {
				seen[signal] = true
				p.Credit(signal, s.Span)
			}
		}
	}
}
