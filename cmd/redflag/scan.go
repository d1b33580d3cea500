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
	"time"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
	"redflag/analyzer/extract"
	"redflag/analyzer/render"
	"redflag/analyzer/settings"
)

// scanFlags are the flags of scan as they were given.
type scanFlags struct {
	readFlags
	castFlags
	frameworkFlag
	knownFlags
	configFlags
	format, kind, color string
	jobs                int
	minConfidence       float64
	rules, failOn       []string
	vendorIndexes       []string
	output              []string
	template            string
	summary             bool
	flags               *pflag.FlagSet // tells which were given
	verbose, quiet      bool
}

func newScanCommand() *cobra.Command {
	var f scanFlags
	cmd := &cobra.Command{
		Use:   "scan [flags] PATH...",
		Short: "Read resumes and transcripts and show where to probe",
		Long: `scan reads files and folders and shows, for each document, the places where a
follow-up question is worth asking.

PATH is a file (PDF, DOCX, ODT, RTF, HTML, JSON Resume, Markdown, plain text;
transcripts also as VTT, SRT, or JSON of a recogniser), a folder, or - for standard
input. Folders are read with all that is in them; hidden files are left out, and
files of other kinds are skipped and counted. What was read too poorly to judge is
said and not judged. With --ocr, scans are read by an installed ocrmypdf or
tesseract, and so are pictures (PNG, JPEG, TIFF, WebP) that are named.

Results go to standard output in the order of the inputs, all else to standard
error. Exit status: 0 done; 1 --fail-on was met; 2 wrong usage, an input could not
be read (the others are still reported), or the results could not be written;
130 interrupted (what was done by then is reported whole).`,
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
		RunE: func(cmd *cobra.Command, args []string) error {
			f.flags = cmd.Flags()
			return runScan(cmd, &f, args)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.format, "format", "f", "text", "write the results as `FORMAT`: "+strings.Join(formatNames(), ", "))
	flags.StringArrayVarP(&f.output, "output", "o", nil, "write `FORMAT=FILE`, - for standard output; may be repeated, for several in one run")
	flags.BoolVar(&f.summary, "summary", false, "csv: a row for each document, not for each finding")
	flags.StringVar(&f.template, "template", "", "the text/template `FILE` of --format template (redflag explain template)")
	flags.StringVar(&f.kind, "kind", "", "read all inputs as `KIND`: resume or transcript (default: told from the content)")
	flags.IntVarP(&f.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "read `N` documents at a time")
	flags.Float64Var(&f.minConfidence, "min-confidence", analyzer.DefaultMinConfidence, "show findings from this confidence on: a `NUMBER` from 0 to 1")
	flags.StringSliceVar(&f.rules, "rules", nil, "use only these `RULES`, separated by commas, or leave out those with a minus: -name-dropping (redflag explain lists them)")
	flags.StringSliceVar(&f.failOn, "fail-on", nil, "exit with 1 if a document scores `N` or more, or if N is a rule that has a finding to show; may be repeated")
	f.frameworkFlag.add(flags)
	f.configFlags.add(flags)
	f.knownFlags.add(flags)
	f.castFlags.add(flags)
	flags.StringArrayVar(&f.vendorIndexes, "vendor-index", nil, "compare with the pages of index `FILE` too (redflag vendor build); may be repeated")
	f.readFlags.add(flags)
	flags.StringVar(&f.color, "color", "auto", "colour the text: `WHEN` is auto, always or never; auto heeds NO_COLOR")
	flags.BoolVarP(&f.verbose, "verbose", "v", false, "show all that speaks for the candidate, and say on standard error how long each file took and what was found")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "say nothing on standard error but errors")
	complete(cmd, "format", formatNames()...)
	complete(cmd, "kind", "resume", "transcript")
	complete(cmd, "color", "auto", "always", "never")
	complete(cmd, "rules", ruleNames()...)
	complete(cmd, "fail-on", ruleNames()...)
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
	outputs   []output
	read      []source // files that are read beside the inputs
	known     *known
	config    *config
	extract   extract.Options
	analyze   analyzer.Options
	detectors []*analyzer.Detector // rules and credits
	rulesRun  map[string]bool
	leastFail int // score from which --fail-on is met; over 100: never
	failRules []string

	in       io.Reader
	out, err io.Writer

	analyses     chan struct{} // holds as many as are at work
	done, failed int
	failMet      bool
	progress     *progress
}

