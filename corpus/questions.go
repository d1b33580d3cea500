package corpus

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"redflag/analyzer"
)

// Question is an interviewer's question with the topics that it asks for.
type Question struct {
	Topics []string
	Words  string
}

// Questions reads a file of rows: topics by commas or "none", a tab, the words. Lines that begin with "#" are comments.
func Questions(path string) ([]Question, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []Question
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		topics, words, ok := strings.Cut(line, "\t")
		if !ok {
			return nil, fmt.Errorf("%s:%d: no tab between topics and words", path, n)
		}
		q := Question{Words: words}
		if topics != "none" {
			q.Topics = strings.Split(topics, ",")
			for _, t := range q.Topics {
				if !slices.Contains(analyzer.Topics(), t) {
					return nil, fmt.Errorf("%s:%d: no topic is called %q; there are none and %s", path, n, t, strings.Join(analyzer.Topics(), ", "))
				}
			}
		}
		out = append(out, q)
	}
	return out, nil
}

// Asked is an interview whose last exchange asks some words.
func Asked(words string) *analyzer.Document {
	b := analyzer.Builder{Kind: analyzer.Transcript}
	b.Verbatim(fmt.Sprintf("Interviewer: Hello.\n\nCandidate: Good morning.\n\nInterviewer: %s\n\nCandidate: Well, yes.\n", words))
	return b.Document()
}

// People reads the label of the candidate of each interview in a folder, by the path of the interview.
func People(folder string) (map[string]string, error) {
	data, err := os.ReadFile(folder + "/people.tsv")
	if err != nil {
		return nil, err
	}
	candidate := map[string]string{}
	for row := range strings.Lines(string(data)) {
		if cells := strings.Split(row, "\t"); !strings.HasPrefix(row, "#") && len(cells) > 1 {
			candidate[folder+"/"+cells[0]] = cells[1]
		}
	}
	return candidate, nil
}

// MarkedTopics are the topics that the labels in an exchange's questions name.
func MarkedTopics(doc Labelled, d *analyzer.Document, e *analyzer.Exchange) []string {
	var topics []string
	for _, l := range doc.Labels {
		topic, ok := strings.CutPrefix(l.Rule, "asks-")
		if ok && slices.ContainsFunc(e.Questions, func(q int) bool { return d.Sections[q].Overlaps(l.Span) }) && !slices.Contains(topics, topic) {
			topics = append(topics, topic)
		}
	}
	return topics
}
