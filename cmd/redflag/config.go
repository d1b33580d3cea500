package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	yaml "go.yaml.in/yaml/v4"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
	"redflag/analyzer/settings"
)

// configName is the name of a team's settings file, which is looked for in the folder of an input and above it.
const configName = "redflag.yaml"

// maxConfig is the most bytes of a settings file that are read.
const maxConfig = 1 << 20

// configFlags say which settings file is used.
type configFlags struct {
	path string
	none bool
}

func (f *configFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.path, "config", "", "take the settings from `FILE` (default: "+configName+" in the folder of the input or above it)")
	flags.BoolVar(&f.none, "no-config", false, "heed no "+configName)
}

// config is a team's settings. The zero value changes nothing.
type config struct {
	path          string // of the file; "" where there is none
	minConfidence *float64
	rules         map[string]ruleConfig
	words         map[string][]string // by the key under words
	vendorIndexes []string
	framework     string
	lines         map[string]int // of each setting in the file, by its dotted name
}

// ruleConfig is what a team sets of a rule.
type ruleConfig struct {
	off           bool
	severity      analyzer.Severity
	question      string
	minConfidence *float64
}

// wordLists are the lists that a team can add words to, with the columns that such words get.
var wordLists = map[string]struct {
	list   analyzer.List
	fields []string
	doc    string
}{
	"metrics":  {analyzer.Metrics, []string{"business"}, "what is measured"},
	"methods":  {analyzer.Methods, []string{"method"}, "ways to measure an outcome; one near a claim supports it"},
	"phrases":  {analyzer.Stock, []string{"phrase"}, "stock phrases of vendors"},
	"own":      {analyzer.Own, nil, "words of one's own decisions and limits, which clear stock phrases"},
	"adverse":  {analyzer.Adverse, []string{"phrase"}, "words of failures and limits"},
	"business": {analyzer.Business, nil, "what the business or a user feels"},
}

// find returns the settings file of the inputs: the one that is given, or the nearest above each, which must be one for all.
func (f *configFlags) find(inputs []string) (string, error) {
	if f.path != "" && f.none {
		return "", errors.New("--config and --no-config exclude each other; give one of the two")
	}
	if f.path != "" || f.none {
		return f.path, nil
	}
	found := ""
	for i, in := range inputs {
		if in == stdin {
			in = "."
		}
		path := nearest(in, configName)
		if i > 0 && path != found {
			return "", fmt.Errorf("the inputs stand under different settings (%s and %s); name one with --config, or pass --no-config", orNone(found), orNone(path))
		}
		found = path
	}
	return found, nil
}

func orNone(path string) string {
	if path == "" {
		return "no " + configName
	}
	return path
}

// nearest returns the path of the file of that name in the folder of path or above it; "" where there is none.
func nearest(path, name string) string {
	for _, file := range upward(path, name) {
		return file
	}
	return ""
}

// upward returns the files of that name in the folder of path and above it, the nearest first: up to the root of the git repository that path is
// in, so that a repository means the same in every place, or else to that of the file system.
func upward(path, name string) []string {
	dir, err := filepath.Abs(path)
	if err != nil {
		return nil
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		dir = filepath.Dir(dir)
	}
	var files []string
	for {
		file := filepath.Join(dir, name)
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
			files = append(files, file)
		}
		above := filepath.Dir(dir)
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil || above == dir {
			return files
		}
		dir = above
	}
}

// readConfig reads a settings file. An error names the file, the line, and what is expected there.
func readConfig(path string) (*config, error) {
	c := &config{path: path, rules: map[string]ruleConfig{}, words: map[string][]string{}, lines: map[string]int{}}
	if path == "" {
		return c, nil
	}
	info, err := os.Stat(path)
	if err == nil && info.Size() > maxConfig {
		return nil, fmt.Errorf("%s: over the limit of 1 MB; settings are a short list", printable(path))
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", printable(path), cause(err))
	}
	root, err := settings.Parse(data)
	if err == nil && root != nil {
		err = cmp.Or(c.settings(root), c.clash())
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", printable(path), err)
	}
	return c, nil
}

