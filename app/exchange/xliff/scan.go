package xliff

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// Error says where a file stops being XML that is read here.
type Error struct {
	Line   int
	Reason Reason
	Detail string
}

func (e *Error) Error() string {
	return Problem{Line: e.Line, Reason: e.Reason, Value: e.Detail}.String()
}

// Attr is an attribute.
type Attr struct {
	Space string // the namespace; empty for those of the element's own
	Name  string
	Value string
}

// Node is an element, or a text in one. Offsets are bytes of the file as
// UTF-8, behind a byte order mark.
type Node struct {
	Space, Name string // both empty for a text
	Prefix      string // as written, with its colon
	Attrs       []Attr
	Kids        []*Node
	Text        string
	Line        int

	Start, End           int64 // of all of it
	ContentAt, ContentTo int64 // of what stands between the tags
}

// XMLSpace is the namespace of xml:lang and xml:space.
const XMLSpace = "http://www.w3.org/XML/1998/namespace"

// Scanner reads XML as a stream of elements that open and close, and texts.
type Scanner struct {
	dec    *xml.Decoder
	guard  *guard
	text   bool // the input is UTF-8, whatever the declaration says
	open   []opened
	rooted bool
	line   int
	at     int64
}

// opened is an element that is not closed yet.
type opened struct {
	name   xml.Name          // as written
	spaces map[string]string // prefixes declared here
	node   *Node
}

// guard stops a token that grows without end.
type guard struct {
	in    io.Reader
	token int
}

var errToken = errors.New("too long")

func (g *guard) Read(p []byte) (int, error) {
	if g.token > maxToken {
		return 0, errToken
	}
	n, err := g.in.Read(p)
	g.token += n
	return n, err
}

// NewScanner reads a file in UTF-8, UTF-16 or the encoding that it declares.
func NewScanner(r io.Reader) *Scanner {
	in, transcoded := decoded(r)
	return newScanner(in, transcoded)
}

func newScanner(in io.Reader, transcoded bool) *Scanner {
	s := &Scanner{guard: &guard{in: in}, text: transcoded, line: 1}
	s.dec = xml.NewDecoder(bufio.NewReader(s.guard))
	s.dec.CharsetReader = s.charset
	return s
}

// Kind is what a Scanner found.
type Kind int

// What a Scanner finds.
const (
	Opens Kind = iota
	Closes
	Words
)

// Next returns what comes next: an element that opens, without what is in it;
// the same one where it closes, with its offsets complete; or a text. The end
// is io.EOF; anything that cannot be read is an *Error.
func (s *Scanner) Next() (Kind, *Node, error) {
	for {
		s.guard.token = 0
		s.line, _ = s.dec.InputPos()
		s.at = s.dec.InputOffset()
		token, err := s.dec.RawToken()
		if err != nil {
			return 0, nil, s.failed(err)
		}
		switch token := token.(type) {
		case xml.Directive:
			return 0, nil, s.wrong(Doctype, "")
		case xml.ProcInst:
			if token.Target == "xml" && s.at > 0 {
				return 0, nil, s.wrong(BrokenXML, "XML declaration not at the start")
			}
		case xml.StartElement:
			node, err := s.start(token)
			return Opens, node, err
		case xml.EndElement:
			node, err := s.close(token)
			return Closes, node, err
		case xml.CharData:
			if len(s.open) > 0 {
				return Words, &Node{Text: string(token), Line: s.line, Start: s.at, End: s.dec.InputOffset()}, nil
			}
			if strings.TrimSpace(string(token)) != "" {
				return 0, nil, s.wrong(BrokenXML, "text outside the root element")
			}
		}
	}
}

func (s *Scanner) wrong(reason Reason, detail string) error {
	return &Error{Line: s.line, Reason: reason, Detail: detail}
}

func (s *Scanner) failed(err error) error {
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, io.EOF) && len(s.open) == 0 && s.rooted:
		return io.EOF
	case errors.Is(err, io.EOF) && len(s.open) > 0:
		last := s.open[len(s.open)-1]
		return &Error{Line: last.node.Line, Reason: BrokenXML, Detail: "<" + written(last.name) + "> is not closed"}
	case errors.Is(err, io.EOF):
		return s.wrong(BrokenXML, "no root element")
	case errors.Is(err, errToken):
		return s.wrong(TooMuch, "")
	case errors.As(err, &syntax):
		return &Error{Line: syntax.Line, Reason: BrokenXML, Detail: syntax.Msg}
	}
	return &Error{Line: s.line, Reason: BrokenXML, Detail: err.Error()}
}

