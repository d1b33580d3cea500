package analyzer

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quality says how much of a document was read as words. Letters without a Unicode, words in pieces or run together, and text in a
// wrong encoding are no ground for findings: what stands on such lines is withheld.
type Quality struct {
	Readable   float64 // share of the letters that stand on readable lines; 1 where there are none
	Unreadable []Span  // the other lines, in text order
}

// The shares of readable letters under which findings are withheld.
const (
	leastReadable = 0.5  // under it, of any kind
	leastWhole    = 0.85 // under it, those that rest on what the whole document does not say
)

// Enough reports whether enough was read to say anything of the document.
func (q *Quality) Enough() bool { return q.Readable >= leastReadable }

// Whole reports whether enough was read to say what the document does not tell.
func (q *Quality) Whole() bool { return q.Readable >= leastWhole }

// overlaps reports whether a span touches an unreadable line.
func (q *Quality) overlaps(s Span) bool {
	i, _ := slices.BinarySearchFunc(q.Unreadable, s.Start, func(u Span, at int) int { return u.End - at })
	return i < len(q.Unreadable) && q.Unreadable[i].Overlaps(s)
}

// fault is what makes a line unreadable.
type fault uint8

const (
	noUnicode fault = iota
	spacedLetters
	gluedWords
	wrongEncoding
	brokenWords
	wrongLetters
	faults
)

var faultNames = [faults]string{
	noUnicode:     "letters without a Unicode",
	spacedLetters: "words spaced into letters",
	gluedWords:    "words run together",
	wrongEncoding: "a wrong encoding",
	brokenWords:   "broken words",
	wrongLetters:  "letters that make no words of a language",
}

// A line is unreadable from this share of bad letters on, if they are as many as leastBad.
const (
	badLine  = 0.3
	leastBad = 4
)

// lineQuality is what is known of a line.
type lineQuality struct {
	Span
	letters, unread int // unread: glyphs drawn on it that have no Unicode
	bad             [faults]int
	words, known    int // of three and more letters; found in the lexicons
	running, runs   int // letters between white space, and the pieces they stand in; addresses are left out
}

func (l *lineQuality) badLetters() int {
	n := l.unread
	for _, b := range l.bad {
		n += b
	}
	return min(n, l.letters+l.unread)
}

func (l *lineQuality) unreadable() bool {
	n := l.badLetters()
	return n >= leastBad && float64(n) >= badLine*float64(l.letters+l.unread)
}

// worst is the fault that most of its bad letters have.
func (l *lineQuality) worst() fault {
	w := noUnicode
	for f, n := range l.bad {
		if n > l.bad[w] {
			w = fault(f)
		}
	}
	return w
}

// assess measures how well the text was read. unread are the glyphs without a Unicode by line, lost those by page that stand
// on no line of the text.
func (d *Document) assess(unread map[int]int, lost map[int]int) {
	lines := make([]lineQuality, len(d.lines))
	var words []Span
	for i := range lines {
		l := &lines[i]
		l.Span, l.unread = d.lineSpan(i), unread[i]
		words = l.read(d.Text, words[:0])
	}
	d.countKnown(lines)
	d.findWrongLetters(lines)
	d.Quality = Quality{Readable: 1}
	total, bad := 0, 0
	var at [faults][]int // lines
	for i := range lines {
		l := &lines[i]
		total += l.letters + l.unread
		if !l.unreadable() {
			bad += l.unread
			continue
		}
		bad += l.letters + l.unread
		d.Quality.Unreadable = append(d.Quality.Unreadable, l.Span)
		at[l.worst()] = append(at[l.worst()], d.Position(l.Start).Line)
	}
	for _, n := range lost {
		total, bad = total+n, bad+n
	}
	if total > 0 {
		d.Quality.Readable = 1 - float64(bad)/float64(total)
	}
	d.warnOfQuality(at, lost)
}

