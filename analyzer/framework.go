package analyzer

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"

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

// frameworkFile is a framework as it is written.
type frameworkFile struct {
	Title     string         `yaml:"title"`
	Questions []questionFile `yaml:"questions"`
}

type questionFile struct {
	ID      string       `yaml:"id"`
	Ask     string       `yaml:"ask"`
	Topic   string       `yaml:"topic"`
	Asks    []string     `yaml:"asks"`
	Signals []signalFile `yaml:"signals"`
}

type signalFile struct {
	Name     string   `yaml:"name"`
	Hear     string   `yaml:"hear"`
	Credits  []string `yaml:"credits"`
	Phrases  []string `yaml:"phrases"`
	Figures  bool     `yaml:"figures"`
	FollowUp string   `yaml:"follow-up"`
	Quote    string   `yaml:"quote"`
}

// ParseFramework reads a framework in YAML. Errors name the file, the entry, and what is wrong with it; path is for them alone.
func ParseFramework(path string, data []byte) (*Framework, error) {
	var file frameworkFile
	if err := yaml.Load(data, &file, yaml.WithKnownFields()); err != nil && !onlyComments(data) {
		return nil, fmt.Errorf("%s: not a framework: %s", path, oneLine(err))
	}
	if len(file.Questions) == 0 {
		return nil, fmt.Errorf("%s: has no questions; list them under \"questions:\", each with id, ask, signals, and a topic or asks", path)
	}
	f := &Framework{Title: file.Title}
	seen := map[string]bool{}
	for i := range file.Questions {
		q, err := file.Questions[i].question()
		if err == nil && seen[q.ID] {
			err = errors.New("the id is used twice")
		}
		if err != nil {
			return nil, fmt.Errorf("%s: question %d%s: %w", path, i+1, named(file.Questions[i].ID), err)
		}
		seen[q.ID] = true
		f.Questions = append(f.Questions, q)
	}
	return f, nil
}

// onlyComments reports whether there is nothing in a YAML file.
func onlyComments(data []byte) bool {
	for line := range bytes.Lines(data) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return false
		}
	}
	return true
}

// oneLine is an error's text without line breaks, as YAML's reader lists what is wrong on lines of their own.
func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

func named(name string) string {
	if name == "" {
		return ""
	}
	return fmt.Sprintf(" (%s)", name)
}

// question checks a question and makes it ready.
func (f *questionFile) question() (Question, error) {
	q := Question{ID: f.ID, Ask: oneSpace(f.Ask), Topic: f.Topic}
	switch {
	case f.ID == "":
		return q, errors.New("has no id")
	case q.Ask == "":
		return q, errors.New("has no ask: the words to ask it in")
	case f.Topic == "" && len(f.Asks) == 0:
		return q, fmt.Errorf("cannot be recognised: give it a topic (%s) or asks, a list of phrases", strings.Join(Topics(), ", "))
	case f.Topic != "" && !slices.Contains(Topics(), f.Topic):
		return q, fmt.Errorf("topic %q is not one of %s", f.Topic, strings.Join(Topics(), ", "))
	case len(f.Signals) == 0:
		return q, errors.New("has no signals: what to hear in the answer")
	}
	var err error
	if q.asks, err = parsePhrases(f.Asks); err != nil {
		return q, err
	}
	seen := map[string]bool{}
	for i := range f.Signals {
		s, err := f.Signals[i].signal()
		if err == nil && seen[s.Name] {
			err = errors.New("the name is used twice")
		}
		if err != nil {
			return q, fmt.Errorf("signal %d%s: %w", i+1, named(f.Signals[i].Name), err)
		}
		seen[s.Name] = true
		q.Signals = append(q.Signals, s)
	}
	return q, nil
}

// signal checks a signal and makes it ready.
func (f *signalFile) signal() (Signal, error) {
	s := Signal{Name: oneSpace(f.Name), Hear: oneSpace(f.Hear), Credits: f.Credits, Figures: f.Figures, FollowUp: oneSpace(f.FollowUp), Quote: f.Quote}
	switch {
	case s.Name == "":
		return s, errors.New("has no name")
	case s.Hear == "":
		return s, errors.New("has no hear: what it is that one hopes to hear")
	case s.FollowUp == "":
		return s, errors.New("has no follow-up: what to ask where it was not heard; {} stands for the answer's own words")
	case len(f.Credits) == 0 && len(f.Phrases) == 0 && !f.Figures:
		return s, errors.New("cannot be heard: give it credits, phrases, or figures: true")
	case s.Quote != "" && !slices.Contains(quoteKinds, s.Quote):
		return s, fmt.Errorf("quote %q is not one of %s", s.Quote, strings.Join(quoteKinds, ", "))
	}
	for _, c := range f.Credits {
		if !slices.Contains(creditSignals, c) {
			return s, fmt.Errorf("credit %q is not one of %s", c, strings.Join(creditSignals, ", "))
		}
	}
	var err error
	s.phrases, err = parsePhrases(f.Phrases)
	return s, err
}

func oneSpace(s string) string { return strings.Join(strings.Fields(s), " ") }
