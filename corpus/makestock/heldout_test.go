package main

import (
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"redflag/analyzer"
	"redflag/analyzer/extract"
)

const shared = "../../../shared/"

// page is a page of documentation: its sentences, and which half of the repositories it is of.
type page struct {
	half      int
	vendor    string
	sentences [][]analyzer.Token
}

var sentenceEnd = regexp.MustCompile(`[.!?]\s+|\n+`)

// cutSentences is the sentences of a text, as tokens.
func cutSentences(text string) (out [][]analyzer.Token) {
	for _, s := range sentenceEnd.Split(text, -1) {
		if tokens := analyzer.Tokens(s); len(tokens) > 0 {
			out = append(out, tokens)
		}
	}
	return out
}

// measuredSize reports whether a sentence is of the size that the register is measured on.
func measuredSize(tokens []analyzer.Token) bool {
	n := 0
	for i := range tokens {
		if tokens[i].Kind != analyzer.Punct {
			n++
		}
	}
	return n >= 8 && n <= 40
}

// vendorPages reads the pages, with the repositories dealt into halves of about as many pages, the largest first.
func vendorPages(t *testing.T) []page {
	t.Helper()
	manifest, err := os.ReadFile(shared + "vendor/MANIFEST.tsv")
	if err != nil {
		t.Skip("the vendors' pages are not here: ", err)
	}
	dir := t.TempDir()
	if out, err := exec.Command("tar", "xJf", shared+"vendor/docs.tar.xz", "-C", dir).CombinedOutput(); err != nil {
		t.Skipf("the vendors' pages cannot be unpacked: %v %s", err, out)
	}
	var rows [][]string
	size := map[string]int{}
	for line := range strings.Lines(string(manifest)) {
		if cells := strings.Split(line, "\t"); cells[0] != "file" {
			rows = append(rows, cells)
			size[cells[2]]++
		}
	}
	repos := slices.Collect(maps.Keys(size))
	slices.SortFunc(repos, func(a, b string) int {
		if size[a] != size[b] {
			return size[b] - size[a]
		}
		return strings.Compare(a, b)
	})
	half, total := map[string]int{}, [2]int{}
	for _, r := range repos {
		if total[1] < total[0] {
			half[r] = 1
		}
		total[half[r]] += size[r]
	}
	var out []page
	for _, cells := range rows {
		data, err := os.ReadFile(filepath.Join(dir, "docs", cells[0]))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, page{half[cells[2]], cells[1], cutSentences(string(data))})
	}
	return out
}

var turn = regexp.MustCompile(`(?m)^\*\*([^*]+):\*\* `)

// guests is what the guests of the episodes say, a list of sentences each.
func guests(t *testing.T) (out [][][]analyzer.Token) {
	t.Helper()
	files, _ := filepath.Glob(shared + "eval/speech/*.md")
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		var said [][]analyzer.Token
		at := turn.FindAllStringSubmatchIndex(text, -1)
		for i, m := range at {
			end := len(text)
			if i+1 < len(at) {
				end = at[i+1][0]
			}
			switch text[m[2]:m[3]] {
			case "Daniel Whitenack", "Chris Benson", "Break":
			default:
				said = append(said, cutSentences(text[m[1]:end])...)
			}
		}
		out = append(out, said)
	}
	return out
}

// candidates is the sentences of the candidates in the labelled documents of a folder.
func candidates(t *testing.T, folder string, kind analyzer.Kind) (out [][]analyzer.Token) {
	t.Helper()
	files, _ := filepath.Glob(shared + "eval/dev/" + folder + "/*.txt")
	for _, f := range files {
		doc, err := extract.File(f, extract.Options{Kind: kind})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range doc.Sections {
			if kind == analyzer.Transcript && s.Role != analyzer.Candidate {
				continue
			}
			for _, b := range s.Blocks {
				for _, sentence := range b.Sentences {
					out = append(out, sentence.Tokens)
				}
			}
		}
	}
	return out
}

