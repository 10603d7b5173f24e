package store

import (
	"cmp"
	"context"
	"fmt"
	"io"
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
		largeMemory.err = writeMemoryFile(largeMemory.file, benchEntries())
		if largeMemory.err == nil {
			largeMemory.err = readLargeMemory(context.Background())
		}
	})
	ok(b, largeMemory.err)
	return largeMemory.path
}

func writeMemoryFile(path string, entries int) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // a benchmark reads it next
	w := memory.NewTMXWriter(file, "en")
	for e := range newMemoryGen(1).entries(entries) {
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
	watched := watchMemory()
	begun := time.Now()
	err = readMemoryFile(ctx, s, largeMemory.file)
	largeMemory.read, largeMemory.most = time.Since(begun), watched()
	return err
}

func readMemoryFile(ctx context.Context, s *Store, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // read only
	_, err = s.ReadMemory(ctx, memory.NewTMXReader(file, memory.Entry{Origin: "memory.tmx"}).Entries())
	return err
}

// watchMemory looks how much memory the process takes until it is asked for the
// most, in bytes.
func watchMemory() (most func() uint64) {
	done, highest := make(chan struct{}), uint64(0)
	var watching sync.WaitGroup
	watching.Go(func() {
		for {
			var stats runtime.MemStats
			runtime.ReadMemStats(&stats)
			highest = max(highest, stats.Sys-stats.HeapReleased)
			select {
			case <-done:
				return
			case <-time.After(100 * time.Millisecond):
			}
		}
	})
	return func() uint64 {
		close(done)
		watching.Wait()
		return highest
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

// The most that a cancelled reading may take, and what the process may take of
// memory meanwhile.
const (
	cancelSoon = 10 * time.Second
	cancelMost = 300e6 // bytes
)

// BenchmarkMemoryCancel reads a file of 200 MB, or a fifth of that for each hundred
// thousand entries, into a memory that holds something, cancels when half of it
// was read, and reports how soon that was over. What was there must be there
// still, and nothing else. The figure for memory is true when it runs alone.
func BenchmarkMemoryCancel(b *testing.B) {
	path := filepath.Join(b.TempDir(), "cancelled.tmx")
	ok(b, writeMemoryFile(path, benchEntries()/2))
	size := must(os.Stat(path))(b).Size()
	s := newStore(b)
	must(s.ReadMemory(b.Context(), newMemoryGen(9).entries(2000)))(b)
	before := allMemory(b, s)
	watched := watchMemory()
	var slowest time.Duration
	for b.Loop() {
		ctx, cancel := context.WithCancel(b.Context())
		file := must(os.Open(path))(b)
		halfway := &cancelsAt{from: file, left: size / 2, cancel: cancel}
		_, err := s.ReadMemory(ctx, memory.NewTMXReader(halfway, memory.Entry{}).Entries())
		slowest = max(slowest, time.Since(halfway.at))
		wantError(b, err, context.Canceled)
		ok(b, file.Close())
		if after := allMemory(b, s); after != before {
			b.Fatalf("after a cancel tables hold %v, before %v", after, before)
		}
	}
	most := watched()
	if slowest > cancelSoon || most > cancelMost {
		b.Errorf("stopped after %v, with %d MB", slowest, most/1e6)
	}
	b.ReportMetric(float64(size)/1e6, "MB-file")
	b.ReportMetric(slowest.Seconds()*1000, "ms-to-stop")
	b.ReportMetric(float64(most)/1e6, "MB-most")
}

// cancelsAt cancels when so much was read of it, and remembers when that was.
type cancelsAt struct {
	from   io.Reader
	left   int64
	cancel func()
	at     time.Time
}

func (c *cancelsAt) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	if c.left -= int64(n); c.left <= 0 && c.at.IsZero() {
		c.at = time.Now()
		c.cancel()
	}
	return n, err
}

// BenchmarkMemoryMatches opens the library anew, so that the first look-ups
// find nothing of it read, and reports the mean and the slowest of a hundred, and
// what was read and compared.
func BenchmarkMemoryMatches(b *testing.B) {
	path := theLargeMemory(b)
	s := open(b, path, testOptions())
	g := newMemoryGen(2)
	var took []time.Duration
	var rows, bytes, compared []int
	for b.Loop() {
		q := memory.Query{From: "en", To: "nl", Source: written(g, nil)}
		begun := time.Now()
		ok(b, s.View(b.Context(), func(tx *Tx) error {
			_, work, err := tx.memoryMatches(q)
			rows, bytes, compared = append(rows, work.rows), append(bytes, work.bytes), append(compared, work.compared)
			return err
		}))
		took = append(took, time.Since(begun))
	}
	b.ReportMetric(share(took, 0.99).Seconds()*1000, "ms-p99")
	b.ReportMetric(share(took, 0.5).Seconds()*1000, "ms-p50")
	for name, counts := range map[string][]int{"rows": rows, "kB": bytes, "compared": compared} {
		unit := map[string]float64{"kB": 1000}[name]
		b.ReportMetric(float64(share(counts, 0.99))/max(1, unit), name+"-p99")
		b.ReportMetric(float64(share(counts, 0.5))/max(1, unit), name+"-p50")
	}
	b.ReportMetric(load(), "load")
}

// share returns the value that a share of all is not above.
func share[T cmp.Ordered](of []T, part float64) T {
	slices.Sort(of)
	return of[min(len(of)-1, int(float64(len(of))*part))]
}

// load is how many processes wanted a processor in the last minute, 0 where the
// system does not say.
func load() (out float64) {
	data, err := os.ReadFile("/proc/loadavg")
	if err == nil {
		_, _ = fmt.Sscan(string(data), &out)
	}
	return out
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

// BenchmarkMemoryRecall compares answers with those of comparing every entry, for
// texts that nothing was tuned with: a hundred that are a little unlike an entry,
// and a hundred that nobody wrote before. offered counts those alone that have an
// answer which would be offered.
func BenchmarkMemoryRecall(b *testing.B) {
	s := open(b, theLargeMemory(b), testOptions())
	x := everythingIn(b, s)
	for _, kind := range []struct {
		name string
		seed uint64
		text func(*memoryGen, []memory.Entry) string
	}{{"mutated", 7001, mutated}, {"written", 7002, written}} {
		b.Run(kind.name, func(b *testing.B) {
			g := newMemoryGen(kind.seed)
			var texts []string
			for range 100 {
				texts = append(texts, kind.text(g, x.entries))
			}
			var got recall
			for b.Loop() {
				got = measureRecall(b, s, x, texts, 0)
			}
			b.ReportMetric(float64(got.found), "%best")
			b.ReportMetric(100*float64(got.offeredFound)/float64(max(1, got.offered)), "%best-of-offered")
		})
	}
}
