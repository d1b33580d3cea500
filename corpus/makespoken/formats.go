package main

import (
	"encoding/json"
	"fmt"
	"html"
	"strings"
	"time"
)

// A format is a way to write a talk.
type format struct {
	name   string // behind the interview's own
	write  func(talk) []byte
	naming func(turn) string // how it names the speaker; nil: as the interview does
	coarse bool              // its times are those of turns, or none
}

var formats = []format{
	{name: "teams.vtt", write: writeTeamsVTT},
	{name: "zoom.vtt", write: writeZoomVTT},
	{name: "srt", write: writeSRT},
	{name: "whisperx.json", write: writeWhisperX, naming: func(t turn) string { return fmt.Sprintf("SPEAKER_%02d", t.index) }},
	{name: "aws.json", write: writeAWS, naming: func(t turn) string { return fmt.Sprintf("spk_%d", t.index) }},
	{name: "deepgram.json", write: writeDeepgram, naming: numbered},
	{name: "deepgram-paragraphs.json", write: writeDeepgramParagraphs, naming: numbered},
	{name: "assemblyai.json", write: writeAssemblyAI, naming: lettered},
	{name: "assemblyai-words.json", write: writeAssemblyAIWords, naming: lettered},
	{name: "list.json", write: writeList},
	{name: "whisper.txt", write: writeStamped},
	{name: "teams-old.docx", write: writeTeamsOld},
	{name: "teams-new.docx", write: writeTeamsNew},
	{name: "meet.docx", write: writeMeet, coarse: true},
	{name: "otter.txt", write: writeOtter, coarse: true},
	{name: "zoom.txt", write: writeZoomText, coarse: true},
	{name: "chat.txt", write: writeChat, coarse: true},
	{name: "bold.md", write: writeBold, coarse: true},
	{name: "clock.txt", write: writeClock, coarse: true},
}

func numbered(t turn) string { return fmt.Sprintf("Speaker %d", t.index) }
func lettered(t turn) string { return "Speaker " + letter(t) }
func letter(t turn) string   { return string(rune('A' + t.index)) }

// stamp writes a time with thousandths behind the given mark.
func stamp(t time.Duration, mark string) string {
	ms := t.Milliseconds()
	return fmt.Sprintf("%02d:%02d:%02d%s%03d", ms/3600000, ms/60000%60, ms/1000%60, mark, ms%1000)
}

// clock writes a time as "0:12", "1:02:03".
func clock(t time.Duration) string {
	s := int(t / time.Second)
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}

func seconds(t time.Duration) float64 { return float64(t.Milliseconds()) / 1000 }

func writeTeamsVTT(t talk) []byte {
	var b strings.Builder
	b.WriteString("WEBVTT\n\n")
	for i, turn := range t {
		for j, c := range turn.cues() {
			fmt.Fprintf(&b, "4c2a6f0e-91d3-4b57-8e1a-%012x/%d-%d\n%s --> %s\n<v %s>%s</v>\n\n", i, i, j,
				stamp(c[0].start, "."), stamp(c[len(c)-1].end, "."), html.EscapeString(turn.speaker), html.EscapeString(join(c)))
		}
	}
	return []byte(b.String())
}

func writeZoomVTT(t talk) []byte {
	var b strings.Builder
	b.WriteString("WEBVTT\r\n\r\n")
	n := 0
	for _, turn := range t {
		for _, c := range turn.cues() {
			n++
			fmt.Fprintf(&b, "%d\r\n%s --> %s\r\n%s: %s\r\n\r\n", n, stamp(c[0].start, "."), stamp(c[len(c)-1].end, "."), turn.speaker, html.EscapeString(join(c)))
		}
	}
	return []byte(b.String())
}

// writeSRT names the speaker where another begins, on two lines a cue.
func writeSRT(t talk) []byte {
	var b strings.Builder
	n := 0
	for _, turn := range t {
		for i, c := range turn.cues() {
			n++
			half := len(c) / 2
			text := strings.TrimSpace(join(c[:half]) + "\n" + join(c[half:]))
			if i == 0 {
				text = turn.speaker + ": " + text
			}
			fmt.Fprintf(&b, "%d\n%s --> %s\n%s\n\n", n, stamp(c[0].start, ","), stamp(c[len(c)-1].end, ","), text)
		}
	}
	return []byte(b.String())
}

type object = map[string]any

func marshal(v any) []byte {
	data, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		panic(err)
	}
	return data
}

// writeWhisperX writes segments of some 30 seconds at most, with words.
func writeWhisperX(t talk) []byte {
	var segments []object
	for _, turn := range t {
		speaker := fmt.Sprintf("SPEAKER_%02d", turn.index)
		for words := turn.words; len(words) > 0; {
			n := min(len(words), 70)
			var list []object
			for _, w := range words[:n] {
				list = append(list, object{"word": w.text, "start": seconds(w.start), "end": seconds(w.end), "score": 0.9, "speaker": speaker})
			}
			segments = append(segments, object{"start": seconds(words[0].start), "end": seconds(words[n-1].end), "text": " " + join(words[:n]), "words": list, "speaker": speaker})
			words = words[n:]
		}
	}
	return marshal(object{"segments": segments, "language": "en"})
}

