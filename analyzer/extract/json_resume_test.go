package extract

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
)

// jsonLines reads a JSON Resume and returns its lines, each with the pointer that it carries.
func jsonLines(t *testing.T, source string) (string, *analyzer.Document) {
	t.Helper()
	doc, err := Read("cv.json", []byte(source), Options{})
	if err != nil {
		t.Fatalf("%s: %v", source, err)
	}
	var b strings.Builder
	offset := 0
	for line := range strings.Lines(doc.Text) {
		b.WriteString(doc.Position(offset).Pointer + " " + strings.TrimSuffix(line, "\n") + "\n")
		offset += len(line)
	}
	return b.String(), doc
}

// What stands in a JSON Resume, and the lines that it becomes, each behind its JSON Pointer.
func TestJSONResume(t *testing.T) {
	for _, c := range []struct{ what, source, want string }{
		{"the basics", `{"basics": {"name": "Ana Ferrer", "label": "Data Scientist", "image": "a.png", "email": "ana@example.com", "phone": "+1 555 0100",
			"url": "https://ana.example.com", "summary": "I test.\n\nI count.",
			"location": {"city": "Bern", "countryCode": "CH"}, "profiles": [{"network": "GitHub", "username": "ana"}]}}`,
			`/basics/name Ana Ferrer
/basics/label Data Scientist
/basics Bern, CH | ana@example.com | +1 555 0100 | https://ana.example.com | GitHub, ana
/basics/summary Summary
/basics/summary I test.
/basics/summary I count.
`},
		{"work", `{"basics": {}, "work": [
			{"name": "Shop Ltd", "position": "Analyst", "location": "Bern", "startDate": "2019-03-01", "endDate": "2022-06", "url": "https://shop.example.com",
			 "description": "A shop", "summary": "I ran the tests.", "highlights": ["Cut churn by 4%", "Built a model"]},
			{"company": "Old Co", "position": "Clerk", "website": "https://old.example.com", "startDate": "2017"}]}`,
			`/work Experience
/work/0 Analyst, Shop Ltd, Bern (1 Mar 2019 – Jun 2022)
/work/0/url https://shop.example.com
/work/0/description A shop
/work/0/summary I ran the tests.
/work/0/highlights/0 • Cut churn by 4%
/work/0/highlights/1 • Built a model
/work/1 Clerk, Old Co (2017 – present)
/work/1/website https://old.example.com
`},
		{"the other sections", `{"volunteer": [{"organization": "Food Bank", "position": "Driver", "startDate": "2020", "endDate": "2021", "highlights": ["Drove"]}],
			"education": [{"institution": "ETH", "area": "Statistics", "studyType": "MSc", "score": "5.5", "courses": ["Causality"], "endDate": "2016"}],
			"projects": [{"name": "Tide", "roles": ["Lead", "Author"], "entity": "Harbour Office", "type": "application", "description": "Forecasts tides.", "keywords": ["R", "SQL"]}],
			"awards": [{"title": "Best Poster", "date": "2018-05-02", "awarder": "StatSoc", "summary": "For a poster."}],
			"certificates": [{"name": "CKA", "issuer": "CNCF", "date": "2021-01", "url": "https://c.example.com"}],
			"publications": [{"name": "On Tides", "publisher": "J. Sea", "releaseDate": "2019-07-01", "summary": "Tides."}],
			"skills": [{"name": "Python", "level": "expert", "keywords": ["pandas", "polars"]}, {"keywords": ["Go"]}, "Excel"],
			"languages": [{"language": "German", "fluency": "native"}],
			"interests": [{"name": "Chess", "keywords": ["blitz"]}],
			"references": [{"name": "Bo Lind", "reference": "Ana counts well."}]}`,
			`/volunteer Volunteering
/volunteer/0 Driver, Food Bank (2020 – 2021)
/volunteer/0/highlights/0 • Drove
/education Education
/education/0 MSc, Statistics, ETH (2016)
/education/0/courses/0 • Causality
/education/0/score • Score: 5.5
/projects Projects
/projects/0 Tide, Lead, Author, Harbour Office, application
/projects/0/description Forecasts tides.
/projects/0/keywords • Keywords: R, SQL
/awards Awards
/awards/0 Best Poster, StatSoc (2 May 2018)
/awards/0/summary For a poster.
/certificates Certificates
/certificates/0 CKA, CNCF (Jan 2021)
/certificates/0/url https://c.example.com
/publications Publications
/publications/0 On Tides, J. Sea (1 Jul 2019)
/publications/0/summary Tides.
/skills Skills
/skills/0 • Python (expert): pandas, polars
/skills/1 • Go
/skills/2 • Excel
/languages Languages
/languages/0 • German (native)
/interests Interests
/interests/0 • Chess: blitz
/references References
/references/0/reference “Ana counts well.”
/references/0/name – Bo Lind
`},
		{"fields of no version", `{"$schema": "s", "meta": {"theme": "x"}, "visa": true, "basics": {"name": "Ana", "pronouns": "she"},
			"work": [{"name": "Shop", "highlights": ["Sold"], "teamSize": 4, "pay": {"a/b": 1.50, "c~d": ["x", "y"]}, "notes": [{"n": "z"}], "none": null}],
			"talks_given": [{"title": "Tides", "date": "2020", "where": "Bern"}]}`,
			`/basics/name Ana
/basics/pronouns • Pronouns: she
/work Experience
/work/0 Shop
/work/0/highlights/0 • Sold
/work/0/teamSize • Team size: 4
/work/0/pay/a~1b • Pay, a/b: 1.50
/work/0/pay/c~0d • Pay, c~d: x, y
/work/0/notes/0/n • Notes, n: z
/talks_given Talks given
/talks_given/0 Tides (2020)
/talks_given/0/where • Where: Bern
 Other
/visa • Visa: true
`},
		{"values of other types", `{"basics": {"name": ["Ana", "Ferrer"], "location": "Bern", "profiles": {"network": "GitHub"}, "summary": 7},
			"work": {"name": "Shop", "position": null, "highlights": "One\nTwo"}, "education": "ETH, 2016", "skills": ["R", ["SQL", "Go"]], "awards": [], "languages": [null, {}]}`,
			`/basics/name Ana, Ferrer
/basics Bern | GitHub
/basics/summary Summary
/basics/summary 7
/work Experience
/work Shop
/work/highlights • One
/work/highlights • Two
/education Education
/education ETH, 2016
/skills Skills
/skills/0 • R
/skills/1 • SQL, Go
`},
		{"bullets and controls in the text", `{"basics": {"summary": "• one\r\n- two\u0000\tthree"}, "work": [{"highlights": ["• five"]}]}`,
			`/basics/summary Summary
/basics/summary • one
/basics/summary - two three
/work Experience
/work/0/highlights/0 • five
`},
		{"tags of an editor, and none", `{"basics": {"name": "<b>Ana</b>"}, "work": [{"summary": "<p class=\"x\">R&amp;D with <b>R</b>.<br/>Then:</p><UL><LI>one</LI><li>two</ul>",
			"highlights": ["a &lt; b", "i < p > q", "<T> and <pre>"]}]}`,
			`/basics/name Ana
/work Experience
/work/0/summary R&D with R.
/work/0/summary Then:
/work/0/summary • one
/work/0/summary • two
/work/0/highlights/0 • a &lt; b
/work/0/highlights/1 • i < p > q
/work/0/highlights/2 • <T> and <pre>
`},
	} {
		if got, doc := jsonLines(t, c.source); got != c.want || doc.Format != "json" || len(doc.Warnings) > 0 {
			t.Errorf("%s, format %q, warnings %q:\n%s", c.what, doc.Format, doc.Warnings, got)
		}
	}
}

