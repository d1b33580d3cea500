package render

import (
	"bytes"
	"cmp"
	"compress/flate"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"iter"
	"slices"
	"strings"

	"redflag/analyzer"
)

//go:embed page/page.css
var pageCSS string

//go:embed page/page.js
var pageJS string

// plainParts is how many bytes the documents' parts of a page may hold before they are packed. Up to there the page reads without scripts.
const plainParts = 2 << 20

// HTML writes one page that stands by itself: a table of the documents, and a part for each with its text, findings and credits marked in
// it, and its claims. It needs no network. The page states a content security policy that lets nothing run or load but its own style and
// script, by their hashes. All that comes from a document is escaped.
//
// Where there are several documents, the part of each stands in a noscript element: with scripts a browser reads it as one piece of
// text, which the script makes into a part of the page when the document is opened; without scripts they are parts of the page from the
// start. Many documents (see plainParts) are packed, so that a page of 1,000 is small and ready at once, and open with scripts alone.
//
// The table stands first, so the documents' parts are kept until the last report: some 5 KB for each of many.
func HTML(w io.Writer, reports iter.Seq[*analyzer.Report], o Options) error {
	var rows []htmlRow
	var parts htmlParts
	var room bytes.Buffer // that each part is made in, as growing anew costs more than all else
	for r := range reports {
		n := len(rows) + 1
		rows = append(rows, newHTMLRow(r))
		p := htmlPart{Buffer: &room, id: fmt.Sprintf("d%d", n)}
		p.Reset()
		p.article(r)
		parts.add(p.String())
	}
	var b strings.Builder
	b.WriteString("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	fmt.Fprintf(&b, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'\">\n", sourceHash(pageCSS), sourceHash(pageJS))
	name := count(len(rows), "document")
	if len(rows) == 1 {
		name = title(rows[0].path)
	}
	fmt.Fprintf(&b, "<title>redflag: %s</title>\n<style>%s</style>\n</head>\n", html.EscapeString(name), pageCSS)
	if len(rows) == 1 {
		b.WriteString("<body class=\"single\">\n<a class=\"skip\" href=\"#d1\">Skip to the document</a>\n<header><h1>redflag: where to probe</h1></header>\n<main>\n")
	} else {
		fmt.Fprintf(&b, "<body>\n<a class=\"skip\" href=\"#list\">Skip to the list</a>\n<header><h1>redflag: %s</h1></header>\n<main>\n", count(len(rows), "document"))
		writeHTMLList(&b, rows, parts.packed)
	}
	// The table answers before the documents' parts are read, so the script stands before them.
	fmt.Fprintf(&b, "<script>%s</script>\n", pageJS)
	if _, err := io.WriteString(w, b.String()); err != nil {
		return err
	}
	if err := parts.write(w); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "</main>\n<footer><p>A finding is a place to ask, never a verdict about a person. Made by redflag %s, on this machine.</p></footer>\n</body>\n</html>\n", esc(o.Version))
	return err
}

// htmlParts keeps the documents' parts of a page: as they are while they are few, packed from there on.
type htmlParts struct {
	all    []string
	size   int
	packed bool
	writer *flate.Writer
}

func (p *htmlParts) add(part string) {
	p.size += len(part)
	if !p.packed && len(p.all) > 0 && p.size > plainParts {
		p.packed = true
		for i := range p.all {
			p.all[i] = p.pack(p.all[i])
		}
	}
	if p.packed {
		part = p.pack(part)
	}
	p.all = append(p.all, part)
}

// pack makes a part into letters: compressed (RFC 1951), then in base64. The page's script undoes it.
func (p *htmlParts) pack(part string) string {
	var b bytes.Buffer
	if p.writer == nil {
		p.writer, _ = flate.NewWriter(&b, flate.BestSpeed) // that level is known
	}
	p.writer.Reset(&b)
	io.WriteString(p.writer, part) // a Buffer takes all
	p.writer.Close()
	return base64.StdEncoding.EncodeToString(b.Bytes())
}

func (p *htmlParts) write(w io.Writer) error {
	before, after := "<noscript id=\"p%d\">", "</noscript>\n"
	if p.packed {
		before, after = "<script type=\"application/octet-stream\" id=\"p%d\">", "</script>\n"
	}
	for i, part := range p.all {
		if len(p.all) > 1 {
			part = fmt.Sprintf(before, i+1) + part + after
		}
		if _, err := io.WriteString(w, part); err != nil {
			return err
		}
	}
	return nil
}

