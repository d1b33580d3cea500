package extract

import (
	"strings"
	"testing"

	"redflag/analyzer"
)

// A line that ends with CR alone among others ends all the same: the next speaker's words are not the one's before.
func TestLoneCarriageReturns(t *testing.T) {
	text := "Ann: Hello, what did you do?\r\nTom: I ran the shop.\rAnn: We cut costs by 40% ourselves.\nTom: I see.\r\nAnn: And then?\nTom: I left.\n"
	d, err := Read("talk.txt", []byte(text), Options{Cast: analyzer.Cast{Candidate: "Tom"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Claims) != 0 || len(d.Text) != len(text) || len(d.Sections) != 6 {
		t.Errorf("%d claims of Tom's, %d bytes of %d, %d turns", len(d.Claims), len(d.Text), len(text), len(d.Sections))
	}
	if len(d.Warnings) == 0 || !strings.Contains(d.Warnings[0], "1 line ends with CR alone, others do not") {
		t.Errorf("warnings %q", d.Warnings)
	}
}
