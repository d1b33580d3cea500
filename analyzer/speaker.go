package analyzer

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// label stands before a speaker's words and names the speaker, or tells the time of what follows.
type label struct {
	form   labelForm
	end    int    // where the words of its line begin: in the line, later in Text
	name   string // as it is written; "" of a time
	role   string // what stands behind the name in brackets or after a comma: "Recruiter", "he/him"
	time   time.Duration
	timed  bool
	nobody bool // what follows is nobody's words: a break, music
}

// labelForm is the form of a label: how much it takes to believe it.
type labelForm uint8

const (
	noLabel      labelForm = iota
	nakedTime              // "0:12 words": a time without brackets, which may belong to the words
	timeLabel              // "[0:12] words", "0:12" alone
	aloneLabel             // "Ann Lee" alone on its line
	looseLabel             // "ann: words", "Q. words", "Ann Lee 0:12 words", "[SPEAKER_00] words"
	colonLabel             // "Ann Lee: words"
	stampedLabel           // "Ann Lee  0:12" alone, "[0:12] Ann Lee: words"
	markedLabel            // the source itself says that it is one
)

// The longest name of a label, in bytes and in words, and the longest of what stands behind it.
const (
	maxName      = 80
	maxNameWords = 7
	maxRole      = 60
)

// readLabel reads the label at the front of a line, by its form. Most lines have none, and are left at the first byte that no
// label has.
func readLabel(line string) label {
	r := labelReader{s: line}
	if l := r.row(); l.form != noLabel {
		return l
	}
	r.skip("> ")
	if rest := strings.TrimLeft(r.s[r.i:], "•-–"); len(rest) < len(r.s)-r.i && strings.HasPrefix(rest, " ") {
		r.i, r.bulleted = len(r.s)-len(rest)+1, true
	}
	r.skip("*_# ")
	r.stamp()
	front := r.l.timed
	afterTime, bare := r.i, r.naked
	if front {
		r.skip(" \t*_|-–—")
		if rest, ok := strings.CutPrefix(r.s[r.i:], "From "); ok {
			return r.chat(rest)
		}
	}
	if l := r.named(front); l.form != noLabel {
		return l
	}
	if !front {
		return label{}
	}
	r.l.name, r.l.role, r.l.form, r.l.end = "", "", timeLabel, afterTime
	if bare && strings.Trim(line[afterTime:], " \t*_") != "" {
		r.l.form = nakedTime
	}
	return r.l
}

// labelReader goes over the front of a line.
type labelReader struct {
	s         string
	i         int
	l         label
	bracketed bool // the name stands in brackets
	naked     bool // the time stands in none
	dashed    bool // a dash stands behind the name
	glued     bool // the words stand right behind the colon
	bulleted  bool // a bullet stands in front
}

// row reads the front of a row of a table of who said what: "| 0:12 | Ann Lee | words |", "00:00:12,Ann Lee,words".
func (r *labelReader) row() label {
	rest := strings.TrimLeft(r.s, "| ")
	c := stampAt(rest)
	if c.size == 0 && badTime(rest) == 0 && len(rest) == len(r.s) {
		return label{}
	}
	front := max(c.size, badTime(rest))
	rest = strings.TrimLeft(rest[front:], " ")
	mark := "|"
	if front > 0 {
		if rest == "" || strings.IndexByte("|,;\t", rest[0]) < 0 {
			return label{}
		}
		mark, rest = rest[:1], rest[1:]
	}
	name, words, ok := strings.Cut(rest, mark)
	if name = strings.Trim(name, " \t\"*_"); !ok || len(name) > maxName || words == "" {
		return label{}
	}
	if weak, ok := isName(name); !ok || weak {
		return label{}
	}
	l := label{form: looseLabel, name: name, time: c.time, timed: c.size > 0, end: len(r.s) - len(strings.TrimLeft(words, " \t"))}
	if front > 0 {
		l.form = stampedLabel
	}
	return l
}

// badTime is the length of what stands as a time at the front of s and is none: "99:99:99", "[0:75]".
func badTime(s string) int {
	n := len(s) - len(strings.TrimLeft(s, "[(0123456789:.)]"))
	if strings.Count(s[:n], ":") == 0 || !strings.ContainsAny(s[:n], "0123456789") || n < len(s) && isLetter(s[n]) {
		return 0
	}
	return n
}

func (r *labelReader) skip(set string) {
	r.i = len(r.s) - len(strings.TrimLeft(r.s[r.i:], set))
}

func (r *labelReader) at(c byte) bool { return r.i < len(r.s) && r.s[r.i] == c }

