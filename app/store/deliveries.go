package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"clausedesk/app/policy"
)

// ErrNoRecipient is returned for a delivery that went to nobody.
var ErrNoRecipient = errors.New("a delivery needs a recipient")

// DeliveryFilter picks entries of the register; what is empty picks all.
type DeliveryFilter struct {
	Policy policy.ID
	Number int
	Client policy.ID
}

// DeliveryRow is an entry of the register as lists show it.
type DeliveryRow struct {
	policy.Delivery
	Client string `json:"client"`
	Title  string `json:"title"` // in the source language
}

// Deliveries lists entries of the register, the newest first.
func (tx *Tx) Deliveries(f DeliveryFilter) ([]DeliveryRow, error) {
	return list(tx, func(rows *sql.Rows) (DeliveryRow, error) {
		var d DeliveryRow
		err := rows.Scan(&d.ID, &d.PolicyID, &d.Number, &d.Lang, &d.File, &d.SHA256, &d.Bytes, &d.To, &d.Address,
			&d.How, &d.On, &d.Note, &d.By, moment{&d.Created}, &d.Void, &d.VoidBy, &d.Client, &d.Title)
		return d, err
	}, `SELECT delivery.id, delivery.policy_id, delivery.number, lang, file, sha256, bytes, recipient, address,
			how, on_day, note, delivery.by, delivery.created,
			coalesce(delivery_void.reason, ''), coalesce(delivery_void.by, ''),
			client.name, policy.title
		FROM delivery
		JOIN policy ON policy.id = delivery.policy_id
		JOIN client ON client.id = policy.client_id
		LEFT JOIN delivery_void ON delivery_void.delivery_id = delivery.id
		WHERE (delivery.policy_id = ?1 OR ?1 = '') AND (delivery.number = ?2 OR ?2 = 0) AND (client.id = ?3 OR ?3 = '')
		ORDER BY on_day DESC, delivery.id DESC`, f.Policy, f.Number, f.Client)
}

// AddDelivery enters a delivery at the time of the transaction and returns its
// number in the register. Errors: ErrNoRecipient, and ErrNotFound when there is
// no such version.
func (tx *Tx) AddDelivery(d policy.Delivery) (int64, error) {
	if d.To = strings.TrimSpace(d.To); d.To == "" {
		return 0, ErrNoRecipient
	}
	var id int64
	err := tx.tx.QueryRowContext(tx.ctx, `INSERT INTO delivery
			(policy_id, number, lang, file, sha256, bytes, recipient, address, how, on_day, note, by, created)
		SELECT policy_id, number, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM version WHERE policy_id = ? AND number = ?
		RETURNING id`, d.Lang, d.File, d.SHA256, d.Bytes, d.To, d.Address, d.How, d.On, d.Note, d.By,
		stamp(tx.now), d.PolicyID, d.Number).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("version %d of %s: %w", d.Number, d.PolicyID, ErrNotFound)
	}
	return id, err
}

// VoidDelivery marks an entry as one that does not count. Errors: ErrNotFound,
// ErrNoReason, and ErrFrozen for one that was marked before.
func (tx *Tx) VoidDelivery(id int64, reason, by string) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return ErrNoReason
	}
	rows, err := tx.exec(`INSERT INTO delivery_void (delivery_id, reason, by, at)
		SELECT id, ?, ?, ? FROM delivery WHERE id = ?`, reason, by, stamp(tx.now), id)
	if err == nil && rows == 0 {
		return fmt.Errorf("delivery %d: %w", id, ErrNotFound)
	}
	return err
}

// Deliveries lists entries of the register, the newest first.
func (s *Store) Deliveries(ctx context.Context, f DeliveryFilter) ([]DeliveryRow, error) {
	return view(ctx, s, func(tx *Tx) ([]DeliveryRow, error) { return tx.Deliveries(f) })
}

// AddDelivery enters a delivery and returns its number in the register; see Tx.
func (s *Store) AddDelivery(ctx context.Context, d policy.Delivery) (int64, error) {
	return change(ctx, s, func(tx *Tx) (int64, error) { return tx.AddDelivery(d) })
}

// VoidDelivery marks an entry as one that does not count; see Tx.
func (s *Store) VoidDelivery(ctx context.Context, id int64, reason, by string) error {
	return s.InTx(ctx, func(tx *Tx) error { return tx.VoidDelivery(id, reason, by) })
}
