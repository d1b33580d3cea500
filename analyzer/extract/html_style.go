package extract

import (
	"cmp"
	"image/color"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/image/colornames"
)

// htmlLook is how the text of an element is drawn, as far as it may hide it.
type htmlLook struct {
	gone    string  // why nothing in the element can be seen, whatever the elements in it say
	unseen  bool    // visibility: hidden
	opacity float64 // of the element and those around it
	size    float64 // points
	ink     tint
	paper   tint // what the text stands on

	lines, spaces bool // line ends and runs of spaces are kept
}

// tint is a colour; where it is not known, text is taken to be seen.
type tint struct {
	r, g, b, a float64 // 0 to 1
	known      bool
}

// plainPage is the look of a page that says nothing: black on white, 12 points.
var plainPage = htmlLook{opacity: 1, size: 12, ink: tint{a: 1, known: true}, paper: tint{1, 1, 1, 1, true}}

// hides returns why text that looks so cannot be seen, or "".
func (l *htmlLook) hides() string {
	switch {
	case l.gone != "":
		return l.gone
	case l.unseen:
		return "invisible"
	case l.size < 2:
		return "smaller than 2 points"
	case !l.ink.known || !l.paper.known:
		return ""
	case l.ink.a < 0.05:
		return "transparent"
	case l.ink.over(l.paper).colour().near(l.paper.colour()):
		return "colour of the background"
	}
	return ""
}

// over mixes a tint with the one under it.
func (p tint) over(under tint) tint {
	mix := func(a, b float64) float64 { return a*p.a + b*(1-p.a) }
	return tint{mix(p.r, under.r), mix(p.g, under.g), mix(p.b, under.b), 1, p.known && (under.known || p.a == 1)}
}

// colour is the tint where nothing shines through.
func (p tint) colour() colour { return colour{p.r, p.g, p.b, p.known} }

// cssValues are the values that hold for one element, by property.
type cssValues map[string]string

// look works out how an element is drawn in one that looks like parent.
func (s cssValues) look(parent htmlLook) htmlLook {
	l := parent
	if len(s) == 0 {
		return l
	}
	l.size = cssFontSize(s["font-size"], parent.size)
	switch s["visibility"] {
	case "hidden", "collapse":
		l.unseen = true
	case "visible", "initial":
		l.unseen = false
	}
	if v, ok := s["opacity"]; ok && s["animation"] == "" && s["animation-name"] == "" { // animations make it seen
		if share, ok := plainNumber(v); ok {
			l.opacity *= min(1, max(0, share))
		}
	}
	if v, ok := s["color"]; ok && v != "inherit" && v != "currentcolor" {
		l.ink = colourOf(v)
	}
	l.paper = s.paper(parent.paper)
	switch v := s["white-space"]; v {
	case "pre", "pre-wrap", "break-spaces":
		l.lines, l.spaces = true, true
	case "pre-line":
		l.lines, l.spaces = true, false
	case "normal", "nowrap", "initial":
		l.lines, l.spaces = false, false
	}
	if l.gone == "" {
		l.gone = s.gone(l)
	}
	return l
}

const notDisplayed = "not displayed"

// gone returns why nothing in the element can be seen, or "".
func (s cssValues) gone(l htmlLook) string {
	switch {
	case s["display"] == "none":
		return notDisplayed
	case l.opacity < 0.05:
		return "transparent"
	case s.outside(l.size):
		return "outside the page"
	case s.clipped(l.size):
		return "clipped away"
	}
	return ""
}

var translation = regexp.MustCompile(`^translate[xy]?\(\s*(-[\w.]+)`)

// outside reports whether the element is put so far to the side or up that no screen shows it.
func (s cssValues) outside(size float64) bool {
	far := func(property string) bool {
		n, ok := pixels(s[property], size)
		return ok && n <= -900
	}
	if far("text-indent") || far("margin-left") || far("margin-top") {
		return true
	}
	if m := translation.FindStringSubmatch(s["transform"]); m != nil {
		if n, ok := pixels(m[1], size); ok && n <= -900 {
			return true
		}
	}
	position := s["position"]
	return position != "" && position != "static" && (far("left") || far("top") || far("right") || far("bottom"))
}