// named reads a label with a name from the place that the reader has come to.
func (r *labelReader) named(front bool) label {
	if !r.name() {
		return label{}
	}
	l := &r.l
	l.name, l.role = cutPronouns(l.name)
	weak, ok := isName(l.name)
	smaller := false // the surname is in small letters: "Sara lee  0:12"
	if !ok {
		_, smaller = isName(strings.ToLower(l.name))
	}
	if !ok && !smaller || !r.behind() || smaller && (front || !l.timed || r.i < len(r.s)) {
		return label{}
	}
	switch {
	case r.colon():
		l.form = colonLabel
		r.skip("*_ \t")
		if !l.timed {
			r.stamp()
		}
		if l.timed || r.bracketed {
			l.form = stampedLabel
		}
	case r.i >= len(r.s):
		l.form = aloneLabel
		if l.timed && !front {
			l.form = stampedLabel
		}
	case (r.at('.') || r.at(')')) && isQA(l.name) && l.name[0] < 'a' && r.i+1 < len(r.s) && r.s[r.i+1] == ' ':
		r.i++
		l.form = looseLabel
	case l.timed && !front, r.bracketed && startsWithRole(l.name), r.dashed, r.s[r.i-1] == '\t':
		l.form = looseLabel
	default:
		return label{}
	}
	if (weak || r.glued || r.bulleted && !startsWithRole(l.name)) && l.form == colonLabel {
		l.form = looseLabel
	}
	r.skip(" \t*_")
	l.end = r.i
	return *l
}

// name reads a name, up to what can follow one.
func (r *labelReader) name() bool {
	if r.at('[') {
		end := strings.IndexByte(r.s[r.i:], ']')
		if end < 0 || end > maxName {
			return false
		}
		r.l.name, r.bracketed = strings.TrimSpace(r.s[r.i+1:r.i+end]), true
		r.i += end + 1
		return r.l.name != ""
	}
	start, words := r.i, 1
	for r.i < len(r.s) && r.i-start <= maxName {
		c, size := utf8.DecodeRuneInString(r.s[r.i:])
		switch {
		case c == ' ':
			rest := r.s[r.i+1:]
			if rest == "" || strings.IndexByte(" -|(<@:", rest[0]) >= 0 || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—") || clockAt(rest).size > 0 {
				return r.named1(start)
			}
			if words++; words > maxNameWords {
				return false
			}
		case (c == '.' || c == ')') && r.i+1 < len(r.s) && r.s[r.i+1] == ' ' && isQA(r.s[start:r.i]):
			return r.named1(start)
		case c == ':' || c == '：' || strings.ContainsRune("([<*|,\t（", c) || c == '_' && strings.HasSuffix(r.s, "_") && r.i > start && strings.Trim(r.s[r.i:], "_") == "":
			return r.named1(start)
		case !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) && !unicode.Is(unicode.So, c) && !strings.ContainsRune(".'’\"“”&/_-@·・+#", c):
			return false
		}
		r.i += size
	}
	return r.i >= len(r.s) && r.named1(start)
}

// named1 takes the bytes from start on for the name.
func (r *labelReader) named1(start int) bool {
	r.l.name = strings.TrimSpace(r.s[start:r.i])
	return r.l.name != ""
}

// behind reads what stands between a name and its colon or the end of its line: a role, a time, marks. It reports whether a label
// can go on so.
func (r *labelReader) behind() bool {
	for r.i < len(r.s) {
		switch r.s[r.i] {
		case ' ', '\t', '*', '_':
			r.i++
		case '(', '[', '<':
			if stampAt(r.s[r.i:]).size > 0 {
				r.stamp()
			} else if !r.bracketedRole(")]>") {
				return false
			}
		case '|', ',', '@': // "Ann Lee, Recruiter: ...", "Ann Lee | 0:12"
			if after := strings.TrimLeft(r.s[r.i:], "| "); stampAt(after).size > 0 {
				r.i = len(r.s) - len(after)
			} else if !r.roleBeforeColon() {
				return false
			}
		default:
			if strings.HasPrefix(r.s[r.i:], "（") {
				if !r.bracketedRole("）") {
					return false
				}
				continue
			}
			dash := len(r.s[r.i:]) - len(strings.TrimLeft(r.s[r.i:], "-–— "))
			if !r.l.timed && stampAt(r.s[r.i+dash:]).size > 0 {
				r.i += dash
				r.stamp()
				continue
			}
			if dash > 0 && !r.roleBeforeColon() {
				r.i += dash
				r.dashed = true
			}
			return true
		}
	}
	return true
}

