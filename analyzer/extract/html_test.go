package extract

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"redflag/analyzer"
)

// linesOf reads a page.
func linesOf(source string) ([]analyzer.Line, *analyzer.Builder) {
	b := &analyzer.Builder{}
	p := newWebPage(b, source)
	p.read()
	p.warn()
	return p.out, b
}

// Each case is a page and the lines read from it (show explains the notation).
func TestHTML(t *testing.T) {
	long := strings.Repeat("long ", 40) + "text"
	for _, c := range []struct{ what, source, want string }{
		{"headings", "<h1>Jane <i>Doe</i></h1><h3>Work</h3>", "H Jane Doe\nH Work"},
		{"a heading by its role", "<div role=heading>Work</div>text", "H Work\nP text"},
		{"a paragraph, wrapped", "<p>Built a\n  thing <b>that\nworks</b>.<p>Another.", "P Built a\nC thing that\nC works.\nP Another."},
		{"words in pieces", "<p>wo<b>r</b>d<span\n>s</span> and<b> </b>more", "P words\nC and more"},
		{"line breaks", "<p>Acme<br>Engineer<br/>2020<br><br>Berlin</p>", "P Acme\n- Engineer\n- 2020\n\n- Berlin"},
		{"blocks", "<div>a<div>b</div>c</div><section>d</section><blockquote>e", "P a\nP b\nP c\n\nP d\n\nP e"},
		{"white space", "<p> a \t b&nbsp;&nbsp;c </p>", "P a b c"},
		{"entities", "<p>R&amp;D &lt;x&gt; caf&eacute; &#8364;5 &#x2013; &bogus; AT&T &copy2020", "P R&D <x> café €5 – &bogus; AT&T ©2020"},
		{"soft hyphens and characters without width", "<p>in&shy;cre\u200Base&zwj;d\uFEFF", "P increased"},
		{"a place to break a word", "<p>super<wbr>cali", "P supercali"},
		{"empty paragraphs", "<p>a</p><p></p><p>b</p><p>&nbsp;</p><p>c</p><p><br></p><p>d", "P a\nP b\n\nP c\n\nP d"},
		{"a rule", "<p>a<hr>b", "P a\n\nP b"},

		{"lists", "<ul><li>one\n two<li><p>three</p><p>more</p><ol><li>four</ol>five</ul>six", "I • one\nC two\nI • three\nP more\nI • four\nP five\nP six"},
		{"a heading in a list", "<ul><li><h3>Acme</h3>text</ul>", "H Acme\nP text"},
		{"bullets that were typed", "<ul><li>• one</ul><p>• two<p>·&nbsp;&nbsp;three<br>- four", "I • one\nI • two\nI • three\n- - four"},
		{"definitions", "<dl><dt>2019<dd>Acme<dt>2020<dd>Beta</dl>", "P 2019\nP Acme\nP 2020\nP Beta"},

		{"a table, row by row", "<table><tr><td>Go<td>7 years<tr><th>C</th><td></td></tr></table>", "P Go  7 years\nP C"},
		{"a table over lines of the source", "<table>\n<tr>\n<td><p>Go</p></td>\n<td>7\nyears</td></tr></table>", "P Go\nC   7\nC years"},
		{"a label and its text", "<table><tr><td>Skills<td>" + long + "</table>", "P Skills  " + long},
		{"a table used for layout", "<table><tr><td><h2>a</h2>b<td><ul><li>c</ul></table>d", "\nH a\nP b\n\nI • c\n\nP d"},
		{"a table in a table", "<table><tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table><td>e</table>", "\nP a  b\nP c  d\n\nP e"},
		{"boxes side by side", "<div style='display:flex'><span>Acme</span><span>2019</span></div><div style='display:flex;flex-direction:column'><i>a</i><i>b</i></div>", "P Acme  2019\nP a\nP b"},

		{"text as it stands", "<pre>\n a\n\n  b <b>c</b>\td\n</pre>e", "P  a\n\n-   b c d\nP e"},
		{"line ends kept by style", "<p><span style='white-space:pre-wrap'>a  b\nc</span>", "P a  b\n- c"},
		{"left out", "<title>T</title><style>a</style><script>b</script><noscript>c</noscript><template>d<p>e</template><svg><text>f</text></svg><nav>g</nav><iframe>h</iframe><p>i", "P i"},
		{"comments", "<!-- a <p>b --><p>c<!--[if mso]>d<![endif]--><![if !x]>e<![endif]>", "P ce"},
		{"fields of a form", "<form>Name <input value='Jane &amp; Doe'><input type=hidden value=x><input type=submit value=Go> <select><option>a<option selected>b</select><textarea>\nc\nd</textarea></form>",
			"P Name Jane & Doe\nP b\nP c\n- d"},
		{"details", "<details><summary>More</summary>text</details>", "P More\nP text"},
		{"aria-hidden can be seen", "<p aria-hidden=true>a", "P a"},

		{"what is not displayed parts nothing", "<p>in<div style='display:inline'>cre<span hidden><br>x</span>a</div>se<section hidden>y</section>d", "P in\nP creased"},
		{"columns", "<div style='display:flex'><div>a<p>b</div><div style='width:0;overflow:hidden'>c</div></div>", "\nP a\nP b\n\nP c"},
		{"an entry and its date", "<div style='display:flex'><h3>Engineer</h3><div>2019</div></div>", "H Engineer\nP 2019"},
		{"end tags that end nothing", "a</b></div></p>b</li></table><td>c", "P a\nP b\nP c"},
		{"end tags in a cell do not end the table", "<div><table><tr><td>a</div><td>b</table>", "P a  b"},
		{"tags that break off", "<p>a<b", "P a"},
		{"Word's own elements", "<p>a<o:p/><o:p></o:p></p>b", "P a\nP b"},
	} {
		got, _ := linesOf(c.source)
		if got := show(got); got != c.want {
			t.Errorf("%s: %q\n got:\n%s\nwant:\n%s", c.what, c.source, got, c.want)
		}
	}
}

