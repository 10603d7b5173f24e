package memory

import (
	"reflect"
	"slices"
	"strings"

	"clausedesk/app/glossary"
	"clausedesk/app/vocabulary"
)

// Use is how a term may be used, as a person chooses it.
type Use string

// The uses: the statuses of terms, and Weak.
const (
	Preferred = Use(glossary.Preferred)
	Allowed   = Use(glossary.Allowed)
	Forbidden = Use(glossary.Forbidden)
	Weak      = Use("weak") // right in a translation, but not looked for in a source
)

// Uses lists the uses in the order they are offered.
func Uses() []Use { return []Use{Preferred, Allowed, Forbidden, Weak} }

// UseOf tells how a term may be used.
func UseOf(t glossary.Term) Use {
	if t.Weak {
		return Weak
	}
	return Use(t.Status)
}

// With returns a term with another use.
func (u Use) With(t glossary.Term) glossary.Term {
	t.Weak, t.Status = u == Weak, glossary.Status(u)
	if u == Weak {
		t.Status = glossary.Allowed
	}
	return t
}

// Draft is a concept while it is written. Lines are its terms by language, with
// empty ones to fill in.
type Draft struct {
	Before glossary.Concept // as it was; without an identifier for a new one
	Now    glossary.Concept // all but its terms
	Lines  []glossary.Term
}

// NewDraft begins to write a concept, or to change one. A shipped one becomes
// the studio's own.
func NewDraft(c glossary.Concept) *Draft {
	d := &Draft{Before: c, Now: c}
	d.Now.Shipped, d.Now.Terms = false, nil
	for _, lang := range languagesOf(c) {
		terms := slices.DeleteFunc(slices.Clone(c.Terms), func(t glossary.Term) bool { return t.Lang != lang })
		if len(terms) == 0 {
			terms = []glossary.Term{{Lang: lang, Status: glossary.Preferred}}
		}
		d.Lines = append(d.Lines, terms...)
	}
	return d
}

// languagesOf are the program's, and those a concept has beside them.
func languagesOf(c glossary.Concept) []string {
	out := vocabulary.Languages()
	for _, lang := range c.Languages() {
		if !slices.Contains(out, lang) {
			out = append(out, lang)
		}
	}
	return out
}

// Languages lists the languages that have lines, in their order.
func (d *Draft) Languages() []string { return (&glossary.Concept{Terms: d.Lines}).Languages() }

// Add puts an empty line after one, of its language: something beside the
// preferred term.
func (d *Draft) Add(after int) {
	d.Lines = slices.Insert(d.Lines, after+1, glossary.Term{Lang: d.Lines[after].Lang, Status: glossary.Allowed})
}

// Remove takes an empty line away; false where it is the only one of its
// language.
func (d *Draft) Remove(at int) bool {
	lang := d.Lines[at].Lang
	n := 0
	for _, line := range d.Lines {
		if line.Lang == lang {
			n++
		}
	}
	if n > 1 {
		d.Lines = slices.Delete(d.Lines, at, at+1)
	}
	return n > 1
}

// AddLanguage begins a language; false when it is there.
func (d *Draft) AddLanguage(lang string) bool {
	if slices.Contains(d.Languages(), lang) {
		return false
	}
	d.Lines = append(d.Lines, glossary.Term{Lang: lang, Status: glossary.Preferred})
	return true
}

// Concept is what is to be kept: without the empty lines.
func (d *Draft) Concept() glossary.Concept {
	c := d.Now
	c.Definition, c.Note, c.Citation = tidy(c.Definition), tidy(c.Note), tidy(c.Citation)
	for _, line := range d.Lines {
		if line.Text = tidy(line.Text); line.Text != "" {
			c.Terms = append(c.Terms, line)
		}
	}
	return c
}

// tidy takes out what nobody means: ends, double spaces and line breaks.
func tidy(text string) string { return strings.Join(strings.Fields(text), " ") }

// Changed reports whether anything but empty lines differs from what was there.
func (d *Draft) Changed() bool { return !reflect.DeepEqual(d.Concept(), NewDraft(d.Before).Concept()) }

// Problem finds what keeps the concept from being kept: the line and why, or -1
// where it is the concept as a whole. The reason is "" when nothing does.
func (d *Draft) Problem() (line int, reason string) {
	c := d.Concept()
	seen := map[[2]string]bool{}
	for i, term := range d.Lines {
		if term.Text = tidy(term.Text); term.Text == "" {
			continue
		}
		one := glossary.Concept{Terms: []glossary.Term{term}}
		if reason := glossary.Reason(one.Validate()); reason != "" {
			return i, reason
		}
		key := [2]string{term.Lang, term.Text}
		if seen[key] {
			return i, glossary.ReasonTwice
		}
		seen[key] = true
	}
	return -1, glossary.Reason(c.Validate())
}

// Moved reports whether the concept goes to another owner than it was of.
func (d *Draft) Moved() bool {
	return d.Before.ID != "" && !d.Before.Shipped && d.Before.Client != d.Now.Client
}

// Own reports whether a concept is somebody's: it can be deleted.
func Own(c glossary.Concept) bool { return !c.Shipped && c.ID != "" }