// warnOfQuality says what is wrong, where, and what to do, if it costs more than a line here and there.
func (d *Document) warnOfQuality(at [faults][]int, lost map[int]int) {
	if len(d.Quality.Unreadable) == 0 && d.Quality.Readable > 0.97 {
		return
	}
	var what []string
	for f, lines := range at {
		if len(lines) > 0 {
			what = append(what, faultNames[f]+" on "+places("line", lines))
		}
	}
	if len(lost) > 0 {
		pages := make([]int, 0, len(lost))
		for p := range lost {
			pages = append(pages, p)
		}
		slices.Sort(pages)
		what = append(what, "glyphs without a Unicode on "+places("page", pages))
	}
	message := fmt.Sprintf("read poorly: %d%% of its letters are readable (%s)", int(math.Floor(d.Quality.Readable*100)), strings.Join(what, "; "))
	if len(what) == 0 {
		message = fmt.Sprintf("read poorly: %d%% of its letters are readable", int(math.Floor(d.Quality.Readable*100)))
	}
	switch {
	case !d.Quality.Enough():
		message += "; too little to say anything of it"
	case !d.Quality.Whole():
		message += "; nothing is said of what could not be read, nor of what the document as a whole leaves out"
	default:
		message += "; nothing is said of what could not be read"
	}
	d.Warnings = append(d.Warnings, message+"; "+d.remedy)
}

// places lists numbers as ranges: "lines 3 to 9, 12".
func places(noun string, numbers []int) string {
	const most = 6
	var parts []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] <= numbers[j]+1 {
			j++
		}
		part := fmt.Sprint(numbers[i])
		if numbers[j] > numbers[i] {
			part = fmt.Sprintf("%d to %d", numbers[i], numbers[j])
		}
		if parts = append(parts, part); len(parts) > most {
			parts = append(parts[:most], "...")
			break
		}
		i = j + 1
	}
	if len(numbers) > 1 {
		noun += "s"
	}
	return noun + " " + strings.Join(parts, ", ")
}

// read counts a line's letters and what is wrong with its words; words is room for them.
func (l *lineQuality) read(text string, words []Span) []Span {
	for i := l.Start; i < l.End; {
		r, n := utf8.DecodeRuneInString(text[i:l.End])
		if isSpace(r) {
			i += n
			continue
		}
		start := i
		for i < l.End && !isSpace(r) {
			i += n
			r, n = utf8.DecodeRuneInString(text[i:l.End])
		}
		words = append(words, Span{start, i})
		l.word(text[start:i])
	}
	if l.running >= leastGlued && l.running > longestMean*l.runs {
		l.bad[gluedWords] = l.letters
	}
	l.spaced(text, words)
	l.pieces(text, words)
	return words
}

// word reads a word between white space.
func (l *lineQuality) word(w string) {
	letters, control, digits := 0, 0, 0
	address := false // or a path, an identifier
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case isLetter(c):
			letters++
		case isDigit(c), c == '|', c == '~':
			if i > 0 && i+1 < len(w) && isLower(w[i-1:i]) && isLower(w[i+1:i+2]) {
				digits++
			}
		case c >= utf8.RuneSelf:
			l.foreign(w)
			return
		case c < ' ' || c == 0x7F:
			control++
		case strings.IndexByte("/@_=#\\", c) >= 0:
			address = true
		}
	}
	l.letters += letters + control
	if !address && letters > 0 {
		l.running, l.runs = l.running+letters, l.runs+1
	}
	switch {
	case control > 0:
		l.bad[noUnicode] += letters + control
	case address:
	case digits > 0 && letters >= 5:
		l.bad[brokenWords] += letters
	case letters >= 12 && glued(w):
		l.bad[gluedWords] += letters
	}
}

