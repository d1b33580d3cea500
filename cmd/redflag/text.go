package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

func newTextCommand() *cobra.Command {
	var f readFlags
	cmd := &cobra.Command{
		Use:   "text FILE",
		Short: "Print the text of a document, exactly as offsets count in it",
		Long: `text prints what redflag reads of a file (- for standard input): exactly the
bytes in which start and end of findings count, and nothing else. Warnings go to
standard error.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("text needs one file, or - for standard input")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			if f.ocr { // which leaves no folder behind
				var stop func()
				ctx, stop = interruptible(ctx)
				defer stop()
			}
			options, closePool, err := f.options(ctx, 1)
			if err != nil {
				return err
			}
			defer closePool()
			doc, err := read(args[0], cmd.InOrStdin(), options)
			if ctx.Err() != nil {
				return &interruption{0, 1}
			}
			if err != nil {
				return errors.New(named(err))
			}
			for _, w := range doc.Warnings {
				fmt.Fprintf(cmd.ErrOrStderr(), "redflag: %s: %s\n", printable(doc.Path), printable(w))
			}
			_, err = io.WriteString(cmd.OutOrStdout(), doc.Text)
			return err
		},
	}
	f.add(cmd.Flags())
	return cmd
}
