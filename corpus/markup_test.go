package corpus_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"redflag/corpus"
)

// labels writes labels as "line rule words", parted by bars; a known miss has a "!", the document's line is 0.
func labels(l corpus.Labelled) string {
	var out []string
	for _, label := range l.Labels {
		miss := ""
		if label.Miss {
			miss = "!"
		}
		out = append(out, strings.TrimSpace(fmt.Sprintf("%d %s%s %s", label.Line, miss, label.Rule, l.Text[label.Start:label.End])))
	}
	return strings.Join(out, "|")
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ name, in, text, labels string }{
		{"no mark", "a\nb\n", "a\nb\n", ""},
		{"nothing", "", "", ""},
		{"a mark", "- [[cut cost]]{one-rule}.\n", "- cut cost.\n", "1 one-rule cut cost"},
		{"a known miss", "[[cut cost]]{!one-rule}\n", "cut cost\n", "1 !one-rule cut cost"},
		{"lines are counted", "a\n\n[[b]]{x} c\n[[d]]{y}", "a\n\nb c\nd", "3 x b|4 y d"},
		{"two marks on a line", "[[a]]{x}, [[b]]{y}\n", "a, b\n", "1 x a|1 y b"},
		{"marks nest", "[[a [[b]]{y} c]]{x}\n", "a b c\n", "1 y b|1 x a b c"},
		{"two rules for the same words", "[[[[a b]]{y}]]{x}\n", "a b\n", "1 y a b|1 x a b"},
		{"the document", "[[]]{whole}\na\n", "a\n", "0 whole"},
		{"the document, behind its text", "a\n[[]]{whole}\n", "a\n", "0 whole"},
		{"the document, a known miss", "[[]]{!whole}\na\n", "a\n", "0 !whole"},
		{"the document's line is not counted", "[[]]{whole}\n[[a]]{x}\n", "a\n", "0 whole|1 x a"},
		{"an empty mark within a line labels a place", "a[[]]{x}b\n", "ab\n", "1 x"},
		{"line ends of Windows", "[[]]{whole}\r\na\r\n[[b]]{x}\r\n", "a\r\nb\r\n", "0 whole|2 x b"},
		{"no line end at the end", "[[a]]{x}", "a", "1 x a"},
		{"single brackets are text", "a [b] {c} ]]{d}\n", "a [b] {c} ]]{d}\n", ""},
		{"brackets against a mark", "[[[a]]]{x}\n", "[a]\n", "1 x [a]"},
		{"letters of all scripts", "[[日本 é]]{x}\n", "日本 é\n", "1 x 日本 é"},
	} {
		l, err := corpus.Parse("a.txt", c.in)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if l.Text != c.text || labels(l) != c.labels || l.Path != "a.txt" {
			t.Errorf("%s:\n got %q, %s\nwant %q, %s", c.name, l.Text, labels(l), c.text, c.labels)
		}
	}
}

// An error names the file and the line as an editor shows it.
func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ name, in, want, bug string }{
		{name: "a mark that is not closed", in: "a\n[[b\n", want: "a.txt: line 2: "},
		{name: "a mark over two lines", in: "[[a\nb]]{x}\n", want: "a.txt: line 1: "},
		{name: "a rule that is not closed", in: "a\nb\n[[c]]{x\n", want: "a.txt: line 3: "},
		{name: "no rule", in: "[[a]]{}\n", want: "a.txt: line 1: "},
		{name: "a known miss of no rule", in: "[[a]]{!}\n", want: "a.txt: line 1: "},
		{name: "a rule in capitals", in: "[[a]]{One-Rule}\n", want: "a.txt: line 1: "},
		{name: "a mark without its rule", in: "[[a]]\n", want: "a.txt: line 1: "},
		{name: "one of two is not closed", in: "[[a [[b]]{x}\n", want: "a.txt: line 1: "},
		{name: "below the mark of a document", in: "[[]]{whole}\n[[a\n", want: "a.txt: line 2: ", bug: "counts lines of the text, which lacks the document's marks"},
	} {
		_, err := corpus.Parse("a.txt", c.in)
		switch right := err != nil && strings.HasPrefix(err.Error(), c.want); {
		case !right && c.bug == "":
			t.Errorf("%s: got error %v, want %q", c.name, err, c.want)
		case right && c.bug != "":
			t.Errorf("%s is right now; take away its mark %q", c.name, c.bug)
		}
	}
}

