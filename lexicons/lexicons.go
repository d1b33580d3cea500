// Package lexicons embeds redflag's data: words, phrases, tools and measured figures. It holds no logic but the reading of rows.
//
// Every file is UTF-8 text, a record a line, its columns separated by tabs; lines that begin with "#" document the file
// and name the source of what it holds.
package lexicons

import (
	_ "embed"
	"iter"
	"strings"
)

var (
	//go:embed methods.tsv
	Methods string // how an outcome was measured: phrase, kind (method, comparison, uncertainty)
	//go:embed metrics.tsv
	Metrics string // what is measured: phrase, class (level, time, rate, money, business, quality)
	//go:embed adverse.tsv
	Adverse string // adverse matters: phrase, kind (word, phrase, spoken)
	//go:embed stock.tsv
	Stock string // stock phrases of vendor documentation: phrase, kind (adjective, phrase, slogan)
	//go:embed own.tsv
	Own string // marks of the author's own decisions, limits and changes: phrase
	//go:embed aims.tsv
	Aims string // words before an aim: phrase
	//go:embed results.tsv
	Results string // words before an outcome: phrase
	//go:embed comparison.tsv
	Comparison string // comparatives of betterment: phrase
	//go:embed headings.tsv
	Headings string // titles of resume sections: phrase, topic
	//go:embed credits.tsv
	Credits string // what speaks for the candidate of a resume: phrase, signal
	//go:embed merits.tsv
	Merits string // what speaks for the candidate of an interview: phrase, signal, what it needs (size)
	//go:embed asks.tsv
	Asks string // evidence in an interviewer's words for what is asked: phrase, groups
	//go:embed casting.tsv
	Casting string // what shows a speaker's part in an interview: phrase, part (asks, hosts, guest)
	//go:embed notes.tsv
	Notes string // what stands in the file of a transcript and is no speech: phrase, kind (head, last, begins)
	//go:embed topics.tsv
	Topics string // which groups together ask for a topic: topic, weight, within, groups
	//go:embed leanings.tsv
	Leanings string // how far words and groups of asks.tsv speak for a topic: evidence, topic=weight ...
	//go:embed framework.yaml
	Framework string // the questions of an interview with what to hear, in YAML; its head documents the form
	//go:embed denial.tsv
	Denial string // words by which a candidate says that something asked for never happened: phrase, kind (failure, plain, declined, refused, any)
	//go:embed declined.tsv
	Declined string // words by which a candidate tells of work stopped, declined or argued against: phrase
	//go:embed theory.tsv
	Theory string // words of theory and habit in place of a told case: phrase
	//go:embed blame.tsv
	Blame string // words that put a conflict down to the other side: phrase, kind (plain, fault, lean, topic)
	//go:embed mending.tsv
	Mending string // own part in a conflict, and what was done to mend it: phrase, kind (own, action, over, lean)
	//go:embed dismissal.tsv
	Dismissal string // data work treated as trivial, or as somebody else's: phrase, kind (plain, trivial, other, solved, assumed, lean, care)
	//go:embed classes.tsv
	Classes string // classes of words that phrases name as "@class": class, words
	//go:embed datawork.tsv
	DataWork string // work on data, and what is wrong with data: phrase, kind (work, data)
	//go:embed senses.tsv
	Senses string // classes of words and idioms that opinions are weighed by: class, phrases
	//go:embed evidence.tsv
	Evidence string // what features of a sentence say for each rule on opinions, learned by corpus/makeevidence: feature, a weight a rule
	//go:embed bounds.tsv
	Bounds string // what ties an opinion to a context: phrase, kind (condition, own, asks)
	//go:embed distance.tsv
	Distance string // marks of a view that is past, or another's: phrase, kind (past, other)
	//go:embed allegiance.tsv
	Allegiance string // words that declare a tool right or wrong in general: phrase, kind (class, for, against, final, lean)
	//go:embed jargon.tsv
	Jargon string // technical terms that a layman does not know: phrase
	//go:embed picture.tsv
	Picture string // words that lead to an analogy, an example or a plain restatement: phrase, kind (picture, restate, thing)
	// Plainly is how an interviewer asks for plain words.
	//go:embed plainly.tsv
	Plainly string

	//go:embed business.tsv
	Business string // what the business or a user feels: phrase, field
	//go:embed technical.tsv
	Technical string // technical metrics of models and systems: phrase, kind (metric, console)
	//go:embed fillers.tsv
	Fillers string // disfluencies of speech, which stand for nothing: phrase
	//go:embed idioms.tsv
	Idioms string // idioms by which people claim an outcome: phrase, kind (told, made)
	//go:embed probes.tsv
	Probes string // words by which an interviewer asks how something was measured: phrase, kind (how, size)
	//go:embed verbs.tsv
	Verbs string // verbs: base, past, past participle, present participle, classes
	//go:embed words.tsv
	Words string // sets of words: set, words
	//go:embed tools.tsv
	Tools string // tools: name, category, match, aliases, source
	//go:embed phrases.tsv
	Phrases string // stock phrases of documentation, made by corpus/makestock: phrase, kind, weight, counts
	//go:embed register.tsv
	Register string // word runs of documentation, made by corpus/makestock: run, weight, counts
	//go:embed vendors.idx
	Vendors string // the index of vendors' documentation (analyzer/vendors), made by redflag vendor build
	//go:embed answers.tsv
	Answers string // what a good answer to a rule's question holds: rule, answer
	//go:embed confidence.tsv
	Confidence string // measured precision of each rule's grades: rule, strength, right, found, confidence
)

// Rows yields the records of a file, cells trimmed; comments and blank lines are left out.
func Rows(data string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(data) {
			line = strings.TrimRight(line, "\r\n")
			if line == "" || line[0] == '#' {
				continue
			}
			cells := strings.Split(line, "\t")
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			if !yield(cells) {
				return
			}
		}
	}
}
