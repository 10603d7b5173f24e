package glossary

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"clausedesk/app/policy"
)

// tbxStatus are the picklists of TBX: administrativeStatus of versions 2 and 3,
// and normativeAuthorization.
var tbxStatus = map[string]Status{
	"preferredterm": Preferred, "preferred": Preferred, "standardizedterm": Preferred, "legalterm": Preferred,
	"regulatedterm": Preferred, "approved": Preferred,
	"admittedterm": Allowed, "admitted": Allowed,
	"deprecatedterm": Forbidden, "deprecated": Forbidden, "supersededterm": Forbidden, "obsolete": Forbidden,
	"notrecommended": Forbidden, "forbidden": Forbidden,
}

// The elements of both dialects by what they are.
var tbxElements = map[string]string{
	"termEntry": "concept", "conceptEntry": "concept",
	"langSet": "lang", "langSec": "lang",
	"tig": "group", "ntig": "group", "termSec": "group",
	"term": "term",
}

// tbxReader walks a file of either dialect: martif of version 2, tbx of
// version 3, with data categories as attributes or as elements.
type tbxReader struct {
	dec     *xml.Decoder
	line    int // where the token begins
	isTBX   bool
	depth   int
	out     Contents
	ids     map[string]bool
	concept *Concept
	begins  int // the line of the concept
	reason  string
	lang    string
	term    *Term
	field   string // what the text being read is
	nested  int    // elements open inside that field
	text    strings.Builder
}

// readTBX reads a file. It fetches nothing: a document type of the file's own,
// with entities in it, is refused.
func readTBX(text string) (Contents, error) {
	r := &tbxReader{dec: xml.NewDecoder(strings.NewReader(text)), ids: map[string]bool{}}
	// The text is UTF-8 by now, whatever its first line says.
	r.dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		r.line, _ = r.dec.InputPos()
		token, err := r.dec.Token()
		switch {
		case errors.Is(err, io.EOF) && r.isTBX:
			return r.out, nil
		case errors.Is(err, io.EOF):
			return Contents{}, &FileError{Line: 1, Reason: ReasonNotTBX}
		case err != nil:
			return Contents{}, r.failed(err)
		}
		if err := r.take(token); err != nil {
			return Contents{}, err
		}
	}
}

func (r *tbxReader) failed(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return &FileError{Line: syntax.Line, Reason: ReasonXML, Detail: syntax.Msg}
	}
	return &FileError{Line: r.line, Reason: ReasonXML, Detail: err.Error()}
}

// deepest is how many elements may stand in each other: TBX has nine levels.
const deepest = 64

func (r *tbxReader) take(token xml.Token) error {
	switch token := token.(type) {
	case xml.Directive:
		if strings.ContainsAny(string(token), "[<") {
			return &FileError{Line: r.line, Reason: ReasonDoctype}
		}
	case xml.StartElement:
		if r.depth++; r.depth > deepest {
			return &FileError{Line: r.line, Reason: ReasonXML, Detail: "nested too deep"}
		}
		return r.start(token)
	case xml.EndElement:
		r.depth--
		r.end(token)
	case xml.CharData:
		if r.field != "" {
			r.text.Write(token)
		}
	}
	return nil
}

func (r *tbxReader) start(e xml.StartElement) error {
	if !r.isTBX {
		if e.Name.Local != "martif" && e.Name.Local != "tbx" {
			return &FileError{Line: r.line, Reason: ReasonNotTBX, Detail: e.Name.Local}
		}
		r.isTBX = true
		return nil
	}
	if r.field != "" {
		r.nested++ // highlighting within a text
		return nil
	}
	switch kind := tbxElements[e.Name.Local]; {
	case kind == "concept":
		r.concept, r.reason, r.lang, r.begins = &Concept{ID: ownID(attr(e, "id"))}, "", "", r.line
	case r.concept == nil:
	case kind == "lang":
		r.startLang(attr(e, "lang"))
	case kind == "group":
		r.concept.Terms = append(r.concept.Terms, Term{Lang: r.lang})
		r.term = &r.concept.Terms[len(r.concept.Terms)-1]
	case kind == "term" && r.term != nil:
		r.field = "term"
	default:
		r.field = fieldOf(e, r.term != nil)
	}
	return nil
}

func (r *tbxReader) startLang(tag string) {
	lang, ok := canonicalTag(tag)
	if !ok {
		r.reason = or(r.reason, ReasonLanguage)
	}
	r.lang = lang
}

// fieldOf names what an element within a concept holds, "" for what glossaries
// have no place for.
func fieldOf(e xml.StartElement, inTerm bool) string {
	category := attr(e, "type")
	switch e.Name.Local {
	case "descrip", "admin", "termNote":
	default:
		category = e.Name.Local // data categories as elements
	}
	switch {
	case category == "note" && inTerm:
		return "term_note"
	case category == "note", category == "definition" && !inTerm:
		return category
	case category == "subjectField":
		return "domain"
	case category == "source" && !inTerm:
		return "citation"
	case category == "administrativeStatus", category == "normativeAuthorization":
		return "status"
	}
	return ""
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (r *tbxReader) end(e xml.EndElement) {
	if r.field != "" {
		if r.nested > 0 {
			r.nested--
			return
		}
		r.keep(r.field, tidy(r.text.String()))
		r.field = ""
		r.text.Reset()
		return
	}
	switch tbxElements[e.Name.Local] {
	case "group":
		r.term = nil
	case "concept":
		r.endConcept()
	}
}

func (r *tbxReader) keep(field, text string) {
	switch field {
	case "term":
		r.term.Text = text
	case "term_note":
		r.term.Note = text
	case "status":
		if r.term == nil || text == "" {
			return
		}
		status, ok := tbxStatus[strings.ToLower(strings.TrimSuffix(text, "-admn-sts"))]
		if !ok {
			r.reason = or(r.reason, ReasonStatus)
		}
		r.term.Status = status
	default:
		r.concept.set(field, text)
	}
}

func (r *tbxReader) endConcept() {
	c := *r.concept
	r.concept = nil
	switch {
	case r.reason != "":
	case c.ID != "" && r.ids[c.ID]:
		r.reason = ReasonDuplicate
	}
	if r.reason != "" {
		r.out.reject(r.begins, r.reason, firstText(c))
		return
	}
	r.ids[c.ID] = true
	c.Terms = withStatus(c.Terms)
	r.out.add(r.begins, c)
}

// ownID takes off what fileID put before an identifier.
func ownID(id string) string {
	if rest, ok := strings.CutPrefix(id, "c"); ok && policy.ValidID(rest) {
		return rest
	}
	return id
}
