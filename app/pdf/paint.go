package pdf

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"clausedesk/app/policy"

	"github.com/jung-kurt/gofpdf"
)

// painter draws laid out pages with gofpdf.
type painter struct {
	pdf     *gofpdf.Fpdf
	in      Input
	fonts   [nFaces]bool
	links   map[*mark]int
	clauses map[policy.ID]int // the link to each clause with a heading
	last    color
	inked   bool
}

// paint writes the pages as a finished PDF file.
func paint(ctx context.Context, in Input, pages []page) ([]byte, error) {
	p := newPainter(pageWidth, pageHeight, in.Created)
	p.in = in
	p.pdf.SetXmpMetadata(xmpOf(in))
	p.targets(pages)
	for i := range pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p.pdf.AddPage()
		p.inked = false
		p.page(pages[i], i+1, len(pages))
	}
	p.bookmarks(pages)
	data, err := p.output()
	if err != nil {
		return nil, err
	}
	return finish(data, infoOf(in), in.Text.Lang)
}

// newPainter starts a document whose bytes depend on nothing but what is
// drawn.
func newPainter(width, height float64, created time.Time) *painter {
	doc := gofpdf.NewCustom(&gofpdf.InitType{
		OrientationStr: "P", UnitStr: "pt", Size: gofpdf.SizeType{Wd: width, Ht: height},
	})
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.SetCatalogSort(true)
	doc.SetCompression(false) // finish compresses, with one compressor for all pages
	doc.SetCreationDate(stamp(created))
	doc.SetModificationDate(stamp(created))
	return &painter{pdf: doc, links: map[*mark]int{}, clauses: map[policy.ID]int{}}
}

// stamp is the time in UTC. gofpdf takes a zero time for the present.
func stamp(t time.Time) time.Time {
	if t.IsZero() {
		return time.Unix(0, 0).UTC()
	}
	return t.UTC().Truncate(time.Second)
}

func (p *painter) output() ([]byte, error) {
	var out bytes.Buffer
	if err := p.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("gofpdf: %w", err)
	}
	return out.Bytes(), nil
}

// targets makes the headings reachable from the contents.
func (p *painter) targets(pages []page) {
	for _, pg := range pages {
		for _, at := range pg.rows {
			if at.row.mark != nil {
				link := p.pdf.AddLink()
				p.pdf.SetLink(link, at.top-6, at.row.mark.page)
				p.links[at.row.mark] = link
				p.clauses[at.row.mark.clause] = link
			}
		}
	}
}

// bookmarks writes the outline. A level never jumps down by more than one,
// which gofpdf could not write.
func (p *painter) bookmarks(pages []page) {
	level := -1
	for i, pg := range pages {
		for _, at := range pg.rows {
			if m := at.row.mark; m != nil {
				level = min(m.level, level+1)
				p.pdf.SetPage(i + 1)
				p.pdf.Bookmark(m.label(), level, at.top-6)
			}
		}
	}
	p.pdf.SetPage(len(pages))
}

func (p *painter) page(pg page, number, count int) {
	p.columnHeads()
	for i, at := range pg.rows {
		p.bars(pg.rows, i)
		for _, t := range at.row.texts {
			p.text(t.run, at.top+t.y)
		}
		for _, r := range at.row.rules {
			p.rule(r, at.top)
		}
		p.entry(at.row.entry, at)
		p.beside(pg.rows, i)
	}
	p.footer(number, count)
}

// bars draws the lines beside a quotation, up to the row before if that has
// them too.
func (p *painter) bars(rows []placed, i int) {
	at := rows[i]
	for _, x := range at.row.bars {
		top := at.top + 2
		if i > 0 && slices.Contains(rows[i-1].row.bars, x) && rows[i-1].row.clause == at.row.clause {
			top = rows[i-1].top + rows[i-1].row.height - 2
		}
		p.ink(strong)
		p.pdf.SetLineWidth(1)
		p.pdf.Line(x, top, x, at.top+at.row.height-2)
	}
}

// use selects a face, adding it to the document the first time: a copy, since
// gofpdf pads the tables of a font in place.
func (p *painter) use(id faceID, size float64) {
	if !p.fonts[id] {
		p.pdf.AddUTF8FontFromBytes(faceNames[id], "", bytes.Clone(faceOf(id).data))
		p.fonts[id] = true
	}
	p.pdf.SetFont(faceNames[id], "", size)
}

// text draws a run with its baseline at y, and makes it a link if it is one.
func (p *painter) text(r run, y float64) {
	if r.text == "" {
		return
	}
	p.use(r.face, r.look.size)
	c := r.look.color
	p.pdf.SetTextColor(int(c[0]), int(c[1]), int(c[2]))
	p.pdf.Text(r.x, y, r.text)
	if id, inside := clauseTarget(r.look.url); inside {
		if link, ok := p.clauses[id]; ok {
			p.pdf.Link(r.x, y-r.look.size, r.width, r.look.size*1.3, link)
		}
	} else if r.look.url != "" {
		size := r.look.size
		p.pdf.LinkString(r.x, y-size, r.width, size*1.3, r.look.url)
		p.ink(c)
		p.pdf.SetLineWidth(0.3)
		p.pdf.Line(r.x, y+1.6, r.x+r.width, y+1.6)
	}
}

// ink sets the colour of lines.
func (p *painter) ink(c color) {
	if !p.inked || p.last != c {
		p.pdf.SetDrawColor(int(c[0]), int(c[1]), int(c[2]))
		p.last, p.inked = c, true
	}
}

func (p *painter) rule(r rule, top float64) {
	p.ink(r.color)
	p.pdf.SetLineWidth(r.weight)
	if r.dots {
		p.pdf.SetDashPattern([]float64{0.7, 3}, 0)
		defer p.pdf.SetDashPattern(nil, 0)
	}
	p.pdf.Line(r.x, top+r.y, r.x+r.width, top+r.y)
}

// entry completes a line of the contents: its page number, and the link.
func (p *painter) entry(e *entry, at placed) {
	if e == nil {
		return
	}
	if e.last {
		p.right(number(e.to.page), entryStyle.look, e.at, at.top+baseline(entryStyle))
	}
	p.pdf.Link(e.at.left, at.top, e.at.width, at.row.height, p.links[e.to])
}

// right draws text that ends at the right of a measure.
func (p *painter) right(s string, l look, at measure, y float64) {
	width := textWidth(s, l.face, l.size)
	p.words(s, l, at.left+at.width-width, y)
}

// words draws a string in one look, in whatever faces show it.
func (p *painter) words(s string, l look, x, y float64) {
	for _, at := range breakLines(spellText(s, l), 1e6) {
		for _, piece := range at.runs {
			piece.x += x
			p.text(piece, y)
		}
	}
}

func number(n int) string { return strconv.Itoa(n) }
