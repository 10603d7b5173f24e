package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Options says who opens a library and how.
type Options struct {
	Program  string           // "window" or "command": what another program is told
	Wait     time.Duration    // how long to wait for another program to close the library
	Now      func() time.Time // time.Now when nil
	ReadOnly bool             // takes no lock, migrates nothing, writes nothing

	migrations fs.FS  // another history of the schema, in tests
	waiting    func() // called when another program has the library and waiting begins
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.migrations == nil {
		o.migrations = released()
	}
	return o
}

// Store is an open library. It may be used from many goroutines.
type Store struct {
	path   string
	now    func() time.Time
	lock   *lock
	writer *sql.DB // nil when opened for reading only
	reader *sql.DB
	close  sync.Once
}

// Open opens the library at path, and creates it when there is none; a
// library of an earlier release is copied, then migrated.
//
// Errors: *LockedError, *NewerSchemaError, *CorruptError, *MigrationError,
// ErrReadOnly, ErrNoSpace, ErrDisk; with Options.ReadOnly also
// fs.ErrNotExist and ErrOldSchema. After *LockedError, *NewerSchemaError and
// *CorruptError nothing was written to the file.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	o = o.withDefaults()
	path, err := resolve(path)
	if err != nil {
		return nil, fmt.Errorf("open library: %w", err)
	}
	s := &Store{path: path, now: o.Now}
	if o.ReadOnly {
		err = s.openReadOnly(ctx, o)
	} else {
		err = s.open(ctx, o)
	}
	if err != nil {
		return nil, errors.Join(typed("open library", s.path, err), s.Close())
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, o Options) error {
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return err
	}
	var err error
	if s.lock, err = acquire(ctx, s.path, o); err != nil {
		return err
	}
	removeStaged(s.path)
	if _, err = os.Lstat(s.path); errors.Is(err, fs.ErrNotExist) {
		err = create(ctx, s.path, o)
	} else if err == nil {
		err = prepare(ctx, s.path, o, s.lock.abandoned)
	}
	if err != nil {
		return err
	}
	s.lock.abandoned = false
	if s.writer, err = connect(ctx, writerDSN(s.path), 1); err != nil {
		return err
	}
	s.reader, err = connect(ctx, readerDSN(s.path), readers)
	return err
}

func (s *Store) openReadOnly(ctx context.Context, o Options) error {
	if _, err := os.Stat(s.path); err != nil {
		return err
	}
	have, err := inspect(ctx, s.path, readerDSN(s.path), o, false)
	dsn := readerDSN(s.path)
	if errors.Is(err, ErrReadOnly) && !exists(s.path+"-wal") {
		dsn = immutableDSN(s.path) // a folder in which no shared memory can be made
		have, err = inspect(ctx, s.path, dsn, o, false)
	}
	if err != nil {
		return err
	}
	if newest, err := newestKnown(o.migrations); err != nil || have < newest {
		return errors.Join(err, ErrOldSchema)
	}
	s.reader, err = connect(ctx, dsn, readers)
	return err
}

// Path returns the library file, absolute.
func (s *Store) Path() string { return s.path }

// Close writes everything to the library file and lets it go. A second call
// does nothing.
func (s *Store) Close() error {
	var errs []error
	s.close.Do(func() {
		if s.reader != nil {
			errs = append(errs, s.reader.Close())
		}
		if s.writer != nil { // last, so that it folds the log into the file
			errs = append(errs, s.writer.Close())
		}
		if s.lock != nil {
			errs = append(errs, s.lock.release())
		}
	})
	return errors.Join(errs...)
}

// resolve returns the absolute name of a file behind all links: its log and
// its lock lie beside the file itself.
func resolve(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real, nil
	}
	return path, nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
