package main

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"redflag/lexicons"
)

// wordRun is a run of 2 to 6 words with the counts of the texts that it stands in, and how surely it is likelier in
// documentation than in practitioners' speech and in resumes (z of the log-odds).
type wordRun struct {
	words                  string
	pages, speech, resumes int
	z, zResume             float64
	vendors                []string
}

// readRuns reads the table: run, pages, chunks of speech, z, resumes, z against resumes, vendors.
func readRuns(data string) ([]wordRun, error) {
	var out []wordRun
	title := true
	for row := range lexicons.Rows(data) {
		if title {
			title = false
			continue
		}
		if len(row) != 7 {
			return nil, fmt.Errorf("row %q has %d columns, not 7", row[0], len(row))
		}
		r := wordRun{words: row[0], vendors: strings.Split(row[6], ",")}
		var errs [5]error
		r.pages, errs[0] = strconv.Atoi(row[1])
		r.speech, errs[1] = strconv.Atoi(row[2])
		r.z, errs[2] = strconv.ParseFloat(row[3], 64)
		r.resumes, errs[3] = strconv.Atoi(row[4])
		r.zResume, errs[4] = strconv.ParseFloat(row[5], 64)
		if err := errors.Join(errs[:]...); err != nil {
			return nil, fmt.Errorf("row %q: %w", row[0], err)
		}
		out = append(out, r)
	}
	if len(out) == 0 {
		return nil, errors.New("there is no run in it")
	}
	return out, nil
}

// prior is how many pages, and how much speech of the same size, a run is taken to stand in before any is counted.
const prior = 5

// mostWeight bounds a weight, so that no single run decides.
const mostWeight = 4

// logOdds is how much likelier a run is in documentation than elsewhere; a text elsewhere counts as so many pages.
func logOdds(pages, elsewhere, asPages float64) float64 {
	return max(0, min(mostWeight, math.Log((pages+prior)/(elsewhere*asPages+prior))))
}

// pagesEach is how many pages one text of the other kind stands for, found from frequent runs: their z is their log-odds over its
// standard deviation, which the counts give.
func pagesEach(runs []wordRun, count func(wordRun) int, z func(wordRun) float64) float64 {
	var each []float64
	for _, r := range runs {
		if n := count(r); n >= 50 && r.pages >= 50 {
			v, n := float64(r.pages), float64(n)
			odds := math.Exp(z(r) * math.Sqrt(1/v+1/n))
			each = append(each, v/n/odds)
		}
	}
	slices.Sort(each)
	return each[len(each)/2]
}

// pruned is the list of what is left out: a run goes when an entry stands in it.
type pruned struct {
	entries []cut
	used    map[string]bool
}

// cut is an entry: words, and whether runs that hold them leave the stock phrases alone or the register too.
type cut struct {
	words string
	all   bool
}

func readPruned(rows string) (*pruned, error) {
	p := &pruned{used: map[string]bool{}}
	for row := range lexicons.Rows(rows) {
		if len(row) != 3 || row[0] == "" || row[2] == "" || row[1] != "all" && row[1] != "phrases" {
			return nil, fmt.Errorf("row %q: words, \"all\" or \"phrases\", and a reason are wanted", row)
		}
		p.entries = append(p.entries, cut{row[0], row[1] == "all"})
	}
	return p, nil
}

// takes reports whether an entry takes a run out of everything, and whether one takes it out of the stock phrases.
func (p *pruned) takes(words string) (fromAll, fromPhrases bool) {
	for _, e := range p.entries {
		if strings.Contains(" "+words+" ", " "+e.words+" ") {
			p.used[e.words] = true
			fromAll = fromAll || e.all
			fromPhrases = true
		}
	}
	return fromAll, fromPhrases
}

// unused lists the entries that have taken nothing out.
func (p *pruned) unused() []string {
	var out []string
	for _, e := range p.entries {
		if !p.used[e.words] {
			out = append(out, e.words)
		}
	}
	return out
}
