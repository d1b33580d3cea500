package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"time"
	"unicode"

	"redflag/corpus"
)

// A talk is what is said in an interview, in order.
type talk []turn

// A turn is what one speaker says in one go.
type turn struct {
	speaker string
	index   int // of the speaker, by first turn, from 0
	words   []word
}

// A word is a word with the marks around it.
type word struct {
	text       string
	start, end time.Duration
	last       bool // of its line in the interview: a sentence, mostly
}

const (
	pace  = 400 * time.Millisecond // a word: 150 a minute
	pause = 600 * time.Millisecond // between turns
)

func (t turn) start() time.Duration { return t.words[0].start }
func (t turn) end() time.Duration   { return t.words[len(t.words)-1].end }

// load reads an interview, without its marks where it has some.
func load(file string) (talk, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	doc, err := corpus.Parse(file, string(data))
	if err != nil {
		return nil, err
	}
	t := parse(doc.Text)
	if len(t) == 0 {
		return nil, fmt.Errorf("%s: nobody speaks in it", file)
	}
	return t, nil
}

var label = regexp.MustCompile(`^(\pL[\pL\pM\d .'’-]{0,38}?)(?:\s*\([^()]*\))?:\s+(.*)$`)

// parse makes a talk of a text. A label is one that begins two paragraphs or more.
func parse(text string) talk {
	labels := map[string]int{}
	lines := strings.Split(text, "\n")
	begins := func(i int) []string {
		if i > 0 && strings.TrimSpace(lines[i-1]) != "" {
			return nil
		}
		return label.FindStringSubmatch(strings.TrimSpace(lines[i]))
	}
	for i := range lines {
		if m := begins(i); m != nil {
			labels[m[1]]++
		}
	}
	var out talk
	index := map[string]int{}
	for i, line := range lines {
		words := line
		if m := begins(i); m != nil && labels[m[1]] > 1 {
			if _, ok := index[m[1]]; !ok {
				index[m[1]] = len(index)
			}
			out = append(out, turn{speaker: m[1], index: index[m[1]]})
			words = m[2]
		}
		if len(out) == 0 {
			continue
		}
		t := &out[len(out)-1]
		for w := range strings.FieldsSeq(words) {
			t.words = append(t.words, word{text: w})
		}
		if n := len(t.words); n > 0 {
			t.words[n-1].last = true
		}
	}
	return out.timed()
}

// timed drops turns without words and gives the others their times.
func (t talk) timed() talk {
	var out talk
	now := time.Second
	for _, turn := range t {
		if len(turn.words) == 0 {
			continue
		}
		for i := range turn.words {
			turn.words[i].start, turn.words[i].end = now, now+pace-50*time.Millisecond
			now += pace
		}
		now += pause
		out = append(out, turn)
	}
	return out
}

// plain is the talk as recognisers without punctuation write it.
func (t talk) plain() talk {
	var out talk
	for _, turn := range t {
		var words []word
		for _, w := range turn.words {
			w.text = strings.ToLower(strings.TrimFunc(w.text, func(r rune) bool {
				return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsSymbol(r) && r != '%'
			}))
			if w.text != "" {
				words = append(words, w)
			}
		}
		turn.words = words
		out = append(out, turn)
	}
	return out.timed()
}

// join writes words with spaces between.
func join(words []word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

const cueLength = 80 // characters

// cues cuts a turn at words into pieces of a cue's length, which end anywhere in a sentence.
func (t turn) cues() [][]word {
	var out [][]word
	from, length := 0, 0
	for i, w := range t.words {
		if length += len([]rune(w.text)) + 1; length > cueLength+1 && i > from {
			out = append(out, t.words[from:i])
			from, length = i, len([]rune(w.text))+1
		}
	}
	return append(out, t.words[from:])
}

// sentences cuts a turn where the interview's lines end.
func (t turn) sentences() [][]word {
	var out [][]word
	from := 0
	for i, w := range t.words {
		if w.last || i == len(t.words)-1 {
			out = append(out, t.words[from:i+1])
			from = i + 1
		}
	}
	return out
}
