package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// The weights in use are those that are learned now: after a change to lexicons/asks.tsv or topics.tsv, go run ./corpus/makeasks.
func TestLeaningsAreWhatIsLearned(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("other processors round the last digits otherwise")
	}
	t.Chdir("../..")
	to := filepath.Join(t.TempDir(), "leanings.tsv")
	if err := run(to); err != nil {
		t.Fatal(err)
	}
	learned, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	if used, err := os.ReadFile("lexicons/leanings.tsv"); err != nil || !bytes.Equal(learned, used) {
		t.Errorf("lexicons/leanings.tsv is not what is learned (%v); run go run ./corpus/makeasks", err)
	}
}
