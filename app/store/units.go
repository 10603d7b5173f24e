package store

import (
	"database/sql"
	"errors"
	"fmt"

	"clausedesk/app/policy"
)

const unitColumns = `clause_id, lang, pos, source, target, state, written_by, via, state_by, reason`

func scanUnit(rows *sql.Rows) (policy.Unit, error) {
	var u policy.Unit
	err := rows.Scan(unitFields(&u)...)
	return u, err
}

func unitFields(u *policy.Unit) []any {
	return []any{&u.ClauseID, &u.Lang, &u.Pos, &u.Source, &u.Target, &u.State, &u.By, &u.Via, &u.StateBy, &u.Reason}
}

// shelf is where translations and their history lie: with a policy, or, of
// answers that its policies share, with a client.
type shelf struct {
	units, events, owner string
	id                   policy.ID
}

func shelfOf(own bool, id policy.ID) shelf {
	if own {
		return shelf{"unit", "unit_event", "policy_id", id}
	}
	return shelf{"client_unit", "client_unit_event", "client_id", id}
}

// shelfFor finds where the translations of a clause or answer lie.
func (tx *Tx) shelfFor(id, clause policy.ID) (shelf, error) {
	if own, _, ofAnswer := policy.AnswerOf(clause); own || !ofAnswer {
		return shelfOf(true, id), nil
	}
	p, err := tx.policyRow(id)
	return shelfOf(false, p.ClientID), err
}

func (tx *Tx) unitsOn(at shelf) ([]policy.Unit, error) {
	return list(tx, scanUnit, `SELECT `+unitColumns+` FROM `+at.units+`
		WHERE `+at.owner+` = ? ORDER BY clause_id, lang, pos, id`, at.id)
}

// Units lists a policy's translations by clause, language and position,
// detached ones first, and then those of its client's answers.
func (tx *Tx) Units(id policy.ID) ([]policy.Unit, error) {
	p, err := tx.policyRow(id)
	if err != nil {
		return nil, err
	}
	units, err := tx.unitsOn(shelfOf(true, id))
	if err != nil {
		return nil, err
	}
	shared, err := tx.unitsOn(shelfOf(false, p.ClientID))
	return append(units, shared...), err
}

func (tx *Tx) unitsOf(id, clause policy.ID) ([]policy.Unit, error) {
	return list(tx, scanUnit, `SELECT `+unitColumns+` FROM unit
		WHERE policy_id = ? AND clause_id = ? ORDER BY lang, pos, id`, id, clause)
}

// PutUnits adds or replaces single translations, and notes in their history
// what changed. The text of an answer goes where the answer is kept.
func (tx *Tx) PutUnits(id policy.ID, units []policy.Unit) error {
	units, ofAnswers := splitUnits(units)
	if err := tx.putAnswers(id, ofAnswers); err != nil {
		return err
	}
	before, err := tx.unitsOn(shelfOf(true, id))
	if err != nil {
		return err
	}
	for _, u := range units {
		if err := tx.putUnit(id, u); err != nil {
			return err
		}
	}
	if err := tx.noteHistory(shelfOf(true, id), before, units); err != nil {
		return err
	}
	if err := tx.rememberUnits(id, before, units); err != nil {
		return err
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
	return tx.addUnit(shelfOf(true, id), u)
}

func (tx *Tx) addUnit(to shelf, u policy.Unit) error {
	_, err := tx.exec(`INSERT INTO `+to.units+` (`+to.owner+`, `+unitColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		to.id, u.ClauseID, u.Lang, u.Pos, u.Source, u.Target, u.State, u.By, u.Via, u.StateBy, u.Reason)
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

// ReplaceUnits makes the translations of one clause, in all languages, these,
// and notes in their history what changed.
func (tx *Tx) ReplaceUnits(id, clause policy.ID, units []policy.Unit) error {
	if _, _, ofAnswer := policy.AnswerOf(clause); ofAnswer {
		return fmt.Errorf("%w: %q is no clause", ErrUnit, clause)
	}
	before, err := tx.unitsOf(id, clause)
	if err != nil {
		return err
	}
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
		if err := tx.addUnit(shelfOf(true, id), u); err != nil {
			return err
		}
	}
	if err := tx.noteHistory(shelfOf(true, id), before, units); err != nil {
		return err
	}
	if err := tx.rememberUnits(id, before, units); err != nil {
		return err
	}
	return tx.touch(id)
}
