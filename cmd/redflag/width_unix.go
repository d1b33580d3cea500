//go:build unix

package main

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// width returns the columns of the terminal that w writes to; 0 where it is none.
func width(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok {
		return 0
	}
	size, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return 0
	}
	return int(size.Col)
}