// bracketedRole reads what stands in brackets behind a name.
func (r *labelReader) bracketedRole(ends string) bool {
	_, open := utf8.DecodeRuneInString(r.s[r.i:])
	end := strings.IndexAny(r.s[r.i:], ends)
	if end < 0 || end > maxRole {
		return false
	}
	_, closing := utf8.DecodeRuneInString(r.s[r.i+end:])
	r.l.role = strings.TrimSpace(r.s[r.i+open : r.i+end])
	r.i += end + closing
	return true
}

// roleBeforeColon reads what stands between a name's comma or dash and the label's colon, or the time that ends its line.
func (r *labelReader) roleBeforeColon() bool {
	rest := r.s[r.i:]
	for i := 1; i < len(rest) && i < maxRole; i++ {
		if c := stampAt(rest[i:]); c.size > 0 && rest[i-1] == ' ' && strings.Trim(rest[i+c.size:], " \t*_:") == "" {
			r.l.role = strings.Trim(rest[:i], "|,@-–— \t")
			r.i += i
			return r.l.role != "" && !strings.ContainsAny(r.l.role, "0123456789") // "May 3, 2024, 9:00"
		}
	}
	end := strings.IndexAny(r.s[r.i:], ":?!.;")
	if end < 0 || end > maxRole || r.s[r.i+end] != ':' {
		return false
	}
	r.l.role = strings.Trim(r.s[r.i:r.i+end], "|,@-–— \t")
	r.i += end
	return true
}

// colon reads the colon of a label. What is glued to it makes it another thing: an address, a ratio.
func (r *labelReader) colon() bool {
	rest := r.s[r.i:]
	if after, ok := strings.CutPrefix(rest, "："); ok {
		r.i = len(r.s) - len(after)
		return true
	}
	if !strings.HasPrefix(rest, ":") {
		return false
	}
	if len(rest) > 1 && strings.IndexByte(" \t*_", rest[1]) < 0 {
		if c, _ := utf8.DecodeRuneInString(rest[1:]); !unicode.IsLetter(c) {
			return false
		}
		r.glued = true
	}
	r.i++
	return true
}

// chat reads the rest of a line of a saved chat, "11:02:09 From Ann Lee to Everyone: words".
func (r *labelReader) chat(rest string) label {
	head, words, ok := strings.Cut(rest, ":")
	if !ok || len(head) > 2*maxName {
		return label{}
	}
	from, _, _ := strings.Cut(" "+strings.Join(strings.Fields(head), " ")+" ", " to ")
	r.l.name, r.l.form = strings.TrimSpace(from), stampedLabel
	r.l.end = len(r.s) - len(strings.TrimLeft(words, " \t"))
	if r.l.name == "" {
		return label{}
	}
	return r.l
}

// stamp reads a time, if one stands here.
func (r *labelReader) stamp() {
	at := stampAt(r.s[r.i:])
	if at.size == 0 {
		return
	}
	r.naked = r.s[r.i] != '[' && r.s[r.i] != '(' && !at.ranges
	r.l.time, r.l.timed = at.time, true
	r.i += at.size
}

// clock is a time as it is written: "1:02", "00:01:02.345", "[0:12]", "0:0:0.0 --> 0:0:4.2", "11:02 AM".
type clock struct {
	size   int // bytes; 0: no time stands there
	time   time.Duration
	ranges bool // two times, from and to
}

// stampAt reads a time or a range of times at the front of s, in brackets or not.
func stampAt(s string) clock {
	open := 0
	if s != "" && (s[0] == '[' || s[0] == '(') {
		open = 1
	}
	c := clockAt(s[open:])
	if c.size == 0 {
		return c
	}
	c.size += open
	rest := strings.TrimLeft(s[c.size:], " \t")
	for _, to := range []string{"-->", "->", "-", "–"} {
		if after, ok := strings.CutPrefix(rest, to); ok {
			after = strings.TrimLeft(after, " \t")
			if end := clockAt(after); end.size > 0 {
				c.size, c.ranges = len(s)-len(after)+end.size, true
			}
			break
		}
	}
	if open == 0 {
		return c
	}
	if c.size == len(s) || s[c.size] != ']' && s[c.size] != ')' {
		return clock{}
	}
	c.size++
	return c
}

