package extract

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// The simple encodings of ISO 32000-1, Annex D.
var (
	winAnsi  = winAnsiTable()
	macRoman = charmapTable(charmap.Macintosh)
	standard = standardTable()
	symbol   = symbolTable()
	dingbats = dingbatsTable()
)

func charmapTable(m *charmap.Charmap) (t [256]rune) {
	for c := 32; c < 256; c++ {
		t[c] = m.DecodeByte(byte(c))
	}
	return t
}

func winAnsiTable() [256]rune {
	t := charmapTable(charmap.Windows1252)
	for c, r := range t {
		if c > 126 && (r == utf8.RuneError || r < 160) {
			t[c] = '•' // codes without a character stand for the bullet
		}
	}
	t[0xA0], t[0xAD] = ' ', '-'
	return t
}

func asciiTable() (t [256]rune) {
	for c := rune(32); c < 127; c++ {
		t[c] = c
	}
	return t
}

func standardTable() [256]rune {
	t := asciiTable()
	t['\''], t['`'] = '’', '‘'
	copy(t[0xA1:], []rune("¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ"))
	copy(t[0xB1:], []rune("–†‡·\x00¶•‚„”»…‰\x00¿"))
	copy(t[0xC1:], []rune("`´ˆ˜¯˘˙¨\x00˚¸\x00˝˛ˇ—"))
	for c, r := range map[int]rune{
		0xE1: 'Æ', 0xE3: 'ª', 0xE8: 'Ł', 0xE9: 'Ø', 0xEA: 'Œ', 0xEB: 'º', 0xF1: 'æ', 0xF5: 'ı', 0xF8: 'ł', 0xF9: 'ø', 0xFA: 'œ', 0xFB: 'ß',
	} {
		t[c] = r
	}
	return t
}

// symbolTable holds the letters, digits and marks of the Symbol font (D.5) that a resume may use.
func symbolTable() [256]rune {
	t := asciiTable()
	copy(t['A':], []rune("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"))
	copy(t['a':], []rune("αβχδεφγηιϕκλμνοπθρστυϖωξψζ"))
	t['-'] = '−'
	copy(t[0xA0:], []rune("€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"))
	copy(t[0xD2:], []rune("®©™∏√⋅¬∧∨"))
	t[0xE0], t[0xE2], t[0xE3], t[0xE4] = '◊', '®', '©', '™'
	return t
}

// dingbatsTable holds ZapfDingbats (D.6): nearly all of it is Unicode's Dingbats block in the same order.
func dingbatsTable() (t [256]rune) {
	for c := rune(0x21); c <= 0x7E; c++ {
		t[c] = 0x2700 + c - 0x20
	}
	for c := rune(0xA1); c <= 0xFE; c++ {
		t[c] = 0x2700 + c - 0x40
	}
	t[' '] = ' '
	for c, r := range map[int]rune{
		0x25: '☎', 0x2A: '☛', 0x2B: '☞', 0x48: '★', 0x6C: '●', 0x6E: '■', 0x73: '▲', 0x74: '▼', 0x75: '◆', 0x77: '◗',
		0xA8: '♣', 0xA9: '♦', 0xAA: '♥', 0xAB: '♠', 0xD5: '→', 0xD6: '↔', 0xD7: '↕',
	} {
		t[c] = r
	}
	return t
}

// accents are the glyph names of accents, their combining and their spacing characters.
var accents = []struct {
	name               string
	combining, spacing rune
}{
	{"acute", 0x301, '´'}, {"grave", 0x300, '`'}, {"circumflex", 0x302, 'ˆ'}, {"dieresis", 0x308, '¨'}, {"tilde", 0x303, '˜'},
	{"caron", 0x30C, 'ˇ'}, {"cedilla", 0x327, '¸'}, {"ring", 0x30A, '˚'}, {"ogonek", 0x328, '˛'}, {"macron", 0x304, '¯'},
	{"breve", 0x306, '˘'}, {"dotaccent", 0x307, '˙'}, {"hungarumlaut", 0x30B, '˝'}, {"commaaccent", 0x326, ','},
}

