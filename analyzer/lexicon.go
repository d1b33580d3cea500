package analyzer

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"redflag/lexicons"
)

// List names a phrase list of the lexicons.
type List uint8

const (
	Methods    List = iota // how an outcome was measured, or against what
	Metrics                // what is measured
	Adverse                // failures, limits, trade-offs, work given up
	Stock                  // stock phrases of vendor documentation
	Own                    // marks of the author's own decisions, limits and changes
	Aims                   // words that make what follows an aim rather than an outcome
	Results                // "resulting in", "led to": what follows is an outcome
	Comparison             // faster, better, fewer: comparatives of betterment
	Tools                  // tools, frameworks, services, languages
	Credits                // what speaks for the candidate
	Merits                 // the same in what is said in an interview
	Asks                   // what an interviewer's words ask for
	Parts                  // what shows a speaker's part in an interview
	Denial                 // words by which a candidate says that something asked for never happened
	Declined               // words by which a candidate tells of work stopped, declined or argued against
	Theory                 // words of theory and habit in place of a told case
	Blame                  // words that put a conflict down to the other side
	Mending                // own part in a conflict, and what was done to mend it
	Dismissal              // data work treated as trivial, or as somebody else's
	DataWork               // work on data, and what is wrong with data
	Allegiance             // words that declare a tool right or wrong in general
	Bounds                 // what ties an opinion to a context
	Distance               // marks of a view that is past, or another's
	Jargon                 // technical terms that a layman does not know
	Picture                // words that lead to an analogy, an example or a plain restatement
	Plainly                // how an interviewer asks for plain words
	Business               // what the business or a user feels
	Technical              // technical metrics of models and systems
	Fillers                // disfluencies of speech, which stand for nothing
	Probes                 // words by which an interviewer asks how something was measured, or how large it was
	Idioms                 // idioms by which people claim an outcome without a size
	Senses                 // classes of words and idioms that opinions are weighed by
	listCount
)

// Cue is a match of a phrase list: the tokens First..Last (inclusive) of its sentence.
type Cue struct {
	List        List
	Entry       *Entry
	First, Last int

	tool *spelling // of a tool's name
}

// Entry is a line of a phrase list.
type Entry struct {
	Phrase string   // as written in the file
	Fields []string // the other columns
}

// Field returns column i of the entry after the phrase, "" where there is none.
func (e *Entry) Field(i int) string {
	if i < len(e.Fields) {
		return e.Fields[i]
	}
	return ""
}

// compiled is every phrase list in one trie over word ids, so that a text is walked once for all of them.
//
// In a phrase, a word matches by its stem, "=word" by its folded form alone, "#" is any number and "_" any one token.
// "@class" is any word of a class of lexicons/classes.tsv, by its stem; a word behind "?" may be missing ("not ?really my @duty").
// Hyphens count on neither side ("cloud-native" and "cloud native" are one).
type compiled struct {
	norms, stems map[string]int32
	classes      map[string]int32   // ids of the classes by name
	members      map[string][]int32 // ids of the classes that a stem is in
	roots        []int32            // by word id: the node of the phrases that begin with it, 0 where none does
	nodes        []node             // of the trie, from 1
	verbs        map[string]verbForm
	tools        map[string]*Tool
}

// node is a node of the trie: the phrases that end there, and how longer ones go on.
type node struct {
	ends []ending
	next []branch // in the order of ids
}

type branch struct{ id, node int32 }

type ending struct {
	list  List
	entry *Entry
	tool  *spelling // tools only
}

const (
	anyID    int32 = 1
	numberID int32 = 2
)

var lexicon = sync.OnceValue(compile)

func compile() *compiled {
	c := &compiled{
		norms: map[string]int32{}, stems: map[string]int32{}, classes: map[string]int32{}, members: map[string][]int32{},
		roots: make([]int32, 3, 1<<14), nodes: make([]node, 1, 1<<15), tools: map[string]*Tool{},
	}
	c.readClasses(lexicons.Classes)
	for list, data := range map[List]string{
		Parts:   lexicons.Casting,
		Methods: lexicons.Methods, Metrics: lexicons.Metrics, Adverse: lexicons.Adverse, Stock: lexicons.Stock, Own: lexicons.Own,
		Aims: lexicons.Aims, Results: lexicons.Results, Comparison: lexicons.Comparison, Credits: lexicons.Credits,
		Asks: lexicons.Asks, Denial: lexicons.Denial, Declined: lexicons.Declined, Theory: lexicons.Theory, Blame: lexicons.Blame, Mending: lexicons.Mending, Dismissal: lexicons.Dismissal, Allegiance: lexicons.Allegiance, Jargon: lexicons.Jargon, Picture: lexicons.Picture, Plainly: lexicons.Plainly, Business: lexicons.Business, Technical: lexicons.Technical, Fillers: lexicons.Fillers,
		Probes:   lexicons.Probes,
		Merits:   lexicons.Merits,
		DataWork: lexicons.DataWork, Bounds: lexicons.Bounds, Distance: lexicons.Distance,
		Idioms: lexicons.Idioms,
	} {
		for row := range lexicons.Rows(data) {
			e := &Entry{Phrase: row[0], Fields: row[1:]}
			for _, phrase := range variants(strings.Fields(row[0])) {
				c.add(c.pattern(phrase), ending{list: list, entry: e})
			}
		}
	}
	for row := range lexicons.Rows(lexicons.Senses) {
		e := &Entry{Phrase: row[0], Fields: row[:1]}
		for _, p := range strings.Split(row[1], ",") {
			for _, phrase := range variants(strings.Fields(p)) {
				c.add(c.pattern(phrase), ending{list: Senses, entry: e})
			}
		}
	}
	for row := range lexicons.Rows(lexicons.Phrases) {
		c.add(c.pattern(strings.Fields(row[0])), ending{list: Stock, entry: &Entry{Phrase: row[0], Fields: row[1:]}})
	}
	c.verbs = readVerbs(lexicons.Verbs)
	c.addTools(lexicons.Tools)
	c.learn()
	return c
}

