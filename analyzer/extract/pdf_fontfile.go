package extract

import (
	"strings"
	"unicode"
)

// fontProgram is what an embedded font program tells of its glyphs: their names and the characters and codes that lead to
// them. Subsets lack tables that font libraries insist on, so each table is read on its own, and what is broken is left out.
type fontProgram struct {
	names  map[uint32]string // by glyph
	runes  map[uint32]rune   // by glyph
	codes  map[uint32]uint32 // glyph by code of the font's own encoding
	cids   map[uint32]uint32 // glyph by CID; nil: the CID is the glyph
	hasCID bool
}

// text is the text of a glyph: by its character first, and then by its name.
func (p *fontProgram) text(glyph uint32) string {
	if r := p.runes[glyph]; r != 0 && !unicode.Is(unicode.Co, r) {
		return runeText(r)
	}
	if s, ok := glyphText(p.names[glyph]); ok {
		return cleanText(s)
	}
	return runeText(p.runes[glyph])
}

// ofCode is the text of a code by the font's own encoding.
func (p *fontProgram) ofCode(c uint32) string {
	if g, ok := p.codes[c]; ok {
		return p.text(g)
	}
	return ""
}

// bigEnd reads big-endian numbers; outside the data they are 0.
type bigEnd []byte

func (d bigEnd) u8(i int) int {
	if i < 0 || i >= len(d) {
		return 0
	}
	return int(d[i])
}

func (d bigEnd) u16(i int) int { return d.u8(i)<<8 | d.u8(i+1) }
func (d bigEnd) u32(i int) int { return d.u16(i)<<16 | d.u16(i+2) }

func (d bigEnd) slice(from, to int) bigEnd {
	if from < 0 || from > to || from > len(d) {
		return nil
	}
	return d[from:min(to, len(d))]
}

// readFontProgram reads TrueType, OpenType and bare CFF.
func readFontProgram(data []byte) *fontProgram {
	p := &fontProgram{names: map[uint32]string{}, runes: map[uint32]rune{}, codes: map[uint32]uint32{}}
	d := bigEnd(data)
	if d.u8(0) == 1 && d.u8(1) == 0 && d.u8(2) < 64 && d.u8(2) >= 4 && d.u32(0) != 0x00010000 {
		p.readCFF(d)
		return p
	}
	for i := range min(d.u16(4), 64) {
		at := 12 + 16*i
		table := d.slice(d.u32(at+8), d.u32(at+8)+d.u32(at+12))
		switch string(d.slice(at, at+4)) {
		case "cmap":
			p.readCmap(table)
		case "post":
			p.readPost(table)
		case "CFF ":
			p.readCFF(table)
		}
	}
	return p
}

// readCmap reads the table "cmap" of OpenType, formats 0, 4, 6 and 12: Unicode is turned around to characters by glyph,
// Macintosh and symbol encodings are the font's own.
func (p *fontProgram) readCmap(d bigEnd) {
	for i := range min(d.u16(2), 32) {
		platform, encoding := d.u16(4+8*i), d.u16(6+8*i)
		unicodes := platform == 0 || platform == 3 && (encoding == 1 || encoding == 10)
		add := func(c, g uint32) {
			g &= 0xFFFF
			switch {
			case g == 0:
			case unicodes:
				if old, ok := p.runes[g]; !ok || unicode.Is(unicode.Co, old) {
					p.runes[g] = rune(c)
				}
			case platform == 3 && encoding == 0:
				if c&0xFF00 == 0xF000 || c < 256 {
					p.codes[c&0xFF] = g
				}
			case platform == 1:
				if _, ok := p.codes[c]; !ok {
					p.codes[c] = g
				}
			}
		}
		mapCmap(d, d.u32(8+8*i), add)
	}
}

