package analyzer

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
)

// A Builder that went through another process is the same, but for whose it is.
func TestTransfer(t *testing.T) {
	lines := &Builder{Format: "docx", Pages: 2}
	lines.Line(Line{})
	lines.Line(Line{Text: "Zoë \"Amsel\"\x01", Kind: HeadingLine, Page: 1, Source: 7, Shift: 4})
	lines.Line(Line{Text: "Bern", Kind: ItemLine, Page: 2, Gap: true, Pointer: "/a/0"})
	lines.Line(Line{Text: "and Basel", Kind: ContinuedLine, Time: 3 * time.Second, Timed: true})
	lines.Line(Line{Text: "Ann", Kind: LabelLine, Timed: true})
	lines.Hide(Hidden{Text: "hire me", Page: 2, Why: "1 pt"})
	lines.Line(Line{Text: "\uFFFD", Unread: 3, Page: 2})
	lines.Link(Link{Text: "Bern", Page: 2, Target: "https://example.org"})
	lines.Warn("odd")
	lines.Lose(2, 7)
	lines.Pictured, lines.Remedy = []int{1}, "export it anew"
	spoken := &Builder{Format: "vtt", Spoken: true}
	spoken.Line(Line{Text: "Ann", Kind: LabelLine, Timed: true})
	spoken.Line(Line{Text: "Hello there.", Time: 2 * time.Second, Timed: true})
	verbatim := &Builder{Format: "txt"}
	verbatim.Verbatim("one\r\n\ntwo\n")
	for _, sent := range []*Builder{{}, lines, spoken, verbatim} {
		data, err := json.Marshal(sent)
		if err != nil {
			t.Fatal(err)
		}
		got := &Builder{Path: "cv", Kind: Resume, Cast: Cast{Candidate: "Ann"}}
		if err := json.Unmarshal(data, got); err != nil {
			t.Fatal(err)
		}
		if got.Path != "cv" || got.Kind != Resume {
			t.Errorf("path %q and kind %v are not the receiver's", got.Path, got.Kind)
		}
		sent.Path, sent.Kind, sent.Cast = "cv", Resume, Cast{Candidate: "Ann"}
		if want, got := sent.Document(), got.Document(); !reflect.DeepEqual(got, want) {
			t.Errorf("sent %+v\n got %+v", want, got)
		}
	}
}

// What does not fit together is refused: the sender may be in the hands of the file that it read.
func TestTransferRefused(t *testing.T) {
	for _, data := range []string{
		`{"Text":"a"}`,
		`{"Text":"a","Lines":[{"s":1,"l":1}]}`,
		`{"Text":"a","Lines":[{"s":0,"l":0}]}`,
		`{"Text":"ab","Lines":[{"s":0,"l":1},{"s":1,"l":2}]}`,
		`{"Text":"a\nb","Lines":[{"s":0,"l":1},{"s":2,"l":2},{"s":2,"l":3}]}`,
		`{"Text":"a\nb","Lines":[{"s":0,"l":1},{"s":9,"l":2}]}`,
		`{"Text":"a","Lines":[{"s":0,"l":1,"p":-1}]}`,
		`{"Text":"a","Lines":[{"s":0,"l":1,"k":9}]}`,
		`{"Text":"a","Lines":[{"s":0,"l":1,"t":-1}]}`,
		`{"Lines":[{},{},{}]}`,
		`{"Text":"a","Lines":[{"s":0,"l":1}],"Pages":-1}`,
		`{"Text":"a","Lines":[{"s":0,"l":1}],"Lost":{"1":-7}}`,
		`{"Text":"a","Lines":[{"s":0,"l":1}],"Pictured":[-1]}`,
		`[]`,
	} {
		if err := json.Unmarshal([]byte(data), &Builder{}); err == nil {
			t.Errorf("%s was taken", data)
		}
	}
	var b Builder
	if err := json.Unmarshal([]byte(`{"Text":"`+"\xff"+`","Lines":[{"s":0,"l":1}]}`), &b); err == nil && strings.Contains(b.text.String(), "\xff") {
		t.Error("text that is not UTF-8 was taken")
	}
}

// FuzzTransfer holds that whatever a reading process sends is refused or makes a Document.
func FuzzTransfer(f *testing.F) {
	b := &Builder{Format: "pdf", Pages: 2}
	b.Line(Line{Text: "Experience", Kind: HeadingLine, Page: 1})
	b.Line(Line{Text: "• Improved revenue by 23%", Kind: ItemLine, Page: 2, Unread: 1, Pointer: "/a"})
	b.Lose(2, 3)
	sent, err := json.Marshal(b)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sent)
	f.Add([]byte(`{"Text":"a\nb","Lines":[{"s":0,"l":1},{"s":2,"l":2,"u":7}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var b Builder
		if json.Unmarshal(data, &b) == nil {
			d := b.Document()
			d.Position(len(d.Text))
			Analyze(d)
		}
	})
}
