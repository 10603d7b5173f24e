package pdf

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Characters that steer line breaks and never print.
const (
	softHyphen = '\u00AD'
	breakHere  = '\u200B'
)

// clean prepares text for the page: NFC, every kind of breaking space an
// ordinary one, controls and invisible characters gone. No-break spaces stay,
// and so do the soft hyphen and the zero-width space, which the line breaker
// uses up.
func clean(s string) string {
	if isPlain(s) {
		return s
	}
	return norm.NFC.String(strings.Map(cleanRune, strings.ToValidUTF8(s, "\uFFFD")))
}

// isPlain reports whether s is printable ASCII, which needs no cleaning.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

func cleanRune(r rune) rune {
	switch {
	case r == softHyphen || r == breakHere:
		return r
	case r == '\u00A0' || r == '\u202F':
		return r
	case r == '\u2007': // the figure space does not break
		return '\u00A0'
	case unicode.IsSpace(r) || unicode.In(r, unicode.Zs, unicode.Zl, unicode.Zp):
		return ' '
	case invisible(r):
		return -1
	}
	return r
}

// invisible reports whether r has no look of its own: controls, joiners,
// direction marks, variation selectors.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector) || r == '\u034F'
}

// flat is clean text on one line for titles, bookmarks and metadata: no break
// marks, spaces folded.
func flat(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == softHyphen || r == breakHere {
			return -1
		}
		return r
	}, clean(s))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
}
