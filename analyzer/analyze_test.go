package analyzer_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
)

func read(text string) *analyzer.Document {
	b := analyzer.Builder{Path: "cv.txt", Kind: analyzer.Resume}
	b.Verbatim(text)
	return b.Document()
}

var everything = append(append([]*analyzer.Detector{}, detectors.All...), detectors.Credits...)

const cv = `Ines Roca
Porto · ines.roca@example.com

SUMMARY
Designed a fully managed, highly available and scalable cloud-native platform that seamlessly integrates with downstream services.

EXPERIENCE
Fernhill Ferries   2019 - 2022
- Reduced fuel cost by 12%.
- Significantly improved punctuality.
- Cut boarding from 14 minutes to 6 minutes, timed with a stopwatch.
- Rewrote the timetable, resulting in faster boarding.

SKILLS
Terraform, Ansible, Jenkins, Grafana, Kafka
`

// texts returns small texts of every odd kind and a few documents of the corpus.
func texts(t testing.TB) []string {
	out := []string{"", "\n", "\ufeff", cv, strings.ReplaceAll(cv, "\n", "\r\n"), strings.ToUpper(cv), "•", "-\n-\n- ", "1.", "(a)",
		"\u00ad\u200b\ufeff", "a\u0301\n\u0301b", "$", "$~", "%", "from to from", "by", "23", "10-", "10-15-20%", "half a", "→→→", "[[x]]{y}", "\x00\x01", "🎉 3x 🎉"}
	paths, err := filepath.Glob("../corpus/resumes/*/*0[1-4]*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(data))
	}
	return out
}

// shuffled makes texts of the words and marks of resumes in no order.
func shuffled(n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	parts := strings.Split("Reduced|improved|, improving|by|to|from|23%|$2M|3x|800 ms|\n|\n|\n\n|\n- |\n• | |. |; |(|)|→|accuracy|of|latency|AUC|0.9|resulting in|faster|EXPERIENCE|Skills|"+
		"2019 - 2022|Kafka|Docker|,|:|/|scalable|seamless|A/B test|measured|while|and|which|half|a|order of magnitude|reduction|savings|–|C++|node.js|é|日本|\u00ad|\u200b|\t|~|+|x|person-hours|was", "|")
	var out []string
	for range n {
		var b strings.Builder
		for range r.IntN(60) {
			b.WriteString(parts[r.IntN(len(parts))])
			if r.IntN(4) > 0 {
				b.WriteByte(' ')
			}
		}
		out = append(out, b.String())
	}
	return out
}

// Spans lie in their parents, in order, on the boundaries of characters; quotes are the text's own bytes.
func TestInvariants(t *testing.T) {
	for _, text := range append(texts(t), shuffled(1500)...) {
		d := read(text)
		if d.Text != text {
			t.Fatalf("%q became %q", text, d.Text)
		}
		if fault := structureFault(d); fault != "" {
			t.Fatalf("%s in %q", fault, text)
		}
		if fault := reportFault(analyzer.Analyze(d, everything...)); fault != "" {
			t.Fatalf("%s in %q", fault, text)
		}
	}
}

// structureFault names what is wrong with a document's spans, "" where nothing is.
func structureFault(d *analyzer.Document) string {
	w := walker{text: d.Text}
	whole := analyzer.Span{End: len(d.Text)}
	w.enter("section", whole, len(d.Sections), func(i int) analyzer.Span { return d.Sections[i].Span })
	for _, section := range d.Sections {
		w.enter("block", section.Span, len(section.Blocks), func(i int) analyzer.Span { return section.Blocks[i].Span })
		for _, b := range section.Blocks {
			w.enter("sentence", b.Span, len(b.Sentences), func(i int) analyzer.Span { return b.Sentences[i].Span })
			for _, s := range b.Sentences {
				w.enter("token", s.Span, len(s.Tokens), func(i int) analyzer.Span { return s.Tokens[i].Span })
			}
		}
	}
	for _, c := range d.Claims {
		s := d.Sections[c.Section].Blocks[c.Block].Sentences[c.Sentence]
		w.enter("claim", s.Span, 1, func(int) analyzer.Span { return c.Span })
		w.enter("outcome", c.Span, 1, func(int) analyzer.Span { return c.Outcome })
		for _, parts := range [][]analyzer.Span{c.Magnitude, c.Baseline, c.Method, c.Period} {
			for _, at := range parts {
				w.enter("part of a claim", whole, 1, func(int) analyzer.Span { return at })
			}
		}
	}
	return w.fault
}

