package extract

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// What a ZIP may unpack to: a resume is far below, a ZIP bomb far above.
const (
	maxPart  = 16 << 20
	maxParts = 48 << 20
)

// archive is a ZIP in memory that gives out its members within the limits.
type archive struct {
	files map[string]*zip.File // by name: small letters, slashes
	left  int64                // bytes that may still be unpacked
}

func openArchive(data []byte) (*archive, error) {
	if !bytes.HasPrefix(data, []byte("PK")) {
		return nil, zip.ErrFormat
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	a := &archive{files: map[string]*zip.File{}, left: maxParts}
	for _, f := range z.File {
		name := partName(f.Name)
		if a.files[name] == nil { // of two members with one name the first counts
			a.files[name] = f
		}
	}
	return a, nil
}

// partName folds what writers differ in: letter case, backslashes, a slash in front.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func (a *archive) has(name string) bool { return a.files[partName(name)] != nil }

// part unpacks a member.
func (a *archive) part(name string) ([]byte, error) {
	f := a.files[partName(name)]
	if f == nil {
		return nil, fmt.Errorf("%s is missing", name)
	}
	if f.Flags&1 != 0 {
		return nil, errors.New("it is protected by a password")
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	limit := min(maxPart, a.left)
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("it unpacks to more than %s", size(limit))
	}
	a.left -= int64(len(data))
	return data, err
}

// zipMimetype returns a test for a ZIP whose "mimetype" member begins with the given type (OpenDocument, EPUB).
func zipMimetype(want string) func([]byte) bool {
	return func(data []byte) bool {
		a, err := openArchive(data)
		if err != nil {
			return false
		}
		mime, err := a.part("mimetype")
		return err == nil && bytes.HasPrefix(mime, []byte(want))
	}
}

// zipWith returns a test for a ZIP that holds one of the given members.
func zipWith(names ...string) func([]byte) bool {
	return func(data []byte) bool {
		a, err := openArchive(data)
		return err == nil && slices.ContainsFunc(names, a.has)
	}
}

// isBrokenZIP reports whether data begins as a ZIP does but has no table of contents.
func isBrokenZIP(data []byte) bool {
	_, err := openArchive(data)
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) && err != nil
}
