package store

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"clausedesk/app/memory"
)

// MemoryEntry returns one entry, or ErrNotFound.
func (tx *Tx) MemoryEntry(id int64) (memory.Entry, error) {
	found, err := tx.memoryEntries([]int64{id})
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("memory entry %d: %w", id, ErrNotFound)
	}
	if err != nil {
		return memory.Entry{}, err
	}
	return found[0], nil
}

// memoryEntries returns those of some entries that there are.
func (tx *Tx) memoryEntries(ids []int64) ([]memory.Entry, error) {
	return list(tx, scanMemory, memoryColumns+`WHERE id IN (`+numbers(ids)+`)
		AND (id >> 17) IN (SELECT id FROM memory_block WHERE reading = 0) ORDER BY id`)
}

// DeleteMemory removes entries, and with one that was approved as a whole those
// of its sentences that are no other segment's. It returns how many entries were
// named, or ErrNotFound when one of them is not there.
func (tx *Tx) DeleteMemory(ids []int64) (deleted int, err error) {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	entries, err := tx.memoryEntries(ids)
	if err == nil && len(entries) < len(ids) {
		err = fmt.Errorf("memory entries %v: %w", ids, ErrNotFound)
	}
	if err != nil {
		return 0, err
	}
	all := slices.Clone(entries)
	for _, e := range entries {
		parts, err := tx.memorySentences(e)
		if err != nil {
			return 0, err
		}
		all = append(all, parts...)
	}
	slices.SortFunc(all, func(a, b memory.Entry) int { return int(a.ID - b.ID) })
	all = slices.CompactFunc(all, func(a, b memory.Entry) bool { return a.ID == b.ID })
	for of := range chunkBlocks(all) {
		if err := tx.deleteMemoryIn(of[0].ID>>memory.BlockBits, of); err != nil {
			return 0, err
		}
	}
	return len(entries), nil
}

// memorySentences returns the entries that were made of an entry's sentences.
func (tx *Tx) memorySentences(e memory.Entry) ([]memory.Entry, error) {
	var ids []int64
	for _, part := range memory.Sentences(e) {
		id, err := tx.memoryTwin(part)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	parts, err := tx.memoryEntries(ids)
	return slices.DeleteFunc(parts, func(part memory.Entry) bool {
		return e.Policy == "" || part.Policy != e.Policy || part.Clause != e.Clause
	}), err
}

// chunkBlocks yields the entries of each block; they are in order.
func chunkBlocks(entries []memory.Entry) func(yield func([]memory.Entry) bool) {
	return func(yield func([]memory.Entry) bool) {
		for len(entries) > 0 {
			block := entries[0].ID >> memory.BlockBits
			n := slices.IndexFunc(entries, func(e memory.Entry) bool { return e.ID>>memory.BlockBits != block })
			if n < 0 {
				n = len(entries)
			}
			if !yield(entries[:n]) {
				return
			}
			entries = entries[n:]
		}
	}
}

// deleteMemoryIn removes entries of one block, and what they are found by.
func (tx *Tx) deleteMemoryIn(block int64, entries []memory.Entry) error {
	var postings []posting
	for _, e := range entries {
		place := e.ID & (memory.BlockSize - 1)
		if _, err := tx.exec(`DELETE FROM memory_source WHERE block = ? AND hash = ? AND place = ?`,
			block, memory.SourceHash(e.From, e.To, e.Source), place); err != nil {
			return err
		}
		if _, err := tx.exec(`DELETE FROM memory_entry WHERE id = ?`, e.ID); err != nil {
			return err
		}
		if err := tx.countMemory(block, memoryOfEntry(e), -1); err != nil {
			return err
		}
		postings = append(postings, postingsOf(e, int(place))...)
	}
	sortPostings(postings)
	for len(postings) > 0 {
		n := sameTerm(postings)
		if err := tx.removePlaces(block, postings[:n]); err != nil {
			return err
		}
		postings = postings[n:]
	}
	return nil
}

// removePlaces takes places from those of one term and length.
func (tx *Tx) removePlaces(block int64, gone []posting) error {
	var old []byte
	err := tx.tx.QueryRowContext(tx.ctx, `SELECT places FROM memory_posting WHERE block = ? AND term = ? AND size = ?`,
		block, gone[0].term, gone[0].size).Scan(&old)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	var places []byte
	last := -1
	for _, place := range memory.Places(old) {
		if _, goes := slices.BinarySearchFunc(gone, place, func(p posting, place int) int { return int(p.place) - place }); !goes {
			places, last = memory.AppendPlace(places, last, place), place
		}
	}
	if last < 0 {
		_, err = tx.exec(`DELETE FROM memory_posting WHERE block = ? AND term = ? AND size = ?`, block, gone[0].term, gone[0].size)
		return err
	}
	_, err = tx.exec(`UPDATE memory_posting SET last = ?, places = ? WHERE block = ? AND term = ? AND size = ?`,
		last, places, block, gone[0].term, gone[0].size)
	return err
}

// CorrectMemory gives an entry other texts, in canonical form, and remembers who
// did that. Where they are those of another entry of its owner, the two become
// one. The entry is the newest then and has another number, which it returns.
func (tx *Tx) CorrectMemory(id int64, source, target, by string) (int64, error) {
	e, err := tx.MemoryEntry(id)
	if err != nil {
		return 0, err
	}
	if _, err := tx.DeleteMemory([]int64{id}); err != nil {
		return 0, err
	}
	e.Source, e.Target, e.By, e.Changed = source, target, by, tx.now
	now := []memory.Entry{e}
	if e.Policy != "" {
		now = append(now, memory.Sentences(e)...)
	}
	if _, err := tx.AddMemory(now); err != nil {
		return 0, err
	}
	return tx.memoryTwin(e)
}
