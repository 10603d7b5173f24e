package store

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"sync"

	"clausedesk/app/memory"
)

// MemoryTaken says what became of the entries of a file.
type MemoryTaken struct {
	Added     int
	Duplicate int // there already, or twice in the file
}

// memoryReadings lets one file be read at a time: what an earlier reading left
// when the program was killed can then be told from one that goes on.
var memoryReadings sync.Mutex

// Steps of a reading: each is a transaction of its own, short enough for an
// edit to be saved in between. Nobody sees any of it before the last.
const (
	memoryRowsAtOnce     = 4096
	memoryPostingsAtOnce = 20000
)

// ReadMemory adds the entries of a file: all of them, or, when one of them is
// an error or the context ends, none. The order of entries is kept.
func (s *Store) ReadMemory(ctx context.Context, entries iter.Seq2[memory.Entry, error]) (MemoryTaken, error) {
	memoryReadings.Lock()
	defer memoryReadings.Unlock()
	r := newMemoryReading(s)
	err := r.dropAll(ctx)
	if err == nil {
		err = r.loadKnown(ctx)
	}
	if err == nil {
		err = r.readAll(ctx, entries)
	}
	if err == nil {
		err = s.InTx(ctx, func(tx *Tx) error {
			_, err := tx.exec(`UPDATE memory_block SET reading = 0`)
			return err
		})
	}
	if err != nil {
		return MemoryTaken{}, errors.Join(err, r.dropAll(context.WithoutCancel(ctx)))
	}
	return r.taken, nil
}

// memoryReading is a file on its way in: the block it fills.
type memoryReading struct {
	store    *Store
	known    memory.HashSet
	taken    MemoryTaken
	open     bool
	block    int64
	used     int
	rows     []memory.Entry
	postings []posting
	sources  []posting // term is the hash of the source
	counts   map[memoryOf]int
}

func newMemoryReading(s *Store) *memoryReading {
	return &memoryReading{store: s, counts: map[memoryOf]int{}}
}

// dropAll removes what was read and not finished, a block at a time.
func (r *memoryReading) dropAll(ctx context.Context) error {
	var blocks []int64
	err := r.store.View(ctx, func(tx *Tx) (err error) {
		blocks, err = list(tx, scanOne[int64], `SELECT id FROM memory_block WHERE reading <> 0`)
		return err
	})
	for _, block := range blocks {
		if err == nil {
			err = r.store.InTx(ctx, func(tx *Tx) error { return tx.dropMemoryBlock(block) })
		}
	}
	return err
}

func (tx *Tx) dropMemoryBlock(block int64) error {
	for _, statement := range []string{
		`DELETE FROM memory_posting WHERE block = ?1`,
		`DELETE FROM memory_source WHERE block = ?1`,
		`DELETE FROM memory_pair WHERE block = ?1`,
		`DELETE FROM memory_entry WHERE id >= ?1 << 17 AND id < (?1 + 1) << 17`,
		`DELETE FROM memory_block WHERE id = ?1`,
	} {
		if _, err := tx.exec(statement, block); err != nil {
			return err
		}
	}
	return nil
}

// loadKnown remembers which entries are there.
func (r *memoryReading) loadKnown(ctx context.Context) error {
	return r.store.View(ctx, func(tx *Tx) error {
		return tx.scan(func(rows *sql.Rows) error {
			var e memory.Entry
			err := rows.Scan(&e.From, &e.To, &e.Source, &e.Target, &e.Client)
			r.known.Add(memory.Twin(e))
			return err
		}, `SELECT from_lang, to_lang, source, target, client_id FROM memory_entry`)
	})
}

// batch is a run of entries and, by the same places, what each is found by.
type batch struct {
	entries []memory.Entry
	terms   []memory.Terms
	err     error
}

