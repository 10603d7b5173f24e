package stage

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestAFailureLeavesTheOldFileAndNothingElse(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "policy.pdf")
	if err := WriteBytes(path, 0o644, []byte("old")); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err := Write(path, 0o644, func(w io.Writer) error {
		if _, err := w.Write([]byte("half")); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Fatalf("got %v", err)
	}
	data, _ := os.ReadFile(path)
	names, _ := os.ReadDir(dir)
	if string(data) != "old" || len(names) != 1 {
		t.Fatalf("file holds %q, folder holds %d entries", data, len(names))
	}
}

func TestAWholeFileReplacesTheOldOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "policy.pdf")
	for _, content := range []string{"first", "second"} {
		if err := WriteBytes(path, 0o600, []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(path)
	if err != nil || string(data) != "second" {
		t.Fatalf("%q, %v", data, err)
	}
}
