package main

import (
	"fmt"
	"strings"
)

// layout is how a resume is set. Every writer follows it as far as its program goes.
type layout struct {
	columns columns
	font    int  // which of the writer's fonts
	bullet  int  // which of the writer's bullets
	justify bool // straight right edge
	spaced  bool // letters of section titles stand apart
	running bool // the name at the top and the page's number at the foot of each page
	split   bool // a page ends before the projects
	dates   bool // the dates of the education stand in a column at the left
}

type columns int

const (
	one   columns = iota
	left          // a side column at the left
	right         // a side column at the right
	even          // two columns of one width: the text goes on from the first to the second
)

func (c columns) String() string { return [...]string{"one", "left", "right", "even"}[c] }

// layoutOf sets the i-th resume in the n-th writer: each meets all columns, half of its resumes have one.
func layoutOf(i, n int) layout {
	l := layout{font: i % 3, bullet: (i / 2) % 4, justify: (i+n)%3 == 0, spaced: i%4 == 1, dates: i%5 == 2}
	if (i+n)%2 == 1 {
		l.columns = columns(1 + (i/2+n)%3)
	} else {
		l.running, l.split = i%3 != 0, i%3 == 1 && i%4 < 2 // few enough jobs for the first page
	}
	return l
}

// line is a line of the truth: a unit of the text, and what it is.
type line struct {
	kind, column string
	page         int // 0: where the text happens to fall
	text         string
}

// truth lists what is to be read in a document, in reading order within each column. What stands on every page is there once;
// # is the number of pages.
func truth(r resume, l layout) []line {
	page := 0
	if l.split {
		page = 1
	}
	out := []line{{"name", "top", page, r.name}, {"para", "top", page, r.title}, {"para", "top", page, plain(r.contact)}}
	for _, s := range r.ordered(l) {
		column := "main"
		if l.sideColumn(s) {
			column = "side"
		}
		if l.split && s.title == splitBefore {
			page = 2
		}
		add := func(kind, text string) {
			if text != "" {
				out = append(out, line{kind, column, page, plain(text)})
			}
		}
		add("heading", s.title)
		for _, e := range s.entries {
			add("entry", e.title)
			add("place", e.place)
			add("date", e.date)
			for _, p := range e.paras {
				add("para", p)
			}
			for _, t := range e.items {
				add("item", t)
			}
		}
	}
	if l.running {
		out = append(out, line{"header", "running", 1, r.header()}, line{"footer", "running", 1, "Page 1 of #"})
	}
	return out
}

const splitBefore = "Projects"

func (l layout) sideColumn(s section) bool {
	return s.side && (l.columns == left || l.columns == right)
}

// ordered is the sections as they are set: those of the side column before or after the others, as it stands.
func (r resume) ordered(l layout) []section {
	var main, side []section
	for _, s := range r.sections {
		if l.sideColumn(s) {
			side = append(side, s)
		} else {
			main = append(main, s)
		}
	}
	if l.columns == left {
		return append(side, main...)
	}
	return append(main, side...)
}

// parts cuts ordered sections into those of the columns, from left to right.
func (r resume) parts(l layout) (first, second []section) {
	all := r.ordered(l)
	for i, s := range all {
		if l.sideColumn(s) != l.sideColumn(all[0]) {
			return all[:i], all[i:]
		}
	}
	return all, nil
}

// header is what stands at the top of each page, where anything does.
func (r resume) header() string { return "Resume of " + r.name }

// writeTruth writes lines as rows: kind, column, page, text.
func writeTruth(lines []line) string {
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "%s\t%s\t%d\t%s\n", l.kind, l.column, l.page, l.text)
	}
	return b.String()
}
