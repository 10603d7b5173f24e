package memory

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Limits of a file: more than any tool writes, and little enough that no file
// can take the memory of the machine.
const (
	maxDepth = 64
	maxUnit  = 8 << 20 // bytes of one unit
)

// tmxXML reads XML one token after the other. It knows no entities but XML's
// own and fetches nothing.
type tmxXML struct {
	dec    *xml.Decoder
	source *budget
	open   []string
}

// budget is a reader that ends when too much is read at once.
type budget struct {
	from io.Reader
	left int
	err  error // of from, which the decoder would hide
}

var errBudget = errors.New("too large")

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errBudget
	}
	n, err := b.from.Read(p)
	b.left -= n
	if err != nil && !errors.Is(err, io.EOF) {
		b.err = err
	}
	return n, err
}

func newTMXXML(r io.Reader) *tmxXML {
	x := &tmxXML{source: &budget{from: decoded(r), left: maxUnit}}
	x.dec = xml.NewDecoder(bufio.NewReaderSize(x.source, 1<<16))
	x.dec.CharsetReader = charset
	return x
}

// decoded returns UTF-8 for UTF-16, with or without a byte order mark; what is
// in another encoding says so itself.
func decoded(r io.Reader) io.Reader {
	buffered := bufio.NewReaderSize(r, 1<<16)
	head, _ := buffered.Peek(4)
	order := unicode.LittleEndian
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, _ = buffered.Discard(3)
		return buffered
	case bytes.HasPrefix(head, []byte("\xfe\xff")), bytes.HasPrefix(head, []byte("\x00<")):
		order = unicode.BigEndian
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("<\x00")):
	default:
		return buffered
	}
	return transform.NewReader(buffered, unicode.UTF16(order, unicode.UseBOM).NewDecoder())
}

func charset(label string, input io.Reader) (io.Reader, error) {
	name := strings.ToLower(label)
	if strings.HasPrefix(name, "utf-16") || name == "us-ascii" {
		return input, nil // decoded already; ASCII is UTF-8
	}
	known, err := ianaindex.IANA.Encoding(name)
	if err != nil || known == nil {
		return nil, &TMXError{Reason: TMXEncoding, Detail: label}
	}
	return encodingReader(known, input), nil
}

func encodingReader(known encoding.Encoding, input io.Reader) io.Reader {
	return transform.NewReader(input, known.NewDecoder())
}

func (x *tmxXML) line() int {
	line, _ := x.dec.InputPos()
	return line
}

func (x *tmxXML) fail(reason TMXReason, detail string) error {
	return &TMXError{Line: x.line(), Reason: reason, Detail: detail}
}

// next returns the next start, end or text, or io.EOF after the last element
// was closed. Start and end elements match.
func (x *tmxXML) next() (xml.Token, error) {
	for {
		token, err := x.dec.RawToken()
		if err != nil {
			return nil, x.failed(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(x.open) == maxDepth {
				return nil, x.fail(TMXDeep, "")
			}
			x.open = append(x.open, qualified(t.Name))
			return t, nil
		case xml.EndElement:
			last := len(x.open) - 1
			if last < 0 || x.open[last] != qualified(t.Name) {
				return nil, x.fail(TMXDamaged, "</"+qualified(t.Name)+">")
			}
			x.open = x.open[:last]
			return t, nil
		case xml.CharData:
			return t, nil
		case xml.Directive:
			if declares(t) {
				return nil, x.fail(TMXEntity, "")
			}
		}
	}
}

func qualified(name xml.Name) string {
	if name.Space == "" {
		return name.Local
	}
	return name.Space + ":" + name.Local
}

// declares reports a document type with declarations of its own. A mere
// reference to the TMX document type is what many tools write; it is not
// followed.
func declares(directive []byte) bool {
	return !bytes.HasPrefix(directive, []byte("DOCTYPE")) || bytes.ContainsAny(directive, "[")
}

func (x *tmxXML) failed(err error) error {
	var ours *TMXError
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, io.EOF) && len(x.open) == 0:
		return io.EOF
	case x.source.err != nil:
		return x.source.err
	case errors.Is(err, io.EOF):
		return io.ErrUnexpectedEOF
	case errors.As(err, &ours):
		return &TMXError{Line: x.line(), Reason: ours.Reason, Detail: ours.Detail}
	case errors.Is(err, errBudget):
		return x.fail(TMXLarge, "")
	case errors.As(err, &syntax):
		return &TMXError{Line: syntax.Line, Reason: TMXDamaged, Detail: syntax.Msg}
	}
	return x.fail(TMXDamaged, err.Error())
}

// fresh gives the next unit its room.
func (x *tmxXML) fresh() { x.source.left = maxUnit }

// skip reads to the end of the element that was opened last.
func (x *tmxXML) skip() error {
	for depth := len(x.open); len(x.open) >= depth; {
		if _, err := x.next(); err != nil {
			return unexpectedEnd(err)
		}
	}
	return nil
}

// text returns the text of the element that was opened last, without what
// elements in it hold.
func (x *tmxXML) text() (string, error) {
	var out strings.Builder
	for depth := len(x.open); len(x.open) >= depth; {
		token, err := x.next()
		if err != nil {
			return "", unexpectedEnd(err)
		}
		if t, ok := token.(xml.CharData); ok && len(x.open) == depth {
			out.Write(t)
		}
	}
	return out.String(), nil
}

func unexpectedEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

func attribute(e xml.StartElement, names ...string) string {
	for _, name := range names {
		for _, a := range e.Attr {
			if qualified(a.Name) == name {
				return a.Value
			}
		}
	}
	return ""
}
