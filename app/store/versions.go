package store

import (
	"database/sql"
	"errors"
	"fmt"

	"clausedesk/app/policy"
)

const versionColumns = `SELECT policy_id, number, effective, created, sha256, previous, canonical FROM version `

// Versions lists a policy's versions by number, with their canonical bytes.
func (tx *Tx) Versions(id policy.ID) ([]policy.Version, error) {
	return list(tx, scanVersion, versionColumns+`WHERE policy_id = ? ORDER BY number`, id)
}

// Version returns one version, or ErrNotFound.
func (tx *Tx) Version(id policy.ID, number int) (policy.Version, error) {
	versions, err := list(tx, scanVersion, versionColumns+`WHERE policy_id = ? AND number = ?`, id, number)
	if err != nil {
		return policy.Version{}, err
	}
	if len(versions) == 0 {
		return policy.Version{}, fmt.Errorf("version %d of %s: %w", number, id, ErrNotFound)
	}
	return versions[0], nil
}

func scanVersion(rows *sql.Rows) (policy.Version, error) {
	var v policy.Version
	err := rows.Scan(&v.PolicyID, &v.Number, &v.Effective, moment{&v.Created}, &v.SHA256, &v.Previous, &v.Canonical)
	return v, err
}

// NextVersion returns what the next version must carry.
func (tx *Tx) NextVersion(id policy.ID) (NextVersion, error) {
	next := NextVersion{Number: 1}
	err := tx.tx.QueryRowContext(tx.ctx, `SELECT number + 1, sha256 FROM version
		WHERE policy_id = ? ORDER BY number DESC LIMIT 1`, id).Scan(&next.Number, &next.Previous)
	if errors.Is(err, sql.ErrNoRows) {
		_, err = tx.policyRow(id)
	}
	return next, err
}

// AddVersion freezes a version, or ErrChain when it does not fit what
// NextVersion says or its own bytes.
func (tx *Tx) AddVersion(v policy.Version) error {
	next, err := tx.NextVersion(v.PolicyID)
	if err != nil {
		return err
	}
	if v.Number != next.Number || v.Previous != next.Previous {
		return fmt.Errorf("version %d of %s after %d: %w", v.Number, v.PolicyID, next.Number-1, ErrChain)
	}
	if err := sameContent(v); err != nil {
		return err
	}
	if v.Created.IsZero() {
		v.Created = tx.now
	}
	_, err = tx.exec(`INSERT INTO version (policy_id, number, effective, created, sha256, previous, canonical)
		VALUES (?, ?, ?, ?, ?, ?, ?)`,
		v.PolicyID, v.Number, v.Effective, stamp(v.Created), v.SHA256, v.Previous, v.Canonical)
	if err != nil || v.Manuscript == nil {
		return err
	}
	_, err = tx.exec(`INSERT INTO version_manuscript (policy_id, number, canonical) VALUES (?, ?, ?)`,
		v.PolicyID, v.Number, v.Manuscript)
	return err
}

// sameContent checks that the columns beside the canonical bytes say what
// these say: a list reads the columns, a verifier the bytes.
func sameContent(v policy.Version) error {
	content, err := v.Content()
	if err != nil {
		return fmt.Errorf("version %d of %s: %w: %w", v.Number, v.PolicyID, ErrChain, err)
	}
	if content.PolicyID != v.PolicyID || content.Number != v.Number ||
		content.Effective != v.Effective || content.Previous != v.Previous {
		return fmt.Errorf("version %d of %s is not what its content says: %w", v.Number, v.PolicyID, ErrChain)
	}
	if content.Manuscript != "" && policy.HashOf(v.Manuscript) != content.Manuscript {
		return fmt.Errorf("the manuscript of version %d of %s: %w", v.Number, v.PolicyID, ErrChain)
	}
	return nil
}

// Files lists what was exported of a version, oldest first; number 0 lists
// the files of all versions.
func (tx *Tx) Files(id policy.ID, number int) ([]File, error) {
	return list(tx, func(rows *sql.Rows) (File, error) {
		var f File
		err := rows.Scan(&f.PolicyID, &f.Number, &f.Lang, &f.Kind, &f.SHA256, &f.Bytes, &f.SignedBy,
			moment{&f.Created}, &f.Path)
		return f, err
	}, `SELECT policy_id, number, lang, kind, sha256, bytes, signed_by, created, path FROM version_file
		WHERE policy_id = ? AND (number = ? OR ? = 0) ORDER BY id`, id, number, number)
}

// AddFile logs an exported file at the time of the transaction.
// ErrNotFound when there is no such version.
func (tx *Tx) AddFile(f File) error {
	rows, err := tx.exec(`INSERT INTO version_file (policy_id, number, lang, kind, sha256, bytes, signed_by, created, path)
		SELECT policy_id, number, ?, ?, ?, ?, ?, ?, ? FROM version WHERE policy_id = ? AND number = ?`,
		f.Lang, f.Kind, f.SHA256, f.Bytes, f.SignedBy, stamp(tx.now), f.Path, f.PolicyID, f.Number)
	if err == nil && rows == 0 {
		return fmt.Errorf("version %d of %s: %w", f.Number, f.PolicyID, ErrNotFound)
	}
	return err
}
