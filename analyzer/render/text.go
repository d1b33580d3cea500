package render

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatih/color"

	"redflag/analyzer"
)

// DefaultWidth is the width of the text in columns where Options does not say. Wider terminals are used up to maxWidth,
// as longer lines are hard to read.
const (
	DefaultWidth = 80
	minWidth     = 50
	maxWidth     = 100
)

const (
	quoteLength  = 240 // code points of a finding's quote
	askLength    = 80
	creditLength = 150
	alsoShown    = 3
	creditsShown = 5
)

// Text writes reports for people at a terminal: a document after the other as they come, and behind several of them a table
// with most to probe first.
func Text(w io.Writer, reports iter.Seq[*analyzer.Report], o Options) error {
	var rows []row
	for r := range reports {
		p := newPage(o)
		if len(rows) > 0 {
			p.line("")
		}
		p.report(r)
		rows = append(rows, newRow(r))
		if _, err := w.Write(p.Bytes()); err != nil {
			return err
		}
	}
	if len(rows) < 2 {
		return nil
	}
	p := newPage(o)
	p.table(rows)
	_, err := w.Write(p.Bytes())
	return err
}

// page collects what is written at a time.
type page struct {
	bytes.Buffer
	Options
	name, title, dim, quote, credit, warning, failure *color.Color
}

func newPage(o Options) *page {
	if o.Width == 0 {
		o.Width = DefaultWidth
	}
	o.Width = max(minWidth, min(o.Width, maxWidth))
	if o.MinConfidence == 0 {
		o.MinConfidence = analyzer.DefaultMinConfidence
	}
	paint := func(attributes ...color.Attribute) *color.Color {
		c := color.New(attributes...)
		if o.Color {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
		return c
	}
	return &page{
		Options: o,
		name:    paint(color.Bold),
		title:   paint(color.Bold),
		dim:     paint(color.Faint),
		quote:   paint(color.FgCyan),
		credit:  paint(color.FgGreen),
		warning: paint(color.FgYellow),
		failure: paint(color.FgRed),
	}
}

func (p *page) line(s string) { p.WriteString(s + "\n") }

// wrap writes text under a prefix, its further lines under an indentation of the same width (or under next).
func (p *page) wrap(prefix, next, text string, paint *color.Color) {
	for _, l := range wrap(text, p.Width-columns(next)) {
		if paint != nil {
			l = paint.Sprint(l)
		}
		p.line(prefix + l)
		prefix = next
	}
}

func (p *page) report(r *analyzer.Report) {
	p.headline(title(r.Document.Path))
	if r.Err != "" {
		p.wrap("", "  ", "Error: "+reason(r), p.failure)
		return
	}
	p.line(p.dim.Sprint(about(r.Document)))
	if !r.Document.Quality.Enough() {
		p.wrap("", "", capital(poorly(r.Document))+".", p.failure)
		p.warnings(r)
		return
	}
	p.speakers(r.Interview)
	p.summary(r)
	shown := 0
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Shown {
			shown++
			p.line("")
			p.finding(shown, f)
		}
	}
	p.rest(r, shown)
	p.coverage(r.Interview)
	p.credits(r.Credits)
	p.warnings(r)
}

func (p *page) warnings(r *analyzer.Report) {
	all := warnings(r)
	if len(all) > 0 {
		p.line("")
	}
	for _, w := range all {
		p.wrap("", "  ", "Warning: "+safe(w), p.warning)
	}
}

// poorly says that too little was read to say anything of the document.
func poorly(d *analyzer.Document) string {
	return fmt.Sprintf("read too poorly to say anything of it: %d%% of its letters are readable", percent(d.Quality.Readable))
}

func (p *page) headline(s string) {
	line := "── " + s + " "
	p.line(p.dim.Sprint("── ") + p.name.Sprint(s) + p.dim.Sprint(" "+strings.Repeat("─", max(3, p.Width-columns(line)))))
}

// about says what was read: "resume · PDF · 2 pages · 612 words".
func about(d *analyzer.Document) string {
	parts := []string{d.Kind.String(), strings.ToUpper(d.Format)}
	if d.Pages > 0 {
		parts = append(parts, count(d.Pages, "page"))
	}
	return strings.Join(append(parts, count(d.Words(), "word")), " · ")
}

func (p *page) summary(r *analyzer.Report) {
	claims := "no impact claims"
	if n := len(r.Document.Claims); n > 0 {
		claims = fmt.Sprintf("%d of %s unsupported", r.Document.Unsupported(), count(n, "impact claim"))
	}
	places := "nothing to probe"
	if n := shown(r); n > 0 {
		places = fmt.Sprintf("%s to probe (%.1f expected)", count(n, "place"), r.Expected)
	}
	line := claims
	parts := []string{places}
	if r.Known > 0 {
		parts = append(parts, fmt.Sprintf("%d known, left out", r.Known))
	}
	for _, part := range append(parts, fmt.Sprintf("score %d/100 (higher: more to probe)", r.Score)) {
		if columns(line)+columns(part)+3 > p.Width {
			p.line(line)
			line = part
			continue
		}
		line += " · " + part
	}
	p.line(line)
}

