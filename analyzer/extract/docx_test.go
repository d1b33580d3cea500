package extract

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redflag/analyzer"
)

// zipOf makes a ZIP of names and contents, in turn.
func zipOf(parts ...string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

const (
	namespaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
		` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"`
	relTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// docxOf makes a DOCX of a body; other parts may follow as kind ("styles", "header", ...) and content, in turn. The
// link to a part has the part's kind as its id.
func docxOf(body string, parts ...string) string {
	all := []string{"word/document.xml", "<w:document" + namespaces + "><w:body>" + body + "</w:body></w:document>"}
	rels := ""
	for i := 0; i < len(parts); i += 2 {
		kind := parts[i]
		rels += `<Relationship Id="` + kind + `" Type="` + relTypes + kind + `" Target="` + kind + `.xml"/>`
		all = append(all, "word/"+kind+".xml", "<w:root"+namespaces+">"+parts[i+1]+"</w:root>")
	}
	return zipOf(append(all, "word/_rels/document.xml.rels", "<Relationships>"+rels+"</Relationships>")...)
}

func text(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }

// para is a paragraph of one run, with properties in front of it.
func para(s string, properties ...string) string {
	return "<w:p><w:pPr>" + strings.Join(properties, "") + "</w:pPr>" + text(s) + "</w:p>"
}

func cell(content string, properties ...string) string {
	return "<w:tc><w:tcPr>" + strings.Join(properties, "") + "</w:tcPr>" + content + "</w:tc>"
}

// fieldChar is a mark of a field.
func fieldChar(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }

const inList = `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>`

// Styles as a German Word writes them: the ids are German, the names English.
const germanStyles = `
	<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
	<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/></w:style>
	<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
	<w:style w:type="paragraph" w:styleId="Meine"><w:name w:val="My section"/><w:basedOn w:val="berschrift1"/></w:style>
	<w:style w:type="paragraph" w:styleId="Ebene"><w:name w:val="My level"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
	<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
	<w:style w:type="paragraph" w:styleId="Alt"><w:name w:val="Überschrift 2"/></w:style>
	<w:style w:type="paragraph" w:styleId="Pages"><w:name w:val="Heading"/></w:style>
	<w:style w:type="table" w:styleId="Bunt"><w:name w:val="Grid 4"/><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>
	<w:style w:type="paragraph" w:styleId="Kreis"><w:name w:val="Loop"/><w:basedOn w:val="Kreis"/></w:style>
	<w:style w:type="character" w:styleId="Geheim"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>`

func styled(id string) string { return `<w:pStyle w:val="` + id + `"/>` }

// Each case is a body and the lines read from it (show explains the notation).
func TestDOCX(t *testing.T) {
	box := "<w:txbxContent>" + para("in a box") + "</w:txbxContent>"
	for _, c := range []struct{ what, body, want string }{
		{"paragraphs", para("Jane Doe") + para("Engineer"), "P Jane Doe\nP Engineer"},
		{"an empty paragraph", para("a") + "<w:p/>" + para("b"), "P a\n\nP b"},
		{"runs", "<w:p>" + text("Bui") + text("lt it") + "</w:p>", "P Built it"},
		{"headings by style, and by styles based on those", para("Work", styled("berschrift1")) + para("Jane", styled("Titel")) + para("More", styled("Meine")), "H Work\nH Jane\nH More"},
		{"headings by the names of other programs", para("a", styled("Alt")) + para("b", styled("Pages")), "H a\nH b"},
		{"headings by outline level", para("a", styled("Ebene")) + para("b", `<w:outlineLvl w:val="0"/>`) + para("c", `<w:outlineLvl w:val="9"/>`), "H a\nH b\nP c"},
		{"a style based on itself, a style not there", para("a", styled("Kreis")) + para("b", styled("Nix")), "P a\nP b"},
		{"list entries, directly and by style", para("a", inList) + para("b", styled("Liste")), "I • a\nI • b"},
		{"a list style with its number taken off", para("a", styled("Liste"), `<w:numPr><w:numId w:val="0"/></w:numPr>`), "P a"},
		{"bullets that were typed", para("•\ta") + para("- b") + para("\uF0B7 c") + para("-5 degrees"), "I • a\nI • b\nI • c\nP -5 degrees"},
		{"a bullet of a symbol font", `<w:p><w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:tab/><w:t>a</w:t></w:r></w:p>`, "I • a"},
		{"a picture of a symbol font", `<w:p><w:r><w:sym w:font="Wingdings" w:char="F028"/><w:t>555</w:t></w:r></w:p>`, "P 555"},
		{"tabs and hyphens", "<w:p><w:r><w:t>Acme</w:t><w:tab/><w:t>2020</w:t><w:noBreakHyphen/><w:t>21 co</w:t><w:softHyphen/><w:t>op</w:t></w:r></w:p>", "P Acme  2020-21 coop"},
		{"line breaks", "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>• c</w:t></w:r></w:p>", "P a\nC b\nI • c"},
		{"a page break", `<w:p><w:r><w:t>a</w:t><w:br w:type="page"/></w:r></w:p>` + para("b"), "P a\n\nP b"},
		{"links, controls, smart tags", "<w:p><w:hyperlink>" + text("a") + "</w:hyperlink><w:sdt><w:sdtPr>" + text("no") + "</w:sdtPr><w:sdtContent>" + text("b") +
			"</w:sdtContent></w:sdt><w:smartTag>" + text("c") + "</w:smartTag></w:p><w:sdt><w:sdtContent>" + para("d") + "</w:sdtContent></w:sdt>", "P abc\nP d"},
		{"tracked changes are accepted", "<w:p><w:ins>" + text("new") + "</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:moveFrom>" + text("away") + "</w:moveFrom></w:p>", "P new"},
		{"a deleted paragraph end", para("one ", "<w:rPr><w:del/></w:rPr>") + para("line"), "P one line"},
		{"a paragraph end moved away, a hidden one", para("a ", "<w:rPr><w:moveFrom/></w:rPr>") + para("b ", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + para("c"), "P a b c"},
		{"a deleted paragraph end, before a table and at the end of a cell", para("a", "<w:rPr><w:del/></w:rPr>") + "<w:tbl><w:tr>" + cell(para("b", "<w:rPr><w:del/></w:rPr>")) + cell(para("c")) + "</w:tr></w:tbl>", "P a\nP b  c"},
		{"a speaker's line", "<w:p><w:r><w:t>Ann Lee   0:03</w:t><w:br/><w:t>Hello</w:t></w:r></w:p>", "P Ann Lee   0:03\n- Hello"},
		{"a heading with dashes", para("– Work –", styled("berschrift1")), "H – Work –"},
		{"fields: the result, not the code", `<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK x</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>` + text("site") + "</w:p>", "P site"},
		{"a field in the code of another", `<w:p>` + fieldChar("begin") + fieldChar("begin") + fieldChar("separate") + text("no") + fieldChar("end") + fieldChar("separate") + text("yes") + fieldChar("end") + text(".") + "</w:p>", "P yes."},
		{"a field's code that is not ended", `<w:p>` + fieldChar("begin") + text("a") + "</w:p><w:p>" + fieldChar("begin") + fieldChar("separate") + text("b") + fieldChar("end") + fieldChar("end") + "</w:p>", "P a\nP b"},
		{"soft and hard hyphens as characters", para("co\u00ADop 2020\u20112021"), "P coop 2020-2021"},
		{"a text box, once", "<w:p>" + text("a") + "<w:r><mc:AlternateContent><mc:Choice><w:drawing>" + box + "</w:drawing></mc:Choice><mc:Fallback><w:pict>" + box +
			"</w:pict></mc:Fallback></mc:AlternateContent></w:r>" + text("b") + "</w:p>", "P ab\nP in a box"},
		{"a formula", `<w:p>` + text("O(") + `<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>n</m:t></m:r></m:oMath>` + text(")") + `</w:p>`, "P O(n)"},
		{"XML that was indented", "<w:p>\n  <w:r>\n    <w:t>a\n  b</w:t>\n  </w:r>\n</w:p>", "P a   b"},

		{"a table, row by row", "<w:tbl><w:tr>" + cell(para("Go")) + cell(para("7 years")) + "</w:tr><w:tr>" + cell(para("C")) + cell("<w:p/>") + "</w:tr></w:tbl>", "P Go  7 years\nP C"},
		{"a label and its text", "<w:tbl><w:tr>" + cell(para("Skills")) + cell(para(strings.Repeat("long ", 40)+"text")) + "</w:tr></w:tbl>",
			"P Skills  " + strings.Repeat("long ", 40) + "text"},
		{"a table used for layout", "<w:tbl><w:tr>" + cell(para("a")+para("b")) + cell(para("c", inList)) + "</w:tr></w:tbl>" + para("d"), "\nP a\nP b\n\nI • c\n\nP d"},
		{"two columns made by a table", "<w:tbl><w:tr>" + cell(para("Skills", styled("berschrift1"))+para("Go")+para("C")) + cell(para("Work", styled("berschrift1"))+para("a", inList)+para("b", inList)) + "</w:tr></w:tbl>",
			"\nH Skills\nP Go\nP C\n\nH Work\nI • a\nI • b"},
		{"a deleted cell", "<w:tbl><w:tr>" + cell(para("a"), "<w:cellDel/>") + cell(para("b")) + "</w:tr></w:tbl>", "P b"},
		{"a deleted row", "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + cell(para("a")) + "</w:tr><w:tr>" + cell(para("b")) + "</w:tr></w:tbl>", "P b"},
		{"notes, at the end, each once", `<w:p>` + text("a") + `<w:r><w:footnoteReference w:id="2"/><w:footnoteReference w:id="2"/></w:r></w:p>` + para("b"), "P a\nP b\nP the note"},
	} {
		d := &docx{writer: writer{b: &analyzer.Builder{}}}
		notes := `<w:footnote w:id="1">` + para("no") + `</w:footnote><w:footnote w:id="2">` + para("the note") + `<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:footnote>`
		if err := d.read([]byte(docxOf(c.body, "styles", germanStyles, "footnotes", notes))); err != nil {
			t.Errorf("%s: %v", c.what, err)
		} else if got := show(d.out); got != c.want {
			t.Errorf("%s:\n got:\n%s\nwant:\n%s", c.what, got, c.want)
		}
	}
}

// Words that a reader of the page cannot see are kept apart, with the reason.
func TestDOCXHidden(t *testing.T) {
	run := func(properties string) string {
		return "<w:p>" + text("seen ") + "<w:r><w:rPr>" + properties + "</w:rPr><w:t>x</w:t></w:r></w:p>"
	}
	box := func(frame string) string {
		return "<w:p>" + text("seen") + "<w:r><w:drawing>" + strings.Replace(frame, "…", "<w:txbxContent>"+para("x")+"</w:txbxContent>", 1) + "</w:drawing></w:r></w:p>"
	}
	page := `<w:sectPr><w:pgSz w:w="12240"/></w:sectPr>`
	theme := `<themeElements><clrScheme><lt1><sysClr lastClr="FFFFFF"/></lt1><dk2><srgbClr val="1F3864"/></dk2></clrScheme></themeElements>`
	white := `<w:color w:val="FFFFFF"/>`
	dark := `<w:shd w:val="clear" w:fill="1F3864"/>`
	for _, c := range []struct{ what, body, text, why string }{
		{"hidden text", run("<w:vanish/>"), "seen", "hidden text"},
		{"hidden by its style", run(`<w:rStyle w:val="Geheim"/>`), "seen", "hidden text"},
		{"not hidden after all", run(`<w:rStyle w:val="Geheim"/><w:vanish w:val="0"/>`), "seen x", ""},
		{"too small to see", run(`<w:sz w:val="1"/>`), "seen", "0.5 pt"},
		{"small", run(`<w:sz w:val="12"/>`), "seen x", ""},
		{"less than 2 pt", run(`<w:sz w:val="3"/>`), "seen", "1.5 pt"},
		{"hidden on the web only", run(`<w:webHidden/>`), "seen x", ""},
		{"filled with nothing", run(`<w14:textFill xmlns:w14="w14"><w14:noFill/></w14:textFill>`), "seen", "fully transparent"},
		{"the theme's white", run(`<w:color w:val="000000" w:themeColor="background1"/>`), "seen", "colour of the background"},
		{"the theme's white, darkened", run(`<w:color w:val="FFFFFF" w:themeColor="background1" w:themeShade="80"/>`), "seen x", ""},
		{"the theme's dark colour, nearly all tint", run(`<w:color w:themeColor="text2" w:themeTint="02"/>`), "seen", "colour of the background"},
		{"black on black", run(`<w:color w:val="000000"/><w:highlight w:val="black"/>`), "seen", "colour of the background"},
		{"automatic on black", run(`<w:color w:val="auto"/><w:highlight w:val="black"/>`), "seen x", ""},
		{"white on a solid pattern", run(white + `<w:shd w:val="solid" w:color="1F3864" w:fill="FFFFFF"/>`), "seen x", ""},
		{"white on dots", run(white + `<w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>`), "seen x", ""},
		{"white in a table with a coloured style", `<w:tbl><w:tblPr><w:tblStyle w:val="Bunt"/></w:tblPr><w:tr>` + cell(run(white)) + "</w:tr></w:tbl>", "seen x", ""},
		{"white in a dark paragraph", strings.Replace(run(white), "<w:p>", "<w:p><w:pPr>"+dark+"</w:pPr>", 1), "seen x", ""},
		{"the cell's colour in a cell", "<w:tbl><w:tr>" + cell(run(`<w:color w:val="1F3865"/>`), dark) + "</w:tr></w:tbl>", "seen", "colour of the background"},
		{"a hidden row", "<w:tbl><w:tr>" + cell(para("seen")) + "</w:tr><w:tr><w:trPr><w:hidden/></w:trPr>" + cell(para("x")) + "</w:tr></w:tbl>", "seen", "hidden text"},
		{"a box of no size", box(`<wp:inline><wp:extent cx="0" cy="127000"/>…</wp:inline>`), "seen", "a box of no size"},
		{"a box off the page", box(`<wp:anchor behindDoc="0"><wp:positionH><wp:posOffset>9000000</wp:posOffset></wp:positionH><wp:extent cx="900000" cy="900000"/>…</wp:anchor>`) + page, "seen", "off the page"},
		{"a box in the margin", box(`<wp:anchor behindDoc="0"><wp:positionH><wp:posOffset>-900000</wp:posOffset></wp:positionH><wp:extent cx="900000" cy="900000"/>…</wp:anchor>`) + page, "seen\nx", ""},
		{"a box that is switched off", box(`<wp:inline><wp:docPr hidden="1"/>…</wp:inline>`), "seen", "hidden text"},
		{"an old box of no size", box(`<shape style="position:absolute; width:0; height:20pt">…</shape>`), "seen", "a box of no size"},
		{"white on white", run(white), "seen", "colour of the background"},
		{"nearly white", run(`<w:color w:val="FEFEFE"/>`), "seen", "colour of the background"},
		{"white on a dark run", run(white + dark), "seen x", ""},
		{"white on a highlighted run", run(white + `<w:highlight w:val="blue"/>`), "seen x", ""},
		{"white in a dark cell", "<w:tbl><w:tr>" + cell(run(white), dark) + "</w:tr></w:tbl>", "seen x", ""},
		{"white in a cell", "<w:tbl><w:tr>" + cell(run(white)) + "</w:tr></w:tbl>", "seen", "colour of the background"},
		{"white in a box, whose fill is not known", "<w:p><w:r><w:pict><w:txbxContent>" + run(white) + "</w:txbxContent></w:pict></w:r></w:p>", "seen x", ""},
		{"white over a picture", `<w:p><w:r><w:drawing><wp:anchor behindDoc="1"/></w:drawing></w:r></w:p>` + run(white), "seen x", ""},
	} {
		doc, err := Read("cv.docx", []byte(docxOf(c.body, "styles", germanStyles, "theme", theme)), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		why := ""
		for _, h := range doc.Hidden {
			why += h.Why
			if h.Text != "x" {
				t.Errorf("%s: hidden %q", c.what, h.Text)
			}
		}
		if doc.Text != c.text || why != c.why {
			t.Errorf("%s: %q, hidden because %q; want %q, %q", c.what, doc.Text, why, c.text, c.why)
		}
	}
}

// A white background, as Google Docs writes it, is paper; one of another colour shows on screens only.
func TestDOCXBackground(t *testing.T) {
	for _, c := range []struct{ background, text string }{
		{`<w:background w:color="ffffff"/>`, "seen"}, {`<w:background w:color="1F3864"/>`, "seen x"}, {`<w:background w:color="ffffff"><v:fill/></w:background>`, "seen x"},
	} {
		body := "<w:p>" + text("seen ") + `<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>x</w:t></w:r></w:p>`
		doc, err := Read("cv.docx", []byte(zipOf("word/document.xml", "<w:document"+namespaces+">"+c.background+"<w:body>"+body+"</w:body></w:document>")), Options{})
		if err != nil || doc.Text != c.text {
			t.Errorf("%s: got %v, %v", c.background, doc, err)
		}
	}
}

// What is not read, or was not written by the candidate, is said.
func TestDOCXWarnings(t *testing.T) {
	for _, c := range []struct{ what, body, want string }{
		{"a prompt", "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + para("Jane") + "</w:sdtContent></w:sdt>", "1 field of a template was not filled in; the prompts were read as text"},
		{"prompts", "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr></w:sdt><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr></w:sdt>" + text("Jane") + "</w:p>",
			"2 fields of a template were not filled in; the prompts were read as text"},
		{"a chart", "<w:p>" + text("Jane") + "<w:r><w:drawing><chart/></w:drawing></w:r></w:p>", "the words of a diagram or chart were left out; save it as PDF to have them read"},
		{"a sheet", "<w:p>" + text("Jane") + `<w:r><w:object><OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>`, "a document embedded in it was left out"},
		{"an old formula", "<w:p>" + text("Jane") + `<w:r><w:object><OLEObject ProgID="Equation.3"/></w:object></w:r></w:p>`, ""},
	} {
		doc, err := Read("cv.docx", []byte(docxOf(c.body)), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
		} else if got := strings.Join(doc.Warnings, "|"); doc.Text != "Jane" || got != c.want {
			t.Errorf("%s: %q, warnings %q, want %q", c.what, doc.Text, got, c.want)
		}
	}
}

// Strict documents differ in their namespaces and in the types of their links.
func TestDOCXStrict(t *testing.T) {
	const strict = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
	data := zipOf("word/document.xml", `<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>`+para("Jane", styled("Titel"))+"</w:body></w:document>",
		"word/_rels/document.xml.rels", `<Relationships><Relationship Id="s" Type="`+strict+`styles" Target="styles.xml"/></Relationships>`,
		"word/styles.xml", `<w:styles xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">`+germanStyles+"</w:styles>")
	d := &docx{writer: writer{b: &analyzer.Builder{}}}
	if err := d.read([]byte(data)); err != nil || show(d.out) != "H Jane" {
		t.Errorf("got %s, %v", show(d.out), err)
	}
}

// Headers stand in front, footers at the end, each once and only if some page shows it.
func TestDOCXMargins(t *testing.T) {
	section := `<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/><w:headerReference w:type="even" r:id="even"/></w:sectPr>`
	body := "<w:p><w:pPr>" + section + "</w:pPr>" + text("body") + "</w:p>" + section
	d := &docx{writer: writer{b: &analyzer.Builder{}}}
	if err := d.read([]byte(docxOf(body, "header", para("Jane"), "footer", para("page 1"), "even", para("no")))); err != nil {
		t.Fatal(err)
	}
	if got, want := show(d.out), "P Jane\nP body\nP page 1"; got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// The package says where the body is.
func TestDOCXMainPart(t *testing.T) {
	data := zipOf(
		"_rels/.rels", `<Relationships><Relationship Id="r" Type="`+relTypes+`officeDocument" Target="/other/body2.xml"/></Relationships>`,
		"[Content_Types].xml", `<Types><Override PartName="/other/body2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		`other\body2.xml`, "<w:document"+namespaces+"><w:body>"+para("Jane")+"</w:body></w:document>")
	doc, err := Read("cv", []byte(data), Options{})
	if err != nil || doc.Text != "Jane" || doc.Format != "docx" {
		t.Errorf("got %+v, %v", doc, err)
	}
}

// A part that is damaged costs its words, not the document.
func TestDOCXDamagedPart(t *testing.T) {
	doc, err := Read("cv.docx", []byte(docxOf(para("Jane"), "styles", "<w:style>")), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if doc.Text != "Jane" || len(doc.Warnings) != 1 || !strings.HasPrefix(doc.Warnings[0], "the styles were left out (word/styles.xml: XML syntax error") {
		t.Errorf("got %q, warnings %q", doc.Text, doc.Warnings)
	}
}

// Documents from public test suites, some of them broken.
func TestHostileDOCX(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/hostile/*/*.docx")
	if len(files) == 0 {
		t.Skip("skipped: the hostile documents are not here")
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		checkRead(t, filepath.Base(f), data)
	}
}

func FuzzDOCX(f *testing.F) {
	for _, s := range []string{
		para("Jane", inList), "<w:tbl><w:tr>" + cell(para("a")) + "</w:tr></w:tbl>", "<w:p><w:r><w:br/><w:sym w:char=\"F0B7\"/></w:r></w:p>",
		"<mc:AlternateContent><mc:Choice><w:p/></mc:Choice></mc:AlternateContent>", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p><w:altChunk/>",
	} {
		f.Add(s, germanStyles)
	}
	f.Fuzz(func(t *testing.T, body, styles string) {
		checkRead(t, "cv.docx", []byte(docxOf(body, "styles", styles)))
		checkRead(t, "cv.docx", []byte(body))
	})
}
