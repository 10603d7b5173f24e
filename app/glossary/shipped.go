package glossary

import (
	"fmt"
	"io/fs"
	"sort"
	"strings"
	"sync"

	files "clausedesk/assets/glossary"

	"github.com/BurntSushi/toml"
)

// shippedLanguages is the order of languages in shipped concepts.
var shippedLanguages = []string{"en", "nl", "fr", "de", "id", "sq"}

// Shipped lists the concepts that come with the program, in their order.
// Callers must not change them.
func Shipped() []Concept { return shipped() }

var shipped = sync.OnceValue(func() []Concept {
	names, err := fs.Glob(files.Files, "*.toml")
	if err != nil {
		panic("glossary: " + err.Error())
	}
	sort.Strings(names)
	var out []Concept
	for _, name := range names {
		concepts, err := readShipped(name)
		if err != nil {
			panic("glossary: the shipped terms are broken: " + name + ": " + err.Error())
		}
		out = append(out, concepts...)
	}
	return out
})

// readShipped reads a file of the program. A language has its terms under its
// own name, the preferred one first and what is allowed after it; words to be
// kept out under "_not", and weak terms under "_weak".
func readShipped(name string) ([]Concept, error) {
	var file struct {
		Domain  string
		Concept []map[string]any
	}
	if _, err := toml.DecodeFS(files.Files, name, &file); err != nil {
		return nil, err
	}
	var out []Concept
	for _, raw := range file.Concept {
		text := func(key string) string { s, _ := raw[key].(string); return s }
		c := Concept{
			ID: "gdpr." + text("key"), Shipped: true, Domain: file.Domain,
			Definition: text("definition"), Citation: text("citation"), Note: text("note"),
		}
		for _, lang := range shippedLanguages {
			c.Terms = append(c.Terms, shippedTerms(raw, lang)...)
			delete(raw, lang)
			delete(raw, lang+"_not")
			delete(raw, lang+"_weak")
		}
		if len(raw) > 4 { // key, citation, definition, note
			return nil, fmt.Errorf("%s: a key that means nothing", c.ID)
		}
		out = append(out, c)
	}
	return out, nil
}

func shippedTerms(raw map[string]any, lang string) []Term {
	var out []Term
	for i, text := range texts(raw[lang]) {
		status := Preferred
		if i > 0 {
			status = Allowed
		}
		out = append(out, Term{Lang: lang, Text: text, Status: status, CaseSensitive: isAcronym(text)})
	}
	for _, text := range texts(raw[lang+"_not"]) {
		out = append(out, Term{Lang: lang, Text: text, Status: Forbidden, CaseSensitive: isAcronym(text)})
	}
	for _, text := range texts(raw[lang+"_weak"]) {
		out = append(out, Term{Lang: lang, Text: text, Status: Allowed, Weak: true})
	}
	return out
}

// isAcronym: "AIPD" is a term, "aipd" is not.
func isAcronym(text string) bool {
	return len(text) <= 5 && strings.ToUpper(text) == text
}

func texts(raw any) []string {
	list, _ := raw.([]any)
	out := make([]string, 0, len(list))
	for _, item := range list {
		if text, ok := item.(string); ok {
			out = append(out, text)
		}
	}
	return out
}
