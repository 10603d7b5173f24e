package compare

import "clausedesk/app/policy"

// Block is a heading, paragraph, item, row or term of either text with what
// became of it.
type Block struct {
	Kind   Kind
	Change Change
	Depth  int       // how many lists, quotations and definitions it stands in
	Quoted bool      // one of those is a quotation
	Header bool      // the first row of a table
	Marks  [2]string // before an item, in the text before and after: "•", "3.", or nothing
	Cells  []Cell    // of a row; one of any other block
	Split  bool      // it was one with the block above, before
	Merged bool      // it is one with the block above, after
	Other  *Spot     // of a block that moved: where it stood, or stands

	before, after *leaf // where it has a place of its own
}

// Cell is the content of a block, or of one cell of a row.
type Cell struct {
	Change Change // a cell that has come or gone, or one that reads differently
	Spans  []Span
}

// Spot names a clause.
type Spot struct {
	ID              policy.ID
	Number, Heading string
}

// Gone reports the old place of a block that moved; the new one has what
// changed in it.
func (b Block) Gone() bool { return b.Change == Moved && b.after == nil }

// Came reports a block that the text before lacks at this place.
func (b Block) Came() bool { return b.Change == Added || b.Change == Moved && b.after != nil }

// Went reports a block that the text after lacks at this place.
func (b Block) Went() bool { return b.Change == Removed || b.Gone() }

// Lead is what stands before an item, with the space behind it: as it is, or as
// it was where the item is gone.
func (b Block) Lead() string {
	mark := b.Marks[1]
	if mark == "" {
		mark = b.Marks[0]
	}
	if mark == "" {
		return ""
	}
	return mark + " "
}

// Words counts the words of a block that came and went. What moved counts only
// where it is now, by what changed in it.
func (b Block) Words() (added, removed int) {
	if b.Gone() {
		return 0, 0
	}
	for _, cell := range b.Cells {
		for _, span := range cell.Spans {
			switch {
			case span.restyled:
			case span.Op == Insert:
				added += countWords(span.Text)
			case span.Op == Delete:
				removed += countWords(span.Text)
			}
		}
	}
	return added, removed
}

func countWords(text string) int {
	n := 0
	for text != "" {
		size, word := tokenSize(text)
		if word {
			n++
		}
		text = text[size:]
	}
	return n
}

// blocksOf writes a clause out, group by group.
func blocksOf(a, b []leaf, groups []joint) []Block {
	var out []Block
	for _, g := range groups {
		out = append(out, g.blocks(a, b)...)
	}
	return out
}

func (g joint) blocks(a, b []leaf) []Block {
	block := Block{}
	if len(g.a) > 0 {
		block.before = &a[g.a[0]]
	}
	if len(g.b) > 0 {
		block.after = &b[g.b[0]]
	}
	if block.before != nil && block.before.kind == Row || block.after != nil && block.after.kind == Row {
		for _, s := range g.strands {
			block.Cells = append(block.Cells, s.cell())
		}
		return []Block{block.named()}
	}
	var out []Block
	for i, part := range g.strands[0].parts() {
		if i > 0 {
			block = Block{}
			if block.Merged = len(g.a) > 1; block.Merged {
				block.before = &a[g.a[i]]
			} else {
				block.Split, block.after = true, &b[g.b[i]]
			}
		}
		block.Cells = []Cell{cellOf(part)}
		out = append(out, block.named())
	}
	return out
}

// named says what the block is, and what became of it.
func (b Block) named() Block {
	of := b.after
	if of == nil {
		of = b.before
	}
	b.Kind, b.Depth, b.Quoted, b.Header = of.kind, of.depth(), of.quoted(), of.header()
	if b.before != nil {
		b.Marks[0] = b.before.mark()
	}
	if b.after != nil {
		b.Marks[1] = b.after.mark()
	}
	b.Change = Same
	switch {
	case b.Split || b.Merged:
		b.Change = Changed
	case b.before == nil:
		b.Change = Added
	case b.after == nil:
		b.Change = Removed
	case b.before.shape() != b.after.shape():
		b.Change = Changed
	}
	for _, cell := range b.Cells {
		if b.Change == Same && cell.Change != Same {
			b.Change = Changed
		}
	}
	return b
}
