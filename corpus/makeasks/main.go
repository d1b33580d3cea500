// Makeasks writes lexicons/leanings.tsv: how far a word, or a group of lexicons/asks.tsv, speaks for a topic that an interviewer asks for. It learns
// from corpus/questions/learn.txt, analyzer/testdata/asks.txt and the questions marked in corpus/interviews/tune.
package main

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"

	"redflag/analyzer"
	"redflag/analyzer/extract"
	"redflag/corpus"
)

func main() {
	if err := run("lexicons/leanings.tsv"); err != nil {
		fmt.Fprintln(os.Stderr, "makeasks:", err)
		os.Exit(1)
	}
}

func run(to string) error {
	var questions []question
	for _, path := range []string{"corpus/questions/learn.txt", "analyzer/testdata/asks.txt"} {
		some, err := corpus.Questions(path)
		if err != nil {
			return err
		}
		for _, q := range some {
			d := corpus.Asked(q.Words)
			questions = append(questions, question{q.Topics, d.AskEvidence(&d.Exchanges[len(d.Exchanges)-1])})
		}
	}
	marked, err := markedQuestions("corpus/interviews/tune")
	if err != nil {
		return err
	}
	questions = append(questions, marked...)
	return os.WriteFile(to, write(learn(questions), len(questions)), 0o644)
}

// question is what is learned from: what is asked for, and the evidence.
type question struct {
	topics, evidence []string
}

// markedQuestions are the questions of labelled interviews that are marked with what they ask for.
func markedQuestions(folder string) ([]question, error) {
	docs, err := corpus.Load(folder)
	if err != nil {
		return nil, err
	}
	people, err := corpus.People(folder)
	if err != nil {
		return nil, err
	}
	var out []question
	for _, doc := range docs {
		d, err := extract.Read(doc.Path, []byte(doc.Text), extract.Options{Kind: analyzer.Transcript, Cast: analyzer.Cast{Candidate: people[doc.Path]}})
		if err != nil {
			return nil, err
		}
		for i := range d.Exchanges {
			if topics := corpus.MarkedTopics(doc, d, &d.Exchanges[i]); len(topics) > 0 {
				out = append(out, question{topics, d.AskEvidence(&d.Exchanges[i])})
			}
		}
	}
	return out, nil
}

// How it is learned: logistic regression for each topic alone, with steps that shrink by coordinate.
const (
	rounds       = 15
	step         = 0.3
	shrink       = 0.002
	leastSeen    = 2 // questions that evidence stands in
	leastWeight  = 0.05
	firstLeaning = -2
	always       = "*"
)

// weights are log-odds by evidence and topic.
type weights map[string]map[string]float64

func learn(questions []question) weights {
	seen := map[string]int{}
	for _, q := range questions {
		for _, e := range q.evidence {
			seen[e]++
		}
	}
	w := weights{}
	for _, topic := range analyzer.Topics() {
		w.learnTopic(topic, questions, seen)
	}
	return w
}

func (w weights) learnTopic(topic string, questions []question, seen map[string]int) {
	weight, slope := map[string]float64{always: firstLeaning}, map[string]float64{}
	random := rand.New(rand.NewPCG(1, 1))
	order := random.Perm(len(questions))
	for range rounds {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			evidence := []string{always}
			for _, e := range questions[i].evidence {
				if seen[e] >= leastSeen {
					evidence = append(evidence, e)
				}
			}
			sum := 0.0
			for _, e := range evidence {
				sum += weight[e]
			}
			miss := 1 / (1 + math.Exp(-sum))
			if slices.Contains(questions[i].topics, topic) {
				miss--
			}
			for _, e := range evidence {
				g := miss
				if e != always {
					g += shrink * weight[e]
				}
				slope[e] += g * g
				weight[e] -= step * g / math.Sqrt(1+slope[e])
			}
		}
	}
	for e, x := range weight {
		if math.Abs(x) >= leastWeight {
			if w[e] == nil {
				w[e] = map[string]float64{}
			}
			w[e][topic] = x
		}
	}
}

func write(w weights, questions int) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `# How far the words of a question speak for what it asks for; written by go run ./corpus/makeasks, never by hand.
# Log-odds by topic, of logistic regressions over %d questions: a stem of a word, <a group of asks.tsv>, or * for every question.
# Weights of less than %.2f, and evidence in fewer than %d questions, are left out.
# Source: corpus/questions/learn.txt, analyzer/testdata/asks.txt, the marked questions of corpus/interviews/tune.
# evidence	topic=weight ...
`, questions, leastWeight, leastSeen)
	evidence := make([]string, 0, len(w))
	for e := range w {
		evidence = append(evidence, e)
	}
	slices.SortFunc(evidence, cmp.Compare[string])
	for _, e := range evidence {
		var cells []string
		for _, topic := range analyzer.Topics() {
			if x, ok := w[e][topic]; ok {
				cells = append(cells, fmt.Sprintf("%s=%.2f", topic, x))
			}
		}
		fmt.Fprintf(&b, "%s\t%s\n", e, strings.Join(cells, " "))
	}
	return b.Bytes()
}
