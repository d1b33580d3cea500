package analyzer

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"redflag/lexicons"
)

// unit is a line, or a line with those that it wraps onto, on its way to become a Block.
type unit struct {
	Span           // the words, without the bullet
	kind  LineKind // never ContinuedLine
	gap   bool     // a blank line or wider space stands before it
	topic string   // of a heading: its topic, where it is a known one
	lines int
}

// layout turns the lines of a document into sections and blocks.
func (d *Document) layout(kinds []LineKind, gaps []bool) {
	units := d.units(kinds, gaps)
	d.Sections = d.sections(units)
}

// units joins wrapped lines and tells headings, bullets and paragraphs apart.
func (d *Document) units(kinds []LineKind, gaps []bool) []unit {
	width := wrapWidth(d)
	var out []unit
	gap := false
	before := Span{} // the line before, where no gap parts it from this one
	for i := range d.lines {
		raw := d.lineSpan(i)
		line := trim(d.Text, raw)
		if line.Len() == 0 {
			gap, before = true, Span{}
			continue
		}
		if gaps[i] {
			gap, before = true, Span{}
		}
		words := afterBullet(d.Text, line)
		kind, topic := kinds[i], ""
		if kind == PlainLine || kind == ParaLine {
			if words.Start > line.Start {
				kind = ItemLine
			} else if topic = headingTopic(d.Quote(line), false); topic != "" {
				kind = HeadingLine
			}
		} else if kind == HeadingLine {
			topic = headingTopic(d.Quote(words), true)
		}
		if kind == PlainLine && len(out) > 0 && before.Len() > 0 && d.wraps(out[len(out)-1], before, raw, line, width) {
			kind = ContinuedLine
		}
		if kind == ContinuedLine && len(out) > 0 {
			out[len(out)-1].End = line.End
			out[len(out)-1].lines++
		} else {
			if kind == ContinuedLine {
				kind = PlainLine
			}
			out = append(out, unit{Span: words, kind: kind, gap: gap, topic: topic, lines: 1})
		}
		gap, before = false, raw
	}
	return out
}

// lineSpan is line i without its line end.
func (d *Document) lineSpan(i int) Span {
	end := len(d.Text)
	if i+1 < len(d.lines) {
		end = d.lines[i+1].start - 1
	}
	return Span{d.lines[i].start, end}
}

// wrapWidth is the width in code points at which the text seems to have been wrapped by hand, 0 where it was not:
// no line is longer than 120, and several come near the longest.
func wrapWidth(d *Document) int {
	longest, near := 0, 0
	for pass := range 2 {
		for i := range d.lines {
			n := utf8.RuneCountInString(strings.TrimRight(d.Quote(d.lineSpan(i)), " \t\r"))
			if n > 120 {
				return 0
			}
			if pass == 0 {
				longest = max(longest, n)
			} else if n >= longest-12 {
				near++
			}
		}
	}
	if longest < 60 || near < 4 {
		return 0
	}
	return longest
}

// wraps reports whether a plain line goes on with the unit before it.
func (d *Document) wraps(u unit, before, raw, line Span, width int) bool {
	last := trim(d.Text, before)
	end, _ := utf8.DecodeLastRuneInString(d.Quote(last))
	if u.kind == HeadingLine || strings.ContainsRune(".!?:;|", end) && width == 0 || end == ':' {
		return false
	}
	first, _ := utf8.DecodeRuneInString(d.Quote(line))
	if unicode.IsLower(first) && last.Len() >= 45 {
		return true
	}
	indented := line.Start-raw.Start >= 2 && line.Start-raw.Start >= trim(d.Text, before).Start-before.Start
	if u.kind == ItemLine && indented && line.Start-raw.Start > leading(d.Text, d.lineStart(u.Start)) {
		return true // hangs under the text of its bullet
	}
	if width == 0 {
		return false
	}
	word := strings.IndexFunc(d.Quote(line), unicode.IsSpace)
	if word < 0 {
		word = line.Len()
	}
	room := width - utf8.RuneCountInString(strings.TrimRight(d.Quote(before), " \t\r"))
	return word+1 > room // the next word would not have fitted on the line before
}

// lineStart is the start of the line that holds the offset.
func (d *Document) lineStart(offset int) int {
	return strings.LastIndexByte(d.Text[:offset], '\n') + 1
}

// leading counts the blanks at the front of the line that begins at start.
func leading(text string, start int) int {
	n := 0
	for start+n < len(text) && (text[start+n] == ' ' || text[start+n] == '\t') {
		n++
	}
	return n
}