// area is the share of pairs of a text and another in which the text scores higher (the area under the curve of hits over false
// alarms).
func area(texts, others []float64) float64 {
	others = slices.Sorted(slices.Values(others))
	sum := 0.0
	for _, x := range texts {
		below, _ := slices.BinarySearch(others, x)
		upTo := below
		for upTo < len(others) && others[upTo] == x {
			upTo++
		}
		sum += float64(below) + float64(upTo-below)/2
	}
	return sum / float64(len(texts)*len(others))
}

// The register is made of half of the vendors' repositories, and tells the sentences of the other half from practitioners' own.
func TestRegisterOnPagesNotSeen(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 30 MB of pages")
	}
	pages, runs := vendorPages(t), sharedRuns(t)
	pruned, err := readPruned(prunedRows)
	if err != nil {
		t.Fatal(err)
	}
	said := slices.Concat(append(guests(t), candidates(t, "interviews", analyzer.Transcript))...)
	resumes := candidates(t, "resumes", analyzer.Resume)
	for half := range 2 {
		seen, b := halved(runs, boundsOf(runs), pages, half)
		register, err := analyzer.NewRegister(func(yield func([]string) bool) {
			for _, w := range choose(seen, b, pruned).register {
				if !yield([]string{w.words, strconv.FormatFloat(w.weight, 'f', 2, 64)}) {
					return
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		score := func(sentences [][]analyzer.Token) (out []float64) {
			for _, s := range sentences {
				if measuredSize(s) {
					out = append(out, register.Score(s))
				}
			}
			return out
		}
		var unseen [][]analyzer.Token
		for _, p := range pages {
			if p.half != half {
				unseen = append(unseen, p.sentences...)
			}
		}
		documented := score(unseen)
		spoken := score(said)
		inSpeech, inResumes := area(documented, spoken), area(documented, score(resumes))
		t.Logf("half %d: %d sentences of pages, %d of practitioners: area %.3f; against resumes %.3f", half, len(documented), len(spoken), inSpeech, inResumes)
		if inSpeech < 0.90 {
			t.Errorf("half %d: the register tells %.3f of the pairs apart, want 0.90", half, inSpeech)
		}
	}
}

// halved is the runs as they are known from one half of the pages: with its counts of pages and its vendors.
func halved(runs []wordRun, whole bounds, pages []page, half int) ([]wordRun, bounds) {
	b := bounds{pages: whole.pages / 2, z: whole.z / 2, speechPages: whole.speechPages / 2, resumePages: whole.resumePages / 2}
	out, index := slices.Clone(runs), map[string]*wordRun{}
	for i := range out {
		out[i].pages, out[i].vendors = 0, nil
		index[out[i].words] = &out[i]
	}
	last := map[*wordRun]int{}
	for n, p := range pages {
		if p.half != half {
			continue
		}
		for _, s := range p.sentences {
			analyzer.EachRun(s, func(_ int, words []byte) {
				r := index[string(words)]
				if r == nil || last[r] == n+1 {
					return
				}
				last[r] = n + 1
				r.pages++
				if !slices.Contains(r.vendors, p.vendor) {
					r.vendors = append(r.vendors, p.vendor)
				}
			})
		}
	}
	for i := range out {
		r := &out[i]
		r.z = strength(r.pages, r.speech, b.speechPages)
		r.zResume = strength(r.pages, r.resumes, b.resumePages)
	}
	return out, b
}

// strength is z: the log-odds of a run over its standard deviation.
func strength(pages, elsewhere int, asPages float64) float64 {
	v, s := float64(pages)+prior, float64(elsewhere)*asPages+prior
	return math.Log(v/s) / math.Sqrt(1/v+asPages/s)
}

func sharedRuns(t *testing.T) []wordRun {
	t.Helper()
	if _, err := os.Stat(shared + "vendor/ngrams.tsv.gz"); err != nil {
		t.Skip("the table of word runs is not here: ", err)
	}
	runs, err := loadRuns(shared + "vendor/ngrams.tsv.gz")
	if err != nil {
		t.Fatal(err)
	}
	return runs
}
