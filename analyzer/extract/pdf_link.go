package extract

import (
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"

	"redflag/analyzer"
)

// linkArea is where a page leads to an address (12.5.6.5 and 12.6.4.7).
type linkArea struct {
	box
	target string
}

// maxTarget is the length of the longest address that is kept, as browsers bound it.
const maxTarget = 2048

func (in *interpreter) linkTo(a pdf.Value) {
	area, ok := boxValue(a.Key("Rect"))
	target := strings.TrimSpace(a.Key("A").Key("URI").RawString())
	lower := strings.ToLower(target)
	web := strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "mailto:")
	if ok && web && len(target) <= maxTarget && strings.IndexFunc(target, unicode.IsControl) < 0 && in.overlay == seen && in.off == 0 {
		in.links = append(in.links, linkArea{boxOf(in.gs.ctm, area), strings.ToValidUTF8(target, "\uFFFD")})
	}
}

// link keeps the links of a page whose words do not say where they lead. Areas of one link, a line each, become one.
func (t *pdfText) link(in *interpreter, shown []glyph, page int) {
	var links []analyzer.Link
	for i, area := range in.links {
		text := in.textIn(area.box, shown)
		if n := len(links) - 1; i > 0 && in.links[i-1].target == area.target {
			links[n].Text = strings.TrimSpace(links[n].Text + " " + text)
			continue
		}
		links = append(links, analyzer.Link{Text: text, Page: page, Target: area.target})
	}
	for _, l := range links {
		if !strings.Contains(bareAddress(l.Text), bareAddress(l.Target)) {
			t.links = append(t.links, l)
		}
	}
}

// textIn is the text whose middle lies in an area.
func (in *interpreter) textIn(area box, shown []glyph) string {
	if in.file.checks += len(shown); in.file.checks > maxChecks {
		return ""
	}
	var inside []glyph
	for i := range shown {
		if b := shown[i].bounds(); area.contains((b.x0+b.x1)/2, (b.y0+b.y1)/2) {
			inside = append(inside, shown[i])
		}
	}
	var words []string
	for _, c := range chunksOf(markIcons(inside)) {
		words = append(words, strings.ReplaceAll(c.text(), privateBullet, " "))
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// bareAddress is an address as people write it: without scheme, "www." and a slash at the end.
func bareAddress(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(s), ""))
	for _, scheme := range []string{"https://", "http://", "mailto:", "www."} {
		s = strings.TrimPrefix(s, scheme)
	}
	return strings.TrimSuffix(s, "/")
}
