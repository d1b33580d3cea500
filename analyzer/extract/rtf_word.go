package extract

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// codePages are the encodings of \ansicpg and \cpg, by Windows' numbers.
var codePages = map[int]encoding.Encoding{
	437: charmap.CodePage437, 850: charmap.CodePage850, 852: charmap.CodePage852, 855: charmap.CodePage855, 858: charmap.CodePage858,
	860: charmap.CodePage860, 862: charmap.CodePage862, 863: charmap.CodePage863, 865: charmap.CodePage865, 866: charmap.CodePage866,
	874: charmap.Windows874, 932: japanese.ShiftJIS, 936: simplifiedchinese.GBK, 949: korean.EUCKR, 950: traditionalchinese.Big5,
	1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252, 1253: charmap.Windows1253, 1254: charmap.Windows1254,
	1255: charmap.Windows1255, 1256: charmap.Windows1256, 1257: charmap.Windows1257, 1258: charmap.Windows1258,
	10000: charmap.Macintosh, 10007: charmap.MacintoshCyrillic, 54936: simplifiedchinese.GB18030, 65001: unicode.UTF8,
}

// charsets are the code pages of \fcharset (RTF 1.9.1, font table).
var charsets = map[int]int{
	0: 1252, 77: 10000, 78: 932, 79: 949, 80: 936, 81: 950, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258,
	177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
}

// rtfChars are control words that stand for characters.
var rtfChars = map[string]string{
	"tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
	"emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200D", "zwnj": "\u200C",
}

// rtfAside are the destinations whose text is not the document's. Those that may hold some are marked so: the old and the new
// form of a text (\upr), the shape around a text box, the object with its picture. Others that begin with \* are aside too.
var rtfAside = map[string]bool{
	"upr": true, "shpinst": true, "do": true, "object": true,
	"info": false, "pict": false, "nonshppict": false, "shprslt": false, "fldinst": false, "nonesttables": false,
	"xe": false, "tc": false, "tcn": false, "txe": false, "rxe": false, "filetbl": false, "listtable": false, "listoverridetable": false,
	"revtbl": false, "rsidtbl": false, "template": false, "private": false, "comment": false, "annotation": false, "atnid": false, "atnauthor": false,
	"atnref": false, "atndate": false, "atnicn": false, "datafield": false, "formfield": false, "ftnsep": false, "ftnsepc": false, "ftncn": false,
	"aftnsep": false, "aftnsepc": false, "aftncn": false, "xmlnstbl": false, "generator": false, "themedata": false, "datastore": false,
	"headerl": false, "footerl": false, "mmathPict": false, "list": false, "listoverride": false, "pgdsctbl": false,
}

// word obeys a control word.
func (r *rtf) word(name string, value int, given bool) {
	r.flush()
	starred := r.star
	r.star = false
	switch {
	case r.destination(name, starred):
	case r.place(name, value):
	case rtfChars[name] != "":
		r.write(rtfChars[name])
	case r.state.unread:
	default:
		if !r.character(name, value, !given || value != 0) && !r.paragraph(name, value) {
			r.flow(name)
		}
	}
}

// destination begins a group that is not text, or is text elsewhere.
func (r *rtf) destination(name string, starred bool) bool {
	st := &r.state
	switch name {
	case "fonttbl":
		st.place = inFonts
	case "colortbl":
		st.place = inColours
	case "stylesheet":
		st.place = inStyles
	case "pntext", "listtext":
		st.place = inListText
		if st.story.marked == noMark {
			st.story.marked = emptyMark
		}
	case "header", "headerr":
		r.begin(rtfStory{is: headerStory, behind: white})
	case "footer", "footerr":
		r.begin(rtfStory{is: footerStory, behind: white})
	case "headerf":
		r.begin(rtfStory{is: headerStory, behind: white, first: true})
	case "footerf":
		r.begin(rtfStory{is: footerStory, behind: white, first: true})
	case "footnote":
		r.begin(rtfStory{is: noteStory, behind: white})
	case "shptxt", "dptxbxtext":
		r.begin(rtfStory{is: boxStory, behind: unclear, writer: writer{veil: r.frame.hides(r.pageWidth)}})
	case "ud", "result": // the new form of \upr; what an object shows
		if st.within {
			st.unread = false
		}
	case "fldrslt", "nesttableprops", "shppict", "moMath", "moMathPara": // these are read, whatever \* says
	case "background":
		r.backdrop = unclear // a screen shows it, paper does not
		r.aside(false)
	default:
		mayHold, known := rtfAside[name]
		if name == "shpinst" || name == "do" {
			r.frame = rtfFrame{}
		}
		r.embedded = r.embedded || name == "object" && !st.unread
		if known || starred {
			r.aside(mayHold)
		}
		return known || starred
	}
	return true
}

// aside leaves out the text of a group; a group in it may be read if mayHold says so.
func (r *rtf) aside(mayHold bool) {
	r.state.within = mayHold && !r.state.unread
	r.state.unread = true
}

// place obeys what describes the document, its tables and its shapes, wherever it stands.
func (r *rtf) place(name string, value int) bool {
	switch name {
	case "ansicpg":
		if enc := codePages[value]; enc != nil {
			r.codePage = enc
		}
	case "mac":
		r.codePage = codePages[10000]
	case "pc":
		r.codePage = codePages[437]
	case "pca":
		r.codePage = codePages[850]
	case "deff":
		r.usualFont, r.state.font = value, value
	case "uc":
		r.state.fallback = min(max(value, 0), 100)
	case "paperw":
		r.pageWidth = float64(value) / 20
	case "titlepg":
		r.titlePage = true
	case "shpleft":
		r.frame.left = value
	case "shpright":
		r.frame.right = value
	case "shptop":
		r.frame.top = value
	case "shpbottom":
		r.frame.bottom = value
	case "u":
		r.unicode(value)
	default:
		return r.state.inTable() && (r.state.unread || r.entryWord(name, value))
	}
	return true
}

