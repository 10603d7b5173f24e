package xliff

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decoded finds UTF-16 by its first bytes and leaves a byte order mark out.
// What is neither is for the XML declaration to say.
func decoded(r io.Reader) (in io.Reader, transcoded bool) {
	buffered := bufio.NewReader(r)
	head, _ := buffered.Peek(4)
	order := unicode.BigEndian
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, _ = buffered.Discard(3)
		return buffered, true
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("<\x00")):
		order = unicode.LittleEndian
	case bytes.HasPrefix(head, []byte("\xfe\xff")), bytes.HasPrefix(head, []byte("\x00<")):
	default:
		return buffered, false
	}
	return transform.NewReader(buffered, unicode.UTF16(order, unicode.UseBOM).NewDecoder()), true
}

// charset reads the encoding that the XML declaration names.
func (s *Scanner) charset(label string, in io.Reader) (io.Reader, error) {
	if s.text || strings.EqualFold(label, "utf-8") || strings.EqualFold(label, "us-ascii") {
		return in, nil
	}
	enc, err := ianaindex.IANA.Encoding(label)
	if err != nil || enc == nil {
		return nil, fmt.Errorf("the encoding %q is not known", label)
	}
	return transform.NewReader(in, enc.NewDecoder()), nil
}
