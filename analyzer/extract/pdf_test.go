package extract

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"redflag/analyzer"
)

const documents = "../../../shared/documents/pdf"

// pdfLines reads a PDF as lines with their kinds.
func pdfLines(t *testing.T, path string) []*pdfLine {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text, _, err := readPDFText(data)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return text.arrange()
}

func joined(lines []*pdfLine) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.text + "\n")
	}
	return b.String()
}

func bag(s string) map[string]int {
	words := map[string]int{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		words[w]++
	}
	return words
}

// f1 is the F1 of two bags of words.
func f1(got, want map[string]int) float64 {
	same, n, m := 0, 0, 0
	for w, c := range got {
		same += min(c, want[w])
		n += c
	}
	for _, c := range want {
		m += c
	}
	if n+m == 0 {
		return 1
	}
	return 2 * float64(same) / float64(n+m)
}

// trigrams are the runs of three words.
func trigrams(s string) map[string]int {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	runs := map[string]int{}
	for i := 2; i < len(words); i++ {
		runs[words[i-2]+" "+words[i-1]+" "+words[i]]++
	}
	return runs
}

// TestPDFWords compares the words read with those of pdftotext, and their order: runs of three, of which mutool has 0.86
// (pdftotext's own order is not the truth).
func TestPDFWords(t *testing.T) {
	files, _ := filepath.Glob(documents + "/*.pdf")
	tool, err := exec.LookPath("pdftotext")
	if len(files) == 0 || err != nil {
		t.Skip("skipped: the sample documents or pdftotext are not here")
	}
	mutool, _ := exec.LookPath("mutool")
	sum, runs, theirs := 0.0, 0.0, 0.0
	for _, path := range files {
		want, err := exec.Command(tool, path, "-").Output()
		if err != nil {
			t.Fatalf("pdftotext %s: %v", path, err)
		}
		got := joined(pdfLines(t, path))
		score, order := f1(bag(got), bag(string(want))), f1(trigrams(got), trigrams(string(want)))
		sum, runs = sum+score, runs+order
		if mutool != "" {
			text, err := exec.Command(mutool, "draw", "-q", "-F", "text", path).Output()
			if err != nil {
				t.Fatalf("mutool %s: %v", path, err)
			}
			theirs += f1(trigrams(string(text)), trigrams(string(want)))
		}
		t.Logf("%.4f words, %.4f runs of three: %s", score, order, filepath.Base(path))
		if score < 0.95 {
			t.Errorf("%s: F1 %.4f, want at least 0.95", filepath.Base(path), score)
		}
	}
	n := float64(len(files))
	t.Logf("%.4f words, %.4f runs of three (mutool %.4f): average of %d files", sum/n, runs/n, theirs/n, len(files))
	if sum/n < 0.985 || runs/n < 0.86 {
		t.Errorf("average F1 %.4f of words, %.4f of runs of three; want at least 0.985 and 0.86", sum/n, runs/n)
	}
}

