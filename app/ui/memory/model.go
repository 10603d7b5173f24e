// Package memory is the screen of what translations rest on: the memory of
// what was approved, and the glossary.
package memory

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"clausedesk/app/glossary"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
)

// Reader is the library as the screen reads it.
type Reader interface {
	View(ctx context.Context, read func(*store.Tx) error) error
}

// Row is a concept in the list: of one owner, or shipped.
type Row struct {
	Key     string // tells it from the same concept of another owner
	Concept glossary.Concept
	Title   string
	Over    bool // it stands in place of a shipped one

	words  string   // folded: all that it is found by
	starts []string // folded: its terms
}

// Shelf is the glossary as the screen shows it.
type Shelf struct {
	Clients []policy.Client
	Rows    []Row
}

// Load reads the concepts of everybody, with titles in a language. It touches
// no widget and may run on any goroutine.
func Load(ctx context.Context, from Reader, lang string) (*Shelf, error) {
	s := &Shelf{}
	var own []glossary.Concept
	err := from.View(ctx, func(tx *store.Tx) (err error) {
		if s.Clients, err = tx.Clients(); err != nil {
			return err
		}
		own, err = everybodys(tx, s.Clients)
		return err
	})
	if err != nil {
		return nil, err
	}
	s.fill(glossary.Shipped(), own, lang)
	return s, nil
}

// everybodys reads the concepts of the studio and then of each client.
func everybodys(tx *store.Tx, clients []policy.Client) ([]glossary.Concept, error) {
	out, err := tx.GlossaryConcepts("")
	for _, client := range clients {
		var of []glossary.Concept
		if err == nil {
			of, err = tx.GlossaryConcepts(client.ID)
		}
		out = append(out, of...)
	}
	return out, err
}

// fill lists what is shipped and what the studio and its clients have. What the
// studio put in the place of a shipped concept hides that; what a client has
// holds beside it.
func (s *Shelf) fill(shipped, own []glossary.Concept, lang string) {
	ids, hidden := map[string]bool{}, map[string]bool{}
	for _, c := range shipped {
		ids[c.ID] = true
	}
	for _, c := range own {
		hidden[c.ID] = hidden[c.ID] || c.Client == ""
		row := rowOf(c, lang)
		row.Over = ids[c.ID]
		s.Rows = append(s.Rows, row)
	}
	for _, c := range shipped {
		if !hidden[c.ID] {
			s.Rows = append(s.Rows, rowOf(c, lang))
		}
	}
	slices.SortStableFunc(s.Rows, func(a, b Row) int { return cmp.Compare(studio.Fold(a.Title), studio.Fold(b.Title)) })
}

func rowOf(c glossary.Concept, lang string) Row {
	row := Row{Key: KeyOf(c.Client, c.ID), Concept: c, Title: Title(c, lang)}
	parts := []string{c.Definition, c.Note, c.Citation}
	for _, term := range c.Terms {
		parts = append(parts, term.Text)
		row.starts = append(row.starts, studio.Fold(term.Text))
	}
	row.words = studio.Fold(strings.Join(parts, "\n"))
	return row
}

// KeyOf names a concept of an owner; no client is the studio, or nobody.
func KeyOf(client policy.ID, id string) string { return string(client) + "/" + id }

// Title is what a concept is called in a language, or where it has no term
// there, in the first that it has.
func Title(c glossary.Concept, lang string) string {
	terms := c.In(lang, glossary.Preferred, glossary.Allowed)
	if len(terms) == 0 {
		terms = c.Terms
	}
	if len(terms) == 0 {
		return ""
	}
	return terms[0].Text
}

// Row finds a row by its key; there is none before the glossary was read.
func (s *Shelf) Row(key string) (Row, bool) {
	if s == nil {
		return Row{}, false
	}
	i := slices.IndexFunc(s.Rows, func(r Row) bool { return r.Key == key })
	if i < 0 {
		return Row{}, false
	}
	return s.Rows[i], true
}

// ClientName names a client; "" for one that is not there.
func (s *Shelf) ClientName(id policy.ID) string {
	for _, client := range s.Clients {
		if client.ID == id {
			return client.Name
		}
	}
	return ""
}

// Owners lists the clients that have concepts of their own.
func (s *Shelf) Owners() []policy.Client {
	has := map[policy.ID]bool{}
	for _, row := range s.Rows {
		has[row.Concept.Client] = true
	}
	return slices.DeleteFunc(slices.Clone(s.Clients), func(c policy.Client) bool { return !has[c.ID] })
}

// Whose narrows the list to concepts of an owner: one of those below, or the
// identifier of a client.
type Whose string

// The owners that are no client.
const (
	Everybodys Whose = ""
	Studios    Whose = "studio"  // of no client
	Shipped    Whose = "shipped" // as they come with the program
)

func (w Whose) holds(c glossary.Concept) bool {
	switch w {
	case Everybodys:
		return true
	case Studios:
		return !c.Shipped && c.Client == ""
	case Shipped:
		return c.Shipped
	}
	return c.Client == policy.ID(w)
}

// Find lists the concepts of an owner that have every word of a query in a term
// of any language or in what is said of them; those with a term that begins
// with the query come first.
func (s *Shelf) Find(query string, whose Whose) []Row {
	query = strings.TrimSpace(studio.Fold(query))
	var first, other []Row
	for _, row := range s.Rows {
		switch {
		case !whose.holds(row.Concept) || !row.has(strings.Fields(query)):
		case row.begins(query):
			first = append(first, row)
		default:
			other = append(other, row)
		}
	}
	return append(first, other...)
}

func (r Row) has(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(r.words, w) })
}

func (r Row) begins(query string) bool {
	return slices.ContainsFunc(r.starts, func(term string) bool { return strings.HasPrefix(term, query) })
}
