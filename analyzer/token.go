package analyzer

import (
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
)

// TokenKind tells words, numbers and punctuation apart.
type TokenKind uint8

const (
	Word   TokenKind = iota
	Number           // begins with a digit: "23", "3x", "10k", "1,200.5"
	Punct            // one mark, or a run of the same mark
)

// Token is a word, a number or a mark of punctuation.
type Token struct {
	Span
	Kind       TokenKind
	Norm, Stem string // Norm: lower case, straight apostrophes; Stem: Snowball (English) of Norm
	Tag        string // part of speech (Penn Treebank), only where it was asked for

	word    *word
	capital bool // written with a capital first letter
}

// Capital reports whether token i of the sentence begins with a capital letter.
func (s *Sentence) Capital(i int) bool { return s.Tokens[i].capital }

// word is what is known of a folded word, kept once for all documents.
type word struct {
	norm, stem     string
	normID, stemID int32      // ids in the lexicons' vocabulary; 0: in no phrase list
	ownerID        int32      // of a word with an apostrophe and s, the id of what stands before it
	classIDs       []int32    // of the classes that it is in
	sets           membership // the sets of lexicons/words.tsv that it is in
	verb           verbForm
	counts         bool // a quantity can begin with it
	known          bool // in the lexicons, or a word of grammar of some language
}

// words caches folded words. Resumes share most of their vocabulary; past maxWords nothing more is kept,
// so that odd inputs cannot grow the cache without bound.
var (
	words     sync.Map // string → *word
	wordCount atomic.Int64
)

const maxWords = 200_000

func lookup(norm string) *word {
	if w, ok := words.Load(norm); ok {
		return w.(*word)
	}
	norm = strings.Clone(norm) // Norm may point into a document's text, which must not be kept alive
	l := lexicon()
	w := &word{norm: norm, stem: stem(norm), normID: l.norms[norm]}
	w.stemID = l.stems[w.stem]
	w.classIDs = l.members[w.stem]
	if owner, ok := strings.CutSuffix(norm, "'s"); ok {
		w.ownerID = l.norms[owner]
	}
	w.verb = l.verbs[norm]
	w.counts = beginsQuantity(norm)
	w.sets = sets().setsOf(norm, w.stem)
	w.known = w.normID != 0 || w.stemID != 0 || w.verb != (verbForm{}) || functionWords.Holds(norm)
	if wordCount.Add(1) <= maxWords {
		words.Store(norm, w)
	}
	return w
}

// stem returns the Snowball stem of a folded word. Short words, numbers and names with marks are their own stems.
func stem(norm string) string {
	if len(norm) < 3 || len(norm) > 40 {
		return norm
	}
	for i := 0; i < len(norm); i++ {
		if c := norm[i]; c < 'a' && c != '\'' || c > 'z' {
			return norm
		}
	}
	return english.Stem(norm, true)
}

// appendTokens appends the tokens of text[span.Start:span.End]; offsets count in text.
func appendTokens(dst []Token, text string, span Span) []Token {
	for i := span.Start; i < span.End; {
		r, n := utf8.DecodeRuneInString(text[i:span.End])
		start := i
		switch {
		case isSpace(r):
			i += n
			continue
		case r >= '0' && r <= '9':
			i = endOfNumber(text, i, span.End)
			dst = append(dst, newToken(text, Span{start, i}, Number))
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if i = endOfAddress(text, i, span.End); i == start {
				i = endOfWord(text, i, span.End)
			}
			dst = append(dst, newToken(text, Span{start, i}, Word))
		case r == '.' && isDotNet(text[i:span.End]) && (i == span.Start || !isAlnum(text[i-1])):
			i += len(".net")
			dst = append(dst, newToken(text, Span{start, i}, Word))
		default:
			i += n
			for i < span.End && strings.HasPrefix(text[i:span.End], text[start:start+n]) {
				i += n
			}
			if r == '-' && i < span.End && text[i] == '>' { // "->" stands for an arrow
				i++
			}
			dst = append(dst, newToken(text, Span{start, i}, Punct))
		}
	}
	return dst
}

func newToken(text string, at Span, kind TokenKind) Token {
	w := lookup(fold(text[at.Start:at.End]))
	first, _ := utf8.DecodeRuneInString(text[at.Start:])
	return Token{Span: at, Kind: kind, Norm: w.norm, Stem: w.stem, word: w, capital: unicode.IsUpper(first)}
}