// foreign reads a word with characters outside ASCII.
func (l *lineQuality) foreign(w string) {
	letters, unknown, lost, inner, spaceless, latin, other := 0, 0, 0, 0, 0, 0, 0 // lost: U+FFFD
	broken := 0                                                                   // letters in the wrong encoding
	for i := 0; i < len(w); {
		r, n := utf8.DecodeRuneInString(w[i:])
		if r >= utf8.RuneSelf {
			if size, letter := doubleEncoded(w[i:]); size > 0 {
				letters++
				if letter {
					broken++
				}
				i += size
				continue
			}
		}
		switch {
		case r == utf8.RuneError, unicode.Is(unicode.Co, r), r < ' ', r >= 0x7F && r < 0xA0:
			unknown++
			if r == utf8.RuneError {
				lost++
			}
			if i > 0 && i+n < len(w) {
				inner++
			}
		case unicode.IsLetter(r):
			letters++
			switch {
			case unicode.Is(unicode.Latin, r):
				latin++
			case unicode.In(r, unicode.Greek, unicode.Cyrillic):
				other++
			default:
				spaceless++ // scripts without capitals, some without spaces
			}
		}
		i += n
	}
	l.letters += letters + unknown
	if letters > 0 && spaceless == 0 {
		l.running, l.runs = l.running+letters, l.runs+1
	}
	switch {
	case inner > 0:
		l.bad[noUnicode] += letters + unknown
	case lost > 0 && letters > 0:
		l.bad[noUnicode] += letters + unknown
	case unknown > 0 && letters > 0: // an icon beside a word
		l.bad[noUnicode] += unknown
	case broken > 0:
		l.bad[wrongEncoding] += letters
	case latin >= 2 && other >= 2 && spaceless == 0 && !strings.ContainsAny(w, "-/–.,()"):
		l.bad[brokenWords] += letters
	}
}

// windows1252 are the characters that Windows-1252 has at 0x80 to 0x9F (WHATWG Encoding Standard); those it leaves out stand
// for themselves.
var windows1252 = func() map[rune]byte {
	m := map[rune]byte{}
	for i, r := range []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ") {
		m[r] = byte(0x80 + i)
	}
	return m
}()

// doubleEncoded is the length of a character at the front of s that is UTF-8 read as Windows-1252 or Latin-1 ("Ã©"), 0 where
// there is none; letter tells whether the character was one.
func doubleEncoded(s string) (size int, letter bool) {
	var raw [4]byte
	n, want := 0, 0
	for i, r := range s {
		b, ok := windows1252[r]
		if !ok && r >= 0x80 && r <= 0xFF {
			b, ok = byte(r), true
		}
		switch {
		case !ok:
			return 0, false
		case n == 0:
			switch {
			case b >= 0xC2 && b <= 0xDF:
				want = 2
			case b >= 0xE0 && b <= 0xEF:
				want = 3
			case b >= 0xF0 && b <= 0xF4:
				want = 4
			default:
				return 0, false
			}
		case b < 0x80 || b > 0xBF:
			return 0, false
		}
		raw[n] = b
		if n++; n == want {
			was, width := utf8.DecodeRune(raw[:n])
			if width != n {
				return 0, false
			}
			return i + utf8.RuneLen(r), unicode.IsLetter(was)
		}
	}
	return 0, false
}

// A line of at least leastGlued letters whose words have more than longestMean of them on average has lost its spaces: compounds of
// Finnish and German, a line of them, stay under 15.
const (
	leastGlued  = 40
	longestMean = 18
)

// glued reports whether a word holds English ones run together: a word of grammar stands in it beside a word that the lexicons know,
// as in "Improvedthelatency".
func glued(w string) bool {
	for part := range strings.FieldsFuncSeq(strings.ToLower(w), func(r rune) bool { return r < 'a' || r > 'z' }) {
		if len(part) >= 12 && !inLexicons(part) && slices.ContainsFunc(links[:], func(link string) bool { return linked(part, link) }) {
			return true
		}
	}
	return false
}

var links = [...]string{"the", "and", "with", "from", "for", "that", "into", "our"}

// linked reports whether the link stands in w beside a known word, with letters on its other side.
func linked(w, link string) bool {
	for at := 0; ; at++ {
		i := strings.Index(w[at:], link)
		if i < 0 {
			return false
		}
		at += i
		behind := at + len(link)
		for n := 4; n <= 12; n++ {
			if n <= at && behind+2 <= len(w) && inLexicons(w[at-n:at]) || n > 4 && at >= 2 && behind+n <= len(w) && inLexicons(w[behind:behind+n]) {
				return true
			}
		}
	}
}