// clash finds a phrase that the settings hold for a vendor's and for one's own.
func (c *config) clash() error {
	for _, phrase := range c.words["phrases"] {
		if slices.ContainsFunc(c.words["own"], func(own string) bool { return strings.EqualFold(own, phrase) }) {
			return &settings.Error{Line: c.lines["words.own"], Text: fmt.Sprintf("%q stands in words.phrases and in words.own; it can be a vendor's phrase or one's own", phrase)}
		}
	}
	return nil
}

// settings reads the top of the file.
func (c *config) settings(n *yaml.Node) error {
	return settings.Fields(n, "", map[string]func(*yaml.Node) error{
		"min-confidence": func(v *yaml.Node) (err error) { c.minConfidence, err = c.share("min-confidence", v); return },
		"rules":          c.readRules,
		"words":          c.readWords,
		"vendor-index": func(v *yaml.Node) (err error) {
			c.vendorIndexes, err = c.list("vendor-index", v)
			for i, p := range c.vendorIndexes {
				c.vendorIndexes[i] = c.beside(p)
			}
			return
		},
		"framework": func(v *yaml.Node) (err error) {
			c.framework, err = c.text("framework", v)
			c.framework = c.beside(c.framework)
			return
		},
	})
}

// beside makes a path relative to the settings file's folder.
func (c *config) beside(path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(c.path), path)
}

func (c *config) readRules(n *yaml.Node) error {
	known := map[string]func(*yaml.Node) error{}
	for _, d := range detectors.All {
		known[d.Name] = func(v *yaml.Node) error { return c.readRule(d.Name, v) }
	}
	return settings.Fields(n, "rules", known)
}

func (c *config) readRule(name string, n *yaml.Node) error {
	key := "rules." + name
	c.lines[key] = n.Line
	var r ruleConfig
	if n.Kind == yaml.ScalarNode {
		on, err := settings.Switch(n, key)
		if err != nil {
			return settings.At(n, "%s is on or off, or settings of its own; it is %q", key, n.Value)
		}
		c.rules[name] = ruleConfig{off: !on}
		return nil
	}
	err := settings.Fields(n, key, map[string]func(*yaml.Node) error{
		"on": func(v *yaml.Node) error {
			on, err := settings.Switch(v, key+".on")
			r.off = !on
			return err
		},
		"severity": func(v *yaml.Node) error {
			s, err := settings.OneOf(v, key+".severity", []string{string(analyzer.Low), string(analyzer.Medium), string(analyzer.High)})
			r.severity = analyzer.Severity(s)
			return err
		},
		"question":       func(v *yaml.Node) (err error) { r.question, err = c.text(key+".question", v); return },
		"min-confidence": func(v *yaml.Node) (err error) { r.minConfidence, err = c.share(key+".min-confidence", v); return },
	})
	c.rules[name] = r
	return err
}

func (c *config) readWords(n *yaml.Node) error {
	known := map[string]func(*yaml.Node) error{"tools": nil}
	for name := range wordLists {
		known[name] = nil
	}
	for name := range known {
		known[name] = func(v *yaml.Node) (err error) { c.words[name], err = c.list("words."+name, v); return }
	}
	return settings.Fields(n, "words", known)
}

func (c *config) text(name string, v *yaml.Node) (string, error) {
	c.lines[name] = v.Line
	return settings.Text(v, name)
}

func (c *config) list(name string, v *yaml.Node) ([]string, error) {
	c.lines[name] = v.Line
	return settings.Words(v, name)
}

func (c *config) share(name string, v *yaml.Node) (*float64, error) {
	c.lines[name] = v.Line
	n, err := settings.Share(v, name)
	return &n, err
}

// teach adds the team's words to the lexicons.
func (c *config) teach() error {
	for _, name := range slices.Sorted(maps.Keys(c.words)) {
		t := analyzer.Taught{Phrases: map[analyzer.List][]analyzer.TaughtPhrase{}}
		if l, ok := wordLists[name]; ok {
			for _, phrase := range c.words[name] {
				t.Phrases[l.list] = append(t.Phrases[l.list], analyzer.TaughtPhrase{Phrase: phrase, Fields: l.fields})
			}
		} else {
			t.Tools = c.words[name]
		}
		if err := analyzer.Teach(t); err != nil {
			return fmt.Errorf("%s: line %d: words.%s: %w", printable(c.path), c.lines["words."+name], name, err)
		}
	}
	return nil
}

