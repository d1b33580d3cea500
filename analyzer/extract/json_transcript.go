package extract

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"redflag/analyzer"
)

// A jsonTranscript is how a tool writes what was said.
type jsonTranscript struct {
	at   string // where the list of what was said stands, a path of fields; "" for the top
	is   func(list *jsonValue) bool
	read func(list *jsonValue) []utterance
}

// jsonTranscripts are the shapes that are known, the more telling first. The fields of what is said have the names of fieldNames.
var jsonTranscripts = []jsonTranscript{
	// AWS Transcribe
	{"results/items", isItems, readItems},
	{"results/audio_segments", isSaid, readSaid},
	// Deepgram
	{"results/utterances", isSaid, readSaid},
	{"results/channels", isChannels, readChannels},
	// Whisper: OpenAI's, WhisperX, faster-whisper; whisper.cpp; the pipelines of Transformers, with speakers and without
	{"segments", isSaid, readSaid},
	{"transcription", isSaid, readSaid},
	{"speakers", isSaid, readSaid},
	{"chunks", isSaid, readSaid},
	// AssemblyAI, and its endpoints for sentences and paragraphs
	{"utterances", isSaid, readSaid},
	{"sentences", isSaid, readSaid},
	{"paragraphs", isSaid, readSaid},
	{"words", isSaid, readWordList},
	// lists that people and other tools make
	{"", isTurn, readSaid},
	{"transcript", isTurn, readSaid},
	{"entries", isTurn, readSaid},
	{"turns", isTurn, readSaid},
}

const jsonTranscriptTools = `a transcript of Whisper ("segments" or "transcription"), AWS Transcribe ("results" with "items"), Deepgram ("results" with "utterances" or "channels") or AssemblyAI ("utterances", "sentences" or "words"), or a list of {"speaker", "text", "start"}`

// fieldNames are the names that tools give to the same thing, by preference.
var fieldNames = map[string][]string{
	"text":    {"text", "transcript", "punctuated_word", "word", "content", "body", "sentence"},
	"speaker": {"speaker", "speaker_label", "speaker_name", "speakerName", "speaker_id", "speakerId", "channel_label"},
	"start":   {"start", "start_time", "startTime", "begin", "from", "timestamp", "timestamps", "time"},
	"end":     {"end", "end_time", "endTime", "to", "timestamp", "timestamps"},
}

// get is the value of the first of the fields so called that holds a string or a number, or for times a pair of them.
func (v *jsonValue) get(what string) *jsonValue {
	for _, name := range fieldNames[what] {
		f := v.field(name)
		switch {
		case f == nil:
		case f.kind == '"' || f.kind == '0':
			return f
		case what == "start" && f.kind == '[' && len(f.kids) > 0:
			return f.kids[0]
		case what == "end" && f.kind == '[' && len(f.kids) > 1:
			return f.kids[1]
		case what == "start" && f.kind == '{':
			return f.field("from")
		case what == "end" && f.kind == '{':
			return f.field("to")
		}
	}
	return nil
}

// path is the value at the end of a path of fields, or nil.
func (v *jsonValue) path(path string) *jsonValue {
	for name := range strings.SplitSeq(path, "/") {
		if name != "" {
			v = v.field(name)
		}
	}
	return v
}

// elements are the values in an array; nil of anything else.
func (v *jsonValue) elements() []*jsonValue {
	if v == nil || v.kind != '[' {
		return nil
	}
	return v.kids
}

// transcriptOf returns how a JSON text writes what was said, and the list; nil where it is no transcript that is known.
func transcriptOf(top *jsonValue) (*jsonTranscript, *jsonValue) {
	for i := range jsonTranscripts {
		t := &jsonTranscripts[i]
		if list := top.path(t.at); len(list.elements()) > 0 && t.is(list) {
			return t, list
		}
	}
	return nil, nil
}

// isWordless reports whether JSON has the list of a tool's transcript, and nothing in it.
func isWordless(top *jsonValue) bool {
	for i := range jsonTranscripts {
		if t := &jsonTranscripts[i]; t.at != "" && top != nil {
			if list := top.path(t.at); list != nil && list.kind == '[' && len(list.kids) == 0 {
				return true
			}
		}
	}
	return false
}

