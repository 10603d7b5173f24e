package studio

import (
	"context"
	"fmt"
	"sync"

	"clausedesk/app/glossary"
	"clausedesk/app/policy"
	"clausedesk/app/store"
)

// glossaryCache keeps the glossaries that were asked for, by client, until a
// concept changes. round keeps out what was read before a change and would be
// put in after it.
type glossaryCache struct {
	mu    sync.Mutex
	by    map[policy.ID]*glossary.Glossary
	round int
}

func (c *glossaryCache) get(client policy.ID) (g *glossary.Glossary, round int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.by[client], c.round
}

func (c *glossaryCache) put(client policy.ID, g *glossary.Glossary, round int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if round != c.round {
		return
	}
	if c.by == nil {
		c.by = map[policy.ID]*glossary.Glossary{}
	}
	c.by[client] = g
}

func (c *glossaryCache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.by = nil
	c.round++
}

// Glossary returns the terms that hold for a client: those that are shipped,
// the studio's over them, and the client's over both. With no client it
// returns the studio's.
func (s *Studio) Glossary(ctx context.Context, client policy.ID) (*glossary.Glossary, error) {
	have, round := s.glossaries.get(client)
	if have != nil {
		return have, nil
	}
	var own, clients []glossary.Concept
	err := s.Store.View(ctx, func(tx *store.Tx) (err error) {
		own, clients, err = concepts(tx, client)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the glossary: %w", err)
	}
	if client != "" && len(clients) == 0 {
		g, err := s.Glossary(ctx, "") // one for all clients without terms of their own
		if err == nil {
			s.glossaries.put(client, g, round)
		}
		return g, err
	}
	g := glossary.New(glossary.Merge(glossary.Shipped(), own, clients))
	s.glossaries.put(client, g, round)
	return g, nil
}

// concepts reads those of the studio and those of the client, if there is one.
func concepts(tx *store.Tx, client policy.ID) (own, clients []glossary.Concept, err error) {
	if own, err = tx.GlossaryConcepts(""); err != nil || client == "" {
		return own, nil, err
	}
	clients, err = tx.GlossaryConcepts(client)
	return own, clients, err
}

// SaveConcept adds a concept of the studio or of a client, or changes one: the
// one with its identifier. A shipped concept is not changed; one with its
// identifier takes its place.
func (s *Studio) SaveConcept(ctx context.Context, c glossary.Concept) (glossary.Concept, error) {
	c.Shipped = false
	if c.ID == "" {
		c.ID = string(policy.NewID())
	}
	err := c.Validate()
	if err == nil {
		err = s.Store.InTx(ctx, func(tx *store.Tx) error { return putConcept(tx, c) })
	}
	if err != nil {
		return glossary.Concept{}, fmt.Errorf("save a concept: %w", err)
	}
	s.glossaryChanged()
	return c, nil
}

// putConcept names a missing client before the database does.
func putConcept(tx *store.Tx, c glossary.Concept) error {
	if c.Client != "" {
		if _, err := tx.Client(c.Client); err != nil {
			return err
		}
	}
	return tx.PutGlossaryConcept(c)
}

// DeleteConcept removes a concept of a client, or with no client of the studio;
// where it took the place of a shipped one, that one is back. For a shipped
// concept it returns ErrNotOwn, for an unknown one store.ErrNotFound.
func (s *Studio) DeleteConcept(ctx context.Context, client policy.ID, id string) error {
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		err := tx.DeleteGlossaryConcept(client, id)
		if err != nil && isShipped(id) {
			err = ErrNotOwn
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("delete a concept: %w", err)
	}
	s.glossaryChanged()
	return nil
}

func isShipped(id string) bool {
	for _, c := range glossary.Shipped() {
		if c.ID == id {
			return true
		}
	}
	return false
}

func (s *Studio) glossaryChanged() {
	s.glossaries.forget()
	s.emit(Event{Kind: GlossaryChanged})
}
