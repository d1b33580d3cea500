// Package render writes Reports: a file an output format. Renderers stream, one report at a time, and compute nothing
// that a Report does not hold.
package render

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"redflag/analyzer"
)

// Options of a rendering; the zero value is ready for use.
type Options struct {
	Color         bool    // colour the text
	Width         int     // columns of the text; 0: DefaultWidth
	Verbose       bool    // show all credits, not a handful
	Summary       bool    // CSV: a row for each document, not for each finding
	MinConfidence float64 // what the reports were made with, to say what is not shown; 0: analyzer.DefaultMinConfidence
	Version       string  // of the tool, for the formats that name it
}

// A Format writes the reports to w as they come. The options trail what every format needs: a writer and reports.
type Format func(w io.Writer, reports iter.Seq[*analyzer.Report], o Options) error

// Formats holds every output format by the name that --format takes.
var Formats = map[string]Format{
	"text":   Text,
	"json":   JSON,
	"jsonl":  JSONL,
	"csv":    CSV,
	"sarif":  SARIF,
	"junit":  JUnit,
	"github": GitHub,
	"md":     Markdown,
	"html":   HTML,
}

// warnings returns the report's warnings, and what a reader of the original cannot see: one for each place and reason.
func warnings(r *analyzer.Report) []string {
	all := append([]string{}, r.Warnings...)
	for _, h := range joined(r.Document.Hidden) {
		at := ""
		switch {
		case h.Page > 0:
			at = fmt.Sprintf("page %d, ", h.Page)
		case h.Line > 0:
			at = fmt.Sprintf("line %d, ", h.Line)
		}
		all = append(all, fmt.Sprintf("hidden text, left out (%s%s): %s", at, h.Why, cut(fold(h.Text), 200)))
	}
	return all
}

// joined puts the hidden passages of one page and reason together; the line is that of the first.
func joined(hidden []analyzer.Hidden) []analyzer.Hidden {
	var out []analyzer.Hidden
	for _, h := range hidden {
		if n := len(out) - 1; n >= 0 && out[n].Page == h.Page && out[n].Why == h.Why {
			out[n].Text += " " + h.Text
			continue
		}
		out = append(out, h)
	}
	return out
}

// fold makes runs of white space single spaces.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// cut shortens s to n code points at most, at the end of a word where one is near.
func cut(s string, n int) string {
	count, space := 0, 0
	for i, r := range s {
		if r == ' ' {
			space = i
		}
		if count++; count < n {
			continue
		}
		if i+len(string(r)) == len(s) {
			return s
		}
		if space == 0 || space < i-20 {
			space = i
		}
		return s[:space] + "…"
	}
	return s
}
