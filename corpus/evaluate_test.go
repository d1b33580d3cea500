package corpus_test

import (
	"bytes"
	"strings"
	"testing"

	"redflag/analyzer"
	"redflag/corpus"
)

// loud flags every "LOUD"; a unit that says "DOC" has the document flagged, "HUSH" is flagged too weakly to be shown, and
// from "FROM" to "UPTO" one finding goes over the lines between.
var loud = &analyzer.Detector{Name: "loud", Reads: analyzer.Resume, Run: func(p *analyzer.Pass) {
	text := p.Document.Text
	for i := range text {
		switch rest := text[i:]; {
		case strings.HasPrefix(rest, "LOUD"):
			p.Flag(analyzer.Strong, "loud", analyzer.Span{Start: i, End: i + 4})
		case strings.HasPrefix(rest, "HUSH"):
			p.Flag(analyzer.Weak, "hush", analyzer.Span{Start: i, End: i + 4})
		case strings.HasPrefix(rest, "FROM"):
			if n := strings.Index(rest, "UPTO"); n > 0 {
				p.Flag(analyzer.Strong, "long", analyzer.Span{Start: i, End: i + n + 4})
			}
		case strings.HasPrefix(rest, "DOC"):
			p.FlagDocument(analyzer.Strong, "doc")
		}
	}
}}

func evaluate(t *testing.T, marked ...string) *corpus.Result {
	t.Helper()
	var docs []corpus.Labelled
	for _, m := range marked {
		l, err := corpus.Parse("cv.txt", m)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, l)
	}
	res, err := corpus.Evaluate(docs, analyzer.DefaultMinConfidence, loud)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func TestEvaluateCounts(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     corpus.Row
	}{
		{"a label is found", "[[LOUD]]{loud}\n", corpus.Row{Labels: 1, Found: 1, Right: 1}},
		{"a label is missed", "[[quiet]]{loud}\n", corpus.Row{Labels: 1, Missed: 1}},
		{"a finding without a label", "LOUD\n", corpus.Row{Found: 1}},
		{"nothing", "quiet\n", corpus.Row{}},
		{"a label elsewhere on the line is enough", "[[quiet]]{loud} and LOUD\n", corpus.Row{Labels: 1, Found: 1, Right: 1}},
		{"a label of the next line is not", "[[quiet]]{loud}\nLOUD\n", corpus.Row{Labels: 1, Found: 1, Missed: 1}},
		{"two labels on a line count once", "[[LOUD]]{loud} [[LOUD]]{loud}\n", corpus.Row{Labels: 1, Found: 1, Right: 1}},
		{"two findings on a line count once", "LOUD LOUD\n", corpus.Row{Found: 1}},
		{"on two lines twice", "LOUD\n[[LOUD]]{loud}\nLOUD\n", corpus.Row{Labels: 1, Found: 3, Right: 1}},
		{"a label of another rule does not count", "[[LOUD]]{other}\n", corpus.Row{Found: 1}},
		{"a finding over lines touches a label on its last", "FROM a\n[[b UPTO]]{loud}\n", corpus.Row{Labels: 1, Found: 1, Right: 1}},
		{"a finding over lines finds the label of each", "[[FROM a]]{loud}\n[[b UPTO]]{loud}\n", corpus.Row{Labels: 2, Found: 2, Right: 2}},
		{"a finding over unlabelled lines counts once", "FROM a\nb UPTO\n", corpus.Row{Found: 1}},
		{"the document", "[[]]{loud}\nDOC\n", corpus.Row{Labels: 1, Found: 1, Right: 1}},
		{"the document is missed", "[[]]{loud}\nquiet\n", corpus.Row{Labels: 1, Missed: 1}},
		{"the document without a label", "DOC\n", corpus.Row{Found: 1}},
		{"a line does not match the document", "[[]]{loud}\nLOUD\n", corpus.Row{Labels: 1, Found: 1, Missed: 1}},
		{"nor the document a line", "[[DOC]]{loud}\n", corpus.Row{Labels: 1, Found: 1, Missed: 1}},
		{"what is not shown is not counted", "[[HUSH]]{loud}\nHUSH\n", corpus.Row{Labels: 1, Missed: 1}},
		{"a known miss that is missed does not count", "[[quiet]]{!loud}\n", corpus.Row{}},
	} {
		res := evaluate(t, c.in)
		if got := *res.Rules["loud"]; got != c.want || res.Micro() != c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
		if len(res.Missed) != c.want.Missed || len(res.Fixed) > 0 {
			t.Errorf("%s: %d misses and %d known misses found are told", c.name, len(res.Missed), len(res.Fixed))
		}
	}
}

// A known miss that is found is told, so that its mark is taken away. It is no false alarm.
func TestEvaluateKnownMissFound(t *testing.T) {
	res := evaluate(t, "a\n[[LOUD]]{!loud}\n")
	if len(res.Fixed) != 1 || res.Fixed[0].Label.Line != 2 || res.Fixed[0].Text != "LOUD" {
		t.Errorf("got %+v", res.Fixed)
	}
	const bug = "it counts as a false finding" // a known fault: this fails once it is mended
	if wrong := res.Rules["loud"].Found != 0; wrong != (bug != "") {
		t.Errorf("got %+v; known fault: %q", *res.Rules["loud"], bug)
	}
}

