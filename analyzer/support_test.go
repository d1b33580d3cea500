package analyzer

import "testing"

// The first claim of each resume is supported, or not.
func TestSupport(t *testing.T) {
	const head = "Experience\nFernhill Ferries   2019 - 2022\n"
	for _, c := range []struct {
		name, in string
		want     bool
		bug      string
	}{
		{name: "nothing is said", in: head + "- Reduced boarding time by 30%.\n"},
		{name: "a method in the sentence", in: head + "- Reduced boarding time by 30%, measured with a stopwatch on 40 days.\n", want: true},
		{name: "an A/B test", in: head + "- Improved bookings by 3% in an A/B test.\n", want: true},
		{name: "a comparison group", in: head + "- Improved bookings by 3% against a control group of two piers.\n", want: true},
		{name: "a benchmark", in: head + "- Achieved 81% accuracy on ImageNet.\n", want: true},
		{name: "a test set", in: head + "- Achieved 95% accuracy on a held-out test set.\n", want: true},
		{name: "a load test", in: head + "- Reduced p99 latency by 40% in load tests.\n", want: true},
		{name: "before and after", in: head + "- Cut boarding time from 14 minutes to 6 minutes.\n", want: true},
		{name: "finance signed off", in: head + "- Saved $40,000 a year, signed off by finance.\n", want: true},
		{name: "a range of uncertainty", in: head + "- Reduced no-shows by 8% (95% confidence interval 5 to 11).\n", want: true},
		{name: "a confounder", in: head + "- Raised bookings by 12%; part of that is the new pier, a confounder.\n", want: true},
		{name: "a period alone is no method", in: head + "- Reduced boarding time by 30% within six months.\n"},
		{name: "a tool alone is no method", in: head + "- Reduced boarding time by 30% using Grafana.\n"},
		{name: "as measured in a tool is", in: head + "- Reduced boarding time by 30% as measured in Grafana.\n", want: true},
		{name: "the next sentence of the bullet", in: head + "- Reduced boarding time by 30%. That compares 12 counted days with 12 of the same month a year earlier.\n", want: true},
		{name: "the next bullet points back", in: head + "- Reduced boarding time by 30%.\n- Measured with a stopwatch on forty mornings.\n", want: true},
		{
			name: "three bullets later about the same thing",
			in:   head + "- Reduced queueing at the ticket window by 30%.\n- Wrote the rota.\n- Ran the kiosk.\n- The queue at the window was timed with a stopwatch.\n",
			want: true,
		},
		{
			name: "four bullets later is out of reach",
			in:   head + "- Reduced queueing at the ticket window by 30%.\n- Wrote the rota.\n- Ran the kiosk.\n- Kept the till.\n- The queue at the window was timed with a stopwatch.\n",
		},
		{
			name: "three bullets later about the same metric",
			in:   head + "- Reduced boarding time by 30%.\n- Wrote the rota.\n- Ran the kiosk.\n- Boarding time was measured with a stopwatch.\n",
			want: true,
			bug:  "of \"boarding time\" only \"boarding\" counts as the subject, and one word is not enough",
		},
		{
			name: "three sentences later in the same bullet",
			in:   head + "- Reduced boarding time by 30%. Wrote the rota. Ran the kiosk. Boarding time was measured with a stopwatch.\n",
			want: true,
		},
		{
			name: "a method for something else",
			in:   head + "- Reduced boarding time by 30%.\n- Wrote the rota.\n- A survey asked passengers about the coffee.\n",
		},
		{
			name: "the neighbour's method, for the same thing even",
			in:   head + "- Reduced queueing at the ticket window by 30%.\n\nPell Ferries   2016 - 2019\n- The queue at the ticket window was timed with a stopwatch.\n",
		},
		{
			name: "a method before the claim",
			in:   head + "- Timed the queue at the ticket window with a stopwatch on forty mornings.\n- Reduced queueing at the ticket window by 30%.\n",
			want: true,
		},
		{
			name: "the number is repeated with its method",
			in:   head + "- Reduced fuel by 38%.\n- Wrote the rota.\n- The 38% comes from billing data of both winters.\n",
			want: true,
		},
		{
			name: "another number is no repetition",
			in:   head + "- Reduced fuel by 38%.\n- Wrote the rota.\n- The 12% comes from billing data of both winters.\n",
		},
		{
			name: "a contest in the entry's title clears a level",
			in:   "Projects\nDelays of ferries, Kaggle competition   2021\n- Trained a delay model with 0.91 AUC.\n",
			want: true,
		},
		{
			name: "but not a saving",
			in:   "Projects\nDelays of ferries, Kaggle competition   2021\n- Reduced fuel cost by 12%.\n",
		},
		{
			name: "nor the contest of another entry",
			in:   "Projects\nDelays of ferries, Kaggle competition   2021\n- Trained a model.\n\nTides, a weekend's work   2022\n- Trained a tide model with 0.91 AUC.\n",
		},
	} {
		d := resume(c.in)
		if len(d.Claims) == 0 {
			t.Errorf("%s: no claim", c.name)
			continue
		}
		check(t, c.name, c.bug, d.Claims[0].Supported(), c.want)
	}
}

// What supports a claim is kept, with its place.
func TestSupportIsQuoted(t *testing.T) {
	d := told("Reduced boarding time by 30%, measured with a stopwatch. Wrote it up.")
	if len(d.Claims) != 1 {
		t.Fatalf("got %s", ledger(d))
	}
	if got := quotes(d, d.Claims[0].Method); got != "measured with, stopwatch" {
		t.Errorf("got %q", got)
	}
}

func TestUnsupported(t *testing.T) {
	d := resume("Experience\nFernhill 2019\n- Reduced fuel by 12%.\n- Wrote the rota.\n- Improved bookings by 3% in an A/B test.\n- Enhanced punctuality.\n")
	if len(d.Claims) != 3 || d.Unsupported() != 2 {
		t.Errorf("%d of %d claims unsupported, want 2 of 3: %s", d.Unsupported(), len(d.Claims), ledger(d))
	}
}
