package glossary

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode returns the text of a file: UTF-8, UTF-16 with a byte order mark, or
// what spreadsheets on Windows write.
func decode(data []byte) (string, bool) {
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		from = unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	case !utf8.Valid(data):
		from = charmap.Windows1252
	}
	if from != nil {
		var err error
		if data, err = from.NewDecoder().Bytes(data); err != nil {
			return "", false
		}
	}
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	return text, utf8.ValidString(text) && !strings.ContainsFunc(text, isControl)
}

// isControl: no text has these.
func isControl(r rune) bool {
	return r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == utf8.RuneError
}
