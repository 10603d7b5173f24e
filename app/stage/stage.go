// Package stage writes files whole or not at all: into a neighbour first,
// flushed to the disk, then renamed over the goal. It knows no domain.
package stage

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Write lets fill write a file that appears at path only once it is complete.
// After an error nothing is left behind and what was at path is unchanged.
func Write(path string, perm os.FileMode, fill func(io.Writer) error) (err error) {
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.part")
	if err != nil {
		return fmt.Errorf("stage %s: %w", filepath.Base(path), err)
	}
	defer func() {
		if err != nil {
			file.Close()
			os.Remove(file.Name())
		}
	}()
	if err = fill(file); err != nil {
		return err
	}
	if err = file.Chmod(perm); err != nil {
		return fmt.Errorf("stage %s: %w", filepath.Base(path), err)
	}
	return finish(file, path)
}

func finish(file *os.File, path string) error {
	if err := file.Sync(); err != nil {
		return fmt.Errorf("flush %s: %w", filepath.Base(path), err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("close %s: %w", filepath.Base(path), err)
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return fmt.Errorf("put %s in place: %w", filepath.Base(path), err)
	}
	return nil
}

// WriteBytes is Write for content already in memory.
func WriteBytes(path string, perm os.FileMode, data []byte) error {
	return Write(path, perm, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}
