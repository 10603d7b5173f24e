package cli_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

const noticeText = `# Privacy statement

## Who we are

Kweekwerk B.V. grows seedlings in Aalsmeer.

## Retention

We keep orders for seven years and letters for one.
`

// place is a folder with a library and the surroundings of the program in it.
type place struct {
	t       *testing.T
	folder  string
	library string
	env     []string
}

func newPlace(t *testing.T, folder string) *place {
	t.Helper()
	return &place{t: t, folder: folder, library: filepath.Join(folder, "library.clausedesk")}
}

func (p *place) path(name string) string { return filepath.Join(p.folder, name) }

func (p *place) write(name, text string) string {
	p.t.Helper()
	check(p.t, os.WriteFile(p.path(name), []byte(text), 0o600))
	return p.path(name)
}

func (p *place) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = p.folder
	cmd.Env = append(os.Environ(), envLibrary+"="+p.library, "TZ=UTC", "LANG=en", "LC_ALL=")
	cmd.Env = append(cmd.Env, p.env...)
	return cmd
}

// run runs the program to its end.
func (p *place) run(args ...string) (stdout, stderr string, code int) {
	p.t.Helper()
	cmd := p.command("clausedesk", args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		p.t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// must runs the program, which must do what it is told.
func (p *place) must(args ...string) string {
	p.t.Helper()
	out, errs, code := p.run(args...)
	if code != 0 {
		p.t.Fatalf("clausedesk %q: exit code %d: %s", args, code, errs)
	}
	return out
}

// json runs the program and decodes its result.
func (p *place) json(into any, args ...string) {
	p.t.Helper()
	check(p.t, json.Unmarshal([]byte(p.must(append(args, "--json")...)), into))
}

type listedPolicies struct {
	Policies []struct {
		ID, Client string
		Version    int
	}
}

func (p *place) policies() listedPolicies {
	p.t.Helper()
	var out listedPolicies
	p.json(&out, "list", "policies")
	return out
}

// published imports the notice and publishes it: POLICY@1.
func (p *place) published() string {
	p.t.Helper()
	var out listedPolicies
	p.json(&out, "import", p.write("notice.md", noticeText), "--client", "Kweekwerk", "--lang", "en")
	id := out.Policies[0].ID
	p.must("publish", id, "--effective", "2026-12-01")
	return id
}

// another is a second program under way, read line by line.
type another struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
}

// start starts a program whose lines come from standard output, or from
// standard error for one that stops.
func (p *place) start(name string, args ...string) *another {
	p.t.Helper()
	a := &another{cmd: p.command(name, args...)}
	in, err := a.cmd.StdinPipe()
	check(p.t, err)
	pipe := a.cmd.StdoutPipe
	if name == "stopping" {
		pipe = a.cmd.StderrPipe
	}
	out, err := pipe()
	check(p.t, err)
	a.in, a.out = in, bufio.NewScanner(out)
	check(p.t, a.cmd.Start())
	p.t.Cleanup(func() { a.kill() })
	return a
}

// kill is kill -9.
func (a *another) kill() {
	_ = a.cmd.Process.Kill()
	_ = a.cmd.Wait()
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// files lists a folder without what a library has beside it.
func files(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	check(t, err)
	var out []string
	for _, entry := range entries {
		out = append(out, entry.Name())
	}
	return out
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	check(t, err)
	return data
}
