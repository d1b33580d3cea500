package extract

import (
	"regexp"

	"redflag/analyzer"
)

var srtStart = regexp.MustCompile(`^(?:\x{FEFF})?\s*(?:\d+[ \t]*\r?\n)?[ \t]*\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}[ \t]*-->[ \t]*\d`)

func isSRT(data []byte) bool { return srtStart.Match(head(data, 256)) }

// readSRT reads SubRip: numbered cues with their times. Players know tags of HTML in it, and those of SubStation Alpha ({\an8}).
func readSRT(b *analyzer.Builder, data []byte) error { return readCues(b, data, false) }
