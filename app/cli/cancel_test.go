package cli_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausedesk/app/cli"
)

// inProcess runs a command here, in a context of the test.
func inProcess(ctx context.Context, library string, args ...string) (stdout, stderr string, code int) {
	var out, errs bytes.Buffer
	code = cli.Run(ctx, args, cli.Env{
		In: strings.NewReader(""), Out: &out, Err: &errs, Getenv: func(string) string { return "" },
		Now: clock, Version: "test", Library: library,
	})
	return out.String(), errs.String(), code
}

// TestStopping: who presses Ctrl-C reads that nothing was changed, and nothing
// was.
func TestStopping(t *testing.T) {
	p := newPlace(t, t.TempDir())
	id := p.published()
	before := content(t, p.library)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	out := filepath.Join(t.TempDir(), "out.pdf")
	for _, args := range [][]string{
		{"import", p.path("notice.md")},
		{"publish", id, "--effective", "2027-01-01"},
		{"export", id + "@1", "-o", out},
		{"backup", out},
	} {
		stdout, stderr, code := inProcess(ctx, p.library, args...)
		if code != cli.ExitFailed || stdout != "" || strings.TrimSpace(stderr) != "Stopped, as you asked. Nothing was changed." {
			t.Errorf("%q: exit code %d, output %q, said %q", args, code, stdout, stderr)
		}
	}
	wantContent(t, p.library, before)
	if _, err := os.Stat(out); err == nil {
		t.Error("a file was written")
	}
}

func TestWants(t *testing.T) {
	for _, c := range []struct {
		args string
		want bool
	}{
		{"", false},
		{"--library x", false},
		{"--library=x --sample", false},
		{"--sample", false},
		{"--library", false},
		{"list clients", true},
		{"--library x list clients", true},
		{"--library list", false}, // a library of that name
		{"--help", true},
		{"--json list clients", true},
		{"notice.pdf", true},
	} {
		if got := cli.Wants(strings.Fields(c.args)); got != c.want {
			t.Errorf("%q: %v", c.args, got)
		}
	}
}
