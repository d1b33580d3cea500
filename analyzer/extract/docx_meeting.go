package extract

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"redflag/analyzer"
)

// The lines that meeting programs put around what was said, in their exports as DOCX.
var (
	meetingTimes = regexp.MustCompile(`^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,3}))?\d*\s*-->\s*(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,3}))?\d*$`)
	meetingLabel = regexp.MustCompile(`^(\pL.{0,79}?)\s{2,}` + cueStamp + `$`)
	meetingEnd   = regexp.MustCompile(`(?i)^(?:(?:meeting|transcription) ended after \d|this editable transcript was computer generated\b|.{1,80} stopped transcription$)`)
)

// writeMeeting writes the lines of a DOCX that Teams or Google Meet exported as a transcript; false: it is none. What the program
// says of the export itself behind the last words is left out, as the last speaker does not say it.
func writeMeeting(b *analyzer.Builder, lines []analyzer.Line) bool {
	times, labels, ends := 0, 0, 0
	var last time.Duration
	ordered := true
	for _, l := range lines {
		switch {
		case meetingTimes.MatchString(l.Text):
			times++
		case meetingLabel.MatchString(l.Text):
			labels++
			now := cueTime(meetingLabel.FindStringSubmatch(l.Text)[2:6])
			ordered = ordered && now >= last
			last = now
		case meetingEnd.MatchString(l.Text):
			ends++
		}
	}
	switch {
	case times >= 2:
		writeSpeech(b, readCaptions(b, lines))
	case labels >= 2 && ordered && labels*6 >= len(lines): // and not a list of times
		writeSpeech(b, readTurns(b, lines))
	case ends > 0:
		b.Spoken = true
		for _, l := range lines {
			if !meetingEnd.MatchString(l.Text) {
				b.Line(l)
			}
		}
	default:
		return false
	}
	return true
}

// readCaptions reads the older exports of Teams: a line with the times of a caption, one with the name, and its words.
func readCaptions(b *analyzer.Builder, lines []analyzer.Line) []utterance {
	var out []utterance
	for i := 0; i < len(lines); i++ {
		m := meetingTimes.FindStringSubmatch(lines[i].Text)
		if m == nil {
			if len(out) == 0 { // the title
				b.Line(lines[i])
			}
			continue
		}
		var words []string
		for _, l := range lines[i+1:] {
			if meetingTimes.MatchString(l.Text) {
				break
			}
			if !meetingEnd.MatchString(l.Text) {
				words = append(words, l.Text)
			}
		}
		u := utterance{timed: true, start: cueTime(m[1:5]), end: cueTime(m[5:9])}
		if len(words) > 1 && utf8.RuneCountInString(words[0]) <= 80 {
			u.speaker, words = words[0], words[1:]
		}
		u.text = oneLine(strings.Join(words, " "))
		out = append(out, u)
	}
	return out
}

// readTurns reads the newer exports of Teams: the name with the time, and below it, in the same paragraph, the words.
func readTurns(b *analyzer.Builder, lines []analyzer.Line) []utterance {
	var out []utterance
	for _, l := range lines {
		if m := meetingLabel.FindStringSubmatch(l.Text); m != nil {
			out = append(out, utterance{speaker: m[1], timed: true, start: cueTime(m[2:6])})
		} else if n := len(out); n == 0 {
			b.Line(l) // the title, the date, how long it took
		} else if !meetingEnd.MatchString(l.Text) {
			u := &out[n-1]
			u.text = oneLine(u.text + " " + l.Text)
		}
	}
	return out
}
