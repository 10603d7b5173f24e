package store

import (
	"database/sql"
	"errors"
	"fmt"

	"clausedesk/app/policy"
)

// LibraryItems are the studio's own clauses and services, each as JSON that
// the library package reads.
type LibraryItems struct {
	Clauses  [][]byte
	Services [][]byte
}

// LibraryItems lists the studio's own clauses and services by identifier.
func (tx *Tx) LibraryItems() (LibraryItems, error) {
	var items LibraryItems
	var err error
	if items.Clauses, err = list(tx, scanOne[[]byte], `SELECT json FROM library_clause ORDER BY id`); err != nil {
		return items, err
	}
	items.Services, err = list(tx, scanOne[[]byte], `SELECT json FROM library_service ORDER BY id`)
	return items, err
}

// PutLibraryClause adds or replaces a clause of the studio's own.
func (tx *Tx) PutLibraryClause(id string, client policy.ID, revision int, json []byte) error {
	_, err := tx.exec(`INSERT INTO library_clause (id, client_id, revision, json) VALUES (?, nullif(?, ''), ?, ?)
		ON CONFLICT (id) DO UPDATE SET client_id = excluded.client_id, revision = excluded.revision, json = excluded.json`,
		id, client, revision, string(json))
	return err
}

// DeleteLibraryClause removes a clause of the studio's own. Policies keep what
// they took from it.
func (tx *Tx) DeleteLibraryClause(id string) error {
	return found("library clause", policy.ID(id))(tx.exec(`DELETE FROM library_clause WHERE id = ?`, id))
}

// PutLibraryService adds or replaces a service of the studio's own.
func (tx *Tx) PutLibraryService(id string, json []byte) error {
	_, err := tx.exec(`INSERT INTO library_service (id, json) VALUES (?, ?)
		ON CONFLICT (id) DO UPDATE SET json = excluded.json`, id, string(json))
	return err
}

// DeleteLibraryService removes a service of the studio's own.
func (tx *Tx) DeleteLibraryService(id string) error {
	return found("library service", policy.ID(id))(tx.exec(`DELETE FROM library_service WHERE id = ?`, id))
}

// Revision names a library clause at one revision.
type Revision struct {
	ID       string
	Revision int
}

// UnkeptRevisions lists the revisions that a policy's clauses came from and
// that are not kept yet.
func (tx *Tx) UnkeptRevisions(id policy.ID) ([]Revision, error) {
	return list(tx, func(rows *sql.Rows) (Revision, error) {
		var r Revision
		err := rows.Scan(&r.ID, &r.Revision)
		return r, err
	}, `SELECT DISTINCT library_id, library_revision FROM clause WHERE policy_id = ? AND library_id <> ''
		EXCEPT SELECT id, revision FROM library_revision`, id)
}

// KeepRevision keeps a library clause at a revision; one that is kept stays as
// it is.
func (tx *Tx) KeepRevision(r Revision, json []byte) error {
	_, err := tx.exec(`INSERT INTO library_revision (id, revision, sha256, json) VALUES (?, ?, ?, ?)
		ON CONFLICT (id, revision) DO NOTHING`, r.ID, r.Revision, policy.HashOf(json), string(json))
	return err
}

// KeptRevision returns a library clause as it was at a revision, as JSON, or
// ErrNotFound.
func (tx *Tx) KeptRevision(r Revision) ([]byte, error) {
	var json []byte
	err := tx.tx.QueryRowContext(tx.ctx, `SELECT json FROM library_revision WHERE id = ? AND revision = ?`,
		r.ID, r.Revision).Scan(&json)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("library clause %s at revision %d: %w", r.ID, r.Revision, ErrNotFound)
	}
	return json, err
}

// NewestKept returns the newest revision that is kept of a library clause, 0
// for none.
func (tx *Tx) NewestKept(id string) (int, error) {
	var revision int
	err := tx.tx.QueryRowContext(tx.ctx, `SELECT coalesce(max(revision), 0) FROM library_revision WHERE id = ?`, id).Scan(&revision)
	return revision, err
}

// LibraryUse is a clause of a policy that came from the library.
type LibraryUse struct {
	PolicyID policy.ID
	ClauseID policy.ID
	Ref      policy.LibraryRef
	Origin   policy.Origin
}

// LibraryUses lists the clauses that came from a library clause, or, with an
// empty id, from any.
func (tx *Tx) LibraryUses(id string) ([]LibraryUse, error) {
	return list(tx, func(rows *sql.Rows) (LibraryUse, error) {
		var u LibraryUse
		err := rows.Scan(&u.PolicyID, &u.ClauseID, &u.Ref.ID, &u.Ref.Revision, &u.Ref.Tone, &u.Origin)
		return u, err
	}, `SELECT clause.policy_id, clause.id, library_id, library_revision, library_tone, origin
		FROM clause JOIN policy ON policy.id = clause.policy_id
		WHERE library_id <> '' AND (library_id = ? OR ? = '') ORDER BY policy.folded, policy.id, clause.id`, id, id)
}
