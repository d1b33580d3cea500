package extract

import (
	"bytes"
	"errors"
	"regexp"
	"slices"

	"redflag/analyzer"
)

// A format is a kind of file: how it is known, and how it is read.
type format struct {
	name    string            // Document.Format
	exts    []string          // extensions, for content that does not tell
	is      func([]byte) bool // whether the content tells that it is this format; nil: it never does
	read    func(*analyzer.Builder, []byte) error
	empty   string // what is wrong where no word was read, and what to do
	refused bool   // read returns what the user can do instead
}

// formats holds every format that is known, in the order in which content is asked. A new format is a row here and
// a file of its own.
var formats = []*format{
	{name: "pdf", exts: []string{".pdf"}, is: isPDF, read: readPDF,
		empty: "no text in it; pictures of text need OCR first (for example ocrmypdf)"},
	{name: "docx", exts: []string{".docx"}, is: isDOCX, read: readDOCX,
		empty: "no text that a reader can see; pictures of text need OCR first"},

	refuse("doc", isEncryptedOffice, "protected by a password; open it, save it without one, and try again"),
	refuse("doc", startsWith("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "a legacy Word file (.doc); save it as DOCX or PDF"),
	refuse("rtf", startsWith(`{\rtf`), "a Rich Text file (.rtf); save it as DOCX or PDF", ".rtf"),
	refuse("odt", zipMimetype("application/vnd.oasis.opendocument."), "an OpenDocument file (.odt); save it as DOCX or PDF", ".odt"),
	refuse("epub", zipMimetype("application/epub+zip"), "an e-book (EPUB); save it as DOCX or PDF", ".epub"),
	refuse("zip", isBrokenZIP, "a DOCX or other ZIP file that is cut short or damaged; open it and save it again, or get it again"),
	refuse("zip", startsWith("PK\x03\x04", "PK\x05\x06"), "a ZIP file, but not a DOCX; unpack it, or save the document in it as DOCX or PDF"),
	{name: "html", exts: []string{".html", ".htm", ".xhtml"}, is: isHTML, read: readHTML,
		empty: "no text that a reader can see; if scripts build the page, open it in a browser and print it to PDF"},
	refuse("vtt", startsWith("WEBVTT", "\uFEFFWEBVTT"), "subtitles (WebVTT); save the words as TXT", ".vtt"),
	refuse("srt", regexp.MustCompile(`^\x{FEFF}?\s*\d+\r?\n\d\d:\d\d:\d\d[,.]\d\d\d --> `).Match, "subtitles (SubRip); save the words as TXT", ".srt"),
	refuse("image", isImage, "a picture; run OCR on it first, or ask for the document itself"),

	{name: "md", exts: []string{".md", ".markdown"}, read: readMarkdown, empty: "no words, only white space or mark-up"},
	plainText,
}

// plainText is the last row: what nothing else claims is read as text, or found to be binary.
var plainText = &format{name: "txt", exts: []string{".txt", ".text"}, read: readText, empty: "no words, only white space"}

// refuse makes a row of a format that is known but not read.
func refuse(name string, is func([]byte) bool, why string, exts ...string) *format {
	return &format{name: name, exts: exts, is: is, refused: true,
		read: func(*analyzer.Builder, []byte) error { return errors.New(why) }}
}

// formatOf tells the format: the content first, the name second, plain text last.
func formatOf(name string, data []byte) *format {
	for _, f := range formats {
		if f.is != nil && f.is(data) {
			return f
		}
	}
	if f := byName(name); f != nil {
		return f
	}
	return plainText
}

// readHere reports whether data is read in the calling process even where there is a Pool: plain text, and what is refused at
// the sight of its first bytes. What is in a container is not looked at.
func readHere(name string, data []byte) bool {
	if startsWith("PK", "\xD0\xCF\x11\xE0")(data) {
		return false
	}
	f := formatOf(name, data)
	return f == plainText || f.refused
}

// byName returns the format that claims the name's extension, or nil.
func byName(name string) *format {
	e := ext(name)
	for _, f := range formats {
		if slices.Contains(f.exts, e) {
			return f
		}
	}
	return nil
}

// head returns the first n bytes at most.
func head(data []byte, n int) []byte { return data[:min(n, len(data))] }

var pdfHeader = regexp.MustCompile(`(?:^|[\r\n])\s*%PDF-\d`)

// isPDF looks for the header at the start of a line: mail and web servers leave lines of their own in front of it.
func isPDF(data []byte) bool { return pdfHeader.Match(head(data, 1024)) }

// isEncryptedOffice reports whether data is an OLE2 container that holds a DOCX encrypted by its password.
func isEncryptedOffice(data []byte) bool {
	const stream = "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"
	return bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")) && bytes.Contains(data, []byte(stream))
}

var htmlStart = regexp.MustCompile(`(?i)^\x{FEFF}?\s*(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)?<(!doctype\s+html|html)\b`)

func isHTML(data []byte) bool { return htmlStart.Match(head(data, 1024)) }

func isImage(data []byte) bool {
	return startsWith("\x89PNG\r\n", "\xFF\xD8\xFF", "GIF87a", "GIF89a", "II*\x00", "MM\x00*", "BM")(data) &&
		bytes.IndexByte(head(data, 512), 0) >= 0 || // a text may begin with "BM"
		len(data) > 12 && (string(data[8:12]) == "WEBP" || string(data[4:12]) == "ftypheic")
}
