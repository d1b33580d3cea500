// Makeevidence learns lexicons/evidence.tsv, by which the rules on opinions weigh what a sentence holds, from labelled speech.
//
//	go run ./corpus/makeevidence [-out lexicons/evidence.tsv] corpus/exchanges corpus/interviews/tune
//
// With -try it writes nothing: it holds out every file of exchanges in turn, learns from all the others, and prints what would have been
// found in what was held out. -hold NAME holds out only files of that name.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	out := flag.String("out", "lexicons/evidence.tsv", "the `FILE` to write")
	try := flag.Bool("try", false, "hold files out and measure instead of writing")
	hold := flag.String("hold", "", "with -try: hold out only files whose names begin with `NAME`")
	list := flag.String("errors", "", "with -try: list what is missed and wrongly found of `RULE`")
	flag.Parse()
	if err := run(flag.Args(), *out, *try, *hold, *list); err != nil {
		fmt.Fprintln(os.Stderr, "makeevidence:", err)
		os.Exit(1)
	}
}

func run(folders []string, out string, try bool, hold, list string) error {
	if len(folders) == 0 {
		return fmt.Errorf("name the folders of labelled speech: corpus/exchanges corpus/interviews/tune")
	}
	set, err := load(folders)
	if err != nil {
		return err
	}
	if try {
		measure(set, func(file string) bool {
			return strings.HasPrefix(filepath.Base(file), hold) && !strings.Contains(file, "interviews") || hold == "tune" && strings.Contains(file, "interviews")
		}, list)
		return nil
	}
	return os.WriteFile(out, learnAll(set).rows(set.vocabulary), 0o644)
}
