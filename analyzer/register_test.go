package analyzer

import (
	"math"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"redflag/lexicons"
)

func TestEachRun(t *testing.T) {
	for _, c := range []struct{ text, runs string }{
		{"", ""},
		{"Harbour", ""},
		{"the harbour", "0 the harbour"},
		{"On-demand berths", "0 on demand; 0 on demand berths; 2 demand berths"},
		{"We moor. You moor", "0 we moor; 3 you moor"},
		{"a b c d e f g", "0 a b; 0 a b c; 0 a b c d; 0 a b c d e; 0 a b c d e f; 1 b c; 1 b c d; 1 b c d e; 1 b c d e f; 1 b c d e f g; " +
			"2 c d; 2 c d e; 2 c d e f; 2 c d e f g; 3 d e; 3 d e f; 3 d e f g; 4 e f; 4 e f g; 5 f g"},
	} {
		var got []string
		EachRun(Tokens(c.text), func(first int, run []byte) {
			got = append(got, string(rune('0'+first))+" "+string(run))
		})
		if runs := strings.Join(got, "; "); runs != c.runs {
			t.Errorf("%q: %s, want %s", c.text, runs, c.runs)
		}
	}
}

func TestRegisterScore(t *testing.T) {
	r, err := NewRegister(slices.Values([][]string{{"you can", "1"}, {"you can use", "2.5"}, {"use the", "0.5"}}))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		want float64
	}{
		{"", 0},
		{"...", 0},
		{"I tied it to the pier", 0},
		{"You can moor here.", 0.25},
		{"You can use the pier", 3.0 / 5}, // the heaviest at each word: 2.5 and 0.5
		{"As you can, use the pier", 1.5 / 6},
	} {
		if got := r.Score(Tokens(c.text)); math.Abs(got-c.want) > 1e-6 {
			t.Errorf("%q: %.3f, want %.3f", c.text, got, c.want)
		}
	}
	if _, err := NewRegister(slices.Values([][]string{{"you can", "much"}})); err == nil {
		t.Error("a weight that is no number is read")
	}
}

// The built-in register tells a page's grammar from that of somebody who tells of work. It is small and quick to read.
func TestBuiltInRegister(t *testing.T) {
	page := "You can use the following command to create a new cluster that is managed by the service."
	told := "I moved the tickets to the night boat because the scanners froze every time it rained."
	p, s := vendorRegister().Score(Tokens(page)), vendorRegister().Score(Tokens(told))
	if p < 0.5 || s > 0.2 {
		t.Errorf("the page scores %.2f, what was told %.2f", p, s)
	}
	if n := len(lexicons.Register) + len(lexicons.Phrases); n > 600_000 {
		t.Errorf("the tables are %d bytes, more than 600,000", n)
	}
	best := time.Hour
	for range 20 {
		runtime.GC() // not that of what other tests left
		start := time.Now()
		if _, err := NewRegister(lexicons.Rows(lexicons.Register)); err != nil {
			t.Fatal(err)
		}
		best = min(best, time.Since(start))
	}
	t.Logf("read in %v", best)
	if best > 10*time.Millisecond && os.Getenv("CI") == "" { // shared machines are slower
		t.Errorf("the register is read in %v, want 10 ms", best)
	}
}