// TestPDFOrder holds what a person reads in the samples: which words come before which, and which bullets are one unit.
func TestPDFOrder(t *testing.T) {
	tests := []struct {
		file   string
		before [][2]string
		units  []string
	}{
		{"0139__deedy_Deedy-Resume__deedy_resume.pdf", [][2]string{
			{"Debarghya Das", "EDUCATION"}, {"LA MARTINIERE FOR BOYS", "LINKS"}, {"AS3 • iOS • Android", "EXPERIENCE"},
			{"EXPERIENCE", "FACEBOOK | Software Engineer"}, {"FACEBOOK", "COURSERA"}, {"2014  1st/50  Microsoft", "PUBLICATIONS"},
		}, []string{
			"• Full-stack developer - Wrote and reviewed code for JS using Backbone, Jade, Stylus and Require and Scala using Play",
			"• Led and shipped Yoda - the admin interface for the new Phoenix platform.",
		}},
		{"0154__jankapunkt_latexcv__main.pdf", [][2]string{
			{"JAN KÜSTER", "STATUS"}, {"STATUS", "EXPERIENCE"}, {"Finished machine programming", "CONTACT"}, {"CONTACT", "FIELDS"},
		}, []string{"• Invent a realtime classroom management using Meteor and React", "• Recruited team members"}},
		{"0155__jankapunkt_latexcv__main.pdf", [][2]string{
			{"ILYA RUMYANTSEV", "PROFILE"}, {"WORK EXPERIENCE", "SKILLS"}, {"Tools for role review", "SKILLS"}, {"SKILLS", "CONTACT"},
		}, []string{"• Development of new role-based workfows and processes, as well as training and support", "Python  5+ yrs"}},
		{"0156__jankapunkt_latexcv__main.pdf", [][2]string{
			{"JAN KÜSTER", "Education"}, {"Education", "2007 - 2012 - University of Bremen"}, {"illiterates", "Experience"},
			{"Summary", "2016 / 09 - University of Bremen"}, {"Fullstack Javascript Engineer", "Student Assistant"},
		}, []string{
			"• Developed and evaluated an algorithm for semi automated scoring of spreadsheet data",
			"• Topics included customer contracts, change management, controlling, operational tasks",
		}},
		{"0168__liantze_AltaCV__sample.pdf", [][2]string{
			{"YOUR NAME HERE", "EXPERIENCE"}, {"Job Title 2", "PROJECTS"}, {"Project 2", "MY LIFE PHILOSOPHY"}, {"STRENGTHS", "Ph.D. in Your Discipline"},
		}, []string{
			"• L. T. Wong and E. Someone, “A non-existant paper,” Journal of Carrying On, vol. 12, 2011.",
			"• Job description 1",
		}},
		{"0198__rendercv_rendercv__John_Doe_ClassicTheme_CV.pdf", [][2]string{
			{"San Francisco, CA  June 2023 – present  2 years 10 months", "Built foundation"}, {"Santa Clara, CA  May 2022", "Designed sparse attention"},
		}, []string{
			"• Built foundation model infrastructure serving 2M+ monthly API requests with 99.97% uptime",
			"• Co-authored paper accepted at NeurIPS 2022 (spotlight presentation, top 5% of submissions)",
		}},
		{"0205__rendercv_rendercv__John_Doe_OpalTheme_CV.pdf", [][2]string{{"Nexus AI, Co-Founder", "Built foundation"}}, []string{
			"◦ Built foundation model infrastructure serving 2M+ monthly API requests with 99.97% uptime",
		}},
		{"0204__rendercv_rendercv__John_Doe_ModerncvTheme_CV.pdf", [][2]string{
			{"John Doe", "Welcome to RenderCV"}, {"Sept 2018 – May 2023 Princeton University", "Sept 2014 – June 2018 Boğaziçi University"},
		}, []string{"• Built foundation model infrastructure serving 2M+ monthly API requests with 99.97% uptime"}},
		{"0140__deedy_Deedy-Resume__deedy_resume-openfont.pdf", [][2]string{{"OCaml • Matlab", "Over 1000 lines:"}, {"Familiar:", "AS3 • iOS"}}, []string{
			"Java • Shell • Python • Javascript", "OCaml • Matlab • Rails • LATEX", "Familiar:",
		}},
		{"0150__jankapunkt_latexcv__main.pdf", nil, []string{"And I am always looking for new exciting and interdisciplinary projects worldwide."}},
		{"0151__jankapunkt_latexcv__main.pdf", nil, []string{
			"Koppel, I., Küster, J., & Wolf, K. D. (2013). Usability testing with female functional illiterates,Usability-testing mit " +
				"funktionalen analphabetinnen. Lecture Notes in Informatics (LNI), DEFLI Proceedings - Series of the Gesellschaft Für " +
				"Informatik (GI), P-218, 293–296.",
		}},
		// the entries run on from page to page beside a column that has sections of its own
		{"0155__jankapunkt_latexcv__main.pdf", [][2]string{
			{"Tools for role review", "DevOps engineer  Jan 15 - Sep 15"}, {"nxLog + rsyslog", "NOVELL eDirectory"},
			{"Implementation of performance checks", "Implementation of automated reports"}, {"Introduction of the standard Linux stack", "SKILLS"},
			{"CONTACT", "EDUCATION"}, {"EDUCATION", "CERTIFICATIONS"},
		}, []string{
			"Certificate issued by the Linux Professional Institute to prove abilities in Linux administration",
			"Two months full-time training in object oriented programming in Java SE/EE, software development, testing and modern " +
				"enterprise web-frameworks. Other topics were object oriented design patterns, test-driven development, SQL-databases " +
				"and webservers in Java environment (Tomcat / Glasfish / JBoss / Jety)",
		}},
		{"0154__jankapunkt_latexcv__main.pdf", nil, []string{
			"I create awesome resume templates in LaTeX for everyone. Besides that I am working at the University of Bremen and " +
				"engineer fullstack JS applications with Meteor.",
		}},
		{"0168__liantze_AltaCV__sample.pdf", nil, []string{"Address Line 1", "Address Line 2"}},
		{"0169__liantze_AltaCV__sample-old.pdf", [][2]string{{"PUBLICATIONS", "REFEREES"}, {"REFEREES", "Prof. Alpha Beta"}}, []string{
			"PUBLICATIONS", "REFEREES",
		}},
		{"0198__rendercv_rendercv__John_Doe_ClassicTheme_CV.pdf", [][2]string{
			{"Redmond, WA  May 2019 – Aug 2019  4 months", "Implemented novel"}, {"Istanbul, Türkiye  Sept 2014 – June 2018", "GPA: 3.97"},
		}, []string{
			"• Implemented novel self-supervised learning framework for low-resource language modeling",
			"• Raised $18M Series A led by Sequoia Capital, with participation from a16z and Founders Fund",
		}},
		{"0200__rendercv_rendercv__John_Doe_EngineeringclassicTheme_CV.pdf", nil, []string{
			"Sparse Mixture-of-Experts at Scale: Efficient Routing for Trillion-Parameter Models July 2023",
		}},
		{"0205__rendercv_rendercv__John_Doe_OpalTheme_CV.pdf", nil, []string{"Each section title is arbitrary."}},
		{"0206__rendercv_rendercv__John_Doe_Sb2novTheme_CV.pdf", nil, []string{
			"Sparse Mixture-of-Experts at Scale: Efficient Routing for Trillion-Parameter Models  July 2023", "github.com/rendercv",
		}},
		{"0211__sb2nov_resume__sourabh_bajaj_resume.pdf", [][2]string{
			{"• Google  Mountain View, CA", "Software Engineer  Oct 2016 – Present"}, {"Coursera", "Lucena Research"},
		}, []string{
			"◦ Apache Beam: Apache Beam is a unified model for defining both batch and streaming data-parallel processing pipelines, " +
				"as well as a set of language-specific SDKs for constructing pipelines and runners.",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			path := filepath.Join(documents, tt.file)
			if _, err := os.Stat(path); err != nil {
				t.Skip("skipped: the sample documents are not here")
			}
			lines := pdfLines(t, path)
			text := joined(lines)
			for _, p := range tt.before {
				a, b := strings.Index(text, p[0]), strings.Index(text, p[1])
				if a < 0 || b < 0 || a > b {
					t.Errorf("%q (at %d) should stand before %q (at %d)", p[0], a, p[1], b)
				}
			}
			all := units(lines)
			for _, u := range tt.units {
				if !slices.Contains(all, u) {
					t.Errorf("no unit %q", u)
				}
			}
		})
	}
}

