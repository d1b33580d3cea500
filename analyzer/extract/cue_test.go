package extract

import (
	"strings"
	"testing"

	"redflag/analyzer"
)

// spokenLines reads a transcript and shows it on one line.
func spokenLines(t *testing.T, name, source string) string {
	t.Helper()
	doc, err := Read(name, []byte(source), Options{Kind: analyzer.Transcript})
	if err != nil {
		t.Fatalf("%s\n%v", source, err)
	}
	return shortSpeech(doc)
}

// shortSpeech shows a transcript as "*time speaker | time words | time words", and its warnings behind exclamation marks.
func shortSpeech(doc *analyzer.Document) string {
	var out []string
	for line := range strings.SplitSeq(strings.TrimSpace(showSpeech(doc)), "\n") {
		if strings.HasPrefix(line, "!") {
			out = append(out, line)
			continue
		}
		f := strings.Split(line, "\t")
		if when, decimals, ok := strings.Cut(f[0], "."); ok {
			f[0] = strings.TrimRight(when+"."+strings.TrimRight(decimals, "0"), ".")
		}
		out = append(out, f[0]+" "+f[2])
	}
	return strings.Join(out, " | ")
}

func TestCues(t *testing.T) {
	for _, c := range []struct{ what, name, source, want string }{
		{"hours may be left out, and be many", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\none\n\n100:00:01.000 --> 100:00:02.000\ntwo", "1 one | 360001 two"},
		{"a dot or a comma, one decimal or three", "a.vtt", "WEBVTT\n\n00:01,5 --> 00:02,000\none", "1.5 one"},
		{"no header", "a.vtt", "00:01.000 --> 00:02.000\none", "1 one"},
		{"text behind the header", "a.vtt", "WEBVTT X-TIMESTAMP-MAP=LOCAL:00:00\nKind: captions\n\n00:01.000 --> 00:02.000\none", "1 one"},
		{"a cue right below the header", "a.vtt", "WEBVTT\n00:01.000 --> 00:02.000\none", "1 one"},
		{"no end", "a.vtt", "WEBVTT\n\n00:01.000 -->\none\n\n00:03.000 -->\ntwo", "1 one | 3 two"},
		{"an end before the start", "a.vtt", "WEBVTT\n\n00:05.000 --> 00:01.000\none", "5 one"},
		{"a name for the cue that is a word", "a.vtt", "WEBVTT\n\nopening\n00:01.000 --> 00:02.000\none", "1 one"},
		{"a note, a style and a region", "a.vtt", "WEBVTT\n\nNOTE\nno words\n\nSTYLE\n::cue {}\n\nREGION\nid:x\n\n00:01.000 --> 00:02.000\nNOTE that I said one\n\nNOTE no words", "1 NOTE that I said one"},
		{"styles, classes, languages, ruby", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<c.red.b>one</c> <lang en-GB><u>two</u></lang> <ruby>three<rt></rt></ruby>", "1 one two three"},
		{"what only looks like a tag", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\na vector<int> if x <5 and y> 3", "1 a vector<int> if x <5 and y> 3"},
		{"entities", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nR&amp;D &lt;3&gt;&nbsp;&lrm;ok &#39;s", "1 R&D <3> ok 's"},
		{"a voice goes on to the end of its cue", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Ann Lee>one\ntwo\n\n00:03.000 --> 00:04.000\n<v Bo>three", "*1 Ann Lee | 1 one | 1 two | *3 Bo | 3 three"},
		{"two voices on a line", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>one</v><v Bo>two</v>", "*1 Ann | 1 one | *1 Bo | 1 two"},
		{"a voice without a name", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>one\n\n00:02.000 --> 00:03.000\n<v>two",
			`*1 Ann | 1 one | *2 Unknown | 2 two | ! 1 cue or segment is without a speaker, the first at 0:02; the speaker is read as "Unknown"`},
		{"a long cue has the times of its sentences", "a.vtt", "WEBVTT\n\n00:10.000 --> 00:30.000\n<v Ann>six two ten. four five six!",
			"*10 Ann | 10 six two ten. | 19.63 four five six!"},
		{"a time that is none", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\none\n\n99:99:99.000 --> 99:99:99.900\ntwo\n\n75:06.000 --> 75:09.000\nthree",
			"1 one | 1 two | 4506 three | ! 1 cue's time cannot be read, the first on line 6; the words are kept, at about the time of the cues around"},
		{"a start that cannot be read", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\none\n\n00:0x --> 00:04.000\ntwo\n\n00:05.000 --> 00:06.000\nthree",
			"1 one | 2 two | 5 three | ! 1 cue's time cannot be read, the first on line 6; the words are kept, at about the time of the cues around"},
		{"neither start nor end can be read", "a.srt", "1\n00:00:01,000 --> 00:00:02,000\none\n\n2\n0 --> ?\ntwo",
			"1 one | 1 two | ! 1 cue's time cannot be read, the first on line 6; the words are kept, at about the time of the cues around"},
		{"an arrow among the words", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nfrom 3 --> 4", "1 from 3 --> 4"},
		{"words outside of a cue", "a.vtt", "WEBVTT\n\nzero\n\n00:01.000 --> 00:02.000\none\n\nand a half",
			"- zero | 1 one | 1 and a half | ! 2 lines of words stand outside of a cue, the first on line 3; kept with the cue before"},
		{"all names stand in the words, as in Zoom's", "a.vtt", "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nAnn Lee: one\n\n2\n00:02.000 --> 00:03.000\nAnn Lee: two\n\n3\n00:03.000 --> 00:04.000\nBo: three\n\n4\n00:04.000 --> 00:05.000\nBo: four",
			"*1 Ann Lee | 1 one | 2 two | *3 Bo | 3 three | 4 four"},
		{"names in front of turns stay", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nAnn Lee: one\n\n00:02.000 --> 00:03.000\ntwo\n\n00:03.000 --> 00:04.000\nBo: three\n\n00:04.000 --> 00:05.000\nAnn Lee: four\n\n00:05.000 --> 00:06.000\nBo: five",
			"*1 Ann Lee: one | 2 two | *3 Bo: three | *4 Ann Lee: four | *5 Bo: five"},
		{"what is said twice stays", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nyes\n\n00:02.000 --> 00:03.000\nyes\n\n00:03.000 --> 00:04.000\nno", "1 yes | 2 yes | 3 no"},
		{"people who speak at once stay in the file's order", "a.vtt", "WEBVTT\n\n00:03.000 --> 00:06.000\none\n\n00:01.000 --> 00:02.000\ntwo", "3 one | 1 two"},
		{"cues out of order", "a.vtt", "WEBVTT\n\n00:30.000 --> 00:31.000\ntwo\n\n00:01.000 --> 00:02.000\none\n\n00:40.000 --> 00:41.000\nthree",
			"1 one | 30 two | 40 three | ! 1 cue stands out of order, the first on line 6; read in the order of their times"},
		{"numbers and blank lines may be missing", "a.srt", "00:00:01,000 --> 00:00:02,000\none\n00:00:03,000 --> 00:00:04,000\ntwo\n3\n00:00:05,000 --> 00:00:06,000\nthree", "1 one | 3 two | 5 three"},
		{"a line of words that is a number", "a.srt", "1\n00:00:01,000 --> 00:00:02,000\nhow many\n40\n\n2\n00:00:03,000 --> 00:00:04,000\n40", "1 how many | 1 40 | 3 40"},
		{"tags of SubStation Alpha and HTML", "a.srt", "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}{\\i1}one<br/>two <FONT COLOR=red>three</FONT>{x}", "1 one two three{x}"},
		{"a place on the screen", "a.srt", "1\n00:00:01,000 --> 00:00:02,000  X1:10 X2:20 Y1:5 Y2:9\none", "1 one"},
		{"no times at all", "a.srt", "one\n\ntwo", "- one | - two | ! 2 lines of words stand outside of a cue, the first on line 1; kept with the cue before"},
	} {
		if got := spokenLines(t, c.name, c.source); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.what, got, c.want)
		}
	}
}

// Recordings that were put into one file stay in its order.
func TestTwoRecordings(t *testing.T) {
	var b strings.Builder
	b.WriteString("WEBVTT\n\n")
	for range 2 {
		for s := 10; s < 40; s++ {
			b.WriteString("00:0" + string(rune('0'+s/20)) + ":" + string(rune('0'+s%20/4)) + string(rune('0'+s%20%4*2)) + ".000 --> \nword\n\n")
		}
	}
	doc, err := Read("a.vtt", []byte(b.String()), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if want := "the times start anew on line 93, as of recordings put into one file; read in the file's order"; len(doc.Warnings) != 1 || doc.Warnings[0] != want {
		t.Errorf("got %q\nwant %s", doc.Warnings, want)
	}
}

func TestTimesInWords(t *testing.T) {
	for _, c := range []struct{ what, source, want string }{
		{"as Whisper prints it", "[00:01.000 --> 00:02.500]  one\n[01:00:00.000 --> 01:00:01.000]  two", "1 one | 3600 two"},
		{"as other programs do", "[1.00s -> 2.50s] one\n[3.25s -> 4.00s] two", "1 one | 3.25 two"},
		{"a line without times goes on", "[00:01.000 --> 00:02.500] one\nand\n", "1 one | 1 and"},
		{"names stay in the words", "[00:01.000 --> 00:02.000] Ann: one\n[00:02.000 --> 00:03.000] Bo: two\n[00:03.000 --> 00:04.000] Ann: yes\n[00:04.000 --> 00:05.000] Bo: no",
			"*1 Ann: one | *2 Bo: two | *3 Ann: yes | *4 Bo: no"},
	} {
		if got := spokenLines(t, "a.txt", c.source); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.what, got, c.want)
		}
	}
}

// fuzzSpeech holds what any input gets: an error, or a document of words that stand in the input, in lines that follow each other.
func fuzzSpeech(f *testing.F, name string, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(name, data, Options{})
		if err != nil {
			if strings.Contains(err.Error(), "failed inside redflag") {
				t.Fatal(err)
			}
			return
		}
		if strings.TrimSpace(doc.Text) == "" {
			t.Error("read without a word")
		}
		for i := range doc.Text {
			if p := doc.Position(i); p.Line < 1 || p.Time < 0 {
				t.Fatalf("%d stands at %+v", i, p)
			}
		}
	})
}

func FuzzVTT(f *testing.F) {
	fuzzSpeech(f, "a.vtt", "WEBVTT\n\nNOTE x\n\n1\n00:01.000 --> 00:20.000\n<v Ann Lee>one. <c>two</c></v>\n\n00:00.000 -->\n<v Bo>&amp;", "00:01.000 --> 00:02.000\nAnn: a\n\nx --> 1\nb\n\nc")
}

func FuzzSRT(f *testing.F) {
	fuzzSpeech(f, "a.srt", "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}one\n2\n00:00:03,000 --> 00:00:04,000\n<i>two</i>\n\nthree\n\n3\n00:00:0x,000 --> 00:00:04,000\nfour")
}

func FuzzTranscriptJSON(f *testing.F) {
	fuzzSpeech(f, "a.json", `{"segments": [{"start": 0, "end": 30.5, "text": " One. Two.", "words": [{"word": " One.", "start": 0}, {"word": " Two.", "start": 20}]}]}`,
		`{"results": {"items": [{"type": "pronunciation", "start_time": "1.0", "end_time": "1.5", "alternatives": [{"content": "One"}], "speaker_label": "spk_0"}, {"type": "punctuation", "alternatives": [{"content": "."}]}]}}`,
		`{"results": {"channels": [{"alternatives": [{"transcript": "one", "words": [{"word": "one", "start": 1, "speaker": 0}]}]}, {"alternatives": [{"transcript": "two"}]}]}}`,
		`{"utterances": [{"speaker": "A", "start": 1000, "end": 20000, "text": "One. Two.", "words": [{"text": "Two.", "start": 15000}]}]}`,
		`[{"speaker": 1, "start": "0:01", "text": "one"}]`)
}

// Who speaks after a silence, without a name, between two cues of one speaker is not that speaker; nor is a silence in an answer another.
func TestCuesThatLostTheirName(t *testing.T) {
	const talk = "WEBVTT\n\n00:01.000 --> 00:05.000\nSara: What did you run?\n\n00:06.000 --> 00:10.000\nTom: I ran the till, and the stock,\n\n00:10.000 --> 00:12.000\nwith two others.\n\n" +
		"00:13.000 --> 00:15.000\nSara: And what broke?\n\n00:16.000 --> 00:19.000\nTom: The till.\n\n00:27.000 --> 00:29.000\nWe doubled sales.\n\n"
	for _, c := range []struct{ rest, want string }{
		{"00:30.000 --> 00:31.000\nTom: Good.\n\n00:32.000 --> 00:33.000\nSara: Yes.\n", "Unknown"},
		{"00:30.000 --> 00:31.000\nSara: Good.\n\n00:32.000 --> 00:33.000\nTom: Yes.\n", "Tom"},
	} {
		doc, err := Read("talk.vtt", []byte(talk+c.rest), Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range doc.Sections {
			if strings.Contains(doc.Quote(s.Span), "doubled") && s.Speaker != c.want {
				t.Errorf("before %q: said by %q, want %q", c.rest, s.Speaker, c.want)
			}
		}
	}
}
