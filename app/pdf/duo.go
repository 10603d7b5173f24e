package pdf

import (
	"slices"

	"clausedesk/app/bilingual"
	"clausedesk/app/markup"
)

// The columns of an edition in two languages, in points.
const (
	duoMargin = 43.0
	gutter    = 22.0
)

var (
	both    = measure{duoMargin, pageWidth - 2*duoMargin}
	columns = [2]measure{
		{duoMargin, (both.width - gutter) / 2},
		{duoMargin + (both.width+gutter)/2, (both.width - gutter) / 2},
	}
)

// The styles of a column, which is half as wide as a page.
var (
	columnStyle  = style{look{serif, 9.5, ink, ""}, 13}
	columnTitle  = style{look{sans + bold, 16, ink, ""}, 21}
	columnDetail = style{look{sans, 8.5, soft, ""}, 12}
	columnHead   = style{look{sans + bold, 8, soft, ""}, 11}
	columnHeads  = [3]style{
		{look{sans + bold, 11.5, ink, ""}, 15}, {look{sans + bold, 10.5, ink, ""}, 14}, {look{sans + bold, 9.5, ink, ""}, 13},
	}
)

// duo lays two languages out side by side. What is set at one time is a pair:
// it begins at one height in both columns, line beside line.
type duo struct {
	sides [2]*flow
	full  *flow // for what needs the whole width
	rows  []*row
	langs [2]string
	pair  int
}

func newDuo(first, second string) *duo {
	d := &duo{langs: [2]string{first, second}}
	column := func(at measure) *flow {
		return &flow{left: at.left, width: at.width, clause: -1, text: columnStyle, heads: &columnHeads}
	}
	d.sides = [2]*flow{column(columns[0]), column(columns[1])}
	d.full = column(both)
	return d
}

// at says of which clause the rows are that come.
func (d *duo) at(clause int) {
	for _, f := range append(d.sides[:], d.full) {
		f.clause = clause
	}
}

// need asks for at least so much space before the next row.
func (d *duo) need(space float64) {
	for _, f := range d.sides {
		f.need(space)
	}
}

// set lays out a pair and sets its rows side by side.
func (d *duo) set(lay func(side int, f *flow)) {
	var from [2]int
	for side, f := range d.sides {
		from[side] = len(f.rows)
		lay(side, f)
	}
	first, second := d.sides[0].rows[from[0]:], d.sides[1].rows[from[1]:]
	d.pair++
	for i := range max(len(first), len(second)) {
		r := &row{clause: d.full.clause, pair: d.pair}
		if i < len(first) {
			r.join(first[i])
			r.texts, r.entry = first[i].texts, first[i].entry
		}
		if i < len(second) {
			r.join(second[i])
			r.beside, r.besides = second[i].texts, second[i].entry
		}
		d.rows = append(d.rows, r)
	}
}

// join takes over what a row of one column asks for. What is drawn at the
// foot of a table row moves to the foot of the taller one.
func (r *row) join(of *row) {
	height := max(r.height, of.height)
	moved := slices.Clone(of.rules)
	for i := range moved {
		if moved[i].y == of.height {
			moved[i].y = height
		}
	}
	for i := range r.rules {
		if r.rules[i].y == r.height {
			r.rules[i].y = height
		}
	}
	r.height, r.before, r.bond = height, max(r.before, of.before), max(r.bond, of.bond)
	r.rules, r.bars = append(r.rules, moved...), append(slices.Clone(r.bars), of.bars...)
	r.inner, r.title = r.inner || of.inner, r.title || of.title
	if r.mark == nil {
		r.mark = of.mark
	}
}

// whole lays out rows over the whole width.
func (d *duo) whole(lay func(f *flow)) {
	d.markers()
	from := len(d.full.rows)
	for _, f := range d.sides {
		d.full.need(f.space)
	}
	lay(d.full)
	d.rows = append(d.rows, d.full.rows[from:]...)
	for _, f := range d.sides {
		f.space = d.full.space
	}
	d.full.space = 0
}

