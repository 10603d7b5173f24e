package markup

import (
	"strconv"
	"strings"
)

// Write returns the canonical text of a clause body: Parse(Write(d)) equals d
// for every tree that Parse returns.
func Write(doc Doc) string {
	return strings.Join(writeBlocks(doc), "\n")
}

// writeBlocks returns lines without their ends.
func writeBlocks(blocks []Block) []string {
	var lines []string
	other := false // this list follows its like, which had the usual marker
	for i, block := range blocks {
		if i > 0 {
			lines = append(lines, "")
			other = !other && sameList(&blocks[i-1], &blocks[i])
		}
		lines = append(lines, writeBlock(block, other)...)
	}
	return lines
}

// sameList reports lists that CommonMark would join: the markers must differ.
func sameList(a, b *Block) bool {
	return a.Kind == List && b.Kind == List && a.Ordered == b.Ordered
}

func writeBlock(block Block, otherMarker bool) []string {
	switch block.Kind {
	case List:
		return writeList(block, otherMarker)
	case Quote:
		return prefixed(writeBlocks(block.Items[0]), "> ", "> ")
	case Table:
		return writeTable(block)
	case Definitions:
		return writeDefinitions(block)
	}
	return strings.Split(guardStart(WriteInline(block.Inlines)), "\n")
}

func writeList(block Block, otherMarker bool) []string {
	var lines []string
	loose := isLoose(block)
	for i, item := range block.Items {
		if i > 0 && loose {
			lines = append(lines, "")
		}
		marker := "- "
		if otherMarker {
			marker = "* "
		}
		if block.Ordered {
			end := ". "
			if otherMarker {
				end = ") "
			}
			marker = strconv.Itoa(block.Start+i) + end
		}
		lines = append(lines, prefixed(itemLines(item), marker, strings.Repeat(" ", len(marker)))...)
	}
	return lines
}

// itemLines writes an item: a list right under its first paragraph stays close.
func itemLines(item []Block) []string {
	if len(item) == 2 && item[0].Kind == Paragraph && item[1].Kind == List && !interrupts(item[1]) {
		return append(writeBlock(item[0], false), writeBlock(item[1], false)...)
	}
	return writeBlocks(item)
}

// interrupts: an ordered list that does not start at 1, or a list with an
// empty first item, needs a blank line after a paragraph.
func interrupts(list Block) bool {
	return list.Ordered && list.Start != 1 || len(list.Items) > 0 && len(list.Items[0]) == 0
}

func isLoose(block Block) bool {
	for _, item := range block.Items {
		if len(item) > 2 || len(item) == 2 && (item[1].Kind != List || item[0].Kind != Paragraph) {
			return true
		}
	}
	return false
}

func prefixed(lines []string, first, rest string) []string {
	if len(lines) == 0 {
		return []string{strings.TrimRight(first, " ")}
	}
	out := make([]string, len(lines))
	for i, line := range lines {
		prefix := rest
		if i == 0 {
			prefix = first
		}
		out[i] = prefix + line
		if line == "" {
			out[i] = strings.TrimRight(prefix, " ")
		}
	}
	return out
}

func writeTable(block Block) []string {
	lines := []string{writeRow(block.Header), writeRule(block)}
	for _, row := range block.Rows {
		lines = append(lines, writeRow(row))
	}
	return lines
}

func writeRow(cells []Cell) string {
	var out strings.Builder
	out.WriteString("|")
	for _, cell := range cells {
		text := WriteInline(oneLine(cell))
		out.WriteString(" " + strings.ReplaceAll(text, "|", "\\|") + " |")
	}
	return out.String()
}

func writeRule(block Block) string {
	var out strings.Builder
	out.WriteString("|")
	for i := range block.Header {
		align := AlignNone
		if i < len(block.Align) {
			align = block.Align[i]
		}
		out.WriteString(map[Align]string{
			AlignNone: " --- |", AlignLeft: " :-- |", AlignCenter: " :-: |", AlignRight: " --: |",
		}[align])
	}
	return out.String()
}

func writeDefinitions(block Block) []string {
	var lines []string
	open := false // the last line is a term that waits for its details
	for _, def := range block.Defs {
		term := guardStart(WriteInline(oneLine(def.Term)))
		if len(lines) > 0 && (!open || term == "") {
			lines = append(lines, "")
		}
		lines, open = append(lines, writeDefinition(term, def.Details)...), true
		for _, detail := range def.Details {
			open = open && len(detail) == 0
		}
	}
	return lines
}

// writeDefinition writes what has no term as the blocks that it is.
func writeDefinition(term string, details [][]Block) []string {
	var lines []string
	if term != "" {
		lines = append(lines, term)
	}
	for _, detail := range details {
		switch {
		case len(detail) == 0:
		case term != "":
			lines = append(lines, prefixed(writeBlocks(detail), ": ", "  ")...)
		case len(lines) > 0:
			lines = append(append(lines, ""), writeBlocks(detail)...)
		default:
			lines = writeBlocks(detail)
		}
	}
	return lines
}