// afterBullet returns the line without its bullet or list number; the line itself where it has none.
func afterBullet(text string, line Span) Span {
	s := text[line.Start:line.End]
	for _, glyph := range []string{"â€¢", "â—", "Â·"} { // "•", "●" and "·" read in the wrong encoding
		if strings.HasPrefix(s, glyph) {
			return trim(text, Span{line.Start + len(glyph), line.End})
		}
	}
	r, n := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[n:]) // of private use as well: no bullet but letters of a font without Unicode
	spaced := len(s) > n && (s[n] == ' ' || s[n] == '\t' || strings.HasPrefix(s[n:], "\u00a0"))
	switch {
	case strings.ContainsRune("•◦▪▫‣∗·●○■□➢➤►▶❖✓✔✦★➔→⁃∙⦁⮚", r) || private(r) && !private(second):
		return trim(text, Span{line.Start + n, line.End})
	case strings.ContainsRune("-–—*o+>§", r) && spaced:
		return trim(text, Span{line.Start + n, line.End})
	case r == '(' || isDigit(s[0]) || isLetter(s[0]):
		if n := listNumber(s); n > 0 {
			return trim(text, Span{line.Start + n, line.End})
		}
	}
	return line
}

// private reports whether a character is of private use: in fonts of symbols that lists take their bullets from.
func private(r rune) bool { return r >= 0xE000 && r <= 0xF8FF }

// listNumber is the length of "1.", "12)", "(a)" and the like at the front of s, where a blank follows; else 0.
func listNumber(s string) int {
	i := 0
	if s[0] == '(' {
		i++
	}
	digits := i
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	if i == digits {
		if i+1 >= len(s) || !isLetter(s[i]) || s[i+1] != ')' {
			return 0
		}
		i++
	}
	if i-digits > 2 || i+1 >= len(s) || s[i] != '.' && s[i] != ')' || s[0] == '(' && s[i] == '.' {
		return 0
	}
	if s[i+1] != ' ' && s[i+1] != '\t' {
		return 0
	}
	return i + 1
}

var headings = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for row := range lexicons.Rows(lexicons.Headings) {
		m[row[0]] = row[1]
	}
	return m
})

// headingTopic returns the topic of a line that is the title of a resume section, "" where it is none.
// Of a line that is a heading by its form (hinted), the last word is enough: "Selected ML Projects".
func headingTopic(line string, hinted bool) string {
	if len(line) > 60 || strings.ContainsAny(line, ",;") || strings.Contains(strings.TrimRight(line, ": "), ":") {
		return ""
	}
	title := strings.Join(strings.FieldsFunc(strings.ToLower(line), func(r rune) bool {
		return !unicode.IsLetter(r) && r != '\''
	}), " ")
	title = strings.ReplaceAll(title, "'", "")
	if spacedOut(line) {
		title = strings.ReplaceAll(title, " ", "")
	}
	if topic := headings()[title]; topic != "" {
		return topic
	}
	parts := strings.FieldsFunc(strings.ToLower(line), func(r rune) bool { return r == '&' || r == '/' || r == '+' || r == ':' })
	if len(parts) == 1 {
		parts = strings.Split(title, " and ")
	}
	topic := ""
	for _, p := range parts {
		t := headings()[strings.TrimSpace(p)]
		if t == "" {
			topic = ""
			break
		}
		if topic == "" {
			topic = t
		}
	}
	if topic != "" {
		return topic
	}
	words := strings.Fields(title)
	if len(words) > 0 && len(words) <= 4 && (hinted || line == strings.ToUpper(line)) && !strings.ContainsAny(line, "0123456789|@") {
		return headings()[words[len(words)-1]]
	}
	return ""
}

// spacedOut reports whether the line is a word written with spaces: "S K I L L S".
func spacedOut(line string) bool {
	words := strings.Fields(line)
	for _, w := range words {
		if utf8.RuneCountInString(w) > 1 {
			return false
		}
	}
	return len(words) >= 4
}

// sections groups the units under their headings and numbers the entries.
func (d *Document) sections(units []unit) []Section {
	role := None
	if d.Kind == Resume {
		role = Candidate
	}
	out := []Section{{Role: role}}
	entry := 0
	for i := 0; i < len(units); i++ {
		u := units[i]
		section := &out[len(out)-1]
		if u.kind == PlainLine && i > 0 && u.gap && !tellsOfWork(section.Topic) && shouted(d.Quote(u.Span)) {
			u.kind = HeadingLine // a title of its own that is in no list
		}
		if u.kind == HeadingLine && (u.topic != "" || !tellsOfWork(section.Topic)) {
			out = append(out, Section{Span: u.Span, Title: strings.TrimRight(d.Line(u.Span), ": "), Topic: u.topic, Role: role,
				Blocks: []Block{{Span: u.Span, Kind: Heading, Head: true}}})
			continue
		}
		b := Block{Span: u.Span}
		if u.kind == ItemLine {
			b.Kind = Item
		}
		b.Head = u.kind != ItemLine && d.namesEntry(u)
		if d.opensEntry(section, u, b) {
			entry++
		}
		b.Entry = entry
		if len(section.Blocks) == 0 {
			section.Start = u.Start
		}
		section.Blocks = append(section.Blocks, b)
		section.End = u.End
	}
	if len(out[0].Blocks) == 0 {
		out = out[1:]
	}
	return out
}

