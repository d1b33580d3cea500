// Package vendors finds text that stands in known pages: the documentation of vendors. An Index holds hashes of the pages' word
// runs, not their words.
//
// The unit is the shingle: Size content words in a row, stemmed, with words of grammar left out, so that "you can monitor your
// models" and "we monitored the models" share theirs. All shingles of the pages are in a filter (BinaryFuse16: Graf and Lemire, "Binary
// Fuse Filters", 2022); a sample of them, chosen by winnowing (Schleimer, Wilkerson, Aiken, "Winnowing: Local Algorithms for Document
// Fingerprinting", 2003), is in a table that names the page.
package vendors

import (
	"encoding/binary"

	"github.com/zeebo/xxh3"
)

// Size is the number of content words in a shingle. Of 6 words 0.08% of practitioners' turns share one with half of the pages, of 5
// words 0.58%; of passages with 30% of their words changed 93% still share one of 6, 98% one of 5.
const Size = 6

// Window is the number of neighbouring shingles of which the table holds at least one. Measured on 400 passages of the pages that are
// built in, with 30% of their words edited (corpus, TestVendorPassages): 8 gives an index of 5.5 MB that finds 54% of them, 4 gives 6.8 MB
// and 69%, 2 gives 8.9 MB and 77%, 1 gives 11.6 MB and 81%.
const Window = 2

// Page is a page of documentation.
type Page struct {
	Vendor, Title string
	Repo, Commit  string // "owner/name" on GitHub and the commit that was read; "" for pages from elsewhere
	Path          string // inside the repository or the folder
	Licence       string
}

// URL is where the page can be read; "" where it is in no public repository.
func (p Page) URL() string {
	if p.Repo == "" || p.Commit == "" {
		return ""
	}
	return "https://github.com/" + p.Repo + "/blob/" + p.Commit + "/" + p.Path
}

// shingles returns the hash of every run of Size words; the i-th begins at word i.
func shingles(words []string) []uint64 {
	if len(words) < Size {
		return nil
	}
	hashes := make([]uint64, len(words)+1-Size)
	var run [8 * Size]byte
	for i := range words {
		copy(run[:], run[8:])
		binary.LittleEndian.PutUint64(run[8*(Size-1):], xxh3.HashString(words[i]))
		if i >= Size-1 {
			hashes[i+1-Size] = xxh3.Hash(run[:])
		}
	}
	return hashes
}
