package extract

import (
	"os"
	"path/filepath"
	"testing"

	"redflag/analyzer"
)

// BenchmarkPDF reads the sample documents, from bytes to lines:
//
//	go test ./analyzer/extract -run xxx -bench PDF -cpu 1
func BenchmarkPDF(b *testing.B) {
	files, _ := filepath.Glob(documents + "/*.pdf")
	if len(files) == 0 {
		b.Skip("skipped: the sample documents are not here")
	}
	var all [][]byte
	size := 0
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, data)
		size += len(data)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, data := range all {
			if err := readPDF(&analyzer.Builder{}, data); err != nil {
				b.Fatal(err)
			}
		}
	}
}
