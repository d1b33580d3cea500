package detectors

import (
	"strings"
	"testing"

	"redflag/analyzer"
)

// A message names the terms as they are written, with no spaces around their hyphens.
func TestTermsAreNamedAsWritten(t *testing.T) {
	b := analyzer.Builder{Path: "talk.txt", Kind: analyzer.Transcript}
	b.Verbatim(`Interviewer: Explain a transformer to a child of ten.

Candidate: It uses multi-head self-attention over token embeddings with positional encodings and residual connections.
`)
	r := analyzer.Analyze(b.Document(), All...)
	for _, f := range r.Findings {
		if f.Rule != "unexplained-jargon" {
			continue
		}
		if !strings.Contains(f.Message, "self-attention") || strings.Contains(f.Message, " - ") {
			t.Errorf("message %q, want the terms as written", f.Message)
		}
		return
	}
	t.Error("no finding of unexplained-jargon")
}
