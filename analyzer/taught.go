package analyzer

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode"
)

// Taught are words that a team adds to the lexicons: names of tools, and phrases as lexicons/*.tsv hold them.
type Taught struct {
	Tools   []string // names, recognised in any letter case
	Phrases map[List][]TaughtPhrase
}

// TaughtPhrase is a phrase with the other columns of its list.
type TaughtPhrase struct {
	Phrase string
	Fields []string
}

var (
	taughtLock sync.Mutex
	taught     Taught
	compiledAt bool // the lexicons have been compiled, and change no more
)

// Teach adds words to the lexicons; a second call adds to those of the first. It must be called before the first document is read, as lexicons are immutable from then on;
// later it is an error, and so is a phrase without a word, and a tool without a letter or digit.
func Teach(t Taught) error {
	taughtLock.Lock()
	defer taughtLock.Unlock()
	if compiledAt {
		return errors.New("the lexicons are in use already")
	}
	for _, name := range t.Tools {
		if strings.IndexFunc(name, isWordRune) < 0 {
			return fmt.Errorf("the tool %q has no letter or digit", name)
		}
	}
	for _, phrases := range t.Phrases {
		for _, p := range phrases {
			if strings.IndexFunc(p.Phrase, isWordRune) < 0 {
				return fmt.Errorf("the phrase %q has no word", p.Phrase)
			}
			if strings.HasPrefix(p.Phrase, "@") || strings.Contains(p.Phrase, " @") {
				return fmt.Errorf("the phrase %q: classes (@) are for the lexicons of redflag alone", p.Phrase)
			}
		}
	}
	taught.Tools = append(taught.Tools, t.Tools...)
	if taught.Phrases == nil {
		taught.Phrases = map[List][]TaughtPhrase{}
	}
	for list, phrases := range t.Phrases {
		taught.Phrases[list] = append(taught.Phrases[list], phrases...)
	}
	return nil
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// learn adds the words that were taught to lexicons that are being compiled.
func (c *compiled) learn() {
	taughtLock.Lock()
	defer taughtLock.Unlock()
	compiledAt = true
	for list, phrases := range taught.Phrases {
		for _, p := range phrases {
			for _, phrase := range variants(strings.Fields(p.Phrase)) {
				c.add(c.pattern(phrase), ending{list: list, entry: &Entry{Phrase: p.Phrase, Fields: p.Fields}})
			}
		}
	}
	for _, name := range taught.Tools {
		if c.tools[name] == nil {
			c.addTool([]string{name, "team", "any", ""})
		}
	}
}
