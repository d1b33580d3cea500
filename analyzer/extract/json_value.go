package extract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"redflag/analyzer"
)

// A jsonValue is a value of a JSON text that knows its place. The fields of an object keep their order.
type jsonValue struct {
	kind   byte   // '{', '[', '"' or, for numbers, true and false, '0'; null is no value at all
	text   string // of a string, without its quotes and escapes; of a number, true or false, as it is written
	kids   []*jsonValue
	key    string // the field of the object, or the index in the array, that it is the value of
	parent *jsonValue
	line   int // line on which it starts, from 1
}

// A jsonUse says what a JSON text is, for its limits and for what the user is told.
type jsonUse struct {
	noun, remedy string
	maxValues    int // more than anybody writes
}

var (
	resumeJSON     = jsonUse{"resume", "save the resume as PDF or TXT", 200_000}
	transcriptJSON = jsonUse{"transcript", "export the transcript again, or save it as TXT", 1_500_000} // a word takes ten values or more
)

const maxJSONDepth = 100

func (use jsonUse) tooMuch() error {
	return fmt.Errorf("JSON of more than %d values, or nested more than %d deep, as no %s is; save it as PDF or TXT", use.maxValues, maxJSONDepth, use.noun)
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// pointer is the value's JSON Pointer (RFC 6901, section 3).
func (v *jsonValue) pointer() string {
	var path []string
	for ; v.parent != nil; v = v.parent {
		path = append(path, v.key)
	}
	var b strings.Builder
	for i := len(path) - 1; i >= 0; i-- {
		b.WriteByte('/')
		pointerEscapes.WriteString(&b, path[i])
	}
	return b.String()
}

// field returns the value of an object's field, or nil.
func (v *jsonValue) field(key string) *jsonValue {
	if v != nil && v.kind == '{' {
		for _, k := range v.kids {
			if k.key == key {
				return k
			}
		}
	}
	return nil
}

// parseJSON reads the one value of a JSON text: nil for null.
func parseJSON(b *analyzer.Builder, text string, use jsonUse) (*jsonValue, error) {
	if err := checkJSON(text, use); err != nil {
		return nil, err
	}
	p := jsonParser{text: text, line: 1, use: use}
	v, err := p.value(nil, "", 0)
	if p.twice > 0 {
		b.Warn(fmt.Sprintf("%s in one object, the first on line %d; the last value is read", count(p.twice, "name stands twice", "names stand twice"), p.twiceLine))
	}
	return v, err
}

// beginJSON reads the beginning of data as JSON, as far as it goes; nil where it is neither an object nor an array.
func beginJSON(data []byte) *jsonValue {
	start := bytes.TrimLeft(head(data, 1024), "\xEF\xBB\xBF\xFF\xFE\x00 \t\r\n")
	if len(start) == 0 || start[0] != '{' && start[0] != '[' {
		return nil
	}
	data = head(data, maxJSONHead)
	if _, enc := wide(data); enc != nil {
		data, _ = enc.NewDecoder().Bytes(data)
	}
	p := jsonParser{text: strings.TrimPrefix(string(data), "\uFEFF"), line: 1, use: transcriptJSON}
	v, _ := p.value(nil, "", 0)
	return v
}

// checkJSON says where and why text is not JSON.
func checkJSON(text string, use jsonUse) error {
	data := []byte(text)
	if json.Valid(data) {
		return nil
	}
	var whole json.RawMessage
	err := json.Unmarshal(data, &whole)
	if strings.Contains(err.Error(), "exceeded max depth") {
		return use.tooMuch()
	}
	at := len(text)
	if e, ok := errors.AsType[*json.SyntaxError](err); ok && !strings.HasPrefix(e.Error(), "unexpected end") {
		at = min(at, max(0, int(e.Offset)-1))
	}
	before := text[:at]
	line := 1 + strings.Count(before, "\n")
	column := 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
	return fmt.Errorf("JSON that cannot be read from line %d, column %d on (%w); mend it there, or %s", line, column, err, use.remedy)
}

// jsonParser makes jsonValues of a text that is known to be JSON, or of the beginning of one: at what does not fit it stops. It holds
// the text's own strings, and its values in slabs, since a word of a transcript takes ten of them.
type jsonParser struct {
	text      string
	use       jsonUse
	at, line  int // an offset, and its line
	values    int
	slab      []jsonValue
	twice     int // names that stand more than once in their object
	twiceLine int
}

var errJSONCut = errors.New("JSON that breaks off")

// value reads the next value; key is its name in parent.
func (p *jsonParser) value(parent *jsonValue, key string, depth int) (*jsonValue, error) {
	if p.values++; p.values > p.use.maxValues || depth > maxJSONDepth {
		return nil, p.use.tooMuch()
	}
	c := p.next()
	v := p.new()
	v.key, v.parent, v.line = key, parent, p.line
	var err error
	switch c {
	case '{':
		v.kind, p.at = c, p.at+1
		err = p.fields(v, depth)
	case '[':
		v.kind, p.at = c, p.at+1
		err = p.elements(v, depth)
	case '"':
		v.kind = c
		v.text, err = p.str()
	default: // as it is written: 3.90 stays 3.90
		v.kind, v.text = '0', p.literal()
		if v.text == "null" {
			return nil, nil
		}
		if v.text == "" {
			return nil, errJSONCut
		}
	}
	return v, err
}

// new returns an empty value.
func (p *jsonParser) new() *jsonValue {
	if len(p.slab) == 0 {
		p.slab = make([]jsonValue, min(512, 8+p.values))
	}
	v := &p.slab[0]
	p.slab = p.slab[1:]
	return v
}

// next goes to the next character that is no white space and returns it; 0 at the end.
func (p *jsonParser) next() byte {
	for ; p.at < len(p.text); p.at++ {
		switch c := p.text[p.at]; c {
		case '\n':
			p.line++
		case ' ', '\t', '\r':
		default:
			return c
		}
	}
	return 0
}

// skip passes over a character, if it is the next.
func (p *jsonParser) skip(c byte) bool {
	if p.next() == c {
		p.at++
		return true
	}
	return false
}

// str reads a string, which begins here.
func (p *jsonParser) str() (string, error) {
	start := p.at
	escaped := false
	for p.at++; p.at < len(p.text); p.at++ {
		switch p.text[p.at] {
		case '\\':
			escaped = true
			p.at++
		case '"':
			p.at++
			raw := p.text[start:p.at]
			if !escaped {
				return raw[1 : len(raw)-1], nil
			}
			var s string
			err := json.Unmarshal([]byte(raw), &s)
			return s, err
		}
	}
	return "", errJSONCut
}

// literal reads a number, true, false or null.
func (p *jsonParser) literal() string {
	start := p.at
	for p.at < len(p.text) && strings.IndexByte(",:[]{}\" \t\r\n", p.text[p.at]) < 0 {
		p.at++
	}
	return p.text[start:p.at]
}

// fewFields is how many fields are looked through one by one for a name that stands twice.
const fewFields = 16

func (p *jsonParser) fields(v *jsonValue, depth int) error {
	var places map[string]int
	names := make([]string, 0, fewFields)
	place := func(name string) int {
		if places != nil {
			if i, ok := places[name]; ok {
				return i
			}
			return -1
		}
		return slices.Index(names, name)
	}
	defer func() { v.kids = withoutNull(v.kids) }()
	for !p.skip('}') {
		if p.skip(',') {
			continue
		}
		if p.next() != '"' {
			return errJSONCut
		}
		line := p.line
		name, err := p.str()
		if err != nil {
			return err
		}
		if !p.skip(':') {
			return errJSONCut
		}
		kid, err := p.value(v, name, depth+1)
		if i := place(name); i >= 0 {
			if p.twice++; p.twice == 1 {
				p.twiceLine = line
			}
			v.kids[i] = kid
		} else {
			if names = append(names, name); len(names) > fewFields && places == nil {
				places = map[string]int{}
				for i, n := range names {
					places[n] = i
				}
			} else if places != nil {
				places[name] = len(names) - 1
			}
			v.kids = append(v.kids, kid)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *jsonParser) elements(v *jsonValue, depth int) error {
	defer func() { v.kids = withoutNull(v.kids) }()
	for i := 0; !p.skip(']'); {
		if p.skip(',') {
			continue
		}
		kid, err := p.value(v, strconv.Itoa(i), depth+1)
		v.kids = append(v.kids, kid)
		if err != nil {
			return err
		}
		i++
	}
	return nil
}

func withoutNull(values []*jsonValue) []*jsonValue {
	return slices.DeleteFunc(values, func(v *jsonValue) bool { return v == nil })
}
