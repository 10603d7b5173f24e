package store

import (
	"database/sql"
	"time"

	"clausedesk/app/markup"
	"clausedesk/app/memory"
	"clausedesk/app/policy"
)

// rememberUnits adds the translations of a policy to the memory that were
// approved just now: those of segments that are there, in clauses that do not
// follow the library.
func (tx *Tx) rememberUnits(id policy.ID, before, units []policy.Unit) error {
	approved := newlyApproved(before, units)
	if len(approved) == 0 {
		return nil
	}
	clauses, err := tx.memoryClauses(id, approved)
	if err != nil {
		return err
	}
	owner, err := tx.memoryOwner(id)
	if err != nil {
		return err
	}
	var entries []memory.Entry
	for _, u := range approved {
		if segments := clauses[u.ClauseID]; u.Pos < len(segments) && segments[u.Pos].Source == u.Source {
			entries = append(entries, owner.entries(u, segments)...)
		}
	}
	_, err = tx.AddMemory(entries)
	return err
}

// newlyApproved leaves out what was approved before: most savings carry along
// translations that nobody touched.
func newlyApproved(before, units []policy.Unit) []policy.Unit {
	type text struct {
		clause               policy.ID
		lang, source, target string
	}
	was := map[text]bool{}
	for _, u := range before {
		if u.State == policy.Approved {
			was[text{u.ClauseID, u.Lang, u.Source, u.Target}] = true
		}
	}
	var out []policy.Unit
	for _, u := range units {
		if u.State == policy.Approved && u.Target != "" && u.Pos >= 0 && !was[text{u.ClauseID, u.Lang, u.Source, u.Target}] {
			out = append(out, u)
		}
	}
	return out
}

// memoryOwner is the policy that entries come from.
type memoryOwner struct {
	policy, client policy.ID
	lang, origin   string
	now            time.Time
}

func (tx *Tx) memoryOwner(id policy.ID) (memoryOwner, error) {
	o := memoryOwner{policy: id, now: tx.now}
	var name, title string
	err := tx.tx.QueryRowContext(tx.ctx, `SELECT client.id, client.name, policy.title, policy.source_lang
		FROM policy JOIN client ON client.id = policy.client_id WHERE policy.id = ?`, id).Scan(&o.client, &name, &title, &o.lang)
	o.origin = name + " / " + title
	return o, err
}

// memoryClauses returns the segments of the clauses that some translations
// belong to, but for clauses that follow the library: their wording is the
// library's to offer.
func (tx *Tx) memoryClauses(id policy.ID, units []policy.Unit) (map[policy.ID][]markup.Segment, error) {
	out := map[policy.ID][]markup.Segment{}
	for _, u := range units {
		if _, done := out[u.ClauseID]; done {
			continue
		}
		out[u.ClauseID] = nil
		err := tx.scan(func(rows *sql.Rows) error {
			var c policy.Clause
			err := rows.Scan(&c.Heading, &c.Body, &c.Origin, &c.Library.ID)
			if err == nil && !c.Linked() {
				out[u.ClauseID] = markup.Segments(c.Heading, c.Body)
			}
			return err
		}, `SELECT heading, body, origin, library_id FROM clause WHERE policy_id = ? AND id = ?`, id, u.ClauseID)
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// entries makes entries of a translation: of the segment, and of its sentences
// where both texts have as many.
func (o memoryOwner) entries(u policy.Unit, segments []markup.Segment) []memory.Entry {
	e := memory.Entry{
		From: o.lang, To: u.Lang, Source: u.Source, Target: u.Target, Client: o.client, Policy: o.policy, Clause: u.ClauseID,
		Origin: o.origin, By: u.By, Changed: o.now,
	}
	if u.Pos > 0 {
		e.Before = segments[u.Pos-1].Source
	}
	if u.Pos+1 < len(segments) {
		e.After = segments[u.Pos+1].Source
	}
	return append([]memory.Entry{e}, memory.Sentences(e)...)
}
