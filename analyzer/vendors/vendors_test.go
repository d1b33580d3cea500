package vendors

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"redflag/lexicons"
)

// words makes n words that stand nowhere else.
func words(prefix string, n int) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf("%s%c%c", prefix, 'a'+i/26, 'a'+i%26))
	}
	return out
}

func build(t *testing.T, pages map[string][][]string, order ...string) string {
	t.Helper()
	b := NewBuilder()
	for _, title := range order {
		if err := b.Add(Page{Vendor: "Initech", Title: title, Repo: "initech/docs", Commit: "c0ffee", Path: title + ".md", Licence: "MIT"}, pages[title]); err != nil {
			t.Fatal(title, err)
		}
	}
	var out bytes.Buffer
	if _, err := b.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var (
	tap   = words("tap", 40)
	valve = words("valve", 40)
	pages = map[string][][]string{"Taps": {tap}, "Valves": {words("intro", 3), valve}}
)

func open(t *testing.T, data string) *Index {
	t.Helper()
	x, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestMatch(t *testing.T) {
	x := open(t, build(t, pages, "Taps", "Valves"))
	join := func(parts ...[]string) []string {
		var out []string
		for _, p := range parts {
			out = append(out, p...)
		}
		return out
	}
	own := words("own", 30)
	for _, c := range []struct {
		name               string
		words              []string
		title              string
		first, last, run   int
		matches, leastVote int
	}{
		{name: "words of nobody", words: own},
		{name: "fewer words than a shingle", words: tap[:Size-1]},
		{name: "a run in the middle", words: join(own[:5], tap[10:22], own[5:9]), title: "Taps", first: 5, last: 16, run: 12, matches: 1, leastVote: 4},
		{name: "a word changed in the middle", words: join(valve[:9], own[:1], valve[10:19]), title: "Valves", first: 0, last: 18, run: 9, matches: 1, leastVote: 4},
		{name: "the words in another order", words: join(tap[5:10], tap[:5], tap[20:25])},
		{name: "two pages", words: join(tap[:10], own, valve[:10]), title: "Taps", first: 0, last: 9, run: 10, matches: 2, leastVote: 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := x.Match(c.words)
			if len(got) != c.matches {
				t.Fatalf("%d matches, want %d: %+v", len(got), c.matches, got)
			}
			if len(got) == 0 {
				return
			}
			m := got[0]
			if m.Page.Title != c.title || m.First != c.first || m.Last != c.last || m.Run != c.run || m.Votes < c.leastVote {
				t.Errorf("got %+v, want %+v", m, c)
			}
		})
	}
}

func TestPageKeepsWhatItIs(t *testing.T) {
	x := open(t, build(t, pages, "Taps", "Valves"))
	if n := len(x.Pages()); n != 2 {
		t.Fatalf("%d pages", n)
	}
	if got, want := x.Pages()[1].URL(), "https://github.com/initech/docs/blob/c0ffee/Valves.md"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := (Page{Path: "a.md"}).URL(); got != "" {
		t.Errorf("a page of a folder has the address %s", got)
	}
}

// What stands in many pages of a repository, in the background, or is made of numbers, is no vendor's phrase.
func TestLeftOut(t *testing.T) {
	notice := words("notice", 20)
	many := map[string][][]string{}
	var order []string
	for i := range boilerplatePages {
		title := fmt.Sprint("Page ", i)
		many[title] = [][]string{notice, words(fmt.Sprintf("p%dx", i), 10)}
		order = append(order, title)
	}
	x := open(t, build(t, many, order...))
	if got := x.Match(notice); len(got) != 0 {
		t.Errorf("the notice of every page is found: %+v", got)
	}
	if got := x.Match(many["Page 3"][1]); len(got) != 1 || got[0].Page.Title != "Page 3" {
		t.Errorf("the page's own words: %+v", got)
	}

	b := NewBuilder()
	b.Background(tap[10:30])
	if err := b.Add(Page{Vendor: "Initech"}, [][]string{tap, {"1", "2", "3", "4", "5", "6", "7"}}); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := b.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	x = open(t, out.String())
	if got := x.Match(tap[10:30]); len(got) != 0 {
		t.Errorf("what the background holds is found: %+v", got)
	}
	if got := x.Match([]string{"1", "2", "3", "4", "5", "6", "7"}); len(got) != 0 {
		t.Errorf("numbers are found: %+v", got)
	}
	if got := x.Match(tap[:10]); len(got) != 1 {
		t.Errorf("what only the page holds is not found: %+v", got)
	}
	if err := b.Add(Page{Vendor: "Initech"}, [][]string{tap[:3]}); err != ErrNoWords {
		t.Errorf("a page of three words: %v", err)
	}
	if _, err := NewBuilder().WriteTo(&out); err == nil {
		t.Error("an index of nothing was written")
	}
}

func TestReproducible(t *testing.T) {
	if first, second := build(t, pages, "Taps", "Valves"), build(t, pages, "Taps", "Valves"); first != second {
		t.Error("the same pages gave other bytes")
	}
}

func TestOpenRefuses(t *testing.T) {
	good := build(t, pages, "Taps", "Valves")
	for name, c := range map[string]struct{ data, why string }{
		"nothing":               {"", "not a vendor index"},
		"another file":          {"%PDF-1.7 " + strings.Repeat("x", 100), "not a vendor index"},
		"another version":       {"RFVENDOR9" + good[len(magic):], "not a vendor index of this version"},
		"the head alone":        {good[:30], "not a vendor index"},
		"cut in the table":      {good[:len(good)-100], "cut short"},
		"a byte changed":        {good[:200] + string(good[200]^1) + good[201:], "damaged"},
		"more bytes at the end": {good + "x", "damaged"},
	} {
		if _, err := Open(c.data); err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%s: %v, want %q", name, err, c.why)
		}
	}
}

