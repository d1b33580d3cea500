package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"redflag/analyzer/extract"
)

func newTextCommand() *cobra.Command {
	maxSize, ocr := "20MB", false
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
			limit, err := parseSize(maxSize)
			if err != nil {
				return err
			}
			o := extract.Options{MaxBytes: limit}
			if ocr {
				o.OCR = &extract.OCR{Context: cmd.Context()}
			}
			doc, err := read(args[0], cmd.InOrStdin(), o)
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
	cmd.Flags().StringVar(&maxSize, "max-size", maxSize, "read no file larger than `SIZE`")
	cmd.Flags().BoolVar(&ocr, "ocr", false, ocrUsage)
	return cmd
}
