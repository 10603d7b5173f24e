// Package compare owns what changed between two texts of a policy: clause by
// clause, block by block and word by word, and what that comes to by topic.
//
// It is pure and knows no file, no screen and no language of the reader: pdf,
// exchange and the window draw a Diff, explain words its summary. The order of
// clauses, their numbers and how a text is marked up are part of it; what a
// renumbering alone changes is not.
package compare

import (
	"strings"

	"clausedesk/app/policy"
)

// Change says what became of a clause or a block.
type Change string

// The changes. A clause that moved and reads differently too is Moved, and its
// words are counted.
const (
	Same    Change = "same"
	Changed Change = "changed"
	Moved   Change = "moved"
	Added   Change = "added"
	Removed Change = "removed"
)

// Op says what became of a run of words.
type Op string

// The operations. The kept and deleted spans together are the text before,
// the kept and inserted ones the text after.
const (
	Keep   Op = "same"
	Insert Op = "ins"
	Delete Op = "del"
)

// Span is a run of text that stayed, came or went, set in one way.
type Span struct {
	Op    Op     `json:"op"`
	Text  string `json:"text"`            // a line break within a paragraph is "\n"
	Marks string `json:"marks,omitempty"` // outermost first: b bold, i italic, a a link
	URL   string `json:"url,omitempty"`

	restyled bool // the words stay and are set otherwise: they do not count
}

// Bold reports whether the words are bold.
func (s Span) Bold() bool { return strings.Contains(s.Marks, markBold) }

// Italic reports whether the words are in italics.
func (s Span) Italic() bool { return strings.Contains(s.Marks, markItalic) }

const (
	markBold   = "b"
	markItalic = "i"
	markLink   = "a"
)

// Side is one of the two texts, without its clauses.
type Side struct {
	Lang     string `json:"lang"`
	Title    string `json:"title"`
	Client   string `json:"client"`
	Numbered bool   `json:"numbered"`
}

// Place is where a clause stands in one of the texts. Index counts its clauses
// from 0.
type Place struct {
	Index  int       `json:"index"`
	ID     policy.ID `json:"id"`
	Depth  int       `json:"depth"`
	Number string    `json:"number,omitempty"`
}

// Clause is a clause of either text with what became of it. Before is nil
// where it was added, After where it was removed. The first block of a clause
// with a heading is that heading.
type Clause struct {
	ID      policy.ID // as it is after, or was before where it was removed
	Before  *Place
	After   *Place
	Heading string // in plain text, after or else before
	Moved   bool
	Edited  bool // reads differently
	Blocks  []Block
	Added   int // words
	Removed int // words
}

// Change puts what became of the clause into one word.
func (c Clause) Change() Change {
	switch {
	case c.Before == nil:
		return Added
	case c.After == nil:
		return Removed
	case c.Moved:
		return Moved
	case c.Edited:
		return Changed
	}
	return Same
}

// Diff is what changed between two texts. Clauses stand in the order of the
// text after; those that were removed stand where they were.
type Diff struct {
	Before, After Side
	Clauses       []Clause
}

// Changes counts the clauses that did not stay as they were.
func (d Diff) Changes() int {
	n := 0
	for _, c := range d.Clauses {
		if c.Change() != Same {
			n++
		}
	}
	return n
}

// Empty reports that both texts read alike. The languages are not looked at.
func (d Diff) Empty() bool { return d.Changes() == 0 && d.Before.Title == d.After.Title }

// Words counts the words that came and went.
func (d Diff) Words() (added, removed int) {
	for _, c := range d.Clauses {
		added, removed = added+c.Added, removed+c.Removed
	}
	return added, removed
}
