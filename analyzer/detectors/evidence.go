package detectors

import (
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"redflag/analyzer"
	"redflag/lexicons"
)

// Weighed are the rules on opinions: what a sentence holds of each is weighed by lexicons/evidence.tsv, which corpus/makeevidence learns
// from labelled speech. A weight has a place a rule, in this order.
var Weighed = [...]*analyzer.Detector{0: DataDismissal, 1: ToolAllegiance, 2: StakeholderBlame}

// The rules' places in a weight.
const (
	onData = iota
	onTools
	onPeople
	weighedRules
)

// Feature is something that a sentence may hold, as numbers of a Vocabulary; none is 0.
type Feature uint64

// Vocabulary numbers the words, the classes of words and the signs that features are made of. One that does not learn has 0 for what it
// does not know.
type Vocabulary struct {
	Learns bool
	ids    map[string]uint64
	names  []string
}

// NewVocabulary returns an empty vocabulary.
func NewVocabulary(learns bool) *Vocabulary {
	return &Vocabulary{Learns: learns, ids: map[string]uint64{}, names: []string{""}}
}

// maxVocabulary is how many words a feature's halves can tell apart.
const maxVocabulary = 1 << 24

func (v *Vocabulary) id(name string) uint64 {
	id, ok := v.ids[name]
	if !ok && v.Learns && len(v.names) < maxVocabulary {
		id = uint64(len(v.names))
		v.ids[name] = id
		v.names = append(v.names, name)
	}
	return id
}

// Kinds of features, as lexicons/evidence.tsv writes them.
const (
	aWord    = 'w' // a word or a class stands in the sentence
	inARow   = 'r' // two that follow one another
	inOrder  = 'o' // two classes, one anywhere behind the other
	asAnswer = 'a' // a class in an answer to a question that holds another
	before   = 'b' // a class in the sentence before
	after    = 'n' // in the next one
	sign     = 's' // what grammar, the answer around it and the frames say
)

func feature(kind rune, a, b uint64) Feature {
	if a == 0 || b == 0 && (kind == inARow || kind == inOrder || kind == asAnswer) {
		return 0
	}
	return Feature(uint64(kind)<<48 | a<<24 | b)
}

// Name writes a feature as lexicons/evidence.tsv holds it.
func (v *Vocabulary) Name(f Feature) string {
	kind, a, b := rune(f>>48), f>>24&(maxVocabulary-1), f&(maxVocabulary-1)
	if b == 0 {
		return string(kind) + " " + v.names[a]
	}
	return string(kind) + " " + v.names[a] + " " + v.names[b]
}

// parse reads a feature that Name has written; the vocabulary learns its words.
func (v *Vocabulary) parse(name string) Feature {
	cells := append(strings.Split(name, " "), "")
	a, b := v.id(cells[1]), uint64(0)
	if cells[2] != "" {
		b = v.id(cells[2])
	}
	return feature(rune(cells[0][0]), a, b)
}

// Weight is what a feature says for or against each of the Weighed rules, in log odds.
type Weight [weighedRules]float64

// weigher holds the learned weights.
type weigher struct {
	vocabulary *Vocabulary
	weights    map[Feature]Weight
	bias       Weight
}

var learned = sync.OnceValue(func() *weigher {
	w := &weigher{vocabulary: NewVocabulary(true), weights: map[Feature]Weight{}}
	for row := range lexicons.Rows(lexicons.Evidence) {
		var weight Weight
		for i := range weight {
			if f, err := strconv.ParseFloat(row[i+1], 64); err == nil {
				weight[i] = f
			}
		}
		if row[0] == "bias" {
			w.bias = weight
		} else {
			w.weights[w.vocabulary.parse(row[0])] = weight
		}
	}
	w.vocabulary.Learns = false
	return w
})

// odds is how likely the features make each rule.
func (w *weigher) odds(features []Feature) Weight {
	sum := w.bias
	for _, f := range features {
		if weight, ok := w.weights[f]; ok {
			for i := range sum {
				sum[i] += weight[i]
			}
		}
	}
	for i := range sum {
		sum[i] = 1 / (1 + math.Exp(-sum[i]))
	}
	return sum
}