// TestPDFReadingOrder holds the order in which a person reads ten samples of two columns, written down from their pictures:
// each phrase stands somewhere behind the one before.
func TestPDFReadingOrder(t *testing.T) {
	tests := []struct {
		file    string
		phrases []string
	}{
		{"0139__deedy_Deedy-Resume__deedy_resume.pdf", []string{
			"Debarghya Das", "EDUCATION", "MEng in Computer Science", "LA MARTINIERE FOR BOYS", "LINKS", "COURSEWORK", "UNDERGRADUATE", "SKILLS", "Android • MySQL",
			"EXPERIENCE", "FACEBOOK", "COURSERA", "RESEARCH", "AWARDS", "PUBLICATIONS",
		}},
		{"0140__deedy_Deedy-Resume__deedy_resume-openfont.pdf", []string{
			"Debarghya Das", "EDUCATION", "Major GPA: 3.9 / 4.0", "LINKS", "Quora:// Debarghya-Das", "COURSEWORK", "Unix Tools and Scripting", "SKILLS", "Familiar:",
			"EXPERIENCE", "52 out of 2500 applicants", "PHABRICATOR", "CORNELL ROBOT LEARNING LAB", "AWARDS", "PUBLICATIONS",
		}},
		{"0150__jankapunkt_latexcv__main.pdf", []string{ // an infographic
			"JAN KÜSTER", "CONSULTANT/ SOFTWARE ENG.", "Bremen, Germany", "I am a digital media graduate with working", "M.Sc.", "University of Bremen",
			"And I am always looking for new exciting", "SKILLS AND TECHNOLOGIES", "The biggest part", "LANGUAGES", "Javascript", "Currently, I develop", "I regularly use",
			"ACTVITIES", "EXPERIENCE AND EDUCATION",
		}},
		{"0154__jankapunkt_latexcv__main.pdf", []string{
			"JAN KÜSTER", "I create awesome resume templates", "STATUS", "EXPERIENCE", "Fullstack Javascript Engineer", "Recruited team members", "EDUCATION", "Semester Abroad",
			"professional essay writing", "CONTACT", "FIELDS", "TECHNOLOGIES", "TOOLS", "ACTIVITIES", "OPERATING SYSTEMS",
		}},
		{"0155__jankapunkt_latexcv__main.pdf", []string{
			"ILYA RUMYANTSEV", "PROFILE", "Highly motivated to work in a team", "WORK EXPERIENCE", "Angular for the easy frontend interaction", "Achievements include:",
			"Tools for role review", "DevOps engineer", "Systems Analyst", "nxLog + rsyslog", "SKILLS", "Javascript", "CONTACT", "contact@example.com", "EDUCATION",
		}},
		{"0156__jankapunkt_latexcv__main.pdf", []string{
			"info@jankuester.com", "JAN KÜSTER", "Status:", "Fields:", "Education", "Graduated as M.Sc. Digital Media", "Semester Abroad", "support functional illiterates.",
			"Summary", "Currently I develop", "Tech:", "Loves:", "Experience", "IT Consultant for IBM XPages", "Student Assistant / Programmer",
		}},
		{"0157__jankapunkt_latexcv__main.pdf", []string{ // an infographic
			"ACHRAF NAJMI", "najmi.achraf@gmail.com", "I am a graduate in Physics Electronic with working experience in research projects.", "BGS Physics Electronic",
			"I am always looking for exciting new", "SKILLS", "Most of my contribution", "LANGUAGES", "SOFTWARE PROGRAMS", "I regularly use", "IT DEVELOPMENT",
			"Currently, I am developing", "ACTIVITIES", "Among the dominant activities", "EDUCATION & PROJECT & EXPERIENCE",
		}},
		{"0167__liantze_AltaCV__mmayer.pdf", []string{
			"MARISSA MAYER", "Business Woman & Proud Geek", "EXPERIENCE", "President & CEO", "Led the $5 billion acquisition", "Vice President of Location & Services",
			"Product Manager & UI Lead", "A DAY OF MY LIFE", "LIFE PHILOSOPHY", "MOST PROUD OF", "STRENGTHS", "LANGUAGES", "EDUCATION", "PUBLICATIONS", "REFEREES",
		}},
		{"0168__liantze_AltaCV__sample.pdf", []string{
			"YOUR NAME HERE", "Your Position or Tagline Here", "EXPERIENCE", "Job Title 1", "Job Title 2", "PROJECTS", "A short abstract would also work.", "A DAY OF MY LIFE",
			"MY LIFE PHILOSOPHY", "MOST PROUD OF", "STRENGTHS", "LANGUAGES", "EDUCATION", "PUBLICATIONS", "REFEREES",
		}},
		{"0169__liantze_AltaCV__sample-old.pdf", []string{
			"YOUR NAME HERE", "Address, Street, 00000 County", "Location, COUNTRY", "www.homepage.com", "EXPERIENCE", "Job Title 2", "PROJECTS", "A DAY OF MY LIFE",
			"MY LIFE PHILOSOPHY", "Fantastic Achievement", "STRENGTHS", "LANGUAGES", "EDUCATION", "B.Sc. in Your Discipline", "REFEREES",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			path := filepath.Join(documents, tt.file)
			if _, err := os.Stat(path); err != nil {
				t.Skip("skipped: the sample documents are not here")
			}
			text := strings.ReplaceAll(joined(pdfLines(t, path)), "\n", " ")
			for i, p := range tt.phrases {
				at := strings.Index(text, p)
				if at < 0 {
					t.Fatalf("%q (the %d. phrase) does not stand behind the one before", p, i+1)
				}
				text = text[at+len(p):]
			}
		})
	}
}

// TestPDFSideDates: a column of dates at the right of an entry's bullets goes to its title; dates of single bullets stay.
func TestPDFSideDates(t *testing.T) {
	title := func(text string) *pdfLine { return &pdfLine{text: text, x0: 50, textX: 50, parts: 1} }
	item := func(text string, parts int) *pdfLine {
		return &pdfLine{text: text, x0: 60, textX: 70, mainX1: 300, parts: parts, bullet: true}
	}
	tests := []struct {
		name        string
		lines, want []string // a title and its bullets
	}{
		{"dates and length beside the first lines", []string{"Ferry Line", "Built the timetable  May 2020 – Jan 2022", "Wrote the fares  1 year 8 months", "Ran the tests"},
			[]string{"Ferry Line  May 2020 – Jan 2022  1 year 8 months", "Built the timetable", "Wrote the fares", "Ran the tests"}},
		{"dates alone beside the first", []string{"Ferry Line", "Built the timetable  May 2020 – Jan 2022", "Ran the tests"},
			[]string{"Ferry Line  May 2020 – Jan 2022", "Built the timetable", "Ran the tests"}},
		{"each has its own", []string{"Awards", "Best poster  2019", "Second poster  2021"}, []string{"Awards", "Best poster  2019", "Second poster  2021"}},
		{"a single one", []string{"Awards", "Best poster  2019"}, []string{"Awards", "Best poster  2019"}},
		{"no date", []string{"Ferry Line", "Built the timetable  Turku", "Ran the tests"}, []string{"Ferry Line", "Built the timetable  Turku", "Ran the tests"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lines := []*pdfLine{title(tt.lines[0])}
			for _, text := range tt.lines[1:] {
				lines = append(lines, item(text, 1+strings.Count(text, "  ")))
			}
			liftSideDates(lines)
			for i, l := range lines {
				if l.text != tt.want[i] {
					t.Errorf("line %d is %q, want %q", i, l.text, tt.want[i])
				}
			}
		})
	}
}

