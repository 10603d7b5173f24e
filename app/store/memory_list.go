package store

import (
	"database/sql"

	"clausedesk/app/memory"
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
