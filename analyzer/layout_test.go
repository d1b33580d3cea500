package analyzer

import (
	"fmt"
	"strings"
	"testing"
)

// resume builds a plain-text resume.
func resume(text string) *Document {
	b := Builder{Path: "cv.txt", Kind: Resume}
	b.Verbatim(text)
	return b.Document()
}

// outline writes a document's layout, a block a line: "[topic] title", "- item", "# entry's name" or the paragraph;
// the number in front is the entry.
func outline(d *Document) string {
	var out []string
	for i := range d.Sections {
		for _, b := range d.Sections[i].Blocks {
			words := d.Line(b.Span)
			switch {
			case b.Kind == Heading:
				words = fmt.Sprintf("[%s] %s", d.Sections[i].Topic, d.Sections[i].Title)
			case b.Kind == Item:
				words = fmt.Sprintf("%d - %s", b.Entry, words)
			case b.Head:
				words = fmt.Sprintf("%d # %s", b.Entry, words)
			default:
				words = fmt.Sprintf("%d %s", b.Entry, words)
			}
			out = append(out, words)
		}
	}
	return strings.Join(out, "\n")
}

func lines(s ...string) string { return strings.Join(s, "\n") }

func TestHeadings(t *testing.T) {
	for _, c := range []struct{ line, topic, bug string }{
		{line: "EXPERIENCE", topic: "experience"},
		{line: "Experience", topic: "experience"},
		{line: "experience:", topic: "experience"},
		{line: "Work Experience", topic: "experience"},
		{line: "== Work Experience ==", topic: "experience"},
		{line: "1. Work Experience", topic: "experience"},
		{line: "— PROJECTS —", topic: "projects"},
		{line: "Selected Projects", topic: "projects"},
		{line: "Education & Training", topic: "education"},
		{line: "Skills / Tools", topic: "skills"},
		{line: "Skills and Certifications", topic: "skills"},
		{line: "Awards + Publications", topic: "awards"},
		{line: "S K I L L S", topic: "skills"},
		{line: "E X P E R I E N C E", topic: "experience"},
		{line: "SELECTED ML PROJECTS", topic: "projects"},
		{line: "Technical Skills:", topic: "skills"},
		{line: "PUBLICATIONS AND TALKS", topic: "publications"},
		{line: "W O R K   E X P E R I E N C E", topic: "experience", bug: "the wide gap between its words is lost"},
		{line: "PROFESSIONAL EXPERIENCE (12 YEARS)", topic: "experience", bug: "a bracket behind the title"},
		{line: "EXPERIENCE (cont’d)", topic: "experience", bug: "a bracket behind the title"},
		{line: "Skills: Go, SQL", topic: ""},
		{line: "Skills: Go", topic: ""},
		{line: "Projects I led at Fernhill", topic: ""},
		{line: "Improved the skills", topic: ""},
		{line: "Experience, 2019", topic: ""},
		{line: "Led the work", topic: ""},
		{line: "Worked on tools, projects", topic: ""},
		{line: "An experience that nobody in this small town would ever forget again, skills", topic: ""},
		{line: "", topic: ""},
	} {
		check(t, c.line, c.bug, headingTopic(c.line, false), c.topic)
	}
}

// Of a line whose form says that it is a heading, the last word is enough.
func TestHintedHeadings(t *testing.T) {
	for line, topic := range map[string]string{
		"Selected ML Projects": "projects", "Beyond Work": "experience", "My life in code and rain": "", "Fernhill Ltd": "",
	} {
		if got := headingTopic(line, true); got != topic {
			t.Errorf("%s: got %q, want %q", line, got, topic)
		}
	}
}

