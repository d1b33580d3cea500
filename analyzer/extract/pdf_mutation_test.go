package extract

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"redflag/analyzer"
)

// mutate damages a PDF as transport, disks and ill will do.
func mutate(r *rand.Rand, data, other []byte) (string, []byte) {
	at := func(n int) int { return r.IntN(max(n, 1)) }
	data = bytes.Clone(data)
	switch kind := r.IntN(7); kind {
	case 0:
		return "cut short", data[:at(len(data))]
	case 1:
		for range 1 + r.IntN(40) {
			data[at(len(data))] ^= 1 << r.IntN(8)
		}
		return "flipped bits", data
	case 2:
		a, b := at(len(data)), at(len(other))
		return "spliced", append(data[:a:a], other[b:]...)
	case 3:
		a := at(len(data))
		n := min(len(data)-a, 1+r.IntN(3000))
		return "a piece lost", append(data[:a:a], data[a+n:]...)
	case 4:
		a, b := at(len(data)), at(len(other))
		piece := other[b:min(len(other), b+r.IntN(3000))]
		return "a piece put in", append(append(data[:a:a], piece...), data[a:]...)
	case 5: // the numbers of objects, lengths and tables
		for range 1 + r.IntN(20) {
			i := bytes.IndexAny(data[at(len(data)):], "0123456789")
			if i >= 0 {
				data[min(len(data)-1, i+at(len(data)-i))] = '0' + byte(r.IntN(10))
			}
		}
		return "wrong digits", data
	default:
		for range 1 + r.IntN(5) {
			a := at(len(data))
			b := min(len(data), a+r.IntN(200))
			copy(data[at(len(data)):], data[a:b])
		}
		return "pieces over others", data
	}
}

// TestPDFMutations reads damaged PDFs: none may panic or take long, and most are still read.
func TestPDFMutations(t *testing.T) {
	count := 1000
	if testing.Short() {
		count = 60
	}
	seeds := [][]byte{
		onePage("/X1 Do " + at(50, 700, "Hello") + "BT /F2 12 Tf [(a) -300 (b)] TJ T* (c) ' ET q 1 0 0 rg 0 0 9 9 re f Q"),
		onePage(at(50, 700, "x"), "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</W[1[2]3 4 5]>>]>>"),
	}
	files, _ := filepath.Glob(documents + "/*.pdf")
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		seeds = append(seeds, data)
	}
	r := rand.New(rand.NewPCG(3, 1))
	results := map[string][3]int{} // read, read with a warning, error
	var slowest time.Duration
	var most uint64
	for i := range count {
		kind, data := mutate(r, seeds[r.IntN(len(seeds))], seeds[r.IntN(len(seeds))])
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		b := &analyzer.Builder{Format: "pdf"}
		err := readPDF(b, data)
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		slowest, most = max(slowest, took), max(most, after.TotalAlloc-before.TotalAlloc)
		if took > 10*time.Second { // some 0.2 s on a machine that does nothing else
			t.Errorf("mutation %d (%s) takes %v", i, kind, took)
		}
		n := results[kind]
		switch {
		case err != nil:
			n[2]++
		case len(b.Document().Warnings) > 0:
			n[1]++
		default:
			n[0]++
		}
		results[kind] = n
	}
	for kind, n := range results {
		t.Logf("%-20s %3d read, %3d read with a warning, %3d errors", kind, n[0], n[1], n[2])
	}
	t.Logf("slowest %v, most memory handed out for one file %d MB", slowest.Round(time.Millisecond), most>>20)
}

// TestPDFMalice reads files made to exhaust a reader: each must end soon, with text or an error.
func TestPDFMalice(t *testing.T) {
	const size = 2 << 20
	fill := func(format string) string { // numbered from 10
		var b strings.Builder
		for i := 10; b.Len() < size; i++ {
			b.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i)))
		}
		return b.String()
	}
	kids := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(10+i)))
		}
		return b.String()
	}
	bomb := func(n int) string { // of n megabytes
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		piece := []byte(strings.Repeat("[ 0 (x) ", 1<<17))
		for range n {
			w.Write(piece)
		}
		w.Close()
		return b.String()
	}
	doc := func(page string, more ...string) []byte {
		return makePDF(append([]string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 600 800]>>", page, helvetica}, more...)...)
	}
	lost := func(text string) []byte { return []byte("%PDF-1.4\n" + text) }
	shared := "<</Type/Page/Parent 2 0 R/Contents[" + strings.Repeat("5 0 R ", 20000) + "]/Resources<</Font<</F1 4 0 R>>>>>>"
	for name, data := range map[string][]byte{
		"open arrays":            lost(strings.Repeat("[", size)),
		"open dictionaries":      lost("1 0 obj " + strings.Repeat("<</A", size/4)),
		"objects in objects":     lost(strings.Repeat("1 0 obj ", size/8)),
		"objects of open text":   lost(fill("# 0 obj(")),
		"kids of open text":      append(doc("<</Type/Pages/Kids["+kids(200000, "# 0 R ")+"]>>"), fill("\n# 0 obj(")...),
		"trailers of open text":  lost(strings.Repeat("trailer<<(", size/10)),
		"streams without an end": lost(fill("# 0 obj<</Type/ObjStm/N 1/First 4>>stream\n")),
		"lengths in a circle":    doc("<</Type/Page/Parent 2 0 R/Contents 5 0 R>>", "<</Length 6 0 R>>\nstream\nx\nendstream", "<</Length 5 0 R>>\nstream\nx\nendstream"),
		"streams in themselves":  lost("1 0 obj<</Type/ObjStm/N 1/First 5/Length 2 0 R>>stream\n2 0 3\nendstream endobj trailer<</Root 2 0 R>>"),
		"one page many times":    doc("<</Type/Pages/Kids[" + strings.Repeat("2 0 R 3 0 R ", size/12) + "]>>"),
		"one stream many times":  doc(shared, stream("/Filter/FlateDecode", bomb(4))),
		"a bomb":                 doc("<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>", stream("/Filter/FlateDecode", bomb(1000))),
		"a bomb in a bomb":       doc("<</Type/Page/Parent 2 0 R/Contents 5 0 R>>", stream("/Filter[/FlateDecode/RL/RL/LZW/A85]", bomb(60))),
		"a table of millions":    lost("xref\n0 9999999999\n" + strings.Repeat("0 0 n ", size/6) + "trailer<</Root 1 0 R/Size 99999999999>>startxref 9 %%EOF"),
		"a wide predictor":       doc("<</Type/Page/Parent 2 0 R/Contents 5 0 R>>", stream("/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 1000000/Colors 1000000/BitsPerComponent 16>>", bomb(1))),
		"fonts of one program":   doc("<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<<"+kids(5000, "/F# 6 0 R")+">>>>>>", stream("", kids(5000, "BT /F# 9 Tf (x) Tj ET ")), "<</Type/Font/Subtype/Type1/FontDescriptor<</FontFile 7 0 R>>>>", stream("/Filter/FlateDecode", bomb(30))),
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			err := readPDF(&analyzer.Builder{}, data)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			t.Logf("%v, %d MB handed out for %d KB: %v", took.Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20, len(data)>>10, err)
			if took > 10*time.Second {
				t.Errorf("it takes %v", took)
			}
		})
	}
}