// readAll takes entries from where they are made, which goes on beside the
// writing.
func (r *memoryReading) readAll(ctx context.Context, entries iter.Seq2[memory.Entry, error]) error {
	ctx, stop := context.WithCancel(ctx)
	batches := make(chan batch, 2)
	var making sync.WaitGroup
	making.Go(func() {
		defer close(batches)
		makeBatches(ctx, entries, batches)
	})
	defer making.Wait()
	defer stop()
	for b := range batches {
		if err := errors.Join(b.err, ctx.Err()); err != nil {
			return err
		}
		if err := r.take(ctx, b); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return r.closeBlock(ctx)
}

func makeBatches(ctx context.Context, entries iter.Seq2[memory.Entry, error], out chan<- batch) {
	var b batch
	send := func() bool {
		select {
		case out <- b:
			b = batch{}
			return true
		case <-ctx.Done():
			return false
		}
	}
	for e, err := range entries {
		if b.err = err; err != nil {
			break
		}
		b.entries = append(b.entries, e)
		b.terms = append(b.terms, memory.TermsOf(e.From, e.To, e.Source))
		if len(b.entries) == memoryRowsAtOnce && !send() {
			return
		}
	}
	send()
}

// take adds the entries of a batch that are new.
func (r *memoryReading) take(ctx context.Context, b batch) error {
	for i, e := range b.entries {
		if !r.known.Add(memory.Twin(e)) {
			r.taken.Duplicate++
			continue
		}
		if err := r.room(ctx); err != nil {
			return err
		}
		e.ID = r.block<<memory.BlockBits | int64(r.used)
		for _, term := range b.terms[i].List {
			r.postings = append(r.postings, posting{term, int32(r.used), int32(b.terms[i].Size)})
		}
		r.sources = append(r.sources, posting{term: memory.SourceHash(e.From, e.To, e.Source), place: int32(r.used)})
		r.rows = append(r.rows, e)
		r.counts[memoryOfEntry(e)]++
		r.used++
		r.taken.Added++
	}
	return r.writeRows(ctx)
}

// room makes sure that there is a block with a free place.
func (r *memoryReading) room(ctx context.Context) error {
	if r.open && r.used < memory.BlockSize {
		return nil
	}
	if err := r.closeBlock(ctx); err != nil {
		return err
	}
	r.open = true
	return r.store.InTx(ctx, func(tx *Tx) (err error) {
		r.block, err = tx.newMemoryBlock(0, 1)
		return err
	})
}

func (r *memoryReading) writeRows(ctx context.Context) error {
	if len(r.rows) == 0 {
		return nil
	}
	err := r.store.InTx(ctx, func(tx *Tx) error {
		return tx.prepared(addMemoryRow, func(add func(...any) error) error {
			for _, e := range r.rows {
				if err := add(memoryFields(e)...); err != nil {
					return err
				}
			}
			return nil
		})
	})
	r.rows = r.rows[:0]
	return err
}

// closeBlock writes what the entries of the block are found by.
func (r *memoryReading) closeBlock(ctx context.Context) error {
	if !r.open {
		return nil
	}
	err := r.writeRows(ctx)
	if err == nil {
		err = r.writeSources(ctx)
	}
	if err == nil {
		err = r.writePostings(ctx)
	}
	if err == nil {
		err = r.store.InTx(ctx, r.count)
	}
	r.open, r.used, r.postings, r.sources = false, 0, r.postings[:0], r.sources[:0]
	clear(r.counts)
	return err
}

// count says how many entries the block has, and of whom.
func (r *memoryReading) count(tx *Tx) error {
	_, err := tx.exec(`UPDATE memory_block SET used = ? WHERE id = ?`, r.used, r.block)
	for of, n := range r.counts {
		if err == nil {
			err = tx.countMemory(r.block, of, n)
		}
	}
	return err
}

func (r *memoryReading) writeSources(ctx context.Context) error {
	sortPostings(r.sources)
	return r.inSteps(ctx, addMemorySource, func(add func(...any) error) (bool, error) {
		for range memoryPostingsAtOnce {
			if len(r.sources) == 0 {
				return true, nil
			}
			if err := add(r.block, r.sources[0].term, r.sources[0].place); err != nil {
				return true, err
			}
			r.sources = r.sources[1:]
		}
		return false, nil
	})
}

func (r *memoryReading) writePostings(ctx context.Context) error {
	sortPostings(r.postings)
	rest := r.postings
	var places []byte
	return r.inSteps(ctx, addMemoryPosting, func(add func(...any) error) (bool, error) {
		for range memoryPostingsAtOnce {
			if len(rest) == 0 {
				return true, nil
			}
			first, last, n := rest[0], -1, sameTerm(rest)
			places = places[:0]
			for _, p := range rest[:n] {
				places = memory.AppendPlace(places, last, int(p.place))
				last = int(p.place)
			}
			if err := add(r.block, first.term, first.size, last, places); err != nil {
				return true, err
			}
			rest = rest[n:]
		}
		return false, nil
	})
}

// inSteps runs a step in a transaction of its own until it says that it was the
// last.
func (r *memoryReading) inSteps(ctx context.Context, statement string, step func(add func(...any) error) (bool, error)) error {
	for done := false; !done; {
		err := r.store.InTx(ctx, func(tx *Tx) error {
			return tx.prepared(statement, func(add func(...any) error) (err error) {
				done, err = step(add)
				return err
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// prepared gives work a statement to run many times.
func (tx *Tx) prepared(statement string, work func(run func(...any) error) error) error {
	stmt, err := tx.tx.PrepareContext(tx.ctx, statement)
	if err != nil {
		return err
	}
	err = work(func(args ...any) error {
		_, err := stmt.ExecContext(tx.ctx, args...)
		return err
	})
	return errors.Join(err, stmt.Close())
}
