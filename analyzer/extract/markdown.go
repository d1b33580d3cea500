package extract

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"redflag/analyzer"
)

// bullet stands in front of an entry of a list, whatever the source draws there.
const bullet = "• "

// readMarkdown reads the words of a Markdown file without its mark-up. Lines count in the file.
func readMarkdown(b *analyzer.Builder, data []byte) error {
	text, err := decode(b, data)
	if err != nil {
		return err
	}
	if tangled(text) {
		b.Warn("too much mark-up to take apart; read as plain text")
		b.Verbatim(text)
		return nil
	}
	m := parseMarkdown(text)
	for _, l := range m.out {
		b.Line(l)
	}
	if m.html > 0 {
		b.Warn(fmt.Sprintf("words in HTML were left out, the first on line %d", m.html))
	}
	return nil
}

// markdown walks the tree of a Markdown file and collects its lines.
type markdown struct {
	source []byte
	starts []int // offset of each line of the source
	out    []analyzer.Line
	html   int // line of the first block of HTML with words, which were left out

	// the line being built
	line    strings.Builder
	at      int // offset in the source of its first word; -1: no word yet
	kind    analyzer.LineKind
	between bool // a cell of a table has ended, and the next not yet begun
	entered bool // a list item has been entered, and its bullet not yet written
}

func parseMarkdown(text string) *markdown {
	m := &markdown{source: blankFrontMatter([]byte(strings.TrimPrefix(text, "\uFEFF"))), starts: []int{0}, at: -1}
	for i, c := range m.source {
		if c == '\n' {
			m.starts = append(m.starts, i+1)
		}
	}
	tree := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(gtext.NewReader(m.source))
	m.blocks(tree)
	return m
}

// tangled reports whether text is so long, nests so deep, or has so many brackets and stars in one paragraph, that taking
// it apart would take seconds to minutes. No person writes so.
func tangled(text string) bool {
	const maxBytes, maxMarkers, maxNesting = 2 << 20, 5000, 200
	if len(text) > maxBytes {
		return true
	}
	markers := 0
	for line := range strings.Lines(text) {
		if words := strings.TrimLeft(line, " \t>*+-.)0123456789"); len(line)-len(words) > maxNesting {
			return true
		}
		if strings.TrimSpace(line) == "" {
			markers = 0
		}
		markers += strings.Count(line, "*") + strings.Count(line, "_") + strings.Count(line, "[")
		if markers > maxMarkers {
			return true
		}
	}
	return false
}

var frontMatter = regexp.MustCompile(`\A---[ \t]*\r?\n(?:[\w-]+:|#)(?s:.*?)\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\z)`)

// blankFrontMatter overwrites a YAML header with spaces, so that the lines after it keep their places.
func blankFrontMatter(source []byte) []byte {
	header := frontMatter.Find(source)
	for i, c := range header {
		if c != '\n' && c != '\r' {
			header[i] = ' '
		}
	}
	return source
}

// blocks writes the lines of the blocks in n.
func (m *markdown) blocks(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			m.entered = false
			m.unit(c, analyzer.HeadingLine)
		case *ast.Paragraph, *ast.TextBlock:
			m.unit(c, analyzer.ParaLine)
		case *ast.ListItem:
			m.entered = true
			m.blocks(c)
			m.entered = false
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			m.entered = false
			m.code(c.Lines())
		case *ast.HTMLBlock:
			m.skippedHTML(c)
		case *east.TableHeader, *east.TableRow:
			m.row(c)
		case *ast.ThematicBreak:
		default: // quotes, lists, tables
			m.blocks(c)
		}
	}
}

// unit writes a heading or a paragraph: its first line as kind says, wrapped lines as going on with it.
func (m *markdown) unit(n ast.Node, kind analyzer.LineKind) {
	m.kind = kind
	if m.entered {
		m.kind, m.entered = analyzer.ItemLine, false
	}
	m.inline(n)
	m.end(analyzer.PlainLine)
}

// row writes a row of a table as one line.
func (m *markdown) row(n ast.Node) {
	m.kind = analyzer.ParaLine
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		m.between = m.at >= 0
		m.inline(c)
	}
	m.between = false
	m.end(analyzer.PlainLine)
}

func (m *markdown) code(lines *gtext.Segments) {
	for i := range lines.Len() {
		s := lines.At(i)
		m.kind = analyzer.PlainLine
		m.write(string(m.source[s.Start:s.Stop]), s.Start)
		m.end(analyzer.PlainLine)
	}
}

var tags = regexp.MustCompile(`(?s)<!--.*?-->|<(?:script|style).*?</(?:script|style)>|<[^>]*>`)

// skippedHTML notes a block of HTML that is left out, if words are lost with it.
func (m *markdown) skippedHTML(n *ast.HTMLBlock) {
	s := n.Lines()
	if s.Len() == 0 || m.html > 0 {
		return
	}
	from, to := s.At(0).Start, s.At(s.Len()-1).Stop
	if n.HasClosure() {
		to = max(to, n.ClosureLine.Stop)
	}
	words := tags.ReplaceAll(m.source[from:to], nil)
	if bytes.ContainsFunc(words, unicode.IsLetter) {
		m.html = m.lineOf(from)
	}
}