func TestBullets(t *testing.T) {
	for _, c := range []struct{ line, words, bug string }{
		{line: "• Built it", words: "Built it"},
		{line: "•Built it", words: "Built it"},
		{line: "•\tBuilt it", words: "Built it"},
		{line: "- Built it", words: "Built it"},
		{line: "– Built it", words: "Built it"},
		{line: "— Built it", words: "Built it"},
		{line: "* Built it", words: "Built it"},
		{line: "+ Built it", words: "Built it"},
		{line: "o Built it", words: "Built it"},
		{line: "> Built it", words: "Built it"},
		{line: "◦ Built it", words: "Built it"},
		{line: "▪ Built it", words: "Built it"},
		{line: "‣ Built it", words: "Built it"},
		{line: "· Built it", words: "Built it"},
		{line: "● Built it", words: "Built it"},
		{line: "■ Built it", words: "Built it"},
		{line: "➢ Built it", words: "Built it"},
		{line: "✓ Built it", words: "Built it"},
		{line: "★ Built it", words: "Built it"},
		{line: "→ Built it", words: "Built it"},
		{line: "\uf0b7 Built it", words: "Built it"},
		{line: "â€¢ Built it", words: "Built it"},
		{line: "â— Built it", words: "Built it"},
		{line: "Â· Built it", words: "Built it"},
		{line: "-\u00a0Built it", words: "Built it"},
		{line: "1. Built it", words: "Built it"},
		{line: "12) Built it", words: "Built it"},
		{line: "(a) Built it", words: "Built it"},
		{line: "(3) Built it", words: "Built it"},
		{line: "a) Built it", words: "Built it"},
		{line: "✔ Built it", words: "Built it"},
		{line: "✔️ Built it", words: "Built it", bug: "the variation selector stays"},
		{line: "» Built it", words: "Built it", bug: "an unknown glyph"},
		{line: "~ Built it", words: "Built it", bug: "an unknown glyph"},
		{line: "♦ Built it", words: "Built it", bug: "an unknown glyph"},
		{line: "-Built it", words: "-Built it"},
		{line: "orders grew", words: "orders grew"},
		{line: "2019. Built it", words: "2019. Built it"},
		{line: "3.5 million rows", words: "3.5 million rows"},
		{line: "C) is no bullet's letter? It is", words: "is no bullet's letter? It is"},
		{line: "I. Roca", words: "I. Roca"},
		{line: "(a note)", words: "(a note)"},
		{line: "*Built it*", words: "*Built it*"},
	} {
		at := afterBullet(c.line, Span{0, len(c.line)})
		check(t, c.line, c.bug, c.line[at.Start:at.End], c.words)
	}
}

func TestLayout(t *testing.T) {
	for _, c := range []struct{ name, in, want, bug string }{
		{
			name: "sections, entries and bullets",
			in: lines("Ines Roca", "", "EXPERIENCE", "Fernhill Ltd, Porto   2019 - 2022", "- Built the kiosk.", "- Ran the kiosk.", "",
				"Pell GmbH, Bern   2016 - 2019", "- Wrote the rota.", "", "SKILLS", "Go, SQL"),
			want: lines("1 # Ines Roca", "[experience] EXPERIENCE", "2 # Fernhill Ltd, Porto 2019 - 2022", "2 - Built the kiosk.", "2 - Ran the kiosk.",
				"3 # Pell GmbH, Bern 2016 - 2019", "3 - Wrote the rota.", "[skills] SKILLS", "4 # Go, SQL"),
		},
		{
			name: "an entry's line between bullets opens one without a blank line",
			in:   lines("Experience", "Fernhill Ltd 2019", "- Built it.", "Pell GmbH 2016", "- Wrote it."),
			want: lines("[experience] Experience", "1 # Fernhill Ltd 2019", "1 - Built it.", "2 # Pell GmbH 2016", "2 - Wrote it."),
		},
		{
			name: "a title in two lines is one entry",
			in:   lines("Experience", "Fernhill Ltd", "Night Clerk, 2019 - 2022", "- Built it."),
			want: lines("[experience] Experience", "1 # Fernhill Ltd", "1 # Night Clerk, 2019 - 2022", "1 - Built it."),
		},
		{
			name: "a labelled line belongs to its entry",
			in:   lines("Experience", "Fernhill Ltd 2019", "- Built it.", "", "Environment: Go, SQL", "- Ran it."),
			want: lines("[experience] Experience", "1 # Fernhill Ltd 2019", "1 - Built it.", "1 # Environment: Go, SQL", "1 - Ran it."),
		},
		{
			name: "a bullet's line that hangs under its text is joined",
			in:   lines("Experience", "Fernhill 2019", "- Built the kiosk and", "  the ticket printer", "- Ran it."),
			want: lines("[experience] Experience", "1 # Fernhill 2019", "1 - Built the kiosk and the ticket printer", "1 - Ran it."),
		},
		{
			name: "a long line that goes on in small letters is joined",
			in:   lines("Experience", "Built the ticket printer for the ferries in Porto,", "which prints in four languages."),
			want: lines("[experience] Experience", "1 Built the ticket printer for the ferries in Porto, which prints in four languages."),
		},
		{
			name: "text wrapped by hand is joined though capitals begin its lines",
			in: lines("Experience", "- Wrote the timetable service for the harbour ferries, with", "Postgres behind it and a small page in front that the crews",
				"Porto and Faro read on their telephones, in the rain, with", "Gloves on, so that its four buttons are the size of a thumb."),
			want: lines("[experience] Experience", "1 - Wrote the timetable service for the harbour ferries, with Postgres behind it and a small page in front that the crews "+
				"Porto and Faro read on their telephones, in the rain, with Gloves on, so that its four buttons are the size of a thumb."),
		},
		{
			name: "short lines are not joined",
			in:   lines("Skills", "Go, SQL", "pandas, numpy"),
			want: lines("[skills] Skills", "1 # Go, SQL", "1 # pandas, numpy"),
		},
		{
			name: "a line behind a colon is not joined",
			in:   lines("Experience", "In the ferry company's office of four people I kept:", "the rota"),
			want: lines("[experience] Experience", "1 # In the ferry company's office of four people I kept:", "1 # the rota"),
		},
		{
			name: "an unknown title in capitals heads a section",
			in:   lines("Ines Roca", "", "BOATS AND ENGINES", "Repairs outboards."),
			want: lines("1 # Ines Roca", "[] BOATS AND ENGINES", "2 Repairs outboards."),
		},
		{
			name: "capitals among entries name an employer",
			in:   lines("EXPERIENCE", "FERNHILL LTD", "- Built it.", "", "PELL GMBH", "- Wrote it."),
			want: lines("[experience] EXPERIENCE", "1 # FERNHILL LTD", "1 - Built it.", "2 # PELL GMBH", "2 - Wrote it."),
		},
		{
			name: "a paragraph tells, a short line names",
			in:   lines("Experience", "Night Clerk", "Kept the books of the ferry company and wrote to its customers."),
			want: lines("[experience] Experience", "1 # Night Clerk", "1 Kept the books of the ferry company and wrote to its customers."),
		},
		{
			name: "line ends of Windows",
			in:   "Experience\r\nFernhill 2019\r\n- Built it.\r\n- Ran it.\r\n",
			want: lines("[experience] Experience", "1 # Fernhill 2019", "1 - Built it.", "1 - Ran it."),
		},
		{
			name: "a bullet alone on its line takes the next one",
			in:   "Experience\n•\nBuilt the kiosk.\n•\nRan it.",
			want: lines("[experience] Experience", "1 - Built the kiosk.", "1 - Ran it."),
			bug:  "the glyph becomes an empty bullet, its words a paragraph",
		},
		{name: "an empty document", in: "", want: ""},
		{name: "blank lines alone", in: "\n \n\t\n", want: ""},
		{name: "no heading at all", in: "Built a kiosk.", want: "1 Built a kiosk."},
	} {
		check(t, c.name, c.bug, outline(resume(c.in)), c.want)
	}
}

