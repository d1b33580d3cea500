package analyzer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// manner is how a transcript is written: recognisers write speech in lower case, and without marks.
type manner struct {
	lower    bool // sentences begin in lower case
	unmarked bool // hardly a sentence has an end mark
}

// wordsPerMark is how many words stand for one end mark where a text has no punctuation worth the name.
const wordsPerMark = 60

// manner tells how the transcript is written.
func (d *Document) manner() manner {
	words, marks, small := 0, 0, 0
	for i := 0; i < len(d.Text); i++ {
		switch c := d.Text[i]; {
		case c == ' ' || c == '\n':
			words++
		case c == '.' || c == '?' || c == '!':
			rest := strings.TrimLeft(d.Text[i+1:min(i+8, len(d.Text))], " \t\r\n")
			marks++
			if r, _ := utf8.DecodeRuneInString(rest); unicode.IsLower(r) {
				small++
			}
		}
	}
	return manner{lower: small*2 > marks, unmarked: marks*wordsPerMark < words}
}

// utterances cuts what somebody says into sentences, and tokens long runs without marks at the words with which people begin anew.
func (d *Document) utterances(m manner, b *Block, piece Span, tokens []Token) []Token {
	for _, span := range spokenSentences(d.Text, piece, m) {
		from := len(tokens)
		span = d.afterAsides(span)
		tokens = d.withoutAsides(appendTokens(tokens, d.Text, span), from)
		said := tokens[from:len(tokens):len(tokens)]
		for _, t := range said {
			if t.Kind != Punct {
				b.said++
			}
		}
		cut := m.unmarked && len(said) > longUtterance
		for len(said) > 0 {
			n := len(said)
			if cut {
				n = firstUtterance(said)
			}
			at := Span{said[0].Start, said[n-1].End}
			b.addUtterance(d.Text, m, at, said[:n:n])
			said = said[n:]
		}
	}
	return tokens
}

// spokenSentences cuts as sentences does, but for speech: small words at a sentence's end are words ("no."), not abbreviations.
func spokenSentences(text string, at Span, m manner) []Span {
	var out []Span
	start := at.Start
	for i := at.Start; i < at.End; i++ {
		if c := text[i]; c != '.' && c != '!' && c != '?' {
			continue
		}
		end := i + 1
		for end < at.End && strings.ContainsRune(".!?)\"'", rune(text[end])) {
			end++
		}
		rest := strings.TrimLeftFunc(text[end:at.End], isSpace)
		if rest == "" || len(rest) == at.End-end || !m.lower && !beginsSentence(rest) || text[i] == '.' && endsTitle(text[start:i]) {
			continue
		}
		out = appendTrimmed(out, text, Span{start, end})
		start, i = end, end-1
	}
	return appendTrimmed(out, text, Span{start, at.End})
}

var titles = WordSet("spoken-abbreviation")

// endsTitle reports whether the words before a point end in an abbreviation that speech is written with ("Dr"), or in a capital.
func endsTitle(before string) bool {
	last := before[strings.LastIndexFunc(before, isSpace)+1:]
	return titles.Holds(strings.ToLower(last)) || len(last) == 1 && last[0] >= 'A' && last[0] <= 'Z' && last != "I"
}

const (
	longUtterance = 25 // tokens; longer ones without marks are cut
	leastClause   = 5  // tokens of a part that is cut off
)

var (
	starters     = WordSet("starter")
	startersAnd  = WordSet("starter-and")
	startersBare = WordSet("starter-bare")
	notBefore    = WordSet("no-start-behind")
)

// firstUtterance is the number of tokens of the first utterance of a long run without marks.
func firstUtterance(tokens []Token) int {
	for i := leastClause; i+leastClause <= len(tokens); i++ {
		w, before := tokens[i].Norm, tokens[i-1].Norm
		next := tokens[i+1].Norm
		if tokens[i-1].In(notBefore) {
			continue
		}
		switch {
		case tokens[i].In(starters) && !(w == "so" && tokens[i+1].In(spokenDegree)), w == "and" && tokens[i+1].In(startersAnd), tokens[i].In(startersBare), w == "which" && before != "in" && before != "of":
			return i
		case (w == "it" || w == "that" || w == "there" || w == "this" || w == "they" || w == "we" || w == "i" || w == "he" || w == "she") && (next == "was" || next == "is" || next == "were" || next == "are" || next == "had"):
			return i
		}
	}
	return min(len(tokens), maxSentence)
}

