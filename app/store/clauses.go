package store

import (
	"database/sql"
	"slices"

	"clausedesk/app/policy"
)

// clauseRow is a clause as the table has it.
type clauseRow struct {
	policy.Clause // without Children
	parent        policy.ID
	pos           int
}

func (r clauseRow) equal(o clauseRow) bool {
	return r.parent == o.parent && r.pos == o.pos && r.Heading == o.Heading && r.Body == o.Body &&
		r.Topic == o.Topic && r.Origin == o.Origin && r.Hidden == o.Hidden && r.When == o.When && r.Library == o.Library
}

func (tx *Tx) clauseRows(id policy.ID) ([]clauseRow, error) {
	return list(tx, func(rows *sql.Rows) (clauseRow, error) {
		var r clauseRow
		err := rows.Scan(&r.ID, &r.parent, &r.pos, &r.Heading, &r.Body, &r.Topic, &r.Origin, &r.Hidden,
			&r.When, &r.Library.ID, &r.Library.Revision, &r.Library.Tone)
		return r, err
	}, `SELECT id, parent_id, pos, heading, body, topic, origin, hidden,
		shown_when, library_id, library_revision, library_tone FROM clause WHERE policy_id = ?`, id)
}

func (tx *Tx) clauses(id policy.ID) ([]policy.Clause, error) {
	rows, err := tx.clauseRows(id)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, func(a, b clauseRow) int { return a.pos - b.pos })
	byParent := map[policy.ID][]policy.Clause{}
	for _, r := range rows {
		byParent[r.parent] = append(byParent[r.parent], r.Clause)
	}
	return treeOf(byParent, ""), nil
}

func treeOf(byParent map[policy.ID][]policy.Clause, parent policy.ID) []policy.Clause {
	tree := byParent[parent]
	for i := range tree {
		tree[i].Children = treeOf(byParent, tree[i].ID)
	}
	return tree
}

func rowsOf(out []clauseRow, tree []policy.Clause, parent policy.ID) []clauseRow {
	for i, c := range tree {
		children := c.Children
		c.Children = nil
		out = append(out, clauseRow{Clause: c, parent: parent, pos: i})
		out = rowsOf(out, children, c.ID)
	}
	return out
}

// SaveClauses makes the policy's tree this one, writing only what differs.
func (tx *Tx) SaveClauses(id policy.ID, clauses []policy.Clause) error {
	if err := policy.ValidateTree(clauses); err != nil {
		return err
	}
	if _, err := tx.policyRow(id); err != nil {
		return err
	}
	have, err := tx.clauseRows(id)
	if err != nil {
		return err
	}
	old := map[policy.ID]clauseRow{}
	for _, r := range have {
		old[r.ID] = r
	}
	rows := rowsOf(nil, clauses, "")
	for _, r := range rows {
		if was, ok := old[r.ID]; !ok || !was.equal(r) {
			if err := tx.putClause(id, r); err != nil {
				return err
			}
		}
		delete(old, r.ID)
	}
	for gone := range old {
		if _, err := tx.exec(`DELETE FROM clause WHERE policy_id = ? AND id = ?`, id, gone); err != nil {
			return err
		}
	}
	return found("policy", id)(tx.exec(`UPDATE policy SET clause_count = ?, changed = ? WHERE id = ?`,
		len(rows), stamp(tx.now), id))
}

func (tx *Tx) putClause(id policy.ID, r clauseRow) error {
	_, err := tx.exec(`INSERT INTO clause (policy_id, id, parent_id, pos, heading, body, topic, origin, hidden,
			shown_when, library_id, library_revision, library_tone)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (policy_id, id) DO UPDATE SET parent_id = excluded.parent_id, pos = excluded.pos,
			heading = excluded.heading, body = excluded.body, topic = excluded.topic,
			origin = excluded.origin, hidden = excluded.hidden, shown_when = excluded.shown_when,
			library_id = excluded.library_id, library_revision = excluded.library_revision,
			library_tone = excluded.library_tone`,
		id, r.ID, r.parent, r.pos, r.Heading, r.Body, r.Topic, r.Origin, r.Hidden,
		r.When, r.Library.ID, r.Library.Revision, r.Library.Tone)
	return err
}
