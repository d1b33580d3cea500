package corpus

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"redflag/analyzer"
	"redflag/analyzer/extract"
)

// Row is a rule's counts.
type Row struct{ Labels, Found, Right, Missed int }

// Precision, Recall and F1 are 0 where there is nothing to divide by.
func (r Row) Precision() float64 { return ratio(r.Right, r.Found) }

// Recall is the share of labels that were found.
func (r Row) Recall() float64 { return ratio(r.Labels-r.Missed, r.Labels) }

// F1 is the harmonic mean of precision and recall.
func (r Row) F1() float64 {
	p, q := r.Precision(), r.Recall()
	if p+q == 0 {
		return 0
	}
	return 2 * p * q / (p + q)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Judged is a finding with its truth.
type Judged struct {
	Document string
	Kind     analyzer.Kind // of the document
	Finding  analyzer.Finding
	Right    bool
}

// Result is what an evaluation found.
type Result struct {
	Documents, Lines int
	Rules            map[string]*Row
	Judged           []Judged
	Missed           []Missed
	Fixed            []Missed // known misses that are found now: their marks should lose the "!"
	Unread           []string // why documents could not be analyzed; their labels are missed
}

// Missed is a label that no finding touches.
type Missed struct {
	Document, Text string
	Label          Label
}

// Evaluate runs the detectors over labelled documents. A finding is right when its lines touch a label of its rule; a rule
// counts once a line; rules on the document match the document, rules on a turn anywhere in the same turn. Labels of what no
// detector finds are left out of the counts.
func Evaluate(docs []Labelled, minConfidence float64, detectors ...*analyzer.Detector) (*Result, error) {
	res := &Result{Documents: len(docs), Rules: map[string]*Row{}}
	for _, d := range detectors {
		res.Rules[d.Name] = &Row{}
	}
	for _, doc := range docs {
		read, err := extract.Read(doc.Path, []byte(doc.Text), extract.Options{Kind: kindOf(doc.Path)})
		if err != nil {
			return nil, err
		}
		report := analyzer.Options{MinConfidence: minConfidence}.Analyze(read, detectors...)
		if report.Err != "" {
			res.Unread = append(res.Unread, report.Err)
		}
		res.judge(doc, report, places(read, detectors))
		res.Lines += strings.Count(doc.Text, "\n") + 1
	}
	return res, nil
}

// kindOf tells a labelled document's kind from the folder that it is in; 0 leaves it to the content.
func kindOf(path string) analyzer.Kind {
	for _, folder := range strings.Split(filepath.ToSlash(filepath.Dir(path)), "/") {
		switch folder {
		case "resumes":
			return analyzer.Resume
		case "interviews", "exchanges":
			return analyzer.Transcript
		}
	}
	return 0
}

// places returns what a line is to a rule: itself, or, of a rule on a turn, the first line of its turn.
func places(doc *analyzer.Document, detectors []*analyzer.Detector) func(rule string, line int) int {
	turn := map[int]int{}
	for _, s := range doc.Sections {
		if s.Len() == 0 {
			continue
		}
		first, last := doc.Position(s.Start).Line, doc.Position(s.End-1).Line
		for line := first; line <= last; line++ {
			turn[line] = first
		}
	}
	onTurns := map[string]bool{}
	for _, d := range detectors {
		onTurns[d.Name] = d.Turn
	}
	return func(rule string, line int) int {
		if first, ok := turn[line]; ok && onTurns[rule] {
			return first
		}
		return line
	}
}

// judge compares one report with the document's labels.
func (res *Result) judge(doc Labelled, report *analyzer.Report, place func(rule string, line int) int) {
	found := map[string]map[int]bool{} // by rule: lines that findings cover
	wrong := map[string]map[int]bool{}
	for _, f := range report.Findings {
		row := res.Rules[f.Rule]
		if !f.Shown || row == nil {
			continue
		}
		first, last := place(f.Rule, f.Evidence[0].Line), place(f.Rule, f.Evidence[0].EndLine)
		right := false
		for _, l := range doc.Labels {
			if line := place(f.Rule, l.Line); l.Rule == f.Rule && !l.Miss && line >= first && line <= last {
				right = true
			}
		}
		for line := first; line <= last; line++ {
			mark(found, f.Rule, line)
		}
		res.Judged = append(res.Judged, Judged{doc.Path, report.Document.Kind, f, right})
		if !right && mark(wrong, f.Rule, first) {
			row.Found++
		}
	}
	seen := map[string]map[int]bool{}
	lines := strings.Split(doc.Text, "\n")
	for _, l := range doc.Labels {
		row := res.Rules[l.Rule]
		if row == nil || !mark(seen, l.Rule, place(l.Rule, l.Line)) {
			continue
		}
		text := ""
		if l.Line > 0 && l.Line <= len(lines) {
			text = lines[l.Line-1]
		}
		hit := found[l.Rule][place(l.Rule, l.Line)]
		switch {
		case l.Miss && hit:
			res.Fixed = append(res.Fixed, Missed{doc.Path, text, l})
		case l.Miss:
		case hit:
			row.Labels++
			row.Found++
			row.Right++
		default:
			row.Labels++
			row.Missed++
			res.Missed = append(res.Missed, Missed{doc.Path, text, l})
		}
	}
}

// mark adds a line to a rule's set and reports whether it is new there.
func mark(set map[string]map[int]bool, rule string, line int) bool {
	if set[rule] == nil {
		set[rule] = map[int]bool{}
	}
	isNew := !set[rule][line]
	set[rule][line] = true
	return isNew
}

// Micro sums the rules.
func (res *Result) Micro() Row {
	var sum Row
	for _, r := range res.Rules {
		sum.Labels += r.Labels
		sum.Found += r.Found
		sum.Right += r.Right
		sum.Missed += r.Missed
	}
	return sum
}

// Print writes the table: a row a rule, then their sum.
func (res *Result) Print(w io.Writer, order []*analyzer.Detector) {
	fmt.Fprintf(w, "%-22s%8s%8s%11s%9s%8s\n", "rule", "labels", "found", "precision", "recall", "F1")
	line := func(name string, r Row) {
		fmt.Fprintf(w, "%-22s%8d%8d%11.3f%9.3f%8.3f\n", name, r.Labels, r.Found, r.Precision(), r.Recall(), r.F1())
	}
	for _, d := range order {
		if r := res.Rules[d.Name]; r.Labels+r.Found > 0 {
			line(d.Name, *r)
		}
	}
	line("all rules", res.Micro())
	fmt.Fprintf(w, "%d documents, %d lines\n", res.Documents, res.Lines)
	for _, why := range res.Unread {
		fmt.Fprintf(w, "not analyzed, its labels count as missed: %s\n", why)
	}
}

// PrintErrors lists the false findings and the misses of a rule, of all for "all", by rule and document.
func (res *Result) PrintErrors(w io.Writer, rule string) {
	var rows []string
	for _, j := range res.Judged {
		if !j.Right && (rule == "all" || rule == j.Finding.Rule) {
			e := j.Finding.Evidence[0]
			rows = append(rows, fmt.Sprintf("%s\tFALSE\t%s:%d\t%s (%.2f)\t%s", j.Finding.Rule, j.Document, e.Line, j.Finding.Strength, j.Finding.Confidence, strings.Join(strings.Fields(e.Text), " ")))
		}
	}
	for _, m := range res.Missed {
		if rule == "all" || rule == m.Label.Rule {
			rows = append(rows, fmt.Sprintf("%s\tMISS\t%s:%d\t\t%s", m.Label.Rule, m.Document, m.Label.Line, m.Text))
		}
	}
	for _, m := range res.Fixed {
		rows = append(rows, fmt.Sprintf("%s\tKNOWN MISS FOUND\t%s:%d\t\t%s", m.Label.Rule, m.Document, m.Label.Line, m.Text))
	}
	slices.SortFunc(rows, cmp.Compare)
	for _, r := range rows {
		fmt.Fprintln(w, r)
	}
}
