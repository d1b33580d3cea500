package render

import (
	"cmp"
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
	sheetLines     = 2  // ruled lines under each question
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

// sheetItem is one question of a printed sheet: the words that it comes from and where they stand, why it is asked, and what a good answer
// holds.
type sheetItem struct{ ask, quote, place, why, hear string }

// sheetItems lists the questions: what was found, what an answer left open, and what nobody asked.
func sheetItems(s *analyzer.Sheet) []sheetItem {
	var items []sheetItem
	for _, f := range s.Probes {
		i := sheetItem{ask: question(f), place: where(f), why: safe(cmp.Or(f.Title, f.Rule)), hear: safe(f.Hear())}
		if !f.OnDocument() {
			i.quote = quoted(f.Evidence[0].Text, quoteLength)
		}
		items = append(items, i)
	}
	for _, c := range s.FollowUp {
		for _, m := range follow(c) {
			items = append(items, sheetItem{safe(m.FollowUp), quoted(m.Quote.Text, quoteLength), safe(followPlace(c, m)), safe(c.Question.ID + ", not heard: " + m.Signal.Name), safe(m.Signal.Hear)})
		}
	}
	for _, q := range s.ToAsk {
		i := sheetItem{ask: safe(q.Ask), hear: safe(hear(q))}
		if s.Report != nil && s.Report.Interview != nil {
			i.why = "not asked yet"
		}
		items = append(items, i)
	}
	return items
}

func writeSheetHTML(b *strings.Builder, s *analyzer.Sheet, id string) {
	name := esc(sheetTitle(s))
	fmt.Fprintf(b, "<article aria-labelledby=\"%s\">\n<p class=\"running\" aria-hidden=\"true\">Questions for the next round: %s</p>\n<div>\n<h2 id=\"%s\">%s</h2>\n", id, name, id, name)
	if s.Report != nil {
		if s.Report.Err != "" {
			fmt.Fprintf(b, "<p>Could not be read: %s</p>\n</div>\n</article>\n", html.EscapeString(reason(s.Report)))
			return
		}
		fmt.Fprintf(b, "<p class=\"dim\">%s</p>\n", esc(about(s.Report.Document)))
	}
	short := s.Short()
	items := sheetItems(&short)
	more := short.Left + max(0, len(items)-sheetQuestions)
	b.WriteString("<ol class=\"questions\">\n")
	for i, item := range items[:min(sheetQuestions, len(items))] {
		item.write(b, i+1)
	}
	b.WriteString("</ol>\n")
	if more > 0 {
		fmt.Fprintf(b, "<p class=\"dim\">%s more, less telling: --format text --verbose lists all.</p>\n", count(more, "question"))
	}
	if s.Report != nil {
		for _, warning := range warnings(s.Report) {
			fmt.Fprintf(b, "<p class=\"dim\">Note: %s</p>\n", esc(warning))
		}
	}
	b.WriteString("</div>\n</article>\n")
}

func (i *sheetItem) write(b *strings.Builder, n int) {
	fmt.Fprintf(b, "<li><p class=\"ask\">%d. %s</p>\n", n, html.EscapeString(i.ask))
	place := html.EscapeString(i.place)
	if i.quote != "" {
		fmt.Fprintf(b, "<blockquote>%s <span class=\"dim\">(%s)</span></blockquote>\n", html.EscapeString(i.quote), place)
		place = ""
	}
	var why []string
	for _, s := range []string{html.EscapeString(i.why), place} {
		if s != "" {
			why = append(why, s)
		}
	}
	if len(why) > 0 {
		fmt.Fprintf(b, "<p><b>Why:</b> %s</p>\n", strings.Join(why, ", "))
	}
	fmt.Fprintf(b, "<p><b>Good to hear:</b> %s</p>\n", html.EscapeString(i.hear))
	b.WriteString(strings.Repeat("<div class=\"rule\"></div>", sheetLines) + "</li>\n")
}
