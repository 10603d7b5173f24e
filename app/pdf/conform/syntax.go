package conform

import (
	"bytes"
	"regexp"
	"slices"
	"unicode/utf8"

	"clausedesk/app/sign/pdffile"
)

var headerLines = regexp.MustCompile(`^%PDF-1\.[0-7](\r\n|\r|\n)%`)

// headed tells whether a file begins as it must: four bytes that are no text
// stand in a comment on the second line.
func headed(data []byte) bool {
	end := len(headerLines.Find(data))
	if end == 0 || len(data) < end+4 {
		return false
	}
	return !slices.ContainsFunc(data[end:end+4], func(b byte) bool { return b < 0x80 })
}

// syntax is how the file is written (ISO 19005-3, 6.1).
func (c *checker) syntax() {
	c.need(headed(c.data), "A-6.1.2", "%q", c.data[:min(len(c.data), 16)])
	end := bytes.LastIndex(c.data, []byte("%%EOF"))
	rest := c.data[max(end, 0):]
	c.need(end >= 0 && slices.Contains([]string{"%%EOF", "%%EOF\n", "%%EOF\r", "%%EOF\r\n"}, string(rest)), "A-6.1.3", "the file ends in %q", rest)
	c.need(len(c.array(c.file.Trailer().Get("ID"))) == 2, "A-6.1.3", "no ID")
	c.need(!c.file.Encrypted(), "A-6.1.3", "encrypted")
	for r, object := range c.refs {
		c.object(r, object)
	}
	for _, entry := range c.dict(c.catalog.Get("Perms")) {
		c.need(entry.Key == "UR3" || entry.Key == "DocMDP", "A-6.1.12", "%s", entry.Key)
	}
	c.need(c.file.Size() <= 8388607, "A-6.1.13", "%d objects", c.file.Size())
}

// object checks the parts of one object.
func (c *checker) object(r pdffile.Ref, o pdffile.Object) {
	switch o := o.(type) {
	case pdffile.String:
		if o.Hex && o.End > o.Pos {
			digits := len(bytes.Join(bytes.Fields(c.data[o.Pos+1:o.End-1]), nil))
			c.need(digits%2 == 0, "A-6.1.6", "object %d", r.Num)
		}
		c.need(len(o.Data) <= 32767 || o.Hex, "A-6.1.13", "a string of %d bytes in object %d", len(o.Data), r.Num)
	case pdffile.Name:
		c.need(utf8.ValidString(string(o)), "A-6.1.8", "%q", o)
		c.need(len(o) <= 127, "A-6.1.13", "name %s", o)
	case pdffile.Array:
		for _, kid := range o {
			c.object(r, kid)
		}
	case pdffile.Dict:
		for _, entry := range o {
			c.object(r, entry.Key)
			c.object(r, entry.Value)
		}
	case *pdffile.Stream:
		c.object(r, o.Dict)
		c.packing(r, o.Dict)
	}
}

// packing is how a stream is stored (ISO 19005-3, 6.1.7).
func (c *checker) packing(r pdffile.Ref, d pdffile.Dict) {
	for _, key := range []pdffile.Name{"F", "FFilter", "FDecodeParms"} {
		c.need(!d.Has(key), "A-6.1.7", "object %d has %s", r.Num, key)
	}
	filters := c.array(d.Get("Filter"))
	if name := c.name(d.Get("Filter")); name != "" {
		filters = pdffile.Array{pdffile.Name(name)}
	}
	allowed := []string{"FlateDecode", "DCTDecode", "RunLengthDecode", "ASCIIHexDecode", "ASCII85Decode", "CCITTFaxDecode", "JBIG2Decode", "JPXDecode"}
	for _, filter := range filters {
		c.need(slices.Contains(allowed, c.name(filter)), "A-6.1.7", "object %d is packed by %s", r.Num, c.name(filter))
	}
}

// actions are what may happen when a document is read (ISO 19005-3, 6.5), and
// what it may not ask of its reader.
func (c *checker) actions() {
	lasting := []string{"GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm"}
	for r, object := range c.refs {
		eachDict(object, func(d pdffile.Dict) {
			c.need(!d.Has("AA"), "A-6.5.2", "object %d", r.Num)
			action := c.dict(d.Get("A"))
			if !action.Has("S") {
				return
			}
			c.need(slices.Contains(lasting, c.name(action.Get("S"))), "A-6.5.1", "object %d does %s", r.Num, c.name(action.Get("S")))
		})
	}
	if open := c.dict(c.catalog.Get("OpenAction")); open != nil {
		c.need(slices.Contains(lasting, c.name(open.Get("S"))), "A-6.5.1", "opening does %s", c.name(open.Get("S")))
	}
	names := c.dict(c.catalog.Get("Names"))
	c.need(!names.Has("JavaScript"), "A-6.5.1", "JavaScript in the names")
	c.need(!names.Has("AlternatePresentations"), "A-6.10", "in the names")
	for i, page := range c.pages {
		c.need(!page.Dict.Has("PresSteps"), "A-6.10", "page %d", i+1)
	}
	c.need(!c.catalog.Has("Requirements"), "A-6.11", "in the catalog")
}

// dictionaries are the entries that the catalog must have, or not.
func (c *checker) dictionaries() {
	info := c.dict(c.catalog.Get("MarkInfo"))
	c.need(c.isTrue(info.Get("Marked")), "A-6.7.2", "MarkInfo")
	c.need(!c.isTrue(info.Get("Suspects")), "01-007", "MarkInfo")
	viewer := c.dict(c.catalog.Get("ViewerPreferences"))
	c.need(viewer.Has("DisplayDocTitle"), "07-001", "ViewerPreferences")
	if viewer.Has("DisplayDocTitle") {
		c.need(c.isTrue(viewer.Get("DisplayDocTitle")), "07-002", "ViewerPreferences")
	}
	form := c.dict(c.catalog.Get("AcroForm"))
	c.need(!form.Has("XFA"), "25-001", "AcroForm")
	c.need(!c.isTrue(form.Get("NeedAppearances")), "A-6.4.1", "NeedAppearances")
	c.need(!c.catalog.Has("NeedsRendering"), "25-001", "NeedsRendering")
	c.optional(c.dict(c.catalog.Get("OCProperties")))
}

// optional is content that can be hidden (ISO 14289-1, 7.10).
func (c *checker) optional(properties pdffile.Dict) {
	if properties == nil {
		return
	}
	for _, o := range append(pdffile.Array{properties.Get("D")}, c.array(properties.Get("Configs"))...) {
		d := c.dict(o)
		c.need(c.text(d.Get("Name")) != "" && !d.Has("AS"), "20-001", "a configuration without a name, or with AS")
	}
}
