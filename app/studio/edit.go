package studio

import (
	"context"
	"fmt"

	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/translate"
)

// SaveClauses makes tree the clause tree of a policy and carries every
// translation over to where its segment now stands. Both happen or neither.
func (s *Studio) SaveClauses(ctx context.Context, id policy.ID, tree []policy.Clause) error {
	if err := policy.ValidateTree(tree); err != nil {
		return fmt.Errorf("save clauses: %w", err)
	}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		return saveClauses(tx, id, tree)
	})
	if err != nil {
		return fmt.Errorf("save clauses: %w", err)
	}
	s.emit(Event{PolicyChanged, id})
	return nil
}

func saveClauses(tx *store.Tx, id policy.ID, tree []policy.Clause) error {
	snap, err := tx.Snapshot(id)
	if err != nil {
		return err
	}
	return writeDraft(tx, id, tree, translate.Carry(snap, tree))
}

// SaveDraft makes tree the clause tree of a policy and, for each clause named
// in units, its translations these. Both happen or neither. It is for who
// carried the translations along already; SaveClauses does that itself.
func (s *Studio) SaveDraft(ctx context.Context, id policy.ID, tree []policy.Clause, units map[policy.ID][]policy.Unit) error {
	err := s.Store.InTx(ctx, func(tx *store.Tx) error { return writeDraft(tx, id, tree, units) })
	if err != nil {
		return fmt.Errorf("save draft: %w", err)
	}
	s.emit(Event{PolicyChanged, id})
	return nil
}

func writeDraft(tx *store.Tx, id policy.ID, tree []policy.Clause, units map[policy.ID][]policy.Unit) error {
	if err := tx.SaveClauses(id, tree); err != nil {
		return err
	}
	for clause, of := range units {
		if err := tx.ReplaceUnits(id, clause, of); err != nil {
			return err
		}
	}
	return nil
}

// SaveUnits stores translations of single segments, all or none.
func (s *Studio) SaveUnits(ctx context.Context, id policy.ID, units []policy.Unit) error {
	if err := s.Store.PutUnits(ctx, id, units); err != nil {
		return fmt.Errorf("save translation: %w", err)
	}
	s.emit(Event{PolicyChanged, id})
	return nil
}

// Snapshot reads everything that decides how a policy reads.
func (s *Studio) Snapshot(ctx context.Context, id policy.ID) (policy.Snapshot, error) {
	return s.Store.Snapshot(ctx, id)
}

// SavePolicy stores titles, languages, numbering and facts of a policy.
func (s *Studio) SavePolicy(ctx context.Context, p policy.Policy) error {
	if err := s.Store.SavePolicyMeta(ctx, p); err != nil {
		return fmt.Errorf("save policy: %w", err)
	}
	s.emit(Event{PolicyChanged, p.ID}, Event{Kind: ClientsChanged})
	return nil
}

// SaveClient stores a client with its facts.
func (s *Studio) SaveClient(ctx context.Context, c policy.Client) error {
	if _, err := s.Store.SaveClient(ctx, c); err != nil {
		return fmt.Errorf("save client: %w", err)
	}
	s.emit(Event{Kind: ClientsChanged})
	return nil
}

// AddClient creates a client.
func (s *Studio) AddClient(ctx context.Context, name string) (policy.Client, error) {
	c := policy.Client{ID: policy.NewID(), Name: name, Facts: policy.Facts{}, Created: s.now()}
	if err := c.Validate(); err != nil {
		return c, err
	}
	return c, s.SaveClient(ctx, c)
}

// AddPolicy creates an empty policy with one clause to write in.
func (s *Studio) AddPolicy(ctx context.Context, client policy.ID, title, lang string) (policy.Policy, error) {
	p := policy.Policy{
		ID: policy.NewID(), ClientID: client, Titles: map[string]string{lang: title},
		SourceLang: lang, Numbered: true, Clauses: []policy.Clause{policy.NewClause("", "")},
		Created: s.now(), Changed: s.now(),
	}
	if err := p.Validate(); err != nil {
		return p, err
	}
	if _, err := s.Store.CreatePolicy(ctx, p); err != nil {
		return p, fmt.Errorf("add policy: %w", err)
	}
	s.emit(Event{Kind: ClientsChanged}, Event{PolicyChanged, p.ID})
	return p, nil
}
