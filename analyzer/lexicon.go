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
	next         map[edge]int32     // trie edges; node 0 is the root
	nodes        []node
	first        []bool // by word id: does a phrase begin with it
	verbs        map[string]verbForm
	tools        map[string]*Tool
}

type edge struct{ node, id int32 }

// node is a node of the trie: the phrases that end there, and whether longer ones go on.
type node struct {
	ends  []ending
	inner bool
}

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
		norms: map[string]int32{}, stems: map[string]int32{}, classes: map[string]int32{}, members: map[string][]int32{}, next: make(map[edge]int32, 1<<13),
		nodes: make([]node, 1, 1<<13), first: make([]bool, 3, 1<<13), tools: map[string]*Tool{},
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
		id = int32(len(c.first))
		ids[key] = id
		c.first = append(c.first, false)
	}
	return id
}

func (c *compiled) add(ids []int32, e ending) {
	if len(ids) == 0 {
		panic(fmt.Sprintf("lexicons: empty phrase in list %d", e.list))
	}
	c.first[ids[0]] = true
	at := int32(0)
	for _, id := range ids {
		child, ok := c.next[edge{at, id}]
		if !ok {
			child = int32(len(c.nodes))
			c.nodes = append(c.nodes, node{})
			c.next[edge{at, id}] = child
		}
		c.nodes[at].inner = true
		at = child
	}
	c.nodes[at].ends = append(c.nodes[at].ends, e)
}

// cues finds the phrases in a sentence's tokens: for each list and first token, the longest; of what an interviewer asks, all. They stand
// list by list, in text order.
func (c *compiled) cues(text string, tokens []Token) []Cue {
	var found []Cue
	for i := range tokens {
		w := tokens[i].word
		if !c.first[w.normID] && !c.first[w.stemID] && !c.first[w.ownerID] && !c.beginsByClass(w) && !(c.first[numberID] && tokens[i].Kind == Number) {
			continue
		}
		from := len(found)
		c.walk(text, tokens, i, i, 0, &found, from)
	}
	slices.SortStableFunc(found, func(a, b Cue) int { return int(a.List) - int(b.List) })
	return found
}

// beginsByClass reports whether a phrase begins with a class that the word is in.
func (c *compiled) beginsByClass(w *word) bool {
	for _, id := range w.classIDs {
		if c.first[id] {
			return true
		}
	}
	return false
}

// walk follows the trie from node with the token at; first is where the phrase began. Cues of this beginning stand from
// (*found)[from] on.
func (c *compiled) walk(text string, tokens []Token, first, at int, node int32, found *[]Cue, from int) {
	for at > first && at < len(tokens) && tokens[at].Norm == "-" {
		at++
	}
	if at >= len(tokens) {
		return
	}
	w := tokens[at].word
	c.follow(w.normID, text, tokens, first, at, node, found, from)
	c.follow(w.stemID, text, tokens, first, at, node, found, from)
	for _, id := range w.classIDs {
		c.follow(id, text, tokens, first, at, node, found, from)
	}
	if tokens[at].Kind == Number {
		c.follow(numberID, text, tokens, first, at, node, found, from)
	}
	if at > first {
		c.follow(anyID, text, tokens, first, at, node, found, from)
	}
	if w.ownerID != 0 {
		c.followOwner(text, tokens, first, at, node, found, from)
	}
}

// followOwner ends a tool's name at a token with an apostrophe and s: "Kafka's a beast".
func (c *compiled) followOwner(text string, tokens []Token, first, at int, node int32, found *[]Cue, from int) {
	child, ok := c.next[edge{node, tokens[at].word.ownerID}]
	if !ok {
		return
	}
	name := text[tokens[first].Start:tokens[at].End]
	name = name[:strings.LastIndexAny(name, "'’ʼ‘")]
	for _, e := range c.nodes[child].ends {
		if e.tool != nil && e.tool.writtenIn(name) {
			keepLongest(found, from, Cue{List: e.list, Entry: e.entry, First: first, Last: at, tool: e.tool})
		}
	}
}

// follow takes the edge of one word id, where there is one.
func (c *compiled) follow(id int32, text string, tokens []Token, first, at int, node int32, found *[]Cue, from int) {
	if id == 0 {
		return
	}
	child, ok := c.next[edge{node, id}]
	if !ok {
		return
	}
	for _, e := range c.nodes[child].ends {
		if e.tool == nil || e.tool.writtenIn(text[tokens[first].Start:tokens[at].End]) {
			keepLongest(found, from, Cue{List: e.list, Entry: e.entry, First: first, Last: at, tool: e.tool})
		}
	}
	if c.nodes[child].inner {
		c.walk(text, tokens, first, at+1, child, found, from)
	}
}

func keepLongest(found *[]Cue, from int, cue Cue) {
	for i := from; i < len(*found); i++ {
		if (*found)[i].List == cue.List && cue.List != Asks && cue.List != Senses {
			if (*found)[i].Last < cue.Last {
				(*found)[i] = cue
			}
			return
		}
	}
	*found = append(*found, cue)
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
