package extract

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"redflag/analyzer"
)

// A cue is a caption of WebVTT or SubRip: words with their times.
type cue struct {
	line       int // of the times, in the file, from 1
	start, end time.Duration
	timed      bool // the start is known
	speaker    string
	words      []cueLine
}

// A cueLine is a line of a cue's words as the file has it.
type cueLine struct {
	text string
	line int
}

// A cueReader reads the cues of a file line by line. What does not fit is told and its words are kept: one bad cue never costs the
// others.
type cueReader struct {
	webVTT  bool
	cues    []cue
	pending []cueLine // lines of a block of which it is not known yet whether they name the cue after them or are words
	fresh   bool      // a blank line stands before: a block begins
	skip    bool      // in a block that holds no words: a header, a note, a style, a region
	bad     problem   // times that cannot be read
	stray   problem   // words outside of cues
}

// A problem is counted, and told by its first line.
type problem struct{ count, line int }

func (p *problem) at(line int) {
	if p.count++; p.count == 1 {
		p.line = line
	}
}

const cueStamp = `(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?`

var (
	cueTimes   = regexp.MustCompile(`^\s*` + cueStamp + `\s*--?>\s*(?:` + cueStamp + `)?(?:\s.*)?$`)
	brokenCue  = regexp.MustCompile(`^\s*\S*\s*-->\s*\d|^\s*\d\S*\s*-->`)
	cueEnd     = regexp.MustCompile(`-->\s*` + cueStamp + `(?:\s.*)?$`)
	cueID      = regexp.MustCompile(`(?i)^\s*(?:\d+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\S*)\s*$`)
	speakingID = regexp.MustCompile(`^\s*\d+\s+"([^"]{1,80})"(?:\s+\(\d+\))?\s*$`) // of Zoom: 12 "Ann Lee" (2873519)
	wordless   = regexp.MustCompile(`^(?:NOTE(?:[ \t].*)?|STYLE[ \t]*|REGION[ \t]*)$`)
	crOrCRLF   = strings.NewReplacer("\r\n", "\n", "\r", "\n")
)

// readCues reads WebVTT or SubRip.
func readCues(b *analyzer.Builder, data []byte, webVTT bool) error {
	text, err := decode(b, data)
	if err != nil {
		return err
	}
	r := cueReader{webVTT: webVTT, fresh: true}
	for i, line := range strings.Split(crOrCRLF.Replace(strings.TrimPrefix(text, "\uFEFF")), "\n") {
		r.read(cueLine{line, i + 1}, i == 0)
	}
	r.keep(r.pending)
	r.warn(b)
	r.cues = withoutRolling(b, r.cues)
	inOrder(b, r.cues)
	said := utterances(r.cues)
	takeNames(said)
	writeSpeech(b, said)
	return nil
}

// read reads one line.
func (r *cueReader) read(l cueLine, first bool) {
	var times []string
	arrow := strings.Contains(l.text, "->")
	if arrow {
		if times = cueTimes.FindStringSubmatch(l.text); times != nil && !(isTime(times[1:5]) && isTime(times[5:9])) {
			times = nil // "99:99:99.000"
		}
	}
	switch {
	case first && r.webVTT && strings.HasPrefix(l.text, "WEBVTT"):
		r.skip = true
	case times != nil:
		c := cue{line: l.line, timed: true, start: cueTime(times[1:5])}
		if times[6] != "" {
			c.end = cueTime(times[5:9])
		}
		r.begin(c)
	case l.text == "":
		r.fresh, r.skip = true, false
		if len(r.pending) > 0 && !cueID.MatchString(r.pending[len(r.pending)-1].text) {
			r.keep(r.pending)
			r.pending = nil
		}
	case r.skip:
	case r.webVTT && r.fresh && wordless.MatchString(l.text):
		r.skip = true
	case arrow && brokenCue.MatchString(l.text) && (r.fresh || len(r.pending) > 0 || r.endsInID()):
		r.bad.at(l.line)
		c := cue{line: l.line}
		if m := cueEnd.FindStringSubmatch(l.text); m != nil && isTime(m[1:5]) { // it is said shortly before its end
			c.timed, c.end = true, cueTime(m[1:5])
			c.start = max(c.end-longestLine, r.latest())
		}
		r.begin(c)
	case r.fresh || len(r.pending) > 0 || len(r.cues) == 0:
		r.pending, r.fresh = append(r.pending, l), false
	default:
		c := &r.cues[len(r.cues)-1]
		c.words = append(c.words, l)
	}
}

// begin begins a cue; what stands before its times may be its name.
func (r *cueReader) begin(c cue) {
	id := ""
	if n := len(r.pending); n > 0 {
		if last := r.pending[n-1]; r.webVTT && !r.fresh || cueID.MatchString(last.text) || speakingID.MatchString(last.text) {
			id, r.pending = last.text, r.pending[:n-1]
		}
	} else if !r.fresh && r.endsInID() { // no blank line stands between the cues
		before := &r.cues[len(r.cues)-1]
		before.words = before.words[:len(before.words)-1]
	}
	r.keep(r.pending)
	if m := speakingID.FindStringSubmatch(id); m != nil {
		c.speaker = m[1]
	}
	r.pending, r.fresh, r.skip = nil, false, false
	r.cues = append(r.cues, c)
}

