package conform

import (
	"bytes"
	"encoding/xml"
	"strings"
	"time"
	"unicode/utf8"

	"clausedesk/app/sign/pdffile"
)

// The namespaces of XMP that this package reads (ISO 16684-1; ISO 19005-3, 6.6).
const (
	nsRDF       = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsDC        = "http://purl.org/dc/elements/1.1/"
	nsXMP       = "http://ns.adobe.com/xap/1.0/"
	nsPDF       = "http://ns.adobe.com/pdf/1.3/"
	nsArchive   = "http://www.aiim.org/pdfa/ns/id/"
	nsAccess    = "http://www.aiim.org/pdfua/ns/id/"
	nsExtension = "http://www.aiim.org/pdfa/ns/extension/"
	nsSchema    = "http://www.aiim.org/pdfa/ns/schema#"
	nsProperty  = "http://www.aiim.org/pdfa/ns/property#"
)

// predefined are the schemas that need no description.
var predefined = map[string]bool{nsDC: true, nsXMP: true, nsPDF: true, nsArchive: true, nsExtension: true, "http://ns.adobe.com/xap/1.0/mm/": true}

// packet is what a metadata packet says: the value of every property, by
// namespace and name, and the properties that it describes.
type packet struct {
	values    map[xml.Name]string
	described map[xml.Name]bool
}

// metadata checks what the document says about itself.
func (c *checker) metadata() {
	data := c.stream(c.catalog.Get("Metadata"))
	d := c.dict(c.catalog.Get("Metadata"))
	if data == nil || c.name(d.Get("Type")) != "Metadata" || c.name(d.Get("Subtype")) != "XML" {
		c.fail("06-001", "in the catalog")
		return
	}
	p, err := readPacket(data)
	c.need(err == nil && utf8.Valid(data), "A-6.6.2.1", "%v", err)
	c.need(p.values[xml.Name{Space: nsAccess, Local: "part"}] == "1", "06-002", "part %q", p.values[xml.Name{Space: nsAccess, Local: "part"}])
	c.need(p.values[xml.Name{Space: nsDC, Local: "title"}] != "", "06-003", "dc:title")
	part, level := p.values[xml.Name{Space: nsArchive, Local: "part"}], p.values[xml.Name{Space: nsArchive, Local: "conformance"}]
	c.need(part == "3" && level == "A", "A-6.6.4", "%s%s", part, level)
	for name := range p.values {
		c.need(predefined[name.Space] || p.described[name], "A-6.6.2.3", "%s %s", name.Space, name.Local)
	}
	c.info(p)
}

// info compares the metadata with the document information dictionary.
func (c *checker) info(p packet) {
	info := c.dict(c.file.Trailer().Get("Info"))
	for _, same := range []struct {
		key   pdffile.Name
		value string
	}{
		{"Title", p.values[xml.Name{Space: nsDC, Local: "title"}]},
		{"Author", p.values[xml.Name{Space: nsDC, Local: "creator"}]},
		{"Subject", p.values[xml.Name{Space: nsDC, Local: "description"}]},
		{"Keywords", p.values[xml.Name{Space: nsPDF, Local: "Keywords"}]},
		{"Creator", p.values[xml.Name{Space: nsXMP, Local: "CreatorTool"}]},
		{"Producer", p.values[xml.Name{Space: nsPDF, Local: "Producer"}]},
	} {
		if info.Has(same.key) {
			c.need(unicodeText(c.text(info.Get(same.key))) == same.value, "A-6.6.3", "%s is %q, and %q in the metadata", same.key, unicodeText(c.text(info.Get(same.key))), same.value)
		}
	}
	for key, name := range map[pdffile.Name]string{"CreationDate": "CreateDate", "ModDate": "ModifyDate"} {
		if !info.Has(key) {
			continue
		}
		at, err := time.Parse("D:20060102150405Z0700", strings.ReplaceAll(c.text(info.Get(key)), "'", ""))
		said, problem := time.Parse(time.RFC3339, p.values[xml.Name{Space: nsXMP, Local: name}])
		c.need(err == nil && problem == nil && at.Equal(said), "A-6.6.3", "%s", key)
	}
}

// unicodeText reads a text string (ISO 32000-1, 7.9.2.2) as far as ASCII and
// UTF-16 go.
func unicodeText(s string) string {
	rest, ok := strings.CutPrefix(s, "\xFE\xFF")
	if !ok {
		return s
	}
	return decodeUTF16(rest)
}

// readPacket reads a packet that is written as elements.
func readPacket(data []byte) (packet, error) {
	p := packet{map[xml.Name]string{}, map[xml.Name]bool{}}
	decoder := xml.NewDecoder(bytes.NewReader(data))
	var path []xml.Name
	var schema string
	for {
		token, err := decoder.Token()
		if err != nil {
			if len(path) == 0 && strings.HasSuffix(err.Error(), "EOF") {
				return p, nil
			}
			return p, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			path = append(path, t.Name)
			if len(path) == 4 {
				p.values[t.Name] = ""
			}
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			p.take(path, strings.TrimSpace(string(t)), &schema)
		}
	}
}

// take enters a piece of text: xmpmeta, RDF and Description are around every
// property.
func (p packet) take(path []xml.Name, text string, schema *string) {
	if len(path) < 4 || text == "" {
		return
	}
	top, last := path[3], path[len(path)-1]
	if top.Space != nsExtension {
		p.values[top] += text
		return
	}
	switch {
	case last.Space == nsSchema && last.Local == "namespaceURI":
		*schema = text
	case last.Space == nsProperty && last.Local == "name":
		p.described[xml.Name{Space: *schema, Local: text}] = true
	}
}
