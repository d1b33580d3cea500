// Makestock writes the two tables of the language of vendors' documentation, lexicons/phrases.tsv and lexicons/register.tsv, from a
// table of word runs with their counts.
//
//	go run ./corpus/makestock [-table ../shared/vendor/ngrams.tsv.gz] [-out lexicons]
//
// pruned.tsv, written by hand, says what is left out of both, with a reason each.
package main

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

//go:embed pruned.tsv
var prunedRows string

func main() {
	table := flag.String("table", "../shared/vendor/ngrams.tsv.gz", "the `FILE` of the runs and their counts")
	out := flag.String("out", "lexicons", "the folder `DIR` to write to")
	flag.Parse()
	if err := run(*table, *out); err != nil {
		fmt.Fprintln(os.Stderr, "makestock:", err)
		os.Exit(1)
	}
}

func run(table, out string) error {
	phrases, register, err := tables(table)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "phrases.tsv"), phrases, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "register.tsv"), register, 0o644)
}

// loadRuns reads the table at path, packed with gzip.
func loadRuns(path string) ([]wordRun, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; a table packed with gzip is wanted", path, err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	runs, err := readRuns(string(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return runs, nil
}

// tables makes the two files of the table at path.
func tables(path string) (phrases, register []byte, err error) {
	runs, err := loadRuns(path)
	if err != nil {
		return nil, nil, err
	}
	pruned, err := readPruned(prunedRows)
	if err != nil {
		return nil, nil, fmt.Errorf("corpus/makestock/pruned.tsv: %w", err)
	}
	c := choose(runs, boundsOf(runs), pruned)
	if unused := pruned.unused(); len(unused) > 0 {
		return nil, nil, fmt.Errorf("corpus/makestock/pruned.tsv: %q are in no run of %s; take them out", unused, path)
	}
	var p, r bytes.Buffer
	c.writePhrases(&p)
	c.writeRegister(&r)
	return p.Bytes(), r.Bytes(), nil
}