// A line knows the line of the file on which its value starts.
func TestJSONResumeLines(t *testing.T) {
	const source = "\uFEFF{\n  \"basics\":\n  {\"name\": \"Ana\"},\r\n  \"work\": [\n\n    {\"name\": \"Shop\",\n     \"highlights\": [\"Sold\",\n       \"Bought\\nKept\"]}]\n}\n"
	_, doc := jsonLines(t, source)
	for word, want := range map[string]int{"Ana": 3, "Experience": 4, "Shop": 6, "Sold": 7, "Bought": 8, "Kept": 8} {
		if p := doc.Position(strings.Index(doc.Text, word)); p.Line != want {
			t.Errorf("%s stands on line %d, want %d", word, p.Line, want)
		}
	}
}

// What is told by its content to be a JSON Resume, whatever its name.
func TestIsJSONResume(t *testing.T) {
	for _, c := range []struct {
		source string
		want   bool
	}{
		{`{"basics": {}}`, true},
		{"\uFEFF \r\n{\"meta\": {\"a\": [1, {}]}, \"basics\": {\"name\": ", true}, // cut short
		{`{"work": [], "skills": [`, true},
		{`{"hobbies": [1], "x": "y", "education": [{}]}`, true},
		{"\xFF\xFE" + inUTF16(`{"basics": {}}`), true},
		{inUTF16(`{"basics": {}}`), true},
		{`{"basics": "Go"}`, false},
		{`{"work": []}`, false},
		{`{"work": {}, "skills": {}}`, false},
		{`{"a": {"basics": {}, "work": [], "skills": []}}`, false},
		{`{"work": [`, false},
		{`[{"basics": {}}]`, false},
		{`{}`, false},
		{`{`, false},
		{`{a}`, false},
		{`"basics"`, false},
		{strings.Repeat(" ", 2000) + `{"basics": {}}`, false}, // not within the first bytes
		{strings.Repeat("[", 1<<16), false},
		{`{"a": ` + strings.Repeat("[", 1<<16), false},
		{"", false},
	} {
		if got := isJSONResume([]byte(c.source)); got != c.want {
			t.Errorf("%.60q: %v, want %v", c.source, got, c.want)
		}
	}
}

