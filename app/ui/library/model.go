// Package library is the screen of ready-made content: the clauses there are
// to choose from, the catalogue of services, and the updates that newer
// clauses offer to policies.
package library

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
)

// Source is what the screen reads.
type Source interface {
	Library(ctx context.Context) (*library.Library, error)
	LibraryUses(ctx context.Context, id string) ([]studio.Use, error)
	Offers(ctx context.Context, id policy.ID) ([]studio.Offer, error)
}

// Shelf is everything the screen shows.
type Shelf struct {
	Library *library.Library
	Clients []policy.Client
	Offers  []studio.Offer

	uses    map[string][]studio.Use // by clause of the library
	offered map[string]bool         // clauses with an update for some policy
}

// Load reads the library and who uses it. It touches no widget and may run on
// any goroutine.
func Load(ctx context.Context, from Source, clients []policy.Client) (*Shelf, error) {
	s := &Shelf{Clients: clients, uses: map[string][]studio.Use{}, offered: map[string]bool{}}
	var err error
	if s.Library, err = from.Library(ctx); err != nil {
		return nil, err
	}
	uses, err := from.LibraryUses(ctx, "")
	if err != nil {
		return nil, err
	}
	for _, use := range uses {
		s.uses[use.Library] = append(s.uses[use.Library], use)
	}
	if s.Offers, err = from.Offers(ctx, ""); err != nil {
		return nil, err
	}
	for _, offer := range s.Offers {
		s.offered[offer.Library] = true
	}
	return s, nil
}

// Uses lists who uses a clause, by client and title.
func (s *Shelf) Uses(id string) []studio.Use { return s.uses[id] }

// ClientName names the client a clause belongs to.
func (s *Shelf) ClientName(id policy.ID) string {
	for _, client := range s.Clients {
		if client.ID == id {
			return client.Name
		}
	}
	return ""
}

// Which narrows the list to clauses in a state.
type Which string

// The states to narrow to.
const (
	All     Which = "all"
	Used    Which = "used"
	Updated Which = "updated" // some policy has an older revision
	Own     Which = "own"
)

// Whiches lists the states in the order of the form.
func Whiches() []Which { return []Which{All, Used, Updated, Own} }

// Filter says which clauses to list.
type Filter struct {
	Query  string
	Lang   string // of the words to look in
	Regime string // empty for every law
	Which  Which
}

// Group is a section of documents with its clauses; the studio's own that
// stand in no section come last, under an empty heading.
type Group struct {
	ID      string
	Heading string
	Clauses []library.Clause
}

// Groups lists what a filter leaves, in the order of documents.
func (s *Shelf) Groups(f Filter) []Group {
	left := map[string]library.Clause{}
	for _, c := range library.Search(s.Library.Clauses(), f.Query, f.Lang) {
		if s.fits(c, f) {
			left[c.ID] = c
		}
	}
	var out []Group
	for _, section := range s.Library.Sections() {
		group := Group{ID: section.Clause}
		for _, id := range append([]string{section.Clause}, section.Children...) {
			if c, ok := left[id]; ok {
				group.Clauses = append(group.Clauses, c)
				delete(left, id)
			}
		}
		if len(group.Clauses) > 0 {
			head, _ := s.Library.Clause(section.Clause)
			group.Heading = head.HeadingIn(f.Lang)
			out = append(out, group)
		}
	}
	rest := Group{}
	for _, c := range s.Library.Clauses() {
		if _, ok := left[c.ID]; ok {
			rest.Clauses = append(rest.Clauses, c)
		}
	}
	if len(rest.Clauses) > 0 {
		out = append(out, rest)
	}
	return out
}

func (s *Shelf) fits(c library.Clause, f Filter) bool {
	if f.Regime != "" && len(c.Regimes) > 0 && !slices.Contains(c.Regimes, f.Regime) {
		return false
	}
	switch f.Which {
	case Used:
		return len(s.uses[c.ID]) > 0
	case Updated:
		return s.offered[c.ID]
	case Own:
		return c.Own
	}
	return true
}

// Services lists the catalogue: what a search leaves of a category, or of all.
func (s *Shelf) Services(query, category string, ownOnly bool) []library.Service {
	return slices.DeleteFunc(s.Library.SearchServices(query), func(service library.Service) bool {
		return category != "" && service.Category != category || ownOnly && !service.Own
	})
}

// Categories lists the categories of the catalogue by name.
func (s *Shelf) Categories() []string {
	seen := map[string]bool{}
	var out []string
	for _, service := range s.Library.Services() {
		if service.Category != "" && !seen[service.Category] {
			seen[service.Category] = true
			out = append(out, service.Category)
		}
	}
	slices.Sort(out)
	return out
}

// FreeName makes an identifier of a title that nothing has yet.
func FreeName(title string, taken func(id string) bool) string {
	var name strings.Builder
	for _, r := range studio.Fold(title) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			name.WriteRune(r)
		case name.Len() > 0 && !strings.HasSuffix(name.String(), "_"):
			name.WriteByte('_')
		}
	}
	const longest = 48
	base := name.String()
	base = strings.Trim(base[:min(longest, len(base))], "_")
	if base == "" {
		base = "own"
	}
	id := base
	for n := 2; taken(id); n++ {
		id = base + "_" + strconv.Itoa(n)
	}
	return id
}
