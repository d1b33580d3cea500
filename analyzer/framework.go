package analyzer

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	yaml "go.yaml.in/yaml/v4"

	"redflag/analyzer/settings"
	"redflag/lexicons"
)

// Framework is a set of questions for interviews, with what to hear in the answers: the built-in one (lexicons/framework.yaml), or a team's own.
type Framework struct {
	Title     string
	Questions []Question
}

// Question is a question of a framework.
type Question struct {
	ID      string
	Ask     string // the question in words to ask it in
	Topic   string // by which it is recognised however it is put (Topics); "" where asks does that alone
	Signals []Signal

	asks phrases // phrases by which it is recognised as well
}

// Signal is what one hopes to hear in an answer.
type Signal struct {
	Name     string   // in a few words
	Hear     string   // what it is
	Credits  []string // it is heard where one of these credits is
	Figures  bool     // it is heard where a number stands with what it measures
	FollowUp string   // to ask where it was not heard; {} stands for the answer's own words
	Quote    string   // which of them: "system", "figure", "claim" or "words"; what is not there is replaced by another

	phrases phrases // it is heard where one of these stands
}

// creditSignals are the credits that a signal may name.
var creditSignals = strings.Split("own role|named system|metric moved|timeline|first actions|trade-off|measurement method|baseline|confounder|"+
	"uncertainty|declined|lesson|empathy|context asked|plain analogy", "|")

// CreditSignals are the credits that a signal of a framework may name.
func CreditSignals() []string { return slices.Clone(creditSignals) }

// quoteKinds are what {} of a follow-up may stand for.
var quoteKinds = []string{"system", "figure", "claim", "words"}

// BuiltinFramework is the framework of lexicons/framework.yaml.
var BuiltinFramework = sync.OnceValue(func() *Framework {
	f, err := ParseFramework("lexicons/framework.yaml", []byte(lexicons.Framework))
	if err != nil {
		panic(err)
	}
	return f
})

// ParseFramework reads a framework in YAML. Errors name the file, the line, the entry, and what is wrong with it; path is for them alone.
func ParseFramework(path string, data []byte) (*Framework, error) {
	f := &Framework{}
	root, err := settings.Parse(data)
	if err == nil && root != nil {
		err = f.read(root)
	}
	if err == nil && len(f.Questions) == 0 {
		err = errors.New("has no questions; list them under \"questions:\", each with id, ask, signals, and a topic or asks")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return f, nil
}

// read reads the top of the file.
func (f *Framework) read(n *yaml.Node) error {
	return settings.Fields(n, "", map[string]func(*yaml.Node) error{
		"title": optional(&f.Title, "title"),
		"questions": func(v *yaml.Node) error {
			seen := map[string]bool{}
			return entries(v, "question", "id", func(n *yaml.Node) error {
				q, err := readQuestion(n)
				if err == nil && seen[q.ID] {
					err = settings.At(n, "the id is used twice")
				}
				seen[q.ID] = true
				f.Questions = append(f.Questions, q)
				return err
			})
		},
	})
}

// entries reads a list of settings, and says of an error which entry it is in, with what the entry's key says.
func entries(v *yaml.Node, name, key string, read func(*yaml.Node) error) error {
	if v.Kind != yaml.SequenceNode {
		return settings.At(v, "%ss should be a list, each entry behind a dash: - %s: ...", name, key)
	}
	for i, n := range v.Content {
		if n.Kind == yaml.AliasNode {
			n = n.Alias
		}
		err := error(nil)
		if n.Kind != yaml.MappingNode {
			err = settings.Fields(n, "the entry", nil)
		} else {
			err = read(n)
		}
		if err != nil {
			return settings.In(fmt.Sprintf("%s %d%s", name, i+1, named(n, key)), err)
		}
	}
	return nil
}

// named is what an entry calls itself.
func named(n *yaml.Node, key string) string {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if v := oneSpace(n.Content[i+1].Value); n.Content[i].Value == key && v != "" {
			return fmt.Sprintf(" (%s)", v)
		}
	}
	return ""
}

