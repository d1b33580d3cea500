package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// openTerminal opens a pseudo terminal: what is written to the second comes out of the first.
func openTerminal(t *testing.T) (outer, inner *os.File) {
	t.Helper()
	outer, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { outer.Close() })
	n, err := unix.IoctlGetInt(int(outer.Fd()), unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(int(outer.Fd()), unix.TIOCSPTLCK, 0)
	}
	if err != nil {
		t.Skip(err)
	}
	if inner, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		t.Skip(err)
	}
	if err := unix.IoctlSetWinsize(int(outer.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 100}); err != nil {
		t.Fatal(err)
	}
	return outer, inner
}

// TestProgress: the line of the progress shows on a terminal on standard error, and only there, and leaves nothing behind.
func TestProgress(t *testing.T) {
	dir := t.TempDir()
	for i := range 3 {
		create(t, filepath.Join(dir, fmt.Sprintf("%d.txt", i)), flaggedResume)
	}
	line := regexp.MustCompile(`redflag: 2 of 3, [0-9?.]+ documents/s, \S+ left \[`)
	for _, c := range []struct {
		name        string
		args        []string
		outTerminal bool
		shown       bool
		says        string
	}{
		{"errors go to a terminal", nil, false, true, ""},
		{"results do too", nil, true, false, "Improved revenue"},
		{"quiet", []string{"-q"}, false, false, ""},
		{"lines of files stand above it", []string{"-v"}, false, true, "2.txt: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			outer, inner := openTerminal(t)
			cmd := exec.Command("redflag", append([]string{"scan", "--in-process", dir}, c.args...)...)
			cmd.Stderr = inner
			if c.outTerminal {
				cmd.Stdout = inner
			}
			said := make(chan string)
			go func() {
				data, _ := io.ReadAll(outer) // ends with an error when the other end is closed
				said <- string(data)
			}()
			err := cmd.Run()
			inner.Close()
			out := <-said
			if err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			if shown := line.MatchString(out); shown != c.shown || !strings.Contains(out, c.says) {
				t.Errorf("shown %v, want %v, with %q: %q", shown, c.shown, c.says, out)
			}
			if c.shown && !strings.HasSuffix(out, "\r\x1b[K") {
				t.Errorf("the line is left behind: %q", out)
			}
			if !c.shown && c.says == "" && out != "" {
				t.Errorf("says %q", out)
			}
		})
	}
}
