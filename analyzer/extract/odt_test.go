package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redflag/analyzer"
)

const odtType = "application/vnd.oasis.opendocument.text"

const odtNamespaces = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
	` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"` +
	` xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"`

// odtStyles are the styles of the tests' documents, as a German LibreOffice might write them.
const odtStyles = `<office:styles>
	<style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt" style:use-window-font-color="true" loext:opacity="0%"/></style:default-style>
	<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"/>
	<style:style style:name="Mine" style:family="paragraph" style:parent-style-name="Heading_20_1"/>
	<style:style style:name="Titel" style:display-name="Title" style:family="paragraph"/>
	<style:style style:name="Level" style:family="paragraph" style:default-outline-level="2"/>
	<style:style style:name="Loop" style:family="paragraph" style:parent-style-name="Loop"/>
	</office:styles><office:automatic-styles>
	<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/></style:style>
	<style:style style:name="White" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>
	<style:style style:name="Clear" style:family="text"><style:text-properties fo:color="#000000" loext:opacity="0%"/></style:style>
	<style:style style:name="OnBlue" style:family="text"><style:text-properties fo:color="#ffffff" fo:background-color="#000080"/></style:style>
	<style:style style:name="BlueOnBlue" style:family="text"><style:text-properties fo:color="#000080" fo:background-color="#000082"/></style:style>
	<style:style style:name="Tiny" style:family="text"><style:text-properties fo:font-size="1pt"/></style:style>
	<style:style style:name="Tenth" style:family="text"><style:text-properties fo:font-size="10%"/></style:style>
	<style:style style:name="Small" style:family="text"><style:text-properties fo:font-size="6pt"/></style:style>
	<style:style style:name="Dark" style:family="paragraph"><style:paragraph-properties fo:background-color="#1f3864"/></style:style>
	<style:style style:name="DarkCell" style:family="table-cell"><style:table-cell-properties fo:background-color="#1f3864"/></style:style>
	<style:style style:name="NewPage" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>
	<text:list-style style:name="Outline"><text:list-level-style-number text:level="1" style:num-format=""/><text:list-level-style-bullet text:level="2" text:bullet-char="-"/></text:list-style>
	<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm"/></style:page-layout>
	</office:automatic-styles>
	<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">
	<style:header><text:p>%HEADER%</text:p></style:header><style:header-left><text:p>even</text:p></style:header-left><style:footer><text:p>%FOOTER%</text:p></style:footer>
	</style:master-page><style:master-page style:name="Envelope"><style:header><text:p>not used</text:p></style:header></style:master-page></office:master-styles>`

func odtXML(body, header, footer string) (styles, content string) {
	s := strings.NewReplacer("%HEADER%", header, "%FOOTER%", footer).Replace(odtStyles)
	return "<office:document-styles" + odtNamespaces + ">" + s + "</office:document-styles>",
		"<office:document-content" + odtNamespaces + "><office:body><office:text>" + body + "</office:text></office:body></office:document-content>"
}

func odtOf(body string) string {
	styles, content := odtXML(body, "", "")
	return zipOf("mimetype", odtType, "content.xml", content, "styles.xml", styles)
}

func flatODT(body string) string {
	s := strings.NewReplacer("%HEADER%", "", "%FOOTER%", "").Replace(odtStyles)
	return `<?xml version="1.0"?><office:document` + odtNamespaces + ` office:mimetype="` + odtType + `">` + s +
		"<office:body><office:text>" + body + "</office:text></office:body></office:document>"
}

// readLines reads a document and returns its text, and the document with what it says of hidden words.
func readLines(t *testing.T, what string, read func(*analyzer.Builder, []byte) error, data string) (string, *analyzer.Document) {
	t.Helper()
	b := &analyzer.Builder{}
	if err := read(b, []byte(data)); err != nil {
		t.Errorf("%s: %v", what, err)
		return "", &analyzer.Document{}
	}
	doc := b.Document()
	return doc.Text, doc
}

