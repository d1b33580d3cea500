package extract

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"strings"

	"redflag/analyzer"
)

// A format is a kind of file: how it is known, and how it is read.
type format struct {
	name    string            // Document.Format
	exts    []string          // extensions, for content that does not tell
	is      func([]byte) bool // whether the content tells that it is this format; nil: it never does
	read    func(*analyzer.Builder, []byte) error
	empty   string // what is wrong where no word was read, and what to do
	poor    string // what to do where it was read poorly
	refused bool   // read returns what the user can do instead
}

// formats holds every format that is known, in the order in which content is asked. A new format is a row here and
// a file of its own.
var formats = []*format{
	{name: "pdf", exts: []string{".pdf"}, is: isPDF, read: readPDF,
		empty: "no text in it; pictures of text need OCR first (for example ocrmypdf)",
		poor:  "export it anew from the program that made it, or use --ocr"},
	{name: "docx", exts: []string{".docx", ".docm", ".dotx", ".dotm"}, is: isDOCX, read: readDOCX,
		empty: noText},
	{name: "odt", exts: []string{".odt", ".ott"}, is: zipMimetype("application/vnd.oasis.opendocument.text"), read: readODT, empty: noText},
	{name: "odt", exts: []string{".fodt"}, is: isFlatODT, read: readFlatODT, empty: noText},
	{name: "rtf", exts: []string{".rtf"}, is: isRTF, read: readRTF, empty: noText},

	{name: "json", is: isJSONResume, read: readJSONResume, empty: "a JSON Resume without words; fill in its fields, or save the resume as PDF or TXT"},
	{name: "json", is: isJSONTranscript, read: readJSONTranscript, empty: "a transcript without words; export it again"},
	{name: "json", exts: []string{".json"}, read: refuseJSON, refused: true},

	refuse("doc", isEncryptedOffice, "protected by a password; open it, save it without one, and try again"),
	refuse("msg", holdsStream("__properties_version1.0"), "a message of Outlook (.msg); save the document attached to it"),
	refuse("doc", holdsStream("WordDocument"), legacyWord),
	refuse("xls", holdsStream("Workbook"), "an Excel sheet (.xls), not a document; save the text in it as DOCX, PDF or TXT"),
	refuse("ppt", holdsStream("PowerPoint Document"), "a PowerPoint presentation (.ppt); save it as PDF"),
	refuse("doc", startsWith(ole2), legacyWord),
	refuse("doc", isWordXML, "a Word document as one XML file; save it as DOCX or PDF, or convert it with soffice --headless --convert-to docx"),
	refuse("mhtml", isMHTML, "a web archive or a mail (MHTML); save it as DOCX or PDF"),
	refuse("wpd", startsWith("\xFFWPC"), "a WordPerfect file; save it as DOCX or PDF, or convert it with soffice --headless --convert-to docx"),
	refuse("xlsx", zipWith("xl/workbook.xml"), "an Excel sheet (.xlsx), not a document; save the text in it as DOCX, PDF or TXT"),
	refuse("pptx", zipWith("ppt/presentation.xml"), "a PowerPoint presentation (.pptx); save it as PDF"),
	refuse("pages", zipWith("Index/Document.iwa", "Index.zip", "buildVersionHistory.plist"),
		"an Apple Pages document; export it to Word or PDF (File > Export To)"),
	refuse("odf", zipMimetype("application/vnd.oasis.opendocument."), "an OpenDocument sheet, presentation or drawing, not a text; save it as PDF"),
	refuse("sxw", zipMimetype("application/vnd.sun.xml."), "an OpenOffice 1 file (.sxw); save it as ODT, DOCX or PDF"),
	refuse("epub", zipMimetype("application/epub+zip"), "an e-book (EPUB); save it as DOCX or PDF", ".epub"),
	refuse("xps", zipWith("FixedDocSeq.fdseq", "FixedDocumentSequence.fdseq"), "an XPS document; print it to PDF"),
	refuse("ps", startsWith("%!PS"), "a PostScript file; turn it into PDF (ps2pdf)"),
	refuse("archive", startsWith("Rar!\x1A\a", "7z\xBC\xAF\x27\x1C", "\x1F\x8B\b"), "a packed archive (RAR, 7z or gzip); unpack it first"),
	refuse("zip", isBrokenZIP, "a DOCX or other ZIP file that is cut short or damaged; open it and save it again, or get it again"),
	refuse("zip", startsWith("PK\x03\x04", "PK\x05\x06"), "a ZIP file, but not a DOCX; unpack it, or save the document in it as DOCX or PDF"),
	{name: "html", exts: []string{".html", ".htm", ".xhtml"}, is: isHTML, read: readHTML,
		empty: "no text that a reader can see; if scripts build the page, open it in a browser and print it to PDF"},
	{name: "vtt", exts: []string{".vtt"}, is: isVTT, read: readVTT, empty: "a WebVTT file without words in it; export the transcript again, with its captions"},
	{name: "srt", exts: []string{".srt"}, is: isSRT, read: readSRT, empty: "a SubRip file without words in it; export the transcript again, with its captions"},
	{name: "txt", is: isStamped, read: readStamped, empty: "times without words; export the transcript again"},
	{name: "image", is: isImage, refused: true, read: func(*analyzer.Builder, []byte) error { return errPicture }},

	{name: "md", exts: []string{".md", ".markdown"}, read: readMarkdown, empty: "no words, only white space or mark-up"},
	plainText,
}

