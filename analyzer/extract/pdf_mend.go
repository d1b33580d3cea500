package extract

import (
	"bytes"
	"slices"
	"sort"
)

// openObjects finds the objects and pages of a file: by its cross-reference table, or by their text where the table leads
// to no pages or not to all of them. The header stands at shift: offsets count from there, or from the start of the file.
func openObjects(data []byte, shift int) (f *objects, pages []page, err error) {
	for _, from := range slices.Compact([]int{shift, 0}) {
		g := newObjects(data[from:])
		if !g.readTables() {
			continue
		}
		if err := g.decryption(); err != nil {
			return nil, nil, err
		}
		list, whole := g.pages()
		if whole && len(list) > 0 {
			return g, list, nil
		}
		if len(list) > len(pages) {
			f, pages = g, list
		}
	}
	g := newObjects(data[shift:])
	if err := g.rebuild(); err != nil {
		return nil, nil, err
	}
	list, whole := g.pages()
	if !whole || len(list) == 0 {
		list = g.addLoose(list)
	}
	if len(list) > len(pages) {
		f, pages = g, list
	}
	if f == nil {
		if !bytes.Contains(data[max(0, len(data)-1024):], []byte("%%EOF")) {
			return nil, nil, damaged("its end is missing (cut short on its way?), and no page is left whole")
		}
		return nil, nil, damaged("no pages are left in it")
	}
	f.mended = true
	return f, pages, nil
}

func newObjects(data []byte) *objects {
	return &objects{data: data, places: map[int]place{}, packs: map[int]*pack{}}
}

// rebuild finds the objects by their text.
func (f *objects) rebuild() error {
	f.mended = true
	f.scan()
	f.places = f.scanned
	if err := f.decryption(); err != nil {
		return err
	}
	f.scanPacks()
	return nil
}

// decryption takes the keys of an encrypted file.
func (f *objects) decryption() error {
	dict := f.find(f.trailer, "Encrypt")
	if dict.kind != dictOperand {
		return nil
	}
	var id []byte
	if ids := f.find(f.trailer, "ID"); len(ids.list) > 0 {
		id = f.resolve(ids.list[0]).text
	}
	var err error
	f.crypt, err = f.newCrypt(dict, id)
	f.packs = map[int]*pack{} // what was unpacked before is not decrypted
	return err
}

// readTables follows the chain of cross-reference sections (7.5.4 to 7.5.8) from the end of the file.
func (f *objects) readTables() bool {
	at := bytes.LastIndex(f.data, []byte("startxref"))
	if at < 0 {
		return false
	}
	s := scanner{data: f.data, pos: at + len("startxref")}
	next := s.next()
	if next.kind != numberOperand {
		return false
	}
	seen := map[int]bool{}
	for at := next.int(); len(seen) < maxChain && !seen[at]; {
		seen[at] = true
		trailer, ok := f.readTable(at)
		if !ok {
			return false
		}
		if f.trailer.kind != dictOperand {
			f.trailer = trailer
		}
		prev := trailer.get("Prev")
		if prev.kind != numberOperand && prev.kind != refOperand {
			break
		}
		at = prev.int()
	}
	return f.trailer.kind == dictOperand
}

// readTable reads one section: a table with its trailer, or a stream.
func (f *objects) readTable(at int) (trailer operand, ok bool) {
	if at < 0 || at >= len(f.data) {
		return operand{}, false
	}
	s := scanner{data: f.data, pos: at, file: true}
	if word := s.next(); word.kind != keywordOperand || string(word.text) != "xref" {
		return f.readTableStream(at)
	}
	entries := map[int]place{}
	for {
		start := s.next()
		if start.kind == keywordOperand && string(start.text) == "trailer" {
			break
		}
		count := s.next()
		if start.kind != numberOperand || count.kind != numberOperand {
			return operand{}, false
		}
		for id := start.int(); id < start.int()+count.int(); id++ {
			mark := s.pos
			offset, gen, use := s.next(), s.next(), s.next()
			if offset.kind != numberOperand || gen.kind != numberOperand || use.kind != keywordOperand {
				s.pos = mark // fewer entries than it says
				break
			}
			if id >= 0 && id < maxObjects {
				entries[id] = place{at: offset.int(), free: string(use.text) != "n"}
			}
		}
	}
	trailer = f.value(&s)
	if trailer.kind != dictOperand {
		return operand{}, false
	}
	if hybrid := trailer.get("XRefStm"); hybrid.kind == numberOperand {
		f.readTableStream(hybrid.int())
	}
	for id, p := range entries {
		f.enter(id, p)
	}
	return trailer, true
}

