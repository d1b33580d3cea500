package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/pflag"
)

// given reports whether a flag was given.
func (f *scanFlags) given(name string) bool { return f.flags != nil && f.flags.Changed(name) }

// checkIdle refuses flags that would say nothing beside the others that are given.
func (f *scanFlags) checkIdle(paths []string) error {
	if len(paths) == 0 {
		for _, name := range []string{"kind", "jobs", "min-confidence", "baseline", "no-ignore", "candidate", "interviewer", "single-speaker", "ocr"} {
			if f.given(name) {
				return fmt.Errorf("--%s is for documents, and none is named: add the PATH of one", name)
			}
		}
	}
	if f.kind == "resume" {
		for _, name := range []string{"candidate", "interviewer", "single-speaker"} {
			if f.given(name) {
				return fmt.Errorf("--%s is for transcripts, and --kind resume reads none; give one of the two", name)
			}
		}
	}
	return nil
}

// checkIdleOutputs is checkIdle for the flags that one format heeds.
func (s *scan) checkIdleOutputs() error {
	writes := func(name string) bool {
		return slices.ContainsFunc(s.outputs, func(o output) bool { return o.name == name })
	}
	switch {
	case s.summary && !writes("csv"):
		return errors.New("--summary is for --format csv")
	case s.template != "" && !writes("template"):
		return errors.New("--template is for --format template, or for --output template=FILE; add that, or leave it out")
	case s.color == "always" && !writes("text"):
		return errors.New("--color always is for --format text; no other format has colours")
	}
	return nil
}

// wanted says in words what kind of value a flag takes.
func wanted(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "int":
		return "a whole number"
	case "float64":
		return "a number"
	case "duration":
		return "a time such as 10s or 2m"
	case "bool":
		return "true or false"
	}
	return ""
}

// invalidValue says what a flag takes, where its value is of another kind.
func invalidValue(e *pflag.InvalidValueError) error {
	if kind := wanted(e.GetFlag()); kind != "" {
		return fmt.Errorf("--%s %s is not %s", e.GetFlag().Name, strconv.Quote(e.GetValue()), kind)
	}
	return e
}
