package analyzer

import (
	"strings"
	"testing"
)

var formNames = map[ClaimForm]string{FiniteClaim: "finite", ResultClaim: "result", NominalClaim: "nominal", ComparativeClaim: "comparative",
	LevelClaim: "level", PurposeClaim: "purpose", PresentClaim: "present"}

// told makes a resume of one bullet.
func told(bullet string) *Document {
	return resume("Experience\nFernhill Ferries   2019 - 2022\n- " + bullet + "\n")
}

// ledger writes a document's claims, parted by "; ": form, the words that claim, [sizes], (was baselines).
func ledger(d *Document) string {
	var out []string
	for _, c := range d.Claims {
		s := formNames[c.Form] + " " + d.Line(c.Outcome)
		if len(c.Magnitude) > 0 {
			s += " [" + quotes(d, c.Magnitude) + "]"
		}
		if len(c.Baseline) > 0 {
			s += " (was " + quotes(d, c.Baseline) + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func quotes(d *Document, spans []Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, d.Line(s))
	}
	return strings.Join(out, ", ")
}

func TestClaims(t *testing.T) {
	for _, c := range []struct{ name, in, want, bug string }{
		{name: "a verb in the past opens the bullet", in: "Reduced fuel cost on the harbour line.", want: "finite Reduced"},
		{name: "with its size", in: "Reduced fuel cost by 12%.", want: "finite Reduced [12%]"},
		{name: "behind an adverb", in: "Significantly reduced fuel cost.", want: "finite reduced"},
		{name: "we", in: "In winter we cut queueing by a third.", want: "finite cut [third]"},
		{name: "joined to another verb", in: "Redesigned and optimized the booking page.", want: "finite optimized"},
		{name: "which", in: "Wrote a rota tool, which reduced overtime by 8 hours a week.", want: "finite reduced [8 hours]"},
		{name: "helped", in: "Helped to reduce overtime.", want: "finite reduce"},
		{name: "before and after", in: "Cut boarding from 14 minutes to 6 minutes.", want: "finite Cut [6 minutes] (was 14 minutes)"},
		{name: "money saved", in: "Saved the company $40,000 a year.", want: "finite Saved [$40,000]"},
		{name: "time saved", in: "Saved 6 hours a week for the clerks.", want: "finite Saved [6 hours]"},
		{name: "revenue grew", in: "Grew ticket sales by 20%.", want: "finite Grew [20%]"},
		{name: "doubled a metric", in: "Doubled signups for the season ticket.", want: "finite Doubled [Doubled]"},
		{name: "up and down", in: "Complaints are down 45% since the change.", want: "finite are down [45%]"},
		{name: "two sizes in one sentence are two claims", in: "Reduced cost by 10% and improved punctuality by 15%.", want: "finite Reduced [10%]; finite improved [15%]"},
		{name: "one without a size beside one with it is left out", in: "Improved morale and reduced cost by 10%.", want: "finite reduced [10%]"},

		{name: "a participle of result", in: "Rewrote the timetable, improving punctuality.", want: "result improving"},
		{name: "a participle of result with its size", in: "Rewrote the timetable, reducing delays by 30%.", want: "result reducing [30%]"},
		{name: "thereby", in: "Rewrote the timetable thereby reducing delays.", want: "result reducing"},

		{name: "a noun with its size", in: "Rewrote the timetable for a 20% reduction in delays.", want: "nominal reduction [20%]"},
		{name: "a noun with its size behind", in: "Saw an increase of 12% in bookings.", want: "nominal increase [12%]"},
		{name: "a noun behind a word of result", in: "Rewrote the timetable, which led to cost savings.", want: "nominal savings"},
		{name: "a noun alone is no claim", in: "Presented the growth of the ferry trade.", want: ""},

		{name: "made it faster", in: "Made boarding 2x faster.", want: "comparative faster [2x]"},
		{name: "resulting in faster", in: "Rewrote the timetable, resulting in faster boarding.", want: "comparative faster"},
		{name: "making it easier", in: "Moved the signs, making boarding easier.", want: "comparative easier"},
		{name: "more than a number is no comparative", in: "Sold more than 40 tickets.", want: ""},
		{name: "for faster is an aim", in: "Built a kiosk for faster boarding.", want: ""},

		{name: "a level reached", in: "Achieved 95% accuracy on delays.", want: "level 95% accuracy [95%]"},
		{name: "with a level", in: "Trained a delay model with 0.91 AUC.", want: "level 0.91 AUC [0.91]"},
		{name: "a level of time", in: "Runs the booking page at sub-200 ms latency.", want: "level 200 ms latency [200 ms]"},
		{name: "a target is no level", in: "Kept to a 99.9% uptime target.", want: ""},
		{name: "a level that is asked for", in: "Rules that require 95% accuracy were written down.", want: ""},
		{name: "achieved without a number", in: "Achieved certification of the pier.", want: ""},

		{name: "an aim with its size", in: "Wrote a rota to reduce overtime by 15%.", want: "purpose reduce [15%]"},
		{name: "an aim alone", in: "Wrote a rota to reduce overtime.", want: ""},
		{name: "an aim alone, in order to", in: "Wrote a rota in order to cut overtime.", want: ""},
		{name: "an aim behind a helping verb", in: "Wrote a rota that would reduce overtime.", want: ""},
		{name: "a present habit", in: "Wrote a rota which reduces manual work.", want: "present reduces"},

		{name: "a duty", in: "Responsible for improving punctuality.", want: ""},
		{name: "a duty of several parts", in: "Duties: hiring, mentoring, improving punctuality.", want: ""},
		{name: "a means", in: "Trained the crews by reducing the size of the classes.", want: ""},
		{name: "a thing built", in: "Built a booking service in Go.", want: ""},
		{name: "an attribute", in: "Sold tickets for the improved line.", want: ""},
		{name: "data-driven", in: "Wrote a data-driven report.", want: ""},
		{name: "cut over", in: "Cut over the ticket office in one night.", want: ""},
		{name: "one's own skills", in: "Improved my Portuguese.", want: ""},
		{name: "documents", in: "Improved the documentation of the kiosk.", want: ""},
		{name: "the runbook", in: "Enhanced the runbooks for the night shift.", want: ""},
		{name: "the team grew", in: "Grew the team from 3 to 9.", want: "", bug: "before and after values make a weak verb a claim of whatever its object is"},
		{name: "scale", in: "Ran a booking service for 10M users.", want: ""},
		{name: "a budget", in: "Managed a $2M budget and a team of 8.", want: ""},
		{name: "what was bettered is not the size", in: "Optimized 12 queries.", want: "finite Optimized"},
	} {
		check(t, c.name+": "+c.in, c.bug, ledger(told(c.in)), c.want)
	}
}

// When a thing happened is a period, not a size.
func TestPeriods(t *testing.T) {
	d := told("Reduced fuel cost by 12% within six months.")
	if len(d.Claims) != 1 || quotes(d, d.Claims[0].Magnitude) != "12%" || quotes(d, d.Claims[0].Period) != "six months" {
		t.Errorf("got %s, periods %v", ledger(d), d.Claims)
	}
}

// Lists of skills, papers and contacts claim nothing; other sections do.
func TestSectionsThatClaim(t *testing.T) {
	for title, want := range map[string]int{"Experience": 1, "Projects": 1, "Summary": 1, "Achievements": 1, "Skills": 0, "Publications": 0, "Certifications": 0, "Interests": 0} {
		d := resume("Ines Roca\n\n" + title + "\n- Reduced fuel cost by 12%.\n")
		if len(d.Claims) != want {
			t.Errorf("%s: got %d claims, want %d", title, len(d.Claims), want)
		}
	}
}

// A claim stands where its indices say, and its outcome lies within it.
func TestClaimPlaces(t *testing.T) {
	d := resume("Experience\nFernhill 2019\n- Built a kiosk. Then we cut fuel cost by 12%.\n")
	if len(d.Claims) != 1 {
		t.Fatalf("got %s", ledger(d))
	}
	c := d.Claims[0]
	s := d.Sections[c.Section].Blocks[c.Block].Sentences[c.Sentence]
	if d.Quote(s.Span) != "Then we cut fuel cost by 12%." || !s.Contains(c.Span) || !c.Contains(c.Outcome) || d.Quote(c.Span) != "cut fuel cost by 12%" {
		t.Errorf("claim %q in %q", d.Quote(c.Span), d.Quote(s.Span))
	}
}

// Where the value of one metric stands before the value of another, each claim still holds its own words.
func TestClaimHoldsItsOutcome(t *testing.T) {
	d := told("Runs at 20 ms 0.91 latency AUC.")
	inside := true
	for _, c := range d.Claims {
		inside = inside && c.Contains(c.Outcome)
	}
	check(t, "two levels that overlap", "", inside, true)
}
