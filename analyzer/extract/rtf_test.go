package extract

import (
	"strings"
	"testing"

	"redflag/analyzer"
)

// rtfHead holds the tables of the tests' documents.
const rtfHead = `{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\froman\fcharset2 Symbol;}{\f2\fnil\fcharset204 Arial Cyr{\*\falt x;};}` +
	`{\f3\fcharset128 MS Gothic;}{\f4\fcharset2 Wingdings;}{\f5\fcharset238 Arial CE;}}` +
	`{\colortbl;\red255\green255\blue255;\red0\green0\blue128;}` +
	`{\stylesheet{\s0 Normal;}{\s1\sbasedon0 heading 1;}{\*\cs9\sbasedon1 Strong;}{\s2\sbasedon1 Mine;}{\s3\outlinelevel1 Level;}{\s4\sbasedon4 Loop;}}` +
	`{\info{\title no}{\author no}}`

func rtfOf(body string) string { return rtfHead + body + "}" }

// Each case is a body and the lines read from it (show explains the notation).
func TestRTF(t *testing.T) {
	for _, c := range []struct{ what, body, want string }{
		{"paragraphs", `\pard Jane Doe\par Engineer\par`, "Jane Doe\nEngineer"},
		{"line ends of the file mean nothing", "Bui\r\nlt\n it", "Built it"},
		{"a backslash at the end of a line ends the paragraph", "a\\\nb", "a\nb"},
		{"tabs and line breaks", `a\tab b\line c`, "a  b\nc"},
		{"escaped braces", `\{a\}\\b`, `{a}\b`},
		{"named characters", `\lquote a\rquote  \emdash  2020\endash 2021\~x co\-op a\_b`, "‘a’ — 2020–2021\u00A0x coop a-b"},
		{"the code page", `caf\'e9 \'93it\'94`, "café “it”"},
		{"the font's character set", `\f2 \'cc\'e8\'f0\f5  \'b3`, "Мир ł"},
		{"two bytes a character, the second one plain", `\f3 \'93\'fa\'96{\f3 }\f3 \'83\\`, "日\uFFFDソ"},
		{"symbol fonts", `a {\f1 m\'b7} {\f4 \'28}b`, "a μ• b"},
		{"Unicode, with its stand-in passed over", `\u233\'e9t\u233?\u8364 ?e`, "été€e"},
		{"Unicode with no stand-in, or two", `{\uc0\u233 a}{\uc2\u26085\'93\'fax}\u233?`, "éa日xé"},
		{"negative codes and pairs", `\u-4051?\u-10179?\u-8704?`, "\uF02D😀"},
		{"unknown words and groups", `{\*\unknown no}\foo7 a{\*\generator no;}b`, "ab"},
		{"pictures", `a{\pict\wmetafile8 0102}{\*\shppict{\pict 00}}b`, "ab"},
		{"bytes as they are", "a{\\pict\\bin5 {{{{{}b", "ab"},
		{"fields: the result, not the code", `{\field{\*\fldinst HYPERLINK "x"}{\fldrslt site}}`, "site"},
		{"the new form of a text", `{\upr{no}{\*\ud{yes}}}`, "yes"},
		{"index entries", `a{\xe no}{\tc no}b`, "ab"},
		{"comments", `a{\*\atnid no}{\*\annotation no}b`, "ab"},
		{"bullets made by the program", `{\pntext\f1\'b7\tab}a\par{\listtext\f4\'a8\tab}\pard\ls1 b\par\pard{\listtext 1.\tab}\ls1 c\par`, "• a\n• b\n• c"},
		{"an entry of a list, its bullet not written", `\pard\ls2 a\par\pard b`, "• a\nb"},
		{"a level without a bullet", `{\listtext\tab}\pard\ls1 a\par`, "a"},
		{"a bullet that was typed", `\bullet  a\par - b`, "• a\n• b"},
		{"tracked changes are accepted", `{\revised new}{\deleted old}{\*\mvfmf x}{\mvf away}`, "new"},
		{"a deleted paragraph end", `one {\deleted\par}line\par`, "one line"},
		{"notes, at the end", `a{\footnote\chftn the note}.\par b`, "a.\nb\nthe note"},
		{"a text box, once, after its paragraph", `a{\shp{\*\shpinst\shpleft0\shpright900\shptop0\shpbottom900{\sp{\sn name}{\sv no}}{\shptxt box\par}}{\shprslt{\*\do{\dptxbxtext box}}}}b\par c`, "ab\nbox\nc"},
		{"an old drawing", `{\*\do\dptxbx{\dptxbxtext box\par}}a`, "a\nbox"},
		{"a table, row by row", `\trowd\cellx1\cellx2\pard\intbl Go\cell 7 years\cell\row\trowd\cellx1\cellx2 C\cell\cell\row\pard d`, "Go  7 years\nC\nd"},
		{"a table whose cells do not say so", `\trowd\cellx1\cellx2 a\cell b\cell\row`, "a  b"},
		{"a table used for layout", `\trowd\cellx1\cellx2\intbl a\par b\cell c\line d\cell\row`, "a\nb\nc\nd"},
		{"a table in a cell", `\trowd\cellx1\intbl x\par\itap2 a\nestcell b\nestcell{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}{\nonesttables\par no}\itap1 y\cell\row z`, "x\na  b\ny\nz"},
		{"a row that is not ended", `\trowd\cellx1\intbl a\cell\pard b`, "a\nb"},
		{"headers and footers, each once", `{\header Jane\par}{\headerl even}{\headerf first}{\footer p\par}body\par\sect{\header Jane\par}more`, "Jane\nbody\nmore\np"},
		{"the first page's header", `\titlepg{\headerf first}body`, "first\nbody"},
		{"a group nested in itself", `{\rtf1 {a}}`, "a"},
	} {
		if got, doc := readLines(t, c.what, readRTF, rtfOf(c.body)); got != c.want || len(doc.Hidden)+len(doc.Warnings) > 0 {
			t.Errorf("%s:\n got:\n%s\nwant:\n%s\nhidden %v, warnings %q", c.what, got, c.want, doc.Hidden, doc.Warnings)
		}
	}
}