var rectangle = regexp.MustCompile(`^rect\(\s*([\d.]+)(?:px)?[\s,]+([\d.]+)(?:px)?[\s,]+([\d.]+)(?:px)?[\s,]+([\d.]+)(?:px)?\s*\)$`)

// clipped reports whether nothing, or a dot, is left of the element.
func (s cssValues) clipped(size float64) bool {
	if v := s["transform"]; v == "scale(0)" || v == "scalex(0)" || v == "scaley(0)" {
		return true
	}
	if m := rectangle.FindStringSubmatch(s["clip"]); m != nil && (s["position"] == "absolute" || s["position"] == "fixed") {
		var side [4]float64
		for i := range side {
			side[i], _ = plainNumber(m[i+1])
		}
		if side[2]-side[0] <= 1 || side[1]-side[3] <= 1 {
			return true
		}
	}
	if inset, ok := strings.CutPrefix(s["clip-path"], "inset("); ok {
		if share, ok := strings.CutSuffix(strings.TrimSuffix(inset, ")"), "%"); ok {
			if n, ok := plainNumber(share); ok && n >= 50 {
				return true
			}
		}
	}
	overflow := s["overflow"]
	if overflow != "hidden" && overflow != "clip" {
		return false
	}
	for _, property := range []string{"width", "height", "max-width", "max-height"} {
		if n, ok := pixels(s[property], size); ok && n <= 1 {
			return true
		}
	}
	return false
}

// paper is what the element's text stands on. Of what is put anywhere on the page nobody knows what lies under it.
func (s cssValues) paper(under tint) tint {
	if p := s["position"]; p == "absolute" || p == "fixed" {
		under = tint{}
	}
	for _, property := range []string{"background", "background-color", "background-image"} {
		v, ok := s[property]
		switch {
		case !ok || v == "none" || v == "inherit":
		case property == "background-image" || strings.Contains(v, "url(") || strings.Contains(v, "gradient(") || strings.Contains(v, "var("):
			return tint{}
		default:
			under = background(v).over(under)
		}
	}
	return under
}

// background picks the colour out of a background's value: transparent where there is none.
func background(value string) tint {
	for _, word := range valueWords(value) {
		if c := colourOf(word); c.known {
			return c
		}
	}
	return tint{known: strings.IndexByte(value, '(') < 0}
}

// valueWords splits a value at its spaces, those in brackets apart.
func valueWords(value string) []string {
	depth := 0
	return strings.FieldsFunc(value, func(r rune) bool {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
		return depth == 0 && (r == ' ' || r == '\t' || r == '\n')
	})
}

// colourOf reads a colour: a name, #rgb, #rrggbb (with or without alpha), rgb() or rgba().
func colourOf(value string) tint {
	value = strings.ToLower(strings.TrimSpace(value))
	if value == "transparent" {
		return tint{known: true}
	}
	if named, ok := colornames.Map[value]; ok {
		return tintOf(named)
	}
	if value == "rebeccapurple" {
		return tintOf(color.RGBA{0x66, 0x33, 0x99, 0xFF})
	}
	if hex, ok := strings.CutPrefix(value, "#"); ok {
		return hexColour(hex)
	}
	for _, function := range []string{"rgba(", "rgb("} {
		if args, ok := strings.CutPrefix(value, function); ok {
			return rgbColour(strings.TrimSuffix(args, ")"))
		}
	}
	return tint{}
}

func tintOf(c color.RGBA) tint {
	return tint{float64(c.R) / 255, float64(c.G) / 255, float64(c.B) / 255, float64(c.A) / 255, true}
}