// place says where a setting stands: "redflag.yaml: line 3: framework".
func (c *config) place(name string) string {
	return fmt.Sprintf("%s: line %d: %s", printable(c.path), c.lines[name], name)
}

// apply returns the rule as the team sets it, nil where it is off and not asked for by name.
func (c *config) apply(d *analyzer.Detector, named bool) *analyzer.Detector {
	r, set := c.rules[d.Name]
	if !set {
		return d
	}
	if r.off && !named {
		return nil
	}
	changed := *d
	if r.severity != "" {
		changed.Severity = r.severity
	}
	if r.question != "" {
		changed.Question = r.question
	}
	return &changed
}

// leastOf are the confidences from which single rules are shown.
func (c *config) leastOf() map[string]float64 {
	out := map[string]float64{}
	for name, r := range c.rules {
		if r.minConfidence != nil {
			out[name] = *r.minConfidence
		}
	}
	return out
}

func newConfigCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "config", Short: "Show the settings in force", Args: cobra.NoArgs}
	var f configFlags
	explain := &cobra.Command{
		Use:   "explain [flags] [PATH...]",
		Short: "Print what is in force for some inputs, and where it comes from",
		Long: `explain prints every setting that holds for the inputs (default: this folder) with its
place: the default, or the line of the settings file. Words that the file adds to
the lists of redflag are named.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{"."}
			}
			path, err := f.find(args)
			if err != nil {
				return err
			}
			c, err := readConfig(path)
			if err != nil {
				return err
			}
			if err := c.teach(); err != nil {
				return err
			}
			_, err = cmd.OutOrStdout().Write([]byte(c.explain()))
			return err
		},
	}
	f.add(explain.Flags())
	cmd.AddCommand(explain)
	cmd.RunE = func(*cobra.Command, []string) error {
		return errors.New("config needs a command: redflag config explain")
	}
	return cmd
}

// explain lists the settings with their places.
func (c *config) explain() string {
	var b strings.Builder
	place := func(name string) string {
		if line := c.lines[name]; line > 0 {
			return fmt.Sprintf("%s:%d", c.path, line)
		}
		return "default"
	}
	line := func(name, value, from string) { fmt.Fprintf(&b, "%-44s %-24s # %s\n", name+":", value, from) }
	fmt.Fprintf(&b, "# settings from %s\n", orNone(c.path))
	least := analyzer.DefaultMinConfidence
	if c.minConfidence != nil {
		least = *c.minConfidence
	}
	line("min-confidence", fmt.Sprint(least), place("min-confidence"))
	for _, d := range detectors.All {
		key := "rules." + d.Name
		r := c.rules[d.Name]
		if r.off {
			line(key, "off", place(key))
			continue
		}
		line(key, "on", place(key))
		if r.severity != "" {
			line(key+".severity", string(r.severity), place(key))
		} else {
			line(key+".severity", string(d.Severity), "default")
		}
		if r.minConfidence != nil {
			line(key+".min-confidence", fmt.Sprint(*r.minConfidence), place(key+".min-confidence"))
		}
		if r.question != "" {
			line(key+".question", strconv.Quote(r.question), place(key+".question"))
		}
	}
	for _, name := range append([]string{"tools"}, slices.Sorted(maps.Keys(wordLists))...) {
		if words := c.words[name]; len(words) > 0 {
			line("words."+name, "["+strings.Join(words, ", ")+"]", place("words."+name))
		}
	}
	if len(c.vendorIndexes) > 0 {
		line("vendor-index", "["+strings.Join(c.vendorIndexes, ", ")+"]", place("vendor-index"))
	}
	if c.framework != "" {
		line("framework", c.framework, place("framework"))
	}
	return b.String()
}