// What an extractor knows of a line goes before what its words look like.
func TestLineKinds(t *testing.T) {
	b := Builder{Kind: Resume}
	b.Line(Line{Text: "Where I Worked", Kind: HeadingLine})
	b.Line(Line{Text: "Fernhill Ltd 2019", Kind: ParaLine})
	b.Line(Line{Text: "Built the kiosk", Kind: ItemLine})
	b.Line(Line{Text: "For the ferries", Kind: ContinuedLine})
	b.Line(Line{Text: "• Ran it", Kind: ItemLine})
	b.Line(Line{Text: "Pell GmbH", Gap: true})
	want := lines("[] Where I Worked", "1 # Fernhill Ltd 2019", "1 - Built the kiosk For the ferries", "1 - Ran it", "2 # Pell GmbH")
	check(t, "kinds of lines", "", outline(b.Document()), want)
}

// A resume's words are the candidate's, all of them.
func TestResumeRole(t *testing.T) {
	d := resume(lines("Ines Roca", "", "Experience", "Fernhill 2019", "", "Skills", "Go"))
	if len(d.Sections) != 3 {
		t.Fatalf("got %d sections, want 3", len(d.Sections))
	}
	for _, s := range d.Sections {
		if s.Role != Candidate || s.Speaker != "" {
			t.Errorf("section %q: role %d, speaker %q", s.Title, s.Role, s.Speaker)
		}
	}
}

func TestKind(t *testing.T) {
	talk := strings.Repeat("Vera: How did that go?\nIgnacio: We built a kiosk.\n\n", 4)
	for _, c := range []struct {
		name, in string
		want     Kind
	}{
		{"two speakers take turns", talk, Transcript},
		{"speakers in bold", strings.Repeat("**Vera:** How so?\n**Ignacio:** Like this.\n", 4), Transcript},
		{"a resume", "Ines Roca\n\nExperience\nFernhill 2019\n- Built it.\n\nSkills\nGo\n", Resume},
		{"labels in a resume's list", "Skills\nLanguages: Go\nTools: Git\nCloud: AWS\n\nExperience\nRole: Clerk\nClient: Pell\nRole: Clerk\nClient: Pell\nRole: Clerk\nClient: Pell\n", Resume},
		{"one speaker is no conversation", strings.Repeat("Note: nothing.\n", 8), Resume},
		{"a short exchange is not enough", "Vera: Hello.\nIgnacio: Hello.\n", Resume},
		{"nothing", "", Resume},
	} {
		b := Builder{}
		b.Verbatim(c.in)
		check(t, c.name, "", b.Document().Kind, c.want)
	}
}

func TestKindIsGiven(t *testing.T) {
	b := Builder{Kind: Resume}
	b.Verbatim(strings.Repeat("Vera: How so?\nIgnacio: Like this.\n", 4))
	if k := b.Document().Kind; k != Resume {
		t.Errorf("got %v, want the kind that was given", k)
	}
}