// inline writes the words in n; a line break in the source ends the line.
func (m *markdown) inline(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			value := string(m.source[c.Segment.Start:c.Segment.Stop])
			if !c.IsRaw() {
				value = unescape(value)
			}
			m.write(value, c.Segment.Start)
			switch {
			case c.HardLineBreak():
				m.end(analyzer.PlainLine)
			case c.SoftLineBreak():
				m.end(m.afterBreak(c.Segment.Stop))
			}
		case *ast.CodeSpan:
			m.codeSpan(c)
		case *ast.String:
			m.write(string(c.Value), c.Pos())
		case *ast.AutoLink:
			label := c.Label(m.source)
			at := max(c.Pos(), 0)
			m.write(string(label), at+max(bytes.Index(m.source[at:], label), 0))
		case *ast.RawHTML:
			if s := c.Segments; s.Len() > 0 && bytes.HasPrefix(bytes.ToLower(s.Value(m.source)), []byte("<br")) {
				m.end(analyzer.PlainLine)
			}
		case *ast.Image, *east.TaskCheckBox:
		default: // emphasis, links
			m.inline(c)
		}
	}
}

// codeSpan writes a code span, whose pieces hold the line ends between them.
func (m *markdown) codeSpan(n *ast.CodeSpan) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		m.write(strings.TrimRight(string(m.source[t.Segment.Start:t.Segment.Stop]), "\r\n"), t.Segment.Start)
	}
}

// startsAnew matches what people put at the front of a line that is to stand alone, though Markdown would join it to
// the line before: a bullet of their own, a name in bold, a speaker, a time.
var startsAnew = regexp.MustCompile(`^\s*(?:[•‣◦▪●·–—]\s|\*\*|__|\[?\d\d?:\d\d|\p{Lu}[\p{L}\d .'’-]{0,40}:\s)`)

// endsInTime matches the line in front of a turn: a speaker and when the turn began.
var endsInTime = regexp.MustCompile(`\b\d?\d(?::\d\d){1,2}[\])]?$`)

// afterBreak tells the kind of the line that begins after a soft line break.
func (m *markdown) afterBreak(at int) analyzer.LineKind {
	rest := m.source[at:]
	i := bytes.IndexByte(rest, '\n')
	if i >= 0 && startsAnew.Match(rest[i+1:]) || endsInTime.MatchString(strings.TrimSpace(m.line.String())) {
		return analyzer.PlainLine
	}
	return analyzer.ContinuedLine
}

// write adds words that stand at an offset of the source to the line being built. Where mark-up has swallowed the end
// of the source's line, a new line begins.
func (m *markdown) write(s string, at int) {
	if m.at >= 0 && s != "" && m.lineOf(at) != m.lineOf(m.at) {
		m.end(analyzer.ContinuedLine)
	}
	if m.at < 0 {
		trimmed := strings.TrimLeftFunc(s, unicode.IsSpace)
		if trimmed == "" {
			return
		}
		m.at = at + len(s) - len(trimmed)
		s = trimmed
	} else if m.between && strings.TrimSpace(s) != "" {
		m.line.WriteString(" | ")
		m.between = false
	}
	m.line.WriteString(s)
}

// end ends the line being built, if it holds anything, and says what the next one is.
func (m *markdown) end(next analyzer.LineKind) {
	text := strings.TrimRightFunc(m.line.String(), unicode.IsSpace)
	if m.at >= 0 {
		n := m.lineOf(m.at)
		l := analyzer.Line{Text: text, Kind: m.kind, Source: n, Gap: m.blankBefore(n)}
		l.Shift = utf8.RuneCount(m.source[m.starts[n-1]:m.at])
		if m.kind == analyzer.ItemLine {
			l.Text = bullet + text
			l.Shift = max(0, l.Shift-utf8.RuneCountInString(bullet))
		}
		m.out = append(m.out, l)
		m.kind = next
	}
	m.line.Reset()
	m.at = -1
}

// lineOf returns the number of the source's line that holds an offset.
func (m *markdown) lineOf(offset int) int {
	return sort.SearchInts(m.starts, offset+1)
}

// blankBefore reports whether a blank line stands between the source's line n and the line written last.
func (m *markdown) blankBefore(n int) bool {
	if len(m.out) == 0 {
		return false
	}
	for i := m.out[len(m.out)-1].Source + 1; i < n; i++ {
		if len(bytes.TrimSpace(m.source[m.starts[i-1]:m.starts[i]])) == 0 {
			return true
		}
	}
	return false
}

var entity = regexp.MustCompile(`^&#?\w{1,32};`)

// unescape resolves backslashes and entities.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			i++
			b.WriteByte(s[i])
		case s[i] == '&':
			e := entity.FindString(s[i:])
			b.WriteString(html.UnescapeString(e))
			if e == "" {
				b.WriteByte('&')
				continue
			}
			i += len(e) - 1
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
