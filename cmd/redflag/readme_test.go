package main

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
)

var updateReadme = flag.Bool("update-readme", false, "put the output of commands and the figures into README.md anew")

// What README.md shows of a command's output is what the command prints.
func TestReadmeShowsRealOutput(t *testing.T) {
	readme := readReadme(t)
	t.Chdir("../..")
	const mark = "```console\n$ redflag "
	parts := strings.Split(readme, mark)
	if len(parts) < 2 {
		t.Fatal("README.md shows no output")
	}
	for i, part := range parts[1:] {
		block, after, _ := strings.Cut(part, "```")
		command, shown, _ := strings.Cut(block, "\n")
		var out, errs bytes.Buffer
		if status := run(strings.Fields(command), strings.NewReader(""), &out, &errs); status != exitDone {
			t.Fatalf("redflag %s: exit status %d: %s", command, status, errs.String())
		}
		if shown != out.String() && !*updateReadme {
			t.Errorf("redflag %s prints this now; run: go test ./cmd/redflag -run Readme -update-readme\n%s", command, out.String())
		}
		parts[i+1] = command + "\n" + out.String() + "```" + after
	}
	if *updateReadme {
		if err := os.WriteFile("README.md", []byte(strings.Join(parts, mark)), 0o644); err != nil {
			t.Fatal(err)
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
