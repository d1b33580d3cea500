package analyzer_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
	"redflag/analyzer/extract"
)

// labelledInterviews are interviews with labels by line, where this machine has them; they are not part of the project.
const labelledInterviews = "../../shared/eval/dev/interviews"

// found is a finding's rule, and the line of the interview as it is written on which it begins.
type found struct {
	rule string
	line int
}

// asRecognised writes an interview as a recogniser does, in lower case and without marks; joined puts each turn on one line.
// lines maps each byte of the result to its line in the original.
func asRecognised(text string, joined bool) (out string, lines []int) {
	var b strings.Builder
	write := func(s string, line int) {
		b.WriteString(s)
		for range len(s) {
			lines = append(lines, line)
		}
	}
	for n, line := range strings.Split(text, "\n") {
		label, words, ok := strings.Cut(line, ": ")
		if !ok || len(label) > 30 {
			label, words = "", line
		}
		switch {
		case n == 0:
		case joined && label == "" && words != "":
			write(" ", n+1)
		default:
			write("\n", n+1)
		}
		if label != "" {
			write(label+": ", n+1)
		}
		write(unmarked(words), n+1)
	}
	return b.String(), lines
}

// unmarked takes the marks and capitals off words; apostrophes stay.
func unmarked(words string) string {
	words = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' {
			return unicode.ToLower(r)
		}
		return ' '
	}, words)
	return strings.Join(strings.Fields(words), " ")
}

// findings are the places that a report shows for a text; lines are the original lines of its bytes, nil where it is the original.
func findings(t *testing.T, path, text string, lines []int, known map[found]bool) map[found]bool {
	t.Helper()
	d, err := extract.Read(path, []byte(text), extract.Options{Kind: analyzer.Transcript})
	if err != nil {
		t.Fatal(err)
	}
	out := map[found]bool{}
	for _, f := range analyzer.Analyze(d, detectors.All...).Findings {
		if !f.Shown {
			continue
		}
		e := f.Evidence[0]
		first, last := e.Position.Line, e.Position.Line
		if lines != nil && first > 0 {
			first, last = lines[e.Start], lines[e.End-1]
		}
		out[found{f.Rule, first}] = true
		for line := first; line <= last; line++ { // without marks a place may begin a line early
			if known[found{f.Rule, line}] {
				delete(out, found{f.Rule, first})
				out[found{f.Rule, line}] = true
				break
			}
		}
	}
	return out
}

// gold reads the labels of an interview.
func gold(t *testing.T, path string) map[found]bool {
	t.Helper()
	data, err := os.ReadFile(strings.TrimSuffix(path, ".txt") + ".tsv")
	if err != nil {
		t.Fatal(err)
	}
	out := map[found]bool{}
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(line, "\t")
		if n, err := strconv.Atoi(cells[0]); err == nil && len(cells) > 1 {
			out[found{strings.TrimSpace(cells[1]), n}] = true
		}
	}
	return out
}

// A text that a recogniser wrote, in lower case and without marks, gives at least 85% of the claims that the text with its marks
// gives, and no more false findings. The log has the figures of all rules.
func TestSpeechWithoutMarks(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join(labelledInterviews, "*.txt"))
	if len(paths) == 0 {
		t.Skip("no labelled interviews at " + labelledInterviews)
	}
	for _, v := range []struct {
		name   string
		joined bool
	}{{"a line an utterance", false}, {"a line a turn", true}} {
		all, kept, falseBefore, falseAfter := 0, 0, 0, 0
		claims, claimsKept := 0, 0
		var log []string
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			right := gold(t, path)
			text, lines := asRecognised(string(data), v.joined)
			written := findings(t, path, string(data), nil, nil)
			heard := findings(t, path, text, lines, written)
			for f := range written {
				if all++; heard[f] {
					kept++
				} else {
					log = append(log, fmt.Sprintf("lost  %s:%d %s", filepath.Base(path), f.line, f.rule))
				}
				if strings.HasSuffix(f.rule, "-impact") {
					if claims++; heard[f] {
						claimsKept++
					}
				}
				if !right[f] {
					falseBefore++
				}
			}
			for f := range heard {
				if !right[f] {
					falseAfter++
					if !written[f] {
						log = append(log, fmt.Sprintf("false %s:%d %s", filepath.Base(path), f.line, f.rule))
					}
				}
			}
		}
		t.Logf("%s: %d of %d claims kept, %d of %d findings; false %d with marks, %d without\n%s", v.name, claimsKept, claims, kept, all, falseBefore, falseAfter, strings.Join(log, "\n"))
		if claimsKept*100 < claims*85 {
			t.Errorf("%s: %d of %d claims kept, fewer than 85%%", v.name, claimsKept, claims)
		}
		if falseAfter > falseBefore {
			t.Errorf("%s: %d false findings, %d with marks", v.name, falseAfter, falseBefore)
		}
	}
}
