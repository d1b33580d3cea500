package extract

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"redflag/analyzer"
)

// The conversation of a Pool with a reading process, over two pipes: the process says that it is ready, then gets a request and
// the bytes of a file, and answers, as often as it is asked. Messages are JSON behind their length in four bytes.

// ready is the first message of a reading process.
type ready struct {
	Confined []string // what it has given up: "files", "network", "system calls"
}

// request asks for one file to be read; Size bytes follow it.
type request struct {
	Name     string
	OCR      string // what made the text that is read now; "": nothing did
	MaxBytes int64
	Size     int
}

// answer is what was read, or why it was not.
type answer struct {
	Builder *analyzer.Builder
	Err     string
	NoText  *noTextError // the error, where it is this one: it tells what OCR can do
}

// answerOf makes the answer of what was read into b.
func answerOf(b *analyzer.Builder, err error) answer {
	if none, ok := errors.AsType[*noTextError](err); ok {
		return answer{NoText: none}
	}
	if err != nil {
		return answer{Err: err.Error()}
	}
	return answer{Builder: b}
}

// printable takes out what could move the cursor of a terminal: the words come from a process that the file may have taken over.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, s)
}

// err is the error that the answer tells, nil where it holds what was read.
func (a *answer) err() error {
	switch {
	case a.NoText != nil:
		return a.NoText
	case a.Err != "":
		return errors.New(printable(a.Err))
	}
	return nil
}

// maxMessage bounds the memory that a process which was taken over can make its parent spend.
const maxMessage = 16 << 20

func send(w io.Writer, message any) error {
	data, err := json.Marshal(message)
	if err != nil {
		return err
	}
	if len(data) > maxMessage {
		return fmt.Errorf("a message of %s", size(int64(len(data))))
	}
	_, err = w.Write(append(binary.BigEndian.AppendUint32(nil, uint32(len(data))), data...))
	return err
}

func receive(r io.Reader, message any) error {
	var length [4]byte
	if _, err := io.ReadFull(r, length[:]); err != nil {
		return err
	}
	n := binary.BigEndian.Uint32(length[:])
	if n > maxMessage {
		return errors.New("a message that is too long")
	}
	data := make([]byte, n)
	if _, err := io.ReadFull(r, data); err != nil {
		return err
	}
	return json.Unmarshal(data, message)
}
