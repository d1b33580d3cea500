package main

import (
	"encoding/xml"
	"fmt"
	"strings"
)

var (
	officeFonts   = []string{"Liberation Serif", "Liberation Sans", "DejaVu Serif"}
	officeBullets = []string{"•", "–", "▪", "\uf0b7"} // the last is that of the Symbol font, as Word has it
)

const officeHead = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
`

// writeOffice writes a resume as a flat OpenDocument text for LibreOffice Writer.
func writeOffice(r resume, l layout) string {
	var b strings.Builder
	b.WriteString(officeHead + officeStyles(r, l) + "<office:body><office:text>\n")
	b.WriteString(officePara("Title", officeText(r.name)) + officePara("Body", officeText(r.title)) + officePara("Body", officeText(r.contact)))
	first, second := r.parts(l)
	switch {
	case l.columns == even:
		fmt.Fprintf(&b, "<text:section text:style-name=\"Even\" text:name=\"columns\">%s</text:section>\n", officeSections(first, l))
	case second != nil:
		fmt.Fprintf(&b, "<table:table table:name=\"columns\" table:style-name=\"Columns\"><table:table-column table:style-name=\"First\"/><table:table-column table:style-name=\"Second\"/>"+
			"<table:table-row><table:table-cell table:style-name=\"Cell\">%s</table:table-cell><table:table-cell table:style-name=\"Cell\">%s</table:table-cell></table:table-row></table:table>\n",
			officeSections(first, l), officeSections(second, l))
	default:
		b.WriteString(officeSections(first, l))
	}
	return b.String() + "</office:text></office:body></office:document>\n"
}

func officeStyles(r resume, l layout) string {
	widths := map[columns][2]string{left: {"5cm", "12cm"}, right: {"11.5cm", "5.5cm"}}[l.columns]
	tab := map[columns]string{one: "17cm", even: "8cm", left: "11.6cm", right: "11.1cm"}[l.columns]
	align := map[bool]string{false: "start", true: "justify"}[l.justify]
	spaced, running := "", ""
	if l.spaced {
		spaced = ` fo:letter-spacing="0.05cm" fo:text-transform="uppercase"`
	}
	if l.running {
		running = "<style:header>" + officePara("Body", officeText(r.header())) + "</style:header><style:footer>" +
			officePara("Centred", `Page <text:page-number text:select-page="current">1</text:page-number> of <text:page-count>1</text:page-count>`) + "</style:footer>"
	}
	paragraph := func(name, paragraph, text string) string {
		return fmt.Sprintf("<style:style style:name=\"%s\" style:family=\"paragraph\"><style:paragraph-properties %s/><style:text-properties fo:font-family=\"'%s'\" %s/></style:style>\n", name, paragraph, officeFonts[l.font], text)
	}
	return "<office:styles>" + fmt.Sprintf("<text:list-style style:name=\"Bullets\"><text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"%s\"><style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\"><style:list-level-label-alignment text:label-followed-by=\"listtab\" fo:text-indent=\"-0.5cm\" fo:margin-left=\"0.6cm\"/></style:list-level-properties>%s</text:list-level-style-bullet></text:list-style>\n",
		officeBullets[l.bullet], map[bool]string{true: `<style:text-properties fo:font-family="Symbol"/>`}[l.bullet == 3]) +
		paragraph("Title", `fo:margin-bottom="0.1cm"`, `fo:font-size="20pt" fo:font-weight="bold"`) +
		paragraph("Heading", `fo:margin-top="0.4cm" fo:margin-bottom="0.1cm" fo:keep-with-next="always"`, `fo:font-size="13pt" fo:font-weight="bold" fo:color="#1f3864"`+spaced) +
		paragraph("Split", `fo:break-before="page" fo:margin-bottom="0.1cm"`, `fo:font-size="13pt" fo:font-weight="bold" fo:color="#1f3864"`+spaced) +
		strings.Replace(paragraph("Entry", `fo:margin-top="0.2cm" fo:keep-with-next="always"`, `fo:font-size="10.5pt"`), "/><style:text", `><style:tab-stops><style:tab-stop style:position="`+tab+`" style:type="right"/></style:tab-stops></style:paragraph-properties><style:text`, 1) +
		paragraph("Body", `fo:text-align="`+align+`"`, `fo:font-size="10.5pt"`) + paragraph("Centred", `fo:text-align="center"`, `fo:font-size="9pt"`) +
		`<style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="Raised" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="Sheet"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style><style:header-footer-properties fo:min-height="0.8cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.8cm"/></style:footer-style></style:page-layout>
<style:style style:name="Even" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="1cm"/></style:section-properties></style:style>
<style:style style:name="Columns" style:family="table"><style:table-properties style:width="17cm"/></style:style><style:style style:name="First" style:family="table-column"><style:table-column-properties style:column-width="` + widths[0] + `"/></style:style><style:style style:name="Second" style:family="table-column"><style:table-column-properties style:column-width="` + widths[1] + `"/></style:style>
<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:padding="0.2cm"/></style:style>
<style:style style:name="Ruled" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #888888"/></style:style><style:style style:name="Dates" style:family="table-column"><style:table-column-properties style:column-width="3cm"/></style:style></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Sheet">` + running + "</style:master-page></office:master-styles>\n"
}

func officeText(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return mark(b.String(), `<text:span text:style-name="Bold">$1</text:span>`, `<text:a xlink:type="simple" xlink:href="$2">$1</text:a>`, `<text:span text:style-name="Raised">$1</text:span>`)
}

func officePara(style, text string) string {
	return `<text:p text:style-name="` + style + `">` + text + "</text:p>\n"
}

func officeSections(sections []section, l layout) string {
	var b strings.Builder
	for _, s := range sections {
		style := "Heading"
		if l.split && s.title == splitBefore {
			style = "Split"
		}
		b.WriteString(officePara(style, officeText(s.title)))
		dated := l.dates && s.title == "Education"
		if dated {
			b.WriteString(`<table:table table:name="education"><table:table-column table:style-name="Dates"/><table:table-column/>`)
		}
		for _, e := range s.entries {
			boldTitle := `<text:span text:style-name="Bold">` + officeText(e.title) + "</text:span>"
			switch {
			case dated:
				b.WriteString(`<table:table-row><table:table-cell table:style-name="Ruled">` + officePara("Body", officeText(e.date)) + `</table:table-cell><table:table-cell table:style-name="Ruled">` + officePara("Body", boldTitle))
			case e.title != "" && e.place != "":
				b.WriteString(officePara("Entry", boldTitle+"<text:tab/>"+officeText(e.place)) + officePara("Entry", "<text:tab/>"+officeText(e.date)))
			case e.title != "":
				b.WriteString(officePara("Entry", boldTitle+"<text:tab/>"+officeText(e.date)))
			}
			for _, p := range e.paras {
				b.WriteString(officePara("Body", officeText(p)))
			}
			if len(e.items) > 0 {
				b.WriteString(`<text:list text:style-name="Bullets">`)
				for _, t := range e.items {
					b.WriteString("<text:list-item>" + officePara("Body", officeText(t)) + "</text:list-item>")
				}
				b.WriteString("</text:list>\n")
			}
			if dated {
				b.WriteString("</table:table-cell></table:table-row>\n")
			}
		}
		if dated {
			b.WriteString("</table:table>\n")
		}
	}
	return b.String()
}
