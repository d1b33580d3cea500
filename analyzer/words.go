package analyzer

import (
	"strings"
	"sync"

	"redflag/lexicons"
)

// Set is a set of lexicons/words.tsv: of folded words, or of stems. A word's sets are looked up once for all documents, so that asking whether
// a Token is In one costs next to nothing.
type Set struct {
	words map[string]bool
	bit   int // of a membership
}

// membership are the sets that a word is in.
type membership []uint64

func (b membership) has(bit int) bool { return bit>>6 < len(b) && b[bit>>6]&(1<<(bit&63)) != 0 }

func (b membership) with(bit int) membership {
	for len(b) <= bit>>6 {
		b = append(b, 0)
	}
	b[bit>>6] |= 1 << (bit & 63)
	return b
}

// wordSets are the sets by name, of words and of stems, and the sets that each word and stem is in.
type wordSets struct {
	ofWords, ofStems map[string]*Set
	words, stems     map[string]membership
}

var sets = sync.OnceValue(func() *wordSets {
	all := &wordSets{map[string]*Set{}, map[string]*Set{}, map[string]membership{}, map[string]membership{}}
	for row := range lexicons.Rows(lexicons.Words) {
		n := 2 * len(all.ofWords)
		words, stems := &Set{map[string]bool{}, n}, &Set{map[string]bool{}, n + 1}
		for w := range strings.FieldsSeq(row[1]) {
			words.words[w], stems.words[stem(w)] = true, true
			all.words[w] = all.words[w].with(words.bit)
			all.stems[stem(w)] = all.stems[stem(w)].with(stems.bit)
		}
		all.ofWords[row[0]], all.ofStems[row[0]] = words, stems
	}
	return all
})

// setsOf are the sets that a word with its stem is in.
func (s *wordSets) setsOf(norm, stem string) membership {
	words, stems := s.words[norm], s.stems[stem]
	if len(stems) == 0 {
		return words
	}
	all := make(membership, max(len(words), len(stems)))
	copy(all, words)
	for i := range stems {
		all[i] |= stems[i]
	}
	return all
}

// WordSet returns a set of lexicons/words.tsv, of folded words. It panics where there is no such set: a slip in the code.
func WordSet(name string) *Set { return setNamed(sets().ofWords, name) }

// StemSet returns a set of lexicons/words.tsv, of stems.
func StemSet(name string) *Set { return setNamed(sets().ofStems, name) }

func setNamed(sets map[string]*Set, name string) *Set {
	set := sets[name]
	if set == nil {
		panic("lexicons/words.tsv has no set " + name)
	}
	return set
}

// Holds reports whether a folded word, or for StemSet a stem, is in the set.
func (s *Set) Holds(word string) bool { return s.words[word] }

// In reports whether the token, or for StemSet its stem, is in the set.
func (t *Token) In(s *Set) bool { return t.word.sets.has(s.bit) }

// in reports whether token i of the sentence is in the set; there is none outside of it.
func (s *Sentence) in(set *Set, i int) bool {
	return i >= 0 && i < len(s.Tokens) && s.Tokens[i].In(set)
}