// Reading is a candidate's sentence with what it holds.
type Reading struct {
	*analyzer.Sentence
	Features []Feature
}

// Readings yields what each of the candidate's sentences in a transcript holds.
func Readings(d *analyzer.Document, v *Vocabulary) iter.Seq[Reading] {
	return func(yield func(Reading) bool) {
		for o := range opinions(d) {
			for i, features := range o.read(d, v, nil) {
				if !yield(Reading{o.sentences[i], features}) {
					return
				}
			}
		}
	}
}

// flagFunc takes a sentence with its grade.
type flagFunc func(grade analyzer.Strength, message string, s *analyzer.Sentence)

// weigh flags what the frames of a rule find together with what the learned weights say.
func weigh(p *analyzer.Pass, rule int, message string, frames func(flagFunc)) {
	type found struct {
		grade   analyzer.Strength
		message string
	}
	framed := map[*analyzer.Sentence]found{}
	frames(func(grade analyzer.Strength, message string, s *analyzer.Sentence) {
		if grade > framed[s].grade {
			framed[s] = found{grade, message}
		}
	})
	for _, r := range oddsOf(p.Document) {
		f := framed[r.Sentence]
		grade := f.grade // a full excuse leaves it to the frames, which know of it
		if e := r.excused[rule]; e < fullExcuse {
			grade = gradeOf(r.odds[rule], f.grade, r.talk || e == someExcuse)
		}
		if f.message == "" {
			f.message = message
		}
		if grade > 0 {
			p.Flag(grade, f.message, r.Span)
		}
	}
}

// From these odds on a sentence is a strong finding, a fair and a weak one; and a fair one where the frames find it strong, or fair.
const (
	likely   = 0.9
	even     = 0.65
	unlikely = 0.5
	outright = 0.15
	aside    = 0.25
)

// gradeOf joins how likely a sentence is of a rule with the grade that the frames give it. Where it is doubtful, as something excuses it or it is
// said in a long talk, which has much of everything, the weights alone give a weak finding at most.
func gradeOf(p float64, framed analyzer.Strength, doubtful bool) analyzer.Strength {
	switch {
	case doubtful && p >= unlikely && framed > 0:
		return min(framed, analyzer.Fair)
	case doubtful && p >= likely:
		return analyzer.Weak
	case doubtful:
		return min(framed, analyzer.Weak)
	case p >= likely:
		return analyzer.Strong
	case p >= even, framed == analyzer.Strong && p >= outright, framed == analyzer.Fair && p >= aside:
		return analyzer.Fair
	case p >= unlikely, framed > analyzer.Weak:
		return analyzer.Weak
	}
	return 0
}

// A talk among equals has questions of so many words, or answers of so many sentences.
const (
	talkedQuestion = 60
	talkedAnswer   = 12
)

// talks reports whether the answer is of a talk rather than of an interview.
func (o *opinion) talks(d *analyzer.Document) bool {
	return len(o.sentences) >= talkedAnswer || questionWords(d, o.exchange) >= talkedQuestion
}

// weighed is a sentence with how likely it is of each rule.
type weighed struct {
	*analyzer.Sentence
	odds    Weight
	talk    bool // it is of a talk among equals
	excused [weighedRules]excuse
}

// oddsOf weighs the candidate's sentences of a document, once for all rules.
func oddsOf(d *analyzer.Document) []weighed {
	return d.Memo(func(d *analyzer.Document) any {
		var out []weighed
		w := learned()
		all := slices.Collect(opinions(d))
		for n := range all {
			o := &all[n]
			talk := o.talks(d)
			var later *opinion
			if n+1 < len(all) {
				later = &all[n+1]
			}
			for i, features := range o.read(d, w.vocabulary, w.worth) {
				r := weighed{Sentence: o.sentences[i], talk: talk}
				if features != nil {
					r.odds = w.odds(features)
					if max(r.odds[onData], r.odds[onTools], r.odds[onPeople]) >= unlikely {
						r.excused = o.excuses(d, i, later)
					}
				}
				out = append(out, r)
			}
		}
		return out
	}).([]weighed)
}

