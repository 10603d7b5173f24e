package pdf

import (
	"bytes"
	"encoding/xml"
	"time"
)

// Namespace is the XMP namespace of what Clausedesk says about a document:
// title, client, version, language (two with a plus between) and sha256.
const Namespace = "https://clausedesk.app/ns/policy/1.0/"

const creator = "Clausedesk"

// xmpOf writes the metadata packet (ISO 16684-1) of a document.
func xmpOf(in Input) []byte {
	t := in.Text
	at := stamp(in.Created).Format(time.RFC3339)
	version := ""
	if !in.Draft {
		version = number(in.Version)
	}
	var x packet
	x.raw("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"` +
		` xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:clausedesk="` + Namespace + "\">\n")
	x.raw("<dc:format>application/pdf</dc:format>\n")
	x.listed("dc:title", `<rdf:Alt><rdf:li xml:lang="x-default">`, flat(t.Title), "</rdf:li></rdf:Alt>")
	x.listed("dc:creator", "<rdf:Seq><rdf:li>", flat(t.Client), "</rdf:li></rdf:Seq>")
	lang := t.Lang
	x.raw("<dc:language><rdf:Bag>")
	x.element("rdf:li", t.Lang)
	if in.Beside != nil {
		x.element("rdf:li", in.Beside.Lang)
		lang += "+" + in.Beside.Lang
	}
	x.raw("</rdf:Bag></dc:language>\n")
	x.element("xmp:CreateDate", at)
	x.element("xmp:ModifyDate", at)
	x.element("xmp:CreatorTool", creator)
	x.element("pdf:Producer", producer)
	x.element("clausedesk:title", flat(t.Title))
	x.element("clausedesk:client", flat(t.Client))
	x.element("clausedesk:version", version)
	x.element("clausedesk:language", lang)
	x.element("clausedesk:sha256", in.SHA256)
	x.raw("</rdf:Description>\n</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return x.Bytes()
}

// packet is an XMP packet being written.
type packet struct{ bytes.Buffer }

func (x *packet) raw(s string) { x.WriteString(s) }

func (x *packet) element(name, value string) { x.listed(name, "", value, "") }

// listed writes an element whose value stands inside fixed markup.
func (x *packet) listed(name, before, value, after string) {
	x.raw("<" + name + ">" + before)
	_ = xml.EscapeText(x, []byte(value)) // a buffer does not fail
	x.raw(after + "</" + name + ">\n")
}
