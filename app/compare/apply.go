package compare

import (
	"errors"
	"reflect"
	"sort"
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// ErrOtherText is returned for a text that is not the one the changes were
// made from.
var ErrOtherText = errors.New("the changes were made from another text")

// Apply makes the text after from the text before and the changes. Clause text
// comes out in its canonical form, which is the form of every version.
func Apply(before policy.Text, d Diff) (policy.Text, error) {
	return applied(before, d, onBefore, onAfter)
}

// Revert makes the text before from the text after and the changes.
func Revert(after policy.Text, d Diff) (policy.Text, error) {
	return applied(after, d, onAfter, onBefore)
}

func applied(text policy.Text, d Diff, from, to view) (policy.Text, error) {
	if !reflect.DeepEqual(d.text(from), canonical(text)) {
		return policy.Text{}, ErrOtherText
	}
	return d.text(to), nil
}

func canonical(text policy.Text) policy.Text {
	clauses := text.Clauses
	text.Clauses = nil
	for _, c := range clauses {
		if c.Heading != "" {
			c.Heading = markup.WriteInline(markup.ParseInline(c.Heading))
		}
		c.Body = markup.Write(markup.Parse(c.Body))
		text.Clauses = append(text.Clauses, c)
	}
	return text
}

// view is one of the two texts of a Diff.
type view struct {
	side  func(Diff) Side
	place func(Clause) *Place
	leaf  func(Block) *leaf
	goes  func(Block) bool // on from the block above
	gone  Op
	lacks Change // of cells
}

var (
	onBefore = view{
		side: func(d Diff) Side { return d.Before }, place: func(c Clause) *Place { return c.Before },
		leaf: func(b Block) *leaf { return b.before }, goes: func(b Block) bool { return b.Split },
		gone: Insert, lacks: Added,
	}
	onAfter = view{
		side: func(d Diff) Side { return d.After }, place: func(c Clause) *Place { return c.After },
		leaf: func(b Block) *leaf { return b.after }, goes: func(b Block) bool { return b.Merged },
		gone: Delete, lacks: Removed,
	}
)

func (d Diff) text(of view) policy.Text {
	side := of.side(d)
	out := policy.Text{Lang: side.Lang, Title: side.Title, Client: side.Client, Numbered: side.Numbered}
	index := map[policy.ID]int{}
	for _, c := range d.Clauses {
		place := of.place(c)
		if place == nil {
			continue
		}
		heading, body := c.markdown(of)
		index[place.ID] = place.Index
		out.Clauses = append(out.Clauses, policy.TextClause{
			ID: place.ID, Depth: place.Depth, Number: place.Number, Heading: heading, Body: body,
		})
	}
	sort.SliceStable(out.Clauses, func(i, j int) bool { return index[out.Clauses[i].ID] < index[out.Clauses[j].ID] })
	return out
}

// markdown writes a clause as it stands in one of the texts.
func (c Clause) markdown(of view) (heading, body string) {
	var bricks []brick
	for _, block := range c.Blocks {
		if leaf := of.leaf(block); leaf != nil {
			bricks = append(bricks, brick{leaf: leaf})
		} else if !of.goes(block) {
			continue
		}
		bricks[len(bricks)-1].add(block, of)
	}
	if len(bricks) > 0 && bricks[0].kind == Heading {
		heading = markup.WriteInline(nested(bricks[0].cells[0], 0))
		bricks = bricks[1:]
	}
	return heading, markup.Write(markup.Doc(built(bricks, 0)))
}

// brick is a block of one text with the spans it is made of, by cell.
type brick struct {
	*leaf
	cells [][]Span
}

func (b *brick) add(block Block, of view) {
	at := 0
	for _, cell := range block.Cells {
		if cell.Change == of.lacks {
			continue
		}
		if at == len(b.cells) {
			b.cells = append(b.cells, nil)
		}
		for _, span := range cell.Spans {
			if span.Op != of.gone {
				b.cells[at] = append(b.cells[at], span)
			}
		}
		at++
	}
}

// nested makes inline content of spans, whose marks are read from depth on.
func nested(spans []Span, depth int) []markup.Inline {
	var out []markup.Inline
	for start := 0; start < len(spans); {
		first, end := spans[start], start+1
		if len(first.Marks) == depth {
			out = append(out, plainInlines(first.Text)...)
			start = end
			continue
		}
		mark := first.Marks[depth : depth+1]
		for end < len(spans) && len(spans[end].Marks) > depth && spans[end].Marks[depth:depth+1] == mark &&
			(mark != markLink || spans[end].URL == first.URL) && mark != markPlaceholder {
			end++
		}
		out = append(out, marked(mark, first, spans[start:end], depth+1))
		start = end
	}
	return out
}

func marked(mark string, first Span, spans []Span, depth int) markup.Inline {
	switch mark {
	case markBold:
		return markup.Inline{Kind: markup.Strong, Children: nested(spans, depth)}
	case markItalic:
		return markup.Inline{Kind: markup.Emphasis, Children: nested(spans, depth)}
	case markLink:
		return markup.Inline{Kind: markup.Link, URL: first.URL, Children: nested(spans, depth)}
	}
	return markup.Inline{Kind: markup.Placeholder, Text: strings.TrimSuffix(strings.TrimPrefix(first.Text, "{{"), "}}")}
}

func plainInlines(text string) []markup.Inline {
	var out []markup.Inline
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			out = append(out, markup.Inline{Kind: markup.Break})
		}
		if line != "" {
			out = append(out, markup.Inline{Kind: markup.Text, Text: line})
		}
	}
	return out
}

