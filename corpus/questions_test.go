package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A row that cannot be learned from is told with its line, rather than learned wrongly.
func TestQuestionsAreChecked(t *testing.T) {
	for _, c := range []struct{ name, in, err string }{
		{"topics and none", "# a comment\nfailure,drift\tWhat broke, and what did you see?\nnone\tShall we begin?\n", ""},
		{"no tab", "failure What broke?\n", ":1: no tab"},
		{"a topic misspelt", "none\tShall we begin?\nfailure,drfit\tWhat broke?\n", `:2: no topic is called "drfit"; there are none and `},
	} {
		path := filepath.Join(t.TempDir(), "questions.txt")
		if err := os.WriteFile(path, []byte(c.in), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := Questions(path)
		switch {
		case c.err == "" && (err != nil || len(got) != 2 || len(got[0].Topics) != 2 || got[1].Topics != nil):
			t.Errorf("%s: %+v, %v", c.name, got, err)
		case c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)):
			t.Errorf("%s: error %v, want %q in it", c.name, err, c.err)
		}
	}
}
