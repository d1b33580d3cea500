package render

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"redflag/analyzer"
)

// GitHub writes workflow commands, which GitHub Actions shows as annotations on the files of a pull request: a warning, or a notice where
// the severity is low, for each finding that is shown; an error for each input that could not be read.
// Source: "Workflow commands for GitHub Actions", docs.github.com.
func GitHub(w io.Writer, reports iter.Seq[*analyzer.Report], o Options) error {
	for r := range reports {
		var out strings.Builder
		d := r.Document
		if r.Err != "" {
			fmt.Fprintf(&out, "::error file=%s,title=redflag::%s\n", property(inputName(d.Path)), message(r.Err))
		}
		for _, warning := range warnings(r) {
			fmt.Fprintf(&out, "::notice file=%s,title=redflag::%s\n", property(inputName(d.Path)), message(warning))
		}
		for _, f := range shownFindings(r) {
			e := &f.Evidence[0]
			level, place := "warning", ""
			if f.Severity == analyzer.Low {
				level = "notice"
			}
			if e.Line > 0 && linesAreSource(d.Format) {
				place = fmt.Sprintf(",line=%d,endLine=%d", e.Line, e.EndLine)
				if e.Line == e.EndLine { // of several lines GitHub takes no columns
					place += fmt.Sprintf(",col=%d,endColumn=%d", e.Column, e.EndColumn)
				}
			}
			quote := ""
			if !f.OnDocument() {
				quote = "\"" + fold(e.Text) + "\" "
			}
			fmt.Fprintf(&out, "::%s file=%s%s,title=%s::%s\n", level, property(inputName(d.Path)), place, property(fmt.Sprintf("%s (%s, %d%% sure)", f.Title, f.Rule, percent(f.Confidence))),
				message(quote+f.Message+"\nAsk: "+f.Question))
		}
		if _, err := io.WriteString(w, out.String()); err != nil {
			return err
		}
	}
	return nil
}

// message escapes what stands behind a workflow command, property what stands in it.
func message(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(safeLines(s))
}

func property(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(safeLines(s))
}

// safeLines escapes control characters, as the log is shown on terminals too, and keeps line ends.
func safeLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = safe(lines[i])
	}
	return strings.Join(lines, "\n")
}
