package render_test

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"redflag/analyzer"
	"redflag/analyzer/render"
)

// hostile is a report whose every word would like to be mark-up.
func hostile() *analyzer.Report {
	text := "Experience\n\"><script>alert(1)</script> 2019\n- Raised '><img src=x onerror=alert(1)> by 5%.\n- </noscript></article></main><style>*{}</style> fell.\n- &lt;b&gt; javascript:alert(1) --> ]]> grew.\n"
	r := build(resume("a\"'><svg onload=alert(1)>.txt"), text, []quote{
		{analyzer.Strong, []string{"Raised '><img src=x onerror=alert(1)> by 5%"}, []string{"onerror"}},
		{analyzer.Strong, []string{"</noscript></article></main><style>*{}</style> fell"}, nil},
		{analyzer.Strong, []string{"javascript:alert(1) --> ]]> grew"}, nil},
	}, map[string][]string{"baseline": {"</noscript></article>"}})
	r.Findings[0].Source = &analyzer.Source{Vendor: "<b>", Title: "\"><script>", URL: "https://example.com/\" onclick=\"alert(1)"}
	r.Findings[1].Source = &analyzer.Source{Vendor: "v", Title: "t", URL: "javascript:alert(1)"}
	r.Findings[2].Title, r.Findings[2].Message, r.Findings[2].Question = "<i onclick=x>", "</script>", "</noscript><script>"
	r.Warnings = append(r.Warnings, "<script>warn</script>")
	return r
}

var mayHave = map[string][]string{
	"":     {"class", "id", "aria-label", "aria-labelledby", "aria-describedby", "aria-hidden", "role", "tabindex"},
	"html": {"lang"}, "meta": {"charset", "name", "content", "http-equiv"}, "a": {"href", "rel"},
	"form": {"hidden"}, "input": {"name", "type", "min", "max"}, "select": {"name"}, "option": {"value"},
	"th": {"scope", "aria-sort"}, "tr": {"data-score", "data-rules"}, "td": {"data-v"},
	"svg": {"viewBox"}, "rect": {"x", "y", "width", "height"}, "text": {"x", "y", "text-anchor"},
}

var mayStand = strings.Fields("html head meta title style body header main footer section article noscript script " +
	"a b blockquote br caption div form h1 h2 h3 input label li ol option p rect select span strong sup svg table tbody td text th thead tr ul wbr")

// many are so many documents that their parts are packed in the page.
func many() []*analyzer.Report {
	all := everything()
	text := "Experience\nShop Ltd 2019\n" + strings.Repeat("- "+long+".\n", 800)
	for len(all) < 20 {
		all = append(all, build(resume("long.txt"), text, []quote{{analyzer.Strong, []string{"Shop Ltd"}, nil}}, nil))
	}
	return all
}

var packed = regexp.MustCompile(`<script type="application/octet-stream" id="(p\d+)">([A-Za-z0-9+/=]*)</script>`)

// unpacked makes a page of packed documents what it would be without the packing.
func unpacked(t *testing.T, page []byte) []byte {
	t.Helper()
	n := 0
	page = packed.ReplaceAllFunc(page, func(part []byte) []byte {
		n++
		found := packed.FindSubmatch(part)
		article, err := io.ReadAll(flate.NewReader(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(found[2]))))
		if err != nil {
			t.Fatalf("%s: %v", found[1], err)
		}
		return fmt.Appendf(nil, `<noscript id="%s">%s</noscript>`, found[1], article)
	})
	if n == 0 {
		t.Fatal("nothing in the page is packed")
	}
	return page
}

// Packing changes how a document's part stands in the page, and nothing in it; what is said without scripts is said where it is needed.
func TestManyArePacked(t *testing.T) {
	few, all := write(t, "html", everything(), render.Options{}), write(t, "html", many(), render.Options{})
	if packed.Match(few) || bytes.Contains(few, []byte("open with scripts")) {
		t.Error("few documents are packed")
	}
	if !bytes.Contains(all, []byte("open with scripts")) {
		t.Error("nothing says that packed documents need scripts")
	}
	parts := regexp.MustCompile(`(?s)<noscript id="p\d+">.*?</noscript>`)
	whole := parts.FindAll(unpacked(t, all), -1)
	for i, want := range parts.FindAll(few, -1) {
		if !bytes.Equal(whole[i], want) {
			t.Errorf("part %d is not what it is in a page of few documents", i+1)
		}
	}
	if len(whole) != len(many()) || len(all) > 1<<20 {
		t.Errorf("%d parts in %d bytes, want %d in less than 1 MB", len(whole), len(all), len(many()))
	}
}

