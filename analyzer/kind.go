package analyzer

import (
	"strings"
)

// guessKind tells a transcript from a resume by content: in a transcript two or more speakers take turns under their labels and
// speak as people talk; or a long text has no sections of a resume and reads as talk.
func (d *Document) guessKind(kinds []LineKind, gaps []bool) Kind {
	headed, titled, top := 0, false, 0
	for i := range d.lines {
		line := strings.TrimSpace(d.Quote(d.lineSpan(i)))
		if line == "" {
			continue
		}
		if headingTopic(line, false) != "" {
			headed++
		}
		if top++; top <= 3 {
			titled = titled || namesTranscript(line)
		}
	}
	t := talkOf(d.Text)
	switch turns := d.takeTurns(kinds, gaps); {
	case turns.alternate && turns.n >= 6*headed && (turns.sure || turns.asks*5 >= turns.n || t.speech(turns.n)):
		return Transcript
	case headed <= 1 && t.spoken():
		return Transcript
	case headed == 0 && titled && t.mails == 0:
		return Transcript
	}
	return Resume
}

// namesTranscript reports whether a line of the top calls the text a transcript.
func namesTranscript(line string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(line)) {
		if w = strings.Trim(w, "#*_:.,-()[]"); w == "transcript" || w == "transcription" {
			return true
		}
	}
	return false
}

// taken is how labels take turns in a text.
type taken struct {
	n         int  // turns of names that recur, or that say what their speaker does
	alternate bool // two or more take turns, and no one label goes on and on
	sure      bool // by times, or by words such as "Interviewer"
	asks      int  // turns that ask: "Describe ...", "and how was ..."
}

func (d *Document) takeTurns(kinds []LineKind, gaps []bool) taken {
	s := d.survey(kinds, gaps)
	var t taken
	before, changes, timed, roles := "", 0, 0, map[Role]int{}
	for i := range s.seen {
		l := &s.seen[i]
		if l.name == "" || !s.believes(l) || pseudoSpeakers.Holds(labelWord(l.name)) {
			continue
		}
		key := l.key
		role := labelRole(l.name)
		if s.names[key].n < 2 && role == None {
			continue
		}
		roles[role]++
		t.n++
		t.asks += count(d.asksBehind(l))
		timed += count(l.form >= stampedLabel)
		changes += count(before != "" && before != key)
		before = key
	}
	asked := roles[Interviewer] > 0 && roles[Candidate] > 0 || roles[Interviewer] > 1 && roles[None] > 1
	t.alternate = (t.n >= 4 || asked && t.n >= 2) && changes*2 >= t.n-1
	t.sure = asked || timed >= 4 && timed*2 >= t.n
	return t
}

// asksBehind reports whether the words behind a label, on its line or the next, begin as a question or prompt somebody to speak.
func (d *Document) asksBehind(l *sighting) bool {
	line := trim(d.Text, d.lineSpan(l.line))
	text := d.Quote(Span{min(line.Start+l.end, line.End), line.End})
	for i := l.line + 1; text == "" && i < len(d.lines) && i < l.line+3; i++ {
		text = d.Quote(trim(d.Text, d.lineSpan(i)))
	}
	if len(text) > 400 {
		text = strings.ToValidUTF8(text[:400], "")
	}
	tokens := appendTokens(nil, text, Span{0, len(text)})
	if beginsQuestion(tokens) {
		return true
	}
	for _, c := range lexicon().cues(text, tokens) {
		if c.List == Parts && c.Entry.Field(0) == "asks" {
			return true
		}
	}
	return false
}

var talkWords = WordSet("talk")

// talkCount counts what tells speech from the words of a resume.
type talkCount struct{ words, talk, questions, mails int }

func talkOf(text string) talkCount {
	var t talkCount
	for w := range strings.FieldsSeq(text) {
		t.words++
		t.mails += count(strings.IndexByte(w, '@') > 0)
		t.questions += count(strings.ContainsAny(w, "?？"))
		t.talk += count(talkWords.Holds(strings.ToLower(strings.Trim(w, ".,?!\"'*"))))
	}
	return t
}

// spoken reports whether a text of some length reads as talk: it is full of "you", "so" and "yeah", and of no mail address.
// In the resumes and transcripts that this was tried on, these words are under 2% of a resume and over 6% of talk.
func (t talkCount) spoken() bool { return t.mails == 0 && t.words >= 100 && t.talk*25 >= t.words }

// speech reports whether words under labels can be speech: they hold some of its words, or ask.
func (t talkCount) speech(turns int) bool { return t.talk*40 >= t.words || t.questions*6 >= turns }

// labelsOf reports whether a line begins with the label of one whom the user names as a speaker.
func (d *Document) labelsOf(cast Cast) bool {
	for _, name := range append([]string{cast.Candidate}, cast.Interviewers...) {
		if name = spaced(name); name == "" {
			continue
		}
		for i := range d.lines {
			text := d.Quote(trim(d.Text, d.lineSpan(i)))
			text = text[stampAt(text).size:]
			if colon := strings.IndexByte(text, ':'); colon > 0 && colon < maxName && spaced(text[:colon]) == name {
				return true
			}
		}
	}
	return false
}
