package extract

import (
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"redflag/analyzer"
)

// An utterance is what one speaker says in one go, as a format of recorded speech has it.
type utterance struct {
	speaker    string // as the format names the speaker; "" where it does not
	text       string // on one line
	start, end time.Duration
	timed      bool       // start is known; end is where it is behind start
	marks      []wordTime // times of its words, by offset; nil where the format has none
	line       int        // in the source of a text format, from 1
	cue        int        // of captions: what is said in one cue has the same number
	shift      int        // code points in front of the text on that line
	pointer    func(offset int) string
}

// A wordTime is the time of a word.
type wordTime struct {
	offset int // in the utterance's text
	time   time.Duration
}

// longestLine is the longest that the words of one line may take, so that a finding's time is that of its words. Sentences go on
// over the lines of recorded speech, so that a line may end anywhere.
const longestLine = 10 * time.Second

// longPause parts what is said before it from what is said after it.
const longPause = time.Second

// silence is a pause after which another may speak.
const silence = 2 * time.Second

// unknownSpeaker is the label of words that the format gives to nobody, where it names the speakers of others. They must not be
// taken for those of the speaker before.
const unknownSpeaker = "Unknown"

// namesItself matches words that begin with their speaker's name.
var namesItself = regexp.MustCompile(`^[\pL\[][\pL\pM\d .,'’_()\[\]-]{0,38}:\s`)

// writeSpeech writes utterances as lines, each with its time, under labels where the speakers are known. The words of those who
// are named in the text itself ("Ann Lee: ...") stay as they are.
func writeSpeech(b *analyzer.Builder, said []utterance) {
	b.Spoken = true
	named, nameless, first := 0, 0, ""
	said = slices.DeleteFunc(said, func(u utterance) bool { return u.text == "" })
	for i := range said {
		if said[i].speaker != "" {
			named++
		} else if !namesItself.MatchString(said[i].text) {
			if nameless++; nameless == 1 {
				first = clock(said[i].start)
			}
		}
	}
	speaker := ""
	for i := range said {
		u := &said[i]
		u.estimateEnd(said[i+1:])
		if named > 0 && u.speaker == "" && !namesItself.MatchString(u.text) {
			u.speaker = unknownSpeaker
		}
		lines := u.lines()
		if u.speaker == "" {
			// a silence behind a whole sentence may part two speakers, as a blank line does
			lines[0].Gap = i > 0 && u.timed && said[i-1].end > said[i-1].start && u.start-said[i-1].end >= silence && sentenceEnds(said[i-1].text)
			speaker = ""
		} else if u.speaker != speaker {
			label := lines[0]
			label.Text, label.Kind, label.Shift = u.speaker, analyzer.LabelLine, 0
			b.Line(label)
			speaker = u.speaker
		}
		for _, l := range lines {
			b.Line(l)
		}
	}
	if named > 0 && nameless > 0 {
		b.Warn(fmt.Sprintf("%s without a speaker, the first at %s; the speaker is read as %q", count(nameless, "cue or segment is", "cues or segments are"), first, unknownSpeaker))
	}
}

// clock writes a time of a recording as people do: 0:04, 12:31, 1:02:03.
func clock(t time.Duration) string {
	s := int(t / time.Second)
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}

// estimateEnd gives an utterance without an end one: what its words take at the usual pace, or the start of the next, as far as nobody
// speaks more slowly than at half of that pace.
func (u *utterance) estimateEnd(next []utterance) {
	if u.end > u.start {
		return
	}
	usual := time.Duration(utf8.RuneCountInString(u.text)) * time.Second / 15
	u.end = u.start + usual
	if len(next) > 0 && next[0].timed && next[0].start > u.start {
		u.end = min(next[0].start, u.start+2*usual)
	}
}

// lines are the lines of an utterance: one, or one a sentence where it takes long.
func (u *utterance) lines() []analyzer.Line {
	var out []analyzer.Line
	shift := u.shift
	add := func(from, to int, at time.Duration) {
		l := analyzer.Line{Text: strings.TrimRight(u.text[from:to], " "), Source: u.line, Shift: shift, Time: at, Timed: u.timed}
		shift += utf8.RuneCountInString(u.text[from:to])
		if u.pointer != nil {
			l.Pointer = u.pointer(from)
		}
		out = append(out, l)
	}
	from, start, before := 0, u.start, u.start
	if u.timed && u.end-u.start > longestLine {
		for at := range wordStarts(u.text) {
			now := u.timeAt(at)
			pause := len(u.marks) > 0 && now-before >= longPause
			if at > 0 && (pause || now-start >= longestLine || sentenceEnds(u.text[:at])) {
				add(from, at, start)
				from, start = at, now
			}
			before = now
		}
	}
	add(from, len(u.text), start)
	return out
}

// timeAt is when the word at an offset is said: as it is marked, or as if all were said at one pace.
func (u *utterance) timeAt(offset int) time.Duration {
	if len(u.marks) == 0 {
		return u.start + time.Duration(float64(u.end-u.start)*float64(offset)/float64(len(u.text)))
	}
	i, exact := slices.BinarySearchFunc(u.marks, offset, func(m wordTime, offset int) int { return m.offset - offset })
	switch {
	case exact:
		return u.marks[i].time
	case i > 0:
		return u.marks[i-1].time
	}
	return u.start
}

// wordStarts yields where the words of a line begin.
func wordStarts(line string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range len(line) {
			if line[i] != ' ' && (i == 0 || line[i-1] == ' ') && !yield(i) {
				return
			}
		}
	}
}

// sentenceEnds reports whether words end with the mark of a sentence's end.
func sentenceEnds(s string) bool {
	s = strings.TrimRight(s, " \"'”’»)]")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "…")
}
