package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"clausedesk/app/policy"
)

// What is kept beside a version, which itself never changes: its manuscript,
// its withdrawal, and when its policy is to be looked at again.

// Manuscript returns the canonical manuscript of a version, or ErrNotFound for
// one that has none.
func (tx *Tx) Manuscript(id policy.ID, number int) ([]byte, error) {
	var data []byte
	err := tx.tx.QueryRowContext(tx.ctx, `SELECT canonical FROM version_manuscript
		WHERE policy_id = ? AND number = ?`, id, number).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("manuscript of version %d of %s: %w", number, id, ErrNotFound)
	}
	return data, err
}

// Withdrawals lists the withdrawals of a policy by number; of all policies
// for an empty identifier.
func (tx *Tx) Withdrawals(id policy.ID) ([]policy.Withdrawal, error) {
	return list(tx, func(rows *sql.Rows) (policy.Withdrawal, error) {
		var w policy.Withdrawal
		err := rows.Scan(&w.PolicyID, &w.Number, &w.From, &w.Reason, &w.By, moment{&w.At})
		return w, err
	}, `SELECT policy_id, number, from_day, reason, by, at FROM version_withdrawal
		WHERE policy_id = ? OR ? = '' ORDER BY policy_id, number`, id, id)
}

// Withdraw notes at the time of the transaction that a version holds no more.
// Errors: ErrNotFound, ErrNoReason, policy.ErrWithdrawn.
func (tx *Tx) Withdraw(w policy.Withdrawal) error {
	if _, err := tx.Version(w.PolicyID, w.Number); err != nil {
		return err
	}
	w.Reason = strings.TrimSpace(w.Reason)
	if w.Reason == "" {
		return ErrNoReason
	}
	before, err := tx.Withdrawals(w.PolicyID)
	if err != nil {
		return err
	}
	for _, b := range before {
		if b.Number == w.Number {
			return policy.ErrWithdrawn
		}
	}
	_, err = tx.exec(`INSERT INTO version_withdrawal (policy_id, number, from_day, reason, by, at)
		VALUES (?, ?, ?, ?, ?, ?)`, w.PolicyID, w.Number, w.From, w.Reason, w.By, stamp(tx.now))
	return err
}

// VersionDays lists number and effective date of the versions of every policy,
// without their content.
func (tx *Tx) VersionDays() ([]policy.Version, error) {
	return list(tx, func(rows *sql.Rows) (policy.Version, error) {
		var v policy.Version
		err := rows.Scan(&v.PolicyID, &v.Number, &v.Effective)
		return v, err
	}, `SELECT policy_id, number, effective FROM version INDEXED BY version_by_day ORDER BY policy_id, number`)
}

// SetReview chooses the day (yyyy-mm-dd) to look at a policy again; "" for
// none.
func (tx *Tx) SetReview(id policy.ID, day string) error {
	return found("policy", id)(tx.exec(`UPDATE policy SET review_due = ? WHERE id = ?`, day, id))
}

// ReviewDays lists the chosen days of review by policy, and the countries that
// decide which laws apply.
func (tx *Tx) ReviewDays() (map[policy.ID]ReviewDay, error) {
	out := map[policy.ID]ReviewDay{}
	err := tx.scan(func(rows *sql.Rows) error {
		var id policy.ID
		var day ReviewDay
		err := rows.Scan(&id, &day.Chosen, &day.Home, &day.Addressed)
		out[id] = day
		return err
	}, `SELECT policy.id, policy.review_due, coalesce(home.value, ''), coalesce(own.value, '')
		FROM policy
		LEFT JOIN client_fact AS home ON home.client_id = policy.client_id AND home.key = 'client.country'
		LEFT JOIN policy_fact AS own ON own.policy_id = policy.id AND own.key = 'policy.countries'
		WHERE policy.latest_version > 0`)
	return out, err
}

// ReviewDay is what decides, beside its versions, when a policy is reviewed.
type ReviewDay struct {
	Chosen    string // yyyy-mm-dd, "" for none
	Home      string // the client's country
	Addressed string // the countries that the policy addresses, as the fact has them
}
