package glossary_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausedesk/app/glossary"
)

// example is a row of testdata/find: a term, and a text that has it or not.
type example struct {
	has        bool
	term, text string
}

func examples(t *testing.T, lang string) []example {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "find", lang+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	var out []example
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		term, text, ok := strings.Cut(line[2:], " | ")
		if !ok {
			t.Fatalf("%s: not an example: %q", lang, line)
		}
		out = append(out, example{line[0] == '+', term, text})
	}
	return out
}

func only(lang string, terms ...string) *glossary.Glossary {
	c := glossary.Concept{ID: "it"}
	for _, term := range terms {
		c.Terms = append(c.Terms, glossary.Term{Lang: lang, Text: term, Status: glossary.Preferred, CaseSensitive: term == strings.ToUpper(term)})
	}
	return glossary.New([]glossary.Concept{c})
}

// The figures of docs/dev/glossary.md.
func TestTermsAreFoundThroughInflection(t *testing.T) {
	for _, lang := range []string{"en", "nl", "fr", "de", "id", "sq"} {
		var right, missed, wrong, near int
		for _, e := range examples(t, lang) {
			found := len(only(lang, e.term).Find(e.text, lang)) > 0
			switch {
			case e.has && found:
				right++
			case e.has:
				missed++
				t.Errorf("%s: %q is not found in %q", lang, e.term, e.text)
			case found:
				wrong++
				t.Errorf("%s: %q is found in %q", lang, e.term, e.text)
			default:
				near++
			}
		}
		if right+missed < 25 || near+wrong < 15 {
			t.Errorf("%s: only %d examples and %d near misses", lang, right+missed, near+wrong)
		}
		t.Logf("%s: %d inflected, %d missed, recall %.3f; %d near misses, %d wrong, precision %.3f", lang,
			right+missed, missed, float64(right)/float64(right+missed), near+wrong, wrong, float64(right)/float64(right+wrong))
	}
}
