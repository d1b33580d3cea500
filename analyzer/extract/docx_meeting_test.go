package extract

import (
	"strings"
	"testing"

	"redflag/analyzer"
)

// broken is a paragraph whose lines are parted by line breaks.
func broken(lines ...string) string {
	var runs []string
	for _, l := range lines {
		runs = append(runs, text(l))
	}
	return "<w:p>" + strings.Join(runs, "<w:r><w:br/></w:r>") + "</w:p>"
}

// What meeting programs export as DOCX is read as speech, with its times; what they say of the export itself is nobody's.
func TestMeetings(t *testing.T) {
	for _, c := range []struct{ what, body, want string }{
		{"Teams, old: a paragraph a caption", broken("0:0:1.0 --> 0:0:4.210", "Maren Holt", "Which of them failed?") + broken("0:0:5.70 --> 0:0:8.0", "Idris Vaughan", "The one for returns,") +
			broken("0:0:8.0 --> 0:0:9.0", "Idris Vaughan", "in May."),
			"*1 Maren Holt | 1 Which of them failed? | *5.7 Idris Vaughan | 5.7 The one for returns, | 8 in May."},
		{"Teams, old: a paragraph a line", para("00:00:01.000 --> 00:00:04.210") + para("Maren Holt") + para("Which of them failed?") +
			para("00:00:05.000 --> 00:00:08.000") + para("Idris Vaughan") + para("The one for returns."),
			"*1 Maren Holt | 1 Which of them failed? | *5 Idris Vaughan | 5 The one for returns."},
		{"Teams, old: nobody is named", para("0:0:1.0 --> 0:0:4.210") + para("Which of them failed?") + para("0:0:5.0 --> 0:0:8.0") + para("The one for returns."),
			"1 Which of them failed? | 5 The one for returns."},
		{"Teams, new", para("Interview-20240115_090000-Meeting Recording") + para("January 15, 2024, 9:00AM") + para("42m 10s") + para("Maren Holt started transcription") +
			broken("Maren Holt   0:03", "Which of them failed?") + broken("Idris Vaughan   0:09", "The one for returns.", "In May.") + broken("Maren Holt   1:02:03", "Thank you.") +
			para("Maren Holt stopped transcription"),
			"- Interview-20240115_090000-Meeting Recording | - January 15, 2024, 9:00AM | - 42m 10s | - Maren Holt started transcription | " +
				"*3 Maren Holt | 3 Which of them failed? | *9 Idris Vaughan | 9 The one for returns. In May. | *3723 Maren Holt | 3723 Thank you."},
		{"Google Meet", para("Interview – Transcript") + para("Attendees") + para("Maren Holt, Idris Vaughan") + para("00:00:00") +
			"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Maren Holt:</w:t></w:r>" + text(" Which of them failed?") + "</w:p>" + para("Idris Vaughan: The one for") + para("00:05:00") +
			para("Maren Holt: Mm-hm.") + para("Idris Vaughan: returns.") + para("Meeting ended after 00:06:10 👋") +
			para("This editable transcript was computer generated and might contain errors. People can also change the text after it was created."),
			"- Interview – Transcript | - Attendees | - Maren Holt, Idris Vaughan | 0 00:00:00 | *0 Maren Holt: Which of them failed? | *0 Idris Vaughan: The one for | " +
				"300 00:05:00 | *300 Maren Holt: Mm-hm. | *300 Idris Vaughan: returns."},
	} {
		doc, err := Read("talk.docx", []byte(docxOf(c.body)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if doc.Kind != analyzer.Transcript {
			t.Errorf("%s: read as a %s", c.what, doc.Kind)
		}
		if got := shortSpeech(doc); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.what, got, c.want)
		}
	}
}

// Times in a resume make no meeting of it.
func TestNoMeeting(t *testing.T) {
	body := para("Ana Ferrer") + para("Runner and analyst") + para("Half marathon   1:45") + para("Ten miles   1:12") + para("Experience") + para("Analyst, Shop Ltd") + para("Improved revenue by 23%")
	doc, err := Read("cv.docx", []byte(docxOf(body)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if doc.Kind != analyzer.Resume || !strings.Contains(doc.Text, "Half marathon   1:45") {
		t.Errorf("read as a %s:\n%s", doc.Kind, doc.Text)
	}
}
