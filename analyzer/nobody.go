package analyzer

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"redflag/lexicons"
)

// A transcript's file holds words that no label gives to anybody: notes behind the talk, and turns that have lost their label. They must
// not become the words of whoever spoke last.

// unclaimed adds labels, of nobody or of one who is not known, before words that cannot be the speaker's before them; and says so.
func (d *Document) unclaimed(found map[int]label, kinds []LineKind, gaps []bool) {
	runs := d.runs(found, kinds, gaps)
	d.notes(found, runs)
	d.lostTurns(found, d.runs(found, kinds, gaps))
}

// run is what stands between two labels.
type run struct {
	name   string
	nobody bool
	line   int   // of the label
	end    int   // line behind its last
	first  int   // line of its first words
	units  []int // lines at which it begins anew: paragraphs behind the first, or lines where each line has a label
}

// runs parts a transcript's lines by its labels. What stands before the first is no run.
func (d *Document) runs(found map[int]label, kinds []LineKind, gaps []bool) []run {
	var out []run
	byLine, wrapped := d.labelledLines(found), wrapWidth(d) > 0
	parted, before := false, ""
	for i := range d.lines {
		l, ok := found[i]
		if ok && (l.name != "" || l.nobody) {
			out = append(out, run{name: l.name, nobody: l.nobody, line: i, end: i + 1, first: -1})
		}
		span := trim(d.Text, d.lineSpan(i))
		if ok {
			span = trim(d.Text, Span{min(d.lines[i].start+l.end, span.End), span.End})
		}
		text := d.Quote(span)
		if text == "" {
			parted = true
			continue
		}
		if len(out) > 0 {
			r := &out[len(out)-1]
			r.end = i + 1
			switch {
			case r.first < 0:
				r.first = i
			case isAside(text):
			case d.changesSpeaker(i), parted, gaps[i], kinds[i] == ParaLine, kinds[i] == HeadingLine, ok, byLine && !wrapped && endsSentence(before) && beginsAnew(text):
				r.units = append(r.units, i)
			}
		}
		parted, before = false, text
	}
	return out
}

// labelledLines reports whether most of the lines that hold words have a label.
func (d *Document) labelledLines(found map[int]label) bool {
	lines, labelled := 0, 0
	for i := range d.lines {
		if trim(d.Text, d.lineSpan(i)).Len() > 0 {
			lines++
			l := found[i]
			labelled += count(l.name != "")
		}
	}
	return labelled*2 >= lines
}

// changesSpeaker reports whether a line begins with the mark of captions for another speaker.
func (d *Document) changesSpeaker(line int) bool {
	return strings.HasPrefix(d.Quote(trim(d.Text, d.lineSpan(line))), ">>")
}

// isAside reports whether words stand in brackets, and are no speech: "[laughter]".
func isAside(text string) bool {
	return strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]") || strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")")
}

// beginsAnew reports whether words begin as a sentence does.
func beginsAnew(text string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "\"“'‘¿¡*_ "))
	return !unicode.IsLower(r)
}

// noteWords are the phrases of lexicons/notes.tsv, by kind.
var noteWords = sync.OnceValue(func() map[string]map[string]bool {
	m := map[string]map[string]bool{"head": {}, "last": {}, "begins": {}}
	for row := range lexicons.Rows(lexicons.Notes) {
		m[row[1]][row[0]] = true
	}
	return m
})

// isNotes reports whether words are the title of notes: "Action items", "Interviewer notes".
func isNotes(title string) bool {
	words := strings.Fields(strings.ToLower(strings.TrimRight(title, "0123456789 ")))
	if len(words) == 0 || len(words) > 5 {
		return false
	}
	return noteWords()["head"][strings.Join(words, " ")] || noteWords()["last"][words[len(words)-1]]
}

// noteForm is how a line shows that notes begin with it.
type noteForm int

const (
	noNote  noteForm = iota
	onward           // "Score: 3/5": so may an answer go on as well
	titling          // "## Notes", "Summary:" alone, a row of a table
)

