package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/translate"
)

// Policy returns one policy with its clauses, or ErrNotFound.
func (tx *Tx) Policy(id policy.ID) (policy.Policy, error) {
	p, err := tx.policyRow(id)
	if err != nil {
		return policy.Policy{}, err
	}
	if err := tx.readTitles(&p); err != nil {
		return policy.Policy{}, err
	}
	p.TargetLang, err = list(tx, scanOne[string], `SELECT lang FROM policy_language WHERE policy_id = ? ORDER BY pos`, id)
	if err != nil {
		return policy.Policy{}, err
	}
	if p.Facts, err = tx.facts("policy", id); err != nil {
		return policy.Policy{}, err
	}
	if p.Registers, err = tx.registers("policy", id); err != nil {
		return policy.Policy{}, err
	}
	p.Clauses, err = tx.clauses(id)
	return p, err
}

func (tx *Tx) policyRow(id policy.ID) (policy.Policy, error) {
	var p policy.Policy
	err := tx.tx.QueryRowContext(tx.ctx, `SELECT id, client_id, source_lang, numbered, created, changed
		FROM policy WHERE id = ?`, id).
		Scan(&p.ID, &p.ClientID, &p.SourceLang, &p.Numbered, moment{&p.Created}, moment{&p.Changed})
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("policy %s: %w", id, ErrNotFound)
	}
	return p, err
}

func (tx *Tx) readTitles(p *policy.Policy) error {
	p.Titles = map[string]string{}
	return tx.scan(func(rows *sql.Rows) error {
		var lang, title string
		err := rows.Scan(&lang, &title)
		p.Titles[lang] = title
		return err
	}, `SELECT lang, title FROM policy_title WHERE policy_id = ?`, p.ID)
}

// CreatePolicy adds a policy with its clauses and returns it as it was saved.
func (tx *Tx) CreatePolicy(p policy.Policy) (policy.Policy, error) {
	if err := p.Validate(); err != nil {
		return policy.Policy{}, err
	}
	if _, err := tx.Client(p.ClientID); err != nil {
		return policy.Policy{}, err
	}
	if p.ID == "" {
		p.ID = policy.NewID()
	}
	if p.Created.IsZero() {
		p.Created = tx.now
	}
	p.Changed = tx.now
	_, err := tx.exec(`INSERT INTO policy (id, client_id, source_lang, numbered, created, changed, title, folded, languages)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, p.ID, p.ClientID, p.SourceLang, p.Numbered, stamp(p.Created), stamp(p.Changed),
		p.Title(p.SourceLang), fold(p.Title(p.SourceLang)), strings.Join(p.Languages(), " "))
	if err != nil {
		return policy.Policy{}, err
	}
	if err := tx.writeMeta(p, translate.Change{Own: true}); err != nil {
		return policy.Policy{}, err
	}
	return p, tx.SaveClauses(p.ID, p.Clauses)
}

// SavePolicyMeta saves titles, languages, numbering and answers.
func (tx *Tx) SavePolicyMeta(p policy.Policy) error {
	return tx.savePolicy(p, translate.Change{Own: true})
}

func (tx *Tx) savePolicy(p policy.Policy, answers translate.Change) error {
	if err := p.Validate(); err != nil {
		return err
	}
	err := found("policy", p.ID)(tx.exec(`UPDATE policy SET source_lang = ?, numbered = ?, changed = ?,
		title = ?, folded = ?, languages = ? WHERE id = ?`, p.SourceLang, p.Numbered, stamp(tx.now),
		p.Title(p.SourceLang), fold(p.Title(p.SourceLang)), strings.Join(p.Languages(), " "), p.ID))
	if err != nil {
		return err
	}
	return tx.writeMeta(p, answers)
}

func (tx *Tx) writeMeta(p policy.Policy, answers translate.Change) error {
	if err := tx.writeTitles(p); err != nil {
		return err
	}
	if _, err := tx.exec(`DELETE FROM policy_language WHERE policy_id = ?`, p.ID); err != nil {
		return err
	}
	for i, lang := range p.TargetLang {
		_, err := tx.exec(`INSERT INTO policy_language (policy_id, pos, lang) VALUES (?, ?, ?)`, p.ID, i, lang)
		if err != nil {
			return err
		}
	}
	answers.After = policy.Answers{Facts: p.Facts, Registers: p.Registers}
	if err := tx.setAnswers(p.ID, answers, p.ID); err != nil {
		return err
	}
	return tx.reindex(p.ID)
}

func (tx *Tx) writeTitles(p policy.Policy) error {
	if _, err := tx.exec(`DELETE FROM policy_title WHERE policy_id = ?`, p.ID); err != nil {
		return err
	}
	for lang, title := range p.Titles {
		_, err := tx.exec(`INSERT INTO policy_title (policy_id, lang, title, folded) VALUES (?, ?, ?, ?)`,
			p.ID, lang, title, fold(title))
		if err != nil {
			return err
		}
	}
	return nil
}

// reindex brings the policy's titles and its client's name into the search
// index.
func (tx *Tx) reindex(id policy.ID) error {
	_, err := tx.exec(`DELETE FROM policy_search WHERE rowid = (SELECT seq FROM policy WHERE id = ?)`, id)
	if err != nil {
		return err
	}
	_, err = tx.exec(`INSERT INTO policy_search (rowid, words)
		SELECT seq, client.name || ' ' || coalesce(
			(SELECT group_concat(title, ' ') FROM policy_title WHERE policy_id = policy.id), '')
		FROM policy JOIN client ON client.id = policy.client_id WHERE policy.id = ?`, id)
	return err
}

// DeletePolicy removes a policy that has no version, or ErrHasVersions.
func (tx *Tx) DeletePolicy(id policy.ID) error {
	return found("policy", id)(tx.exec(`DELETE FROM policy WHERE id = ?`, id))
}

// touch notes that a policy changed.
func (tx *Tx) touch(id policy.ID) error {
	return found("policy", id)(tx.exec(`UPDATE policy SET changed = ? WHERE id = ?`, stamp(tx.now), id))
}

// Snapshot reads everything that decides how a policy reads.
func (tx *Tx) Snapshot(id policy.ID) (policy.Snapshot, error) {
	var snap policy.Snapshot
	var err error
	if snap.Policy, err = tx.Policy(id); err != nil {
		return policy.Snapshot{}, err
	}
	if snap.Client, err = tx.Client(snap.Policy.ClientID); err != nil {
		return policy.Snapshot{}, err
	}
	if snap.Studio, err = tx.Studio(); err != nil {
		return policy.Snapshot{}, err
	}
	if snap.Units, err = tx.Units(id); err != nil {
		return policy.Snapshot{}, err
	}
	if snap.Look, err = tx.letterheadOf(snap.Policy.ClientID); err != nil {
		return policy.Snapshot{}, err
	}
	snap.Dismissals, err = tx.Dismissals(id)
	return snap, err
}
