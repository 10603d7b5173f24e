// Package markup owns clause text: it parses CommonMark with tables,
// definition lists and placeholders into one small tree, writes the tree back,
// turns it into plain text, cuts it into segments for translation and puts
// translations and facts into it.
//
// Every consumer (preview, PDF, export, checks, translation) walks this tree;
// nothing else in the program parses clause text. Headings, raw HTML, code
// and reference links are not part of clause text: such characters stay text.
package markup

// InlineKind says what an Inline is.
type InlineKind int

// The kinds of inline content.
const (
	Text        InlineKind = iota // Text
	Emphasis                      // Children, in italics
	Strong                        // Children, in bold
	Link                          // Children, to URL
	Placeholder                   // Text is the expression between the braces, trimmed
	Break                         // a line break inside a paragraph
)

// Inline is a run of content inside a paragraph, cell or term.
type Inline struct {
	Kind     InlineKind
	Text     string
	URL      string
	Children []Inline
}

// BlockKind says what a Block is.
type BlockKind int

// The kinds of block.
const (
	Paragraph   BlockKind = iota // Inlines
	List                         // Items, Ordered, Start
	Quote                        // Items[0]
	Table                        // Header, Align, Rows
	Definitions                  // Defs
)

// Align is the alignment of a table column.
type Align int

// The alignments of a table column.
const (
	AlignNone Align = iota
	AlignLeft
	AlignCenter
	AlignRight
)

// Cell is the content of a table cell.
type Cell []Inline

// Definition is a term and what it means.
type Definition struct {
	Term    []Inline
	Details [][]Block
}

// Block is a paragraph, list, quotation, table or definition list. Only the
// fields named beside its kind are set.
type Block struct {
	Kind    BlockKind
	Inlines []Inline
	Ordered bool
	Start   int
	Items   [][]Block
	Header  []Cell
	Align   []Align
	Rows    [][]Cell
	Defs    []Definition
}

// Doc is the body of a clause.
type Doc []Block
