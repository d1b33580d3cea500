package detectors_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
)

// Each rule flags its own bad example, shows it, and leaves its good one alone.
func TestBadAndGood(t *testing.T) {
	for _, d := range detectors.All {
		bad, good := analyzer.Analyze(example(d, d.Bad), d), analyzer.Analyze(example(d, d.Good), d)
		if len(bad.Findings) == 0 {
			t.Errorf("%s: Bad is not flagged", d.Name)
		}
		for _, f := range bad.Findings {
			if f.Rule != d.Name || f.Message == "" || strings.Contains(f.Question, "{}") {
				t.Errorf("%s: Bad gives %+v", d.Name, f)
			}
		}
		for _, f := range good.Findings {
			t.Errorf("%s: Good is flagged: %q", d.Name, f.Evidence[0].Text)
		}
	}
}

func TestDetectorsAreComplete(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	seen := map[string]bool{}
	for _, d := range detectors.All {
		if !kebab.MatchString(d.Name) || seen[d.Name] {
			t.Errorf("%q: names are kebab-case and listed once", d.Name)
		}
		seen[d.Name] = true
		if d.Title == "" || d.Doc == "" || d.Question == "" || d.Bad == "" || d.Good == "" || d.Run == nil || d.Reads == 0 {
			t.Errorf("%s lacks a field", d.Name)
		}
		if !slices.Contains([]analyzer.Severity{analyzer.Low, analyzer.Medium, analyzer.High}, d.Severity) {
			t.Errorf("%s: severity %q", d.Name, d.Severity)
		}
	}
	for _, name := range []string{"unquantified-impact", "unmeasured-impact", "vendor-phrasing", "name-dropping", "uniform-success", "data-dismissal", "tool-allegiance", "stakeholder-blame"} {
		if !seen[name] {
			t.Errorf("%s is not listed", name)
		}
	}
	for _, d := range detectors.Credits {
		if !kebab.MatchString(d.Name) || seen[d.Name] || d.Title == "" || d.Doc == "" || d.Run == nil || d.Reads == 0 {
			t.Errorf("credit %q lacks a field or is listed twice", d.Name)
		}
		seen[d.Name] = true
	}
}

// DESIGN.md lists words that the output never uses.
func TestForbiddenWords(t *testing.T) {
	forbidden := regexp.MustCompile(`(?i)\b(fake|fraud|lie|lies|lying|AI-written|reject|unqualified)\b`)
	for _, d := range append(slices.Clone(detectors.All), detectors.Credits...) {
		texts := []string{d.Title, d.Doc, d.Why, d.Question}
		for _, f := range analyzer.Analyze(example(d, d.Bad), d).Findings {
			texts = append(texts, f.Message)
		}
		for _, s := range texts {
			if word := forbidden.FindString(s); word != "" {
				t.Errorf("%s says %q: %s", d.Name, word, s)
			}
		}
	}
}

func TestCredits(t *testing.T) {
	for _, c := range []struct{ name, bullet, want string }{
		{"a method", "Improved bookings by 3% in an A/B test.", "measurement method"},
		{"before and after", "Cut boarding from 14 minutes to 6 minutes.", "baseline"},
		{"both", "Cut boarding from 14 minutes to 6 minutes, timed with a stopwatch.", "baseline, measurement method"},
		{"a trade-off", "Chose nightly files over a queue, a trade-off of freshness for sleep.", "trade-off"},
		{"work that was given up", "The kiosk was cancelled after its first winter.", "declined"},
		{"advice against", "Recommended against a second kiosk.", "declined"},
		{"a lesson", "In hindsight the till should have come first.", "lesson"},
		{"an interval", "Reduced no-shows by 8% (confidence interval 5 to 11).", "measurement method, uncertainty"},
		{"a confounder", "Raised bookings by 12%, adjusted for the new pier.", "confounder, measurement method"},
		{"a bare claim", "Reduced fuel cost by 12%.", ""},
		{"a thing built", "Built a kiosk.", ""},
	} {
		r := analyzer.Analyze(resume("Experience\nFernhill Ferries   2019 - 2022\n- "+c.bullet+"\n"), detectors.Credits...)
		var got []string
		for _, credit := range r.Credits {
			got = append(got, credit.Signal)
			if credit.Text != c.bullet {
				t.Errorf("%s: the credit quotes %q", c.name, credit.Text)
			}
		}
		slices.Sort(got)
		if s := strings.Join(slices.Compact(got), ", "); s != c.want {
			t.Errorf("%s: got %q, want %q", c.name, s, c.want)
		}
		if len(r.Findings) > 0 {
			t.Errorf("%s: a credit is no finding: %+v", c.name, r.Findings)
		}
	}
}

// A line of skills tells no lesson.
func TestNoCreditsInLists(t *testing.T) {
	r := analyzer.Analyze(resume("Skills\nRoot cause analysis, postmortems, trade-offs\n"), detectors.Credits...)
	if len(r.Credits) > 0 {
		t.Errorf("got %+v", r.Credits)
	}
}
