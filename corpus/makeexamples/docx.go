package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"strings"
	"time"
)

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordML   = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	relTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	partType = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// The parts of the package that do not depend on the resume.
var (
	contentTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="` + partType + `document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="` + partType + `styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="` + partType + `numbering+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>
`
	packageRels = relationships(
		relTypes+"officeDocument", "word/document.xml",
		"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml")
	documentRels = relationships(relTypes+"styles", "styles.xml", relTypes+"numbering", "numbering.xml")

	styles = xmlHead + `<w:styles ` + wordML + `>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="60"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="1F3864"/><w:sz w:val="26"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:tabs><w:tab w:val="right" w:pos="9360"/></w:tabs><w:spacing w:before="120"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
</w:styles>
`
	numbering = xmlHead + `<w:numbering ` + wordML + `>
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>
`
)

// written is the date of everything in the package.
var written = time.Date(2024, time.January, 15, 9, 0, 0, 0, time.UTC)

const sheet = `<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>`

// relationships writes a part's links, given as types and targets in turn.
func relationships(typesAndTargets ...string) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + "\n")
	for i := 0; i < len(typesAndTargets); i += 2 {
		b.WriteString(`<Relationship Id="rId` + string(rune('1'+i/2)) + `" Type="` + typesAndTargets[i] + `" Target="` + typesAndTargets[i+1] + `"/>` + "\n")
	}
	return b.String() + "</Relationships>\n"
}

// properties writes the document's title, author and dates.
func properties(author string) string {
	date := `xsi:type="dcterms:W3CDTF">` + written.Format(time.RFC3339)
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escape(author) + `, resume</dc:title><dc:creator>` + escape(author) + `</dc:creator>` +
		`<dcterms:created ` + date + `</dcterms:created><dcterms:modified ` + date + `</dcterms:modified></cp:coreProperties>` + "\n"
}

func escape(text string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(text)) // a strings.Builder takes everything
	return b.String()
}

func run(text string) string {
	return `<w:r><w:t xml:space="preserve">` + escape(text) + `</w:t></w:r>`
}

func paragraph(style, runs string) string {
	if style != "" {
		style = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	return `<w:p>` + style + runs + "</w:p>\n"
}

func tableRow(cells []string) string {
	var b strings.Builder
	b.WriteString("<w:tr>")
	for _, c := range cells {
		b.WriteString(`<w:tc><w:tcPr><w:tcW w:w="3120" w:type="dxa"/></w:tcPr>` + strings.TrimSuffix(paragraph("", run(c)), "\n") + "</w:tc>")
	}
	return b.String() + "</w:tr>\n"
}

const (
	tableStart = `<w:tbl><w:tblPr><w:tblW w:w="9360" w:type="dxa"/><w:tblBorders><w:insideH w:val="single" w:sz="4" w:color="BFBFBF"/></w:tblBorders></w:tblPr>` +
		`<w:tblGrid><w:gridCol w:w="3120"/><w:gridCol w:w="3120"/><w:gridCol w:w="3120"/></w:tblGrid>` + "\n"
	tableEnd = "</w:tbl>\n"
)

// body writes the resume's paragraphs and tables.
func body(resume []element) string {
	var b strings.Builder
	table := false
	for _, e := range resume {
		if table != (e.kind == row) {
			if table = !table; table {
				b.WriteString(tableStart)
			} else {
				b.WriteString(tableEnd)
			}
		}
		switch e.kind {
		case title:
			b.WriteString(paragraph("Title", run(e.text)))
		case section:
			b.WriteString(paragraph("Heading1", run(e.text)))
		case entry:
			b.WriteString(paragraph("Heading2", run(e.text)+`<w:r><w:tab/></w:r>`+run(e.date)))
		case item:
			b.WriteString(paragraph("ListBullet", run(e.text)))
		case row:
			b.WriteString(tableRow(e.cells))
		default:
			b.WriteString(paragraph("", run(e.text)))
		}
	}
	if table {
		b.WriteString(tableEnd)
	}
	return b.String()
}

// writeDOCX writes a resume as a Word document. Nothing is compressed: the bytes must not depend on the compressor.
func writeDOCX(resume []element) []byte {
	document := xmlHead + `<w:document ` + wordML + "><w:body>\n" + body(resume) + sheet + "</w:body></w:document>\n"
	parts := []struct{ name, content string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRels},
		{"docProps/core.xml", properties(resume[0].text)},
		{"word/document.xml", document},
		{"word/_rels/document.xml.rels", documentRels},
		{"word/styles.xml", styles},
		{"word/numbering.xml", numbering},
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store, Modified: written})
		if err == nil {
			_, err = w.Write([]byte(p.content))
		}
		if err != nil {
			panic(err) // a bytes.Buffer takes everything
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}
