package main

import (
	"encoding/xml"
	"html"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// No resume says a thing twice, and no two are the same.
func TestCompose(t *testing.T) {
	if len(pool["people"]) < count {
		t.Fatalf("%d people for %d resumes", len(pool["people"]), count)
	}
	met := map[string]int{}
	for i := range count {
		seen := map[string]bool{}
		var items []string
		for _, l := range truth(compose(i), layout{}) {
			if l.kind != "item" {
				continue
			}
			if seen[l.text] {
				t.Errorf("resume %d says %q twice", i, l.text)
			}
			seen[l.text] = true
			items = append(items, l.text)
		}
		if len(items) < 10 {
			t.Errorf("resume %d has %d bullets", i, len(items))
		}
		if j, ok := met[strings.Join(items, "\n")]; ok {
			t.Errorf("resumes %d and %d have the same bullets", j, i)
		}
		met[strings.Join(items, "\n")] = i
	}
}

// Each program renders as many resumes in one column as in two, and all sorts of two.
func TestLayouts(t *testing.T) {
	for n, w := range writers {
		got := map[columns]int{}
		for i := range count {
			got[layoutOf(i, n).columns]++
		}
		if want := (map[columns]int{one: count / 2, left: count / 6, right: count / 6, even: count / 6}); !maps.Equal(got, want) {
			t.Errorf("%s: %v, want %v", w.name, got, want)
		}
	}
}

// The truth stands in reading order, column by column, with pages where they are known.
func TestTruth(t *testing.T) {
	r := resume{name: "Ida Brandt", title: "Potter", contact: "[ida@brandt.example](mailto:ida@brandt.example)", sections: []section{
		{title: "Experience", entries: []entry{{title: "Weir Works", place: "Aalborg", date: "2010", items: []string{"Won the 2^nd^ prize"}}}},
		{title: "Skills", side: true, entries: []entry{{paras: []string{"Glazes"}}}},
		{title: splitBefore, entries: []entry{{title: "Kiln", date: "2012"}}},
	}}
	for _, tt := range []struct {
		layout layout
		want   string
	}{
		{layout{columns: left}, "name\ttop\t0\tIda Brandt|para\ttop\t0\tPotter|para\ttop\t0\tida@brandt.example|heading\tside\t0\tSkills|para\tside\t0\tGlazes|" +
			"heading\tmain\t0\tExperience|entry\tmain\t0\tWeir Works|place\tmain\t0\tAalborg|date\tmain\t0\t2010|item\tmain\t0\tWon the 2nd prize|" +
			"heading\tmain\t0\tProjects|entry\tmain\t0\tKiln|date\tmain\t0\t2012|"},
		{layout{split: true, running: true}, "name\ttop\t1\tIda Brandt|para\ttop\t1\tPotter|para\ttop\t1\tida@brandt.example|heading\tmain\t1\tExperience|" +
			"entry\tmain\t1\tWeir Works|place\tmain\t1\tAalborg|date\tmain\t1\t2010|item\tmain\t1\tWon the 2nd prize|heading\tmain\t1\tSkills|para\tmain\t1\tGlazes|" +
			"heading\tmain\t2\tProjects|entry\tmain\t2\tKiln|date\tmain\t2\t2012|header\trunning\t1\tResume of Ida Brandt|footer\trunning\t1\tPage 1 of #|"},
	} {
		if got := strings.ReplaceAll(writeTruth(truth(r, tt.layout)), "\n", "|"); got != tt.want {
			t.Errorf("%v: got\n%s\nwant\n%s", tt.layout, got, tt.want)
		}
	}
}

// The sources for browsers and for LibreOffice hold the words of the truth, no more and no less.
func TestSources(t *testing.T) {
	for i := range count {
		r, l := compose(i), layoutOf(i, i)
		l.running = false // set by other means in each
		want := map[string]int{}
		for _, line := range truth(r, l) {
			for w, n := range bag(line.text) {
				want[w] += n
			}
		}
		for name, text := range map[string]string{"HTML": htmlWords(writeHTML(r, l, false)), "old HTML": htmlWords(writeHTML(r, l, true)), "OpenDocument": xmlWords(t, writeOffice(r, l))} {
			if got := bag(text); !maps.Equal(got, want) {
				t.Errorf("resume %d, %s: words %q, want %q", i, name, slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
			}
		}
	}
}

func bag(text string) map[string]int {
	words := map[string]int{}
	for w := range strings.FieldsSeq(text) {
		words[w]++
	}
	return words
}

var (
	inline = regexp.MustCompile(`</?(?:a|b|sup)(?: [^>]*)?>`)
	tag    = regexp.MustCompile(`<[^>]*>`)
)

// htmlWords is the text of a page's body; inline elements do not part words.
func htmlWords(source string) string {
	body := source[strings.Index(source, "<body>"):]
	text := html.UnescapeString(tag.ReplaceAllString(inline.ReplaceAllString(body, ""), " "))
	return strings.ReplaceAll(text, "\u00a0", " ")
}

// xmlWords is the text of a document's body; spans and links do not part words.
func xmlWords(t *testing.T, source string) string {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(source))
	var b strings.Builder
	body := false
	for {
		token, err := d.Token()
		if err == io.EOF {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			body = body || token.Name.Local == "body"
			if name := token.Name.Local; name == "p" || name == "tab" {
				b.WriteByte(' ')
			}
		case xml.CharData:
			if body {
				b.Write(token)
			}
		}
	}
}
