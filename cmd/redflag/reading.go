package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"redflag/analyzer/extract"
)

// readFlags are the flags of every command that reads documents.
type readFlags struct {
	maxSize, maxMemory string
	timeout            time.Duration
	inProcess          bool
}

func (f *readFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.maxSize, "max-size", "20MB", "read no file larger than `SIZE`")
	flags.DurationVar(&f.timeout, "timeout", extract.DefaultTime, "spend no more than `TIME` on reading one file")
	flags.StringVar(&f.maxMemory, "max-memory", "512MB", "spend no more memory than `SIZE` on reading one file")
	flags.BoolVar(&f.inProcess, "in-process", false, "read in this process, without limits of time and memory: a hostile file may end it")
}

// options returns what the flags mean, with a pool of reading processes, and what closes it.
func (f *readFlags) options(jobs int) (extract.Options, func(), error) {
	none := extract.Options{}
	limit, err := parseSize("--max-size", f.maxSize)
	if err != nil {
		return none, nil, err
	}
	memory, err := parseSize("--max-memory", f.maxMemory)
	if err != nil {
		return none, nil, err
	}
	switch {
	case f.timeout <= 0:
		return none, nil, fmt.Errorf("--timeout %v: more than nothing, such as 10s", f.timeout)
	case memory < extract.MinMemory:
		return none, nil, fmt.Errorf("--max-memory %s: at least %dMB", f.maxMemory, extract.MinMemory>>20)
	case f.inProcess:
		return extract.Options{MaxBytes: limit}, func() {}, nil
	}
	pool := extract.NewPool(jobs, extract.Limits{Time: f.timeout, Memory: memory})
	return extract.Options{MaxBytes: limit, Pool: pool}, pool.Close, nil
}

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
