// Package library owns ready-made content: clauses with their wording in six
// languages, the kinds of policy that are made of them, and the catalogue of
// services that receive data. It reads assets/library and lays a studio's own
// clauses and services over it.
//
// It knows clause text through app/markup and answers through app/policy. It
// stores nothing: app/store keeps what is a studio's own, and app/studio puts
// clauses into policies.
package library

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"clausedesk/app/policy"
)

// Wording is a clause in one language and tone: Heading is inline Markdown,
// Body clause text as app/markup reads it.
type Wording struct {
	Heading string `json:"heading" toml:"heading"`
	Body    string `json:"body" toml:"body"`
}

// Empty reports whether nothing is worded.
func (w Wording) Empty() bool { return w.Heading == "" && w.Body == "" }

// Clause is one clause of the library at one revision.
type Clause struct {
	ID        string             `json:"id"`
	Revision  int                `json:"revision"`
	Topic     string             `json:"topic"`
	Regimes   []string           `json:"regimes,omitempty"` // none: every regime
	Kinds     []string           `json:"kinds,omitempty"`   // none: every kind of policy
	When      string             `json:"when,omitempty"`    // a policy.Condition
	Citation  string             `json:"citation,omitempty"`
	Confirmed bool               `json:"confirmed"` // the citation was looked up, not remembered
	Purpose   map[string]string  `json:"purpose,omitempty"`
	Plain     map[string]Wording `json:"wording"`
	Formal    map[string]Wording `json:"formal,omitempty"`
	Own       bool               `json:"own,omitempty"`    // the studio's, not the program's
	Client    policy.ID          `json:"client,omitempty"` // of one client only
}

// Errors of the library.
var (
	ErrNoClause  = errors.New("the library has no such clause")
	ErrNoService = errors.New("the catalogue has no such service")
	ErrNoKind    = errors.New("there is no such kind of policy")
)

// Wording returns the clause in a language, in the formal tone where it has
// one and that is asked for. It is empty for a language it does not speak.
func (c Clause) Wording(lang string, tone policy.Tone) Wording {
	if formal := c.Formal[lang]; tone == policy.ToneFormal && !formal.Empty() {
		return formal
	}
	return c.Plain[lang]
}

// Languages lists the languages the clause is worded in, the library's six
// first and in their order.
func (c Clause) Languages() []string {
	var out []string
	for lang := range c.Plain {
		out = append(out, lang)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b)) })
	return out
}

// PurposeIn says what the clause is for, in English where the language has no
// words for it.
func (c Clause) PurposeIn(lang string) string { return cmp.Or(c.Purpose[lang], c.Purpose["en"]) }

// HeadingIn returns the plain heading, in any language rather than none.
func (c Clause) HeadingIn(lang string) string {
	for _, l := range append([]string{lang}, c.Languages()...) {
		if heading := c.Plain[l].Heading; heading != "" {
			return heading
		}
	}
	return c.ID
}

// Fits reports whether the clause belongs into a policy of a kind under some
// regimes.
func (c Clause) Fits(kind string, regimes []string) bool {
	return (len(c.Kinds) == 0 || slices.Contains(c.Kinds, kind)) &&
		(len(c.Regimes) == 0 || slices.ContainsFunc(c.Regimes, func(r string) bool { return slices.Contains(regimes, r) }))
}

// Section is a place in the order of clauses.
type Section struct {
	Clause   string   `toml:"clause"`
	Children []string `toml:"children"`
}

// Library is the clauses and services there are to choose from.
type Library struct {
	clauses  map[string]Clause
	sections []Section
	optional []string
	kinds    []Kind
	services []Service
}

// Clause returns a clause of the library, or ErrNoClause.
func (l *Library) Clause(id string) (Clause, error) {
	c, ok := l.clauses[id]
	if !ok {
		return Clause{}, ErrNoClause
	}
	return c, nil
}

// Clauses lists the clauses in the order of documents, the studio's own last.
func (l *Library) Clauses() []Clause {
	var out []Clause
	placed := map[string]bool{}
	for _, section := range l.sections {
		for _, id := range append([]string{section.Clause}, section.Children...) {
			if c, ok := l.clauses[id]; ok && !placed[id] {
				out = append(out, c)
				placed[id] = true
			}
		}
	}
	var rest []Clause
	for id, c := range l.clauses {
		if !placed[id] {
			rest = append(rest, c)
		}
	}
	slices.SortFunc(rest, func(a, b Clause) int { return cmp.Compare(a.ID, b.ID) })
	return append(out, rest...)
}

// Sections lists the places of documents in their order.
func (l *Library) Sections() []Section { return slices.Clone(l.sections) }

// Optional reports whether an essential policy goes without a clause.
func (l *Library) Optional(id string) bool { return slices.Contains(l.optional, id) }

// For returns the clauses a client may use: the program's, the studio's and
// its own.
func (l *Library) For(client policy.ID) []Clause {
	return slices.DeleteFunc(l.Clauses(), func(c Clause) bool { return c.Client != "" && c.Client != client })
}

// Search lists the clauses whose words in a language, or whose name, have
// every word of the query; an empty query lists all.
func Search(clauses []Clause, query, lang string) []Clause {
	var out []Clause
	for _, c := range clauses {
		words := c.Wording(lang, policy.TonePlain)
		text := strings.ToLower(strings.Join([]string{c.ID, c.Topic, c.PurposeIn(lang), words.Heading, words.Body, c.Citation}, " "))
		if !slices.ContainsFunc(strings.Fields(strings.ToLower(query)), func(w string) bool { return !strings.Contains(text, w) }) {
			out = append(out, c)
		}
	}
	return out
}

// With returns the library with a studio's own clauses and services over it:
// one with a name in use takes its place.
func (l *Library) With(clauses []Clause, services []Service) *Library {
	out := &Library{clauses: map[string]Clause{}, sections: l.sections, optional: l.optional, kinds: l.kinds}
	for id, c := range l.clauses {
		out.clauses[id] = c
	}
	for _, c := range clauses {
		c.Own = true
		out.clauses[c.ID] = c
	}
	own := map[string]bool{}
	for _, s := range services {
		s.Own = true
		own[s.ID] = true
		out.services = append(out.services, s)
	}
	for _, s := range l.services {
		if !own[s.ID] {
			out.services = append(out.services, s)
		}
	}
	sortServices(out.services)
	return out
}
