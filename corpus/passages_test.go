package corpus_test

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
	"redflag/analyzer/extract"
	"redflag/analyzer/vendors"
)

// synonyms are what an editor puts for a word.
var synonyms = map[string][]string{
	"use": {"employ", "utilise"}, "create": {"make", "set up"}, "data": {"information", "records"}, "model": {"classifier", "algorithm"},
	"service": {"offering", "component"}, "deploy": {"roll out", "ship"}, "monitor": {"watch", "track"}, "configure": {"set", "tune"},
	"provide": {"give", "offer"}, "enable": {"allow", "let"}, "application": {"app", "program"}, "large": {"big", "huge"}, "multiple": {"several", "many"},
	"store": {"keep", "save"}, "run": {"execute", "start"}, "help": {"assist", "support"}, "ensure": {"guarantee", "make sure"}, "different": {"various", "distinct"},
	"specify": {"state", "name"}, "following": {"next", "below"}, "example": {"instance", "case"}, "build": {"construct", "develop"}, "automatically": {"by itself", "on its own"},
	"process": {"handle", "treat"}, "access": {"reach", "entry"}, "resource": {"asset", "machine"}, "cluster": {"group", "set"}, "manage": {"run", "govern"},
}

// person turns a page's "you" into a speaker's "we".
var person = map[string]string{"you": "we", "your": "our", "yours": "ours", "yourself": "ourselves"}

// edit changes a share of the words: a synonym where there is one, else it is dropped, changes places with the next, or becomes another
// word of the passage.
func edit(words []string, share float64, r *rand.Rand) []string {
	var out []string
	for i := 0; i < len(words); i++ {
		w := words[i]
		if we := person[strings.ToLower(w)]; share > 0 && we != "" {
			w = we
		}
		if r.Float64() >= share {
			out = append(out, w)
			continue
		}
		if s := synonyms[strings.ToLower(strings.Trim(w, ".,"))]; s != nil {
			out = append(out, s[r.IntN(len(s))])
			continue
		}
		switch r.IntN(3) {
		case 0: // dropped
		case 1:
			if i+1 < len(words) {
				out = append(out, words[i+1], w)
				i++
			}
		case 2:
			out = append(out, words[r.IntN(len(words))])
		}
	}
	return out
}

// passage is a stretch of 40 to 80 words of a page.
type passage struct {
	page  string // vendor and path
	words []string
}

// vendorPassages draws passages from the vendors' pages.
func vendorPassages(t *testing.T, n int, r *rand.Rand) []passage {
	t.Helper()
	pack := "../../shared/vendor/docs.tar.xz"
	if _, err := os.Stat(pack); err != nil {
		t.Skip("the vendors' pages are not here: ", err)
	}
	dir := t.TempDir()
	if out, err := exec.Command("tar", "xJf", pack, "-C", dir).CombinedOutput(); err != nil {
		t.Skipf("the vendors' pages cannot be unpacked: %v %s", err, out)
	}
	manifest, err := os.ReadFile("../../shared/vendor/MANIFEST.tsv")
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimSpace(string(manifest)), "\n")[1:]
	var out []passage
	for len(out) < n {
		cells := strings.Split(rows[r.IntN(len(rows))], "\t")
		data, err := os.ReadFile(filepath.Join(dir, "docs", cells[0]))
		if err != nil {
			t.Fatal(err)
		}
		var long [][]string
		for p := range strings.SplitSeq(string(data), "\n\n") {
			if words := strings.Fields(p); len(words) >= 40 {
				long = append(long, words)
			}
		}
		if len(long) == 0 {
			continue
		}
		words := long[r.IntN(len(long))]
		size := min(40+r.IntN(41), len(words))
		start := r.IntN(len(words) - size + 1)
		out = append(out, passage{cells[1] + " " + cells[2] + "/" + cells[4], words[start : start+size]})
	}
	return out
}