// TestPDFSideColumns: texts of a column at the right of bullets or running text go to the title where the text wraps before
// the column; texts of single bullets stay.
func TestPDFSideColumns(t *testing.T) {
	const wrapped = "\x95 Built the timetable of the whole line and of the boats that feed it at"
	tests := []struct {
		name, content string
		want          []string
	}{
		{"a place beside a bullet", at(50, 700, "Ferry Line, Engineer") + at(500, 700, "May 2020 - Jan 2022") +
			at(50, 688, wrapped) + at(500, 688, "Turku, FI") + at(57, 676, "all hours of the day") + at(50, 664, "\x95 Ran the tests"),
			[]string{"Ferry Line, Engineer  May 2020 - Jan 2022  Turku, FI", strings.Replace(wrapped, "\x95", "•", 1) + " all hours of the day", "• Ran the tests"}},
		{"beside running text", at(50, 700, "Ferry Line, Engineer") + at(500, 700, "Turku, FI") +
			at(50, 688, wrapped[2:]) + at(500, 688, "May 2020 - Jan 2022") + at(50, 676, "all hours of the day") + at(500, 676, "1 yr 8 mos"),
			[]string{"Ferry Line, Engineer  Turku, FI  May 2020 - Jan 2022  1 yr 8 mos", wrapped[2:] + " all hours of the day"}},
		{"each bullet has its own", at(50, 700, "Ferry Line, Engineer") + at(500, 700, "Turku, FI") +
			at(50, 688, wrapped) + at(500, 688, "Turku, FI") + at(57, 676, "all hours of the day") + at(50, 664, "\x95 Ran the tests") + at(500, 664, "Turku, FI"),
			[]string{"Ferry Line, Engineer  Turku, FI", "• Ran the tests  Turku, FI"}},
		{"the text runs as far", at(50, 700, "Ferry Line, Engineer") + at(500, 700, "Turku, FI") + at(50, 688, "\x95 Built the timetable") + at(500, 688, "Turku, FI") +
			at(50, 676, wrapped+" all hours of the day, and told the crews of it on") + at(57, 664, "time") + at(50, 652, "\x95 Ran the tests"),
			[]string{"Ferry Line, Engineer  Turku, FI", "• Built the timetable  Turku, FI"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, _, err := readPDFText(onePage(tt.content))
			if err != nil {
				t.Fatal(err)
			}
			all := units(text.arrange())
			for _, u := range tt.want {
				if !slices.Contains(all, u) {
					t.Errorf("no unit %q in\n%s", u, strings.Join(all, "\n"))
				}
			}
		})
	}
}

// units joins the lines that go on with one another.
func units(lines []*pdfLine) []string {
	var out []string
	for _, l := range lines {
		if n := len(out); n > 0 && l.kind == analyzer.ContinuedLine {
			out[n-1] += " " + l.text
		} else {
			out = append(out, l.text)
		}
	}
	return out
}

