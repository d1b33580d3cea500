package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
	"redflag/analyzer/extract"
)

// An interview is a labelled text, and what is said in it.
type interview struct {
	file string
	talk talk
}

// interviews are the labelled interviews of this machine: those given for development, which are not part of the project, and those that
// tune the rules. Those without punctuation are left out: where a sentence ends is told by the lines of their text alone.
func interviews(t *testing.T) []interview {
	t.Helper()
	var all []interview
	for _, pattern := range []string{"../../../shared/eval/dev/interviews/*.txt", "../interviews/tune/*.txt"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			talk, err := load(file)
			if err != nil {
				t.Fatal(err)
			}
			if talk.punctuated() {
				all = append(all, interview{file, talk})
			}
		}
	}
	if len(all) == 0 {
		t.Skip("no interviews: neither ../shared/eval/dev/interviews nor corpus/interviews/tune is there")
	}
	return all
}

// found is a finding by what it says of which words.
type found struct {
	rule  string
	words []string
	at    float64 // seconds; -1 where it is not known
}

// scan reads a transcript with one of its speakers as the candidate, and returns what is shown of it.
func scan(t *testing.T, name string, data []byte, candidate string) []found {
	t.Helper()
	doc, err := extract.Read(name, data, extract.Options{Kind: analyzer.Transcript, Cast: analyzer.Cast{Candidate: candidate}})
	if err != nil {
		t.Fatal(err)
	}
	if doc.Casting.Doubt != "" {
		t.Errorf("%s: %s", name, doc.Casting.Doubt)
	}
	var out []found
	for _, f := range analyzer.Analyze(doc, detectors.All...).Findings {
		if f.Shown {
			e := f.Evidence[0]
			at := -1.0
			if p := doc.Position(e.Start); p.Timed {
				at = p.Time.Seconds()
			}
			out = append(out, found{f.Rule, folded(e.Text), at})
		}
	}
	return out
}

func folded(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// same reports whether two findings are of one rule on the same words, or on words of which half are the same.
func same(a, b found) bool {
	if a.rule != b.rule {
		return false
	}
	common := 0
	rest := slices.Clone(b.words)
	for _, w := range a.words {
		if i := slices.Index(rest, w); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
			common++
		}
	}
	return common*2 >= min(len(a.words), len(b.words))
}

// compared counts the findings of a text that stay in another form of it, and those that are new there.
type compared struct {
	kept, lost, new int
	told            []string
}

func (c *compared) add(file string, before, after []found) {
	for _, f := range before {
		if slices.ContainsFunc(after, func(g found) bool { return same(f, g) }) {
			c.kept++
		} else {
			c.lost++
			c.told = append(c.told, fmt.Sprintf("%s: lost %s: %s", file, f.rule, strings.Join(f.words, " ")))
		}
	}
	for _, f := range after {
		if !slices.ContainsFunc(before, func(g found) bool { return same(f, g) }) {
			c.new++
			c.told = append(c.told, fmt.Sprintf("%s: new %s: %s", file, f.rule, strings.Join(f.words, " ")))
		}
	}
}

// candidate is the speaker who says most.
func candidate(t talk) turn {
	words := map[int]int{}
	best := t[0]
	for _, turn := range t {
		if words[turn.index] += len(turn.words); words[turn.index] > words[best.index] {
			best = turn
		}
	}
	return best
}

// punctuated reports whether most turns end with a mark.
func (t talk) punctuated() bool {
	marks := 0
	for _, turn := range t {
		if strings.ContainsAny(turn.words[len(turn.words)-1].text, ".?!…") {
			marks++
		}
	}
	return marks*2 > len(t)
}

// An interview gives the same findings in each format as in its text.
func TestFormats(t *testing.T) {
	sums := make([]compared, len(formats))
	for _, in := range interviews(t) {
		file, talk := in.file, in.talk
		who := candidate(talk)
		before := scan(t, file, text(talk), who.speaker)
		for i, f := range formats {
			name := who.speaker
			if f.naming != nil {
				name = f.naming(who)
			}
			sums[i].add(filepath.Base(file), before, scan(t, "talk."+f.name, f.write(talk), name))
		}
	}
	for i, f := range formats {
		s := sums[i]
		t.Logf("%-26s kept %d of %d, new %d", f.name, s.kept, s.kept+s.lost, s.new)
		if s.lost+s.new > 0 {
			t.Errorf("%s:\n%s", f.name, strings.Join(s.told, "\n"))
		}
	}
}

// text writes a talk as it was read: a line a sentence.
func text(t talk) []byte {
	return turns(t, func(turn turn) string {
		var lines []string
		for _, s := range turn.sentences() {
			lines = append(lines, join(s))
		}
		return turn.speaker + ": " + strings.Join(lines, "\n") + "\n\n"
	})
}

