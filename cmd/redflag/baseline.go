package main

import (
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"redflag/analyzer"
	"redflag/analyzer/baseline"
)

// knownFlags say which findings are known.
type knownFlags struct {
	baselines []string
	noIgnore  bool
}

func (f *knownFlags) add(flags *pflag.FlagSet) {
	flags.StringArrayVar(&f.baselines, "baseline", nil, "leave out the findings that `FILE` lists (redflag baseline writes it); may be repeated")
	flags.BoolVar(&f.noIgnore, "no-ignore", false, "heed no "+baseline.FileName)
}

// known is what one run knows of findings: the lists given, and those that stand above the inputs.
type known struct {
	given []*baseline.List
	above bool // look for lists above the inputs
	today time.Time

	mu    sync.Mutex
	found map[string]*baseline.List // by path
	seen  map[string]bool           // base names of the documents
	errs  map[string]error          // lists that could not be read, by path
}

func (f *knownFlags) load() (*known, error) {
	k := &known{above: !f.noIgnore, today: time.Now(), found: map[string]*baseline.List{}, seen: map[string]bool{}, errs: map[string]error{}}
	for _, path := range f.baselines {
		l, err := baseline.Read(path)
		if err != nil {
			return nil, fmt.Errorf("--baseline: %w", err)
		}
		k.given = append(k.given, l)
	}
	return k, nil
}

// knows reports whether a finding of the document at path is known.
func (k *known) knows(path string, f *analyzer.Finding) bool {
	known := false
	for _, l := range k.lists(path) {
		known = l.Knows(path, f, k.today) || known
	}
	return known
}

// lists returns the lists that hold for a document.
func (k *known) lists(path string) []*baseline.List {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.seen[filepath.Base(path)] = true
	if !k.above || path == stdin {
		return k.given
	}
	file := nearest(path, baseline.FileName)
	if file == "" {
		return k.given
	}
	if k.found[file] == nil && k.errs[file] == nil {
		k.found[file], k.errs[file] = baseline.Read(file)
	}
	if l := k.found[file]; l != nil {
		return append([]*baseline.List{l}, k.given...)
	}
	return k.given
}

// check reads the list above every input, so that a mistake in one is told before anything is read.
func (k *known) check(inputs []input) error {
	for _, in := range inputs {
		k.lists(in.path)
	}
	for _, err := range k.errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// stale names the entries of all lists that hold no longer.
func (k *known) stale() []string {
	var out []string
	for _, l := range k.given {
		out = append(out, l.Stale(k.seen, k.today)...)
	}
	for _, l := range k.found {
		if l != nil {
			out = append(out, l.Stale(k.seen, k.today)...)
		}
	}
	return out
}

func newBaselineCommand() *cobra.Command {
	var f scanFlags
	var until, reason string
	cmd := &cobra.Command{
		Use:   "baseline [flags] PATH...",
		Short: "List the findings of documents, for scan to leave out",
		Long: `baseline writes an entry for each finding of the documents to standard output:
its fingerprint, its rule, its document, and the quote as a comment. scan
--baseline FILE leaves these out, and so does a file ` + baseline.FileName + ` in the folder
of a document or above it. Take out the entries that should be shown again; give
others a day (until=2027-06-30) and a reason behind #.

A fingerprint is made of the rule and the quote without case, space and marks: it
holds when the words move, and when the document is exported anew.`,
		Example: `  redflag baseline applications/ > known.txt
  redflag scan --baseline known.txt applications/
  redflag baseline cv.pdf --until 2027-06-30 --reason 'told on the phone' >> ` + baseline.FileName,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("baseline needs a file, a folder, or - for standard input")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			day := time.Time{}
			if until != "" {
				var err error
				if day, err = time.Parse(time.DateOnly, until); err != nil {
					return fmt.Errorf("--until %q is no day such as 2027-06-30", until)
				}
			}
			return runBaseline(cmd, &f, args, day, reason)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&until, "until", "", "the entries count until `DAY`, such as 2027-06-30")
	flags.StringVar(&reason, "reason", "", "the `WORDS` behind each entry")
	flags.StringVar(&f.kind, "kind", "", "read all inputs as `KIND`: resume or transcript (default: told from the content)")
	flags.Float64Var(&f.minConfidence, "min-confidence", analyzer.DefaultMinConfidence, "list findings from this confidence on: a `NUMBER` from 0 to 1")
	f.configFlags.add(flags)
	f.castFlags.add(flags)
	f.readFlags.add(flags)
	return cmd
}

func runBaseline(cmd *cobra.Command, f *scanFlags, args []string, until time.Time, reason string) error {
	f.format, f.color, f.jobs, f.quiet, f.noIgnore = "text", "never", 1, true, true
	s, err := newScan(f, args)
	if err != nil {
		return err
	}
	s.in, s.out, s.err = cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr()
	return s.run(cmd.Context(), args, func(reports iter.Seq[*analyzer.Report]) error {
		for r := range reports {
			if err := baseline.Write(s.out, r, until, reason); err != nil {
				return err
			}
		}
		return nil
	})
}
