package analyzer

import (
	"strings"
	"testing"
)

// interview is a conversation in which X asks and Y answers.
const interview = `X: Thanks for coming in. Tell me about your last project, would you?

Y: So I was at a ferry company, and I built the forecast for the car deck with two colleagues. It took us about a year, and I learned a lot about tides, trucks and the people who load them.

X: What went wrong with it?

Y: In the first summer my forecast was off by a third, because I had left out the concerts. I found it when the deck was full and forty cars stood on the pier, and I drove there that night.

X: How did you fix it?

Y: I asked the town for its calendar of events, which nobody had done before, and I put it in by hand every Monday. Later we wrote a small import. The error came down to nine percent over the next season.

X: Do you have any questions for us?

Y: Yes, I would like to know who looks after the data now.
`

// withLabels is a conversation with other names for X, Y and Z.
func withLabels(text string, names ...string) string {
	for i, name := range names {
		text = strings.ReplaceAll(text, string(rune('X'+i))+":", name+":")
	}
	return text
}

func castOf(text string, cast Cast) *Document {
	b := Builder{Path: "talk.txt", Kind: Transcript, Cast: cast}
	b.Verbatim(text)
	return b.Document()
}

func TestCandidateIsFound(t *testing.T) {
	panel := interview + "\nZ: And who decided that?\n\nY: I did, with the harbour master.\n\nZ: Why him?\n\nY: He knew the pier.\n"
	for _, c := range []struct{ name, in, candidate string }{
		{"by labels of parts", withLabels(interview, "Interviewer", "Candidate"), "Candidate"},
		{"by small ones", withLabels(interview, "interviewer", "tom"), "tom"},
		{"by a label with a number", withLabels(panel, "INTERVIEWER 1", "DR. MOE", "INTERVIEWER 2"), "DR. MOE"},
		{"by one label of a panel", withLabels(panel, "Ann", "Interviewee", "Sue"), "Interviewee"},
		{"by question and answer", withLabels(interview, "Q", "A"), "A"},
		{"by a part in brackets", withLabels(interview, "Ann (recruiter)", "Tom"), "Tom"},
		{"by a part behind a comma", withLabels(interview, "Ann, Talent Acquisition", "Tom"), "Tom"},
		{"not by the word of a meeting's program for one from outside", withLabels(interview, "Ann (Guest)", "Tom"), "Tom"},
		{"by a header", "Interviewer: Ann Lee (staff engineer)\nCandidate: Tom\nDuration: 45 minutes\n\n" + withLabels(interview, "Ann", "Tom"), "Tom"},
		{"by a header with an initial", "Candidate: Tom B.\nInterviewer: Dr. A. Lee\n\n" + withLabels(interview, "Ann", "Tom"), "Tom"},
		{"by a header, of initials", "Candidate: Tom B.\nInterviewers: me (AL), Sue\n\n" + withLabels(panel, "AL", "TB", "SM"), "TB"},
		{"not of a header whose name nobody has", "Candidate: Tom Baker. He comes from the agency.\n\n" + withLabels(interview, "AL", "X1"), ""},
		{"of one labelled turn where one more speaks", "Interviewer: How so?\n\nCandidate: Like this, with a float.\n\nInterviewer: And?\n\nAnn: Thanks.\n\nAnn: Bye.\n", "Candidate"},
		{"by a sentence above", "Interviewer is Ann Lee. Transcribed by Tom Moe.\n\n" + withLabels(interview, "Ann Lee", "Tom Moe"), "Tom Moe"},
		{"by whom the interview is with", "Interview with Tom Moe of the ferries, by Ann Lee\n\n" + withLabels(interview, "Ann Lee", "Tom Moe"), "Tom Moe"},
		{"by brackets above", "A talk of Ann Lee (interviewer) and Tom Moe (candidate) in May\n\n" + withLabels(interview, "Ann Lee", "Tom Moe"), "Tom Moe"},
		{"by who asks and who answers", withLabels(interview, "Ann", "Tom"), "Tom"},
		{"A is no answer where B speaks", withLabels(interview, "A", "B"), "B"},
		{"numbers", withLabels(interview, "Speaker 1", "Speaker 2"), "Speaker 2"},
		{"numbers the other way", withLabels(interview, "Speaker 2", "Speaker 1"), "Speaker 1"},
		{"a panel", withLabels(panel, "Ann", "Tom", "Sue"), "Tom"},
		{"without marks", strings.ToLower(strings.NewReplacer(".", "", ",", "", "?", "").Replace(withLabels(interview, "speaker 1", "speaker 2"))), "speaker 2"},
		{"an unknown voice takes no part", withLabels(interview, "Ann", "Tom") + "\nUnknown Speaker: Hello.\n", "Tom"},

		{"not among peers", strings.Repeat("Ann: I looked at the deck and it was full again, so I called the pier. Did you see it?\n\nTom: I did, and I wrote to the town about the concerts that we had left out. Will you call them?\n\n", 8), ""},
		{"not where two answer", interview + strings.ReplaceAll(strings.ReplaceAll(interview, "Y:", "Z:"), "ferry", "train"), ""},
		{"not from a few words", "Ann: How so?\n\nTom: Like this.\n\nAnn: And then?\n\nTom: Then that.\n", ""},
		{"not of one speaker", "Tom: I built it.\n\nTom: I ran it.\n", ""},
		{"not where the one who asks says most", withLabels(interview, "Ann", "Tom") + "\nAnn: " + strings.Repeat("We run ferries on nine lines, and you would look after the forecast. ", 30) + "\n", ""},
		{"not without labels", "so tell me\nwell it was like this\n", ""},
	} {
		d := castOf(c.in, Cast{})
		check(t, c.name, "", d.Candidate(), c.candidate)
		if (c.candidate == "") != (d.Casting.Doubt != "") {
			t.Errorf("%s: candidate %q with doubt %q", c.name, c.candidate, d.Casting.Doubt)
		}
		if sure := d.Casting.Sure; c.candidate == "" && sure != 0 || c.candidate != "" && sure < leastSure {
			t.Errorf("%s: sure %.2f", c.name, sure)
		}
	}
}

