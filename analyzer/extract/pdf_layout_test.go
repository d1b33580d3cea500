package extract

import (
	"fmt"
	"strings"
	"testing"

	"redflag/analyzer"
)

// pages is a document of several pages with the fonts F1 (Helvetica), F2 (Helvetica-Bold) and F3 (ZapfDingbats), and the image I.
func pages(contents ...string) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", "<</Font<</F1 4 0 R/F2 5 0 R/F3 6 0 R>>/XObject<</I 7 0 R>>>>",
		helvetica, strings.Replace(helvetica, "Helvetica", "Helvetica-Bold", 1), "<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>",
		stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "x")}
	var kids strings.Builder
	for _, c := range contents {
		n := len(objects) + 1
		fmt.Fprintf(&kids, "%d 0 R ", n)
		objects = append(objects, fmt.Sprintf("<</Type/Page/Parent 2 0 R/Resources 3 0 R/Contents %d 0 R>>", n+1), stream("", c))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 600 800]>>", len(contents), kids.String())
	return makePDF(objects...)
}

// down draws lines of text one below the other.
func down(x, y int, lines ...string) string {
	var b strings.Builder
	for i, s := range lines {
		b.WriteString(at(x, y-12*i, s))
	}
	return b.String()
}

// set draws a text in a font at a place.
func set(font string, size, x, y int, s string) string {
	return fmt.Sprintf("BT /%s %d Tf %d %d Td (%s) Tj ET\n", font, size, x, y, s)
}

// each draws something before each of three lines of text, as a bullet.
func each(draw func(x, y int) string) string {
	var b strings.Builder
	for i, s := range []string{"Tuned the kiln", "Glazed the bowls of the", "Fired the tiles"} {
		y := 700 - 24*i
		b.WriteString(draw(50, y) + at(60, y, s))
	}
	return b.String() + at(60, 664, "first series")
}

