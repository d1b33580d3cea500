package vendors

import (
	"compress/flate"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"sync"

	"github.com/FastFilter/xorfilter"
	"github.com/zeebo/xxh3"

	"redflag/lexicons"
)

const (
	buckets   = 1 << 16
	entrySize = 5
)

// Index is what a Builder wrote, ready to be asked. It is immutable and safe for concurrent use.
type Index struct {
	filter          xorfilter.BinaryFuse[uint16]
	starts, entries string
	rows            string // the pages, deflated
	pages           func() []Page
}

// errForeign says that a file is no index.
var errForeign = errors.New("not a vendor index of this version; make one with redflag vendor build")

// Open reads an index from its bytes, which it keeps. A cut or changed file is an error.
func Open(data string) (*Index, error) {
	head := len(magic) + 4*4
	if !strings.HasPrefix(data, magic) || len(data) < head+8 {
		return nil, errForeign
	}
	body, sum := data[:len(data)-8], data[len(data)-8:]
	parts := make([]string, 4)
	rest := body[head:]
	for i := range parts {
		n := int(number(data, len(magic)+4*i))
		if n > len(rest) {
			return nil, errors.New("a vendor index that is cut short; copy or build it again")
		}
		parts[i], rest = rest[:n], rest[n:]
	}
	if rest != "" || xxh3.HashString(body) != uint64(number(sum, 0))|uint64(number(sum, 4))<<32 {
		return nil, errors.New("a vendor index that is damaged (its checksum differs); copy or build it again")
	}
	x := &Index{rows: parts[0], starts: parts[2], entries: parts[3]}
	if len(x.starts) != 4*(buckets+1) || len(x.entries)%entrySize != 0 || !x.readFilter(parts[1]) {
		return nil, errForeign
	}
	x.pages = sync.OnceValue(x.readPages)
	return x, nil
}

// number is the uint32 at offset i of s.
func number(s string, i int) uint32 {
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

func (x *Index) readFilter(s string) bool {
	if len(s) < 24 || len(s)%2 != 0 {
		return false
	}
	f := &x.filter
	f.Seed = uint64(number(s, 0)) | uint64(number(s, 4))<<32
	f.SegmentLength, f.SegmentLengthMask, f.SegmentCount, f.SegmentCountLength = number(s, 8), number(s, 12), number(s, 16), number(s, 20)
	f.Fingerprints = make([]uint16, (len(s)-24)/2)
	for i := range f.Fingerprints {
		f.Fingerprints[i] = binary.LittleEndian.Uint16([]byte{s[24+2*i], s[25+2*i]})
	}
	// the filter reads up to three segments behind any place in its count
	return uint64(f.SegmentCountLength)+2*uint64(f.SegmentLength) <= uint64(len(f.Fingerprints)) && f.SegmentLengthMask < max(f.SegmentLength, 1)
}

// Pages lists the pages of the index, in the order in which they were added.
func (x *Index) Pages() []Page { return x.pages() }

func (x *Index) readPages() []Page {
	var pages []Page
	rows, _ := io.ReadAll(flate.NewReader(strings.NewReader(x.rows))) // the checksum was right: what is missing was never there
	for row := range strings.Lines(string(rows)) {
		c := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
		c = append(c, make([]string, 6)...)
		pages = append(pages, Page{Vendor: c[0], Title: c[1], Repo: c[2], Commit: c[3], Path: c[4], Licence: c[5]})
	}
	return pages
}

// page returns the number of the page that the table has for a shingle.
func (x *Index) page(h uint64) (int, bool) {
	bucket := int(h >> 48)
	from, to := int(number(x.starts, 4*bucket)), int(number(x.starts, 4*bucket+4))
	if from > to || to*entrySize > len(x.entries) {
		return 0, false
	}
	want := uint32(h>>24) & 0xFFFFFF
	for from < to {
		mid := (from + to) / 2
		e := x.entries[mid*entrySize:]
		switch got := uint32(e[0]) | uint32(e[1])<<8 | uint32(e[2])<<16; {
		case got == want:
			return int(e[3]) | int(e[4])<<8, true
		case got < want:
			from = mid + 1
		default:
			to = mid
		}
	}
	return 0, false
}

// BuiltIn is the index of the pages that are listed in lexicons/vendors.md. It is opened when it is first asked for.
var BuiltIn = sync.OnceValue(func() *Index {
	x, err := Open(lexicons.Vendors)
	if err != nil {
		panic("lexicons/vendors.idx: " + err.Error())
	}
	return x
})
