package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"clausedesk/app/glossary"
	"clausedesk/app/policy"
)

func TestGlossaryKeepsConceptsInOrder(t *testing.T) {
	s := newStore(t)
	client, err := s.SaveClient(t.Context(), policy.Client{Name: "Kweekwerk"})
	ok(t, err)
	full := glossary.Concept{
		ID: "b", Domain: "law", Definition: "d", Note: "n", Citation: "Art. 4", Terms: []glossary.Term{
			{Lang: "nl", Text: "klant", Status: glossary.Preferred, Note: "why", CaseSensitive: true},
			{Lang: "en", Text: "customer", Status: glossary.Allowed, Weak: true},
			{Lang: "nl", Text: "afnemer", Status: glossary.Forbidden},
		},
	}
	first := glossary.Concept{ID: "a", Terms: []glossary.Term{{Lang: "nl", Text: "x", Status: glossary.Preferred}}}
	theirs := first
	theirs.Client = client.ID
	put := func(concepts ...glossary.Concept) {
		t.Helper()
		ok(t, s.InTx(t.Context(), func(tx *Tx) error {
			for _, c := range concepts {
				if err := tx.PutGlossaryConcept(c); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	expect := func(of policy.ID, want ...glossary.Concept) {
		t.Helper()
		ok(t, s.View(t.Context(), func(tx *Tx) error {
			got, err := tx.GlossaryConcepts(of)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			return err
		}))
	}
	expect("")
	put(full, first, theirs)
	expect("", full, first)
	expect(client.ID, theirs)
	full.Note, full.Terms = "changed", full.Terms[1:]
	put(full)
	expect("", full, first)

	remove := func(of policy.ID, id string) error {
		return s.InTx(t.Context(), func(tx *Tx) error { return tx.DeleteGlossaryConcept(of, id) })
	}
	ok(t, remove("", "a"))
	wantError(t, remove("", "a"), ErrNotFound)
	expect("", full)
	expect(client.ID, theirs)
	ok(t, s.DeleteClient(t.Context(), client.ID))
	expect(client.ID)
	for _, table := range []string{"glossary_concept", "glossary_term"} {
		var rows int
		ok(t, s.reader.QueryRow(`SELECT count(*) FROM `+table).Scan(&rows))
		if want := map[string]int{"glossary_concept": 1, "glossary_term": 2}[table]; rows != want {
			t.Errorf("%s has %d rows, want %d", table, rows, want)
		}
	}
}

func TestGlossaryOfNobodyIsRefused(t *testing.T) {
	s := newStore(t)
	err := s.InTx(t.Context(), func(tx *Tx) error {
		return tx.PutGlossaryConcept(glossary.Concept{ID: "a", Client: "nobody", Terms: []glossary.Term{{Lang: "nl", Text: "x", Status: glossary.Preferred}}})
	})
	if err == nil {
		t.Error("a concept of a client that is not there was kept")
	}
}
