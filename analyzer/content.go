package analyzer

// Tokens returns the tokens of a text, as those of a Document's sentences are found.
func Tokens(text string) []Token {
	return appendTokens(nil, text, Span{0, len(text)})
}

var stopWords = WordSet("stop")

// Content reports whether the token says something: words of grammar and talk, and marks, do not.
func (t *Token) Content() bool { return t.Kind != Punct && !t.In(stopWords) }

// ContentWords returns the stems of the tokens that say something. It is what vendors' pages and documents are compared by.
func ContentWords(tokens []Token) (stems []string) {
	for i := range tokens {
		if t := &tokens[i]; t.Content() {
			stems = append(stems, t.Stem)
		}
	}
	return stems
}
