package analyzer

// Tokens returns the tokens of a text, as those of a Document's sentences are found.
func Tokens(text string) []Token {
	return appendTokens(nil, text, Span{0, len(text)})
}

var stopWords = WordSet("stop")

// ContentWords returns the stems of the words that say something, with the index of each in tokens: words of grammar and talk, and marks, are
// left out. It is what vendors' pages and documents are compared by.
func ContentWords(tokens []Token) (stems []string, at []int) {
	for i := range tokens {
		if t := &tokens[i]; t.Kind != Punct && !stopWords[t.Norm] {
			stems = append(stems, t.Stem)
			at = append(at, i)
		}
	}
	return stems, at
}
