package conform

import (
	"encoding/binary"
	"slices"

	"clausedesk/app/sign/pdffile"
)

// colors are the output intent and what pictures and graphics states do to
// colours (ISO 19005-3, 6.2.3 to 6.2.10).
func (c *checker) colors() {
	c.outputIntent()
	for r, object := range c.refs {
		eachDict(object, func(d pdffile.Dict) { c.graphics(r, d) })
	}
}

func (c *checker) outputIntent() {
	found := false
	for _, o := range c.array(c.catalog.Get("OutputIntents")) {
		d := c.dict(o)
		if c.name(d.Get("S")) != "GTS_PDFA1" {
			continue
		}
		found = true
		c.need(c.text(d.Get("OutputConditionIdentifier")) != "", "A-6.2.3", "no name")
		c.profile(d.Get("DestOutputProfile"))
	}
	c.need(found, "A-6.2.3", "no output intent")
}

// profile reads the header of an ICC profile (ICC.1:2004-10, 7.2).
func (c *checker) profile(o pdffile.Object) {
	data := c.stream(o)
	if len(data) < 132 {
		c.fail("A-6.2.3", "no profile")
		return
	}
	c.need(int(binary.BigEndian.Uint32(data)) == len(data), "A-6.2.3", "a profile of another length than it says")
	c.need(string(data[36:40]) == "acsp" && data[8] <= 4, "A-6.2.3", "no profile of versions 2 to 4")
	c.need(slices.Contains([]string{"mntr", "prtr"}, string(data[12:16])), "A-6.2.3", "a profile of class %q", data[12:16])
	components := map[string]int{"RGB ": 3, "GRAY": 1, "CMYK": 4}[string(data[16:20])]
	c.need(components == 3 && c.int(c.dict(o).Get("N"), 0) == 3, "A-6.2.3", "a profile of %q", data[16:20])
	tags := int(binary.BigEndian.Uint32(data[128:]))
	for i := range tags {
		at := 132 + 12*i
		if at+12 > len(data) {
			c.fail("A-6.2.3", "the table of the profile is cut")
			return
		}
		from, size := int(binary.BigEndian.Uint32(data[at+4:])), int(binary.BigEndian.Uint32(data[at+8:]))
		c.need(from%4 == 0 && from >= 132+12*tags && from+size <= len(data), "A-6.2.3", "tag %q lies outside the profile", data[at:at+4])
	}
}

// graphics checks a dictionary for what it does to colours, whatever it is.
func (c *checker) graphics(r pdffile.Ref, d pdffile.Dict) {
	c.need(!d.Has("TR") && !d.Has("HTP"), "A-6.2.5", "object %d", r.Num)
	if d.Has("TR2") {
		c.need(c.name(d.Get("TR2")) == "Default", "A-6.2.5", "object %d", r.Num)
	}
	modes := []string{"", "Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn", "HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity"}
	c.need(slices.Contains(modes, c.name(d.Get("BM"))), "A-6.2.10", "object %d: %s", r.Num, c.name(d.Get("BM")))
	c.device(c.get(d.Get("ColorSpace")), r)
	if group := c.dict(d.Get("Group")); group != nil {
		c.device(c.get(group.Get("CS")), r)
	}
	switch c.name(d.Get("Subtype")) {
	case "Image":
		c.need(!d.Has("Alternates") && !d.Has("OPI") && !c.isTrue(d.Get("Interpolate")), "A-6.2.8", "object %d", r.Num)
	case "Form":
		c.need(!d.Has("OPI") && !d.Has("PS") && c.name(d.Get("Subtype2")) != "PS", "A-6.2.9", "object %d", r.Num)
		c.need(!d.Has("Ref"), "30-001", "object %d", r.Num)
	case "PS":
		c.fail("A-6.2.9", "object %d", r.Num)
	}
}

// device checks a colour space: the output intent stands for red, green and
// blue and for grey, not for inks.
func (c *checker) device(space pdffile.Object, r pdffile.Ref) {
	switch s := space.(type) {
	case pdffile.Name:
		c.need(s != "DeviceCMYK", "A-6.2.4.3", "object %d", r.Num)
	case pdffile.Array:
		for _, part := range s {
			c.device(c.get(part), r)
		}
	case pdffile.Dict: // a resource dictionary's
		for _, entry := range s {
			c.device(c.get(entry.Value), r)
		}
	}
}
