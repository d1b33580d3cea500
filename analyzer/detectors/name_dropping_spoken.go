package detectors

import (
	"fmt"
	"strings"

	"redflag/analyzer"
)

// leastSpoken is how many tools in a row are a list in speech (guide: three).
const leastSpoken = 3

// spokenNameDropping flags the first sentence of each row of tools of which most are spoken of nowhere else.
func spokenNameDropping(p *analyzer.Pass) {
	rows := map[*analyzer.Sentence][]string{}
	used := map[string]bool{}
	for s := range toldSentences(p.Document) {
		if row := rowOfTools(s.Sentence); row != nil {
			rows[s.Sentence] = row
			continue
		}
		if spokenWords(s.Sentence) >= leastSaid {
			for i := range s.Tokens {
				if s.Capital(i) {
					used[s.Tokens[i].Norm] = true
				}
			}
			for _, u := range s.ToolUses() {
				used[u.Tool.Name] = true
			}
		}
	}
	for s := range toldSentences(p.Document) {
		var idle []string
		for _, name := range rows[s.Sentence] {
			if !used[name] {
				idle = append(idle, name)
			}
		}
		if len(idle)*2 <= len(rows[s.Sentence]) || saysWhatFor(s) || languagesAlone(s.Sentence, rows[s.Sentence]) {
			continue
		}
		grade := analyzer.Fair
		if len(idle) > leastSpoken {
			grade = analyzer.Strong
		}
		p.Flag(grade, fmt.Sprintf("%d tools are named in a row, with no word on what they were used for: %s.", len(rows[s.Sentence]), strings.Join(rows[s.Sentence], ", ")), s.Span)
	}
}

// languagesAlone reports whether all that a row names are programming languages, which are tools only among tools (guide).
func languagesAlone(s *analyzer.Sentence, names []string) bool {
	languages := map[string]bool{}
	for _, u := range s.ToolUses() {
		languages[u.Tool.Name] = u.Tool.Language()
	}
	for _, name := range names {
		if !languages[name] {
			return false
		}
	}
	return true
}

// leastSaid is how many words beside the tools say something of them; mostSaid how many a bare list has at most.
const (
	leastSaid = 2
	mostSaid  = 4
)

// row is a row of tools as it is read: their names, and the words within it that are none.
type row struct {
	names          []string
	known, strange int // items that are known tools, and words of no known meaning since the last of them
}

// add adds an item that is not in the row yet.
func (r *row) add(name string, known bool) {
	r.strange = 0
	if contains(r.names, name) {
		return
	}
	r.names = append(r.names, name)
	if known {
		r.known++
	}
}

// rowOfTools returns the tools that a sentence names in a row, where it says nothing of them.
func rowOfTools(s *analyzer.Sentence) []string {
	uses := s.ToolUses()
	if len(uses) < 2 || spokenWords(s) > mostSaid {
		return nil
	}
	bare := !hasMarks(s)
	var best, r row
	for i := 0; i < len(s.Tokens); i++ {
		t := &s.Tokens[i]
		switch {
		case len(uses) > 0 && uses[0].First == i:
			r.add(uses[0].Tool.Name, true)
			i, uses = uses[0].Last, uses[1:]
			if i+1 < len(s.Tokens) && s.Tokens[i+1].In(purpose) {
				return nil // "Kafka for the clickstream"
			}
		case t.Kind == analyzer.Punct, t.In(joiners):
			continue
		case r.known > 0 && i > 0 && s.Capital(i) && isMark(s, i-1):
			r.add(t.Norm, false)
		case bare && r.known > 0 && r.strange < mostStrange:
			r.strange++ // a name that is not known, or one in small letters that is a word too
		default:
			r = row{}
		}
		if r.known >= 2 && len(r.names) > len(best.names) {
			best = r
		}
	}
	if len(best.names) < leastSpoken {
		return nil
	}
	return best.names
}

// mostStrange is how many words that are no known tools a row without marks may hold between two that are.
const mostStrange = 2

// hasMarks reports whether a sentence holds punctuation between its words.
func hasMarks(s *analyzer.Sentence) bool {
	for i := range s.Tokens[:max(len(s.Tokens)-1, 0)] {
		if s.Tokens[i].Norm == "," || s.Tokens[i].Norm == "/" {
			return true
		}
	}
	return false
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

var (
	joiners = analyzer.WordSet("joiner")
	purpose = analyzer.WordSet("purpose")
	naming  = analyzer.WordSet("naming")
)

// spokenWords counts the words of a sentence that say something: neither tools, nor words of grammar, nor words of naming and knowing.
func spokenWords(s *analyzer.Sentence) int {
	tool := make([]bool, len(s.Tokens))
	for _, u := range s.ToolUses() {
		for i := u.First; i <= u.Last; i++ {
			tool[i] = true
		}
	}
	n := 0
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Kind == analyzer.Word && !tool[i] && !(s.Capital(i) && isMark(s, i-1)) && !t.In(joiners) && !t.In(naming) && len(t.Norm) > 2 {
			n++
		}
	}
	return n
}

// saysWhatFor reports whether the sentence after a row says what its tools were for: "All of it for the clickstream."
func saysWhatFor(s place) bool {
	next := following(s)
	if next == nil {
		return false
	}
	for i := 0; i < len(next.Tokens) && i < 6; i++ {
		if n := next.Tokens[i].Norm; n == "for" && i > 0 {
			return true
		} else if !next.Tokens[i].In(pointing) && !next.Tokens[i].In(joiners) && n != "was" && n != "were" && n != "that's" {
			return false
		}
	}
	return false
}
