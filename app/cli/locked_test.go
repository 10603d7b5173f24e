package cli_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestALibraryInUse: the sentence says who has the library, since when, and
// what to do.
func TestALibraryInUse(t *testing.T) {
	host, err := os.Hostname()
	check(t, err)
	for _, c := range []struct{ program, want string }{
		{"window", "is open in a Clausedesk window (process %d on %s, since 2026-11-21 10:00). Close it and try again."},
		{"command", "is in use by a Clausedesk command (process %d on %s, since 2026-11-21 10:00). Wait for it and try again."},
	} {
		t.Run(c.program, func(t *testing.T) {
			t.Parallel() // a command waits a few seconds
			p := newPlace(t, t.TempDir())
			p.published()
			before := content(t, p.library)
			other := p.start("holding", c.program)
			if !other.out.Scan() || other.out.Text() != "open" {
				t.Fatal(other.out.Text())
			}
			out, errs, code := p.run("import", p.path("notice.md"), "--json")
			want := p.library + " " + fmt.Sprintf(c.want, other.cmd.Process.Pid, host)
			if code != 1 || out != "" || strings.TrimSpace(errs) != want {
				t.Errorf("exit code %d, output %q, said\n%s\nwant\n%s", code, out, errs, want)
			}
			other.kill()
			p.must("list", "clients")
			wantContent(t, p.library, before)
		})
	}
}

// TestACommandWaitsAMoment: a window that closes in that moment is no reason
// to fail.
func TestACommandWaitsAMoment(t *testing.T) {
	p := newPlace(t, t.TempDir())
	p.published()
	other := p.start("holding", "window")
	if !other.out.Scan() || other.out.Text() != "open" {
		t.Fatal(other.out.Text())
	}
	waiting := p.start("clausedesk", "list", "policies")
	check(t, other.in.Close())
	if !waiting.out.Scan() || !strings.Contains(waiting.out.Text(), "Kweekwerk") {
		t.Errorf("said %q", waiting.out.Text())
	}
	check(t, waiting.cmd.Wait())
}