// An excuse is what speaks against a rule beside a sentence's own words.
type excuse uint8

const (
	someExcuse excuse = iota + 1 // the view is others', or bounded; data is cared for or a conflict mended in the same answer: the weights alone give a weak finding at most
	fullExcuse                   // it asks or denies, or the conflict is mended on asking: it counts for nothing
)

// excuses says what speaks against each rule at sentence i of the answer.
func (o *opinion) excuses(d *analyzer.Document, i int, later *opinion) (out [weighedRules]excuse) {
	s, part := o.sentences[i], partOf(o.sentences, i)
	asks, others := asksListener(d, s), reported(s)
	grade := func(full, some bool) excuse {
		switch {
		case asks || full:
			return fullExcuse
		case others || some:
			return someExcuse
		}
		return 0
	}
	out[onData] = grade(deniesAny(s, analyzer.Dismissal), anyHas(part, analyzer.Dismissal, "care"))
	out[onTools] = grade(deniesAny(s, analyzer.Allegiance), o.bounded(d, i))
	out[onPeople] = grade(deniesAny(s, analyzer.Blame) || later != nil && mendsOnAsking(d, later), mends(part))
	return out
}

// partOf is the part of an answer that sentence i is in.
func partOf(sentences []*analyzer.Sentence, i int) []*analyzer.Sentence {
	n := 0
	for _, part := range parts(sentences) {
		if n += len(part); i < n {
			return part
		}
	}
	return nil
}

// deniesAny reports whether a cue of the list is denied in the sentence, and none stands undenied.
func deniesAny(s *analyzer.Sentence, list analyzer.List) bool {
	some := false
	for _, c := range s.Cues(list) {
		if !denied(s, c) {
			return false
		}
		some = true
	}
	return some
}

// asksListener reports whether a sentence asks something that is to be answered: it begins with its verb.
func asksListener(d *analyzer.Document, s *analyzer.Sentence) bool {
	return isQuestion(d, s) && len(s.Tokens) > 0 && s.Tokens[0].In(askingVerbs)
}

var askingVerbs = analyzer.WordSet("asking-verb")

// hopeless is the sum of a sentence's words, in log odds, below which it is not read any further.
const hopeless = -4

// worth reports whether the words of a sentence leave a rule possible.
func (w *weigher) worth(sy *symbols) bool {
	sum := w.bias
	last := Feature(0)
	for _, x := range sy.at {
		f := feature(aWord, x.id, 0)
		if f == last {
			continue
		}
		last = f
		weight := w.weights[f]
		for i := range sum {
			sum[i] += weight[i]
		}
	}
	for i := range sum {
		if sum[i] > hopeless {
			return true
		}
	}
	return false
}

// symbols are the words and the classes that stand in a sentence, in order.
type symbols struct {
	at      []symbol
	classes []uint64 // each once
	worth   bool     // a reading
}

type symbol struct {
	id          uint64
	first, last int // among the words, marks left out
	class       bool
}