func write(t *testing.T, folder string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A folder holds marked texts and pairs of a text and its rows, in any depth; other files are left alone.
func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"b.txt":     "[[cut cost]]{x}\n",
		"sub/a.txt": "Ines Roca\nwith [[brackets]]{x} kept\n",
		"sub/a.tsv": "# line\trule\tnote\n2\tone-rule\tsays little\r\n0\twhole\t\n\n 1 \tone-rule\n",
		"notes.md":  "[[a",
		"lone.tsv":  "1\tone-rule\n",
	})
	docs, err := corpus.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 2 || filepath.Base(docs[0].Path) != "b.txt" || filepath.Base(docs[1].Path) != "a.txt" {
		t.Fatalf("got %v, want b.txt and sub/a.txt by path", docs)
	}
	if labels(docs[0]) != "1 x cut cost" {
		t.Errorf("marked text: %s", labels(docs[0]))
	}
	if labels(docs[1]) != "2 one-rule|0 whole|1 one-rule" || docs[1].Text != "Ines Roca\nwith [[brackets]]{x} kept\n" {
		t.Errorf("pair: %q, %s", docs[1].Text, labels(docs[1]))
	}
}

func TestLoadErrors(t *testing.T) {
	bad := t.TempDir()
	write(t, bad, map[string]string{"a.txt": "fine\n[[a\n"})
	for name, c := range map[string]struct{ dir, want string }{
		"a faulty mark":    {bad, "a.txt: line 2"},
		"an empty folder":  {t.TempDir(), "no labelled documents"},
		"no such folder":   {filepath.Join(bad, "none"), "none"},
		"a file for a dir": {filepath.Join(bad, "a.txt", "x"), "a.txt"},
	} {
		if _, err := corpus.Load(c.dir); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got error %v, want %q", name, err, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"- [[cut cost]]{one-rule}.\n", "[[]]{!whole}\r\na", "[[a [[b]]{y} c]]{x}", "[[[a]]]{x}", "[[a", "]]{x}", "{x}[[]]\n\n", "é\u2028[["} {
		f.Add(s, uint(0), uint(3))
	}
	f.Fuzz(func(t *testing.T, s string, start, length uint) {
		l, err := corpus.Parse("a.txt", s)
		if err == nil {
			placed(t, l)
		}
		if strings.Contains(s, "[[") {
			return
		}
		if err != nil || l.Text != s || len(l.Labels) > 0 {
			t.Fatalf("%q has no marks and became %q, %v, %v", s, l.Text, l.Labels, err)
		}
		remark(t, s, start, length)
	})
}

// placed fails unless each label lies on its line.
func placed(t *testing.T, l corpus.Labelled) {
	t.Helper()
	for _, label := range l.Labels {
		if label.Start < 0 || label.Start > label.End || label.End > len(l.Text) {
			t.Fatalf("label %v out of %q", label, l.Text)
		}
		if label.Line > 0 && (strings.Contains(l.Text[label.Start:label.End], "\n") || strings.Count(l.Text[:label.Start], "\n")+1 != label.Line) {
			t.Fatalf("label %v not on its line of %q", label, l.Text)
		}
	}
}

// remark marks words of an unmarked text and fails unless parsing gives the text and the words back.
func remark(t *testing.T, s string, start, length uint) {
	t.Helper()
	i := int(start % uint(len(s)+1))
	j := min(i+int(length%64), len(s))
	words := s[i:j]
	if words == "" || strings.ContainsAny(words, "\r\n") || strings.Contains(s, "]]{") || !utf8.ValidString(words) ||
		strings.HasSuffix(s[:i], "[") || strings.HasPrefix(words, "[") {
		return // it would read as other marks
	}
	l, err := corpus.Parse("a.txt", s[:i]+"[["+words+"]]{one-rule}"+s[j:])
	if err != nil || l.Text != s || len(l.Labels) != 1 || l.Text[l.Labels[0].Start:l.Labels[0].End] != words {
		t.Fatalf("%q with %q marked became %q, %v, %v", s, words, l.Text, l.Labels, err)
	}
	placed(t, l)
}
