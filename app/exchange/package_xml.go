package exchange

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// node is an element of an XML file, or a text in it.
type node struct {
	name  string // empty for a text
	ours  bool   // in the namespace of the root
	attrs []xml.Attr
	kids  []*node
	text  string
	line  int
}

// attr returns an attribute, whatever its namespace; empty when absent.
func (n *node) attr(name string) string {
	for _, attr := range n.attrs {
		if attr.Name.Local == name {
			return attr.Value
		}
	}
	return ""
}

// all lists the children of a name that are of the format itself.
func (n *node) all(name string) []*node {
	var out []*node
	for _, kid := range n.kids {
		if kid.ours && kid.name == name {
			out = append(out, kid)
		}
	}
	return out
}

// first returns the first such child, or nil.
func (n *node) first(name string) *node {
	if all := n.all(name); len(all) > 0 {
		return all[0]
	}
	return nil
}

// content returns all text within.
func (n *node) content() string {
	if n.name == "" {
		return n.text
	}
	var out strings.Builder
	for _, kid := range n.kids {
		out.WriteString(kid.content())
	}
	return out.String()
}

// parseXML reads a whole file. It fetches nothing and expands nothing but the
// five entities of XML itself: a document type is refused.
func parseXML(text string) (*node, error) {
	r := &xmlReader{dec: xml.NewDecoder(strings.NewReader(text))}
	// The text is UTF-8 by now, whatever its first line says.
	r.dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		r.line, _ = r.dec.InputPos()
		token, err := r.dec.Token()
		switch {
		case errors.Is(err, io.EOF) && r.root != nil:
			return r.root, nil
		case err != nil:
			return nil, r.failed(err)
		}
		if err := r.take(token); err != nil {
			return nil, err
		}
	}
}

type xmlReader struct {
	dec   *xml.Decoder
	root  *node
	open  []*node
	space string
	count int
	line  int // where the token begins
}

func (r *xmlReader) failed(err error) error {
	out := &PackageError{Line: r.line, Reason: UnreadXML, Detail: err.Error()}
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		out.Line, out.Detail = syntax.Line, syntax.Msg
	}
	return out
}

func (r *xmlReader) take(token xml.Token) error {
	switch token := token.(type) {
	case xml.Directive:
		return &PackageError{Line: r.line, Reason: UnreadDoctype}
	case xml.StartElement:
		return r.start(token)
	case xml.EndElement:
		r.open = r.open[:len(r.open)-1]
	case xml.CharData:
		if len(r.open) > 0 {
			return r.add(&node{text: string(token), line: r.line})
		}
	}
	return nil
}

func (r *xmlReader) start(token xml.StartElement) error {
	if r.root == nil {
		r.space = token.Name.Space
	}
	n := &node{name: token.Name.Local, ours: token.Name.Space == r.space, attrs: token.Attr, line: r.line}
	switch {
	case len(r.open) >= maxNesting:
		return &PackageError{Line: n.line, Reason: UnreadDeep}
	case r.root == nil:
		r.root = n
	case len(r.open) == 0:
		return &PackageError{Line: n.line, Reason: UnreadXML, Detail: "more than one root element"}
	default:
		if err := r.add(n); err != nil {
			return err
		}
	}
	r.open = append(r.open, n)
	return nil
}

func (r *xmlReader) add(n *node) error {
	if r.count++; r.count > maxNodes {
		return &PackageError{Line: n.line, Reason: UnreadLarge}
	}
	parent := r.open[len(r.open)-1]
	parent.kids = append(parent.kids, n)
	return nil
}

var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// xmlText escapes text for an element or an attribute. Characters that XML
// does not know become the replacement character.
func xmlText(text string) string {
	return xmlEscapes.Replace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			return 0xfffd
		}
		return r
	}, text))
}
