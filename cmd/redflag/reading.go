package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"redflag/analyzer"
	"redflag/analyzer/extract"
)

// readFlags are the flags of every command that reads documents.
type readFlags struct {
	maxSize, maxMemory string
	timeout            time.Duration
	inProcess, ocr     bool
}

// castFlags say who is who in a transcript.
type castFlags struct{ cast analyzer.Cast }

func (f *castFlags) add(flags *pflag.FlagSet) {
	flags.Var((*onceName)(&f.cast.Candidate), "candidate", "in transcripts, `NAME` is the candidate")
	flags.StringArrayVar(&f.cast.Interviewers, "interviewer", nil, "in transcripts, `NAME` is an interviewer; may be repeated")
	flags.BoolVar(&f.cast.SingleSpeaker, "single-speaker", false, "all of a transcript without speakers is the candidate's")
}

// onceName is the value of a flag that names one person: a second one must not take the place of the first in silence.
type onceName string

func (n *onceName) String() string { return string(*n) }
func (n *onceName) Type() string   { return "string" }

func (n *onceName) Set(s string) error {
	if *n != "" {
		return fmt.Errorf("given before, as %q; a transcript has one candidate: give the flag once, and read files of others by themselves", string(*n))
	}
	*n = onceName(s)
	return nil
}

func (f *readFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.maxSize, "max-size", "20MB", "read no file larger than `SIZE`")
	flags.DurationVar(&f.timeout, "timeout", extract.DefaultTime, "spend no more than `TIME` on reading one file")
	flags.StringVar(&f.maxMemory, "max-memory", defaultMemory, "spend no more memory than `SIZE` on reading one file")
	flags.BoolVar(&f.inProcess, "in-process", false, "read in this process, without limits of time and memory: a hostile file may end it")
	flags.BoolVar(&f.ocr, "ocr", false, "read scans, and pictures that are named, with an installed ocrmypdf or tesseract")
}

// options returns what the flags mean, with a pool of reading processes, and what closes it.
func (f *readFlags) options(ctx context.Context, jobs int) (extract.Options, func(), error) {
	var o extract.Options
	nothing := func() {}
	memory, err := parseSize("--max-memory", f.maxMemory)
	if err != nil {
		return o, nothing, err
	}
	if o.MaxBytes, err = parseSize("--max-size", f.maxSize); err != nil {
		return o, nothing, err
	}
	switch {
	case f.timeout <= 0:
		return o, nothing, fmt.Errorf("--timeout %v: more than nothing, such as 10s", f.timeout)
	case memory < extract.MinMemory:
		return o, nothing, fmt.Errorf("--max-memory %s: at least %dMB", f.maxMemory, extract.MinMemory>>20)
	}
	if f.inProcess && (f.timeout != extract.DefaultTime || f.maxMemory != defaultMemory) {
		return o, nothing, errors.New("--timeout and --max-memory bind the processes that read files, and --in-process has none; leave it out, or them")
	}
	if f.ocr {
		o.OCR = &extract.OCR{Context: ctx}
	}
	if f.inProcess {
		return o, nothing, nil
	}
	o.Pool = extract.NewPool(jobs, extract.Limits{Time: f.timeout, Memory: memory})
	return o, o.Pool.Close, nil
}

const defaultMemory = "512MB"

// parseSize reads "20MB", "512 KB", "1G" or a plain number of bytes; a KB is 1,024 bytes.
func parseSize(flag, s string) (int64, error) {
	number := strings.ToUpper(strings.TrimSpace(s))
	unit := int64(1)
	for _, u := range []struct {
		suffix string
		bytes  int64
	}{{"KB", 1 << 10}, {"MB", 1 << 20}, {"GB", 1 << 30}, {"K", 1 << 10}, {"M", 1 << 20}, {"G", 1 << 30}, {"B", 1}} {
		if rest, ok := strings.CutSuffix(number, u.suffix); ok {
			number, unit = strings.TrimSpace(rest), u.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(number, 64)
	bytes := n * float64(unit)
	if err != nil || !(bytes >= 1 && bytes <= 1<<40) {
		return 0, fmt.Errorf("%s %q is not a size such as 20MB, 512KB or 1000000", flag, s)
	}
	return int64(bytes), nil
}
