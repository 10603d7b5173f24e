package pdf

import (
	"fmt"
	"unicode"

	"clausedesk/app/markup"
	"clausedesk/app/policy"

	"golang.org/x/text/unicode/bidi"
)

// Missing is a character of a text that the document cannot show. Clause is
// empty when it stands in the title or the client's name.
type Missing struct {
	Rune    rune
	Clause  policy.ID
	Context string // some words around its first occurrence in the clause
}

// UncoveredError names the characters that keep a text from being written.
type UncoveredError struct{ Missing []Missing }

// Error names the first character and how many others there are.
func (e *UncoveredError) Error() string {
	first := e.Missing[0]
	return fmt.Sprintf("no font shows %U in %q (%d such characters)", first.Rune, first.Context, len(e.Missing))
}

// Uncovered returns the characters of a text that would print as boxes, at
// the wrong place or in the wrong order: those without a glyph, combining
// marks that NFC could not join to their letter, scripts that need shaping
// and scripts that run from right to left. Each is named once per clause.
func Uncovered(t policy.Text) []Missing { return uncovered(t, parse(t)) }

// parsed is a clause with its text read into trees.
type parsed struct {
	heading []markup.Inline
	body    markup.Doc
}

func parse(t policy.Text) []parsed {
	out := make([]parsed, len(t.Clauses))
	for i, clause := range t.Clauses {
		out[i] = parsed{markup.ParseInline(clause.Heading), markup.Parse(clause.Body)}
	}
	return out
}

func uncovered(t policy.Text, clauses []parsed) []Missing {
	var found finder
	found.look("", t.Client)
	found.look("", t.Title)
	for i, clause := range t.Clauses {
		found.look(clause.ID, clause.Number)
		found.look(clause.ID, markup.PlainInline(clauses[i].heading))
		found.look(clause.ID, markup.Plain(clauses[i].body))
	}
	return found.missing
}

type finder struct {
	clause  policy.ID
	seen    map[rune]bool
	missing []Missing
}

func (f *finder) look(clause policy.ID, text string) {
	if f.seen == nil || clause != f.clause {
		f.clause, f.seen = clause, map[rune]bool{}
	}
	if isPlain(text) {
		return
	}
	runes := []rune(clean(text))
	for i, r := range runes {
		if shows(r) || f.seen[r] {
			continue
		}
		f.seen[r] = true
		f.missing = append(f.missing, Missing{Rune: r, Clause: clause, Context: around(runes, i)})
	}
}

// contextRunes is how much is shown on either side of a missing character.
const contextRunes = 20

func around(runes []rune, i int) string {
	return string(runes[max(0, i-contextRunes):min(len(runes), i+contextRunes+1)])
}

// shows reports whether a cleaned character prints as it should.
func shows(r rune) bool {
	if r >= ' ' && r <= '~' || r == softHyphen || r == breakHere {
		return true
	}
	if unicode.Is(unicode.M, r) || !straight(r) {
		return false
	}
	_, ok := faceFor(serif, r)
	return ok
}

// straight reports whether r belongs to a script that is set from left to
// right, one glyph after another.
func straight(r rune) bool {
	if !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Common) {
		return false
	}
	props, _ := bidi.LookupRune(r)
	class := props.Class()
	return class != bidi.R && class != bidi.AL
}

// shown replaces what cannot print, for words that no one can correct first,
// such as the name in a certificate.
func shown(s string) string {
	runes := []rune(flat(s))
	for i, r := range runes {
		if !shows(r) {
			runes[i] = '\uFFFD'
		}
	}
	return string(runes)
}
