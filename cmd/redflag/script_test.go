package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"redflag/analyzer/extract"
)

func TestMain(m *testing.M) {
	extract.ServeReadingProcess() // of the tests that call run in their own process
	testscript.Main(m, map[string]func(){"redflag": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Condition: func(cond string) (bool, error) {
			return cond == "root" && os.Geteuid() == 0, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": checkStatus},
	})
}

// checkStatus runs "status N redflag ARGS...": the command must end with exit status N.
func checkStatus(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: status N COMMAND ARGS...")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if e, ok := err.(interface{ ExitCode() int }); ok {
		got = string(rune('0' + e.ExitCode()))
	}
	if got != args[0] {
		ts.Fatalf("exit status %s, want %s", got, args[0])
	}
}
