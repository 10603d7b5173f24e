package pdf

import (
	"strconv"
	"strings"

	"clausedesk/app/compare"
	"clausedesk/app/markup"
)

// Kinds of inline content that only a redline has.
const (
	came markup.InlineKind = 1<<8 + iota
	went
	note // said about the text rather than in it
)

// changed is a look for what came or went, or is said about that.
func (l *look) changed(kind markup.InlineKind) {
	switch kind {
	case came:
		l.change, l.color, l.links = came, cameInk, cameInk
	case went:
		l.change, l.color, l.links = went, wentInk, wentInk
	case note:
		l.face, l.color, l.size = sans, soft, l.size/step
	}
}

// remark is a paragraph about what follows.
func remark(text string) markup.Block {
	return markup.Block{Inlines: []markup.Inline{{Kind: note, Children: []markup.Inline{{Kind: markup.Text, Text: text}}}}}
}

// nestedBlocks puts the blocks of a clause, which stand in a row, back into
// lists, quotations and tables. All of them stand deeper than depth.
func nestedBlocks(e compare.Edition, blocks []compare.Block, depth int) []markup.Block {
	var out []markup.Block
	for len(blocks) > 0 {
		b := blocks[0]
		size := reach(blocks, depth)
		if said := e.Remark(b); said != "" {
			out = append(out, remark(said))
		}
		inner := blocks[1:size]
		switch {
		case b.Kind == compare.Row:
			out = append(out, tableOf(blocks[:size]))
		case b.Kind == compare.Item && b.Depth > depth:
			item := append([]markup.Block{{Inlines: inlinesOf(b)}}, nestedBlocks(e, inner, b.Depth)...)
			out = withItem(out, b, item)
		case b.Kind == compare.Term:
			def := markup.Definition{Term: inlinesOf(b)}
			if len(inner) > 0 {
				def.Details = [][]markup.Block{nestedBlocks(e, inner, b.Depth+1)}
			}
			out = append(out, markup.Block{Kind: markup.Definitions, Defs: []markup.Definition{def}})
		case b.Quoted && b.Depth > depth:
			out = append(out, markup.Block{Kind: markup.Quote, Items: [][]markup.Block{nestedBlocks(e, blocks[:size], b.Depth)}})
		default:
			out = append(out, markup.Block{Inlines: inlinesOf(b)})
		}
		blocks = blocks[size:]
	}
	return out
}

// reach is how many blocks belong to the first.
func reach(blocks []compare.Block, depth int) int {
	first, n := blocks[0], 1
	belongs := func(compare.Block) bool { return false }
	switch {
	case first.Kind == compare.Row:
		belongs = func(b compare.Block) bool { return b.Kind == compare.Row && !b.Header }
	case first.Kind == compare.Item && first.Depth > depth:
		belongs = func(b compare.Block) bool {
			return b.Depth > first.Depth || b.Depth == first.Depth && b.Kind != compare.Item && b.Quoted == first.Quoted
		}
	case first.Kind == compare.Term:
		belongs = func(b compare.Block) bool { return b.Depth > first.Depth }
	case first.Quoted && first.Depth > depth:
		belongs = func(b compare.Block) bool { return b.Quoted && b.Depth >= first.Depth }
	}
	for n < len(blocks) && belongs(blocks[n]) {
		n++
	}
	return n
}

// withItem adds an item to the list it goes on, or begins one: a list counts
// by itself, so one begins wherever the numbers jump.
func withItem(out []markup.Block, b compare.Block, item []markup.Block) []markup.Block {
	number, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(b.Lead()), "."))
	ordered := err == nil
	if last := len(out) - 1; last >= 0 && out[last].Kind == markup.List && out[last].Ordered == ordered &&
		(!ordered || number == out[last].Start+len(out[last].Items)) {
		out[last].Items = append(out[last].Items, item)
		return out
	}
	return append(out, markup.Block{Kind: markup.List, Ordered: ordered, Start: number, Items: [][]markup.Block{item}})
}

// tableOf makes a table of rows. Where columns came or went, it has room for
// all of them.
func tableOf(rows []compare.Block) markup.Block {
	table := markup.Block{Kind: markup.Table}
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row.Cells))
	}
	for i, row := range rows {
		cells := make([]markup.Cell, columns)
		for c, cell := range row.Cells {
			cells[c] = spansOf(cell.Spans)
		}
		if i == 0 && row.Header {
			table.Header = cells
		} else {
			table.Rows = append(table.Rows, cells)
		}
	}
	if table.Header == nil {
		table.Header = make([]markup.Cell, columns)
	}
	return table
}

func inlinesOf(b compare.Block) []markup.Inline { return spansOf(b.Cells[0].Spans) }

// spansOf makes inline content of spans.
func spansOf(spans []compare.Span) []markup.Inline {
	var out []markup.Inline
	for _, span := range spans {
		inlines := plainText(span.Text)
		if span.URL != "" {
			inlines = []markup.Inline{{Kind: markup.Link, URL: span.URL, Children: inlines}}
		}
		if span.Italic() {
			inlines = []markup.Inline{{Kind: markup.Emphasis, Children: inlines}}
		}
		if span.Bold() {
			inlines = []markup.Inline{{Kind: markup.Strong, Children: inlines}}
		}
		switch {
		case span.Op == compare.Insert:
			inlines = []markup.Inline{{Kind: came, Children: inlines}}
		case span.Op == compare.Delete:
			inlines = []markup.Inline{{Kind: went, Children: inlines}}
		}
		out = append(out, inlines...)
	}
	return out
}

func plainText(text string) []markup.Inline {
	var out []markup.Inline
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			out = append(out, markup.Inline{Kind: markup.Break})
		}
		out = append(out, markup.Inline{Kind: markup.Text, Text: line})
	}
	return out
}
