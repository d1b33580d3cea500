package analyzer

import (
	"strings"
	"testing"
)

// talk of a shop, in the forms in which turns lose their labels: S asks, T answers, "-" is a turn without a label, "+" a further paragraph.
const shopTalk = `S: Thanks for coming, what did you run at the shop?
T: I ran the till and the stock room, with two others who came on Saturdays.
S: And what broke there?
T: The till did, on a Monday in March, and forty people stood in the rain.
S: How long did that last?
`

// transcriptOf writes a talk, of which each line is a paragraph, with the labels of Sara Lee and Tom Ray.
func transcriptOf(talk string) string {
	talk = strings.ReplaceAll(strings.TrimSpace(talk), "\n", "\n\n")
	return strings.NewReplacer("S: ", "Sara Lee: ", "T: ", "Tom Ray: ", "- ", "", "+ ", "").Replace(talk) + "\n"
}

func TestTurnsWithoutALabel(t *testing.T) {
	for _, c := range []struct{ name, in, unknown string }{
		{"a question between two labels of one speaker", "T: I wrote it all down.\n- And how did you measure that?\nT: By weeks.\nS: Fine.", "And how did you measure that?"},
		{"a remark between them", "T: I wrote it all down.\n- We raised sales by 30% with that here.\nT: Good.\nS: Fine.", "We raised sales by 30% with that here."},
		{"an answer between two questions", "S: And the next year?\n- We cut the queue by a third.\nS: And then?\nT: I left.", "We cut the queue by a third."},
		{"a question and an answer, both without", "T: I wrote it all down.\n- And how did you measure that?\n- We counted for six weeks.\nS: Fine.\nT: Yes.\nS: And then?\nT: I left.\nS: Why?", "And how did you measure that? / We counted for six weeks."},
		{"behind a long answer", "T: I wrote it all down.\n+ Then I counted the people.\n+ Then I called the maker.\n- Why did you call the maker?\nT: I had to.\nS: Fine.", "Why did you call the maker?"},

		{"an answer of two paragraphs", "T: I wrote it all down.\n+ Then I counted the people.\nS: Fine.\nT: And I left.", ""},
		{"an answer of many", "T: I wrote it all down.\n+ Then I counted.\n+ Then I called.\n+ Then it worked.\nS: Fine.\nT: And I left.", ""},
		{"an answer that asks on the way", "T: I wrote it all down.\n+ So what did we do?\n+ We counted.\nS: Fine.\nT: And I left.", ""},
		{"an answer that tells a question", "T: The owner came and said:\n+ \"Can you fix it by noon, Tom?\"\n+ I said yes.\nS: Fine.\nT: And I left.", ""},
		{"an answer that ends in a question", "T: I wrote it all down.\n+ Does that answer what you asked?\nS: Yes.\nT: Good.", ""},
		{"a question of two paragraphs", "S: Good, thanks.\n+ So what did you do next?\nT: I left.\nS: Fine.", ""},
		{"a speaker's label at every paragraph", "T: I wrote it all down.\nT: Then I counted.\nT: Then I called.\n+ Then it worked.\nT: So I left.\nS: Fine.", ""},
		{"a stage direction", "T: I wrote it all down.\n- [laughter]\nT: Then I left.\nS: Fine.", ""},
	} {
		if strings.HasPrefix(c.in, "S:") {
			c.in = "T: An hour.\n" + c.in
		}
		d := castOf(transcriptOf(shopTalk+c.in), Cast{Candidate: "Tom Ray"})
		var got []string
		for _, s := range d.Sections {
			if s.Speaker != unknownSpeaker {
				continue
			}
			if s.Role != None {
				t.Errorf("%s: nobody is the %v", c.name, s.Role)
			}
			for _, b := range s.Blocks {
				got = append(got, d.Quote(b.Span))
			}
		}
		check(t, c.name, "", strings.Join(got, " / "), c.unknown)
		if told := strings.Contains(strings.Join(d.Warnings, " "), "have no label"); told != (c.unknown != "") {
			t.Errorf("%s: warnings %q", c.name, d.Warnings)
		}
	}
}

func TestNotesAreNobodys(t *testing.T) {
	for _, c := range []struct {
		notes string
		line  string // at which the warning says that they begin
	}{
		{"Summary: Tom raised sales by 40%.", "line 11"},
		{"## Notes\n\nTom raised sales by 40%.\n\n- He cut costs by half.", "line 11"},
		{"Summary\n\nTom raised sales by 40%.", "line 11"},
		{"**Follow-up:** sales raised by 40%?", "line 11"},
		{"Follow-ups:\n- sales raised by 40%?\n- who cut the costs?", "line 11"},
		{"Action items:\n\nRaise sales by 40%.", "line 11"},
		{"| Skill | Score |\n|---|---|\n| Raised sales by 40% | 4 |", "line 11"},
		{"Score: 3/5\nRaised sales by 40%.", "line 11"},
		{"Overall score: 3/5\n\nRaised sales by 40%.", "line 11"},
		{"Interviewer notes: raised sales by 40%.", "line 11"},
		{"---\n\nTranscribed by Noor Sand, who raised sales by 40%.", "line 13"},
		{"[End of transcript]\n\nTom raised sales by 40%.", "line 11"},
		{"=== Debrief ===\nTom raised sales by 40%.", "line 11"},
		{"Strengths: raised sales by 40%.\nConcerns: none.", "line 11"},
		{"Summary:\n\nWe raised sales by 40%.\n\nSara Lee: And then?\n\nTom Ray: I left.", "line 11"},
	} {
		d := castOf(transcriptOf(shopTalk)+"\n"+c.notes+"\n", Cast{Candidate: "Tom Ray"})
		for _, s := range d.Sections {
			if said := d.Quote(s.Span); s.Speaker != "" && (strings.Contains(said, "40%") || strings.Contains(said, "half")) {
				t.Errorf("%q: said by %s: %q", c.notes, s.Speaker, said)
			}
		}
		if w := strings.Join(d.Warnings, " "); !strings.Contains(w, c.line+" ") {
			t.Errorf("%q: warnings %q do not name %s", c.notes, d.Warnings, c.line)
		}
		b := Builder{Kind: Transcript}
		b.Verbatim(c.notes + "\n\n" + transcriptOf(shopTalk))
		for _, s := range b.Document().Sections {
			if said := b.text.String()[s.Start:s.End]; s.Speaker != "" && strings.Contains(said, "40%") && !strings.Contains(c.notes, s.Speaker) {
				t.Errorf("%q above the talk: said by %s", c.notes, s.Speaker)
			}
		}
	}
}

// What an answer says in the form of notes stays the answer's.
func TestAnswersInTheFormOfNotes(t *testing.T) {
	for _, answer := range []string{
		"T: It was so.\n+ Summary: we were slow, and I said so.\nS: Fine.\nT: Yes.",
		"T: It was so.\n+ Results: the queue was shorter.\n+ Note: at night too.",
		"T: It was so.\n+ The summary of it: we were slow.\nS: Fine.",
		"T: It was so.\n+ Feedback was good, the score went up.",
	} {
		d := castOf(transcriptOf(shopTalk+answer), Cast{Candidate: "Tom Ray"})
		for _, s := range d.Sections {
			if s.Speaker == "" || s.Speaker == unknownSpeaker {
				t.Errorf("%q: %q is nobody's", answer, d.Quote(s.Span))
			}
		}
	}
}
