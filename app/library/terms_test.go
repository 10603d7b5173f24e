package library_test

import (
	"path/filepath"
	"testing"

	"clausedesk/app/glossary"
	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"

	"github.com/BurntSushi/toml"
)

// plainSegments cuts a wording into plain texts, placeholders out.
func plainSegments(words library.Wording) []string {
	var out []string
	for _, segment := range markup.Segments(words.Heading, words.Body) {
		filled, _ := markup.Fill(segment.Source, "", func(string) []markup.Inline { return nil })
		out = append(out, markup.PlainInline(markup.ParseInline(filled)))
	}
	return out
}

// houseStyle are words that the glossary lets pass and the library does not
// use: it names a thing by one word throughout.
func houseStyle(t *testing.T) []glossary.Concept {
	t.Helper()
	var file struct {
		Words map[string]map[string][]string
	}
	if _, err := toml.DecodeFile(filepath.Join("testdata", "house_style.toml"), &file); err != nil {
		t.Fatal(err)
	}
	var out []glossary.Concept
	for id, langs := range file.Words {
		c := glossary.Concept{ID: "style." + id}
		for lang, words := range langs {
			for _, word := range words {
				c.Terms = append(c.Terms, glossary.Term{Lang: lang, Text: word, Status: glossary.Forbidden})
			}
		}
		out = append(out, c)
	}
	return out
}

// TestWordingsUseTheTermsOfTheLaw: a passage that names a concept in English
// names it by its official term in each language, and by no other.
func TestWordingsUseTheTermsOfTheLaw(t *testing.T) {
	terms := glossary.New(glossary.Shipped())
	style := glossary.New(houseStyle(t))
	for _, lang := range vocabulary.Languages()[1:] {
		named := 0
		for _, c := range library.Builtin().Clauses() {
			for _, tone := range []policy.Tone{policy.TonePlain, policy.ToneFormal} {
				from, to := plainSegments(c.Wording("en", tone)), plainSegments(c.Wording(lang, tone))
				if len(from) != len(to) {
					continue // another test says so
				}
				for i := range from {
					named += len(terms.Find(from[i], "en"))
					for _, p := range terms.Check(from[i], "en", to[i], lang) {
						t.Errorf("%s in %s: %s %s: %q wants %q: %q", c.ID, lang, p.Kind, p.Concept.ID, p.Found, p.Want, to[i])
					}
					inHouseStyle(t, style, c.ID, lang, to[i])
				}
			}
		}
		if named < 300 {
			t.Errorf("%s: only %d passages name a concept", lang, named)
		}
	}
}

func inHouseStyle(t *testing.T, style *glossary.Glossary, clause, lang, text string) {
	t.Helper()
	for _, hit := range style.Find(text, lang) {
		t.Errorf("%s in %s: %q (%s) is not to be used: %q", clause, lang, text[hit.Start:hit.End], hit.Concept.ID, text)
	}
}

// Each word of the house style is found where it stands.
func TestHouseStyleIsFound(t *testing.T) {
	g := glossary.New(houseStyle(t))
	for _, c := range g.Concepts() {
		for _, term := range c.Terms {
			if len(g.Find("xx "+term.Text+" xx", term.Lang)) != 1 {
				t.Errorf("%s: %q is not found in %s", c.ID, term.Text, term.Lang)
			}
		}
	}
}
