// Command makespoken writes labelled interviews as meeting programs and recognisers of speech write what they heard: WebVTT, SubRip,
// JSON, DOCX and the texts of several tools. The readers of transcripts are measured on them.
//
//	go run ./corpus/makespoken -out DIR FILE.txt...
//	go test ./corpus/makespoken -v
//
// A FILE is a text of turns, "Name: words", in which the lines after the label's go on with the turn. The times are made up: 150
// words a minute. With -plain the words are in small letters and without punctuation.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	out := flag.String("out", "", "the folder to write to")
	plain := flag.Bool("plain", false, "write small letters and no punctuation")
	flag.Parse()
	if *out == "" || flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: makespoken -out DIR [-plain] FILE.txt...")
		os.Exit(2)
	}
	if err := makeAll(*out, *plain, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "makespoken:", err)
		os.Exit(1)
	}
}

func makeAll(out string, plain bool, files []string) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for _, file := range files {
		talk, err := load(file)
		if err != nil {
			return err
		}
		if plain {
			talk = talk.plain()
		}
		for _, f := range formats {
			name := strings.TrimSuffix(filepath.Base(file), ".txt") + "." + f.name
			if err := os.WriteFile(filepath.Join(out, name), f.write(talk), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}
