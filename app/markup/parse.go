package markup

import (
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

func inlineParsers() parser.Option {
	return parser.WithInlineParsers(
		util.Prioritized(placeholderParser{}, 50),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewEmphasisParser(), 500),
		util.Prioritized(extension.NewLinkifyParser(), 999),
	)
}

// paragraphParser takes indented lines too: clause text has no code blocks.
type paragraphParser struct{ parser.BlockParser }

// CanAcceptIndentedLine lets a paragraph begin at any indent.
func (paragraphParser) CanAcceptIndentedLine() bool { return true }

// bodyParser reads the part of CommonMark that clause text uses.
var bodyParser = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(extension.NewDefinitionListParser(), 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(paragraphParser{parser.NewParagraphParser()}, 1000),
		),
		inlineParsers(),
		parser.WithParagraphTransformers(util.Prioritized(tableTransformer{}, 200)),
	)
})

// lineParser reads inline content only.
var lineParser = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(paragraphParser{parser.NewParagraphParser()}, 1000)),
		inlineParsers(),
	)
})

// settleRounds bounds how often a text is written and read again until it
// stays as it is. Odd input settles in one or two rounds.
const settleRounds = 4

// Parse reads the body of a clause. It accepts any text and never fails:
// what is no markup is text. Text comes out in Unicode NFC, and the tree is
// one that Write writes and Parse reads back unchanged.
func Parse(body string) Doc {
	doc := parseOnce(body)
	written := Write(doc)
	if written == body {
		return doc
	}
	for range settleRounds {
		next := parseOnce(written)
		again := Write(next)
		if again == written {
			return next
		}
		doc, written = next, again
	}
	return parseOnce(Write(flattened(doc)))
}

// flattened keeps the words of a body that will not settle as paragraphs.
func flattened(doc Doc) Doc {
	var out Doc
	for _, line := range strings.Split(Plain(doc), "\n") {
		if line = strings.Trim(foldSpaces(line), " "); line != "" {
			out = append(out, Block{Kind: Paragraph, Inlines: []Inline{{Kind: Text, Text: line}}})
		}
	}
	return out
}

func parseOnce(body string) Doc {
	src := []byte(clean(body))
	return Doc(blocksOf(bodyParser().Parse(text.NewReader(src)), src))
}

// ParseInline reads a heading, a cell or a translated segment: inline content
// only. Line ends become spaces, save behind a backslash; block markers are
// text.
func ParseInline(source string) []Inline {
	inlines := parseInlineOnce(source)
	written := WriteInline(inlines)
	for range settleRounds {
		if written == source {
			return inlines
		}
		source = written
		inlines = parseInlineOnce(source)
		written = WriteInline(inlines)
	}
	if written == source {
		return inlines
	}
	return parseInlineOnce(Escape(PlainInline(inlines)))
}

func parseInlineOnce(source string) []Inline {
	src := []byte(oneParagraph(clean(source)))
	var out []Inline
	root := lineParser().Parse(text.NewReader(src))
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		out = append(out, inlinesOf(n, src)...)
	}
	return tidy(out)
}

func blocksOf(parent ast.Node, src []byte) []Block {
	var out []Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		out = append(out, blockOf(n, src)...)
	}
	return out
}

func blockOf(n ast.Node, src []byte) []Block {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		if inlines := inlinesOf(n, src); len(inlines) > 0 {
			return []Block{{Kind: Paragraph, Inlines: inlines}}
		}
		return nil
	case *ast.List:
		return []Block{listOf(n, src)}
	case *ast.Blockquote:
		return []Block{{Kind: Quote, Items: [][]Block{blocksOf(n, src)}}}
	case *east.Table:
		return []Block{tableOf(n, src)}
	case *east.DefinitionList:
		return []Block{definitionsOf(n, src)}
	}
	return blocksOf(n, src)
}

// maxStart is the highest number a list starts with: more digits are text.
const maxStart = 99_999_999

func listOf(n *ast.List, src []byte) Block {
	list := Block{Kind: List, Ordered: n.IsOrdered()}
	if list.Ordered {
		list.Start = min(n.Start, maxStart)
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		list.Items = append(list.Items, blocksOf(item, src))
	}
	return list
}

func tableOf(n *east.Table, src []byte) Block {
	table := Block{Kind: Table}
	for _, align := range n.Alignments {
		table.Align = append(table.Align, alignOf(align))
	}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []Cell
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, Cell(oneLine(inlinesOf(cell, src))))
		}
		if row.Kind() == east.KindTableHeader {
			table.Header = cells
			continue
		}
		table.Rows = append(table.Rows, cells)
	}
	return table
}

func alignOf(a east.Alignment) Align {
	switch a {
	case east.AlignLeft:
		return AlignLeft
	case east.AlignCenter:
		return AlignCenter
	case east.AlignRight:
		return AlignRight
	}
	return AlignNone
}

func definitionsOf(n *east.DefinitionList, src []byte) Block {
	block := Block{Kind: Definitions}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch child.Kind() {
		case east.KindDefinitionTerm:
			block.Defs = append(block.Defs, Definition{Term: oneLine(inlinesOf(child, src))})
		case east.KindDefinitionDescription:
			if last := len(block.Defs) - 1; last >= 0 {
				block.Defs[last].Details = append(block.Defs[last].Details, blocksOf(child, src))
			}
		}
	}
	return block
}
