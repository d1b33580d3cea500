package baseline

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"redflag/analyzer"
)

var (
	today    = time.Date(2026, 5, 17, 12, 0, 0, 0, time.UTC)
	improved = &analyzer.Finding{Rule: "unmeasured-impact", Fingerprint: "01e3773b3fb4793d", Shown: true, Evidence: []analyzer.Evidence{{Span: analyzer.Span{Start: 0, End: 4}, Text: "Improved\n  it"}}}
)

func TestParseAndKnow(t *testing.T) {
	for _, c := range []struct {
		line  string
		path  string
		known bool
	}{
		{"01e3773b3fb4793d unmeasured-impact", "a/cv.pdf", true},
		{"01e3773b3fb4793d *", "a/cv.pdf", true},
		{"01e3773b3fb4793d unmeasured-impact in=cv.pdf", "b/c/cv.pdf", true},
		{"01e3773b3fb4793d unmeasured-impact in=of%20Ann.pdf", "of Ann.pdf", true},
		{"01e3773b3fb4793d unmeasured-impact in=cv%20%232.pdf", "cv #2.pdf", true},
		{"01e3773b3fb4793d unmeasured-impact in=100%.pdf", "100%.pdf", true},
		{"01e3773b3fb4793d unmeasured-impact in=cv.pdf", "other.pdf", false},
		{"01e3773b3fb4793d name-dropping", "cv.pdf", false},
		{"01e3773b3fb4793e unmeasured-impact", "cv.pdf", false},
		{"01e3773b3fb4793d unmeasured-impact until=2026-05-17  # that day still counts", "cv.pdf", true},
		{"01e3773b3fb4793d unmeasured-impact until=2026-05-16", "cv.pdf", false},
		{"# 01e3773b3fb4793d unmeasured-impact", "cv.pdf", false},
		{"\uFEFF01e3773b3fb4793d unmeasured-impact\r\n", "cv.pdf", true},
	} {
		l, err := Parse("x", c.line)
		if err != nil {
			t.Fatal(err)
		}
		if got := l.Knows(c.path, improved, today); got != c.known {
			t.Errorf("%s, of %s: known %v", c.line, c.path, got)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for line, want := range map[string]string{
		"unmeasured-impact":                              `x: line 2: "unmeasured-impact" is no fingerprint`,
		"01e3773b3fb4793d":                               "x: line 2: no rule behind the fingerprint",
		"01e3773b3fb4793d unmeasured-impact until=May":   "until=May is no day",
		"01e3773b3fb4793d unmeasured-impact agreed with": `"agreed" is neither in=DOCUMENT nor until=YYYY-MM-DD; a reason stands behind #`,
	} {
		if _, err := Parse("x", "# list\n"+line); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", line, err, want)
		}
	}
}

func TestStale(t *testing.T) {
	l, err := Parse("known", "01e3773b3fb4793d unmeasured-impact in=cv.pdf\n0000000000000000 * in=cv.pdf\n1111111111111111 * in=elsewhere.pdf\n2222222222222222 * until=2026-01-31\n3333333333333333 *\n")
	if err != nil {
		t.Fatal(err)
	}
	l.Knows("cv.pdf", improved, today)
	got := strings.Join(l.Stale(func(e *Entry) bool { return e.Document != "elsewhere.pdf" }, today), "\n")
	want := "known: line 2: 0000000000000000 * meets no finding any more; take it out\n" +
		"known: line 4: 2222222222222222 * ended on 2026-01-31; look at it again, and take it out or give it a new day\n" +
		"known: line 5: 3333333333333333 * meets no finding any more; take it out"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// What Write writes, Parse reads, and it knows those findings.
func TestWriteIsRead(t *testing.T) {
	hidden := *improved
	hidden.Shown, hidden.Fingerprint = false, "ffffffffffffffff"
	r := &analyzer.Report{Document: &analyzer.Document{Path: "a/of Ann.pdf"}, Findings: []analyzer.Finding{*improved, hidden}}
	var out bytes.Buffer
	if err := Write(&out, r, today.AddDate(0, 1, 0), "told on the phone"); err != nil {
		t.Fatal(err)
	}
	if want := "# Improved it\n01e3773b3fb4793d unmeasured-impact in=of%20Ann.pdf until=2026-06-17  # told on the phone\n"; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
	l, err := Parse("x", out.String())
	if err != nil || !l.Knows("b/of Ann.pdf", improved, today) || l.Entries[0].Reason != "told on the phone" {
		t.Errorf("%v %+v", err, l)
	}
}

// Whatever a document is called and whatever the reason says, each entry is one line, and holds for that document.
func TestWrittenNamesAreRead(t *testing.T) {
	for _, name := range []string{"cv.pdf", "cv #2.pdf", "#1.pdf", "100%.pdf", "50%20off.pdf", "a\tb.pdf", "a\nb.pdf", "a\u00a0b.pdf", "Zoë.pdf", "a=b.pdf"} {
		var b bytes.Buffer
		report := &analyzer.Report{Document: &analyzer.Document{Path: "x/" + name}, Findings: []analyzer.Finding{*improved}}
		if err := Write(&b, report, time.Time{}, "told on\nthe phone"); err != nil {
			t.Fatal(err)
		}
		l, err := Parse("known", b.String())
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		if len(l.Entries) != 1 || l.Entries[0].Document != name || l.Entries[0].Reason != "told on the phone" {
			t.Errorf("%q: written as %q", name, b.String())
		}
	}
}