// latest is when the last cue that has a time ends, or starts where it has no end.
func (r *cueReader) latest() time.Duration {
	for _, c := range slices.Backward(r.cues) {
		if c.timed {
			return max(c.start, c.end)
		}
	}
	return 0
}

// endsInID reports whether the last line of the last cue is a cue's name by its form.
func (r *cueReader) endsInID() bool {
	if len(r.cues) == 0 {
		return false
	}
	words := r.cues[len(r.cues)-1].words
	return len(words) > 0 && cueID.MatchString(words[len(words)-1].text)
}

// keep keeps words that stand outside of any cue with the cue before them. A number by itself is the name of a cue that is not there.
func (r *cueReader) keep(words []cueLine) {
	for _, l := range words {
		if strings.TrimSpace(l.text) == "" || cueID.MatchString(l.text) {
			continue
		}
		if len(r.cues) == 0 {
			r.cues = append(r.cues, cue{line: l.line})
		}
		r.stray.at(l.line)
		c := &r.cues[len(r.cues)-1]
		c.words = append(c.words, l)
	}
}

// warn tells what did not fit.
func (r *cueReader) warn(b *analyzer.Builder) {
	if r.bad.count > 0 {
		b.Warn(fmt.Sprintf("%s cannot be read, the first on line %d; the words are kept, at about the time of the cues around", count(r.bad.count, "cue's time", "cues' times"), r.bad.line))
	}
	if r.stray.count > 0 {
		b.Warn(fmt.Sprintf("%s outside of a cue, the first on line %d; kept with the cue before", count(r.stray.count, "line of words stands", "lines of words stand"), r.stray.line))
	}
}

// isTime reports whether hours, minutes, seconds and decimals can be a time. Where there are no hours, minutes may run on.
func isTime(parts []string) bool {
	return (parts[0] == "" || parts[1] < "60" || len(parts[1]) < 2) && (parts[2] < "60" || len(parts[2]) < 2)
}

// cueTime makes a time of hours, minutes, seconds and decimals of a second.
func cueTime(parts []string) time.Duration {
	n := func(s string) time.Duration { v, _ := strconv.Atoi(s); return time.Duration(v) }
	return n(parts[0])*time.Hour + n(parts[1])*time.Minute + n(parts[2])*time.Second + n((parts[3] + "000")[:3])*time.Millisecond
}

// withoutRolling takes the lines off that captions which roll up show once more: a cue begins with the lines that the cue before
// ended with, and goes on. A few such cues are people who say a thing twice.
func withoutRolling(b *analyzer.Builder, cues []cue) []cue {
	shown := make([][]string, len(cues))
	repeats := make([]int, len(cues)) // lines at the front that were seen
	rolling, lines, partly := 0, 0, 0
	for i := range cues {
		cues[i].words = slices.DeleteFunc(cues[i].words, func(l cueLine) bool { return plainCue(l.text) == "" })
		for _, l := range cues[i].words {
			shown[i] = append(shown[i], plainCue(l.text))
		}
		if i > 0 {
			repeats[i] = overlap(shown[i-1], shown[i])
			lines += repeats[i]
			rolling += min(repeats[i], 1)
			if repeats[i] > 0 && repeats[i] < len(shown[i]) {
				partly++
			}
		}
	}
	if rolling < 3 || rolling*3 < len(cues) || partly < 2 {
		return cues
	}
	for i := range cues {
		cues[i].words = cues[i].words[repeats[i]:]
	}
	b.Warn(fmt.Sprintf("captions that roll up: %s shown before in the cue before, and read once", count(lines, "line was", "lines were")))
	return cues
}

// overlap is the number of lines at the front of now that are those at the end of before.
func overlap(before, now []string) int {
	for n := min(len(before), len(now)); n > 0; n-- {
		if slices.Equal(before[len(before)-n:], now[:n]) {
			return n
		}
	}
	return 0
}

// farBack is how far before the cues before it a cue may start where people speak at once.
const farBack = 5 * time.Second

// inOrder sorts cues by their start where they are clearly out of order, and says so. Times that start anew are those of a second
// recording in the same file.
func inOrder(b *analyzer.Builder, cues []cue) {
	var latest, now time.Duration
	var back problem
	anew := 0
	for i := range cues {
		c := &cues[i]
		if !c.timed {
			c.start = now // so that it stays behind the cue before it
			continue
		}
		now = c.start
		if c.start < latest-farBack {
			back.at(c.line)
			if c.start < time.Minute && runsAnew(cues[i:], latest) {
				anew++
				latest = c.start
			}
		}
		latest = max(latest, c.start)
	}
	switch {
	case back.count == 0:
	case back.count == anew:
		b.Warn(fmt.Sprintf("the times start anew on line %d, as of recordings put into one file; read in the file's order", back.line))
	default:
		slices.SortStableFunc(cues, func(a, b cue) int { return int(a.start - b.start) })
		b.Warn(fmt.Sprintf("%s out of order, the first on line %d; read in the order of their times", count(back.count, "cue stands", "cues stand"), back.line))
	}
}

