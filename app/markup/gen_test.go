package markup

import (
	"strings"

	"pgregory.net/rapid"
)

// words that tempt every rule of the syntax, beside plain ones.
var textGen = rapid.Custom(func(t *rapid.T) string {
	pieces := []string{
		"data", "we", "Art. 6", "a*b", "*", "**", "_", "snake_case", "1.", "2)", "-", "- x", "+", "#", ">", ":", "|", "a|b",
		"[x]", "](", "{{", "}}", "{{no", "&amp;", "&", "&#42;", "<b>", "<", "\\", "\\*", "`", "~~", "!", "![", "é", "“q”", "'s",
		"info@x.example", "https://a.example/x?a=1&b=2", "www.a.example", "…", "\u00a0", "e\u0301", "ж", "100 %", "===", "---", ".",
	}
	parts := rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 5).Draw(t, "parts")
	sep := rapid.SampledFrom([]string{" ", " ", ""}).Draw(t, "sep")
	return strings.Join(parts, sep)
})

func inlineGen(depth int) *rapid.Generator[[]Inline] {
	return rapid.Custom(func(t *rapid.T) []Inline {
		var out []Inline
		for range rapid.IntRange(1, 4).Draw(t, "n") {
			out = append(out, oneInlineGen(depth).Draw(t, "inline"))
		}
		return tidy(out)
	})
}

func oneInlineGen(depth int) *rapid.Generator[Inline] {
	return rapid.Custom(func(t *rapid.T) Inline {
		kinds := []InlineKind{Text, Text, Placeholder, Break}
		if depth > 0 {
			kinds = append(kinds, Emphasis, Strong, Link)
		}
		inline := Inline{Kind: rapid.SampledFrom(kinds).Draw(t, "kind")}
		switch inline.Kind {
		case Text:
			inline.Text = textGen.Draw(t, "text")
		case Placeholder:
			inline.Text = rapid.SampledFrom([]string{"client.email", "list recipients"}).Draw(t, "expr")
		case Link:
			inline.URL = rapid.SampledFrom([]string{
				"https://a.example/x", "mailto:info@x.example", "http://www.a.example", "x y", "a&b", "a|b", "(", "<", "",
			}).Draw(t, "url")
			inline.Children = inlineGen(depth-1).Draw(t, "children")
		case Emphasis, Strong:
			inline.Children = inlineGen(depth-1).Draw(t, "children")
		}
		return inline
	})
}

func blocksGen(depth int) *rapid.Generator[[]Block] {
	return rapid.Custom(func(t *rapid.T) []Block {
		var out []Block
		for range rapid.IntRange(1, 3).Draw(t, "n") {
			if block := blockGen(depth).Draw(t, "block"); block.Kind != Paragraph || len(block.Inlines) > 0 {
				out = append(out, block)
			}
		}
		return out
	})
}

func blockGen(depth int) *rapid.Generator[Block] {
	return rapid.Custom(func(t *rapid.T) Block {
		kinds := []BlockKind{Paragraph, Table}
		if depth > 0 {
			kinds = append(kinds, List, Quote, Definitions)
		}
		block := Block{Kind: rapid.SampledFrom(kinds).Draw(t, "kind")}
		switch block.Kind {
		case Paragraph:
			block.Inlines = inlineGen(1).Draw(t, "inlines")
		case Table:
			fillTable(t, &block)
		case List:
			if block.Ordered = rapid.Bool().Draw(t, "ordered"); block.Ordered {
				block.Start = rapid.SampledFrom([]int{0, 1, 7}).Draw(t, "start")
			}
			block.Items = rapid.SliceOfN(blocksGen(depth-1), 1, 3).Draw(t, "items")
		case Quote:
			block.Items = [][]Block{blocksGen(depth-1).Draw(t, "quoted")}
		case Definitions:
			for range rapid.IntRange(1, 3).Draw(t, "defs") {
				block.Defs = append(block.Defs, Definition{
					Term:    oneLine(inlineGen(1).Draw(t, "term")),
					Details: rapid.SliceOfN(blocksGen(depth-1), 1, 2).Draw(t, "details"),
				})
			}
		}
		return block
	})
}

func fillTable(t *rapid.T, block *Block) {
	width := rapid.IntRange(1, 3).Draw(t, "width")
	row := rapid.Custom(func(t *rapid.T) []Cell {
		cells := make([]Cell, width)
		for i := range cells {
			cells[i] = Cell(oneLine(inlineGen(1).Draw(t, "cell")))
		}
		return cells
	})
	block.Header = row.Draw(t, "header")
	for range width {
		block.Align = append(block.Align, rapid.SampledFrom([]Align{AlignNone, AlignLeft, AlignCenter, AlignRight}).Draw(t, "align"))
	}
	block.Rows = rapid.SliceOfN(row, 0, 2).Draw(t, "rows")
}

// sourceGen makes text that people, or their programs, might paste.
var sourceGen = rapid.Custom(func(t *rapid.T) string {
	line := rapid.Custom(func(t *rapid.T) string {
		lead := rapid.SampledFrom([]string{
			"", "", "", "- ", "  - ", "* ", "1. ", "   ", "> ", ": ", "# ", "| ", "      ", "--- | ---", "|---|", "\t", ">> ",
		}).Draw(t, "lead")
		body := rapid.OneOf(textGen, rapid.SampledFrom([]string{
			"", "**a** b", "*a **b** c*", "_x_*y*", "[t](u)", "a | b | c", "{{client.email}}", "[ a](u)b", "**\"a\"**b",
			"![pic](u)", "<http://a.example>/x", "a  ", "a\\", "x&nbsp;y", "&#58;", "***x** y*",
		})).Draw(t, "body")
		return lead + body
	})
	return strings.Join(rapid.SliceOfN(line, 0, 8).Draw(t, "lines"), "\n")
})
