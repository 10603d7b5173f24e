package studio

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"clausedesk/app/memory"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/task"
)

// MemoryImport says how a memory file is read.
type MemoryImport struct {
	Origin string    // what the entries are said to be from: the file's name
	Client policy.ID // whose they are; empty for everybody's
}

// MemoryRead says what became of a memory file.
type MemoryRead struct {
	Units   int // that gave an entry
	Skipped int // without two languages, or without text
	store.MemoryTaken
}

// ImportMemory is ReadMemoryFile that returns the number of units alone.
func (s *Studio) ImportMemory(ctx context.Context, r io.Reader, opts MemoryImport, report task.Report) (units int, err error) {
	read, err := s.ReadMemoryFile(ctx, r, opts, report)
	return read.Units, err
}

// ReadMemoryFile reads a TMX file into the memory: all of it, or nothing.
// Progress counts bytes; the total is known for a file. It returns a
// *memory.TMXError for what cannot be read.
func (s *Studio) ReadMemoryFile(ctx context.Context, r io.Reader, opts MemoryImport, report task.Report) (MemoryRead, error) {
	file := memory.NewTMXReader(counted(r, report), memory.Entry{Origin: opts.Origin, Client: opts.Client, Changed: s.now()})
	taken, err := s.Store.ReadMemory(ctx, file.Entries())
	if err != nil {
		return MemoryRead{}, fmt.Errorf("import memory: %w", err)
	}
	return MemoryRead{file.Units, file.Skipped, taken}, nil
}

// countingReader reports how much was read, about once in a megabyte.
type countingReader struct {
	from        io.Reader
	report      task.Report
	done, total int
	told        int
}

const reportEvery = 1 << 20

func counted(r io.Reader, report task.Report) io.Reader {
	if report == nil {
		return r
	}
	c := &countingReader{from: r, report: report}
	if file, ok := r.(interface{ Stat() (os.FileInfo, error) }); ok {
		if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
			c.total = int(info.Size())
		}
	}
	return c
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.done += n
	if c.done-c.told >= reportEvery || errors.Is(err, io.EOF) {
		c.told = c.done
		c.report(task.Progress{Done: c.done, Total: c.total})
	}
	return n, err
}
