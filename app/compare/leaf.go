package compare

import (
	"strconv"

	"clausedesk/app/markup"
)

// Kind says what a block is.
type Kind string

// The kinds of block. Lists, tables, quotations and definitions are not blocks
// themselves: their items, rows, terms and paragraphs are.
const (
	Heading   Kind = "heading"
	Paragraph Kind = "paragraph" // also a further paragraph of an item
	Item      Kind = "item"      // the first paragraph of an item
	Row       Kind = "row"       // of a table
	Term      Kind = "term"      // of a definition
)

// step leads from a list of blocks to one of them, and into it where blocks
// hold blocks.
type step struct {
	block   int // which of the list
	kind    markup.BlockKind
	child   int // which item, row or definition; 0 is the header of a table
	detail  int // which detail of a definition, termPart for the term
	ordered bool
	start   int
	align   []markup.Align
}

const termPart = -1

// leaf is a block as it stands in one of the texts.
type leaf struct {
	kind   Kind
	path   []step
	hollow bool // an item, quotation or detail without anything in it
	cells  [][]token
	words  []int // of all cells
}

// leavesOf cuts a clause into its blocks.
func leavesOf(voc *words, heading, body string) []leaf {
	w := leafWalk{voc: voc}
	if heading != "" {
		w.add(Heading, nil, [][]markup.Inline{markup.ParseInline(heading)})
	}
	w.blocks(markup.Parse(body), nil)
	return w.out
}

type leafWalk struct {
	voc *words
	out []leaf
}

func (w *leafWalk) add(kind Kind, path []step, cells [][]markup.Inline) {
	l := leaf{kind: kind, path: path}
	for _, cell := range cells {
		tokens := w.voc.tokens(cell)
		for _, t := range tokens {
			if t.word > 0 {
				l.words = append(l.words, t.word)
			}
		}
		l.cells = append(l.cells, tokens)
	}
	w.out = append(w.out, l)
}

// below extends a path without touching it.
func below(path []step, last step) []step {
	return append(path[:len(path):len(path)], last)
}

func (w *leafWalk) blocks(blocks []markup.Block, path []step) {
	for i, block := range blocks {
		at := step{block: i, kind: block.Kind}
		switch block.Kind {
		case markup.List:
			at.ordered, at.start = block.Ordered, block.Start
			w.inside(block.Items, path, at)
		case markup.Quote:
			w.inside(block.Items, path, at)
		case markup.Table:
			w.table(block, path, at)
		case markup.Definitions:
			w.definitions(block, path, at)
		default:
			w.add(kindAt(path, i), below(path, at), [][]markup.Inline{block.Inlines})
		}
	}
}

// kindAt is what a paragraph is: the first in an item is that item.
func kindAt(path []step, i int) Kind {
	if len(path) > 0 && path[len(path)-1].kind == markup.List && i == 0 {
		return Item
	}
	return Paragraph
}

func (w *leafWalk) inside(items [][]markup.Block, path []step, at step) {
	for i, item := range items {
		at.child = i
		w.within(item, below(path, at))
	}
}

// within cuts what stands in an item, quotation or detail; where nothing does,
// a hollow block keeps its place.
func (w *leafWalk) within(blocks []markup.Block, path []step) {
	if len(blocks) == 0 {
		w.add(kindAt(path, 0), path, [][]markup.Inline{nil})
		w.out[len(w.out)-1].hollow = true
		return
	}
	w.blocks(blocks, path)
}

func (w *leafWalk) table(block markup.Block, path []step, at step) {
	at.align = block.Align
	for i, row := range append([][]markup.Cell{block.Header}, block.Rows...) {
		at.child = i
		cells := make([][]markup.Inline, len(row))
		for c, cell := range row {
			cells[c] = cell
		}
		w.add(Row, below(path, at), cells)
	}
}

func (w *leafWalk) definitions(block markup.Block, path []step, at step) {
	for i, def := range block.Defs {
		at.child, at.detail = i, termPart
		w.add(Term, below(path, at), [][]markup.Inline{def.Term})
		for d, detail := range def.Details {
			at.detail = d
			w.within(detail, below(path, at))
		}
	}
}

// depth is how many lists, quotations and definitions a block stands in.
func (l *leaf) depth() int {
	n := 0
	for i, s := range l.path {
		inside := i+1 < len(l.path) || l.hollow
		if inside || s.kind == markup.Definitions && s.detail != termPart {
			n++
		}
	}
	return n
}

func (l *leaf) quoted() bool {
	for _, s := range l.path {
		if s.kind == markup.Quote {
			return true
		}
	}
	return false
}

// header reports the first row of a table.
func (l *leaf) header() bool { return l.kind == Row && l.path[len(l.path)-1].child == 0 }

const bullet = "•"

// mark is what stands before an item: a bullet, or its number with a full
// stop.
func (l *leaf) mark() string {
	if l.kind != Item {
		return ""
	}
	for i := len(l.path) - 1; i >= 0; i-- {
		if s := l.path[i]; s.kind == markup.List {
			if s.ordered {
				return strconv.Itoa(s.start+s.child) + "."
			}
			return bullet
		}
	}
	return ""
}

// shape is how a block is set, but for its words and its number.
func (l *leaf) shape() string {
	shape := string(l.kind) + strconv.Itoa(l.depth())
	if l.quoted() {
		shape += ">"
	}
	if mark := l.mark(); mark != "" && mark != bullet {
		shape += "1"
	}
	return shape
}
