package extract

import (
	"bytes"
	"iter"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// char is what a character code draws: its text and its width in parts of the font size.
type char struct {
	text  string
	width float64
}

// pdfFont is a font as far as text needs it (ISO 32000-1, 9.5 to 9.10).
type pdfFont struct {
	name      string
	bold      bool
	symbolic  bool // a font of symbols: private-use codes are those of Symbol and Wingdings
	vertical  bool
	composite bool
	height    float64 // of the font's em in parts of the font size; not 1 for Type 3 fonts only

	simple    [256]char
	toUnicode *cmap
	codes     *cmap                   // of a composite font: codes to CIDs; nil: two bytes are the CID
	direct    bool                    // codes are UTF-16 by the name of the CMap
	long      bool                    // codes are UTF-32 by the name of the CMap
	legacy    encoding.Encoding       // codes are of this encoding by the name of the CMap
	program   func() *fontProgram     // the embedded one, read when it is needed
	glyph     func(cid uint32) uint32 // by CID, where the font has a table of them
	latin     bool                    // CIDs 1 to 95 are ASCII's characters
	widths    map[uint32]float64
	width     float64 // of CIDs without an own width
	cache     map[code]char
}

// brokenFont stands for a font that cannot be read.
func brokenFont() *pdfFont {
	f := &pdfFont{height: 1}
	for c, r := range winAnsi {
		f.simple[c] = char{text: runeText(r), width: guessWidth(r, false)}
	}
	return f
}

func runeText(r rune) string {
	if r == 0 || r == utf8.RuneError {
		return ""
	}
	return cleanText(string(r))
}

// loadFont reads a font dictionary, once per document.
func (f *pdfFile) loadFont(v pdf.Value) *pdfFont {
	if v.Kind() != pdf.Dict {
		return brokenFont()
	}
	key := v.String()
	if font := f.fonts[key]; font != nil {
		return font
	}
	font, ok := try(func() *pdfFont { return f.readFont(v) })
	if !ok {
		font = brokenFont()
	}
	f.fonts[key] = font
	return font
}

func (f *pdfFile) readFont(v pdf.Value) *pdfFont {
	font := &pdfFont{name: v.Key("BaseFont").Name(), height: 1}
	if data, ok := f.stream(v.Key("ToUnicode")); ok {
		if bytes.HasPrefix(data, []byte("x")) { // compressed, though the dictionary does not say so
			data, _ = inflate(data)
		}
		font.toUnicode = parseCMap(data)
	}
	font.direct = strings.HasPrefix(v.Key("ToUnicode").Name(), "Identity")
	if v.Key("Subtype").Name() == "Type0" {
		font.composite = true
		font.cache = map[code]char{}
		f.readComposite(font, v)
	} else {
		f.readSimple(font, v)
	}
	return font
}

var boldName = regexp.MustCompile(`(?i)bold|black|heavy|semibold|demi|-bd|cmbx|cmb10|cmssbx|sfbx|-700|-800|-900`)

// describe takes what the font descriptor (9.8) says.
func (font *pdfFont) describe(d pdf.Value) {
	font.bold = boldName.MatchString(font.name) || d.Key("FontWeight").Float64() >= 600 || d.Key("Flags").Int64()&(1<<18) != 0
	name := strings.ToLower(font.name)
	font.symbolic = strings.Contains(name, "symbol") || strings.Contains(name, "wingding") || strings.Contains(name, "webding")
}

// readSimple reads a font with one-byte codes (9.6).
func (f *pdfFile) readSimple(font *pdfFont, v pdf.Value) {
	descriptor := v.Key("FontDescriptor")
	font.describe(descriptor)
	font.program = f.program(descriptor)
	table := font.baseEncoding(v)
	var text [256]string
	for c, r := range table {
		text[c] = runeText(r)
	}
	f.builtIn(font, v, descriptor, &text)
	font.applyDifferences(v, &text)
	scale := 0.001
	type3 := v.Key("Subtype").Name() == "Type3"
	if type3 {
		scale = font.type3Scale(v)
	}
	first, widths := int(v.Key("FirstChar").Int64()), v.Key("Widths")
	missing := descriptor.Key("MissingWidth").Float64()
	for c := range font.simple {
		ch := char{text: text[c], width: missing * scale}
		if font.toUnicode != nil {
			ch.text = font.mapped(code{uint32(c), 1}, ch.text)
		}
		if i := c - first; i >= 0 && i < widths.Len() {
			ch.width = widths.Index(i).Float64() * scale
		} else if widths.Len() == 0 {
			r, _ := utf8.DecodeRuneInString(ch.text)
			ch.width = guessWidth(r, strings.Contains(font.name, "Courier"))
		}
		font.simple[c] = ch
	}
}

// mapped is the text of a code by the ToUnicode CMap, or text where that has nothing useful.
func (font *pdfFont) mapped(c code, text string) string {
	u, ok := font.toUnicode.unicode(c)
	if !ok {
		return text
	}
	clean := cleanText(u)
	if clean == "" && text != "" && u != "" || onlyPrivate(clean) && text != "" && !onlyPrivate(text) {
		return text
	}
	return clean
}

func onlyPrivate(s string) bool {
	for _, r := range s {
		if !unicode.Is(unicode.Co, r) {
			return false
		}
	}
	return s != ""
}

// baseEncoding is the table a simple font starts from (9.6.6).
func (font *pdfFont) baseEncoding(v pdf.Value) [256]rune {
	enc := v.Key("Encoding")
	name := enc.Name()
	if enc.Kind() == pdf.Dict {
		name = enc.Key("BaseEncoding").Name()
	}
	base := strings.ToLower(font.name)
	switch {
	case name == "WinAnsiEncoding":
		return winAnsi
	case name == "MacRomanEncoding":
		return macRoman
	case strings.Contains(base, "zapfdingbats"):
		return dingbats
	case font.symbolic && strings.Contains(base, "symbol"):
		return symbol
	case strings.Contains(base, "wingdings"):
		return wingdings
	case v.Key("Subtype").Name() == "TrueType":
		return winAnsi
	}
	return standard
}

// wingdings holds the bullets of Wingdings; the rest of it is pictures.
var wingdings = func() (t [256]rune) {
	for c := range symbolBullets {
		t[c&0xFF] = c
	}
	t[' '] = ' '
	return t
}()

var typeOneCode = regexp.MustCompile(`dup\s+(\d{1,3}|8#[0-7]{1,3}|16#[0-9A-Fa-f]{1,2})\s*/([^\s/]+)\s+put`)

// builtIn takes the encoding of an embedded font program, where the dictionary names none (9.6.6.2).
func (f *pdfFile) builtIn(font *pdfFont, v, descriptor pdf.Value, text *[256]string) {
	enc := v.Key("Encoding")
	if enc.Kind() == pdf.Name || enc.Key("BaseEncoding").Kind() == pdf.Name || font.toUnicode != nil && enc.Key("Differences").Len() > 0 {
		return
	}
	if data, ok := f.stream(descriptor.Key("FontFile")); ok {
		typeOneEncoding(data, text)
		return
	}
	if font.toUnicode != nil || v.Key("Subtype").Name() == "TrueType" && enc.Kind() == pdf.Dict {
		return
	}
	p := font.program()
	known := 0
	var own [256]string
	for c := range own {
		if own[c] = p.ofCode(uint32(c)); own[c] != "" {
			known++
		}
	}
	if known > 0 {
		for c := range own {
			if _, drawn := p.codes[uint32(c)]; drawn && (own[c] != "" || len(p.names) > 0) {
				text[c] = own[c]
			}
		}
	}
}

// typeOneEncoding reads the encoding in the clear part of a Type 1 font program.
func typeOneEncoding(data []byte, text *[256]string) {
	if i := bytes.Index(data, []byte("eexec")); i >= 0 {
		data = data[:i]
	}
	all := typeOneCode.FindAllSubmatch(data, 256)
	if len(all) == 0 {
		return
	}
	*text = [256]string{}
	for _, m := range all {
		digits, base := string(m[1]), 10
		if radix, rest, ok := strings.Cut(digits, "#"); ok {
			digits = rest
			base, _ = strconv.Atoi(radix)
		}
		if c, err := strconv.ParseUint(digits, base, 8); err == nil {
			s, _ := glyphText(string(m[2]))
			text[c] = cleanText(s)
		}
	}
}

// numberedGlyph is a glyph name that only counts the glyphs of the font program.
var numberedGlyph = regexp.MustCompile(`^(?:g|G|gid|glyph|cid|index|uniG)_?0*(\d{1,5})$`)

// differences are the codes of a font's Differences, with the names of their glyphs (9.6.6.1).
func differences(font pdf.Value) iter.Seq2[byte, string] {
	return func(yield func(byte, string) bool) {
		list, c := font.Key("Encoding").Key("Differences"), int64(0)
		for i := range min(list.Len(), 1024) {
			switch d := list.Index(i); d.Kind() {
			case pdf.Integer:
				c = d.Int64()
			case pdf.Name:
				if c >= 0 && c < 256 && !yield(byte(c), d.Name()) {
					return
				}
				c++
			}
		}
	}
}

// applyDifferences takes the texts of the glyphs that differ from the base encoding.
func (font *pdfFont) applyDifferences(v pdf.Value, text *[256]string) {
	var unknown []int
	for c, name := range differences(v) {
		s, ok := glyphText(name)
		if m := numberedGlyph.FindStringSubmatch(name); !ok && m != nil && font.toUnicode == nil {
			g, _ := strconv.Atoi(m[1])
			s = font.program().text(uint32(g))
			ok = s != ""
		}
		if !ok {
			unknown = append(unknown, int(c))
		}
		text[c] = cleanText(s)
	}
	if len(unknown) == 0 || font.toUnicode != nil {
		return
	}
	// Names outside the short list: the object layer has a long one. It answers with the code itself where it has none.
	encoder := (&pdf.Font{V: v}).Encoder()
	type3 := v.Key("Subtype").Name() == "Type3"
	for _, c := range unknown[:min(len(unknown), 64)] {
		s := encoder.Decode(string([]byte{byte(c)}))
		if r, _ := utf8.DecodeRuneInString(s); r != rune(c) || type3 && c > ' ' && c < 127 {
			text[c] = cleanText(s)
		}
	}
}

// type3Scale is the width of one unit of glyph space; it sets the font's height too, as a Type 3 font's size says
// nothing of how large its glyphs are (9.6.5).
func (font *pdfFont) type3Scale(v pdf.Value) float64 {
	m, bbox := v.Key("FontMatrix"), v.Key("FontBBox")
	scale, vertical := 0.001, 0.001
	if m.Len() == 6 {
		scale = math.Hypot(m.Index(0).Float64(), m.Index(1).Float64())
		vertical = math.Hypot(m.Index(2).Float64(), m.Index(3).Float64())
	}
	if bbox.Len() == 4 {
		if h := math.Abs(bbox.Index(3).Float64()-bbox.Index(1).Float64()) * vertical; h > 0 && h < 1000 {
			font.height = h
		}
	}
	return scale
}

// readComposite reads a Type 0 font (9.7).
func (f *pdfFile) readComposite(font *pdfFont, v pdf.Value) {
	cid := v.Key("DescendantFonts").Index(0)
	descriptor := cid.Key("FontDescriptor")
	font.describe(descriptor)
	switch enc := v.Key("Encoding"); enc.Kind() {
	case pdf.Stream:
		if data, ok := f.stream(enc); ok {
			font.codes = parseCMap(data)
			switch base := enc.Key("UseCMap"); base.Kind() {
			case pdf.Stream:
				if data, ok := f.stream(base); ok {
					font.codes.include(parseCMap(data))
				}
			case pdf.Name:
				font.namedCMap(base.Name())
			}
			font.vertical = enc.Key("WMode").Int64() == 1
		}
	case pdf.Name:
		font.namedCMap(enc.Name())
	}
	font.width = 1
	if dw := cid.Key("DW"); !dw.IsNull() {
		font.width = dw.Float64() / 1000
	}
	font.widths = cidWidths(cid.Key("W"))
	switch cid.Key("CIDSystemInfo").Key("Ordering").RawString() {
	case "Japan1", "GB1", "CNS1", "Korea1": // the other characters of Adobe's collections need large tables
		font.latin = true
	}
	font.program = f.program(descriptor)
	if gids := cid.Key("CIDToGIDMap"); gids.Kind() == pdf.Stream {
		data, _ := f.stream(gids)
		font.glyph = func(cid uint32) uint32 { return uint32(bigEnd(data).u16(2 * int(cid))) }
	}
}

// program returns what reads a font's embedded program, once.
func (f *pdfFile) program(descriptor pdf.Value) func() *fontProgram {
	return sync.OnceValue(func() *fontProgram {
		for _, key := range []string{"FontFile2", "FontFile3"} {
			if data, ok := f.stream(descriptor.Key(key)); ok {
				return readFontProgram(data)
			}
		}
		return &fontProgram{}
	})
}

// ofCID is the text of a CID by the embedded font program.
func (font *pdfFont) ofCID(cid uint32) string {
	if font.latin && cid >= 1 && cid <= 95 {
		return string(rune(' ' + cid - 1))
	}
	p := font.program()
	switch {
	case font.glyph != nil:
		cid = font.glyph(cid)
	case p.hasCID:
		g, ok := p.cids[cid]
		if !ok {
			return ""
		}
		cid = g
	}
	return p.text(cid)
}

// namedCMap knows the predefined CMaps (9.7.5.2) by their naming scheme.
func (font *pdfFont) namedCMap(name string) {
	font.vertical = strings.HasSuffix(name, "-V")
	switch {
	case strings.HasPrefix(name, "Identity"):
	case strings.Contains(name, "UCS2") || strings.Contains(name, "UTF16"):
		font.direct = true
	case strings.Contains(name, "UTF32"):
		font.direct, font.long = true, true
	case strings.HasPrefix(name, "GBK") || strings.HasPrefix(name, "GB-EUC") || strings.HasPrefix(name, "GBpc"):
		font.legacy = simplifiedchinese.GBK
	case strings.Contains(name, "RKSJ"):
		font.legacy = japanese.ShiftJIS
	case strings.HasPrefix(name, "EUC-"):
		font.legacy = japanese.EUCJP
	case strings.HasPrefix(name, "KSC"):
		font.legacy = korean.EUCKR
	case strings.HasPrefix(name, "ETen") || strings.HasPrefix(name, "B5") || strings.HasPrefix(name, "HKscs"):
		font.legacy = traditionalchinese.Big5
	}
}

// cidWidths reads a W array (9.7.4.3): "c [w1 w2 ...]" or "first last w".
func cidWidths(w pdf.Value) map[uint32]float64 {
	widths := map[uint32]float64{}
	n := min(w.Len(), maxRanges)
	for i := 0; i+1 < n; {
		first := w.Index(i).Int64()
		if list := w.Index(i + 1); list.Kind() == pdf.Array {
			for j := range min(list.Len(), 65536) {
				widths[uint32(first)+uint32(j)] = list.Index(j).Float64() / 1000
			}
			i += 2
			continue
		}
		if last := w.Index(i + 1).Int64(); i+2 < n && last-first < 65536 && len(widths) < maxRanges {
			width := w.Index(i+2).Float64() / 1000
			for c := first; c <= last; c++ {
				widths[uint32(c)] = width
			}
		}
		i += 3
	}
	return widths
}

// next reads the first code of s and how many bytes it has.
func (font *pdfFont) next(s []byte) (char, int) {
	if !font.composite {
		return font.simple[s[0]], 1
	}
	c := font.code(s)
	ch, ok := font.cache[c]
	if !ok {
		ch = font.decode(c, s[:c.n])
		font.cache[c] = ch
	}
	return ch, c.n
}

func (font *pdfFont) code(s []byte) code {
	switch {
	case font.legacy != nil:
		if s[0] < 0x80 || font.legacy == japanese.ShiftJIS && s[0] >= 0xA0 && s[0] <= 0xDF {
			return toCode(s[:1])
		}
	case font.codes != nil && len(font.codes.spaces) > 0:
		return font.codes.next(s, 2)
	case font.long || font.direct && len(s) >= 4 && s[0]&0xFC == 0xD8:
		return toCode(s[:min(4, len(s))])
	}
	return toCode(s[:min(2, len(s))])
}

func (font *pdfFont) decode(c code, raw []byte) char {
	cid := c.value
	if font.codes != nil {
		if n, ok := font.codes.cid(c); ok {
			cid = n
		}
	}
	ch := char{width: font.width}
	if w, ok := font.widths[cid]; ok {
		ch.width = w
	}
	switch {
	case font.direct:
		if units := []uint16{uint16(c.value >> 16), uint16(c.value)}; font.long {
			ch.text = runeText(rune(c.value))
		} else {
			ch.text = cleanText(string(utf16.Decode(units[2-(c.n+1)/2:])))
		}
	case font.legacy != nil:
		if s, err := font.legacy.NewDecoder().Bytes(raw); err == nil {
			ch.text = cleanText(string(s))
		}
		if c.n == 1 {
			ch.width = min(ch.width, 0.5)
		}
	case !font.toUnicode.has(c):
		ch.text = font.ofCID(cid)
	}
	if font.toUnicode != nil {
		ch.text = font.mapped(c, ch.text)
	}
	return ch
}

// guessWidth is roughly the width of a character of Helvetica or Courier, for the standard fonts that come without widths.
func guessWidth(r rune, fixed bool) float64 {
	switch {
	case fixed:
		return 0.6
	case strings.ContainsRune("ijl.,:;'|!’‘", r):
		return 0.24
	case strings.ContainsRune(" ftrI()[]/-“”•", r):
		return 0.3
	case strings.ContainsRune("mwMW@%—", r):
		return 0.86
	case unicode.IsUpper(r):
		return 0.69
	case strings.ContainsRune("ckszvxyJ", r):
		return 0.5
	}
	return 0.556
}
