package extract

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// Each case is a source and the lines read from it (show explains the notation).
func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ what, source, want string }{
		{"headings", "# Jane *Doe*\nWork\n====\n", "H Jane Doe\nH Work"},
		{"a paragraph, wrapped", "Built a thing\nthat works.\n\nAnother.", "P Built a thing\nC that works.\n\nP Another."},
		{"hard breaks", "Acme  \nEngineer\\\n2020<br>Berlin", "P Acme\n- Engineer\n- 2020\n- Berlin"},
		{"emphasis, code, links, entities", "**Built** `x_y` with [Go](http://go.dev) &amp; \\*stars\\* &bogus;", "P Built x_y with Go & *stars* &bogus;"},
		{"bare links", "<https://a.b>, https://c.d and me@x.y", "P https://a.b, https://c.d and me@x.y"},
		{"pictures, inline HTML", "![me](me.png) a <b>bold</b> <!-- no -->word", "P a bold word"},
		{"lists", "- one\n  more\n\n  second\n- two\n  1. nested\n* [x] done", "I • one\nC more\n\nP second\nI • two\nI • nested\nI • done"},
		{"a quotation", "> said\n> so", "P said\nC so"},
		{"code", "    x := 1\n\n~~~go\ny\n~~~\n", "- x := 1\n\n- y"},
		{"a table", "| Tool | Use |\n|---|---|\n| Go | a \\| b |\n| | *c* |", "P Tool | Use\nP Go | a | b\nP c"},
		{"front matter", "---\ntitle: CV\n---\n# Jane", "H Jane"},
		{"a rule is no front matter", "---\nJane\n\n---\n", "P Jane"},
		{"reference definitions", "[Go][g]\n\n[g]: http://go.dev", "P Go"},
		{"bullets and speakers of the author's own", "• one\n• two\nAnn: hi\n**Bob:** ho\nand so on", "P • one\n- • two\n- Ann: hi\n- Bob: ho\nC and so on"},
		{"a table with breaks and empty cells", "| a | b |\n|---|---|\n| | c<br>d |\n| e<br>f | g |", "P a | b\nP c\n- d\nP e\n- f | g"},
		{"a speaker's line", "Ann Lee  0:22\nHello", "P Ann Lee  0:22\n- Hello"},
		{"code and comments over lines", "a `b\nc` <!-- d\ne --> f `\ng`", "P a b\nC c\nC f\nC g"},
		{"CRLF", "# A\r\n\r\nb\r\nc\r\n", "H A\n\nP b\nC c"},
		{"a byte order mark", "\uFEFF# A", "H A"},
	} {
		if got := show(parseMarkdown(c.source).out); got != c.want {
			t.Errorf("%s: %q\n got:\n%s\nwant:\n%s", c.what, c.source, got, c.want)
		}
	}
}

// Lines and columns count in the file, mark-up and front matter included.
func TestMarkdownPosition(t *testing.T) {
	source := "---\nlang: en\n---\n\n# Jane\n\n> 1. Über **Go**\n\n| a | b |\n|---|---|\n| c | d |\n"
	doc, err := Read("cv.md", []byte(source), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]string{"Jane": "5:3", "Über": "7:6", "a |": "9:3", "c |": "11:3"} {
		p := doc.Position(strings.Index(doc.Text, word))
		if got := fmt.Sprintf("%d:%d", p.Line, p.Column); got != want {
			t.Errorf("%s stands at %s, want %s", word, got, want)
		}
	}
}

func TestMarkdownWarnings(t *testing.T) {
	for source, want := range map[string]string{
		"Jane\n\n<div>\nDoe\n</div>\n":        "words in HTML were left out, the first on line 3",
		"Jane\n\n<!-- note -->\n<hr>\n":       "",
		"Jane " + strings.Repeat("*a ", 9000): "too much mark-up to take apart; read as plain text",
		strings.Repeat("> ", 500) + "Jane":    "too much mark-up to take apart; read as plain text",
	} {
		doc, err := Read("cv.md", []byte(source), Options{})
		if err != nil {
			t.Errorf("%.20q: %v", source, err)
		} else if got := strings.Join(doc.Warnings, "|"); got != want {
			t.Errorf("%.20q: warned %q, want %q", source, got, want)
		}
	}
}

// The letters and digits of every line occur in the source, on the line that it says it came from, in that order.
func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{
		"# Jane\n\n- a\n  b\n", "| a | b |\n|--|--|\n| `c` | d\\|e |", "---\na: b\n---\nc", "> - **x** [y](z)\n", "a  \nb\\\nc<br>d",
		"<div>\na\n</div>\n", "```\n\tx\n```", "- [ ] a\n\n      code", "`a\nb`", "a <http://b.c> d",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkRead(t, "cv.md", []byte(s))
		if strings.ContainsAny(s, "&\r\x00") || strings.ToValidUTF8(s, "") != s || tangled(s) {
			return
		}
		source := strings.Split(strings.TrimPrefix(s, "\uFEFF"), "\n")
		for _, l := range parseMarkdown(s).out {
			rest := source[l.Source-1]
			for _, r := range l.Text {
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
					continue
				}
				i := strings.IndexRune(rest, r)
				if i < 0 {
					t.Fatalf("%q of line %q is not on line %d, %q, of %q", r, l.Text, l.Source, source[l.Source-1], s)
				}
				rest = rest[i+utf8.RuneLen(r):]
			}
		}
	})
}
