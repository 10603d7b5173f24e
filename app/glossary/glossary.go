// Package glossary owns terms: concepts with their preferred, allowed and
// forbidden terms in each language, finding them in plain text through
// inflection and compounds, checking a translation against them, and the files
// they travel in (CSV, TBX).
//
// It keeps nothing: the store has the studio's concepts, assets/glossary those
// that are shipped. It words nothing for people.
package glossary

import (
	"strings"
	"sync"

	"clausedesk/app/policy"
)

// Status says whether a term may stand for its concept.
type Status string

// The statuses of a term.
const (
	Preferred Status = "preferred"
	Allowed   Status = "allowed"
	Forbidden Status = "forbidden"
)

// Term is one way to name a concept in a language.
type Term struct {
	Lang          string `json:"lang"`
	Text          string `json:"text"`
	Status        Status `json:"status"`
	Note          string `json:"note,omitempty"`
	CaseSensitive bool   `json:"case_sensitive,omitempty"`

	// Weak marks a way to say it that satisfies a translation, but does not
	// surely name the concept in a source: the verb beside the noun.
	Weak bool `json:"weak,omitempty"`
}

// Concept is what terms of several languages stand for. It belongs to the
// studio, to one client, or is shipped.
type Concept struct {
	ID         string    `json:"id"`
	Client     policy.ID `json:"client,omitempty"` // empty: the studio's
	Shipped    bool      `json:"shipped,omitempty"`
	Domain     string    `json:"domain,omitempty"`
	Definition string    `json:"definition,omitempty"`
	Note       string    `json:"note,omitempty"`
	Citation   string    `json:"citation,omitempty"` // where the law has it
	Terms      []Term    `json:"terms"`
}

// In lists the terms of a language, of some statuses: preferred ones first.
func (c *Concept) In(lang string, statuses ...Status) []Term {
	var out []Term
	for _, status := range statuses {
		for _, term := range c.Terms {
			if term.Status == status && baseOf(term.Lang) == baseOf(lang) {
				out = append(out, term)
			}
		}
	}
	return out
}

// Languages lists the languages that have terms, in the order they come.
func (c *Concept) Languages() []string {
	var out []string
	seen := map[string]bool{}
	for _, term := range c.Terms {
		if !seen[term.Lang] {
			seen[term.Lang] = true
			out = append(out, term.Lang)
		}
	}
	return out
}

// Glossary is a set of concepts that can be searched. It does not change and
// may be used by several goroutines.
type Glossary struct {
	concepts []Concept

	mu      sync.Mutex
	indexes map[string]*index // by language, made when first asked for
}

// New makes a glossary of concepts, which it keeps a copy of.
func New(concepts []Concept) *Glossary {
	own := make([]Concept, len(concepts))
	for i, concept := range concepts {
		own[i] = concept
		own[i].Terms = append([]Term{}, concept.Terms...)
	}
	return &Glossary{concepts: own, indexes: map[string]*index{}}
}

// Concepts lists the concepts in their order. Callers must not change them.
func (g *Glossary) Concepts() []Concept { return g.concepts }

// Hit is a term found in a text: bytes Start to End.
type Hit struct {
	Concept *Concept
	Term    Term
	Start   int
	End     int
	Part    bool // it is part of a longer compound word
}

// The kinds of problem.
const (
	KindMissing   = "term_missing"
	KindForbidden = "term_forbidden"
)

// Problem is a translation that does not keep to the glossary. Positions are
// bytes in the plain texts; the target of a missing term has none.
type Problem struct {
	Concept                *Concept
	Kind                   string
	Want                   []string // what may stand there, preferred first
	Found                  string   // the forbidden words as they stand, or the source's for a missing term
	SourceStart, SourceEnd int
	TargetStart, TargetEnd int
}

func (g *Glossary) index(lang string) *index {
	lang = baseOf(lang)
	g.mu.Lock()
	defer g.mu.Unlock()
	ix, ok := g.indexes[lang]
	if !ok {
		ix = newIndex(g.concepts, lang)
		g.indexes[lang] = ix
	}
	return ix
}

// baseOf is the language of a tag: "nl" of "nl-BE".
func baseOf(tag string) string {
	tag = strings.ToLower(strings.ReplaceAll(tag, "_", "-"))
	base, _, _ := strings.Cut(tag, "-")
	return base
}