func runScan(cmd *cobra.Command, f *scanFlags, args []string) error {
	s, err := newScan(f, args)
	if err != nil {
		return err
	}
	if err := s.chooseOutputs(f.output); err != nil {
		return err
	}
	s.in, s.out, s.err = cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr()
	return s.run(cmd.Context(), args, s.writeAll)
}

// run reads what the arguments name, hands the reports on, and says how it went.
func (s *scan) run(ctx context.Context, args []string, write func(iter.Seq[*analyzer.Report]) error) error {
	ctx, stop := interruptible(ctx)
	defer stop()
	options, closePool, err := s.readFlags.options(ctx, s.jobs)
	if err != nil {
		return err
	}
	defer closePool()
	s.extract = options
	s.extract.Kind, s.extract.Cast = kinds[s.kind], s.cast
	inputs, skipped := s.collect(args)
	if err := s.known.check(args, inputs); err != nil {
		return err
	}
	if err := s.checkOverwrite(inputs); err != nil {
		return err
	}
	if len(skipped) > 0 && !s.quiet {
		fmt.Fprintf(s.err, "redflag: %s\n", skipped)
	}
	s.progress = newProgress(s.err, len(inputs), !s.quiet && len(inputs) > 1 && isTerminal(s.err) && !isTerminal(s.out))
	if err := write(s.watch(s.reports(ctx, inputs))); err != nil {
		return fmt.Errorf("the results could not be written: %w", err)
	}
	for _, entry := range s.known.stale() {
		if !s.quiet && ctx.Err() == nil {
			fmt.Fprintf(s.err, "redflag: %s\n", printable(entry))
		}
	}
	switch {
	case ctx.Err() != nil && s.done < len(inputs):
		return &interruption{s.done, len(inputs)}
	case s.failed > 0:
		return status(exitError)
	case s.failMet:
		return status(exitFailOn)
	}
	return nil
}

// readConfig reads the settings of the inputs. A flag that is given stands above them.
func (s *scan) readConfig(paths []string) error {
	path, err := s.configFlags.find(paths)
	if err != nil {
		return err
	}
	if s.config, err = readConfig(path); err != nil {
		return err
	}
	if s.config.minConfidence != nil && !s.given("min-confidence") {
		s.minConfidence = *s.config.minConfidence
	}
	s.reads("the settings", path)
	return s.config.teach()
}

// newScan checks the flags and works out what they mean.
func newScan(f *scanFlags, paths []string) (*scan, error) {
	s := &scan{scanFlags: *f, leastFail: 101}
	if err := f.checkIdle(paths); err != nil {
		return nil, err
	}
	if err := s.readConfig(paths); err != nil {
		return nil, err
	}
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
	s.analyze.MinConfidence = s.minConfidence
	if !s.given("min-confidence") {
		s.analyze.MinConfidenceOf = s.config.leastOf()
	}
	if s.minConfidence == 0 {
		s.analyze.MinConfidence = -1 // 0 would be the default
	}
	var err error
	if s.analyze.Framework, err = s.readFramework(); err != nil {
		return nil, err
	}
	if err := s.chooseRules(f.rules); err != nil {
		return nil, err
	}
	if err := s.openIndexes(); err != nil {
		return nil, err
	}
	known, err := f.knownFlags.load()
	if err != nil {
		return nil, err
	}
	s.known, s.analyze.Known = known, known.knows
	if len(s.rulesRun) < len(detectors.All) {
		known.rules = s.rulesRun
	}
	for _, path := range f.baselines {
		s.reads("a baseline", path)
	}
	return s, s.chooseFailOn(f.failOn)
}

// readFramework reads the questions that the flag names, or the settings do.
func (s *scan) readFramework() (*analyzer.Framework, error) {
	path, from := s.frameworkFlag.path, "--framework"
	if path == "" && s.config.framework != "" {
		path, from = s.config.framework, s.config.place("framework")
	}
	framework, err := readFramework(path)
	if err != nil {
		return nil, fmt.Errorf("%s %w", from, err)
	}
	s.reads("the framework", path)
	return framework, nil
}

