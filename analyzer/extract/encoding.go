package extract

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"redflag/analyzer"
)

var errBinary = errors.New("binary data, not text; save it as TXT, DOCX or PDF")

// decode returns data as UTF-8, and warns on b where that took more than keeping the bytes. What the bytes say
// counts in this order: a byte order mark, the zeros of UTF-16, valid UTF-8, statistics.
func decode(b *analyzer.Builder, data []byte) (string, error) {
	if name, enc := wide(data); enc != nil {
		return convert(b, data, name, enc)
	}
	if isBinary(data) {
		return "", errBinary
	}
	bad, first, multi := utf8Faults(data)
	switch {
	case bad == 0:
		return lineEnds(b, string(data)), nil
	case bad <= multi:
		b.Warn(fmt.Sprintf("%s not UTF-8, the first on line %d; read as \uFFFD", count(bad, "byte is", "bytes are"), first))
		return lineEnds(b, strings.ToValidUTF8(string(data), "\uFFFD")), nil
	}
	name, enc := narrow(data)
	return convert(b, data, name, enc)
}

// convert decodes data and says so: a wrong guess shows in the words, and offsets no longer count in the file.
func convert(b *analyzer.Builder, data []byte, name string, enc encoding.Encoding) (string, error) {
	text, err := enc.NewDecoder().Bytes(data)
	if err != nil || isBinary(text) {
		return "", errBinary
	}
	b.Warn(fmt.Sprintf("not UTF-8 but %s, as far as its bytes tell; converted, and offsets count in the converted text", name))
	return lineEnds(b, string(text)), nil
}

// lineEnds turns the line ends of the classic Mac OS (CR alone) into LF: what is a line to whoever wrote it would else run on, and in a
// transcript end in another speaker's words. Offsets stay.
func lineEnds(b *analyzer.Builder, text string) string {
	if !strings.Contains(text, "\n") {
		if strings.Contains(strings.TrimRight(text, "\r"), "\r") {
			b.Warn("lines end with CR alone; read as line ends")
			return strings.ReplaceAll(text, "\r", "\n")
		}
		return text
	}
	var ends []byte
	lone := 0
	for i := 0; i+1 < len(text); i++ {
		if text[i] != '\r' || text[i+1] == '\n' || text[i+1] == '\r' {
			continue
		}
		if ends == nil {
			ends = []byte(text)
		}
		ends[i] = '\n'
		lone++
	}
	if lone == 0 {
		return text
	}
	b.Warn(fmt.Sprintf("%s with CR alone, others do not; read as line ends", count(lone, "line ends", "lines end")))
	return string(ends)
}

// isBinary reports whether data holds what no text does: zeros, or more than a few control characters.
func isBinary(data []byte) bool {
	controls := 0
	for _, c := range data {
		switch {
		case c == 0:
			return true
		case c < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1b", rune(c)), c == 0x7F:
			controls++
		}
	}
	return controls > 3 && controls > len(data)/100
}

// utf8Faults counts the bytes that are not UTF-8 and the characters of several bytes that are, and tells the line of
// the first fault. A run of bad bytes that ToValidUTF8 turns into one character counts byte by byte.
func utf8Faults(data []byte) (bad, firstLine, multi int) {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			if bad++; bad == 1 {
				firstLine = 1 + bytes.Count(data[:i], []byte("\n"))
			}
		case n > 1:
			multi++
		}
		i += n
	}
	return bad, firstLine, multi
}

// wide tells the encodings of two and four bytes a character, by their byte order mark or by where their zeros are.
func wide(data []byte) (string, encoding.Encoding) {
	le := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	be := unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE\x00\x00")):
		return "UTF-32", utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case bytes.HasPrefix(data, []byte("\x00\x00\xFE\xFF")):
		return "UTF-32", utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return "UTF-16", le
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return "UTF-16", be
	}
	var zeros [2]int
	sample := head(data, 4096)
	for i, c := range sample {
		if c == 0 {
			zeros[i%2]++
		}
	}
	// Half of the bytes of Western text are zeros, all on one side.
	switch enough := max(1, len(sample)/4); {
	case zeros[1] >= enough && zeros[0] <= zeros[1]/20:
		return "UTF-16 (little-endian, without a byte order mark)", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros[0] >= enough && zeros[1] <= zeros[0]/20:
		return "UTF-16 (big-endian, without a byte order mark)", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return "", nil
}

// narrow tells the other encodings by statistics. Those are sure of the scripts of Asia and of Cyrillic; of Western
// text they are not, and the two encodings that it comes in are told apart here.
func narrow(data []byte) (string, encoding.Encoding) {
	found := chardet.Detect(head(data, 1<<20))
	if enc, err := htmlindex.Get(found.Encoding); err == nil && found.Confidence >= 0.8 {
		return found.Encoding, enc
	}
	// Bytes that are common in the one encoding (accented small letters, curly quotes, dashes, bullets) and odd in
	// the other.
	mac, windows := 0, 0
	for _, c := range data {
		switch {
		case c >= 0x91 && c <= 0x97, c >= 0xE0:
			windows++
		case c >= 0x80 && c <= 0x9F, c >= 0xD0 && c <= 0xD5, c == 0xA5:
			mac++
		}
	}
	if mac > windows {
		return "MacRoman", charmap.Macintosh
	}
	return "Windows-1252", charmap.Windows1252
}

// count says a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
