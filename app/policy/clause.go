package policy

import (
	"errors"
	"fmt"
	"strconv"
)

// Clause is a node of a policy's ordered tree.
//
// Heading is inline Markdown on one line; Body is CommonMark with tables and
// definition lists. Both may hold placeholders such as {{client.email}}.
// A hidden clause stays in the draft and is left out of every output, with its
// children. One whose condition, When, does not hold is left out too, but its
// children move up into its place.
type Clause struct {
	ID       ID         `json:"id"`
	Heading  string     `json:"heading,omitempty"`
	Body     string     `json:"body,omitempty"`
	Topic    string     `json:"topic,omitempty"`
	Origin   Origin     `json:"origin,omitempty"`
	Hidden   bool       `json:"hidden,omitempty"`
	When     string     `json:"when,omitempty"` // a Condition
	Absent   bool       `json:"-"`              // When does not hold: set by Shown, never stored
	Library  LibraryRef `json:"library,omitzero"`
	Children []Clause   `json:"children,omitempty"`
}

// LibraryRef says which library clause a clause came from, and at which
// revision. The zero value says it came from none.
type LibraryRef struct {
	ID       string `json:"id"`
	Revision int    `json:"revision"`
	Tone     Tone   `json:"tone,omitempty"`
}

// Tone is the register of a wording.
type Tone string

// The tones of a library clause. A clause without a formal wording reads
// plainly in both.
const (
	TonePlain  Tone = ""
	ToneFormal Tone = "formal"
)

// Origin says where a clause's wording came from.
type Origin string

// The origins a clause can have.
const (
	OriginWritten  Origin = "written"
	OriginImported Origin = "imported"
	OriginSample   Origin = "sample"
	OriginLinked   Origin = "linked"   // the library's wording, which it follows
	OriginUnlocked Origin = "unlocked" // the library's wording, reworded here
)

// Linked reports whether the clause follows the library.
func (c Clause) Linked() bool { return c.Origin == OriginLinked && c.Library.ID != "" }

// MaxDepth is how deep clauses nest: a clause, its children and theirs.
const MaxDepth = 3

// Errors of operations on the clause tree. The tree is unchanged after each.
var (
	ErrNoClause    = errors.New("no such clause")
	ErrTooDeep     = fmt.Errorf("clauses nest at most %d deep", MaxDepth)
	ErrCannotMove  = errors.New("the clause cannot move that way")
	ErrDuplicateID = errors.New("a clause identifier occurs twice")
)

// NewClause returns an empty clause written here.
func NewClause(heading, body string) Clause {
	return Clause{ID: NewID(), Heading: heading, Body: body, Origin: OriginWritten}
}

// Placed is a clause with its place in the tree.
type Placed struct {
	*Clause
	Depth  int    // 0 for a top clause
	Level  int    // depth in the document, where children of an absent clause move up
	Number string // "4.2" in outline numbering, empty without a heading or when hidden
	Parent ID     // empty for a top clause
}

// Flatten walks the tree in reading order. The pointers lead into clauses.
// Numbers count visible clauses that have a heading.
func Flatten(clauses []Clause) []Placed {
	return flatten(nil, clauses, spot{count: &numbering{}})
}

// Shown returns the tree with every clause marked absent whose condition does
// not hold for the answers. A condition that cannot be read leaves its clause
// in: a check says so.
func Shown(clauses []Clause, answers Answers) []Clause {
	if clauses == nil {
		return nil
	}
	out := make([]Clause, len(clauses))
	for i, c := range clauses {
		condition, err := ParseCondition(c.When)
		c.Absent = err == nil && !condition.Holds(answers)
		c.Children = Shown(c.Children, answers)
		out[i] = c
	}
	return out
}

// numbering counts the headings below one heading, or at the top. Children of
// a clause without a heading go on with the count around them.
type numbering struct {
	prefix string
	count  int
}

// spot is where a walk through the tree is.
type spot struct {
	depth, level int
	parent       ID
	count        *numbering
	hidden       bool
}

func flatten(out []Placed, clauses []Clause, at spot) []Placed {
	for i := range clauses {
		c := &clauses[i]
		placed := Placed{Clause: c, Depth: at.depth, Level: at.level, Parent: at.parent}
		below := spot{at.depth + 1, at.level + 1, c.ID, at.count, at.hidden || c.Hidden}
		switch {
		case c.Absent:
			below.level = at.level
		case c.Heading != "" && !below.hidden:
			at.count.count++
			placed.Number = at.count.prefix + strconv.Itoa(at.count.count)
			below.count = &numbering{prefix: placed.Number + "."}
		}
		out = append(out, placed)
		out = flatten(out, c.Children, below)
	}
	return out
}

// Find returns the clause with that identifier, or nil.
func Find(clauses []Clause, id ID) *Clause {
	for i := range clauses {
		if clauses[i].ID == id {
			return &clauses[i]
		}
		if found := Find(clauses[i].Children, id); found != nil {
			return found
		}
	}
	return nil
}

// ValidateTree checks depth and that every identifier occurs once.
func ValidateTree(clauses []Clause) error {
	seen := map[ID]bool{}
	for _, placed := range Flatten(clauses) {
		if seen[placed.ID] || placed.ID == "" {
			return fmt.Errorf("%w: %q", ErrDuplicateID, placed.ID)
		}
		seen[placed.ID] = true
		if placed.Depth >= MaxDepth {
			return ErrTooDeep
		}
	}
	return nil
}

// CloneTree copies the tree so that a change to one is not seen in the other.
func CloneTree(clauses []Clause) []Clause {
	if clauses == nil {
		return nil
	}
	out := make([]Clause, len(clauses))
	for i, c := range clauses {
		c.Children = CloneTree(c.Children)
		out[i] = c
	}
	return out
}