// addUtterance adds an utterance to the block without its disfluencies.
func (b *Block) addUtterance(text string, m manner, at Span, tokens []Token) {
	for len(tokens) > maxSentence {
		b.addUtterance(text, m, Span{at.Start, tokens[maxSentence-1].End}, tokens[:maxSentence:maxSentence])
		tokens = tokens[maxSentence:]
		at.Start = tokens[0].Start
	}
	cues := lexicon().cues(text, tokens)
	if fluent := fluently(tokens, cues, m); len(fluent) < len(tokens) {
		tokens = fluent
		cues = lexicon().cues(text, tokens)
	}
	b.Sentences = append(b.Sentences, Sentence{Span: at, Tokens: tokens, cues: cues, spoken: true, unmarked: m.unmarked, memo: &memo{}})
}

// fluently returns the tokens without disfluencies: sounds, asides, words said twice. Places stay those of the text.
func fluently(tokens []Token, cues []Cue, m manner) []Token {
	var drop []bool
	mark := func(first, last int) {
		if drop == nil {
			drop = make([]bool, len(tokens))
		}
		for i := first; i <= last; i++ {
			drop[i] = true
		}
	}
	for _, c := range cues {
		if c.List == Fillers && isFiller(tokens, c, m) {
			mark(c.First, c.Last)
			before, behind := c.First-1, c.Last+1
			if behind < len(tokens) && tokens[behind].Norm == "," && (before < 0 || tokens[before].Norm == "," || drop[before]) {
				mark(behind, behind)
				if before >= 0 && tokens[before].Norm == "," && !(behind+1 < len(tokens) && tokens[behind+1].In(startersAnd) && before > 3) {
					mark(before, before)
				}
			}
		}
	}
	for i := range tokens {
		if n := saidAgain(tokens, i); n > 0 {
			mark(i, i+n-1)
		}
	}
	if drop == nil {
		return tokens
	}
	out := make([]Token, 0, len(tokens))
	for i := range tokens {
		if !drop[i] {
			out = append(out, tokens[i])
		}
	}
	if len(out) == 0 {
		return tokens
	}
	return out
}

// isFiller reports whether a match of the fillers stands for nothing where it stands.
func isFiller(tokens []Token, c Cue, m manner) bool {
	before, behind := ",", ","
	if c.First > 0 {
		before = tokens[c.First-1].Norm
	}
	if c.Last+1 < len(tokens) {
		behind = tokens[c.Last+1].Norm
	}
	setOff := isPause(before) && isPause(behind)
	number := c.Last+1 < len(tokens) && (tokens[c.Last+1].Kind == Number || spelled[behind] > 0)
	switch c.Entry.Field(0) {
	case "sound":
		return true
	case "aside":
		return setOff || m.unmarked && !goesOn.Holds(behind) && !asideOf.Holds(before)
	case "number":
		return number || setOff
	case "soft":
		return number || setOff || talkers.Holds(before)
	}
	return false
}

var (
	goesOn  = WordSet("aside-goes-on")
	asideOf = WordSet("aside-of")
	talkers = WordSet("talker")
	twice   = WordSet("said-twice")
)

func isPause(norm string) bool {
	switch norm {
	case ",", ".", "-", "--", "…", "...", "?", "!", ";", ":":
		return true
	}
	return false
}

// saidAgain is the number of tokens from i on that are said again at once, with the pause between: "we, we cut", "it was it was slow".
func saidAgain(tokens []Token, i int) int {
	for n := 1; n <= 2; n++ {
		j := i + n
		if j < len(tokens) && isPause(tokens[j].Norm) {
			j++
		}
		if j+n > len(tokens) {
			return 0
		}
		same := true
		for k := 0; k < n; k++ {
			t := &tokens[i+k]
			same = same && t.Kind == Word && t.Norm == tokens[j+k].Norm
		}
		if same && (n == 2 && spelled[tokens[i].Norm] == 0 || n == 1 && tokens[i].In(twice)) {
			return j - i
		}
	}
	return 0
}
