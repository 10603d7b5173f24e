package store

import (
	"bytes"
	"os"
	"testing"

	sqlite3 "modernc.org/sqlite/lib"
)

func TestAFileThatIsNoLibraryIsRefusedUntouched(t *testing.T) {
	for name, make := range map[string]struct {
		content func(t *testing.T, path string)
		want    error
	}{
		"text": {func(t *testing.T, path string) {
			ok(t, os.WriteFile(path, bytes.Repeat([]byte("Dear client,\n"), 99), 0o600))
		}, ErrNotDatabase},
		"empty":     {func(t *testing.T, path string) { ok(t, os.WriteFile(path, nil, 0o600)) }, ErrNotDatabase},
		"too short": {func(t *testing.T, path string) { ok(t, os.WriteFile(path, []byte(headerMagic), 0o600)) }, ErrNotDatabase},
		"another program's database": {func(t *testing.T, path string) {
			must(raw(t, path).Exec(`CREATE TABLE goose_db_version (version_id INTEGER, is_applied INTEGER)`))(t)
		}, ErrForeign},
		"another program's database in WAL mode": {func(t *testing.T, path string) {
			must(raw(t, path).Exec(`PRAGMA journal_mode = WAL; CREATE TABLE t (id INTEGER)`))(t)
		}, ErrForeign},
	} {
		t.Run(name, func(t *testing.T) {
			path := libraryPath(t)
			make.content(t, path)
			hash := fileHash(t, path)
			for _, readOnly := range []bool{false, true} {
				o := testOptions()
				o.ReadOnly = readOnly
				_, err := Open(t.Context(), path, o)
				if wantAs[*CorruptError](t, err).Path != path {
					t.Errorf("the error names another file: %v", err)
				}
				wantError(t, err, make.want)
			}
			if fileHash(t, path) != hash {
				t.Error("the file was changed")
			}
		})
	}
}

func TestAFailingDiskIsNotAFullOne(t *testing.T) {
	for code, want := range map[int]error{
		sqlite3.SQLITE_IOERR_SHMSIZE: ErrNoSpace, sqlite3.SQLITE_IOERR_READ: ErrDisk, sqlite3.SQLITE_IOERR_FSYNC: ErrDisk,
	} {
		wantError(t, diskError(code), want)
	}
}

// overwrite damages part of a file.
func overwrite(t *testing.T, path string, at int64, junk []byte) {
	t.Helper()
	file := must(os.OpenFile(path, os.O_RDWR, 0))(t)
	must(file.WriteAt(junk, at))(t)
	ok(t, file.Close())
}

func TestADamagedLibraryIsRefusedUntouched(t *testing.T) {
	const page = 4096
	for name, damage := range map[string]func(t *testing.T, path string){
		"first page":  func(t *testing.T, path string) { overwrite(t, path, headerSize, bytes.Repeat([]byte{0xff}, 2000)) },
		"later pages": func(t *testing.T, path string) { overwrite(t, path, 3*page, bytes.Repeat([]byte{0xaa}, 8*page)) },
		"cut off":     func(t *testing.T, path string) { ok(t, os.Truncate(path, 5*page)) },
	} {
		t.Run(name, func(t *testing.T) {
			path := libraryWithClient(t, "Kept")
			damage(t, path)
			hash := fileHash(t, path)
			_, err := Open(t.Context(), path, testOptions())
			wantAs[*CorruptError](t, err)
			if fileHash(t, path) != hash {
				t.Error("the file was changed")
			}
		})
	}
}