// walker keeps the first fault.
type walker struct{ text, fault string }

// enter checks that the parent's n children lie inside it, in order, and are not empty.
func (w *walker) enter(what string, parent analyzer.Span, n int, child func(int) analyzer.Span) {
	at := parent.Start
	for i := 0; i < n && w.fault == ""; i++ {
		s := child(i)
		switch {
		case s.Start < at || s.End > parent.End:
			w.fault = what + " out of its place"
		case s.Start > s.End || s.Start == s.End && what != "section" && what != "block": // a bullet without words is an empty block
			w.fault = what + " is empty"
		case s.Start < len(w.text) && !utf8.RuneStart(w.text[s.Start]) || s.End < len(w.text) && !utf8.RuneStart(w.text[s.End]):
			w.fault = what + " cuts a character"
		}
		at = s.End
	}
}

// reportFault names what is wrong with a report, "" where nothing is.
func reportFault(r *analyzer.Report) string {
	d := r.Document
	if r.Score < 0 || r.Score > 100 {
		return "score out of range"
	}
	at := -1
	for _, f := range r.Findings {
		if f.Evidence[0].Start < at {
			return "findings out of order"
		}
		at = f.Evidence[0].Start
		if f.Confidence < 0 || f.Confidence > 1 || f.Question == "" || strings.Contains(f.Question, "{}") || len(f.Fingerprint) != 16 {
			return "finding without its figures"
		}
		for _, e := range f.Evidence {
			if !quotes(d, e) {
				return "evidence that is not the text"
			}
		}
	}
	for _, c := range r.Credits {
		if !quotes(d, c.Evidence) || c.Signal == "" {
			return "credit that is not the text"
		}
	}
	return ""
}

func quotes(d *analyzer.Document, e analyzer.Evidence) bool {
	if e.Text != d.Text[e.Start:e.End] {
		return false
	}
	return e.Text == "" || e.Line >= 1 && e.Column >= 1 && e.EndLine >= e.Line && e.EndLine == d.Position(e.End-1).Line &&
		(e.EndLine > e.Line || e.EndColumn == e.Column+utf8.RuneCountInString(e.Text))
}

// The resume at the top gives each rule something to flag.
func TestFindingsOfAResume(t *testing.T) {
	r := analyzer.Analyze(read(cv), detectors.All...)
	found := map[string]string{}
	for _, f := range r.Findings {
		if found[f.Rule] += f.Evidence[0].Text + "|"; f.OnDocument() {
			found[f.Rule] = "the document"
		}
	}
	want := map[string]string{
		"vendor-phrasing":     "Designed a fully managed, highly available and scalable cloud-native platform that seamlessly integrates with downstream services.|",
		"unmeasured-impact":   "Reduced fuel cost by 12%|",
		"unquantified-impact": "improved punctuality|resulting in faster boarding|",
		"name-dropping":       "Terraform, Ansible, Jenkins, Grafana, Kafka|",
		"uniform-success":     "the document",
	}
	if !reflect.DeepEqual(found, want) {
		t.Errorf("got %q\nwant %q", found, want)
	}
}