// runsAnew reports whether cues run on in order from their first, which starts near zero, and not only a few.
func runsAnew(cues []cue, latest time.Duration) bool {
	if latest < time.Minute || len(cues) < 10 {
		return false
	}
	for i := 1; i < 10; i++ {
		if cues[i].timed && cues[i].start < cues[i-1].start-farBack || cues[i].start > cues[0].start+2*time.Minute {
			return false
		}
	}
	return true
}

// utterances are the words of cues, a line of the file each, or more where several speak on it.
func utterances(cues []cue) []utterance {
	var out []utterance
	for i := range cues {
		c := &cues[i]
		end := c.end
		if end <= c.start && i+1 < len(cues) && cues[i+1].timed {
			end = max(c.start, cues[i+1].start)
		}
		from := len(out)
		voice, letters := c.speaker, 0
		for _, l := range c.words {
			var said []utterance
			said, voice = voices(l, voice, c.speaker)
			for j := range said {
				said[j].cue = c.line
			}
			out = append(out, said...)
			for _, u := range said {
				letters += len(u.text)
			}
		}
		share(out[from:], c, end, letters)
	}
	return out
}

// share gives what is said in a cue its times: those of the cue, or in a long one a part of it.
func share(said []utterance, c *cue, end time.Duration, letters int) {
	before := 0
	for i := range said {
		u := &said[i]
		u.timed, u.start, u.end = c.timed, c.start, end
		if end-c.start > longestLine {
			at := func(n int) time.Duration {
				return c.start + time.Duration(float64(end-c.start)*float64(n)/float64(max(letters, 1)))
			}
			u.start, u.end = at(before), at(before+len(u.text))
		}
		before += len(u.text)
	}
}

// takeNames makes speakers of the names in front of the words, where nearly all cues have one, as those of Zoom. A sentence goes on over
// cues, but not over a name. Where names stand only in front of turns they are left in the text, for what reads the labels of texts.
func takeNames(said []utterance) {
	uses, first, named := map[string]int{}, 0, 0
	for i := range said {
		if i > 0 && said[i].cue == said[i-1].cue {
			continue
		}
		first++
		if name := namesItself.FindString(said[i].text); name != "" && said[i].speaker == "" {
			uses[name]++
			named++
		}
	}
	if named < 4 || named*10 < first*9 || len(uses)*2 > named {
		return
	}
	speaker := ""
	for i := range said {
		u := &said[i]
		if i == 0 || u.cue != said[i-1].cue {
			speaker = u.speaker
		}
		if name := namesItself.FindString(u.text); uses[name] > 1 {
			speaker = strings.TrimRight(name, ": ")
			u.text = u.text[len(name):]
			u.shift += utf8.RuneCountInString(name)
		}
		u.speaker = speaker
	}
}

const cueTagForm = `(?:</?(?:c|i|b|u|s|v|lang|ruby|rt|font|span|br|p|em|strong)(?:[.\s][^<>]*)?/?>|<\d[\d:.,]*>|\{\\[^{}]*\})`

var (
	cueTag    = regexp.MustCompile(`(?i)` + cueTagForm)
	cueFront  = regexp.MustCompile(`(?i)^(?:[ \t]|` + cueTagForm + `)+`)
	voiceTag  = regexp.MustCompile(`(?i)^<v(?:\.[^\s<>]*)?(?:\s+([^<>]*))?>$`)
	invisible = strings.NewReplacer("\u200E", "", "\u200F", "", "\u200B", "", "\u2060", "", "\uFEFF", "", "\u00AD", "")
)

// plainCue is a line of a cue as it is shown.
func plainCue(s string) string {
	if !strings.ContainsAny(s, "<{") {
		return decoded(s)
	}
	return decoded(cueTag.ReplaceAllStringFunc(s, func(tag string) string {
		if strings.HasPrefix(strings.ToLower(tag), "<br") {
			return " "
		}
		return ""
	}))
}

// decoded decodes entities and leaves out what has no width.
func decoded(s string) string { return oneLine(invisible.Replace(html.UnescapeString(s))) }

// voices parts a line of a cue by its voice tags. A voice goes on to the cue's end unless it is closed; usual is who speaks outside of
// the tags.
func voices(l cueLine, voice, usual string) (said []utterance, now string) {
	from := 0
	add := func(to int) {
		if text := plainCue(l.text[from:to]); text != "" {
			front := from + len(cueFront.FindString(l.text[from:to]))
			said = append(said, utterance{speaker: voice, text: text, line: l.line, shift: utf8.RuneCountInString(l.text[:front])})
		}
	}
	for _, at := range cueTag.FindAllStringIndex(l.text, -1) {
		tag := l.text[at[0]:at[1]]
		m := voiceTag.FindStringSubmatch(tag)
		if m == nil && !strings.EqualFold(tag, "</v>") {
			continue
		}
		add(at[0])
		if voice = usual; m != nil && decoded(m[1]) != "" {
			voice = decoded(m[1])
		}
		from = at[1]
	}
	add(len(l.text))
	return said, voice
}
