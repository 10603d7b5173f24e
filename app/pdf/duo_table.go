package pdf

import (
	"clausedesk/app/bilingual"
	"clausedesk/app/markup"
)

// table sets two tables side by side, row beside row, where every word stays
// whole in half the width and the pages get no longer for it; else one below
// the other over the whole width, each under the name of its language.
func (d *duo) table(p bilingual.Pair) {
	if grids, fit := d.grids(p); fit && d.shorter(p, grids) {
		d.tableBeside(p, grids)
		return
	}
	for side, block := range p.Blocks {
		if block == nil || len(block.Header) == 0 {
			continue
		}
		d.whole(func(f *flow) {
			f.part, f.lang = d.sides[side].part, d.langs[side]
			f.need(f.afterParagraph + 4)
			f.line(languageName(d.langs[side]), f.columnHead)
			f.hold(heading)
			f.need(3)
			f.table(*block)
		})
		d.need(d.afterParagraph)
	}
}

// grids measures both tables in one setting for the columns, and reports
// whether every word stays whole in it.
func (d *duo) grids(p bilingual.Pair) (grids [2]*grid, fit bool) {
	for _, s := range d.tables[:d.besides] {
		fit = true
		for side, f := range d.sides {
			block := p.Blocks[side]
			if block == nil {
				continue
			}
			n := len(block.Header)
			if n == 0 || f.width/float64(n) < f.minColumn {
				return grids, false
			}
			whole := false
			grids[side], whole = f.gridIn(*block, s, nil)
			fit = fit && whole
		}
		if fit {
			return grids, true
		}
	}
	return grids, false
}

// shorter reports whether tables take no more of the page side by side than
// one below the other.
func (d *duo) shorter(p bilingual.Pair, grids [2]*grid) bool {
	trial := newDuo(d.design, d.langs[0], d.langs[1])
	for side, f := range trial.sides {
		f.left, f.width = d.sides[side].left, d.sides[side].width
	}
	trial.tableBeside(p, grids)
	stacked := newDuo(d.design, d.langs[0], d.langs[1]).full
	for _, block := range p.Blocks {
		if block != nil {
			stacked.table(*block)
		}
	}
	return total(trial.rows) <= total(stacked.rows)
}

func (d *duo) tableBeside(p bilingual.Pair, grids [2]*grid) {
	head := d.tableHeads(grids)
	for i := range max(rowsOf(p.Blocks[0]), rowsOf(p.Blocks[1])) {
		first := len(d.rows)
		d.set(func(side int, f *flow) {
			if i < rowsOf(p.Blocks[side]) {
				f.tableRow(grids[side], i+1, grids[side].body, nil)
			}
		})
		for _, r := range d.rows[first:] {
			r.head = head
		}
		if i == 0 {
			hold(d.rows, together)
		}
	}
	d.need(d.afterParagraph)
}

func rowsOf(table *markup.Block) int {
	if table == nil {
		return 0
	}
	return len(table.Rows)
}

// tableHeads sets the headers and returns them for repetition, nil when one
// is too tall for that.
func (d *duo) tableHeads(grids [2]*grid) *row {
	first, repeats := len(d.rows), true
	d.set(func(side int, f *flow) {
		if grids[side] != nil && f.tableHead(grids[side]) == nil {
			repeats = false
		}
	})
	if !repeats || len(d.rows)-first != 1 {
		return nil
	}
	head := *d.rows[first]
	return &head
}