func (s *Scanner) start(token xml.StartElement) (*Node, error) {
	switch {
	case len(s.open) == 0 && s.rooted:
		return nil, s.wrong(BrokenXML, "more than one root element")
	case len(s.open) >= maxNesting:
		return nil, s.wrong(TooDeep, "")
	}
	s.rooted = true
	s.open = append(s.open, opened{name: token.Name, spaces: declared(token.Attr)})
	n := &Node{Name: token.Name.Local, Line: s.line, Start: s.at, ContentAt: s.dec.InputOffset()}
	if token.Name.Space != "" {
		n.Prefix = token.Name.Space + ":"
	}
	var known bool
	if n.Space, known = s.space(token.Name.Space); !known {
		return nil, s.wrong(BrokenXML, "prefix "+token.Name.Space+" is not declared")
	}
	if err := s.attributes(n, token.Attr); err != nil {
		return nil, err
	}
	s.open[len(s.open)-1].node = n
	return n, nil
}

// declared lists the prefixes that a tag declares; "" is the default.
func declared(attrs []xml.Attr) map[string]string {
	var out map[string]string
	for _, attr := range attrs {
		prefix := attr.Name.Local
		switch {
		case attr.Name.Space == "xmlns":
		case attr.Name.Space == "" && prefix == "xmlns":
			prefix = ""
		default:
			continue
		}
		if out == nil {
			out = map[string]string{}
		}
		out[prefix] = attr.Value
	}
	return out
}

// space resolves a prefix. No prefix and no default is no namespace.
func (s *Scanner) space(prefix string) (string, bool) {
	if prefix == "xml" {
		return XMLSpace, true
	}
	for i := len(s.open) - 1; i >= 0; i-- {
		if space, ok := s.open[i].spaces[prefix]; ok {
			return space, space != "" || prefix == ""
		}
	}
	return "", prefix == ""
}

func (s *Scanner) attributes(n *Node, attrs []xml.Attr) error {
	for _, attr := range attrs {
		if attr.Name.Space == "xmlns" || attr.Name.Space == "" && attr.Name.Local == "xmlns" {
			continue
		}
		out := Attr{Name: attr.Name.Local, Value: attr.Value}
		if attr.Name.Space != "" {
			var known bool
			if out.Space, known = s.space(attr.Name.Space); !known {
				return s.wrong(BrokenXML, "prefix "+attr.Name.Space+" is not declared")
			}
		}
		for _, before := range n.Attrs {
			if before.Space == out.Space && before.Name == out.Name {
				return s.wrong(BrokenXML, "attribute "+out.Name+" stands twice")
			}
		}
		n.Attrs = append(n.Attrs, out)
	}
	return nil
}

func (s *Scanner) close(token xml.EndElement) (*Node, error) {
	if len(s.open) == 0 {
		return nil, s.wrong(BrokenXML, "</"+written(token.Name)+"> closes nothing")
	}
	last := s.open[len(s.open)-1]
	if last.name != token.Name {
		return nil, s.wrong(BrokenXML, "<"+written(last.name)+"> is closed by </"+written(token.Name)+">")
	}
	s.open = s.open[:len(s.open)-1]
	last.node.ContentTo, last.node.End = s.at, s.dec.InputOffset()
	return last.node, nil
}

func written(name xml.Name) string {
	if name.Space != "" {
		return name.Space + ":" + name.Local
	}
	return name.Local
}

// Fill reads what stands in an element that was just opened.
func (s *Scanner) Fill(n *Node) error {
	open := []*Node{n}
	for count := 0; len(open) > 0; count++ {
		kind, node, err := s.Next()
		switch {
		case errors.Is(err, io.EOF):
			return s.wrong(BrokenXML, "the file ends")
		case err != nil:
			return err
		case count > 2*maxNodes:
			return s.wrong(TooMuch, "")
		case kind == Closes:
			open = open[:len(open)-1]
			continue
		}
		last := open[len(open)-1]
		last.Kids = append(last.Kids, node)
		if kind == Opens {
			open = append(open, node)
		}
	}
	return nil
}
