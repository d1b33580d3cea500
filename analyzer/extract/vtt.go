package extract

import (
	"regexp"

	"redflag/analyzer"
)

var vttStart = regexp.MustCompile(`^(?:\x{FEFF})?WEBVTT(?:[ \t\r\n]|$)`)

func isVTT(data []byte) bool { return vttStart.Match(head(data, 64)) }

// readVTT reads WebVTT (https://www.w3.org/TR/webvtt1/), as browsers, Teams, Zoom, YouTube and recognisers write it: who speaks stands
// in voice tags (<v Ann Lee>), or in the words ("Ann Lee: ..."), where it stays. Notes, styles and regions hold no words.
func readVTT(b *analyzer.Builder, data []byte) error { return readCues(b, data, true) }