// symbolsOf reads a sentence's words and classes.
func symbolsOf(s *analyzer.Sentence, v *Vocabulary) symbols {
	var out symbols
	place := make([]int, len(s.Tokens))
	n := 0
	for i := range s.Tokens {
		place[i] = n
		if s.Tokens[i].Kind != analyzer.Punct {
			n++
		}
	}
	class := func(name string, first, last int) {
		if id := v.id(name); id != 0 {
			out.at = append(out.at, symbol{id, place[first], place[last], true})
			if !slices.Contains(out.classes, id) {
				out.classes = append(out.classes, id)
			}
		}
	}
	for _, c := range s.Cues(analyzer.Senses) {
		class(c.Entry.Field(0), c.First, c.Last)
	}
	for _, u := range s.ToolUses() {
		if !u.Listed || s.Capital(u.First) && u.First > 0 {
			class("TOOL", u.First, u.Last)
		}
	}
	for _, c := range s.Cues(analyzer.Allegiance) {
		if c.Entry.Field(0) == "class" {
			class("TOOL", c.First, c.Last)
		}
	}
	for _, c := range s.Cues(analyzer.DataWork) {
		class("DATA", c.First, c.Last)
	}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		switch {
		case t.Kind == analyzer.Number || t.In(numerals):
			class("NUMBER", i, i)
			continue
		case t.Kind == analyzer.Punct:
			continue
		}
		if id := v.id(t.Stem); id != 0 {
			out.at = append(out.at, symbol{id, place[i], place[i], false})
		}
		switch n := t.Norm; {
		case t.In(counterparts):
			class("PARTY", i, i)
		case t.In(othersAs):
			class("THEY", i, i)
		case t.In(negations):
			class("NOT", i, i)
		case n == "i" || n == "i'm" || n == "i've" || n == "i'd" || n == "i'll":
			class("I", i, i)
		case n == "we" || n == "we're" || n == "we've" || n == "we'd" || n == "we'll":
			class("WE", i, i)
		case n == "you" || n == "you're" || n == "you'd" || n == "you've" || n == "you'll":
			class("YOU", i, i)
		case t.In(totals):
			class("TOTAL", i, i)
		case t.In(obligations):
			class("DUTY", i, i)
		case s.Capital(i) && i > 0 && len(n) > 2 && !t.In(noNames):
			class("NAME", i, i)
		case len(n) > 5 && strings.HasSuffix(n, "est"):
			class("MOST", i, i)
		}
	}
	slices.SortStableFunc(out.at, func(a, b symbol) int { return a.first - b.first })
	return out
}

// read returns what each sentence of the answer holds; where worth is given, only of sentences whose words it finds worth a reading.
func (o *opinion) read(d *analyzer.Document, v *Vocabulary, worth func(*symbols) bool) [][]Feature {
	syms := make([]symbols, len(o.sentences))
	out := make([][]Feature, len(o.sentences))
	any := false
	for i, s := range o.sentences {
		syms[i] = symbolsOf(s, v)
		syms[i].worth = worth == nil || worth(&syms[i])
		any = any || syms[i].worth
	}
	if !any {
		return out
	}
	asked := o.questionSigns(d, v)
	around := o.answerSigns(v)
	for i := range o.sentences {
		if !syms[i].worth {
			continue
		}
		fs := syms[i].features(asked)
		if i > 0 {
			fs = syms[i-1].beside(before, asked[0], fs)
		}
		if i+1 < len(syms) {
			fs = syms[i+1].beside(after, asked[0], fs)
		}
		fs = append(fs, around...)
		for _, id := range o.sentenceSigns(d, v, i) {
			fs = append(fs, feature(sign, id, 0))
			for _, q := range asked {
				fs = append(fs, feature(asAnswer, q, id))
			}
		}
		slices.Sort(fs)
		fs = slices.Compact(fs)
		if len(fs) > 0 && fs[0] == 0 {
			fs = fs[1:]
		}
		out[i] = fs
	}
	return out
}

// beside appends the features by which a sentence counts for one next to it.
func (sy *symbols) beside(kind rune, asked uint64, fs []Feature) []Feature {
	for _, c := range sy.classes {
		fs = append(fs, feature(kind, c, 0), feature(kind, c, asked))
	}
	return fs
}

// orderReach is how many words apart two classes stand at most that are read together.
const orderReach = 8

// features are those of a sentence by itself.
func (sy *symbols) features(asked []uint64) []Feature {
	fs := make([]Feature, 0, 512)
	for i, x := range sy.at {
		fs = append(fs, feature(aWord, x.id, 0))
		if x.first == 0 && x.class {
			fs = append(fs, feature(sign, x.id, 1))
		}
		for _, y := range sy.at[i+1:] {
			if y.first > x.last+orderReach {
				break
			}
			if y.first == x.last+1 {
				fs = append(fs, feature(inARow, x.id, y.id))
			}
			if x.class && y.class && y.first > x.last {
				fs = append(fs, feature(inOrder, x.id, y.id))
			}
		}
	}
	for _, c := range sy.classes {
		for _, q := range asked {
			fs = append(fs, feature(asAnswer, q, c))
		}
	}
	return fs
}

