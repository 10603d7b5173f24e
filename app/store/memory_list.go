package store

import (
	"cmp"
	"database/sql"
	"slices"

	"clausedesk/app/memory"
	"clausedesk/app/policy"
)

// EachMemory visits the entries between two languages in the order they came;
// an empty language is any. Those of private clients are left out.
func (tx *Tx) EachMemory(from, to string, visit func(memory.Entry) error) error {
	readers, err := tx.memoryReaders("")
	if err != nil {
		return err
	}
	return tx.scan(func(rows *sql.Rows) error {
		e, err := scanMemory(rows)
		if err != nil || !readers.may(e) || !fits(e.From, from) || !fits(e.To, to) {
			return err
		}
		return visit(e)
	}, memoryColumns+`WHERE (id >> 17) IN (SELECT id FROM memory_block WHERE reading = 0) ORDER BY id`)
}

func fits(tag, wanted string) bool { return wanted == "" || memory.Base(tag) == memory.Base(wanted) }

// MemoryPair is two languages, without their regions, and how many entries the
// memory has between them.
type MemoryPair struct {
	From, To string
	Entries  int
}

// MemoryPairs counts the entries of each pair of languages, the fullest first.
// Those of private clients are left out.
func (tx *Tx) MemoryPairs() ([]MemoryPair, error) {
	readers, err := tx.memoryReaders("")
	if err != nil {
		return nil, err
	}
	counts := map[MemoryPair]int{}
	err = tx.scan(func(rows *sql.Rows) error {
		var from, to string
		var client policy.ID
		var entries int
		err := rows.Scan(&from, &to, &client, &entries)
		if err == nil && readers.may(memory.Entry{Client: client}) {
			counts[MemoryPair{From: memory.Base(from), To: memory.Base(to)}] += entries
		}
		return err
	}, `SELECT from_lang, to_lang, client_id, sum(entries) FROM memory_pair
		JOIN memory_block ON memory_block.id = block WHERE reading = 0 GROUP BY from_lang, to_lang, client_id`)
	out := make([]MemoryPair, 0, len(counts))
	for pair, n := range counts {
		pair.Entries = n
		out = append(out, pair)
	}
	slices.SortFunc(out, func(a, b MemoryPair) int {
		return cmp.Or(cmp.Compare(b.Entries, a.Entries), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return out, err
}

// memoryOf is what the entries of a block are counted by.
type memoryOf struct {
	from, to string
	client   policy.ID
}

func memoryOfEntry(e memory.Entry) memoryOf { return memoryOf{e.From, e.To, e.Client} }

// countMemory adds to the number of entries in a block, or takes from it.
func (tx *Tx) countMemory(block int64, of memoryOf, more int) error {
	_, err := tx.exec(`INSERT INTO memory_pair (block, from_lang, to_lang, client_id, entries) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (block, from_lang, to_lang, client_id) DO UPDATE SET entries = memory_pair.entries + excluded.entries`,
		block, of.from, of.to, string(of.client), more)
	if err == nil && more < 0 {
		_, err = tx.exec(`DELETE FROM memory_pair WHERE block = ? AND entries <= 0`, block)
	}
	return err
}
