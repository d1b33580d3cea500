package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"redflag/analyzer/extract"
)

// stdin is the path that stands for standard input.
const stdin = "-"

// input is a document to read, or why there is none.
type input struct {
	path string
	err  error
}

// skips counts the files of other kinds in folders, by extension.
type skips map[string]int

// String says the counts: "3 files of other kinds skipped (.png 2, .xls 1)".
func (s skips) String() string {
	exts := make([]string, 0, len(s))
	total := 0
	for e, n := range s {
		exts = append(exts, e)
		total += n
	}
	slices.SortFunc(exts, func(a, b string) int {
		if s[a] != s[b] {
			return s[b] - s[a]
		}
		return strings.Compare(a, b)
	})
	for i, e := range exts {
		exts[i] = fmt.Sprintf("%s %d", e, s[e])
	}
	if len(exts) > 6 {
		exts = append(exts[:6], "...")
	}
	return fmt.Sprintf("%s of other kinds skipped (%s)", count(total, "file"), strings.Join(exts, ", "))
}

// count is a number of things: "1 file", "3 files".
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// collect lists what the arguments name: files as they are, folders with all that is in them.
func (s *scan) collect(args []string) ([]input, skips) {
	w := walk{skipped: skips{}}
	for _, arg := range args {
		info, err := os.Stat(arg)
		if arg == stdin || err != nil || !info.IsDir() {
			w.inputs = append(w.inputs, input{path: arg}) // what is wrong with it is found when it is read
			continue
		}
		before, skipped := len(w.inputs), w.total()
		w.seen = map[string]bool{}
		w.folder(arg)
		if len(w.inputs) == before {
			w.add(arg, fmt.Errorf("nothing to read in this folder%s; redflag reads PDF, DOCX, ODT, RTF, HTML, JSON Resume, Markdown, plain text and transcripts (VTT, SRT, JSON)", others(w.total()-skipped)))
		}
	}
	return w.inputs, w.skipped
}

func others(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return ", only 1 file of another kind"
	}
	return fmt.Sprintf(", only %d files of other kinds", n)
}

// walk goes through a folder in the order of its names.
type walk struct {
	inputs  []input
	skipped skips
	seen    map[string]bool // real paths of the folders read, so that links make no loop
}

func (w *walk) total() int {
	n := 0
	for _, k := range w.skipped {
		n += k
	}
	return n
}

func (w *walk) add(path string, err error) {
	if err != nil {
		err = fmt.Errorf("%s: %w", printable(path), err)
	}
	w.inputs = append(w.inputs, input{path, err})
}

func (w *walk) folder(path string) {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		real = path
	}
	if w.seen[real] {
		return
	}
	w.seen[real] = true
	entries, err := os.ReadDir(path)
	if err != nil {
		w.add(path, fmt.Errorf("the folder cannot be read (%w)", cause(err)))
	}
	for _, e := range entries {
		if !hidden(e.Name()) {
			w.entry(filepath.Join(path, e.Name()), e)
		}
	}
}

func (w *walk) entry(path string, e fs.DirEntry) {
	mode := e.Type()
	if mode&fs.ModeSymlink != 0 {
		if info, err := os.Stat(path); err == nil {
			mode = info.Mode().Type()
		} else {
			mode = 0 // a link to nowhere: an error of its own if its name is that of a document
		}
	}
	switch {
	case mode.IsDir():
		w.folder(path)
	case mode.IsRegular() && extract.KnownFile(path):
		w.add(path, nil)
	default:
		ext := strings.ToLower(filepath.Ext(path))
		if ext == "" {
			ext = "no extension"
		}
		w.skipped[printable(ext)]++
	}
}

// hidden reports whether a name is hidden, or that of the lock file that a word processor leaves beside a document.
func hidden(name string) bool { return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") }

// cause takes the path off an error of the file system.
func cause(err error) error {
	switch e := err.(type) {
	case *fs.PathError:
		return e.Err
	case *os.LinkError:
		return e.Err
	}
	return err
}

// printable quotes a name that could break the line or the terminal.
func printable(name string) string {
	for _, r := range name {
		if !strconv.IsPrint(r) {
			return strconv.Quote(name)
		}
	}
	return name
}
