package main

import (
	_ "embed"
	"regexp"
	"strings"
)

// count is how many resumes are put together: one for each person of the pool.
const count = 30

//go:embed pool.txt
var poolText string

// pool holds the lists of pool.txt by their names.
var pool = parsePool(poolText)

func parsePool(text string) map[string][]string {
	lists := map[string][]string{}
	name := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '@':
			name = line[1:]
		default:
			lists[name] = append(lists[name], line)
		}
	}
	return lists
}

// resume is what a document says. Every writer writes it whole, and truth lists its words.
type resume struct {
	name, title, contact string
	sections             []section
}

// section is a headed part; where there are columns, a side section stands in the narrow one.
type section struct {
	title   string
	side    bool
	entries []entry
}

// entry is a headed part of a section; without a title it is only its text.
type entry struct {
	title, date  string
	place        string // of an employer: on a line of its own with the date below it
	paras, items []string
}

// hand takes from the lists of the pool, so that one resume says nothing twice and no two say the same.
type hand struct{ seed, drawn int }

// seed chooses other texts for the same people: what was tuned on one set is measured on another.
var seed int

func (h *hand) take(list string) string {
	all := pool[list]
	step := 7 // shares no divisor with the length of a list
	for len(all)%step == 0 {
		step += 4
	}
	h.drawn++
	return all[(h.seed*13+h.drawn*step)%len(all)]
}

func (h *hand) several(list string, n int) []string {
	var out []string
	for range n {
		out = append(out, h.take(list))
	}
	return out
}

// compose puts the i-th resume together.
func compose(i int) resume {
	h := &hand{seed: i + count*seed}
	r := resume{name: pool["people"][i], title: h.take("titles"), contact: contact(pool["people"][i])}
	r.sections = append(r.sections, section{title: "Summary", entries: []entry{{paras: h.several("summaries", 1)}}})
	jobs := section{title: []string{"Experience", "Professional Experience", "Work Experience"}[i%3]}
	items := &hand{seed: (i + count*seed) * 5}
	for j := range 2 + i%4 {
		e := entry{title: h.take("employers"), place: h.take("places"), date: pool["dates"][j], items: items.several("items", 3+(i+j)%4)}
		if i%2 == 0 {
			e = entry{title: h.take("roles") + ", " + h.take("employers"), date: pool["dates"][j], items: e.items}
		}
		jobs.entries = append(jobs.entries, e)
	}
	r.sections = append(r.sections, jobs)
	r.sections = append(r.sections, section{title: "Skills", side: true, entries: []entry{{paras: h.several("skills", 4)}}})
	r.sections = append(r.sections, section{title: "Projects", entries: []entry{
		{title: h.take("projects"), date: "2023", items: items.several("items", 1+i%2)},
		{title: h.take("projects"), date: "2020", items: items.several("items", 2)},
	}})
	r.sections = append(r.sections, section{title: "Education", entries: []entry{
		{title: h.take("degrees") + ", " + h.take("schools"), date: "2010 – 2012", paras: h.several("notes", 1)},
		{title: h.take("degrees") + ", " + h.take("schools"), date: "2006 – 2009"},
	}})
	return resume{r.name, r.title, r.contact, append(r.sections,
		section{title: "Languages", side: true, entries: []entry{{items: h.several("spoken", 3)}}},
		section{title: "Certificates", side: true, entries: []entry{{items: h.several("certificates", 2)}}},
		section{title: "Interests", side: true, entries: []entry{{paras: h.several("interests", 1)}}})}
}

var ascii = strings.NewReplacer("Á", "a", "É", "e", "Ł", "l", "Ö", "o", "Š", "s", "á", "a", "ã", "a", "å", "a", "ç", "c", "č", "c", "é", "e", "è", "e", "ë", "e",
	"ï", "i", "í", "i", "ñ", "n", "ó", "o", "ö", "o", "ø", "o", "æ", "ae", "ř", "r", "ß", "ss", "ü", "u", "ž", "z", "ú", "u", "É", "e", "’", "")

// contact is the line below a name.
func contact(name string) string {
	first, last, _ := strings.Cut(strings.ToLower(ascii.Replace(name)), " ")
	return "[" + first + "@" + last + ".example](mailto:" + first + "@" + last + ".example) | +44 555 01" + string(rune('0'+len(name)%10)) + "7 | [github.example/" + first + "](https://github.example/" + first + ")"
}

// Marks within a text.
var (
	bold   = regexp.MustCompile(`\*\*([^*]+)\*\*`)
	link   = regexp.MustCompile(`\[([^\]]+)\]\(([^)]+)\)`)
	raised = regexp.MustCompile(`\^([^^]+)\^`)
)

// mark puts the marks of a text in a writer's own terms; $1 is the text, and $2 the address of a link.
func mark(text, asBold, asLink, asRaised string) string {
	text = link.ReplaceAllString(text, asLink)
	return raised.ReplaceAllString(bold.ReplaceAllString(text, asBold), asRaised)
}

// plain is a text as it is read.
func plain(text string) string { return mark(text, "$1", "$1", "$1") }
