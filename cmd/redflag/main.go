// Command redflag reads resumes and interview transcripts and shows an interviewer where to probe: quoted evidence, how sure it is, why it matters,
// and what to ask.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"redflag/analyzer/extract"
	"redflag/analyzer/settings"
)

func main() {
	extract.ServeReadingProcess()  // does not return where this process is one
	signal.Ignore(syscall.SIGPIPE) // a closed pipe is a write error like others
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50) // of a folder of resumes: a quarter less memory for a tenth more time
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// The exit statuses.
const (
	exitDone   = 0
	exitFailOn = 1 // --fail-on was met
	exitError  = 2 // wrong usage, an input that could not be read, or results that could not be written

	exitInterrupted = 130 // by Ctrl-C or SIGTERM, as shells have it
)

// status is a command's exit status where all that there was to say has been said.
type status int

func (s status) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// interruption is a run that was ended before all was done.
type interruption struct{ done, total int }

func (i *interruption) Error() string {
	return fmt.Sprintf("interrupted after %d of %d", i.done, i.total)
}

// interruptible returns a context that Ctrl-C ends, or SIGTERM; a second one ends the program at once.
func interruptible(ctx context.Context) (context.Context, func()) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// run is the whole program; it returns the exit status.
func run(args []string, in io.Reader, out, err io.Writer) int {
	root := newRootCommand()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(err)
	var unwritten error // of help, whose function returns none
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { unwritten = help(cmd) })
	e := cmp.Or(root.Execute(), unwritten)
	if s, ok := errors.AsType[status](e); ok {
		return int(s)
	}
	_, interrupted := errors.AsType[*interruption](e)
	switch {
	case e == nil:
		return exitDone
	case interrupted:
		fmt.Fprintf(err, "redflag: %v\n", e)
		return exitInterrupted
	case errors.Is(e, syscall.EPIPE), errors.Is(e, io.ErrClosedPipe):
	default:
		fmt.Fprintf(err, "redflag: %v\n", e)
	}
	return exitError
}

func newRootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "redflag COMMAND",
		Short: "Show where to probe resumes and interviews: quoted evidence, how sure it is, and what to ask",
		Long: `redflag reads resumes and interview transcripts and shows an interviewer where to
probe: quoted evidence, how sure it is, why it matters, and what to ask. It works offline, keeps
everything on this machine, and never says yes or no to a person.

Start with a file or a folder:

  redflag scan cv.pdf
  redflag scan applications/`,
		Version:       buildVersion(),
		Args:          cobra.ArbitraryArgs,
		RunE:          runRoot,
		SilenceUsage:  true,
		SilenceErrors: true,

		DisableFlagsInUseLine: true,
	}
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	root.SetUsageFunc(usage)
	root.AddCommand(
		newScanCommand(),
		newTextCommand(),
		newQuestionsCommand(),
		newBaselineCommand(),
		newConfigCommand(),
		newExplainCommand(),
		newVendorCommand(),
		newEvalCommand(),
		newSchemaCommand(),
		newManCommand(),
		newVersionCommand(),
	)
	return root
}

// runRoot is reached without a command, or with one that does not exist.
func runRoot(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		cmd.SetOut(cmd.ErrOrStderr())
		cmd.Help()
		return status(exitError)
	}
	if _, err := os.Stat(args[0]); err == nil {
		return fmt.Errorf("no command is named %q; to read the file or folder: redflag scan %q", args[0], args[0])
	}
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	return fmt.Errorf("unknown command %q%s; redflag --help lists them", args[0], settings.DidYouMean(args[0], names))
}

// noArguments is for commands that take none.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s takes no arguments, and there is %q", cmd.Name(), args[0])
	}
	return nil
}

// flagError names the flag that was meant, and where flags are explained.
func flagError(cmd *cobra.Command, err error) error {
	guess := ""
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		err = invalidValue(e)
	}
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok && e.GetSpecifiedShortnames() == "" {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		guess = settings.DidYouMean("--"+e.GetSpecifiedName(), names)
	}
	return fmt.Errorf("%w%s; %s --help lists the flags", err, guess, cmd.CommandPath())
}
