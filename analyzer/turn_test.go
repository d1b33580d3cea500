package analyzer

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// turnsOf lays a transcript out and shows its turns, a line each: "Ann Lee: words" or "Ann Lee 0:12: words".
func turnsOf(text string) string {
	b := Builder{Path: "talk.txt", Kind: Transcript}
	b.Verbatim(text)
	return shownTurns(b.Document())
}

func shownTurns(d *Document) string {
	var out []string
	for i := range d.Sections {
		s := &d.Sections[i]
		var words []string
		for _, b := range s.Blocks {
			words = append(words, strings.Join(strings.Fields(d.spoken(b.Span)), " "))
		}
		out = append(out, s.Speaker+": "+strings.Join(words, " / "))
	}
	return strings.Join(out, "\n")
}

// spoken is the text of a span without labels and times.
func (d *Document) spoken(at Span) string {
	var b strings.Builder
	for _, aside := range d.asides {
		if at.Contains(aside) {
			b.WriteString(d.Text[at.Start:aside.Start])
			at.Start = aside.End
		}
	}
	return b.String() + d.Quote(at)
}

func TestTurns(t *testing.T) {
	const twice = "Ann Lee: How so?\nBo Ek: Like this.\nAnn Lee: And then?\nBo Ek: Then that."
	for _, c := range []struct{ name, in, want string }{
		{"a name and a colon", twice, twice},
		{"blank lines between", strings.ReplaceAll(twice, "\n", "\n\n"), twice},
		{"windows line ends", strings.ReplaceAll(twice, "\n", "\r\n"), twice},
		{"mixed line ends", strings.Replace(twice, "\n", "\r\n", 1), twice},
		{"a byte order mark", "\uFEFF" + twice, twice},
		{"in bold", "**Ann Lee:** How so?\n\n**Bo Ek:** Like this.\n\n**Ann Lee:** And then?\n\n**Bo Ek**: Then that.", twice},
		{"time before", "[00:01] Ann Lee: How so?\n[00:05] Bo Ek: Like this.\n[00:09] Ann Lee: And then?\n[00:12] Bo Ek: Then that.", twice},
		{"time before, all in bold", "**[00:01] Ann Lee:** How so?\n\n**[00:05] Bo Ek:** Like this.\n\n**[00:09] Ann Lee:** And then?\n\n**[00:12] Bo Ek:** Then that.", twice},
		{"bare time before", "0:01 Ann Lee: How so?\n0:05 Bo Ek: Like this.\n0:09 Ann Lee: And then?\n0:12 Bo Ek: Then that.", twice},
		{"time behind", "ANN LEE 00:00:01\nHow so?\nBO EK 00:00:05\nLike this.\nANN LEE 00:00:09\nAnd then?\nBO EK 00:00:12\nThen that.", strings.NewReplacer("Ann Lee:", "ANN LEE:", "Bo Ek:", "BO EK:").Replace(twice)},
		{"time in brackets behind", "Ann Lee (00:01):\nHow so?\n\nBo Ek (00:05):\nLike this.\n\nAnn Lee (00:09):\nAnd then?\n\nBo Ek (00:12):\nThen that.", twice},
		{"Otter", "Ann Lee  0:01  \nHow so?\n\nBo Ek  0:05  \nLike this.\n\nAnn Lee  0:09  \nAnd then?\n\nBo Ek  0:12  \nThen that.", twice},
		{"Zoom", "[Ann Lee] 11:02:09\nHow so?\n\n[Bo Ek] 11:02:11\nLike this.\n\n[Ann Lee] 11:02:12\nAnd then?\n\n[Bo Ek] 11:02:20\nThen that.", twice},
		{"Zoom without times", "[Ann Lee]\nHow so?\n\n[Bo Ek]\nLike this.\n\n[Ann Lee]\nAnd then?\n\n[Bo Ek]\nThen that.", twice},
		{"saved chat", "11:02:09 From Ann Lee to Everyone:\n\tHow so?\n11:02:11 From  Bo Ek  to  Ann Lee(Direct Message) : Like this.\n11:02:12 From Ann Lee : And then?\n11:02:20 From Bo Ek to Everyone:\n\tThen that.", twice},
		{"Teams", "0:0:0.0 --> 0:0:4.2\nAnn Lee\nHow so?\n0:0:4.5 --> 0:0:6.0\nBo Ek\nLike this.\n0:0:7.1 --> 0:0:8.0\nAnn Lee\nAnd then?\n0:0:8.5 --> 0:0:9.75\nBo Ek\nThen that.", twice},
		{"Meet", "00:00:00\n\nAnn Lee: How so?\nBo Ek: Like this.\n\n00:05:00\n\nAnn Lee: And then?\nBo Ek: Then that.", twice},
		{"half a day's time", "Ann Lee  11:02 AM\nHow so?\n\nBo Ek  11:03 AM\nLike this.\n\nAnn Lee  1:04 pm\nAnd then?\n\nBo Ek  1:05 pm\nThen that.", twice},
		{"alone on their lines", "Ann Lee\nHow so?\n\nBo Ek\nLike this.\n\nAnn Lee\nAnd then?\n\nBo Ek\nThen that.", twice},
		{"alone in bold", "**Ann Lee**\nHow so?\n\n**Bo Ek**\nLike this.\n\n**Ann Lee**\nAnd then?\n\n**Bo Ek**\nThen that.", twice},
		{"headings", "### Ann Lee\nHow so?\n\n### Bo Ek\nLike this.\n\n### Ann Lee\nAnd then?\n\n### Bo Ek\nThen that.", twice},
		{"captions", ">> ANN LEE: How so?\n>> BO EK: Like this.\n>> ANN LEE: And then?\n>> BO EK: Then that.", strings.NewReplacer("Ann Lee:", "ANN LEE:", "Bo Ek:", "BO EK:").Replace(twice)},
		{"a role in brackets", "Ann Lee (recruiter): How so?\nBo Ek (he/him): Like this.\nAnn Lee: And then?\nBo Ek (joins again): Then that.", twice},
		{"a role behind a comma", "Ann Lee, Head of Data: How so?\nBo Ek: Like this.\nAnn Lee: And then?\nBo Ek: Then that.", twice},
		{"question and answer", "Q: How so?\nA: Like this.\nQ: And then?\nA: Then that.", "Q: How so?\nA: Like this.\nQ: And then?\nA: Then that."},
		{"with points", "Q. How so?\nA. Like this.\nQ. And then?\nA. Then that.", "Q: How so?\nA: Like this.\nQ: And then?\nA: Then that."},
		{"small letters", "speaker 1: how so\nspeaker 2: like this\nspeaker 1: and then\nspeaker 2: then that", "speaker 1: how so\nspeaker 2: like this\nspeaker 1: and then\nspeaker 2: then that"},
		{"small names", "ann: how so\n\nbo: like this\n\nann: and then\n\nbo: then that\n\nann: what else\n\nbo: nothing", "ann: how so\nbo: like this\nann: and then\nbo: then that\nann: what else\nbo: nothing"},
		{"a recognizer's", "SPEAKER_00: how so\nSPEAKER_01: like this\nSPEAKER_00: and then\nSPEAKER_01: then that", "SPEAKER_00: how so\nSPEAKER_01: like this\nSPEAKER_00: and then\nSPEAKER_01: then that"},
		{"a recognizer's, in brackets", "[SPEAKER_00] how so\n[SPEAKER_01] like this\n[SPEAKER_00] and then\n[SPEAKER_01] then that", "SPEAKER_00: how so\nSPEAKER_01: like this\nSPEAKER_00: and then\nSPEAKER_01: then that"},
		{"letters and initials", "A: How so?\nB: Like this.\nJ.R.: And then?\nA: Well?\nB: Then that.\nJ.R.: Fine.", "A: How so?\nB: Like this.\nJ.R.: And then?\nA: Well?\nB: Then that.\nJ.R.: Fine."},
		{"names of the world", "Łukasz O’Brien-Nuñez: How so?\nAnna van der Berg: Like this.\nŁukasz O’Brien-Nuñez: And then?\nAnna van der Berg: Then that.", "Łukasz O’Brien-Nuñez: How so?\nAnna van der Berg: Like this.\nŁukasz O’Brien-Nuñez: And then?\nAnna van der Berg: Then that."},
		{"other scripts", "田中：どうして？\n佐藤：こうです。\n田中：それから？\n佐藤：そうです。", "田中: どうして？\n佐藤: こうです。\n田中: それから？\n佐藤: そうです。"},
		{"a space before the colon", strings.ReplaceAll(twice, ":", " :"), twice},
		{"no space behind it", "Ann:How so?\n\nBo:Like this.\n\nAnn:And then?\n\nBo:Then that.\n\nAnn:Well?\n\nBo:Fine.", "Ann: How so?\nBo: Like this.\nAnn: And then?\nBo: Then that.\nAnn: Well?\nBo: Fine."},
		{"a dash", "Ann - How so?\n\nBo - Like this.\n\nAnn — And then?\n\nBo — Then that.\n\nAnn – Well?\n\nBo – Fine.", "Ann: How so?\nBo: Like this.\nAnn: And then?\nBo: Then that.\nAnn: Well?\nBo: Fine."},
		{"a tab", "Ann\tHow so?\n\nBo\tLike this.\n\nAnn\tAnd then?\n\nBo\tThen that.\n\nAnn\tWell?\n\nBo\tFine.", "Ann: How so?\nBo: Like this.\nAnn: And then?\nBo: Then that.\nAnn: Well?\nBo: Fine."},
		{"an employer behind", "Ann Lee | Fernhill: How so?\nBo Ek - Pell Works: Like this.\nAnn Lee @ Fernhill: And then?\nBo Ek <bo@ek.example>: Then that.", twice},
		{"names of devices and lines", "Ann's iPhone: How so?\n+44 20 7946 0000: Like this.\nAnn's iPhone: And then?\n+44 20 7946 0000: Then that.", "Ann's iPhone: How so?\n+44 20 7946 0000: Like this.\nAnn's iPhone: And then?\n+44 20 7946 0000: Then that."},
		{"a nickname", strings.ReplaceAll(twice, "Bo Ek", `Bo "Bee" Ek`), strings.ReplaceAll(twice, "Bo Ek", `Bo "Bee" Ek`)},
		{"one in small letters who speaks once", "ann: how so\n\nbo: like this\n\nann: and then\n\nbo: then that\n\nnoor: what else\n\nbo: nothing\n\nann: fine", "ann: how so\nbo: like this\nann: and then\nbo: then that\nnoor: what else\nbo: nothing\nann: fine"},
		{"one who speaks once", "Ann Lee: How so? Noor will ask about governance.\n\nBo Ek: Like this.\n\nNoor: And the law?\n\nBo Ek: Then that.\n\nAnn Lee: Fine.", "Ann Lee: How so? Noor will ask about governance.\nBo Ek: Like this.\nNoor: And the law?\nBo Ek: Then that.\nAnn Lee: Fine."},
		{"labels of roles, once each", "Interviewer: How so?\nCandidate: Like this.", "Interviewer: How so?\nCandidate: Like this."},
		{"a turn goes on over a time", "Ann Lee  0:01\nHow so?\n\nAnn Lee  0:20\nAnd then?\n\nBo Ek  0:25\nThen that.\n\nBo Ek  0:29\nYes.", "Ann Lee: How so? / And then?\nBo Ek: Then that. / Yes."},
		{"lines and paragraphs of a turn", "Ann: How so?\nTell me.\n\nBo: Like this.\nThen that.\n\nAnd this.\n\nAnn: Fine.\n\nBo: Bye.", "Ann: How so? Tell me.\nBo: Like this. Then that. / And this.\nAnn: Fine.\nBo: Bye."},

		{"a label in an answer", "Ann: How so?\n\nBo: Two things.\nFirst thing: I call them.\nNote: at night.\nOffline: we had no test.\n12:30: I drove there.\n\nAnn: And?\n\nBo: Done.", "Ann: How so?\nBo: Two things. First thing: I call them. Note: at night. Offline: we had no test. 12:30: I drove there.\nAnn: And?\nBo: Done."},
		{"tools explained one by one", "Ann: What did you use?\n\nBo: Three.\n\nKafka: for the clicks.\n\nAnn: And?\n\nBo: Done.", "Ann: What did you use?\nBo: Three. / Kafka: for the clicks.\nAnn: And?\nBo: Done."},
		{"a time in an answer", "Ann: When?\n\nBo: It went so.\n12:30 the alarm.\n12:45 we rolled back.\n\nAnn: And?\n\nBo: Done.", "Ann: When?\nBo: It went so. 12:30 the alarm. 12:45 we rolled back.\nAnn: And?\nBo: Done."},
		{"an address and a ratio", "Ann: Where?\nBo: See\nhttps: //x.example\nRatio 3:1 or so.\nAnn: And?\nBo: Done.", "Ann: Where?\nBo: See https: //x.example Ratio 3:1 or so.\nAnn: And?\nBo: Done."},
		{"a table", "| Time | Speaker | Text |\n|---|---|---|\n| 0:01 | Ann Lee | How so? |\n| 0:05 | Bo Ek | Like this. |\n| 0:75 | Ann Lee | And then? |\n| 1:20 | Bo Ek | Then that. |", ": | Time | Speaker | Text | |---|---|---|\nAnn Lee: How so? |\nBo Ek: Like this. |\nAnn Lee: And then? |\nBo Ek: Then that. |"},
		{"rows with commas", "00:00:01,Ann Lee,How so?\n00:00:05,Bo Ek,Like this.\n00:00:09,Ann Lee,And then?\n00:00:12,Bo Ek,Then that.", twice},
		{"bullets", "- Ann Lee: How so?\n- Bo Ek: Like this.\n- Ann Lee: And then?\n- Bo Ek: Then that.\n- Ann Lee: Well?\n- Bo Ek: Fine.", twice + "\nAnn Lee: Well?\nBo Ek: Fine."},
		{"bullets with parts", "- **Interviewer**: How so?\n- **Candidate**: Like this.", "Interviewer: How so?\nCandidate: Like this."},
		{"numbered questions", "Q1) How so?\n\nA1) Like this.\n\nQ2) And then?\n\nA2) Then that.", "Q1: How so?\nA1: Like this.\nQ1: And then?\nA1: Then that."},
		{"a time that is none", "[0:01] Ann Lee: How so?\n[0:05] Bo Ek: Like this.\n[0:99] Ann Lee: And then?\n[1:12] Bo Ek: Then that.", twice},
		{"captions that lose their names", ">> Ann: How so?\n>> Bo: Like this.\n>> Ann: And then?\n>> Bo: Then that.\n>> I raised sales.", "Ann: How so?\nBo: Like this.\nAnn: And then?\nBo: Then that.\nUnknown: >> I raised sales."},
		{"a header", "# Mock interview\n\n**Interviewer:** Sarah (staff engineer)\n**Candidate:** Alex\n**Duration:** 45 minutes\n\n**Sarah:** How so?\n\n**Alex:** Like this.\n\n**Sarah:** And?\n\n**Alex:** Done.", ": # Mock interview / **Interviewer:** Sarah (staff engineer) **Candidate:** Alex **Duration:** 45 minutes\nSarah: How so?\nAlex: Like this.\nSarah: And?\nAlex: Done."},
		{"a break is nobody's", "**Ann:** How so?\n\n**Bo:** Like this.\n\n**Break:** [19:35]\n\n**Ann:** And?\n\n**Bo:** Done.", "Ann: How so?\nBo: Like this.\n: \nAnn: And?\nBo: Done."},
		{"a stage direction", "[Ann] 0:01\nHow so?\n\n[Bo] 0:05\n[laughter]\nLike this.\n\n[music]\n\n[Ann] 0:09\nAnd?\n\n[Bo] 0:12\nDone.", "Ann: How so?\nBo: [laughter] Like this. / [music]\nAnn: And?\nBo: Done."},
		{"no labels", "so tell me\nwell it was like this", ": so tell me well it was like this"},
		{"times of captions", "[00:01.0 --> 00:02.5]  How so\n[00:02.5 --> 00:04.0]  Yeah\n[00:04.0 --> 00:05.0]  Yeah", ": How so Yeah Yeah"},
		{"times without brackets", "0:01 how so\n0:03 like this\n0:05 and then\n0:07 then that", ": how so like this and then then that"},
		{"nothing", "", ""},
	} {
		check(t, c.name, "", turnsOf(c.in), c.want)
	}
}

