package pdf

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"clausedesk/app/policy"

	"github.com/jung-kurt/gofpdf"
)

// painter draws laid out pages with gofpdf.
type painter struct {
	pdf *gofpdf.Fpdf
	*design
	in      Input
	height  float64 // of a page, in points
	fonts   [nFaces]bool
	used    [nFaces]runes
	clauses map[policy.ID]*mark // the headings that links lead to
	last    color
	inked   bool

	trackedPage int // the page that the tracking is of
	tracked     float64

	// The marked content being drawn. Without a tree nothing is marked.
	tree     *tree
	artifact artifact // what is drawn is one, whatever its parts
	isOpen   bool
	open     *part
	openAs   artifact
	linked   map[*part]openLink
}

// paint writes the pages as a finished PDF file.
func paint(ctx context.Context, in Input, pages []page) ([]byte, error) {
	d := designOf(in)
	p := newPainter(d.paperWidth, d.paperHeight, in.Created)
	p.in, p.design, p.tree = in, d, newTree()
	marks := marksOn(pages)
	for _, m := range marks {
		p.clauses[m.clause] = m
	}
	for i := range pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p.pdf.AddPage()
		p.inked = false
		p.page(pages[i], i+1, len(pages))
	}
	data, err := p.output()
	if err != nil {
		return nil, err
	}
	return p.finish(data, marks)
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
	return &painter{pdf: doc, height: height, clauses: map[policy.ID]*mark{}, linked: map[*part]openLink{}}
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

// marksOn are the headings, in the order of the pages.
func marksOn(pages []page) []*mark {
	var marks []*mark
	for _, pg := range pages {
		for _, at := range pg.rows {
			if at.row.mark != nil {
				marks = append(marks, at.row.mark)
			}
		}
	}
	return marks
}

// page draws what is no text first, so that nothing comes between the lines of
// a paragraph.
func (p *painter) page(pg page, number, count int) {
	p.as(topLine, p.columnHeads)
	for i, at := range pg.rows {
		p.bars(pg.rows, i)
		for _, r := range at.row.rules {
			p.rule(r, at.top)
		}
	}
	for i, at := range pg.rows {
		p.picture(at.row.picture, at.top)
		p.texts(at, at.row.texts, at.row.entry)
		p.beside(pg.rows, i)
	}
	p.as(footLine, func() { p.footer(number, count) })
	p.end()
}

// texts draws the texts of a row, and completes a line of the contents.
func (p *painter) texts(at placed, texts []text, e *entry) {
	if at.row.again {
		outer := p.artifact
		p.artifact = seenAbove
		defer func() { p.artifact = outer }()
	}
	for i, t := range texts {
		p.text(spaced(t, texts[i+1:]), at.top)
	}
	p.entry(e, at)
}

// spaced ends a text with the space that separates it from what follows in its
// part, so that words stand apart for those who do not see the page (ISO
// 32000-1, 14.8.2.5). Where a word goes on in the next line there is none, and
// a hyphen that is not the word's own is the soft one (14.8.2.2.3).
func spaced(t text, after []text) text {
	last := len(after) == 0 || after[0].part != t.part || after[0].y != t.y
	switch {
	case t.text == "" || strings.HasSuffix(t.text, " "):
	case t.soft:
		if whole, ok := strings.CutSuffix(t.text, "-"); ok && faceOf(t.face).has(softHyphen) {
			t.text = whole + string(softHyphen)
		}
	case last && !t.cut, !last && after[0].x > t.x+t.width+0.5:
		t.text += " "
	}
	return t
}

// bars draws the lines beside a quotation, up to the row before if that has
// them too.
func (p *painter) bars(rows []placed, i int) {
	at := rows[i]
	if len(at.row.bars) > 0 {
		p.begin(nil)
	}
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

// text draws a text on a row whose top is there, and makes it a link if it is
// one.
func (p *painter) text(t text, top float64) {
	if t.text == "" {
		return
	}
	link := p.linkOf(t)
	if link.to == nil && link.uri == "" {
		delete(p.linked, t.part)
		p.begin(t.part)
		p.run(t.run, top+t.y)
		return
	}
	size, y := t.look.size, top+t.y
	t.part = p.linkPart(t)
	p.begin(t.part)
	p.run(t.run, y)
	p.link(link, t.part, t.x, y-size, t.width, size*1.3)
	if link.uri != "" {
		p.ink(t.look.color)
		p.pdf.SetLineWidth(0.3)
		p.pdf.Line(t.x, y+1.6, t.x+t.width, y+1.6)
	}
}

// run draws a run with its baseline at y.
func (p *painter) run(r run, y float64) {
	p.use(r.face, r.look.size)
	p.used[r.face].add(r.text)
	c := r.look.color
	p.pdf.SetTextColor(int(c[0]), int(c[1]), int(c[2]))
	p.track(tracking(r.look.size))
	p.pdf.Text(r.x, y, r.text)
}

// linkOf says where a text leads. What stands there a second time is no link,
// nor is what is drawn without structure.
func (p *painter) linkOf(t text) annotation {
	if p.tree == nil || p.artifact != "" || t.part == nil {
		return annotation{}
	}
	if id, inside := clauseTarget(t.look.url); inside {
		return annotation{to: p.clauses[id]}
	}
	return annotation{uri: t.look.url}
}

// link adds a link on the page, its top left corner at x and y.
func (p *painter) link(a annotation, of *part, x, y, width, height float64) {
	a.page = p.pdf.PageNo() - 1
	a.rect = [4]float64{x, p.height - y - height, x + width, p.height - y}
	p.tree.link(of, a)
}

// ink sets the colour of lines.
func (p *painter) ink(c color) {
	if !p.inked || p.last != c {
		p.pdf.SetDrawColor(int(c[0]), int(c[1]), int(c[2]))
		p.last, p.inked = c, true
	}
}

func (p *painter) rule(r rule, top float64) {
	p.begin(nil)
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
		p.right(number(e.to.page), p.design.entry.look, e.at, at.top+baseline(p.design.entry), e.part)
	}
	p.link(annotation{to: e.to}, e.part, e.at.left, at.top, e.at.width, at.row.height)
}

// right draws text of a part that ends at the right of a measure.
func (p *painter) right(s string, l look, at measure, y float64, of *part) {
	width := textWidth(s, l.face, l.size)
	p.words(s, l, at.left+at.width-width, y, of)
}

// words draws a string of a part in one look, in whatever faces show it.
func (p *painter) words(s string, l look, x, y float64, of *part) {
	for _, at := range breakLines(spellText(s, l), 1e6) {
		for _, piece := range at.runs {
			piece.x += x
			p.text(text{run: piece, y: y, part: of}, 0)
		}
	}
}

func number(n int) string { return strconv.Itoa(n) }
