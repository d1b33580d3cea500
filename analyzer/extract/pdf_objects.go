package extract

import (
	"bytes"
	"sort"
)

// objects are the objects of a PDF file (ISO 32000-1, 7.3 and 7.5), found by its cross-reference table or, where that is
// wrong, by their text. Objects are read when they are asked for.
type objects struct {
	data     []byte
	places   map[int]place
	trailer  operand
	crypt    *crypt // nil: not encrypted
	mended   bool   // the table is missing or wrong: objects were found by their text
	scanned  map[int]place
	packed   []int // object streams, once scanned
	loose    []int // page objects in the order of the file, once scanned
	catalog  int   // the last catalogue, once scanned
	tree     int   // the last root of a page tree, once scanned
	packs    map[int]*pack
	ends     []int // where "endstream" stands, once needed
	unpacked int   // bytes of object streams
	parsed   int   // bytes read as objects
	cut      bool  // there is more in it than is read
	busy     int   // depth of objects that need others to be read
}

// place is where an object stands: at an offset of the file, or in an object stream.
type place struct {
	at   int
	pack int // number of the object stream; 0: none
	free bool
}

// object is an indirect object; data is a stream's, as it stands in the file.
type object struct {
	value    operand
	id, gen  int
	isStream bool
	data     []byte
	packed   bool // from an object stream: its strings are not encrypted on their own
}

// pack is an unpacked object stream (7.5.7).
type pack struct {
	data   []byte
	starts map[int]int
}

const (
	maxChain  = 512      // sections of a cross-reference table, references to references
	maxPacked = 64 << 20 // bytes of its unpacked object streams
	maxParsed = 64 << 20 // bytes read as objects, besides those of the file
	maxWithin = 8        // objects needed to read an object: the length of a stream, the object stream it is in
)

// get is the value of a dictionary's key; the first of equal keys counts.
func (o operand) get(key string) operand {
	if o.kind == dictOperand {
		for i := 0; i+1 < len(o.list); i += 2 {
			if string(o.list[i].text) == key && o.list[i].kind == nameOperand {
				return o.list[i+1]
			}
		}
	}
	return operand{}
}

// name is the text of a name, or "".
func (o operand) name() string {
	if o.kind == nameOperand {
		return string(o.text)
	}
	return ""
}

func (o operand) int() int {
	if o.kind == numberOperand || o.kind == refOperand {
		return int(o.num)
	}
	return 0
}

// find is the value of a dictionary's key, followed to its object.
func (f *objects) find(o operand, key string) operand { return f.resolve(o.get(key)) }

func (f *objects) resolve(o operand) operand {
	for range maxWithin {
		if o.kind != refOperand {
			return o
		}
		obj, _ := f.load(o.int())
		o = obj.value
	}
	return operand{}
}

// tidyDict keeps the pairs of a name and a value, whatever else stands in a dictionary.
func tidyDict(o operand) operand {
	if o.kind != dictOperand {
		return o
	}
	tidy := len(o.list)%2 == 0
	for i := 0; i < len(o.list) && tidy; i += 2 {
		tidy = o.list[i].kind == nameOperand
	}
	if tidy {
		return o
	}
	out := o.list[:0:0]
	for i := 0; i < len(o.list); {
		if o.list[i].kind != nameOperand {
			i++
			continue
		}
		if i+1 == len(o.list) {
			break
		}
		out = append(out, o.list[i], o.list[i+1])
		i += 2
	}
	o.list = out
	return o
}

// load reads an object by its number.
func (f *objects) load(id int) (object, bool) {
	if f.busy >= maxWithin {
		return object{}, false
	}
	f.busy++
	defer func() { f.busy-- }()
	p, ok := f.places[id]
	if ok && p.free {
		return object{}, false
	}
	if ok {
		if obj, ok := f.loadAt(p, id); ok {
			return obj, true
		}
	}
	if !ok && f.scanned == nil { // a reference to what is not there is allowed and means null
		return object{}, false
	}
	f.scan()
	if p, ok := f.scanned[id]; ok {
		if obj, ok := f.loadAt(p, id); ok {
			f.places[id], f.mended = p, true
			return obj, true
		}
	}
	delete(f.places, id)
	return object{}, false
}

func (f *objects) loadAt(p place, id int) (object, bool) {
	if p.pack == 0 {
		obj, _, ok := f.parse(p.at)
		return obj, ok && obj.id == id
	}
	k := f.unpack(p.pack)
	at, ok := k.starts[id]
	if !ok {
		return object{}, false
	}
	s := scanner{data: k.data, pos: at, file: true}
	return object{value: f.value(&s), id: id, packed: true}, true
}

// value reads one object, which may be a reference. Reading the same bytes over and over comes to an end.
func (f *objects) value(s *scanner) operand {
	if f.parsed > 16*len(f.data)+maxParsed {
		f.cut = true
		return operand{}
	}
	start := s.pos
	defer func() { f.parsed += s.pos - start }()
	o := s.next()
	if o.kind == dictOperand {
		return tidyDict(o)
	}
	if o.kind == numberOperand {
		at := s.pos
		if gen, r := s.next(), s.next(); gen.kind == numberOperand && r.kind == keywordOperand && string(r.text) == "R" {
			o.kind = refOperand
			return o
		}
		s.pos = at
	}
	return o
}