// noteAt reads a line as the first of notes.
func noteAt(line string) noteForm {
	const marks = "#*_=>-–—•~[]() \t"
	if strings.HasPrefix(line, "|") && strings.Count(line, "|") > 2 {
		return titling
	}
	text := strings.ToLower(strings.Trim(line, marks))
	for phrase := range noteWords()["begins"] {
		if rest, ok := strings.CutPrefix(text, phrase); ok && (rest == "" || !isLetter(rest[0])) && len(text) < 200 {
			return titling
		}
	}
	head, rest, colon := strings.Cut(text, ":")
	if !isNotes(strings.Trim(head, marks)) {
		return noNote
	}
	if strings.Trim(rest, marks) == "" && (colon || line != strings.TrimLeft(line, "#*_=-–—[") || noteWords()["head"][text]) {
		return titling
	}
	if colon {
		return onward
	}
	return noNote
}

// notes makes nobody's what stands under the titles of notes, up to the next label. Behind the last label less tells them.
func (d *Document) notes(found map[int]label, runs []run) {
	for n := range runs {
		r := &runs[n]
		if r.nobody {
			continue
		}
		last := n == len(runs)-1
		for i := max(r.first, r.line) + 1; r.first >= 0 && i < r.end; i++ {
			text := d.Quote(trim(d.Text, d.lineSpan(i)))
			form := noteAt(text)
			if form == noNote || !r.begins(i) && !(last && (form == titling || strings.HasPrefix(text, "#"))) || form == onward && !last {
				continue
			}
			found[i] = label{nobody: true}
			d.Warnings = append(d.Warnings, fmt.Sprintf("from line %d on (%q) the text reads as notes, a summary or the like, up to the next speaker or the end: taken for nobody's words", d.lines[i].line, shortened(text, 40)))
			break
		}
		if k := len(r.units) - 1; !last && k >= 0 && r.units[k]+1 >= r.end && strings.HasPrefix(d.Quote(trim(d.Text, d.lineSpan(r.units[k]))), "#") {
			found[r.units[k]] = label{nobody: true} // the title of the part that the next label begins
		}
	}
}

// begins reports whether a unit of the run begins at a line.
func (r *run) begins(line int) bool {
	for _, u := range r.units {
		if u == line {
			return true
		}
	}
	return false
}

// shortened cuts words to about n bytes.
func shortened(s string, n int) string {
	if len(s) <= n {
		return s
	}
	if at := strings.LastIndexByte(s[:n], ' '); at > n/2 {
		n = at
	}
	return strings.ToValidUTF8(s[:n], "") + "..."
}

// habit is how a transcript's labels stand.
type habit struct {
	runs, parted     int // runs, and those of several units
	pointed          bool
	repeats, changes int // labels behind one of the same speaker, or of another, with nothing of its own between
	asks, turns      map[string]int
}

// habits counts how the labels stand.
func (d *Document) habits(runs []run) habit {
	h := habit{pointed: d.pointed(), asks: map[string]int{}, turns: map[string]int{}}
	for i := range runs {
		r := &runs[i]
		if r.nobody || r.first < 0 {
			continue
		}
		h.runs++
		h.turns[r.name]++
		h.asks[r.name] += count(strings.Contains(d.Quote(d.linesOf(r.first, r.behind(0))), "?"))
		if len(r.units) > 0 {
			h.parted++
		} else if i+1 < len(runs) && !runs[i+1].nobody {
			h.repeats += count(runs[i+1].name == r.name)
			h.changes += count(runs[i+1].name != r.name)
		}
	}
	return h
}

// behind is the line at which a unit of the run begins, or the run's end.
func (r *run) behind(unit int) int {
	if unit < len(r.units) {
		return r.units[unit]
	}
	return r.end
}

// linesOf is the text from one line to before another.
func (d *Document) linesOf(from, to int) Span {
	if to <= from {
		return Span{d.lines[from].start, d.lines[from].start}
	}
	return trim(d.Text, Span{d.lines[from].start, d.lineSpan(to - 1).End})
}