func TestCandidateIsNamed(t *testing.T) {
	panel := withLabels(interview, "Ann Lee", "Tom B.") + "\nSue Lee: And who decided that?\n\nTom B.: I did.\n\nSue Lee: Why?\n\nTom B.: It was late.\n"
	for _, c := range []struct {
		name            string
		cast            Cast
		candidate, want string // want: in the doubt
	}{
		{"the whole name", Cast{Candidate: "Tom B."}, "Tom B.", ""},
		{"in other letters", Cast{Candidate: "tom b"}, "Tom B.", ""},
		{"a first name", Cast{Candidate: "Tom"}, "Tom B.", ""},
		{"wrongly, but the user knows", Cast{Candidate: "Ann Lee"}, "Ann Lee", ""},
		{"by who answers, of those whom the interviewers named leave", Cast{Interviewers: []string{"Ann"}}, "Tom B.", ""},
		{"two interviewers", Cast{Interviewers: []string{"Ann", "Sue"}}, "Tom B.", ""},
		{"both", Cast{Candidate: "Tom", Interviewers: []string{"Ann"}}, "Tom B.", ""},
		{"one who does not speak", Cast{Candidate: "Ada"}, "", `no speaker is called "Ada"; the speakers are "Ann Lee", "Sue Lee", "Tom B.": pass --candidate NAME`},
		{"an interviewer who does not speak", Cast{Interviewers: []string{"Ada"}}, "", `no speaker is called "Ada"`},
		{"a name of two", Cast{Candidate: "Lee"}, "", `"Lee" fits more than one speaker`},
		{"one for both parts", Cast{Candidate: "Ann", Interviewers: []string{"Ann Lee"}}, "", `"Ann Lee" is named as the candidate and as an interviewer`},
		{"all as interviewers", Cast{Interviewers: []string{"Ann", "Sue", "Tom"}}, "", "leaves no candidate"},
	} {
		d := castOf(panel, c.cast)
		check(t, c.name, "", d.Candidate(), c.candidate)
		if !strings.Contains(d.Casting.Doubt, c.want) || c.want == "" && d.Casting.Doubt != "" {
			t.Errorf("%s: doubt %q, want %q", c.name, d.Casting.Doubt, c.want)
		}
	}
}

