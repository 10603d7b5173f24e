package pdf

import (
	"slices"

	"clausedesk/app/bilingual"
	"clausedesk/app/markup"
)

// duo lays two languages out side by side. What is set at one time is a pair:
// it begins at one height in both columns, line beside line.
type duo struct {
	*design
	sides [2]*flow
	full  *flow // for what needs the whole width
	rows  []*row
	langs [2]string
	pair  int
}

func newDuo(of *design, first, second string) *duo {
	d := &duo{design: of, langs: [2]string{first, second}}
	column := func(at measure, lang string) *flow {
		return &flow{
			design: of, left: at.left, width: at.width, clause: -1, text: of.column, heads: &of.columnHeadings, lang: lang, tongue: lang,
		}
	}
	d.sides = [2]*flow{column(of.columns[0], first), column(of.columns[1], second)}
	d.full = column(of.both, first)
	return d
}

// at says of which clause the rows are that come, and of which part.
func (d *duo) at(clause int, p *part) {
	for _, f := range append(d.sides[:], d.full) {
		f.clause, f.part = clause, p
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
	d.listed(p, func() {
		d.indented(indents, func() {
			for i, part := range p.Parts {
				if i > 0 {
					d.need(d.afterItem)
				}
				d.within("LI", func() { d.item(p, i, part, indents) })
				if i == 0 || i == len(p.Parts)-2 {
					hold(d.rows, together) // no item alone at the foot or the head of a page
				}
			}
		})
	})
	for _, f := range d.sides {
		f.depth--
	}
}

// item sets an item of a list with its markers.
func (d *duo) item(p bilingual.Pair, i int, part bilingual.Part, indents [2]float64) {
	for side, f := range d.sides {
		if part.Has[side] {
			f.markers = append(f.markers, f.marker(*p.Blocks[side], i, indents[side]))
		}
	}
	d.within("LBody", func() { d.inside(part) })
	d.markers()
}

// inside lays out what a part holds.
func (d *duo) inside(part bilingual.Part) {
	for i, detail := range part.Details {
		if i > 0 {
			d.need(d.afterItem)
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
	d.within("BlockQuote", func() {
		d.indented([2]float64{d.indentQuote, d.indentQuote}, func() {
			for _, part := range p.Parts {
				d.inside(part)
			}
		})
	})
	for side, f := range d.sides {
		f.text, f.bars = outer[side].text, outer[side].bars
	}
	d.need(d.afterParagraph)
}

func (d *duo) definitions(p bilingual.Pair) {
	d.listed(p, func() {
		for i, part := range p.Parts {
			if i > 0 {
				d.need(d.afterParagraph)
			}
			first := len(d.rows)
			d.within("LI", func() { d.definition(part) })
			join(d.rows[first:])
		}
	})
}

func (d *duo) definition(part bilingual.Part) {
	d.set(func(side int, f *flow) {
		if part.Has[side] {
			term := f.text
			term.face = styled(term.face, bold)
			f.within("Lbl", func() { f.set(part.Term[side], term) })
		}
	})
	hold(d.rows, heading)
	d.within("LBody", func() {
		d.indented([2]float64{d.indentDetail, d.indentDetail}, func() { d.inside(part) })
	})
}
