package render

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"redflag/analyzer"
)

// Markdown writes a section for each document, as a comment on a pull request or a page of a wiki shows it (GitHub Flavored Markdown).
// All that comes from a document is escaped.
func Markdown(w io.Writer, reports iter.Seq[*analyzer.Report], o Options) error {
	if _, err := io.WriteString(w, "# redflag: where to probe\n"); err != nil {
		return err
	}
	for r := range reports {
		if _, err := io.WriteString(w, markdownOf(r)); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "\nA finding is a place to ask, never a verdict about a person.\n")
	return err
}

func markdownOf(r *analyzer.Report) string {
	var b strings.Builder
	d := r.Document
	fmt.Fprintf(&b, "\n## %s\n\n", inMarkdown(title(d.Path)))
	if r.Err != "" {
		fmt.Fprintf(&b, "Could not be read: %s\n", inMarkdown(r.Err))
		return b.String()
	}
	findings := shownFindings(r)
	fmt.Fprintf(&b, "%s, %s, %s. %s, %s (%.1f expected).", d.Kind, strings.ToUpper(d.Format), count(d.Words(), "word"), claimsSaid(d), count(len(findings), "place")+" to probe", r.Expected)
	if d.Quality.Enough() {
		fmt.Fprintf(&b, " Score %d of 100 (higher: more to probe).", r.Score)
	}
	b.WriteString("\n")
	for _, warning := range warnings(r) {
		fmt.Fprintf(&b, "\n> Note: %s\n", inMarkdown(warning))
	}
	for i, f := range findings {
		e := &f.Evidence[0]
		fmt.Fprintf(&b, "\n%d. **%s** (`%s`, %d%% sure%s)\n", i+1, inMarkdown(f.Title), f.Rule, percent(f.Confidence), inMarkdown(standsAt(e)))
		if !f.OnDocument() {
			fmt.Fprintf(&b, "\n   > %s\n", inMarkdown(fold(e.Text)))
		}
		fmt.Fprintf(&b, "\n   Why: %s\n\n   Ask: %s\n", inMarkdown(f.Message), inMarkdown(f.Question))
		if s := f.Source; s != nil && strings.HasPrefix(s.URL, "https://") {
			fmt.Fprintf(&b, "\n   See: [%s](<%s>) (%s)\n", inMarkdown(s.Title), s.URL, inMarkdown(s.Vendor))
		}
	}
	if len(r.Credits) > 0 {
		b.WriteString("\nWhat speaks for the candidate:\n\n")
		for _, c := range r.Credits {
			fmt.Fprintf(&b, "- %s: %s\n", c.Signal, inMarkdown(fold(c.Text)))
		}
	}
	return b.String()
}

func claimsSaid(d *analyzer.Document) string {
	if len(d.Claims) == 0 {
		return "No impact claims"
	}
	return fmt.Sprintf("%d of %s unsupported", d.Unsupported(), count(len(d.Claims), "impact claim"))
}

// standsAt says where a quote stands: page, line, time, speaker; it begins with a comma, "" where there is no place.
func standsAt(e *analyzer.Evidence) string {
	var out strings.Builder
	switch {
	case e.Len() == 0:
		return ""
	case e.Pointer != "":
		fmt.Fprintf(&out, ", %s", e.Pointer)
	case e.Page > 0:
		fmt.Fprintf(&out, ", page %d", e.Page)
	default:
		fmt.Fprintf(&out, ", line %d", e.Line)
	}
	if e.Timed {
		fmt.Fprintf(&out, ", at %s", shortClock(e.Position))
	}
	if e.Speaker != "" {
		fmt.Fprintf(&out, ", %s", fold(e.Speaker))
	}
	return out.String()
}

// inMarkdown escapes what Markdown or HTML in it would read as mark-up.
func inMarkdown(s string) string {
	var b strings.Builder
	for _, r := range safe(fold(s)) {
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case r == '@': // names nobody, so that a comment calls nobody
			b.WriteString("@\u200b")
		case strings.ContainsRune("\\`*_{}[]#|~", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
