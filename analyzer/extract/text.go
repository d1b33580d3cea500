package extract

import (
	"strings"

	"redflag/analyzer"
)

// readText reads plain text. UTF-8 is kept byte for byte, so that offsets are the file's own; a byte order mark at
// its front stays as well, as the three bytes that it is (it is no letter, so no word begins with it). Text in
// another encoding is converted first, and offsets count in the result.
func readText(b *analyzer.Builder, data []byte) error {
	text, err := decode(b, data)
	if err != nil {
		return err
	}
	if strings.TrimSpace(strings.TrimPrefix(text, "\uFEFF")) != "" {
		b.Verbatim(text)
	}
	return nil
}
