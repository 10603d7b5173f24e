package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"clausedesk/app/policy"
)

// Letterhead returns what a client, or the studio without one, has set for the
// head of its documents; nothing set is the zero value.
func (s *Store) Letterhead(ctx context.Context, client policy.ID) (policy.Letterhead, error) {
	return view(ctx, s, func(tx *Tx) (policy.Letterhead, error) { return tx.Letterhead(client) })
}

// SetLetterhead saves it. An unknown client is ErrNotFound.
func (s *Store) SetLetterhead(ctx context.Context, client policy.ID, h policy.Letterhead) error {
	return s.InTx(ctx, func(tx *Tx) error { return tx.SetLetterhead(client, h) })
}

// LetterheadOf returns what the documents of a client carry: its own, and the
// studio's where it has none.
func (s *Store) LetterheadOf(ctx context.Context, client policy.ID) (policy.Letterhead, error) {
	return view(ctx, s, func(tx *Tx) (policy.Letterhead, error) { return tx.letterheadOf(client) })
}

// Letterhead is Store.Letterhead inside a transaction.
func (tx *Tx) Letterhead(client policy.ID) (policy.Letterhead, error) {
	var look []byte
	err := tx.tx.QueryRowContext(tx.ctx, `SELECT look FROM letterhead WHERE coalesce(client_id, '') = ?`, client).Scan(&look)
	if errors.Is(err, sql.ErrNoRows) {
		return policy.Letterhead{}, nil
	}
	if err != nil {
		return policy.Letterhead{}, err
	}
	var h policy.Letterhead
	return h, json.Unmarshal(look, &h)
}

// SetLetterhead is Store.SetLetterhead inside a transaction.
func (tx *Tx) SetLetterhead(client policy.ID, h policy.Letterhead) error {
	if client != "" {
		if _, err := tx.Client(client); err != nil {
			return err
		}
	}
	if _, err := tx.exec(`DELETE FROM letterhead WHERE coalesce(client_id, '') = ?`, client); err != nil || h.IsZero() {
		return err
	}
	look, err := json.Marshal(h)
	if err != nil {
		return err
	}
	_, err = tx.exec(`INSERT INTO letterhead (client_id, look) VALUES (nullif(?, ''), ?)`, client, string(look))
	return err
}

func (tx *Tx) letterheadOf(client policy.ID) (policy.Letterhead, error) {
	studio, err := tx.Letterhead("")
	if err != nil || client == "" {
		return studio, err
	}
	own, err := tx.Letterhead(client)
	return own.Over(studio), err
}
