package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// outputOf runs an installed tool on a document and returns what it prints.
// CLAUSEDESK_REQUIRE_TOOLS=1 turns a missing tool into a failure.
func outputOf(t *testing.T, document []byte, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CLAUSEDESK_REQUIRE_TOOLS") == "1" {
			t.Fatalf("%s is required and not installed", name)
		}
		t.Skipf("%s is not installed", name)
	}
	file := filepath.Join(t.TempDir(), "document.pdf")
	if err := os.WriteFile(file, document, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, arg := range args {
		if arg == "FILE" {
			args[i] = file
		}
	}
	cmd := exec.Command(path, args...)
	var out, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, out.String(), problems.String())
	}
	if problems.Len() > 0 {
		t.Errorf("%s complains: %s", name, problems.String())
	}
	return out.String()
}

// extract returns the text of a document in the order it was written.
func extract(t *testing.T, document []byte, args ...string) string {
	t.Helper()
	return outputOf(t, document, "pdftotext", append(args, "-raw", "-enc", "UTF-8", "FILE", "-")...)
}