// leastKept is the share of findings that stay where recognisers write no punctuation and no capitals.
const leastKept = 0.6

func TestWithoutPunctuation(t *testing.T) {
	var sum compared
	for _, in := range interviews(t) {
		file, talk := in.file, in.talk
		who := candidate(talk)
		sum.add(filepath.Base(file), scan(t, file, text(talk), who.speaker), scan(t, "talk.vtt", writeTeamsVTT(talk.plain()), who.speaker))
	}
	t.Logf("kept %d of %d, new %d\n%s", sum.kept, sum.kept+sum.lost, sum.new, strings.Join(sum.told, "\n"))
	if float64(sum.kept) < leastKept*float64(sum.kept+sum.lost) {
		t.Errorf("fewer than %.0f%% kept", leastKept*100)
	}
}

// The words of a talk are those of its interview, with times that go on.
func TestParse(t *testing.T) {
	talk := parse("Notes on it\n\nMaren: Which of them\nfailed?\n\nIdris: One thing: the first.\n\nMaren: When?\n\nIdris: May.\n")
	var got []string
	for _, turn := range talk {
		got = append(got, fmt.Sprintf("%d %s %s", turn.index, clock(turn.start()), join(turn.words)))
	}
	if want := "0 0:01 Which of them failed?|1 0:03 One thing: the first.|0 0:05 When?|1 0:06 May."; strings.Join(got, "|") != want {
		t.Errorf("got %s\nwant %s", strings.Join(got, "|"), want)
	}
	if got := join(talk.plain()[1].words); got != "one thing the first" {
		t.Errorf("plain: %q", got)
	}
}

// checkTimes finds each number in the document, which stands in it once, and compares its time.
func checkTimes(t *testing.T, format string, doc *analyzer.Document, talk talk) {
	t.Helper()
	for _, turn := range talk {
		for _, w := range turn.words {
			if n, err := strconv.Atoi(w.text); err != nil || n < 1000 {
				continue
			}
			p := doc.Position(regexp.MustCompile(`\b` + w.text + `\b`).FindStringIndex(doc.Text)[0])
			if off := (p.Time - w.start).Abs(); !p.Timed || off > 10*time.Second {
				t.Errorf("%s: %q is said at %v, read at %v", format, w.text, w.start, p.Time)
			}
		}
	}
}

// Every format holds every word, under the right speaker, at its time to within ten seconds.
func TestWords(t *testing.T) {
	var b strings.Builder
	for i := range 3 {
		fmt.Fprintf(&b, "Maren: Which of the %d models that you have built has failed in production & why?\n\nIdris: ", i)
		for j := range 12 {
			fmt.Fprintf(&b, "Number %d of them, for returns, had been trained on orders from before the price change. ", 1000+i*100+j)
		}
		b.WriteString("\n\n")
	}
	talk := parse(b.String())
	for _, f := range formats {
		options := extract.Options{}
		if strings.HasSuffix(f.name, ".txt") || strings.HasSuffix(f.name, ".md") {
			options.Kind = analyzer.Transcript // the others say it by their form
		}
		doc, err := extract.Read("talk."+f.name, f.write(talk), options)
		if err != nil {
			t.Error(err)
			continue
		}
		var got, want []string
		for _, s := range doc.Sections {
			if s.Speaker == "" {
				continue
			}
			got = append(got, s.Speaker)
			for _, b := range s.Blocks {
				got = append(got, folded(doc.Quote(b.Span))...)
			}
		}
		for _, turn := range talk {
			name := turn.speaker
			if f.naming != nil {
				name = f.naming(turn)
			}
			want = append(want, name)
			want = append(want, folded(join(turn.words))...)
		}
		if !f.coarse {
			checkTimes(t, f.name, doc, talk)
		}
		if !slices.Equal(got, want) {
			i := 0
			for i < len(got) && i < len(want) && got[i] == want[i] {
				i++
			}
			t.Errorf("%s: from word %d of %d on: got %q, want %q", f.name, i, len(want), got[i:min(i+10, len(got))], want[i:min(i+10, len(want))])
		}
	}
}

// Two hours of talk, read in each format: what a file costs before it is analyzed, and with that.
func BenchmarkTwoHours(b *testing.B) {
	var text strings.Builder
	for i := range 180 {
		fmt.Fprintf(&text, "Maren: And what came of number %d?\n\nIdris: ", i)
		for j := range 7 {
			fmt.Fprintf(&text, "Well, number %d of them had been trained on orders from before the price change. ", i*10+j)
		}
		text.WriteString("\n\n")
	}
	talk := parse(text.String())
	for _, f := range formats {
		data := f.write(talk)
		b.Run(f.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := extract.Read("talk."+f.name, data, extract.Options{Kind: analyzer.Transcript}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