// TestPDFLayout reads pages drawn for one trait of layout each: "/" parts the units, "¶" the pages.
func TestPDFLayout(t *testing.T) {
	bullets := "• Tuned the kiln / • Glazed the bowls of the first series / • Fired the tiles"
	side := []string{"Skills", "Kiln", "Wheel", "Glaze", "Slip", "Raku"}
	main := []string{"Potter at the Weir Works.", "Threw bowls for the market.", "Built a kiln of salvaged brick.",
		"Taught beginners.", "Kept the books.", "Sold the tiles of the whole series to a station at the coast."}
	tests := []struct {
		name  string
		pages []string
		want  string
	}{
		{"side column at the left", []string{set("F2", 20, 50, 760, "Ida Brandt") + down(50, 700, side...) + down(180, 702, main...)},
			"Ida Brandt / " + strings.Join(side, " / ") + " / " + strings.Join(main, " / ")},
		{"side column at the right", []string{set("F2", 20, 50, 760, "Ida Brandt") + down(50, 700, main...) + down(420, 702, side...)},
			"Ida Brandt / " + strings.Join(main, " / ") + " / " + strings.Join(side, " / ")},
		{"dates beside rows of text, and a section below", []string{set("F2", 14, 50, 700, "Education") + at(50, 680, "2010 - 2012") + set("F2", 10, 140, 680, "Diploma of ceramics") + at(140, 668, "Weir College") +
			at(50, 652, "2006 - 2009") + set("F2", 10, 140, 652, "Certificate of design") + at(140, 640, "Lock Street School") + set("F2", 14, 50, 610, "Languages") + down(50, 594, "Danish", "German", "Scots")},
			"Education / 2010 - 2012  Diploma of ceramics / Weir College / 2006 - 2009  Certificate of design / Lock Street School / Languages / Danish / German / Scots"},
		{"rows of a table with borders", []string{"40 685 400 0.5 re f 40 671 400 0.5 re f 40 657 400 0.5 re f " + at(50, 688, "Kiln") + at(200, 688, "Brick") + at(350, 688, "1280 C") +
			at(50, 674, "Oven") + at(200, 674, "Steel") + at(350, 674, "250 C") + at(50, 660, "Wheel") + at(200, 660, "Oak") + at(350, 660, "none")},
			"Kiln  Brick  1280 C / Oven  Steel  250 C / Wheel  Oak  none"},
		{"a date close to its text", []string{at(50, 700, "Potter at the Weir Works, Aalborg") + at(212, 700, "2010")}, "Potter at the Weir Works, Aalborg  2010"},
		{"two short columns under titles of one row", []string{set("F2", 14, 50, 700, "Languages") + set("F2", 14, 320, 700, "Interests") + down(50, 682, "Danish", "German") + down(320, 682, "Rowing", "Chess")},
			"Languages / Danish / German / Interests / Rowing / Chess"},
		{"a line across ends columns", []string{down(50, 700, "We throw bowls", "and glaze them", "on Mondays") + down(320, 697, "We sell bowls", "and mend them", "on Fridays") + "50 660 500 1 re f " +
			down(50, 640, "We fire tiles", "and set them", "in spring") + down(320, 637, "We ship tiles", "and lay them", "in autumn")},
			"We throw bowls and glaze them on Mondays / We sell bowls and mend them on Fridays / We fire tiles and set them in spring / We ship tiles and lay them in autumn"},
		{"bullets of squares", []string{each(func(x, y int) string { return fmt.Sprintf("%d %d 3 3 re f ", x, y+2) })}, bullets},
		{"bullets of squares whose sizes are rounded", []string{each(func(x, y int) string { return fmt.Sprintf("%d %d 3 %d re f ", x, y+2, 3+y/24%2) })}, bullets},
		{"bullets of circles", []string{each(func(x, y int) string {
			return fmt.Sprintf("%d %d m %d %d %d %d %d %d c %d %d %d %d %d %d c f ", x, y+3, x, y+5, x+4, y+5, x+4, y+3, x+4, y+1, x, y+1, x, y+3)
		})}, bullets},
		{"bullets of images", []string{each(func(x, y int) string { return fmt.Sprintf("q 4 0 0 4 %d %d cm /I Do Q ", x, y+1) })}, bullets},
		{"bullets of a symbol font", []string{each(func(x, y int) string { return set("F3", 6, x, y+1, "l") })}, strings.ReplaceAll(bullets, "•", "●")},
		{"one square is no bullet", []string{"50 702 3 3 re f " + at(60, 700, "Tuned the kiln") + at(60, 676, "Fired the tiles")}, "Tuned the kiln / Fired the tiles"},
		{"a bullet over two pages", []string{down(50, 150, "\x95 Tuned the kiln", "\x95 Glazed the bowls of the spring series with ash of") + at(300, 20, "1"),
			down(57, 770, "Willow and oak") + down(50, 758, "\x95 Fired the tiles") + at(300, 20, "2")},
			"• Tuned the kiln / • Glazed the bowls of the spring series with ash of ¶Willow and oak / • Fired the tiles / ¶1"},
		{"a bullet over two pages at a colon", []string{down(50, 150, "\x95 Tuned the kiln", "\x95 Taught the beginners of the spring course all of it:"),
			down(57, 770, "wedging, throwing") + down(50, 758, "\x95 Fired the tiles")},
			"• Tuned the kiln / • Taught the beginners of the spring course all of it: ¶wedging, throwing / • Fired the tiles"},
		{"a title at the top of a page stands where bullets' texts do", []string{down(50, 150, "\x95 Tuned the kiln", "\x95 Glazed the bowls of the spring series with ash of willow"),
			set("F2", 10, 57, 770, "Weir Works") + down(50, 758, "\x95 Fired the tiles")},
			"• Tuned the kiln / • Glazed the bowls of the spring series with ash of willow / ¶Weir Works / • Fired the tiles"},
		{"a bullet over two columns", []string{down(50, 700, "\x95 Tuned the kiln of the works", "\x95 Threw the bowls of the series", "\x95 Sold the rest of the stock to a", "\x95 Glazed the bowls with the ash of") +
			down(327, 702, "willow and oak") + down(320, 690, "\x95 Fired the tiles of the hall", "\x95 Taught the beginners", "\x95 Kept the books of the works")},
			"• Tuned the kiln of the works / • Threw the bowls of the series / • Sold the rest of the stock to a / • Glazed the bowls with the ash of willow and oak / " +
				"• Fired the tiles of the hall / • Taught the beginners / • Kept the books of the works"},
		{"a period over two lines", []string{down(50, 700, "Diploma of ceramics, Weir College of Design 2010", "\x96 2012", "Thesis on ash")}, "Diploma of ceramics, Weir College of Design 2010 – 2012 / Thesis on ash"},
		{"letters set apart with spaces", []string{set("F2", 14, 50, 700, "E X P E R I E N C E") + at(50, 680, "Potter")}, "EXPERIENCE / Potter"},
		{"letters set apart beside text", []string{"BT /F1 10 Tf 4 Tc 50 700 Td (KILNS) Tj 0 Tc ET " + at(200, 700, "Salt, wood and gas")}, "KILNS  Salt, wood and gas"},
		{"justified text with wide gaps", []string{"BT /F1 10 Tf 50 700 Td 24 Tw (Glazed the bowls of) Tj 0 Tw ET " + down(50, 688, "the spring series with ash of wil-", "low and oak")},
			"Glazed the bowls of the spring series with ash of willow and oak"},
		{"a title on its side", []string{"BT /F2 14 Tf 0 1 -1 0 580 600 Tm (WORK) Tj ET " + down(50, 640, "Potter at the Weir Works", "Glazier at the Lock Works") +
			"BT /F2 14 Tf 0 1 -1 0 580 400 Tm (STUDY) Tj ET " + down(50, 450, "Diploma of ceramics", "Certificate of design")},
			"WORK / Potter at the Weir Works / Glazier at the Lock Works / STUDY / Diploma of ceramics / Certificate of design"},
		{"labels of a list stay apart", []string{down(50, 700, "Clays: stoneware, porcelain, earthenware, paper clay", "Kilns: gas, wood, salt, electric, raku, pit, anagama", "Glazes: ash, celadon")},
			"Clays: stoneware, porcelain, earthenware, paper clay / Kilns: gas, wood, salt, electric, raku, pit, anagama / Glazes: ash, celadon"},
		{"a compound of names is whole", []string{down(50, 700, "Diploma of ceramics and of the design of glazes at the school of Haute-", "Garonne")},
			"Diploma of ceramics and of the design of glazes at the school of Haute-Garonne"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, _, err := readPDFText(pages(tt.pages...))
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			page := 1
			for i, l := range text.arrange() {
				switch {
				case l.kind == analyzer.ContinuedLine:
					got.WriteByte(' ')
				case i > 0:
					got.WriteString(" / ")
				}
				if l.page != page {
					got.WriteString("¶")
					page = l.page
				}
				got.WriteString(l.text)
			}
			if got.String() != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got.String(), tt.want)
			}
		})
	}
}

