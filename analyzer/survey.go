package analyzer

import "strings"

// sighting is a label as it was found on a line, before it is believed.
type sighting struct {
	label
	key    string // the folded name
	line   int
	parted bool // a blank line, a time or the text's start stands before it
	bare   bool // it has its line to itself
	words  bool // words follow it, on its line or the next one that is not blank
}

// labels finds the lines that begin a turn or tell a time, by index, with each speaker under one name; and says which names it
// took for one.
func (d *Document) labels(kinds []LineKind, gaps []bool) (map[int]label, []string) {
	s := d.survey(kinds, gaps)
	found := map[int]label{}
	var spoken []sighting
	for _, l := range s.seen {
		switch {
		case l.form == timeLabel, l.form == nakedTime:
			if l.form == timeLabel || s.nakedTimes {
				found[l.line] = label{end: l.end, time: l.time, timed: l.timed}
			}
		case !s.believes(&l):
			if line := d.Quote(trim(d.Text, d.lineSpan(l.line))); l.timed && strings.HasPrefix(line, "[") {
				if c := stampAt(line); c.size > 0 {
					found[l.line] = label{end: c.size, time: c.time, timed: true}
				}
			}
		case pseudoSpeakers.Holds(labelWord(l.name)) && l.form != markedLabel:
			found[l.line] = label{end: l.end, time: l.time, timed: l.timed, nobody: true}
		default:
			spoken = append(spoken, l)
		}
	}
	names, doubles := oneName(spoken)
	d.titled, d.spellings = map[string]string{}, map[string][]string{}
	for spelling, name := range names {
		if spelling != name {
			d.spellings[name] = append(d.spellings[name], spelling)
		}
	}
	for _, l := range spoken {
		if l.name = names[l.name]; l.role != "" && !strings.Contains(d.titled[l.name], l.role) {
			d.titled[l.name] += l.role + "; "
		}
		found[l.line] = l.label
	}
	d.strayLabels(found, kinds)
	d.unclaimed(found, kinds, gaps)
	return found, doubles
}

// unknownSpeaker is who says what has no label where it must have had one.
const unknownSpeaker = "Unknown"

// strayLabels adds the labels that spell a speaker's name in another way: "Sara lee:", "sara:", "S. Lee", "sara.lee@acme.example 0:12" where
// Sara Lee speaks. Without them her words would be taken for those of whoever spoke before. What fits two speakers is nobody's.
func (d *Document) strayLabels(found map[int]label, kinds []LineKind) {
	speakers := spellings(found)
	for i := range d.lines {
		if _, ok := found[i]; ok || kinds[i] == LabelLine {
			continue
		}
		line := d.Quote(trim(d.Text, d.lineSpan(i)))
		l, head := strayLabel(line)
		name, ok := speakers[strayKey(head)]
		if !ok || l.form == aloneLabel && !(d.wordsBelow(i, found) && (l.timed || strings.ContainsAny(strayKey(head), " ") || strings.Contains(head, "@"))) {
			continue
		}
		if l.name = name; name == "" {
			l.name = unknownSpeaker
		}
		found[i] = l
	}
}

// spellings are the ways in which the names of speakers may be written, folded, with the name; "" where several are written so.
func spellings(found map[int]label) map[string]string {
	out := map[string]string{}
	add := func(key, name string) {
		if other, ok := out[key]; ok && other != name {
			name = ""
		}
		out[key] = name
	}
	for _, l := range found {
		if l.name == "" {
			continue
		}
		key := strayKey(l.name)
		add(key, l.name)
		words := strings.Fields(key)
		n := len(words)
		if n < 2 || startsWithRole(key) {
			continue
		}
		first, last := words[0], words[n-1]
		for _, other := range []string{first, last} {
			if len(other) > 2 {
				add(other, l.name)
			}
		}
		if len(first) > 1 && len(last) > 1 {
			initial := first[:len(string([]rune(first)[:1]))]
			add(last+" "+first, l.name) // "Lee, Sara"
			add(initial+" "+last, l.name)
			add(initial+last, l.name)
			add(first+" "+last, l.name)
		}
	}
	return out
}

