package main

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
)

var updateReadme = flag.Bool("update-readme", false, "put the figures into README.md anew")

// What README.md shows of a command's output is what the command prints. "[...]" stands for lines left out.
func TestReadmeShowsRealOutput(t *testing.T) {
	readme := readReadme(t)
	t.Chdir("../..")
	blocks := strings.Split(readme, "```console\n$ redflag ")[1:]
	if len(blocks) == 0 {
		t.Fatal("README.md shows no output")
	}
	for _, block := range blocks {
		block, _, _ = strings.Cut(block, "```")
		command, shown, _ := strings.Cut(block, "\n")
		var out, errs bytes.Buffer
		if status := run(strings.Fields(command), strings.NewReader(""), &out, &errs); status != exitDone {
			t.Fatalf("redflag %s: exit status %d: %s", command, status, errs.String())
		}
		for part := range strings.SplitSeq(shown, "[...]\n") {
			if !strings.Contains(out.String(), part) {
				t.Errorf("redflag %s does not print this any more:\n%s", command, part)
			}
		}
	}
}

// The figures in README.md are those that the corpus gives.
func TestReadmeFigures(t *testing.T) {
	const mark = "<!-- figures: corpus/testdata/figures.txt -->\n```\n"
	before, rest, found := strings.Cut(readReadme(t), mark)
	shown, after, closed := strings.Cut(rest, "```")
	if !found || !closed {
		t.Fatal("README.md has no place for the figures")
	}
	figures, err := os.ReadFile("../../corpus/testdata/figures.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.TrimRight(string(figures), "\n") + "\n"
	if *updateReadme {
		if err := os.WriteFile("../../README.md", []byte(before+mark+want+"```"+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if shown != want {
		t.Error("README.md shows other figures than corpus/testdata/figures.txt; run: go test ./cmd/redflag -run ReadmeFigures -update-readme")
	}
}

func readReadme(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
