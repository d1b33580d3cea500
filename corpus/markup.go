// Package corpus reads labelled documents and measures detectors against them.
//
// A labelled document is a plain text with marks: [[words]]{rule} labels the words with a rule. Marks nest, and stay on one line.
// [[words]]{!rule} is a known miss: a place that should be found and is not yet; it fails once it is found. An empty mark alone on a line,
// [[]]{rule}, labels the document as a whole; the line is not part of the text. The other form is a pair NAME.txt, NAME.tsv with
// rows line, rule, note (line 0: the document).
package corpus

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"redflag/analyzer"
)

// Label is a place that a reader of the guide marks.
type Label struct {
	Rule string
	analyzer.Span
	Line int  // from 1; 0: the document as a whole
	Miss bool // a known miss
}

// Labelled is a text with its labels.
type Labelled struct {
	Path   string
	Text   string
	Labels []Label
}

// Parse takes the marks out of a text. An error names the line.
func Parse(path, marked string) (Labelled, error) {
	l := Labelled{Path: path}
	var text strings.Builder
	line := 1
	for raw := range strings.Lines(marked) {
		body := strings.TrimRight(raw, "\r\n")
		if rule, ok := documentMark(body); ok {
			label := Label{Rule: rule}
			label.Rule, label.Miss = strings.CutPrefix(rule, "!")
			l.Labels = append(l.Labels, label)
			continue
		}
		labels, err := parseLine(&text, body, line)
		if err != nil {
			return l, fmt.Errorf("%s: line %d: %w", path, line, err)
		}
		l.Labels = append(l.Labels, labels...)
		text.WriteString(raw[len(body):])
		line++
	}
	l.Text = text.String()
	return l, nil
}

// documentMark returns the rule of a line that labels the whole document.
func documentMark(line string) (string, bool) {
	rule, found := strings.CutPrefix(strings.TrimSpace(line), "[[]]{")
	if !found || !strings.HasSuffix(rule, "}") || strings.Count(rule, "}") != 1 {
		return "", false
	}
	rule = strings.TrimSuffix(rule, "}")
	return rule, isRule(strings.TrimPrefix(rule, "!"))
}

// parseLine writes a line without its marks and returns its labels.
func parseLine(text *strings.Builder, body string, line int) ([]Label, error) {
	var labels []Label
	var open []int // offsets in text at which marks begin
	for len(body) > 0 {
		switch {
		case strings.HasPrefix(body, "[["):
			open = append(open, text.Len())
			body = body[2:]
		case strings.HasPrefix(body, "]]{") && len(open) > 0:
			end := strings.IndexByte(body, '}')
			if end < 0 {
				return nil, fmt.Errorf("a mark is not closed: %q", body)
			}
			rule, miss := strings.CutPrefix(body[3:end], "!")
			if !isRule(rule) {
				return nil, fmt.Errorf("%q is no rule's name", rule)
			}
			start := open[len(open)-1]
			open = open[:len(open)-1]
			labels = append(labels, Label{Rule: rule, Span: analyzer.Span{Start: start, End: text.Len()}, Line: line, Miss: miss})
			body = body[end+1:]
		default:
			text.WriteByte(body[0])
			body = body[1:]
		}
	}
	if len(open) > 0 {
		return nil, fmt.Errorf("%d marks are not closed on the line", len(open))
	}
	return labels, nil
}

func isRule(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && r != '-' {
			return false
		}
	}
	return s != ""
}

// Load reads the labelled documents under a folder, sorted by path: NAME.txt with NAME.tsv beside it, or marked NAME.txt.
func Load(root string) ([]Labelled, error) {
	var docs []Labelled
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".txt" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rows, err := os.ReadFile(strings.TrimSuffix(path, ".txt") + ".tsv")
		var doc Labelled
		if err == nil {
			doc, err = fromRows(path, string(data), string(rows))
		} else {
			doc, err = Parse(path, string(data))
		}
		if err != nil {
			return err
		}
		docs = append(docs, doc)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(docs) == 0 {
		return nil, fmt.Errorf("%s: no labelled documents; they are .txt files with marks like [[words]]{rule}, or .txt with a .tsv of the same name", root)
	}
	sort.Slice(docs, func(i, j int) bool { return docs[i].Path < docs[j].Path })
	return docs, nil
}

// fromRows joins a plain text with its rows of labels.
func fromRows(path, text, rows string) (Labelled, error) {
	doc := Labelled{Path: path, Text: text}
	for row := range strings.Lines(rows) {
		cells := strings.Split(strings.TrimRight(row, "\r\n"), "\t")
		line, err := strconv.Atoi(strings.TrimSpace(cells[0]))
		if err != nil || len(cells) < 2 {
			continue // a comment or a title
		}
		doc.Labels = append(doc.Labels, Label{Rule: strings.TrimSpace(cells[1]), Line: line})
	}
	return doc, nil
}