// TestPDFHostile reads broken files from the test suites of PDF readers: none may panic or take long.
func TestPDFHostile(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/hostile/*/*")
	if len(files) == 0 {
		t.Skip("skipped: the broken files are not here")
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(data[:min(len(data), 4096)], []byte("%PDF-")) {
			continue
		}
		done := make(chan struct{})
		go func() {
			defer close(done)
			b := &analyzer.Builder{}
			readPDF(b, data)
			b.Document()
		}()
		select {
		case <-done:
		case <-time.After(20 * time.Second):
			t.Fatalf("%s takes too long", filepath.Base(path))
		}
	}
}

// makePDF writes a PDF of the given objects; the first is the catalogue.
func makePDF(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}

func stream(dict, content string) string {
	return fmt.Sprintf("<</Length %d%s>>\nstream\n%s\nendstream", len(content), dict, content)
}

const helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"

// onePage is a document of one page with the fonts F1 (Helvetica) and F2 (Helvetica-Bold) and the form X1.
func onePage(content string, more ...string) []byte {
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 600 800]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 5 0 R>>",
		stream("", content),
		"<</Font<</F1 6 0 R/F2 7 0 R/F3 9 0 R>>/XObject<</X1 8 0 R>>>>",
		helvetica,
		strings.Replace(helvetica, "Helvetica", "Helvetica-Bold", 1),
		stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Matrix[1 0 0 1 0 0]/Resources 5 0 R", "BT /F1 10 Tf 50 700 Td (in a form) Tj ET /X1 Do"),
	}
	return makePDF(append(objects, more...)...)
}

// at draws a text at a place.
func at(x, y int, s string) string { return fmt.Sprintf("BT /F1 10 Tf %d %d Td (%s) Tj ET\n", x, y, s) }

func pdfDocument(t *testing.T, data []byte) *analyzer.Document {
	t.Helper()
	b := &analyzer.Builder{Format: "pdf"}
	if err := readPDF(b, data); err != nil {
		t.Fatal(err)
	}
	return b.Document()
}

func TestPDFText(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"show", at(50, 700, "Hello, world"), "Hello, world"},
		{"TJ kerning is no space", "BT /F1 10 Tf 50 700 Td [(A) 80 (V) -60 (O)] TJ ET", "AVO"},
		{"TJ space", "BT /F1 10 Tf 50 700 Td [(two) -280 (words)] TJ ET", "two words"},
		{"TJ wide", "BT /F1 10 Tf 50 700 Td [(left) -9000 (right)] TJ ET", "left  right"},
		{"spaced letters", "BT /F1 10 Tf 2 Tc 50 700 Td (Open Source) Tj ET", "Open Source"},
		{"leading", "BT /F1 10 Tf 12 TL 50 700 Td (One) Tj T* (Two.) Tj (Three.) ' ET", "One\nTwo.\nThree."},
		{"matrix", "q 2 0 0 2 0 0 cm BT /F1 5 Tf 1 0 0 1 25 350 Tm (Scaled) Tj ET Q", "Scaled"},
		{"hex and escapes", "BT /F1 10 Tf 50 700 Td <48 69> Tj ( \\(\\101\\)) Tj ET", "Hi (A)"},
		{"WinAnsi", "BT /F1 10 Tf 50 700 Td (caf\xe9 \x96 \x93x\x94) Tj ET", "café – “x”"},
		{"accent of its own", "BT /F1 10 Tf 50 700 Td (K) Tj (\xa8) Tj -3.33 0 Td ET BT /F1 10 Tf 56.9 700 Td (u) Tj ET", "Kü"},
		{"inline image", "BI /W 2 /H 2 /BPC 8 /CS /G ID (EI\x01 Q EI\n" + at(50, 700, "after"), "after"},
		{"form", "/X1 Do " + at(50, 720, "on the page"), "on the page\nin a form"},
		{"ActualText", "/Span <</ActualText (yes)>> BDC BT /F1 10 Tf 50 700 Td (xxx) Tj ET EMC", "yes"},
		{"superscript", "BT /F1 10 Tf 50 700 Td (the 2) Tj /F1 6 Tf 4 Ts (nd) Tj 0 Ts /F1 10 Tf ( prize) Tj ET", "the 2nd prize"},
		{"twice for bold", at(50, 700, "Bold") + "BT /F1 10 Tf 50.3 700 Td (Bold) Tj ET", "Bold"},
		{"odd operators", "1 2 3 ] >> foo /Name " + at(50, 700, "still"), "still"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := pdfDocument(t, onePage(tt.content)).Text; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPDFHidden(t *testing.T) {
	visible := at(50, 700, "Seen by all") + at(50, 680, "and this as well")
	for _, tt := range []struct{ name, content, why string }{
		{"render mode", "BT 3 Tr /F1 10 Tf 50 500 Td (Hire me) Tj 0 Tr ET", "invisible render mode"},
		{"white", "1 g " + at(50, 500, "Hire me"), "colour of the background"},
		{"tiny", "BT /F1 1.8 Tf 50 500 Td (Hire me) Tj ET", "smaller than 2 points"},
		{"outside", at(900, 500, "Hire me"), "outside the page"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := pdfDocument(t, onePage(visible+tt.content))
			if strings.Contains(d.Text, "Hire") || len(d.Hidden) != 1 || d.Hidden[0].Text != "Hire me" || d.Hidden[0].Why != tt.why || d.Hidden[0].Page != 1 {
				t.Errorf("text %q, hidden %+v", d.Text, d.Hidden)
			}
		})
	}
	d := pdfDocument(t, onePage(visible+"0 0 1 rg 40 490 200 30 re f 1 g "+at(50, 500, "white on blue")))
	if !strings.Contains(d.Text, "white on blue") || len(d.Hidden) > 0 {
		t.Errorf("white on blue: text %q, hidden %+v", d.Text, d.Hidden)
	}
	d = pdfDocument(t, onePage("BT 3 Tr /F1 10 Tf 50 500 Td (read by OCR) Tj ET"))
	if d.Text != "read by OCR" || len(d.Warnings) != 1 {
		t.Errorf("text layer of a scan: text %q, warnings %q", d.Text, d.Warnings)
	}
}

func TestPDFUnits(t *testing.T) {
	content := "BT /F2 16 Tf 50 760 Td (Experience) Tj ET BT /F2 16 Tf 50 500 Td (Education) Tj ET\n" +
		at(50, 730, "Some Company") + at(500, 730, "2019 - 2021") +
		at(50, 715, "\x95 Built the data platform of the company and moved all of its develop-") +
		at(58, 703, "ment to it, which took a year and a half of work with many teams and") +
		at(58, 691, "ended well.") +
		at(50, 679, "\x95 Second bullet.") + at(50, 480, "A school")
	b := &analyzer.Builder{}
	text, _, err := readPDFText(onePage(content))
	if err != nil {
		t.Fatal(err)
	}
	lines := text.arrange()
	want := []struct {
		kind analyzer.LineKind
		text string
	}{
		{analyzer.HeadingLine, "Experience"},
		{analyzer.ParaLine, "Some Company  2019 - 2021"},
		{analyzer.ItemLine, "• Built the data platform of the company and moved all of its development"},
		{analyzer.ContinuedLine, "to it, which took a year and a half of work with many teams and"},
		{analyzer.ContinuedLine, "ended well."},
		{analyzer.ItemLine, "• Second bullet."},
		{analyzer.HeadingLine, "Education"},
		{analyzer.ParaLine, "A school"},
	}
	for i, w := range want {
		if i >= len(lines) || lines[i].text != w.text || lines[i].kind != w.kind {
			t.Fatalf("line %d: want %v %q in\n%s", i, w.kind, w.text, joined(lines))
		}
	}
	if err := text.emit(b); err != nil || b.Empty() {
		t.Errorf("emit: %v", err)
	}
}

func TestPDFColumns(t *testing.T) {
	content := at(250, 780, "A Name Across The Page")
	for i := range 6 {
		content += at(50, 740-13*i, fmt.Sprintf("left %d", i)) + at(320, 738-14*i, fmt.Sprintf("right column, line %d", i))
	}
	got := pdfDocument(t, onePage(content)).Text
	if a, b := strings.Index(got, "left 5"), strings.Index(got, "right column, line 0"); a < 0 || b < a || !strings.HasPrefix(got, "A Name") {
		t.Errorf("columns are mixed:\n%s", got)
	}
	content = ""
	for i := range 6 {
		content += at(50, 740-13*i, fmt.Sprintf("201%d", i)) + at(120, 740-13*i, fmt.Sprintf("Prize of the year at a place, no. %d", i))
	}
	got = pdfDocument(t, onePage(content)).Text
	if !strings.HasPrefix(got, "2010  Prize of the year at a place, no. 0\n2011  Prize") {
		t.Errorf("a table of dates is not read by rows:\n%s", got)
	}
}

func TestPDFErrors(t *testing.T) {
	image := "<</Type/XObject/Subtype/Image/Width 1/Height 1/Length 1>>\nstream\nx\nendstream"
	scan := makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 600 800]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>", stream("", "600 0 0 800 0 0 cm /I Do"), image)
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"scan", scan, "no text layer in 1 page, 1 image seen (scanned?); run OCR first, e.g. ocrmypdf in.pdf out.pdf, or use --ocr"},
		{"letters as outlines", onePage(strings.Repeat("10 10 m 20 20 l f\n", 120)),
			"no text layer in 1 page, but 120 shapes drawn (letters as outlines?); export it with its fonts, or run OCR first"},
		{"empty page", onePage(""), "no text in 1 page, and hardly anything drawn; export it anew"},
		{"no PDF", []byte("hello"), "not a PDF"},
		{"header only", []byte("%PDF-1.4\n"), "damaged PDF"},
		{"cut short", onePage(at(50, 700, "text"))[:200], "damaged PDF: no text is left"},
		{"cut shorter", onePage(at(50, 700, "text"))[:60], "damaged PDF: its end is missing"},
	} {
		err := readPDF(&analyzer.Builder{}, tt.data)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

// TestPDFMend reads files that are damaged or written against the standard. Where a table had to be made anew, a warning
// says so.
func TestPDFMend(t *testing.T) {
	whole := onePage(at(50, 700, "Hello, world"))
	cut := bytes.LastIndex(whole, []byte("startxref"))
	replace := func(old, new string) []byte { return bytes.Replace(whole, []byte(old), []byte(new), 1) }
	table := bytes.LastIndex(whole, []byte("xref\n0"))
	lostStart := func(data []byte) []byte { return data[:bytes.LastIndex(data, []byte("startxref"))] }
	shifted := func(junk string) []byte { // offsets count from the start of the file
		out := append([]byte(junk), whole[:table]...)
		out = append(out, "xref\n0 10\n0000000000 65535 f \n"...)
		for id := 1; id < 10; id++ {
			out = fmt.Appendf(out, "%010d 00000 n \n", bytes.Index(out, fmt.Appendf(nil, "\n%d 0 obj", id))+1)
		}
		return fmt.Appendf(out, "trailer\n<</Size 10/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(junk)+table)
	}
	for _, tt := range []struct {
		name   string
		data   []byte
		mended bool
	}{
		{"end lost", whole[:cut], true},
		{"table lost", whole[:table], true},
		{"junk in front", append([]byte("From: me\r\n\r\n"), whole...), false},
		{"much junk in front", append(bytes.Repeat([]byte("junk "), 2000), whole...), false},
		{"junk that offsets count", shifted("From: me\r\n\r\n"), false},
		{"junk behind", append(bytes.Clone(whole), strings.Repeat("\x00", 5000)...), false},
		{"version 2.0", replace("%PDF-1.4", "%PDF-2.0"), false},
		{"wrong table", replace("<</Type/Catalog", "    <</Type/Catalog"), true},
		{"wrong startref", replace(string(whole[cut:]), "startxref\n7\n%%EOF\n"), true},
		{"a table that starts at 1", replace("xref\n0 10\n0000000000 65535 f \n", "xref\n1 9\n"), false},
		{"tables that go round", replace("/Root 1 0 R>>\nstart", fmt.Sprintf("/Root 1 0 R/Prev %d>>\nstart", table)), false},
		{"a table before that is not there", replace("/Root 1 0 R>>\nstart", "/Root 1 0 R/Prev 99999>>\nstart"), true},
		{"no root", replace("/Root 1 0 R", ""), true},
		{"root without a catalogue", replace("/Root 1 0 R", "/Root 6 0 R"), true},
		{"no catalogue", lostStart(replace("/Type/Catalog/Pages 2 0 R", "")), true},
		{"no page tree", replace("/Type/Pages/Count 1/Kids[3 0 R]", ""), true},
		{"kids that are not there", replace("/Kids[3 0 R]", "/Kids[30 0 R]"), true},
		{"kids that go round", replace("/Kids[3 0 R]", "/Kids[2 0 R 3 0 R 2 0 R]"), true},
		{"no types", bytes.ReplaceAll(replace("/Type/Pages", ""), []byte("/Type/Page/"), []byte("/")), true},
		{"length too short", replace("/Length 45", "/Length 12"), false},
		{"length too long", replace("/Length 45", "/Length 9999999"), false},
		{"length lost", replace("/Length 45", ""), false},
		{"no endstream", replace("\nendstream\nendobj", "\nendobj"), true},
		{"no endobj", bytes.ReplaceAll(whole, []byte("endobj\n"), nil), true},
		{"a dictionary left open", replace("/Resources 5 0 R>>", "/Resources 5 0 R"), true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := pdfDocument(t, tt.data)
			if d.Text != "Hello, world" {
				t.Errorf("got %q", d.Text)
			}
			mended := slices.Contains(d.Warnings, "damaged PDF: its table of objects is rebuilt; some pages or words may be missing")
			if mended != tt.mended {
				t.Errorf("warnings %q, want one: %v", d.Warnings, tt.mended)
			}
		})
	}
}

// TestPDFTorn reads what is left of a compressed page.
func TestPDFTorn(t *testing.T) {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	for i := range 400 {
		io.WriteString(w, at(50+i*7919%300, 750-i, fmt.Sprintf("word%d", i*7919%1000)))
	}
	w.Close()
	torn := packed.Bytes()[:packed.Len()*2/3]
	d := pdfDocument(t, makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 600 800]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>", stream("/Filter/FlateDecode", string(torn)), helvetica))
	if n := len(strings.Fields(d.Text)); n < 200 || n >= 400 || !slices.Contains(d.Warnings, "damaged PDF: 1 of its streams could be read in part only; words may be missing") {
		t.Errorf("%d words, warnings %q", n, d.Warnings)
	}
}

func TestPDFObjectStreams(t *testing.T) {
	font := helvetica // twice, with the numbers 6 and 7
	inner := fmt.Sprintf("6 0 7 %d ", len(font)+1)
	packed := stream(fmt.Sprintf("/Type/ObjStm/N 2/First %d", len(inner)), inner+font+" "+font)
	data := makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 600 800]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 6 0 R>>>>>>", stream("", "BT /F1 10 Tf 50 700 Td (\x95 packed) Tj ET"), packed)
	data = data[:bytes.LastIndex(data, []byte("xref\n0"))]
	if got := pdfDocument(t, data).Text; got != "• packed" {
		t.Errorf("got %q", got)
	}
}

func TestPDFRotation(t *testing.T) {
	data := onePage("BT /F1 10 Tf 0 1 -1 0 300 100 Tm (Read me sideways) Tj ET")
	data = bytes.Replace(data, []byte("/MediaBox"), []byte("/Rotate 90/MediaBox"), 1)
	if got := pdfDocument(t, data).Text; got != "Read me sideways" {
		t.Errorf("got %q", got)
	}
	got := pdfDocument(t, onePage(at(50, 700, "Along the page")+"BT /F1 10 Tf 0 1 -1 0 580 100 Tm (margin) Tj ET")).Text
	if !strings.Contains(got, "Along the page") || !strings.Contains(got, "margin") {
		t.Errorf("got %q", got)
	}
}

func TestPDFCMap(t *testing.T) {
	m := parseCMap([]byte(`/CIDInit /ProcSet findresource begin begincmap
1 begincodespacerange <00> <7f> endcodespacerange 1 begincodespacerange <8000> <ffff> endcodespacerange
3 beginbfchar <01> <0041> <8002> <006600660069> <03> <d83dde00> endbfchar
2 beginbfrange <10> <12> <0061> <8010> <8011> [<0078> <0079007A>] endbfrange
1 begincidrange <8000> <80ff> 500 endcidrange endcmap`))
	for _, tt := range []struct {
		c    code
		want string
	}{
		{code{1, 1}, "A"}, {code{0x8002, 2}, "ffi"}, {code{3, 1}, "😀"}, {code{0x11, 1}, "b"}, {code{0x12, 1}, "c"}, {code{0x8010, 2}, "x"}, {code{0x8011, 2}, "yz"},
	} {
		if got, ok := m.unicode(tt.c); got != tt.want || !ok {
			t.Errorf("%x: %q, want %q", tt.c.value, got, tt.want)
		}
	}
	if _, ok := m.unicode(code{0x13, 1}); ok {
		t.Error("a code outside all ranges has text")
	}
	if c := m.next([]byte{0x41, 0x42}, 2); c != (code{0x41, 1}) {
		t.Errorf("one-byte code: %v", c)
	}
	if c := m.next([]byte{0x81, 0x42, 0x43}, 2); c != (code{0x8142, 2}) {
		t.Errorf("two-byte code: %v", c)
	}
	if cid, ok := m.cid(code{0x8010, 2}); cid != 516 || !ok {
		t.Errorf("CID %d", cid)
	}
}

func TestPDFGlyphNames(t *testing.T) {
	for name, want := range map[string]string{
		"A": "A", "space": " ", "eacute": "é", "Scaron": "Š", "ccedilla": "ç", "f_f_i": "ffi", "ffl": "ffl", "fi": "fi", "bullet": "•", "uni2022": "•",
		"u1F600": "😀", "a.alt": "a", "f_i.liga": "fi", "afii10017": "А", "afii10097": "я", "endash": "–", "one.oldstyle": "1", "Gamma": "Γ", "underscore": "_",
		"chevron-right": privateBullet, "bar": "|", "Lslash": "Ł", "AEacute": "Ǽ",
	} {
		if got, ok := glyphText(name); got != want || !ok {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for _, name := range []string{"g123", "map_marker", "uniXYZW", ""} {
		if got, ok := glyphText(name); ok {
			t.Errorf("%s: %q, want none", name, got)
		}
	}
}

func TestPDFEncodings(t *testing.T) {
	for _, tt := range []struct {
		table [256]rune
		code  byte
		want  rune
	}{
		{winAnsi, 0x95, '•'}, {winAnsi, 0x80, '€'}, {winAnsi, 0xFC, 'ü'}, {macRoman, 0x8A, 'ä'}, {macRoman, 0xA5, '•'}, {standard, 0xB7, '•'}, {standard, 0xB1, '–'},
		{standard, 0xAE, 'ﬁ'}, {standard, 0xFB, 'ß'}, {standard, '\'', '’'}, {symbol, 0xB7, '•'}, {symbol, 'a', 'α'}, {dingbats, 0x6C, '●'}, {dingbats, 0x33, '✓'}, {dingbats, 0xD8, '➘'},
	} {
		if got := tt.table[tt.code]; got != tt.want {
			t.Errorf("code %#x: %q, want %q", tt.code, got, tt.want)
		}
	}
	for in, want := range map[string]string{"\xfe\xff\x00H\x00\xe9": "Hé", "\xef\xbb\xbfé": "é", "a\x80b\xe9": "a•bé"} {
		if got := textString([]byte(in)); got != want {
			t.Errorf("text string %q: %q, want %q", in, got, want)
		}
	}
	if got := cleanText("ﬁne\u00a0eﬃcient\u200b e\u0301"); got != "fine efficient é" {
		t.Errorf("cleanText: %q", got)
	}
}

// TestPDFFonts reads fonts with Differences, ToUnicode and two-byte codes.
func TestPDFFonts(t *testing.T) {
	content := "BT /F3 10 Tf 50 700 Td <0102> Tj ET"
	for _, tt := range []struct {
		name, want string
		more       []string
	}{
		{"Differences", "ffié", []string{"<</Type/Font/Subtype/Type1/BaseFont/X/FirstChar 1/LastChar 2/Widths[800 500]/Encoding<</Differences[1/ffi/eacute]>>>>"}},
		{"long name list", "Ẋ⊕", []string{"<</Type/Font/Subtype/Type1/BaseFont/X/FirstChar 1/LastChar 2/Widths[800 500]/Encoding<</Differences[1/Xdotaccent/circleplus]>>>>"}},
		{"ToUnicode", "fi!", []string{"<</Type/Font/Subtype/Type1/BaseFont/X/FirstChar 1/LastChar 2/Widths[500 500]/ToUnicode 10 0 R>>",
			stream("", "1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <01> <fb01> <02> <0021> endbfchar")}},
		{"Type0", "Ω", []string{"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/W[258[700]]>>]/ToUnicode 10 0 R>>",
			stream("", "1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <0102> <03a9> endbfchar")}},
		{"UCS2", "Ă", []string{"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/UniJIS-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2>>]>>"}},
		{"ToUnicode by name", "Ă", []string{"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2>>]>>"}},
		{"ToUnicode by glyph names, codes too long, an array left open", "éffi", []string{"<</Type/Font/Subtype/Type1/BaseFont/X/FirstChar 1/LastChar 2/Widths[500 500]/ToUnicode 10 0 R>>",
			stream("", "/Odd [1 2 1 beginbfchar <0001> /eacute endbfchar 1 beginbfrange <0002> <0002> [/f_f_i <006600660069>] endbfrange 1 beginbfchar <0002> <FB03> endbfchar")}},
		{"a collection of Adobe's", "Hi", []string{"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding 10 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>>>]>>",
			stream("/Type/CMap", "1 begincodespacerange <00> <ff> endcodespacerange 2 begincidchar <01> 41 <02> 74 endcidchar")}},
		{"CMap that uses another", "БВ", []string{"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding 10 0 R/ToUnicode 12 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2>>]>>",
			stream("/Type/CMap/UseCMap 11 0 R", "1 begincidrange <01> <01> 7 endcidrange"), stream("/Type/CMap", "1 begincodespacerange <00> <ff> endcodespacerange"),
			stream("", "1 beginbfrange <01> <02> <0411> endbfrange")}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := pdfDocument(t, onePage(content, tt.more...)).Text; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestPDFNamedCMaps reads codes of the predefined CMaps that follow Unicode or an encoding of files.
func TestPDFNamedCMaps(t *testing.T) {
	for _, tt := range []struct{ cmap, codes, want string }{
		{"UniGB-UTF16-H", "4F60D83DDE00", "你😀"}, {"UniJIS-UTF32-H", "0000304200020BB7", "あ𠮷"}, {"GBK-EUC-H", "C4E3BAC3", "你好"}, {"90ms-RKSJ-H", "82A0B141", "あｱA"},
		{"ETen-B5-H", "A741A66E", "你好"}, {"KSCms-UHC-H", "BEC8B3E7", "안녕"}, {"EUC-H", "A4A2", "あ"},
	} {
		font := "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/" + tt.cmap + "/DescendantFonts[<</Type/Font/Subtype/CIDFontType0>>]>>"
		if got := pdfDocument(t, onePage("BT /F3 10 Tf 50 700 Td <"+tt.codes+"> Tj ET", font)).Text; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.cmap, got, tt.want)
		}
	}
}

func TestPDFSpacedLetters(t *testing.T) {
	font := brokenFont()
	var spaced []glyph
	x := 0.0
	for _, r := range "EXPERIENCE HERE" { // letters 0.25 em apart, words 0.6 em
		if r == ' ' {
			x += 3.5
			continue
		}
		spaced = append(spaced, glyph{text: string(r), x: x, w: 6, size: 10, font: font})
		x += 8.5
	}
	if got := wordsOf(spaced); got != "EXPERIENCE HERE" {
		t.Errorf("spaced letters: %q", got)
	}
}

func TestPDFFilters(t *testing.T) {
	// The example of ISO 32000-1, 7.4.4.2.
	if got := unLZW([]byte{0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01}, true); !bytes.Equal(got, []byte{45, 45, 45, 45, 45, 65, 45, 45, 45, 66}) {
		t.Errorf("LZW: %v", got)
	}
	if got := unRunLength([]byte{2, 'a', 'b', 'c', 254, 'x', 128, 'z'}); string(got) != "abcxxx" {
		t.Errorf("run length: %q", got)
	}
	if got := unPNG([]byte{1, 1, 1, 1, 2, 1, 1, 1}, 3, 1); !bytes.Equal(got, []byte{1, 2, 3, 2, 3, 4}) {
		t.Errorf("PNG predictors: %v", got)
	}
}

// TestPDFManyPages tells of the pages that are not read.
func TestPDFManyPages(t *testing.T) {
	kids := ""
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Pages/Count 1/Kids[5 0 R]>>", stream("", at(50, 700, "word")), "<</Type/Page>>"}
	for i := range maxPages + 5 {
		kids += fmt.Sprintf("%d 0 R ", i+6)
		objects = append(objects, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 "+helvetica+">>>>>>")
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 600 800]>>", maxPages+5, kids)
	d := pdfDocument(t, makePDF(objects...))
	if d.Pages != maxPages || !slices.Contains(d.Warnings, "it holds more than is read of a PDF (2000 pages); the rest was left out") {
		t.Errorf("%d pages, warnings %q", d.Pages, d.Warnings)
	}
}

// TestPDFLarge reads pages that no resume has: nothing may take time that grows with the square of the input.
func TestPDFLarge(t *testing.T) {
	var scattered, drawn, forms, outlines, pages, ruled strings.Builder
	for range 20000 {
		outlines.WriteString("0 0 m")
		for i := range 100 {
			fmt.Fprintf(&outlines, " %d %d l", i*7%600, 800*(i%2))
		}
		outlines.WriteString(" 1 0 0 rg f 1 g BT /F1 5 Tf 300 400 Td (white words) Tj ET\n")
		pages.WriteString("BT 7 Tr /F1 5 Tf 300 400 Td (cut out) Tj ET 0 0 600 800 re f 0 0 1 rg 0 0 600 800 re f\n")
	}
	for i := range 60000 {
		fmt.Fprintf(&scattered, "BT /F1 5 Tf %d %d Td (%c) Tj ET\n", i*37%600, i*11%800, 'a'+i%26)
		fmt.Fprintf(&drawn, "0 0 1 rg %d %d 3 3 re f 1 g BT /F1 5 Tf %d %d Td (w) Tj ET\n", i%600, i%799, i%500, i%700)
		forms.WriteString("/X1 Do ")
		fmt.Fprintf(&ruled, "%d %d 300 1 re f\n", i%300, i*7%800)
		if i%12 == 0 {
			fmt.Fprintf(&ruled, "BT /F1 5 Tf %d %d Td (rows) Tj ET\n", i/12%10*60, i/120)
		}
	}
	for name, content := range map[string]string{"scattered": scattered.String(), "drawn": drawn.String(), "forms": forms.String(),
		"outlines": outlines.String(), "clips of text": pages.String(), "ruled": ruled.String()} {
		start := time.Now()
		readPDF(&analyzer.Builder{}, onePage(content+at(50, 700, "text")))
		t.Logf("%s: %v", name, time.Since(start))
		if time.Since(start) > 20*time.Second {
			t.Errorf("%s takes %v", name, time.Since(start))
		}
	}
}

// FuzzPDF looks for panics that get out, and for lines that are not UTF-8.
func FuzzPDF(f *testing.F) {
	f.Add(onePage("/X1 Do " + at(50, 700, "Hello") + "BT /F2 12 Tf [(a) -300 (b)] TJ T* (c) ' ET q 1 0 0 rg 0 0 9 9 re f Q"))
	f.Add(onePage(at(50, 700, "x"), "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</W[1[2]3 4 5]>>]>>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b := &analyzer.Builder{}
		readPDF(b, data)
		b.Document()
	})
}
