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
listed among tools; methods, protocols and courses do not count.`,
	Question: "Pick two of \"{}\": what did you use each for, and where did it get in your way?",
	Severity: analyzer.Low,
	Bad:      "Skills\nTools: Terraform, Ansible, Jenkins, Grafana, Kafka\n\nExperience\nShop Ltd  2019 - 2022\n- Wrote the monthly stock report.\n",
	Good:     "Skills\nTools: Terraform, Ansible, Jenkins, Grafana, Kafka\n\nExperience\nShop Ltd  2019 - 2022\n- Moved 40 servers from Ansible to Terraform modules.\n- Built alerts in Grafana on the lag of our Kafka consumers.\n",
	Reads:    analyzer.Resume,
	Run:      nameDropping,
}

// leastTools is how many tools make a list (guide: four).
const leastTools = 4

func nameDropping(p *analyzer.Pass) {
	used := toolsInUse(p.Document)
	for i := range p.Document.Sections {
		section := &p.Document.Sections[i]
		if section.Topic == "certifications" || section.Topic == "courses" || section.Topic == "publications" {
			continue
		}
		for j := range section.Blocks {
			for k := range section.Blocks[j].Sentences {
				s := &section.Blocks[j].Sentences[k]
				if l, ok := toolList(p.Document, section, s); ok {
					flagList(p, s, l, used)
				}
			}
		}
	}
}

func flagList(p *analyzer.Pass, s *analyzer.Sentence, l list, used map[*analyzer.Tool]bool) {
	var idle []string
	for _, t := range l.tools {
		if !used[t] {
			idle = append(idle, t.Name)
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

// list is a line of tools.
type list struct {
	tools    []*analyzer.Tool
	doubtful bool
}

// toolList reads a sentence as a list of tools: four or more of them, standing as items between separators rather than in a told
// sentence.
func toolList(d *analyzer.Document, section *analyzer.Section, s *analyzer.Sentence) (list, bool) {
	uses := s.ToolUses()
	if len(uses) < leastTools {
		return list{}, false
	}
	var l list
	seen := map[*analyzer.Tool]bool{}
	others, covered := 0, 0
	for _, u := range uses {
		covered += u.Last - u.First + 1
		if seen[u.Tool] {
			continue
		}
		seen[u.Tool] = true
		l.tools = append(l.tools, u.Tool)
		if !u.Tool.Language() {
			others++
		}
	}
	if len(l.tools) < leastTools || others == 0 || tellsUse(s, section.Topic) {
		return l, false
	}
	if languagesLine(d.Quote(s.Span)) && others*3 < len(l.tools) {
		return l, false // a list of languages with one or two libraries in brackets
	}
	words, marks := 0, 0
	for i := range s.Tokens {
		switch s.Tokens[i].Kind {
		case analyzer.Punct:
			marks++
		default:
			words++
		}
	}
	if covered*3 < words && section.Topic != "skills" || marks < leastTools-2 {
		return l, false // a sentence that names tools in passing
	}
	l.doubtful = covered*2 < words
	return l, true
}

// languagesLine reports whether the line is labelled as one of languages.
func languagesLine(line string) bool {
	label, _, found := strings.Cut(line, ":")
	return found && strings.Contains(strings.ToLower(label), "language") && !strings.ContainsAny(label, "/&")
}

// toolsInUse collects the tools that stand in a unit which says what was done with them.
func toolsInUse(d *analyzer.Document) map[*analyzer.Tool]bool {
	used := map[*analyzer.Tool]bool{}
	for i := range d.Sections {
		section := &d.Sections[i]
		switch section.Topic {
		case "skills", "certifications", "courses", "interests", "languages", "contact", "references":
			continue
		}
		for j := range section.Blocks {
			b := &section.Blocks[j]
			if b.Kind == analyzer.Heading {
				continue
			}
			for k := range b.Sentences {
				s := &b.Sentences[k]
				if b.Head && !tellsUse(s, section.Topic) || !b.Head && !tellsWork(s, section.Topic) {
					continue
				}
				for _, u := range s.ToolUses() {
					used[u.Tool] = true
				}
			}
		}
	}
	return used
}

// tellsUse reports whether a sentence says what was done: it begins with a verb of doing, or holds one beside a subject.
func tellsUse(s *analyzer.Sentence, topic string) bool {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Kind == analyzer.Punct {
			continue
		}
		if v := t.Verb(); v&^analyzer.Learn != 0 && (t.Finished() || t.Continuous()) {
			return true
		}
		break
	}
	for i := 1; i < len(s.Tokens); i++ {
		t := &s.Tokens[i]
		if v := t.Verb(); v&^analyzer.Learn == 0 {
			continue
		}
		if t.Finished() && t.Norm != "advanced" && t.Norm != "applied" && t.Norm != "distributed" && t.Norm != "used" && t.Norm != "based" && t.Norm != "managed" {
			return true
		}
	}
	return false
}

// tellsWork reports whether a sentence outside the lists tells of work: it is no bare list of tools.
func tellsWork(s *analyzer.Sentence, topic string) bool {
	words, inTools := 0, 0
	for i := range s.Tokens {
		if s.Tokens[i].Kind != analyzer.Punct {
			words++
		}
	}
	for _, u := range s.ToolUses() {
		inTools += u.Last - u.First + 1
	}
	if inTools*2 > words {
		return false
	}
	return tellsUse(s, topic) || words-inTools >= 4
}
