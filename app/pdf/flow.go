package pdf

import (
	"strconv"

	"clausedesk/app/markup"
)

// flow turns blocks into rows of the current measure.
type flow struct {
	*design
	rows        []*row
	left, width float64
	bars        []float64
	clause      int
	space       float64 // wanted before the next row
	markers     []text  // list markers waiting for the first row of their item
	text        style
	depth       int // of the list around
	heads       *[3]style
	part        *part   // the element that what comes belongs to
	lang        string  // of what comes, empty for that of the document
	tongue      string  // the language whose words are hyphenated
	longest     float64 // a line of text may be, 0 for as wide as there is room
	listing     []*part // the contents that are open, those of lower levels in those of higher ones
}

// need asks for at least so much space before the next row.
func (f *flow) need(space float64) { f.space = max(f.space, space) }

// emit adds a row, with the space, bars and markers that wait for it.
func (f *flow) emit(r *row) *row {
	r.before, f.space = f.space, 0
	r.clause = f.clause
	r.bars = f.bars
	r.own(f.part)
	if len(f.markers) > 0 {
		f.attach(r)
	}
	f.rows = append(f.rows, r)
	return r
}

// attach puts the waiting markers on the baseline of a row.
func (f *flow) attach(r *row) {
	base := baseline(f.text)
	if len(r.texts) > 0 {
		base = r.texts[0].y
	}
	for i := range f.markers {
		f.markers[i].y = base
	}
	r.texts = append(f.markers, r.texts...)
	f.markers = nil
	r.height = max(r.height, base)
}

// baseline is where the baseline of a line stands below its top.
func baseline(s style) float64 { return s.leading/2 + 0.36*s.size }

// lines adds a paragraph of lines with control over what a page break may
// leave alone.
func (f *flow) lines(lines []textLine, s style, at float64) {
	for i, l := range lines {
		r := &row{height: s.leading}
		for _, piece := range l.runs {
			piece.x += at - l.hang
			r.texts = append(r.texts, text{run: piece, y: baseline(s)})
		}
		if l.end.cuts() {
			r.bond = together // a page had better not end in the middle of a word
		}
		if len(lines) > 1 && (i == 0 || i == len(lines)-2) {
			r.bond = widow
		}
		f.emit(r)
	}
}

// paragraph sets inline content in a style, as a paragraph.
func (f *flow) paragraph(inlines []markup.Inline, s style) {
	f.within("P", func() { f.set(inlines, s) })
}

// set sets inline content in a style, as text of the element around it.
func (f *flow) set(inlines []markup.Inline, s style) {
	f.lines(breakIn(f.tongue, spell(inlines, s.look), f.reach()), s, f.left)
}

// reach is how far a line of text may go.
func (f *flow) reach() float64 {
	if f.longest > 0 {
		return min(f.width, f.longest)
	}
	return f.width
}

// hold makes the last row hold on to what follows.
func (f *flow) hold(b bond) {
	hold(f.rows, b)
}

// hold makes the last of rows hold on to what follows.
func hold(rows []*row, b bond) {
	if len(rows) > 0 {
		last := rows[len(rows)-1]
		last.bond = max(last.bond, b)
	}
}

func (f *flow) blocks(blocks []markup.Block) {
	for i, block := range blocks {
		if i > 0 {
			f.need(f.between(blocks[i-1], block))
		}
		first := len(f.rows)
		f.block(block)
		switch {
		case i+1 == len(blocks):
		case entitles(block):
			tie(f.rows[first:])
		case introduces(block, blocks[i+1]):
			f.hold(together)
		}
	}
}

// tie makes rows hold on to what follows as a heading does.
func tie(rows []*row) {
	for _, r := range rows {
		r.bond = heading
	}
}

// entitles reports whether a paragraph is bold from end to end, as a heading
// above a table is written.
func entitles(block markup.Block) bool {
	if block.Kind != markup.Paragraph {
		return false
	}
	strong := false
	for _, inline := range block.Inlines {
		switch {
		case inline.Kind == markup.Strong:
			strong = true
		case inline.Kind != markup.Text || flat(inline.Text) != "":
			return false
		}
	}
	return strong
}

// between is the space between two blocks.
func (f *flow) between(above, below markup.Block) float64 {
	switch {
	case below.Kind == markup.List && f.depth > 0:
		return f.afterItem
	case above.Kind == markup.Table || below.Kind == markup.Table:
		return f.afterParagraph + 3
	}
	return f.afterParagraph
}