// What is warned of, and read all the same.
func TestJSONResumeWarnings(t *testing.T) {
	for _, c := range []struct{ what, source, text, warning string }{
		{"a name twice", "{\"basics\": {},\n \"work\": [\"a\"],\n \"work\": [\"b\"], \"basics\": {\"name\": \"Ana\"}}", "Ana\nExperience\nb",
			"2 names stand twice in one object, the first on line 3; the last value is read"},
		{"UTF-16", "\xFF\xFE" + inUTF16(`{"basics": {"name": "Zoë"}}`), "Zoë",
			"not UTF-8 but UTF-16, as far as its bytes tell; converted, and offsets count in the converted text"},
		{"Windows-1252", "{\"basics\": {\"name\": \"Ren\xE9e\"}}", "Renée",
			"not UTF-8 but Windows-1252, as far as its bytes tell; converted, and offsets count in the converted text"},
	} {
		doc, err := Read("cv", []byte(c.source), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
		} else if got := strings.Join(doc.Warnings, "|"); doc.Text != c.text || got != c.warning {
			t.Errorf("%s: %q, warnings %q", c.what, doc.Text, got)
		}
	}
}

// A file that says more by its size than any resume is refused, and soon: names, brackets and pointers multiply.
func TestJSONResumeLimits(t *testing.T) {
	long := strings.Repeat("n", 1<<20)
	deep := strings.Repeat(`{"`+long[:10000]+`":`, 90) + `[` + strings.Repeat(`{"a":{}},`, 50000) + `{}]` + strings.Repeat("}", 90)
	for _, c := range []struct{ what, source, want string }{
		{"deep", `{"basics": {"x": ` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + "}}",
			"JSON of more than 200000 values, or nested more than 100 deep, as no resume is; save it as PDF or TXT"},
		{"deeper than the decoder goes", `{"basics": {"x": ` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + "}}",
			"JSON of more than 200000 values, or nested more than 100 deep, as no resume is; save it as PDF or TXT"},
		{"many values", `{"basics": {}, "work": [` + strings.Repeat("0,", 300000) + "0]}",
			"JSON of more than 200000 values, or nested more than 100 deep, as no resume is; save it as PDF or TXT"},
		{"a long name before many values", `{"basics": {}, "` + long + `": [` + strings.Repeat(`"a",`, 100000) + `"b"]}`,
			"far more text than a resume holds; cut out the part that matters"},
		{"many long names around nothing", `{"basics": {}, "x": ` + deep + `}`, "a JSON Resume without words; fill in its fields, or save the resume as PDF or TXT"},
		{"much text", `{"basics": {"summary": "` + strings.Repeat("word ", 500000) + `"}}`,
			"2.4 MB of text, more than a resume or an interview holds; cut out the part that matters"},
	} {
		if _, err := Read("cv.json", []byte(c.source), Options{}); err == nil || err.Error() != "cv.json: "+c.want {
			t.Errorf("%s: %.200v", c.what, err)
		}
	}
}

