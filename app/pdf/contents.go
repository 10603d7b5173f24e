package pdf

import (
	"clausedesk/app/imprint"
	"clausedesk/app/policy"
)

// entryGap is between a title and its dots, in points.
const entryGap = 6.0

// contentsRows is the list of headings, each to be completed with its page
// number when the pages are known. It leaves deeper levels out where the rest
// then fits below the title block; where that does not help, it goes on.
func (d *design) contentsRows(front []*row, to func(depth int) []*row) []*row {
	for depth := contentsDepth; depth > 0; depth-- {
		rows := to(depth)
		if total(front)+total(rows) <= d.bodyBottom-d.bodyTop {
			return rows
		}
	}
	return to(contentsDepth)
}

func total(rows []*row) float64 {
	sum := 0.0
	for _, r := range rows {
		sum += r.before + r.height
	}
	return sum
}

// contentsTo lists the headings of the upper levels, depth of them.
func contentsTo(depth int, d *design, t policy.Text, marks []*mark) []*row {
	f := newFlow(d, t.Lang)
	f.part = f.child("Sect")
	f.need(20)
	f.titled(imprint.In(t.Lang).Contents, f.contents, "H2")
	f.hold(heading)
	f.need(3)
	hang := d.numberRoom(marks)
	for _, m := range marks {
		if m.level < depth {
			f.entry(m, m.title, hang)
		}
	}
	f.emit(&row{height: 8})
	return f.rows
}

// numberRoom is the room for the numbers of each level.
func (d *design) numberRoom(marks []*mark) [contentsDepth]float64 {
	var hang [contentsDepth]float64
	for _, m := range marks {
		if m.level < contentsDepth && m.number != "" {
			hang[m.level] = max(hang[m.level], textWidth(m.number, sans, d.entry.size)+8)
		}
	}
	return hang
}

// entry sets one heading: number, title over as many lines as it needs, and
// dots up to the place of the page number.
func (f *flow) entry(m *mark, title string, hang [contentsDepth]float64) {
	left := f.left
	for level := range m.level {
		left += max(hang[level], f.entryIndent)
	}
	look := f.design.entry.look
	indent := left + hang[m.level]
	lines := breakLines(spellText(title, look), f.left+f.width-f.entryNumber-indent)
	link := f.listedEntry(m.level)
	for i, l := range lines {
		r := &row{height: f.design.entry.leading, entry: &entry{to: m, last: i == len(lines)-1, at: measure{f.left, f.width}, part: link}}
		if i == 0 && m.number != "" {
			number := run{x: left, width: textWidth(m.number, sans, look.size), text: m.number, face: look.face, look: &look}
			r.texts = append(r.texts, text{run: number, y: baseline(f.design.entry), part: link})
		}
		for _, piece := range l.runs {
			piece.x += indent
			r.texts = append(r.texts, text{run: piece, y: baseline(f.design.entry), part: link})
		}
		if r.entry.last {
			r.rules = f.leader(indent + l.width)
		} else {
			r.bond = widow
		}
		f.emit(r)
	}
}

// leader is the line of dots from the end of a title.
func (f *flow) leader(from float64) []rule {
	from += entryGap
	to := f.left + f.width - f.entryNumber
	if to-from < entryGap {
		return nil
	}
	return []rule{{x: from, y: baseline(f.design.entry) - 0.5, width: to - from, weight: 0.7, color: hairline, dots: true}}
}
