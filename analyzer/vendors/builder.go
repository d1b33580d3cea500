package vendors

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/FastFilter/xorfilter"
	"github.com/zeebo/xxh3"
)

// A shingle is boilerplate, and left out, from this many pages of one repository on: navigation, notices, command help.
const boilerplatePages = 40

// maxPages is what the table's two bytes can count.
const maxPages = 1 << 16

// Builder collects pages and writes the index of them. The same calls in the same order give the same bytes.
type Builder struct {
	pages      []Page
	first      map[uint64]uint16 // the first page of each shingle
	inRepo     map[uint64]count  // pages of one repository that hold it
	background map[uint64]bool
	sampled    map[uint64]uint16 // shingles of the table
}

// count counts the pages of the repository that was counted last.
type count struct {
	repo, last uint16
	pages      uint8
}

// NewBuilder returns a Builder without pages.
func NewBuilder() *Builder {
	return &Builder{first: map[uint64]uint16{}, inRepo: map[uint64]count{}, background: map[uint64]bool{}, sampled: map[uint64]uint16{}}
}

// Background takes the content words of a passage by people who are no vendors: what they share with the pages is no vendor's.
// All background must be given before the first page.
func (b *Builder) Background(words []string) {
	for _, h := range shingles(words) {
		b.background[h] = true
	}
}

// ErrNoWords says that nothing of a page could be found again.
var ErrNoWords = errors.New("no run of words that could be found again (too short, or made of numbers)")

// Add takes a page: the content words of each of its paragraphs. The error is ErrNoWords where nothing of it can be indexed.
func (b *Builder) Add(p Page, paragraphs [][]string) error {
	if len(b.pages) == maxPages {
		return fmt.Errorf("more than %d pages", maxPages)
	}
	id := uint16(len(b.pages))
	repo := uint16(xxh3.HashString(p.Repo))
	found := false
	for _, words := range paragraphs {
		hashes := shingles(words)
		for i, h := range hashes {
			if b.background[h] || mostlyNumbers(words[i:i+Size]) {
				hashes[i] = 0
				continue
			}
			found = true
			if _, ok := b.first[h]; !ok {
				b.first[h] = id
			}
			c := b.inRepo[h]
			if c.pages == 0 || c.repo != repo {
				c = count{repo: repo, last: id, pages: max(c.pages, 1)} // of another repository: the count goes on from the most
			} else if c.last != id && c.pages < 255 {
				c.last, c.pages = id, c.pages+1
			}
			b.inRepo[h] = c
		}
		b.sample(id, hashes)
	}
	if !found {
		return ErrNoWords
	}
	b.pages = append(b.pages, p)
	return nil
}

// sample puts the smallest hash of each window into the table.
func (b *Builder) sample(id uint16, hashes []uint64) {
	for i := range hashes {
		least := uint64(0)
		for _, h := range hashes[i:min(i+Window, len(hashes))] {
			if h != 0 && (least == 0 || h < least) {
				least = h
			}
		}
		if least != 0 && i+Window <= max(len(hashes), Window) {
			if _, ok := b.sampled[least]; !ok {
				b.sampled[least] = id
			}
		}
	}
}

// mostlyNumbers reports whether a shingle is made of numbers and repeated words: it says nothing of its own.
func mostlyNumbers(words []string) bool {
	distinct := 0
	for i, w := range words {
		if (w[0] < '0' || w[0] > '9') && !slices.Contains(words[:i], w) {
			distinct++
		}
	}
	return distinct < 4
}

// magic is the first bytes of an index file; the last character is the version of the form.
const magic = "RFVENDOR1"

// WriteTo writes the index.
//
// The form, numbers little-endian: magic; the lengths of the four parts that follow, in bytes, as uint32; the pages (deflated rows
// of tab-separated cells); the filter (seed uint64, four uint32, fingerprints uint16); the starts of 65,537 buckets of the table as
// uint32; its entries (the 24 bits of the hash after the first 16, then the page as uint16); an xxh3 of all before it.
func (b *Builder) WriteTo(w io.Writer) (int64, error) {
	var keys []uint64
	for h := range b.first {
		if b.inRepo[h].pages < boilerplatePages {
			keys = append(keys, h)
		}
	}
	if len(keys) == 0 {
		return 0, errors.New("no pages that could be found again: nothing to write")
	}
	slices.Sort(keys)
	var table []uint64
	for h := range b.sampled {
		if b.inRepo[h].pages < boilerplatePages {
			table = append(table, h)
		}
	}
	slices.Sort(table)
	filter, err := xorfilter.NewBinaryFuse[uint16](keys)
	if err != nil {
		return 0, err
	}
	parts := [][]byte{b.pageRows(), filterBytes(filter), nil, nil}
	parts[2], parts[3] = b.tableBytes(table)
	out := []byte(magic)
	for _, p := range parts {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(p)))
	}
	for _, p := range parts {
		out = append(out, p...)
	}
	out = binary.LittleEndian.AppendUint64(out, xxh3.Hash(out))
	n, err := w.Write(out)
	return int64(n), err
}

// pageRows is the list of pages, deflated.
func (b *Builder) pageRows() []byte {
	var out bytes.Buffer
	z, _ := flate.NewWriter(&out, flate.BestCompression)
	clean := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	for _, p := range b.pages {
		for _, cell := range []string{p.Vendor, p.Title, p.Repo, p.Commit, p.Path} {
			io.WriteString(z, clean.Replace(cell)+"\t")
		}
		io.WriteString(z, clean.Replace(p.Licence)+"\n")
	}
	z.Close()
	return out.Bytes()
}

func filterBytes(f *xorfilter.BinaryFuse[uint16]) []byte {
	out := binary.LittleEndian.AppendUint64(nil, f.Seed)
	for _, n := range []uint32{f.SegmentLength, f.SegmentLengthMask, f.SegmentCount, f.SegmentCountLength} {
		out = binary.LittleEndian.AppendUint32(out, n)
	}
	for _, n := range f.Fingerprints {
		out = binary.LittleEndian.AppendUint16(out, n)
	}
	return out
}

// tableBytes lays the sorted hashes out in buckets by their first 16 bits.
func (b *Builder) tableBytes(hashes []uint64) (starts, entries []byte) {
	next := 0
	for bucket := range buckets {
		starts = binary.LittleEndian.AppendUint32(starts, uint32(next))
		for ; next < len(hashes) && hashes[next]>>48 == uint64(bucket); next++ {
			h := hashes[next]
			entries = append(entries, byte(h>>24), byte(h>>32), byte(h>>40))
			entries = binary.LittleEndian.AppendUint16(entries, b.sampled[h])
		}
	}
	return binary.LittleEndian.AppendUint32(starts, uint32(next)), entries
}
