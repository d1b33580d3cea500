package extract

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/encoding/unicode"
)

// What an XML part may hold. Word nests some twenty deep.
const (
	maxDepth = 500
	maxNodes = 1 << 20
	maxAttrs = 64 // of an element; others are dropped
)

// node is an element of an XML part.
type node struct {
	name string // "w:p": the short name of the namespace, where it is one of spaces, and the local name
	attr []xml.Attr
	kids []*node
	text []byte // of an element that holds text alone, or of a kid without a name, which stands for text between elements
}

// spaces are the namespaces that matter, as transitional and as strict documents spell them. A document that forgot to
// declare its prefix is understood too.
var spaces = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":             "w:",
	"w": "w:",
	"http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":  "m:",
	"http://purl.oclc.org/ooxml/officeDocument/math":              "m:",
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":              "text:",
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":            "office:",
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0":             "table:",
	"urn:oasis:names:tc:opendocument:xmlns:style:1.0":             "style:",
	"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0":           "draw:",
}

// parseXML reads a part into a tree. Document type declarations are refused: Word writes none, and entities are
// defined there.
func parseXML(data []byte) (*node, error) {
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		data, _ = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // UTF-8 by now, or else an error comes
	root := &node{}
	open := []*node{root}
	for count := 0; ; {
		t, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch t := t.(type) {
		case xml.StartElement:
			if count++; count > maxNodes || len(open) > maxDepth {
				return nil, fmt.Errorf("more than %d elements, or nested more than %d deep", maxNodes, maxDepth)
			}
			n := &node{name: spaces[t.Name.Space] + t.Name.Local, attr: t.Attr[:min(len(t.Attr), maxAttrs)]}
			top.kids = append(top.kids, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			switch {
			case top.name == "w:t", top.name == "m:t", top.name == "posOffset":
				top.text = append(top.text, t...)
			case strings.HasPrefix(top.name, "text:"):
				top.addText(t)
			}
		case xml.Directive:
			return nil, errors.New("it holds a document type declaration")
		}
	}
	if len(root.kids) == 0 {
		return nil, errors.New("no XML in it")
	}
	return root.kids[0], nil
}

// addText adds text that stands between elements: a kid without a name.
func (n *node) addText(t []byte) {
	if last := len(n.kids) - 1; last >= 0 && n.kids[last].name == "" {
		n.kids[last].text = append(n.kids[last].text, t...)
		return
	}
	n.kids = append(n.kids, &node{text: slices.Clone(t)})
}

// kid follows a path of first children with the given names. Like the other methods it may be called on nil.
func (n *node) kid(path ...string) *node {
	for _, name := range path {
		var next *node
		for _, k := range n.all() {
			if k.name == name {
				next = k
				break
			}
		}
		n = next
	}
	return n
}

// all returns the children.
func (n *node) all() []*node {
	if n == nil {
		return nil
	}
	return n.kids
}

// attributes returns the attributes.
func (n *node) attributes() []xml.Attr {
	if n == nil {
		return nil
	}
	return n.attr
}

// get returns the value of an attribute by its local name.
func (n *node) get(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// on reports whether an element that stands for a switch is there and not set off.
func (n *node) on() bool {
	if n == nil {
		return false
	}
	switch n.get("val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// any reports whether test holds for n or an element below it.
func (n *node) any(test func(*node) bool) bool {
	if n == nil {
		return false
	}
	if test(n) {
		return true
	}
	for _, k := range n.kids {
		if k.any(test) {
			return true
		}
	}
	return false
}
