package glossary_test

import (
	"testing"

	"clausedesk/app/glossary"
)

func TestShippedConceptsAreWhole(t *testing.T) {
	concepts := glossary.Shipped()
	if len(concepts) < 90 {
		t.Errorf("only %d concepts", len(concepts))
	}
	ids := map[string]bool{}
	for i := range concepts {
		c := &concepts[i]
		if err := c.Validate(); err != nil {
			t.Errorf("%s: %v", c.ID, err)
		}
		if ids[c.ID] || !c.Shipped || c.Citation == "" || c.Definition == "" || c.Domain == "" {
			t.Errorf("%s: twice, or without citation, definition or domain", c.ID)
		}
		ids[c.ID] = true
		for _, lang := range []string{"en", "nl", "fr", "de", "id", "sq"} {
			if got := len(c.In(lang, glossary.Preferred)); got != 1 {
				t.Errorf("%s has %d preferred terms in %s", c.ID, got, lang)
			}
		}
	}
}

// Each term is found where it stands alone, as a term of its own concept or of
// one that shares the word; what is forbidden is found as forbidden.
func TestShippedTermsAreFound(t *testing.T) {
	g := glossary.New(glossary.Shipped())
	for _, c := range glossary.Shipped() {
		for _, term := range c.Terms {
			hits := g.Find(term.Text, term.Lang)
			if len(hits) == 0 || hits[0].End-hits[0].Start < len(term.Text) && len(hits) == 1 && hits[0].Start > 0 {
				t.Errorf("%s: %q (%s) is not found: %+v", c.ID, term.Text, term.Lang, hits)
				continue
			}
			if term.Status == glossary.Forbidden && hits[0].Term.Status != glossary.Forbidden {
				t.Errorf("%s: %q (%s) is found as %s of %s", c.ID, term.Text, term.Lang, hits[0].Term.Status, hits[0].Concept.ID)
			}
		}
	}
}

// The preferred term of each language is no mistake as a translation of that of
// another.
func TestShippedTermsTranslateEachOther(t *testing.T) {
	g := glossary.New(glossary.Shipped())
	langs := []string{"en", "nl", "fr", "de", "id", "sq"}
	for _, c := range glossary.Shipped() {
		for _, from := range langs {
			for _, to := range langs {
				source, target := c.In(from, glossary.Preferred)[0].Text, c.In(to, glossary.Preferred)[0].Text
				for _, p := range g.Check(source, from, target, to) {
					t.Errorf("%s: %s %q, %s %q: %s of %s", c.ID, from, source, to, target, p.Kind, p.Concept.ID)
				}
			}
		}
	}
}
