package detectors

import (
	"fmt"
	"strings"

	"redflag/analyzer"
)

// NameDropping flags lists of tools most of which the document never shows in use.
var NameDropping = &analyzer.Detector{
	Name:  "name-dropping",
	Title: "tools listed, not shown in use",
	Doc: `A line lists four or more tools, and more than half of them stand nowhere else in the document in a unit that says what was
done with them. Stack tags in a project's title are lists too, and no evidence of use. Programming languages count only when
listed among tools; methods, protocols and courses do not count. In a transcript three tools in a row are enough, with no word on what
they were used for, why they were chosen or how they behaved.`,
	Why: `A list shows that a tool is known by name. What was done with it, and where it got in the way, shows experience, and the
document does not say.`,
	Question: "Pick two of \"{}\": what did you use each for, and where did it get in your way?",
	Severity: analyzer.Low,
	Bad:      "Skills\nTools: Terraform, Ansible, Jenkins, Grafana, Kafka\n\nExperience\nShop Ltd  2019 - 2022\n- Wrote the monthly stock report.\n",
	Good:     "Skills\nTools: Terraform, Ansible, Jenkins, Grafana, Kafka\n\nExperience\nShop Ltd  2019 - 2022\n- Moved 40 servers from Ansible to Terraform modules.\n- Built alerts in Grafana on the lag of our Kafka consumers.\n",
	Reads:    analyzer.Resume | analyzer.Transcript,
	Whole:    true,
	Run:      nameDropping,
}

// leastTools is how many tools make a list (guide: four).
const leastTools = 4

func nameDropping(p *analyzer.Pass) {
	if p.Document.Kind == analyzer.Transcript {
		spokenNameDropping(p)
		return
	}
	used := toolsInUse(p.Document)
	for i := range p.Document.Sections {
		section := &p.Document.Sections[i]
		if section.Topic == "certifications" || section.Topic == "courses" || section.Topic == "publications" {
			continue
		}
		for j := range section.Blocks {
			for k := range section.Blocks[j].Sentences {
				s := &section.Blocks[j].Sentences[k]
				if l, ok := toolList(p.Document, s, section.Topic); ok {
					flagList(p, s, l, used)
				}
			}
		}
	}
}

func flagList(p *analyzer.Pass, s *analyzer.Sentence, l list, used map[string]bool) {
	var idle []string
	for _, name := range l.tools {
		if !used[name] {
			idle = append(idle, name)
		}
	}
	if len(idle)*2 <= len(l.tools) {
		return
	}
	grade := analyzer.Fair
	switch {
	case l.doubtful || len(idle) < 3:
		grade = analyzer.Weak
	case len(idle)*4 >= len(l.tools)*3:
		grade = analyzer.Strong
	}
	p.Flag(grade, fmt.Sprintf("%d of %d tools listed here appear nowhere in told work: %s.", len(idle), len(l.tools), strings.Join(idle, ", ")), s.Span)
}

// list is a line of tools, by their canonical names.
type list struct {
	tools    []string
	doubtful bool
}

// toolList reads a sentence as a list of tools: four or more of them, standing as items between separators rather than in a told
// sentence.
func toolList(d *analyzer.Document, s *analyzer.Sentence, topic string) (list, bool) {
	var l list
	uses := s.ToolUses()
	if len(uses) < leastTools-1 || tellsUse(s) {
		return l, false
	}
	languages := languagesLine(d.Quote(s.Span))
	seen := map[string]bool{}
	others, covered := 0, 0
	add := func(name string, other bool) {
		if seen[name] {
			return
		}
		seen[name] = true
		l.tools = append(l.tools, name)
		if other {
			others++
		}
	}
	for _, u := range uses {
		covered += u.Last - u.First + 1
		if languages && s.InBrackets(u.First) {
			continue // a dialect or a library of the language before it
		}
		add(u.Tool.Name, !u.Tool.Language() || toolsLine(d.Quote(s.Span)))
	}
	for _, i := range unknownProducts(d, s, uses) {
		covered++
		add(s.Tokens[i].Norm, true)
	}
	if len(l.tools) < leastTools || others == 0 || languages && others*4 <= len(l.tools) {
		return l, false
	}
	words, marks := 0, 0
	for i := range s.Tokens {
		if s.Tokens[i].Kind == analyzer.Punct {
			marks++
		} else {
			words++
		}
	}
	if covered*3 < words && !namesKnowledge(s) || marks < leastTools-2 {
		return l, false // a sentence that names tools in passing
	}
	l.doubtful = covered*2 < words && topic != "skills" && separators(s) < leastTools-1
	return l, true
}

// separators counts the marks that part items.
func separators(s *analyzer.Sentence) int {
	n := 0
	for i := range s.Tokens {
		if m := s.Tokens[i].Norm; m == "," || m == "|" || m == "/" || m == ";" || m == "•" || m == "·" {
			n++
		}
	}
	return n
}

