package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
	"redflag/analyzer/extract"
	"redflag/analyzer/render"
)

// scanFlags are the flags of scan as they were given.
type scanFlags struct {
	readFlags
	castFlags
	frameworkFlag
	format, kind, color string
	jobs                int
	minConfidence       float64
	rules, failOn       []string
	vendorIndexes       []string
	verbose, quiet      bool
}

func newScanCommand() *cobra.Command {
	var f scanFlags
	cmd := &cobra.Command{
		Use:   "scan [flags] PATH...",
		Short: "Read resumes and show where to probe",
		Long: `scan reads files and folders and shows, for each document, the places where a
follow-up question is worth asking.

PATH is a file (PDF, DOCX, ODT, RTF, HTML, JSON Resume, Markdown, plain text;
transcripts also as VTT, SRT, or JSON of a recogniser), a folder, or - for standard
input. Folders are read with all that is in them; hidden files are left out, and
files of other kinds are skipped and counted. What was read too poorly to judge is
said and not judged. With --ocr, scans are read by an installed ocrmypdf or
tesseract, and so are pictures (PNG, JPEG, TIFF, WebP) that are named.

Results go to standard output in the order of the inputs, all else to standard
error. Exit status: 0 done; 1 --fail-on was met; 2 wrong usage, or an input could
not be read (the others are still reported).`,
		Example: `  redflag scan cv.pdf
  redflag scan applications/ --format jsonl > findings.jsonl
  pdftotext cv.pdf - | redflag scan -
  redflag scan cv.docx --rules unmeasured-impact,name-dropping
  redflag scan scan.pdf --ocr
  redflag scan cv.pdf --fail-on 60 --fail-on uniform-success`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("scan needs a file, a folder, or - for standard input")
			}
			return checkPaths(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error { return runScan(cmd, &f, args) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.format, "format", "f", "text", "write the results as `FORMAT`: text, json or jsonl")
	flags.StringVar(&f.kind, "kind", "", "read all inputs as `KIND`: resume or transcript (default: told from the content)")
	flags.IntVarP(&f.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "read `N` documents at a time")
	flags.Float64Var(&f.minConfidence, "min-confidence", analyzer.DefaultMinConfidence, "show findings from this confidence on: a `NUMBER` from 0 to 1")
	flags.StringSliceVar(&f.rules, "rules", nil, "use only these `RULES`, separated by commas (redflag explain lists them)")
	flags.StringSliceVar(&f.failOn, "fail-on", nil, "exit with 1 if a document scores `N` or more, or if N is a rule that has a finding to show; may be repeated")
	f.frameworkFlag.add(flags)
	f.castFlags.add(flags)
	flags.StringArrayVar(&f.vendorIndexes, "vendor-index", nil, "compare with the pages of index `FILE` too (redflag vendor build); may be repeated")
	f.readFlags.add(flags)
	flags.StringVar(&f.color, "color", "auto", "colour the text: `WHEN` is auto, always or never; auto heeds NO_COLOR")
	flags.BoolVarP(&f.verbose, "verbose", "v", false, "show all that speaks for the candidate, not a handful")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "say nothing on standard error but errors")
	complete(cmd, "format", formatNames()...)
	complete(cmd, "kind", "resume", "transcript")
	complete(cmd, "color", "auto", "always", "never")
	complete(cmd, "rules", ruleNames()...)
	return cmd
}

// checkPaths refuses to read standard input twice.
func checkPaths(_ *cobra.Command, args []string) error {
	if i := slices.Index(args, stdin); i >= 0 && slices.Contains(args[i+1:], stdin) {
		return errors.New("standard input can be read only once, and - stands twice")
	}
	return nil
}

