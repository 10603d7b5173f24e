package compare

import (
	"strconv"
	"strings"

	"clausedesk/app/imprint"
)

// Edition is a Diff as it is given to people: with names for both texts, a
// summary, and words of its own in a language.
type Edition struct {
	Diff        Diff
	Lang        string // of the words around the text
	From, To    string // "Version 1", "Draft", the name of a file
	Summary     string // one paragraph, may be empty
	OnlyChanges bool   // clauses that stayed the same are left out
	SideBySide  bool   // the text before at the left, the one after at the right
}

// Title is "Changes from Version 1 to Version 2".
func (e Edition) Title() string {
	whole := func(name string) string { return strings.ReplaceAll(name, " ", "\u00a0") } // no line ends in "Version"
	return imprint.Fill(imprint.In(e.Lang).Changes, "from", whole(e.From), "to", whole(e.To))
}

// Clauses are those to be shown.
func (e Edition) Clauses() []Clause {
	if !e.OnlyChanges {
		return e.Diff.Clauses
	}
	var out []Clause
	for _, c := range e.Diff.Clauses {
		if c.Change() != Same {
			out = append(out, c)
		}
	}
	return out
}

// Words says how many words came and went in all.
func (e Edition) Words() string { return e.words(e.Diff.Words()) }

func (e Edition) words(added, removed int) string {
	return imprint.Fill(imprint.In(e.Lang).ChangesWords, "added", strconv.Itoa(added), "removed", strconv.Itoa(removed))
}

// Remarks say of a clause what became of it: that it is new, gone or moved and
// from where, and how many of its words changed. A clause that stayed has none.
func (e Edition) Remarks(c Clause) []string {
	words := imprint.In(e.Lang)
	var out []string
	switch c.Change() {
	case Same:
		return nil
	case Added:
		out = append(out, words.ClauseAdded)
	case Removed:
		out = append(out, words.ClauseRemoved)
	case Moved:
		out = append(out, e.from(c))
	}
	if c.Edited && c.Before != nil && c.After != nil {
		out = append(out, e.words(c.Added, c.Removed))
	}
	return out
}

// from says where a clause that moved stood, where its number tells.
func (e Edition) from(c Clause) string {
	words := imprint.In(e.Lang)
	if c.Before.Number == "" || c.After.Number == "" {
		return words.ClauseMoved
	}
	return imprint.Fill(words.ClauseMovedFrom, "place", c.Before.Number)
}

// Remark says of a block that moved where it is or was; empty for any other.
func (e Edition) Remark(b Block) string {
	if b.Change != Moved {
		return ""
	}
	words := imprint.In(e.Lang)
	place := b.Other.Number
	if b.Other.Heading != "" {
		if place != "" {
			place += " "
		}
		place += b.Other.Heading
	}
	if place == "" {
		place = words.ClauseUnnamed
	}
	if b.Gone() {
		return imprint.Fill(words.ClauseMovedTo, "place", place)
	}
	return imprint.Fill(words.ClauseMovedFrom, "place", place)
}

// Retitled says what the title was, where it is another now.
func (e Edition) Retitled() string {
	if e.Diff.Before.Title == e.Diff.After.Title {
		return ""
	}
	return imprint.Fill(imprint.In(e.Lang).ChangesTitle, "title", e.Diff.Before.Title)
}