// clockAt reads one time at the front of s: two or three numbers between colons, a fraction, AM or PM.
func clockAt(s string) clock {
	if s == "" || !isDigit(s[0]) {
		return clock{}
	}
	var parts [3]int
	i, n := 0, 0
	for {
		from := i
		for i < len(s) && isDigit(s[i]) && i-from < 3 {
			parts[n] = parts[n]*10 + int(s[i]-'0')
			i++
		}
		if i == from || i < len(s) && isDigit(s[i]) || n > 0 && (i-from > 2 || parts[n] > 59) {
			return clock{}
		}
		if n++; n == 3 || i == len(s) || s[i] != ':' {
			if n == 1 || n == 2 && i-from < 2 {
				return clock{}
			}
			break
		}
		i++
	}
	t := time.Duration(0)
	for _, p := range parts[:n] {
		t = t*60 + time.Duration(p)
	}
	c := clock{time: t * time.Second}
	if i+1 < len(s) && (s[i] == '.' || s[i] == ',') && isDigit(s[i+1]) {
		unit := time.Second / 10
		for i++; i < len(s) && isDigit(s[i]); i++ {
			c.time += time.Duration(s[i]-'0') * unit
			unit /= 10
		}
	}
	if half := strings.TrimLeft(s[i:], " "); len(half) >= 2 && half[1]|32 == 'm' && (half[0]|32 == 'a' || half[0]|32 == 'p') && (len(half) == 2 || !isLetter(half[2])) {
		i = len(s) - len(half) + 2
		if n == 2 { // hours and minutes
			c.time *= 60
		}
		if c.time %= 12 * time.Hour; half[0]|32 == 'p' {
			c.time += 12 * time.Hour
		}
	}
	if r, _ := utf8.DecodeRuneInString(s[i:]); unicode.IsLetter(r) || r == ':' && n == 3 {
		return clock{}
	}
	c.size = i
	return c
}

// isName reports whether words can be a speaker's label: a few of them, each written as a name or a number. A name in small letters
// is a weak one.
func isName(s string) (weak, ok bool) {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > maxNameWords {
		return false, false
	}
	if startsWithRole(s) || isMail(s) {
		return false, true
	}
	first, last := labelWord(words[0]), labelWord(words[len(words)-1])
	if pseudoSpeakers.Holds(first) && len(words) == 1 || isPhone(s) {
		return false, true
	}
	if noNames.Holds(first) || noNames.Holds(last) || isNotes(s) {
		return false, false
	}
	for i, w := range words {
		w = strings.Trim(w, "\"“”'’")
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case i == 0 && !unicode.IsLetter(r):
			return false, false
		case nameParticles.Holds(strings.ToLower(w)), !unicode.IsLetter(r):
		case !unicode.IsLower(r), strings.IndexFunc(w, unicode.IsUpper) > 0: // "iPhone"
			if weak {
				return false, false // "about Ann"
			}
		default:
			weak = true
		}
	}
	if weak && (unicode.IsUpper([]rune(words[0])[0]) || len(words) > 2) {
		return false, false // "First thing"
	}
	return weak, true
}

// isPhone reports whether a label is the number of one who called in.
func isPhone(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digits++
		case !strings.ContainsRune("+-. ", r):
			return false
		}
	}
	return digits >= 7
}

// startsWithRole reports whether a label begins with a word for somebody in a conversation, and goes on as a label does:
// "speaker 1", "SPEAKER_00", "Interviewer Ann"; not "guest list".
func startsWithRole(name string) bool {
	first, rest, _ := strings.Cut(name, " ")
	if !speakerWords.Holds(strings.TrimRight(labelWord(first), "0123456789_-.#")) {
		return false
	}
	for w := range strings.FieldsSeq(rest) {
		if r, size := utf8.DecodeRuneInString(w); unicode.IsLower(r) && size < len(w) && !speakerWords.Holds(labelWord(w)) && !speakerNumbers.Holds(labelWord(w)) && !speakerJobs.Holds(labelWord(w)) {
			return false
		}
	}
	return true
}

// isQA reports whether a label is the letter of a question or an answer: "Q", "A", "Q2".
func isQA(name string) bool {
	return name != "" && (name[0]|32 == 'q' || name[0]|32 == 'a') && strings.Trim(name[1:], "0123456789") == ""
}

// labelWord is a word of a label in small letters, without the marks at its ends.
func labelWord(word string) string { return strings.ToLower(strings.Trim(word, ".,'’\"*_")) }

var (
	speakerWords   = WordSet("speaker-label")
	speakerJobs    = WordSet("speaker-job")
	pseudoSpeakers = WordSet("pseudo-speaker")
	noNames        = WordSet("no-speaker")
	nameParticles  = WordSet("name-particle")
	speakerNumbers = WordSet("speaker-number")
)
