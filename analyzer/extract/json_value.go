package extract

import (
	"encoding/json"
	"errors"
	"fmt"
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
	p := jsonParser{text: text, dec: json.NewDecoder(strings.NewReader(text)), line: 1, use: use}
	v, err := p.value(nil, "", 0)
	if p.twice > 0 {
		b.Warn(fmt.Sprintf("%s in one object, the first on line %d; the last value is read", count(p.twice, "name stands twice", "names stand twice"), p.twiceLine))
	}
	return v, err
}

// beginJSON reads as much as there is of a JSON text that may be cut short; nil where there is nothing.
func beginJSON(text string) *jsonValue {
	p := jsonParser{text: text, dec: json.NewDecoder(strings.NewReader(text)), line: 1, use: transcriptJSON}
	v, _ := p.value(nil, "", 0)
	return v
}

// checkJSON says where and why text is not JSON.
func checkJSON(text string, use jsonUse) error {
	var whole json.RawMessage
	err := json.Unmarshal([]byte(text), &whole)
	if err == nil {
		return nil
	}
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

// jsonParser makes jsonValues of a text that is known to be JSON.
type jsonParser struct {
	text      string
	dec       *json.Decoder
	use       jsonUse
	at, line  int // an offset, and its line
	values    int
	twice     int // names that stand more than once in their object
	twiceLine int
}

// value reads the next value; key is its name in parent.
func (p *jsonParser) value(parent *jsonValue, key string, depth int) (*jsonValue, error) {
	if p.values++; p.values > p.use.maxValues || depth > maxJSONDepth {
		return nil, p.use.tooMuch()
	}
	v := &jsonValue{key: key, parent: parent, line: p.nextLine()}
	token, err := p.dec.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case json.Delim:
		v.kind = byte(t)
		if t == '{' {
			err = p.fields(v, depth)
		} else {
			err = p.elements(v, depth)
		}
		if err == nil {
			_, err = p.dec.Token() // the closing bracket
		}
	case string:
		v.kind, v.text = '"', t
	case nil:
		return nil, nil
	default: // as it is written: 3.90 stays 3.90
		v.kind, v.text = '0', strings.TrimLeft(p.text[p.at:p.dec.InputOffset()], ",: \t\r\n")
	}
	return v, err
}

// nextLine is the line on which the next token starts.
func (p *jsonParser) nextLine() int {
	from := p.at
	p.at = int(p.dec.InputOffset())
	for p.at < len(p.text) && strings.IndexByte(",: \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
	p.line += strings.Count(p.text[from:p.at], "\n")
	return p.line
}

func (p *jsonParser) fields(v *jsonValue, depth int) error {
	places := map[string]int{}
	for p.dec.More() {
		line := p.nextLine()
		key, err := p.dec.Token()
		if err != nil {
			return err
		}
		name := key.(string)
		kid, err := p.value(v, name, depth+1)
		if err != nil {
			v.kids = append(withoutNull(v.kids), withoutNull([]*jsonValue{kid})...)
			return err
		}
		place, twice := places[name]
		if twice {
			if p.twice++; p.twice == 1 {
				p.twiceLine = line
			}
		} else {
			place = len(v.kids)
			places[name] = place
			v.kids = append(v.kids, nil)
		}
		v.kids[place] = kid
	}
	v.kids = withoutNull(v.kids)
	return nil
}

func (p *jsonParser) elements(v *jsonValue, depth int) error {
	for i := 0; p.dec.More(); i++ {
		kid, err := p.value(v, strconv.Itoa(i), depth+1)
		if err != nil {
			v.kids = append(withoutNull(v.kids), withoutNull([]*jsonValue{kid})...)
			return err
		}
		v.kids = append(v.kids, kid)
	}
	v.kids = withoutNull(v.kids)
	return nil
}

func withoutNull(values []*jsonValue) []*jsonValue {
	kept := values[:0]
	for _, v := range values {
		if v != nil {
			kept = append(kept, v)
		}
	}
	return kept
}