// enter notes where an object is, unless a later section has said so.
func (f *objects) enter(id int, p place) {
	if _, ok := f.places[id]; !ok {
		f.places[id] = p
	}
}

// readTableStream reads a cross-reference stream (7.5.8).
func (f *objects) readTableStream(at int) (trailer operand, ok bool) {
	obj, _, ok := f.parse(at)
	if !ok || !obj.isStream || obj.value.get("Type").name() != "XRef" {
		return operand{}, false
	}
	data, err := f.decode(obj)
	if err != nil {
		return operand{}, false
	}
	var w [3]int
	widths := f.find(obj.value, "W").list
	if len(widths) < 3 {
		return operand{}, false
	}
	for i := range w {
		if w[i] = widths[i].int(); w[i] < 0 || w[i] > 8 {
			return operand{}, false
		}
	}
	row := w[0] + w[1] + w[2]
	index := f.find(obj.value, "Index").list
	if len(index) == 0 {
		index = []operand{{kind: numberOperand}, f.find(obj.value, "Size")}
	}
	for i := 0; i+1 < len(index); i += 2 {
		for id := index[i].int(); id < index[i].int()+index[i+1].int() && row > 0 && len(data) >= row; id++ {
			kind := bigEndian(data[:w[0]])
			if w[0] == 0 {
				kind = 1
			}
			second, third := bigEndian(data[w[0]:w[0]+w[1]]), bigEndian(data[w[0]+w[1]:row])
			data = data[row:]
			if id < 0 || id >= maxObjects {
				continue
			}
			switch kind {
			case 0:
				f.enter(id, place{free: true})
			case 1:
				f.enter(id, place{at: second})
			case 2:
				if second > 0 && third >= 0 {
					f.enter(id, place{pack: second})
				}
			}
		}
	}
	return obj.value, true
}

func bigEndian(b []byte) int {
	n := 0
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n
}

// scan finds objects by their text: "12 0 obj". Of those with one number the last counts. It notes trailers, catalogues
// and pages on its way, and steps over streams whose length is right, as a file may be in there.
func (f *objects) scan() {
	if f.scanned != nil {
		return
	}
	f.scanned = map[int]place{}
	for _, at := range indexAll(f.data, "trailer") {
		s := scanner{data: f.data, pos: at + len("trailer"), file: true}
		f.foundTrailer(f.value(&s))
	}
	for at := 0; ; {
		i := bytes.Index(f.data[at:], []byte("obj"))
		if i < 0 {
			break
		}
		word := at + i
		at = word + len("obj")
		start, id, ok := f.numbersBefore(word)
		if !ok || id >= maxObjects {
			continue
		}
		f.scanned[id] = place{at: start}
		s := scanner{data: f.data, pos: at, file: true}
		value := f.value(&s)
		at = max(at, s.pos)
		f.foundObject(id, value)
		if o := s.next(); value.kind == dictOperand && o.kind == keywordOperand && string(o.text) == "stream" {
			if n := value.get("Length"); n.kind == numberOperand {
				if end := s.pos + n.int(); end > s.pos && end < len(f.data) && bytes.Contains(head(f.data[end:], 16), []byte("endstream")) {
					at = end
				}
			}
		}
	}
}

// numbersBefore reads the number and the generation in front of the word obj.
func (f *objects) numbersBefore(word int) (start, id int, ok bool) {
	i := word
	for range 2 {
		space := i
		for i > 0 && isPDFSpace(f.data[i-1]) && space-i < 16 {
			i--
		}
		digits := i
		for i > 0 && f.data[i-1] >= '0' && f.data[i-1] <= '9' && digits-i < 10 {
			i--
		}
		if digits == space || i == digits {
			return 0, 0, false
		}
	}
	s := scanner{data: f.data, pos: i}
	return i, s.next().int(), true
}

func (f *objects) foundTrailer(o operand) {
	if o.get("Root").kind != refOperand {
		return
	}
	if o.get("Encrypt").kind == endOperand && f.trailer.get("Encrypt").kind != endOperand {
		return // of a file within, or a table that was added without care
	}
	f.trailer = o
}