// isSaid reports whether a list tells what was said, and when or by whom.
func isSaid(list *jsonValue) bool {
	first := list.kids[0]
	text := first.get("text")
	return text != nil && text.kind == '"' && (first.get("start") != nil || first.get("speaker") != nil)
}

// isTurn is isSaid for lists that are known by nothing else: much has a text and a time.
func isTurn(list *jsonValue) bool {
	first := list.kids[0]
	return isSaid(list) && (first.get("speaker") != nil || first.get("start") != first.get("end") && first.get("end") != nil)
}

func isItems(list *jsonValue) bool { return list.kids[0].field("alternatives") != nil }

func isChannels(list *jsonValue) bool {
	return len(list.kids[0].field("alternatives").elements()) > 0 && list.kids[0].field("alternatives").kids[0].field("transcript") != nil
}

// isJSONTranscript reports whether data is, or begins as, a transcript of a tool that is known.
func isJSONTranscript(data []byte) bool {
	top := beginJSON(data)
	if top == nil {
		return false
	}
	t, _ := transcriptOf(top)
	return t != nil
}

// readJSONTranscript reads a transcript of a tool. Each line says which value its first word comes from.
func readJSONTranscript(b *analyzer.Builder, data []byte) error {
	text, err := decode(b, data)
	if err != nil {
		return err
	}
	top, err := parseJSON(b, strings.TrimPrefix(text, "\uFEFF"), transcriptJSON)
	if err != nil {
		return err
	}
	t, list := transcriptOf(top)
	if t == nil {
		return errors.New("JSON that began as a transcript, and is none; export the transcript again")
	}
	said := t.read(list)
	size := 0
	for i := range said {
		size += len(said[i].text)
	}
	if size > maxText {
		return errors.New("far more text than an interview holds; cut out the part that matters")
	}
	writeSpeech(b, said)
	return nil
}

// A heard is a word, or anything that was said, with what a tool tells of it.
type heard struct {
	text       string
	speaker    string
	start, end time.Duration
	timed      bool
	joined     bool // no space stands before it
	at         *jsonValue
}

// hear reads an element of a list.
func hear(v *jsonValue, unit time.Duration) heard {
	h := heard{at: v, speaker: speakerOf(v)}
	if f := v.get("text"); f != nil {
		h.text, h.at = oneLine(f.text), f
	}
	h.start, h.timed = timeOf(v.get("start"), unit)
	h.end, _ = timeOf(v.get("end"), unit)
	return h
}

// speakerOf names who speaks in an element of a list. A number, or a letter that a recogniser gives, becomes "Speaker 1", "Speaker A".
func speakerOf(v *jsonValue) string {
	f := v.get("speaker")
	if f == nil {
		return ""
	}
	name := oneLine(f.text)
	_, err := strconv.Atoi(name)
	byHand := v.field("words") == nil && v.field("end") == nil && v.field("confidence") == nil
	if err == nil || utf8.RuneCountInString(name) == 1 && !byHand {
		return "Speaker " + name
	}
	return name
}

// timeOf reads a time in a unit, or one written as a clock's: "00:01:02.5".
func timeOf(f *jsonValue, unit time.Duration) (time.Duration, bool) {
	if f == nil {
		return 0, false
	}
	if strings.Contains(f.text, ":") {
		m := clockTime.FindStringSubmatch(f.text)
		if m == nil {
			return 0, false
		}
		return cueTime(m[1:5]), true
	}
	n, err := strconv.ParseFloat(strings.TrimSuffix(f.text, "s"), 64)
	if err != nil || !(n >= 0 && n <= 1e9) { // nor NaN
		return 0, false
	}
	return time.Duration(n * float64(unit)), true
}

// unitOf tells the unit of a list's times, which no tool writes down: where people would say less than a word in 20 of it, it is
// milliseconds.
func unitOf(list []*jsonValue) time.Duration {
	words, first, last := 0, -1.0, 0.0
	for _, v := range list {
		if f := v.get("text"); f != nil {
			words += len(strings.Fields(f.text))
		}
		for _, f := range []*jsonValue{v.get("start"), v.get("end")} {
			if f == nil {
				continue
			}
			n, err := strconv.ParseFloat(f.text, 64)
			if err != nil {
				continue
			}
			if strings.Contains(f.text, ".") {
				return time.Second
			}
			if first < 0 {
				first = n
			}
			last = max(last, n)
		}
	}
	if float64(words)*20 < last-first {
		return time.Millisecond
	}
	return time.Second
}

