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

// The norms that a document says it keeps to: PDF/A-3 with its structure (ISO
// 19005-3, 6.6.4) and PDF/UA-1 (ISO 14289-1, clause 5).
const (
	archivePart, archiveLevel = "3", "A"
	accessPart                = "1"
)

// schema describes properties that ISO 16684-1 does not (ISO 19005-3, 6.6.2.3.3).
type schema struct {
	name, uri, prefix string
	properties        []property
}

type property struct{ name, kind, category, meaning string }

var schemas = [...]schema{
	{"PDF/UA identification", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid", []property{
		{"part", "Integer", "internal", "The part of ISO 14289 that the document keeps to"},
	}},
	{"Clausedesk policy", Namespace, "clausedesk", []property{
		{"title", "Text", "external", "The title of the policy"},
		{"client", "Text", "external", "Whose policy it is"},
		{"version", "Text", "external", "The number of the version, empty for a draft"},
		{"language", "Text", "external", "The language of the text, two with a plus between"},
		{"sha256", "Text", "internal", "SHA-256 of the canonical form of the version"},
	}},
}

// xmpOf writes the metadata packet (ISO 16684-1) of a document. It says the
// same as the information dictionary.
func xmpOf(in Input) []byte {
	var x packet
	x.raw("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n")
	x.norms()
	x.document(in)
	x.raw("</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return x.Bytes()
}

// norms names the norms, and describes the properties that are not theirs.
func (x *packet) norms() {
	x.raw(`<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"` +
		` xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"` +
		` xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">` + "\n")
	x.element("pdfaid:part", archivePart)
	x.element("pdfaid:conformance", archiveLevel)
	x.element("pdfuaid:part", accessPart)
	x.raw("<pdfaExtension:schemas><rdf:Bag>\n")
	for _, s := range schemas {
		x.schema(s)
	}
	x.raw("</rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n")
}

func (x *packet) schema(s schema) {
	x.raw(`<rdf:li rdf:parseType="Resource">` + "\n")
	x.element("pdfaSchema:schema", s.name)
	x.element("pdfaSchema:namespaceURI", s.uri)
	x.element("pdfaSchema:prefix", s.prefix)
	x.raw("<pdfaSchema:property><rdf:Seq>\n")
	for _, p := range s.properties {
		x.raw(`<rdf:li rdf:parseType="Resource">` + "\n")
		x.element("pdfaProperty:name", p.name)
		x.element("pdfaProperty:valueType", p.kind)
		x.element("pdfaProperty:category", p.category)
		x.element("pdfaProperty:description", p.meaning)
		x.raw("</rdf:li>\n")
	}
	x.raw("</rdf:Seq></pdfaSchema:property></rdf:li>\n")
}

// document says what the document is.
func (x *packet) document(in Input) {
	t, about := in.Text, infoOf(in)
	x.raw(`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"` +
		` xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:clausedesk="` + Namespace + "\">\n")
	x.raw("<dc:format>application/pdf</dc:format>\n")
	x.listed("dc:title", `<rdf:Alt><rdf:li xml:lang="x-default">`, about.title, "</rdf:li></rdf:Alt>")
	x.listed("dc:creator", "<rdf:Seq><rdf:li>", about.author, "</rdf:li></rdf:Seq>")
	x.listed("dc:description", `<rdf:Alt><rdf:li xml:lang="x-default">`, about.subject, "</rdf:li></rdf:Alt>")
	lang := t.Lang
	x.raw("<dc:language><rdf:Bag>")
	x.element("rdf:li", t.Lang)
	if in.Beside != nil {
		x.element("rdf:li", in.Beside.Lang)
		lang += "+" + in.Beside.Lang
	}
	x.raw("</rdf:Bag></dc:language>\n")
	at := stamp(in.Created).Format(time.RFC3339)
	x.element("xmp:CreateDate", at)
	x.element("xmp:ModifyDate", at)
	x.element("xmp:CreatorTool", creator)
	x.element("pdf:Producer", producer)
	x.element("pdf:Keywords", about.keywords)
	x.element("clausedesk:title", about.title)
	x.element("clausedesk:client", about.author)
	version := ""
	if !in.Draft {
		version = number(in.Version)
	}
	x.element("clausedesk:version", version)
	x.element("clausedesk:language", lang)
	x.element("clausedesk:sha256", in.SHA256)
	x.raw("</rdf:Description>\n")
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
