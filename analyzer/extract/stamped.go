package extract

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"redflag/analyzer"
)

// stampedLine is a line of what Whisper prints: "[00:43.810 --> 00:47.850]  words", in other programs "[43.81s -> 47.85s] words".
var (
	stampedLine  = regexp.MustCompile(`^[ \t]*\[(?:` + cueStamp + `|(\d+\.\d+)s)[ \t]*--?>[ \t]*(?:` + cueStamp + `|(\d+\.\d+)s)\][ \t]*`)
	stampedStart = regexp.MustCompile(`^(?:\x{FEFF})?\s*\[(?:[\d:.,]+|[\d.]+s)[ \t]*--?>[ \t]*(?:[\d:.,]+|[\d.]+s)\]`)
)

func isStamped(data []byte) bool { return stampedStart.Match(head(data, 1024)) }

// readStamped reads plain text with two times in front of each line. The times are those of the lines, and no words.
func readStamped(b *analyzer.Builder, data []byte) error {
	text, err := decode(b, data)
	if err != nil {
		return err
	}
	var said []utterance
	for i, line := range strings.Split(crOrCRLF.Replace(strings.TrimPrefix(text, "\uFEFF")), "\n") {
		u := utterance{line: i + 1}
		front := 0
		if m := stampedLine.FindStringSubmatch(line); m != nil {
			front = len(m[0])
			u.timed, u.start, u.end = true, stampOf(m[1:6]), stampOf(m[6:11])
		}
		u.text, u.shift = oneLine(line[front:]), utf8.RuneCountInString(line[:front])
		said = append(said, u)
	}
	writeSpeech(b, said)
	return nil
}

// stampOf reads hours, minutes, seconds and decimals, or seconds alone.
func stampOf(parts []string) time.Duration {
	if parts[4] != "" {
		d, _ := time.ParseDuration(parts[4] + "s")
		return d
	}
	return cueTime(parts[:4])
}
