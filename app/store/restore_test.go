package store

import (
	"bytes"
	"io/fs"
	"os"
	"slices"
	"testing"
)

var errNotExist = fs.ErrNotExist

func TestABadBackupIsNotRestored(t *testing.T) {
	path := libraryWithClient(t, "Kept")
	hash := fileHash(t, path)
	newer := libraryPath(t)
	o := testOptions()
	o.migrations = withNext(t, `CREATE TABLE extra (id INTEGER) STRICT;`)
	s, err := Open(t.Context(), newer, o)
	ok(t, err)
	ok(t, s.Close())
	_, err = Restore(t.Context(), newer, path, testOptions())
	wantAs[*NewerSchemaError](t, err)

	text := libraryPath(t)
	ok(t, os.WriteFile(text, bytes.Repeat([]byte("text "), 99), 0o600))
	_, err = Restore(t.Context(), text, path, testOptions())
	wantError(t, err, ErrNotDatabase)

	damaged := libraryWithClient(t, "Damaged")
	overwrite(t, damaged, 3*4096, bytes.Repeat([]byte{0xaa}, 8*4096))
	_, err = Restore(t.Context(), damaged, path, testOptions())
	wantAs[*CorruptError](t, err)

	_, err = Restore(t.Context(), path, path, testOptions())
	wantError(t, err, ErrExists)
	_, err = Restore(t.Context(), path+".none", path, testOptions())
	wantError(t, err, fs.ErrNotExist)
	if fileHash(t, path) != hash {
		t.Error("the library was changed")
	}
	if got := withoutLock(names(t, path)); len(got) != 1 {
		t.Errorf("left behind: %v", got)
	}
}

func withoutLock(files []string) []string {
	return slices.DeleteFunc(files, func(name string) bool { return len(name) > 5 && name[len(name)-5:] == ".lock" })
}

// A damaged library with a log that cannot be folded in is what a restore is
// for: both are kept, and the log does not get into the restored one.
func TestRestoreOverADamagedLibraryKeepsFileAndLog(t *testing.T) {
	backup := libraryWithClient(t, "Good")
	path := libraryPath(t)
	other := start(t, "write", path)
	other.says(t, "saved")
	other.says(t, "inside")
	other.kill(t)
	ok(t, os.WriteFile(path, []byte("junk"), 0o600))
	log := fileHash(t, path+"-wal")

	kept := must(Restore(t.Context(), backup, path, testOptions()))(t)
	checkClients(t, path, "Good")
	if string(must(os.ReadFile(kept))(t)) != "junk" || fileHash(t, kept+"-wal") != log {
		t.Error("the damaged library was not kept as it was")
	}
}

func TestRestoreFoldsTheLogOfAKilledProgramIn(t *testing.T) {
	backup := libraryWithClient(t, "Good")
	path := libraryPath(t)
	other := start(t, "write", path)
	other.says(t, "saved")
	other.says(t, "inside")
	other.kill(t)
	kept := must(Restore(t.Context(), backup, path, testOptions()))(t)
	checkClients(t, path, "Good")
	checkClients(t, kept, "Saved")
}
