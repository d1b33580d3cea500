package analyzer

import "testing"

// A speaker's name that is spelled in another way once is that speaker's still: her words must never become those of whoever spoke before.
func TestStrayLabels(t *testing.T) {
	for _, label := range []string{"Sara lee", "sara lee", "SARA LEE", "Sara  Lee", "sara", "Sara", "[00:01:10] sara lee", "**sara lee**"} {
		text := "Sara Lee: Hello, what did you do?\n\nTom Ray: I ran the shop.\n\nSara Lee: And what broke?\n\nTom Ray: The till on a Monday.\n\n" +
			label + ": We increased sales by 55% ourselves.\n\nTom Ray: Good.\n"
		b := Builder{Path: "talk.txt", Kind: Transcript, Cast: Cast{Candidate: "Tom Ray"}}
		b.Verbatim(text)
		d := b.Document()
		for _, c := range d.Claims {
			t.Errorf("%s: %q is taken for the candidate's", label, d.Quote(c.Span))
		}
		if n := len(d.Casting.Speakers); n != 2 {
			t.Errorf("%s: %d speakers", label, n)
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