func TestNamesThatChange(t *testing.T) {
	for _, c := range []struct{ name, labels, want string }{
		{"case", "Ann, Tom, Ann, TOM", "Ann Tom Ann Tom"},
		{"an initial comes later", "Ann, Tom, Ann, Tom B., Ann, Tom B.", "Ann Tom B. Ann Tom B. Ann Tom B."},
		{"the whole name comes later", "Ann, Tom B., Ann, Tom Baker, Ann, Tom Baker, Ann, Tom", "Ann Tom Baker Ann Tom Baker Ann Tom Baker Ann Tom Baker"},
		{"a title", "Ann, Dr. Moe, Ann, DR MOE", "Ann Dr. Moe Ann Dr. Moe"},
		{"two of the name", "Tom B., Tom R., Tom, Tom B., Tom R., Tom", "Tom B. Tom R. Tom Tom B. Tom R. Tom"},
		{"two who talk with each other", "Tom, Tom Baker, Tom, Tom Baker, Tom, Tom Baker", "Tom Tom Baker Tom Tom Baker Tom Tom Baker"},
		{"numbers are no names", "Speaker, Speaker 1, Speaker, Speaker 1", "Speaker Speaker 1 Speaker Speaker 1"},
		{"another first name", "Ann Baker, Tom Baker, Ann Baker, Tom Baker", "Ann Baker Tom Baker Ann Baker Tom Baker"},
	} {
		var text strings.Builder
		for i, l := range strings.Split(c.labels, ", ") {
			fmt.Fprintf(&text, "%s: word %d\n\n", l, i)
		}
		b := Builder{Kind: Transcript}
		b.Verbatim(text.String())
		var got []string
		for _, s := range b.Document().Sections {
			got = append(got, s.Speaker)
		}
		check(t, c.name, "", strings.Join(got, " "), c.want)
	}
}

