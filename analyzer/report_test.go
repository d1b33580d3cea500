package analyzer

import (
	"regexp"
	"testing"
)

// A fingerprint stays under moves and changes of white space, case and punctuation; words, numbers and the rule change it.
func TestFingerprint(t *testing.T) {
	const rule, quote = "unmeasured-impact", "Reduced fuel cost by 12%"
	base := fingerprint(rule, quote)
	if !regexp.MustCompile(`^[0-9a-f]{16}$`).MatchString(base) {
		t.Errorf("got %q, want 16 hexadecimal digits", base)
	}
	for _, c := range []struct {
		name, rule, quote string
		same              bool
	}{
		{"the same", rule, quote, true},
		{"other case", rule, "REDUCED fuel Cost by 12%", true},
		{"other white space", rule, " Reduced\tfuel\n cost  by 12% ", true},
		{"other punctuation", rule, "Reduced fuel-cost, by 12%.", true},
		{"another number", rule, "Reduced fuel cost by 13%", false},
		{"no percent", rule, "Reduced fuel cost by 12", false},
		{"another word", rule, "Reduced fuel costs by 12%", false},
		{"words joined", rule, "Reduced fuelcost by 12%", false},
		{"another rule", "unquantified-impact", quote, false},
	} {
		if got := fingerprint(c.rule, c.quote) == base; got != c.same {
			t.Errorf("%s: same %v", c.name, got)
		}
	}
}

// Through a whole run, a finding keeps its fingerprint when its lines move.
func TestFingerprintOfMovedLines(t *testing.T) {
	rule := &Detector{Name: "stub", Reads: Resume, Run: func(p *Pass) {
		for _, c := range p.Document.Claims {
			p.Flag(Fair, "a claim", c.Span)
		}
	}}
	a := Analyze(resume("Experience\n- Reduced fuel cost by 12%.\n"), rule)
	b := Analyze(resume("Ines Roca\n\nExperience\nFernhill 2019\n\n* Reduced  fuel\n  cost by 12%.\n- Ran the kiosk.\n"), rule)
	if len(a.Findings) != 1 || len(b.Findings) != 1 || a.Findings[0].Fingerprint != b.Findings[0].Fingerprint {
		t.Errorf("got %+v and %+v", a.Findings, b.Findings)
	}
}

// The example of Score's comment.
func TestScoreExample(t *testing.T) {
	if got := Score(6, 600, 10, 5); got != 56 {
		t.Errorf("got %d, want 56 as the comment on Score says", got)
	}
}

// More flags and more unsupported claims never lower the score; more words and more claims around them never raise it.
func TestScoreIsMonotone(t *testing.T) {
	expected := []float64{0, 0.1, 0.5, 1, 3, 6, 20, 1e3, 1e9}
	words := []int{0, 1, 100, 200, 201, 600, 5000, 1e9}
	counts := []int{0, 1, 2, 5, 13, 100, 1e6}
	score := func(e, w, c, u int) int {
		s := Score(expected[e], words[w], counts[c], min(counts[u], counts[c]))
		if s < 0 || s > 100 {
			t.Fatalf("Score(%v, %d, %d, %d) = %d", expected[e], words[w], counts[c], counts[u], s)
		}
		return s
	}
	for e := range expected {
		for w := range words {
			for c := range counts {
				for u := 0; u <= c; u++ {
					s := score(e, w, c, u)
					if e > 0 && score(e-1, w, c, u) > s || w > 0 && score(e, w-1, c, u) < s || u > 0 && score(e, w, c, u-1) > s || c > u && score(e, w, c-1, u) < s {
						t.Errorf("Score(%v, %d, %d, %d) = %d is not in order with its neighbours", expected[e], words[w], counts[c], counts[u], s)
					}
				}
			}
		}
	}
}

func TestScoreOfNothing(t *testing.T) {
	if a, b := Score(0, 0, 0, 0), Score(0, 500, 4, 0); a != 0 || b != 0 {
		t.Errorf("got %d and %d, want 0", a, b)
	}
}

func TestStrengths(t *testing.T) {
	for s, want := range map[Strength]string{Weak: "weak", Fair: "fair", Strong: "strong", 0: "none", 9: "none"} {
		if s.String() != want {
			t.Errorf("%d: got %s", s, s)
		}
	}
	if !(Prior(Weak) < DefaultMinConfidence && DefaultMinConfidence < Prior(Fair) && Prior(Fair) < Prior(Strong) && Prior(Strong) <= 1) {
		t.Errorf("priors %v, %v, %v", Prior(Weak), Prior(Fair), Prior(Strong))
	}
}

func TestFailed(t *testing.T) {
	r := Failed("cv.pdf", "broken")
	if r.Err != "broken" || r.Document == nil || r.Document.Path != "cv.pdf" || len(r.Findings) > 0 {
		t.Errorf("got %+v", r)
	}
}