// Words that a reader of the page cannot see are kept apart, with the reason.
func TestHTMLHidden(t *testing.T) {
	inline := func(style string) string { return "<p>seen <span style='" + style + "'>x</span>" }
	sheet := func(css, body string) string { return "<style>" + css + "</style>" + body }
	for _, c := range []struct{ what, source, text, why string }{
		{"hidden", "<p>seen<p hidden>x", "seen", "not displayed"},
		{"hidden, but displayed", "<p>seen<p hidden style='display:block'>x", "seen\nx", ""},
		{"not displayed", inline("display: none"), "seen", "not displayed"},
		{"an important value wins", inline("display:none!important;display:block"), "seen", "not displayed"},
		{"a closed dialog", "seen<dialog>x</dialog>", "seen", "not displayed"},
		{"an open dialog", "seen<dialog open>x</dialog>", "seen\nx", ""},
		{"invisible", inline("visibility:hidden"), "seen", "invisible"},
		{"visible in what is invisible", "<div style='visibility:hidden'>x<p style='visibility:visible'>seen</div>", "seen", "invisible"},
		{"transparent", inline("opacity:0.01"), "seen", "transparent"},
		{"brought in by an animation", inline("opacity:0;animation:in 1s forwards"), "seen x", ""},
		{"faint", inline("opacity:.6"), "seen x", ""},
		{"transparent ink", inline("color:transparent"), "seen", "transparent"},
		{"ink of no weight", inline("color:rgba(0, 0, 0, 0)"), "seen", "transparent"},

		{"no size", inline("font-size:0"), "seen", "smaller than 2 points"},
		{"tiny", inline("font-size:1px"), "seen", "smaller than 2 points"},
		{"tiny by the shorthand", inline("font:italic 1pt/1.5 Arial"), "seen", "smaller than 2 points"},
		{"small", inline("font-size:6pt"), "seen x", ""},
		{"a share of nothing", "<div style='font-size:0'><p style='font-size:2em'>x</p><p style='font-size:12px'>seen", "seen", "smaller than 2 points"},

		{"white on white", inline("color:#FFF"), "seen", "colour of the background"},
		{"nearly white", inline("color:rgb(253 253 253)"), "seen", "colour of the background"},
		{"white by an old attribute", "<p>seen <font color=ffffff>x", "seen", "colour of the background"},
		{"grey", inline("color:#999"), "seen x", ""},
		{"white on black", inline("color:white;background:#000"), "seen x", ""},
		{"white in a dark cell", "<table bgcolor=navy><tr><td style='color:#fff'>seen</table>", "seen", ""},
		{"black on a black page", "<body bgcolor=black text=white>seen <b style='color:#000'>x", "seen", "colour of the background"},
		{"a link in white text", "<p style='color:#fff'><a href=a>seen</a>", "seen", ""},
		{"a field in white text", "<p style='color:#fff'><input value=seen>", "seen", ""},
		{"white over a picture", inline("color:#fff;background:url(a.png)"), "seen x", ""},
		{"white over a gradient", inline("color:#fff;background-image:linear-gradient(red,blue)"), "seen x", ""},
		{"a colour by a variable", inline("color:#fff;background:var(--dark)"), "seen x", ""},
		{"white, put over who knows what", inline("color:#fff;position:absolute"), "seen\nx", ""},
		{"white under a film", inline("color:#fff;background:rgba(0,0,0,.01)"), "seen", "colour of the background"},
		{"equally light, of another hue", inline("color:#f00;background:#7f7f7f"), "seen x", ""},

		{"to the left of the page", inline("position:absolute;left:-9999px"), "seen", "outside the page"},
		{"above the page", inline("position:fixed;top:-100em"), "seen", "outside the page"},
		{"moved to the left of the page", inline("transform:translateX(-9999px)"), "seen", "outside the page"},
		{"shrunk to nothing", inline("transform: scale(0)"), "seen", "clipped away"},
		{"far, but not put there", inline("left:-9999px"), "seen x", ""},
		{"a little to the left", inline("position:relative;left:-90px"), "seen x", ""},
		{"indented away", "seen<p style='text-indent:-9999px'>x", "seen", "outside the page"},
		{"clipped to nothing", inline("position:absolute;clip:rect(0 0 0 0)"), "seen", "clipped away"},
		{"clipped to a dot", inline("position:absolute;clip:rect(1px, 1px, 1px, 1px)"), "seen", "clipped away"},
		{"clipped to a part", inline("position:absolute;clip:rect(0px,60px,200px,0px)"), "seen\nx", ""},
		{"inset from all sides", inline("clip-path:inset(50%)"), "seen", "clipped away"},
		{"a box of a dot", "seen<div style='width:1px;height:1px;overflow:hidden'>x</div>", "seen", "clipped away"},
		{"a small box that lets text out", "seen<div style='height:1px'>x</div>", "seen\nx", ""},

		{"by class", sheet(".sr{display:none}", "<p>seen <i class='a sr'>x"), "seen", "not displayed"},
		{"by id", sheet("i#me, b {opacity:0}", "<p>seen <i id=me>x"), "seen", "transparent"},
		{"by place", sheet("div.a > p i{display:none}", "<i>seen</i><div class=a><p><b><i>x</i></b></div>"), "seen", "not displayed"},
		{"not by a place it is not in", sheet("div > i{display:none}", "<div><p>seen <i>x"), "seen x", ""},
		{"by another sheet, further down", "<p>seen <i>x</i><style>i{display:none}</style>", "seen", "not displayed"},
		{"specific rules win", sheet("p i{display:inline}i{display:none}", "<p>seen <i>x"), "seen x", ""},
		{"later rules win", sheet("i{display:inline}i{display:none}", "<p>seen <i>x"), "seen", "not displayed"},
		{"important rules win", sheet("i{display:none !important}", "<p>seen <i style='display:inline'>x"), "seen", "not displayed"},
		{"in print", sheet("@media print{i{display:none}}", "<p>seen <i>x"), "seen x", ""},
		{"on a screen", sheet("@media screen and (min-width:600px){i{display:none}}", "<p>seen <i>x"), "seen", "not displayed"},
		{"on a telephone", sheet("@media (max-width:600px){i{display:none}}b{color:red}", "<p>seen <i>x"), "seen x", ""},
		{"under a condition", sheet("@supports not (a:b){i{display:none}}", "<p>seen <i>x"), "seen x", ""},
		{"under the pointer", sheet("i:hover{display:none}i::before{display:none}i[a]{display:none}", "<p>seen <i>x"), "seen x", ""},
		{"the whole page, but for a part", sheet("html body{color:#fff}p{color:#000}", "<div>x</div><p>seen"), "seen", "colour of the background"},
		{"a sheet with errors", sheet("}} a{ ; i{display:none} i{display:none}", "<p>seen <i>x"), "seen", "not displayed"},
	} {
		doc, err := Read("cv.html", []byte(c.source), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		why := ""
		for _, h := range doc.Hidden {
			why += h.Why
			if h.Text != "x" || h.Line != 1 {
				t.Errorf("%s: hidden %q on line %d", c.what, h.Text, h.Line)
			}
		}
		if doc.Text != c.text || why != c.why {
			t.Errorf("%s: %q, hidden because %q; want %q, %q", c.what, doc.Text, why, c.text, c.why)
		}
	}
}

// Lines and columns count in the file, mark-up included.
func TestHTMLPosition(t *testing.T) {
	source := "<!DOCTYPE html>\n<h1>Jane</h1>\n<p>Ünd <b>built\n  Go</b>\n<ul>\n  <li>Üb&auml;r\n</ul><pre>\n\n    far</pre><p>&nbsp;one<table><tr>\n<td>left<td>right\n<td>  last</table>" +
		"<input name=fie value=field>"
	doc, err := Read("cv.html", []byte(source), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]string{"Jane": "2:5", "Ünd": "3:4", "Go": "4:3", "Übär": "6:7", "far": "9:5", "one": "9:23", "left": "10:5", "last": "11:7", "field": "11:41"} {
		p := doc.Position(strings.Index(doc.Text, word))
		if got := fmt.Sprintf("%d:%d", p.Line, p.Column); got != want {
			t.Errorf("%s stands at %s, want %s", word, got, want)
		}
	}
}

func TestHTMLEncoding(t *testing.T) {
	const warning = "not UTF-8 but %s, as the page says; converted, and offsets count in the converted text"
	for _, c := range []struct{ what, source, want, warning string }{
		{"UTF-8", "<meta charset=utf-8><p>café", "café", ""},
		{"what is not said", "<p>café", "café", ""},
		{"Windows-1252", "<meta charset=iso-8859-1><p>caf\xE9 \x97", "café —", fmt.Sprintf(warning, "iso-8859-1")},
		{"Cyrillic", "<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'><p>\xF2\xC1\xC2", "Раб", fmt.Sprintf(warning, "koi8-r")},
		{"UTF-8 that says otherwise", "<meta charset=iso-8859-1><p>café", "café", ""},
		{"a byte order mark", "\xFF\xFE" + inUTF16("<p>café"), "café", "not UTF-8 but UTF-16, as far as its bytes tell; converted, and offsets count in the converted text"},
	} {
		doc, err := Read("cv.html", []byte(c.source), Options{})
		if err != nil || doc.Text != c.want || strings.Join(doc.Warnings, "|") != c.warning {
			t.Errorf("%s: got %+v, %v", c.what, doc, err)
		}
	}
}

// A field's words stand where its value does, whatever the length of the letters before it in the other case.
func TestHTMLFieldOfOddLetters(t *testing.T) {
	doc, err := Read("cv.html", []byte("<p>Jane<input "+strings.Repeat("Ⱥ", 40)+" value=Doe>"), Options{})
	if err != nil || doc.Text != "Jane Doe" {
		t.Errorf("%v, %v", doc, err)
	}
}

// Rules of many values for many elements are given up, not followed to their end.
func TestHTMLRulesOfManyValues(t *testing.T) {
	var page strings.Builder
	page.WriteString("<style>a{")
	for i := range 20000 {
		fmt.Fprintf(&page, "color:#%06x;", i)
	}
	page.WriteString("}</style>" + strings.Repeat("<a>word</a> ", 20000))
	doc, err := Read("cv.html", []byte(page.String()), Options{})
	if err != nil || len(doc.Warnings) != 1 || !strings.HasPrefix(doc.Warnings[0], "too many styles") {
		t.Errorf("%v", err)
	}
}

func TestHTMLWarnings(t *testing.T) {
	many := strings.Repeat("word ", 20)
	for _, c := range []struct{ source, want string }{
		{many + "<nav>Home <a>About us</a></nav><div role=navigation>Up</div>", "navigation of 4 words left out"},
		{many + "<svg><text>one two</text></svg>", "drawings (SVG) of 2 words left out"},
		{many + "<nav>Home</nav><svg><text>one two</text></svg>", "navigation of 1 word left out|drawings (SVG) of 2 words left out"},
		{"Jane<script>x</script>", "few words, and scripts or frames that may bring more; open the page in a browser and print it to PDF"},
		{many + "<script>x</script>", ""},
		{"Jane<link rel=stylesheet href=a.css>", "some of its styles are in other files; words that those hide are read as if they were seen"},
		{"Jane<style>" + strings.Repeat(" ", 3<<20) + "</style>", "too many styles; some were not looked at, and words that those hide are read as if they were seen"},
		{strings.Repeat("<div>", 500) + "Jane", "elements nest more than 256 deep; styles further in were not looked at"},
	} {
		_, b := linesOf(c.source)
		if got := strings.Join(b.Document().Warnings, "|"); got != c.want {
			t.Errorf("%.40q: warned %q, want %q", c.source, got, c.want)
		}
	}
}

// Pages made to take long do not.
func TestHTMLIsLinear(t *testing.T) {
	classes := strings.Repeat(".a .b ", 7) + "{color:red}"
	for what, source := range map[string]string{
		"nesting":    strings.Repeat("<div>", 200_000) + "x",
		"end tags":   strings.Repeat("<b>", 250) + strings.Repeat("</p></div></td>", 100_000),
		"rules":      "<style>" + strings.Repeat(classes, 20_000) + "</style>" + strings.Repeat("<b class='a b'>", 250) + strings.Repeat("<i class='a b'>x</i>", 20_000),
		"one line":   strings.Repeat("<p>x y", 200_000),
		"cells":      "<table><tr>" + strings.Repeat("<td>x", 100_000),
		"tables":     strings.Repeat("<table><tr><td>x", 20_000),
		"hidden":     strings.Repeat("<p hidden>x</p>", 100_000),
		"attributes": "<p " + strings.Repeat("a=b ", 200_000) + ">x",
		"a bracket":  strings.Repeat("<", 1_000_000),
		"ampersands": strings.Repeat("&", 1_000_000),
		"CSS":        "<style>" + strings.Repeat("a{b:(", 200_000) + "</style>x",
	} {
		start := time.Now()
		linesOf(source)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: took %v", what, took)
		}
	}
}