func TestODT(t *testing.T) {
	item := func(s string) string { return "<text:list-item>" + s + "</text:list-item>" }
	p := func(s string) string { return "<text:p>" + s + "</text:p>" }
	cell := func(s string) string { return "<table:table-cell>" + s + "</table:table-cell>" }
	row := func(s string) string { return "<table:table-row>" + s + "</table:table-row>" }
	for _, c := range []struct{ what, body, want string }{
		{"paragraphs", p("Jane Doe") + p("Engineer"), "Jane Doe\nEngineer"},
		{"spaces, tabs, line breaks", p("  a \n b<text:s text:c=\"3\"/>c<text:span> d</text:span> <text:tab/>e<text:line-break/>f"), "a b   c d   e\nf"},
		{"spans and links", p("Bui<text:span>lt</text:span> <text:a>it</text:a>"), "Built it"},
		{"soft hyphens, symbols", p("co\u00ADop \uF0B7 2020\u20112021"), "coop • 2020-2021"},
		{"a list, and a list in it", "<text:list>" + item(p("a")+p("more")+"<text:list>"+item(p("b"))+"</text:list>") + item(p("c")) + "</text:list>", "• a\nmore\n• b\n• c"},
		{"a header of a list", "<text:list><text:list-header>" + p("a") + "</text:list-header></text:list>", "a"},
		{"a level without a bullet", `<text:list text:style-name="Outline">` + item(p("a")+"<text:list>"+item(p("b"))+"</text:list>") + "</text:list>", "a\n• b"},
		{"a bullet that was typed", p("– a"), "• a"},
		{"a table, row by row", "<table:table><table:table-header-rows>" + row(cell(p("Go"))+cell(p("7 years"))) + "</table:table-header-rows>" +
			row(cell(p("C"))+"<table:covered-table-cell/>") + "</table:table>", "Go  7 years\nC"},
		{"a table used for layout", "<table:table>" + row(cell(p("a")+p("b"))+cell(p("c")+p("d"))) + "</table:table>", "a\nb\nc\nd"},
		{"a text box, after its paragraph", p("a<draw:frame svg:width=\"5cm\"><draw:text-box>" + p("box") + "</draw:text-box></draw:frame>b"), "ab\nbox"},
		{"a shape, and a frame on the page", "<draw:frame><draw:text-box>" + p("box") + "</draw:text-box></draw:frame>" + p("<draw:custom-shape>"+p("shape")+"</draw:custom-shape>a"), "box\na\nshape"},
		{"the name of a picture is not text", p("a<draw:frame><draw:image/><svg:title>photo</svg:title></draw:frame>"), "a"},
		{"notes, at the end", p("a<text:note><text:note-citation>1</text:note-citation><text:note-body>"+p("the note")+"</text:note-body></text:note>.") + p("b"), "a.\nb\nthe note"},
		{"tracked changes are accepted", "<text:tracked-changes><text:changed-region><text:deletion>" + p("old") + "</text:deletion></text:changed-region></text:tracked-changes>" +
			p(`<text:change-start text:change-id="1"/>new<text:change-end text:change-id="1"/><text:change/>`), "new"},
		{"comments are not the document's", p("a<office:annotation>" + p("no") + "</office:annotation>b"), "ab"},
		{"fields", p("<text:page-number>1</text:page-number> of <text:page-count>2</text:page-count>"), "1 of 2"},
		{"a table of contents", "<text:table-of-content><text:table-of-content-source><text:index-title-template>no</text:index-title-template></text:table-of-content-source>" +
			"<text:index-body><text:index-title>" + p("Contents") + "</text:index-title>" + p("Work<text:tab/>1") + "</text:index-body></text:table-of-content>", "Contents\nWork  1"},
		{"ruby", p("<text:ruby><text:ruby-base>日本</text:ruby-base><text:ruby-text>にほん</text:ruby-text></text:ruby>"), "日本"},
		{"a section", "<text:section>" + p("a") + "</text:section>", "a"},
	} {
		if got, _ := readLines(t, c.what, readODT, odtOf(c.body)); got != c.want {
			t.Errorf("%s:\n got:\n%s\nwant:\n%s", c.what, got, c.want)
		}
		if got, _ := readLines(t, c.what, readFlatODT, flatODT(c.body)); got != c.want {
			t.Errorf("%s, flat:\n got:\n%s\nwant:\n%s", c.what, got, c.want)
		}
	}
}

// Headings are known by their element, their style's name or its level, through the styles that it is based on.
func TestODTHeadings(t *testing.T) {
	for _, c := range []struct {
		body string
		want analyzer.BlockKind
	}{
		{"<text:h text:outline-level=\"1\">Xyzzy</text:h>", analyzer.Heading},
		{`<text:p text:style-name="Heading_20_1">Xyzzy</text:p>`, analyzer.Heading},
		{`<text:p text:style-name="Mine">Xyzzy</text:p>`, analyzer.Heading},
		{`<text:p text:style-name="Titel">Xyzzy</text:p>`, analyzer.Heading},
		{`<text:p text:style-name="Level">Xyzzy</text:p>`, analyzer.Heading},
		{`<text:list><text:list-item><text:h>Xyzzy</text:h></text:list-item></text:list>`, analyzer.Heading},
		{`<text:p text:style-name="Loop">Xyzzy</text:p>`, analyzer.Para},
		{`<text:p text:style-name="Missing">Xyzzy</text:p>`, analyzer.Para},
	} {
		_, doc := readLines(t, c.body, readODT, odtOf(c.body+"<text:p>more words here</text:p>"))
		if len(doc.Sections) == 0 {
			t.Fatalf("%s: no sections", c.body)
		}
		got := analyzer.Para
		for _, s := range doc.Sections {
			if s.Title == "Xyzzy" {
				got = analyzer.Heading
			}
		}
		if got != c.want {
			t.Errorf("%s: kind %d, want %d", c.body, got, c.want)
		}
	}
}