// Passages of the pages are found after a share of their words was changed, and the right vendor and page are named.
func TestVendorPassages(t *testing.T) {
	r := rand.New(rand.NewPCG(20, 26))
	passages := vendorPassages(t, 400, r)
	x := vendors.BuiltIn()
	for _, c := range []struct{ share, found float64 }{{0, 1}, {0.1, 0.97}, {0.2, 0.90}, {0.3, 0.75}} {
		found, vendor, page := 0, 0, 0
		for _, p := range passages {
			words := analyzer.ContentWords(analyzer.Tokens(strings.Join(edit(p.words, c.share, r), " ")))
			matches := x.Match(words)
			if len(matches) == 0 {
				if c.share == 0 {
					t.Logf("not found: %s: %s", p.page, strings.Join(p.words, " "))
				}
				continue
			}
			found++
			m := slices.MaxFunc(matches, func(a, b vendors.Match) int { return a.Shared - b.Shared })
			if strings.HasPrefix(p.page, m.Page.Vendor+" ") {
				vendor++
			}
			if p.page == m.Page.Vendor+" "+m.Page.Repo+"/"+m.Page.Path {
				page++
			}
		}
		f := float64(found)
		t.Logf("%2.0f%% edited: %.1f%% found, of those right vendor %.1f%%, right page %.1f%%", 100*c.share, f/4, 100*float64(vendor)/f, 100*float64(page)/f)
		if f/400 < c.found || float64(vendor)/f < 0.95 || float64(page)/f < 0.85 {
			t.Errorf("want %.0f%% found, 95%% and 85%%", 100*c.found)
		}
	}
}

// People who are no vendors share no runs of words with the pages: of what practitioners say and of lines of resumes hardly any.
func TestVendorIndexIsSilent(t *testing.T) {
	for _, c := range []struct {
		pattern string
		most    float64
	}{
		{"../../shared/eval/speech/*.md", 0.0025},
		{"../../shared/eval/dev/resumes/*.txt", 0.005},
		{"../../shared/eval/dev/interviews/*.txt", 0.0025},
	} {
		files, _ := filepath.Glob(c.pattern)
		if len(files) == 0 {
			t.Skip("the texts are not here: ", c.pattern)
		}
		lines, found := 0, 0
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(string(data)) {
				if strings.TrimSpace(line) == "" {
					continue
				}
				lines++
				if words := analyzer.ContentWords(analyzer.Tokens(line)); len(vendors.BuiltIn().Match(words)) > 0 {
					found++
				}
			}
		}
		t.Logf("%s: %d of %d lines share a run", c.pattern, found, lines)
		if float64(found) > c.most*float64(lines) {
			t.Errorf("want %.2f%% at most", 100*c.most)
		}
	}
}

// The rule finds such passages in a resume, names the page, and shows most of them.
func TestVendorPassagesAreFlagged(t *testing.T) {
	r := rand.New(rand.NewPCG(20, 27))
	passages := vendorPassages(t, 200, r)
	for _, c := range []struct{ share, found float64 }{{0, 0.99}, {0.1, 0.97}, {0.2, 0.88}, {0.3, 0.7}} {
		found, shown, page := 0, 0, 0
		for _, p := range passages {
			text := "Experience\nShop Ltd  2019 - 2022\n- " + strings.Join(edit(p.words, c.share, r), " ") + "\n"
			doc, err := extract.Read("cv.txt", []byte(text), extract.Options{Kind: analyzer.Resume})
			if err != nil {
				t.Fatal(err)
			}
			isFound, isShown, isPage := false, false, false
			for _, f := range analyzer.Analyze(doc, detectors.VendorPhrasing).Findings {
				if f.Source == nil {
					continue
				}
				isFound, isShown = true, isShown || f.Shown
				isPage = isPage || strings.HasSuffix(f.Source.URL, p.page[strings.LastIndexByte(p.page, '/')+1:])
			}
			found, shown, page = found+one(isFound), shown+one(isShown), page+one(isPage)
		}
		t.Logf("%2.0f%% edited: %.1f%% found, %.1f%% shown, of those found the page is named for %.1f%%", 100*c.share, float64(found)/2, float64(shown)/2, 100*float64(page)/float64(found))
		if float64(found)/200 < c.found || float64(page)/float64(found) < 0.85 {
			t.Errorf("want %.0f%% found, and the page of 85%%", 100*c.found)
		}
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
