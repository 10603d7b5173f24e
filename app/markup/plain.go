package markup

import (
	"strconv"
	"strings"
	"unicode"
)

// Plain returns the body as plain text in reading order, with no decoration
// but bullets, numbers and bars between cells. Blocks stand apart by a line.
func Plain(doc Doc) string {
	return strings.Join(plainBlocks(doc), "\n")
}

func plainBlocks(blocks []Block) []string {
	var lines []string
	for i, block := range blocks {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, plainBlock(block)...)
	}
	return lines
}

func plainBlock(block Block) []string {
	switch block.Kind {
	case List:
		return plainList(block)
	case Quote:
		return prefixed(plainBlocks(block.Items[0]), "  ", "  ")
	case Table:
		lines := []string{plainRow(block.Header)}
		for _, row := range block.Rows {
			lines = append(lines, plainRow(row))
		}
		return lines
	case Definitions:
		return plainDefinitions(block)
	}
	return strings.Split(PlainInline(block.Inlines), "\n")
}

func plainList(block Block) []string {
	var lines []string
	for i, item := range block.Items {
		marker := "- "
		if block.Ordered {
			marker = strconv.Itoa(block.Start+i) + ". "
		}
		body := []string{}
		for _, inner := range item {
			body = append(body, plainBlock(inner)...)
		}
		lines = append(lines, prefixed(body, marker, strings.Repeat(" ", len(marker)))...)
	}
	return lines
}

func plainRow(cells []Cell) string {
	texts := make([]string, len(cells))
	for i, cell := range cells {
		texts[i] = PlainInline(cell)
	}
	return strings.TrimRight(strings.Join(texts, " | "), " ")
}

// plainDefinitions writes "Term: meaning", one to a line.
func plainDefinitions(block Block) []string {
	var lines []string
	for _, def := range block.Defs {
		var detail []string
		for _, blocks := range def.Details {
			detail = append(detail, plainBlocks(blocks)...)
		}
		lines = append(lines, prefixed(detail, PlainInline(def.Term)+": ", "  ")...)
	}
	return lines
}

// PlainInline returns inline content without its marks. Placeholders keep
// their braces, so that they stay visible where they were not filled.
func PlainInline(inlines []Inline) string {
	var out strings.Builder
	for _, inline := range inlines {
		switch inline.Kind {
		case Text:
			out.WriteString(inline.Text)
		case Placeholder:
			out.WriteString("{{" + inline.Text + "}}")
		case Break:
			out.WriteString("\n")
		default:
			out.WriteString(PlainInline(inline.Children))
		}
	}
	return out.String()
}

// Words splits text into words: runs of letters, digits and marks, with the
// apostrophes inside them.
func Words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
	})
}
