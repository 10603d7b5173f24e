package xliff

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// value judges what an attribute holds.
type value func(string) bool

// values are the kinds of attributes by the names that the tables use.
var values = map[string]value{
	"any":        func(string) bool { return true },
	"nmtoken":    isToken,
	"nmtokens":   isTokens,
	"yesno":      oneOf("yes", "no"),
	"reorder":    oneOf("yes", "no", "firstNo"),
	"dir":        oneOf("ltr", "rtl", "auto"),
	"applies":    oneOf("source", "target"),
	"state":      oneOf("initial", "translated", "reviewed", "final"),
	"code":       oneOf("fmt", "ui", "quote", "link", "image", "other"),
	"mark":       func(v string) bool { return v == "generic" || v == "comment" || v == "term" || isOwn(v) },
	"own":        isOwn,
	"substate":   isOwn,
	"priority":   func(v string) bool { return isNumber(v, 1, 10) },
	"positive":   func(v string) bool { return isNumber(v, 1, 1<<31) },
	"count":      func(v string) bool { return isNumber(v, 0, 1<<31) },
	"language":   isLanguage,
	"space":      oneOf("default", "preserve"),
	"preserve":   oneOf("preserve"),
	"hex":        isForbiddenChar,
	"uri":        isReference,
	"similarity": isPercent,
	"match":      oneOf("am", "mt", "icm", "idm", "tb", "tm", "other"),
	"metadata":   oneOf("source", "target", "ignorable"),
	"form":       oneOf("none", "nfc", "nfd"),
	"html":       oneOf(strings.Fields(htmlNames)...),
	"state12":    among12(strings.Fields(states12)),
	"qualifier":  among12(strings.Fields(qualifiers12)),
	"pos":        oneOf("open", "close"),
}

// The elements of HTML that the format style module may name.
const htmlNames = `a b bdo big blockquote body br button caption center cite code col colgroup dd del div dl dt em h1
 h2 h3 h4 h5 h6 head hr html i img label legend li ol p pre q s samp select small span strike strong sub sup table
 tbody td tfoot th thead title tr tt u ul`

const states12 = `final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n needs-review-translation
 needs-translation new signed-off translated`

const qualifiers12 = `exact-match fuzzy-match id-match leveraged-glossary leveraged-inherited leveraged-mt
 leveraged-repository leveraged-tm mt-suggestion rejected-grammar rejected-inaccurate rejected-length`

func oneOf(all ...string) value {
	return func(v string) bool { return slices.Contains(all, v) }
}

// among12 are the values of a list of XLIFF 1.2, which people may extend.
func among12(all []string) value {
	return func(v string) bool { return slices.Contains(all, v) || strings.HasPrefix(v, "x-") && len(v) > 2 }
}

// isToken reports an NMTOKEN of XML.
func isToken(v string) bool {
	v = strings.Trim(v, " \t\r\n")
	if v == "" {
		return false
	}
	for _, r := range v {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune("-._:·\u200c\u200d\u203f\u2040", r) {
			return false
		}
	}
	return true
}

func isTokens(v string) bool {
	parts := strings.Fields(v)
	return len(parts) > 0 && !slices.ContainsFunc(parts, func(part string) bool { return !isToken(part) })
}

var ownShape = regexp.MustCompile(`^[^\s:]+:[^\s:]+$`)

// isOwn reports a value that somebody's prefix makes theirs.
func isOwn(v string) bool { return ownShape.MatchString(v) }

func isNumber(v string, least, most int64) bool {
	n, err := strconv.ParseInt(strings.TrimSpace(v), 10, 64)
	return err == nil && n >= least && n <= most
}

var languageShape = regexp.MustCompile(`(?i)^(?:` +
	`(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?` +
	`(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?` +
	`|x(?:-[a-z0-9]{1,8})+|i-[a-z]{2,8})$`)

// isLanguage reports a well-formed tag of BCP 47.
func isLanguage(v string) bool { return languageShape.MatchString(v) }

// isForbiddenChar reports the number of a character that XML cannot hold, as
// the element cp has it.
func isForbiddenChar(v string) bool {
	n, err := strconv.ParseUint(v, 16, 32)
	if err != nil || len(v) < 4 || len(v) > 6 || len(v)%2 != 0 {
		return false
	}
	discouraged := n >= 0x7f && n <= 0x9f && n != 0x85
	return n <= 0x10ffff && (discouraged || !isXMLChar(rune(n)))
}

func isXMLChar(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xd7ff || r >= 0xe000 && r <= 0xfffd || r >= 0x10000
}

// isReference reports what may be an IRI: anything without spaces within and
// without characters that no IRI has.
func isReference(v string) bool {
	return !strings.ContainsAny(strings.TrimSpace(v), " <>\"{}|^`\t\r\n")
}

func isPercent(v string) bool {
	n, err := strconv.ParseFloat(strings.TrimSpace(v), 64)
	return err == nil && n >= 0 && n <= 100 && !strings.ContainsAny(v, "eExXnN")
}
