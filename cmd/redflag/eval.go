package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
	"redflag/corpus"
)

func newEvalCommand() *cobra.Command {
	var errors, calibrate string
	var minConfidence float64
	cmd := &cobra.Command{
		Use:   "eval [flags] DIR...",
		Short: "Measure the rules on labelled documents",
		Long: `eval runs the rules over the labelled documents in folders and prints precision,
recall and F1 of each rule.

A labelled document is a .txt file with marks, [[words]]{rule}, or a plain .txt
with a .tsv of the same name beside it (line, rule, note). Under a folder "resumes"
it is a resume, under "interviews" a transcript; elsewhere its content tells. A
finding is right when its lines touch a label of its rule; rules on an answer match
anywhere in the same turn.

With --calibrate it also measures how often the findings of each grade are right,
and writes the figures that confidences are taken from. Use documents that did not
tune the rules.`,
		Example: `  redflag eval corpus/resumes/tune --errors all
  redflag eval corpus/resumes/calibrate corpus/interviews/calibrate --calibrate lexicons/confidence.tsv`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("eval needs a folder of labelled documents")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if errors != "" && errors != "all" {
				if err := checkRule("--errors", errors); err != nil {
					return err
				}
			}
			if !(minConfidence >= 0 && minConfidence <= 1) {
				return fmt.Errorf("--min-confidence %v is not between 0 and 1", minConfidence)
			}
			var docs []corpus.Labelled
			for _, folder := range args {
				more, err := corpus.Load(folder)
				if err != nil {
					return err
				}
				docs = append(docs, more...)
			}
			for _, d := range docs {
				if to := place(calibrate); calibrate != "" && (to == place(d.Path) || to == place(strings.TrimSuffix(d.Path, ".txt")+".tsv")) {
					return fmt.Errorf("--calibrate %s is among the documents; name another file", printable(calibrate))
				}
			}
			if minConfidence == 0 {
				minConfidence = -1 // 0 would be the default
			}
			res, err := corpus.Evaluate(docs, minConfidence, detectors.All...)
			if err != nil {
				return err
			}
			var b bytes.Buffer
			if errors != "" {
				res.PrintErrors(&b, errors)
			}
			res.Print(&b, detectors.All)
			if _, err := cmd.OutOrStdout().Write(b.Bytes()); err != nil {
				return fmt.Errorf("the results could not be written: %w", err)
			}
			if calibrate != "" {
				return writeCalibration(cmd, docs, args, calibrate)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&errors, "errors", "", "list the false findings and the misses of `RULE`, or of all")
	cmd.Flags().Float64Var(&minConfidence, "min-confidence", analyzer.DefaultMinConfidence, "count findings from this confidence on")
	cmd.Flags().StringVar(&calibrate, "calibrate", "", "write the measured confidences to `FILE`")
	return cmd
}

// writeCalibration measures the grades and writes them to a file, whole or not at all.
func writeCalibration(cmd *cobra.Command, docs []corpus.Labelled, folders []string, path string) error {
	c, err := corpus.Calibrate(docs, detectors.All)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	for i := range folders {
		folders[i] = filepath.ToSlash(filepath.Clean(folders[i]))
	}
	if err := c.Write(&b, strings.Join(folders, " and ")); err != nil {
		return err
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "grades written to %s: %d; calibration error %.3f (cross-validated)\n", path, len(c.Grades), c.Error)
	return nil
}