// strayLabel reads the front of a line as a label of one of whom only the name can tell that it is one.
func strayLabel(line string) (l label, head string) {
	at := len(line) - len(strings.TrimLeft(line, "> *_#"))
	front := stampAt(line[at:])
	if at += front.size; front.size == 0 {
		at += badTime(line[at:])
	}
	at += len(line[at:]) - len(strings.TrimLeft(line[at:], " \t-|"))
	l = label{form: colonLabel, time: front.time, timed: front.size > 0}
	rest := line[at:]
	if colon := strings.IndexByte(rest, ':'); colon > 0 && colon <= maxName/2 && !(colon+1 < len(rest) && isDigit(rest[colon-1]) && isDigit(rest[colon+1])) {
		end := at + colon + 1
		l.end = end + len(line[end:]) - len(strings.TrimLeft(line[end:], "* \t"))
		return l, rest[:colon]
	}
	if len(rest) > maxName/2 {
		return l, ""
	}
	l.form, l.end = aloneLabel, len(line)
	for i := range rest {
		if c := stampAt(rest[i:]); c.size > 0 && (i == 0 || rest[i-1] == ' ' || rest[i-1] == '\t') {
			if strings.Trim(rest[i+c.size:], " \t*_") != "" {
				return l, ""
			}
			l.time, l.timed = c.time, true
			return l, rest[:i]
		}
	}
	return l, rest
}

// strayKey folds a label's head: without marks of emphasis, what stands in brackets, and what nameKey leaves out.
func strayKey(head string) string {
	head, _, _ = strings.Cut(head, "(")
	head, _, _ = strings.Cut(head, "[")
	return nameKey(strings.Join(strings.Fields(strings.Trim(head, "*_> \t|-–—")), " "))
}

// wordsBelow reports whether words that are no label's follow a line.
func (d *Document) wordsBelow(line int, found map[int]label) bool {
	for i := line + 1; i < len(d.lines); i++ {
		if l, ok := found[i]; ok && (l.name != "" || l.nobody) {
			return false
		}
		if trim(d.Text, d.lineSpan(i)).Len() > 0 {
			return true
		}
	}
	return false
}

// spaced folds a name's case, marks of emphasis and white space.
func spaced(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.Trim(name, "*_> \t")), " "))
}

// survey is what the labels of a text have in common: it tells a speaker's label from words that only look like one.
type survey struct {
	d            *Document
	seen         []sighting
	keys         map[string]string // folded names, by name
	names        map[string]*tally // by folded name
	lines, paras int               // lines with words, and those of them that begin a paragraph
	often        int               // how many labels in small letters make a name
	first        int               // line of the first label of a name that recurs
	parted       bool              // labels stand behind blank lines
	dense        bool              // nearly every paragraph, or every line, begins with a label
	stamped      bool              // labels have times
	loose        bool              // labels are in small letters, or have no colon
	alone        bool              // names stand on lines of their own
	nakedTimes   bool              // lines begin with times without brackets
}

// tally counts the labels of one name.
type tally struct {
	n, strong, loose, alone, parted, words int
}

// key folds a name, once for each spelling.
func (s *survey) key(name string) string {
	key, ok := s.keys[name]
	if !ok {
		key = nameKey(name)
		s.keys[name] = key
	}
	return key
}

