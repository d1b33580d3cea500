package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"

	"strings"
	"testing"
)

// TestFormatsAgree: one run in every format shows the same number of findings, in all and of each rule.
func TestFormatsAgree(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	create(t, path("rules.tmpl"), "{{range .documents}}{{range shown .findings}}{{.rule}}\n{{end}}{{end}}")
	args := []string{"scan", "--in-process", "../../corpus/examples", "--template", path("rules.tmpl")}
	for _, format := range formatNames() {
		args = append(args, "-o", format+"="+path(format))
	}
	if status, _, err := redflag("", args...); status != 0 {
		t.Fatal(err)
	}
	read := func(name string) string {
		data, err := os.ReadFile(path(name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	want := map[string]int{}
	all := 0
	for line := range strings.Lines(read("jsonl")) {
		var d struct {
			Findings []struct {
				Rule  string
				Shown bool
			}
		}
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		for _, f := range d.Findings {
			if f.Shown {
				want[f.Rule]++
				all++
			}
		}
	}
	if all == 0 {
		t.Fatal("no finding")
	}
	rows, err := csv.NewReader(bytes.NewReader([]byte(read("csv")))).ReadAll()
	if err != nil || len(rows) != all+1 {
		t.Errorf("csv: %d rows, want %d and titles; %v", len(rows), all, err)
	}
	for rule, n := range want {
		for format, mark := range map[string]string{
			"csv": "," + rule + ",", "sarif": `"ruleId":"` + rule + `"`, "junit": `<failure message="`, "github": " (" + rule + "%2C ", "md": "** (`" + rule + "`, ", "text": " · " + rule + "\n", "template": rule + "\n", "html": `</strong> <span class="dim">` + rule + ", ",
		} {
			wanted := n
			if format == "junit" {
				wanted = all
			}
			if got := strings.Count(read(format), mark); got != wanted {
				t.Errorf("%s: %d of %s, jsonl has %d", format, got, rule, wanted)
			}
		}
	}
	var whole struct{ Documents []json.RawMessage }
	if err := json.Unmarshal([]byte(read("json")), &whole); err != nil || len(whole.Documents) != strings.Count(read("jsonl"), "\n") {
		t.Errorf("json: %d documents, %v", len(whole.Documents), err)
	}
}