// readClasses numbers the classes of words.
func (c *compiled) readClasses(data string) {
	for row := range lexicons.Rows(data) {
		class := c.id(c.classes, row[0])
		seen := map[string]bool{}
		for w := range strings.FieldsSeq(row[1]) {
			if s := stem(w); !seen[s] {
				seen[s] = true
				c.members[s] = append(c.members[s], class)
			}
		}
	}
}

// variants are the phrases that a phrase with words that may be missing ("?word") stands for.
func variants(parts []string) [][]string {
	for i, part := range parts {
		if word, ok := strings.CutPrefix(part, "?"); ok && word != "" {
			with := append(append(append([]string{}, parts[:i]...), word), parts[i+1:]...)
			without := append(append([]string{}, parts[:i]...), parts[i+1:]...)
			return append(variants(with), variants(without)...)
		}
	}
	return [][]string{parts}
}

// pattern turns the words of a phrase into ids.
func (c *compiled) pattern(phrase []string) []int32 {
	var ids []int32
	for _, part := range phrase {
		if name, ok := strings.CutPrefix(part, "@"); ok && name != "" {
			class, ok := c.classes[name]
			if !ok {
				panic("lexicons/classes.tsv has no class " + name)
			}
			ids = append(ids, class)
			continue
		}
		switch {
		case part == "_":
			ids = append(ids, anyID)
			continue
		case part == "#" || part == `\#`: // a line that begins with "#" would be a comment
			ids = append(ids, numberID)
			continue
		}
		exact := strings.HasPrefix(part, "=") && len(part) > 1
		for _, t := range rawTokens(strings.TrimPrefix(part, "=")) {
			if t == "-" {
				continue
			}
			if exact {
				ids = append(ids, c.id(c.norms, t))
			} else {
				ids = append(ids, c.id(c.stems, stem(t)))
			}
		}
	}
	return ids
}

// rawTokens splits a phrase as a document's text is split, without looking its words up.
func rawTokens(s string) []string {
	var out []string
	for i := 0; i < len(s); {
		j := i + 1
		switch {
		case s[i] == ' ':
			i++
			continue
		case isDigit(s[i]):
			j = endOfNumber(s, i, len(s))
		case isLetter(s[i]) || s[i] >= 0x80:
			j = endOfWord(s, i, len(s))
			if j == i {
				j = i + 1
				for j < len(s) && s[j]&0xC0 == 0x80 {
					j++
				}
			}
		case s[i] == '.' && isDotNet(s[i:]):
			j = i + 4
		default:
			for j < len(s) && s[j] == s[i] {
				j++
			}
		}
		out = append(out, fold(s[i:j]))
		i = j
	}
	return out
}

func (c *compiled) id(ids map[string]int32, key string) int32 {
	id, ok := ids[key]
	if !ok {
		id = int32(len(c.roots))
		ids[key] = id
		c.roots = append(c.roots, 0)
	}
	return id
}

func (c *compiled) add(ids []int32, e ending) {
	if len(ids) == 0 {
		panic(fmt.Sprintf("lexicons: empty phrase in list %d", e.list))
	}
	at := &c.roots[ids[0]]
	for _, id := range ids[1:] {
		c.grow(at)
		next := &c.nodes[*at].next
		i, ok := slices.BinarySearchFunc(*next, id, func(b branch, id int32) int { return int(b.id - id) })
		if !ok {
			*next = slices.Insert(*next, i, branch{id: id})
		}
		at = &(*next)[i].node
	}
	c.grow(at)
	n := &c.nodes[*at]
	n.ends = append(n.ends, e)
}

// grow makes the node that an edge leads to, where there is none yet.
func (c *compiled) grow(edge *int32) {
	if *edge == 0 {
		*edge = int32(len(c.nodes))
		c.nodes = append(c.nodes, node{})
	}
}

// child is the node that a word id leads to from a node, 0 where there is none. Most nodes have a branch or two; those behind a common
// word have hundreds.
func (c *compiled) child(at, id int32) int32 {
	next := c.nodes[at].next
	for len(next) > 8 {
		half := len(next) / 2
		if next[half].id > id {
			next = next[:half]
		} else {
			next = next[half:]
		}
	}
	for _, b := range next {
		if b.id == id {
			return b.node
		}
	}
	return 0
}