func mapCmap(d bigEnd, at int, add func(c, g uint32)) {
	switch d.u16(at) {
	case 0:
		for c := range 256 {
			add(uint32(c), uint32(d.u8(at+6+c)))
		}
	case 4:
		segments := min(d.u16(at+6)/2, len(d)/8)
		left := 1 << 17 // segments that overlap come to an end
		for s := range segments {
			end, start := d.u16(at+14+2*s), d.u16(at+16+2*segments+2*s)
			delta, offset := d.u16(at+16+4*segments+2*s), d.u16(at+16+6*segments+2*s)
			for c := start; c <= end && c != 0xFFFF && left > 0; c++ {
				left--
				g := c + delta
				if offset != 0 {
					if g = d.u16(at + 16 + 6*segments + 2*s + offset + 2*(c-start)); g != 0 {
						g += delta
					}
				}
				add(uint32(c), uint32(g))
			}
		}
	case 6:
		for i := range d.u16(at + 8) {
			add(uint32(d.u16(at+6)+i), uint32(d.u16(at+10+2*i)))
		}
	case 12:
		left := 1 << 17
		for s := range min(d.u32(at+12), len(d)/12) {
			group := at + 16 + 12*s
			first, last, g := d.u32(group), d.u32(group+4), d.u32(group+8)
			for c := first; c <= last && left > 0; c++ {
				left--
				add(uint32(c), uint32(g+c-first))
			}
		}
	}
}

// readPost reads the glyph names of the table "post", formats 1 and 2.
func (p *fontProgram) readPost(d bigEnd) {
	switch d.u32(0) {
	case 0x00010000:
		for g, name := range macintoshNames {
			p.names[uint32(g)] = name
		}
	case 0x00020000:
		n := min(d.u16(32), len(d)/2)
		var own []string
		for at := 34 + 2*n; at < len(d); at += 1 + d.u8(at) {
			own = append(own, string(d.slice(at+1, at+1+d.u8(at))))
		}
		for g := range n {
			switch i := d.u16(34 + 2*g); {
			case i < len(macintoshNames):
				p.names[uint32(g)] = macintoshNames[i]
			case i-258 >= 0 && i-258 < len(own):
				p.names[uint32(g)] = own[i-258]
			}
		}
	}
}

// index reads an INDEX of CFF (Adobe Technical Note 5176, section 5) and returns where it ends.
func (d bigEnd) index(at int) (items []bigEnd, end int) {
	n, size := d.u16(at), d.u8(at+2)
	if n == 0 {
		return nil, at + 2
	}
	offset := func(i int) int {
		v := 0
		for j := range size {
			v = v<<8 | d.u8(at+3+i*size+j)
		}
		return v
	}
	if size < 1 || size > 4 || at+3+(n+1)*size > len(d) {
		return nil, len(d)
	}
	start := at + 2 + (n+1)*size
	for i := range n {
		items = append(items, d.slice(start+offset(i), start+offset(i+1)))
	}
	return items, start + offset(n)
}

// dict reads the integers of a DICT (section 4) by operator; those of two bytes are 1200 and up.
func (d bigEnd) dict() map[int][]int {
	values := map[int][]int{}
	var stack []int
	for i := 0; i < len(d); i++ {
		switch b := int(d[i]); {
		case b <= 21:
			if b == 12 {
				i++
				b = 1200 + d.u8(i)
			}
			values[b] = stack
			stack = nil
		case b == 28:
			stack = append(stack, int(int16(d.u16(i+1))))
			i += 2
		case b == 29:
			stack = append(stack, int(int32(d.u32(i+1))))
			i += 4
		case b == 30: // a real number: not needed
			for i++; i < len(d) && d[i]&15 != 15 && d[i]>>4 != 15; i++ {
			}
			stack = append(stack, 0)
		case b >= 32 && b <= 246:
			stack = append(stack, b-139)
		case b >= 247 && b <= 250:
			stack = append(stack, (b-247)*256+d.u8(i+1)+108)
			i++
		case b >= 251 && b <= 254:
			stack = append(stack, -(b-251)*256-d.u8(i+1)-108)
			i++
		}
	}
	return values
}