// survey reads the label of every line that has one by its form, and counts.
func (d *Document) survey(kinds []LineKind, gaps []bool) *survey {
	s := &survey{d: d, keys: map[string]string{}, names: map[string]*tally{}, first: len(d.lines)}
	parted, open, naked := true, -1, 0
	for i := range d.lines {
		span := trim(d.Text, d.lineSpan(i))
		text := d.Quote(span)
		if text == "" {
			parted = true
			continue
		}
		l := label{form: markedLabel, end: len(text), name: text, time: d.lines[i].time, timed: d.lines[i].timed}
		if kinds[i] != LabelLine {
			mark := len(text) - len(strings.TrimPrefix(text, "\uFEFF"))
			l = readLabel(text[mark:])
			l.end += mark
		}
		parted = parted || gaps[i] || kinds[i] == ParaLine || kinds[i] == HeadingLine
		s.lines++
		if parted {
			s.paras++
		}
		if open >= 0 && (l.form == noLabel || l.form <= timeLabel) {
			s.seen[open].words = true
		}
		open = -1
		if l.form == nakedTime {
			naked++
		}
		if l.form != noLabel {
			bare := l.end >= len(text)
			s.seen = append(s.seen, sighting{label: l, key: s.key(l.name), line: i, parted: parted, bare: bare, words: !bare})
			if bare && l.name != "" {
				open = len(s.seen) - 1
			}
		}
		parted = l.form == timeLabel && l.end >= len(text)
	}
	s.nakedTimes = naked >= 4 && naked*3 >= s.lines
	s.turnAround()
	s.count()
	return s
}

// turnAround reads "Lee, Sara" as Sara Lee, where other labels have that name.
func (s *survey) turnAround() {
	whole := map[string]string{}
	for i := range s.seen {
		if l := &s.seen[i]; strings.Contains(l.key, " ") {
			whole[l.key] = l.name
		}
	}
	for i := range s.seen {
		l := &s.seen[i]
		if l.role == "" || l.name == "" {
			continue
		}
		if name := whole[s.key(l.role+" "+l.name)]; name != "" {
			l.name, l.role = name, ""
			l.key = s.key(name)
		}
	}
}

// count sums up the sightings.
func (s *survey) count() {
	for i := range s.seen {
		l := &s.seen[i]
		if l.name == "" {
			continue
		}
		t := s.names[l.key]
		if t == nil {
			t = &tally{}
			s.names[l.key] = t
		}
		t.n++
		t.strong += count(l.form >= colonLabel)
		t.loose += count(l.form == looseLabel)
		t.alone += count(l.form == aloneLabel)
		t.parted += count(l.parted)
		t.words += count(l.words)
	}
	small := 0 // lines that begin with a label in small letters
	for i := range s.seen {
		l := &s.seen[i]
		small += count(l.form == looseLabel || l.form == colonLabel && l.name == strings.ToLower(l.name))
	}
	often := 3 // labels in small letters that make a name; fewer where each line has one
	if small >= 4 && small*5 >= s.lines*4 {
		often = 2
	}
	strong, parted, starts, stamped, loose := 0, 0, 0, 0, 0
	for i := range s.seen {
		l := &s.seen[i]
		if l.form < looseLabel {
			continue
		}
		starts += count(l.parted)
		if t := s.names[l.key]; t.strong >= 2 || t.loose >= often {
			strong++
			loose += count(l.form == looseLabel)
			parted += count(l.parted)
			stamped += count(l.form >= stampedLabel)
			s.first = min(s.first, l.line)
		}
	}
	s.parted = strong >= 4 && parted*5 >= strong*4
	s.dense = starts >= 2 && starts*5 >= s.paras*4 || strong >= 4 && strong*5 >= s.lines*4
	s.stamped = stamped >= 2 && stamped*5 >= strong*4
	s.loose = (loose >= 6 || often == 2) && loose*2 >= strong
	s.often = often
	s.countAlone()
}

