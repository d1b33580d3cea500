package render

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"redflag/analyzer"
)

// SARIF writes one run of the Static Analysis Results Interchange Format 2.1.0 (OASIS Standard, 27 March 2020): a result for each
// finding that is shown, a notification for each input that could not be read. A region is given where lines and columns are the
// source's own (text formats), none for PDF and the like. Rules are listed as they occur.
func SARIF(w io.Writer, reports iter.Seq[*analyzer.Report], o Options) error {
	head := `{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","results":[`
	if _, err := io.WriteString(w, head); err != nil {
		return err
	}
	var rules []sarifRule
	notes := []sarifNote{}
	before := "\n"
	for r := range reports {
		if r.Err != "" {
			notes = append(notes, sarifNote{Level: "error", Message: sarifText{r.Err}, Locations: []sarifLocation{{Physical: sarifPhysical{Artifact: sarifArtifact{uri(inputName(r.Document.Path))}}}}})
		}
		for _, warning := range warnings(r) {
			notes = append(notes, sarifNote{Level: "warning", Message: sarifText{warning}, Locations: []sarifLocation{{Physical: sarifPhysical{Artifact: sarifArtifact{uri(inputName(r.Document.Path))}}}}})
		}
		for _, f := range shownFindings(r) {
			if !slices.ContainsFunc(rules, func(known sarifRule) bool { return known.ID == f.Rule }) {
				rules = append(rules, sarifRule{ID: f.Rule, Short: sarifText{f.Title}})
			}
			line, err := encode(newSARIFResult(r.Document, f))
			if err == nil {
				_, err = w.Write(append([]byte(before), line...))
			}
			if err != nil {
				return err
			}
			before = ",\n"
		}
	}
	tail, err := json.Marshal(sarifTail{
		Tool:        sarifTool{sarifDriver{Name: "redflag", Version: o.Version, Rules: append([]sarifRule{}, rules...)}},
		Invocations: []sarifInvocation{{Successful: !slices.ContainsFunc(notes, func(n sarifNote) bool { return n.Level == "error" }), Notes: notes}},
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "\n],%s}]}\n", tail[1:len(tail)-1])
	return err
}

type (
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Rank         float64           `json:"rank"` // 0 to 100, as the standard has it: the confidence
		Properties   sarifProperties   `json:"properties"`
	}
	sarifProperties struct {
		Confidence float64 `json:"confidence"`
		Question   string  `json:"question"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int       `json:"startLine"`
		StartColumn int       `json:"startColumn,omitempty"`
		EndLine     int       `json:"endLine"`
		EndColumn   int       `json:"endColumn,omitempty"` // behind the last code point
		Snippet     sarifText `json:"snippet"`
	}
	sarifRule struct {
		ID    string    `json:"id"`
		Short sarifText `json:"shortDescription"`
	}
	sarifNote struct {
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifInvocation struct {
		Successful bool        `json:"executionSuccessful"`
		Notes      []sarifNote `json:"toolExecutionNotifications"`
	}
	sarifTail struct {
		Tool        sarifTool         `json:"tool"`
		Invocations []sarifInvocation `json:"invocations"`
	}
)

func newSARIFResult(d *analyzer.Document, f *analyzer.Finding) sarifResult {
	e := &f.Evidence[0]
	out := sarifResult{
		RuleID: f.Rule, Level: sarifLevel[f.Severity], Message: sarifText{f.Title + ". " + f.Message},
		Locations:    []sarifLocation{{Physical: sarifPhysical{Artifact: sarifArtifact{uri(inputName(d.Path))}}}},
		Fingerprints: map[string]string{"redflag/v1": f.Fingerprint}, Rank: 100 * f.Confidence,
		Properties: sarifProperties{f.Confidence, f.Question},
	}
	if e.Line > 0 && linesAreSource(d.Format) {
		out.Locations[0].Physical.Region = &sarifRegion{StartLine: e.Line, StartColumn: e.Column, EndLine: e.EndLine, EndColumn: e.EndColumn, Snippet: sarifText{e.Text}}
	}
	return out
}

var sarifLevel = map[analyzer.Severity]string{analyzer.Low: "note", analyzer.Medium: "warning", analyzer.High: "warning"}

// linesAreSource reports whether lines of the format are those of its file.
func linesAreSource(format string) bool {
	switch format {
	case "txt", "md", "html", "vtt", "srt":
		return true
	}
	return false
}

// uri writes a path as a relative or absolute URI reference.
func uri(path string) string {
	path = filepath.ToSlash(strings.ToValidUTF8(path, "\uFFFD"))
	return (&url.URL{Path: path}).String()
}