// clockTime is a time as clocks show it, "1:02" or "00:01:02.500".
var clockTime = regexp.MustCompile(`^` + cueStamp + `$`)

// readSaid reads a list of what was said: segments, utterances, sentences.
func readSaid(list *jsonValue) []utterance {
	unit := unitOf(list.kids)
	var out []utterance
	for _, v := range list.kids {
		h := hear(v, unit)
		if times := v.field("offsets"); times != nil { // of whisper.cpp, in milliseconds
			h.start, h.timed = timeOf(times.field("from"), time.Millisecond)
			h.end, _ = timeOf(times.field("to"), time.Millisecond)
		}
		u := utterance{speaker: h.speaker, text: h.text, start: h.start, end: h.end, timed: h.timed, line: v.line}
		pointer := h.at.pointer()
		u.pointer = func(int) string { return pointer }
		words := v.field("words").elements()
		if len(words) == 0 {
			words = v.field("sentences").elements()
		}
		u.mark(words, unit)
		if u.speaker == "" && len(words) > 0 {
			out = append(out, bySpeaker(u, words, unit)...)
			continue
		}
		out = append(out, u)
	}
	return out
}

// mark gives the words of an utterance the times that a list has for them. The text is the utterance's; words that are written in
// another way are passed over.
func (u *utterance) mark(words []*jsonValue, unit time.Duration) {
	at := 0
	for _, w := range words {
		h := hear(w, unit)
		if !h.timed || h.text == "" {
			continue
		}
		const ahead = 80 // bytes in which the word must stand
		i := strings.Index(u.text[at:min(len(u.text), at+len(h.text)+ahead)], h.text)
		if i < 0 {
			continue
		}
		u.marks = append(u.marks, wordTime{at + i, h.start})
		at += i + len(h.text)
	}
	if n := len(u.marks); n > 0 && !u.timed {
		u.start, u.timed = u.marks[0].time, true
	}
}

// bySpeaker parts an utterance of no speaker by the speakers of its words, where those have some.
func bySpeaker(u utterance, words []*jsonValue, unit time.Duration) []utterance {
	for _, w := range words {
		if speakerOf(w) != "" {
			return join(hearAll(words, unit))
		}
	}
	return []utterance{u}
}

// hearAll reads words. Those of Whisper begin with their space, where they have one.
func hearAll(list []*jsonValue, unit time.Duration) []heard {
	var out []heard
	spaced := slices.ContainsFunc(list, func(v *jsonValue) bool { f := v.get("text"); return f != nil && strings.HasPrefix(f.text, " ") })
	for _, v := range list {
		h := hear(v, unit)
		h.joined = spaced && h.text != "" && !strings.HasPrefix(h.at.text, " ")
		out = append(out, h)
	}
	return out
}

// readWordList reads a list of words.
func readWordList(list *jsonValue) []utterance { return join(hearAll(list.kids, unitOf(list.kids))) }

// join makes utterances of words: a new one where another speaks, or after a pause.
func join(words []heard) []utterance {
	var out []utterance
	var b strings.Builder
	var values []*jsonValue // that the marks come from
	end := func() {
		if len(out) > 0 {
			u := &out[len(out)-1]
			u.text = b.String()
			marks, values := u.marks, slices.Clone(values)
			u.pointer = func(offset int) string {
				i, exact := slices.BinarySearchFunc(marks, offset, func(m wordTime, offset int) int { return m.offset - offset })
				if !exact {
					i--
				}
				return values[max(i, 0)].pointer()
			}
		}
		b.Reset()
		values = values[:0]
	}
	var last time.Duration
	for _, w := range words {
		if w.text == "" {
			continue
		}
		if !w.timed {
			w.start, w.end = last, last
		}
		if n := len(out); n == 0 || !w.joined && (w.speaker != out[n-1].speaker && w.speaker != "" || w.start-last >= longPause) {
			end()
			speaker := w.speaker
			if speaker == "" && n > 0 {
				speaker = out[n-1].speaker
			}
			out = append(out, utterance{speaker: speaker, start: w.start, timed: w.timed, line: w.at.line})
		}
		u := &out[len(out)-1]
		if b.Len() > 0 && !w.joined {
			b.WriteByte(' ')
		}
		u.marks = append(u.marks, wordTime{b.Len(), w.start})
		values = append(values, w.at)
		b.WriteString(w.text)
		last = max(w.start, w.end)
		u.end = last
	}
	end()
	return out
}

