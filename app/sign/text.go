package sign

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"clausedesk/app/sign/pdffile"
)

// pdfText writes s as a PDF text string: ASCII as it is, else UTF-16BE with
// its byte-order mark (ISO 32000-1, 7.9.2.2).
func pdfText(s string) pdffile.String {
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] >= ' ' && s[i] <= '~'
	}
	if ascii {
		return pdffile.String{Data: []byte(s)}
	}
	out := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u>>8), byte(u))
	}
	return pdffile.String{Data: out, Hex: true}
}

// textString reads a PDF text string; bytes that are neither UTF-16 nor UTF-8
// are taken as Latin-1, which agrees with PDFDocEncoding for letters.
func textString(b []byte) string {
	if len(b) >= 2 && b[0] == 0xFE && b[1] == 0xFF {
		units := make([]uint16, 0, len(b)/2)
		for i := 2; i+1 < len(b); i += 2 {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		}
		return string(utf16.Decode(units))
	}
	if len(b) >= 3 && b[0] == 0xEF && b[1] == 0xBB && b[2] == 0xBF {
		b = b[3:]
	}
	if utf8.Valid(b) {
		return string(b)
	}
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}

// plainText replaces what could make a text from a file look like something
// else on a screen: control characters, line ends, and marks that change the
// direction of text.
func plainText(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Bidi_Control) {
			return ' '
		}
		return r
	}, s)
}

// pdfDate writes a date with its time zone (ISO 32000-1, 7.9.4).
func pdfDate(t time.Time) pdffile.String {
	_, seconds := t.Zone()
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	minutes := seconds / 60
	text := fmt.Sprintf("D:%s%c%02d'%02d'", t.Format("20060102150405"), sign, minutes/60, minutes%60)
	return pdffile.String{Data: []byte(text)}
}

// parseDate reads a complete date; a missing zone counts as UTC. The zero
// time means that it is no date.
func parseDate(s string) time.Time {
	var sign byte
	var hours, minutes int
	if len(s) < 16 || s[:2] != "D:" {
		return time.Time{}
	}
	t, err := time.Parse("20060102150405", s[2:16])
	if err != nil {
		return time.Time{}
	}
	zone := s[16:]
	if zone == "" || zone[0] == 'Z' {
		return t
	}
	if n, _ := fmt.Sscanf(zone, "%c%2d'%2d", &sign, &hours, &minutes); n < 2 || hours > 23 || minutes > 59 {
		return time.Time{}
	}
	offset := (hours*60 + minutes) * 60
	switch sign {
	case '-':
		offset = -offset
	case '+':
	default:
		return time.Time{}
	}
	return t.Add(-time.Duration(offset) * time.Second).In(time.FixedZone("", offset))
}
