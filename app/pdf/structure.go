package pdf

import "clausedesk/app/bilingual"

// part is an element of the document's structure that text stands in (ISO
// 32000-1, 14.8.4). It knows the element around it and not what it holds: the
// tree is made of the parts that come to stand on a page, in the order in which
// they do, so a layout that was only tried leaves nothing behind.
type part struct {
	kind   string  // a standard structure type, such as "P"
	up     *part   // nil for what stands in the document itself
	lang   string  // of its text, empty for that of the document
	traits string  // its attributes, as a PDF dictionary
	alt    string  // what a figure shows
	level  int     // of a section: that of its heading
	cells  []*part // of a table row
}

// What a part is about, as attribute dictionaries (ISO 32000-1, 14.8.5).
const (
	numberedList = "<</O /List /ListNumbering /Decimal>>"
	bulletList   = "<</O /List /ListNumbering /Disc>>"
	termList     = "<</O /List /ListNumbering /None>>"
	columnScope  = "<</O /Table /Scope /Column>>"
)

// child is a new element inside the one that is being laid out.
func (f *flow) child(kind string) *part {
	return &part{kind: kind, up: f.part, lang: f.lang}
}

// within lays out what stands in a new element.
func (f *flow) within(kind string, do func()) { f.inside(f.child(kind), do) }

// inside lays out what stands in an element.
func (f *flow) inside(p *part, do func()) {
	outer := f.part
	f.part = p
	do()
	f.part = outer
}

// within lays out what stands in a new element of either column.
func (d *duo) within(kind string, do func()) {
	d.sides[0].within(kind, func() { d.sides[1].within(kind, do) })
}

// listed lays out what stands in a list of either column.
func (d *duo) listed(p bilingual.Pair, do func()) {
	var lists [2]*part
	for side, f := range d.sides {
		lists[side] = f.part
		if block := p.Blocks[side]; block != nil {
			lists[side] = f.listed(*block)
		}
	}
	d.sides[0].inside(lists[0], func() { d.sides[1].inside(lists[1], do) })
}

// own marks the texts of a row that are of no part yet as being of p.
func (r *row) own(p *part) {
	for i := range r.texts {
		if r.texts[i].part == nil {
			r.texts[i].part = p
		}
	}
}

// rowPart is the element of row i of a table, with its cells; row 0 is the
// header.
func (g *grid) rowPart(i int) *part {
	if i < 2 { // the header, or the first row below it
		g.group = &part{kind: "TBody", up: g.part}
	}
	kind, traits := "TD", ""
	if i == 0 {
		g.group.kind, kind, traits = "THead", "TH", columnScope
	}
	tr := &part{kind: "TR", up: g.group}
	for range g.columns {
		tr.cells = append(tr.cells, &part{kind: kind, up: tr, lang: g.part.lang, traits: traits})
	}
	return tr
}

// sections nests the sections of clauses as deep as the clauses stand.
type sections struct{ open []*part }

// of opens the section of a clause that stands so deep, 0 at the top.
func (s *sections) of(depth int, headed bool) *part {
	depth = min(max(depth, 0), len(s.open))
	sect := &part{kind: "Sect", level: 1}
	if depth > 0 {
		sect.up = s.open[depth-1]
		sect.level = sect.up.level
	}
	if headed {
		sect.level++
	}
	s.open = append(s.open[:depth], sect)
	return sect
}

// listedEntry is the link in a new line of the contents (ISO 32000-1, 14.8.4.4.1
// and table 333).
func (f *flow) listedEntry(level int) *part {
	if level = min(level, len(f.listing)); level == len(f.listing) {
		toc := f.child("TOC")
		if level > 0 {
			toc.up = f.listing[level-1]
		}
		f.listing = append(f.listing, toc)
	}
	f.listing = f.listing[:level+1]
	item := &part{kind: "TOCI", up: f.listing[level], lang: f.lang}
	reference := &part{kind: "Reference", up: item, lang: f.lang}
	return &part{kind: "Link", up: reference, lang: f.lang}
}

// headingKind is the structure type of the heading of the section around. The
// title of the document is the heading of the first level; below it no level is
// left out (ISO 14289-1, 7.4.2), and PDF knows six.
func (f *flow) headingKind() string {
	if f.part == nil {
		return "H2"
	}
	return "H" + number(min(f.part.level, 6))
}

// titled sets text without marks as an element of a kind, nothing when it is
// empty.
func (f *flow) titled(s string, as style, kind string) {
	f.within(kind, func() { f.lines(balanced(spellText(s, as.look), f.width), as, f.left) })
}
