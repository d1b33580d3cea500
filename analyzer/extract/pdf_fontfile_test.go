package extract

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"testing"
)

func be16(numbers ...int) []byte {
	var b []byte
	for _, n := range numbers {
		b = binary.BigEndian.AppendUint16(b, uint16(n))
	}
	return b
}

func be32(numbers ...int) []byte {
	var b []byte
	for _, n := range numbers {
		b = binary.BigEndian.AppendUint32(b, uint32(n))
	}
	return b
}

// sfnt is a TrueType or OpenType font of the given tables.
func sfnt(tables map[string][]byte) []byte {
	head := append(be32(0x00010000), be16(len(tables), 0, 0, 0)...)
	var body []byte
	for _, tag := range slices.Sorted(maps.Keys(tables)) {
		head = append(append(head, tag...), be32(0, 12+16*len(tables)+len(body), len(tables[tag]))...)
		body = append(body, tables[tag]...)
	}
	return append(head, body...)
}

// cmapTable is a table "cmap" of one subtable.
func cmapTable(platform, encoding int, subtable ...[]byte) []byte {
	b := append(be16(0, 1, platform, encoding), be32(12)...)
	for _, s := range subtable {
		b = append(b, s...)
	}
	return b
}

// postTable is a table "post" of format 2 with names of its own, after .notdef.
func postTable(names ...string) []byte {
	b := append(be32(0x00020000), make([]byte, 28)...)
	b = append(b, be16(len(names)+1, 0)...)
	for i := range names {
		b = append(b, be16(258+i)...)
	}
	for _, n := range names {
		b = append(append(b, byte(len(n))), n...)
	}
	return b
}

// cffTable is a bare CFF font whose glyphs have the given SIDs or, where it is keyed by CID, CIDs. SIDs from 391 are names.
func cffTable(keyed bool, encoding []byte, names []string, sids ...int) []byte {
	index := func(items ...[]byte) []byte {
		if len(items) == 0 {
			return be16(0)
		}
		b, at := append(be16(len(items)), 1), 1
		b = append(b, byte(at))
		for _, item := range items {
			at += len(item)
			b = append(b, byte(at))
		}
		for _, item := range items {
			b = append(b, item...)
		}
		return b
	}
	var strings, glyphs [][]byte
	for _, n := range names {
		strings = append(strings, []byte(n))
	}
	for range len(sids) + 1 {
		glyphs = append(glyphs, []byte{14})
	}
	charset := append([]byte{0}, be16(sids...)...)
	build := func(charsetAt, encodingAt, glyphsAt int) []byte {
		number := func(n int) []byte { return append([]byte{29}, be32(n)...) }
		var top []byte
		if keyed {
			top = append(append(append(number(391), number(392)...), number(0)...), 12, 30)
		}
		top = append(append(top, number(charsetAt)...), 15)
		if encoding != nil {
			top = append(append(top, number(encodingAt)...), 16)
		}
		top = append(append(top, number(glyphsAt)...), 17)
		b := append([]byte{1, 0, 4, 1}, index([]byte("Font"))...)
		b = append(b, index(top)...)
		b = append(b, index(strings...)...)
		return append(b, index()...)
	}
	at := len(build(0, 0, 0))
	b := build(at, at+len(charset), at+len(charset)+len(encoding))
	return append(append(append(b, charset...), encoding...), index(glyphs...)...)
}

