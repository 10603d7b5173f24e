package markup

import "strings"

// SegmentKind says what part of a clause a segment is.
type SegmentKind string

// The kinds of segment.
const (
	SegmentHeading   SegmentKind = "heading"
	SegmentParagraph SegmentKind = "paragraph"
	SegmentItem      SegmentKind = "item"
	SegmentCell      SegmentKind = "cell"
	SegmentTerm      SegmentKind = "term"
	SegmentAnswer    SegmentKind = "answer" // no part of a clause: words that go into some
)

// Segment is the unit of translation: one heading, paragraph, list item, cell
// or term of a clause. Source is its inline Markdown in canonical form.
type Segment struct {
	Pos    int
	Kind   SegmentKind
	Source string
}

// Segments lists the segments of a clause in reading order. Runs without a
// letter or digit (a dash in a cell) are no work for a translator and are
// left out.
func Segments(heading, body string) []Segment {
	var out []Segment
	visit(heading, body, func(kind SegmentKind, inlines []Inline) []Inline {
		source := WriteInline(inlines)
		if translatable(inlines) {
			out = append(out, Segment{Pos: len(out), Kind: kind, Source: source})
		}
		return inlines
	})
	return out
}

// Translate returns the clause with each segment replaced by target(segment).
// Where target reports false the source stays.
func Translate(heading, body string, target func(Segment) (string, bool)) (string, string) {
	pos := 0
	h, doc := visit(heading, body, func(kind SegmentKind, inlines []Inline) []Inline {
		if !translatable(inlines) {
			return inlines
		}
		segment := Segment{Pos: pos, Kind: kind, Source: WriteInline(inlines)}
		pos++
		if text, ok := target(segment); ok {
			return parsedInline(text)
		}
		return inlines
	})
	return h, Write(doc)
}

func translatable(inlines []Inline) bool {
	if _, whole := wholeBlock(inlines); whole {
		return false // a table or list that is made from answers
	}
	return len(Words(PlainInline(inlines))) > 0
}

type replaceFunc func(SegmentKind, []Inline) []Inline

func visit(heading, body string, replace replaceFunc) (string, Doc) {
	if strings.TrimSpace(heading) != "" {
		heading = WriteInline(oneLine(replace(SegmentHeading, oneLine(parsedInline(heading)))))
	}
	return heading, Doc(visitBlocks(parsed(body), SegmentParagraph, replace))
}

func visitBlocks(blocks []Block, kind SegmentKind, replace replaceFunc) []Block {
	out := make([]Block, len(blocks))
	for i, block := range blocks {
		out[i] = visitBlock(block, kind, replace)
	}
	return out
}

func visitBlock(block Block, kind SegmentKind, replace replaceFunc) Block {
	switch block.Kind {
	case Paragraph:
		block.Inlines = replace(kind, block.Inlines)
	case List:
		block.Items = visitItems(block.Items, SegmentItem, replace)
	case Quote:
		block.Items = visitItems(block.Items, kind, replace)
	case Table:
		block.Header = visitCells(block.Header, replace)
		rows := make([][]Cell, len(block.Rows))
		for i, row := range block.Rows {
			rows[i] = visitCells(row, replace)
		}
		block.Rows = rows
	case Definitions:
		block.Defs = visitDefinitions(block.Defs, replace)
	}
	return block
}

func visitItems(items [][]Block, kind SegmentKind, replace replaceFunc) [][]Block {
	out := make([][]Block, len(items))
	for i, item := range items {
		out[i] = visitBlocks(item, kind, replace)
	}
	return out
}

func visitCells(cells []Cell, replace replaceFunc) []Cell {
	out := make([]Cell, len(cells))
	for i, cell := range cells {
		out[i] = Cell(replace(SegmentCell, cell))
	}
	return out
}

func visitDefinitions(defs []Definition, replace replaceFunc) []Definition {
	out := make([]Definition, len(defs))
	for i, def := range defs {
		out[i].Term = replace(SegmentTerm, def.Term)
		out[i].Details = visitItems(def.Details, SegmentParagraph, replace)
	}
	return out
}

// Placeholders lists the expressions used in a clause, in reading order, each
// as often as it occurs.
func Placeholders(heading, body string) []string {
	var out []string
	visit(heading, body, func(_ SegmentKind, inlines []Inline) []Inline {
		fill(inlines, func(expr string) []Inline {
			out = append(out, expr)
			return nil
		})
		return inlines
	})
	return out
}

// DropAnchors returns the body with links to clauses of the same document as
// plain text, for outputs that have no place to lead to.
func DropAnchors(body string) string {
	if !strings.Contains(body, "](<"+ClauseAnchor) && !strings.Contains(body, "]("+ClauseAnchor) {
		return body
	}
	return Write(Doc(visitBlocks(Parse(body), SegmentParagraph, func(_ SegmentKind, inlines []Inline) []Inline {
		return tidy(dropAnchors(inlines))
	})))
}

func dropAnchors(inlines []Inline) []Inline {
	var out []Inline
	for _, inline := range inlines {
		inline.Children = dropAnchors(inline.Children)
		if inline.Kind == Link && strings.HasPrefix(inline.URL, ClauseAnchor) {
			out = append(out, inline.Children...)
			continue
		}
		out = append(out, inline)
	}
	return out
}

// Fill returns the clause with every placeholder replaced by value(expr).
// Placeholders in the address of a link are filled as plain text.
func Fill(heading, body string, value func(expr string) []Inline) (string, string) {
	return Compute(heading, body, Values{Inline: value})
}

func fill(inlines []Inline, value func(string) []Inline) []Inline {
	var out []Inline
	stopped := false // the value before ends with a full stop of its own
	for _, inline := range inlines {
		if inline.Kind == Placeholder {
			filled := value(inline.Text)
			stopped = strings.HasSuffix(PlainInline(filled), ".")
			out = append(out, filled...)
			continue
		}
		if stopped && inline.Kind == Text && !strings.HasPrefix(inline.Text, "..") {
			inline.Text = strings.TrimPrefix(inline.Text, ".")
		}
		stopped = false
		if len(inline.Children) > 0 {
			inline.Children = fill(inline.Children, value)
		}
		if inline.Kind == Link {
			inline.URL = fillURL(inline.URL, value)
		}
		out = append(out, inline)
	}
	return out
}

func fillURL(url string, value func(string) []Inline) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(url, "{{")
		expr, after, closed := strings.Cut(rest, "}}")
		if !found || !closed || !ValidExpr(expr) {
			out.WriteString(url)
			return out.String()
		}
		out.WriteString(before + PlainInline(value(strings.Join(strings.Fields(expr), " "))))
		url = after
	}
}
