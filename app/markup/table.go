package markup

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// tableTransformer turns a paragraph with a rule line into a table. It reads
// what the GFM table extension reads, but a row with more cells than the
// header widens the table: nothing that was written is dropped.
type tableTransformer struct{}

// Transform replaces node, or its end, by a table when it holds one.
func (tableTransformer) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines := node.Lines()
	for i := 1; i < lines.Len(); i++ {
		rule := lines.At(i)
		aligns, ok := ruleOf(rule.Value(reader.Source()))
		if !ok {
			continue
		}
		header := cellsOf(lines.At(i-1), reader.Source())
		if len(header) != len(aligns) {
			continue
		}
		table := tableNode(lines, i, aligns, reader.Source())
		replaceParagraph(node, table, i-1)
		return
	}
}

// replaceParagraph puts the first lines of node, as a fresh paragraph, and
// the table in its place. The old node must go: a definition list that waits
// for it would take it as its term.
func replaceParagraph(node *ast.Paragraph, table ast.Node, first int) {
	parent := node.Parent()
	if first > 0 {
		before := ast.NewParagraph()
		for i := range first {
			before.Lines().Append(node.Lines().At(i))
		}
		parent.InsertBefore(parent, node, before)
	}
	parent.InsertBefore(parent, node, table)
	parent.RemoveChild(parent, node)
}

// tableNode builds the table whose rule is line number rule.
func tableNode(lines *text.Segments, rule int, aligns []east.Alignment, src []byte) *east.Table {
	var rows [][]text.Segment
	for i := rule - 1; i < lines.Len(); i++ {
		if i != rule {
			rows = append(rows, cellsOf(lines.At(i), src))
		}
	}
	width := len(aligns)
	for _, row := range rows {
		width = max(width, len(row))
	}
	for len(aligns) < width {
		aligns = append(aligns, east.AlignNone)
	}
	table := east.NewTable()
	table.Alignments = aligns
	for i, cells := range rows {
		row := rowNode(cells, width)
		if i == 0 {
			table.AppendChild(table, east.NewTableHeader(row))
			continue
		}
		table.AppendChild(table, row)
	}
	return table
}

func rowNode(cells []text.Segment, width int) *east.TableRow {
	row := east.NewTableRow(nil)
	for i := range width {
		cell := east.NewTableCell()
		if i < len(cells) {
			cell.Lines().Append(cells[i])
		}
		row.AppendChild(row, cell)
	}
	return row
}

// cellsOf cuts a line at its bars; a bar behind a backslash is text.
func cellsOf(line text.Segment, src []byte) []text.Segment {
	line = line.TrimLeftSpace(src)
	line = line.TrimRightSpace(src)
	raw := line.Value(src)
	var cells []text.Segment
	start := 0
	add := func(end int) {
		cell := text.NewSegment(line.Start+start, line.Start+end)
		cell = cell.TrimLeftSpace(src)
		cells = append(cells, cell.TrimRightSpace(src))
	}
	for i := 0; i < len(raw); i++ {
		switch {
		case raw[i] == '\\':
			i++
		case raw[i] == '|' && i == 0:
			start = 1
		case raw[i] == '|':
			add(i)
			start = i + 1
		}
	}
	if start < len(raw) {
		add(len(raw))
	}
	return cells
}

// ruleOf reads the line under a table header: dashes with colons for the
// alignment, and at least one bar.
func ruleOf(line []byte) ([]east.Alignment, bool) {
	line = bytes.TrimSpace(line)
	if !bytes.ContainsRune(line, '|') || len(bytes.Trim(line, "-:| ")) > 0 {
		return nil, false
	}
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("|")), []byte("|"))
	var out []east.Alignment
	for _, column := range bytes.Split(line, []byte("|")) {
		column = bytes.TrimSpace(column)
		left, right := bytes.HasPrefix(column, []byte(":")), bytes.HasSuffix(column, []byte(":"))
		dashes := bytes.Trim(column, ":")
		if len(dashes) == 0 || len(bytes.Trim(dashes, "-")) > 0 || len(column)-len(dashes) > 2 {
			return nil, false
		}
		out = append(out, ruleAlign(left, right))
	}
	return out, true
}

func ruleAlign(left, right bool) east.Alignment {
	switch {
	case left && right:
		return east.AlignCenter
	case left:
		return east.AlignLeft
	case right:
		return east.AlignRight
	}
	return east.AlignNone
}