// inLexicons reports whether a folded word stands in the lexicons as it is.
func inLexicons(norm string) bool {
	l := lexicon()
	return l.norms[norm] != 0 || l.stems[norm] != 0 || l.verbs[norm] != (verbForm{})
}

// functionWords are words of grammar of many languages, which tell that a text is in one.
var functionWords = WordSet("function")

// spaced finds words spaced out into letters: runs of them. Titles in capitals are set so: "E X P E R I E N C E".
func (l *lineQuality) spaced(text string, words []Span) {
	run, lower := 0, 0
	flush := func() {
		if run >= leastSpaced && (2*lower > run || run > longestTitle) {
			l.bad[spacedLetters] += run
		}
		run, lower = 0, 0
	}
	for _, w := range words {
		r, n := utf8.DecodeRuneInString(text[w.Start:w.End])
		switch {
		case n == w.Len() && unicode.IsLower(r):
			run++
			lower++
		case n == w.Len() && unicode.IsUpper(r):
			run++
		default:
			flush()
		}
	}
	flush()
}

// pieces finds words broken into pieces of up to three letters: runs of them that are hardly words.
func (l *lineQuality) pieces(text string, words []Span) {
	run, unknown, letters := 0, 0, 0
	flush := func() {
		if run >= leastPieces && unknown*2 >= run {
			l.bad[brokenWords] += letters
		}
		run, unknown, letters = 0, 0, 0
	}
	for _, w := range words {
		s := strings.TrimRight(text[w.Start:w.End], ".,;:)")
		if len(s) == 0 || len(s) > 3 || !isLetter(s[0]) || !isLower(s[1:]) {
			flush()
			continue
		}
		run++
		if len(s) == 1 && s != "I" && s != "a" && s != "A" || len(s) > 1 && !functionWords.Holds(strings.ToLower(s)) {
			unknown++
		}
		if len(s) > 1 { // letters that stand alone are counted elsewhere
			letters += len(s)
		}
	}
	flush()
}

const (
	leastSpaced  = 4  // single letters in a row that are no accident
	longestTitle = 40 // letters of the longest title that is set with spaces between them
	leastPieces  = 6  // pieces of words in a row that are no accident
)

// isLower reports whether s is of small ASCII letters alone.
func isLower(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}

// countKnown counts the words of each line, and those that the lexicons know.
func (d *Document) countKnown(lines []lineQuality) {
	i := 0
	for s := range d.Sections {
		for b := range d.Sections[s].Blocks {
			sentences := d.Sections[s].Blocks[b].Sentences
			for k := range sentences {
				for t := range sentences[k].Tokens {
					token := &sentences[k].Tokens[t]
					for i+1 < len(lines) && lines[i].End < token.End {
						i++
					}
					if token.Kind != Word || token.Len() < 3 {
						continue
					}
					lines[i].words++
					if token.word.known {
						lines[i].known++
					}
				}
			}
		}
	}
}

// fewestKnown is the share of known words under which a line may be in wrong letters.
const fewestKnown = 0.08

// findWrongLetters finds runs of lines in which hardly a word is known and whose letters are not as frequent as those of a
// language that is written in Latin letters: a font whose codes were taken for letters, or a cipher.
func (d *Document) findWrongLetters(lines []lineQuality) {
	for i := 0; i < len(lines); {
		if !lines[i].strange() {
			i++
			continue
		}
		end := i + 1
		for j := end; j < len(lines) && (lines[j].strange() || lines[j].known <= 1 && lines[j].words != 1); j++ {
			if lines[j].strange() {
				end = j + 1
			}
		}
		var count letterCount
		for k := i; k < end; k++ {
			count.add(d.Quote(lines[k].Span))
		}
		if count.strange() {
			for k := i; k < end; k++ {
				lines[k].bad[wrongLetters] = lines[k].letters
			}
		}
		i = end
	}
}