// Nothing that a document holds becomes mark-up, with scripts or without: only the elements and attributes of the page itself stand in it, links
// lead within the page or to https, and the style and script are those that the policy names.
func TestPagesAreInert(t *testing.T) {
	all := append(everything(), hostile())
	pages := map[string][]byte{
		"packed": unpacked(t, write(t, "html", append(many(), hostile()), render.Options{})),
		"many":   write(t, "html", all, render.Options{Version: "<v>"}),
		"one":    write(t, "html", []*analyzer.Report{hostile()}, render.Options{}),
		"none":   write(t, "html", nil, render.Options{}),
	}
	var sheets []analyzer.Sheet
	for _, r := range append(all, nil) {
		sheets = append(sheets, analyzer.NewSheet(r, analyzer.BuiltinFramework()))
	}
	var b bytes.Buffer
	if err := render.SheetFormats["html"](&b, slices.Values(sheets), render.Options{}); err != nil {
		t.Fatal(err)
	}
	pages["sheets"] = b.Bytes()
	for name, page := range pages {
		root, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(false))
		if err != nil {
			t.Fatal(err)
		}
		policy, ids, code := "", map[string]bool{}, 0
		var links []string
		for n := range root.Descendants() {
			if n.Type == html.CommentNode {
				t.Errorf("%s: a comment: %q", name, n.Data)
			}
			if n.Type != html.ElementNode {
				continue
			}
			if !slices.Contains(mayStand, n.Data) {
				t.Errorf("%s: <%s>", name, n.Data)
			}
			for _, a := range n.Attr {
				if !slices.Contains(mayHave[""], a.Key) && !slices.Contains(mayHave[n.Data], a.Key) {
					t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
				}
				switch {
				case a.Key == "id":
					if ids[a.Val] {
						t.Errorf("%s: two have the id %s", name, a.Val)
					}
					ids[a.Val] = true
				case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
					links = append(links, a.Val[1:])
				case a.Key == "href" && !strings.HasPrefix(a.Val, "https://"):
					t.Errorf("%s: a link to %q", name, a.Val)
				case a.Key == "aria-labelledby" || a.Key == "aria-describedby":
					links = append(links, a.Val)
				case a.Key == "content" && strings.HasPrefix(a.Val, "default-src"):
					policy = a.Val
				}
			}
			if n.Data == "style" || n.Data == "script" {
				code++
				sum := sha256.Sum256([]byte(n.FirstChild.Data))
				if !strings.Contains(policy, n.Data+"-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"';") {
					t.Errorf("%s: a %s that the policy does not name", name, n.Data)
				}
			}
		}
		if !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", name, policy)
		}
		if want := map[bool]int{true: 1, false: 2}[name == "sheets"]; code != want {
			t.Errorf("%s: %d styles and scripts, want %d", name, code, want)
		}
		for _, id := range links {
			if !ids[id] && !(name == "one" && id == "list") {
				t.Errorf("%s: nothing has the id %s", name, id)
			}
		}
	}
}

// A transcript reads turn by turn: who speaks and when, the interviewer's words apart from the candidate's, and the text of subtitles flows.
func TestTurns(t *testing.T) {
	page := string(write(t, "html", []*analyzer.Report{interviewed()}, render.Options{}))
	for _, want := range []string{
		`<div class="turn asks"><b class="who">Ann Lee</b> <span class="when">0:59:00</span>` + "\nWhat is the worst thing",
		`<div class="turn"><b class="who">Bo Chen</b> <span class="when">1:00:15</span>` + "\nThat was a ranker",
		` on a Friday. First I switched it off. <a class="f"`,
		`<sup>1</sup></a> after that.</div><div class="turn asks">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in the page", want)
		}
	}
}