// unknownProducts returns the tokens that stand as items of the list and are written like product names ("RazorSQL"), though the
// lexicon does not know them.
func unknownProducts(d *analyzer.Document, s *analyzer.Sentence, uses []analyzer.ToolUse) []int {
	var out []int
	known := map[int]bool{}
	for _, u := range uses {
		for i := u.First; i <= u.Last; i++ {
			known[i] = true
		}
	}
	for i := 1; i < len(s.Tokens); i++ {
		if known[i] || s.Tokens[i].Kind != analyzer.Word || strings.ContainsAny(s.Tokens[i].Norm, "./@") || !isMark(s, i-1) || !isMark(s, i+1) && i+1 < len(s.Tokens) {
			continue
		}
		if camelCase(d.Quote(s.Tokens[i].Span)) {
			out = append(out, i)
		}
	}
	return out
}

func isMark(s *analyzer.Sentence, i int) bool {
	return i >= 0 && i < len(s.Tokens) && strings.Contains(",;:|/()•·", s.Tokens[i].Norm)
}

// camelCase reports whether a capital stands behind a small letter: "HeidiSQL", "TogetherAI".
func camelCase(word string) bool {
	for i := 1; i < len(word); i++ {
		if word[i] >= 'A' && word[i] <= 'Z' && word[i-1] >= 'a' && word[i-1] <= 'z' {
			return true
		}
	}
	return false
}

// languagesLine reports whether the line is labelled as one of languages.
func languagesLine(line string) bool {
	label, _, found := strings.Cut(line, ":")
	return found && strings.Contains(strings.ToLower(label), "language") && !toolsLine(line)
}

// toolsLine reports whether the line is labelled as one of tools.
func toolsLine(line string) bool {
	label, _, found := strings.Cut(strings.ToLower(line), ":")
	return found && (strings.Contains(label, "tool") || strings.Contains(label, "software") || strings.Contains(label, "package"))
}

// namesKnowledge reports whether a sentence claims acquaintance rather than use: "basic understanding of", "familiar with".
func namesKnowledge(s *analyzer.Sentence) bool {
	for i := 0; i < len(s.Tokens) && i < 8; i++ {
		if s.Tokens[i].In(knowledge) {
			return true
		}
	}
	return false
}

// toolsInUse collects the tools that stand in a unit which says what was done with them.
func toolsInUse(d *analyzer.Document) map[string]bool {
	used := map[string]bool{}
	for s := range toldSentences(d) {
		if s.block.Head && !tellsUse(s.Sentence) || !s.block.Head && !tellsWork(s.Sentence) {
			continue
		}
		for _, u := range s.ToolUses() {
			used[u.Tool.Name] = true
		}
		for i := range s.Tokens {
			if camelCase(d.Quote(s.Tokens[i].Span)) {
				used[s.Tokens[i].Norm] = true
			}
		}
	}
	return used
}

// tellsUse reports whether a sentence says what was done: it begins with a verb of doing, or holds one in the past.
func tellsUse(s *analyzer.Sentence) bool {
	first := true
	for i := labelEnd(s); i < len(s.Tokens); i++ {
		t := &s.Tokens[i]
		if t.Kind == analyzer.Punct {
			continue
		}
		done := t.Verb()&^analyzer.Learn != 0
		if first && done && (t.Finished() || (t.Continuous() || t.Base()) && !titled(s, i+1)) {
			return true
		}
		if !first && done && t.Finished() && !t.In(asAttribute) {
			return true
		}
		first = false
	}
	return false
}

// labelEnd is the index of the first token behind a label ("Build and CI: ..."), 0 where there is none.
func labelEnd(s *analyzer.Sentence) int {
	for i := 0; i < len(s.Tokens) && i < 6; i++ {
		if s.Tokens[i].Norm == ":" {
			return i + 1
		}
	}
	return 0
}

// titled reports whether the word at token i is written with a capital, as in a title, and is no tool's name.
func titled(s *analyzer.Sentence, i int) bool {
	for _, u := range s.ToolUses() {
		if u.First == i {
			return false
		}
	}
	return i < len(s.Tokens) && s.Capital(i)
}

var (
	knowledge   = analyzer.WordSet("knowledge")
	asAttribute = analyzer.WordSet("attribute")
)

// tellsWork reports whether a sentence outside the lists tells of work: it has a verb of doing, or reads as a sentence rather
// than as items between commas.
func tellsWork(s *analyzer.Sentence) bool {
	words, marks, inTools := 0, 0, 0
	for i := range s.Tokens {
		if s.Tokens[i].Kind != analyzer.Punct {
			words++
		} else if m := s.Tokens[i].Norm; m == "," || m == ":" || m == "|" || m == "/" {
			marks++
		}
	}
	for _, u := range s.ToolUses() {
		inTools += u.Last - u.First + 1
	}
	if inTools*2 > words {
		return false
	}
	return tellsUse(s) || !namesKnowledge(s) && words-inTools >= 4 && marks*4 < words
}
