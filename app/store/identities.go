package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"clausedesk/app/policy"
)

const identityColumns = `SELECT name, subject, algorithm, fingerprint, not_before, not_after, created,
	certificate, sealed FROM identity `

// Identities lists the signing identities by name.
func (tx *Tx) Identities() ([]Identity, error) {
	return list(tx, scanIdentity, identityColumns+`ORDER BY name`)
}

// Identity returns the identity of that name, or ErrNotFound.
func (tx *Tx) Identity(name string) (Identity, error) {
	found, err := list(tx, scanIdentity, identityColumns+`WHERE name = ?`, name)
	if err != nil {
		return Identity{}, err
	}
	if len(found) == 0 {
		return Identity{}, fmt.Errorf("identity %q: %w", name, ErrNotFound)
	}
	return found[0], nil
}

func scanIdentity(rows *sql.Rows) (Identity, error) {
	var i Identity
	err := rows.Scan(&i.Name, &i.Subject, &i.Algorithm, &i.Fingerprint, moment{&i.NotBefore}, moment{&i.NotAfter},
		moment{&i.Created}, &i.Certificate, &i.Sealed)
	return i, err
}

// AddIdentity saves an identity at the time of the transaction. A name in use
// is ErrNameTaken: the key under it is not replaced.
func (tx *Tx) AddIdentity(i Identity) error {
	if strings.TrimSpace(i.Name) == "" {
		return policy.ErrNoName
	}
	added, err := tx.exec(`INSERT INTO identity (name, subject, algorithm, fingerprint, not_before, not_after,
		created, certificate, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING`,
		i.Name, i.Subject, i.Algorithm, i.Fingerprint, stamp(i.NotBefore), stamp(i.NotAfter),
		stamp(tx.now), i.Certificate, i.Sealed)
	if err == nil && added == 0 {
		return fmt.Errorf("identity %q: %w", i.Name, ErrNameTaken)
	}
	return err
}

// AddImportReport keeps what an import said about a policy, as JSON. A later
// report about the same policy takes its place.
func (tx *Tx) AddImportReport(id policy.ID, report []byte) error {
	if _, err := tx.policyRow(id); err != nil {
		return err
	}
	_, err := tx.exec(`INSERT INTO import_report (policy_id, json) VALUES (?, ?)
		ON CONFLICT (policy_id) DO UPDATE SET json = excluded.json`, id, string(report))
	return err
}

// ImportReport returns the JSON kept for a policy, or ErrNotFound.
func (tx *Tx) ImportReport(id policy.ID) ([]byte, error) {
	reports, err := list(tx, scanOne[string], `SELECT json FROM import_report WHERE policy_id = ?`, id)
	if err != nil {
		return nil, err
	}
	if len(reports) == 0 {
		return nil, fmt.Errorf("import report of %s: %w", id, ErrNotFound)
	}
	return []byte(reports[0]), nil
}

// Setting returns a setting kept in the library, and false when it has none.
func (tx *Tx) Setting(key string) (value string, ok bool, err error) {
	err = tx.tx.QueryRowContext(tx.ctx, `SELECT value FROM setting WHERE key = ?`, key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return value, err == nil, err
}

// SetSetting keeps a setting in the library.
func (tx *Tx) SetSetting(key, value string) error {
	_, err := tx.exec(`INSERT INTO setting (key, value) VALUES (?, ?)
		ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value)
	return err
}
