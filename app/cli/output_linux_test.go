package cli_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// TestAResultThatCannotBeWritten is a failure, and says what stays.
func TestAResultThatCannotBeWritten(t *testing.T) {
	p := newPlace(t, t.TempDir())
	id := p.published()
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	check(t, err)
	defer full.Close()
	for _, args := range [][]string{
		{"list", "policies"},
		{"list", "policies", "--json"},
		{"show", id},
		{"version"},
		{"publish", id, "--effective", "2027-01-01", "--json"},
	} {
		cmd := p.command("clausedesk", args...)
		var errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = full, &errs
		_ = cmd.Run()
		if cmd.ProcessState.ExitCode() != 1 || !strings.HasPrefix(errs.String(), "The result could not be written out.") {
			t.Errorf("%q: exit code %d, said %q", args, cmd.ProcessState.ExitCode(), errs.String())
		}
	}
	if version := p.policies().Policies[0].Version; version != 2 {
		t.Errorf("version %d", version)
	}
}
