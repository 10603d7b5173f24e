package sign

import (
	"bytes"
	"encoding/xml"
	"io"
	"maps"
	"strings"
)

// dated are the XMP properties that programs write anew when they change a
// file: when, with what, and which copy it is.
var dated = map[xml.Name]bool{
	{Space: "http://ns.adobe.com/xap/1.0/", Local: "ModifyDate"}:        true,
	{Space: "http://ns.adobe.com/xap/1.0/", Local: "MetadataDate"}:      true,
	{Space: "http://ns.adobe.com/xap/1.0/", Local: "CreatorTool"}:       true,
	{Space: "http://ns.adobe.com/pdf/1.3/", Local: "Producer"}:          true,
	{Space: "http://ns.adobe.com/xap/1.0/mm/", Local: "InstanceID"}:     true,
	{Space: "http://ns.adobe.com/xap/1.0/mm/", Local: "History"}:        true,
	{Space: "http://ns.adobe.com/xap/1.0/mm/", Local: "VersionID"}:      true,
	{Space: "http://ns.adobe.com/xap/1.0/mm/", Local: "RenditionClass"}: true,
}

const (
	metaSpace = "adobe:ns:meta/"
	rdfSpace  = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
)

// sameMetadata tells whether two XMP packets say the same but for dates and
// programs. A packet that is no well-formed XML says nothing.
func sameMetadata(before, after []byte) bool {
	old, ok1 := said(before)
	now, ok2 := said(after)
	return ok1 && ok2 && maps.Equal(old, now)
}

// saysMuch tells whether a packet says anything but dates and programs.
func saysMuch(packet []byte) bool {
	all, ok := said(packet)
	return !ok || len(all) > 0
}

// said counts what a packet says: the path of each text and attribute with
// its value. Attributes and elements of one property are one thing in XMP.
func said(packet []byte) (map[string]int, bool) {
	d := xml.NewDecoder(bytes.NewReader(packet))
	out := map[string]int{}
	var open []xml.Name
	for {
		token, err := d.Token()
		if err == io.EOF {
			return out, len(open) == 0
		}
		if err != nil || len(open) > maxXMPDepth || len(out) > 1<<14 {
			return nil, false
		}
		switch t := token.(type) {
		case xml.StartElement:
			open = append(open, t.Name)
			for _, attr := range t.Attr {
				note(out, append(open, attr.Name), attr.Value)
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			note(out, open, string(t))
		}
	}
}

func note(out map[string]int, path []xml.Name, value string) {
	value = strings.TrimSpace(value)
	if value == "" || len(path) == 0 {
		return
	}
	var b strings.Builder
	for _, n := range path {
		if dated[n] || n.Space == "xmlns" || n.Local == "xmlns" || n.Space == metaSpace {
			if n.Space == metaSpace && n.Local == "xmpmeta" {
				continue
			}
			return
		}
		if n.Space == rdfSpace {
			continue // Description, Alt, li, about: how it is said
		}
		b.WriteString(n.Space + " " + n.Local + "\n")
	}
	if b.Len() == 0 {
		return
	}
	out[b.String()+value]++
}
