package library_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"

	"github.com/BurntSushi/toml"
)

// term is how one concept of data protection law is named in a language:
// stems that fit every form in use, and words that must not stand for it.
type term struct {
	Concept   string
	English   []string
	Preferred []string
	Forbidden []string
}

func termsOf(t *testing.T, lang string) []term {
	t.Helper()
	var file struct{ Term []term }
	if _, err := toml.DecodeFile(filepath.Join("testdata", "terms", lang+".toml"), &file); err != nil {
		t.Fatal(err)
	}
	return file.Term
}

// segmentsOf cuts a wording into lower-case plain texts, placeholders out.
func segmentsOf(words library.Wording) []string {
	var out []string
	for _, segment := range markup.Segments(words.Heading, words.Body) {
		heading, _ := markup.Fill(segment.Source, "", func(string) []markup.Inline { return nil })
		text := strings.ToLower(markup.PlainInline(markup.ParseInline(heading)))
		out = append(out, strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text))
	}
	return out
}

func hasAny(text string, stems []string) bool {
	return slices.ContainsFunc(stems, func(stem string) bool { return strings.Contains(text, stem) })
}

// TestWordingsUseTheTermsOfTheLaw: a passage that names a concept in English
// names it by its official term in each language, and by no other.
func TestWordingsUseTheTermsOfTheLaw(t *testing.T) {
	english := termsOf(t, "en")
	for _, lang := range vocabulary.Languages()[1:] {
		if _, err := os.Stat(filepath.Join("testdata", "terms", lang+".toml")); err != nil {
			t.Errorf("%s has no table of terms", lang)
			continue
		}
		byConcept := map[string]term{}
		for _, own := range termsOf(t, lang) {
			if len(own.Preferred) == 0 || !slices.ContainsFunc(english, func(e term) bool { return e.Concept == own.Concept }) {
				t.Errorf("%s: %s has no preferred term or no English one", lang, own.Concept)
			}
			byConcept[own.Concept] = own
		}
		checked := 0
		for _, c := range library.Builtin().Clauses() {
			for _, tone := range []policy.Tone{policy.TonePlain, policy.ToneFormal} {
				checked += checkTerms(t, c, lang, tone, english, byConcept)
			}
		}
		if checked < 300 {
			t.Errorf("%s: only %d passages name a concept", lang, checked)
		}
	}
}

func checkTerms(t *testing.T, c library.Clause, lang string, tone policy.Tone, english []term, terms map[string]term) int {
	from, to := segmentsOf(c.Wording("en", tone)), segmentsOf(c.Wording(lang, tone))
	if len(from) != len(to) {
		return 0 // another test says so
	}
	checked := 0
	for i := range from {
		for _, concept := range english {
			own, known := terms[concept.Concept]
			if !known {
				continue
			}
			if hasAny(from[i], concept.English) {
				checked++
				if !hasAny(to[i], own.Preferred) {
					t.Errorf("%s in %s: %q names %s, %q does not", c.ID, lang, from[i], concept.Concept, to[i])
				}
			}
			for _, wrong := range own.Forbidden {
				if strings.Contains(to[i], wrong) {
					t.Errorf("%s in %s: %q says %q for %s", c.ID, lang, to[i], wrong, concept.Concept)
				}
			}
		}
	}
	return checked
}
