package markup

import (
	"slices"
	"strings"
)

// The words an expression that computes begins with.
const (
	exprWhen    = "when"
	exprList    = "list"
	exprBullets = "bullets"
	exprTable   = "table"
	exprCount   = "count"
	exprSection = "section"
)

// computing reports whether an expression is more than the name of a fact.
func computing(expr string) bool {
	verb, _, found := strings.Cut(strings.TrimSpace(expr), " ")
	if !found {
		return false
	}
	switch verb {
	case exprWhen, exprList, exprBullets, exprTable, exprCount, exprSection:
		return true
	}
	return false
}

// Values is what placeholders become. Block and Shown may be nil.
type Values struct {
	// Inline returns what stands in a paragraph, heading or cell.
	Inline func(expr string) []Inline
	// Block returns what stands in place of a paragraph that holds nothing but
	// a "table" or "bullets" placeholder.
	Block func(expr string) []Block
	// Shown reports whether a paragraph or item that begins with a "when"
	// placeholder is shown.
	Shown func(condition string) bool
}

// Compute returns the clause with its conditions decided and every placeholder
// replaced.
func Compute(heading, body string, v Values) (string, string) {
	doc := parsed(body)
	if v.Shown != nil || v.Block != nil {
		doc = Doc(v.arrange(doc))
	}
	replace := func(_ SegmentKind, inlines []Inline) []Inline {
		if !fillable(inlines) {
			return inlines
		}
		return tidy(fill(inlines, v.Inline))
	}
	if strings.TrimSpace(heading) != "" {
		heading = WriteInline(oneLine(replace(SegmentHeading, oneLine(parsedInline(heading)))))
	}
	return heading, Write(Doc(visitBlocks(doc, SegmentParagraph, replace)))
}

// fillable reports whether there is a placeholder to fill, in the address of a
// link too: most of a text stays as it is.
func fillable(inlines []Inline) bool {
	return slices.ContainsFunc(inlines, func(i Inline) bool {
		return i.Kind == Placeholder || i.Kind == Link && strings.Contains(i.URL, "{{") || fillable(i.Children)
	})
}

// arrange leaves out what a condition hides and puts blocks in their places.
func (v Values) arrange(blocks []Block) []Block {
	var out []Block
	for _, block := range blocks {
		switch block.Kind {
		case Paragraph:
			out = append(out, v.paragraph(block)...)
			continue
		case List, Quote:
			block.Items = v.items(block.Items)
			if len(block.Items) == 0 {
				continue
			}
		case Definitions:
			if block.Defs = v.definitions(block.Defs); len(block.Defs) == 0 {
				continue
			}
		}
		out = append(out, block)
	}
	return out
}

func (v Values) paragraph(block Block) []Block {
	if expr, whole := wholeBlock(block.Inlines); whole && v.Block != nil {
		return v.Block(expr)
	}
	inlines, shown := v.decide(block.Inlines)
	if !shown {
		return nil
	}
	block.Inlines = inlines
	return []Block{block}
}

func (v Values) items(items [][]Block) [][]Block {
	var out [][]Block
	for _, item := range items {
		if len(item) > 0 && item[0].Kind == Paragraph {
			if _, shown := v.decide(item[0].Inlines); !shown {
				continue // a hidden first paragraph hides the item with all below it
			}
		}
		if item = v.arrange(item); len(item) > 0 {
			out = append(out, item)
		}
	}
	return out
}

func (v Values) definitions(defs []Definition) []Definition {
	var out []Definition
	for _, def := range defs {
		term, shown := v.decide(def.Term)
		if !shown {
			continue
		}
		def.Term = term
		details := make([][]Block, len(def.Details))
		for i, detail := range def.Details {
			details[i] = v.arrange(detail)
		}
		def.Details = details
		out = append(out, def)
	}
	return out
}

// decide takes the condition off a paragraph that begins with one.
func (v Values) decide(inlines []Inline) ([]Inline, bool) {
	condition, conditional := conditionOf(inlines)
	if !conditional || v.Shown == nil {
		return inlines, true
	}
	rest := append([]Inline(nil), inlines[1:]...)
	if len(rest) > 0 && rest[0].Kind == Text {
		rest[0].Text = strings.TrimLeft(rest[0].Text, " ")
	}
	return tidy(rest), v.Shown(condition)
}

func conditionOf(inlines []Inline) (string, bool) {
	if len(inlines) == 0 || inlines[0].Kind != Placeholder {
		return "", false
	}
	return strings.CutPrefix(inlines[0].Text, exprWhen+" ")
}

// wholeBlock returns the expression of a paragraph that is nothing but a table
// or list made from answers.
func wholeBlock(inlines []Inline) (string, bool) {
	expr := ""
	for _, inline := range inlines {
		switch {
		case inline.Kind == Text && strings.TrimSpace(inline.Text) == "":
		case inline.Kind == Placeholder && expr == "":
			expr = inline.Text
		default:
			return "", false
		}
	}
	verb, _, _ := strings.Cut(expr, " ")
	return expr, verb == exprTable || verb == exprBullets
}