// match is the search for phrases in a sentence's tokens, from the token first on.
type match struct {
	*compiled
	text   string
	tokens []Token
	first  int
	found  []Cue
	from   int // cues that begin at first stand from found[from] on
}

// cues finds the phrases in a sentence's tokens: for each list and first token, the longest; of what an interviewer asks, and of senses, all. They stand
// list by list, in text order.
func (c *compiled) cues(text string, tokens []Token) []Cue {
	m := matches.Get().(*match)
	*m = match{compiled: c, text: text, tokens: tokens, found: m.found[:0]}
	for i := range tokens {
		m.first, m.from = i, len(m.found)
		m.begin(tokens[i].word, tokens[i].Kind)
	}
	found := byList(m.found)
	m.text, m.tokens = "", nil // not to be kept alive
	matches.Put(m)
	return found
}

// matches keeps the room for what is found from one sentence to the next.
var matches = sync.Pool{New: func() any { return new(match) }}

// byList returns the cues list by list. What belongs to a list keeps its order.
func byList(found []Cue) []Cue {
	if len(found) == 0 {
		return nil
	}
	var at [listCount + 1]int
	for i := range found {
		at[found[i].List+1]++
	}
	for l := range listCount {
		at[l+1] += at[l]
	}
	sorted := make([]Cue, len(found))
	for i := range found {
		sorted[at[found[i].List]] = found[i]
		at[found[i].List]++
	}
	return sorted
}

// begin looks for the phrases that begin with a word.
func (m *match) begin(w *word, kind TokenKind) {
	m.reach(m.roots[w.normID], m.first)
	m.reach(m.roots[w.stemID], m.first)
	for _, id := range w.classIDs {
		m.reach(m.roots[id], m.first)
	}
	if kind == Number {
		m.reach(m.roots[numberID], m.first)
	}
	m.reachOwner(m.roots[w.ownerID], m.first)
}

// walk goes on from a node with the token at.
func (m *match) walk(node int32, at int) {
	for at < len(m.tokens) && m.tokens[at].Norm == "-" {
		at++
	}
	if at >= len(m.tokens) {
		return
	}
	w := m.tokens[at].word
	m.reach(m.child(node, w.normID), at)
	m.reach(m.child(node, w.stemID), at)
	for _, id := range w.classIDs {
		m.reach(m.child(node, id), at)
	}
	if m.tokens[at].Kind == Number {
		m.reach(m.child(node, numberID), at)
	}
	m.reach(m.child(node, anyID), at)
	if w.ownerID != 0 {
		m.reachOwner(m.child(node, w.ownerID), at)
	}
}

// reach takes the phrases that end at a node, which the token at has led to, and goes on; 0 is no node.
func (m *match) reach(node int32, at int) {
	if node == 0 {
		return
	}
	n := &m.nodes[node]
	for _, e := range n.ends {
		if e.tool == nil || e.tool.writtenIn(m.text[m.tokens[m.first].Start:m.tokens[at].End]) {
			m.keepLongest(Cue{List: e.list, Entry: e.entry, First: m.first, Last: at, tool: e.tool})
		}
	}
	if len(n.next) > 0 {
		m.walk(node, at+1)
	}
}

// reachOwner ends a tool's name at a token with an apostrophe and s: "Kafka's a beast".
func (m *match) reachOwner(node int32, at int) {
	if node == 0 {
		return
	}
	name := m.text[m.tokens[m.first].Start:m.tokens[at].End]
	name = name[:strings.LastIndexAny(name, "'’ʼ‘")]
	for _, e := range m.nodes[node].ends {
		if e.tool != nil && e.tool.writtenIn(name) {
			m.keepLongest(Cue{List: e.list, Entry: e.entry, First: m.first, Last: at, tool: e.tool})
		}
	}
}

func (m *match) keepLongest(cue Cue) {
	for i := m.from; i < len(m.found); i++ {
		if m.found[i].List == cue.List && cue.List != Asks && cue.List != Senses {
			if m.found[i].Last < cue.Last {
				m.found[i] = cue
			}
			return
		}
	}
	m.found = append(m.found, cue)
}

// Cues returns the matches of a list in the sentence, in text order; matches may overlap. The result must not be changed.
func (s *Sentence) Cues(list List) []Cue {
	first := 0
	for first < len(s.cues) && s.cues[first].List < list {
		first++
	}
	last := first
	for last < len(s.cues) && s.cues[last].List == list {
		last++
	}
	return s.cues[first:last:last]
}

// Has reports whether a phrase of the list stands in the sentence.
func (s *Sentence) Has(list List) bool {
	for _, c := range s.cues {
		if c.List == list {
			return true
		}
	}
	return false
}

// SpanOf is the text range of a cue.
func (s *Sentence) SpanOf(c Cue) Span {
	return Span{s.Tokens[c.First].Start, s.Tokens[c.Last].End}
}
