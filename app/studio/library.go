package studio

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/store"
)

// Library returns the clauses and services there are to choose from: those of
// the program with the studio's own over them.
func (s *Studio) Library(ctx context.Context) (*library.Library, error) {
	var lib *library.Library
	err := s.Store.View(ctx, func(tx *store.Tx) error {
		var err error
		lib, err = libraryOf(tx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the clause library: %w", err)
	}
	return lib, nil
}

func libraryOf(tx *store.Tx) (*library.Library, error) {
	items, err := tx.LibraryItems()
	if err != nil {
		return nil, err
	}
	clauses, err := decoded[library.Clause](items.Clauses)
	if err != nil {
		return nil, err
	}
	services, err := decoded[library.Service](items.Services)
	if err != nil {
		return nil, err
	}
	return library.Builtin().With(clauses, services), nil
}

func decoded[T any](items [][]byte) ([]T, error) {
	out := make([]T, len(items))
	for i, item := range items {
		if err := json.Unmarshal(item, &out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Errors of the studio's own clauses and services.
var (
	ErrNotOwn   = errors.New("it belongs to the program, not to the studio")
	ErrNoChange = errors.New("nothing was changed")
	ErrInUse    = errors.New("another clause of the library has this name")
)

// SaveLibraryClause adds a clause of the studio's own, or changes one: its
// revision goes up by one, past every revision a policy was made from. A
// clause of the program is not changed: one of the studio's own takes its
// place, under the same name. No policy changes.
func (s *Studio) SaveLibraryClause(ctx context.Context, c library.Clause) (library.Clause, error) {
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		var err error
		c, err = putLibraryClause(tx, c)
		return err
	})
	if err != nil {
		return library.Clause{}, fmt.Errorf("save a library clause: %w", err)
	}
	s.emit(Event{Kind: LibraryChanged})
	return c, nil
}

func putLibraryClause(tx *store.Tx, c library.Clause) (library.Clause, error) {
	lib, err := libraryOf(tx)
	if err != nil {
		return c, err
	}
	if old, err := lib.Clause(c.ID); err == nil {
		if takenFromOthers(old, c) {
			return c, fmt.Errorf("%w: %s", ErrInUse, c.ID)
		}
		c.Revision = old.Revision + 1
		if err := keep(tx, old); err != nil { // what policies follow now stays a base
			return c, err
		}
	} else {
		c.Revision = 1
	}
	kept, err := tx.NewestKept(c.ID)
	if err != nil {
		return c, err
	}
	c.Revision, c.Own = max(c.Revision, kept+1), true
	if err := c.Validate(); err != nil {
		return c, err
	}
	raw, err := json.Marshal(c)
	if err != nil {
		return c, err
	}
	return c, tx.PutLibraryClause(c.ID, c.Client, c.Revision, raw)
}

// takenFromOthers reports whether a clause of one client would take the place
// of one of the program's or of another client's, which would be gone for them.
func takenFromOthers(old, c library.Clause) bool {
	_, builtin := library.Builtin().Clause(c.ID)
	return c.Client != "" && (builtin == nil || old.Client != "" && old.Client != c.Client)
}

// DeleteLibraryClause removes a clause of the studio's own. Policies keep the
// wording they took from it; where it stood in the place of one of the
// program's, that one is back.
func (s *Studio) DeleteLibraryClause(ctx context.Context, id string) error {
	err := s.Store.InTx(ctx, func(tx *store.Tx) error { return tx.DeleteLibraryClause(id) })
	if _, builtin := library.Builtin().Clause(id); builtin == nil && errors.Is(err, store.ErrNotFound) {
		err = ErrNotOwn
	}
	if err != nil {
		return fmt.Errorf("delete a library clause: %w", err)
	}
	s.emit(Event{Kind: LibraryChanged})
	return nil
}

// SaveService adds a service of the studio's own, or changes one. One under
// the name of a service of the program takes its place.
func (s *Studio) SaveService(ctx context.Context, services ...library.Service) error {
	err := s.Store.InTx(ctx, func(tx *store.Tx) error { return putServices(tx, services) })
	if err != nil {
		return fmt.Errorf("save a service: %w", err)
	}
	s.emit(Event{Kind: LibraryChanged})
	return nil
}

// DeleteService removes a service of the studio's own.
func (s *Studio) DeleteService(ctx context.Context, id string) error {
	if err := s.Store.InTx(ctx, func(tx *store.Tx) error { return tx.DeleteLibraryService(id) }); err != nil {
		return fmt.Errorf("delete a service: %w", err)
	}
	s.emit(Event{Kind: LibraryChanged})
	return nil
}

// keep stores a library clause as it is now: the base of later merges.
func keep(tx *store.Tx, c library.Clause) error {
	raw, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return tx.KeepRevision(store.Revision{ID: c.ID, Revision: c.Revision}, raw)
}

// keepRevisions stores the library clauses that a policy's clauses came from,
// those of them that are not kept yet.
func keepRevisions(tx *store.Tx, id policy.ID) error {
	missing, err := tx.UnkeptRevisions(id)
	if err != nil || len(missing) == 0 {
		return err
	}
	lib, err := libraryOf(tx)
	if err != nil {
		return err
	}
	for _, revision := range missing {
		c, err := lib.Clause(revision.ID)
		if err != nil || c.Revision != revision.Revision {
			continue // it came with a file from elsewhere: there is no base to keep
		}
		if err := keep(tx, c); err != nil {
			return err
		}
	}
	return nil
}

// baseOf returns the library clause at the revision that a clause of a policy
// came from; ErrNotFound when neither kept nor current.
func baseOf(tx *store.Tx, lib *library.Library, ref policy.LibraryRef) (library.Clause, error) {
	if c, err := lib.Clause(ref.ID); err == nil && c.Revision == ref.Revision {
		return c, nil
	}
	raw, err := tx.KeptRevision(store.Revision{ID: ref.ID, Revision: ref.Revision})
	if err != nil {
		return library.Clause{}, err
	}
	var c library.Clause
	return c, json.Unmarshal(raw, &c)
}

// LibraryBase returns the library clause at the revision that a clause of a
// policy came from: what relinking goes back to.
func (s *Studio) LibraryBase(ctx context.Context, ref policy.LibraryRef) (library.Clause, error) {
	var c library.Clause
	err := s.Store.View(ctx, func(tx *store.Tx) error {
		lib, err := libraryOf(tx)
		if err == nil {
			c, err = baseOf(tx, lib, ref)
		}
		return err
	})
	return c, err
}