// countAlone finds whether names stand on lines of their own: two or more do so again and again, with words below.
func (s *survey) countAlone() {
	names, lines, parted := 0, 0, 0
	for _, t := range s.names {
		if t.alone >= 2 && t.words*4 >= t.n*3 {
			names++
			lines += t.alone
			parted += min(t.alone, t.parted)
		}
	}
	s.alone = names >= 2 && lines >= 4 && (parted*4 >= lines*3 || lines*5 >= s.lines)
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// believes reports whether a label names a speaker: one form or another does so alone, the others where the name recurs and
// stands as the text's labels stand.
func (s *survey) believes(l *sighting) bool {
	t := s.names[l.key]
	asOthers := !s.parted || t.parted*2 >= t.n
	if pseudoSpeakers.Holds(labelWord(l.name)) && l.form < markedLabel {
		return l.form >= colonLabel && l.parted
	}
	switch l.form {
	case markedLabel:
		return true
	case stampedLabel:
		return t.n >= 2 || s.stamped && l.parted
	case colonLabel:
		switch {
		case s.header(l, t):
			return false
		case startsWithRole(l.name):
			return true
		case t.n >= 2 && (t.n >= 4 || !isTool(l.name) || s.parted):
			return asOthers
		case isTool(l.name):
			return false
		}
		return l.parted && (s.parted || s.dense) || s.dense && !s.parted || s.mentions(l)
	case looseLabel:
		switch {
		case isQA(l.name):
			return t.n >= 2
		case t.strong >= 2, startsWithRole(l.name):
			return true
		}
		return (t.n >= s.often || s.loose && l.parted) && asOthers && (t.parted*2 >= t.n || s.dense)
	case aloneLabel:
		if t.strong >= 2 {
			return l.words
		}
		return s.alone && l.words && t.words*4 >= t.n*3 && (t.n >= 2 || l.parted && (strings.Contains(l.name, " ") || startsWithRole(l.name) || s.mentions(l)))
	}
	return false
}

// header reports whether a label is one of the lines above the conversation that tell of it: "Interviewer: Ann Lee (staff engineer)".
func (s *survey) header(l *sighting, t *tally) bool {
	if t.n > 1 || l.line >= s.first || s.first == len(s.d.lines) {
		return false
	}
	line := trim(s.d.Text, s.d.lineSpan(l.line))
	rest := s.d.Quote(Span{min(line.Start+l.end, line.End), line.End})
	return len(strings.Fields(rest)) <= 10 && !tellsSentence(rest)
}

// tellsSentence reports whether a mark in the words ends a sentence. A full stop behind an initial or a title does not: "Dr. Ann Lee, Tom B."
func tellsSentence(s string) bool {
	for word := range strings.FieldsSeq(s) {
		stem, stopped := strings.CutSuffix(strings.TrimRight(word, ",;)"), ".")
		stem = strings.Trim(stem, "(*_")
		initial := stopped && len(stem) > 0 && len(stem) <= 4 && isInitials(strings.ReplaceAll(stem, ".", ""))
		title := stopped && honorifics.Holds(strings.ToLower(stem))
		if !initial && !title && strings.ContainsAny(word, ".?!") {
			return true
		}
	}
	return false
}

// mentions reports whether the first word of a name stands elsewhere in the text as well, and not as a label.
func (s *survey) mentions(l *sighting) bool {
	name, _, _ := strings.Cut(l.name, " ")
	text := s.d.Text
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return false
		}
		at += i + len(name)
		if line := s.d.lines[l.line].start; at > line && at <= line+len(name)+8 || at < len(text) && (text[at] == ':' || isLetter(text[at])) {
			continue
		}
		if before := strings.TrimRight(text[:at-len(name)], " "); before != "" && len(before) < at-len(name) && !strings.ContainsRune(".!?\n", rune(before[len(before)-1])) {
			return true // in the middle of a sentence: a name, as nothing else is written so there
		}
	}
}

// isTool reports whether a label is the name of a tool.
func isTool(name string) bool {
	tokens := appendTokens(nil, name, Span{0, len(name)})
	for _, c := range lexicon().cues(name, tokens) {
		if c.List == Tools && c.First == 0 && c.Last == len(tokens)-1 {
			return true
		}
	}
	return false
}
