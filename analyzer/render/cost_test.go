package render_test

import (
	"io"
	"iter"
	"maps"
	"slices"
	"testing"
	"time"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
	"redflag/analyzer/extract"
	"redflag/analyzer/render"
	"redflag/corpus"
)

// Writing costs next to nothing beside the analysis, in every format: the aim is 10% of its time. The figures are logged:
//
//	go test ./analyzer/render -run Cost -v
//
// Times on a busy machine jump, so each is the least of several runs, and only far more than the aim fails.
const (
	costAim   = 0.10
	costFails = 0.25
	costRuns  = 3
)

func TestCost(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: it takes seconds")
	}
	for _, root := range []string{"../../corpus/resumes", "../../corpus/interviews"} {
		docs, err := corpus.Load(root)
		if err != nil {
			t.Fatal(err)
		}
		rules := slices.Concat(detectors.All, detectors.Credits)
		var reports []*analyzer.Report
		analysis := least(func() {
			reports = nil
			for _, doc := range docs {
				d, err := extract.Read(doc.Path, []byte(doc.Text), extract.Options{})
				if err != nil {
					t.Fatal(err)
				}
				reports = append(reports, analyzer.Analyze(d, rules...))
			}
		})
		t.Logf("%s: %d documents, analysed in %v", root, len(docs), analysis.Round(time.Millisecond))
		writers := costWriters(t, reports)
		for _, name := range slices.Sorted(maps.Keys(writers)) {
			cost := least(func() {
				if err := writers[name](); err != nil {
					t.Error(err)
				}
			})
			share := cost.Seconds() / analysis.Seconds()
			mark := ""
			if share > costAim {
				mark = " (over the aim)"
			}
			t.Logf("%-16s %8v %6.2f%%%s", name, cost.Round(10*time.Microsecond), 100*share, mark)
			if share > costFails {
				t.Errorf("%s: %s costs %.0f%% of the analysis, the aim is %.0f%%", root, name, 100*share, 100*costAim)
			}
		}
	}
}

// costWriters are all the ways to write reports, by name.
func costWriters(t *testing.T, reports []*analyzer.Report) map[string]func() error {
	all := map[string]func() error{}
	add := func(name string, format render.Format, o render.Options) {
		all[name] = func() error { return format(io.Discard, slices.Values(reports), o) }
	}
	for name, format := range render.Formats {
		add(name, format, render.Options{})
	}
	add("text, in colour", render.Text, render.Options{Color: true, Verbose: true})
	add("csv, summary", render.CSV, render.Options{Summary: true})
	template, err := render.Template("cost", "{{range .documents}}# {{md .path}} {{.score}}\n{{range shown .findings}}- {{.rule}}, {{percent .confidence}}: {{line .text}}. {{.question}}\n{{end}}{{end}}")
	if err != nil {
		t.Fatal(err)
	}
	add("template", template, render.Options{})
	for name, format := range render.SheetFormats {
		all["sheet, "+name] = func() error { return format(io.Discard, sheetsOf(reports), render.Options{}) }
	}
	return all
}

func sheetsOf(reports []*analyzer.Report) iter.Seq[analyzer.Sheet] {
	return func(yield func(analyzer.Sheet) bool) {
		for _, r := range reports {
			if !yield(analyzer.NewSheet(r, analyzer.BuiltinFramework())) {
				return
			}
		}
	}
}

// least is the shortest time that a run takes.
func least(run func()) time.Duration {
	var best time.Duration
	for i := range costRuns {
		start := time.Now()
		run()
		if took := time.Since(start); i == 0 || took < best {
			best = took
		}
	}
	return best
}
