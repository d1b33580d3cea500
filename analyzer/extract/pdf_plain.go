package extract

import (
	"bytes"
	"fmt"
	"strconv"
)

// plainFile writes what the pages of a file need as a new and plain file for the object layer: no encryption, no object
// streams, one whole cross-reference table, every object well-formed and nested no deeper than the scanner goes. The data
// of streams stays where it is: a stream's dictionary gets the key streamKey, its place in the list of streams.
type plainFile struct {
	objects *objects
	out     bytes.Buffer
	numbers map[int]int // by number in the source
	queue   []int       // numbers in the source, in the order of the new ones
	at      []int       // offsets
	pages   map[int]operand
	streams []object
}

const (
	streamKey   = "StreamInList"
	maxPlain    = 16 << 20 // bytes of the plain file besides eight times the source
	maxReferred = 1 << 20
)

// unread are the keys of what text does not need: it may be large, or lead to objects that are broken.
var unread = map[string]bool{
	"StructTreeRoot": true, "Metadata": true, "Outlines": true, "PieceInfo": true, "Thumb": true, "Threads": true, "B": true, "Dests": true,
	"JavaScript": true, "EmbeddedFiles": true, "Length": true, streamKey: true,
}

func writePlain(f *objects, pages []page) (*plainFile, []byte) {
	w := &plainFile{objects: f, numbers: map[int]int{}, pages: map[int]operand{}}
	w.out.WriteString("%PDF-1.7\n")
	list := operand{kind: listOperand}
	for i, p := range pages {
		if p.id == 0 { // it stands in the tree itself
			p.id = -1 - i
		}
		w.pages[p.id] = p.dict
		list.list = append(list.list, operand{kind: refOperand, num: float64(p.id)})
	}
	var trailer bytes.Buffer
	trailer.WriteString("/Pages")
	w.write(&trailer, list, nil)
	for _, key := range []string{"Root", "Info"} {
		if part := f.trailer.get(key); part.kind == refOperand {
			trailer.WriteString("/" + key)
			w.write(&trailer, part, nil)
		}
	}
	limit := 8*len(f.data) + maxPlain
	for i := 0; i < len(w.queue) && w.out.Len() < limit; i++ {
		w.object(i+1, w.queue[i])
	}
	start := w.out.Len()
	fmt.Fprintf(&w.out, "xref\n0 %d\n0000000000 65535 f \n", len(w.at)+1)
	for _, at := range w.at {
		fmt.Fprintf(&w.out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&w.out, "trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", len(w.at)+1, trailer.Bytes(), start)
	return w, w.out.Bytes()
}

// object writes an object under its new number.
func (w *plainFile) object(number, id int) {
	w.at = append(w.at, w.out.Len())
	fmt.Fprintf(&w.out, "%d 0 obj\n", number)
	obj, _ := w.objects.load(id)
	if dict, ok := w.pages[id]; ok {
		obj.value = dict
	}
	if obj.isStream {
		w.write(&w.out, obj.value, &obj)
		w.out.Truncate(w.out.Len() - len(">>"))
		fmt.Fprintf(&w.out, "/%s %d>>\nstream\nendstream", streamKey, len(w.streams))
		w.streams = append(w.streams, obj)
	} else {
		w.write(&w.out, obj.value, &obj)
	}
	w.out.WriteString("\nendobj\n")
}

// write writes a value; in is the object that it is in.
func (w *plainFile) write(out *bytes.Buffer, o operand, in *object) {
	switch o.kind {
	case numberOperand:
		out.WriteByte(' ')
		out.Write(strconv.AppendFloat(out.AvailableBuffer(), o.num, 'f', -1, 64))
	case stringOperand:
		text := o.text
		if in != nil {
			text = w.objects.plainString(in, text)
		}
		fmt.Fprintf(out, "<%x>", text)
	case nameOperand:
		writeName(out, o.text)
	case listOperand:
		out.WriteByte('[')
		for _, item := range o.list {
			w.write(out, item, in)
		}
		out.WriteByte(']')
	case dictOperand:
		out.WriteString("<<")
		for o := tidyDict(o); len(o.list) > 1; o.list = o.list[2:] {
			if !unread[string(o.list[0].text)] {
				writeName(out, o.list[0].text)
				w.write(out, o.list[1], in)
			}
		}
		out.WriteString(">>")
	case refOperand:
		id := o.int()
		number, ok := w.numbers[id]
		if !ok && len(w.queue) < maxReferred {
			w.queue = append(w.queue, id)
			number = len(w.queue)
			w.numbers[id] = number
		}
		fmt.Fprintf(out, " %d 0 R", number)
	default:
		if word := string(o.text); word == "true" || word == "false" {
			out.WriteString(" " + word)
		} else {
			out.WriteString(" null")
		}
	}
}

func writeName(out *bytes.Buffer, name []byte) {
	out.WriteByte('/')
	for _, c := range name {
		if regular[c] && c != '#' && c > ' ' && c < 127 {
			out.WriteByte(c)
		} else {
			fmt.Fprintf(out, "#%02x", c)
		}
	}
}

// plainString is a string without encryption.
func (f *objects) plainString(in *object, text []byte) []byte {
	if f.crypt == nil || in.packed || f.crypt.strings == plainMethod {
		return text
	}
	return f.crypt.decrypt(f.crypt.strings, in.id, in.gen, text)
}
