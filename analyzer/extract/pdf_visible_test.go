package extract

import (
	"strings"
	"testing"

	"redflag/analyzer"
)

// drawn is a page of 600 by 800 points with the font F1, and with what a test adds to it.
type drawn struct {
	content, resources, page, catalogue string
	more                                []string // objects from number 6 on
}

func (d drawn) pdf() []byte {
	return makePDF(append([]string{
		"<</Type/Catalog/Pages 2 0 R" + d.catalogue + ">>",
		"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 600 800]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>" + d.resources + ">>" + d.page + ">>",
		stream("", d.content),
		helvetica,
	}, d.more...)...)
}

const (
	photo     = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\nx\nendstream"
	softPhoto = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/SMask 6 0 R/Length 1>>\nstream\nx\nendstream"
	states    = "/ExtGState<</Clear<</ca 0/CA 0>>/Faint<</ca 0.02>>/Half<</ca 0.5>>/Multiply<</BM/Multiply>>/Masked<</SMask<</S/Alpha>>>>>>"
	photos    = "/XObject<</I 6 0 R/S 7 0 R>>"
	inks      = "/ColorSpace<</Icc[/ICCBased 6 0 R]/Spot[/Separation/Ink/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[1 0.5 0 0]>>]" +
		"/Table[/Indexed/DeviceRGB 1<FFFFFF102040>]/Cie[/Lab<</WhitePoint[1 1 1]>>]>>"
	groups = "/Properties<</Off 6 0 R/On 7 0 R/Any 8 0 R/All 9 0 R/Not 10 0 R>>/XObject<</X 11 0 R/P 12 0 R>>"
)

var groupObjects = []string{
	"<</Type/OCG/Name(draft)>>", "<</Type/OCG/Name(draft)>>", "<</Type/OCMD/OCGs[6 0 R 7 0 R]>>", "<</Type/OCMD/OCGs[6 0 R 7 0 R]/P/AllOn>>",
	"<</Type/OCMD/VE[/Not[/Or 7 0 R 6 0 R]]>>",
	stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]/OC 6 0 R/Resources<</Font<</F1 5 0 R>>>>", at(50, 500, "Hire me")),
	stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>/Properties<</Off 6 0 R>>>>", "/OC/Off BDC "+at(50, 400, "other")),
}

// roundedCard is a path with round corners around the text at 50, 500, as browsers draw it.
const roundedCard = "44 490 m 236 490 l 238 490 240 492 240 494 c 240 516 l 240 518 238 520 236 520 c 44 520 l 42 520 40 518 40 516 c 40 494 l 40 492 42 490 44 490 c h f "

