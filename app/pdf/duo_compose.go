package pdf

import (
	"context"

	"clausedesk/app/bilingual"
	"clausedesk/app/imprint"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// layOutBoth makes the pages of an edition in two languages.
func layOutBoth(ctx context.Context, in Input) (laid, error) {
	missing := append(Uncovered(in.Text), Uncovered(*in.Beside)...)
	if len(missing) > 0 {
		return laid{}, &UncoveredError{Missing: missing}
	}
	paired := bilingual.Of(in.Text, *in.Beside)
	pages, err := composeBoth(ctx, in, paired)
	made := laid{pages: pages}
	for _, clause := range paired.Clauses {
		made.clauses = append(made.clauses, clause.ID())
	}
	return made, err
}

// named is a heading in both languages; the mark is the one that its place on
// a page is known by.
type named struct {
	*mark
	titles [2]string
}

// composeBoth lays the whole document out in two columns.
func composeBoth(ctx context.Context, in Input, paired bilingual.Text) ([]page, error) {
	d := designOf(in)
	front := frontBoth(d, in)
	body, marks, err := bodyBoth(ctx, d, in, paired)
	if err != nil {
		return nil, err
	}
	pages := d.assemble(front, body, len(marks), func(depth int) []*row { return contentsBoth(depth, d, in, marks) })
	return pages, ctx.Err()
}

// texts are the two texts of an edition.
func (in Input) texts() [2]policy.Text { return [2]policy.Text{in.Text, *in.Beside} }

func newDuoOf(d *design, in Input) *duo { return newDuo(d, in.Text.Lang, in.Beside.Lang) }

// frontBoth is the title block: the client, then in either column the title,
// which language decides, version, date and language.
func frontBoth(of *design, in Input) []*row {
	d := newDuoOf(of, in)
	texts := in.texts()
	d.whole(func(f *flow) {
		f.letterhead(in.Look, in.Text.Client)
		f.line(in.Text.Client, f.client)
	})
	d.need(4)
	d.set(func(side int, f *flow) { f.titled(texts[side].Title, f.columnTitle, "H1") })
	d.need(4)
	d.set(func(side int, f *flow) {
		words := imprint.In(texts[side].Lang)
		f.line(shown(words.Statement(in.Prevails, texts[0].Lang, texts[1].Lang)), f.column)
	})
	d.need(5)
	d.set(func(side int, f *flow) { f.line(details(in, texts[side].Lang), f.columnDetail) })
	d.set(func(side int, f *flow) {
		last := f.emit(&row{height: 9})
		last.rules = []rule{{x: f.left, y: 8, width: f.width, weight: 0.6, color: f.titleRule()}}
	})
	tie(d.rows)
	d.rows[len(d.rows)-1].bond = second // a title alone is better than a heading without its text
	return d.rows
}

// bodyBoth lays out the clauses and returns the headings.
func bodyBoth(ctx context.Context, of *design, in Input, paired bilingual.Text) ([]*row, []named, error) {
	d := newDuoOf(of, in)
	d.need(18)
	var marks []named
	var nested sections
	for i, clause := range paired.Clauses {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		d.at(i, nested.of(clause.Depth(), headed(clause.Headings[:]...)))
		if m := d.heading(clause); m.mark != nil {
			marks = append(marks, m)
		}
		d.blocks(clause.Body)
		d.need(d.afterParagraph + 2)
	}
	keepTwo(d.rows)
	return d.rows, marks, nil
}

// heading sets the heading of a clause in either column.
func (d *duo) heading(clause bilingual.Clause) named {
	var m named
	d.set(func(side int, f *flow) {
		if clause.Sides[side] == nil {
			return
		}
		found := f.heading(*clause.Sides[side], clause.Headings[side])
		m.titles[side] = flat(markup.PlainInline(clause.Headings[side]))
		if m.mark == nil {
			m.mark = found
		}
	})
	return m
}

// contentsBoth lists the headings of the upper levels in either column.
func contentsBoth(depth int, of *design, in Input, marks []named) []*row {
	d := newDuoOf(of, in)
	texts := in.texts()
	d.sides[0].part, d.sides[1].part = d.sides[0].child("Sect"), d.sides[1].child("Sect")
	d.need(16)
	d.set(func(side int, f *flow) { f.titled(imprint.In(texts[side].Lang).Contents, f.contents, "H2") })
	hold(d.rows, heading)
	d.need(3)
	plain := make([]*mark, len(marks))
	for i, m := range marks {
		plain[i] = m.mark
	}
	hang := of.numberRoom(plain)
	for _, m := range marks {
		if m.level < depth {
			d.set(func(side int, f *flow) { f.entry(m.mark, m.titles[side], hang) })
		}
	}
	d.set(func(_ int, f *flow) { f.emit(&row{height: 8}) })
	return d.rows
}

// Where the names of the languages stand above the columns, from the top of the
// text.
const (
	headBase = -19.0
	headRule = -13.0
)

// columnHeads names the language above each column.
func (p *painter) columnHeads() {
	if p.in.Beside == nil {
		return
	}
	for side, t := range p.in.texts() {
		at := p.columns[side]
		p.words(languageName(t.Lang), p.columnHead.look, at.left, p.bodyTop+headBase, nil)
		p.rule(rule{x: at.left, width: at.width, weight: 0.5, color: hairline}, p.bodyTop+headRule)
	}
}

// beside draws the second column of a pair when row i is its last on the page:
// so a pair is read, and copied, one language after the other.
func (p *painter) beside(rows []placed, i int) {
	pair := rows[i].row.pair
	if pair == 0 || i+1 < len(rows) && rows[i+1].row.pair == pair {
		return
	}
	first := i
	for first > 0 && rows[first-1].row.pair == pair {
		first--
	}
	for _, at := range rows[first : i+1] {
		p.texts(at, at.row.beside, at.row.besides)
	}
}
