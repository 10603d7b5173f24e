package compare

import (
	"slices"
	"sort"
)

// leastMoved is the fewest words that say where they come from: fewer may well
// be written twice.
const leastMoved = 4

// alikeMoved is how much of two blocks must be the same for one to be the
// other at another place.
const alikeMoved = 0.6

// place is a block by clause and block.
type place struct{ clause, block int }

// found is a block that went from one place and came to another.
type found struct {
	from, to place
	score    float64
}

// findMoved finds blocks that went from one place and came, as they were or
// little changed, to another.
func findMoved(clauses []Clause) {
	gone, come := loose(clauses, Removed), loose(clauses, Added)
	if len(gone) == 0 || len(come) == 0 {
		return
	}
	var all []found
	for _, from := range gone {
		was := clauses[from.clause].Blocks[from.block].before
		d := newDial(was.words)
		for _, to := range come {
			now := clauses[to.clause].Blocks[to.block].after
			if score := d.likeness(was, now); score >= alikeMoved {
				all = append(all, found{from, to, score})
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].score > all[j].score })
	for _, f := range all {
		from, to := &clauses[f.from.clause], &clauses[f.to.clause]
		if from.Blocks[f.from.block].Change == Removed && to.Blocks[f.to.block].Change == Added {
			move(from, f.from.block, to, f.to.block)
		}
	}
}

// loose lists the blocks that came, or went, and may have moved.
func loose(clauses []Clause, change Change) []place {
	var out []place
	for c := range clauses {
		for b := range clauses[c].Blocks {
			block := &clauses[c].Blocks[b]
			leaf := block.before
			if change == Added {
				leaf = block.after
			}
			if block.Change == change && leaf.kind != Heading && !leaf.header() && len(leaf.words) >= leastMoved {
				out = append(out, place{c, b})
			}
		}
	}
	return out
}

// likeness is how much of two blocks is the same, 0 where they are of kinds
// that do not go together.
func (d *dial) likeness(a, b *leaf) float64 {
	shorter, both := min(len(a.words), len(b.words)), len(a.words)+len(b.words)
	if (a.kind == Row) != (b.kind == Row) || a.kind == Row && len(a.cells) != len(b.cells) ||
		2*float64(shorter) < alikeMoved*float64(both) {
		return 0
	}
	if slices.Equal(a.words, b.words) {
		return 1
	}
	return 2 * float64(d.with(b.words)) / float64(both)
}

// move marks both places of a block, and has the new one show what changed.
func move(from *Clause, gone int, to *Clause, come int) {
	old, now := &from.Blocks[gone], &to.Blocks[come]
	strands := []strand{}
	for i := range now.after.cells {
		strands = append(strands, newStrand(old.before.cells[i], now.after.cells[i]))
	}
	now.Cells = nil
	for i := range strands {
		now.Cells = append(now.Cells, strands[i].cell())
	}
	old.Change, old.Other = Moved, to.spot(true)
	now.Change, now.Other = Moved, from.spot(false)
}

// spot names the clause, with its number in the text after or in the one
// before.
func (c *Clause) spot(after bool) *Spot {
	place := c.Before
	if after {
		place = c.After
	}
	return &Spot{ID: c.ID, Heading: c.Heading, Number: place.Number}
}