// lostTurns gives to one who is not known what stands without a label where somebody else must have spoken: between two labels of one
// speaker in a text that does not repeat labels, or as a question to the speaker, with what follows it.
func (d *Document) lostTurns(found map[int]label, runs []run) {
	h := d.habits(runs)
	words, line := 0, 0
	for i := range runs {
		r := &runs[i]
		if r.nobody || len(r.units) == 0 || unknownSpeakers.Holds(labelWord(r.name)) {
			continue
		}
		again := i+1 < len(runs) && !runs[i+1].nobody && runs[i+1].name == r.name
		at := d.lostAt(r, &h, again)
		if at < 0 {
			continue
		}
		n := r.units[at]
		l := found[n]
		l.name = unknownSpeaker
		found[n] = l
		if words == 0 {
			line = d.lines[n].line
		}
		words += len(strings.Fields(d.Quote(d.linesOf(n, r.end))))
	}
	if words > 0 {
		what := fmt.Sprintf("%d words, the first on line %d, have no label where somebody else must have spoken; they are", words, line)
		if words == 1 {
			what = fmt.Sprintf("1 word, on line %d, has no label where somebody else must have spoken; it is", line)
		}
		d.Warnings = append(d.Warnings, fmt.Sprintf("%s nobody's, as %q: put the speaker's name before what was said", what, unknownSpeaker))
	}
}

// lostAt is the unit of a run from which on it is not the speaker's; -1 where nothing speaks against the speaker.
func (d *Document) lostAt(r *run, h *habit, again bool) int {
	for k, line := range r.units {
		if d.changesSpeaker(line) {
			return k
		}
	}
	asker := h.asks[r.name]*2 >= h.turns[r.name]
	asks := make([]bool, len(r.units))
	question, direct, answer := -1, -1, -1 // the first unit that asks, that asks the speaker, that does not ask
	for k := range r.units {
		var you bool
		asks[k], you = d.asksBack(r, k, h.pointed)
		if asks[k] && question < 0 {
			question = k
		}
		if asks[k] && you && direct < 0 {
			direct = k
		}
		if !asks[k] && answer < 0 {
			answer = k
		}
	}
	switch {
	case again && h.repeats*4 < h.changes && h.changes > 1:
		switch {
		case asker:
			return answer
		case question >= 0:
			return question
		case h.parted*3 <= h.runs:
			return 0
		case h.repeats == 0 && h.changes >= 6:
			return len(r.units) - 1
		}
	case direct >= 0 && h.asks[r.name]*3 < h.turns[r.name] && h.runs >= 4 && h.parted*4 <= h.runs:
		for _, asks := range asks[direct:] {
			if again || !asks {
				return direct
			}
		}
	}
	return -1
}

// asksBack reports whether a unit of a run asks: and whether it asks somebody, who is the speaker if it is another's.
func (d *Document) asksBack(r *run, unit int, pointed bool) (asks, somebody bool) {
	text := d.Quote(d.linesOf(r.units[unit], r.behind(unit+1)))
	before := strings.TrimSpace(d.Text[:d.lines[r.units[unit]].start])
	if strings.HasSuffix(before, ":") || strings.IndexAny(text, "\"“") == 0 {
		return false, false // what somebody is told to have asked
	}
	tokens := appendTokens(nil, text, Span{0, len(text)})
	words, you, prompts := 0, false, false
	for _, t := range tokens {
		words += count(t.Kind != Punct)
		you = you || t.Norm == "you" || t.Norm == "your"
	}
	for _, c := range lexicon().cues(text, tokens) {
		prompts = prompts || c.List == Parts && c.Entry.Field(0) == "asks"
	}
	ends := strings.HasSuffix(strings.TrimRight(text, "*_ "), "?") // behind a quotation mark it is told
	return words <= 60 && (ends && (you || words <= 15) || prompts && you && words <= 30 || !pointed && words <= 30 && beginsQuestion(tokens)), you
}