const legacyWord = "a legacy Word file (.doc); save it as DOCX or PDF, or convert it with soffice --headless --convert-to docx"

const noText = "no text that a reader can see; pictures of text need OCR first"

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

const ole2 = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" // compound files, which the formats of old Office are

// holdsStream returns a test for a compound file that holds a stream whose name begins so. The names are in UTF-16.
func holdsStream(name string) func([]byte) bool {
	wide := []byte(strings.Join(strings.Split(name, ""), "\x00") + "\x00")
	return func(data []byte) bool {
		return bytes.HasPrefix(data, []byte(ole2)) && bytes.Contains(data, wide)
	}
}

// isEncryptedOffice reports whether data is a compound file that holds a DOCX encrypted by its password.
var isEncryptedOffice = holdsStream("EncryptedPackage")

// isWordXML reports whether data is Word 2003 XML, or a DOCX whose parts stand in one XML file.
func isWordXML(data []byte) bool {
	h := head(data, 2048)
	return bytes.HasPrefix(bytes.TrimPrefix(h, []byte("\uFEFF")), []byte("<?xml")) &&
		(bytes.Contains(h, []byte("<w:wordDocument")) || bytes.Contains(h, []byte("<pkg:package")) || bytes.Contains(h, []byte(`progid="Word.Document"`)))
}

var mhtmlStart = regexp.MustCompile(`(?i)^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?content-type:\s*multipart/related`)

func isMHTML(data []byte) bool { return mhtmlStart.Match(head(data, 2048)) }

// isFlatODT reports whether data is an OpenDocument text as one XML file.
func isFlatODT(data []byte) bool {
	h := head(data, 16<<10)
	return bytes.Contains(h, []byte("<office:document")) && bytes.Contains(h, []byte("application/vnd.oasis.opendocument.text"))
}

var htmlStart = regexp.MustCompile(`(?i)^\x{FEFF}?\s*(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)?<(!doctype\s+html|html)\b`)

func isHTML(data []byte) bool { return htmlStart.Match(head(data, 1024)) }

func isImage(data []byte) bool {
	return startsWith("\x89PNG\r\n", "\xFF\xD8\xFF", "GIF87a", "GIF89a", "II*\x00", "MM\x00*", "BM")(data) &&
		bytes.IndexByte(head(data, 512), 0) >= 0 || // a text may begin with "BM"
		len(data) > 12 && (string(data[8:12]) == "WEBP" || string(data[4:12]) == "ftypheic")
}