func TestNamesTakenForOneAreTold(t *testing.T) {
	b := Builder{Kind: Transcript}
	b.Verbatim("Ann: Hello?\n\nTom: Hello.\n\nAnn: Well?\n\nTom B.: Well.\n\nAnn: Bye?\n\nTom B.: Bye.\n")
	want := `the labels "Tom" and "Tom B." are taken for one speaker's`
	if w := b.Document().Warnings; len(w) != 1 || w[0] != want {
		t.Errorf("got %q, want %q", w, want)
	}
}

func TestTimesOfTurns(t *testing.T) {
	d := func() *Document {
		b := Builder{Kind: Transcript}
		b.Verbatim("[0:05] Ann: How so?\n\n[0:09.5] Bo: Like this.\nAnd that, [00:01:02] and then this.\nMore.\n\nAnn: Fine.\n\nBo: Bye.")
		return b.Document()
	}()
	for words, want := range map[string]time.Duration{
		"How so": 5 * time.Second, "Like this": 9500 * time.Millisecond, "And that": 9500 * time.Millisecond,
		"and then this": 62 * time.Second, "More": 62 * time.Second, "Fine": 62 * time.Second,
	} {
		if p := d.Position(strings.Index(d.Text, words)); !p.Timed || p.Time != want {
			t.Errorf("%q: at %v (%v), want %v", words, p.Time, p.Timed, want)
		}
	}
}

