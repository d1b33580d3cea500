package main

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"redflag/analyzer"
	"redflag/lexicons"
)

// capabilityWords are what documentation says of a product. A stock phrase holds one.
//
//go:embed capability.txt
var capabilityWords string

// What is chosen; the heads of the files say it too.
const (
	leastVendors    = 2
	leastZResume    = -1  // against resumes
	leastWeight     = 0.2 // of a run in the register
	speechShare     = 0.7 // of a weight: what the log-odds against speech counts, the rest is that against resumes
	phraseVendors   = 3
	phraseZResume   = 0.5
	phraseLogOdds   = 1.0 // against speech
	documentedUnder = "documentation"
)

// bounds is what depends on how many pages were counted.
type bounds struct {
	pages                    int     // that a run stands in, at least
	z                        float64 // against speech, at least
	speechPages, resumePages float64 // how many pages a chunk of speech, and a resume, stands for
}

// boundsOf is the bounds for the whole table.
func boundsOf(runs []wordRun) bounds {
	return bounds{
		pages: 12, z: 4,
		speechPages: pagesEach(runs, func(r wordRun) int { return r.speech }, func(r wordRun) float64 { return r.z }),
		resumePages: pagesEach(runs, func(r wordRun) int { return r.resumes }, func(r wordRun) float64 { return r.zResume }),
	}
}

// weighed is a run with its weights.
type weighed struct {
	wordRun
	weight                        float64 // the log-odds against both
	againstSpeech, againstResumes float64 // log-odds against speech and against resumes
}

// chosen is what goes into the files.
type chosen struct {
	bounds
	phrases, register []weighed
}

func choose(runs []wordRun, b bounds, out *pruned) *chosen {
	c := &chosen{bounds: b}
	capability := map[string]bool{}
	for w := range strings.FieldsSeq(capabilityWords) {
		capability[w] = true
	}
	grammar := analyzer.WordSet("stop")
	known, products := handmade(), productNames()
	for _, r := range runs {
		fromAll, fromPhrases := out.takes(r.words)
		if fromAll || holds(products, r.words) || r.pages < b.pages || len(r.vendors) < leastVendors || r.z < b.z || r.zResume < leastZResume {
			continue
		}
		w := weighed{wordRun: r}
		w.againstSpeech = logOdds(float64(r.pages), float64(r.speech), b.speechPages)
		w.againstResumes = logOdds(float64(r.pages), float64(r.resumes), b.resumePages)
		w.weight = speechShare*w.againstSpeech + (1-speechShare)*w.againstResumes
		if w.weight >= leastWeight {
			c.register = append(c.register, w)
		}
		words := strings.Fields(r.words)
		if fromPhrases || len(r.vendors) < phraseVendors || r.zResume < phraseZResume || w.againstSpeech < phraseLogOdds ||
			grammar.Holds(words[0]) || grammar.Holds(words[len(words)-1]) || !slices.ContainsFunc(words, func(w string) bool { return capability[w] }) {
			continue
		}
		if key := stems(r.words); !holds(known, key) {
			known[key] = true // "best practice" is "best practices"
			c.phrases = append(c.phrases, w)
		}
	}
	for _, list := range [][]weighed{c.phrases, c.register} {
		slices.SortFunc(list, func(a, b weighed) int { return strings.Compare(a.words, b.words) })
	}
	return c
}

// handmade is the stems of the phrases of stock.tsv. What holds one is not listed again; single
// words may stand in longer phrases.
func handmade() map[string]bool {
	out := map[string]bool{}
	for row := range lexicons.Rows(lexicons.Stock) {
		if key := stems(strings.ReplaceAll(row[0], "=", "")); strings.Contains(key, " ") {
			out[key] = true
		}
	}
	return out
}

// productNames is the names of tools.tsv that are no ordinary words, in small letters.
func productNames() map[string]bool {
	out := map[string]bool{}
	for row := range lexicons.Rows(lexicons.Tools) {
		for _, name := range append(strings.Split(row[3], "|"), row[0]) {
			match := row[2]
			if i := strings.LastIndexByte(name, ':'); i > 0 {
				name, match = name[:i], name[i+1:]
			}
			if match == "any" && name != "" {
				out[strings.ToLower(name)] = true
			}
		}
	}
	return out
}

// holds reports whether a name stands in the words of a run.
func holds(names map[string]bool, words string) bool {
	list := strings.Fields(words)
	for i := range list {
		for j := i + 1; j <= len(list); j++ {
			if names[strings.Join(list[i:j], " ")] {
				return true
			}
		}
	}
	return false
}

// stems is a phrase as the lexicon compares it.
func stems(phrase string) string {
	var out []string
	for _, t := range analyzer.Tokens(phrase) {
		if t.Kind != analyzer.Punct {
			out = append(out, t.Stem)
		}
	}
	return strings.Join(out, " ")
}

func (c *chosen) writePhrases(w io.Writer) {
	fmt.Fprintf(w, `# Stock phrases of vendors' documentation, beside those of stock.tsv; written by go run ./corpus/makestock, never by hand.
# Chosen: runs of 2 to 6 words that hold a word of capability (corpus/makestock/capability.txt), begin and end with no word of
# grammar, stand in %d pages and in the documentation of %d vendors at least, are likelier there than in practitioners' speech
# (z of the log-odds at least %.0f, the log-odds %.1f) and than in resumes (z at least %.1f), and are not in
# corpus/makestock/pruned.tsv or in stock.tsv.
# Source: counts over 5,091 pages of AWS, Azure, GCP, Kubeflow and Databricks documentation, of practitioners' speech, and of resumes.
# weight: as in register.tsv.
# phrase	kind	weight	pages	speech	z	resumes	z against resumes	vendors
`, c.pages, phraseVendors, c.z, phraseLogOdds, phraseZResume)
	for _, r := range c.phrases {
		fmt.Fprintf(w, "%s\t%s\t%.2f\t%d\t%d\t%.2f\t%d\t%.2f\t%d\n", r.words, documentedUnder, r.weight, r.pages, r.speech, r.z, r.resumes, r.zResume, len(r.vendors))
	}
}

func (c *chosen) writeRegister(w io.Writer) {
	fmt.Fprintf(w, `# Word runs that set vendors' documentation apart; written by go run ./corpus/makestock, never by hand.
# Chosen: runs of 2 to 6 words that stand in %d pages and in the documentation of %d vendors at least, are likelier there than in
# practitioners' speech (z of the log-odds at least %.0f) and not plainly less likely than in resumes (z at least %d), weigh %.1f at least, and
# hold neither a name of lexicons/tools.tsv nor what corpus/makestock/pruned.tsv takes out: names of products.
# weight = %.1f s + %.1f r, where s and r are ln((pages + %d) / (k texts + %d)), bounded by 0 and %d, over speech (k = %.2f) and resumes
# (k = %.2f); k says how many pages one such text stands for.
# Source: the counts that phrases.tsv names.
# run	weight	pages	speech	resumes
`, c.pages, leastVendors, c.z, leastZResume, leastWeight, speechShare, 1-speechShare, prior, prior, mostWeight, c.speechPages, c.resumePages)
	for _, r := range c.register {
		fmt.Fprintf(w, "%s\t%.2f\t%d\t%d\t%d\n", r.words, r.weight, r.pages, r.speech, r.resumes)
	}
}