// The same words give the same findings, whether they come as a JSON Resume or as plain text.
func TestJSONResumeFindsAsText(t *testing.T) {
	const source = `{"basics": {"name": "Tamsin Okonjo", "label": "Data Scientist", "email": "tamsin@example.com",
		"summary": "Data scientist with nine years in retail.\nI like small experiments."},
	"work": [
		{"name": "Harbourlight Retail", "position": "Senior Data Scientist", "location": "Bristol", "startDate": "2020-02", "summary": "I lead the recommendations squad.",
		 "highlights": ["Increased conversion by 34% with a deep learning recommender.", "Reduced churn by 18%, in an A/B test over six weeks.",
			"Basket forecast: error down from 21% to 16% on the 2021 holdout; the pilot in frozen food was cancelled."]},
		{"name": "Petrel Insurance", "position": "Data Scientist", "startDate": "2015-09", "endDate": "2020-01",
		 "highlights": ["Boosted fraud detection accuracy by 40%.", "Transformed the reporting and delivered massive savings."]}],
	"education": [{"institution": "University of Calderbeck", "area": "Statistics", "studyType": "MSc", "endDate": "2014"}],
	"skills": [{"name": "Python", "keywords": ["pandas", "polars"]}, {"name": "Consulting"}],
	"references": [{"name": "Jane Doe", "reference": "She increased our revenue by 23%."}],
	"projects": [{"name": "Tideline", "description": "A forecast of tides that improved accuracy by 15%.", "startDate": "2019", "endDate": "2021"}]}`
	const text = `Tamsin Okonjo
Data Scientist
tamsin@example.com

Summary

Data scientist with nine years in retail.
I like small experiments.

Experience

Senior Data Scientist, Harbourlight Retail, Bristol (Feb 2020 – present)
I lead the recommendations squad.
• Increased conversion by 34% with a deep learning recommender.
• Reduced churn by 18%, in an A/B test over six weeks.
• Basket forecast: error down from 21% to 16% on the 2021 holdout; the pilot in frozen food was cancelled.

Data Scientist, Petrel Insurance (Sep 2015 – Jan 2020)
• Boosted fraud detection accuracy by 40%.
• Transformed the reporting and delivered massive savings.

Education

MSc, Statistics, University of Calderbeck (2014)

Skills

• Python: pandas, polars
• Consulting

References

“She increased our revenue by 23%.”
– Jane Doe

Projects

Tideline (2019 – 2021)
A forecast of tides that improved accuracy by 15%.
`
	found := func(name, data string) string {
		doc, err := Read(name, []byte(data), Options{})
		if err != nil {
			t.Fatal(err)
		}
		report := analyzer.Analyze(doc, slices.Concat(detectors.All, detectors.Credits)...)
		var b strings.Builder
		for _, f := range report.Findings {
			fmt.Fprintf(&b, "%s %.3f in %s: %s\n", f.Rule, f.Confidence, f.Evidence[0].Section, f.Evidence[0].Text)
		}
		for _, c := range report.Credits {
			fmt.Fprintf(&b, "%s: %s\n", c.Signal, c.Text)
		}
		return b.String()
	}
	asJSON, asText := found("cv.json", source), found("cv.txt", text)
	if asJSON != asText || strings.Count(asJSON, "unmeasured-impact") < 3 {
		t.Errorf("as JSON Resume:\n%s\nas text:\n%s", asJSON, asText)
	}
}

func FuzzJSONResume(f *testing.F) {
	for _, s := range []string{
		`{"basics":{"name":"Ana","location":{"city":"Bern"},"profiles":[{"network":"x"}],"summary":"a\nb"}}`,
		`{"work":[{"name":"Shop","startDate":"2019-03","highlights":["a"]}],"skills":[{"name":"R","keywords":["x"]}]}`,
		`{"references":[{"reference":"a"}],"education":"ETH","work":[],"x":{"a/b":[1.50,true,null,{"~":"\ud800"}]}}`,
		"\xFF\xFE{\x00}\x00", `{"basics":{},"basics":{}}`, `[]`, `{"basics":{}} x`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkRead(t, "cv.json", data)
		var source any
		doc, err := Read("cv.json", data, Options{})
		if err != nil || len(doc.Warnings) > 0 || json.Unmarshal(bytes.TrimPrefix(data, []byte("\uFEFF")), &source) != nil {
			return
		}
		offset := 0
		for line := range strings.Lines(doc.Text) {
			if p := doc.Position(offset); !leadsSomewhere(source, p.Pointer) || p.Line < 1 || p.Line > 1+bytes.Count(data, []byte("\n")) {
				t.Errorf("%q: line %q at %+v", data, line, p)
			}
			offset += len(line)
		}
	})
}

// leadsSomewhere follows a JSON Pointer.
func leadsSomewhere(v any, pointer string) bool {
	if pointer == "" {
		return true
	}
	for _, name := range strings.Split(pointer[1:], "/") {
		name = strings.NewReplacer("~1", "/", "~0", "~").Replace(name)
		switch w := v.(type) {
		case map[string]any:
			found, ok := w[name]
			if !ok {
				return false
			}
			v = found
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i >= len(w) {
				return false
			}
			v = w[i]
		default:
			return false
		}
	}
	return true
}
