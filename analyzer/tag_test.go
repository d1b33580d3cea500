package analyzer

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// corpusLines returns every nth line of the corpus, mark-up and all, longer than a few words.
func corpusLines(t testing.TB, nth int) []string {
	paths, err := filepath.Glob("../corpus/resumes/*/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	var out []string
	n := 0
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if len(strings.Fields(line)) < 6 {
				continue
			}
			if n++; n%nth == 0 {
				out = append(out, strings.TrimSpace(line))
			}
		}
	}
	return out
}

// tags asks for the tag of every token.
func tags(text string) []string {
	s := sentence(text)
	var out []string
	for i := range s.Tokens {
		s.tag(text, i)
		out = append(out, s.Tokens[i].Tag)
	}
	return out
}

// ties are words of the corpus that the tagger cannot decide about: two tags have the same score, and the order of a map chooses.
var ties []string

// Tags do not change from run to run, but for words known to.
func TestTagsAreTheSameEachTime(t *testing.T) {
	lines := corpusLines(t, 8)
	if len(lines) < 200 {
		t.Fatalf("only %d lines", len(lines))
	}
	for _, line := range lines {
		if slices.ContainsFunc(ties, func(word string) bool { return strings.Contains(line, word) }) {
			continue
		}
		first := tags(line)
		for range 19 {
			if again := tags(line); !slices.Equal(first, again) {
				t.Fatalf("%q:\n%v\n%v", line, first, again)
			}
		}
	}
}

// The same words give the same claims each time. They do not where the tagger meets a tie: it adds floating point numbers in the
// order of a map, and takes the first of two equal scores.
func TestClaimsAreTheSameEachTime(t *testing.T) {
	for _, c := range []struct{ in, bug string }{
		{in: "The new signs at the pier reduced queueing in summer."},
		{in: "hourly carrier optimized accountant to"},
		{in: "May – August gained in three 20%."},
	} {
		same := true
		for first, i := ledger(told(c.in)), 0; i < 40; i++ {
			same = same && ledger(told(c.in)) == first
		}
		check(t, c.in, c.bug, same, true)
	}
}

// Tags come back to the tokens that they belong to, whatever the tagger makes of marks and long words.
func TestTagsAlign(t *testing.T) {
	const text = "We can't say that C++/.NET kiosks (40%) quickly reduced the queue."
	s := sentence(text)
	want := map[string]string{"we": "PRP", "that": "IN", "quickly": "RB", "reduced": "VBD", "the": "DT", "queue": "NN"}
	for i := range s.Tokens {
		s.tag(text, i)
		if tag, asked := want[s.Tokens[i].Norm]; asked && s.Tokens[i].Tag != tag {
			t.Errorf("%s: got %s, want %s", s.Tokens[i].Norm, s.Tokens[i].Tag, tag)
		}
	}
}

// A tag is asked for only where place and form do not settle what a word is.
func TestTagsAreNotAskedForInPlainBullets(t *testing.T) {
	d := resume("Experience\nFernhill 2019\n- Reduced fuel cost by 12%.\n- Built a kiosk, improving sales.\n- Wrote the rota to cut overtime.\n")
	for _, section := range d.Sections {
		for _, b := range section.Blocks {
			for _, s := range b.Sentences {
				for _, tok := range s.Tokens {
					if tok.Tag != "" {
						t.Errorf("%q was tagged %s", d.Quote(tok.Span), tok.Tag)
					}
				}
			}
		}
	}
}