// entryWord obeys a control word in the table of fonts, colours or styles, where it describes and does not act.
func (r *rtf) entryWord(name string, value int) bool {
	e := &r.entry
	switch r.state.place {
	case inFonts:
		switch name {
		case "f":
			*e = rtfEntry{id: value}
			r.setFont(rtfFont{})
		case "fcharset":
			r.setFont(rtfFont{enc: codePages[charsets[value]]})
		case "cpg":
			r.setFont(rtfFont{enc: codePages[value]})
		}
	case inColours:
		if i := slices.Index([]string{"red", "green", "blue"}, name); i >= 0 {
			e.said = true
			e.rgb[i] = min(max(value, 0), 255)
		}
	case inStyles:
		switch name {
		case "s":
			e.id = value
		case "cs", "ds", "ts": // not of paragraphs
			e.id = -1
		case "sbasedon":
			e.basedOn = value
		case "outlinelevel":
			e.outline = value + 1
		}
	}
	return true
}

func (r *rtf) setFont(f rtfFont) {
	if len(r.fonts) < maxEntries {
		r.fonts[r.entry.id] = f
	}
}

// symbolFont matches the names of fonts whose characters are pictures, bullets, or Greek letters.
var symbolFont = regexp.MustCompile(`^(symbol|.*dings|marlett)`)

// tableText takes text of a table: names, and the semicolon that ends an entry.
func (r *rtf) tableText(s string) {
	if r.state.unread {
		return
	}
	for part := range strings.SplitAfterSeq(s, ";") {
		name, ends := strings.CutSuffix(part, ";")
		if len(r.entry.name) < 100 {
			r.entry.name += name
		}
		if ends {
			r.endEntry()
		}
	}
}

// endEntry ends an entry of a table.
func (r *rtf) endEntry() {
	e := r.entry
	r.entry = rtfEntry{}
	e.name = strings.ToLower(strings.TrimSpace(e.name))
	switch {
	case r.state.place == inFonts && symbolFont.MatchString(e.name):
		r.entry.id = e.id
		r.setFont(rtfFont{symbol: true, greek: strings.HasPrefix(e.name, "symbol")})
	case r.state.place == inColours && len(r.colours) < maxEntries:
		colour := unset // automatic
		if e.said {
			colour = paintOf(e.rgb[0], e.rgb[1], e.rgb[2])
		}
		r.colours = append(r.colours, colour)
	case r.state.place == inStyles && len(r.styles) < maxEntries:
		r.styles[e.id] = e
	}
}

// colour returns a colour of the table; automatic where there is no such one.
func (r *rtf) colour(i int) paint {
	if i < 0 || i >= len(r.colours) {
		return unset
	}
	return r.colours[i]
}

// character obeys a control word for the look of characters.
func (r *rtf) character(name string, value int, on bool) bool {
	st := &r.state
	switch name {
	case "plain":
		st.look, st.font, st.deleted = look{size: 12}, r.usualFont, false
	case "f":
		st.font = value
	case "fs":
		st.look.size = float64(value) / 2
	case "v":
		st.look.vanish = on
	case "deleted", "mvf": // taken away, or moved from here
		st.deleted = on
	case "cf":
		st.look.ink = r.colour(value)
	case "cb", "chcbpat", "highlight":
		st.look.back = r.colour(value)
	case "chshdng":
		if value > 0 {
			st.look.back = unclear
		}
	default:
		return false
	}
	return true
}

// paragraph obeys a control word for the properties of a paragraph, a row or a cell.
func (r *rtf) paragraph(name string, value int) bool {
	p, s := &r.state.para, r.state.story
	switch name {
	case "pard":
		*p = rtfPara{}
	case "s":
		p.style = value
	case "outlinelevel":
		p.outline = value + 1
	case "ls":
		p.list = value
	case "intbl":
		p.table = max(p.table, 1)
	case "itap":
		p.table = min(max(value, 0), maxTables)
	case "cbpat":
		p.shade = r.colour(value)
	case "shading":
		if value > 0 {
			p.shade = unclear
		}
	case "pagebb":
		s.gap = true
	case "trowd":
		if p.table <= 1 {
			s.backs, s.back = nil, unset
		}
	case "clcbpat":
		s.back = r.colour(value)
	case "clshdng":
		if value > 0 {
			s.back = unclear
		}
	case "cellx":
		if p.table <= 1 && len(s.backs) < 1000 {
			s.backs, s.back = append(s.backs, s.back), unset
		}
	default:
		return false
	}
	return true
}

// flow obeys a control word that ends a line, a paragraph, a cell or a row.
func (r *rtf) flow(name string) {
	s, level := r.state.story, r.state.para.table
	switch name {
	case "par", "sect":
		if !r.state.deleted { // else the next paragraph goes on with this one
			r.endParagraph(s, level)
		}
		s.gap = s.gap || name == "sect"
	case "line", "lbr":
		s.endLine()
	case "page", "column":
		s.endLine()
		s.gap = true
	case "cell":
		r.endCell(1)
	case "nestcell":
		r.endCell(max(2, level))
	case "row":
		s.endRow(1)
	case "nestrow":
		s.endRow(max(2, level))
	}
}