// sourceHash is the source expression of a style or script in a content security policy (W3C CSP Level 3).
func sourceHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// esc makes words safe anywhere in the page.
func esc(s string) string { return html.EscapeString(safe(s)) }

// htmlRow is a document's row in the table.
type htmlRow struct {
	path, kind, err     string
	candidate, top      string
	score, findings     int
	scored              bool
	expected            float64
	claims, unsupported int
	warnings            int
	rules               []string
}

func newHTMLRow(r *analyzer.Report) htmlRow {
	d := r.Document
	row := htmlRow{path: d.Path, kind: d.Kind.String(), err: r.Err, candidate: d.Candidate(), top: topRule(r), score: r.Score, findings: shown(r), scored: r.Err == "" && d.Quality.Enough(),
		expected: r.Expected, claims: len(d.Claims), unsupported: d.Unsupported(), warnings: len(warnings(r))}
	for _, f := range shownFindings(r) {
		if !slices.Contains(row.rules, f.Rule) {
			row.rules = append(row.rules, f.Rule)
		}
	}
	return row
}

var htmlTitles = []struct{ class, title string }{
	{"", "Document"}, {"", "Kind"}, {"n", "Score"}, {"n", "Places to probe"}, {"n", "Expected flags"}, {"n", "Unsupported claims"}, {"", "Top rule"}, {"n", "Warnings"},
}