// TestPDFTwins takes away letters drawn twice for bold, and none that a stretched font brings near in another way.
func TestPDFTwins(t *testing.T) {
	letter := func(x, y, w float64) glyph { return glyph{text: "i", x: x, y: y, w: w, size: 10} }
	for _, tt := range []struct {
		name   string
		glyphs []glyph
		want   int
	}{
		{"twice at a place", []glyph{letter(50, 700, 2.2), letter(50.3, 700, 2.2)}, 1},
		{"side by side", []glyph{letter(50, 700, 2.2), letter(52.2, 700, 2.2)}, 2},
		{"stretched and not", []glyph{letter(337.7, 601, 2.12), letter(346.07, 615.229, 2.17)}, 2},
	} {
		if got := len(dropTwins(tt.glyphs)); got != tt.want {
			t.Errorf("%s: %d letters, want %d", tt.name, got, tt.want)
		}
	}
}

// TestPDFRunning keeps headers and footers once; what only looks like one stays.
func TestPDFRunning(t *testing.T) {
	page := func(n int, text string) string {
		return at(50, 735, "Resume of Ida Brandt") + at(50, 600, text) + at(50, 588, "2010 - 2012") + at(280, 72, fmt.Sprintf("Page %d of 3", n))
	}
	d := pdfDocument(t, pages(page(1, "Threw bowls"), page(2, "Fired tiles"), page(3, "Sold both")))
	want := "Resume of Ida Brandt\nThrew bowls\n2010 - 2012\nFired tiles\n2010 - 2012\nSold both\n2010 - 2012\nPage 1 of 3"
	if d.Text != want {
		t.Errorf("got\n%s\nwant\n%s", d.Text, want)
	}
	if len(d.Warnings) > 0 {
		t.Errorf("warnings %q", d.Warnings)
	}
	d = pdfDocument(t, pages(at(50, 735, "Glazier, 2012")+at(50, 600, "Threw bowls"), at(50, 735, "Glazier, 2014")+at(50, 600, "Fired tiles")))
	if !strings.Contains(d.Text, "2012") || !strings.Contains(d.Text, "2014") || len(d.Warnings) > 0 {
		t.Errorf("text %q, warnings %q", d.Text, d.Warnings)
	}
}

// TestPDFHyphens joins words that a program broke, and keeps hyphens that were written.
func TestPDFHyphens(t *testing.T) {
	words := map[string]bool{"database": true, "part-time": true, "warehouse": true, "time": true}
	for _, tt := range []struct {
		first, before, after string
		breaks, want         bool
	}{
		{"soft", "soft-", "ware", true, false},
		{"develop", "develop-", "ment,", true, false},
		{"data", "data-", "base", true, false},
		{"part", "part-", "time", true, true},
		{"in", "in-", "cluding", true, false},
		{"on", "on-", "site", true, true},
		{"re", "re-", "call", true, false},
		{"cross", "cross-", "functional", true, true},
		{"non", "non-", "linear", true, true},
		{"test", "test-", "ing", true, false},
		{"part", "part-", "ners", true, false},
		{"state-of", "state-of-", "the-art", true, true},
		{"production", "production-", "ready", true, true},
		{"warehouse", "warehouse-", "management", true, true},
		{"SQL", "SQL-", "based", true, true},
		{"Haute", "Haute-", "Garonne", true, true},
		{"regression", "regression-", "discontinuity", false, true}, // by a program that breaks no words
		{"data", "data-", "base", false, false},
	} {
		second := strings.ToLower(strings.TrimRight(tt.after, ","))
		if got := keepsHyphen(tt.first, second, tt.before, tt.after, words, tt.breaks); got != tt.want {
			t.Errorf("%s%s, breaks words %v: keeps the hyphen %v, want %v", tt.before, tt.after, tt.breaks, got, tt.want)
		}
	}
	text, _, err := readPDFText(pages(down(50, 700, "\x95 Rebuilt the front- and back-office tools of the works, and both front-", "and back-office rotas")))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := units(text.arrange())[0], "• Rebuilt the front- and back-office tools of the works, and both front- and back-office rotas"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
