// Package extract reads the files that people send (PDF, DOCX, ODT, RTF, HTML, JSON Resume, Markdown, plain text; transcripts also as
// WebVTT, SubRip, and JSON of recognisers) into analyzer.Documents, and keeps where in the file each piece of text came from.
package extract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"unicode"

	"redflag/analyzer"
)

// DefaultMaxBytes is the largest input that is read unless Options.MaxBytes says otherwise.
const DefaultMaxBytes = 20 << 20

// maxText is the most text that a document may unpack to, in bytes: some 350 pages. Plain text is bound by MaxBytes alone.
const maxText = 1 << 20

// Options say how an input is read. The zero value is ready for use.
type Options struct {
	Kind     analyzer.Kind // 0: told from the content
	Cast     analyzer.Cast // who is who in transcripts; where it says nothing that is found by content
	MaxBytes int64         // 0: DefaultMaxBytes
	Pool     *Pool         // reads what is not plain text in processes of their own; nil: all is read in this one
	OCR      *OCR          // reads what has no text layer, with an installed program; nil: that is refused
}

func (o Options) maxBytes() int64 {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return DefaultMaxBytes
}

// File reads the file at path. An error names the path, what is wrong and what to do about it.
func File(path string, o Options) (*analyzer.Document, error) {
	data, err := load(path, o.maxBytes())
	if err != nil {
		return nil, named(path, err)
	}
	return Read(path, data, o)
}

// Read reads data that is in memory already: standard input, or a member of an archive. The name is the Document's
// path and, where the content does not tell, its extension says what the format is.
func Read(name string, data []byte, o Options) (*analyzer.Document, error) {
	b := &analyzer.Builder{Path: name, Kind: o.Kind, Cast: o.Cast}
	err := o.read(b, data)
	var doc *analyzer.Document
	if err == nil {
		doc = b.Document()
	}
	if o.OCR != nil {
		doc, err = o.reread(b, data, doc, err)
	}
	if err != nil {
		return nil, named(name, err)
	}
	return doc, nil
}

// read reads data in a process of the Pool, or in this one.
func (o Options) read(b *analyzer.Builder, data []byte) error {
	if o.Pool != nil && len(data) > 0 && int64(len(data)) <= o.maxBytes() && !readHere(b.Path, data) {
		return o.Pool.read(b, data, o.maxBytes())
	}
	return read(b, data, o.maxBytes())
}

// Known reports whether the name's extension is that of a format that redflag reads.
func Known(name string) bool {
	f := byName(name)
	return f != nil && !f.refused
}

// load returns the bytes of a file. Of a pipe, whose size is not known before, it reads one byte more than the
// limit at most.
func load(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, plain(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, plain(err)
	}
	if info.IsDir() {
		return nil, errors.New("a folder, not a file; name a file in it")
	}
	if info.Mode().IsRegular() && info.Size() > limit {
		return nil, tooLarge(size(info.Size()), limit)
	}
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, plain(err)
	}
	return data, nil
}

// read finds the format of data and has it read into b. A panic in a reader is the fault of this one input, and
// becomes its error.
func read(b *analyzer.Builder, data []byte, limit int64) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("reading it failed inside redflag (%v); please report it, and save the text as TXT meanwhile", p)
		}
	}()
	switch n := int64(len(data)); {
	case n == 0:
		return errors.New("empty file (0 bytes); export or download it again")
	case n > limit:
		return tooLarge("more than "+size(limit), limit)
	}
	f := formatOf(b.Path, data)
	b.Format, b.Remedy = f.name, f.poor
	if err := f.read(b, data); err != nil {
		return err
	}
	switch n := b.Size(); {
	case b.Empty():
		return errors.New(f.empty)
	case n > maxText && f != plainText:
		return fmt.Errorf("%s of text, more than a resume or an interview holds; cut out the part that matters", size(int64(n)))
	}
	if len(b.Pictured) > 0 {
		b.Warn(fmt.Sprintf("no text layer on %s (scanned?): what stands there is not read; use --ocr, or run OCR first", pageList(b.Pictured)))
	}
	return nil
}

func tooLarge(found string, limit int64) error {
	return fmt.Errorf("%s is over the limit of %s; save a smaller copy, or raise it with --max-size", found, size(limit))
}

// size formats a number of bytes for people.
func size(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.1f KB", float64(n)/(1<<10))
	}
	return count(int(n), "byte", "bytes")
}

// named puts the input's name in front of its error. A name that could break the line or the terminal is quoted.
func named(name string, err error) error {
	if strings.ContainsFunc(name, unicode.IsControl) {
		name = strconv.Quote(name)
	}
	return fmt.Errorf("%s: %w", name, err)
}

// fileError says an error of the file system in plain words; errors.Is still sees the cause.
type fileError struct {
	words string
	cause error
}

func (e *fileError) Error() string { return e.words }
func (e *fileError) Unwrap() error { return e.cause }

func plain(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &fileError{"no such file; check the path", err}
	case errors.Is(err, fs.ErrPermission):
		return &fileError{"no permission to read it; change its permissions or copy it", err}
	case errors.Is(err, syscall.ENAMETOOLONG):
		return &fileError{"the name is too long for a file; check the path", err}
	}
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err // without the path, which stands in front already
	}
	return fmt.Errorf("cannot be read (%w); check the file or its disk", err)
}

// ext returns a name's extension in lower case, with its dot.
func ext(name string) string { return strings.ToLower(filepath.Ext(name)) }

// startsWith returns a test for content that begins with one of the given bytes.
func startsWith(magic ...string) func([]byte) bool {
	return func(data []byte) bool {
		for _, m := range magic {
			if bytes.HasPrefix(data, []byte(m)) {
				return true
			}
		}
		return false
	}
}
