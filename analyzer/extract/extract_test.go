package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redflag/analyzer"
)

const unknownJSON = `JSON, but neither a JSON Resume ("basics", or two of its sections: "work", "education", ...) nor a transcript of Whisper ("segments" or "transcription"), ` +
	`AWS Transcribe ("results" with "items"), Deepgram ("results" with "utterances" or "channels") or AssemblyAI ("utterances", "sentences" or "words"), ` +
	`or a list of {"speaker", "text", "start"}; save the resume as PDF or TXT, or the transcript as VTT, SRT or TXT`

// Inputs that cannot be read, with what the user is told. Each says what is wrong and what to do.
var badInputs = []struct{ what, name, data, want string }{
	{"nothing", "cv.txt", "", "cv.txt: empty file (0 bytes); export or download it again"},
	{"a transcript of a tool, of silence", "talk.json", `{"text": "", "segments": []}`, "talk.json: a transcript without words; export it again"},
	{"white space", "cv.txt", " \n\t\r\n ", "cv.txt: no words, only white space"},
	{"a byte order mark", "cv.txt", "\uFEFF", "cv.txt: no words, only white space"},
	{"mark-up alone", "cv.md", "---\n\n![](photo.png)\n", "cv.md: no words, only white space or mark-up"},
	{"zeros as text", "cv.txt", "Jane\x00Doe", "cv.txt: binary data, not text; save it as TXT, DOCX or PDF"},
	{"control characters as text", "cv.md", strings.Repeat("a\x01\x02", 20), "cv.md: binary data, not text; save it as TXT, DOCX or PDF"},
	{"a program", "cv", "\x7FELF\x02\x01\x01\x00\x00", "cv: binary data, not text; save it as TXT, DOCX or PDF"},

	{"legacy Word", "cv.docx", ole2 + "....", "cv.docx: a legacy Word file (.doc); save it as DOCX or PDF, or convert it with soffice --headless --convert-to docx"},
	{"legacy Word with a sheet in it", "cv.doc", ole2 + inUTF16("WordDocument") + inUTF16("Workbook"),
		"cv.doc: a legacy Word file (.doc); save it as DOCX or PDF, or convert it with soffice --headless --convert-to docx"},
	{"a legacy sheet", "cv.doc", ole2 + inUTF16("Workbook"), "cv.doc: an Excel sheet (.xls), not a document; save the text in it as DOCX, PDF or TXT"},
	{"a legacy presentation", "cv.doc", ole2 + inUTF16("PowerPoint Document"), "cv.doc: a PowerPoint presentation (.ppt); save it as PDF"},
	{"a message", "cv.msg", ole2 + inUTF16("__properties_version1.0"), "cv.msg: a message of Outlook (.msg); save the document attached to it"},
	{"Word 2003 XML", "cv.doc", `<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>`,
		"cv.doc: a Word document as one XML file; save it as DOCX or PDF, or convert it with soffice --headless --convert-to docx"},
	{"a web archive", "cv.doc", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n", "cv.doc: a web archive or a mail (MHTML); save it as DOCX or PDF"},
	{"WordPerfect", "cv.doc", "\xFFWPC\x10", "cv.doc: a WordPerfect file; save it as DOCX or PDF, or convert it with soffice --headless --convert-to docx"},
	{"Pages", "cv.pages", zipOf("Index/Document.iwa", "x"), "cv.pages: an Apple Pages document; export it to Word or PDF (File > Export To)"},
	{"a sheet", "cv.zip", zipOf("xl/workbook.xml", "x"), "cv.zip: an Excel sheet (.xlsx), not a document; save the text in it as DOCX, PDF or TXT"},
	{"a presentation", "cv.pptx", zipOf("ppt/presentation.xml", "x"), "cv.pptx: a PowerPoint presentation (.pptx); save it as PDF"},
	{"OpenDocument, not a text", "cv.odt", zipOf("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
		"cv.odt: an OpenDocument sheet, presentation or drawing, not a text; save it as PDF"},
	{"OpenOffice 1", "cv.sxw", zipOf("mimetype", "application/vnd.sun.xml.writer"), "cv.sxw: an OpenOffice 1 file (.sxw); save it as ODT, DOCX or PDF"},
	{"XPS", "cv.xps", zipOf("FixedDocSeq.fdseq", "x"), "cv.xps: an XPS document; print it to PDF"},
	{"PostScript", "cv", "%!PS-Adobe-3.0", "cv: a PostScript file; turn it into PDF (ps2pdf)"},
	{"a packed archive", "cv", "Rar!\x1A\a\x01", "cv: a packed archive (RAR, 7z or gzip); unpack it first"},
	{"a DOCX with a password", "cv.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1.." + inUTF16("EncryptedPackage"),
		"cv.docx: protected by a password; open it, save it without one, and try again"},
	{"rich text without words", "cv.rtf", `{\rtf1\ansi{\info Jane}}`, "cv.rtf: no text that a reader can see; pictures of text need OCR first"},
	{"text as an RTF", "cv.rtf", "Jane", `cv.rtf: not an RTF file, which begins with {\rtf; save it again as RTF, or name it .txt if it is text`},
	{"an ODT with a password", "cv.odt", zipOf("mimetype", odtType, "META-INF/manifest.xml", "<manifest:encryption-data/>", "content.xml", "?"),
		"cv.odt: protected by a password; open it, save it without one, and try again"},
	{"an ODT without content", "cv.odt", zipOf("mimetype", odtType),
		"cv.odt: an ODT file that cannot be read (content.xml is missing); open it in LibreOffice and save it again, or save it as PDF"},
	{"text as an ODT", "cv.odt", "Jane Doe", "cv.odt: an ODT file that cannot be read (zip: not a valid zip file); open it in LibreOffice and save it again, or save it as PDF"},
	{"an ODT without words", "cv.odt", odtOf(""), "cv.odt: no text that a reader can see; pictures of text need OCR first"},
	{"an e-book", "cv.zip", zipOf("mimetype", "application/epub+zip"), "cv.zip: an e-book (EPUB); save it as DOCX or PDF"},
	{"a web page that scripts build", "cv.txt", "<!-- saved -->\n<!DOCTYPE html><script>Jane</script>",
		"cv.txt: no text that a reader can see; if scripts build the page, open it in a browser and print it to PDF"},
	{"a picture", "cv.pdf", "\x89PNG\r\n\x1A\n\x00\x00\x00\rIHDR", "cv.pdf: a picture; use --ocr to read the text in it, or ask for the document itself"},

	{"a ZIP that is no DOCX", "cv.docx", zipOf("notes.txt", "Jane"), "cv.docx: a ZIP file, but not a DOCX; unpack it, or save the document in it as DOCX or PDF"},
	{"a ZIP cut short", "cv.docx", zipOf("word/document.xml", "<w:document/>")[:60],
		"cv.docx: a DOCX or other ZIP file that is cut short or damaged; open it and save it again, or get it again"},
	{"text as a DOCX", "cv.docx", "Jane Doe", "cv.docx: a DOCX file that cannot be read (zip: not a valid zip file); open it in Word and save it again, or save it as PDF"},
	{"a DOCX without words", "cv.docx", docxOf("<w:p/>"), "cv.docx: no text that a reader can see; pictures of text need OCR first"},
	{"a DOCX whose XML breaks off", "cv.docx", zipOf("word/document.xml", "<w:document><w:body><w:p>"),
		"cv.docx: a DOCX file that cannot be read (word/document.xml: XML syntax error on line 1: unexpected EOF); open it in Word and save it again, or save it as PDF"},
	{"entities in a DOCX", "cv.docx", zipOf("word/document.xml", `<!DOCTYPE d [<!ENTITY a "&a;&a;">]><w:document>&a;</w:document>`),
		"cv.docx: a DOCX file that cannot be read (word/document.xml: it holds a document type declaration); open it in Word and save it again, or save it as PDF"},
	{"an undefined entity in a DOCX", "cv.docx", docxOf(`<w:p><w:r><w:t>&jane;</w:t></w:r></w:p>`),
		"cv.docx: a DOCX file that cannot be read (word/document.xml: XML syntax error on line 1: invalid character entity &jane;); open it in Word and save it again, or save it as PDF"},
	{"XML nested without end", "cv.docx", docxOf(strings.Repeat("<w:p>", 600) + strings.Repeat("</w:p>", 600)),
		"cv.docx: a DOCX file that cannot be read (word/document.xml: more than 1048576 elements, or nested more than 500 deep); open it in Word and save it again, or save it as PDF"},
	{"a ZIP bomb", "cv.docx", docxOf(strings.Repeat(" ", maxPart)),
		"cv.docx: a DOCX file that cannot be read (it unpacks to more than 16.0 MB); open it in Word and save it again, or save it as PDF"},
	{"a DOCX that is another document", "cv.docx", docxOf(`<w:altChunk/>`),
		"cv.docx: its text is another document embedded in it, which is not read; open it in Word and save it again"},

	{"JSON of another kind", "cv.json", `{"work": []}`,
		"cv.json: " + unknownJSON},
	{"a transcript of a tool that is not known", "talk.json", `{"monologues": [{"speaker": 0, "elements": [{"type": "text", "value": "Hi"}]}]}`,
		"talk.json: " + unknownJSON},
	{"a transcript cut short", "talk", `{"segments": [{"start": 0, "end": 1, "text": "Hi"}, {"start": 1, "te`,
		"talk: JSON that cannot be read from line 1, column 69 on (unexpected end of JSON input); mend it there, or export the transcript again, or save it as TXT"},
	{"a transcript without words", "talk.json", `{"segments": [{"start": 0, "end": 1, "text": " "}]}`, "talk.json: a transcript without words; export it again"},
	{"WebVTT without words", "talk.vtt", "WEBVTT\n\nNOTE nobody\n\n1\n00:00.000 --> 00:01.000\n<v Ann></v>\n\n2",
		"talk.vtt: a WebVTT file without words in it; export the transcript again, with its captions"},
	{"WebVTT of a header alone", "talk", "WEBVTT", "talk: a WebVTT file without words in it; export the transcript again, with its captions"},
	{"SubRip without words", "talk", "1\r\n00:00:00,000 --> 00:00:01,000\r\n\r\n", "talk: a SubRip file without words in it; export the transcript again, with its captions"},
	{"times without words", "talk.txt", "[00:00.000 --> 00:01.000]  \n", "talk.txt: times without words; export the transcript again"},
	{"a JSON Resume with a comma too many", "cv.txt", "{\"basics\": {\n  \"name\": \"Zoë\",}}",
		"cv.txt: JSON that cannot be read from line 2, column 17 on (invalid character '}' looking for beginning of object key string); mend it there, or save the resume as PDF or TXT"},
	{"a JSON Resume cut short", "cv", "{\"basics\": {\n  \"name\": \"Zo",
		"cv: JSON that cannot be read from line 2, column 14 on (unexpected end of JSON input); mend it there, or save the resume as PDF or TXT"},
	{"no JSON at all", "cv.json", "\uFEFFJane Doe", "cv.json: JSON that cannot be read from line 1, column 1 on (invalid character 'J' looking for beginning of value); mend it there, or save the resume as PDF or TXT"},
	{"a JSON Resume without words", "cv.json", `{"basics": {"image": "a.png", "name": ""}, "work": [{}], "meta": {"a": "b"}}`, "cv.json: a JSON Resume without words; fill in its fields, or save the resume as PDF or TXT"},

	{"a name that would break the line", "c\nv.txt", "", `"c\nv.txt": empty file (0 bytes); export or download it again`},
	{"a name with spaces", "my cv.txt", "", "my cv.txt: empty file (0 bytes); export or download it again"},
}

func TestBadInput(t *testing.T) {
	for _, c := range badInputs {
		doc, err := Read(c.name, []byte(c.data), Options{})
		switch {
		case err == nil:
			t.Errorf("%s: read as %s %q, want an error", c.what, doc.Format, doc.Text)
		case err.Error() != c.want:
			t.Errorf("%s:\n got %s\nwant %s", c.what, err, c.want)
		}
	}
}

// Files that are not there, not allowed, not files, or too large.
func TestBadFile(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, mode os.FileMode) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, make([]byte, 3<<20), mode); err != nil {
			t.Fatal(err)
		}
		return p
	}
	for _, c := range []struct{ path, want string }{
		{filepath.Join(dir, "none.pdf"), "no such file; check the path"},
		{dir, "a folder, not a file; name a file in it"},
		{file("large.txt", 0o600), "3.0 MB is over the limit of 2.0 MB; save a smaller copy, or raise it with --max-size"},
		{filepath.Join(dir, strings.Repeat("a", 300)), "the name is too long for a file; check the path"},
	} {
		_, err := File(c.path, Options{MaxBytes: 2 << 20})
		if err == nil || err.Error() != c.path+": "+c.want {
			t.Errorf("got %v\nwant %s: %s", err, c.path, c.want)
		}
	}
	secret := file("secret.txt", 0)
	if f, err := os.Open(secret); err == nil {
		f.Close()
		t.Skip("permissions do not bind this user")
	}
	if _, err := File(secret, Options{}); err == nil || !strings.HasSuffix(err.Error(), ": no permission to read it; change its permissions or copy it") {
		t.Errorf("no permission: got %v", err)
	}
}

