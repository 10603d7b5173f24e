package clauses

import (
	"slices"
	"strings"
	"unicode"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// Term is a term that a clause defines, and the clauses that use it.
type Term struct {
	Name   string
	Places []TermPlace
}

// TermPlace is a clause that uses a term.
type TermPlace struct {
	ID     policy.ID
	Number string // empty where headings have none
	Title  string
}

// longestPlace is how much of a title stands in a list of places.
const longestPlace = 24

// Label names the place in a list of several.
func (p TermPlace) Label() string {
	if p.Number != "" {
		return p.Number
	}
	return cut(p.Title, longestPlace)
}

// TermsOf lists the terms that a clause defines, in its definition lists and in
// a list it makes from the register of definitions, and where the other clauses
// use them, as the policy reads in its language now. It reads the snapshot
// alone, so it can run outside the screen's goroutine.
func TermsOf(snap policy.Snapshot, id policy.ID) []Term {
	clause := policy.Find(snap.Policy.Clauses, id)
	if clause == nil {
		return nil
	}
	names := defined(snap, *clause)
	if len(names) == 0 {
		return nil
	}
	titles := map[policy.ID]string{}
	for _, placed := range policy.Flatten(snap.Policy.Clauses) {
		titles[placed.ID] = markup.Title(*placed.Clause)
	}
	terms := make([]Term, len(names))
	for i, name := range names {
		terms[i].Name = name
	}
	for _, c := range markup.Resolve(snap, snap.Policy.SourceLang, markup.Issue{}).Text.Clauses {
		if c.ID == id {
			continue
		}
		words := folded(markup.PlainInline(markup.ParseInline(c.Heading)) + "\n" + markup.Plain(markup.Parse(c.Body)))
		for i := range terms {
			if uses(words, folded(terms[i].Name)) {
				terms[i].Places = append(terms[i].Places, TermPlace{c.ID, c.Number, titles[c.ID]})
			}
		}
	}
	return terms
}

// defined lists the terms of a clause.
func defined(snap policy.Snapshot, c policy.Clause) []string {
	var out []string
	add := func(name string) {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	for _, block := range markup.Parse(c.Body) {
		for _, def := range block.Defs {
			add(markup.PlainInline(def.Term))
		}
	}
	for _, expr := range markup.Placeholders(c.Heading, c.Body) {
		if query, is := markup.QueryOf(expr); is && query.Register == "definitions" {
			for _, record := range query.Of(snap.Answers()) {
				add(record["name"])
			}
		}
	}
	return out
}

func folded(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// uses reports whether words hold a term, each of its words perhaps with an
// ending.
func uses(words, term []string) bool {
	for i := 0; len(term) > 0 && i+len(term) <= len(words); i++ {
		fits := true
		for n := range term {
			fits = fits && inflected(words[i+n], term[n])
		}
		if fits {
			return true
		}
	}
	return false
}

// An ending is as long as a plural or a case needs; short words have none, or
// they would be found in every other.
const (
	longestEnding = 2
	shortestStem  = 4
)

func inflected(word, of string) bool {
	ending, begins := strings.CutPrefix(word, of)
	return begins && (ending == "" || len([]rune(of)) >= shortestStem && len([]rune(ending)) <= longestEnding)
}