// parse reads the indirect object at an offset and returns where it ends.
func (f *objects) parse(at int) (obj object, end int, ok bool) {
	if at < 0 || at >= len(f.data) {
		return obj, 0, false
	}
	s := scanner{data: f.data, pos: at, file: true}
	id, gen, word := s.next(), s.next(), s.next()
	if id.kind != numberOperand || gen.kind != numberOperand || word.kind != keywordOperand || string(word.text) != "obj" {
		return obj, 0, false
	}
	obj = object{value: f.value(&s), id: id.int(), gen: gen.int()}
	if obj.value.kind == keywordOperand && endsObject[string(obj.value.text)] {
		obj.value = operand{}
	}
	end = s.pos
	if obj.value.kind == dictOperand {
		if word := s.next(); word.kind == keywordOperand && string(word.text) == "stream" {
			obj.isStream = true
			obj.data, end = f.streamData(s.pos, obj.value)
		}
	}
	return obj, end, true
}

// streamData is the data of a stream whose keyword ends at an offset. A Length that does not lead to the stream's end
// is wrong: the next end counts.
func (f *objects) streamData(at int, dict operand) (data []byte, end int) {
	if at < len(f.data) && f.data[at] == ' ' {
		for at < len(f.data) && f.data[at] == ' ' {
			at++
		}
	}
	if at < len(f.data) && f.data[at] == '\r' {
		at++
	}
	if at < len(f.data) && f.data[at] == '\n' {
		at++
	}
	length := f.find(dict, "Length")
	if n := length.int(); length.kind == numberOperand && n >= 0 && n <= len(f.data)-at {
		rest := bytes.TrimLeft(head(f.data[at+n:], 32), "\r\n \t\x00")
		if bytes.HasPrefix(rest, []byte("endstream")) || bytes.HasPrefix(rest, []byte("endobj")) {
			return f.data[at : at+n], at + n
		}
	}
	end = f.nextEnd(at)
	data = f.data[at:end]
	data = bytes.TrimSuffix(data, []byte("\n"))
	return bytes.TrimSuffix(data, []byte("\r")), end
}

// nextEnd is where the stream that is open at an offset ends: at the word for it, or else with its object or the file.
func (f *objects) nextEnd(at int) int {
	if f.ends == nil {
		f.ends = indexAll(f.data, "endstream")
		for _, at := range indexAll(f.data, "endobj") { // the stream's word may be lost
			s := scanner{data: head(f.data[at+len("endobj"):], 64)}
			id, gen, word := s.next(), s.next(), s.next()
			if id.kind == numberOperand && gen.kind == numberOperand && string(word.text) == "obj" {
				f.ends = append(f.ends, at)
			}
		}
		f.ends = append(f.ends, len(f.data))
		sort.Ints(f.ends)
	}
	return f.ends[sort.SearchInts(f.ends, at)]
}

func indexAll(data []byte, word string) []int {
	var all []int
	for at := 0; ; at += len(word) {
		i := bytes.Index(data[at:], []byte(word))
		if i < 0 {
			return all
		}
		at += i
		all = append(all, at)
	}
}

// decode is the plain data of a stream.
func (f *objects) decode(obj object) ([]byte, error) {
	data := obj.data
	if m := f.methodOf(obj); m != plainMethod {
		data = f.crypt.decrypt(m, obj.id, obj.gen, data)
	}
	return applyFilters(data, f.filters(obj.value))
}

// methodOf is how a stream is encrypted (7.6.5).
func (f *objects) methodOf(obj object) cryptMethod {
	if f.crypt == nil || obj.packed || obj.value.get("Type").name() == "XRef" {
		return plainMethod
	}
	if filters := f.filters(obj.value); len(filters) > 0 && filters[0].name == "Crypt" {
		return f.crypt.named(filters[0].crypt)
	}
	return f.crypt.streams
}

// filters reads the filters of a stream and their parameters (7.3.8.2).
func (f *objects) filters(dict operand) []filter {
	list, parms := f.find(dict, "Filter"), f.find(dict, "DecodeParms")
	if parms.kind == endOperand {
		parms = f.find(dict, "DP")
	}
	if list.kind == nameOperand {
		list = operand{kind: listOperand, list: []operand{list}}
		if parms.kind == dictOperand {
			parms = operand{kind: listOperand, list: []operand{parms}}
		}
	}
	if list.kind != listOperand {
		return nil
	}
	var filters []filter
	for i, o := range list.list[:min(len(list.list), 8)] {
		flt := filter{name: f.resolve(o).name(), predictor: 1, colours: 1, bits: 8, columns: 1, early: true}
		if parms.kind == listOperand && i < len(parms.list) {
			p := f.resolve(parms.list[i])
			for key, to := range map[string]*int{"Predictor": &flt.predictor, "Colors": &flt.colours, "BitsPerComponent": &flt.bits, "Columns": &flt.columns} {
				if n := f.find(p, key).int(); n > 0 && n < 1<<20 {
					*to = n
				}
			}
			if early := f.find(p, "EarlyChange"); early.kind == numberOperand {
				flt.early = early.num != 0
			}
			flt.crypt = f.find(p, "Name").name()
		}
		filters = append(filters, flt)
	}
	return filters
}

// unpack decodes an object stream, once.
func (f *objects) unpack(id int) *pack {
	if k := f.packs[id]; k != nil {
		return k
	}
	k := &pack{starts: map[int]int{}}
	f.packs[id] = k
	obj, ok := f.load(id)
	if !ok || !obj.isStream || f.unpacked > maxPacked {
		return k
	}
	k.data, _ = f.decode(obj)
	f.unpacked += len(k.data)
	first := f.find(obj.value, "First").int()
	if first <= 0 || first > len(k.data) {
		return k
	}
	s := scanner{data: k.data[:first]}
	for {
		id, at := s.next(), s.next()
		if id.kind != numberOperand || at.kind != numberOperand {
			return k
		}
		if start := first + at.int(); start >= first && start < len(k.data) {
			k.starts[id.int()] = start
		}
	}
}
