package exchange

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Names of the encodings that Decode recognises.
const (
	EncodingUTF8    = "utf-8"
	EncodingUTF16LE = "utf-16le"
	EncodingUTF16BE = "utf-16be"
	EncodingWin1252 = "windows-1252"
)

// Decode returns the text of a file and its encoding: UTF-8 and UTF-16 with
// or without a byte order mark, or Windows-1252.
//
// It returns ErrEmpty for no text, a *NotTextError for other kinds of file,
// and an *InvalidUTF8Error for UTF-8 with damage.
func Decode(data []byte) (text, encoding string, err error) {
	if len(data) > MaxBytes {
		return "", "", ErrTooLarge
	}
	if kind := magicKind(data); kind != "" {
		return "", "", &NotTextError{Kind: kind}
	}
	text, encoding, err = decode(data)
	if err != nil {
		return "", "", err
	}
	if len(bytes.TrimSpace([]byte(text))) == 0 {
		return "", "", ErrEmpty
	}
	if mostlyControls(text) {
		return "", "", &NotTextError{Kind: "binary"}
	}
	return text, encoding, nil
}

func decode(data []byte) (text, encoding string, err error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return decodeUTF8(data[3:], 3)
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return utf16Text(data[2:], false), EncodingUTF16LE, nil
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return utf16Text(data[2:], true), EncodingUTF16BE, nil
	case bytes.IndexByte(data, 0) >= 0:
		return guessUTF16(data)
	}
	return decodeUTF8(data, 0)
}

// decodeUTF8 reads UTF-8, or Windows-1252 where the bytes look like that.
func decodeUTF8(data []byte, skipped int) (text, encoding string, err error) {
	if utf8.Valid(data) {
		return string(data), EncodingUTF8, nil
	}
	first, invalid, multi, high := -1, 0, 0, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			invalid++
			high++
			if first < 0 {
				first = i
			}
		case size > 1:
			multi++
			high += size
		}
		i += size
	}
	western := high*10 < len(data)*3+20
	if multi >= invalid || !western || hasUndefined1252(data) || skipped > 0 {
		return "", "", &InvalidUTF8Error{Offset: first + skipped}
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", &InvalidUTF8Error{Offset: first}
	}
	return string(out), EncodingWin1252, nil
}

// hasUndefined1252 reports bytes that Windows-1252 leaves undefined.
func hasUndefined1252(data []byte) bool {
	for _, b := range data {
		switch b {
		case 0x81, 0x8d, 0x8f, 0x90, 0x9d:
			return true
		}
	}
	return false
}

func utf16Text(data []byte, big bool) string {
	var out []byte
	for i := 0; i < len(data); i += 2 {
		unit := utf16Unit(data[i:], big)
		if unit >= 0xd800 && unit < 0xdc00 && i+3 < len(data) {
			if low := utf16Unit(data[i+2:], big); low >= 0xdc00 && low < 0xe000 {
				unit = (unit-0xd800)<<10 + (low - 0xdc00) + 0x10000
				i += 2
			}
		}
		out = utf8.AppendRune(out, unit)
	}
	return string(out)
}

func utf16Unit(data []byte, big bool) rune {
	switch {
	case len(data) < 2:
		return utf8.RuneError
	case big:
		return rune(data[0])<<8 | rune(data[1])
	}
	return rune(data[1])<<8 | rune(data[0])
}

// guessUTF16 tries both byte orders on data that holds NUL bytes: text has
// spaces, and next to nothing that cannot be printed.
func guessUTF16(data []byte) (text, encoding string, err error) {
	little, big := utf16Text(data, false), utf16Text(data, true)
	text, encoding = little, EncodingUTF16LE
	if textScore(big) > textScore(little) {
		text, encoding = big, EncodingUTF16BE
	}
	if len(data)%2 != 0 || textScore(text) < 0.95 {
		return "", "", &NotTextError{Kind: "binary"}
	}
	return text, encoding, nil
}

// textScore is the share of characters below U+0250 or in one other script
// that can be printed or are white space; controls and odd ones count against.
func textScore(text string) float64 {
	good, all := 0, 0
	for _, r := range text {
		all++
		switch {
		case r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r):
			good -= 5
		case unicode.In(r, unicode.Han, unicode.Hangul, unicode.Yi):
			// what the wrong byte order makes of Latin letters
		case unicode.IsGraphic(r) || unicode.IsSpace(r):
			good++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(good) / float64(all)
}

func mostlyControls(text string) bool {
	controls := 0
	for _, r := range text {
		if r == 0 {
			return true
		}
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			controls++
		}
	}
	return controls*50 > len(text)
}

var magics = []struct{ prefix, kind string }{
	{"%PDF-", "pdf"},
	{"PK\x03\x04", "zip"},
	{"\xd0\xcf\x11\xe0", "doc"},
	{"{\\rtf", "rtf"},
	{"\x89PNG", "image"},
	{"\xff\xd8\xff", "image"},
	{"GIF8", "image"},
	{"\x1f\x8b", "gzip"},
	{"SQLite format 3\x00", "sqlite"},
}

func magicKind(data []byte) string {
	for _, magic := range magics {
		if bytes.HasPrefix(data, []byte(magic.prefix)) {
			return magic.kind
		}
	}
	return ""
}
