package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// pollEvery is how often a waiting program tries again.
const pollEvery = 50 * time.Millisecond

// lock is held by the one program that has the library open. The system lets
// it go when that program dies. Who holds it stands in a second file, because
// Windows lets nobody read a locked one.
type lock struct {
	file      *flock.Flock
	owner     string
	abandoned bool // the program before did not close the library
}

func acquire(ctx context.Context, path string, o Options) (*lock, error) {
	l := &lock{file: flock.New(path+".lock", flock.SetPermissions(0o600)), owner: path + ".owner"}
	if err := l.take(ctx, path, o); err != nil {
		_ = l.file.Close()
		return nil, err
	}
	l.abandoned = exists(l.owner)
	if err := l.sign(o); err != nil {
		return nil, errors.Join(fmt.Errorf("say who has %s: %w", path, err), l.release())
	}
	return l, nil
}

func (l *lock) take(ctx context.Context, path string, o Options) error {
	got, err := l.file.TryLock()
	if err == nil && !got && o.Wait > 0 {
		if o.waiting != nil {
			o.waiting()
		}
		patience, cancel := context.WithTimeout(ctx, o.Wait)
		defer cancel()
		got, err = l.file.TryLockContext(patience, pollEvery)
		if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
			err = nil
		}
	}
	if err != nil {
		return fmt.Errorf("lock %s: %w", path, err)
	}
	if !got {
		return &LockedError{Path: path, Holder: l.holder()}
	}
	return nil
}

// sign leaves the note for other programs.
func (l *lock) sign(o Options) error {
	host, _ := os.Hostname() // a note without it is still a note
	note, err := json.Marshal(Holder{Program: o.Program, PID: os.Getpid(), Host: host, Since: o.Now().UTC()})
	if err != nil {
		return err
	}
	return writeStaged(l.owner, note)
}

func (l *lock) holder() Holder {
	var h Holder
	if note, err := os.ReadFile(l.owner); err == nil {
		_ = json.Unmarshal(note, &h) // a damaged note tells nothing
	}
	return h
}

// release lets the library go. The note of a program that died stays until
// the library was found whole, so that the next one looks too.
func (l *lock) release() error {
	if l.abandoned {
		return l.file.Close()
	}
	err := os.Remove(l.owner)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, l.file.Close())
}

// writeStaged writes a small file whole or not at all.
func writeStaged(path string, data []byte) error {
	stage, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+staging+"*")
	if err != nil {
		return err
	}
	_, err = stage.Write(data)
	if err = errors.Join(err, stage.Close()); err == nil {
		err = os.Rename(stage.Name(), path)
	}
	if err != nil {
		_ = os.Remove(stage.Name())
	}
	return err
}