// optional reads words that may be missing.
func optional(to *string, name string) func(*yaml.Node) error {
	return func(v *yaml.Node) error {
		if v.Kind == yaml.ScalarNode && strings.TrimSpace(v.Value) == "" {
			return nil
		}
		text, err := settings.Text(v, name)
		*to = oneSpace(text)
		return err
	}
}

// readQuestion reads a question and makes it ready.
func readQuestion(n *yaml.Node) (Question, error) {
	var q Question
	err := settings.Fields(n, "", map[string]func(*yaml.Node) error{
		"id":  optional(&q.ID, "id"),
		"ask": optional(&q.Ask, "ask"),
		"topic": func(v *yaml.Node) (err error) {
			q.Topic, err = settings.OneOf(v, "topic", Topics())
			return
		},
		"asks":    phraseList(&q.asks, "asks"),
		"signals": func(v *yaml.Node) error { return q.readSignals(v) },
	})
	switch {
	case err != nil:
		return q, err
	case q.ID == "":
		return q, settings.At(n, "has no id: a short name of your own")
	case q.Ask == "":
		return q, settings.At(n, "has no ask: the words to ask it in")
	case q.Topic == "" && q.asks.none():
		return q, settings.At(n, "cannot be recognised: give it a topic (%s) or asks, a list of phrases", strings.Join(Topics(), ", "))
	case len(q.Signals) == 0:
		return q, settings.At(n, "has no signals: what to hear in the answer")
	}
	return q, nil
}

// phraseList reads a list of phrases.
func phraseList(to *phrases, name string) func(*yaml.Node) error {
	return func(v *yaml.Node) error {
		words, err := settings.Words(v, name)
		if err != nil {
			return err
		}
		if *to, err = parsePhrases(words); err != nil {
			return settings.At(v, "%s: %v", name, err)
		}
		return nil
	}
}

func (q *Question) readSignals(v *yaml.Node) error {
	seen := map[string]bool{}
	return entries(v, "signal", "name", func(n *yaml.Node) error {
		s, err := readSignal(n)
		if err == nil && seen[s.Name] {
			err = settings.At(n, "the name is used twice")
		}
		seen[s.Name] = true
		q.Signals = append(q.Signals, s)
		return err
	})
}

// readSignal reads a signal and makes it ready.
func readSignal(n *yaml.Node) (Signal, error) {
	var s Signal
	err := settings.Fields(n, "", map[string]func(*yaml.Node) error{
		"name":      optional(&s.Name, "name"),
		"hear":      optional(&s.Hear, "hear"),
		"follow-up": optional(&s.FollowUp, "follow-up"),
		"phrases":   phraseList(&s.phrases, "phrases"),
		"credits":   s.readCredits,
		"figures":   func(v *yaml.Node) (err error) { s.Figures, err = settings.Switch(v, "figures"); return },
		"quote":     func(v *yaml.Node) (err error) { s.Quote, err = settings.OneOf(v, "quote", quoteKinds); return },
	})
	switch {
	case err != nil:
		return s, err
	case s.Name == "":
		return s, settings.At(n, "has no name")
	case s.Hear == "":
		return s, settings.At(n, "has no hear: what it is that one hopes to hear")
	case s.FollowUp == "":
		return s, settings.At(n, "has no follow-up: what to ask where it was not heard; {} stands for the answer's own words")
	case len(s.Credits) == 0 && s.phrases.none() && !s.Figures:
		return s, settings.At(n, "cannot be heard: give it credits, phrases, or figures: true")
	}
	return s, nil
}

func (s *Signal) readCredits(v *yaml.Node) (err error) {
	s.Credits, err = settings.Words(v, "credits")
	for _, c := range s.Credits {
		if !slices.Contains(creditSignals, c) {
			return settings.At(v, "credit %q is not one of %s%s", c, strings.Join(creditSignals, ", "), settings.DidYouMean(c, creditSignals))
		}
	}
	return err
}

func oneSpace(s string) string { return strings.Join(strings.Fields(s), " ") }
