// Makemany writes a folder of two-page resumes, to measure how a report of many documents behaves: each joins resumes of a folder of
// plain texts until it fills two pages, with other numbers than they have.
//
//	go run ./corpus/makemany [-n 1000] FROM TO
package main

import (
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// twoPages is about how many words two pages hold.
const twoPages = 850

func main() {
	n := flag.Int("n", 1000, "how many")
	flag.Parse()
	log.SetFlags(0)
	if flag.NArg() != 2 {
		log.Fatal("makemany [-n 1000] FROM TO: the folder of the texts (*.txt), the folder to write to")
	}
	if err := write(*n, flag.Arg(0), flag.Arg(1)); err != nil {
		log.Fatal(err)
	}
}

func write(n int, from, to string) error {
	var texts []string
	paths, _ := filepath.Glob(filepath.Join(from, "*.txt"))
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		texts = append(texts, string(data))
	}
	if len(texts) == 0 {
		return fmt.Errorf("%s: no *.txt in it", from)
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	for i := range n {
		random := rand.New(rand.NewPCG(uint64(i), 6))
		text := varied(texts[i%len(texts)], random)
		for len(strings.Fields(text)) < twoPages {
			_, body, _ := strings.Cut(texts[random.IntN(len(texts))], "\n")
			text += "\n" + varied(body, random)
		}
		if err := os.WriteFile(filepath.Join(to, fmt.Sprintf("cv-%04d.txt", i)), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

var number = regexp.MustCompile(`\b\d{1,3}\b`)

// varied puts other numbers of as many digits for those of a text; years stay.
func varied(text string, random *rand.Rand) string {
	return number.ReplaceAllStringFunc(text, func(s string) string {
		least := 1
		for range len(s) - 1 {
			least *= 10
		}
		return strconv.Itoa(least + random.IntN(9*least))
	})
}
