package pdf

import "clausedesk/app/policy"

// bond is how firmly a row holds on to the row after it. A page is broken at
// the last row with the weakest bond on it.
type bond int

const (
	free     bond = iota // a page may end here
	together             // better not: inside a definition, before a list
	widow                // would leave one line of a paragraph alone
	second               // would leave one row below a heading
	heading              // would leave a heading without its text
)

// row is one horizontal strip of a page: a line of text, a line of list, a
// table row. It is never split.
type row struct {
	before, height float64 // the space before falls away at the top of a page
	texts          []text
	rules          []rule
	bars           []float64 // x of the vertical lines beside quotations
	bond           bond
	clause         int  // index into Text.Clauses, -1 for what is not of a clause
	inner          bool // not the first line of a tall table row
	head           *row // the table header to repeat where the row opens a page
	mark           *mark
	entry          *entry
	signature      bool
	title          bool // a line of a heading
	picture        *picture
	again          bool // a table header repeated at the top of a page

	// What stands in the second column of an edition in two languages, and
	// the pair that the row is a part of, counted from 1.
	beside  []text
	besides *entry
	pair    int
}

// text is a run at its place: x from the left of the page, y of the baseline
// from the top of the row; and the part of the document that it belongs to.
type text struct {
	run
	y    float64
	part *part
}

// rule is a horizontal hairline; y counts from the top of the row.
type rule struct {
	x, y, width, weight float64
	color               color
	dots                bool
}

// mark is the start of a headed clause: a bookmark and the target of its
// line in the contents.
type mark struct {
	clause        policy.ID
	number, title string
	level         int
	page          int // 1-based, known once pages are made
	top           float64
}

// label is the heading with its number, as bookmarks show it.
func (m *mark) label() string {
	if m.number == "" {
		return m.title
	}
	return m.number + "  " + m.title
}

// entry is a line of the contents; last on the row that carries its page
// number.
type entry struct {
	to   *mark
	last bool
	at   measure
	part *part
}

// placed is a row on a page; top counts from the top of the page.
type placed struct {
	row *row
	top float64
}

// page is a finished page.
type page struct{ rows []placed }