// Headings are known by their style's name or by their level in the outline.
func TestRTFHeadings(t *testing.T) {
	for _, c := range []struct {
		body    string
		heading bool
	}{
		{`\pard\s1 Xyzzy\par`, true}, {`\pard\s2 Xyzzy\par`, true}, {`\pard\s3 Xyzzy\par`, true}, {`\pard\outlinelevel0 Xyzzy\par`, true},
		{`\pard\s0 Xyzzy\par`, false}, {`\pard\s4 Xyzzy\par`, false}, {`\pard\outlinelevel9 Xyzzy\par`, false}, {`\pard\s1\pard Xyzzy\par`, false},
	} {
		_, doc := readLines(t, c.body, readRTF, rtfOf(c.body+`\pard more words here`))
		heading := false
		for _, s := range doc.Sections {
			heading = heading || s.Title == "Xyzzy"
		}
		if heading != c.heading {
			t.Errorf("%s: heading %v, want %v", c.body, heading, c.heading)
		}
	}
}

func TestRTFHidden(t *testing.T) {
	for _, c := range []struct{ what, body, text, why string }{
		{"hidden text", `seen {\v x}`, "seen", "hidden text"},
		{"not hidden after all", `seen {\v\v0 x}`, "seen x", ""},
		{"hidden until plain", `\v x\plain  seen`, "seen", "hidden text"},
		{"white on white", `seen {\cf1 x}`, "seen", "colour of the background"},
		{"white on blue", `seen {\cf1\highlight2 x}`, "seen x", ""},
		{"blue on blue", `seen {\cf2\chcbpat2 x}`, "seen", "colour of the background"},
		{"white in a blue paragraph", `\pard\cbpat2 seen {\cf1 x}`, "seen x", ""},
		{"white in a blue cell", `\trowd\cellx1\clcbpat2\cellx2\intbl seen\cell{\cf1 x}\cell\row`, "seen  x", ""},
		{"white in the cell before it", `\trowd\cellx1\clcbpat2\cellx2\intbl{\cf1 x}\cell seen\cell\row`, "seen", "colour of the background"},
		{"white in a box, whose fill is not known", `seen{\shp{\*\shpinst{\shptxt\cf1 x\par}}}`, "seen\nx", ""},
		{"a background for the screen", `{\*\background{\shp}}seen {\cf1 x}`, "seen x", ""},
		{"too small", `seen {\fs3 x}`, "seen", "1.5 pt"},
		{"small", `seen {\fs4 x}`, "seen x", ""},
		{"a box of no size", `seen{\shp{\*\shpinst\shpleft100\shpright100\shptop0\shpbottom900{\shptxt x\par}}}`, "seen", "a box of no size"},
		{"a box off the page", `seen{\shp{\*\shpinst\shpleft20000\shpright21000\shptop0\shpbottom900{\shptxt x\par}}}`, "seen", "off the page"},
	} {
		text, doc := readLines(t, c.what, readRTF, rtfOf(c.body))
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

// What is there of a damaged file is read, and the user is told.
func TestRTFDamaged(t *testing.T) {
	for _, c := range []struct{ what, data, text, warning string }{
		{"cut short", rtfHead + `Jane {\b Do`, "Jane Do", "the file breaks off before its end; what is there was read"},
		{"cut short in a footnote", rtfHead + `Jane{\footnote Cut costs`, "Jane\nCut costs", "the file breaks off before its end; what is there was read"},
		{"cut in an escape", rtfHead + `Jane\'e`, "Jane", "the file breaks off before its end; what is there was read"},
		{"more behind its end", rtfOf("Jane") + "\r\nmore\x00", "Jane", "4 bytes after its end were left out"},
		{"nested without end", rtfOf("Jane" + strings.Repeat("{", 5000)), "Jane", "groups are nested more than 2000 deep; the rest was left out"},
		{"a document embedded", rtfOf(`Jane{\object{\*\objdata 01}{\result , MD}}`), "Jane, MD", "a document embedded in it was left out"},
		{"huge numbers", rtfOf(`\fs99999999999999\u99999999999999?Jane\itap99999999 a\nestcell\bin-5 x\'zz\'00`), "Janea\nxzz", ""},
	} {
		text, doc := readLines(t, c.what, readRTF, c.data)
		if got := strings.Join(doc.Warnings, "|"); text != c.text || got != c.warning {
			t.Errorf("%s: got %q, warnings %q; want %q, %q", c.what, text, got, c.text, c.warning)
		}
	}
}

func FuzzRTF(f *testing.F) {
	for _, s := range []string{
		rtfOf(`\pard Jane\par{\listtext\'b7\tab}\ls1 a\par`), rtfOf(`\trowd\cellx1\clcbpat2\cellx2\intbl a\cell\itap2 b\nestcell{\*\nesttableprops\nestrow}\cell\row`),
		rtfOf(`{\shp{\*\shpinst{\shptxt\cf1 x\par}}}{\footnote a{\header b}}\uc2\u-10180\u-8704 xy`), rtfOf(`{\upr{a}{\*\ud{\f3\'93\'fa}}}{\v x}\bin3 abc`), "{\\rtf1 \\",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkRead(t, "cv.rtf", data)
		b := &analyzer.Builder{}
		if err := readRTF(b, []byte(rtfOf(string(data)))); err != nil {
			t.Error(err)
		}
	})
}
