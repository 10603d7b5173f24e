package exchange

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
)

// splice puts text in the place of some bytes.
type splice struct {
	from, to int
	text     string
}

// spliced puts all into a text. Those at one place keep their order.
func spliced(text string, splices []splice) string {
	slices.SortStableFunc(splices, func(a, b splice) int { return cmp.Compare(a.from, b.from) })
	var out strings.Builder
	at := 0
	for _, s := range splices {
		out.WriteString(text[at:s.from])
		out.WriteString(s.text)
		at = s.to
	}
	out.WriteString(text[at:])
	return out.String()
}

// coded knows how a text stood in its file.
type coded struct {
	mark    []byte
	charset encoding.Encoding // nil is UTF-8
	escapes bool              // what the charset lacks can be written as a number
}

func (c *coded) encode(text string) ([]byte, error) {
	out := []byte(text)
	if c.charset != nil {
		encoder := c.charset.NewEncoder()
		if c.escapes {
			encoder = encoding.HTMLEscapeUnsupported(encoder)
		}
		var err error
		if out, err = encoder.Bytes(out); err != nil {
			return nil, &PackageError{Reason: UnreadEncoding, Detail: err.Error()}
		}
	}
	return append(slices.Clone(c.mark), out...), nil
}

// decodeExact reads a text in such a way that writing it gives the same bytes.
func decodeExact(data []byte) (string, *coded, error) {
	c := codedOf(data)
	text := string(data[len(c.mark):])
	if c.charset != nil {
		decoded, err := c.charset.NewDecoder().Bytes(data[len(c.mark):])
		if err != nil {
			return "", nil, &PackageError{Reason: UnreadEncoding, Detail: err.Error()}
		}
		text = string(decoded)
	} else if !utf8.ValidString(text) {
		return "", nil, &InvalidUTF8Error{Offset: invalidAt(text) + len(c.mark)}
	}
	if again, err := c.encode(text); err != nil || !bytes.Equal(again, data) {
		return "", nil, &PackageError{Reason: UnreadEncoding}
	}
	return text, c, nil
}

func invalidAt(text string) int {
	for i, r := range text {
		if r == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd") {
			return i
		}
	}
	return len(text)
}

var (
	xmlCharset = regexp.MustCompile(`^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']`)
	poCharset  = regexp.MustCompile(`Content-Type:[^"\n]*charset=([A-Za-z0-9._-]+)`)
)

// codedOf finds the encoding by the first bytes, or by what the file says.
func codedOf(data []byte) *coded {
	utf16 := func(order unicode.Endianness, mark int) *coded {
		return &coded{mark: data[:mark], charset: unicode.UTF16(order, unicode.IgnoreBOM)}
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return &coded{mark: data[:3]}
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return utf16(unicode.LittleEndian, 2)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return utf16(unicode.BigEndian, 2)
	case bytes.HasPrefix(data, []byte("<\x00")):
		return utf16(unicode.LittleEndian, 0)
	case bytes.HasPrefix(data, []byte("\x00<")):
		return utf16(unicode.BigEndian, 0)
	}
	head := data[:min(len(data), 8<<10)]
	said, escapes := xmlCharset.FindSubmatch(head), true
	if said == nil {
		said, escapes = poCharset.FindSubmatch(head), false
	}
	c := &coded{escapes: escapes}
	if said != nil && !strings.EqualFold(string(said[1]), "utf-8") && !utf8.Valid(data) {
		if enc, err := ianaindex.IANA.Encoding(string(said[1])); err == nil {
			c.charset = enc
		}
	} else if said != nil && escapes && isOneByte(string(said[1])) {
		c.charset, _ = ianaindex.IANA.Encoding(string(said[1]))
	}
	return c
}

// isOneByte reports a charset in which text beyond ASCII is not UTF-8, even
// where the file has none yet.
func isOneByte(charset string) bool {
	enc, err := ianaindex.IANA.Encoding(charset)
	if err != nil || enc == nil {
		return false
	}
	out, err := encoding.HTMLEscapeUnsupported(enc.NewEncoder()).Bytes([]byte("é"))
	return err == nil && !bytes.Equal(out, []byte("é"))
}