// markers sets the markers of items that have no words to stand beside.
func (d *duo) markers() {
	d.set(func(_ int, f *flow) {
		if len(f.markers) > 0 {
			f.emit(&row{height: f.text.leading})
		}
	})
}

func (d *duo) blocks(pairs []bilingual.Pair) {
	for i, p := range pairs {
		if i > 0 {
			d.need(d.sides[0].between(markup.Block{Kind: pairs[i-1].Kind}, markup.Block{Kind: p.Kind}))
		}
		first := len(d.rows)
		d.block(p)
		switch {
		case i+1 == len(pairs):
		case slices.ContainsFunc(p.Blocks[:], entitling):
			tie(d.rows[first:])
		case leads(p, pairs[i+1]):
			hold(d.rows, together)
		}
	}
}

func entitling(block *markup.Block) bool { return block != nil && entitles(*block) }

// leads reports whether a pair of paragraphs leads in the pair after it.
func leads(p, next bilingual.Pair) bool {
	return slices.ContainsFunc(p.Blocks[:], func(block *markup.Block) bool {
		return block != nil && introduces(*block, markup.Block{Kind: next.Kind})
	})
}

func (d *duo) block(p bilingual.Pair) {
	switch p.Kind {
	case markup.Paragraph:
		d.set(func(side int, f *flow) {
			if block := p.Blocks[side]; block != nil {
				f.paragraph(block.Inlines, f.text)
			}
		})
	case markup.List:
		d.list(p)
	case markup.Quote:
		d.quote(p)
	case markup.Table:
		d.table(p)
	case markup.Definitions:
		d.definitions(p)
	}
}

// indented runs do with either column narrower.
func (d *duo) indented(by [2]float64, do func()) {
	d.sides[0].indented(by[0], func() { d.sides[1].indented(by[1], do) })
}

func (d *duo) list(p bilingual.Pair) {
	var indents [2]float64
	for side, f := range d.sides {
		if block := p.Blocks[side]; block != nil {
			indents[side] = f.listIndent(*block)
		}
		f.depth++
	}
	d.indented(indents, func() {
		for i, part := range p.Parts {
			if i > 0 {
				d.need(afterItem)
			}
			for side, f := range d.sides {
				if part.Has[side] {
					f.markers = append(f.markers, f.marker(*p.Blocks[side], i, indents[side]))
				}
			}
			d.inside(part)
			d.markers()
		}
	})
	for _, f := range d.sides {
		f.depth--
	}
}

// inside lays out what a part holds.
func (d *duo) inside(part bilingual.Part) {
	for i, detail := range part.Details {
		if i > 0 {
			d.need(afterItem)
		}
		d.blocks(detail)
	}
}

func (d *duo) quote(p bilingual.Pair) {
	outer := [2]flow{*d.sides[0], *d.sides[1]}
	for _, f := range d.sides {
		f.text.color = soft
		f.bars = append(f.bars[:len(f.bars):len(f.bars)], f.left+1)
	}
	d.indented([2]float64{indentQuote, indentQuote}, func() {
		for _, part := range p.Parts {
			d.inside(part)
		}
	})
	for side, f := range d.sides {
		f.text, f.bars = outer[side].text, outer[side].bars
	}
	d.need(afterParagraph)
}

func (d *duo) definitions(p bilingual.Pair) {
	for i, part := range p.Parts {
		if i > 0 {
			d.need(afterParagraph)
		}
		first := len(d.rows)
		d.set(func(side int, f *flow) {
			if part.Has[side] {
				term := f.text
				term.face = styled(term.face, bold)
				f.paragraph(part.Term[side], term)
			}
		})
		hold(d.rows, heading)
		d.indented([2]float64{indentDetail, indentDetail}, func() { d.inside(part) })
		join(d.rows[first:])
	}
}
