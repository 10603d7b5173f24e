package glossary

import (
	"bufio"
	"encoding/xml"
	"io"
	"strings"

	"clausedesk/app/policy"
)

// dialect is how a version of TBX writes the same things.
type dialect struct {
	head, tail                      string
	entry, lang, group              string
	preferred, admitted, deprecated string
}

// tbx3 is TBX-Basic of ISO 30042:2019, with data categories as attributes.
var tbx3 = dialect{
	head: `<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>Clausedesk</p></sourceDesc></fileDesc></tbxHeader>
<text><body>
`,
	tail:  "</body></text>\n</tbx>\n",
	entry: "conceptEntry", lang: "langSec", group: "termSec",
	preferred: "preferredTerm-admn-sts", admitted: "admittedTerm-admn-sts", deprecated: "deprecatedTerm-admn-sts",
}

// tbx2 is TBX-Basic of ISO 30042:2008, which most translation tools read.
var tbx2 = dialect{
	head: `<martif type="TBX-Basic" xml:lang="en">
<martifHeader><fileDesc><sourceDesc><p>Clausedesk</p></sourceDesc></fileDesc></martifHeader>
<text><body>
`,
	tail:  "</body></text>\n</martif>\n",
	entry: "termEntry", lang: "langSet", group: "tig",
	preferred: tbx3.preferred, admitted: tbx3.admitted, deprecated: tbx3.deprecated,
}

func writeTBX(w io.Writer, d dialect, concepts []Concept) error {
	out := &tbxWriter{to: bufio.NewWriter(w), dialect: d}
	out.raw(xml.Header + d.head)
	for _, c := range concepts {
		out.concept(c)
	}
	out.raw(d.tail)
	if out.err != nil {
		return out.err
	}
	return out.to.Flush()
}

type tbxWriter struct {
	dialect
	to  *bufio.Writer
	err error
}

func (w *tbxWriter) raw(text string) {
	if w.err == nil {
		_, w.err = w.to.WriteString(text)
	}
}

// element writes one line, nothing for an empty text.
func (w *tbxWriter) element(indent, name, category, text string) {
	if text == "" {
		return
	}
	w.raw(indent + "<" + name)
	if category != "" {
		w.raw(` type="` + category + `"`)
	}
	w.raw(">" + escaped(text) + "</" + name + ">\n")
}

func (w *tbxWriter) concept(c Concept) {
	if c.ID == "" {
		c.ID = string(policy.NewID())
	}
	w.raw(`<` + w.entry + ` id="` + escaped(fileID(c.ID)) + `">` + "\n")
	w.element(" ", "descrip", "subjectField", c.Domain)
	w.element(" ", "descrip", "definition", c.Definition)
	w.element(" ", "admin", "source", c.Citation)
	w.element(" ", "note", "", c.Note)
	for _, lang := range c.Languages() {
		w.raw(` <` + w.lang + ` xml:lang="` + escaped(lang) + `">` + "\n")
		for _, t := range c.Terms {
			if t.Lang == lang {
				w.term(t)
			}
		}
		w.raw(" </" + w.lang + ">\n")
	}
	w.raw("</" + w.entry + ">\n")
}

func (w *tbxWriter) term(t Term) {
	w.raw("  <" + w.group + ">\n")
	w.element("   ", "term", "", t.Text)
	w.element("   ", "termNote", "administrativeStatus", w.status(t.Status))
	w.element("   ", "note", "", t.Note)
	w.raw("  </" + w.group + ">\n")
}

func (w *tbxWriter) status(s Status) string {
	switch s {
	case Forbidden:
		return w.deprecated
	case Allowed:
		return w.admitted
	}
	return w.preferred
}

func escaped(text string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(text)) // a Builder takes all
	return out.String()
}

// fileID makes an identifier a name of XML, which begins with a letter.
func fileID(id string) string {
	if policy.ValidID(id) {
		return "c" + id
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '-', r == '_', r > 0xff && r < 0x2000:
			return r
		}
		return '_'
	}, id)
}