// The letters and digits of every line occur in the source from the line that it says it came from, in that order.
func FuzzHTML(f *testing.F) {
	for _, s := range []string{
		"<h1>Jane</h1><ul><li>a\n b<li>c</ul>", "<table><tr><td>a\n<td>b<tr><td><p>c<p>d</table>", "<pre>\n a\n</pre>", "<style>.a>b{color:#fff}</style><p class=a><b>x",
		"<nav>a</nav><svg><path/></svg><p hidden>x", "a<br>b<input value=c><textarea>\nd</textarea>", "<p style='display:flex;font:1px a'>b", "<div style=\"a:(b\">c",
		"<style>@media print{a{b:c}}@layer x{p{opacity:0}}</style>y",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkRead(t, "cv.html", []byte(s))
		if strings.ContainsAny(s, "&\x00") || !utf8.ValidString(s) {
			return
		}
		source := strings.Split(s, "\n")
		lines, _ := linesOf(s)
		for _, l := range lines {
			if l.Source < 1 || l.Source > len(source) || l.Shift < 0 {
				t.Fatalf("%+v of %q", l, s)
			}
			rest := strings.Join(source[l.Source-1:], "\n")
			checkPlace(t, s, source[l.Source-1], l)
			for _, r := range l.Text {
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
					continue
				}
				i := strings.IndexRune(rest, r)
				if i < 0 {
					t.Fatalf("%q of line %q is not from line %d on in %q", r, l.Text, l.Source, s)
				}
				rest = rest[i+utf8.RuneLen(r):]
			}
		}
	})
}

// checkPlace sees that a line begins at the column that it says. Fields of forms and lines that stand at the front of the source's
// line with a bullet of ours do not.
func checkPlace(t *testing.T, page, source string, l analyzer.Line) {
	text, column := l.Text, l.Shift
	if words, ok := strings.CutPrefix(text, bullet); ok && l.Kind == analyzer.ItemLine {
		text, column = words, column+utf8.RuneCountInString(bullet)
	}
	trimmed := strings.TrimLeft(text, " ")
	column += len(text) - len(trimmed)
	if column <= 2 || strings.Contains(strings.ToLower(page), "value") || strings.Contains(page, "\r") {
		return
	}
	first, _ := utf8.DecodeRuneInString(trimmed)
	if at := []rune(source); column >= len(at) || at[column] != first {
		t.Fatalf("line %q does not stand at column %d of %q in %q", l.Text, column, source, page)
	}
}
