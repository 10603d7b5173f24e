package store

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"clausedesk/app/policy"
)

// Errors of the library. Each may come wrapped; errors.Is finds it.
var (
	ErrNotFound    = errors.New("not found")
	ErrHasVersions = errors.New("a published version keeps it")
	ErrFrozen      = errors.New("a published version cannot change")
	ErrChain       = errors.New("the version does not follow the one before")
	ErrNameTaken   = errors.New("the name is in use")
	ErrExists      = errors.New("the file exists")
	ErrReadOnly    = errors.New("the library cannot be written")
	ErrNoSpace     = errors.New("the disk is full")
	ErrDisk        = errors.New("the disk failed")
	ErrForeign     = errors.New("a database of another program")
	ErrNotDatabase = errors.New("not a database")
	ErrOldSchema   = errors.New("the library needs a migration, and is opened for reading only")
)

// Holder is the program that has a library open. All fields are zero when
// that program left no note.
type Holder struct {
	Program string    `json:"program"` // "window" or "command"
	PID     int       `json:"pid"`
	Host    string    `json:"host"`
	Since   time.Time `json:"since"`
}

// LockedError is returned when another program has the library open.
type LockedError struct {
	Path   string
	Holder Holder
}

func (e *LockedError) Error() string {
	return fmt.Sprintf("%s is open in another program (%s, process %d on %s, since %s)",
		e.Path, e.Holder.Program, e.Holder.PID, e.Holder.Host, e.Holder.Since.Format(time.RFC3339))
}

// NewerSchemaError is returned for a library written by a later release:
// nothing in it was touched.
type NewerSchemaError struct {
	Path       string
	Have, Know int64 // the library's schema, and the newest this program knows
}

func (e *NewerSchemaError) Error() string {
	return fmt.Sprintf("%s has schema %d, this program knows %d", e.Path, e.Have, e.Know)
}

// CorruptError is returned for a file that is no intact library. Err is
// ErrNotDatabase, ErrForeign or what the integrity check said.
type CorruptError struct {
	Path string
	Err  error
}

func (e *CorruptError) Error() string { return e.Path + ": not an intact library: " + e.Err.Error() }

// Unwrap returns the cause.
func (e *CorruptError) Unwrap() error { return e.Err }

// MigrationError is returned when a migration failed. Backup is the copy made
// before, as the library was.
type MigrationError struct {
	Path, Backup string
	Err          error
}

func (e *MigrationError) Error() string {
	return fmt.Sprintf("migrate %s (kept before: %s): %v", e.Path, e.Backup, e.Err)
}

// Unwrap returns the cause.
func (e *MigrationError) Unwrap() error { return e.Err }

// Candidate is one of the policies a reference could mean.
type Candidate struct {
	ID            policy.ID
	Client, Title string
}

// AmbiguousError is returned for a reference that means several policies.
type AmbiguousError struct {
	Ref        string
	Candidates []Candidate
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q means %d policies", e.Ref, len(e.Candidates))
}

// typed gives an error of SQLite or of the file system its type here.
func typed(op, path string, err error) error {
	err = typedSQL(op, path, err)
	if err == nil || known(err) {
		return err
	}
	if kind := kindOfFile(err); kind != nil {
		return fmt.Errorf("%s %s: %w: %w", op, path, kind, err)
	}
	return err
}

// typedSQL leaves every error alone that is not one of SQLite.
func typedSQL(op, path string, err error) error {
	var lite *sqlite.Error
	if known(err) || !errors.As(err, &lite) {
		return err
	}
	if kind := kindOf(path, lite); kind != nil {
		return fmt.Errorf("%s: %w: %w", op, kind, err)
	}
	return fmt.Errorf("%s: %w", op, err)
}

// known reports whether an error got its type further down.
func known(err error) bool {
	var corrupt *CorruptError
	for _, kind := range []error{ErrNoSpace, ErrReadOnly, ErrDisk, ErrFrozen, ErrHasVersions, ErrChain} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return errors.As(err, &corrupt)
}

func kindOf(path string, err *sqlite.Error) error {
	switch err.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return ErrNoSpace
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return ErrReadOnly
	case sqlite3.SQLITE_CORRUPT:
		return &CorruptError{Path: path, Err: errors.New(err.Error())}
	case sqlite3.SQLITE_NOTADB:
		return &CorruptError{Path: path, Err: ErrNotDatabase}
	case sqlite3.SQLITE_IOERR:
		return diskError(err.Code())
	case sqlite3.SQLITE_CONSTRAINT:
		return constraintError(err.Error())
	}
	return nil
}

// diskError tells a full disk, which fails to grow the shared memory of the
// write-ahead log, from one that is broken.
func diskError(code int) error {
	if code == sqlite3.SQLITE_IOERR_SHMSIZE {
		return ErrNoSpace
	}
	return ErrDisk
}

// constraintError knows the words the triggers of the schema raise.
func constraintError(text string) error {
	switch {
	case strings.Contains(text, "frozen: "):
		return ErrFrozen
	case strings.Contains(text, "has versions: "):
		return ErrHasVersions
	case strings.Contains(text, "chain: "):
		return ErrChain
	}
	return nil
}

// windowsDiskFull is ERROR_DISK_FULL, which syscall has no portable name for.
const windowsDiskFull = syscall.Errno(112)

func kindOfFile(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, windowsDiskFull):
		return ErrNoSpace
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrReadOnly
	}
	return nil
}
