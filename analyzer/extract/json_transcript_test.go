package extract

import (
	"strings"
	"testing"
)

// The shapes that testdata/speech does not hold, and what may be missing or odd in them.
func TestTranscriptJSON(t *testing.T) {
	for _, c := range []struct{ what, source, want string }{
		{"whole seconds are not milliseconds", `{"segments": [{"start": 0, "end": 4, "text": "one two three"}, {"start": 60, "end": 63, "text": "four five six seven eight"}]}`,
			"0 one two three | 60 four five six seven eight"},
		{"milliseconds are not seconds", `{"utterances": [{"speaker": "A", "start": 1000, "end": 2000, "text": "one"}, {"speaker": "B", "start": 3500, "end": 4000, "text": "two"}]}`,
			"*1 Speaker A | 1 one | *3.5 Speaker B | 3.5 two"},
		{"times that are no numbers", `[{"speaker": "Ann", "start": "NaN", "text": "one"}, {"speaker": "Bo", "start": "soon", "text": "two"}, {"speaker": "Bo", "start": -4, "text": "three"}]`,
			"*- Ann | - one | *- Bo | - two | - three"},
		{"no times", `[{"speaker": "Ann", "text": "one"}, {"speaker": "Bo", "text": "two"}]`, "*- Ann | - one | *- Bo | - two"},
		{"speakers as letters, by hand", `[{"speaker": "Q", "text": "one"}, {"speaker": "A", "text": "two"}]`, "*- Q | - one | *- A | - two"},
		{"speakers as numbers", `[{"speaker": 0, "text": "one"}, {"speaker": 1, "text": "two"}]`, "*- Speaker 0 | - one | *- Speaker 1 | - two"},
		{"nothing but null for a speaker", `{"sentences": [{"speaker": null, "start": 250, "end": 900, "text": "one", "words": []}]}`, "0.25 one"},
		{"a list in an object", `{"title": "x", "transcript": [{"speaker_name": "Ann", "startTime": 1.5, "endTime": 2, "body": "one"}]}`, "*1.5 Ann | 1.5 one"},
		{"speakers of words alone", `{"segments": [{"start": 0, "end": 2, "text": "one two", "words": [{"word": "one", "start": 0, "end": 0.5, "speaker": "S1"}, {"word": "two", "start": 1, "end": 1.5, "speaker": "S2"}]}]}`,
			"*0 S1 | 0 one | *1 S2 | 1 two"},
		{"Whisper's words, which have their spaces", `{"words": [{"word": " a", "start": 0, "end": 0.2}, {"word": "-b", "start": 0.2, "end": 0.3}, {"word": " c", "start": 0.4, "end": 0.5}]}`, "0 a-b c"},
		{"the words of a word go on without a time", `{"words": [{"text": "one", "start": 250, "end": 600}, {"text": "two"}, {"text": "three", "start": 900, "end": 1100}]}`, "0.25 one two three"},
		{"Deepgram, two channels", `{"results": {"channels": [{"alternatives": [{"transcript": "one three", "words": [{"word": "one", "start": 0, "end": 0.5}, {"word": "three", "start": 4, "end": 4.5}]}]}, ` +
			`{"alternatives": [{"transcript": "two", "words": [{"word": "two", "start": 2, "end": 2.5}]}]}]}}`, "*0 Channel 0 | 0 one | *2 Channel 1 | 2 two | *4 Channel 0 | 4 three"},
		{"Deepgram, the text alone", `{"results": {"channels": [{"alternatives": [{"transcript": "one two"}]}]}}`, "- one two"},
		{"AWS, segments alone", `{"results": {"audio_segments": [{"id": 0, "transcript": "one", "start_time": "1.5", "end_time": "2.0", "speaker_label": "spk_0", "items": [0]}]}}`, "*1.5 spk_0 | 1.5 one"},
	} {
		if got := spokenLines(t, "talk.json", c.source); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.what, got, c.want)
		}
	}
}

// What is known to be a transcript from its first megabyte, and what is not.
func TestIsTranscriptJSON(t *testing.T) {
	for _, c := range []struct {
		source string
		want   bool
	}{
		{`{"text": "` + strings.Repeat("a ", 100_000) + `", "segments": [{"start": 0, "text": "a"}]}`, true},
		{`{"segments": [{"start": 0, "end": 1, "text": "one"}, {"sta`, true},
		{"\uFEFF\n [{\"speaker\": \"Ann\", \"text\": \"one\"}", true},
		{inUTF16(`{"segments": [{"start": 0, "text": "one"}]}`), true},
		{`{"segments": []}`, false},
		{`{"segments": [{"text": "one"}]}`, false},
		{`{"segments": "one"}`, false},
		{`[{"text": "a post", "timestamp": "2024-01-15"}]`, false},
		{`[{"role": "user", "content": "a chat"}]`, false},
		{`{"results": [{"items": 1}]}`, false},
		{`{"words": ["one"]}`, false},
		{`[1, 2]`, false},
		{`segments`, false},
		{``, false},
	} {
		if got := isJSONTranscript([]byte(c.source)); got != c.want {
			t.Errorf("%.60s: %v, want %v", c.source, got, c.want)
		}
	}
}
