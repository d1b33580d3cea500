package extract

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"
)

var (
	objectStart  = regexp.MustCompile(`(?:^|[\r\n \t>])(\d{1,8})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj\b`)
	objectStream = regexp.MustCompile(`^\d+\s+\d+\s+obj\s*<<[^\x00]{0,300}?/Type\s*/ObjStm\b`)
	rootRef      = regexp.MustCompile(`/Root\s+(\d+\s+\d+\s+R)`)
	catalog      = regexp.MustCompile(`/Type\s*/Catalog\b`)
	encryptRef   = regexp.MustCompile(`/Encrypt\s+(\d+\s+\d+\s+R)`)
	idArray      = regexp.MustCompile(`/ID\s*(\[\s*<[0-9A-Fa-f\s]*>\s*<[0-9A-Fa-f\s]*>\s*\])`)
)

// rebuildXref appends a cross-reference table made from the objects that are found by their text (ISO 32000-1, 7.3.10
// and 7.5.4); objects within object streams are written out first. It returns nil where there is no catalogue.
func rebuildXref(data []byte) []byte {
	offsets, size := findObjects(data)
	var streams []string
	for id, at := range offsets {
		if objectStream.Match(data[at:min(len(data), at+400)]) {
			streams = append(streams, strconv.Itoa(id)+" 0 R")
		}
	}
	if len(streams) > 0 && !encryptRef.Match(data) {
		fixed := appendXref(data, offsets, size, "/Root 1 0 R/Streams["+strings.Join(streams, " ")+"]")
		if f, err := newFile(fixed); err == nil {
			data = append(bytes.Clone(data), f.unpackStreams()...)
			offsets, size = findObjects(data)
		}
	}
	root := ""
	if all := rootRef.FindAllSubmatch(data, -1); all != nil {
		root = string(all[len(all)-1][1])
	} else if m := catalog.FindIndex(data); m != nil { // the object that it is in
		last := -1
		for id, at := range offsets {
			if at < m[0] && at > last {
				last, root = at, strconv.Itoa(id)+" 0 R"
			}
		}
	}
	if root == "" || len(offsets) == 0 || size > 64*len(offsets)+4096 {
		return nil
	}
	extra := "/Root " + root
	if m, id := encryptRef.FindSubmatch(data), idArray.FindSubmatch(data); m != nil && id != nil {
		extra += "/Encrypt " + string(m[1]) + "/ID " + string(id[1])
	}
	return appendXref(data, offsets, size, extra)
}

// findObjects returns where each object starts, the last of those with one number, and one more than the highest number.
func findObjects(data []byte) (offsets map[int]int, size int) {
	offsets = map[int]int{}
	for _, m := range objectStart.FindAllSubmatchIndex(data, -1) {
		if id, _ := strconv.Atoi(string(data[m[2]:m[3]])); id < maxObjects {
			offsets[id] = m[2]
			size = max(size, id+1)
		}
	}
	return offsets, size
}

func appendXref(data []byte, offsets map[int]int, size int, extra string) []byte {
	out := bytes.NewBuffer(bytes.Clone(data))
	out.WriteByte('\n')
	at := out.Len()
	fmt.Fprintf(out, "xref\n0 %d\n", size)
	for id := range size {
		o, ok := offsets[id]
		if !ok {
			out.WriteString("0000000000 65535 f \n")
			continue
		}
		s := scanner{data: data, pos: o}
		s.word()
		fmt.Fprintf(out, "%010d %05.0f n \n", o, s.next().num)
	}
	fmt.Fprintf(out, "trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", size, extra, at)
	return out.Bytes()
}

// unpackStreams writes the objects of object streams (7.5.7) as objects of their own.
func (f *pdfFile) unpackStreams() []byte {
	var out bytes.Buffer
	list := f.Trailer().Key("Streams")
	for i := range list.Len() {
		v, ok := try(func() pdf.Value { return list.Index(i) })
		if !ok || v.Kind() != pdf.Stream {
			continue
		}
		data, _ := f.stream(v)
		first := int(v.Key("First").Int64())
		s := scanner{data: data}
		var ids, starts []int
		for s.pos < first && len(ids) < 10000 {
			id, at := s.next(), s.next()
			if id.kind != numberOperand || at.kind != numberOperand {
				break
			}
			ids, starts = append(ids, int(id.num)), append(starts, first+int(at.num))
		}
		for j, id := range ids {
			end := len(data)
			if j+1 < len(starts) {
				end = starts[j+1]
			}
			if starts[j] >= 0 && starts[j] < end && end <= len(data) && id >= 0 {
				fmt.Fprintf(&out, "\n%d 0 obj\n%s\nendobj\n", id, data[starts[j]:end])
			}
		}
	}
	return out.Bytes()
}