// glyphNames maps names of the Adobe Glyph List, and some that TeX fonts use, to text. Letters with accents, single
// letters and Cyrillic names follow rules (see glyphText).
var glyphNames = parseNames(`space| exclam|! quotedbl|" numbersign|# dollar|$ percent|% ampersand|& quotesingle|' parenleft|(
parenright|) asterisk|* plus|+ comma|, hyphen|- minus|− period|. slash|/ zero|0 one|1 two|2 three|3 four|4 five|5 six|6 seven|7
eight|8 nine|9 colon|: semicolon|; less|< equal|= greater|> question|? at|@ bracketleft|[ backslash|\ bracketright|] asciicircum|^
underscore|_ braceleft|{ bar|| braceright|} asciitilde|~ quoteleft|‘ quoteright|’ quotedblleft|“ quotedblright|” quotedblbase|„
quotesinglbase|‚ guillemotleft|« guillemotright|» guilsinglleft|‹ guilsinglright|› endash|– emdash|— bullet|• periodcentered|·
middot|· ellipsis|… dagger|† daggerdbl|‡ section|§ paragraph|¶ copyright|© registered|® trademark|™ degree|° exclamdown|¡
questiondown|¿ cent|¢ sterling|£ yen|¥ Euro|€ euro|€ florin|ƒ currency|¤ fraction|⁄ perthousand|‰ onehalf|½ onequarter|¼
threequarters|¾ onesuperior|¹ twosuperior|² threesuperior|³ ordfeminine|ª ordmasculine|º AE|Æ ae|æ OE|Œ oe|œ Oslash|Ø oslash|ø
Lslash|Ł lslash|ł germandbls|ß Germandbls|ẞ Eth|Ð eth|ð Thorn|Þ thorn|þ dotlessi|ı dotlessj|ȷ Dcroat|Đ dcroat|đ Hbar|Ħ hbar|ħ
Idotaccent|İ idotaccent|i kgreenlandic|ĸ Eng|Ŋ eng|ŋ Tbar|Ŧ tbar|ŧ Ldot|Ŀ ldot|ŀ napostrophe|ŉ
ff|ff fi|fi fl|fl ffi|ffi ffl|ffl IJ|IJ ij|ij st|st ct|ct
plusminus|± multiply|× divide|÷ notequal|≠ lessequal|≤ greaterequal|≥ approxequal|≈ infinity|∞ asteriskmath|∗ bulletmath|∙
similar|∼ radical|√ summation|∑ product|∏ partialdiff|∂ integral|∫ logicalnot|¬ mu|µ mu1|µ prime|′ brokenbar|¦ element|∈
arrowright|→ arrowleft|← arrowup|↑ arrowdown|↓ arrowboth|↔ arrowdblright|⇒ arrowdblleft|⇐ triangleright|▷ triangleleft|◁
trianglesolid|▲ triangle|△ blacksquare|■ square|□ squaresolid|■ openbullet|◦ circle|○ circlecopyrt|○ circlesolid|● H18533|■ H22073|□
H18543|▪ H18551|▫ diamond|♦ diamondsolid|◆ lozenge|◊ diamondmath|⋄ star|★ starsolid|★ heart|♥ club|♣ spade|♠ check|✓ checkmark|✓
a20|✔ a19|✓ a71|● a73|■ a74|❏ a75|❐ a76|▲ a77|▼ a78|◆ a79|❖ a160|→ a161|→ a226|❥ telephone|☎ mars|♂ female|♀ visiblespace|␣
nbspace| nonbreakingspace| uni00A0| sfthyphen|- softhyphen|- hyphenminus|- nbhyphen|- hyphentwo|- dotmath|⋅ periodcentered.0|·
acute|´ grave|` + "`" + ` circumflex|ˆ dieresis|¨ tilde|˜ caron|ˇ cedilla|¸ ring|˚ ogonek|˛ macron|¯ breve|˘ dotaccent|˙ hungarumlaut|˝
Alpha|Α Beta|Β Gamma|Γ Delta|Δ Epsilon|Ε Zeta|Ζ Eta|Η Theta|Θ Iota|Ι Kappa|Κ Lambda|Λ Mu|Μ Nu|Ν Xi|Ξ Omicron|Ο Pi|Π Rho|Ρ Sigma|Σ
Tau|Τ Upsilon|Υ Phi|Φ Chi|Χ Psi|Ψ Omega|Ω alpha|α beta|β gamma|γ delta|δ epsilon|ε epsilon1|ϵ zeta|ζ eta|η theta|θ iota|ι kappa|κ
lambda|λ nu|ν xi|ξ omicron|ο pi|π rho|ρ sigma|σ sigma1|ς tau|τ upsilon|υ phi|φ phi1|ϕ chi|χ psi|ψ omega|ω
afii61352|№ afii10023|Ё afii10071|ё afii10050|Ґ afii10098|ґ afii10053|Є afii10101|є afii10055|І afii10103|і afii10056|Ї afii10104|ї
.notdef| nbsp| zerooldstyle|0 oneoldstyle|1 twooldstyle|2 threeoldstyle|3 fouroldstyle|4 fiveoldstyle|5 sixoldstyle|6
sevenoldstyle|7 eightoldstyle|8 nineoldstyle|9`)

