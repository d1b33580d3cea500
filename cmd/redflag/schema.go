package main

import (
	"io"

	"github.com/spf13/cobra"

	"redflag/analyzer/render"
)

func newSchemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of the json and jsonl formats",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := io.WriteString(cmd.OutOrStdout(), render.Schema)
			return err
		},
	}
}
