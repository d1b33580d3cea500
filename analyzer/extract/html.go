package extract

import (
	"fmt"
	stdhtml "html"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/htmlindex"

	"redflag/analyzer"
)

// readHTML reads what a person sees of a web page. The title is left out: it stands on the window, not on the page.
// Lines and columns count in the file.
func readHTML(b *analyzer.Builder, data []byte) error {
	text, err := decodeHTML(b, data)
	if err != nil {
		return err
	}
	p := newWebPage(b, text)
	p.read()
	for _, l := range p.out {
		b.Line(l)
	}
	p.warn()
	return nil
}

var charset = regexp.MustCompile(`(?i)<meta\b[^>]*\bcharset\s*=\s*["']?\s*([\w:.-]+)|^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w:.-]+)`)

// decodeHTML decodes a page. A byte order mark counts first, then letters beyond ASCII that are valid UTF-8, then what the page says of
// itself in its first 1024 bytes, then what its bytes tell.
func decodeHTML(b *analyzer.Builder, data []byte) (string, error) {
	said := charset.FindSubmatch(head(data, 1024))
	if w, _ := wide(data); w != "" || said == nil || utf8.Valid(data) {
		return decode(b, data)
	}
	label := strings.ToLower(string(said[1]) + string(said[2]))
	enc, err := htmlindex.Get(label)
	if err != nil || label == "utf-8" || label == "utf8" || strings.HasPrefix(label, "utf-16") {
		return decode(b, data)
	}
	text, err := enc.NewDecoder().Bytes(data)
	if err != nil || isBinary(text) {
		return "", errBinary
	}
	b.Warn(fmt.Sprintf("not UTF-8 but %s, as the page says; converted, and offsets count in the converted text", label))
	return lineEnds(b, string(text)), nil
}

// element is an open element.
type element struct {
	name, id string
	classes  []string
	look     htmlLook
	block    bool
	heading  bool   // it is one, or stands in one
	skip     string // what it is, where nothing in it is read
	flex     bool   // boxes of their own are made of what stands in it
	row      bool   // what stands in it stands side by side
	column   bool   // it stands side by side with others
}

// webPage is a web page while it is read.
type webPage struct {
	b      *analyzer.Builder
	source string
	sheet  *styleSheet
	stack  []element      // html and body first
	open   map[string]int // of every name, how many elements are open
	over   int            // open elements beyond maxElements
	rows   [][]int        // of every open row, where in out its cells begin
	raw    string         // the element whose text the tokenizer passes on as it stands
	out    []analyzer.Line

	// the line being built
	line    strings.Builder
	at      spot
	started bool
	kind    analyzer.LineKind
	entered bool // a list item has begun, and its bullet is not yet written
	spaces  int  // before the next word
	blank   bool // the block holds a space that is drawn, and no word yet
	gap     bool
	lead    bool // a pre has just begun: a line end here does not count

	hidden   strings.Builder
	why      string // why the words in hidden cannot be seen
	hiddenAt int    // the line of the first

	here spot // up to which lines and columns have been counted

	size           int // bytes of text so far
	words, scripts int
	skipped        map[string]int // words left out, by what they stand in
	inWord         bool           // the last character left out was one of a word
	deep           bool
	rootAttributes [2]attributes // of html and of body
}

// spot is a place in the source: line from 1, column from 0.
type spot struct{ offset, line, column int }

// maxElements is how deep elements may nest; what lies deeper is read as part of the element around it.
const maxElements = 256

func newWebPage(b *analyzer.Builder, source string) *webPage {
	p := &webPage{b: b, source: source, sheet: newStyleSheet(), open: map[string]int{}, skipped: map[string]int{},
		kind: analyzer.ParaLine, here: spot{line: 1}}
	p.readStyles()
	for _, name := range []string{"html", "body"} { // they are there, written or not
		p.push(&element{name: name, block: true}, attributes{})
	}
	return p
}

