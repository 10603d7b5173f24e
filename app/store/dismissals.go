package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"clausedesk/app/policy"
)

// ErrNoReason is returned for a decision that needs a reason and has none.
var ErrNoReason = errors.New("a reason is missing")

// Dismissals lists the findings of a policy that were left as they are, oldest
// first.
func (tx *Tx) Dismissals(id policy.ID) ([]policy.Dismissal, error) {
	return list(tx, func(rows *sql.Rows) (policy.Dismissal, error) {
		var d policy.Dismissal
		var finding []byte
		if err := rows.Scan(&finding, &d.Reason, &d.By, moment{&d.At}); err != nil {
			return d, err
		}
		return d, json.Unmarshal(finding, &d.Finding)
	}, `SELECT finding, reason, by, at FROM dismissal WHERE policy_id = ? ORDER BY at, key`, id)
}

// Dismiss notes that a finding is left as it is, and why. It returns
// ErrNoReason without a reason.
func (tx *Tx) Dismiss(id policy.ID, d policy.Dismissal) error {
	if strings.TrimSpace(d.Reason) == "" {
		return ErrNoReason
	}
	finding, err := json.Marshal(d.Finding)
	if err != nil {
		return err
	}
	_, err = tx.exec(`INSERT INTO dismissal (policy_id, key, finding, reason, by, at) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (policy_id, key) DO UPDATE SET reason = excluded.reason, by = excluded.by, at = excluded.at`,
		id, d.Finding.Key(), string(finding), strings.TrimSpace(d.Reason), d.By, stamp(tx.now))
	if err != nil {
		return err
	}
	return tx.touch(id)
}

// Undismiss makes a finding open again.
func (tx *Tx) Undismiss(id policy.ID, key string) error {
	if _, err := tx.exec(`DELETE FROM dismissal WHERE policy_id = ? AND key = ?`, id, key); err != nil {
		return err
	}
	return tx.touch(id)
}
