package pdf

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"clausedesk/app/compare"
	"clausedesk/app/imprint"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// WriteRedline lays out what changed between two texts and writes the document
// to w: the summary first, then the clauses, with a bar in the margin where
// something changed. What came is underlined and green, what went struck
// through and red; with both, the document reads without colour too. Errors are
// those of Write.
func WriteRedline(ctx context.Context, w io.Writer, e compare.Edition, look Look) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%w: %v", ErrInternal, fault)
		}
	}()
	in, clauses := redlined(e)
	in.Look = look
	if missing := uncovered(in.Text, clauses); len(missing) > 0 {
		return &UncoveredError{Missing: missing}
	}
	pages, err := composeRedline(ctx, in, clauses, e)
	if err != nil {
		return fmt.Errorf("lay out the changes: %w", err)
	}
	data, err := paint(ctx, in, pages)
	if err != nil {
		return fmt.Errorf("paint the changes: %w", err)
	}
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("write the changes: %w", err)
	}
	return nil
}

// redlined is a text that holds both texts, with what came and went marked.
func redlined(e compare.Edition) (Input, []parsed) {
	after := e.Diff.After
	in := Input{
		Text:    policy.Text{Lang: after.Lang, Title: e.Title(), Client: after.Client, Numbered: after.Numbered},
		edition: after.Title,
	}
	var clauses []parsed
	for _, c := range e.Clauses() {
		at := c.After
		if at == nil {
			at = c.Before
		}
		clause := policy.TextClause{ID: c.ID, Depth: at.Depth, Number: at.Number}
		blocks := c.Blocks
		var read parsed
		if len(blocks) > 0 && blocks[0].Kind == compare.Heading {
			read.heading, blocks = inlinesOf(blocks[0]), blocks[1:]
		}
		if len(blocks) > 0 && blocks[0].Kind == compare.Heading { // the old one, where it was no word alike
			read.heading, blocks = append(read.heading, inlinesOf(blocks[0])...), blocks[1:]
		}
		if remarks := e.Remarks(c); len(remarks) > 0 {
			read.body = append(read.body, remark(strings.Join(remarks, " · ")))
		}
		read.body = append(read.body, nestedBlocks(e, blocks, 0)...)
		in.Text.Clauses, clauses = append(in.Text.Clauses, clause), append(clauses, read)
	}
	return in, clauses
}

func composeRedline(ctx context.Context, in Input, clauses []parsed, e compare.Edition) ([]page, error) {
	d := designOf(in)
	d.hang = d.numberColumn(in.Text)
	front := redlineFront(d, in, e)
	body, marks, err := bodyRows(ctx, d, in.Text, clauses)
	if err != nil {
		return nil, err
	}
	titles := map[policy.ID]string{}
	for _, c := range e.Diff.Clauses {
		titles[c.ID] = flat(c.Heading)
	}
	for _, m := range marks {
		m.title = titles[m.clause]
	}
	bar := d.single.left + d.single.width + barGap
	seen := map[*row]bool{}
	for _, r := range front {
		r.stroke()
	}
	for _, r := range body {
		for _, r := range []*row{r, r.head} {
			if r != nil && !seen[r] && r.stroke() {
				r.bars = append(slices.Clip(r.bars), bar)
			}
			seen[r] = true
		}
	}
	pages := d.paginate(slices.Concat(front, body))
	settle(pages)
	return pages, ctx.Err()
}

// redlineFront is the title block, the summary and how to read the marks.
func redlineFront(d *design, in Input, e compare.Edition) []*row {
	words := imprint.In(e.Lang)
	f := newFlow(d, e.Lang)
	f.letterhead(in.Look, in.Text.Client)
	f.line(in.Text.Client, f.client)
	f.need(4)
	f.titled(in.Text.Title, f.title, "H1")
	f.need(6)
	f.line(joinParts([]string{flat(e.Diff.After.Title), languageName(in.Text.Lang), e.Words()}), f.detail)
	f.line(e.Retitled(), f.detail)
	last := f.emit(&row{height: 10})
	last.rules = []rule{{x: f.left, y: 9, width: f.width, weight: 0.6, color: f.titleRule()}}
	if e.Summary != "" {
		f.need(12)
		f.titled(words.ChangesSummary, f.contents, "H2")
		f.hold(heading)
		f.need(f.afterHeading)
		f.paragraph([]markup.Inline{{Kind: markup.Text, Text: e.Summary}}, f.body)
	}
	f.need(f.afterParagraph)
	f.paragraph(legend(words, e.OnlyChanges), f.detail)
	return f.rows
}

// legend shows the marks.
func legend(words imprint.Words, onlyChanges bool) []markup.Inline {
	text := func(s string) markup.Inline { return markup.Inline{Kind: markup.Text, Text: s} }
	out := []markup.Inline{
		text(words.ChangesLegend + ": "),
		{Kind: came, Children: []markup.Inline{text(words.WordsAdded)}},
		text(" · "),
		{Kind: went, Children: []markup.Inline{text(words.WordsRemoved)}},
	}
	if onlyChanges {
		out = append(out, text(" · "+words.ChangesOnly))
	}
	return out
}

// Colours of what came and went, dark enough to read on white.
var (
	cameInk = color{0x0F, 0x5A, 0x2C}
	wentInk = color{0x95, 0x20, 0x19}
)

const (
	strokeWeight = 0.6
	barGap       = 12
)

// stroke underlines what came in a row, strikes out what went, and reports
// whether there is either. Both are said to those who do not see them by the
// decoration of a span (ISO 32000-1, 14.8.5.4.4).
func (r *row) stroke() (changed bool) {
	spans := map[*part]map[markup.InlineKind]*part{}
	for i := range r.texts {
		t := &r.texts[i]
		if t.look == nil || t.look.change == 0 {
			continue
		}
		changed = true
		line := rule{x: t.x, width: t.width, weight: strokeWeight, color: cameInk, y: t.y + 0.15*t.look.size}
		traits := underlined
		if t.look.change == went {
			line.y, line.color, traits = t.y-0.27*t.look.size, wentInk, struckOut
		}
		r.rules = append(r.rules, line)
		if t.part == nil {
			continue
		}
		if spans[t.part] == nil {
			spans[t.part] = map[markup.InlineKind]*part{}
		}
		span := spans[t.part][t.look.change]
		if span == nil {
			span = &part{kind: "Span", up: t.part, lang: t.part.lang, traits: traits}
			spans[t.part][t.look.change] = span
		}
		t.part = span
	}
	return changed
}

const (
	underlined = "<</O /Layout /TextDecorationType /Underline>>"
	struckOut  = "<</O /Layout /TextDecorationType /LineThrough>>"
)
