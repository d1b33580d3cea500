package render

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"redflag/analyzer"
)

// CSV writes a row for each finding that is shown, under a line of titles; with Options.Summary a row for each document.
// The form is RFC 4180's, and no cell begins as a formula does (see guarded).
func CSV(w io.Writer, reports iter.Seq[*analyzer.Report], o Options) error {
	titles, rows := findingTitles, findingRows
	if o.Summary {
		titles, rows = summaryTitles, summaryRows
	}
	out := csv.NewWriter(w)
	write := func(cells []string) error {
		for i := range cells {
			cells[i] = guarded(safe(cells[i]))
		}
		out.Write(cells)
		out.Flush() // a row is out before the next document is asked for
		return out.Error()
	}
	if err := write(append([]string{}, titles...)); err != nil {
		return err
	}
	for r := range reports {
		for _, row := range rows(r) {
			if err := write(row); err != nil {
				return err
			}
		}
	}
	return nil
}

var findingTitles = []string{"path", "candidate", "rule", "severity", "confidence", "page", "line", "end_line", "column", "time", "section", "speaker", "text", "message", "question", "vendor", "source", "fingerprint"}

// findingRows makes the rows of a document; one that could not be read has a row with the error for its message.
func findingRows(r *analyzer.Report) [][]string {
	if r.Err != "" {
		row := make([]string, len(findingTitles))
		row[0], row[2], row[13] = inputName(r.Document.Path), "error", r.Err
		return [][]string{row}
	}
	var rows [][]string
	for _, f := range shownFindings(r) {
		e := &f.Evidence[0]
		vendor, url := "", ""
		if s := f.Source; s != nil {
			vendor, url = s.Vendor, s.URL
			if url == "" {
				url = s.Title
			}
		}
		rows = append(rows, []string{inputName(r.Document.Path), r.Document.Candidate(), f.Rule, string(f.Severity), confidenceCell(f.Confidence), ordinal(e.Page), ordinal(e.Line), ordinal(e.EndLine), ordinal(e.Column),
			clock(e.Position), fold(e.Section), fold(e.Speaker), fold(e.Text), f.Message, f.Question, vendor, url, f.Fingerprint})
	}
	return rows
}

var summaryTitles = []string{"path", "kind", "format", "candidate", "pages", "words", "score", "expected", "findings", "claims", "unsupported", "top_rule", "credits", "warnings", "error"}

// summaryRows makes a document's row. The score is empty where it means nothing.
func summaryRows(r *analyzer.Report) [][]string {
	d := r.Document
	if r.Err != "" {
		row := make([]string, len(summaryTitles))
		row[0], row[1], row[2], row[len(row)-1] = inputName(d.Path), d.Kind.String(), d.Format, r.Err
		return [][]string{row}
	}
	score := ""
	if d.Quality.Enough() {
		score = strconv.Itoa(r.Score)
	}
	return [][]string{{inputName(d.Path), d.Kind.String(), d.Format, d.Candidate(), ordinal(d.Pages), strconv.Itoa(d.Words()), score, fmt.Sprintf("%.2f", r.Expected), strconv.Itoa(len(shownFindings(r))),
		strconv.Itoa(len(d.Claims)), strconv.Itoa(d.Unsupported()), topRule(r), strconv.Itoa(len(r.Credits)), strings.Join(warnings(r), "; "), ""}}
}

// topRule is the rule with the most expected flags among those that are shown; of two the one whose name comes first.
func topRule(r *analyzer.Report) string {
	expected := map[string]float64{}
	top := ""
	for _, f := range shownFindings(r) {
		expected[f.Rule] += f.Confidence
	}
	for rule, n := range expected {
		if top == "" || n > expected[top] || n == expected[top] && rule < top {
			top = rule
		}
	}
	return top
}

// shownFindings returns the findings that are to be shown.
func shownFindings(r *analyzer.Report) []*analyzer.Finding {
	var out []*analyzer.Finding
	for i := range r.Findings {
		if r.Findings[i].Shown {
			out = append(out, &r.Findings[i])
		}
	}
	return out
}

func confidenceCell(c float64) string { return fmt.Sprintf("%.2f", c) }

// ordinal writes a number that is counted from 1, and nothing for 0.
func ordinal(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// guarded keeps a cell from being run as a formula where a spreadsheet opens the file: what begins with = + - @, a tab or a line
// end gets an apostrophe in front (OWASP, "CSV Injection").
func guarded(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(cell)[0]) {
		return "'" + cell
	}
	return cell
}