func TestClock(t *testing.T) {
	for in, want := range map[string]string{
		"0:12": "12s", "1:02:03": "1h2m3s", "00:01:02.345 x": "1m2.345s", "00:01:02,5": "1m2.5s", "[0:12] x": "12s", "(1:00)": "1m0s",
		"0:0:4.2": "4.2s", "[00:43.810 --> 00:47.850] x": "43.81s", "11:02 AM": "11h2m0s", "1:02 pm": "13h2m0s", "12:05:09 AM": "5m9s", "75:10": "1h15m10s",
		"1:1": "", "3:100": "", "100:1": "", "12": "", "12:": "", "1:2:": "", "[0:12": "", "0:12th": "", "0:75": "", "": "", "a": "",
	} {
		got := ""
		if c := stampAt(in); c.size > 0 {
			got = c.time.String()
		}
		check(t, in, "", got, want)
	}
}

func TestSentencesGoOnOverLabels(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"of the same speaker", "[Ann] 0:01\nSo we had\n\n[Ann] 0:03\nfour clusters. And one\n\n[Ann] 0:05\nwas full.\n\n[Bo] 0:07\nOh.", "So we had four clusters .|And one was full .|Oh ."},
		{"over a time", "Ann: So we had [00:01:02] four clusters. [00:01:07] One was full.\nBo: Oh.\nAnn: Yes.\nBo: Oh.", "So we had four clusters .|One was full .|Oh .|Yes .|Oh ."},
		{"not where nothing has an end mark", "[Ann] 0:01\nso we had\n\n[Ann] 0:03\nfour clusters\n\n[Bo] 0:07\noh\n\n[Bo] 0:08\nwell", "so we had|four clusters|oh|well"},
	} {
		b := Builder{Kind: Transcript}
		b.Verbatim(c.in)
		d := b.Document()
		var got []string
		for _, section := range d.Sections {
			for _, block := range section.Blocks {
				for _, sentence := range block.Sentences {
					var words []string
					for _, token := range sentence.Tokens {
						words = append(words, d.Quote(token.Span))
					}
					got = append(got, strings.Join(words, " "))
				}
			}
		}
		check(t, c.name, "", strings.Join(got, "|"), c.want)
	}
}

