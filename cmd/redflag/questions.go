package main

import (
	"fmt"
	"iter"
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"redflag/analyzer"
	"redflag/analyzer/render"
	"redflag/analyzer/settings"
)

func newQuestionsCommand() *cobra.Command {
	var f scanFlags
	cmd := &cobra.Command{
		Use:   "questions [flags] [PATH...]",
		Short: "Print the interviewer's sheet for the next round",
		Long: `questions prints, for each resume or interview transcript, what to ask next:
questions that were not asked yet, follow-ups where an answer left something
open, in the answer's own words, and a question for each finding, with quotes
and their place or time. What was strong is said briefly. Of an interview
the ten most telling questions are shown; --verbose shows all.

Without PATH it prints the questions themselves, with what to hear in the
answers. --framework takes a team's own questions; lexicons/framework.yaml in
the source is the built-in set, and says how such a file is written.`,
		Example: `  redflag questions
  redflag questions first-round.vtt
  redflag questions cv.pdf --format md > sheet.md
  redflag questions cv.pdf first-round.vtt --format html > sheets.html
  redflag questions first-round.txt --framework team.yaml`,
		Args: checkPaths,
		RunE: func(cmd *cobra.Command, args []string) error { return runQuestions(cmd, &f, args) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.format, "format", "f", "text", "write the sheets as `FORMAT`: text, md, html (to print and write on) or json")
	flags.StringVar(&f.kind, "kind", "", "read all inputs as `KIND`: resume or transcript (default: told from the content)")
	flags.IntVarP(&f.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "read `N` documents at a time")
	flags.Float64Var(&f.minConfidence, "min-confidence", analyzer.DefaultMinConfidence, "probe findings from this confidence on: a `NUMBER` from 0 to 1")
	f.frameworkFlag.add(flags)
	f.configFlags.add(flags)
	f.knownFlags.add(flags)
	f.castFlags.add(flags)
	f.readFlags.add(flags)
	flags.StringVar(&f.color, "color", "auto", "colour the text: `WHEN` is auto, always or never; auto heeds NO_COLOR")
	flags.BoolVarP(&f.verbose, "verbose", "v", false, "show all questions and all that speaks for the candidate, and say on standard error how long each file took")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "say nothing on standard error but errors")
	complete(cmd, "format", sheetFormatNames...)
	complete(cmd, "kind", "resume", "transcript")
	complete(cmd, "color", "auto", "always", "never")
	return cmd
}

var sheetFormatNames = []string{"text", "md", "html", "json"}

// frameworkFlag names a team's own questions.
type frameworkFlag struct{ path string }

func (f *frameworkFlag) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.path, "framework", "", "use the questions of `FILE` (YAML) rather than the built-in ones")
}

// maxFramework is the most bytes of a framework that are read.
const maxFramework = 1 << 20

// readFramework reads a framework, the built-in one where there is no path.
func readFramework(path string) (*analyzer.Framework, error) {
	if path == "" {
		return analyzer.BuiltinFramework(), nil
	}
	info, err := os.Stat(path)
	if err == nil && info.Size() > maxFramework {
		return nil, fmt.Errorf("%s: over the limit of 1 MB; a framework is a short list of questions", printable(path))
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", printable(path), cause(err))
	}
	return analyzer.ParseFramework(printable(path), data)
}

func runQuestions(cmd *cobra.Command, f *scanFlags, args []string) error {
	f.flags = cmd.Flags()
	write := render.SheetFormats[f.format]
	if write == nil {
		return fmt.Errorf("--format %q is not one of %s%s", f.format, strings.Join(sheetFormatNames, ", "), settings.DidYouMean(f.format, sheetFormatNames))
	}
	s, err := newScan(f, args)
	if err != nil {
		return err
	}
	s.in, s.out, s.err = cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr()
	if len(args) == 0 {
		if err := write(s.out, slices.Values([]analyzer.Sheet{analyzer.NewSheet(nil, s.analyze.Framework)}), s.options()); err != nil {
			return fmt.Errorf("the results could not be written: %w", err)
		}
		return nil
	}
	return s.run(cmd.Context(), args, func(reports iter.Seq[*analyzer.Report]) error {
		return write(s.out, sheets(reports, s.analyze.Framework), s.options())
	})
}

// sheets makes a sheet of each report as it comes.
func sheets(reports iter.Seq[*analyzer.Report], f *analyzer.Framework) iter.Seq[analyzer.Sheet] {
	return func(yield func(analyzer.Sheet) bool) {
		for r := range reports {
			if !yield(analyzer.NewSheet(r, f)) {
				return
			}
		}
	}
}