func (p *page) finding(n int, f *analyzer.Finding) {
	head := fmt.Sprintf("%2d. ", n)
	indent := strings.Repeat(" ", columns(head))
	name := p.title.Sprint(f.Rule)
	if f.Title != "" {
		name = p.title.Sprint(capital(f.Title)) + p.dim.Sprint(" · "+f.Rule)
	}
	p.line(head + name)
	p.line(indent + where(f) + fmt.Sprintf(" · %d%% sure", percent(f.Confidence)))
	p.evidence(indent+"│ ", f)
	p.wrap(indent+p.dim.Sprint("Why: "), indent+"     ", safe(f.Message), nil)
	if f.Question != "" {
		p.wrap(indent+p.dim.Sprint("Ask: "), indent+"     ", question(f), nil)
	}
	if s := f.Source; s != nil {
		p.wrap(indent+p.dim.Sprint("See: "), indent+"     ", safe(strings.TrimSuffix(fmt.Sprintf("%s, %s, %s", s.Vendor, s.Title, s.URL), ", ")), nil)
	}
}

// question is what to ask; a long quote in it is cut, as the whole stands above it.
func question(f *analyzer.Finding) string {
	quote := fold(f.Evidence[0].Text)
	if short := cut(quote, askLength); short != quote {
		return safe(strings.ReplaceAll(f.Question, quote, short))
	}
	return safe(f.Question)
}

// evidence quotes the place to show and up to three more that show it. Those inside the first are read with it.
func (p *page) evidence(bar string, f *analyzer.Finding) {
	first := f.Evidence[0]
	if !f.OnDocument() {
		p.bar(bar, quoted(first.Text, quoteLength))
	}
	n := 0
	for _, e := range f.Evidence[1:] {
		if first.Contains(e.Span) {
			continue
		}
		if n++; n > alsoShown {
			continue
		}
		text := quoted(e.Text, quoteLength)
		if f.OnDocument() || e.Line != first.Line || e.Pointer != first.Pointer {
			text += " (" + placeOf(e.Position) + ")"
		}
		p.bar(bar, text)
	}
	if n > alsoShown {
		p.bar(bar, fmt.Sprintf("(and %d more)", n-alsoShown))
	}
}

func (p *page) bar(bar, text string) { p.wrap(bar, bar, text, p.quote) }

// rest says what there is besides the findings shown.
func (p *page) rest(r *analyzer.Report, shown int) {
	under, limit := len(r.Findings)-shown, percent(p.MinConfidence)
	switch {
	case shown > 0 && under > 0:
		p.line("")
		p.wrap("", "", fmt.Sprintf("%d more under %d%% confidence (--min-confidence 0 shows all).", under, limit), p.dim)
	case under > 0:
		p.line("")
		p.wrap("", "", fmt.Sprintf("%s; the rules found nothing to probe at %d%% confidence or more, and %s under it (--min-confidence 0 shows all).",
			lookedAt(r.Document), limit, count(under, "place")), nil)
	case shown == 0:
		p.line("")
		p.wrap("", "", lookedAt(r.Document)+"; the rules found nothing to probe.", nil)
	}
	if r.Withheld > 0 {
		p.line("")
		p.wrap("", "", fmt.Sprintf("%s withheld: text that could not be read may bear on what is said there (see the warning).", count(r.Withheld, "place")), nil)
	}
}

func lookedAt(d *analyzer.Document) string {
	claims := "no impact claims"
	if n := len(d.Claims); n > 0 {
		claims = count(n, "impact claim")
	}
	return fmt.Sprintf("Looked at %s with %s", count(d.Words(), "word"), claims)
}

// credits shows what speaks for the candidate by signal: a quote each, or all with Verbose.
func (p *page) credits(all []analyzer.Credit) {
	if len(all) == 0 {
		return
	}
	p.line("")
	p.line(p.title.Sprint("Speaks for the candidate:"))
	left := 0
	seen := map[int]bool{} // starts of the quotes shown: another signal prefers another quote
	for n, group := range bySignal(all) {
		if n >= creditsShown && !p.Verbose {
			left += len(group)
			continue
		}
		if !p.Verbose {
			best := max(0, slices.IndexFunc(group, func(c analyzer.Credit) bool { return !seen[c.Start] }))
			left += len(group) - 1
			group = group[best : best+1]
		}
		for _, c := range group {
			seen[c.Start] = true
			p.wrap("  "+p.credit.Sprint("+ "), "    ", fmt.Sprintf("%s, %s: %s", safe(c.Signal), placeOf(c.Position), quoted(c.Text, creditLength)), nil)
		}
	}
	if left > 0 {
		p.line(p.dim.Sprintf("    and %d more (--verbose shows all)", left))
	}
}

// bySignal groups credits, in the order in which signals first come.
func bySignal(all []analyzer.Credit) [][]analyzer.Credit {
	var groups [][]analyzer.Credit
	at := map[string]int{}
	for _, c := range all {
		i, ok := at[c.Signal]
		if !ok {
			i = len(groups)
			at[c.Signal] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], c)
	}
	return groups
}