func parseNames(list string) map[string]string {
	names := map[string]string{}
	for entry := range strings.SplitSeq(strings.ReplaceAll(list, "\n", " "), " ") {
		name, text, ok := strings.Cut(entry, "|")
		if !ok || name == "" {
			continue
		}
		if text == "" && name != ".notdef" {
			text = " "
		}
		names[name] = text
	}
	return names
}

// iconBullets are names that icon fonts give to glyphs which lists use as bullets.
var iconBullets = map[string]bool{
	"chevronright": true, "chevroncircleright": true, "angleright": true, "angledoubleright": true, "caretright": true, "circle": true,
	"dotcircle": true, "play": true, "arrowright": true, "arrowcircleright": true, "longarrowright": true, "handpointright": true,
	"handoright": true, "handright": true, "square": true, "check": true, "checkcircle": true, "checksquare": true, "asterisk": true,
}

// privateBullets are bullets in private use: of icon fonts (Font Awesome) and of symbol fonts (Symbol and Wingdings, whose
// glyphs word processors put at U+F000 plus the code).
var (
	privateBullets = runeSet("\uf054\uf138\uf105\uf101\uf0da\uf111\uf192\uf04b\uf061\uf0a9\uf178\uf0a4\uf0c8\uf00c\uf058\uf14a\uf069\uf10c")
	symbolBullets  = runeSet("\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0a8\uf06f\uf071\uf0e0\uf0e8\uf06c\uf06e\uf075\uf0d2\uf09f\uf09e\uf077\uf0be\uf02d\uf0ad\uf0f0")
)

func runeSet(s string) map[rune]bool {
	set := map[rune]bool{}
	for _, r := range s {
		set[r] = true
	}
	return set
}

// privateBullet stands for a bullet-like glyph of private use until it is known whether it starts a line.
const privateBullet = "\uf8ff"

// glyphText is the text of a glyph name (Adobe Glyph List Specification, section 2); ok is false for unknown names.
func glyphText(name string) (text string, ok bool) {
	if text, ok := glyphNames[name]; ok {
		return text, true
	}
	if len(name) == 1 && name[0] > ' ' {
		return name, true
	}
	if iconBullets[strings.ReplaceAll(strings.ReplaceAll(strings.TrimSuffix(name, "-alt"), "-", ""), "_", "")] {
		return privateBullet, true
	}
	if base, _, found := strings.Cut(name, "."); found && base != "" {
		return glyphText(base)
	}
	if strings.Contains(name, "_") {
		return ligatureText(name)
	}
	if text, ok := accentedText(name); ok {
		return text, true
	}
	if text, ok := numberedText(name); ok {
		return text, true
	}
	if rest, small := strings.CutSuffix(name, "small"); small && rest != "" { // expert sets: small capitals
		if text, ok := glyphText(rest); ok {
			return text, true
		}
	}
	return "", false
}

func ligatureText(name string) (string, bool) {
	all := ""
	for part := range strings.SplitSeq(name, "_") {
		text, ok := glyphText(part)
		if !ok || part == "" {
			return "", false
		}
		all += text
	}
	return all, true
}

