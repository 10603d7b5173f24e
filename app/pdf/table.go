package pdf

import (
	"clausedesk/app/markup"
)

// Table distances, in points.
const (
	maxHead    = 150.0
	tallestRow = 420.0 // taller rows are cut into lines, which may part
)

// setting is how the cells of a table are set.
type setting struct {
	head, body style
	pad        float64 // between columns, in points
}

// denser is a style by so many points smaller.
func denser(s style, by float64) style {
	s.size -= by
	s.leading -= 1.5 * by
	return s
}

// grid is a table being laid out.
type grid struct {
	setting
	block   markup.Block
	columns []float64
	words   [][][]word // row, column; the header first
	points  hyphens    // nil where no word is hyphenated
	part    *part      // the table, and its header or body
	group   *part
}

func (f *flow) table(block markup.Block) {
	n := len(block.Header)
	if n == 0 {
		return
	}
	if f.width/float64(n) < f.minColumn {
		f.records(block)
		return
	}
	g := f.grid(block)
	head := f.tableHead(g)
	for i := range block.Rows {
		f.tableRow(g, i+1, g.body, head)
		if i == 0 && len(block.Rows) > 1 {
			f.hold(together)
		}
	}
	f.need(f.afterParagraph)
}

// grid measures a table and chooses its setting and columns.
func (f *flow) grid(block markup.Block) *grid {
	var g *grid
	for i, s := range f.tables {
		fits := false
		if g, fits = f.gridIn(block, s, nil); fits {
			return g
		}
		if i < len(f.tables)-f.besides {
			continue
		}
		if g, fits = f.gridIn(block, s, hyphenator(f.tongue)); fits {
			return g
		}
	}
	return g
}

// gridIn measures a table in one setting and reports whether its words fit:
// whole, or with hyphens at points.
func (f *flow) gridIn(block markup.Block, s setting, points hyphens) (*grid, bool) {
	n := len(block.Header)
	room := f.width - s.pad*float64(n-1)
	g := newGrid(block, s)
	g.points = points
	demands := g.demands(n, points)
	g.columns = columnWidths(demands, room)
	_, whole, _ := totals(demands)
	if whole > room {
		return g, false
	}
	g.balance(demands)
	return g, true
}

func newGrid(block markup.Block, s setting) *grid {
	g := &grid{setting: s, block: block, words: [][][]word{spellCells(block.Header, s.head.look)}}
	for _, cells := range block.Rows {
		g.words = append(g.words, spellCells(cells, s.body.look))
	}
	return g
}

func spellCells(cells []markup.Cell, base look) [][]word {
	words := make([][]word, len(cells))
	for i, cell := range cells {
		words[i] = spell(cell, base)
	}
	return words
}

// tableHead emits the header and returns it for repetition, nil when it is
// too tall for that.
func (f *flow) tableHead(g *grid) *row {
	first := len(f.rows)
	g.part = f.child("Table")
	f.tableRow(g, 0, g.setting.head, nil)
	for _, r := range f.rows[first:] {
		r.bond = heading
	}
	last := f.rows[len(f.rows)-1]
	for i := range last.rules {
		last.rules[i].color = strong
	}
	if len(f.rows)-first > 1 || last.height > maxHead {
		return nil
	}
	head := *last
	head.mark = nil
	return &head
}

// tableRow emits one row of the table, cut into lines when it is very tall.
func (f *flow) tableRow(g *grid, i int, s style, head *row) {
	cells := make([][]textLine, len(g.columns))
	count := 1
	tr := g.rowPart(i)
	for c := range cells {
		if c < len(g.words[i]) {
			cells[c] = breakWith(f.tongue, g.words[i][c], g.columns[c], g.points)
		}
		count = max(count, len(cells[c]))
	}
	if height := float64(count)*s.leading + f.cellAbove + f.cellBelow; height <= tallestRow {
		f.wholeRow(&row{height: height, head: head}, g, tr, cells, s)
		return
	}
	for k := range count {
		f.slice(g, tr, cells, k, s, head)
	}
	last := f.rows[len(f.rows)-1]
	last.height += f.cellBelow
	f.underline(last)
}

// wholeRow emits a row that stays on one page, cell after cell, so that
// readers and copied text take the cells one by one.
func (f *flow) wholeRow(r *row, g *grid, tr *part, cells [][]textLine, s style) {
	f.emit(r)
	for c := range cells {
		for k, l := range cells[c] {
			r.texts = append(r.texts, f.cell(g, tr, c, l, f.cellAbove+float64(k)*s.leading+baseline(s))...)
		}
	}
	f.underline(r)
}

// slice emits line k of a tall row.
func (f *flow) slice(g *grid, tr *part, cells [][]textLine, k int, s style, head *row) {
	if k == 0 {
		f.space += f.cellAbove
	}
	r := f.emit(&row{height: s.leading, head: head, inner: k > 0})
	if k < 2 {
		r.bond = widow
	}
	for c := range cells {
		if k < len(cells[c]) {
			r.texts = append(r.texts, f.cell(g, tr, c, cells[c][k], baseline(s))...)
		}
	}
}

// underline draws the hairline below a row.
func (f *flow) underline(r *row) {
	r.rules = append(r.rules, rule{x: f.left, y: r.height, width: f.width, weight: 0.5, color: hairline})
}

// cell places one line of the cell in column c, its baseline y below the top
// of the row.
func (f *flow) cell(g *grid, tr *part, c int, l textLine, y float64) []text {
	x := f.left + shift(g.block.Align, c, g.columns[c]-l.width)
	for _, width := range g.columns[:c] {
		x += width + g.pad
	}
	texts := make([]text, len(l.runs))
	for i, piece := range l.runs {
		piece.x += x
		texts[i] = text{piece, y, tr.cells[c]}
	}
	return texts
}

// shift moves a line inside its column by the alignment of the column.
func shift(align []markup.Align, column int, room float64) float64 {
	if column >= len(align) {
		return 0
	}
	switch align[column] {
	case markup.AlignRight:
		return room
	case markup.AlignCenter:
		return room / 2
	}
	return 0
}

// records sets a table with too many columns for the page as one paragraph
// per row: "header: cell" on lines of their own.
func (f *flow) records(block markup.Block) {
	for i, cells := range block.Rows {
		if i > 0 {
			f.need(f.afterParagraph)
		}
		for c, cell := range cells {
			var line []markup.Inline
			if c < len(block.Header) && len(block.Header[c]) > 0 {
				line = append(line, markup.Inline{Kind: markup.Strong, Children: block.Header[c]}, markup.Inline{Kind: markup.Text, Text: ": "})
			}
			f.paragraph(append(line, cell...), f.tables[0].body)
		}
	}
	if len(block.Rows) == 0 {
		for _, cell := range block.Header {
			f.paragraph(cell, f.tables[0].body)
		}
	}
}
