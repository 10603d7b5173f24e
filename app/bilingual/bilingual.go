// Package bilingual sets one policy in two languages side by side: clause
// beside clause, heading beside heading, paragraph beside paragraph, item
// beside item, table beside table.
//
// It is pure and lays nothing out. What it promises: each language is there
// whole and in its order, also where the two differ; what has nothing to stand
// beside stands alone.
package bilingual

import (
	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// The two sides of an edition.
const (
	First = iota
	Second
	sides
)

// Text is a policy in two languages.
type Text struct {
	Sides   [2]policy.Text // as they were given
	Clauses []Clause
}

// Clause is a clause in both languages, or in the one that has it.
type Clause struct {
	Sides    [2]*policy.TextClause // nil where a language lacks it
	Headings [2][]markup.Inline
	Body     []Pair
}

// ID is the identifier of the clause.
func (c Clause) ID() policy.ID { return c.any().ID }

// Depth is how deep the clause stands.
func (c Clause) Depth() int { return c.any().Depth }

func (c Clause) any() *policy.TextClause {
	if c.Sides[First] != nil {
		return c.Sides[First]
	}
	return c.Sides[Second]
}

// Pair is a block in both languages, of one kind, or in the one that has it.
// The content of paragraphs and tables is in Blocks; that of the other kinds
// is in Parts, pair by pair.
type Pair struct {
	Kind   markup.BlockKind
	Blocks [2]*markup.Block
	Parts  []Part
}

// Part is an item of a list, the inside of a quotation, or a definition.
type Part struct {
	Has     [2]bool // the languages that have this part
	Number  [2]int  // of an item in an ordered list
	Term    [2][]markup.Inline
	Details [][]Pair // of a definition; an item or quotation has one
}

// Of pairs a policy with itself in another language.
func Of(first, second policy.Text) Text {
	out := Text{Sides: [2]policy.Text{first, second}}
	a, b := first.Clauses, second.Clauses
	for _, at := range align(len(a), len(b), func(i, j int) bool { return a[i].ID == b[j].ID }) {
		var c Clause
		var bodies [2]markup.Doc
		for side, clauses := range [2][]policy.TextClause{a, b} {
			if at[side] == none {
				continue
			}
			c.Sides[side] = &clauses[at[side]]
			c.Headings[side] = markup.ParseInline(c.Sides[side].Heading)
			bodies[side] = markup.Parse(c.Sides[side].Body)
		}
		c.Body = Blocks(bodies[First], bodies[Second])
		out.Clauses = append(out.Clauses, c)
	}
	return out
}

// Blocks pairs the blocks of one text with those of its translation.
func Blocks(first, second []markup.Block) []Pair {
	var out []Pair
	for _, at := range align(len(first), len(second), func(i, j int) bool { return first[i].Kind == second[j].Kind }) {
		var p Pair
		for side, blocks := range [2][]markup.Block{first, second} {
			if at[side] != none {
				p.Blocks[side] = &blocks[at[side]]
				p.Kind = blocks[at[side]].Kind
			}
		}
		p.Parts = p.parts()
		out = append(out, p)
	}
	return out
}

// parts pairs what a list, quotation or definition list holds, by its place.
func (p Pair) parts() []Part {
	var inside [2][]Part
	var details [2][][][]markup.Block
	for side, block := range p.Blocks {
		if block != nil {
			inside[side], details[side] = partsOf(*block, side)
		}
	}
	out := make([]Part, max(len(inside[First]), len(inside[Second])))
	for i := range out {
		var texts [2][][]markup.Block
		for side := range sides {
			if i < len(inside[side]) {
				part := inside[side][i]
				out[i].Has[side], out[i].Number[side], out[i].Term[side] = true, part.Number[side], part.Term[side]
				texts[side] = details[side][i]
			}
		}
		out[i].Details = pairDetails(texts)
	}
	return out
}

// partsOf takes a block of one side apart: the parts, and the text of each.
func partsOf(block markup.Block, side int) ([]Part, [][][]markup.Block) {
	var parts []Part
	var details [][][]markup.Block
	for i, item := range block.Items {
		var part Part
		part.Number[side] = block.Start + i
		parts, details = append(parts, part), append(details, [][]markup.Block{item})
	}
	for _, def := range block.Defs {
		var part Part
		part.Term[side] = def.Term
		parts, details = append(parts, part), append(details, def.Details)
	}
	return parts, details
}

func pairDetails(texts [2][][]markup.Block) [][]Pair {
	out := make([][]Pair, max(len(texts[First]), len(texts[Second])))
	for i := range out {
		var blocks [2][]markup.Block
		for side := range sides {
			if i < len(texts[side]) {
				blocks[side] = texts[side][i]
			}
		}
		out[i] = Blocks(blocks[First], blocks[Second])
	}
	return out
}
