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
	"syscall"
	"testing"
	"time"
)

// TestInterruptWritesWhole stops a run in the midst of a folder, as a terminal does, which sends Ctrl-C to the reading processes too, and as a
// supervisor does: what was done by then is whole in every format.
func TestInterruptWritesWhole(t *testing.T) {
	t.Run("in process", func(t *testing.T) { interrupted(t, os.Interrupt, ".txt", "--in-process") })
	t.Run("Ctrl-C", func(t *testing.T) { interrupted(t, os.Interrupt, ".md") })
	t.Run("SIGTERM", func(t *testing.T) { interrupted(t, syscall.SIGTERM, ".md") })
}

func interrupted(t *testing.T, sent os.Signal, ext string, flags ...string) {
	dir, out := t.TempDir(), t.TempDir()
	const documents = 2000
	for i := range documents {
		create(t, filepath.Join(dir, fmt.Sprintf("%04d%s", i, ext)), strings.Repeat(flaggedResume, 20))
	}
	args := append([]string{"scan", "-j", "1", dir}, flags...)
	file := func(format string) string { return filepath.Join(out, format) }
	for _, format := range []string{"json", "jsonl", "csv", "sarif", "junit", "html"} {
		args = append(args, "-o", format+"="+file(format))
	}
	cmd := exec.Command("redflag", args...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	part := filepath.Join(out, fmt.Sprintf(".redflag-%d-1.part", cmd.Process.Pid)) // of the jsonl
	for range 600 {                                                                // until a few documents are done
		if info, err := os.Stat(part); err == nil && info.Size() > 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if _, err := os.Stat(file("jsonl")); err == nil {
		t.Error("an output stands in its place before it is whole")
	}
	at := time.Now()
	if err := syscall.Kill(-cmd.Process.Pid, sent.(syscall.Signal)); err != nil {
		t.Fatal(err)
	}
	err := cmd.Wait()
	if took := time.Since(at); took > 3*time.Second { // one, and what a busy machine adds
		t.Errorf("it took %v to stop", took)
	}
	if e, ok := errors.AsType[*exec.ExitError](err); !ok || e.ExitCode() != exitInterrupted {
		t.Fatalf("%v, want exit status %d: %s", err, exitInterrupted, &said)
	}
	if left, err := os.ReadDir(out); err != nil || len(left) != 6 {
		t.Errorf("%d files are left, want the 6 outputs: %v", len(left), err)
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
