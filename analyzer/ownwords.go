package analyzer

import (
	"slices"
	"strings"
)

// ownWords are places in an answer whose words a follow-up can take up: the most telling first.
type ownWords struct {
	system, figure, claim, words []Span
	told                         []int // how much each of words tells
}

const (
	maxQuoted = 14 // words that a follow-up takes over from the answer at most
	maxOwn    = 3  // places of a kind that are kept
	leastTold = 4  // of words that are taken up beside the most telling ones
)

// next returns a place of the kind, or of another where the answer has none; "" is the words. The next call has another one, as far as there is one.
func (w *ownWords) next(kind string) Span {
	order := []*[]Span{&w.words, &w.figure, &w.claim, &w.system}
	switch kind {
	case "system":
		order = []*[]Span{&w.system, &w.words, &w.figure, &w.claim}
	case "figure":
		order = []*[]Span{&w.figure, &w.claim, &w.words, &w.system}
	case "claim":
		order = []*[]Span{&w.claim, &w.figure, &w.words, &w.system}
	}
	for _, places := range order {
		if n := len(*places); n > 0 {
			at := (*places)[0]
			*places = append((*places)[1:n:n], at)
			return at
		}
	}
	return Span{}
}

// ownWords finds what a follow-up can take up from some turns: what is named, figures with the words around them, claims that nothing
// supports, and the most telling words.
func (d *Document) ownWords(turns []int) ownWords {
	var w ownWords
	for _, t := range turns {
		for s := range d.Sections[t].sentences() {
			w.system = keep(w.system, s.namedThing())
			w.figure = keep(w.figure, s.aroundFigure())
			w.tell(s.quotable(0, len(s.Tokens)-1), s.telling())
		}
		for i := range d.Claims {
			if c := &d.Claims[i]; c.Section == t && !c.Supported() {
				w.claim = keep(w.claim, d.Sections[t].Blocks[c.Block].Sentences[c.Sentence].within(c.Span))
			}
		}
	}
	n := 0
	for n < len(w.told) && (n == 0 || w.told[n] >= max(leastTold, w.told[0]/2)) { // thanks are no answer where there is one
		n++
	}
	w.words = w.words[:n]
	return w
}

// keep appends a place, as long as few are kept.
func keep(places []Span, at Span) []Span {
	if at.Len() == 0 || len(places) == maxOwn {
		return places
	}
	return append(places, at)
}

// tell puts a place among the most telling words.
func (w *ownWords) tell(at Span, told int) {
	i := 0
	for i < len(w.told) && w.told[i] >= told {
		i++
	}
	if at.Len() == 0 || i == maxOwn {
		return
	}
	w.words, w.told = slices.Insert(w.words, i, at), slices.Insert(w.told, i, told)
	w.words, w.told = w.words[:min(len(w.words), maxOwn)], w.told[:min(len(w.told), maxOwn)]
}

// namedThing is what the sentence names: what is "called" so, a tool, or a name inside the sentence.
func (s *Sentence) namedThing() Span {
	for i := 0; i+1 < len(s.Tokens); i++ {
		if n := s.Tokens[i].Norm; (n == "called" || n == "named") && s.Tokens[i+1].capital {
			return s.nameAt(i + 1)
		}
	}
	for i := 1; i < len(s.Tokens); i++ {
		t := &s.Tokens[i]
		if t.Kind == Word && t.capital && t.Len() > 2 && !t.In(functionWords) && !t.In(talkWords) && !t.In(calendar) && s.Tokens[i-1].Kind == Word {
			return s.nameAt(i)
		}
	}
	if uses := s.ToolUses(); len(uses) > 0 {
		return Span{s.Tokens[uses[0].First].Start, s.Tokens[uses[0].Last].End}
	}
	return Span{}
}

// nameAt is the name that begins at token i: words with capitals that follow each other.
func (s *Sentence) nameAt(i int) Span {
	last := i
	for last+1 < len(s.Tokens) && s.Tokens[last+1].Kind == Word && s.Tokens[last+1].capital && s.Tokens[last+1].Norm != "i" {
		last++
	}
	return Span{s.Tokens[i].Start, s.Tokens[last].End}
}

// aroundFigure is a quantity with the words around it, the widest part of the sentence that is short enough.
func (s *Sentence) aroundFigure() Span {
	for _, q := range s.quantities() {
		if q.Unit != Count || s.hasMetricNear(q) {
			return s.quotable(q.First, q.Last)
		}
	}
	return Span{}
}

// within is a part of the sentence, made short enough.
func (s *Sentence) within(at Span) Span {
	first, last := -1, -1
	for i := range s.Tokens {
		if at.Contains(s.Tokens[i].Span) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return Span{}
	}
	last = min(last, first+maxQuoted-1)
	return Span{s.Tokens[first].Start, s.Tokens[last].End}
}

// quotable is the sentence without its first words of assent and its end mark; of a long one the clauses around the tokens first to last.
func (s *Sentence) quotable(first, last int) Span {
	from, to := 0, len(s.Tokens)-1
	for from < to && (from < first || first == 0) && s.opening(from) {
		from++
	}
	for to > from && s.Tokens[to].Kind == Punct && strings.Contains(".?!,", s.Tokens[to].Norm[:1]) {
		to--
	}
	first, last = max(first, from), max(min(last, to), max(first, from))
	if first == from && last == to { // the whole sentence: its beginning
		last = from
	}
	for to-from >= maxQuoted {
		if cut := s.clauseEnd(last, to); cut < to {
			to = cut
			continue
		}
		if cut := s.clauseStart(from, first); cut > from {
			from = cut
			continue
		}
		to, from = min(to, max(last, from+maxQuoted-1)), max(from, min(first, last-maxQuoted+1))
		break
	}
	if to < len(s.Tokens)-2 { // cut short: not behind "on the"
		for to > max(from, last) && s.Tokens[to].In(functionWords) {
			to--
		}
	}
	if to < from {
		return Span{}
	}
	return Span{s.Tokens[from].Start, s.Tokens[to].End}
}

// opening reports whether token i is a word of assent or one that goes on from before: no part of what a sentence tells.
func (s *Sentence) opening(i int) bool {
	t := &s.Tokens[i]
	return t.Kind == Punct || t.In(acknowledging) || t.In(goingOn)
}

// clauseEnd is the last token before the last comma between tokens i and end; end where there is none.
func (s *Sentence) clauseEnd(i, end int) int {
	for j := end; j > i+1; j-- {
		if s.Tokens[j].Norm == "," {
			return j - 1
		}
	}
	return end
}

// clauseStart is the first token after the first comma between tokens start and i; start where there is none.
func (s *Sentence) clauseStart(start, i int) int {
	for j := start; j < i-1; j++ {
		if s.Tokens[j].Norm == "," {
			return j + 1
		}
	}
	return start
}

// telling says how much a sentence tells: things gone wrong, figures, names and words of its own count, small talk does not.
func (s *Sentence) telling() int {
	n := 0
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.Kind == Word && !t.In(functionWords) && !t.In(talkWords) && !t.In(acknowledging) {
			n++
		}
	}
	n = min(n, 8)
	if s.Has(Adverse) {
		n += 3
	}
	if len(s.quantities()) > 0 {
		n++
	}
	if s.Tokens[0].Norm == "i" {
		n++
	}
	return n
}

var calendar = WordSet("calendar")
