package extract

import (
	"reflect"

	"github.com/ledongthuc/pdf"
)

// layers are the optional content groups (8.11) that a viewer does not show as the document opens, by object number.
type layers struct {
	off map[uint64]bool
	all bool // base state OFF: groups are off unless on says otherwise
	on  map[uint64]bool

	steps int // groups looked at
}

const (
	maxOCGs      = 10000
	maxSteps     = 1 << 20
	maxCondition = 16 // expressions within expressions
)

// objectNumber is the number of the object that a value stands in. The object layer keeps it to itself.
func objectNumber(v pdf.Value) uint64 {
	return reflect.ValueOf(v).FieldByName("ptr").FieldByName("id").Uint()
}

// shownLayers reads the layers once.
func (f *pdfFile) shownLayers() *layers {
	if f.layers == nil {
		f.layers = f.readLayers()
	}
	return f.layers
}

// readLayers reads the default configuration of the catalogue (8.11.4.3).
func (f *pdfFile) readLayers() *layers {
	l := &layers{off: map[uint64]bool{}, on: map[uint64]bool{}}
	config := func() pdf.Value { return f.Trailer().Key("Root").Key("OCProperties").Key("D") }
	l.all, _ = try(func() bool { return config().Key("BaseState").Name() == "OFF" })
	note := func(key string, set map[uint64]bool) {
		try(func() bool {
			list := config().Key(key)
			for i := range min(list.Len(), maxOCGs) {
				set[objectNumber(list.Index(i))] = true
			}
			return true
		})
	}
	note("OFF", l.off)
	note("ON", l.on)
	return l
}

// hides reports whether content of an optional content group or membership dictionary is switched off.
func (l *layers) hides(oc pdf.Value) bool {
	if oc.Kind() != pdf.Dict || !l.all && len(l.off) == 0 {
		return false
	}
	off, ok := try(func() bool { return !l.visible(oc) })
	return ok && off
}

func (l *layers) visible(oc pdf.Value) bool {
	if oc.Key("Type").Name() != "OCMD" {
		return l.isOn(oc)
	}
	if e := oc.Key("VE"); e.Kind() == pdf.Array {
		return l.expression(e, 0)
	}
	groups := oc.Key("OCGs")
	var states []bool
	switch groups.Kind() {
	case pdf.Dict:
		states = append(states, l.isOn(groups))
	case pdf.Array:
		for i := range min(groups.Len(), maxOCGs) {
			if g := groups.Index(i); g.Kind() == pdf.Dict {
				states = append(states, l.isOn(g))
			}
		}
	}
	return policy(oc.Key("P").Name(), states)
}

func (l *layers) isOn(group pdf.Value) bool {
	if l.steps++; l.steps > maxSteps { // expressions that share their parts grow without end
		return true
	}
	n := objectNumber(group)
	if l.all {
		return l.on[n]
	}
	return !l.off[n]
}

// policy applies the visibility policy of a membership dictionary (table 99); without groups it has no effect.
func policy(name string, states []bool) bool {
	if len(states) == 0 {
		return true
	}
	on := 0
	for _, s := range states {
		if s {
			on++
		}
	}
	switch name {
	case "AllOn":
		return on == len(states)
	case "AnyOff":
		return on < len(states)
	case "AllOff":
		return on == 0
	}
	return on > 0
}

// expression evaluates a visibility expression (8.11.2.2): [/And a b], [/Or a b], [/Not a].
func (l *layers) expression(v pdf.Value, depth int) bool {
	if v.Kind() == pdf.Dict {
		return l.isOn(v)
	}
	if v.Kind() != pdf.Array || v.Len() < 2 || depth > maxCondition || l.steps > maxSteps {
		return true
	}
	kind := v.Index(0).Name()
	if kind == "Not" {
		return !l.expression(v.Index(1), depth+1)
	}
	for i := 1; i < min(v.Len(), 64); i++ {
		if on := l.expression(v.Index(i), depth+1); on != (kind == "And") {
			return on
		}
	}
	return kind == "And"
}
