// Package settings reads what a team writes in YAML: its settings and its questions. An error names the line, what stands there, what should,
// and the nearest right name; the caller adds the file.
package settings

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// Error is what is wrong with a file, and where.
type Error struct {
	Line int // from 1; 0 where it is not known
	Text string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Text
	}
	return fmt.Sprintf("line %d: %s", e.Line, e.Text)
}

// At makes an error of a place in the file.
func At(n *yaml.Node, format string, args ...any) error {
	return &Error{n.Line, fmt.Sprintf(format, args...)}
}

// In says of an error what it is in: "line 3: question 1: has no id".
func In(where string, err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return &Error{e.Line, where + ": " + e.Text}
	}
	return fmt.Errorf("%s: %w", where, err)
}

// Parse reads a file of one document; nil where there is nothing in it.
func Parse(data []byte) (*yaml.Node, error) {
	var root, more yaml.Node
	file := yaml.NewDecoder(bytes.NewReader(data))
	if err := file.Decode(&root); err == io.EOF {
		return nil, nil
	} else if err != nil {
		return nil, noYAML(err)
	}
	if err := file.Decode(&more); err == nil {
		return nil, At(&more, "more than one document; put all of it above the line ---")
	} else if err != io.EOF {
		return nil, noYAML(err)
	}
	if len(root.Content) == 0 || empty(root.Content[0]) {
		return nil, nil
	}
	return root.Content[0], nil
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

func noYAML(err error) error {
	text := strings.Join(strings.Fields(err.Error()), " ")
	e := &Error{}
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		e.Line, _ = strconv.Atoi(m[1])
		text = text[len(m[0]):]
	}
	e.Text = fmt.Sprintf("not YAML (%s); indent with spaces, and check the colons, quotes and brackets above", text)
	return e
}

// Fields reads a mapping: each value by the reader of its name. where is the mapping's own name, "" for the file.
func Fields(n *yaml.Node, where string, readers map[string]func(*yaml.Node) error) error {
	n = real(n)
	name, prefix := "the file", ""
	if where != "" {
		name, prefix = where, where+"."
	}
	if n.Kind != yaml.MappingNode {
		return At(n, "%s should be settings, each a name, a colon and a value; it is %s", name, what(n))
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := real(n.Content[i])
		read := readers[key.Value]
		switch {
		case key.Kind != yaml.ScalarNode:
			return At(key, "%s stands where the name of a setting should", what(key))
		case read == nil:
			return At(key, "unknown setting %s%s%s", prefix, key.Value, meant(key.Value, slices.Sorted(maps.Keys(readers))))
		case seen[key.Value]:
			return At(key, "%s%s stands twice", prefix, key.Value)
		}
		seen[key.Value] = true
		if err := read(real(n.Content[i+1])); err != nil {
			return err
		}
	}
	return nil
}

// meant guesses at a name, or lists those that there are.
func meant(word string, names []string) string {
	if guess := DidYouMean(word, names); guess != "" {
		return guess
	}
	return "; known are " + strings.Join(names, ", ")
}

// Text reads words.
func Text(v *yaml.Node, name string) (string, error) {
	v = real(v)
	if v.Kind != yaml.ScalarNode || strings.TrimSpace(v.Value) == "" {
		return "", At(v, "%s should be words; it is %s", name, what(v))
	}
	return v.Value, nil
}

// Words reads a list of words; one entry may stand without a list.
func Words(v *yaml.Node, name string) ([]string, error) {
	v = real(v)
	if v.Kind == yaml.ScalarNode && !empty(v) {
		return []string{v.Value}, nil
	}
	if v.Kind != yaml.SequenceNode {
		return nil, At(v, "%s should be a list of words; it is %s", name, what(v))
	}
	var out []string
	for _, item := range v.Content {
		switch item = real(item); {
		case item.Kind != yaml.ScalarNode:
			return nil, At(item, "%s should be a list of words; there is %s in it", name, what(item))
		case empty(item):
			return nil, At(item, "%s should be a list of words; an entry is empty", name)
		}
		out = append(out, item.Value)
	}
	return out, nil
}

// Switch reads true or false, or on or off.
func Switch(v *yaml.Node, name string) (bool, error) {
	switch v = real(v); v.Value {
	case "true", "on":
		return true, nil
	case "false", "off":
		return false, nil
	}
	return false, At(v, "%s is true or false; it is %s", name, what(v))
}

// Share reads a number from 0 to 1.
func Share(v *yaml.Node, name string) (float64, error) {
	v = real(v)
	n, err := strconv.ParseFloat(v.Value, 64)
	if err != nil || !(n >= 0 && n <= 1) {
		return 0, At(v, "%s is a number from 0 to 1; it is %s", name, what(v))
	}
	return n, nil
}

// OneOf reads one of some words.
func OneOf(v *yaml.Node, name string, words []string) (string, error) {
	v = real(v)
	if v.Kind != yaml.ScalarNode || !slices.Contains(words, v.Value) {
		return "", At(v, "%s is one of %s; it is %s%s", name, strings.Join(words, ", "), what(v), DidYouMean(v.Value, words))
	}
	return v.Value, nil
}

// real is the node that an alias stands for.
func real(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// empty reports whether nothing stands at a place; a written null is a word of data work.
func empty(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && (strings.TrimSpace(n.Value) == "" || n.Value == "~")
}

// what says what a node is.
func what(n *yaml.Node) string {
	switch {
	case empty(n):
		return "empty"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Kind == yaml.MappingNode:
		return "settings"
	}
	words := []rune(n.Value)
	if len(words) > 60 {
		words = append(words[:59], '…')
	}
	return strconv.Quote(string(words))
}