// TestPDFFontPrograms reads fonts without ToUnicode, whose letters only the embedded program tells.
func TestPDFFontPrograms(t *testing.T) {
	simple := func(kind, flags, file, encoding string) string {
		return fmt.Sprintf("<</Type/Font/Subtype/%s/BaseFont/ABCDEF+X/FirstChar 1/LastChar 3/Widths[500 500 500]/FontDescriptor<</Flags %s/%s 10 0 R>>%s>>",
			kind, flags, file, encoding)
	}
	composite := func(kind, file, more string) string {
		return fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/%s/DW 500/FontDescriptor<</%s 10 0 R>>%s>>]>>",
			kind, file, more)
	}
	// Greek letters are glyphs 1 to 3 by Unicode.
	unicodes := cmapTable(3, 1, be16(4, 40, 0, 4, 0, 0, 0, 0x3B3, 0xFFFF, 0, 0x3B1, 0xFFFF, 0x10000-0x3B0, 1, 0, 0))
	bytes := func(glyphs ...byte) []byte {
		return append(make([]byte, 1), append(glyphs, make([]byte, 255-len(glyphs))...)...)
	}
	one, two := "BT /F3 10 Tf 50 700 Td <010203> Tj ET", "BT /F3 10 Tf 50 700 Td <000100020003> Tj ET"
	for _, tt := range []struct{ name, want, content, font, program string }{
		{"TrueType, symbol codes and names", "xyé", one, simple("TrueType", "4", "FontFile2", ""),
			string(sfnt(map[string][]byte{"cmap": cmapTable(3, 0, be16(6, 16, 0, 0xF001, 3, 3, 2, 1)), "post": postTable("eacute", "y", "x")}))},
		{"TrueType, Macintosh codes and standard names", "abc", one, simple("TrueType", "4", "FontFile2", ""),
			string(sfnt(map[string][]byte{"cmap": cmapTable(1, 0, be16(0, 262, 0), bytes(68, 69, 70)), "post": be32(0x00010000)}))},
		{"names that count glyphs", "αβγ", one, simple("TrueType", "32", "FontFile2", "/Encoding<</Differences[1/g1/glyph02/cid3]>>"),
			string(sfnt(map[string][]byte{"cmap": unicodes}))},
		{"CFF, its own encoding", "A—f", one, simple("Type1", "4", "FontFile3", ""), string(cffTable(false, []byte{0, 3, 3, 1, 2}, nil, 71, 34, 137))},
		{"CFF, an encoding of ranges and own names", "ctA—", "BT /F3 10 Tf 50 700 Td <010203> Tj ET", simple("Type1", "4", "FontFile3", ""),
			string(cffTable(false, []byte{1, 1, 1, 2}, []string{"c_t"}, 391, 34, 137))},
		{"Type 1, codes in octal", "AΩ", one, simple("Type1", "4", "FontFile", ""), "/Encoding 256 array\ndup 8#001 /A put dup 16#02 /Omega put readonly def currentfile eexec"},
		{"CIDFontType2 by its cmap", "αβγ", two, composite("CIDFontType2", "FontFile2", ""), string(sfnt(map[string][]byte{"cmap": unicodes}))},
		{"CIDFontType2 with a map of CIDs", "γβα", two, composite("CIDFontType2", "FontFile2", "/CIDToGIDMap 11 0 R"), string(sfnt(map[string][]byte{"cmap": unicodes}))},
		{"CIDFontType0, the CID is the glyph", "fA—", two, composite("CIDFontType0", "FontFile3", ""), string(cffTable(false, nil, nil, 71, 34, 137))},
		{"CIDFontType0 keyed by CID in OpenType", "βαγ", two, composite("CIDFontType0", "FontFile3", ""),
			string(sfnt(map[string][]byte{"cmap": unicodes, "CFF ": cffTable(true, nil, []string{"Adobe", "Identity"}, 2, 1, 3)}))},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := onePage(tt.content, tt.font, stream("", tt.program), stream("", "\x00\x00\x00\x03\x00\x02\x00\x01"))
			if got := pdfDocument(t, data).Text; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// FuzzFontProgram looks for panics, and for tables that make the reader take long.
func FuzzFontProgram(f *testing.F) {
	f.Add(sfnt(map[string][]byte{"cmap": cmapTable(3, 0, be16(6, 16, 0, 0xF001, 3, 3, 2, 1)), "post": postTable("eacute", "y", "x")}))
	f.Add(sfnt(map[string][]byte{"cmap": cmapTable(3, 10, be16(12, 0), be32(28, 0, 1, 65, 90, 1)), "CFF ": cffTable(true, nil, []string{"a"}, 2, 1)}))
	f.Add(cffTable(false, []byte{1, 1, 1, 2}, []string{"c_t"}, 391, 34, 137))
	f.Fuzz(func(t *testing.T, data []byte) {
		p := readFontProgram(data)
		for c := range uint32(300) {
			p.text(c)
			p.ofCode(c)
		}
	})
}
