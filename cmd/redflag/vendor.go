package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"redflag/analyzer"
	"redflag/analyzer/vendors"
)

func newVendorCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "vendor",
		Short: "Build and show indexes of vendors' documentation",
		Args:  cobra.NoArgs,
	}
	cmd.AddCommand(newVendorBuildCommand(), newVendorListCommand())
	return cmd
}

// vendorBuild is one run of vendor build.
type vendorBuild struct {
	manifest, vendor, out string
	background            []string
	quiet                 bool

	builder *vendors.Builder
	pages   int
	without int // pages that were left out as nothing in them could be found again
	log     io.Writer
}

func newVendorBuildCommand() *cobra.Command {
	var b vendorBuild
	cmd := &cobra.Command{
		Use:   "build --out FILE (--manifest FILE | --vendor NAME) DIR...",
		Short: "Make an index of pages of documentation",
		Long: `build reads the pages (.txt, .md) in folders and writes an index of them, for scan
--vendor-index. The index holds hashes of word runs with the titles and addresses
of the pages, not their text. The same pages give the same bytes.

The manifest is a table, tab-separated, with a title line that names its columns:
file (relative to DIR), vendor, repo (owner/name on GitHub), commit, path, title,
licence. Without one, all pages are of the vendor that --vendor names, and a page's
first line is its title.

What also stands in the texts given as --background (by people who are no vendors)
is left out, and so is what stands in many pages of one repository.`,
		Example: `  redflag vendor build --manifest MANIFEST.tsv --out vendors.idx docs/
  redflag vendor build --vendor "Initech Cloud" --out initech.idx initech-docs/
  redflag scan --vendor-index initech.idx cv.pdf`,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return errors.New("vendor build needs the folder of the pages")
			case b.out == "":
				return errors.New("vendor build needs --out FILE")
			case (b.manifest == "") == (b.vendor == ""):
				return errors.New("vendor build needs either --manifest FILE or --vendor NAME")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			b.log = cmd.ErrOrStderr()
			return b.run(args)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&b.manifest, "manifest", "", "the table `FILE` of the pages, with their vendors and titles")
	flags.StringVar(&b.vendor, "vendor", "", "all pages are of the vendor `NAME`")
	flags.StringVarP(&b.out, "out", "o", "", "write the index to `FILE`")
	flags.StringArrayVar(&b.background, "background", nil, "leave out what stands in the texts of folder `DIR` too; may be repeated")
	flags.BoolVarP(&b.quiet, "quiet", "q", false, "say nothing on standard error but errors")
	return cmd
}

func newVendorListCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list [FILE]",
		Short: "List the pages of an index, or of the one that is built in",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			index, err := vendors.BuiltIn(), error(nil)
			if len(args) == 1 {
				index, err = openIndex(args[0])
			}
			if err != nil {
				return err
			}
			out := []byte("vendor\ttitle\trepo\tcommit\tpath\tlicence\n")
			for _, p := range index.Pages() {
				out = fmt.Appendf(out, "%s\t%s\t%s\t%s\t%s\t%s\n", p.Vendor, p.Title, p.Repo, p.Commit, p.Path, p.Licence)
			}
			_, err = cmd.OutOrStdout().Write(out)
			return err
		},
	}
}