// writeHTMLList writes the table of the documents, most to probe first, with the distribution of the scores. Its rows and cells are given
// their roles, as the style lays them out so that a browser need not lay out what is off screen, and some forget then what they are.
func writeHTMLList(b *strings.Builder, rows []htmlRow, packed bool) {
	order := make([]int, len(rows))
	rules := map[string]bool{}
	for i, r := range rows {
		order[i] = i
		for _, rule := range r.rules {
			rules[rule] = true
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return rows[j].rank() - rows[i].rank() })
	b.WriteString("<section id=\"list\" tabindex=\"-1\" aria-label=\"The documents\">\n")
	writePlot(b, rows)
	b.WriteString("<form class=\"controls\" hidden>\n<label>Filter <input name=\"words\" type=\"search\"></label>\n<label>Rule <select name=\"rule\"><option value=\"\">all</option>")
	for _, rule := range sortedKeys(rules) {
		fmt.Fprintf(b, "<option>%s</option>", rule)
	}
	b.WriteString("</select></label>\n<label>Score at least <input name=\"least\" type=\"number\" min=\"0\" max=\"100\"></label>\n<p id=\"said\" role=\"status\" class=\"dim\"></p>\n</form>\n")
	b.WriteString("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Table of the documents\"><table role=\"table\">\n<caption>Most to probe first.</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">")
	for _, t := range htmlTitles {
		attributes := ""
		if t.class != "" {
			attributes = ` class="` + t.class + `"`
		}
		if t.title == "Score" {
			attributes += ` aria-sort="descending"`
		}
		fmt.Fprintf(b, "<th role=\"columnheader\" scope=\"col\"%s>%s</th>", attributes, t.title)
	}
	b.WriteString("</tr></thead>\n<tbody role=\"rowgroup\">\n")
	for _, i := range order {
		rows[i].write(b, i+1)
	}
	b.WriteString("</tbody>\n</table></div>\n")
	b.WriteString("<p class=\"dim\">Print prints what is on screen: this list as it is sorted and filtered, or the document that is open.</p>\n")
	if packed {
		b.WriteString("<noscript><p class=\"warning\">There are so many documents that they are packed, and open with scripts (JavaScript) alone. A report of fewer documents reads without.</p></noscript>\n")
	}
	b.WriteString("</section>\n")
}

// rank orders the table: by score, with what could not be read at the end.
func (r *htmlRow) rank() int {
	if r.err != "" {
		return -2
	}
	if !r.scored {
		return -1
	}
	return r.score
}

// breakable lets a path break behind its marks rather than within a word.
var breakable = strings.NewReplacer("/", "/<wbr>", "\\", "\\<wbr>", "_", "_<wbr>", "-", "-<wbr>")

func (r *htmlRow) write(b *strings.Builder, n int) {
	fmt.Fprintf(b, "<tr role=\"row\" data-score=\"%d\" data-rules=\"%s\"><th role=\"rowheader\" scope=\"row\"><a href=\"#d%d\">%s</a>", r.rank(), strings.Join(r.rules, " "), n, breakable.Replace(html.EscapeString(title(r.path))))
	if r.candidate != "" {
		fmt.Fprintf(b, "<br><span class=\"dim\">%s</span>", esc(r.candidate))
	}
	if r.err != "" {
		fmt.Fprintf(b, "</th><td role=\"cell\">could not be read</td>%s</tr>\n", strings.Repeat("<td role=\"cell\" class=\"n\" data-v=\"-1\"></td>", 4)+"<td role=\"cell\"></td><td role=\"cell\" class=\"n\" data-v=\"0\"></td>")
		return
	}
	b.WriteString("</th>")
	score := ""
	if r.scored {
		score = fmt.Sprint(r.score)
	}
	cell := func(class, format string, args ...any) {
		b.WriteString(`<td role="cell"` + class + ">")
		fmt.Fprintf(b, format, args...)
		b.WriteString("</td>")
	}
	number := func(v any) string { return fmt.Sprintf(` class="n" data-v="%v"`, v) }
	cell("", "%s", r.kind)
	cell(number(r.rank()), "%s", score)
	cell(number(r.findings), "%d", r.findings)
	cell(number(fmt.Sprintf("%.3f", r.expected)), "%.1f", r.expected)
	cell(number(r.unsupported), "%d of %d", r.unsupported, r.claims)
	cell("", "%s", r.top)
	cell(number(r.warnings), "%d", r.warnings)
	b.WriteString("</tr>\n")
}

// writePlot draws how many documents have a score in each ten.
func writePlot(b *strings.Builder, rows []htmlRow) {
	var bins [10]int
	most := 1
	for _, r := range rows {
		if r.scored {
			i := min(r.score/10, 9)
			bins[i]++
			most = max(most, bins[i])
		}
	}
	var said []string
	for i, n := range bins {
		to := 10*i + 9
		if i == 9 {
			to = 100
		}
		if n > 0 {
			said = append(said, fmt.Sprintf("%d to %d: %d", 10*i, to, n))
		}
	}
	fmt.Fprintf(b, "<svg class=\"plot\" viewBox=\"0 0 260 76\" role=\"img\" aria-label=\"Documents by score. %s\">", strings.Join(said, ", "))
	for i, n := range bins {
		h := 48 * n / most
		if n > 0 {
			fmt.Fprintf(b, "<rect x=\"%d\" y=\"%d\" width=\"22\" height=\"%d\"/><text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>", 26*i+2, 60-max(h, 1), max(h, 1), 26*i+13, 57-max(h, 1), n)
		}
		fmt.Fprintf(b, "<text x=\"%d\" y=\"72\" text-anchor=\"middle\">%d</text>", 26*i+13, 10*i)
	}
	b.WriteString("</svg>\n<p class=\"dim\">Documents by score, 0 to 100 in tens. The score says how much there is to probe; it is no verdict.</p>\n")
}

func sortedKeys(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// htmlPart writes one document's part of the page.
type htmlPart struct {
	*bytes.Buffer
	id string
}

func (p *htmlPart) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

func (p *htmlPart) article(r *analyzer.Report) {
	d := r.Document
	p.line(`<article class="doc" id="%s" tabindex="-1" aria-labelledby="%s-t">`, p.id, p.id)
	p.line(`<p class="running" aria-hidden="true">redflag: %s</p>`, html.EscapeString(title(d.Path)))
	p.line(`<header><p class="back"><a href="#list">All documents</a></p><h2 id="%s-t">%s</h2>`, p.id, html.EscapeString(title(d.Path)))
	if r.Err != "" {
		p.line("</header>\n<p class=\"warning\">%s</p>\n</article>", esc(r.Err))
		return
	}
	p.line(`<p class="dim">%s%s</p>`, esc(about(d)), esc(p.score(r)))
	p.line("</header>")
	for _, warning := range warnings(r) {
		p.line(`<p class="warning">%s</p>`, esc(warning))
	}
	p.WriteString("<div class=\"columns\">\n<section aria-label=\"The text as read\">\n<h3>The text as read</h3>\n")
	p.text(r)
	p.WriteString("</section>\n<div>\n")
	p.findings(r)
	p.credits(r)
	p.WriteString("</div>\n</div>\n")
	p.interview(r.Interview)
	p.claims(d)
	p.hidden(d)
	p.line("</article>")
}

func (p *htmlPart) score(r *analyzer.Report) string {
	said := ". " + claimsSaid(r.Document) + ", " + count(shown(r), "place") + fmt.Sprintf(" to probe (%.1f expected)", r.Expected)
	if r.Known > 0 {
		said += fmt.Sprintf(", %d known and left out", r.Known)
	}
	if r.Document.Quality.Enough() {
		said += fmt.Sprintf(". Score %d of 100 (higher: more to probe)", r.Score)
	}
	return said + "."
}

// stretch is a run of the text with one set of marks.
type stretch struct {
	analyzer.Span
	finding int // number of the finding whose mark it bears, from 1; 0: none
	credit  bool
	begin   []int // findings whose first evidence begins here
	end     []int // findings of which evidence ends here
	turn    int   // of a transcript: the number of the turn that it stands in, from 1; 0: none
	label   bool  // it names who speaks
}

// mark is evidence of a finding, or what a credit stands on (finding 0).
type mark struct {
	analyzer.Span
	finding int
	first   bool // of the finding's evidence
	size    int  // of findings that overlap, the one with the shortest quote shows
}

// text writes the document's text, with the evidence of findings as links to their notes, and what credits stand on.
func (p *htmlPart) text(r *analyzer.Report) {
	p.WriteString("<div class=\"text\">")
	if r.Interview != nil {
		p.turns(r.Document, stretchesOf(r))
	} else {
		for _, s := range stretchesOf(r) {
			p.stretch(r.Document.Quote(s.Span), &s)
		}
	}
	p.WriteString("</div>\n")
}

func marksOf(r *analyzer.Report) []mark {
	var all []mark
	for i, f := range shownFindings(r) {
		for j, e := range f.Evidence {
			m := mark{Span: e.Span, finding: i + 1, first: j == 0, size: e.Len()}
			if f.OnDocument() { // it gives way to all others
				m.size += len(r.Document.Text)
			}
			all = append(all, m)
		}
	}
	for _, c := range r.Credits {
		all = append(all, mark{Span: c.Span})
	}
	return slices.DeleteFunc(all, func(m mark) bool { return m.Len() == 0 })
}

// stretchesOf cuts the text where marks begin and end, and lays the marks on, the shortest last.
func stretchesOf(r *analyzer.Report) []stretch {
	marks := marksOf(r)
	cuts := []int{0, len(r.Document.Text)}
	for _, m := range marks {
		cuts = append(cuts, m.Start, m.End)
	}
	if r.Interview != nil {
		for i := range r.Document.Sections {
			s := &r.Document.Sections[i]
			cuts = append(cuts, s.Start, labelOf(s).End, s.End)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	all := make([]stretch, len(cuts)-1)
	for i := range all {
		all[i].Span = analyzer.Span{Start: cuts[i], End: cuts[i+1]}
	}
	slices.SortStableFunc(marks, func(a, b mark) int { return cmp.Or(b.size-a.size, b.finding-a.finding) })
	for _, m := range marks {
		first, _ := slices.BinarySearch(cuts, m.Start)
		end, _ := slices.BinarySearch(cuts, m.End)
		for i := first; i < end; i++ {
			if m.finding == 0 {
				all[i].credit = true
			} else {
				all[i].finding = m.finding
			}
		}
		if m.finding == 0 {
			continue
		}
		if m.first {
			all[first].begin = append(all[first].begin, m.finding)
		}
		all[end-1].end = append(all[end-1].end, m.finding)
	}
	if r.Interview != nil {
		setTurns(all, r.Document.Sections)
	}
	return joinStretches(all)
}

// joinStretches puts neighbours together that look alike.
func joinStretches(all []stretch) []stretch {
	out := all[:0]
	for _, s := range all {
		if n := len(out); n > 0 && out[n-1].turn == s.turn && out[n-1].label == s.label && out[n-1].finding == s.finding && (s.finding > 0 || out[n-1].credit == s.credit) && len(out[n-1].end)+len(s.begin) == 0 {
			out[n-1].End, out[n-1].end = s.End, s.end
			continue
		}
		out = append(out, s)
	}
	return out
}

// stretch writes a run of the text. The number of a finding stands where its words end; another that ends there has a link of its own,
// and one that begins under another's mark a place of its own to be found at.
func (p *htmlPart) stretch(words string, s *stretch) {
	words = escText(words)
	if s.finding == 0 {
		if s.credit {
			words = `<span class="c">` + words + "</span>"
		}
		p.WriteString(words)
		return
	}
	id, number := "", ""
	for _, n := range s.begin {
		if n == s.finding {
			id = fmt.Sprintf(` id="%s-f%d"`, p.id, n)
		} else {
			fmt.Fprintf(p, `<span id="%s-f%d"></span>`, p.id, n)
		}
	}
	if slices.Contains(s.end, s.finding) {
		number = fmt.Sprintf("<sup>%d</sup>", s.finding)
	}
	p.link(s.finding, id, words+number)
	for _, n := range s.end {
		if n != s.finding {
			p.link(n, "", fmt.Sprintf("<sup>%d</sup>", n))
		}
	}
}

// link writes a link from the text to the note of a finding.
func (p *htmlPart) link(finding int, id, inner string) {
	fmt.Fprintf(p, `<a class="f"%s href="#%s-n%d" aria-describedby="%s-n%d">%s</a>`, id, p.id, finding, p.id, finding, inner)
}

// escText is esc for running text, whose line ends and tabs stay.
func escText(s string) string {
	var b strings.Builder
	for part := range strings.SplitAfterSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		line, end := strings.CutSuffix(part, "\n")
		b.WriteString(html.EscapeString(safe(strings.ReplaceAll(line, "\t", "    "))))
		if end {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func (p *htmlPart) findings(r *analyzer.Report) {
	list := shownFindings(r)
	p.line("<section aria-label=\"Where to probe\">\n<h3>Where to probe</h3>")
	if len(list) == 0 {
		p.line("<p>Nothing to probe was found.</p>\n</section>")
		return
	}
	p.line(`<ol class="notes">`)
	for i, f := range list {
		e := &f.Evidence[0]
		p.line(`<li id="%s-n%d" tabindex="-1"><p><strong>%d. %s</strong> <span class="dim">%s, %d%% sure%s</span></p>`, p.id, i+1, i+1, esc(capital(f.Title)), f.Rule, percent(f.Confidence), esc(standsAt(e)))
		if e.Len() > 0 {
			p.line(`<blockquote>%s <a class="there" href="#%s-f%d">in the text</a></blockquote>`, esc(fold(e.Text)), p.id, i+1)
		}
		p.line(`<p><b>Why:</b> %s</p><p><b>Ask:</b> %s</p>`, esc(f.Message), esc(question(f)))
		if s := f.Source; s != nil {
			p.source(s)
		}
		p.line("</li>")
	}
	p.line("</ol>\n</section>")
}

func (p *htmlPart) source(s *analyzer.Source) {
	if strings.HasPrefix(s.URL, "https://") {
		p.line(`<p>See: <a href="%s" rel="noreferrer">%s</a> (%s)</p>`, html.EscapeString(s.URL), esc(s.Title), esc(s.Vendor))
		return
	}
	p.line(`<p>See: %s (%s)</p>`, esc(s.Title), esc(s.Vendor))
}

func (p *htmlPart) credits(r *analyzer.Report) {
	if len(r.Credits) == 0 {
		return
	}
	p.line("<section aria-label=\"What speaks for the candidate\">\n<h3>What speaks for the candidate</h3>\n<ul class=\"credits\">")
	for _, c := range r.Credits {
		p.line(`<li><strong>%s</strong><span class="dim">%s</span><blockquote>%s</blockquote></li>`, esc(c.Signal), esc(standsAt(&c.Evidence)), esc(cut(fold(c.Text), 240)))
	}
	p.line("</ul>\n</section>")
}

// claims writes the ledger of impact claims.
func (p *htmlPart) claims(d *analyzer.Document) {
	if len(d.Claims) == 0 {
		return
	}
	p.line("<section aria-label=\"Impact claims\">\n<h3>Impact claims</h3>\n<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Table of impact claims\"><table>\n<caption>What the document says was bettered, and what in it supports that.</caption>\n<thead><tr><th scope=\"col\">Claim</th><th scope=\"col\">Size</th><th scope=\"col\">Before</th><th scope=\"col\">Measured by</th><th scope=\"col\">Period</th><th scope=\"col\">Supported</th></tr></thead>\n<tbody>")
	for i := range d.Claims {
		c := &d.Claims[i]
		supported := "no"
		if c.Supported() {
			supported = "yes"
		}
		p.line("<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>", esc(cut(d.Line(c.Span), 200)), p.spans(d, c.Magnitude), p.spans(d, c.Baseline), p.spans(d, c.Method), p.spans(d, c.Period), supported)
	}
	p.line("</tbody>\n</table></div>\n</section>")
}

func (p *htmlPart) spans(d *analyzer.Document, spans []analyzer.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, esc(d.Line(s)))
	}
	return strings.Join(slices.Compact(parts), "; ")
}

// hidden writes what a reader of the original cannot see.
func (p *htmlPart) hidden(d *analyzer.Document) {
	if len(d.Hidden) == 0 {
		return
	}
	p.line("<section aria-label=\"Hidden text\">\n<h3>Words that a reader of the original cannot see</h3>\n<ul>")
	for _, h := range joined(d.Hidden) {
		p.line("<li>%s <span class=\"dim\">(%s)</span></li>", esc(fold(h.Text)), esc(h.Why))
	}
	p.line("</ul>\n</section>")
}
