package render

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
	"text/template"

	"redflag/analyzer"
)

// TemplateFunctions documents the functions that a template may call, beside those of text/template: name, then what it does.
var TemplateFunctions = [][2]string{
	{"shown", "the findings of a document that are shown: {{range shown .findings}}"},
	{"json", "a value as JSON"},
	{"line", "a text on one line, without control characters"},
	{"md", "a text with the marks of Markdown and HTML escaped"},
	{"cell", "a text as a quoted cell of CSV, guarded against formulas"},
	{"percent", "0.863 as 86%"},
	{"upper", "a text in capitals"},
	{"join", "a list with a separator between its parts: {{join \", \" .warnings}}"},
}

// Template makes a Format of a text/template. It is run once, with the object that JSON writes: the names of fields are those of
// the JSON contract ({{range .documents}}{{.path}} {{.score}}{{end}}). An error names what is wrong in the template.
func Template(name, text string) (Format, error) {
	t, err := template.New(name).Funcs(template.FuncMap{
		"shown":   shownOf,
		"json":    func(v any) (string, error) { b, err := encode(v); return string(b), err },
		"line":    func(s string) string { return safe(fold(s)) },
		"md":      inMarkdown,
		"cell":    func(s string) string { return `"` + strings.ReplaceAll(guarded(s), `"`, `""`) + `"` },
		"percent": func(f float64) string { return fmt.Sprintf("%d%%", percent(f)) },
		"upper":   strings.ToUpper,
		"join": func(separator string, list []any) string {
			var parts []string
			for _, v := range list {
				parts = append(parts, fmt.Sprint(v))
			}
			return strings.Join(parts, separator)
		},
	}).Option("missingkey=error").Parse(text)
	if err != nil {
		return nil, err
	}
	return func(w io.Writer, reports iter.Seq[*analyzer.Report], o Options) error {
		var documents []any
		for r := range reports {
			data, err := encode(newDocument(r))
			if err != nil {
				return err
			}
			var v any
			if err := json.Unmarshal(data, &v); err != nil {
				return err
			}
			documents = append(documents, v)
		}
		return t.Execute(w, map[string]any{"schema": contract, "tool": map[string]any{"name": "redflag", "version": o.Version}, "documents": documents})
	}, nil
}

// shownOf leaves out the findings that are not shown.
func shownOf(findings []any) []any {
	var out []any
	for _, f := range findings {
		if m, ok := f.(map[string]any); ok && m["shown"] == true {
			out = append(out, f)
		}
	}
	return out
}