// An interviewer who talks most to a candidate who asks back is not taken for the candidate: the words of a host speak against it, and
// without the words of either part nobody is as sure as with them.
func TestCertaintyFollowsTheEvidence(t *testing.T) {
	long := "We run ferries on nine lines, and I have been here for six years. I moved over from operations, because nobody would look after the data, and we built it up by hand. "
	talk := func(first, later string) string {
		return "Ann: " + first + long + "\n\nBen: How big is the team?\n\nAnn: Four people. " + later + long + "\n\nBen: Do you use the weather?\n\nAnn: We do not. " + long + "\n\nBen: And who measures that?\n\nAnn: I do. " + later + long + "\n"
	}
	d := castOf(talk("Welcome, and thanks for coming. ", "You would be joining the planners. "), Cast{})
	if d.Candidate() != "" || !strings.Contains(d.Casting.Doubt, `"Ann", "Ben": pass --candidate NAME`) {
		t.Errorf("the host is taken for the candidate: %q, doubt %q", d.Candidate(), d.Casting.Doubt)
	}
	if d = castOf(talk("Thank you for having me. ", ""), Cast{}); d.Candidate() != "Ann" {
		t.Errorf("the guest: %q, %q", d.Candidate(), d.Casting.Doubt)
	}
	if d = castOf(talk("", ""), Cast{}); d.Casting.Sure > mostSure {
		t.Errorf("%.2f sure without the words of either part", d.Casting.Sure)
	}
}

// Where the interviewers who are named leave two, it is evidence that tells which of them is the candidate, and no certainty; both are who
// answer; or nothing tells.
func TestInterviewersNamedLeaveTwo(t *testing.T) {
	panel := withLabels(interview, "Ann Lee", "Tom B.") + "\nSue Lee: And who decided that?\n\nTom B.: I did.\n\nSue Lee: Why?\n\nTom B.: It was late.\n"
	if c := castOf(panel, Cast{Interviewers: []string{"Ann"}}).Casting; c.Sure >= 1 || !strings.Contains(c.Because, "--interviewer") {
		t.Errorf("%s, %.2f sure", c.Because, c.Sure)
	}
	pair := interview + strings.ReplaceAll(strings.ReplaceAll(interview, "Y:", "Z:"), "ferry", "train")
	if c := castOf(pair, Cast{Interviewers: []string{"X"}}).Casting; c.Candidate() != "Y, Z" || c.Sure >= 1 {
		t.Errorf("two who answer: candidate %q, %.2f sure, doubt %q", c.Candidate(), c.Sure, c.Doubt)
	}
	asking := pair + strings.Repeat("\nZ: And what did you do then?\n\nY: I called the port.\n", 3)
	want := `the interviewers named leave more than one who can be the candidate: "Y" and "Z"; the speakers are "X", "Y", "Z": pass --candidate NAME`
	if c := castOf(asking, Cast{Interviewers: []string{"X"}}).Casting; c.Candidate() != "" || !strings.HasPrefix(c.Doubt, want) {
		t.Errorf("one of the two asks as well: candidate %q, doubt %q, want %q", c.Candidate(), c.Doubt, want)
	}
}

// A refusal reads well where one speaks alone.
func TestDoubtOfOneSpeaker(t *testing.T) {
	const text = "Tom: I built it.\n\nTom: I ran it.\n"
	for _, c := range []struct {
		cast Cast
		want string
	}{
		{Cast{}, `nobody is heard to ask; the only speaker is "Tom": pass --candidate "Tom" if that is the candidate`},
		{Cast{Candidate: "Ada"}, `no speaker is called "Ada"; the only speaker is "Tom": pass --candidate "Tom" if that is the candidate`},
		{Cast{Interviewers: []string{"Tom"}}, `all who speak are named as interviewers, which leaves no candidate; the only speaker is "Tom": pass --candidate "Tom" if that is the candidate`},
	} {
		check(t, "doubt", "", castOf(text, c.cast).Casting.Doubt, c.want)
	}
}

