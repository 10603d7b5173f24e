package pdf

import "fmt"

// tree is the structure of a document as it comes to stand on the pages.
type tree struct {
	root     *element
	elements map[*part]*element
	pages    [][]*element // of every page, by marked-content identifier
	links    []*annotation
	title    string // stands for a figure that says nothing of itself
}

// element is a part that stands on a page.
type element struct {
	*part
	up     *element
	kids   []kid
	object int // its number in the file
}

// kid is what an element holds: an element, an annotation, or else marked
// content of a page, counted from 0.
type kid struct {
	element    *element
	annotation *annotation
	page, id   int
}

// annotation is a link on a page, counted from 0.
type annotation struct {
	page   int
	rect   [4]float64 // left, bottom, right, top, in points from the bottom left
	to     *mark      // where it leads in the document, or
	uri    string     // outside of it
	of     *element
	object int
}

func newTree() *tree {
	document := &part{kind: "Document"}
	t := &tree{root: &element{part: document}}
	t.elements = map[*part]*element{nil: t.root, document: t.root}
	return t
}

// of is the element of a part, entered behind what stands before it when it
// is new. A row of a table comes with all its cells, those without text too.
func (t *tree) of(p *part) *element {
	if e, ok := t.elements[p]; ok {
		return e
	}
	up := t.of(p.up)
	e, ok := t.elements[p]
	if ok { // a cell that came with its row
		return e
	}
	e = &element{part: p, up: up}
	t.elements[p] = e
	up.kids = append(up.kids, kid{element: e})
	for _, cell := range p.cells {
		t.of(cell)
	}
	return e
}

// mark enters marked content of a part and returns its identifier on the page.
func (t *tree) mark(p *part, page int) int {
	for len(t.pages) <= page {
		t.pages = append(t.pages, nil)
	}
	e, id := t.of(p), len(t.pages[page])
	e.kids = append(e.kids, kid{page: page, id: id})
	t.pages[page] = append(t.pages[page], e)
	return id
}

// link enters an annotation as part of a link.
func (t *tree) link(p *part, a annotation) {
	a.of = t.of(p)
	a.of.kids = append(a.of.kids, kid{annotation: &a})
	t.links = append(t.links, &a)
}

// An artifact is what is no part of the text, as a property list (ISO 32000-1,
// 14.8.2.2.2).
type artifact string

const (
	lines     artifact = "<</Type /Layout>>"
	topLine   artifact = "<</Type /Pagination /Subtype /Header /Attached [/Top]>>"
	footLine  artifact = "<</Type /Pagination /Subtype /Footer /Attached [/Bottom]>>"
	seenAbove artifact = "<</Type /Pagination>>"
)

// begin opens the marked content of a part, unless it is open: of an artifact
// where the painter draws one, or where there is no part.
func (p *painter) begin(of *part) {
	if p.tree == nil {
		return
	}
	as := p.artifact
	switch {
	case as != "":
		of = nil
	case of == nil:
		as = lines
	}
	if p.isOpen && p.open == of && p.openAs == as {
		return
	}
	p.end()
	p.isOpen, p.open, p.openAs = true, of, as
	if of == nil {
		p.pdf.RawWriteStr("/Artifact " + string(as) + " BDC\n")
		return
	}
	id := p.tree.mark(of, p.pdf.PageNo()-1)
	p.pdf.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC\n", of.kind, id))
}

// end closes the marked content that is open.
func (p *painter) end() {
	if p.isOpen {
		p.pdf.RawWriteStr("EMC\n")
		p.isOpen, p.open = false, nil
	}
}

// as draws what is an artifact.
func (p *painter) as(what artifact, draw func()) {
	outer := p.artifact
	p.artifact = what
	draw()
	p.artifact = outer
}

// linkPart is the link that a run belongs to: that of the run before it in the
// same part when both lead to one place, as when a link goes on in the next
// line.
func (p *painter) linkPart(t text) *part {
	last := p.linked[t.part]
	if last.part == nil || last.url != t.look.url {
		last = openLink{t.look.url, &part{kind: "Link", up: t.part, lang: t.part.lang}}
		p.linked[t.part] = last
	}
	return last.part
}

type openLink struct {
	url  string
	part *part
}