// readCFF reads the charset and the encoding of the first font of a CFF table (sections 12 and 13).
func (p *fontProgram) readCFF(d bigEnd) {
	_, at := d.index(d.u8(2))
	tops, at := d.index(at)
	own, _ := d.index(at)
	if len(tops) == 0 {
		return
	}
	top := tops[0].dict()
	last := func(op int) int {
		if v := top[op]; len(v) > 0 {
			return v[len(v)-1]
		}
		return 0
	}
	glyphs := min(d.u16(last(17)), 65535)
	_, p.hasCID = top[1230]
	if p.hasCID {
		p.cids = map[uint32]uint32{}
	}
	sids := d.charset(last(15), glyphs)
	byName := map[string]uint32{}
	for g, sid := range sids {
		switch {
		case p.hasCID:
			p.cids[uint32(sid)] = uint32(g)
		case sid < len(cffNames):
			p.names[uint32(g)] = cffNames[sid]
		case sid-len(cffNames) < len(own):
			p.names[uint32(g)] = string(own[sid-len(cffNames)])
		}
		byName[p.names[uint32(g)]] = uint32(g)
	}
	switch at := last(16); {
	case p.hasCID:
	case at == 0: // the standard encoding: its codes in order are the first names
		sid := uint32(0)
		for c, r := range standard {
			if r != 0 {
				sid++
				if g, ok := byName[cffNames[sid]]; ok {
					p.codes[uint32(c)] = g
				}
			}
		}
	case at > 1:
		p.readEncoding(d, at)
	}
}

// charset is the SID or CID of each glyph.
func (d bigEnd) charset(at, glyphs int) []int {
	sids := []int{0}
	if at <= 2 { // predefined; the expert sets are not kept
		for sid := 1; at == 0 && sid < min(glyphs, 229); sid++ {
			sids = append(sids, sid)
		}
		return sids
	}
	format := d.u8(at)
	for at++; len(sids) < glyphs && at < len(d); {
		sid, more := d.u16(at), 0
		at += 2
		switch format {
		case 1:
			more = d.u8(at)
			at++
		case 2:
			more = d.u16(at)
			at += 2
		}
		for ; more >= 0 && len(sids) < glyphs; more-- {
			sids = append(sids, sid)
			sid++
		}
	}
	return sids
}

func (p *fontProgram) readEncoding(d bigEnd, at int) {
	format, n := d.u8(at), d.u8(at+1)
	g := uint32(1)
	switch format & 0x7F {
	case 0:
		for i := range n {
			p.codes[uint32(d.u8(at+2+i))] = g
			g++
		}
	case 1:
		for i := range n {
			for more := 0; more <= d.u8(at+3+2*i); more++ {
				p.codes[uint32(d.u8(at+2+2*i)+more)&0xFF] = g
				g++
			}
		}
	}
}

// latinNames are the glyph names of the standard encoding in the order of its codes: the first of CFF's.
const latinNames = `space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft parenright asterisk plus comma
hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at
A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore quoteleft
a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde exclamdown cent sterling fraction yen
florin section currency quotesingle quotedblleft guillemotleft guilsinglleft guilsinglright fi fl endash dagger daggerdbl
periodcentered paragraph bullet quotesinglbase quotedblbase quotedblright guillemotright ellipsis perthousand questiondown
grave acute circumflex tilde macron breve dotaccent dieresis ring cedilla hungarumlaut ogonek caron emdash AE ordfeminine
Lslash Oslash OE ordmasculine ae dotlessi lslash oslash oe germandbls`

