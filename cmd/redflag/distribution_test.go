//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	yaml "go.yaml.in/yaml/v4"
)

func readYAML(t *testing.T, path string, into any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		err = yaml.Load(data, into, yaml.WithKnownFields())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// The action is what GitHub's metadata syntax asks of a composite action, and its check passes and fails as redflag does.
func TestAction(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash here")
	}
	var action struct {
		Name, Description string
		Inputs            map[string]struct{ Description, Default string }
		Runs              struct {
			Using string
			Steps []struct {
				Uses, Shell, Run string
				Directory        string `yaml:"working-directory"`
				With, Env        map[string]string
			}
		}
	}
	readYAML(t, "../../.github/actions/redflag/action.yml", &action)
	if action.Name == "" || action.Description == "" || action.Runs.Using != "composite" {
		t.Errorf("name %q, description %q, using %q", action.Name, action.Description, action.Runs.Using)
	}
	for i, s := range action.Runs.Steps {
		if (s.Uses == "") == (s.Run == "") || (s.Run != "") != (s.Shell != "") {
			t.Errorf("step %d has either uses, or run and shell: %+v", i+1, s)
		}
	}
	check := action.Runs.Steps[len(action.Runs.Steps)-1]
	program, err := exec.LookPath("redflag")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		inputs map[string]string
		status int
		says   string
	}{
		"passes": {map[string]string{"paths": "cvs notes.txt"}, 0, "::warning file=cvs/cv.txt,line=3,"},
		"fails":  {map[string]string{"paths": "cvs", "args": "--fail-on unmeasured-impact", "sarif": "out.sarif"}, 1, "::warning file=cvs/cv.txt,line=3,"},
		"cannot": {map[string]string{"paths": "gone"}, 2, ""},
	} {
		t.Run(name, func(t *testing.T) {
			workspace, temp := t.TempDir(), t.TempDir()
			if err := os.Mkdir(filepath.Join(workspace, "cvs"), 0o755); err != nil {
				t.Fatal(err)
			}
			create(t, filepath.Join(workspace, "cvs", "cv.txt"), flaggedResume)
			create(t, filepath.Join(workspace, "notes.txt"), "Experience\nShop Ltd  2019 - 2022\n- Wrote the manual of the till.\n")
			if err := os.Symlink(program, filepath.Join(temp, "redflag")); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", check.Run)
			cmd.Dir = workspace
			cmd.Env = append(os.Environ(), "GITHUB_ACTIONS=true", "CI=true", "RUNNER_TEMP="+temp, "GITHUB_WORKSPACE="+workspace)
			for variable, value := range check.Env { // "${{ inputs.paths }}"
				input, found := strings.CutPrefix(strings.Trim(value, "${} "), "inputs.")
				declared, known := action.Inputs[input]
				if !found || !known {
					t.Fatalf("%s is set to %s, which is no input", variable, value)
				}
				given, ok := c.inputs[input]
				if !ok {
					given = declared.Default
				}
				cmd.Env = append(cmd.Env, variable+"="+given)
			}
			out, _ := cmd.CombinedOutput()
			if cmd.ProcessState.ExitCode() != c.status || !strings.Contains(string(out), c.says) {
				t.Errorf("exit status %d, want %d, with %q:\n%s", cmd.ProcessState.ExitCode(), c.status, c.says, out)
			}
			if c.inputs["sarif"] != "" {
				if data, err := os.ReadFile(filepath.Join(workspace, "out.sarif")); err != nil || !strings.Contains(string(data), "unmeasured-impact") {
					t.Errorf("no SARIF: %v", err)
				}
			}
		})
	}
}

// The hook runs a command that there is, on what redflag reads and on nothing else.
func TestHook(t *testing.T) {
	var hooks []struct{ ID, Name, Description, Entry, Language, Files, Exclude string }
	readYAML(t, "../../.pre-commit-hooks.yaml", &hooks)
	if len(hooks) != 1 || hooks[0].ID != "redflag" || hooks[0].Language != "golang" {
		t.Fatalf("%+v", hooks)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "cv.txt")
	create(t, path, flaggedResume)
	entry := strings.Fields(hooks[0].Entry)[1:]
	if status, _, err := redflag("", append(entry, "--fail-on", "unmeasured-impact", path)...); status != exitFailOn {
		t.Errorf("status %d: %s", status, err)
	}
	files, exclude := regexp.MustCompile(hooks[0].Files), regexp.MustCompile(hooks[0].Exclude)
	for name, want := range map[string]bool{
		"cvs/cv.pdf": true, "a.docx": true, "round.vtt": true, "notes.markdown": true, "cv.htm": true,
		"package.json": false, "main.go": false, ".github/notes.md": false, "cvs/.draft.txt": false,
	} {
		if got := files.MatchString(name) && !exclude.MatchString(name); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}
