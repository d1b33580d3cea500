package render

import (
	_ "embed"
	"fmt"
	"html"
	"io"
	"iter"
	"strings"

	"redflag/analyzer"
)

//go:embed page/sheet.css
var sheetCSS string

const (
	sheetQuestions = 10 // that one sheet holds at most
	sheetLines     = 3  // ruled lines under each question
)

// SheetHTML writes sheets as one page to print: a candidate begins a new sheet of paper, and each question has its quote, what a good
// answer holds, and ruled lines to write on. It holds no script, and its content security policy lets only its own style in.
func SheetHTML(w io.Writer, sheets iter.Seq[analyzer.Sheet], o Options) error {
	_, err := fmt.Fprintf(w, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"+
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '%s'; base-uri 'none'; form-action 'none'\">\n"+
		"<title>redflag: questions</title>\n<style>%s</style>\n</head>\n<body>\n<header><h1>Questions for the next round</h1></header>\n<main>\n", sourceHash(sheetCSS), sheetCSS)
	if err != nil {
		return err
	}
	n := 0
	for s := range sheets {
		n++
		var b strings.Builder
		writeSheetHTML(&b, &s, fmt.Sprintf("s%d", n))
		if _, err := io.WriteString(w, b.String()); err != nil {
			return err
		}
	}
	_, err = io.WriteString(w, "</main>\n<footer><p>A question is a place to ask, never a verdict about a person.</p></footer>\n</body>\n</html>\n")
	return err
}

// sheetItem is one question of a printed sheet.
type sheetItem struct{ ask, quote, place, hear string }

// sheetItems lists the questions, the most telling first: of a resume its findings and then the framework's; of an interview what an answer
// left open, what was found in it, and what nobody asked.
func sheetItems(s *analyzer.Sheet) []sheetItem {
	var probes, follows, asks []sheetItem
	for _, f := range s.Probes {
		i := sheetItem{ask: question(f), place: where(f) + ": " + safe(f.Title), hear: safe(f.Message)}
		if !f.OnDocument() {
			i.quote = quoted(f.Evidence[0].Text, quoteLength)
		}
		probes = append(probes, i)
	}
	for _, c := range s.FollowUp {
		for _, m := range follow(c) {
			follows = append(follows, sheetItem{safe(m.FollowUp), quoted(m.Quote.Text, quoteLength), safe(c.Question.ID + ", " + followPlace(c, m)), "Good to hear: " + safe(m.Signal.Hear)})
		}
	}
	for _, q := range s.ToAsk {
		asks = append(asks, sheetItem{ask: safe(q.Ask), hear: "Good to hear: " + safe(hear(q))})
	}
	return append(append(follows, probes...), asks...)
}

func writeSheetHTML(b *strings.Builder, s *analyzer.Sheet, id string) {
	fmt.Fprintf(b, "<article aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n", id, id, esc(sheetTitle(s)))
	if s.Report != nil {
		if s.Report.Err != "" {
			fmt.Fprintf(b, "<p>Could not be read: %s</p>\n</article>\n", html.EscapeString(reason(s.Report)))
			return
		}
		fmt.Fprintf(b, "<p class=\"dim\">%s</p>\n", esc(about(s.Report.Document)))
	}
	items := sheetItems(s)
	b.WriteString("<ol class=\"questions\">\n")
	for i, item := range items[:min(sheetQuestions, len(items))] {
		item.write(b, i+1)
	}
	b.WriteString("</ol>\n")
	if more := len(items) - sheetQuestions; more > 0 {
		fmt.Fprintf(b, "<p class=\"dim\">%s more: --format text or md lists all.</p>\n", count(more, "question"))
	}
	if s.Report != nil {
		for _, warning := range warnings(s.Report) {
			fmt.Fprintf(b, "<p class=\"dim\">Note: %s</p>\n", esc(warning))
		}
	}
	b.WriteString("</article>\n")
}

func (i *sheetItem) write(b *strings.Builder, n int) {
	fmt.Fprintf(b, "<li><p class=\"ask\">%d. %s</p>\n", n, html.EscapeString(i.ask))
	if i.quote != "" {
		fmt.Fprintf(b, "<blockquote>%s</blockquote>\n", html.EscapeString(i.quote))
	}
	for _, s := range []string{i.place, i.hear} {
		if s != "" {
			fmt.Fprintf(b, "<p class=\"dim\">%s</p>\n", html.EscapeString(s))
		}
	}
	b.WriteString(strings.Repeat("<div class=\"rule\"></div>", sheetLines) + "</li>\n")
}
