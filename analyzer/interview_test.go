package analyzer

import (
	"os"
	"strings"
	"testing"
)

const interviewed = `Interviewer: Tell me about the worst failure of a model you ran in production. What did you do first?

Candidate: Okay, so we had a ranker called Juniper, for the home page.
On a Friday its click rate went from four percent to one point five percent.
First I switched it off, and then I called the search people.

Interviewer: And whose mistake was it?

Candidate: Mine, I had deployed it without the new vocabulary.

Interviewer: How do you feel about carrying the pager?

Candidate: Fine, there were five of us on a rota.
`

func TestCoverage(t *testing.T) {
	r := Options{}.Analyze(transcript(interviewed))
	c := r.Interview.Coverage[0]
	if !c.Asked || c.Question.ID != "failure" || !strings.HasPrefix(c.Place.Text, "Tell me about the worst failure") || c.Place.Line != 1 || c.Place.Speaker != "Interviewer" {
		t.Errorf("question %s, asked %v at %+v", c.Question.ID, c.Asked, c.Place)
	}
	if len(c.Answers) != 2 || c.Answers[0].Line != 3 || c.Answers[1].Line != 9 {
		t.Errorf("the answer and that to the follow-up are meant: %+v", c.Answers)
	}
	heard := map[string]string{}
	for _, h := range c.Heard {
		heard[h.Signal.Name] = h.Evidence[0].Text
	}
	for name, words := range map[string]string{
		"system named":      "Okay, so we had a ranker called Juniper, for the home page.",
		"metric that moved": "On a Friday its click rate went from four percent to one point five percent.",
		"first actions":     "First I switched it off, and then I called the search people.",
		"own part":          "Mine, I had deployed it without the new vocabulary.",
	} {
		if heard[name] != words {
			t.Errorf("%s: heard %q, want %q", name, heard[name], words)
		}
	}
	if len(c.Missed) != 1 || c.Missed[0].Signal.Name != "lesson" || !strings.Contains(c.Missed[0].FollowUp, `"`+c.Missed[0].Quote.Text+`"`) || c.Missed[0].Quote.Len() == 0 {
		t.Errorf("missed %+v", c.Missed)
	}
	for _, c := range r.Interview.Coverage[1:] {
		if c.Asked || len(c.Heard)+len(c.Missed)+len(c.Answers) > 0 {
			t.Errorf("%s was not asked", c.Question.ID)
		}
	}
}

// A team's own questions are recognised by their phrases, and take up the words of their own answers.
func TestCoverageOfOwnQuestions(t *testing.T) {
	data, err := os.ReadFile("testdata/team.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, err := ParseFramework("testdata/team.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	r := Options{Framework: f}.Analyze(transcript(interviewed))
	incident, call := r.Interview.Coverage[0], r.Interview.Coverage[1]
	if !incident.Asked || len(incident.Answers) != 2 || len(incident.Heard) != 2 {
		t.Errorf("%+v", incident)
	}
	if !call.Asked || call.Place.Line != 11 || len(call.Answers) != 1 || len(call.Heard) != 1 || call.Heard[0].Signal.Name != "a rota" {
		t.Errorf("%+v", call)
	}
	if want := `You said "there were five of us on a rota". How often did it ring, and what did you do about that?`; len(call.Missed) != 1 || call.Missed[0].FollowUp != want {
		t.Errorf("missed %+v, want %s", call.Missed, want)
	}
}

// What the interviewer says is no answer, and a question without an answer is followed up by the question itself.
func TestCoverageReadsTheCandidateAlone(t *testing.T) {
	r := Options{}.Analyze(transcript("Interviewer: We had a ranker called Juniper which fell from four to one percent on a Friday, and I switched it off first.\n" +
		"What was your worst failure in production, and what did you do first?\n\nCandidate: Hm.\n\nInterviewer: Hello?\n\nCandidate: ...\n"))
	c := r.Interview.Coverage[0]
	if !c.Asked || len(c.Heard) > 0 || len(c.Missed) != 6 {
		t.Errorf("%+v", c)
	}
	for _, m := range c.Missed {
		if m.FollowUp == "" || strings.Contains(m.FollowUp, "{}") {
			t.Errorf("%s: follow-up %q", m.Signal.Name, m.FollowUp)
		}
	}
}

func TestNoInterviewOfAResume(t *testing.T) {
	b := Builder{Kind: Resume}
	b.Verbatim("Experience\nShop Ltd 2019\n- Built the stock forecast.\n")
	if r := Analyze(b.Document()); r.Interview != nil {
		t.Error("a resume is no interview")
	}
}

func transcript(text string) *Document {
	b := Builder{Kind: Transcript}
	b.Verbatim(text)
	return b.Document()
}