// openIndexes opens the indexes of vendors' pages that the settings and the flags name.
func (s *scan) openIndexes() error {
	for i, path := range append(slices.Clone(s.config.vendorIndexes), s.vendorIndexes...) {
		from := "--vendor-index"
		if i < len(s.config.vendorIndexes) {
			from = s.config.place("vendor-index")
		}
		index, err := openIndex(path)
		if err != nil {
			return fmt.Errorf("%s: %w", from, err)
		}
		s.analyze.Vendors = append(s.analyze.Vendors, index)
		s.reads("a vendor index", path)
	}
	return nil
}

var kinds = map[string]analyzer.Kind{"resume": analyzer.Resume, "transcript": analyzer.Transcript}

// chooseRules takes the rules named, or all but those that are named with a minus; what speaks for the candidate is always looked for.
func (s *scan) chooseRules(names []string) error {
	if s.given("rules") && len(names) == 0 {
		return errors.New("--rules names no rule; redflag explain lists them")
	}
	only := false // some are named without a minus: the others are left out
	for i, name := range names {
		name = strings.TrimPrefix(name, "+")
		if err := checkRule("--rules", strings.TrimPrefix(name, "-")); err != nil {
			return err
		}
		names[i] = name
		only = only || name[0] != '-'
	}
	for _, d := range detectors.All {
		if !slices.Contains(names, "-"+d.Name) && (!only || slices.Contains(names, d.Name)) {
			if set := s.config.apply(d, slices.Contains(names, d.Name)); set != nil {
				s.detectors = append(s.detectors, set)
			}
		}
	}
	if len(s.detectors) == 0 {
		return errors.New("--rules and the settings leave no rule")
	}
	s.rulesRun = map[string]bool{}
	for _, d := range s.detectors {
		s.rulesRun[d.Name] = true
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
		if !slices.Contains(ruleNames(), v) {
			return fmt.Errorf("--fail-on %q is neither a score from 0 to 100 nor a rule%s; redflag explain lists the rules", v, settings.DidYouMean(v, ruleNames()))
		}
		if !slices.ContainsFunc(s.detectors, func(d *analyzer.Detector) bool { return d.Name == v }) {
			return fmt.Errorf("--fail-on %s is never met: --rules or the settings leave that rule out", v)
		}
		s.failRules = append(s.failRules, v)
	}
	return nil
}

func checkRule(flag, name string) error {
	if slices.Contains(ruleNames(), name) {
		return nil
	}
	return fmt.Errorf("%s: unknown rule %q%s; redflag explain lists them", flag, name, settings.DidYouMean(name, ruleNames()))
}

func ruleNames() []string {
	var names []string
	for _, d := range detectors.All {
		names = append(names, d.Name)
	}
	return names
}

// formatNames lists the formats in the order in which help names them.
func formatNames() []string {
	return []string{"text", "json", "jsonl", "csv", "html", "md", "sarif", "junit", "github", "template"}
}

// options says how to render.
func (s *scan) options() render.Options {
	return render.Options{
		Color:         s.color == "always" || s.color == "auto" && isTerminal(s.out) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
		Width:         width(s.out),
		Verbose:       s.verbose,
		Summary:       s.summary,
		MinConfidence: s.analyze.MinConfidence,
		Version:       moduleVersion(),
	}
}

// watch passes the reports on as they come, says errors, and keeps what the exit status needs.
func (s *scan) watch(reports iter.Seq2[*analyzer.Report, time.Duration]) iter.Seq[*analyzer.Report] {
	shown := isTerminal(s.out) && (len(s.outputs) == 0 && s.format == "text" || len(s.outputs) > 0 && s.outputs[0].name == "text" && s.outputs[0].path == stdin) // the errors are before the reader's eyes already
	return func(yield func(*analyzer.Report) bool) {
		defer s.progress.clear()
		for r, took := range reports {
			s.done++
			if r.Err != "" {
				s.failed++
				if !shown {
					s.progress.print(r.Err)
				}
			}
			if s.verbose && !s.quiet {
				s.progress.print(fmt.Sprintf("%s: %s, %s", printable(r.Document.Path), took.Round(time.Millisecond), found(r)))
			}
			s.failMet = s.failMet || s.meetsFailOn(r)
			s.known.note(r)
			if !yield(r) {
				return
			}
			s.progress.step()
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
