// Package deliveries is where versions are handed over and where the register
// of what went to whom is read: printing, mail drafts, entries, their sheets,
// and bundles. What prints and mails is the system's (app/handover), what is
// kept is the studio's.
package deliveries

import (
	"context"
	"strings"

	"clausedesk/app/store"
	"clausedesk/app/studio"
)

// Reader is what the register is read from.
type Reader interface {
	Deliveries(ctx context.Context, f store.DeliveryFilter) ([]store.DeliveryRow, error)
}

// Register is all deliveries, the newest first.
type Register struct {
	Rows   []store.DeliveryRow
	folded []string // what each is found by
}

// Load reads the register. It touches no widget and may run on any goroutine.
func Load(ctx context.Context, from Reader) (*Register, error) {
	rows, err := from.Deliveries(ctx, store.DeliveryFilter{})
	if err != nil {
		return nil, err
	}
	r := &Register{Rows: rows, folded: make([]string, len(rows))}
	for i, d := range rows {
		r.folded[i] = studio.Fold(strings.Join([]string{d.Client, d.Title, d.To, d.Address, d.File, d.On, d.SHA256}, "\n"))
	}
	return r, nil
}

// Find returns the entries that have every word of a query in their client,
// title, recipient, address, file, day or hash.
func (r *Register) Find(query string) []store.DeliveryRow {
	words := strings.Fields(studio.Fold(query))
	var found []store.DeliveryRow
	for i, row := range r.Rows {
		if hasAll(r.folded[i], words) {
			found = append(found, row)
		}
	}
	return found
}

func hasAll(text string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// Row finds an entry by its number.
func (r *Register) Row(id int64) (store.DeliveryRow, bool) {
	for _, row := range r.Rows {
		if row.ID == id {
			return row, true
		}
	}
	return store.DeliveryRow{}, false
}