// onTurn judges a whole turn, and flags it at its "LOUD".
var onTurn = &analyzer.Detector{Name: "on-turn", Turn: true, Reads: analyzer.Transcript, Run: func(p *analyzer.Pass) {
	text := p.Document.Text
	for i := range text {
		if strings.HasPrefix(text[i:], "LOUD") {
			p.Flag(analyzer.Strong, "loud", analyzer.Span{Start: i, End: i + 4})
		}
	}
}}

// A file under interviews/ is a transcript. A rule on a turn is right, and counts once, anywhere in the turn; labels on what the
// interviewer says are of no rule.
func TestEvaluateTranscripts(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     corpus.Row
	}{
		{"the label's line", "Interviewer: So?\nCandidate: [[a LOUD]]{on-turn}\n", corpus.Row{Labels: 1, Found: 1, Right: 1}},
		{"another line of the turn", "Interviewer: So?\nCandidate: [[a]]{on-turn}\nb\nc LOUD\n", corpus.Row{Labels: 1, Found: 1, Right: 1}},
		{"two findings and two labels in a turn", "Interviewer: So?\nCandidate: [[a]]{on-turn}\n[[b]]{on-turn}\nLOUD LOUD\nLOUD\n", corpus.Row{Labels: 1, Found: 1, Right: 1}},
		{"another turn", "Interviewer: So?\nCandidate: [[a]]{on-turn}\n\nInterviewer: And?\nCandidate: LOUD\n", corpus.Row{Labels: 1, Found: 1, Missed: 1}},
		{"the interviewer's words", "Interviewer: [[So LOUD?]]{asks-drift}\nCandidate: a\n", corpus.Row{}},
	} {
		l, err := corpus.Parse("corpus/interviews/a.txt", c.in)
		if err != nil {
			t.Fatal(err)
		}
		res, err := corpus.Evaluate([]corpus.Labelled{l}, analyzer.DefaultMinConfidence, onTurn)
		if err != nil {
			t.Fatal(err)
		}
		if got := *res.Rules["on-turn"]; got != c.want || res.Micro() != c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

// Where nobody is known as the candidate nothing can be found: the labels are missed, and the table says why.
func TestEvaluateTellsUnknownCandidates(t *testing.T) {
	l, err := corpus.Parse("interviews/two.txt", "Ann: One two three.\nBea: [[One two LOUD.]]{on-turn}\nAnn: Four.\nBea: Four.\n")
	if err != nil {
		t.Fatal(err)
	}
	res, err := corpus.Evaluate([]corpus.Labelled{l}, 0, onTurn)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := *res.Rules["on-turn"], (corpus.Row{Labels: 1, Missed: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	var table bytes.Buffer
	res.Print(&table, []*analyzer.Detector{onTurn})
	if !strings.Contains(table.String(), "interviews/two.txt") {
		t.Errorf("the table does not name the document:\n%s", table.String())
	}
}

// Counts are summed over documents, each judged for itself.
func TestEvaluateSeveral(t *testing.T) {
	res := evaluate(t, "[[LOUD]]{loud}\n", "LOUD\n", "[[quiet]]{loud}\n")
	if got, want := *res.Rules["loud"], (corpus.Row{Labels: 2, Found: 2, Right: 1, Missed: 1}); got != want || res.Documents != 3 {
		t.Errorf("got %+v of %d documents, want %+v", got, res.Documents, want)
	}
}

func TestEvaluateRefuses(t *testing.T) {
	if _, err := corpus.Evaluate([]corpus.Labelled{{Path: "empty.txt"}}, 0, loud); err == nil || !strings.Contains(err.Error(), "empty.txt") {
		t.Errorf("an empty document: got error %v", err)
	}
}

func TestRow(t *testing.T) {
	for _, c := range []struct {
		row                   corpus.Row
		precision, recall, f1 float64
	}{
		{corpus.Row{}, 0, 0, 0},
		{corpus.Row{Labels: 4, Found: 4, Right: 4}, 1, 1, 1},
		{corpus.Row{Labels: 4, Found: 2, Right: 1, Missed: 3}, 0.5, 0.25, 1. / 3},
		{corpus.Row{Labels: 4, Missed: 4}, 0, 0, 0},
		{corpus.Row{Found: 3}, 0, 0, 0},
	} {
		if p, r, f := c.row.Precision(), c.row.Recall(), c.row.F1(); p != c.precision || r != c.recall || f-c.f1 > 1e-9 || c.f1-f > 1e-9 {
			t.Errorf("%+v: got %v, %v, %v", c.row, p, r, f)
		}
	}
}

// The errors of a rule name the document, the line and the words.
func TestPrint(t *testing.T) {
	res := evaluate(t, "a\nLOUD b\n[[quiet]]{loud}\n[[LOUD]]{!loud}\n")
	var table, faults, others bytes.Buffer
	res.Print(&table, []*analyzer.Detector{loud})
	if !strings.Contains(table.String(), "loud") || !strings.Contains(table.String(), "all rules") || !strings.Contains(table.String(), "1 documents") {
		t.Errorf("table:\n%s", table.String())
	}
	res.PrintErrors(&faults, "loud")
	for _, want := range []string{"FALSE\tcv.txt:2", "MISS\tcv.txt:3\t\tquiet", "KNOWN MISS FOUND\tcv.txt:4\t\tLOUD"} {
		if !strings.Contains(faults.String(), want) {
			t.Errorf("errors lack %q:\n%s", want, faults.String())
		}
	}
	res.PrintErrors(&others, "another-rule")
	if strings.Contains(others.String(), "FALSE") || strings.Contains(others.String(), "\tMISS") {
		t.Errorf("errors of another rule:\n%s", others.String())
	}
}