func TestODTHidden(t *testing.T) {
	span := func(style string) string {
		return `<text:p>seen <text:span text:style-name="` + style + `">x</text:span></text:p>`
	}
	box := func(attributes string) string {
		return "<text:p>seen<draw:frame " + attributes + "><draw:text-box><text:p>x</text:p></draw:text-box></draw:frame></text:p>"
	}
	for _, c := range []struct{ what, body, text, why string }{
		{"hidden text", span("Gone"), "seen", "hidden text"},
		{"white on white", span("White"), "seen", "colour of the background"},
		{"transparent", span("Clear"), "seen", "fully transparent"},
		{"white on blue", span("OnBlue"), "seen x", ""},
		{"blue on blue", span("BlueOnBlue"), "seen", "colour of the background"},
		{"too small", span("Tiny"), "seen", "1 pt"},
		{"a tenth of the size", span("Tenth"), "seen", "1.2 pt"},
		{"small", span("Small"), "seen x", ""},
		{"white in a dark paragraph", strings.Replace(span("White"), "<text:p>", `<text:p text:style-name="Dark">`, 1), "seen x", ""},
		{"white in a dark cell", `<table:table><table:table-row><table:table-cell table:style-name="DarkCell">` + span("White") + "</table:table-cell></table:table-row></table:table>", "seen x", ""},
		{"a hidden field", `<text:p>seen <text:hidden-text text:string-value="x" text:is-hidden="true"/></text:p>`, "seen", "hidden text"},
		{"a hidden paragraph", `<text:p>seen</text:p><text:p><text:hidden-paragraph text:is-hidden="true"/>x</text:p>`, "seen", "hidden text"},
		{"a hidden section", `<text:p>seen</text:p><text:section text:display="none"><text:p>x</text:p></text:section>`, "seen", "hidden text"},
		{"a box of no size", box(`svg:width="0cm" svg:height="1cm"`), "seen", "a box of no size"},
		{"a box off the page", box(`svg:width="5cm" svg:x="30cm"`), "seen", "off the page"},
		{"a box on the page", box(`svg:width="5cm" svg:x="3cm"`), "seen\nx", ""},
	} {
		text, doc := readLines(t, c.what, readODT, odtOf(c.body))
		why := ""
		for _, h := range doc.Hidden {
			why += h.Why
			if h.Text != "x" {
				t.Errorf("%s: hidden %q", c.what, h.Text)
			}
		}
		if text != c.text || why != c.why {
			t.Errorf("%s: %q, hidden because %q; want %q, %q", c.what, text, why, c.text, c.why)
		}
	}
}

// Headers stand in front, footers at the end, of the pages that the text uses.
func TestODTMargins(t *testing.T) {
	styles, content := odtXML("<text:p>body</text:p>", "Jane", "page 1")
	if got, _ := readLines(t, "margins", readODT, zipOf("mimetype", odtType, "content.xml", content, "styles.xml", styles)); got != "Jane\nbody\npage 1" {
		t.Errorf("got %q", got)
	}
}

// Styles that are damaged cost their looks, not the document.
func TestODTDamagedStyles(t *testing.T) {
	_, content := odtXML("<text:p>Jane</text:p>", "", "")
	got, doc := readLines(t, "damaged", readODT, zipOf("mimetype", odtType, "content.xml", content, "styles.xml", "<a>"))
	if got != "Jane" || len(doc.Warnings) != 1 || !strings.HasPrefix(doc.Warnings[0], "the styles, headers and footers were left out (styles.xml: XML") {
		t.Errorf("got %q, warnings %q", got, doc.Warnings)
	}
}

// Documents from public test suites, some of them broken.
func TestHostileODTAndRTF(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/hostile/*/*.[or][dt][tf]")
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

func FuzzODT(f *testing.F) {
	for _, s := range []string{
		"<text:p>Jane<text:s text:c='9'/><text:span text:style-name='White'>x</text:span></text:p>", "<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>",
		"<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>",
		"<text:p><draw:frame svg:width='0cm'><draw:text-box><text:p>a</text:p></draw:text-box></draw:frame><text:note><text:note-body/></text:note></text:p>",
		"<text:section text:display='none'><text:h>a</text:h></text:section><text:tracked-changes/>",
	} {
		f.Add(s, odtStyles)
	}
	f.Fuzz(func(t *testing.T, body, styles string) {
		_, content := odtXML(body, "", "")
		checkRead(t, "cv.odt", []byte(zipOf("mimetype", odtType, "content.xml", content, "styles.xml", "<office:document-styles"+odtNamespaces+">"+styles+"</office:document-styles>")))
		checkRead(t, "cv.fodt", []byte(flatODT(body)))
	})
}
