package conform

import (
	"regexp"
	"slices"
	"strings"

	"clausedesk/app/sign/pdffile"
)

// standard are the structure types of ISO 32000-1, 14.8.4.
var standard = strings.Fields(`Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private
	P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot
	Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form`)

// holds are the types that hold others in one way only, and what they hold (ISO
// 32000-1, tables 333, 336 and 337); point is what fails where they do not.
var holds = map[string]struct {
	point string
	kids  []string
}{
	"TOC":   {"09-006", []string{"TOC", "TOCI", "Caption"}},
	"TOCI":  {"09-006", []string{"Lbl", "Reference", "NonStruct", "P", "TOC"}},
	"L":     {"09-005", []string{"L", "LI", "Caption"}},
	"LI":    {"09-005", []string{"Lbl", "LBody"}},
	"Table": {"09-004", []string{"TR", "THead", "TBody", "TFoot", "Caption"}},
	"THead": {"09-004", []string{"TR"}},
	"TBody": {"09-004", []string{"TR"}},
	"TFoot": {"09-004", []string{"TR"}},
	"TR":    {"09-004", []string{"TH", "TD"}},
}

// stands are the types that stand in certain others only.
var stands = map[string]struct {
	point string
	in    []string
}{
	"TOCI":  {"09-006", []string{"TOC"}},
	"LI":    {"09-005", []string{"L"}},
	"LBody": {"09-005", []string{"LI"}},
	"THead": {"09-004", []string{"Table"}},
	"TBody": {"09-004", []string{"Table"}},
	"TFoot": {"09-004", []string{"Table"}},
	"TR":    {"09-004", []string{"Table", "THead", "TBody", "TFoot"}},
	"TH":    {"09-004", []string{"TR"}},
	"TD":    {"09-004", []string{"TR"}},
}

// element is an element of the structure.
type element struct {
	ref   pdffile.Ref
	dict  pdffile.Dict
	kind  string // standard type
	up    *element
	kids  []*element
	lang  string // its own, or that of what it stands in
	marks []place
	holds []pdffile.Ref // annotations
	shown bool          // some of its content is on a page
}

// structure walks the tree (ISO 32000-1, 14.7.2).
func (c *checker) structure() {
	tree := c.dict(c.catalog.Get("StructTreeRoot"))
	if tree == nil {
		c.fail("A-6.7.2", "no structure")
		return
	}
	c.roles(c.dict(tree.Get("RoleMap")))
	lang := c.text(c.catalog.Get("Lang"))
	c.need(languageShape.MatchString(lang), "11-001", "language %q of the document", lang)
	c.root = &element{dict: tree, lang: lang}
	if r, ok := c.catalog.Get("StructTreeRoot").(pdffile.Ref); ok {
		c.root.ref = r
	}
	c.kids(c.root, tree.Get("K"))
	c.headings()
	notes := map[string]bool{}
	for _, e := range c.elements {
		c.built(e)
		c.worded(e, notes)
	}
}

var languageShape = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// roles checks what types that are not standard are mapped to.
func (c *checker) roles(mapped pdffile.Dict) {
	for _, entry := range mapped {
		c.need(!slices.Contains(standard, string(entry.Key)), "02-004", "%s", entry.Key)
		at, steps := string(entry.Key), 0
		for ; !slices.Contains(standard, at) && steps <= len(mapped); steps++ {
			at = c.name(mapped.Get(pdffile.Name(at)))
		}
		c.need(steps <= len(mapped), "02-003", "%s", entry.Key)
	}
}

// role is the standard type of a type.
func (c *checker) role(kind string) string {
	mapped := c.dict(c.root.dict.Get("RoleMap"))
	for range len(mapped) + 1 {
		if slices.Contains(standard, kind) {
			return kind
		}
		kind = c.name(mapped.Get(pdffile.Name(kind)))
	}
	return ""
}

// kids enters what an element holds.
func (c *checker) kids(e *element, o pdffile.Object) {
	list, ok := c.get(o).(pdffile.Array)
	if !ok {
		list = pdffile.Array{o}
	}
	for _, kid := range list {
		switch k := c.get(kid).(type) {
		case pdffile.Int:
			c.mark(e, e.dict.Get("Pg"), int(k))
		case pdffile.Dict:
			c.kid(e, kid, k)
		}
	}
}

func (c *checker) kid(e *element, o pdffile.Object, d pdffile.Dict) {
	page := d.Get("Pg")
	if page == nil {
		page = e.dict.Get("Pg")
	}
	switch c.name(d.Get("Type")) {
	case "MCR":
		c.mark(e, page, c.int(d.Get("MCID"), -1))
	case "OBJR":
		if r, ok := d.Get("Obj").(pdffile.Ref); ok {
			e.holds = append(e.holds, r)
		}
	default:
		r, ok := o.(pdffile.Ref)
		if !ok || c.elements[r] != nil {
			c.fail("A-6.7.3", "an element stands in the structure twice, or directly")
			return
		}
		c.enter(e, r, d)
	}
}

func (c *checker) enter(up *element, r pdffile.Ref, d pdffile.Dict) {
	e := &element{ref: r, dict: d, up: up, lang: up.lang, kind: c.role(c.name(d.Get("S")))}
	c.need(e.kind != "", "02-001", "%s", c.name(d.Get("S")))
	if d.Has("Lang") {
		e.lang = c.text(d.Get("Lang"))
		c.need(languageShape.MatchString(e.lang), "11-001", "language %q", e.lang)
	}
	c.need(pdffile.Equal(d.Get("P"), up.ref), "A-6.7.3", "object %d does not lead to what it stands in", r.Num)
	c.elements[r] = e
	up.kids = append(up.kids, e)
	c.kids(e, d.Get("K"))
}

