package analyzer

import (
	"fmt"
	"strings"
	"testing"
)

// said reads text as one sentence of speech.
func said(text string) *Sentence {
	b := &Block{}
	d := &Document{Text: text}
	d.utterances(manner{lower: true}, b, Span{0, len(text)}, nil)
	return &b.Sentences[0]
}

// Numbers in words, and half in words, as recognisers write them.
func TestSpokenQuantities(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"down by about forty percent", "forty percent = 40 percent"},
		{"down twenty-two percent", "twenty-two percent = 22 percent"},
		{"down twenty two per cent", "twenty two per cent = 22 percent"},
		{"a couple of million", "a couple of million = 2e+06 count"},
		{"a couple of hundred thousand euros", "a couple of hundred thousand euros = 2e+05 money"},
		{"worth one point one million a year", "one point one million = 1.1e+06 count"},
		{"it was nought point eight one", "nought point eight one = 0.81 count"},
		{"it was zero point three percent", "zero point three percent = 0.3 percent"},
		{"more than point two five", "point two five = 0.25 count"},
		{"nineteen hundred claims", "nineteen hundred = 1900 count"},
		{"two hundred and ten hours", "two hundred and ten hours = 7.56e+05 time"},
		{"a hundred and ten thousand euros", "a hundred and ten thousand euros = 1.1e+05 money"},
		{"two thousand three hundred listings", "two thousand three hundred = 2300 count"},
		{"four hundred ninety milliseconds", "four hundred ninety milliseconds = 0.49 time"},
		{"three fifty of that", "three fifty = 350 count"},
		{"twenty k a month", "twenty k = 2e+04 count"},
		{"ten grand a month", "ten grand = 1e+04 money"},
		{"half a million pounds", "half a million pounds = 5e+05 money"},
		{"a million and a half", "a million and a half = 1.5e+06 count"},
		{"two and a half percent", "two and a half percent = 2.5 percent"},
		{"half a point of recall", "half a point = 0.5 percent"},
		{"by a third", "third = 0.3333 factor"},
		{"two thirds fewer calls", "two thirds = 0.6667 factor"},
		{"four times faster", "four times = 4 factor"},
		{"two x faster", "two x = 2 factor"},
		{"twice as quick", "twice = 2 factor"},
		{"it halved the bill", "halved = 0.5 factor"},
		{"eighty-odd euro", "eighty-odd euro = 80 money"},
		{"thirty-something percent", "thirty-something percent = 30 percent"},
		{"2 point 5 percent", "2 point 5 percent = 2.5 percent"},
		{"1.1 million", "1.1 million = 1.1e+06 count"},
		{"down by, um, like forty percent", "forty percent = 40 percent"},
		{"from ninety-one percent to sixty-eight", "ninety-one percent = 91 percent; sixty-eight = 68 count"},
		{"in twenty nineteen", ""},
		{"since nineteen ninety eight", ""},
		{"in two thousand and nine", ""},
		{"at p ninety-nine", ""},
		{"one of the first", ""},
		{"three times this year", "three times = 3 count"},
	} {
		s := said(c.in)
		var out []string
		for _, q := range s.Quantities() {
			at := q.Span(s)
			out = append(out, fmt.Sprintf("%s = %.4g %s", c.in[at.Start:at.End], q.Value, unitNames[q.Unit]))
		}
		if got := strings.Join(out, "; "); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

// Before and after, in the orders in which people tell them.
func TestSpokenChanges(t *testing.T) {
	for _, c := range []struct {
		in   string
		want bool
	}{
		{"it went from ninety-one percent to sixty-eight", true},
		{"it was fourteen minutes and it went to nine", true},
		{"it was twenty-two minutes against eleven", true},
		{"it was six point four percent before, and then five point five", true},
		{"it was six hours and now it's two", true},
		{"now it takes ten minutes, it used to take forty", true},
		{"four hundred hours in the twenty two season and two hundred and twenty in the twenty three", true},
		{"we have forty sites and about two hundred people", false},
		{"it took four months, and two percent were missing", false},
		{"sixty thousand in July, a third of that in February", false},
	} {
		s := said(c.in)
		if got := len(s.changes(s.Quantities())) > 0; got != c.want {
			t.Errorf("%s: a change is %v, want %v", c.in, got, c.want)
		}
	}
}

// What is left of an utterance once what stands for nothing is out; a bar stands between tokens.
func TestFluently(t *testing.T) {
	for _, c := range []struct {
		in, want string
		unmarked bool
	}{
		{in: "um it went down", want: "it|went|down"},
		{in: "and, um, escalations fell", want: "and|escalations|fell"},
		{in: "and, you know, it also fell", want: "and|it|also|fell"},
		{in: "you know when you wait for a bus", want: "you|know|when|you|wait|for|a|bus"},
		{in: "and you know it also fell", want: "and|it|also|fell", unmarked: true},
		{in: "do you know it", want: "do|you|know|it", unmarked: true},
		{in: "it took like four minutes", want: "it|took|four|minutes"},
		{in: "it's like a school exam", want: "it's|like|a|school|exam"},
		{in: "we, we cut it", want: "we|cut|it"},
		{in: "it was it was slow", want: "it|was|slow"},
		{in: "it was very very slow", want: "it|was|very|very|slow"},
		{in: "i kind of froze", want: "i|froze"},
		{in: "that kind of thing", want: "that|kind|of|thing"},
	} {
		b := &Block{}
		d := &Document{Text: c.in}
		d.utterances(manner{lower: true, unmarked: c.unmarked}, b, Span{0, len(c.in)}, nil)
		var got []string
		for _, tok := range b.Sentences[0].Tokens {
			got = append(got, tok.Norm)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, strings.Join(got, "|"), c.want)
		}
	}
}

// In want, a bar stands between two utterances; each is cut out of the text as it stands.
func TestUtterances(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		m              manner
	}{
		{"a small letter begins a sentence", "it broke. we fixed it. nobody saw.", "it broke.|we fixed it.|nobody saw.", manner{lower: true}},
		{"no is a word", "Did I know? No. Not at all.", "Did I know?|No.|Not at all.", manner{}},
		{"Dr is none", "I asked Dr. Osei. He knew.", "I asked Dr. Osei.|He knew.", manner{}},
		{"a long run is cut where people begin anew",
			"we moved the loader to the new cluster in march and it was slow for a week so we looked at the joins and then the night run was done by four in the morning",
			"we moved the loader to the new cluster in march|and it was slow for a week|so we looked at the joins|and then the night run was done by four in the morning", manner{lower: true, unmarked: true}},
		{"a short run is left alone", "it was slow so we looked at the joins", "it was slow so we looked at the joins", manner{lower: true, unmarked: true}},
		{"text with marks is not cut",
			"We moved the loader to the new cluster in March, and it was slow for a week, so we looked at the joins, and then the night run was done by four in the morning.",
			"We moved the loader to the new cluster in March, and it was slow for a week, so we looked at the joins, and then the night run was done by four in the morning.", manner{}},
	} {
		b := &Block{}
		d := &Document{Text: c.in}
		d.utterances(c.m, b, Span{0, len(c.in)}, nil)
		var got []string
		for _, s := range b.Sentences {
			got = append(got, d.Quote(s.Span))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, strings.Join(got, "|"), c.want)
		}
	}
}