// FuzzOpen holds that no bytes make an index that panics.
func FuzzOpen(f *testing.F) {
	b := NewBuilder()
	b.Add(Page{Vendor: "Initech"}, [][]string{tap})
	var out bytes.Buffer
	b.WriteTo(&out)
	f.Add(out.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if x, err := Open(string(data)); err == nil {
			x.Match(tap)
		}
	})
}

// The index that is built in opens in under 15 ms, and takes under 25 MB with a lookup.
func TestBuiltInIsLight(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	best := time.Hour
	var x *Index
	for range 5 {
		start := time.Now()
		var err error
		if x, err = Open(lexicons.Vendors); err != nil {
			t.Fatal(err)
		}
		best = min(best, time.Since(start))
	}
	x.Match(tap)
	pages := len(x.Pages())
	runtime.GC()
	runtime.ReadMemStats(&after)
	used := len(lexicons.Vendors) + int(after.HeapAlloc) - int(before.HeapAlloc)
	t.Logf("%d pages, %.1f MB embedded, opened in %v, %.1f MB in use", pages, float64(len(lexicons.Vendors))/1e6, best, float64(used)/1e6)
	if used > 25<<20 || len(lexicons.Vendors) > 12<<20 || pages < 5000 {
		t.Error("want 5,000 pages, 12 MB embedded and 25 MB in use at most")
	}
	if best > 15*time.Millisecond && os.Getenv("CI") == "" { // shared machines are slower
		t.Error("want 15 ms at most")
	}
	runtime.KeepAlive(x)
}

// BenchmarkMatch measures the lookup of content words alone; the bytes are those of the words with a space each.
func BenchmarkMatch(b *testing.B) {
	text := strings.Fields(strings.Repeat("model pipeline monitor deploy feature batch stream customer ledger orchard kettle violin ", 2000))
	for i := range text {
		text[i] += fmt.Sprint(i % 97)
	}
	x := BuiltIn()
	x.Pages()
	n := 0
	for _, w := range text {
		n += len(w) + 1
	}
	b.SetBytes(int64(n))
	for b.Loop() {
		x.Match(text)
	}
}

// lexicons/vendors.tsv lists the repositories, commits and licences of the pages that are built in.
func TestSourcesAreListed(t *testing.T) {
	count := map[string]int{}
	for _, p := range BuiltIn().Pages() {
		count[strings.Join([]string{p.Repo, p.Commit, p.Vendor, p.Licence}, "\t")]++
	}
	listed, err := os.ReadFile("../../lexicons/vendors.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for row := range lexicons.Rows(string(listed)) {
		key := strings.Join(row[:4], "\t")
		if fmt.Sprint(count[key]) != row[4] {
			t.Errorf("%s: listed with %s pages, %d are in the index", key, row[4], count[key])
		}
		delete(count, key)
	}
	for key := range count {
		t.Errorf("%s is in the index and not listed", key)
	}
}
