package store

import (
	"database/sql"
	"errors"

	"clausedesk/app/glossary"
	"clausedesk/app/policy"
)

// GlossaryConcepts lists the concepts of a client, or with no client those of
// the studio, in the order they came in.
func (tx *Tx) GlossaryConcepts(client policy.ID) ([]glossary.Concept, error) {
	var seqs []int64
	place := map[int64]int{}
	concepts, err := list(tx, func(rows *sql.Rows) (glossary.Concept, error) {
		c := glossary.Concept{Client: client}
		var seq int64
		err := rows.Scan(&seq, &c.ID, &c.Domain, &c.Definition, &c.Note, &c.Citation)
		place[seq] = len(seqs)
		seqs = append(seqs, seq)
		return c, err
	}, `SELECT seq, id, domain, definition, note, citation FROM glossary_concept
		WHERE coalesce(client_id, '') = ? ORDER BY seq`, client)
	if err != nil || len(concepts) == 0 {
		return nil, err
	}
	err = tx.scan(func(rows *sql.Rows) error {
		var seq int64
		var t glossary.Term
		if err := rows.Scan(&seq, &t.Lang, &t.Text, &t.Status, &t.Note, &t.CaseSensitive, &t.Weak); err != nil {
			return err
		}
		c := &concepts[place[seq]]
		c.Terms = append(c.Terms, t)
		return nil
	}, `SELECT concept, lang, text, status, term.note, case_sensitive, weak FROM glossary_term AS term
		JOIN glossary_concept ON seq = concept WHERE coalesce(client_id, '') = ? ORDER BY concept, pos`, client)
	return concepts, err
}

// PutGlossaryConcept adds a concept, or replaces the one with its identifier
// of the same owner, which keeps its place.
func (tx *Tx) PutGlossaryConcept(c glossary.Concept) error {
	seq, err := tx.glossarySeq(c)
	if errors.Is(err, sql.ErrNoRows) {
		err = tx.tx.QueryRowContext(tx.ctx, `INSERT INTO glossary_concept (id, client_id, domain, definition, note, citation)
			VALUES (?, nullif(?, ''), ?, ?, ?, ?) RETURNING seq`,
			c.ID, c.Client, c.Domain, c.Definition, c.Note, c.Citation).Scan(&seq)
	} else if err == nil {
		_, err = tx.exec(`UPDATE glossary_concept SET domain = ?, definition = ?, note = ?, citation = ? WHERE seq = ?`,
			c.Domain, c.Definition, c.Note, c.Citation, seq)
	}
	if err != nil {
		return err
	}
	return tx.setGlossaryTerms(seq, c.Terms)
}

func (tx *Tx) glossarySeq(c glossary.Concept) (int64, error) {
	var seq int64
	err := tx.tx.QueryRowContext(tx.ctx, `SELECT seq FROM glossary_concept WHERE coalesce(client_id, '') = ? AND id = ?`,
		c.Client, c.ID).Scan(&seq)
	return seq, err
}

func (tx *Tx) setGlossaryTerms(seq int64, terms []glossary.Term) error {
	if _, err := tx.exec(`DELETE FROM glossary_term WHERE concept = ?`, seq); err != nil {
		return err
	}
	for pos, t := range terms {
		_, err := tx.exec(`INSERT INTO glossary_term (concept, pos, lang, text, status, note, case_sensitive, weak)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, seq, pos, t.Lang, t.Text, t.Status, t.Note, t.CaseSensitive, t.Weak)
		if err != nil {
			return err
		}
	}
	return nil
}

// DeleteGlossaryConcept removes a concept of a client, or with no client of the
// studio, or returns ErrNotFound.
func (tx *Tx) DeleteGlossaryConcept(client policy.ID, id string) error {
	return found("concept", policy.ID(id))(tx.exec(
		`DELETE FROM glossary_concept WHERE coalesce(client_id, '') = ? AND id = ?`, client, id))
}
