package detectors_test

import (
	"slices"
	"strings"
	"testing"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
	"redflag/corpus"
)

// leastCreditCases is how many cases testdata/credits.txt holds at least; a third of them or more are near misses.
const leastCreditCases = 60

// The file's cases are answers. The name of a case begins with its signal, and its labels mark the sentences that give it; the other
// signals of the answer are not looked at.
func TestHeard(t *testing.T) {
	cases := readCases(t, "testdata/credits.txt")
	silent, signals := 0, map[string]int{}
	for _, c := range cases {
		signal, _, _ := strings.Cut(c.Path, ": ")
		signals[signal]++
		if len(c.Labels) == 0 {
			silent++
		}
		t.Run(c.Path, func(t *testing.T) { judgeCredits(t, signal, c) })
	}
	if len(cases) < leastCreditCases || silent*3 < len(cases) {
		t.Errorf("%d cases, %d of them near misses; want %d or more, and a third of them near misses", len(cases), silent, leastCreditCases)
	}
	for signal, n := range signals {
		if n < 3 {
			t.Errorf("%d cases of %s", n, signal)
		}
	}
	if len(signals) != 15 {
		t.Errorf("%d signals have cases, want 15", len(signals))
	}
}

func judgeCredits(t *testing.T, signal string, c corpus.Labelled) {
	r := analyzer.Analyze(transcript(c.Text), detectors.Credits...)
	if r.Err != "" {
		t.Fatal(r.Err)
	}
	r.Credits = slices.DeleteFunc(r.Credits, func(credit analyzer.Credit) bool { return strings.ReplaceAll(credit.Signal, " ", "-") != signal })
	for _, l := range c.Labels {
		hit := slices.ContainsFunc(r.Credits, func(credit analyzer.Credit) bool { return credit.Span.Overlaps(l.Span) })
		switch {
		case l.Rule != signal:
			t.Errorf("a label of %s in a case of %s", l.Rule, signal)
		case l.Miss && hit:
			t.Errorf("%q is found now; take away the mark of a known miss", c.Text[l.Start:l.End])
		case !l.Miss && !hit:
			t.Errorf("%q is not found", c.Text[l.Start:l.End])
		}
	}
	for _, credit := range r.Credits {
		if !slices.ContainsFunc(c.Labels, func(l corpus.Label) bool { return credit.Span.Overlaps(l.Span) }) {
			t.Errorf("%q is credited", credit.Text)
		}
	}
}

// A signal is given once a turn, and never for words of the interviewer.
func TestHeardOnceATurn(t *testing.T) {
	r := analyzer.Analyze(transcript(`Interviewer: What is the worst failure of a model of yours? Ours went from two percent to nine in March.
Candidate: At ten past six the late parcels went from two percent to nine. By noon they went from nine percent to twelve. I turned it off within four minutes.
Interviewer: And what did you do?
Candidate: First I rang the depot, and then I put the old list back. The late parcels went from twelve percent to three.
`), detectors.Credits...)
	seen := map[string]int{}
	for _, c := range r.Credits {
		seen[c.Signal+" "+c.Speaker]++
	}
	if seen["metric moved Candidate"] != 2 {
		t.Errorf("metric moved %d times, want once in each answer", seen["metric moved Candidate"])
	}
	for key := range seen {
		if strings.HasSuffix(key, "Interviewer") {
			t.Errorf("the interviewer is credited: %s", key)
		}
	}
}

// Of a long run of speech without marks a credit quotes the words around the place.
func TestHeardQuotesShort(t *testing.T) {
	filler := strings.Repeat("and the van was parked by the gate, ", 30)
	r := analyzer.Analyze(transcript("Interviewer: What was the worst failure?\nCandidate: I stopped it and rang them, "+filler+
		"the share of late parcels went from two percent to nine, "+filler+"that was it.\n"), detectors.Credits...)
	for _, c := range r.Credits {
		if c.Signal == "metric moved" {
			if !strings.Contains(c.Text, "from two percent to nine") || len(c.Text) > 500 {
				t.Errorf("quotes %q", c.Text)
			}
			return
		}
	}
	t.Error("nothing is credited")
}
