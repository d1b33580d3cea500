// Package baseline holds lists of findings that are known and no longer shown: .redflagignore files, and what redflag baseline
// writes. An entry names a finding by its fingerprint, which is made of the rule and the folded quote, so that it holds when the
// words move, and when the document is exported anew.
package baseline

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"

	"redflag/analyzer"
)

// FileName is the name of the lists that are found without being given: in the folder of a document, and in those above it.
const FileName = ".redflagignore"

// Entry is one known finding.
type Entry struct {
	Fingerprint string    // 16 hexadecimal digits, as reports give them
	Rule        string    // "" for any
	Document    string    // base name of the document that it was found in; "" for any
	Until       time.Time // the day after which it no longer counts; zero: it has no end
	Reason      string
	Line        int // in its file, from 1

	used bool
}

// List is a file of entries. It is safe for concurrent use.
type List struct {
	Path    string
	Entries []*Entry

	mu     sync.Mutex
	byMark map[string][]*Entry
}

var fingerprint = regexp.MustCompile(`^[0-9a-f]{16}$`)

// Read reads the list in a file.
func Read(path string) (*List, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Parse(path, string(data))
}

// Parse reads a list. A line is
//
//	FINGERPRINT RULE [in=DOCUMENT] [until=YYYY-MM-DD] [# reason]
//
// with * for any rule; what would end a document's name, a space or #, is written as in addresses: %20, %23. Blank lines and lines that begin with # are comments. An
// error names the file, the line, and what is expected.
func Parse(path, text string) (*List, error) {
	l := &List{Path: path, byMark: map[string][]*Entry{}}
	n := 0
	for line := range strings.Lines(text) {
		n++
		words, reason, _ := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line, "\uFEFF")), "#")
		fields := strings.Fields(words)
		if len(fields) == 0 {
			continue
		}
		e, err := entry(fields)
		if err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, n, err)
		}
		e.Line, e.Reason = n, strings.TrimSpace(reason)
		l.Entries = append(l.Entries, e)
		l.byMark[e.Fingerprint] = append(l.byMark[e.Fingerprint], e)
	}
	return l, nil
}

func entry(fields []string) (*Entry, error) {
	if !fingerprint.MatchString(fields[0]) {
		return nil, fmt.Errorf("%q is no fingerprint (16 hexadecimal digits, as redflag baseline writes)", fields[0])
	}
	if len(fields) < 2 || strings.Contains(fields[1], "=") {
		return nil, fmt.Errorf("no rule behind the fingerprint; write the rule's name, or * for any")
	}
	e := &Entry{Fingerprint: fields[0], Rule: strings.TrimSuffix(fields[1], "*")}
	for _, f := range fields[2:] {
		key, value, _ := strings.Cut(f, "=")
		switch key {
		case "in":
			e.Document = unescaped(value)
		case "until":
			day, err := time.Parse(time.DateOnly, value)
			if err != nil {
				return nil, fmt.Errorf("until=%s is no day such as until=2027-06-30", value)
			}
			e.Until = day
		default:
			return nil, fmt.Errorf("%q is neither in=DOCUMENT nor until=YYYY-MM-DD; a reason stands behind #", f)
		}
	}
	return e, nil
}

// Knows reports whether a finding of a document stands in the list and is not past its day, and notes that it was met.
func (l *List) Knows(path string, f *analyzer.Finding, today time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	known := false
	for _, e := range l.byMark[f.Fingerprint] {
		if (e.Rule == "" || e.Rule == f.Rule) && (e.Document == "" || e.Document == filepath.Base(path)) {
			e.used = true
			known = known || !e.past(today)
		}
	}
	return known
}

// past reports whether the entry's day is over.
func (e *Entry) past(today time.Time) bool {
	return !e.Until.IsZero() && today.After(e.Until.AddDate(0, 0, 1).Add(-time.Nanosecond))
}

// Stale names, a line each, the entries that are past their day, and those that met no finding though they could have: judged tells whether all
// that an entry could meet was read.
func (l *List) Stale(judged func(*Entry) bool, today time.Time) []string {
	var out []string
	for _, e := range l.Entries {
		at := fmt.Sprintf("%s: line %d: %s %s", l.Path, e.Line, e.Fingerprint, cmp.Or(e.Rule, "*"))
		switch {
		case e.past(today):
			out = append(out, fmt.Sprintf("%s ended on %s; look at it again, and take it out or give it a new day", at, e.Until.Format(time.DateOnly)))
		case !e.used && judged(e):
			out = append(out, at+" meets no finding any more; take it out")
		}
	}
	return out
}

// Write writes the entries of the findings that a report shows, with the quote of each as a comment.
func Write(w io.Writer, r *analyzer.Report, until time.Time, reason string) error {
	out := bufio.NewWriter(w)
	name, reason := escaped(filepath.Base(r.Document.Path)), strings.Join(strings.Fields(reason), " ")
	for i := range r.Findings {
		f := &r.Findings[i]
		if !f.Shown {
			continue
		}
		quote := strings.ToValidUTF8(strings.Join(strings.Fields(f.Evidence[0].Text), " "), "\uFFFD")
		if short := []rune(quote); len(short) > 100 {
			quote = string(short[:99]) + "…"
		}
		if quote != "" {
			fmt.Fprintf(out, "# %s\n", quote)
		}
		fmt.Fprintf(out, "%s %s in=%s", f.Fingerprint, f.Rule, name)
		if !until.IsZero() {
			fmt.Fprintf(out, " until=%s", until.Format(time.DateOnly))
		}
		if reason != "" {
			fmt.Fprintf(out, "  # %s", reason)
		}
		fmt.Fprintln(out)
	}
	return out.Flush()
}

// escaped writes a name so that no line of a list ends in it: white space, control characters, # and % as %XX.
func escaped(name string) string {
	var b strings.Builder
	for _, r := range name {
		if r == '#' || r == '%' || unicode.IsSpace(r) || unicode.IsControl(r) {
			for _, c := range []byte(string(r)) {
				fmt.Fprintf(&b, "%%%02X", c)
			}
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unescaped reads what escaped wrote. A name that somebody wrote with a bare % stays as it is.
func unescaped(name string) string {
	if plain, err := url.PathUnescape(name); err == nil {
		return plain
	}
	return strings.ReplaceAll(name, "%20", " ")
}
