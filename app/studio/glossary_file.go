package studio

import (
	"context"
	"fmt"
	"io"
	"reflect"
	"slices"

	"clausedesk/app/glossary"
	"clausedesk/app/policy"
	"clausedesk/app/store"
)

// GlossaryOptions say where a glossary file goes, and what it does not say
// itself.
type GlossaryOptions struct {
	Client policy.ID // none: the studio
	Source string    // of a file without a header: the language of the first column
	Target string    // and of the second
	DryRun bool      // say what would happen, change nothing
}

// GlossaryReport says what came of a glossary file.
type GlossaryReport struct {
	Concepts int // read from the file
	Terms    int // of them
	Changed  int // concepts that are new or differ from what was here
	Rejected []glossary.Rejected
}

// ImportGlossary takes over the concepts of a file, all in one transaction. A
// concept that is here already (by its identifier, or its first term) gets the
// terms of the file in the languages of the file. What is shipped and comes
// back as it is, stays shipped. A file that makes no sense is a
// *glossary.FileError, and changes nothing.
func (s *Studio) ImportGlossary(
	ctx context.Context, r io.Reader, format glossary.Format, opts GlossaryOptions,
) (GlossaryReport, error) {
	read, err := glossary.Read(r, format, glossary.ReadOptions{Source: opts.Source, Target: opts.Target})
	if err != nil {
		return GlossaryReport{}, err
	}
	report := GlossaryReport{Concepts: len(read.Concepts), Rejected: read.Rejected}
	for _, c := range read.Concepts {
		report.Terms += len(c.Terms)
	}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		changed, err := glossaryChanges(tx, read.Concepts, opts.Client)
		report.Changed = len(changed)
		if err != nil || opts.DryRun {
			return err
		}
		for _, c := range changed {
			if err := tx.PutGlossaryConcept(c); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return GlossaryReport{}, fmt.Errorf("import a glossary: %w", err)
	}
	if report.Changed > 0 && !opts.DryRun {
		s.glossaryChanged()
	}
	return report, nil
}

// glossaryChanges lists the concepts to be written, as they are to be. Two
// entries of a file that stand for one concept become one.
func glossaryChanges(tx *store.Tx, read []glossary.Concept, client policy.ID) ([]glossary.Concept, error) {
	if client != "" {
		if _, err := tx.Client(client); err != nil {
			return nil, err
		}
	}
	have, err := tx.GlossaryConcepts(client)
	if err != nil {
		return nil, err
	}
	t := newTakeover(have, client)
	for _, c := range read {
		t.take(c)
	}
	return t.changes(), nil
}

// takeover brings the concepts of a file together with those of an owner.
type takeover struct {
	client  policy.ID
	have    []glossary.Concept
	taken   map[int]bool // places that an entry of the file stands for
	touched map[int]bool // places that differ from what was here
	index   *glossary.Matcher
	shipped *glossary.Matcher
}

func newTakeover(have []glossary.Concept, client policy.ID) *takeover {
	return &takeover{
		client: client, have: have, taken: map[int]bool{}, touched: map[int]bool{},
		index: glossary.NewMatcher(have), shipped: glossary.NewMatcher(glossary.Shipped()),
	}
}

func (t *takeover) take(c glossary.Concept) {
	c.Client = t.client
	if at := t.find(c); at >= 0 {
		t.taken[at] = true
		updated := glossary.Update(t.have[at], c)
		if reflect.DeepEqual(updated, t.have[at]) {
			return
		}
		t.have[at] = updated
		t.index.Put(at, updated)
		t.touched[at] = true
		return
	}
	if t.isShipped(&c) {
		return
	}
	if c.ID == "" || t.index.Known(c.ID) {
		c.ID = string(policy.NewID())
	}
	t.have = append(t.have, c)
	at := len(t.have) - 1
	t.index.Put(at, c)
	t.taken[at], t.touched[at] = true, true
}

// find says which concept one of the file stands for. Entries with identifiers
// of their own stay apart where their terms are the same.
func (t *takeover) find(c glossary.Concept) int {
	if at := t.index.ByID(c); at >= 0 {
		return at
	}
	at := t.index.ByTerm(c)
	if c.ID != "" && t.taken[at] {
		return -1
	}
	return at
}

// isShipped reports whether a concept says nothing but what is shipped. One
// that says more becomes the owner's, with what the file did not have.
func (t *takeover) isShipped(c *glossary.Concept) bool {
	at := t.shipped.ByID(*c)
	if at < 0 {
		return false
	}
	shipped := glossary.Shipped()[at]
	updated := glossary.Update(shipped, *c)
	if reflect.DeepEqual(updated, shipped) {
		return true
	}
	*c = updated
	c.Shipped, c.Client = false, t.client
	return false
}

func (t *takeover) changes() []glossary.Concept {
	var out []glossary.Concept
	for i, c := range t.have {
		if t.touched[i] {
			out = append(out, c)
		}
	}
	return out
}

// GlossaryExport says which concepts a file gets.
type GlossaryExport struct {
	Client policy.ID
	Own    bool     // without those that are shipped
	Langs  []string // only these languages; all when empty
}

// ExportGlossary writes the terms that hold for a client, or with no client for
// the studio, and returns how many concepts there are in the file.
func (s *Studio) ExportGlossary(ctx context.Context, w io.Writer, format glossary.Format, req GlossaryExport) (int, error) {
	g, err := s.Glossary(ctx, req.Client)
	if err != nil {
		return 0, err
	}
	var out []glossary.Concept
	for _, c := range g.Concepts() {
		if req.Own && c.Shipped {
			continue
		}
		if c.Terms = termsFor(c.Terms, req.Langs); len(c.Terms) > 0 {
			out = append(out, c)
		}
	}
	if err := glossary.Write(w, format, out); err != nil {
		return 0, fmt.Errorf("export the glossary: %w", err)
	}
	return len(out), nil
}

// termsFor leaves out what files have no place for: the verbs beside nouns that
// only satisfy a check.
func termsFor(terms []glossary.Term, langs []string) []glossary.Term {
	var out []glossary.Term
	for _, t := range terms {
		if !t.Weak && (len(langs) == 0 || slices.Contains(langs, t.Lang)) {
			out = append(out, t)
		}
	}
	return out
}