// accentedText reads names such as eacute: a letter and an accent.
func accentedText(name string) (string, bool) {
	for _, a := range accents {
		base, found := strings.CutSuffix(name, a.name)
		if found && (len(base) == 1 || base == "AE" || base == "ae") && unicode.IsLetter(rune(base[0])) {
			if base, found = strings.CutSuffix(base, "E"); found {
				base = "Æ"
			} else if base == "ae" {
				base = "æ"
			}
			return norm.NFC.String(base + string(a.combining)), true
		}
	}
	return "", false
}

// numberedText reads uniXXXX, uXXXX and the names of Cyrillic letters, afii100NN.
func numberedText(name string) (string, bool) {
	if rest, ok := strings.CutPrefix(name, "uni"); ok && len(rest) >= 4 && len(rest)%4 == 0 {
		var units []uint16
		for i := 0; i < len(rest); i += 4 {
			n, err := strconv.ParseUint(rest[i:i+4], 16, 16)
			if err != nil {
				return "", false
			}
			units = append(units, uint16(n))
		}
		return string(utf16.Decode(units)), true
	}
	if rest, ok := strings.CutPrefix(name, "u"); ok && len(rest) >= 4 && len(rest) <= 6 {
		if n, err := strconv.ParseUint(rest, 16, 32); err == nil && n <= unicode.MaxRune {
			return string(rune(n)), true
		}
	}
	if rest, ok := strings.CutPrefix(name, "afii100"); ok && len(rest) == 2 {
		n, err := strconv.Atoi(rest)
		switch {
		case err != nil:
		case n >= 17 && n <= 22:
			return string(rune(0x410 + n - 17)), true
		case n >= 24 && n <= 49:
			return string(rune(0x416 + n - 24)), true
		case n >= 65 && n <= 70:
			return string(rune(0x430 + n - 65)), true
		case n >= 72 && n <= 97:
			return string(rune(0x436 + n - 72)), true
		}
	}
	return "", false
}

// latinLigatures are the ligatures of the block Alphabetic Presentation Forms, U+FB00 to U+FB06.
var latinLigatures = []string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}

// cleanText writes ligatures as letters and white space as spaces, and drops control characters. Private use stays: what
// it means depends on the place in the line.
func cleanText(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] >= ' ' && s[i] < 127
	}
	if plain {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= 0xFB00 && r <= 0xFB06:
			b.WriteString(latinLigatures[r-0xFB00])
		case r == '\t' || r == '\n' || r == '\r' || r == 0xA0 || unicode.Is(unicode.Zs, r):
			b.WriteByte(' ')
		case r == 0xAD || r == 0x2010 || r == 0x2011: // a soft hyphen that is drawn is a hyphen
			b.WriteByte('-')
		case r < ' ' || r >= 0x7F && r < 0xA0 || unicode.Is(unicode.Cf, r) || r == utf8.RuneError:
		default:
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

// pdfDocHigh are the codes of PDFDocEncoding (D.3) from 0x80 on that differ from Latin-1, and pdfDocLow those from 0x18.
var (
	pdfDocHigh = []rune("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž")
	pdfDocLow  = []rune("˘ˇˆ˙˝˛˚˜")
)

// textString decodes a text string (7.9.2.2): UTF-16 or UTF-8 with a mark, else PDFDocEncoding.
func textString(s []byte) string {
	switch {
	case len(s) >= 2 && s[0] == 0xFE && s[1] == 0xFF:
		var u []uint16
		for i := 2; i+1 < len(s); i += 2 {
			u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
		}
		return string(utf16.Decode(u))
	case len(s) >= 3 && s[0] == 0xEF && s[1] == 0xBB && s[2] == 0xBF:
		return strings.ToValidUTF8(string(s[3:]), "")
	}
	out := make([]rune, 0, len(s))
	for _, c := range s {
		switch {
		case c >= 0x18 && c < 0x20:
			out = append(out, pdfDocLow[c-0x18])
		case c >= 0x80 && int(c-0x80) < len(pdfDocHigh):
			out = append(out, pdfDocHigh[c-0x80])
		case c == 0xA0:
			out = append(out, '€')
		default:
			out = append(out, rune(c))
		}
	}
	return string(out)
}
