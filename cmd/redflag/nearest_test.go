package main

import (
	"os"
	"path/filepath"
	"testing"

	"redflag/analyzer/baseline"
)

func TestNearest(t *testing.T) {
	dir := t.TempDir()
	deep := filepath.Join(dir, "a", "b")
	if err := os.MkdirAll(deep, 0o755); err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(dir, baseline.FileName)
	if err := os.WriteFile(list, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{deep, filepath.Join(deep, "cv.pdf"), dir} {
		if got := nearest(path, baseline.FileName); got != list {
			t.Errorf("%s: %s", path, got)
		}
	}
}