// row is what the table keeps of a report.
type row struct {
	path, err                          string
	score, unsupported, claims, places int
	expected                           float64
}

func newRow(r *analyzer.Report) row {
	err := ""
	if r.Err != "" {
		err = reason(r)
	} else if !r.Document.Quality.Enough() {
		err = poorly(r.Document)
	}
	return row{title(r.Document.Path), err, r.Score, r.Document.Unsupported(), len(r.Document.Claims), shown(r), r.Expected}
}

func (p *page) table(rows []row) {
	failed := slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return r.err == "" })
	rows = slices.DeleteFunc(rows, func(r row) bool { return r.err != "" })
	slices.SortStableFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.expected, a.expected), cmp.Compare(b.unsupported, a.unsupported))
	})
	p.line("")
	folder := ""
	if len(rows) > 0 {
		p.headline(count(len(rows), "document") + ", most to probe first")
		folder = commonFolder(rows)
		if folder != "" {
			p.wrap("", "", "all in "+folder, p.dim)
		}
		p.line(p.dim.Sprint("score  unsupported claims  to probe  document"))
	}
	for _, r := range rows {
		claims := "none"
		if r.claims > 0 {
			claims = fmt.Sprintf("%d of %d", r.unsupported, r.claims)
		}
		p.line(fmt.Sprintf("%5d  %18s  %8d  %s", r.score, claims, r.places, r.path[len(folder):]))
	}
	if len(rows) > 0 && len(failed) > 0 {
		p.line("")
	}
	if len(failed) > 0 {
		p.line(p.failure.Sprint(count(len(failed), "input") + " gave no result:"))
		for _, r := range failed {
			p.wrap("  ", "    ", r.path+": "+r.err, nil)
		}
	}
}

// commonFolder is the folder that the documents of all rows are in, which the table says once, so that their names have the room; "" for one
// document, and where they have none in common.
func commonFolder(rows []row) string {
	if len(rows) < 2 {
		return ""
	}
	folder := rows[0].path
	for _, r := range rows {
		for !strings.HasPrefix(r.path, folder) || !strings.HasSuffix(folder, "/") {
			folder = folder[:1+strings.LastIndexByte(strings.TrimSuffix(folder, "/"), '/')]
			if folder == "" {
				return ""
			}
		}
	}
	return folder
}

func shown(r *analyzer.Report) int {
	n := 0
	for i := range r.Findings {
		if r.Findings[i].Shown {
			n++
		}
	}
	return n
}

// lineOf says the line of a place; in a source that is JSON, whose lines say little, the value that it stands in.
func lineOf(p analyzer.Position) string {
	if p.Pointer != "" {
		return quoted(p.Pointer, 80)
	}
	return fmt.Sprintf("line %d", p.Line)
}

// where says where a finding stands: "page 1, line 14, in Experience".
func where(f *analyzer.Finding) string {
	if f.OnDocument() {
		return "the whole document"
	}
	e := f.Evidence[0]
	var parts []string
	if e.Timed {
		parts = append(parts, shortClock(e.Position))
	}
	if e.Page > 0 {
		parts = append(parts, fmt.Sprintf("page %d", e.Page))
	}
	if e.EndLine > e.Line && e.Pointer == "" {
		parts = append(parts, fmt.Sprintf("lines %d to %d", e.Line, e.EndLine))
	} else {
		parts = append(parts, lineOf(e.Position))
	}
	if e.Section != "" {
		parts = append(parts, "in "+quoted(e.Section, 40))
	}
	if e.Speaker != "" {
		parts = append(parts, quoted(e.Speaker, 40))
	}
	return strings.Join(parts, ", ")
}

// percent is rounded down, so that what is under a limit does not seem to meet it.
func percent(c float64) int { return max(0, int(math.Floor(c*100+1e-9))) }

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// title is the name to show for a path.
func title(path string) string {
	if path == "-" {
		return "standard input"
	}
	return safe(path)
}

// inputName names an input in the formats for machines: its path, and standard input as compilers name it, which no reader takes for a
// file, an option or a formula.
func inputName(path string) string {
	if path == "-" {
		return "<stdin>"
	}
	return path
}

// reason is the report's error without the path that it may begin with: the headline has it.
func reason(r *analyzer.Report) string {
	path := r.Document.Path
	for _, name := range []string{path, strconv.Quote(path), title(path)} {
		if rest, ok := strings.CutPrefix(r.Err, name+": "); ok {
			return safe(rest)
		}
	}
	return safe(r.Err)
}

// quoted folds a quote to one line, cuts it to n code points, and makes it safe to print.
func quoted(s string, n int) string { return safe(cut(fold(s), n)) }

// safe escapes what could move the cursor, turn the direction of writing, or hide words from the reader of a terminal.
func safe(s string) string {
	i := 0
	for i < len(s) && ' ' <= s[i] && s[i] <= '~' {
		i++
	}
	if i == len(s) { // as nearly all is
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r >= 0xE0000 && r <= 0xE007F:
			q := strconv.QuoteRuneToASCII(r)
			b.WriteString(q[1 : len(q)-1])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