// questionSigns are the classes of what was asked, and its topics.
func (o *opinion) questionSigns(d *analyzer.Document, v *Vocabulary) []uint64 {
	var out []uint64
	add := func(yes bool, name string) {
		if id := v.id(name); yes && id != 0 && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	data, tool, party := o.exchange.Asked("data") || o.asks(d, analyzer.DataWork), asksForTools(o), asksForConflict(o)
	for _, s := range o.asked {
		for i := range s.Tokens {
			party = party || s.Tokens[i].In(counterparts)
		}
	}
	add(true, "?any")
	add(data, "?data")
	add(tool || o.exchange.Asked("tools"), "?tool")
	add(party, "?party")
	add(asksForConflict(o), "?conflict")
	add(!data && !tool && !party, "?other")
	for _, s := range o.asked {
		for _, c := range s.Cues(analyzer.Senses) {
			add(strings.HasPrefix(c.Entry.Field(0), "ask-"), "?"+c.Entry.Field(0))
		}
	}
	return out
}

// answerSigns are those of the whole answer.
func (o *opinion) answerSigns(v *Vocabulary) []Feature {
	var out []Feature
	add := func(yes bool, name string) {
		if yes {
			out = append(out, feature(sign, v.id(name), 0))
		}
	}
	acts, mended, cared, owned, condition := 0, 0, 0, 0, 0
	for _, s := range o.sentences {
		acts += ownActs(s)
		if has(s, analyzer.Mending, "own", "action") {
			mended++
		}
		if has(s, analyzer.Dismissal, "care") {
			cared++
		}
		if has(s, analyzer.Bounds, "own") {
			owned++
		}
		if has(s, analyzer.Bounds, "condition", "asks") {
			condition++
		}
	}
	add(acts == 0, "no-acts")
	add(acts == 1, "an-act")
	add(acts > 1, "acts")
	add(acts > 3, "many-acts")
	add(mended > 0, "mends")
	add(mended > 1, "mends-twice")
	add(cared > 0, "cares")
	add(owned > 0, "own-use")
	add(condition > 0, "condition")
	n := len(o.sentences)
	add(n == 1, "alone")
	add(n == 2, "two")
	add(n > 2 && n < 5, "some")
	add(n > 7, "long-answer")
	add(o.exchange.FollowUp, "follow-up")
	return out
}

// sentenceSigns are what grammar says of sentence i of the answer.
func (o *opinion) sentenceSigns(d *analyzer.Document, v *Vocabulary, i int) []uint64 {
	var out []uint64
	s := o.sentences[i]
	add := func(yes bool, name string) {
		if id := v.id(name); yes && id != 0 {
			out = append(out, id)
		}
	}
	add(i == 0, "first")
	add(i > 0 && i+1 == len(o.sentences), "last")
	add(isQuestion(d, s), "question")
	words := 0
	for j := range s.Tokens {
		if s.Tokens[j].Kind != analyzer.Punct {
			words++
		}
	}
	add(words < 6, "short")
	add(words > 25, "long")
	t, verdict := tellingIn(s), verdictOn(s)
	acts := ownActs(s)
	add(acts > 0, "acts-here")
	add(acts == 0 && t.events > 0, "happened")
	add(t.events == 0, "nothing-past")
	add(t.when, "when")
	add(t.theory > 0, "theory")
	add(t.moved, "moved")
	add(verdict.generic > 0, "of-others")
	add(verdict.negated > 0, "others-do-not")
	add(verdict.totals > 0, "others-total")
	add(disowns(s), "disowns")
	add(leavesToOthers(s), "left-to-others")
	add(reported(s), "reported")
	add(o.bounded(d, i), "bounded")
	add(has(s, analyzer.Mending, "own", "action"), "mends-here")
	add(has(s, analyzer.Dismissal, "care"), "cares-here")
	for _, c := range s.Cues(analyzer.Dismissal) {
		add(!denied(s, c) && !distanced(s, c), "dismissal-"+c.Entry.Field(0))
	}
	for _, c := range s.Cues(analyzer.Allegiance) {
		add(!denied(s, c) && !distanced(s, c), "allegiance-"+c.Entry.Field(0))
	}
	for _, c := range s.Cues(analyzer.Blame) {
		add(!denied(s, c), "blame-"+c.Entry.Field(0))
	}
	return out
}
