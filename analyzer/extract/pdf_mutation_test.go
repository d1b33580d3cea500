package extract

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
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
		if took > 2*time.Second {
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
