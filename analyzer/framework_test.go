package analyzer

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func TestBuiltinFramework(t *testing.T) {
	var ids []string
	for _, q := range BuiltinFramework().Questions {
		ids = append(ids, q.Topic)
		if n := len(q.Signals); n < 3 || n > 6 {
			t.Errorf("%s has %d signals, want 3 to 6", q.ID, n)
		}
		for _, s := range q.Signals {
			if strings.Count(s.FollowUp, "{}") != 1 {
				t.Errorf("%s, %s: the follow-up takes up no words of the answer: %s", q.ID, s.Name, s.FollowUp)
			}
		}
	}
	if want := []string{"failure", "gap", "architecture", "drift", "impact", "declined", "stakeholder", "centre"}; !slices.Equal(ids, want) {
		t.Errorf("topics %v, want %v", ids, want)
	}
}

// Every error names the file, the entry, and what is wrong.
func TestParseFrameworkErrors(t *testing.T) {
	const signal = "{name: n, hear: h, phrases: [p], follow-up: f}"
	for name, c := range map[string]struct{ file, want string }{
		"empty":             {"", "team.yaml: has no questions"},
		"comment alone":     {"# nothing\n", "team.yaml: has no questions"},
		"no YAML":           {"questions: [", "team.yaml: line 2: not YAML ("},
		"a list":            {"- a\n", "team.yaml: line 1: the file should be settings, each a name, a colon and a value; it is a list"},
		"unknown field":     {"questions:\n  - id: a\n    tpoic: failure\n", `team.yaml: line 3: question 1 (a): unknown setting tpoic, did you mean "topic"?`},
		"a word":            {"standup\n", `team.yaml: line 1: the file should be settings, each a name, a colon and a value; it is "standup"`},
		"questions a word":  {"title: t\nquestions: standup\n", "team.yaml: line 2: questions should be a list, each entry behind a dash: - id: ..."},
		"signals a word":    {"questions:\n- id: a\n  ask: x\n  topic: gap\n  signals: calm\n", "team.yaml: line 5: question 1 (a): signals should be a list, each entry behind a dash: - name: ..."},
		"a question a word": {"questions:\n- standup\n", `team.yaml: line 2: question 1: the entry should be settings, each a name, a colon and a value; it is "standup"`},
		"credits a mapping": {"questions:\n- id: a\n  ask: x\n  topic: gap\n  signals:\n  - {name: n, hear: h, follow-up: f,\n     credits: {own: role}}\n", "team.yaml: line 7: question 1 (a): signal 1 (n): credits should be a list of words; it is settings"},
		"figures a word":    {"questions: [{id: a, ask: x, topic: gap, signals: [{name: n, hear: h, follow-up: f, figures: many}]}]", `signal 1 (n): figures is true or false; it is "many"`},
		"two of a name":     {"title: a\ntitle: b\n", "team.yaml: line 2: title stands twice"},
		"no id":             {"questions: [{ask: x}]", "team.yaml: line 1: question 1: has no id"},
		"no ask":            {"questions: [{id: a}]", "team.yaml: line 1: question 1 (a): has no ask"},
		"blank ask":         {"questions: [{id: a, ask: ' '}]", "team.yaml: line 1: question 1 (a): has no ask"},
		"unrecognisable":    {"questions: [{id: a, ask: x}]", "question 1 (a): cannot be recognised: give it a topic (failure, gap, "},
		"unknown topic":     {"questions: [{id: a, ask: x, topic: failures}]", `line 1: question 1 (a): topic is one of failure, gap, `},
		"no signals":        {"questions: [{id: a, ask: x, topic: gap}]", "question 1 (a): has no signals"},
		"empty phrase":      {"questions: [{id: a, ask: x, asks: [_], signals: [" + signal + "]}]", `question 1 (a): asks: the phrase "_" has no word of its own`},
		"signal's name":     {"questions: [{id: a, ask: x, topic: gap, signals: [{hear: h}]}]", "question 1 (a): signal 1: has no name"},
		"signal's hear":     {"questions: [{id: a, ask: x, topic: gap, signals: [{name: n}]}]", "signal 1 (n): has no hear"},
		"signal's question": {"questions: [{id: a, ask: x, topic: gap, signals: [{name: n, hear: h, phrases: [p]}]}]", "signal 1 (n): has no follow-up"},
		"signal's evidence": {"questions: [{id: a, ask: x, topic: gap, signals: [{name: n, hear: h, follow-up: f}]}]", "signal 1 (n): cannot be heard"},
		"unknown credit":    {"questions: [{id: a, ask: x, topic: gap, signals: [{name: n, hear: h, follow-up: f, credits: [wit]}]}]", `signal 1 (n): credit "wit" is not one of own role, `},
		"unknown quote":     {"questions: [{id: a, ask: x, topic: gap, signals: [{name: n, hear: h, follow-up: f, phrases: [p], quote: all}]}]", `signal 1 (n): quote is one of system, figure, claim, words; it is "all"`},
		"same signal twice": {"questions: [{id: a, ask: x, topic: gap, signals: [" + signal + ", " + signal + "]}]", "signal 2 (n): the name is used twice"},
		"same id twice":     {"questions: [{id: a, ask: x, topic: gap, signals: [" + signal + "]}, {id: a, ask: x, topic: gap, signals: [" + signal + "]}]", "question 2 (a): the id is used twice"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ParseFramework("team.yaml", []byte(c.file))
			if err == nil || !strings.HasPrefix(err.Error(), "team.yaml: ") || !strings.Contains(err.Error(), c.want) || strings.ContainsAny(err.Error(), "\n!*") || strings.Contains(err.Error(), "analyzer.") { // no words of Go or YAML's reader
				t.Errorf("%v\nwant %s", err, c.want)
			}
		})
	}
}

func FuzzParseFramework(f *testing.F) {
	data, err := os.ReadFile("testdata/team.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte("questions: [{id: a}]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		framework, err := ParseFramework("f.yaml", data)
		if (framework == nil) == (err == nil) {
			t.Fatal(framework, err)
		}
	})
}

func TestPhraseAt(t *testing.T) {
	for _, c := range []struct {
		phrase, words string
		want          bool
	}{
		{"stop", "We stopped it.", true},
		{"=stop", "We stopped it.", false},
		{"=stopped it", "We stopped it.", true},
		{"cut _ by #", "We cut waste by 12 percent.", true},
		{"cut _ by #", "We cut waste by half.", false},
		{"follow up", "A follow-up is due.", true},
		{"roll back", "roll", false},
		{"_ of us", "Five of us.", true},
		{"# of us", "5 of us.", true},
		{"# of us", "of us", false},
	} {
		set, err := parsePhrases([]string{"never there", c.phrase})
		if err != nil {
			t.Fatal(err)
		}
		b := Builder{Kind: Transcript}
		b.Verbatim("A: " + c.words)
		d := b.Document()
		if got := set.in(&d.Sections[0].Blocks[0].Sentences[0]); got != c.want {
			t.Errorf("%q in %q: %v", c.phrase, c.words, got)
		}
	}
}
