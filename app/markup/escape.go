package markup

import (
	"strings"

	"github.com/yuin/goldmark/util"
)

// Escape returns text in which nothing acts as inline markup. Addresses in it
// are still read as links.
func Escape(text string) string {
	var out strings.Builder
	for i, r := range text {
		switch r {
		case '\\', '*', '_', '[', ']', '<', '`':
			out.WriteByte('\\')
		case '&':
			if entityLen(text[i:]) > 0 {
				out.WriteByte('\\')
			}
		case '{':
			if strings.HasPrefix(text[i:], "{{") {
				out.WriteByte('\\')
			}
		}
		out.WriteRune(r)
	}
	return out.String()
}

// maxEntity is the longest entity name in HTML 5, and more than enough digits
// for any character.
const maxEntity = 31

// entityLen returns the length of the entity that text starts with, or 0.
func entityLen(text string) int {
	end := strings.IndexByte(text[:min(len(text), maxEntity+2)], ';')
	if end < 2 {
		return 0
	}
	for i := 1; i < end; i++ {
		if c := text[i]; !(c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '#' && i == 1) {
			return 0
		}
	}
	return end + 1
}

// unescape resolves backslashes and entities, each once.
func unescape(raw []byte) string {
	s := string(raw)
	if !strings.ContainsAny(s, "\\&") {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); {
		size := 1
		if s[i] == '&' {
			size = max(1, entityLen(s[i:]))
		}
		switch {
		case s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			i++
			out.WriteByte(s[i])
		case size > 1:
			out.WriteString(entityText(s[i : i+size]))
		default:
			out.WriteByte(s[i])
		}
		i += size
	}
	return out.String()
}

func entityText(entity string) string {
	raw := util.ResolveNumericReferences([]byte(entity))
	return string(util.ResolveEntityNames(raw))
}

// guardStart escapes what would open a block at the start of a paragraph.
func guardStart(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = guardLine(line)
	}
	return strings.Join(lines, "\n")
}

func guardLine(line string) string {
	if line == "" {
		return line
	}
	switch line[0] {
	case '-', '+', '>', '#', ':', '|', '=', '~':
		return "\\" + line
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits > 0 && digits < len(line) && (line[digits] == '.' || line[digits] == ')') &&
		(digits+1 == len(line) || line[digits+1] == ' ') {
		return line[:digits] + "\\" + line[digits:]
	}
	return line
}
