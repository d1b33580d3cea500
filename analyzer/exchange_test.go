package analyzer

import (
	"strings"
	"testing"
)

// Threads: ">" stands before what the interviewer asks. A question that goes on with the one before it is of its thread, and so are the
// answers to it; any other question opens a thread.
func TestThreads(t *testing.T) {
	const told = "We moved the nightly job to the new cluster and it raised approvals by nineteen percent, and the branch managers liked it."
	for _, c := range []struct {
		question string
		follows  bool
	}{
		{"How did you establish the nineteen?", true},
		{"And how do you know it was the job?", true},
		{"Why?", true},
		{"What did you change?", true},
		{"And then?", true},
		{"Who measured that?", true},
		{"how was that measured", true},
		{"Was there a control group for it, or how did you compare?", true},
		{"What did the branch managers say to it?", true},
		{"Interesting, ours did not.", true},
		{"About sixty of them.", true},
		{"Tell me about the worst failure you had in production.", false},
		{"What's the worst thing that went wrong with a model of yours, and what did you do first?", false},
		{"Let's talk about something else, how do you like to work?", false},
		{"Is there a project that you talked somebody out of?", false},
		{"How would you explain drift to our board?", false},
		{"What would your colleagues say about you?", false},
		{"Do you have questions for us?", false},
		{"Could you describe a usual week with all the meetings and the rest?", false},
		{"You mentioned the assistant in the application, what came of it?", false},
		{"Favourite disaster stories from abroad?", false},
		{"Ever burnt money?", false},
		{"Whose nerves did you wreck?", false},
	} {
		b := Builder{Kind: Transcript}
		b.Verbatim("Interviewer: What are you working on these days?\n\nCandidate: " + told + "\n\nInterviewer: " + c.question + "\n\nCandidate: Well, let me think.\n")
		d := b.Document()
		first, last := d.Exchanges[0], d.Exchanges[len(d.Exchanges)-1]
		if last.FollowUp != c.follows || (first.Thread == last.Thread) != c.follows {
			t.Errorf("%q: follow-up %v, want %v", c.question, last.FollowUp, c.follows)
		}
		answer := d.Sections[last.Answers[0]].Blocks[0]
		if answer.Entry != last.Thread {
			t.Errorf("%q: its answer is of entry %d, the thread is %d", c.question, answer.Entry, last.Thread)
		}
	}
}

// A follow-up asks for what its question asked for.
func TestFollowUpsInheritTopics(t *testing.T) {
	b := Builder{Kind: Transcript}
	b.Verbatim(strings.Join([]string{
		"Interviewer: What is the worst thing that broke in production, and what did you do first?",
		"Candidate: The scorer returned zeros for an hour.",
		"Interviewer: And the first half hour?",
		"Candidate: I switched it off.",
		"Interviewer: Which data did it read, and who owned the data?",
		"Candidate: The claims team.",
	}, "\n\n"))
	d := b.Document()
	var got []string
	for _, e := range d.Exchanges {
		got = append(got, strings.Join(e.Asks, "+"))
	}
	if s := strings.Join(got, " "); s != "failure failure data" {
		t.Errorf("asks %s", s)
	}
}

// Who only says to be listening does not end an answer: what is told behind it belongs to the claim before it.
func TestBackChannelsDoNotEndAnAnswer(t *testing.T) {
	for _, c := range []struct {
		aside string
		ends  bool
	}{
		{"Mm-hm.", false}, {"Right.", false}, {"Okay, sure.", false}, {"Yeah, makes sense.", false}, {"uh huh", false}, {"Got it. Interesting.", false}, {"I see.", false},
		{"Right?", true}, {"How so?", true}, {"Okay, and the depot.", true}, {"Really?", true}, {"Why.", true},
	} {
		b := Builder{Kind: Transcript}
		b.Verbatim("Interviewer: What came of the new timetable?\n\nCandidate: We cut the waiting time of the trucks.\n\nInterviewer: " + c.aside +
			"\n\nCandidate: By about forty percent, and we measured that for six weeks against the north depot, where nothing had changed.\n")
		d := b.Document()
		if got := len(d.Exchanges) > 1; got != c.ends {
			t.Errorf("%q: the answer ends %v, want %v", c.aside, got, c.ends)
		}
		if c.ends {
			continue
		}
		if len(d.Claims) == 0 || len(d.Claims[0].Magnitude) == 0 || len(d.Claims[0].Method) == 0 {
			t.Errorf("%q: the claim is cut from its size or its measurement: %+v", c.aside, d.Claims)
		}
	}
}
