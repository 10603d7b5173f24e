package studio

import (
	"context"
	"fmt"

	"clausedesk/app/library"
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
	return keepRevisions(tx, id)
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

// ChangePolicy applies change to a policy as it is in the library: its titles,
// languages, numbering and answers. A language that is new is filled with what
// the clause library says in it. Clauses are changed by SaveClauses.
func (s *Studio) ChangePolicy(ctx context.Context, id policy.ID, change func(*policy.Policy)) error {
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		p, err := tx.Policy(id)
		if err != nil {
			return err
		}
		before := p.Languages()
		change(&p)
		if err := p.Validate(); err != nil {
			return err
		}
		titled(library.Builtin(), &p)
		if err := tx.SavePolicyMeta(p); err != nil {
			return err
		}
		return fillLanguages(tx, before, p)
	})
	if err != nil {
		return fmt.Errorf("save policy: %w", err)
	}
	s.emit(Event{PolicyChanged, id}, Event{Kind: ClientsChanged})
	return nil
}

// ChangeClient applies change to a client as it is in the library.
func (s *Studio) ChangeClient(ctx context.Context, id policy.ID, change func(*policy.Client)) error {
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		c, err := tx.Client(id)
		if err != nil {
			return err
		}
		change(&c)
		_, err = tx.SaveClient(c)
		return err
	})
	if err != nil {
		return fmt.Errorf("save client: %w", err)
	}
	s.emit(Event{Kind: ClientsChanged})
	return nil
}

// DeletePolicy removes a policy that was never published.
func (s *Studio) DeletePolicy(ctx context.Context, id policy.ID) error {
	if err := s.Store.DeletePolicy(ctx, id); err != nil {
		return fmt.Errorf("delete policy: %w", err)
	}
	s.emit(Event{Kind: ClientsChanged})
	return nil
}

// DeleteClient removes a client none of whose policies was ever published,
// with those policies.
func (s *Studio) DeleteClient(ctx context.Context, id policy.ID) error {
	if err := s.Store.DeleteClient(ctx, id); err != nil {
		return fmt.Errorf("delete client: %w", err)
	}
	s.emit(Event{Kind: ClientsChanged})
	return nil
}

// Rename gives the studio a name.
func (s *Studio) Rename(ctx context.Context, name string) error {
	if err := s.changeStudio(ctx, func(studio *policy.Studio) { studio.Name = name }); err != nil {
		return fmt.Errorf("rename studio: %w", err)
	}
	s.emit(Event{Kind: ClientsChanged})
	return nil
}

// AskFourEyes says whether somebody else than the writer must approve a
// translation.
func (s *Studio) AskFourEyes(ctx context.Context, on bool) error {
	if err := s.changeStudio(ctx, func(studio *policy.Studio) { studio.FourEyes = on }); err != nil {
		return fmt.Errorf("save rules of review: %w", err)
	}
	s.emit(Event{Kind: ClientsChanged})
	return nil
}

func (s *Studio) changeStudio(ctx context.Context, change func(*policy.Studio)) error {
	return s.Store.InTx(ctx, func(tx *store.Tx) error {
		studio, err := tx.Studio()
		if err != nil {
			return err
		}
		change(&studio)
		return tx.SetStudio(studio)
	})
}

// History lists the steps that led to a translation as it stands, latest first.
func (s *Studio) History(ctx context.Context, id policy.ID, unit policy.Unit) ([]policy.UnitEvent, error) {
	var out []policy.UnitEvent
	err := s.Store.View(ctx, func(tx *store.Tx) error {
		var err error
		out, err = tx.History(id, unit)
		return err
	})
	return out, err
}

// Comment notes what somebody says of a translation.
func (s *Studio) Comment(ctx context.Context, id policy.ID, unit policy.Unit, comment, by string) error {
	err := s.Store.InTx(ctx, func(tx *store.Tx) error { return tx.Comment(id, unit, comment, by) })
	if err != nil {
		return fmt.Errorf("save comment: %w", err)
	}
	return nil
}

// AddClient creates a client.
func (s *Studio) AddClient(ctx context.Context, name string) (policy.Client, error) {
	c, err := s.Store.SaveClient(ctx, policy.Client{Name: name, Facts: policy.Facts{}})
	if err != nil {
		return c, fmt.Errorf("add client: %w", err)
	}
	s.emit(Event{Kind: ClientsChanged})
	return c, nil
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
