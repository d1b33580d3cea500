package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// The committed tables are what the program writes.
func TestTablesAreCurrent(t *testing.T) {
	sharedRuns(t)
	phrases, register, err := tables(shared + "vendor/ngrams.tsv.gz")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]byte{"phrases.tsv": phrases, "register.tsv": register} {
		got, err := os.ReadFile("../../lexicons/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("lexicons/%s is not what the table gives; run go run ./corpus/makestock", name)
		}
	}
}

const title = "ngram\tvendor_df\tspeech_df\tz\tresume_df\tz_vs_resume\tvendors\n"

// few is a table with runs that go each their own way; the frequent ones say how texts compare.
var few = title +
	"of the\t2000\t2000\t2\t200\t2\tA,B,C\n" +
	"fully managed\t400\t10\t20\t1\t5\tA,B,C\n" + // stands in stock.tsv
	"simplifies the rollout\t300\t2\t15\t0\t4\tA,B,C\n" +
	"simplify the rollout\t200\t2\t12\t0\t4\tA,B,C\n" + // the same by its stems
	"streamlines the initech\t300\t2\t15\t0\t4\tA,B,C\n" + // a name
	"simplifies the weather\t300\t2\t15\t0\t4\tA,B,C\n" + // no phrase
	"enables the harbour\t300\t2\t15\t0\t4\tA,B\n" + // of two vendors
	"ensures kubernetes upgrades\t300\t2\t15\t0\t4\tA,B,C\n" + // a tool
	"simplify only here\t300\t2\t15\t0\t4\tA\n" + // of one vendor
	"rebuilds the rollout\t300\t2\t15\t0\t4\tA,B,C\n" + // of no capability
	"delivered the rollout\t300\t2\t15\t200\t-8\tA,B,C\n" // resumes say it too

const cuts = "initech\tall\ta name\nsimplifies the weather\tphrases\ta reason\n"

func TestChoose(t *testing.T) {
	runs, err := readRuns(few)
	if err != nil {
		t.Fatal(err)
	}
	out, err := readPruned(cuts)
	if err != nil {
		t.Fatal(err)
	}
	c := choose(runs, boundsOf(runs), out)
	var phrases, register []string
	for _, w := range c.phrases {
		phrases = append(phrases, w.words)
	}
	for _, w := range c.register {
		register = append(register, w.words)
	}
	if got, want := strings.Join(phrases, "; "), "simplifies the rollout"; got != want {
		t.Errorf("phrases: %s, want %s", got, want)
	}
	want := "enables the harbour; fully managed; rebuilds the rollout; simplifies the rollout; simplifies the weather; simplify the rollout"
	if got := strings.Join(register, "; "); got != want {
		t.Errorf("register: %s, want %s", got, want)
	}
	if unused := out.unused(); len(unused) > 0 {
		t.Errorf("%q took nothing out", unused)
	}
}

func TestDamagedTables(t *testing.T) {
	for _, c := range []struct{ name, table, err string }{
		{"no run", title, "no run"},
		{"a column is missing", title + "of the\t20\t20\t8\t20\t8\n", `row "of the" has 6 columns`},
		{"no number", title + "of the\tmany\t20\t8\t20\t8\tA\n", `row "of the"`},
	} {
		if _, err := readRuns(c.table); err == nil || !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: error %v, want one with %q", c.name, err, c.err)
		}
	}
	for _, rows := range []string{"of the\tall\n", "of the\tsome\treason\n", "\tall\treason\n", "of the\tall\t\n"} {
		if _, err := readPruned(rows); err == nil {
			t.Errorf("pruned list %q is read", rows)
		}
	}
	if _, err := loadRuns("pruned.tsv"); err == nil || !strings.Contains(err.Error(), "gzip") {
		t.Errorf("a table that is not packed: error %v", err)
	}
}