func TestStreamTooLarge(t *testing.T) {
	_, err := Read("-", []byte("0123456789"), Options{MaxBytes: 9})
	if want := "-: more than 9 bytes is over the limit of 9 bytes; save a smaller copy, or raise it with --max-size"; err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

// A pipe is read to its end, or to the limit.
func TestPipe(t *testing.T) {
	for _, c := range []struct {
		limit int64
		want  string
	}{{100, "Jane Doe"}, {4, "more than 4 bytes is over the limit of 4 bytes; save a smaller copy, or raise it with --max-size"}} {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		path := fmt.Sprintf("/dev/fd/%d", r.Fd())
		if _, err := os.Stat(path); err != nil {
			t.Skip("pipes have no names here")
		}
		w.WriteString("Jane Doe")
		w.Close()
		doc, err := File(path, Options{MaxBytes: c.limit})
		got := ""
		if err != nil {
			got = strings.TrimPrefix(err.Error(), path+": ")
		} else {
			got = doc.Text
		}
		if got != c.want {
			t.Errorf("limit %d: got %s, want %s", c.limit, got, c.want)
		}
	}
}

// The content tells the format; the name only where the content does not.
func TestFormat(t *testing.T) {
	docx := docxOf(para("Jane"))
	for _, c := range []struct{ name, data, want string }{
		{"cv.txt", "%PDF-1.7\n", "pdf"},
		{"cv", "\r\n  %PDF-1.4\n", "pdf"},
		{"cv.pdf", "Jane", "pdf"},
		{"cv.txt", "The header is %PDF-1.7", "txt"},
		{"cv.txt", docx, "docx"},
		{"cv.docm", docx, "docx"},
		{"cv.docx", odtOf("<text:p>Jane</text:p>"), "odt"},
		{"cv.xml", flatODT("<text:p>Jane</text:p>"), "odt"},
		{"cv.doc", `{\rtf1 Jane}`, "rtf"},
		{"cv.MD", "# Jane", "md"},
		{"cv.markdown", "# Jane", "md"},
		{"cv.text", "# Jane", "txt"},
		{"-", "# Jane", "txt"},
		{"cv.doc", "Jane", "txt"},
		{"cv.txt", "BM is short for benchmark", "txt"},
		{"cv.txt", "<html lang=en>", "html"},
		{"cv.htm", "Jane", "html"},
	} {
		if got := formatOf(c.name, []byte(c.data)).name; got != c.want {
			t.Errorf("%s %.20q is %s, want %s", c.name, c.data, got, c.want)
		}
	}
}

func TestKnown(t *testing.T) {
	for _, name := range []string{"a.pdf", "a.PDF", "a.docx", "a.txt", "a.text", "a.md", "dir.x/a.markdown", "a.dotx", "a.odt", "a.fodt", "a.rtf", "a.html", "a.HTM"} {
		if !Known(name) {
			t.Errorf("%s: not known", name)
		}
	}
	for _, name := range []string{"a.doc", "a.pages", "a.xlsx", "a.json", "a.png", "a", "txt", ".gitignore"} {
		if Known(name) {
			t.Errorf("%s: known", name)
		}
	}
}

// A panic in a reader is that file's error, not the end of the program.
func TestPanicIsTheFilesError(t *testing.T) {
	row := &format{name: "test", is: startsWith("!test!"), read: func(*analyzer.Builder, []byte) error { panic("oh") }}
	old := formats
	formats = append([]*format{row}, formats...)
	defer func() { formats = old }()
	_, err := Read("cv.txt", []byte("!test!"), Options{})
	if want := "cv.txt: reading it failed inside redflag (oh); please report it, and save the text as TXT meanwhile"; err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestOptions(t *testing.T) {
	doc, err := Read("talk.txt", []byte("A: hello"), Options{Kind: analyzer.Transcript})
	if err != nil || doc.Kind != analyzer.Transcript || doc.Path != "talk.txt" {
		t.Errorf("got %+v, %v", doc, err)
	}
}

// inUTF16 returns s in UTF-16, little end first.
func inUTF16(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

// show writes lines as tests want them: an empty line for a gap, and a letter for the kind (H, I, P, C; - is plain).
func show(lines []analyzer.Line) string {
	var b strings.Builder
	for _, l := range lines {
		if l.Gap {
			b.WriteString("\n")
		}
		b.WriteString(string("-HIPC"[l.Kind]) + " " + l.Text + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}
