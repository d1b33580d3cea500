package analyzer

import (
	"strings"

	"redflag/lexicons"
)

// VerbClass is a bit set: what a verb says about its object (see lexicons/verbs.tsv).
type VerbClass uint8

const (
	Better VerbClass = 1 << iota // claims betterment of whatever its object is
	Weakly                       // claims betterment only of a metric or a quality
	Level                        // reaches a level: an outcome where a metric and a number stand with it
	Save                         // its object is money or time
	Done                         // a finished piece of work
	Duty                         // what a job consists of
	Learn                        // getting to know, without use
)

var verbClasses = map[string]VerbClass{
	"better": Better, "weak": Weakly, "level": Level, "save": Save, "done": Done, "duty": Duty, "learn": Learn,
}

// form is a bit set of the forms a word may be of its verb ("cut" is two).
type form uint8

const (
	base form = 1 << iota
	third
	past
	participle
	gerund
)

type verbForm struct {
	base  string
	class VerbClass
	form  form
}

// Verb returns the classes of the token's verb; 0 where it is no known verb's form.
func (t *Token) Verb() VerbClass { return t.word.verb.class }

// Finished reports whether the token can be a past form of a known verb ("built", "improved").
func (t *Token) Finished() bool { return t.word.verb.form&(past|participle) != 0 }

// Continuous reports whether the token can be a present participle of a known verb ("building").
func (t *Token) Continuous() bool { return t.word.verb.form&gerund != 0 }

// Base reports whether the token can be the base form of a known verb ("build").
func (t *Token) Base() bool { return t.word.verb.form&base != 0 }

// readVerbs maps every form of every verb to the verb.
func readVerbs(data string) map[string]verbForm {
	forms := map[string]verbForm{}
	add := func(word, base string, class VerbClass, f form) {
		v := forms[word]
		if v.base != "" && v.base != base { // "found" is both; the first verb keeps the word
			return
		}
		forms[word] = verbForm{base: base, class: class, form: v.form | f}
	}
	for row := range lexicons.Rows(data) {
		verb := row[0]
		var class VerbClass
		for _, name := range strings.Fields(row[4]) {
			c, ok := verbClasses[name]
			if !ok {
				panic("lexicons/verbs.tsv: unknown class " + name)
			}
			class |= c
		}
		add(verb, verb, class, base)
		add(thirdPerson(verb), verb, class, third)
		add(or(row[1], regularPast(verb)), verb, class, past)
		add(or(row[2], regularPast(verb)), verb, class, participle)
		add(or(row[3], regularGerund(verb)), verb, class, gerund)
	}
	return forms
}

func or(given, regular string) string {
	if given != "-" {
		return given
	}
	return regular
}

func regularPast(verb string) string {
	if strings.HasSuffix(verb, "e") {
		return verb + "d"
	}
	return verb + "ed"
}

func regularGerund(verb string) string {
	if strings.HasSuffix(verb, "e") && !strings.HasSuffix(verb, "ee") {
		return verb[:len(verb)-1] + "ing"
	}
	return verb + "ing"
}

func thirdPerson(verb string) string {
	switch {
	case strings.HasSuffix(verb, "s") || strings.HasSuffix(verb, "sh") || strings.HasSuffix(verb, "ch") || strings.HasSuffix(verb, "x"):
		return verb + "es"
	case strings.HasSuffix(verb, "y") && len(verb) > 1 && !strings.ContainsRune("aeiou", rune(verb[len(verb)-2])):
		return verb[:len(verb)-1] + "ies"
	}
	return verb + "s"
}