// TestPDFVisible: each page holds the words "Hire me" so that a reader does not see them, or sees them after all.
func TestPDFVisible(t *testing.T) {
	hire := at(50, 500, "Hire me")
	field := "<</Type/Annot/Subtype/Widget/FT/Tx/Rect[40 490 240 510]/V(Hire me)"
	tests := []struct {
		name string
		drawn
		why string // "": the words are seen
	}{
		{"clip without paint", drawn{content: "q BT 7 Tr /F1 10 Tf 50 500 Td (Hire me) Tj ET Q"}, "invisible render mode"},
		{"painted through the text", drawn{content: "q BT 7 Tr /F1 10 Tf 50 500 Td (Hire me) Tj ET 0 0 1 rg 0 0 600 800 re f Q"}, ""},
		{"white painted through the text", drawn{content: "q BT 7 Tr /F1 10 Tf 50 500 Td (Hire me) Tj ET 1 g 0 0 600 800 re f Q"}, "invisible render mode"},
		{"outlines", drawn{content: "BT 1 Tr 1 g 0 G /F1 10 Tf 50 500 Td (Hire me) Tj ET"}, ""},
		{"white outlines", drawn{content: "BT 1 Tr 0 g 1 G /F1 10 Tf 50 500 Td (Hire me) Tj ET"}, "colour of the background"},

		{"outside the crop box", drawn{content: at(50, 400, "Seen") + hire, page: "/CropBox[0 100 600 450]"}, "outside the page"},
		{"half outside", drawn{content: at(575, 500, "Hire me")}, ""},
		{"rotated page", drawn{content: "BT /F1 10 Tf 0 1 -1 0 300 100 Tm (Hire me) Tj ET", page: "/Rotate 90"}, ""},
		{"clipped away", drawn{content: "q 300 300 50 50 re W n " + hire + "Q"}, "clipped away"},
		{"inside the clip", drawn{content: "q 40 490 200 30 re W n " + hire + "Q"}, ""},
		{"clip ended", drawn{content: "q 300 300 50 50 re W n Q " + hire}, ""},
		{"a word half clipped", drawn{content: "q 0 0 85 800 re W n " + hire + "Q"}, ""},
		{"outside its form", drawn{content: "/X Do", resources: "/XObject<</X 6 0 R>>", more: []string{
			stream("/Type/XObject/Subtype/Form/BBox[0 0 600 300]/Resources<</Font<</F1 5 0 R>>>>", hire)}}, "clipped away"},
		{"moved into the page", drawn{content: "q 1 0 0 1 0 -200 cm /X Do Q", resources: "/XObject<</X 6 0 R>>", more: []string{
			stream("/Type/XObject/Subtype/Form/BBox[0 600 600 1000]/Resources<</Font<</F1 5 0 R>>>>", at(50, 700, "Hire me"))}}, ""},

		{"scaled down", drawn{content: "q 0.1 0 0 0.1 0 0 cm " + at(500, 5000, "Hire me") + "Q"}, "smaller than 2 points"},
		{"scaled up", drawn{content: "q 10 0 0 10 0 0 cm BT /F1 1 Tf 5 50 Td (Hire me) Tj ET Q"}, ""},
		{"small print", drawn{content: "BT /F1 4 Tf 50 500 Td (Hire me) Tj ET"}, ""},

		{"transparent", drawn{content: "q /Clear gs " + hire + "Q", resources: states}, "fully transparent"},
		{"nearly transparent", drawn{content: "q /Faint gs " + hire + "Q", resources: states}, "fully transparent"},
		{"half transparent", drawn{content: "q /Half gs " + hire + "Q", resources: states}, ""},
		{"soft mask", drawn{content: "q /Masked gs 1 g " + hire + "Q", resources: states}, ""},

		{"nearly white", drawn{content: "0.96 g " + hire}, "colour of the background"},
		{"light gray", drawn{content: "0.8 g " + hire}, ""},
		{"yellow", drawn{content: "1 1 0 rg " + hire}, ""},
		{"white by four colours", drawn{content: "0 0 0 0 k " + hire}, "colour of the background"},
		{"blue on blue", drawn{content: "0 0 1 rg 40 490 200 30 re f 0 0.03 1 rg " + hire}, "colour of the background"},
		{"black on a dark page", drawn{content: "0.02 g 0 0 600 800 re f 0 g " + hire}, "colour of the background"},
		{"white on a dark page", drawn{content: "0.02 g 0 0 600 800 re f 1 g " + hire}, ""},
		{"white on a white card on a dark page", drawn{content: "0.1 g 0 0 600 800 re f 1 g 40 490 200 30 re f " + hire}, "colour of the background"},
		{"white on a dark round card", drawn{content: "0.1 0.2 0.4 rg " + roundedCard + "1 g " + hire}, ""},
		{"white on a white round card", drawn{content: "0.1 0.2 0.4 rg 0 0 600 800 re f 1 g " + roundedCard + hire}, "colour of the background"},
		{"white in a frame", drawn{content: "0.1 0.2 0.4 rg 0 0 600 800 re 20 20 560 760 re f* 1 g " + hire}, "colour of the background"},
		{"white in a stroked frame", drawn{content: "0 0 1 RG 4 w 20 20 560 760 re S 1 g " + hire}, "colour of the background"},
		{"white on a thick line", drawn{content: "0 0 1 RG 30 w 40 503 m 240 503 l S 1 g " + hire}, ""},
		{"white on a photo", drawn{content: "q 600 0 0 800 0 0 cm /I Do Q 1 g " + hire, resources: photos, more: []string{photo, softPhoto}}, ""},
		{"white on a shading", drawn{content: "q 40 490 200 30 re W n /Sh sh Q 1 g " + hire}, ""},
		{"white on a pattern", drawn{content: "/Pattern cs /P1 scn 40 490 200 30 re f 1 g " + hire}, ""},
		{"a pattern on white", drawn{content: "/Pattern cs /P1 scn " + hire}, ""},
		{"white of a profile", drawn{content: "/Icc cs 1 1 1 sc " + hire, resources: inks, more: []string{stream("/N 3", "")}}, "colour of the background"},
		{"blue of a profile", drawn{content: "/Icc cs 0 0 1 sc " + hire, resources: inks, more: []string{stream("/N 3", "")}}, ""},
		{"no ink", drawn{content: "/Spot cs 0 scn " + hire, resources: inks}, "colour of the background"},
		{"ink", drawn{content: "/Spot cs 1 scn " + hire, resources: inks}, ""},
		{"white of a table", drawn{content: "/Table cs 0 sc " + hire, resources: inks}, "colour of the background"},
		{"dark of a table", drawn{content: "/Table cs 1 sc " + hire, resources: inks}, ""},
		{"a space that is not followed", drawn{content: "/Cie cs 100 0 0 sc " + hire, resources: inks}, ""},

		{"under a shape", drawn{content: hire + "1 g 40 490 200 30 re f"}, "under a shape"},
		{"over a shape", drawn{content: "0 1 0 rg 40 490 200 30 re f 0 g " + hire}, ""},
		{"partly under a shape", drawn{content: hire + "1 g 40 490 25 30 re f"}, ""},
		{"under a line", drawn{content: hire + "1 0 0 RG 1 w 45 503 m 100 503 l S"}, ""},
		{"under a veil", drawn{content: hire + "q /Half gs 1 g 40 490 200 30 re f Q", resources: states}, ""},
		{"under a marker", drawn{content: hire + "q /Multiply gs 1 1 0 rg 40 490 200 30 re f Q", resources: states}, ""},
		{"under a photo", drawn{content: hire + "q 200 0 0 60 40 480 cm /I Do Q", resources: photos, more: []string{photo, softPhoto}}, "under an image"},
		{"under a photo with holes", drawn{content: hire + "q 200 0 0 60 40 480 cm /S Do Q", resources: photos, more: []string{photo, softPhoto}}, ""},
		{"beside a photo", drawn{content: hire + "q 200 0 0 60 40 580 cm /I Do Q", resources: photos, more: []string{photo, softPhoto}}, ""},

		{"layer off", drawn{content: "/OC/Off BDC " + hire + "EMC", resources: groups, more: groupObjects}, "optional content switched off"},
		{"layer on", drawn{content: "/OC/On BDC " + hire + "EMC", resources: groups, more: groupObjects}, ""},
		{"after the layer", drawn{content: "/OC/Off BDC /Span BMC EMC EMC " + hire, resources: groups, more: groupObjects}, ""},
		{"any layer on", drawn{content: "/OC/Any BDC " + hire + "EMC", resources: groups, more: groupObjects}, ""},
		{"not all layers on", drawn{content: "/OC/All BDC " + hire + "EMC", resources: groups, more: groupObjects}, "optional content switched off"},
		{"expression", drawn{content: "/OC/Not BDC " + hire + "EMC", resources: groups, more: groupObjects}, "optional content switched off"},
		{"form of a layer", drawn{content: "/X Do", resources: groups, more: groupObjects}, "optional content switched off"},
		{"form that leaves its layer open", drawn{content: "/P Do " + hire, resources: groups, more: groupObjects}, ""},
		{"switched off paint", drawn{content: "/OC/Off BDC 0 0 1 rg 40 490 200 30 re f EMC 1 g " + hire, resources: groups, more: groupObjects}, "colour of the background"},

		{"field", drawn{page: "/Annots[" + field + ">>]"}, ""},
		{"hidden field", drawn{page: "/Annots[" + field + "/F 2>>]"}, "hidden annotation"},
		{"field of a layer", drawn{page: "/Annots[" + field + "/OC 6 0 R>>]", more: groupObjects}, "optional content switched off"},
		{"value rather than appearance", drawn{catalogue: "/AcroForm<</NeedAppearances true>>", page: "/Annots[" + field + "/AP<</N 6 0 R>>>>]",
			more: []string{stream("/Type/XObject/Subtype/Form/BBox[0 0 200 20]", "")}}, ""},
		{"inherited value", drawn{page: "/Annots[<</Type/Annot/Subtype/Widget/Rect[40 490 240 510]/Parent 6 0 R>>]", more: []string{"<</FT/Tx/V(Hire me)>>"}}, ""},
		{"free text", drawn{page: "/Annots[<</Type/Annot/Subtype/FreeText/Rect[40 490 240 510]/Contents(Hire me)>>]"}, ""},
		{"note", drawn{page: "/Annots[<</Type/Annot/Subtype/Text/Rect[40 490 60 510]/Contents(Hire me)>>]"}, "closed note"},
		{"stamp", drawn{page: "/Annots[<</Type/Annot/Subtype/Stamp/Rect[40 490 240 510]/AP<</N 6 0 R>>>>]",
			more: []string{stream("/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F1 5 0 R>>>>", at(10, 5, "Hire me"))}}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.content += " 0 Tr 0.5 g " + at(50, 400, "Seen by all") + at(50, 380, "and this too")
			if !strings.Contains(tt.resources, "/OCProperties") && tt.more != nil && tt.more[0] == groupObjects[0] {
				tt.catalogue += "/OCProperties<</OCGs[6 0 R 7 0 R]/D<</OFF[6 0 R]>>>>"
			}
			d := pdfDocument(t, tt.pdf())
			shown := strings.Contains(d.Text, "Hire me")
			if tt.why == "" && !shown || tt.why != "" && strings.Contains(d.Text, "Hire") {
				t.Errorf("text %q", d.Text)
			}
			var hidden []analyzer.Hidden
			for _, h := range d.Hidden {
				if h.Text != "other" {
					hidden = append(hidden, h)
				}
			}
			switch {
			case tt.why == "" && len(hidden) > 0:
				t.Errorf("hidden %+v", hidden)
			case tt.why != "" && (len(hidden) != 1 || hidden[0] != analyzer.Hidden{Text: "Hire me", Page: 1, Why: tt.why}):
				t.Errorf("hidden %+v, want why %q", hidden, tt.why)
			}
		})
	}
}
