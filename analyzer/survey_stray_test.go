package analyzer

import (
	"strings"
	"testing"
)

// A speaker's name that is spelled in another way once is that speaker's still: her words must never become those of whoever spoke before.
func TestStrayLabels(t *testing.T) {
	for _, label := range []string{"Sara lee:", "sara lee:", "SARA LEE:", "Sara  Lee:", "sara:", "Sara:", "Lee:", "[00:01:10] sara lee:", "**sara lee**:",
		"Sara Lee she/her:", "Sara Lee (she/her):", "sara lee (She/Her):", "sara.lee@acme.example:", "Lee, Sara:", "S. Lee:", "slee@acme.example:", "Ms. Lee:",
		"Sara Lee\n", "sara lee\n", "Sara lee  0:12\n", "Sara Lee she/her\n", "Sara Lee (she/her)\n", "Sara Lee she/her  0:12\n", "sara.lee@acme.example\n", "sara.lee@acme.example 0:12\n",
		"Lee, Sara\n", "Lee, Sara  0:12\n", "S. Lee  0:12\n", "0:12 sara lee\n", "**Sara lee** (0:12)\n", "Sara 0:12\n"} {
		text := "Sara Lee: Hello, what did you do?\n\nTom Ray: I ran the shop.\n\nSara Lee: And what broke?\n\nTom Ray: The till on a Monday.\n\n" +
			label + " We increased sales by 55% ourselves.\n\nTom Ray: Good.\n"
		b := Builder{Path: "talk.txt", Kind: Transcript, Cast: Cast{Candidate: "Tom Ray"}}
		b.Verbatim(text)
		d := b.Document()
		for _, c := range d.Claims {
			t.Errorf("%q: %q is taken for the candidate's", label, d.Quote(c.Span))
		}
		if n := len(d.Casting.Speakers); n != 2 {
			t.Errorf("%q: speakers %+v", label, d.Casting.Speakers)
		}
	}
}

// A label that may be one's or another's is nobody's.
func TestStrayLabelOfTwo(t *testing.T) {
	b := Builder{Path: "talk.txt", Kind: Transcript, Cast: Cast{Candidate: "Tom Lee"}}
	b.Verbatim("Sara Lee: Hello, what did you do?\n\nTom Lee: I ran the shop.\n\nSara Lee: And what broke?\n\nTom Lee: The till.\n\nlee: We increased sales by 55% ourselves.\n\nTom Lee: Good.\n")
	d := b.Document()
	for _, c := range d.Claims {
		t.Errorf("%q is taken for the candidate's", d.Quote(c.Span))
	}
	for _, s := range d.Casting.Speakers {
		if s.Name == unknownSpeaker && s.Role != None {
			t.Errorf("nobody is an %v", s.Role)
		}
	}
}

// The candidate's words are kept under whichever spelling of the name they stand.
func TestCandidatesLabelsInOtherForms(t *testing.T) {
	for _, labels := range []string{"Sara Lee she/her:|Tom Ray he/him:", "sara.lee@acme.example:|tom.ray@mail.example:", "Lee, Sara:|Ray, Tom:", "S. Lee:|T. Ray:",
		"Sara lee  0:12\n|Tom ray  0:31\n", "Sara Lee she/her\n|Tom Ray he/him\n", "sara.lee@acme.example\n|tom.ray@mail.example\n", "Sara Lee (Acme)  0:12\n|Tom Ray (Guest)  0:31\n",
		"Sara Lee [Recruiter]:|Tom Ray [Applicant]:", "[0:12 - 0:30] Sara Lee:|[0:31 - 0:50] Tom Ray:", "Lee, Sara  0:12\n|Ray, Tom  0:31\n"} {
		asks, answers, _ := strings.Cut(labels, "|")
		text := strings.NewReplacer("X:", asks, "Y:", answers).Replace(interview)
		b := Builder{Path: "talk.txt"}
		b.Verbatim(text)
		d := b.Document()
		c := &d.Casting
		if d.Kind != Transcript || len(c.Speakers) != 2 || c.Speakers[1].Role != Candidate || c.Speakers[1].Turns != 4 {
			t.Errorf("%q: a %v with %+v", labels, d.Kind, c)
		}
	}
}

// Who names a speaker says that the file is a transcript, where a line begins with that name.
func TestNamedSpeakersMakeATranscript(t *testing.T) {
	const text = "sara: hello there\ntom: i ran the shop\n"
	for name, want := range map[string]Kind{"tom": Transcript, "Tom": Transcript, "Bob": Resume} {
		b := Builder{Path: "talk.txt", Cast: Cast{Candidate: name}}
		b.Verbatim(text)
		if got := b.Document().Kind; got != want {
			t.Errorf("%s: a %v, want a %v", name, got, want)
		}
	}
}
