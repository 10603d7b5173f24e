package conform

import (
	"slices"
	"strconv"

	"clausedesk/app/sign/pdffile"
)

// painting are the operators that leave marks on a page, other than text.
var painting = []string{"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI"}

// defined are the other operators (ISO 32000-1, annex A).
var defined = []string{
	"w", "J", "j", "M", "d", "ri", "i", "gs", "q", "Q", "cm", "m", "l", "c", "v", "y", "h", "re", "n", "W", "W*", "BT", "ET",
	"Tc", "Tw", "Tz", "TL", "Tf", "Tr", "Ts", "Td", "TD", "Tm", "T*", "Tj", "TJ", "'", "\"", "d0", "d1",
	"CS", "cs", "SC", "SCN", "sc", "scn", "G", "g", "RG", "rg", "K", "k", "BI", "ID", "MP", "DP", "BMC", "BDC", "EMC", "BX", "EX",
}

// reader goes through the content of a page.
type reader struct {
	*checker
	page      int
	resources pdffile.Dict
	apart     bool // what is read is no page content: it needs no tags
	open      []sequence
	saved     int // graphics states
	font      *font
	operands  []token
}

// sequence is marked content that is open.
type sequence struct {
	artifact bool
	id       int // -1 without one
}

// page checks the content of a page: all of it is tagged or an artifact, and
// neither stands inside the other (ISO 14289-1, 7.1).
func (c *checker) page(index int) {
	p := c.pages[index]
	var data []byte
	for _, part := range append(c.array(p.Dict.Get("Contents")), p.Dict.Get("Contents")) {
		if s := c.stream(part); s != nil {
			data = append(append(data, s...), '\n')
		}
	}
	r := &reader{checker: c, page: index, resources: c.dict(p.Attribute("Resources"))}
	r.read(data)
}

// appears checks how an annotation is drawn: like a page, but for the tags (ISO
// 14289-1, 7.18.1).
func (c *checker) appears(page int, o pdffile.Object) {
	form := c.dict(o)
	r := &reader{checker: c, page: page, resources: c.dict(form.Get("Resources")), apart: true}
	r.read(c.stream(o))
	for _, entry := range c.dict(r.resources.Get("XObject")) {
		if d := c.dict(entry.Value); c.name(d.Get("Subtype")) == "Form" {
			c.appears(page, entry.Value)
		}
	}
}

// read goes through content.
func (r *reader) read(data []byte) {
	l := lexer{data: data}
	for {
		t, ok := l.next()
		if !ok {
			break
		}
		if t.kind != operator {
			r.operands = append(r.operands, t)
			continue
		}
		r.do(t.text)
		r.operands = r.operands[:0]
	}
	r.need(len(r.open) == 0 && r.saved == 0, "A-6.2.2", "page %d leaves something open", r.page+1)
}

func (r *reader) do(op string) {
	switch op {
	case "BMC", "BDC":
		r.begin()
	case "EMC":
		if len(r.open) == 0 {
			r.fail("A-6.2.2", "page %d: EMC without a beginning", r.page+1)
			return
		}
		r.open = r.open[:len(r.open)-1]
	case "q":
		r.saved++
		r.need(r.saved <= 28, "A-6.1.13", "page %d saves more than 28 graphics states", r.page+1)
	case "Q":
		r.saved--
	case "Tf":
		r.selectFont()
	case "Tj", "TJ", "'", "\"":
		r.shown("text")
		r.show()
	case "k", "K":
		r.fail("A-6.2.4.3", "page %d: %s", r.page+1, op)
	default:
		switch {
		case slices.Contains(painting, op):
			r.shown(op)
			r.used(op)
		case !slices.Contains(defined, op):
			r.fail("A-6.2.2", "page %d: operator %q", r.page+1, op)
		}
	}
}

// begin opens marked content.
func (r *reader) begin() {
	if len(r.operands) == 0 {
		return
	}
	s := sequence{artifact: r.operands[0].text == "Artifact", id: -1}
	for i, t := range r.operands {
		if t.kind == nameToken && t.text == "MCID" && i+1 < len(r.operands) {
			s.id, _ = strconv.Atoi(r.operands[i+1].text)
		}
	}
	tagged, artifact := r.state()
	r.need(!s.artifact || !tagged, "01-003", "page %d", r.page+1)
	r.need(s.id < 0 || !artifact, "01-004", "page %d, content %d", r.page+1, s.id)
	if s.id >= 0 {
		r.need(r.marked[place{r.page, s.id}] != nil, "01-005", "page %d: content %d is in no element", r.page+1, s.id)
		if e := r.marked[place{r.page, s.id}]; e != nil {
			e.shown = true
		}
	}
	r.open = append(r.open, s)
}

// state tells whether content here is tagged, and whether it is an artifact.
func (r *reader) state() (tagged, artifact bool) {
	for _, s := range r.open {
		tagged = tagged || s.id >= 0
		artifact = artifact || s.artifact
	}
	return tagged, artifact
}

// shown is content that leaves marks.
func (r *reader) shown(what string) {
	tagged, artifact := r.state()
	r.need(tagged || artifact || r.apart, "01-005", "page %d: %s", r.page+1, what)
}

// used looks up what Do draws.
func (r *reader) used(op string) {
	if op != "Do" || len(r.operands) == 0 {
		return
	}
	o := r.dict(r.resources.Get("XObject")).Get(pdffile.Name(r.operands[0].text))
	r.need(o != nil, "A-6.2.2", "page %d draws %s, which is not there", r.page+1, r.operands[0].text)
	d := r.dict(o)
	if ref, ok := o.(pdffile.Ref); ok && r.name(d.Get("Subtype")) == "Form" && r.holdsMarks(o) {
		if r.forms == nil {
			r.forms = map[pdffile.Ref]int{}
		}
		r.forms[ref]++
		r.need(r.forms[ref] == 1, "30-002", "object %d", ref.Num)
	}
}

// holdsMarks tells whether a form has marked content with identifiers.
func (r *reader) holdsMarks(form pdffile.Object) bool {
	l := lexer{data: r.stream(form)}
	for {
		t, ok := l.next()
		if !ok {
			return false
		}
		if t.kind == nameToken && t.text == "MCID" {
			return true
		}
	}
}
