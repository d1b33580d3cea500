package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// The parts of the least DOCX, but for its body.
const (
	contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	packageRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ` +
		`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
)

// docx makes a document of paragraphs. A line end in one is a line break, and what stands between asterisks is bold.
func docx(paragraphs []string) []byte {
	var body strings.Builder
	for _, p := range paragraphs {
		body.WriteString("<w:p>")
		for i, run := range strings.Split(p, "*") {
			body.WriteString("<w:r>")
			if i%2 == 1 {
				body.WriteString("<w:rPr><w:b/></w:rPr>")
			}
			for j, line := range strings.Split(run, "\n") {
				if j > 0 {
					body.WriteString("<w:br/>")
				}
				body.WriteString(`<w:t xml:space="preserve">`)
				xml.EscapeText(&body, []byte(line))
				body.WriteString("</w:t>")
			}
			body.WriteString("</w:r>")
		}
		body.WriteString("</w:p>")
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range [][2]string{{"[Content_Types].xml", contentTypes}, {"_rels/.rels", packageRels}, {"word/document.xml",
		`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body.String() + `</w:body></w:document>`}} {
		w, err := z.Create(part[0])
		if err == nil {
			_, err = w.Write([]byte(part[1]))
		}
		if err != nil {
			panic(err) // memory takes all
		}
	}
	z.Close()
	return out.Bytes()
}

// teamsTime writes a time as old versions of Teams do: 0:1:2.345.
func teamsTime(t time.Duration) string {
	ms := t.Milliseconds()
	return fmt.Sprintf("%d:%d:%d.%d", ms/3600000, ms/60000%60, ms/1000%60, ms%1000)
}

func writeTeamsOld(t talk) []byte {
	var out []string
	for _, turn := range t {
		for _, c := range turn.cues() {
			out = append(out, fmt.Sprintf("%s --> %s\n%s\n%s", teamsTime(c[0].start), teamsTime(c[len(c)-1].end), turn.speaker, join(c)))
		}
	}
	return docx(out)
}

func writeTeamsNew(t talk) []byte {
	out := []string{"Interview-20240115_090000-Meeting Recording", "January 15, 2024, 9:00AM", "42m 10s", "*" + t[0].speaker + "* started transcription"}
	for _, turn := range t {
		out = append(out, fmt.Sprintf("*%s*   %s\n%s", turn.speaker, clock(turn.start()), join(turn.words)))
	}
	return docx(append(out, "*"+t[0].speaker+"* stopped transcription"))
}

// writeMeet writes a heading with the time every five minutes, as Google Meet does.
func writeMeet(t talk) []byte {
	out := []string{"Interview (2024-01-15 09:00 GMT) – Transcript", "Attendees", names(t), "Transcript"}
	next := time.Duration(0)
	for _, turn := range t {
		if turn.start() >= next {
			out = append(out, stamp(next, ".")[:8])
			next += 5 * time.Minute
		}
		out = append(out, fmt.Sprintf("*%s:* %s", turn.speaker, join(turn.words)))
	}
	return docx(append(out, "Meeting ended after "+stamp(t[len(t)-1].end(), ".")[:8]+" 👋",
		"This editable transcript was computer generated and might contain errors. People can also change the text after it was created."))
}

func names(t talk) string {
	var out []string
	for _, turn := range t {
		if turn.index == len(out) {
			out = append(out, turn.speaker)
		}
	}
	return strings.Join(out, ", ")
}
