//go:build !unix

package main

import "io"

// width returns 0: the columns of the terminal are not known.
func width(io.Writer) int { return 0 }