// mark enters marked content of an element.
func (c *checker) mark(e *element, page pdffile.Object, id int) {
	for i := range c.pages {
		if pdffile.Equal(c.pages[i].Ref, page) {
			at := place{i, id}
			c.need(c.marked[at] == nil, "A-6.7.3", "content %d of page %d stands in two elements", id, i+1)
			c.marked[at] = e
			e.marks = append(e.marks, at)
			return
		}
	}
	c.fail("A-6.7.3", "object %d holds content of no page", e.ref.Num)
}

// built checks what an element holds and stands in.
func (c *checker) built(e *element) {
	if rule, ok := holds[e.kind]; ok {
		c.need(len(e.marks) == 0, rule.point, "%s holds content of its own", e.kind)
		for _, kid := range e.kids {
			c.need(slices.Contains(rule.kids, kid.kind), rule.point, "%s in %s", kid.kind, e.kind)
		}
	}
	if rule, ok := stands[e.kind]; ok {
		c.need(slices.Contains(rule.in, e.up.kind), rule.point, "%s in %s", e.kind, e.up.kind)
	}
	if e.kind == "Table" {
		c.table(e)
	}
}

// table checks that all rows have as many cells, and that header cells say what
// they head.
func (c *checker) table(e *element) {
	width := -1
	var rows func(*element)
	rows = func(e *element) {
		for _, kid := range e.kids {
			if kid.kind != "TR" {
				rows(kid)
				continue
			}
			cells := 0
			for _, cell := range kid.kids {
				cells += c.int(c.attribute(cell, "Table", "ColSpan"), 1)
				c.need(cell.kind != "TH" || c.attribute(cell, "Table", "Scope") != nil, "15-003", "object %d", cell.ref.Num)
			}
			c.need(width < 0 || cells == width, "09-004", "rows of %d and %d cells", width, cells)
			width = cells
		}
	}
	rows(e)
}

// attribute is an attribute of an element, nil when it has none such.
func (c *checker) attribute(e *element, owner, key string) pdffile.Object {
	for _, o := range append(c.array(e.dict.Get("A")), e.dict.Get("A")) {
		if d := c.dict(o); c.name(d.Get("O")) == owner && d.Has(pdffile.Name(key)) {
			return c.get(d.Get(pdffile.Name(key)))
		}
	}
	return nil
}

// worded checks that what is no text has words in its place, and that the
// language of text is known.
func (c *checker) worded(e *element, notes map[string]bool) {
	words := c.text(e.dict.Get("Alt")) != "" || c.text(e.dict.Get("ActualText")) != ""
	switch e.kind {
	case "Figure":
		c.need(words, "13-004", "object %d", e.ref.Num)
	case "Formula":
		c.need(words, "17-002", "object %d", e.ref.Num)
	case "Note":
		id := c.text(e.dict.Get("ID"))
		c.need(id != "", "19-003", "object %d", e.ref.Num)
		c.need(!notes[id], "19-004", "%q", id)
		notes[id] = true
	}
	c.need(e.lang != "" || len(e.marks) == 0 && !words, "11-001", "object %d", e.ref.Num)
}

var headingKind = regexp.MustCompile(`^H([1-6])$`)

// headings checks their levels in reading order (ISO 14289-1, 7.4).
func (c *checker) headings() {
	last, plain := 0, false
	var walk func(*element)
	walk = func(e *element) {
		plain = plain || e.kind == "H"
		if found := headingKind.FindStringSubmatch(e.kind); found != nil {
			level := int(found[1][0] - '0')
			c.need(last > 0 || level == 1, "14-002", "H%d", level)
			c.need(last == 0 || level <= last+1, "14-003", "H%d after H%d", level, last)
			last = level
		}
		for _, kid := range e.kids {
			walk(kid)
		}
	}
	walk(c.root)
	c.need(!plain || last == 0, "14-007", "H and H%d", last)
}

// parents checks that the parent tree leads from the pages back to the
// elements, and that all content of elements is there.
func (c *checker) parents() {
	if c.root == nil {
		return
	}
	parents := c.numbers(c.root.dict.Get("ParentTree"), 0)
	next := c.int(c.root.dict.Get("ParentTreeNextKey"), 0)
	for key := range parents {
		c.need(key < next, "A-6.7.3", "the next key of the parent tree is %d, %d is used", next, key)
	}
	for at, e := range c.marked {
		list := c.array(parents[c.int(c.pages[at.page].Dict.Get("StructParents"), -1)])
		c.need(at.id < len(list) && pdffile.Equal(list[at.id], e.ref), "A-6.7.3", "content %d of page %d does not lead to its element", at.id, at.page+1)
	}
	for _, e := range c.elements {
		c.need(len(e.marks) == 0 || e.shown, "A-6.7.3", "content of object %d is on no page", e.ref.Num)
		for _, r := range e.holds {
			key := c.int(c.dict(r).Get("StructParent"), -1)
			c.need(pdffile.Equal(parents[key], e.ref), "A-6.7.3", "annotation %d does not lead to its element", r.Num)
		}
	}
}

// numbers are the entries of a number tree (ISO 32000-1, 7.9.7).
func (c *checker) numbers(o pdffile.Object, depth int) map[int]pdffile.Object {
	out := map[int]pdffile.Object{}
	d := c.dict(o)
	list := c.array(d.Get("Nums"))
	for i := 0; i+1 < len(list); i += 2 {
		out[c.int(list[i], -1)] = list[i+1]
	}
	if depth > 8 {
		return out
	}
	for _, kid := range c.array(d.Get("Kids")) {
		for key, value := range c.numbers(kid, depth+1) {
			out[key] = value
		}
	}
	return out
}