func complete(cmd *cobra.Command, flag string, values ...string) {
	cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// scan is one run of the command: what its flags mean, and what has been seen so far.
type scan struct {
	scanFlags
	extract   extract.Options
	analyze   analyzer.Options
	detectors []*analyzer.Detector // rules and credits
	leastFail int                  // score from which --fail-on is met; over 100: never
	failRules []string

	in       io.Reader
	out, err io.Writer

	analyses     chan struct{} // holds as many as are at work
	done, failed int
	failMet      bool
	progress     *progress // nil: not shown
}

func runScan(cmd *cobra.Command, f *scanFlags, args []string) error {
	write := render.Formats[f.format]
	if write == nil {
		return fmt.Errorf("--format %q is not one of %s%s", f.format, strings.Join(formatNames(), ", "), didYouMean(f.format, formatNames()))
	}
	s, err := newScan(f)
	if err != nil {
		return err
	}
	s.in, s.out, s.err = cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr()
	return s.run(cmd.Context(), args, func(reports iter.Seq[*analyzer.Report]) error { return write(s.out, reports, s.options()) })
}

// run reads what the arguments name, hands the reports on, and says how it went.
func (s *scan) run(ctx context.Context, args []string, write func(iter.Seq[*analyzer.Report]) error) error {
	options, closePool, err := s.readFlags.options(ctx, s.jobs)
	if err != nil {
		return err
	}
	defer closePool()
	s.extract = options
	s.extract.Kind, s.extract.Cast = kinds[s.kind], s.cast
	inputs, skipped := s.collect(args)
	if len(skipped) > 0 && !s.quiet {
		fmt.Fprintf(s.err, "redflag: %s\n", skipped)
	}
	if !s.quiet && len(inputs) > 1 && isTerminal(s.err) && !isTerminal(s.out) {
		s.progress = &progress{s.err, len(inputs)}
	}
	if err := write(s.watch(s.reports(ctx, inputs))); err != nil {
		return fmt.Errorf("the results could not be written: %w", err)
	}
	switch {
	case ctx.Err() != nil && s.done < len(inputs):
		return fmt.Errorf("interrupted after %d of %d", s.done, len(inputs))
	case s.failed > 0:
		return status(exitError)
	case s.failMet:
		return status(exitFailOn)
	}
	return nil
}

// newScan checks the flags and works out what they mean.
func newScan(f *scanFlags) (*scan, error) {
	s := &scan{scanFlags: *f, leastFail: 101}
	switch {
	case f.kind != "" && kinds[f.kind] == 0:
		return nil, fmt.Errorf("--kind %q is not resume or transcript", f.kind)
	case f.jobs < 1:
		return nil, fmt.Errorf("--jobs %d: at least 1", f.jobs)
	case !(f.minConfidence >= 0 && f.minConfidence <= 1):
		return nil, fmt.Errorf("--min-confidence %v is not between 0 and 1", f.minConfidence)
	case f.color != "auto" && f.color != "always" && f.color != "never":
		return nil, fmt.Errorf("--color %q is not auto, always or never", f.color)
	}
	s.analyze.MinConfidence = f.minConfidence
	if f.minConfidence == 0 {
		s.analyze.MinConfidence = -1 // 0 would be the default
	}
	framework, err := f.frameworkFlag.read()
	if err != nil {
		return nil, err
	}
	s.analyze.Framework = framework
	if err := s.chooseRules(f.rules); err != nil {
		return nil, err
	}
	for _, path := range f.vendorIndexes {
		index, err := openIndex(path)
		if err != nil {
			return nil, fmt.Errorf("--vendor-index: %w", err)
		}
		s.analyze.Vendors = append(s.analyze.Vendors, index)
	}
	return s, s.chooseFailOn(f.failOn)
}

var kinds = map[string]analyzer.Kind{"resume": analyzer.Resume, "transcript": analyzer.Transcript}

// chooseRules takes the rules named, or all; what speaks for the candidate is always looked for.
func (s *scan) chooseRules(names []string) error {
	for _, name := range names {
		if err := checkRule("--rules", name); err != nil {
			return err
		}
	}
	for _, d := range detectors.All {
		if len(names) == 0 || slices.Contains(names, d.Name) {
			s.detectors = append(s.detectors, d)
		}
	}
	s.detectors = append(s.detectors, detectors.Credits...)
	return nil
}

func (s *scan) chooseFailOn(values []string) error {
	for _, v := range values {
		if n, err := strconv.Atoi(v); err == nil {
			if n < 0 || n > 100 {
				return fmt.Errorf("--fail-on %d: scores are between 0 and 100", n)
			}
			s.leastFail = min(s.leastFail, n)
			continue
		}
		if err := checkRule("--fail-on", v); err != nil {
			return err
		}
		if len(s.rules) > 0 && !slices.Contains(s.rules, v) {
			return fmt.Errorf("--fail-on %s is never met: --rules leaves that rule out", v)
		}
		s.failRules = append(s.failRules, v)
	}
	return nil
}

func checkRule(flag, name string) error {
	if slices.Contains(ruleNames(), name) {
		return nil
	}
	return fmt.Errorf("%s: unknown rule %q%s; redflag explain lists them", flag, name, didYouMean(name, ruleNames()))
}

func ruleNames() []string {
	var names []string
	for _, d := range detectors.All {
		names = append(names, d.Name)
	}
	return names
}

func formatNames() []string { return []string{"text", "json", "jsonl"} }

// options says how to render.
func (s *scan) options() render.Options {
	return render.Options{
		Color:         s.color == "always" || s.color == "auto" && isTerminal(s.out) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
		Width:         width(s.out),
		Verbose:       s.verbose,
		MinConfidence: s.analyze.MinConfidence,
		Version:       moduleVersion(),
	}
}

// watch passes the reports on as they come, says errors, and keeps what the exit status needs.
func (s *scan) watch(reports iter.Seq[*analyzer.Report]) iter.Seq[*analyzer.Report] {
	shown := s.format == "text" && isTerminal(s.out) // the errors are before the reader's eyes already
	return func(yield func(*analyzer.Report) bool) {
		defer s.progress.clear()
		for r := range reports {
			s.done++
			s.progress.clear()
			if r.Err != "" {
				s.failed++
				if !shown {
					fmt.Fprintf(s.err, "redflag: %s\n", r.Err)
				}
			}
			s.failMet = s.failMet || s.meetsFailOn(r)
			if !yield(r) {
				return
			}
			s.progress.show(s.done)
		}
	}
}

func (s *scan) meetsFailOn(r *analyzer.Report) bool {
	if r.Err == "" && r.Document.Quality.Enough() && r.Score >= s.leastFail {
		return true
	}
	return slices.ContainsFunc(r.Findings, func(f analyzer.Finding) bool { return f.Shown && slices.Contains(s.failRules, f.Rule) })
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}
