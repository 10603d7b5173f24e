package studio

import (
	"context"
	"fmt"
	"io"

	"clausedesk/app/memory"
	"clausedesk/app/policy"
	"clausedesk/app/store"
)

// MemoryQuery is a text in search of its translation. Source, Before and After
// are inline Markdown in canonical form; Client is whose text it is: what is
// private to another is not offered.
type MemoryQuery struct {
	From, To      string
	Source        string
	Before, After string // the sources of the neighbouring segments of the same clause
	Client        policy.ID
	Limit         int // 0: memory.DefaultLimit
	Threshold     int // percent; 0: memory.DefaultThreshold
}

// Matches returns what the memory and the wordings of the clause library have for
// a text, best first.
func (s *Studio) Matches(ctx context.Context, q MemoryQuery) ([]memory.Match, error) {
	var out []memory.Match
	err := s.Store.View(ctx, func(tx *store.Tx) (err error) {
		out, err = s.offers(tx, q.asked())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("ask the memory: %w", err)
	}
	return out, nil
}

// offers is what the memory and the clause library have for a text.
func (s *Studio) offers(tx *store.Tx, q memory.Query) ([]memory.Match, error) {
	found, err := tx.MemoryMatches(q)
	if err != nil {
		return nil, err
	}
	return s.withLibrary(q, found), nil
}

func (q MemoryQuery) asked() memory.Query {
	return memory.Query{
		From: q.From, To: q.To, Source: q.Source, Before: q.Before, After: q.After,
		Client: q.Client, Limit: q.Limit, Threshold: q.Threshold,
	}
}

// Concordance returns entries whose source has all the words of a text: those
// that have it as it stands first, then the newest, then the wordings of the
// clause library. What is private to a client is left out; ConcordanceOf shows a
// client its own.
func (s *Studio) Concordance(ctx context.Context, text, from, to string, limit int) ([]memory.Match, error) {
	return s.ConcordanceOf(ctx, "", text, from, to, limit)
}

// ConcordanceOf is Concordance for the texts of one client.
func (s *Studio) ConcordanceOf(ctx context.Context, client policy.ID, text, from, to string, limit int) ([]memory.Match, error) {
	q := memory.Query{From: from, To: to, Source: text, Client: client, Limit: limit}
	var out []memory.Match
	err := s.Store.View(ctx, func(tx *store.Tx) (err error) {
		out, err = tx.MemoryContaining(q)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search the memory: %w", err)
	}
	return s.withLibraryWords(q, out), nil
}

// ExportMemory writes the entries between two languages as TMX 1.4; an empty
// language is any. Those of private clients are left out.
func (s *Studio) ExportMemory(ctx context.Context, w io.Writer, from, to string) (entries int, err error) {
	file := memory.NewTMXWriter(w, from)
	err = s.Store.View(ctx, func(tx *store.Tx) error {
		return tx.EachMemory(from, to, func(e memory.Entry) error {
			entries++
			return file.Add(e)
		})
	})
	if err == nil {
		err = file.Close()
	}
	if err != nil {
		return 0, fmt.Errorf("export memory: %w", err)
	}
	return entries, nil
}

// SetMemoryPrivate says whether a client's entries serve nobody else.
func (s *Studio) SetMemoryPrivate(ctx context.Context, client policy.ID, private bool) error {
	err := s.Store.InTx(ctx, func(tx *store.Tx) error { return tx.SetMemoryPrivate(client, private) })
	if err != nil {
		return fmt.Errorf("set private: %w", err)
	}
	s.emit(Event{Kind: ClientsChanged})
	return nil
}

// MemoryPrivate reports whether a client's entries serve nobody else.
func (s *Studio) MemoryPrivate(ctx context.Context, client policy.ID) (private bool, err error) {
	err = s.Store.View(ctx, func(tx *store.Tx) error {
		private, err = tx.MemoryPrivate(client)
		return err
	})
	return private, err
}
