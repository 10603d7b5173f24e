package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// fileStamp is the time in the name of a file that is kept.
const fileStamp = "20060102-150405"

// Backup copies the library to dst, checks the copy, and only then gives it
// its name. An existing dst is ErrExists unless replace is set; the library
// itself is always ErrExists.
func (s *Store) Backup(ctx context.Context, dst string, replace bool) error {
	dst, err := resolve(dst)
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	if same(s.path, dst) {
		return fmt.Errorf("back up to %s: %w", dst, ErrExists)
	}
	return typed("back up", dst, copyLibrary(ctx, s.path, dst, replace))
}

func same(a, b string) bool {
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}

// copyLibrary writes a checked copy, staged beside dst.
func copyLibrary(ctx context.Context, src, dst string, replace bool) error {
	if exists(dst) && !replace {
		return fmt.Errorf("copy to %s: %w", dst, ErrExists)
	}
	stage, err := stageCopy(ctx, src, dst)
	if err != nil {
		return err
	}
	defer removeDatabase(stage)
	return moveInto(stage, dst)
}

// stageCopy writes a consistent, checked copy of src under a passing name
// beside dst and returns that name.
func stageCopy(ctx context.Context, src, dst string) (string, error) {
	folder, err := os.MkdirTemp(filepath.Dir(dst), filepath.Base(dst)+staging+"*")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(folder) //nolint:errcheck // empty by then, or litter of a failure
	inner := filepath.Join(folder, "copy")
	if err := vacuumInto(ctx, src, inner); err != nil {
		return "", err
	}
	if err := verify(ctx, inner); err != nil {
		return "", err
	}
	if err := os.Chmod(inner, 0o600); err != nil { // it holds what the library holds
		return "", err
	}
	stage := folder + ".ready"
	return stage, os.Rename(inner, stage)
}

// vacuumInto lets SQLite write a compact copy of what is committed.
func vacuumInto(ctx context.Context, src, dst string) error {
	return reading(src, func(dsn string) error {
		db, err := connect(ctx, dsn, 1)
		if err != nil {
			return typed("read", src, err)
		}
		_, err = db.ExecContext(ctx, "VACUUM INTO ?", dst)
		return errors.Join(typed("copy", src, err), db.Close())
	})
}

// reading calls fn with the name to read a library by. In a folder in which
// SQLite cannot make the shared memory it wants, a second time as a file that
// nothing changes: true where nothing can be written and no log lies beside.
func reading(path string, fn func(dsn string) error) error {
	err := fn(copyDSN(path))
	if errors.Is(err, ErrReadOnly) && !exists(path+"-wal") {
		return fn(copyDSN(path) + immutable)
	}
	return err
}

// verify reads a whole library file and refuses it when anything in it is off.
func verify(ctx context.Context, path string) error {
	if err := checkHeader(path); err != nil {
		return err
	}
	db, err := connect(ctx, copyDSN(path), 1)
	if err != nil {
		return typed("read", path, err)
	}
	return errors.Join(integrity(ctx, db, path, "integrity_check"), db.Close())
}

// Restore makes backup the library at path, after checking it. The library
// that was there is kept under another name, which is returned; it is empty
// when there was none.
//
// Errors: *CorruptError and *NewerSchemaError about backup, *LockedError,
// ErrReadOnly, ErrNoSpace, ErrExists when backup is the library itself. After
// each the library at path is as it was.
func Restore(ctx context.Context, backup, path string, o Options) (kept string, err error) {
	o = o.withDefaults()
	if path, err = resolve(path); err != nil {
		return "", fmt.Errorf("restore: %w", err)
	}
	if same(backup, path) {
		return "", fmt.Errorf("restore %s: %w", backup, ErrExists)
	}
	if err := checkBackup(ctx, backup, o); err != nil {
		return "", typed("restore", backup, err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", typed("restore", path, err)
	}
	held, err := acquire(ctx, path, o)
	if err != nil {
		return "", typed("restore", path, err)
	}
	if kept, err = swap(ctx, backup, path, o); err == nil {
		held.abandoned = false
	}
	return kept, typed("restore", path, errors.Join(err, held.release()))
}

func checkBackup(ctx context.Context, backup string, o Options) error {
	backup, err := resolve(backup)
	if err != nil {
		return err
	}
	return reading(backup, func(dsn string) error {
		_, err := inspect(ctx, backup, dsn, o, false)
		return err
	})
}

// swap puts a copy of backup in place of the library in one rename.
func swap(ctx context.Context, backup, path string, o Options) (kept string, err error) {
	backup, err = resolve(backup)
	if err != nil {
		return "", err
	}
	stage, err := stageCopy(ctx, backup, path)
	if err != nil {
		return "", err
	}
	defer removeDatabase(stage)
	if exists(path) {
		kept = path + ".before-restore-" + o.Now().Format(fileStamp)
		if err := keep(ctx, path, kept); err != nil {
			return "", err
		}
	}
	if err := setAsideLog(path, o); err != nil {
		return kept, err
	}
	return kept, moveInto(stage, path)
}

// keep gives the present library a second name. Its log goes into the file
// first; where that fails, because the file is damaged, the log is kept too.
func keep(ctx context.Context, path, kept string) error {
	if exists(kept) {
		return fmt.Errorf("keep as %s: %w", kept, ErrExists)
	}
	if checkHeader(path) == nil && exists(path+"-wal") {
		foldLog(ctx, path)
	}
	if err := linkOrCopy(path, kept); err != nil {
		return err
	}
	if exists(path + "-wal") {
		return linkOrCopy(path+"-wal", kept+"-wal")
	}
	return nil
}

// foldLog writes the log into the library: closing the last connection does.
func foldLog(ctx context.Context, path string) {
	if db, err := connect(ctx, writerDSN(path), 1); err == nil {
		_ = db.Close()
	}
}

func linkOrCopy(from, to string) error {
	if err := os.Link(from, to); err == nil {
		return nil
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // only read
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		_ = os.Remove(to)
	}
	return err
}

// moveInto gives a finished file its name, on the disk too.
func moveInto(stage, path string) error {
	if err := syncFile(stage); err != nil {
		return err
	}
	if err := os.Rename(stage, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// syncFolder makes a rename last. Windows cannot open a folder for that and
// does not need it.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	_ = folder.Sync()
	return folder.Close()
}

// staging marks what is being written and will get its name when it is whole.
const staging = ".staging-"

// removeStaged removes what a program that died was writing beside a library.
func removeStaged(path string) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return // the library itself will say what is wrong
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), filepath.Base(path)+staging) {
			_ = os.RemoveAll(filepath.Join(filepath.Dir(path), entry.Name()))
		}
	}
}

// removeDatabase removes a staged file that did not get its name.
func removeDatabase(path string) {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return
		}
	}
}
