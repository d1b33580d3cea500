//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestInterruptWritesWhole stops a run in the midst of a folder: what was done by then is whole in every format.
func TestInterruptWritesWhole(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	const documents = 2000
	for i := range documents {
		create(t, filepath.Join(dir, fmt.Sprintf("%04d.txt", i)), strings.Repeat(flaggedResume, 20))
	}
	args := []string{"scan", "-j", "1", "--in-process", dir}
	file := func(format string) string { return filepath.Join(out, format) }
	for _, format := range []string{"json", "jsonl", "csv", "sarif", "junit", "html"} {
		args = append(args, "-o", format+"="+file(format))
	}
	cmd := exec.Command("redflag", args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 600 { // until a few documents are done
		if info, err := os.Stat(file("jsonl")); err == nil && info.Size() > 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	err := cmd.Wait()
	if e, ok := errors.AsType[*exec.ExitError](err); !ok || e.ExitCode() != exitError {
		t.Fatalf("%v, want exit status %d: %s", err, exitError, &said)
	}
	m := regexp.MustCompile(`^redflag: interrupted after (\d+) of 2000\n$`).FindStringSubmatch(said.String())
	if m == nil {
		t.Fatalf("says %q", &said)
	}
	done, _ := strconv.Atoi(m[1])
	if done == 0 || done == documents {
		t.Fatalf("%d done", done)
	}
	read := func(format string) string {
		data, err := os.ReadFile(file(format))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	var whole struct{ Documents []result }
	if err := json.Unmarshal([]byte(read("json")), &whole); err != nil || len(whole.Documents) != done {
		t.Errorf("json: %d of %d documents, %v", len(whole.Documents), done, err)
	}
	if n := strings.Count(read("jsonl"), "\n"); n != done {
		t.Errorf("jsonl: %d of %d documents", n, done)
	}
	if !json.Valid([]byte(read("sarif"))) {
		t.Error("sarif is not whole")
	}
	if !strings.HasSuffix(read("csv"), "\n") {
		t.Error("csv is not whole")
	}
	d := xml.NewDecoder(strings.NewReader(read("junit")))
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("junit: %v", err)
		}
	}
	if !strings.HasSuffix(strings.TrimSpace(read("html")), "</html>") {
		t.Error("html is not whole")
	}
}