// openIndex reads an index from a file.
func openIndex(path string) (*vendors.Index, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", printable(path), cause(err))
	}
	index, err := vendors.Open(string(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return index, nil
}

func (b *vendorBuild) run(folders []string) error {
	b.builder = vendors.NewBuilder()
	if err := b.checkOut(folders); err != nil {
		return err
	}
	for _, folder := range b.background {
		files, err := pageFiles(folder)
		if err != nil {
			return err
		}
		for _, f := range files {
			paragraphs, err := readPage(filepath.Join(folder, f))
			if err != nil {
				return err
			}
			for _, words := range contentOf(paragraphs) {
				b.builder.Background(words)
			}
		}
	}
	rows, err := b.readManifest()
	if err != nil {
		return err
	}
	for _, folder := range folders {
		if err := b.addFolder(folder, rows); err != nil {
			return err
		}
	}
	if len(rows) > 0 {
		return fmt.Errorf("%s: lists %s, which is in none of the folders; take its row out, or get the page (rows like that: %d)", b.manifest, slices.Min(slices.Collect(maps.Keys(rows))), len(rows))
	}
	if err := b.write(); err != nil {
		return err
	}
	if !b.quiet {
		fmt.Fprintf(b.log, "redflag: %s in %s, %d left out\n", count(b.pages, "page"), b.out, b.without)
	}
	return nil
}

// checkOut refuses to write over what is to be read.
func (b *vendorBuild) checkOut(folders []string) error {
	if b.manifest != "" && place(b.manifest) == place(b.out) {
		return fmt.Errorf("--out %s is the manifest; name another file", printable(b.out))
	}
	for _, folder := range slices.Concat(folders, b.background) {
		files, err := pageFiles(folder)
		if err != nil {
			return err
		}
		for _, f := range files {
			if place(filepath.Join(folder, f)) == place(b.out) {
				return fmt.Errorf("--out %s is among the pages; name another file", printable(b.out))
			}
		}
	}
	return nil
}

// write writes the index beside its place first, so that a failure leaves no half of one.
func (b *vendorBuild) write() error {
	var index bytes.Buffer
	if _, err := b.builder.WriteTo(&index); err != nil {
		return fmt.Errorf("%s: %w", b.out, err)
	}
	if err := os.WriteFile(b.out+".part", index.Bytes(), 0o644); err != nil {
		return err
	}
	return os.Rename(b.out+".part", b.out)
}

var manifestColumns = []string{"file", "vendor", "repo", "commit", "path", "title", "licence"}

// readManifest reads the table of the pages, by file.
func (b *vendorBuild) readManifest() (map[string]vendors.Page, error) {
	if b.manifest == "" {
		return nil, nil
	}
	data, err := os.ReadFile(b.manifest)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
	names := strings.Split(lines[0], "\t")
	column := map[string]int{}
	for _, want := range manifestColumns {
		if column[want] = slices.Index(names, want); column[want] < 0 {
			return nil, fmt.Errorf("%s: line 1 has no column %q; it names the columns %s, tab-separated", b.manifest, want, strings.Join(manifestColumns, ", "))
		}
	}
	rows := map[string]vendors.Page{}
	for i, line := range lines[1:] {
		if strings.TrimSpace(line) == "" {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != len(names) {
			return nil, fmt.Errorf("%s: line %d has %d cells, not %d", b.manifest, i+2, len(cells), len(names))
		}
		cell := func(name string) string { return strings.TrimSpace(cells[column[name]]) }
		if cell("vendor") == "" || cell("file") == "" {
			return nil, fmt.Errorf("%s: line %d names no vendor or no file", b.manifest, i+2)
		}
		rows[cell("file")] = vendors.Page{Vendor: cell("vendor"), Title: cell("title"), Repo: cell("repo"), Commit: cell("commit"), Path: cell("path"), Licence: cell("licence")}
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s: lists no page", b.manifest)
	}
	return rows, nil
}

// addFolder adds the pages of a folder, and takes their rows out.
func (b *vendorBuild) addFolder(folder string, rows map[string]vendors.Page) error {
	files, err := pageFiles(folder)
	if err != nil {
		return err
	}
	for _, f := range files {
		path := filepath.Join(folder, f)
		page, listed := rows[f]
		if rows != nil && !listed {
			return fmt.Errorf("%s: not in %s; add its row, or take the file out", path, b.manifest)
		}
		delete(rows, f)
		paragraphs, err := readPage(path)
		if err != nil {
			return err
		}
		if rows == nil {
			page = vendors.Page{Vendor: b.vendor, Path: f, Title: title(paragraphs)}
		}
		content := contentOf(paragraphs)
		if !inEnglish(paragraphs) {
			return fmt.Errorf("%s: not in English, which the rules read; take the page out", path)
		}
		switch err := b.builder.Add(page, content); {
		case errors.Is(err, vendors.ErrNoWords):
			b.without++
			if !b.quiet {
				fmt.Fprintf(b.log, "redflag: %s: %v; left out\n", path, err)
			}
		case err != nil:
			return fmt.Errorf("%s: %w", path, err)
		default:
			b.pages++
		}
	}
	return nil
}

func title(paragraphs []string) string {
	for _, p := range paragraphs {
		line, _, _ := strings.Cut(strings.TrimSpace(p), "\n")
		if line != "" {
			return line
		}
	}
	return ""
}

// pageFiles lists the pages under a folder, sorted, relative to it, with slashes.
func pageFiles(folder string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if e := strings.ToLower(filepath.Ext(path)); e == ".txt" || e == ".md" || e == ".markdown" {
			rel, err := filepath.Rel(folder, path)
			files = append(files, filepath.ToSlash(rel))
			return err
		}
		return nil
	})
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s: no pages in it (.txt, .md)", folder)
	}
	slices.Sort(files)
	return files, err
}

var (
	blankLines  = regexp.MustCompile(`\r?\n[ \t]*\r?\n`)
	frontMatter = regexp.MustCompile(`\A---\r?\n(?s:.*?)\r?\n---\r?\n`)
)

// readPage returns the paragraphs of a page: of Markdown without front matter, code and tables.
func readPage(path string) ([]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if strings.ToLower(filepath.Ext(path)) == ".txt" {
		return blankLines.Split(string(data), -1), nil
	}
	data = frontMatter.ReplaceAll(data, nil)
	var paragraphs []string
	ast.Walk(goldmark.DefaultParser().Parse(text.NewReader(data)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.Kind() {
		case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading:
			if entering && !strings.Contains(string(n.Lines().Value(data)), "|") {
				paragraphs = append(paragraphs, plainWords(n, data))
			}
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return paragraphs, nil
}

// plainWords is the text of a node without mark-up.
func plainWords(n ast.Node, source []byte) string {
	var out strings.Builder
	ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			out.Write(t.Segment.Value(source))
			if t.SoftLineBreak() || t.HardLineBreak() {
				out.WriteByte('\n')
			}
		}
		return ast.WalkContinue, nil
	})
	return out.String()
}

func contentOf(paragraphs []string) [][]string {
	var out [][]string
	for _, p := range paragraphs {
		words := analyzer.ContentWords(analyzer.Tokens(strings.ToValidUTF8(p, "\uFFFD")))
		out = append(out, words)
	}
	return out
}

var (
	grammarWords = analyzer.WordSet("stop")
	foreignWords = analyzer.WordSet("foreign")
)

// inEnglish reports whether a page can be compared: pages in other languages have more of their words of grammar than of English
// ones, or are in other letters. A page of identifiers alone is in no language, and passes.
func inEnglish(paragraphs []string) bool {
	words, english, foreign, other := 0, 0, 0, 0
	for _, p := range paragraphs {
		for _, t := range analyzer.Tokens(strings.ToValidUTF8(p, "\uFFFD")) {
			if t.Kind != analyzer.Word {
				continue
			}
			words++
			switch first, _ := utf8.DecodeRuneInString(t.Norm); {
			case grammarWords.Holds(t.Norm):
				english++
			case foreignWords.Holds(t.Norm):
				foreign++
			case !unicode.Is(unicode.Latin, first):
				other++
			}
		}
	}
	return words < 20 || foreign*12 < words && other*3 < words || foreign+other < english
}