// shouted reports whether a line is a title by its capitals: at most five words, letters only.
func shouted(line string) bool {
	return line == strings.ToUpper(line) && len(strings.Fields(line)) <= 5 && len(line) >= 4 &&
		strings.IndexFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune(" &/:-'", r) }) < 0
}

// tellsOfWork reports whether sections of the topic hold entries with titles of their own.
func tellsOfWork(topic string) bool {
	switch topic {
	case "experience", "projects", "education", "activities", "achievements", "publications":
		return true
	}
	return false
}

// opensEntry reports whether a unit begins a new employer, project or school.
func (d *Document) opensEntry(s *Section, u unit, b Block) bool {
	if len(s.Blocks) == 0 {
		return true
	}
	last := s.Blocks[len(s.Blocks)-1]
	switch {
	case last.Kind == Heading:
		return true
	case b.Kind == Item || labelled(d.Quote(u.Span)):
		return false
	case u.gap || u.kind == HeadingLine:
		return true
	case last.Kind == Item:
		return b.Head
	}
	return b.Head && !last.Head
}

// labelled reports whether a line begins with the label of an entry's detail ("Environment: ...", "Tech stack: ...").
func labelled(line string) bool {
	label, _, found := strings.Cut(line, ":")
	if !found || len(label) > 30 {
		return false
	}
	for _, w := range strings.Fields(strings.ToLower(label)) {
		switch w {
		case "environment", "tech", "technologies", "technology", "stack", "tools", "platform", "keywords", "role", "roles", "duration",
			"responsibilities", "client", "description", "team", "skills", "result", "results", "outcome", "impact", "software", "languages":
			return true
		}
	}
	return false
}

// namesEntry reports whether a line that is no bullet names an employer, a project or a date rather than telling of work:
// it is short, ends without a full stop, and does not begin with a verb.
func (d *Document) namesEntry(u unit) bool {
	text := d.Quote(u.Span)
	if u.kind == HeadingLine {
		return true
	}
	words := strings.Fields(text)
	if len(words) > 18 || len(words) == 0 || u.lines > 2 {
		return false
	}
	if hasDate(text) {
		return true
	}
	last := text[len(text)-1]
	if last == '.' && !endsAbbreviation(text[:len(text)-1]) || last == ';' || last == ',' {
		return false
	}
	v := lexicon().verbs[strings.ToLower(words[0])]
	if v.form&(past|participle|gerund|base) != 0 && len(words) > 3 {
		return false
	}
	return len(words) <= 12 || strings.Contains(text, "|") || strings.Contains(text, "  ")
}

var months = map[string]bool{
	"jan": true, "january": true, "feb": true, "february": true, "mar": true, "march": true, "apr": true, "april": true, "may": true,
	"jun": true, "june": true, "jul": true, "july": true, "aug": true, "august": true, "sep": true, "sept": true, "september": true,
	"oct": true, "october": true, "nov": true, "november": true, "dec": true, "december": true,
	"spring": true, "summer": true, "fall": true, "autumn": true, "winter": true,
}

// hasDate reports whether a line ends in, or begins with, a date or a range of dates, as titles of entries do.
func hasDate(line string) bool {
	words := strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return false
	}
	for _, i := range []int{0, 1, len(words) - 1, len(words) - 2} {
		if i < 0 || i >= len(words) {
			continue
		}
		w := strings.ToLower(words[i])
		if isYear(w) || w == "present" && i > 0 || w == "current" && i > 0 {
			return true
		}
		if months[w] && i+1 < len(words) && len(words[i+1]) <= 4 && isDigit(words[i+1][0]) {
			return true
		}
	}
	return false
}

// isYear reports whether a word is a year from 1950 to 2049.
func isYear(w string) bool {
	return len(w) == 4 && (w[:2] == "19" && w[2] >= '5' || w[:2] == "20" && w[2] <= '4') && isDigit(w[2]) && isDigit(w[3])
}