// strange reports whether hardly a word of the line is known.
func (l *lineQuality) strange() bool {
	return l.words > 0 && float64(l.known) < fewestKnown*float64(l.words)
}

// letterCount counts the letters a to z of running words.
type letterCount struct {
	letters [26]int
	total   int
}

// add counts the letters of a line; acronyms and what else is short and in capitals are left out, and words with other letters.
func (c *letterCount) add(line string) {
	for w := range strings.FieldsFuncSeq(line, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) < 3 || len(w) <= 5 && w == strings.ToUpper(w) {
			continue
		}
		for i := 0; i < len(w); i++ {
			if b := w[i] | 0x20; b >= 'a' && b <= 'z' && w[i] < utf8.RuneSelf {
				c.letters[b-'a']++
				c.total++
			}
		}
	}
}

// letterShares is how often the letters a to z come in English, in percent (R. E. Lewand, Cryptological Mathematics, 2000). Other
// languages in Latin letters are more like it than any shift or exchange of letters is.
var letterShares = [26]float64{8.17, 1.49, 2.78, 4.25, 12.70, 2.23, 2.02, 6.09, 6.97, 0.15, 0.77, 4.03, 2.41,
	6.75, 7.51, 1.93, 0.10, 5.99, 6.33, 9.06, 2.76, 0.98, 2.36, 0.15, 1.97, 0.07}

// strange reports whether the letters are not those of a language. A long text is unlike English in the frequency of its letters alone; of
// a short one, which may be a list of names, the vowels are too few as well.
func (c *letterCount) strange() bool {
	vowels := 0
	for _, v := range "aeiouy" {
		vowels += c.letters[v-'a']
	}
	like, voiced := c.likeness(), float64(vowels)/float64(c.total+1)
	return c.total >= 400 && like < 0.4 || c.total >= 100 && like < 0.3 && voiced < 0.3 || c.total >= 60 && like < 0.15 && voiced < 0.22
}

// likeness is the correlation of the letters' counts with those of English: from -1 to 1.
func (c *letterCount) likeness() float64 {
	var xy, xx, yy float64
	for i, n := range c.letters {
		x, y := float64(n)-float64(c.total)/26, letterShares[i]-100.0/26
		xy, xx, yy = xy+x*y, xx+x*x, yy+y*y
	}
	if xx == 0 {
		return 0
	}
	return xy / math.Sqrt(xx*yy)
}

// unsure reports whether the support of what stands in a block may stand on an unreadable line: one of the block itself or of a
// later block of its entry.
func (d *Document) unsure(section, block int) bool {
	blocks := d.Sections[section].Blocks
	for i := block; i < len(blocks) && (i == block || blocks[i].Entry == blocks[block].Entry); i++ {
		if d.Quality.overlaps(blocks[i].Span) {
			return true
		}
	}
	return false
}

// withholdClaims takes out of the ledger what cannot be relied on, and counts it.
func (d *Document) withholdClaims() {
	found := len(d.Claims)
	defer func() { d.withheldClaims = found - len(d.Claims) }()
	if !d.Quality.Enough() {
		d.Claims = nil
	}
	if len(d.Quality.Unreadable) == 0 {
		return
	}
	d.Claims = slices.DeleteFunc(d.Claims, func(c Claim) bool {
		return d.Quality.overlaps(c.Span) || !c.Supported() && d.unsure(c.Section, c.Block)
	})
}

// withheld reports whether a finding rests on text that was read too poorly.
func (d *Document) withheld(f *Finding, whole bool) bool {
	switch {
	case !d.Quality.Enough(), whole && !d.Quality.Whole():
		return true
	case len(d.Quality.Unreadable) == 0 || f.OnDocument():
		return false
	}
	at := f.Evidence[0].Span
	for i := range d.Sections {
		for j := range d.Sections[i].Blocks {
			if d.Sections[i].Blocks[j].Overlaps(at) && d.unsure(i, j) {
				return true
			}
		}
	}
	return false
}
