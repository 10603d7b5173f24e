package translate

import (
	"slices"
	"strings"

	"clausedesk/app/glossary"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
)

// NewTerm is a term that a translator adds while at work.
type NewTerm struct {
	From, To       string
	Source, Target string
	Status         glossary.Status // of the target
	Note           string
	Client         policy.ID // empty: it holds for all
}

// Into returns the concept to keep: the one that the source names already, with
// the new term in it, or a new one. Owned are the concepts of whom it is for;
// holding are all that hold there, and of these a copy is changed.
func (t NewTerm) Into(owned, holding []glossary.Concept) glossary.Concept {
	for _, have := range [][]glossary.Concept{owned, holding} {
		if i := slices.IndexFunc(have, t.names); i >= 0 {
			return t.added(have[i])
		}
	}
	return t.added(glossary.Concept{Terms: []glossary.Term{{Lang: t.From, Text: tidy(t.Source), Status: glossary.Preferred}}})
}

// names reports whether the source is a term of a concept.
func (t NewTerm) names(c glossary.Concept) bool {
	return slices.ContainsFunc(c.In(t.From, glossary.Preferred, glossary.Allowed), func(term glossary.Term) bool {
		return !term.Weak && sameTerm(term.Text, t.Source)
	})
}

// added puts the target into a concept. One preferred term is enough: what was
// preferred before is allowed.
func (t NewTerm) added(c glossary.Concept) glossary.Concept {
	c.Shipped, c.Client = false, t.Client
	c.Terms = slices.DeleteFunc(slices.Clone(c.Terms), func(term glossary.Term) bool {
		return term.Lang == t.To && sameTerm(term.Text, t.Target)
	})
	for i, term := range c.Terms {
		if t.Status == glossary.Preferred && term.Lang == t.To && term.Status == glossary.Preferred {
			c.Terms[i].Status = glossary.Allowed
		}
	}
	term := glossary.Term{Lang: t.To, Text: tidy(t.Target), Status: t.Status}
	if note := tidy(t.Note); c.Note == "" {
		c.Note = note
	} else if note != c.Note {
		term.Note = note
	}
	c.Terms = append(c.Terms, term)
	return c
}

func sameTerm(a, b string) bool { return studio.Fold(tidy(a)) == studio.Fold(tidy(b)) }

// tidy takes out what nobody means: ends, double spaces and line breaks.
func tidy(text string) string { return strings.Join(strings.Fields(text), " ") }
