package settings

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	yaml "go.yaml.in/yaml/v4"
)

// A file is read by what is known of it; each mistake is told with its line, what stands there, and what should.
func TestErrors(t *testing.T) {
	read := func(n *yaml.Node) error {
		return Fields(n, "", map[string]func(*yaml.Node) error{
			"name":  func(v *yaml.Node) error { _, err := Text(v, "name"); return err },
			"tools": func(v *yaml.Node) error { _, err := Words(v, "tools"); return err },
			"on":    func(v *yaml.Node) error { _, err := Switch(v, "on"); return err },
			"share": func(v *yaml.Node) error { _, err := Share(v, "share"); return err },
			"rules": func(v *yaml.Node) error {
				return Fields(v, "rules", map[string]func(*yaml.Node) error{"uniform-success": func(*yaml.Node) error { return nil }})
			},
		})
	}
	for file, want := range map[string]string{
		"name: x\ntools: [a, b]\non: off\nshare: 0.5\nrules: {uniform-success: 1}": "",
		"tools: [null, 5]":              "",
		"tools: one":                    "",
		"name: &n x\ntools: [*n]":       "",
		"standup":                       `line 1: the file should be settings, each a name, a colon and a value; it is "standup"`,
		"- a\n":                         "line 1: the file should be settings, each a name, a colon and a value; it is a list",
		"rules:\n":                      "line 1: rules should be settings, each a name, a colon and a value; it is empty",
		"rules: [a]":                    "line 1: rules should be settings, each a name, a colon and a value; it is a list",
		"\nnmae: x":                     `line 2: unknown setting nmae, did you mean "name"?`,
		"zzz: x":                        "line 1: unknown setting zzz; known are name, on, rules, share, tools",
		"rules:\n  uniform-sucess: off": `line 2: unknown setting rules.uniform-sucess, did you mean "uniform-success"?`,
		"name: x\nname: y":              "line 2: name stands twice",
		"? [a]\n: b":                    "line 1: a list stands where the name of a setting should",
		"name:\n":                       "line 1: name should be words; it is empty",
		"name: {a: b}":                  "line 1: name should be words; it is settings",
		"tools: {a: b}":                 "line 1: tools should be a list of words; it is settings",
		"tools:\n- a\n- [b]":            "line 3: tools should be a list of words; there is a list in it",
		"tools: [a, '']":                "line 1: tools should be a list of words; an entry is empty",
		"on: perhaps":                   `line 1: on is true or false; it is "perhaps"`,
		"on: []":                        "line 1: on is true or false; it is a list",
		"share: 1.5":                    `line 1: share is a number from 0 to 1; it is "1.5"`,
		"share: NaN":                    `line 1: share is a number from 0 to 1; it is "NaN"`,
		"name: x\n\ton: on":             "line 2: not YAML (found a tab character that violates indentation); indent with spaces, and check the colons, quotes and brackets above",
		"rules: [":                      "line 2: not YAML (did not find expected node content); indent with spaces, and check the colons, quotes and brackets above",
		"name: x\n---\n":                "line 2: more than one document; put all of it above the line ---",
	} {
		n, err := Parse([]byte(file))
		if err == nil {
			err = read(n)
		}
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q\ngot  %s\nwant %s", file, got, want)
		}
	}
}

func TestNothing(t *testing.T) {
	for _, file := range []string{"", "# nothing yet\n", "---\n", "\uFEFF"} {
		if n, err := Parse([]byte(file)); n != nil || err != nil {
			t.Errorf("%q: %v, %v", file, n, err)
		}
	}
}

func TestIn(t *testing.T) {
	err := In("question 1", At(&yaml.Node{Line: 7}, "has no %s", "id"))
	if err.Error() != "line 7: question 1: has no id" {
		t.Error(err)
	}
	if err := In("x", errors.New("y")); err.Error() != "x: y" {
		t.Error(err)
	}
	if In("x", nil) != nil {
		t.Error("an error is made of none")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("a: [1, {b: c}]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := Parse(data)
		if err != nil && strings.ContainsAny(err.Error(), "\n") {
			t.Errorf("an error of several lines: %q", err)
		}
	})
}

func TestDidYouMean(t *testing.T) {
	names := []string{"scan", "text", "explain", "schema", "version"}
	for word, want := range map[string]string{
		"scna": "scan", "SCAN": "scan", "txt": "text", "expl": "explain", "shcema": "schema", "zzzzzz": "", "analyze": "",
	} {
		if want != "" {
			want = fmt.Sprintf(", did you mean %q?", want)
		}
		if got := DidYouMean(word, names); got != want {
			t.Errorf("DidYouMean(%q) = %q, want %q", word, got, want)
		}
	}
}
