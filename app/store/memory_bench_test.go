package store

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"clausedesk/app/memory"
)

// envEntries sets the entries of the large memory; 1000000 makes it the one
// that the speed promises are about.
const envEntries = "CLAUSEDESK_BENCH_ENTRIES"

func benchEntries() int {
	if n, err := strconv.Atoi(os.Getenv(envEntries)); err == nil {
		return n
	}
	return 100000
}

var largeMemory struct {
	sync.Once
	file, path string
	read       time.Duration
	most       uint64 // bytes of memory taken while reading
	err        error
}

// theLargeMemory is written as TMX and read once for all benchmarks of a run.
func theLargeMemory(b *testing.B) string {
	b.Helper()
	largeLibrary(b) // its folder is removed after the run
	largeMemory.Do(func() {
		largeMemory.file = filepath.Join(large.folder, "memory.tmx")
		largeMemory.path = filepath.Join(large.folder, "memory")
		largeMemory.err = writeLargeMemory(largeMemory.file)
		if largeMemory.err == nil {
			largeMemory.err = readLargeMemory(context.Background())
		}
	})
	ok(b, largeMemory.err)
	return largeMemory.path
}

func writeLargeMemory(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // a benchmark reads it next
	w := memory.NewTMXWriter(file, "en")
	for e := range newMemoryGen(1).entries(benchEntries()) {
		if err := w.Add(e); err != nil {
			return err
		}
	}
	return w.Close()
}

func readLargeMemory(ctx context.Context) error {
	s, err := Open(ctx, largeMemory.path, testOptions())
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // a benchmark reads it next
	file, err := os.Open(largeMemory.file)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // read only
	done := make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() { watchMemory(done) })
	begun := time.Now()
	_, err = s.ReadMemory(ctx, memory.NewTMXReader(file, memory.Entry{Origin: "memory.tmx"}).Entries())
	largeMemory.read = time.Since(begun)
	close(done)
	watching.Wait()
	return err
}

func watchMemory(done <-chan struct{}) {
	for {
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		largeMemory.most = max(largeMemory.most, stats.Sys-stats.HeapReleased)
		select {
		case <-done:
			return
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func BenchmarkMemoryImport(b *testing.B) {
	theLargeMemory(b)
	for b.Loop() { // read once, whatever the number
	}
	b.ReportMetric(float64(benchEntries()), "entries")
	b.ReportMetric(largeMemory.read.Seconds(), "s/import")
	b.ReportMetric(float64(largeMemory.most)/1e6, "MB-most")
}

// BenchmarkMemoryMatches opens the library anew, so that the first look-ups
// find nothing of it read, and reports the mean and the slowest of a hundred.
func BenchmarkMemoryMatches(b *testing.B) {
	path := theLargeMemory(b)
	s := open(b, path, testOptions())
	g := newMemoryGen(2)
	var took []time.Duration
	for b.Loop() {
		q := memory.Query{From: "en", To: "nl", Source: g.mutate(g.source())}
		begun := time.Now()
		must(view(b.Context(), s, func(tx *Tx) ([]memory.Match, error) { return tx.MemoryMatches(q) }))(b)
		took = append(took, time.Since(begun))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-p50")
}

func BenchmarkMemoryFirstMatch(b *testing.B) {
	path := theLargeMemory(b)
	g := newMemoryGen(3)
	for b.Loop() {
		s, err := Open(b.Context(), path, testOptions())
		ok(b, err)
		q := memory.Query{From: "en", To: "nl", Source: g.mutate(g.source())}
		must(view(b.Context(), s, func(tx *Tx) ([]memory.Match, error) { return tx.MemoryMatches(q) }))(b)
		ok(b, s.Close())
	}
}

// BenchmarkMemoryRecall compares a hundred answers with those of comparing every
// entry.
func BenchmarkMemoryRecall(b *testing.B) {
	s := open(b, theLargeMemory(b), testOptions())
	var got recall
	for b.Loop() {
		got = measureRecall(b, s, newMemoryGen(4), 100, 0)
	}
	b.ReportMetric(float64(got.found), "%best")
}