// One whose label says that nobody knows who speaks has no part, whatever the others have.
func TestUnknownHasNoPart(t *testing.T) {
	text := withLabels(interview, "Ann", "Tom") + "\nUnknown: We raised sales by 20%.\n\nTom: Bye.\n"
	for _, cast := range []Cast{{}, {Candidate: "Tom"}, {Interviewers: []string{"Ann"}}} {
		for _, s := range castOf(text, cast).Casting.Speakers {
			if s.Name == "Unknown" && s.Role != None {
				t.Errorf("%+v: %v", cast, s.Role)
			}
		}
	}
}

func TestEverySpellingOfANameIsKnown(t *testing.T) {
	text := "Ann: Hello?\n\nTom: Hello.\n\nAnn: Well?\n\nTom Baker: Well.\n\nAnn: Bye?\n\nTom Baker: Bye.\n"
	for _, name := range []string{"Tom", "tom baker", "Baker"} {
		check(t, name, "", castOf(text, Cast{Candidate: name}).Candidate(), "Tom Baker")
	}
}

func TestSeveralCandidatesAreTold(t *testing.T) {
	d := castOf("Interviewer is Ann.\n\n"+interview+strings.ReplaceAll(interview, "Y:", "Z:"), Cast{})
	if want := `several speakers answer as a candidate would: "Y" and "Z"`; !strings.HasPrefix(d.Casting.Doubt, want) {
		t.Errorf("doubt %q, want %q", d.Casting.Doubt, want)
	}
	for _, s := range d.Sections {
		if s.Role != None {
			t.Errorf("%s has a role in doubt", s.Speaker)
		}
	}
}

func TestSingleSpeaker(t *testing.T) {
	d := castOf("so i built it\nand then it broke\n", Cast{SingleSpeaker: true})
	if d.Casting.Doubt != "" || d.Sections[0].Role != Candidate || d.Said() != 8 {
		t.Errorf("doubt %q, role %d, %d words", d.Casting.Doubt, d.Sections[0].Role, d.Said())
	}
	if len(d.Warnings) != 1 || !strings.Contains(d.Warnings[0], "--single-speaker") {
		t.Errorf("warnings %q do not say that all is taken for the candidate's", d.Warnings)
	}
	d = castOf(withLabels(interview, "Ann", "Tom"), Cast{SingleSpeaker: true})
	check(t, "not where several speak", "", d.Candidate(), "Tom")
}

func TestOnlyTheCandidatesTurnsAreSaid(t *testing.T) {
	d := castOf("Interview, May\n\n"+withLabels(interview, "Ann", "Tom")+"\nBreak: [12:00]\n\nAnd a word from nobody.\n", Cast{})
	for _, s := range d.Sections {
		want := map[string]Role{"Ann": Interviewer, "Tom": Candidate}[s.Speaker]
		if s.Role != want {
			t.Errorf("%q: role %d, want %d", d.Quote(s.Span), s.Role, want)
		}
	}
	tom := d.Casting.Speakers[1]
	if d.Said() != tom.Words || tom.Turns != 4 || tom.Asks != 0 || d.Casting.Speakers[0].Asks != 4 {
		t.Errorf("said %d, speakers %+v", d.Said(), d.Casting.Speakers)
	}
}

func TestBeginsQuestion(t *testing.T) {
	for in, want := range map[string]bool{
		"okay so what broke": true, "did that help": true, "and how's the data": true, "has it ever bitten you": true, "is that the average": true,
		"what i did was call": false, "what we saw": false, "did the migration": false, "it did that": false, "so we called": false, "": false,
	} {
		check(t, in, "", beginsQuestion(appendTokens(nil, in, Span{0, len(in)})), want)
	}
}
