package analyzer

import (
	"strings"
	"sync"

	"redflag/lexicons"
)

var wordSets = sync.OnceValue(func() map[string]map[string]bool {
	sets := map[string]map[string]bool{}
	for row := range lexicons.Rows(lexicons.Words) {
		set := map[string]bool{}
		for w := range strings.FieldsSeq(row[1]) {
			set[w] = true
		}
		sets[row[0]] = set
	}
	return sets
})

// WordSet returns a set of lexicons/words.tsv, of folded words. It panics where there is no such set: a slip in the code.
func WordSet(name string) map[string]bool {
	set := wordSets()[name]
	if set == nil {
		panic("lexicons/words.tsv has no set " + name)
	}
	return set
}

// StemSet returns a set of lexicons/words.tsv, of stems.
func StemSet(name string) map[string]bool {
	set := map[string]bool{}
	for w := range WordSet(name) {
		set[stem(w)] = true
	}
	return set
}