// A question quotes the evidence; a finding on the document has no place and stands first.
func TestAnalyzeFillsIn(t *testing.T) {
	flag := &analyzer.Detector{Name: "stub", Question: "Why {}?", Severity: analyzer.High, Reads: analyzer.Resume, Run: func(p *analyzer.Pass) {
		p.Flag(analyzer.Strong, "words", analyzer.Span{Start: 5, End: 9})
		p.FlagDocument(analyzer.Weak, "all of it", analyzer.Span{Start: 0, End: 4})
	}}
	r := analyzer.Analyze(read("Ines Roca"), flag)
	if len(r.Findings) != 2 {
		t.Fatalf("got %+v", r.Findings)
	}
	doc, word := r.Findings[0], r.Findings[1]
	if !doc.OnDocument() || doc.Evidence[0].Line != 0 || doc.Evidence[1].Text != "Ines" || doc.Shown {
		t.Errorf("on the document: %+v", doc)
	}
	if word.OnDocument() || word.Question != "Why Roca?" || word.Severity != analyzer.High || !word.Shown || word.Evidence[0].Text != "Roca" || word.Evidence[0].Column != 6 {
		t.Errorf("on a word: %+v", word)
	}
	if r.Expected != word.Confidence {
		t.Errorf("expected flags %v, want the shown finding's %v", r.Expected, word.Confidence)
	}
}

// Findings under the least confidence are kept and not shown.
func TestMinConfidence(t *testing.T) {
	flag := &analyzer.Detector{Name: "stub", Reads: analyzer.Resume, Run: func(p *analyzer.Pass) { p.Flag(analyzer.Weak, "weak", analyzer.Span{Start: 0, End: 1}) }}
	for least, shown := range map[float64]bool{0: false, -1: true, 0.1: true, 0.99: false} {
		r := analyzer.Options{MinConfidence: least}.Analyze(read("Ines"), flag)
		if len(r.Findings) != 1 || r.Findings[0].Shown != shown || (r.Expected > 0) != shown {
			t.Errorf("%v: %+v", least, r.Findings)
		}
	}
}

// A rule reads the kinds of document that it names, and a document that no rule reads is an error.
func TestKindsThatAreRead(t *testing.T) {
	ran := false
	flag := &analyzer.Detector{Name: "stub", Reads: analyzer.Transcript, Run: func(*analyzer.Pass) { ran = true }}
	if r := analyzer.Analyze(read(cv), flag); ran || r.Err == "" {
		t.Errorf("ran %v, error %q", ran, r.Err)
	}
	if r := analyzer.Analyze(read(cv)); r.Err != "" {
		t.Errorf("without rules: %q", r.Err)
	}
}

// One set of detectors serves many goroutines, on many documents and on one, and the same input gives the same report.
func TestAnalyzeIsDeterministic(t *testing.T) {
	inputs := append(texts(t)[:12], shuffled(20)...)
	var want []*analyzer.Report
	for _, text := range inputs {
		want = append(want, analyzer.Analyze(read(text), everything...))
	}
	var wait sync.WaitGroup
	for range 16 {
		wait.Go(func() {
			for i, text := range inputs {
				if got := analyzer.Analyze(read(text), everything...); !reflect.DeepEqual(got, want[i]) {
					t.Errorf("another report for %q", text)
				}
				if got := analyzer.Analyze(want[i].Document, everything...); !reflect.DeepEqual(got, want[i]) {
					t.Errorf("another report for the same document %q", text)
				}
			}
		})
	}
	wait.Wait()
}

func FuzzAnalyze(f *testing.F) {
	for _, text := range append([]string{cv, "", "- Cut p99 from 800 ms to 120 ms → $2M–$3M\r\n\r\nSKILLS:\nGo, C++, .NET"}, shuffled(6)...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		d := read(text)
		r := analyzer.Analyze(d, everything...)
		if fault := structureFault(d); fault != "" {
			t.Fatalf("%s in %q", fault, text)
		}
		if fault := reportFault(r); fault != "" {
			t.Fatalf("%s in %q", fault, text)
		}
		if d.Text != text || !reflect.DeepEqual(analyzer.Analyze(read(text), everything...), r) {
			t.Fatalf("a second run differs on %q", text)
		}
	})
}
