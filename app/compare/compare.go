package compare

import (
	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// Texts compares two texts. Clauses with one identifier are one clause; where
// the texts are not of one policy, or a clause was made anew, those that say
// the same are.
func Texts(before, after policy.Text) Diff {
	c := newComparison(before, after)
	c.pair()
	d := Diff{Before: sideOf(before), After: sideOf(after)}
	for _, p := range c.inOrder() {
		d.Clauses = append(d.Clauses, c.clause(p))
	}
	findMoved(d.Clauses)
	for i := range d.Clauses {
		d.Clauses[i].count()
	}
	return d
}

func sideOf(text policy.Text) Side {
	return Side{Lang: text.Lang, Title: text.Title, Client: text.Client, Numbered: text.Numbered}
}

// none stands for a clause that a side lacks.
const none = -1

// comparison is the work between two texts.
type comparison struct {
	a, b    []side
	toB     []int // the clause of b that a clause of a is, or none
	toA     []int
	moved   []bool // by clause of b
	sameIDs bool   // both are of one policy
}

// side is a clause with its blocks.
type side struct {
	policy.TextClause
	leaves []leaf
	bag    []int // its words, sorted
	size   int   // of its words
	parent int   // index, or none
}

func newComparison(before, after policy.Text) *comparison {
	r := reader{newWords(), map[string][]leaf{}}
	c := &comparison{a: r.sides(before.Clauses), b: r.sides(after.Clauses)}
	c.toB, c.toA = nones(len(c.a)), nones(len(c.b))
	return c
}

func nones(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = none
	}
	return out
}

// reader reads clauses; one that both texts have is read once.
type reader struct {
	words *words
	read  map[string][]leaf
}

func (r reader) leaves(c policy.TextClause) []leaf {
	text := c.Heading + "\x00" + c.Body
	leaves, known := r.read[text]
	if !known {
		leaves = leavesOf(r.words, c.Heading, c.Body)
		r.read[text] = leaves
	}
	return leaves
}

func (r reader) sides(clauses []policy.TextClause) []side {
	out := make([]side, len(clauses))
	var open []int // the clauses that the next may stand in
	for i, c := range clauses {
		out[i] = side{TextClause: c, leaves: r.leaves(c), parent: none}
		for len(open) > 0 && clauses[open[len(open)-1]].Depth >= c.Depth {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			out[i].parent = open[len(open)-1]
		}
		open = append(open, i)
		for _, l := range out[i].leaves {
			out[i].size += len(l.words)
		}
	}
	return out
}

// clause compares two clauses, or writes out one that the other side lacks.
func (c *comparison) clause(p pair) Clause {
	var out Clause
	var a, b []leaf
	if p.a != none {
		of := &c.a[p.a]
		a, out.ID, out.Heading = of.leaves, of.ID, of.Heading
		out.Before = &Place{Index: p.a, ID: of.ID, Depth: of.Depth, Number: of.Number}
	}
	if p.b != none {
		of := &c.b[p.b]
		b, out.ID = of.leaves, of.ID
		if of.Heading != "" || p.a == none {
			out.Heading = of.Heading
		}
		out.After = &Place{Index: p.b, ID: of.ID, Depth: of.Depth, Number: of.Number}
		out.Moved = c.moved[p.b]
	}
	out.Heading = markup.PlainInline(markup.ParseInline(out.Heading))
	out.Blocks = blocksOf(a, b, tidied(jointsOf(a, b)))
	return out
}

func jointsOf(a, b []leaf) []joint {
	groups := align(a, b)
	out := make([]joint, len(groups))
	for i, g := range groups {
		out[i] = newJoint(g, a, b)
	}
	return out
}

// count says whether the clause was edited, and by how many words.
func (c *Clause) count() {
	for _, block := range c.Blocks {
		added, removed := block.Words()
		c.Added, c.Removed = c.Added+added, c.Removed+removed
		c.Edited = c.Edited || block.Change != Same
	}
}
