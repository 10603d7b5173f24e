package conform

import (
	"slices"
	"strconv"

	"clausedesk/app/sign/pdffile"
)

// known are the kinds of annotations of ISO 32000-1, table 169; fading those of
// them that ISO 19005-3, 6.3.1 does not allow.
var (
	known = []string{
		"Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly", "StrikeOut",
		"Stamp", "Caret", "Ink", "Popup", "FileAttachment", "Sound", "Movie", "Widget", "Screen", "PrinterMark", "TrapNet", "Watermark", "3D", "Redact",
	}
	fading = []string{"Sound", "Movie", "Screen", "TrapNet", "3D"}
)

// annotations checks links, form fields and the like on every page.
func (c *checker) annotations() {
	around := map[pdffile.Ref]*element{}
	for _, e := range c.elements {
		for _, r := range e.holds {
			around[r] = e
		}
	}
	for i, page := range c.pages {
		annots := c.array(page.Dict.Get("Annots"))
		if len(annots) == 0 {
			continue
		}
		c.need(page.Dict.Has("Tabs"), "28-008", "page %d", i+1)
		c.need(!page.Dict.Has("Tabs") || c.name(page.Dict.Get("Tabs")) == "S", "28-009", "page %d", i+1)
		for _, o := range annots {
			r, _ := o.(pdffile.Ref)
			c.annotation(i+1, c.dict(o), around[r])
		}
	}
}

// Flags of an annotation (ISO 32000-1, table 165).
const (
	invisible    = 1 << 0
	hidden       = 1 << 1
	printed      = 1 << 2
	noView       = 1 << 5
	toggleNoView = 1 << 8
)

func (c *checker) annotation(page int, d pdffile.Dict, around *element) {
	kind := c.name(d.Get("Subtype"))
	c.need(slices.Contains(known, kind), "28-006", "page %d: %s", page, kind)
	c.need(!slices.Contains(fading, kind), "A-6.3.1", "page %d: %s", page, kind)
	flags := c.int(d.Get("F"), 0)
	c.need(kind == "Popup" || flags&printed != 0 && flags&(invisible|hidden|noView|toggleNoView) == 0, "A-6.3.2", "page %d: flags %d of %s", page, flags, kind)
	c.appearance(page, kind, d)
	words := c.text(d.Get("Contents"))
	alt := around != nil && c.text(around.dict.Get("Alt")) != ""
	in := ""
	if around != nil {
		in = around.kind
		c.need(around.lang != "", "11-001", "page %d: the words of %s", page, kind)
	}
	switch kind {
	case "Link":
		c.need(in == "Link", "28-011", "page %d: in %q", page, in)
		c.need(words != "", "28-012", "page %d", page)
	case "Widget":
		c.need(in == "Form" || c.unseen(d), "28-010", "page %d: in %q", page, in)
		c.need(c.inherited(d, "TU") != "" || alt || c.unseen(d), "28-005", "page %d", page)
		c.need(!d.Has("A"), "A-6.4.1", "page %d", page)
	case "Popup", "PrinterMark":
	default:
		c.need(in == "Annot", "28-002", "page %d: %s in %q", page, kind, in)
		c.need(words != "" || alt, "28-004", "page %d: %s", page, kind)
	}
}

// unseen tells whether an annotation takes no room (ISO 14289-1, 7.18.1).
func (c *checker) unseen(d pdffile.Dict) bool {
	rect := c.array(d.Get("Rect"))
	return len(rect) == 4 && c.number(rect[0]) == c.number(rect[2]) && c.number(rect[1]) == c.number(rect[3])
}

func (c *checker) number(o pdffile.Object) float64 {
	switch n := c.get(o).(type) {
	case pdffile.Int:
		return float64(n)
	case pdffile.Real:
		f, _ := strconv.ParseFloat(string(n), 64)
		return f
	}
	return 0
}

// appearance checks how an annotation is drawn (ISO 19005-3, 6.3.3).
func (c *checker) appearance(page int, kind string, d pdffile.Dict) {
	ap := c.dict(d.Get("AP"))
	if kind != "Popup" && kind != "Link" && !c.unseen(d) {
		c.need(ap.Has("N"), "A-6.3.3", "page %d: %s", page, kind)
	}
	if ap.Has("N") {
		c.appears(page-1, ap.Get("N"))
	}
	for _, entry := range ap {
		c.need(entry.Key == "N", "A-6.3.3", "page %d: appearance %s", page, entry.Key)
	}
}

// inherited is a text of a form field, its own or of the fields it is part of.
func (c *checker) inherited(d pdffile.Dict, key pdffile.Name) string {
	for range 8 {
		if s := c.text(d.Get(key)); s != "" {
			return s
		}
		d = c.dict(d.Get("Parent"))
	}
	return ""
}

// files checks embedded files (ISO 19005-3, 6.8): named, described and part of
// something.
func (c *checker) files() {
	related := map[pdffile.Ref]bool{}
	for _, object := range c.refs {
		eachDict(object, func(d pdffile.Dict) {
			for _, o := range c.array(d.Get("AF")) {
				if r, ok := o.(pdffile.Ref); ok {
					related[r] = true
				}
			}
		})
	}
	for r, object := range c.refs {
		eachDict(object, func(d pdffile.Dict) {
			if d.Has("EF") {
				c.embedded(r, d, related[r])
			}
		})
	}
}

func (c *checker) embedded(r pdffile.Ref, d pdffile.Dict, related bool) {
	c.need(c.text(d.Get("F")) != "" && c.text(d.Get("UF")) != "", "21-001", "object %d", r.Num)
	relations := []string{"Source", "Data", "Alternative", "Supplement", "Unspecified"}
	c.need(slices.Contains(relations, c.name(d.Get("AFRelationship"))), "A-6.8", "object %d does not say what it is to the document", r.Num)
	c.need(related, "A-6.8", "object %d belongs to nothing", r.Num)
	c.need(c.text(d.Get("Desc")) != "", "A-6.8", "object %d is not described", r.Num)
	for _, entry := range c.dict(d.Get("EF")) {
		file := c.dict(entry.Value)
		params := c.dict(file.Get("Params"))
		c.need(c.name(file.Get("Subtype")) != "", "A-6.8", "object %d is of no kind", r.Num)
		c.need(c.text(params.Get("ModDate")) != "", "A-6.8", "object %d has no date", r.Num)
		c.need(c.int(params.Get("Size"), -1) == len(c.stream(entry.Value)), "A-6.8", "object %d is of another length than it says", r.Num)
	}
}