// readItems reads the words of AWS Transcribe: items with a mark after a word for themselves, and labels that stand in the items or,
// in older files, in lists of their own by time.
func readItems(list *jsonValue) []utterance {
	results := list.parent
	labels := map[string]string{}
	for _, segment := range results.path("speaker_labels/segments").elements() {
		for _, item := range segment.field("items").elements() {
			if at := item.field("start_time"); at != nil {
				labels[at.text] = speakerOf(item)
			}
		}
	}
	channels := results.path("channel_labels/channels").elements()
	if len(channels) > 1 {
		var out [][]utterance
		for i, c := range channels {
			name := speakerOf(c)
			if name == "" {
				name = "Channel " + strconv.Itoa(i+1)
			}
			out = append(out, join(items(c.field("items").elements(), func(*jsonValue) string { return name })))
		}
		return byTime(out)
	}
	return join(items(list.kids, func(v *jsonValue) string {
		if name := speakerOf(v); name != "" {
			return name
		}
		if at := v.field("start_time"); at != nil {
			return labels[at.text]
		}
		return ""
	}))
}

// items are the words of items; a mark of punctuation is its own, and joined to the word before.
func items(list []*jsonValue, speaker func(*jsonValue) string) []heard {
	var out []heard
	for _, v := range list {
		alternatives := v.field("alternatives").elements()
		if len(alternatives) == 0 {
			continue
		}
		h := hear(alternatives[0], time.Second)
		h.speaker, h.joined = speaker(v), false
		h.start, h.timed = timeOf(v.get("start"), time.Second)
		h.end, _ = timeOf(v.get("end"), time.Second)
		if kind := v.field("type"); kind != nil && kind.text == "punctuation" {
			h.joined, h.speaker = true, ""
		}
		out = append(out, h)
	}
	return out
}

// readChannels reads what Deepgram heard in each channel: paragraphs where it has them, words where not.
func readChannels(list *jsonValue) []utterance {
	var out [][]utterance
	for i, c := range list.kids {
		alternatives := c.field("alternatives").elements()
		if len(alternatives) == 0 {
			continue
		}
		said := readAlternative(alternatives[0])
		for j := range said {
			if len(list.kids) > 1 {
				said[j].speaker = strings.TrimSuffix("Channel "+strconv.Itoa(i)+", "+said[j].speaker, ", ")
			}
		}
		out = append(out, said)
	}
	return byTime(out)
}

func readAlternative(v *jsonValue) []utterance {
	var out []utterance
	for _, p := range v.path("paragraphs/paragraphs").elements() {
		for _, s := range p.field("sentences").elements() {
			h := hear(s, time.Second)
			pointer := h.at.pointer()
			out = append(out, utterance{speaker: speakerOf(p), text: h.text, start: h.start, end: h.end, timed: h.timed, line: s.line,
				pointer: func(int) string { return pointer }})
		}
	}
	if len(out) > 0 {
		return out
	}
	if words := v.field("words"); len(words.elements()) > 0 {
		return join(hearAll(words.kids, time.Second))
	}
	h := hear(v, time.Second)
	pointer := h.at.pointer()
	return []utterance{{text: h.text, line: v.line, pointer: func(int) string { return pointer }}}
}

// byTime puts what was said in several channels into one order.
func byTime(channels [][]utterance) []utterance {
	out := slices.Concat(channels...)
	if len(channels) > 1 {
		slices.SortStableFunc(out, func(a, b utterance) int { return int(a.start - b.start) })
	}
	return out
}
