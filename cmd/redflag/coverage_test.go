package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestEveryFlagHasAScript: each command, and each flag of it, is tried in testdata/script.
func TestEveryFlagHasAScript(t *testing.T) {
	files, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var lines []string
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		script, _, _ := strings.Cut(string(data), "\n-- ")
		lines = append(lines, strings.Split(script, "\n")...)
	}
	tried := func(pattern string) bool {
		re := regexp.MustCompile(pattern)
		for _, line := range lines {
			if !strings.HasPrefix(line, "#") && re.MatchString(line) {
				return true
			}
		}
		return false
	}
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		path := regexp.QuoteMeta(c.CommandPath()) + "( |$|')"
		if c.Name() == "help" || !tried(path) {
			if c.Name() != "help" {
				t.Errorf("%s: no script runs it", c.CommandPath())
			}
			return
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			name := "--" + f.Name
			if f.Shorthand != "" {
				name += "|-" + f.Shorthand
			}
			if f.Name != "help" && f.Name != "version" && !tried(path+"(.* )?("+name+")([ =]|$)") {
				t.Errorf("%s %s: no script has it", c.CommandPath(), name)
			}
		})
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	root := newRootCommand()
	root.InitDefaultCompletionCmd()
	walk(root)
}