func FuzzTurns(f *testing.F) {
	for _, seed := range []string{
		"Ann: How so?\nBo: Like this.\nAnn: And?\nBo: Then [00:12] that.", "**[0:01] Ann (host):** x\r\n\r\n**Break:** [0:02]\n", "0:0:0.0 --> 0:0:4.2\nAnn Lee\nwords\n",
		"11:02:09 From Ann to Everyone:\n\thi", "\uFEFFAnn: a\nBo: b\n", "[Ann] 1:02\nx\n[Bo] 1:03\ny\n", ">> ANN: x", "Q. a\nA. b\nQ. c\nA. d", "田中：どうして？\n佐藤：こう\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "")
		b := Builder{Kind: Transcript}
		b.Verbatim(text)
		d := b.Document()
		end := 0
		for _, s := range d.Sections {
			if s.Start < end || s.End < s.Start || s.End > len(text) {
				t.Fatalf("section %v after %d, text of %d", s.Span, end, len(text))
			}
			at := s.Start
			for _, b := range s.Blocks {
				if b.Start < at || !s.Contains(b.Span) || b.Len() == 0 {
					t.Fatalf("block %v after %d in section %v", b.Span, at, s.Span)
				}
				at = b.End
			}
			end = s.End
		}
		for i := range text {
			d.Position(i)
		}
	})
}

func BenchmarkTurns(b *testing.B) {
	var text strings.Builder
	for i := range 400 {
		fmt.Fprintf(&text, "Ann Lee: And what happened after that, in week %d?\n\nBo Ek: %s\n\n", i, strings.Repeat("We looked at the queue, and it was full again. ", 5))
	}
	for b.Loop() {
		d := &Document{Text: text.String()}
		builder := Builder{Kind: Transcript}
		builder.Verbatim(d.Text)
		d.lines = builder.lines
		d.layoutTurns(&builder)
	}
	b.SetBytes(int64(text.Len()))
}
