package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
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
	whole []string        // folders that are read with all that is in them
	rules map[string]bool // that are looked for; nil: all

	mu       sync.Mutex
	found    map[string]*baseline.List // by path
	byFolder map[string][]*baseline.List
	seen     map[*baseline.List]map[string]bool // base names of the documents that were read and judged under each list
	failed   bool                               // some were not
	err      error                              // a list that could not be read
}

func (f *knownFlags) load() (*known, error) {
	k := &known{above: !f.noIgnore, today: time.Now(), found: map[string]*baseline.List{}, byFolder: map[string][]*baseline.List{}, seen: map[*baseline.List]map[string]bool{}}
	for _, path := range f.baselines {
		l, err := baseline.Read(path)
		if _, unread := errors.AsType[*fs.PathError](err); unread {
			err = fmt.Errorf("%s: %w", printable(path), cause(err))
		}
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

// lists returns the lists that hold for a document: those given, and those in its folder and above it.
func (k *known) lists(path string) []*baseline.List {
	if !k.above || path == stdin {
		return k.given
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	folder := filepath.Dir(path)
	if lists, ok := k.byFolder[folder]; ok {
		return lists
	}
	lists := slices.Clone(k.given)
	for _, file := range upward(folder, baseline.FileName) {
		l := k.found[file]
		if l == nil {
			var err error
			if l, err = baseline.Read(file); err != nil {
				k.err = cmp.Or(k.err, err)
				continue
			}
			k.found[file] = l
		}
		lists = append(lists, l)
	}
	k.byFolder[folder] = lists
	return lists
}

// check reads the lists above every input, so that a mistake in one is told before anything is read.
func (k *known) check(args []string, inputs []input) error {
	for _, arg := range args {
		if info, err := os.Stat(arg); err == nil && info.IsDir() {
			k.whole = append(k.whole, place(arg))
		}
	}
	for _, in := range inputs {
		k.lists(in.path)
	}
	return k.err
}

// paths names the lists that were found.
func (k *known) paths() []string { return slices.Collect(maps.Keys(k.found)) }

// note keeps that a document was read and judged, or was not.
func (k *known) note(r *analyzer.Report) {
	if r.Err != "" || !r.Document.Quality.Enough() {
		k.failed = true
		return
	}
	for _, l := range k.lists(r.Document.Path) {
		if k.seen[l] == nil {
			k.seen[l] = map[string]bool{}
		}
		k.seen[l][filepath.Base(r.Document.Path)] = true
	}
}

// stale names the entries of all lists that hold no longer. Of an entry that met nothing that is only said where all that it could meet was
// read: its rule was looked for, its document read; one of no document in a list above the inputs needs all of the list's folder.
func (k *known) stale() []string {
	var out []string
	name := func(l *baseline.List, all bool) {
		out = append(out, l.Stale(func(e *baseline.Entry) bool {
			switch {
			case k.rules != nil && (e.Rule == "" || slices.Contains(ruleNames(), e.Rule) && !k.rules[e.Rule]):
				return false
			case e.Document != "":
				return k.seen[l][e.Document]
			}
			return all && !k.failed
		}, k.today)...)
	}
	for _, l := range k.given {
		name(l, true)
	}
	for _, path := range slices.Sorted(maps.Keys(k.found)) {
		folder := place(filepath.Dir(path))
		name(k.found[path], slices.ContainsFunc(k.whole, func(root string) bool {
			rel, err := filepath.Rel(root, folder)
			return err == nil && filepath.IsLocal(rel)
		}))
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
--baseline FILE leaves these out, and so do the files ` + baseline.FileName + ` in the folder
of a document and in all above it, up to the root of its git repository. Take out the entries that should be shown again; give
others a day (until=2027-06-30) and a reason behind #.

A fingerprint is made of the rule and the quote without case, space and marks: it
holds when the words move, and when the document is exported anew.`,
		Example: `  redflag baseline applications/ > known.txt
  redflag scan --baseline known.txt applications/
  redflag baseline cv.pdf --until 2027-06-30 --reason 'told on the phone' >> ` + baseline.FileName,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("baseline needs a file, a folder, or - for standard input")
			}
			return checkPaths(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			day := time.Time{}
			if until != "" {
				var err error
				if day, err = time.Parse(time.DateOnly, until); err != nil {
					return fmt.Errorf("--until %q is no day such as 2027-06-30", until)
				}
				if day.AddDate(0, 0, 1).Before(time.Now()) {
					return fmt.Errorf("--until %s is over: the entries would leave nothing out; give a day to come", until)
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
	complete(cmd, "kind", "resume", "transcript")
	return cmd
}

func runBaseline(cmd *cobra.Command, f *scanFlags, args []string, until time.Time, reason string) error {
	f.flags = cmd.Flags()
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
