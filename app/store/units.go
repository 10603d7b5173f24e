package store

import (
	"database/sql"
	"errors"
	"fmt"

	"clausedesk/app/policy"
)

// Units lists a policy's translations by clause, language and position,
// detached ones first.
func (tx *Tx) Units(id policy.ID) ([]policy.Unit, error) {
	return list(tx, func(rows *sql.Rows) (policy.Unit, error) {
		var u policy.Unit
		err := rows.Scan(&u.ClauseID, &u.Lang, &u.Pos, &u.Source, &u.Target, &u.State)
		return u, err
	}, `SELECT clause_id, lang, pos, source, target, state FROM unit
		WHERE policy_id = ? ORDER BY clause_id, lang, pos, id`, id)
}

// PutUnits adds or replaces single translations.
func (tx *Tx) PutUnits(id policy.ID, units []policy.Unit) error {
	for _, u := range units {
		if err := tx.putUnit(id, u); err != nil {
			return err
		}
	}
	return tx.touch(id)
}

func (tx *Tx) putUnit(id policy.ID, u policy.Unit) error {
	if err := validUnit(u); err != nil {
		return err
	}
	_, err := tx.exec(`DELETE FROM unit WHERE policy_id = ? AND clause_id = ? AND lang = ? AND pos = ?
		AND (pos >= 0 OR source = ?)`, id, u.ClauseID, u.Lang, u.Pos, u.Source)
	if err != nil {
		return err
	}
	return tx.addUnit(id, u)
}

func (tx *Tx) addUnit(id policy.ID, u policy.Unit) error {
	_, err := tx.exec(`INSERT INTO unit (policy_id, clause_id, lang, pos, source, target, state)
		VALUES (?, ?, ?, ?, ?, ?, ?)`, id, u.ClauseID, u.Lang, u.Pos, u.Source, u.Target, u.State)
	return err
}

// ErrUnit is returned for a translation without a clause or language, or at
// an impossible place.
var ErrUnit = errors.New("the translation belongs nowhere")

func validUnit(u policy.Unit) error {
	if u.ClauseID == "" || u.Lang == "" || u.Pos < policy.Detached {
		return fmt.Errorf("%w: clause %q, language %q, position %d", ErrUnit, u.ClauseID, u.Lang, u.Pos)
	}
	return nil
}

// ReplaceUnits makes the translations of one clause, in all languages, these.
func (tx *Tx) ReplaceUnits(id, clause policy.ID, units []policy.Unit) error {
	if _, err := tx.exec(`DELETE FROM unit WHERE policy_id = ? AND clause_id = ?`, id, clause); err != nil {
		return err
	}
	for _, u := range units {
		if u.ClauseID != clause {
			return fmt.Errorf("%w: clause %q instead of %q", ErrUnit, u.ClauseID, clause)
		}
		if err := validUnit(u); err != nil {
			return err
		}
		if err := tx.addUnit(id, u); err != nil {
			return err
		}
	}
	return tx.touch(id)
}
