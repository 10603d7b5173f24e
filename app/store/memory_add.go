package store

import (
	"cmp"
	"database/sql"
	"errors"
	"slices"

	"clausedesk/app/memory"
)

// posting says that the entry at a place of a block has a term.
type posting struct {
	term  int64
	place int32
	size  int32
}

func postingsOf(e memory.Entry, place int) []posting {
	terms := memory.TermsOf(e.From, e.To, e.Source)
	out := make([]posting, len(terms.List))
	for i, term := range terms.List {
		out[i] = posting{term, int32(place), int32(terms.Size)}
	}
	return out
}

func sortPostings(postings []posting) {
	slices.SortFunc(postings, func(a, b posting) int {
		return cmp.Or(cmp.Compare(a.term, b.term), cmp.Compare(a.size, b.size), cmp.Compare(a.place, b.place))
	})
}

// sameTerm counts how many of sorted postings are of the first one's term and
// length.
func sameTerm(postings []posting) int {
	first := postings[0]
	n := slices.IndexFunc(postings, func(p posting) bool { return p.term != first.term || p.size != first.size })
	if n < 0 {
		return len(postings)
	}
	return n
}

// AddMemory adds entries; one that is there already gets the new neighbours,
// place, writer and time. It returns how many are new.
func (tx *Tx) AddMemory(entries []memory.Entry) (added int, err error) {
	for _, e := range entries {
		id, err := tx.memoryTwin(e)
		if err == nil && id >= 0 {
			_, err = tx.exec(`UPDATE memory_entry SET policy_id = ?, clause_id = ?, before = ?, after = ?, origin = ?,
				written_by = ?, changed = ? WHERE id = ?`,
				e.Policy, e.Clause, e.Before, e.After, e.Origin, e.By, stamp(e.Changed), id)
		}
		if err == nil && id < 0 {
			added++
			err = tx.addMemory(e)
		}
		if err != nil {
			return added, err
		}
	}
	return added, nil
}

// memoryTwin finds the entry with the same texts of the same client, or -1.
func (tx *Tx) memoryTwin(e memory.Entry) (int64, error) {
	ids, err := tx.memorySame(e.From, e.To, e.Source)
	if err != nil || len(ids) == 0 {
		return -1, err
	}
	twins, err := list(tx, scanOne[int64], `SELECT id FROM memory_entry WHERE id IN (`+numbers(ids)+`)
		AND source = ? AND target = ? AND client_id = ? AND to_lang = ? AND from_lang = ?`,
		e.Source, e.Target, e.Client, e.To, e.From)
	if err != nil || len(twins) == 0 {
		return -1, err
	}
	return twins[0], nil
}

func (tx *Tx) addMemory(e memory.Entry) error {
	block, place, err := tx.memoryPlace()
	if err != nil {
		return err
	}
	e.ID = block<<memory.BlockBits | int64(place)
	if _, err := tx.exec(addMemoryRow, memoryFields(e)...); err != nil {
		return err
	}
	_, err = tx.exec(addMemorySource, block, memory.SourceHash(e.From, e.To, e.Source), place)
	if err == nil {
		err = tx.countMemory(block, memoryOfEntry(e), 1)
	}
	for _, p := range postingsOf(e, place) {
		if err == nil {
			err = tx.addPosting(block, p)
		}
	}
	return err
}

const (
	addMemoryRow = `INSERT INTO memory_entry (id, from_lang, to_lang, source, target, client_id, policy_id, clause_id,
		before, after, origin, written_by, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	addMemorySource  = `INSERT INTO memory_source (block, hash, place) VALUES (?, ?, ?)`
	addMemoryPosting = `INSERT INTO memory_posting (block, term, size, last, places) VALUES (?, ?, ?, ?, ?)`
)

func memoryFields(e memory.Entry) []any {
	return []any{
		e.ID, e.From, e.To, e.Source, e.Target, string(e.Client), string(e.Policy), string(e.Clause), e.Before, e.After,
		e.Origin, e.By, stamp(e.Changed),
	}
}

// memoryPlace takes the next free place.
func (tx *Tx) memoryPlace() (block int64, place int, err error) {
	row := tx.tx.QueryRowContext(tx.ctx, `UPDATE memory_block SET used = used + 1 WHERE id =
		(SELECT id FROM memory_block WHERE reading = 0 AND used < ? ORDER BY id LIMIT 1) RETURNING id, used - 1`, memory.BlockSize)
	err = row.Scan(&block, &place)
	if errors.Is(err, sql.ErrNoRows) {
		block, err = tx.newMemoryBlock(1, 0)
		place = 0
	}
	return block, place, err
}

func (tx *Tx) newMemoryBlock(used int, reading int64) (block int64, err error) {
	err = tx.tx.QueryRowContext(tx.ctx, `INSERT INTO memory_block (id, used, reading)
		VALUES ((SELECT coalesce(max(id) + 1, 0) FROM memory_block), ?, ?) RETURNING id`, used, reading).Scan(&block)
	return block, err
}

func (tx *Tx) addPosting(block int64, p posting) error {
	var last int
	var places []byte
	err := tx.tx.QueryRowContext(tx.ctx, `SELECT last, places FROM memory_posting WHERE block = ? AND term = ? AND size = ?`,
		block, p.term, p.size).Scan(&last, &places)
	if errors.Is(err, sql.ErrNoRows) {
		last, err = -1, nil
	}
	if err != nil {
		return err
	}
	_, err = tx.exec(`INSERT OR REPLACE INTO memory_posting (block, term, size, last, places) VALUES (?, ?, ?, ?, ?)`,
		block, p.term, p.size, p.place, memory.AppendPlace(places, last, int(p.place)))
	return err
}