func writeAWS(t talk) []byte {
	var items []object
	var all []string
	for _, turn := range t {
		speaker := fmt.Sprintf("spk_%d", turn.index)
		for _, w := range turn.words {
			text := strings.TrimRight(w.text, ".,?!")
			if text == "" {
				text = w.text
			}
			items = append(items, object{"id": len(items), "type": "pronunciation", "speaker_label": speaker, "alternatives": []object{{"confidence": "0.99", "content": text}},
				"start_time": fmt.Sprintf("%.2f", seconds(w.start)), "end_time": fmt.Sprintf("%.2f", seconds(w.end))})
			if mark := w.text[len(text):]; mark != "" {
				items = append(items, object{"id": len(items), "type": "punctuation", "speaker_label": speaker, "alternatives": []object{{"confidence": "0.0", "content": mark}}})
			}
		}
		all = append(all, join(turn.words))
	}
	return marshal(object{"jobName": "interview", "accountId": "111122223333", "status": "COMPLETED", "results": object{
		"transcripts": []object{{"transcript": strings.Join(all, " ")}}, "items": items}})
}

func deepgramWords(turn turn) []object {
	var list []object
	for _, w := range turn.words {
		list = append(list, object{"word": strings.ToLower(strings.Trim(w.text, ".,?!")), "punctuated_word": w.text, "start": seconds(w.start), "end": seconds(w.end),
			"confidence": 0.9, "speaker": turn.index})
	}
	return list
}

func writeDeepgram(t talk) []byte {
	var utterances []object
	for _, turn := range t {
		utterances = append(utterances, object{"start": seconds(turn.start()), "end": seconds(turn.end()), "confidence": 0.9, "channel": 0,
			"transcript": join(turn.words), "words": deepgramWords(turn), "speaker": turn.index, "id": "0"})
	}
	return marshal(object{"metadata": object{}, "results": object{"utterances": utterances}})
}

func writeDeepgramParagraphs(t talk) []byte {
	var paragraphs []object
	for _, turn := range t {
		var sentences []object
		for _, s := range turn.sentences() {
			sentences = append(sentences, object{"text": join(s), "start": seconds(s[0].start), "end": seconds(s[len(s)-1].end)})
		}
		paragraphs = append(paragraphs, object{"sentences": sentences, "speaker": turn.index, "start": seconds(turn.start()), "end": seconds(turn.end())})
	}
	return marshal(object{"metadata": object{}, "results": object{"channels": []object{{"alternatives": []object{{"transcript": "", "words": []object{},
		"paragraphs": object{"transcript": "", "paragraphs": paragraphs}}}}}}})
}

func assemblyWords(turn turn) []object {
	var list []object
	for _, w := range turn.words {
		list = append(list, object{"text": w.text, "start": w.start.Milliseconds(), "end": w.end.Milliseconds(), "confidence": 0.9, "speaker": letter(turn)})
	}
	return list
}

func writeAssemblyAI(t talk) []byte {
	var utterances []object
	for _, turn := range t {
		utterances = append(utterances, object{"start": turn.start().Milliseconds(), "end": turn.end().Milliseconds(), "confidence": 0.9, "text": join(turn.words),
			"words": assemblyWords(turn), "speaker": letter(turn)})
	}
	return marshal(object{"id": "0", "status": "completed", "utterances": utterances})
}

func writeAssemblyAIWords(t talk) []byte {
	var words []object
	for _, turn := range t {
		words = append(words, assemblyWords(turn)...)
	}
	return marshal(object{"id": "0", "status": "completed", "words": words, "utterances": nil})
}

func writeList(t talk) []byte {
	var list []object
	for _, turn := range t {
		list = append(list, object{"speaker": turn.speaker, "start": clock(turn.start()), "text": join(turn.words)})
	}
	return marshal(list)
}

func writeStamped(t talk) []byte {
	var b strings.Builder
	for _, turn := range t {
		for i, c := range turn.cues() {
			name := ""
			if i == 0 {
				name = turn.speaker + ": "
			}
			fmt.Fprintf(&b, "[%s --> %s]  %s%s\n", stamp(c[0].start, "."), stamp(c[len(c)-1].end, "."), name, join(c))
		}
	}
	return []byte(b.String())
}

func writeOtter(t talk) []byte {
	return turns(t, func(turn turn) string {
		return fmt.Sprintf("%s  %s  \n%s\n\n", turn.speaker, clock(turn.start()), join(turn.words))
	})
}

func writeZoomText(t talk) []byte {
	return turns(t, func(turn turn) string {
		return fmt.Sprintf("[%s] %s\n%s\n\n", turn.speaker, stamp(11*time.Hour+turn.start(), ".")[:8], join(turn.words))
	})
}

func writeChat(t talk) []byte {
	return turns(t, func(turn turn) string {
		return fmt.Sprintf("%s From %s to Everyone:\n\t%s\n", stamp(11*time.Hour+turn.start(), ".")[:8], turn.speaker, join(turn.words))
	})
}

func writeBold(t talk) []byte {
	return turns(t, func(turn turn) string { return fmt.Sprintf("**%s:** %s\n\n", turn.speaker, join(turn.words)) })
}

func writeClock(t talk) []byte {
	return turns(t, func(turn turn) string {
		return fmt.Sprintf("[%s] %s: %s\n", stamp(turn.start(), ".")[:8], turn.speaker, join(turn.words))
	})
}

func turns(t talk, write func(turn) string) []byte {
	var b strings.Builder
	for _, turn := range t {
		b.WriteString(write(turn))
	}
	return []byte(b.String())
}
