package analyzer

import (
	"strings"
	"testing"
)

// TestTeach: words are added call by call, until the lexicons are in use.
func TestTeach(t *testing.T) {
	taughtLock.Lock()
	before, inUse := taught, compiledAt
	taught, compiledAt = Taught{}, false
	taughtLock.Unlock()
	t.Cleanup(func() { taught, compiledAt = before, inUse })

	audit := Taught{Tools: []string{"Acme Flow"}, Phrases: map[List][]TaughtPhrase{Methods: {{Phrase: "clinic audit", Fields: []string{"method"}}}}}
	count := Taught{Tools: []string{"Globex 9"}, Phrases: map[List][]TaughtPhrase{Methods: {{Phrase: "ward count", Fields: []string{"method"}}}}}
	for _, words := range []Taught{audit, count} {
		if err := Teach(words); err != nil {
			t.Fatal(err)
		}
	}
	if len(taught.Tools) != 2 || len(taught.Phrases[Methods]) != 2 {
		t.Errorf("the words of one call are lost: %v", taught)
	}
	for says, words := range map[string]Taught{
		`the tool "!!" has no letter or digit`: {Tools: []string{"!!"}},
		`the phrase "..." has no word`:         {Phrases: map[List][]TaughtPhrase{Own: {{Phrase: "..."}}}},
		`classes (@)`:                          {Phrases: map[List][]TaughtPhrase{Own: {{Phrase: "our @metric"}}}},
	} {
		if err := Teach(words); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
	compiledAt = true
	if err := Teach(audit); err == nil || !strings.Contains(err.Error(), "in use") {
		t.Errorf("taught too late: %v", err)
	}
}