// introduces reports whether a paragraph leads in the block after it.
func introduces(block, next markup.Block) bool {
	if block.Kind != markup.Paragraph || next.Kind == markup.Paragraph {
		return false
	}
	plain := flat(markup.PlainInline(block.Inlines))
	return plain != "" && plain[len(plain)-1] == ':'
}

func (f *flow) block(block markup.Block) {
	switch block.Kind {
	case markup.Paragraph:
		f.paragraph(block.Inlines, f.text)
	case markup.List:
		f.list(block)
	case markup.Quote:
		f.quote(block)
	case markup.Table:
		f.table(block)
	case markup.Definitions:
		f.definitions(block)
	}
}

// indented runs do in a narrower measure, unless that would get too narrow.
func (f *flow) indented(by float64, do func()) {
	if f.width-by < f.minMeasure {
		by = 0
	}
	f.left, f.width = f.left+by, f.width-by
	do()
	f.left, f.width = f.left-by, f.width+by
}

// listIndent is the room for the markers of a list.
func (f *flow) listIndent(block markup.Block) float64 {
	if !block.Ordered {
		return f.indentItem
	}
	last := orderedMarker(block, len(block.Items)-1)
	return max(f.indentItem, textWidth(last, f.text.face, f.text.size)+5)
}

func (f *flow) list(block markup.Block) {
	indent := f.listIndent(block)
	f.depth++
	f.inside(f.listed(block), func() {
		f.indented(indent, func() {
			for i, item := range block.Items {
				if i > 0 {
					f.need(f.afterItem)
				}
				f.within("LI", func() { f.item(f.marker(block, i, indent), item) })
				if i == 0 || i == len(block.Items)-2 {
					f.hold(together) // no item alone at the foot or the head of a page
				}
			}
		})
	})
	f.depth--
}

// listed is the element of a list, of items or of definitions.
func (f *flow) listed(block markup.Block) *part {
	list := f.child("L")
	switch {
	case block.Kind == markup.Definitions:
		list.traits = termList
	case block.Ordered:
		list.traits = numberedList
	default:
		list.traits = bulletList
	}
	return list
}

// marker is the bullet or number of an item, at the left of its indent.
func (f *flow) marker(block markup.Block, i int, indent float64) text {
	s := [...]string{"•", "–"}[(f.depth+1)%2]
	if block.Ordered {
		s = orderedMarker(block, i)
	}
	base := f.text.look
	return text{part: f.child("Lbl"), run: run{
		x: f.left - indent, width: textWidth(s, base.face, base.size), text: s, face: base.face, look: &base,
	}}
}

func orderedMarker(block markup.Block, i int) string {
	return strconv.Itoa(block.Start+i) + "."
}

func (f *flow) item(marker text, blocks []markup.Block) {
	f.markers = append(f.markers, marker)
	f.within("LBody", func() { f.blocks(blocks) })
	if len(f.markers) > 0 { // an item without words
		f.emit(&row{height: f.text.leading})
	}
}

func (f *flow) quote(block markup.Block) {
	outer, bars := f.text, f.bars
	f.text.color = soft
	f.bars = append(bars[:len(bars):len(bars)], f.left+1)
	f.within("BlockQuote", func() {
		f.indented(f.indentQuote, func() { f.blocks(block.Items[0]) })
	})
	f.text, f.bars = outer, bars
	f.need(f.afterParagraph)
}

// keptLines is the longest definition that a page break may not divide.
const keptLines = 14

func (f *flow) definitions(block markup.Block) {
	f.inside(f.listed(block), func() {
		for i, def := range block.Defs {
			if i > 0 {
				f.need(f.afterParagraph)
			}
			first := len(f.rows)
			f.within("LI", func() { f.definition(def) })
			join(f.rows[first:])
		}
	})
}

func (f *flow) definition(def markup.Definition) {
	term := f.text
	term.face = styled(term.face, bold)
	f.within("Lbl", func() { f.set(def.Term, term) })
	f.hold(heading)
	f.inside(f.child("LBody"), func() {
		f.indented(f.indentDetail, func() {
			for j, detail := range def.Details {
				if j > 0 {
					f.need(f.afterItem)
				}
				f.blocks(detail)
			}
		})
	})
}

// join keeps rows on one page if they are few.
func join(rows []*row) {
	if len(rows) > keptLines {
		return
	}
	for _, r := range rows[:max(0, len(rows)-1)] {
		r.bond = max(r.bond, together)
	}
}