// readStyles collects the rules of all style elements, as those at the end hold for the front as well.
func (p *webPage) readStyles() {
	z := html.NewTokenizer(strings.NewReader(p.source))
	inert, style := 0, false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			if style && inert == 0 {
				p.sheet.add(string(z.Raw()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			tag := string(name)
			style = tag == "style"
			if tag == "noscript" || tag == "template" {
				inert++
			}
			if !more || tag != "style" && tag != "link" {
				continue
			}
			a := attributesOf(z)
			style = style && (a["media"] == "" || mediaHolds(a["media"]))
			p.sheet.elsewhere = p.sheet.elsewhere || tag == "link" && strings.EqualFold(a["rel"], "stylesheet") && mediaHolds(a["media"]) &&
				!strings.Contains(a["href"], "font")
		case html.EndTagToken:
			name, _ := z.TagName()
			if tag := string(name); tag == "noscript" || tag == "template" {
				inert = max(0, inert-1)
			}
			style = false
		}
	}
}

type attributes map[string]string

// attributesOf reads the attributes of a tag; of those of one name the first counts.
func attributesOf(z *html.Tokenizer) attributes {
	a := attributes{}
	for more := true; more; {
		var key, value []byte
		key, value, more = z.TagAttr()
		if _, ok := a[string(key)]; !ok && len(key) > 0 {
			a[string(key)] = string(value)
		}
	}
	return a
}

// read goes through the tokens.
func (p *webPage) read() {
	r := strings.NewReader(p.source)
	z := html.NewTokenizer(r)
	for p.size <= maxText {
		kind := z.Next()
		raw := z.Raw()
		start := len(p.source) - r.Len() - len(z.Buffered()) - len(raw)
		end := start + len(raw)
		switch kind {
		case html.ErrorToken:
			p.finish()
			return
		case html.TextToken:
			p.text(p.source[start:end], start)
			continue
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			a := attributes{}
			if more {
				a = attributesOf(z)
			}
			p.startTag(tag{string(name), a, p.source[start:end], start, kind == html.SelfClosingTagToken})
		case html.EndTagToken:
			name, _ := z.TagName()
			p.endTag(string(name))
			p.raw = ""
		}
	}
	p.finish() // with more text than is read
}

func (p *webPage) finish() {
	p.endBlock()
	p.endRows(0)
}

// Elements, as the HTML Standard sorts them.
var (
	void       = wordSet("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
	blockNames = wordSet(`address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
		form h1 h2 h3 h4 h5 h6 header hgroup html legend li listing main menu nav ol optgroup option p pre search section select summary table
		tbody td tfoot th thead title tr ul xmp`)
	rawText = wordSet("iframe noembed noframes plaintext script style textarea title xmp")
	// Where nothing is read, and what to call it where its words are counted: what stands in the others is not drawn.
	unreadNames = map[string]string{"noscript": uncounted, "template": uncounted, "canvas": uncounted, "audio": uncounted, "video": uncounted,
		"object": uncounted, "datalist": uncounted, "svg": "drawings (SVG)", "nav": "navigation"}
)

const uncounted = "uncounted"

// implied tells which open elements end where an element begins, and which elements keep what is around them open.
var implied = map[string]struct{ ends, within map[string]bool }{
	"li":       {wordSet("li"), wordSet("ul ol menu dir td th table")},
	"dt":       {wordSet("dt dd"), wordSet("dl td th table")},
	"dd":       {wordSet("dt dd"), wordSet("dl td th table")},
	"option":   {wordSet("option"), wordSet("select")},
	"optgroup": {wordSet("option optgroup"), wordSet("select")},
	"td":       {wordSet("td th"), wordSet("tr table")},
	"th":       {wordSet("td th"), wordSet("tr table")},
	"tr":       {wordSet("tr"), wordSet("table")},
	"tbody":    {wordSet("tbody thead tfoot"), wordSet("table")},
	"thead":    {wordSet("tbody thead tfoot"), wordSet("table")},
	"tfoot":    {wordSet("tbody thead tfoot"), wordSet("table")},
}

var (
	paragraph     = wordSet("p")
	paragraphWall = wordSet("td th caption table button object html body")
	tableParts    = wordSet("table caption thead tbody tfoot tr td th")
	cellWall      = wordSet("td th caption")
	tableWall     = wordSet("table")
)

// tag is a start tag.
type tag struct {
	name string
	attributes
	source string
	at     int  // its offset
	closed bool // it ends with "/>"
}

func (p *webPage) startTag(t tag) {
	p.raw = ""
	switch t.name {
	case "head":
		return
	case "html", "body":
		p.root(t)
		return
	case "script", "iframe":
		p.scripts++
	}
	if blockNames[t.name] || t.name == "hr" {
		p.closeWithin(paragraph, paragraphWall)
	}
	if i, ok := implied[t.name]; ok {
		p.closeWithin(i.ends, i.within)
	}
	if void[t.name] {
		p.voidTag(t)
		return
	}
	if rawText[t.name] {
		p.raw = t.name
		if t.name != "textarea" && t.name != "xmp" && t.name != "plaintext" {
			return
		}
	}
	if t.closed && (p.top().skip != "" || strings.Contains(t.name, ":")) {
		return // of drawings and of Word's own elements
	}
	p.push(p.newElement(t), t.attributes)
}

func (p *webPage) top() *element { return &p.stack[len(p.stack)-1] }

// newElement makes an element to be opened, as far as it does not hang on styles.
func (p *webPage) newElement(t tag) *element {
	name, a := t.name, t.attributes
	e := &element{name: name, id: a["id"], classes: strings.Fields(a["class"]), block: blockNames[name], skip: unreadNames[name], row: name == "tr"}
	e.column = name == "td" || name == "th"
	level := len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6'
	e.heading = level || a["role"] == "heading" || p.top().heading
	if a["role"] == "navigation" {
		e.skip = "navigation"
	}
	if _, chosen := a["selected"]; name == "option" && !chosen {
		e.skip = uncounted
	}
	return e
}

// push opens an element.
func (p *webPage) push(e *element, a attributes) {
	if len(p.stack) >= maxElements {
		p.over++
		p.deep = true
		if e.block {
			p.endBlock()
		}
		return
	}
	p.style(e, a)
	if len(p.stack) > 0 && p.top().skip != "" {
		e.skip = p.top().skip
	}
	p.stack = append(p.stack, *e)
	p.open[e.name]++
	p.boundary(e)
	if e.skip != "" || e.look.gone == notDisplayed {
		return
	}
	p.lead = e.name == "pre" || e.name == "textarea"
	p.entered = p.entered || e.name == "li"
	if e.name == "section" || e.name == "article" {
		p.gap = true
	}
	if e.column && len(p.rows) > 0 {
		p.mark()
	}
	if e.row {
		p.rows = append(p.rows, []int{len(p.out)})
	}
}

// style works out an element's look, and what its styles say of its place.
func (p *webPage) style(e *element, a attributes) {
	around := &element{look: plainPage}
	if len(p.stack) > 0 {
		around = p.top()
	}
	s := p.sheet.cascade(e, p.stack, presentation(e.name, a), inlineDeclarations(a["style"]))
	if around.flex { // which gives it the room there is
		delete(s, "width")
		delete(s, "height")
	}
	e.look = s.look(around.look)
	switch s["display"] {
	case "block", "list-item", "table", "flow-root", "table-row-group":
		e.block, e.row, e.column = true, false, false
	case "grid", "inline-grid":
		e.block, e.row, e.column, e.flex = true, false, false, true
	case "flex", "inline-flex":
		e.block, e.flex = e.block || s["display"] == "flex", true
		e.row = !strings.HasPrefix(s["flex-direction"], "column")
	case "table-row":
		e.block, e.row = true, true
	case "table-cell":
		e.block, e.column = true, true
	case "inline", "contents":
		e.block = e.name == "li" || e.name == "tr" || e.name == "td"
	}
	if around.flex {
		e.block, e.column = true, e.column || around.row
	}
	if position := s["position"]; position == "absolute" || position == "fixed" {
		e.block = true
	}
}

// presentation returns what the attributes of an element say of its look; rules and styles overrule them.
func presentation(name string, a attributes) cssValues {
	s := cssValues{}
	set := func(property, value string) {
		if value != "" {
			s[property] = strings.ToLower(strings.TrimSpace(value))
		}
	}
	set("background-color", oldColour(a["bgcolor"]))
	if a["background"] != "" {
		s["background-image"] = "url()"
	}
	switch name {
	case "font":
		set("color", oldColour(a["color"]))
	case "a":
		if a["href"] != "" {
			s["color"] = "#0000ee"
		}
	case "mark":
		s["color"], s["background-color"] = "black", "yellow"
	case "input", "select", "button":
		s["color"], s["background-color"] = "black", "white"
	case "body":
		set("color", oldColour(a["text"]))
	case "textarea":
		s["color"], s["background-color"], s["white-space"] = "black", "white", "pre"
	case "pre", "listing", "xmp", "plaintext":
		s["white-space"] = "pre"
	case "dialog":
		if _, open := a["open"]; !open {
			s["display"] = "none"
		}
	}
	if _, ok := a["hidden"]; ok {
		s["display"] = "none"
	}
	return s
}

var sixDigits = regexp.MustCompile(`^[0-9a-fA-F]{6}$`)

// oldColour reads a colour as attributes give it, where the # may be missing.
func oldColour(value string) string {
	if sixDigits.MatchString(value) {
		return "#" + value
	}
	return value
}

// root takes over what the tag of html or of body says.
func (p *webPage) root(t tag) {
	if len(p.stack) > 2 {
		return
	}
	stack := p.stack
	for i, name := range []string{"html", "body"} {
		e, a := &stack[i], attributes{}
		if name == t.name {
			a = t.attributes
			e.id, e.classes = a["id"], classesOf(a["class"])
			p.rootAttributes[i] = a
		} else if p.rootAttributes[i] != nil {
			a = p.rootAttributes[i]
		}
		p.stack = stack[:i]
		p.style(e, a)
		e.block, e.row, e.column = true, false, false
	}
	p.stack = stack
}

// voidTag reads an element that holds nothing.
func (p *webPage) voidTag(t tag) {
	e := p.newElement(t)
	p.style(e, t.attributes)
	switch {
	case p.top().skip != "" || e.look.gone == notDisplayed && t.name != "input":
	case t.name == "br":
		p.endHidden()
		p.breakLine(analyzer.PlainLine)
	case t.name == "hr":
		p.endBlock()
		p.gap = true
	case t.name == "input":
		switch strings.ToLower(t.attributes["type"]) {
		case "", "text", "email", "tel", "url", "search", "number", "date", "month":
			p.value(t, e.look)
		}
	}
}

// maxClasses is how many classes of an element are looked at: each is asked of every rule.
const maxClasses = 64

func classesOf(list string) []string {
	classes := strings.Fields(list)
	return classes[:min(len(classes), maxClasses)]
}

var valueName = regexp.MustCompile(`(?i)\bvalue\b`)

// value reads the words in a field of a form.
func (p *webPage) value(t tag, l htmlLook) {
	at := 0
	if m := valueName.FindStringIndex(t.source); m != nil {
		at = m[0]
	}
	at += max(0, strings.Index(t.source[at:], t.attributes["value"]))
	p.space()
	why := l.hides()
	for _, r := range t.attributes["value"] {
		p.char(r, t.at+at, &l, why)
	}
	p.space()
}

func (p *webPage) endTag(name string) {
	switch name {
	case "html", "body", "head":
		return
	case "br":
		p.breakLine(analyzer.PlainLine)
		return
	case "p":
		if p.open["p"] == 0 {
			p.endBlock()
		}
	}
	if void[name] {
		return
	}
	if p.over > 0 && !(name == "td" || name == "tr" || name == "table") {
		p.over--
		if blockNames[name] {
			p.endBlock()
		}
		return
	}
	wall := cellWall
	if tableParts[name] {
		wall = tableWall
	}
	p.closeWithin(map[string]bool{name: true}, wall)
}

// closeWithin closes the innermost open element of the given names, and those in it, unless a wall stands before it.
func (p *webPage) closeWithin(names, walls map[string]bool) {
	found := false
	for name := range names {
		found = found || p.open[name] > 0
	}
	if !found {
		return
	}
	for i := len(p.stack) - 1; i > 1; i-- {
		switch name := p.stack[i].name; {
		case names[name]:
			p.over = 0
			for len(p.stack) > i {
				p.pop()
			}
			return
		case walls[name]:
			return
		}
	}
}

// boundary ends the block that stands before or in an element, if it makes one of its own. What is not displayed does not part
// what stands around it.
func (p *webPage) boundary(e *element) {
	switch {
	case !e.block:
	case e.look.gone == notDisplayed:
		p.endHidden()
	default:
		p.endBlock()
	}
}

// pop closes the innermost element.
func (p *webPage) pop() {
	e := *p.top()
	p.boundary(&e)
	p.stack = p.stack[:len(p.stack)-1]
	p.open[e.name]--
	if e.skip != "" || e.look.gone == notDisplayed {
		p.inWord = false
		return
	}
	if e.block {
		p.kind = p.blockKind()
	}
	switch {
	case e.name == "li":
		p.entered = false
	case e.name == "section" || e.name == "article" || e.name == "table":
		p.gap = len(p.out) > 0
	case e.name == "textarea" || e.name == "button":
		p.space()
	}
	if e.row {
		p.endRows(len(p.rows) - 1)
	}
	if e.column && len(p.rows) > 0 {
		p.mark()
	}
}

// blockKind is the kind of the line that begins a block here.
func (p *webPage) blockKind() analyzer.LineKind {
	if p.top().heading {
		return analyzer.HeadingLine
	}
	return analyzer.ParaLine
}

// mark notes that a cell of the innermost row begins or ends here.
func (p *webPage) mark() {
	row := &p.rows[len(p.rows)-1]
	if n := len(p.out); (*row)[len(*row)-1] < n {
		*row = append(*row, n)
	}
}

// endRows ends the open rows from the given one on, the innermost first.
func (p *webPage) endRows(from int) {
	for len(p.rows) > max(0, from) {
		starts := p.rows[len(p.rows)-1]
		p.rows = p.rows[:len(p.rows)-1]
		p.endRow(starts)
	}
}

// endRow puts the cells of a row side by side where each is a few words; the last may be more: a label and its text. Cells with
// lines of their own are layout, and stay one after the other.
func (p *webPage) endRow(starts []int) {
	start := starts[0]
	var cells [][]analyzer.Line
	for i, from := range starts {
		to := len(p.out)
		if i+1 < len(starts) {
			to = starts[i+1]
		}
		if from < to {
			cells = append(cells, p.out[from:to])
		}
	}
	if len(cells) < 2 {
		return
	}
	for i, c := range cells {
		if aFewWords(c, i == len(cells)-1) {
			continue
		}
		if slices.ContainsFunc(cells, func(c []analyzer.Line) bool { return len(c) > 1 }) {
			for _, c := range cells {
				c[0].Gap = true
			}
		}
		return
	}
	var row []analyzer.Line
	var words []string // of the row's last line
	for i, c := range cells {
		for j, l := range c {
			last := len(row) - 1
			switch {
			case i == 0 || j > 0:
			case row[last].Source == l.Source:
				words = append(words, l.Text)
				continue
			default:
				l = analyzer.Line{Text: "  " + l.Text, Kind: analyzer.ContinuedLine, Source: l.Source, Shift: max(0, l.Shift-2)}
			}
			if last >= 0 {
				row[last].Text = strings.Join(words, "  ")
			}
			row = append(row, l)
			words = append(words[:0], l.Text)
		}
	}
	row[len(row)-1].Text = strings.Join(words, "  ")
	p.out = append(p.out[:start], row...)
}

// aFewWords reports whether a cell holds nothing but one short paragraph.
func aFewWords(cell []analyzer.Line, last bool) bool {
	n := 0
	for i, l := range cell {
		if i == 0 && l.Kind != analyzer.ParaLine || i > 0 && l.Kind != analyzer.ContinuedLine {
			return false
		}
		n += utf8.RuneCountInString(l.Text)
	}
	return last || n <= shortCell
}

var htmlEntity = regexp.MustCompile(`^&(?:#[xX]?[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]{0,31});?`)

// text reads the characters between tags.
func (p *webPage) text(s string, at int) {
	verbatim := false
	switch p.raw {
	case "", "textarea":
	case "xmp", "plaintext":
		verbatim = true
	default:
		return
	}
	l := p.top().look
	why := l.hides()
	for i := 0; i < len(s); {
		if s[i] == '&' && !verbatim {
			if e := htmlEntity.FindString(s[i:min(len(s), i+40)]); e != "" {
				for _, r := range stdhtml.UnescapeString(e) {
					p.char(r, at+i, &l, why)
				}
				i += len(e)
				continue
			}
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		p.char(r, at+i, &l, why)
		i += n
	}
}

// char reads a character.
func (p *webPage) char(r rune, at int, l *htmlLook, why string) {
	first := p.lead
	p.lead = false
	switch {
	case p.top().skip != "":
		p.leaveOut(r)
	case unicode.Is(unicode.Cf, r): // soft hyphens, joiners, marks of direction
		p.lead = first
	case why != "":
		p.hide(r, at, why)
	case r == '\n' && l.lines:
		if !first {
			p.breakLine(analyzer.PlainLine)
		}
	case unicode.IsSpace(r):
		p.blank = p.blank || r == '\u00A0' && !p.started
		if l.spaces && r != '\r' {
			p.spaces++
		} else {
			p.space()
		}
	case unicode.IsControl(r):
	default:
		p.letter(r, at, l.spaces)
	}
}

// space makes sure that white space stands before the next word.
func (p *webPage) space() {
	p.spaces = max(1, p.spaces)
	p.hidden.WriteString(strings.Repeat(" ", min(1, p.hidden.Len())))
}

// letter adds a character that is drawn. The first of a word on another line of the source begins a line.
func (p *webPage) letter(r rune, at int, spaces bool) {
	if p.hidden.Len() > 0 {
		p.endHidden()
	}
	if p.started && p.spaces > 0 && p.placeOf(at).line != p.at.line {
		p.endLine(analyzer.ContinuedLine)
	}
	if !p.started || p.spaces > 0 {
		p.words++
	}
	switch {
	case !p.started:
		p.at = p.placeOf(at)
		if spaces {
			n := min(p.spaces, p.at.column)
			p.at.column -= n
			p.line.WriteString(strings.Repeat(" ", n))
		}
		p.started = true
	case p.spaces > 0:
		p.line.WriteString(strings.Repeat(" ", p.spaces))
	}
	p.spaces = 0
	p.line.WriteRune(r)
}

// placeOf returns the line and the column of an offset. Offsets must not go back.
func (p *webPage) placeOf(offset int) spot {
	for i := p.here.offset; i < offset; i++ {
		switch c := p.source[i]; {
		case c == '\n':
			p.here.line++
			p.here.column = 0
		case utf8.RuneStart(c):
			p.here.column++
		}
	}
	p.here.offset = max(p.here.offset, offset)
	return p.here
}

// hide adds a character to the words that cannot be seen.
func (p *webPage) hide(r rune, at int, why string) {
	if why != p.why {
		p.endHidden()
	}
	switch {
	case unicode.IsSpace(r):
		p.space()
		return
	case unicode.IsControl(r):
		return
	case p.hidden.Len() == 0:
		p.hiddenAt = p.placeOf(at).line
	}
	p.why = why
	p.hidden.WriteRune(r)
}

func (p *webPage) endHidden() {
	if s := strings.Join(strings.Fields(p.hidden.String()), " "); s != "" {
		p.b.Hide(analyzer.Hidden{Text: s, Line: p.hiddenAt, Why: p.why})
	}
	p.hidden.Reset()
}

// leaveOut counts the words that are not read.
func (p *webPage) leaveOut(r rune) {
	letter := unicode.IsLetter(r) || unicode.IsDigit(r)
	if letter && !p.inWord {
		p.skipped[p.top().skip]++
	}
	p.inWord = letter
}

// breakLine ends the line; one without words is a gap.
func (p *webPage) breakLine(next analyzer.LineKind) {
	if !p.started {
		p.gap = len(p.out) > 0
	}
	p.endLine(next)
}

// endBlock ends the line, what is hidden, and the block.
func (p *webPage) endBlock() {
	p.endHidden()
	if !p.started && p.blank {
		p.gap = len(p.out) > 0
	}
	p.endLine(analyzer.ParaLine)
	p.blank = false
	if len(p.stack) > 0 {
		p.kind = p.blockKind()
	}
}

// endLine ends the line being built, if it holds anything, and says what the next one is.
func (p *webPage) endLine(next analyzer.LineKind) {
	p.spaces = 0
	if !p.started {
		return
	}
	l := analyzer.Line{Text: p.line.String(), Kind: p.kind, Source: p.at.line, Shift: p.at.column, Gap: p.gap}
	p.line.Reset()
	p.started, p.gap, p.blank, p.kind = false, false, false, next
	if l.Kind == analyzer.HeadingLine {
		p.entered = false
	}
	if l.Kind == analyzer.ParaLine {
		if glyph := typed.FindString(l.Text); glyph != "" {
			l.Text = l.Text[len(glyph):]
			l.Shift += utf8.RuneCountInString(glyph)
			p.entered = true
		}
		if p.entered {
			l.Text, l.Kind, l.Shift = bullet+l.Text, analyzer.ItemLine, max(0, l.Shift-utf8.RuneCountInString(bullet))
		}
		p.entered = false
	}
	p.out = append(p.out, l)
	p.size += len(l.Text) + 1
}

// warn says what was left out, and what could not be told.
func (p *webPage) warn() {
	for _, what := range []string{"navigation", "drawings (SVG)"} {
		if n := p.skipped[what]; n > 0 {
			p.b.Warn(fmt.Sprintf("%s of %s left out", what, count(n, "word", "words")))
		}
	}
	if p.words < 20 && p.scripts > 0 {
		p.b.Warn("few words, and scripts or frames that may bring more; open the page in a browser and print it to PDF")
	}
	if p.sheet.elsewhere {
		p.b.Warn("some of its styles are in other files; words that those hide are read as if they were seen")
	}
	if p.sheet.cut {
		p.b.Warn("too many styles; some were not looked at, and words that those hide are read as if they were seen")
	}
	if p.deep {
		p.b.Warn(fmt.Sprintf("elements nest more than %d deep; styles further in were not looked at", maxElements))
	}
}
