package glossary

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	tags "golang.org/x/text/language"
)

// Errors of a concept that cannot be kept.
var (
	ErrNoTerms   = errors.New("a concept without terms")
	ErrEmptyTerm = errors.New("a term without a letter or digit")
	ErrLongTerm  = errors.New("a term of more than 200 characters")
	ErrLanguage  = errors.New("not a language")
	ErrStatus    = errors.New("not a status of terms")
	ErrTwice     = errors.New("a term stands twice in a language")
)

// maxTerm is how many characters a term may have: more is a sentence.
const maxTerm = 200

// Validate checks what must hold before a concept is kept. The error is one of
// those above, and names the term.
func (c *Concept) Validate() error {
	if len(c.Terms) == 0 {
		return ErrNoTerms
	}
	seen := map[termKey]bool{}
	for _, term := range c.Terms {
		if err := term.validate(); err != nil {
			return fmt.Errorf("%q: %w", term.Text, err)
		}
		key := termKey{term.Lang, term.Text}
		if seen[key] {
			return fmt.Errorf("%q: %w", term.Text, ErrTwice)
		}
		seen[key] = true
	}
	return nil
}

func (t Term) validate() error {
	switch {
	case !strings.ContainsFunc(t.Text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
		return ErrEmptyTerm
	case len([]rune(t.Text)) > maxTerm:
		return ErrLongTerm
	case !isLanguage(t.Lang):
		return ErrLanguage
	}
	switch t.Status {
	case Preferred, Allowed, Forbidden:
		return nil
	}
	return ErrStatus
}

func isLanguage(tag string) bool {
	_, ok := canonicalTag(tag)
	return ok
}

// canonicalTag reads what files call a language: "nl", "nl_BE", "EN-us".
func canonicalTag(text string) (string, bool) {
	tag, err := tags.Parse(strings.ReplaceAll(strings.TrimSpace(text), "_", "-"))
	if err != nil || tag.IsRoot() {
		return "", false
	}
	return tag.String(), true
}

// tidy takes out of a text of a file what nobody means: ends, double spaces and
// line breaks.
func tidy(text string) string { return strings.Join(strings.Fields(text), " ") }