// cffNames are the standard strings of CFF (Adobe Technical Note 5176, Appendix A).
var cffNames = strings.Fields(".notdef " + latinNames + ` onesuperior logicalnot mu trademark Eth onehalf plusminus Thorn
onequarter divide brokenbar degree thorn threequarters twosuperior registered minus eth multiply threesuperior copyright
Aacute Acircumflex Adieresis Agrave Aring Atilde Ccedilla Eacute Ecircumflex Edieresis Egrave Iacute Icircumflex Idieresis
Igrave Ntilde Oacute Ocircumflex Odieresis Ograve Otilde Scaron Uacute Ucircumflex Udieresis Ugrave Yacute Ydieresis Zcaron
aacute acircumflex adieresis agrave aring atilde ccedilla eacute ecircumflex edieresis egrave iacute icircumflex idieresis
igrave ntilde oacute ocircumflex odieresis ograve otilde scaron uacute ucircumflex udieresis ugrave yacute ydieresis zcaron
exclamsmall Hungarumlautsmall dollaroldstyle dollarsuperior ampersandsmall Acutesmall parenleftsuperior parenrightsuperior
twodotenleader onedotenleader zerooldstyle oneoldstyle twooldstyle threeoldstyle fouroldstyle fiveoldstyle sixoldstyle
sevenoldstyle eightoldstyle nineoldstyle commasuperior threequartersemdash periodsuperior questionsmall asuperior bsuperior
centsuperior dsuperior esuperior isuperior lsuperior msuperior nsuperior osuperior rsuperior ssuperior tsuperior ff ffi ffl
parenleftinferior parenrightinferior Circumflexsmall hyphensuperior Gravesmall Asmall Bsmall Csmall Dsmall Esmall Fsmall
Gsmall Hsmall Ismall Jsmall Ksmall Lsmall Msmall Nsmall Osmall Psmall Qsmall Rsmall Ssmall Tsmall Usmall Vsmall Wsmall Xsmall
Ysmall Zsmall colonmonetary onefitted rupiah Tildesmall exclamdownsmall centoldstyle Lslashsmall Scaronsmall Zcaronsmall
Dieresissmall Brevesmall Caronsmall Dotaccentsmall Macronsmall figuredash hypheninferior Ogoneksmall Ringsmall Cedillasmall
questiondownsmall oneeighth threeeighths fiveeighths seveneighths onethird twothirds zerosuperior foursuperior fivesuperior
sixsuperior sevensuperior eightsuperior ninesuperior zeroinferior oneinferior twoinferior threeinferior fourinferior
fiveinferior sixinferior seveninferior eightinferior nineinferior centinferior dollarinferior periodinferior commainferior
Agravesmall Aacutesmall Acircumflexsmall Atildesmall Adieresissmall Aringsmall AEsmall Ccedillasmall Egravesmall Eacutesmall
Ecircumflexsmall Edieresissmall Igravesmall Iacutesmall Icircumflexsmall Idieresissmall Ethsmall Ntildesmall Ogravesmall
Oacutesmall Ocircumflexsmall Otildesmall Odieresissmall OEsmall Oslashsmall Ugravesmall Uacutesmall Ucircumflexsmall
Udieresissmall Yacutesmall Thornsmall Ydieresissmall 001.000 001.001 001.002 001.003 Black Bold Book Light Medium Regular
Roman Semibold`)

// macintoshNames are the glyph names of the Macintosh order (OpenType, "post", format 1).
var macintoshNames = strings.Fields(`.notdef .null nonmarkingreturn space exclam quotedbl numbersign dollar percent ampersand
quotesingle parenleft parenright asterisk plus comma hyphen period slash zero one two three four five six seven eight nine
colon semicolon less equal greater question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash
bracketright asciicircum underscore grave a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright
asciitilde Adieresis Aring Ccedilla Eacute Ntilde Odieresis Udieresis aacute agrave acircumflex adieresis atilde aring
ccedilla eacute egrave ecircumflex edieresis iacute igrave icircumflex idieresis ntilde oacute ograve ocircumflex odieresis
otilde uacute ugrave ucircumflex udieresis dagger degree cent sterling section bullet paragraph germandbls registered
copyright trademark acute dieresis notequal AE Oslash infinity plusminus lessequal greaterequal yen mu partialdiff summation
product pi integral ordfeminine ordmasculine Omega ae oslash questiondown exclamdown logicalnot radical florin approxequal
Delta guillemotleft guillemotright ellipsis nonbreakingspace Agrave Atilde Otilde OE oe endash emdash quotedblleft
quotedblright quoteleft quoteright divide lozenge ydieresis Ydieresis fraction currency guilsinglleft guilsinglright fi fl
daggerdbl periodcentered quotesinglbase quotedblbase perthousand Acircumflex Ecircumflex Aacute Edieresis Egrave Iacute
Icircumflex Idieresis Igrave Oacute Ocircumflex apple Ograve Uacute Ucircumflex Ugrave dotlessi circumflex tilde macron breve
dotaccent ring cedilla hungarumlaut ogonek caron Lslash lslash Scaron scaron Zcaron zcaron brokenbar Eth eth Yacute yacute
Thorn thorn minus multiply onesuperior twosuperior threesuperior onehalf onequarter threequarters franc Gbreve gbreve
Idotaccent Scedilla scedilla Cacute cacute Ccaron ccaron dcroat`)