// fold lower-cases a word and makes typographic apostrophes and arrows plain.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s) && ascii; i++ {
		ascii = s[i] < utf8.RuneSelf
	}
	if ascii {
		if s == "->" {
			return "→"
		}
		return strings.ToLower(s) // returns s itself where nothing changes
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '’', 'ʼ', '‘':
			return '\''
		case '⇒', '➔', '➜', '⟶':
			return '→'
		case '–', '—', '‐', '‑', '−':
			return '-'
		case 0xAD: // soft hyphen
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// endOfNumber returns the end of the number that begins at i, with the letters that are written against it ("3x", "10k").
func endOfNumber(text string, i, end int) int {
	for i < end {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			i++
		case (c == '.' || c == ',') && i+1 < end && isDigit(text[i+1]) && isDigit(text[i-1]):
			if c == ',' && digitsAt(text, i+1, end) != 3 && digitsAt(text, i+1, end) != 2 {
				return i
			}
			i++
		case c >= utf8.RuneSelf || isLetter(c):
			r, _ := utf8.DecodeRuneInString(text[i:end])
			if !unicode.IsLetter(r) {
				return i
			}
			return endOfWord(text, i, end)
		default:
			return i
		}
	}
	return i
}

func digitsAt(text string, i, end int) int {
	n := 0
	for i+n < end && isDigit(text[i+n]) {
		n++
	}
	return n
}

// endOfWord returns the end of the word that begins at i. Apostrophes inside stay ("don't"), and so do the points of
// names and abbreviations ("node.js", "e.g") and the marks of C++, C# and F#.
func endOfWord(text string, i, end int) int {
	start := i
	for i < end {
		r, n := utf8.DecodeRuneInString(text[i:end])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_' || r == 0xAD:
			i += n
		case (r == '\'' || r == '’') && i+n < end && isLetter(text[i+n]):
			i += n
		case r == '.' && joinsWord(text, start, i, end):
			i++
		case (r == '+' || r == '#') && i-start <= 2:
			if r == '#' && i-start == 1 && !(i+1 < end && isAlnum(text[i+1])) {
				return i + 1
			}
			if r == '+' && strings.HasPrefix(text[i:end], "++") {
				return i + 2
			}
			return i
		default:
			return i
		}
	}
	return i
}

// maxAddress is the longest address in bytes that is looked for; text without white space may go on for megabytes.
const maxAddress = 200

// endOfAddress returns the end of the web or mail address that begins at i, i where there is none. An address is one word:
// the names in it are not the candidate's words.
func endOfAddress(text string, i, end int) int {
	j, point, mark := i, -1, false
	end = min(end, i+maxAddress)
	for j < end && text[j] > ' ' && text[j] != ',' && text[j] != ';' && text[j] != ')' && text[j] != '|' {
		switch text[j] {
		case '.':
			point = j
		case '@':
			mark = mark || j > i
		case '/':
			mark = mark || j > i && (text[j-1] == '/' && text[i] == 'h' || point > i && j-point <= 5 && j-point > 2 && isDomain(text[point+1:j]))
		}
		j++
	}
	if !mark || point < 0 {
		return i
	}
	for j > i && !isAlnum(text[j-1]) && text[j-1] != '/' {
		j--
	}
	return j
}

func isDomain(s string) bool {
	switch strings.ToLower(s) {
	case "com", "org", "net", "edu", "io", "dev", "me", "ai", "app", "co", "in", "uk", "de", "ca", "fr":
		return true
	}
	return false
}

// joinsWord reports whether the point at i stands inside a name or an abbreviation rather than ending a sentence
// that lacks its space: what follows is a short lower-case ending ("js", "io"), a known one ("NET", "AI"),
// or the parts are single letters ("U.S").
func joinsWord(text string, start, i, end int) bool {
	if i+1 >= end || !isAlnum(text[i+1]) {
		return false
	}
	j := i + 1
	for j < end && isAlnum(text[j]) {
		j++
	}
	next := text[i+1 : j]
	if len(next) == 1 && i-start <= 3 || i-start == 1 && len(next) <= 4 {
		return true
	}
	switch strings.ToLower(next) {
	case "js", "ts", "io", "net", "ai", "py", "md", "com", "org", "edu", "tech", "dev", "co", "in", "uk", "de", "app":
		return strings.ToLower(next) == next || len(next) <= 3
	}
	return false
}

func isDotNet(s string) bool {
	return len(s) >= 4 && strings.EqualFold(s[:4], ".net") && (len(s) == 4 || !isLetter(s[4]))
}

func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r == 0x200B || r == 0xFEFF || r == 0xFFFD || r < ' ' || r == 0x7F
}
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func isAlnum(c byte) bool  { return isDigit(c) || isLetter(c) }
