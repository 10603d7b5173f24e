package sign

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"

	"clausedesk/app/sign/pdffile"
)

// PolicyNamespace is the XMP namespace in which a PDF says which version of
// which policy it is; its usual prefix is "clausedesk".
const PolicyNamespace = "https://clausedesk.app/ns/policy/1.0/"

const (
	maxXMP      = 1 << 20
	maxXMPDepth = 64
)

// PolicyInfo is what a PDF says about the policy it holds. Version is the
// number as written; SHA256 is that of the version's canonical form.
type PolicyInfo struct {
	Title    string `json:"title"`
	Client   string `json:"client,omitempty"`
	Version  string `json:"version"`
	Language string `json:"language"`
	SHA256   string `json:"sha256"`
}

// Number is the version as a number, 0 when it is none.
func (p PolicyInfo) Number() int {
	n, err := strconv.Atoi(p.Version)
	if err != nil {
		return 0
	}
	return n
}

// policyOf reads the metadata of a file; nil when it says nothing.
func policyOf(f *pdffile.File) *PolicyInfo {
	catalog, err := f.Catalog()
	if err != nil {
		return nil
	}
	o, err := f.Resolve(catalog.Get("Metadata"))
	if err != nil {
		return nil
	}
	s, ok := o.(*pdffile.Stream)
	if !ok {
		return nil
	}
	data, err := f.Decode(s)
	if err != nil || len(data) > maxXMP {
		return nil
	}
	info, ok := ParsePolicyInfo(data)
	if !ok {
		return nil
	}
	return &info
}

// ParsePolicyInfo reads the policy's properties out of an XMP packet, written
// as elements (also with rdf:Alt inside) or as attributes. It reads as far as
// the XML goes and tells whether any property was found.
func ParsePolicyInfo(xmp []byte) (PolicyInfo, bool) {
	d := xml.NewDecoder(bytes.NewReader(xmp))
	d.Strict = false
	var info PolicyInfo
	var found bool
	var open []xml.Name
	for len(open) < maxXMPDepth {
		token, err := d.Token()
		if err != nil {
			break
		}
		switch t := token.(type) {
		case xml.StartElement:
			open = append(open, t.Name)
			for _, a := range t.Attr {
				found = info.set(a.Name, a.Value) || found
			}
		case xml.EndElement:
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		case xml.CharData:
			if name, ok := property(open); ok {
				found = info.set(name, string(t)) || found
			}
		}
	}
	return info, found
}

// property is the innermost open element of the policy's namespace.
func property(open []xml.Name) (xml.Name, bool) {
	for i := len(open) - 1; i >= 0; i-- {
		if open[i].Space == PolicyNamespace {
			return open[i], true
		}
	}
	return xml.Name{}, false
}

// set takes the first value that is not empty.
func (p *PolicyInfo) set(name xml.Name, value string) bool {
	value = strings.TrimSpace(plainText(value))
	if name.Space != PolicyNamespace || value == "" {
		return false
	}
	fields := map[string]*string{
		"title": &p.Title, "client": &p.Client, "version": &p.Version,
		"language": &p.Language, "sha256": &p.SHA256,
	}
	field, ok := fields[name.Local]
	if !ok || *field != "" {
		return false
	}
	*field = value
	return true
}
