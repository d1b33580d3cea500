package analyzer

import (
	"strings"
	"testing"

	"redflag/lexicons"
)

// No stock phrase stands twice: of two with the same words the first one's kind would count, the other never.
func TestStockPhrasesStandOnce(t *testing.T) {
	seen := map[string]string{}
	for _, data := range []string{lexicons.Stock, lexicons.Phrases} {
		for row := range lexicons.Rows(data) {
			var key string
			for _, id := range lexicon().pattern(strings.Fields(row[0])) {
				key += string(rune(id)) + " "
			}
			if first, ok := seen[key]; ok {
				t.Errorf("%q and %q are the same phrase", first, row[0])
			}
			seen[key] = row[0]
		}
	}
}
