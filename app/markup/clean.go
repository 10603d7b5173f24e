package markup

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// maxNesting is how deep lists, quotations and details nest; deeper markers
// are text. It keeps hostile input from costing time or stack.
const maxNesting = 24

// clean makes text safe to parse: NFC, one kind of line end, no controls,
// tabs to spaces, nesting bounded.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\t", "    ").Replace(s)
	s = norm.NFC.String(strings.Map(dropControl, s))
	return boundMarks(boundNesting(s))
}

// maxOpeners is how many characters that could open emphasis or a link a text
// may hold. Reading them takes time in the square of their number; no policy
// comes near this.
const maxOpeners = 10_000

// boundMarks makes all of them plain characters in a text with more.
func boundMarks(s string) string {
	marks := strings.Count(s, "*") + strings.Count(s, "_") + strings.Count(s, "[")
	if marks <= maxOpeners {
		return s
	}
	var out strings.Builder
	escaped := false
	for _, r := range s {
		if !escaped && (r == '*' || r == '_' || r == '[') {
			out.WriteByte('\\')
		}
		escaped = r == '\\' && !escaped
		out.WriteRune(r)
	}
	return out.String()
}

// dropControl maps control characters to a space and NUL to U+FFFD.
func dropControl(r rune) rune {
	switch {
	case r == '\n':
		return r
	case r == 0:
		return '\uFFFD'
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return ' '
	}
	return r
}

// boundNesting escapes the block markers of a line that lie too deep.
func boundNesting(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if len(line) > maxNesting {
			lines[i] = boundLine(line)
		}
	}
	return strings.Join(lines, "\n")
}

func boundLine(line string) string {
	depth, spaces, pos := 0, 0, 0
	for pos < len(line) {
		if line[pos] == ' ' {
			spaces++
			pos++
			continue
		}
		size := blockMarker(line[pos:])
		if size == 0 {
			return line
		}
		if depth++; depth+spaces/2 > maxNesting {
			return line[:pos+size-1] + "\\" + line[pos+size-1:]
		}
		pos += size
	}
	return line
}

// blockMarker returns the length of the marker that text starts with, or 0.
func blockMarker(text string) int {
	switch text[0] {
	case '>':
		return 1
	case '-', '+', '*', ':':
		return markerEnd(text, 1)
	}
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	if digits > 0 && digits < 10 && digits < len(text) && (text[digits] == '.' || text[digits] == ')') {
		return markerEnd(text, digits+1)
	}
	return 0
}

func markerEnd(text string, size int) int {
	if len(text) == size || text[size] == ' ' {
		return size
	}
	return 0
}

// oneParagraph makes text a single paragraph: line ends become spaces, save
// those behind a backslash, which are breaks.
func oneParagraph(s string) string {
	var out strings.Builder
	for _, line := range strings.Split(s, "\n") {
		line = strings.Trim(line, " ")
		if line == "" {
			continue
		}
		if out.Len() > 0 && !endsInBreak(out.String()) {
			out.WriteByte(' ')
		} else if out.Len() > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(line)
	}
	return out.String()
}

func endsInBreak(s string) bool {
	return (len(s)-len(strings.TrimRight(s, "\\")))%2 == 1
}

// foldSpaces makes every run of ordinary spaces and line ends one space.
// No-break spaces are typography and stay.
func foldSpaces(s string) string {
	var out strings.Builder
	space := false
	for _, r := range s {
		if r == ' ' || r == '\n' {
			space = true
			continue
		}
		if space {
			out.WriteByte(' ')
			space = false
		}
		out.WriteRune(r)
	}
	if space {
		out.WriteByte(' ')
	}
	return out.String()
}
