package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"clausedesk/app/policy"
)

// smallDisk mounts a disk of that many bytes, or skips where that is not
// allowed.
func smallDisk(t *testing.T, bytes int) string {
	t.Helper()
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, fmt.Sprintf("size=%d", bytes)); err != nil {
		t.Skipf("a disk of its own needs the right to mount: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return folder
}

func bigTree() []policy.Clause {
	out := make([]policy.Clause, 400)
	for i := range out {
		out[i] = policy.NewClause("Heading", strings.Repeat("many words ", 400))
	}
	return out
}

func TestAFullDiskLosesNothing(t *testing.T) {
	folder := smallDisk(t, 1<<20)
	path := filepath.Join(folder, "library")
	s, err := Open(t.Context(), path, testOptions())
	ok(t, err)
	p := addPolicy(t, s, addClient(t, s, "Saved").ID, "P")
	wantError(t, s.SaveClauses(t.Context(), p.ID, bigTree()), ErrNoSpace)
	if got := must(s.Policy(t.Context(), p.ID))(t); len(got.Clauses) != 1 {
		t.Errorf("%d clauses after a failed save", len(got.Clauses))
	}
	ok(t, integrity(t.Context(), s.reader, path, "integrity_check"))

	before := names(t, path)
	wantError(t, s.Backup(t.Context(), filepath.Join(folder, "backup"), false), ErrNoSpace)
	if after := names(t, path); !slices.Equal(before, after) {
		t.Errorf("files %v, before %v", after, before)
	}
	ok(t, s.Close())
	checkClients(t, path, "Saved")
}

func TestNoSpaceForALibrary(t *testing.T) {
	folder := smallDisk(t, 64<<10)
	path := filepath.Join(folder, "library")
	_, err := Open(t.Context(), path, testOptions())
	wantError(t, err, ErrNoSpace)
	if got := withoutLock(names(t, path)); len(got) != 0 {
		t.Errorf("left behind: %v", got)
	}
	full := smallDisk(t, 4<<10)
	ok(t, os.WriteFile(filepath.Join(full, "fill"), make([]byte, 4<<10), 0o600))
	_, err = Open(t.Context(), filepath.Join(full, "library"), testOptions())
	wantError(t, err, ErrNoSpace)
}

func TestNoSpaceForTheCopyBeforeAMigration(t *testing.T) {
	folder := smallDisk(t, 1<<20)
	path := filepath.Join(folder, "library")
	s, err := Open(t.Context(), path, testOptions())
	ok(t, err)
	addClient(t, s, "Saved")
	ok(t, s.Close())
	hash := fileHash(t, path)
	fill(t, filepath.Join(folder, "fill"))
	o := testOptions()
	o.migrations = withNext(t, `CREATE TABLE extra (id INTEGER) STRICT;`)
	_, err = Open(t.Context(), path, o)
	wantError(t, err, ErrNoSpace)
	if fileHash(t, path) != hash {
		t.Error("the library was changed")
	}
	ok(t, os.Remove(filepath.Join(folder, "fill")))
	checkClients(t, path, "Saved")
}

// fill takes the disk but for what a note of who has the library needs.
func fill(t *testing.T, path string) {
	t.Helper()
	file := must(os.Create(path))(t)
	for {
		if _, err := file.Write(make([]byte, 4096)); err != nil {
			break
		}
	}
	ok(t, file.Truncate(must(file.Seek(0, 2))(t)-16<<10))
	ok(t, file.Close())
}

// readOnlyFolder takes the right to write from a folder: for root by mounting
// it anew, since permissions do not stop root.
func readOnlyFolder(t *testing.T, prepare func(folder string)) string {
	t.Helper()
	if os.Getuid() != 0 {
		folder := t.TempDir()
		prepare(folder)
		ok(t, os.Chmod(folder, 0o500))
		t.Cleanup(func() { _ = os.Chmod(folder, 0o700) })
		return folder
	}
	folder := smallDisk(t, 4<<20)
	prepare(folder)
	ok(t, syscall.Mount("tmpfs", folder, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
	return folder
}

func TestAReadOnlyFolder(t *testing.T) {
	folder := readOnlyFolder(t, func(folder string) {
		s, err := Open(t.Context(), filepath.Join(folder, "library"), testOptions())
		ok(t, err)
		addClient(t, s, "Saved")
		ok(t, s.Close())
	})
	path := filepath.Join(folder, "library")
	_, err := Open(t.Context(), path, testOptions())
	wantError(t, err, ErrReadOnly)
	_, err = Open(t.Context(), filepath.Join(folder, "new"), testOptions())
	wantError(t, err, ErrReadOnly)
	_, err = Open(t.Context(), filepath.Join(folder, "sub", "new"), testOptions())
	wantError(t, err, ErrReadOnly)

	o := testOptions()
	o.ReadOnly = true
	s := open(t, path, o)
	if clients := must(s.Clients(t.Context()))(t); len(clients) != 1 {
		t.Errorf("clients: %v", clients)
	}
	wantError(t, s.Backup(t.Context(), filepath.Join(folder, "backup"), false), ErrReadOnly)
	dst := filepath.Join(t.TempDir(), "backup")
	ok(t, s.Backup(t.Context(), dst, false))
	checkClients(t, dst, "Saved")
	_, err = Restore(t.Context(), dst, path, testOptions())
	wantError(t, err, ErrReadOnly)
}
