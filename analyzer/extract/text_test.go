package extract

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Text in UTF-8 is the file's own, byte for byte.
func TestTextVerbatim(t *testing.T) {
	for _, s := range []string{
		"Jane Doe\n", "no line end", "a\r\nb\r\n", "\n\n  indented\n", "\uFEFFJane Doe\n", "Zoë – 日本 🎉\n", "page\fbreak",
	} {
		doc, err := Read("cv.txt", []byte(s), Options{})
		if err != nil {
			t.Errorf("%q: %v", s, err)
		} else if doc.Text != s || len(doc.Warnings) > 0 {
			t.Errorf("%q became %q, warnings %q", s, doc.Text, doc.Warnings)
		}
	}
}

// Offsets and lines are the file's own where a byte order mark stands in front.
func TestTextPosition(t *testing.T) {
	doc, err := Read("cv.txt", []byte("\uFEFFJane\r\nZoë Doe\r\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := doc.Position(strings.Index(doc.Text, "Doe"))
	if p.Line != 2 || p.Column != 5 {
		t.Errorf("Doe stands at %d:%d, want 2:5", p.Line, p.Column)
	}
}

// Text in other encodings is converted, and the user is told.
func TestEncodings(t *testing.T) {
	const converted = ", as far as its bytes tell; converted, and offsets count in the converted text"
	for _, c := range []struct{ what, data, want, warning string }{
		{"UTF-16 with a mark", "\xFF\xFE" + inUTF16("Zoë"), "Zoë", "not UTF-8 but UTF-16" + converted},
		{"UTF-16, big end first", "\xFE\xFF\x00Z\x00o\x00\xEB", "Zoë", "not UTF-8 but UTF-16" + converted},
		{"UTF-16 without a mark", inUTF16("Zoë Doe\n日本"), "Zoë Doe\n日本", "not UTF-8 but UTF-16 (little-endian, without a byte order mark)" + converted},
		{"UTF-16 without a mark, big end first", "\x00J\x00a\x00n\x00e", "Jane", "not UTF-8 but UTF-16 (big-endian, without a byte order mark)" + converted},
		{"UTF-32", "\xFF\xFE\x00\x00Z\x00\x00\x00\xEB\x00\x00\x00", "Zë", "not UTF-8 but UTF-32" + converted},
		{"Windows-1252", "Jane\x92s caf\xE9 \x96 built \x93it\x94", "Jane’s café – built “it”", "not UTF-8 but Windows-1252" + converted},
		{"Windows-1252, one letter", "Worked at the caf\xE9 on Main Street.", "Worked at the café on Main Street.", "not UTF-8 but Windows-1252" + converted},
		{"Windows-1252, German", "Gesch\xE4ftsf\xFChrer in K\xF6ln", "Geschäftsführer in Köln", "not UTF-8 but Windows-1252" + converted},
		{"MacRoman", "Jane\xD5s caf\x8E \xD0 built \xD2it\xD3\n\xA5 R\x8Esum\x8E", "Jane’s café – built “it”\n• Résumé", "not UTF-8 but MacRoman" + converted},
		{"MacRoman, German", "Gesch\x8Aftsf\x9Fhrer in K\x9Aln", "Geschäftsführer in Köln", "not UTF-8 but MacRoman" + converted},
		{"one bad byte", "Zoë\nJos\xE9 Müller\n", "Zoë\nJos\uFFFD Müller\n", "1 byte is not UTF-8, the first on line 2; read as \uFFFD"},
		{"bad bytes", "é é é\n\n\xFF\xFE\n", "é é é\n\n\uFFFD\n", "2 bytes are not UTF-8, the first on line 3; read as \uFFFD"},
		{"the classic Mac's line ends", "Jane\rDoe\r", "Jane\nDoe\n", "lines end with CR alone; read as line ends"},
		{"one of them among others", "Jane\rDoe\r\nBern\n", "Jane\nDoe\r\nBern\n", "1 line ends with CR alone, others do not; read as line ends"},
	} {
		doc, err := Read("cv.txt", []byte(c.data), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
		} else if got := strings.Join(doc.Warnings, "|"); doc.Text != c.want || got != c.warning {
			t.Errorf("%s:\n got %q, %q\nwant %q, %q", c.what, doc.Text, got, c.want, c.warning)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"Jane\r\nDoe", "\uFEFFJane", "\xFF\xFEJ\x00", "caf\xE9", "a\xFFé", "\x00\x01", "a\rb"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkRead(t, "cv.txt", data) })
}

// checkRead reads any bytes: they become valid text, or an error that says something.
func checkRead(t *testing.T, name string, data []byte) {
	doc, err := Read(name, data, Options{MaxBytes: 1 << 20})
	switch {
	case err != nil && (doc != nil || len(err.Error()) <= len(name)+2):
		t.Errorf("document %v, error %q", doc, err)
	case err != nil && strings.Contains(err.Error(), "inside redflag"):
		t.Errorf("panic: %v", err)
	case err == nil && !utf8.ValidString(doc.Text):
		t.Errorf("not UTF-8: %q", doc.Text)
	case err == nil && doc.Format == "txt" && len(doc.Warnings) == 0 && doc.Text != string(data):
		t.Errorf("%q became %q", data, doc.Text)
	}
}