func (f *objects) foundObject(id int, o operand) {
	switch o.get("Type").name() {
	case "XRef":
		f.foundTrailer(o)
	case "Catalog":
		f.catalog = id
	case "Pages":
		if o.get("Parent").kind == endOperand {
			f.tree = id
		}
	case "Page":
		f.loose = append(f.loose, id)
	case "ObjStm":
		f.packed = append(f.packed, id)
	}
}

// scanPacks finds the objects in the object streams that were found; what stands later in the file counts.
func (f *objects) scanPacks() {
	for _, id := range f.packed {
		at := f.scanned[id].at
		k := f.unpack(id)
		within := make([]int, 0, len(k.starts))
		for inner := range k.starts {
			within = append(within, inner)
		}
		sort.Ints(within)
		for _, inner := range within {
			if inner == id || inner < 0 || inner >= maxObjects {
				continue
			}
			if p, ok := f.scanned[inner]; ok && p.at > at {
				continue
			}
			f.scanned[inner] = place{at: at, pack: id}
			s := scanner{data: k.data, pos: k.starts[inner], file: true}
			f.foundObject(inner, f.value(&s))
		}
	}
}

// pageTree is where the pages hang: by the trailer, or else a catalogue or the root of a page tree that was found.
func (f *objects) pageTree() operand {
	ref := func(id int) operand { return operand{kind: refOperand, num: float64(id)} }
	for _, root := range []operand{f.trailer.get("Root"), ref(f.catalog)} {
		if tree := f.resolve(root).get("Pages"); f.resolve(tree).kind == dictOperand {
			return tree
		}
	}
	return ref(f.tree)
}

// page is a page's object with what it inherits from its parents (7.7.3.4).
type page struct {
	id   int
	dict operand
}

var inherited = []string{"Resources", "MediaBox", "CropBox", "Rotate"}

// pages walks the page tree. whole is false where parts of it are lost.
func (f *objects) pages() (pages []page, whole bool) {
	whole = true
	seen := map[int]bool{}
	var walk func(ref operand, above operand, depth int)
	walk = func(ref, above operand, depth int) {
		node := f.resolve(ref)
		if ref.kind == refOperand {
			if seen[ref.int()] {
				return
			}
			seen[ref.int()] = true
		}
		if node.kind != dictOperand || depth > maxPageDepth {
			whole = false
			return
		}
		if len(pages) >= maxPages || len(seen) > maxPageNodes {
			f.cut = true
			return
		}
		node = inherit(node, above)
		kids := f.find(node, "Kids")
		if kids.kind != listOperand {
			if node.get("Type").name() != "Page" && node.get("Contents").kind == endOperand { // a branch that has lost its kids
				whole = whole && node.get("Type").name() == "Pages" && f.find(node, "Count").int() == 0
				return
			}
			pages = append(pages, page{ref.int(), node})
			return
		}
		for _, kid := range kids.list {
			walk(kid, node, depth+1)
		}
	}
	walk(f.pageTree(), operand{kind: dictOperand}, 0)
	return pages, whole
}

func inherit(node, above operand) operand {
	list := slices.Clip(node.list)
	for _, key := range inherited {
		if v := above.get(key); v.kind != endOperand && node.get(key).kind == endOperand {
			list = append(list, operand{kind: nameOperand, text: []byte(key)}, v)
		}
	}
	node.list = list
	return node
}

// addLoose adds the pages that no tree leads to, where the tree has lost some.
func (f *objects) addLoose(pages []page) []page {
	f.scan()
	known := map[int]bool{}
	for _, p := range pages {
		known[p.id] = true
	}
	for _, id := range f.loose {
		if f.cut = f.cut || len(pages) >= maxPages && !known[id]; known[id] || f.cut {
			continue
		}
		known[id] = true
		node := f.resolve(operand{kind: refOperand, num: float64(id)})
		if node.get("Type").name() != "Page" {
			continue
		}
		for up, depth := f.find(node, "Parent"), 0; up.kind == dictOperand && depth < maxPageDepth; depth++ {
			node, up = inherit(node, up), f.find(up, "Parent")
		}
		pages = append(pages, page{id, node})
	}
	return pages
}