func hexColour(hex string) tint {
	if len(hex) == 3 || len(hex) == 4 {
		var wide strings.Builder
		for i := range len(hex) {
			wide.WriteString(hex[i:i+1] + hex[i:i+1])
		}
		hex = wide.String()
	}
	if len(hex) == 6 {
		hex += "ff"
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 8 {
		return tint{}
	}
	return tintOf(color.RGBA{uint8(n >> 24), uint8(n >> 16), uint8(n >> 8), uint8(n)})
}

// rgbColour reads the arguments of rgb().
func rgbColour(args string) tint {
	words := strings.FieldsFunc(args, func(r rune) bool { return strings.ContainsRune(", /\t\n", r) })
	if len(words) != 3 && len(words) != 4 {
		return tint{}
	}
	channels := [4]float64{3: 1}
	for i, w := range words {
		digits, share := strings.CutSuffix(w, "%")
		n, ok := plainNumber(digits)
		switch {
		case !ok:
			return tint{}
		case share:
			n /= 100
		case i < 3:
			n /= 255
		}
		channels[i] = min(1, max(0, n))
	}
	return tint{channels[0], channels[1], channels[2], channels[3], true}
}

func plainNumber(s string) (float64, bool) {
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil && !math.IsNaN(n) && !math.IsInf(n, 0)
}

// perPixel holds how many pixels a unit of length is. Those of the window are those of one 1280 wide and 800 high.
var perPixel = map[string]float64{
	"px": 1, "pt": 4.0 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "rem": 16, "vw": windowWidth / 100, "vh": 8, "": 1,
}

const windowWidth = 1280

var cssLength = regexp.MustCompile(`^([-+]?[\d.]+(?:e[-+]?\d+)?)([a-z]*)$`)

// pixels reads a length; size is that of the font, in points.
func pixels(value string, size float64) (float64, bool) {
	m := cssLength.FindStringSubmatch(value)
	if m == nil {
		return 0, false
	}
	n, ok := plainNumber(m[1])
	unit, known := perPixel[m[2]]
	if m[2] == "em" || m[2] == "ex" || m[2] == "ch" {
		unit, known = size*4/3, true
		if m[2] != "em" {
			unit /= 2
		}
	}
	return n * unit, ok && known && (m[2] != "" || n == 0)
}

// cssFontSize reads a size of type, in points, in an element of the given size.
func cssFontSize(value string, around float64) float64 {
	if share, ok := strings.CutSuffix(value, "%"); ok {
		if n, ok := plainNumber(share); ok && n >= 0 {
			return around * n / 100
		}
	}
	if n, ok := pixels(value, around); ok && n >= 0 {
		return n * 0.75
	}
	switch value {
	case "", "inherit":
	case "smaller", "larger":
		return around * map[string]float64{"smaller": 1 / 1.2, "larger": 1.2}[value]
	case "xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large", "initial":
		return plainPage.size // none of them hides
	}
	return around
}

// declaration is a value given to a property.
type declaration struct {
	property, value string
	important       bool
}

// heeded are the properties that are looked at.
var heeded = map[string]bool{
	"display": true, "flex-direction": true, "visibility": true, "opacity": true, "font": true, "font-size": true, "color": true, "background": true,
	"background-color": true, "background-image": true, "position": true, "left": true, "top": true, "right": true, "bottom": true,
	"margin-left": true, "margin-top": true, "text-indent": true, "clip": true, "clip-path": true, "overflow": true, "width": true, "height": true,
	"max-width": true, "max-height": true, "white-space": true, "transform": true, "animation": true, "animation-name": true,
}

// compound is what a selector asks of one element.
type compound struct {
	name, id string
	classes  []string
	child    bool // the element before it must be its parent, not just any around it
}

// rule is a selector, its compounds from left to right, with what it declares.
type rule struct {
	selector     []compound
	declarations []declaration
	specificity  int
}

// styleSheet holds the rules of a page, by what the last compound of their selectors asks for.
type styleSheet struct {
	rules                     []rule
	byID, byClass, byName     map[string][]int
	any                       []int
	cut                       bool // some of it was left out
	steps                     int  // taken to match rules so far
	size                      int  // bytes read
	elsewhere                 bool // some styles are in other files
	maxRules, maxSteps, limit int
}

func newStyleSheet() *styleSheet {
	return &styleSheet{byID: map[string][]int{}, byClass: map[string][]int{}, byName: map[string][]int{},
		maxRules: 20_000, maxSteps: 10_000_000, limit: 2 << 20}
}

// add reads the text of a style element.
func (s *styleSheet) add(text string) {
	if s.size += len(text); s.size > s.limit {
		s.cut = true
		return
	}
	p := css.NewParser(parse.NewInputString(text), false)
	var blocks []bool // open at-rules: whether the rules in them hold
	var selectors []string
	var declared []declaration
	for {
		grammar, _, data := p.Next()
		switch grammar {
		case css.ErrorGrammar:
			if p.Err() == io.EOF || !p.HasParseError() {
				return
			}
		case css.AtRuleGrammar:
			s.elsewhere = s.elsewhere || string(data) == "@import" && !strings.Contains(joinTokens(p.Values()), "font")
		case css.BeginAtRuleGrammar:
			blocks = append(blocks, !slices.Contains(blocks, false) && holds(strings.ToLower(string(data)), joinTokens(p.Values())))
		case css.EndAtRuleGrammar:
			blocks = blocks[:max(0, len(blocks)-1)]
		case css.QualifiedRuleGrammar, css.BeginRulesetGrammar:
			selectors = append(selectors, strings.Split(joinTokens(p.Values()), ",")...)
		case css.DeclarationGrammar:
			declared = appendDeclaration(declared, string(data), joinTokens(p.Values()))
		case css.EndRulesetGrammar:
			if !slices.Contains(blocks, false) && len(declared) > 0 {
				s.addRules(selectors, declared)
			}
			selectors, declared = nil, nil
		}
	}
}

func joinTokens(tokens []css.Token) string {
	var b strings.Builder
	for _, t := range tokens {
		b.Write(t.Data)
	}
	return b.String()
}

// inlineDeclarations reads a style attribute.
func inlineDeclarations(style string) []declaration {
	if style == "" {
		return nil
	}
	p := css.NewParser(parse.NewInputString(style), true)
	var out []declaration
	for {
		switch grammar, _, data := p.Next(); grammar {
		case css.ErrorGrammar:
			if p.Err() == io.EOF || !p.HasParseError() {
				return out
			}
		case css.DeclarationGrammar:
			out = appendDeclaration(out, string(data), joinTokens(p.Values()))
		}
	}
}

var importance = regexp.MustCompile(`\s*!\s*important\s*$`)

// appendDeclaration adds a declaration of a property that is looked at.
func appendDeclaration(out []declaration, property, value string) []declaration {
	property = strings.ToLower(property)
	if !heeded[property] {
		return out
	}
	value = strings.ToLower(strings.TrimSpace(value))
	plain := importance.ReplaceAllString(value, "")
	d := declaration{property, plain, plain != value}
	switch property {
	case "font":
		d.property, d.value = "font-size", sizeInFont(plain)
		if d.value == "" {
			return out
		}
	case "background": // resets what the others said
		out = append(out, declaration{"background-color", "none", d.important}, declaration{"background-image", "none", d.important})
	}
	return append(out, d)
}

// sizeInFont picks the size out of a font's value ("italic 700 12pt/1.5 Arial").
func sizeInFont(value string) string {
	for _, word := range strings.Fields(value) {
		word, _, _ = strings.Cut(word, "/")
		if n, ok := pixels(word, 12); ok && (n != 0 || word == "0" || strings.HasPrefix(word, "0")) {
			return word
		}
	}
	return ""
}

var widthQuery = regexp.MustCompile(`^\((min|max)-width:\s*([^)]+)\)$`)

// holds reports whether the rules in a block of an at-rule hold on a screen.
func holds(name, condition string) bool {
	switch name {
	case "@layer":
		return true
	case "@media":
		return mediaHolds(condition)
	}
	return false
}

// mediaHolds reports whether a list of media queries asks for a screen, and for nothing but a width that it has.
func mediaHolds(list string) bool {
	for query := range strings.SplitSeq(strings.ToLower(list), ",") {
		all := true
		for part := range strings.SplitSeq(strings.TrimPrefix(strings.TrimSpace(query), "only "), " and ") {
			part = strings.TrimSpace(part)
			if part == "screen" || part == "all" || part == "" {
				continue
			}
			m := widthQuery.FindStringSubmatch(strings.ReplaceAll(part, " ", ""))
			if m == nil {
				all = false
				continue
			}
			n, ok := pixels(m[2], plainPage.size)
			all = all && ok && (m[1] == "min" && n <= windowWidth || m[1] == "max" && n >= windowWidth)
		}
		if all {
			return true
		}
	}
	return false
}

// addRules adds a rule for every selector that can be followed.
func (s *styleSheet) addRules(selectors []string, declared []declaration) {
	for _, text := range selectors {
		selector, specificity := parseSelector(text)
		if selector == nil {
			continue
		}
		if len(s.rules) >= s.maxRules {
			s.cut = true
			return
		}
		n := len(s.rules)
		s.rules = append(s.rules, rule{selector, declared, specificity})
		switch last := selector[len(selector)-1]; {
		case last.id != "":
			s.byID[last.id] = append(s.byID[last.id], n)
		case len(last.classes) > 0:
			s.byClass[last.classes[0]] = append(s.byClass[last.classes[0]], n)
		case last.name != "":
			s.byName[last.name] = append(s.byName[last.name], n)
		default:
			s.any = append(s.any, n)
		}
	}
}

var simpleSelector = regexp.MustCompile(`^(?:[.#]?(?:[\w-]|[^\x00-\x7F]|\\[^0-9a-fA-F\n])+|\*|:root)`)

// parseSelector reads a selector of types, classes and ids, of elements in one another; nil where it asks for more.
func parseSelector(text string) ([]compound, int) {
	text = strings.TrimSpace(text)
	var out []compound
	specificity := 0
	for text != "" {
		c := compound{}
		if rest, ok := strings.CutPrefix(text, ">"); ok && len(out) > 0 {
			c.child = true
			text = strings.TrimLeft(rest, " \t\r\n\f")
		}
		parts := 0
		for {
			part := simpleSelector.FindString(text)
			if part == "" {
				break
			}
			parts++
			text = text[len(part):]
			part = strings.ReplaceAll(part, `\`, "")
			switch {
			case part[0] == '#':
				c.id = part[1:]
				specificity += 1 << 20
			case part[0] == '.':
				c.classes = append(c.classes, part[1:])
				specificity += 1 << 10
			case part == ":root":
				c.name = "html"
				specificity += 1 << 10
			case part != "*":
				c.name = strings.ToLower(part)
				specificity++
			}
		}
		rest := strings.TrimLeft(text, " \t\r\n\f")
		if parts == 0 || len(out) >= 16 || rest != "" && rest == text && rest[0] != '>' {
			return nil, 0
		}
		out = append(out, c)
		text = rest
	}
	return out, specificity
}

// is reports whether an element is what a compound asks for.
func (c *compound) is(e *element) bool {
	if c.name != "" && c.name != e.name || c.id != "" && c.id != e.id {
		return false
	}
	for _, class := range c.classes {
		if !slices.Contains(e.classes, class) {
			return false
		}
	}
	return true
}

// matches reports whether the selector picks element e, which stands in the elements of around, the outermost first. A
// compound is looked for in the nearest element that fits.
func (s *styleSheet) matches(selector []compound, e *element, around []element) bool {
	last := len(selector) - 1
	if !selector[last].is(e) {
		return false
	}
	child := selector[last].child
	for _, c := range slices.Backward(selector[:last]) {
		found := false
		for !found && len(around) > 0 {
			s.steps++
			found = c.is(&around[len(around)-1])
			around = around[:len(around)-1]
			if child {
				break
			}
		}
		if !found {
			return false
		}
		child = c.child
	}
	return true
}

// applied is a declaration with what decides which of several wins.
type applied struct {
	*declaration
	weight int // inline styles above all rules, rules by their specificity
	order  int
}

// cascade works out the values of an element's properties: base is what its attributes say, inline its style.
func (s *styleSheet) cascade(e *element, around []element, base cssValues, inline []declaration) cssValues {
	var all []applied
	try := func(rules []int) {
		for _, n := range rules {
			if s.steps++; s.steps > s.maxSteps {
				s.cut = true
				return
			}
			r := &s.rules[n]
			if !s.matches(r.selector, e, around) {
				continue
			}
			s.steps += len(r.declarations)
			for i := range r.declarations {
				all = append(all, applied{&r.declarations[i], r.specificity, n})
			}
		}
	}
	if e.id != "" {
		try(s.byID[e.id])
	}
	for _, class := range e.classes {
		try(s.byClass[class])
	}
	try(s.byName[e.name])
	try(s.any)
	for i := range inline {
		all = append(all, applied{&inline[i], math.MaxInt, 0})
	}
	if len(all) == 0 {
		return base
	}
	slices.SortStableFunc(all, func(a, b applied) int {
		if a.important != b.important {
			if b.important {
				return -1
			}
			return 1
		}
		if a.weight != b.weight {
			return cmp.Compare(a.weight, b.weight)
		}
		return a.order - b.order
	})
	if base == nil {
		base = cssValues{}
	}
	for _, d := range all {
		base[d.property] = d.value
	}
	return base
}