// built puts bricks back into the blocks they were cut from; their paths are
// read from depth on.
func built(bricks []brick, depth int) []markup.Block {
	var out []markup.Block
	for _, run := range runs(bricks, func(b brick) int { return b.path[depth].block }) {
		out = append(out, builtBlock(run, depth))
	}
	return out
}

// runs divides bricks where a part of their path changes.
func runs(bricks []brick, by func(brick) int) [][]brick {
	var out [][]brick
	for i, b := range bricks {
		if i == 0 || by(b) != by(bricks[i-1]) {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], b)
	}
	return out
}

func builtBlock(bricks []brick, depth int) markup.Block {
	at := bricks[0].path[depth]
	out := markup.Block{Kind: at.kind, Ordered: at.ordered, Start: at.start}
	children := runs(bricks, func(b brick) int { return b.path[depth].child })
	switch at.kind {
	case markup.List, markup.Quote:
		for _, child := range children {
			out.Items = append(out.Items, builtWithin(child, depth))
		}
	case markup.Table:
		out.Align = at.align
		for _, row := range bricks {
			cells := row.row()
			if row.path[depth].child == 0 {
				out.Header = cells
			} else {
				out.Rows = append(out.Rows, cells)
			}
		}
	case markup.Definitions:
		for _, child := range children {
			out.Defs = append(out.Defs, builtDefinition(child, depth))
		}
	default:
		out.Inlines = nested(bricks[0].cells[0], 0)
	}
	return out
}

func (b brick) row() []markup.Cell {
	out := make([]markup.Cell, len(b.cells))
	for i, spans := range b.cells {
		out[i] = markup.Cell(nested(spans, 0))
	}
	return out
}

func builtWithin(bricks []brick, depth int) []markup.Block {
	if bricks[0].hollow && len(bricks[0].path) == depth+1 {
		return nil
	}
	return built(bricks, depth+1)
}

func builtDefinition(bricks []brick, depth int) markup.Definition {
	var out markup.Definition
	for _, part := range runs(bricks, func(b brick) int { return b.path[depth].detail }) {
		if part[0].path[depth].detail == termPart {
			out.Term = nested(part[0].cells[0], 0)
			continue
		}
		out.Details = append(out.Details, builtWithin(part, depth))
	}
	return out
}
