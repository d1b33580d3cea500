package main

import (
	"fmt"
	"html"
	"strings"
)

var (
	htmlFonts   = []string{"Liberation Sans", "C059", "DejaVu Sans"}
	htmlBullets = []string{"disc", `"– "`, "square", ""} // the last is drawn: a small box
)

// writeHTML writes a resume for a browser; old ones know neither flexible boxes nor margins with text.
func writeHTML(r resume, l layout, old bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>%s</title><style>%s</style><body>\n", html.EscapeString(r.name), css(r, l, old))
	fmt.Fprintf(&b, "<h1>%s</h1><p>%s</p><p>%s</p>\n", htmlText(r.name), htmlText(r.title), htmlText(r.contact))
	first, second := r.parts(l)
	switch {
	case l.columns == even && old:
		half := (len(first) + 1) / 2
		fmt.Fprintf(&b, "<table class=columns><tr><td>%s<td>%s</table>\n", htmlSections(first[:half], l, old), htmlSections(first[half:], l, old))
	case l.columns == even:
		fmt.Fprintf(&b, "<div class=even>%s</div>\n", htmlSections(first, l, old))
	case second != nil && old:
		fmt.Fprintf(&b, "<table class=columns><tr><td>%s<td>%s</table>\n", htmlSections(first, l, old), htmlSections(second, l, old))
	case second != nil && l.columns == left: // the main column comes first in the file, as many templates have it
		fmt.Fprintf(&b, "<div class=grid><div>%s</div><div class=side>%s</div></div>\n", htmlSections(second, l, old), htmlSections(first, l, old))
	case second != nil:
		fmt.Fprintf(&b, "<div class=grid><div>%s</div><div class=side>%s</div></div>\n", htmlSections(first, l, old), htmlSections(second, l, old))
	default:
		b.WriteString(htmlSections(first, l, old))
	}
	return b.String() + "</body></html>\n"
}

func css(r resume, l layout, old bool) string {
	rules := []string{
		fmt.Sprintf("body{font:10.5pt '%s';margin:0} p{margin:2pt 0} h1{font-size:20pt;margin:0} h2{font-size:13pt;margin:10pt 0 3pt;color:#234} h3{font-size:10.5pt;margin:6pt 0 2pt}", htmlFonts[l.font]),
		"ul{margin:2pt 0;padding-left:14pt} li{margin:1pt 0} sup{font-size:7pt} td{vertical-align:top;padding:0} table{border-collapse:collapse;width:100%}",
		".dated td:first-child{width:80pt} .columns>tbody>tr>td{width:50%;padding-right:16pt}",
	}
	if l.columns == left {
		rules = append(rules, ".columns>tbody>tr>td:first-child{width:30%} .grid{display:grid;grid-template-columns:29% 1fr;gap:20pt} .side{order:-1;background:#eef}")
	}
	if l.columns == right {
		rules = append(rules, ".columns>tbody>tr>td:first-child{width:66%} .grid{display:flex;gap:20pt} .grid>div{flex:2} .grid>.side{flex:1}")
	}
	if l.columns == even {
		rules = append(rules, ".even{columns:2;column-gap:22pt}")
	}
	switch bullet := htmlBullets[l.bullet]; {
	case bullet == "":
		rules = append(rules, "li{list-style:none;position:relative} li::before{content:'';position:absolute;left:-10pt;top:4pt;width:3.5pt;height:3.5pt;background:#444}")
	case bullet[0] == '"' && old:
		rules = append(rules, "li{list-style:none;position:relative} li::before{content:'–';position:absolute;left:-10pt}")
	default:
		rules = append(rules, "ul{list-style:"+bullet+"}")
	}
	if old {
		rules = append(rules, "h3 .at{float:right;font-weight:normal}")
	} else {
		rules = append(rules, "h3{display:flex;justify-content:space-between;gap:10pt} h3 .at{font-weight:normal;white-space:nowrap} @page{size:A4;margin:18mm}")
	}
	if l.justify {
		rules = append(rules, "body{text-align:justify}")
	}
	if l.spaced {
		rules = append(rules, "h2{letter-spacing:.25em;text-transform:uppercase;text-align:left}")
	}
	if l.split {
		rules = append(rules, "."+strings.ToLower(splitBefore)+"{page-break-before:always}")
	}
	if l.running && !old {
		rules = append(rules, fmt.Sprintf("@page{@top-left{content:'%s';font:9pt sans-serif} @bottom-center{content:'Page ' counter(page) ' of ' counter(pages);font:9pt sans-serif}}", r.header()))
	}
	return strings.Join(rules, "\n")
}

func htmlText(s string) string {
	return mark(html.EscapeString(s), "<b>$1</b>", `<a href="$2">$1</a>`, "<sup>$1</sup>")
}

func htmlSections(sections []section, l layout, old bool) string {
	var b strings.Builder
	for _, s := range sections {
		fmt.Fprintf(&b, "<section class=%s><h2>%s</h2>\n", strings.ToLower(strings.ReplaceAll(s.title, " ", "-")), htmlText(s.title))
		dated := l.dates && s.title == "Education"
		if dated {
			b.WriteString("<table class=dated>")
		}
		for _, e := range s.entries {
			switch {
			case dated:
				fmt.Fprintf(&b, "<tr><td>%s<td><b>%s</b>", htmlText(e.date), htmlText(e.title))
			case e.title != "" && e.place != "":
				b.WriteString(htmlTitle(e.title, e.place, old) + htmlTitle("", e.date, old))
			case e.title != "":
				b.WriteString(htmlTitle(e.title, e.date, old))
			}
			for _, p := range e.paras {
				fmt.Fprintf(&b, "<p>%s</p>\n", htmlText(p))
			}
			if len(e.items) > 0 {
				b.WriteString("<ul>")
				for _, t := range e.items {
					fmt.Fprintf(&b, "<li>%s</li>\n", htmlText(t))
				}
				b.WriteString("</ul>")
			}
		}
		if dated {
			b.WriteString("</table>")
		}
		b.WriteString("</section>\n")
	}
	return b.String()
}

// htmlTitle writes a title with a text at its right; where the text would come second, old browsers want it first.
func htmlTitle(title, at string, old bool) string {
	if old {
		return fmt.Sprintf("<h3><span class=at>%s</span>%s&nbsp;</h3>\n", htmlText(at), htmlText(title))
	}
	return fmt.Sprintf("<h3><span>%s</span><span class=at>%s</span></h3>\n", htmlText(title), htmlText(at))
}
