package extract

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"redflag/analyzer"
)

// relation is a link from one part of a DOCX to another.
type relation struct{ id, kind, target string }

// relations reads the links of a part; "" stands for the whole package. Links to the outside are left out.
func relations(a *archive, part string) []relation {
	dir, file := path.Split(part)
	data, err := a.part(dir + "_rels/" + file + ".rels")
	if err != nil {
		return nil
	}
	root, err := parseXML(data)
	if err != nil {
		return nil
	}
	var out []relation
	for _, n := range root.all() {
		target := n.get("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", dir, target)
		}
		if n.get("TargetMode") != "External" {
			out = append(out, relation{n.get("Id"), path.Base(n.get("Type")), strings.TrimPrefix(target, "/")})
		}
	}
	return out
}

// mainPart returns the name of the part that holds a Word document's body, or "".
func mainPart(a *archive) string {
	const usual = "word/document.xml"
	for _, r := range relations(a, "") {
		if r.kind == "officeDocument" && a.has(r.target) && strings.Contains(contentType(a, r.target), "word") {
			return r.target
		}
	}
	if a.has(usual) {
		return usual
	}
	return ""
}

// contentType returns what [Content_Types].xml says of a part.
func contentType(a *archive, part string) string {
	data, err := a.part("[Content_Types].xml")
	if err != nil {
		return ""
	}
	root, err := parseXML(data)
	if err != nil {
		return ""
	}
	for _, n := range root.all() {
		if n.name == "Override" && partName(n.get("PartName")) == partName(part) {
			return n.get("ContentType")
		}
	}
	return ""
}

func isDOCX(data []byte) bool {
	a, err := openArchive(data)
	return err == nil && mainPart(a) != ""
}

// docx is a Word document while it is read.
type docx struct {
	a         *archive
	rels      []relation
	styles    map[string]*style
	defaults  []*node          // run properties that hold everywhere
	usual     string           // id of the style of paragraphs that name none
	theme     map[string]paint // colours by their name in the theme
	pageWidth float64          // of the widest page, in points
	base      look             // of the paragraph's text, where a run does not say otherwise
	behind    paint            // what lies behind the text of this place
	fields    []bool           // open fields: whether the result has begun
	boxes     []docxBox        // text boxes anchored in the paragraph, which follow it
	notes     []note
	embedded  bool // it takes in another document, which is not read
	drawn     bool // a diagram or a chart was met, which is not read
	prompts   int  // content controls that nobody has filled in
	writer
}

// readDOCX reads the words of a Word document: headers, the body with tables and text boxes, notes, footers.
// Changes that were tracked are read as accepted.
func readDOCX(b *analyzer.Builder, data []byte) error {
	d := &docx{writer: writer{b: b}}
	if err := d.read(data); err != nil {
		return fmt.Errorf("a DOCX file that cannot be read (%w); open it in Word and save it again, or save it as PDF", err)
	}
	if !writeMeeting(b, d.out) {
		for _, l := range d.out {
			b.Line(l)
		}
	}
	switch {
	case d.embedded && len(d.out) == 0:
		return errors.New("its text is another document embedded in it, which is not read; open it in Word and save it again")
	case d.embedded:
		b.Warn("a document embedded in it was left out")
	}
	if d.drawn {
		b.Warn("the words of a diagram or chart were left out; save it as PDF to have them read")
	}
	if d.prompts > 0 {
		b.Warn(count(d.prompts, "field of a template was", "fields of a template were") + " not filled in; the prompts were read as text")
	}
	return nil
}

// read collects the lines of the document.
func (d *docx) read(data []byte) (err error) {
	if d.a, err = openArchive(data); err != nil {
		return err
	}
	part := mainPart(d.a)
	d.rels = relations(d.a, part)
	root, err := tree(d.a, part)
	if err != nil {
		return err
	}
	d.readTheme()
	d.readStyles()
	headers, footers := d.margins(root)
	d.behind = white
	background := root.kid("w:background")
	if background != nil && (len(background.kids) > 0 || !d.paint(background, "color", "themeColor").over(white).near(white)) ||
		root.any(liesBehind) || slices.ContainsFunc(slices.Concat(headers, footers), func(n *node) bool { return n.any(liesBehind) }) {
		d.behind = unclear // a screen shows a background, paper does not; a picture may be anywhere
	}
	root.any(func(n *node) bool {
		if n.name == "w:pgSz" {
			d.pageWidth = max(d.pageWidth, pointsOf(n.get("w"), 20))
		}
		return false
	})

	d.once(d.stories(headers))
	d.story(root.kid("w:body"))
	d.readNotes()
	d.once(d.stories(footers))
	return nil
}

// tree reads a part.
func tree(a *archive, part string) (*node, error) {
	data, err := a.part(part)
	if err != nil {
		return nil, err
	}
	n, err := parseXML(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", part, err)
	}
	return n, nil
}

// treeOf reads the part that the body links to with the given kind; nil if there is none. A damaged one is warned of:
// the body can be read without.
func (d *docx) treeOf(kind string) *node {
	for _, r := range d.rels {
		if r.kind == kind {
			n, err := tree(d.a, r.target)
			if err != nil {
				d.b.Warn(fmt.Sprintf("the %s were left out (%v)", kind, err))
			}
			return n
		}
	}
	return nil
}

// margins returns the headers and the footers that are shown on some page, each once.
func (d *docx) margins(root *node) (headers, footers []*node) {
	linked := map[string]relation{}
	for _, r := range d.rels {
		linked[r.id] = r
	}
	root.any(func(n *node) bool {
		if n.name != "w:sectPr" {
			return false
		}
		for _, ref := range n.kids {
			kind, r := ref.get("type"), linked[ref.get("id")]
			if r.target == "" || kind == "even" || kind == "first" && !n.kid("w:titlePg").on() {
				continue
			}
			delete(linked, r.id)
			part, err := tree(d.a, r.target)
			switch {
			case err != nil:
				d.b.Warn(fmt.Sprintf("a %s was left out (%v)", r.kind, err))
			case ref.name == "w:headerReference":
				headers = append(headers, part)
			case ref.name == "w:footerReference":
				footers = append(footers, part)
			}
		}
		return false
	})
	return headers, footers
}

// stories returns the lines of each part.
func (d *docx) stories(parts []*node) [][]analyzer.Line {
	var out [][]analyzer.Line
	for _, p := range parts {
		out = append(out, d.apart(func() { d.story(p) }))
	}
	return out
}

// note is a reference to a footnote or an endnote, met in the text.
type note struct{ kind, id string }

// readNotes reads the notes that were referred to, in that order, each once.
func (d *docx) readNotes() {
	parts := map[string]map[string]*node{}
	for i := 0; i < len(d.notes); i++ { // a note may refer to others
		n := d.notes[i]
		if parts[n.kind] == nil {
			parts[n.kind] = map[string]*node{}
			for _, k := range d.treeOf(n.kind).all() {
				parts[n.kind][k.get("id")] = k
			}
		}
		d.story(parts[n.kind][n.id])
		delete(parts[n.kind], n.id)
	}
}

// liesBehind reports whether an element may be drawn behind the text.
func liesBehind(n *node) bool {
	return n.name == "anchor" && n.get("behindDoc") != "0" && n.get("behindDoc") != "false" || n.name == "w:pict"
}
