package store

import (
	"database/sql"
	"errors"
	"fmt"

	"clausedesk/app/policy"
	"clausedesk/app/translate"
)

// Studio returns the owner of the library.
func (tx *Tx) Studio() (policy.Studio, error) {
	var studio policy.Studio
	err := tx.tx.QueryRowContext(tx.ctx, `SELECT name, four_eyes FROM studio`).
		Scan(&studio.Name, &studio.FourEyes)
	return studio, err
}

// SetStudio saves the owner of the library.
func (tx *Tx) SetStudio(s policy.Studio) error {
	_, err := tx.exec(`UPDATE studio SET name = ?, four_eyes = ?`, s.Name, s.FourEyes)
	return err
}

// Clients lists the clients with their facts, without registers, by name.
func (tx *Tx) Clients() ([]policy.Client, error) {
	clients, err := list(tx, scanClient, `SELECT id, name, created FROM client ORDER BY folded, name, id`)
	if err != nil {
		return nil, err
	}
	facts := map[policy.ID]policy.Facts{}
	err = tx.scan(func(rows *sql.Rows) error {
		var id policy.ID
		var key, value string
		if err := rows.Scan(&id, &key, &value); err != nil {
			return err
		}
		if facts[id] == nil {
			facts[id] = policy.Facts{}
		}
		facts[id][policy.FactKey(key)] = value
		return nil
	}, `SELECT client_id, key, value FROM client_fact`)
	for i := range clients {
		clients[i].Facts = facts[clients[i].ID]
	}
	return clients, err
}

// Client returns one client, or ErrNotFound.
func (tx *Tx) Client(id policy.ID) (policy.Client, error) {
	clients, err := list(tx, scanClient, `SELECT id, name, created FROM client WHERE id = ?`, id)
	if err != nil {
		return policy.Client{}, err
	}
	if len(clients) == 0 {
		return policy.Client{}, fmt.Errorf("client %s: %w", id, ErrNotFound)
	}
	c := clients[0]
	if c.Facts, err = tx.facts("client", id); err != nil {
		return policy.Client{}, err
	}
	c.Registers, err = tx.registers("client", id)
	return c, err
}

func scanClient(rows *sql.Rows) (policy.Client, error) {
	var c policy.Client
	err := rows.Scan(&c.ID, &c.Name, moment{&c.Created})
	return c, err
}

// SaveClient adds or changes a client and returns it as it was saved.
func (tx *Tx) SaveClient(c policy.Client) (policy.Client, error) {
	return tx.saveClient(c, translate.Change{}, "")
}

// saveClient saves a client, and carries the translations of its answers along.
// The policy is the one it is changed in, empty for none.
func (tx *Tx) saveClient(c policy.Client, answers translate.Change, in policy.ID) (policy.Client, error) {
	if err := c.Validate(); err != nil {
		return policy.Client{}, err
	}
	if c.ID == "" {
		c.ID = policy.NewID()
	}
	if c.Created.IsZero() {
		c.Created = tx.now
	}
	err := tx.tx.QueryRowContext(tx.ctx, `INSERT INTO client (id, name, folded, created) VALUES (?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded RETURNING created`,
		c.ID, c.Name, fold(c.Name), stamp(c.Created)).Scan(moment{&c.Created})
	if err != nil {
		return policy.Client{}, err
	}
	answers.After = policy.Answers{Facts: c.Facts, Registers: c.Registers}
	if err := tx.setAnswers(c.ID, answers, in); err != nil {
		return policy.Client{}, err
	}
	return c, tx.reindexClient(c.ID)
}

// reindexClient brings the client's name into the search index.
func (tx *Tx) reindexClient(id policy.ID) error {
	policies, err := list(tx, scanOne[policy.ID], `SELECT id FROM policy WHERE client_id = ?`, id)
	for _, p := range policies {
		err = errors.Join(err, tx.reindex(p))
	}
	return err
}

// DeleteClient removes a client with all its policies, or ErrHasVersions.
func (tx *Tx) DeleteClient(id policy.ID) error {
	return found("client", id)(tx.exec(`DELETE FROM client WHERE id = ?`, id))
}

// facts reads the facts of a "client" or "policy"; nil when there are none.
func (tx *Tx) facts(of string, id policy.ID) (policy.Facts, error) {
	var facts policy.Facts
	err := tx.scan(func(rows *sql.Rows) error {
		var key, value string
		if err := rows.Scan(&key, &value); err != nil {
			return err
		}
		if facts == nil {
			facts = policy.Facts{}
		}
		facts[policy.FactKey(key)] = value
		return nil
	}, `SELECT key, value FROM `+of+`_fact WHERE `+of+`_id = ?`, id)
	return facts, err
}

// setFacts replaces the facts of a "client" or "policy". Empty ones are not
// kept: they mean the same as absent ones.
func (tx *Tx) setFacts(of string, id policy.ID, facts policy.Facts) error {
	if _, err := tx.exec(`DELETE FROM `+of+`_fact WHERE `+of+`_id = ?`, id); err != nil {
		return err
	}
	for _, key := range facts.Keys() {
		_, err := tx.exec(`INSERT INTO `+of+`_fact (`+of+`_id, key, value) VALUES (?, ?, ?)`, id, key, facts[key])
		if err != nil {
			return err
		}
	}
	return nil
}

func scanOne[T any](rows *sql.Rows) (T, error) {
	var value T
	err := rows.Scan(&value)
	return value, err
}

// found makes a change of no row ErrNotFound.
func found(what string, id policy.ID) func(int64, error) error {
	return func(rows int64, err error) error {
		if err == nil && rows == 0 {
			return fmt.Errorf("%s %s: %w", what, id, ErrNotFound)
		}
		return err
	}
}
