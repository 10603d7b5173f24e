package memory

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
)

var (
	isoDate     = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}\b`)
	numericDate = regexp.MustCompile(`^(\d{1,2})([./-])(\d{1,2})([./-])(\d{4})\b`)
	longDate    = regexp.MustCompile(`^(\d{1,2})(?:\.|er|st|nd|rd|th)?[ \x{a0}](?:de |of )?(\pL+)(?:,?[ \x{a0}](?:de )?(\d{4})\b)?`)
	dayAndYear  = regexp.MustCompile(`^[ \x{a0}](\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?\b`)
)

// figureAt reads what begins with a digit: a date, a duration, a number, or a
// word such as 2FA.
func (r reader) figureAt(text string, i int) token {
	if t, ok := r.lang.dateAt(text, i); ok {
		return t
	}
	end := numberEnd(text, i)
	if after, _ := utf8.DecodeRuneInString(text[end:]); end < len(text) && inWord(after) && !alone(after) {
		return token{kind: word, start: i, end: wordEnd(text, end)}
	}
	t := token{kind: numeral, start: i, end: end, value: r.lang.number(text[i:end])}
	if unit, stop, ok := r.lang.unitAt(text, end); ok {
		t.kind, t.end, t.unit = duration, stop, unit.unit
	}
	return t
}

// numberEnd returns where the number at i ends, with separators that a digit
// follows.
func numberEnd(text string, i int) int {
	for i < len(text) {
		c, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case c >= '0' && c <= '9':
			i++
			continue
		case strings.ContainsRune(".,/:", c) && digitAt(text, i+1):
		case (c == '\u00a0' || c == '\u202f') && threeDigits(text[i+size:]):
		default:
			return i
		}
		i += size
	}
	return i
}

func digitAt(text string, i int) bool { return i < len(text) && text[i] >= '0' && text[i] <= '9' }

func threeDigits(text string) bool {
	return digitAt(text, 0) && digitAt(text, 1) && digitAt(text, 2) && !digitAt(text, 3)
}

// number returns a number without the separators of the language, with a point
// before its decimals. What is not written like one (4.2.1) stays.
func (t *tongue) number(text string) string {
	whole, decimals, hasDecimals := strings.Cut(text, string(t.decimal))
	groups := strings.FieldsFunc(whole, t.groups)
	if len(groups) == 0 || hasDecimals && strings.Trim(decimals, "0123456789") != "" {
		return text
	}
	for i, g := range groups {
		if strings.Trim(g, "0123456789") != "" || i > 0 && len(g) != 3 || i == 0 && len(groups) > 1 && len(g) > 3 {
			return text
		}
	}
	value := strings.Join(groups, "")
	if hasDecimals {
		value += "." + decimals
	}
	return value
}

func (t *tongue) groups(r rune) bool { return r == t.group || r == '\u00a0' || r == '\u202f' }

// writeNumber writes a number as the language does; grouped when it was so
// where it is from.
func (t *tongue) writeNumber(value string, grouped bool) string {
	whole, decimals, hasDecimals := strings.Cut(value, ".")
	if strings.Trim(whole+decimals, "0123456789") != "" {
		return value
	}
	if grouped {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + string(t.group) + whole[i:]
		}
	}
	if hasDecimals {
		whole += string(t.decimal) + decimals
	}
	return whole
}

// unitAt reads the word for a unit of time behind a number.
func (t *tongue) unitAt(text string, i int) (unitForm, int, bool) {
	space, size := utf8.DecodeRuneInString(text[i:])
	if len(t.units) == 0 || !unicode.IsSpace(space) {
		return unitForm{}, 0, false
	}
	end := wordEnd(text, i+size)
	form, ok := t.units[strings.ToLower(text[i+size:end])]
	return form, end, ok
}

// dateAt reads a date that begins with a digit.
func (t *tongue) dateAt(text string, i int) (token, bool) {
	rest := text[i:]
	if found := isoDate.FindString(rest); found != "" {
		return token{kind: date, start: i, end: i + len(found), value: found}, true
	}
	if m := numericDate.FindStringSubmatch(rest); m != nil && m[2] == m[4] {
		day, month := m[1], m[3]
		// In English both orders are used: only a date that reads one way is one.
		if n, _ := strconv.Atoi(day); t.lang == "en" && n <= 12 {
			return token{}, false
		}
		return dateToken(i, m[0], m[5], month, day)
	}
	m := longDate.FindStringSubmatch(rest)
	if m == nil {
		return token{}, false
	}
	month, ok := t.months[strings.ToLower(m[2])]
	if !ok {
		return token{}, false
	}
	return dateToken(i, m[0], m[3], strconv.Itoa(month), m[1])
}

// monthFirst reads "May 3, 2024", whose first word is text[i:end].
func (t *tongue) monthFirst(text string, i, end int) (token, bool) {
	if t.lang != "en" || text[i] < 'A' || text[i] > 'Z' || !digitAt(text, end+1) {
		return token{}, false
	}
	month, ok := t.months[strings.ToLower(text[i:end])]
	m := dayAndYear.FindStringSubmatch(text[end:])
	if !ok || m == nil {
		return token{}, false
	}
	return dateToken(i, text[i:end]+m[0], m[2], strconv.Itoa(month), m[1])
}

// dateToken returns a date; without a year it is --mm-dd.
func dateToken(i int, text, year, month, day string) (token, bool) {
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return token{}, false
	}
	value := fmt.Sprintf("%s-%02d-%02d", year, m, d)
	if year == "" {
		value = "-" + value
	}
	return token{kind: date, start: i, end: i + len(text), value: value}, true
}

// writeDate writes a date in the manner of another; false when that has no such
// manner.
func (t *tongue) writeDate(value, like string) (string, bool) {
	hasYear := !strings.HasPrefix(value, "--")
	year, month, day := value[:4], value[len(value)-5:len(value)-3], value[len(value)-2:]
	switch {
	case isoDate.MatchString(like):
		return value, hasYear
	case numericDate.MatchString(like):
		m := numericDate.FindStringSubmatch(like)
		if len(m[3]) == 1 || len(m[1]) == 1 {
			month, day = strings.TrimPrefix(month, "0"), strings.TrimPrefix(day, "0")
		}
		return day + m[2] + month + m[2] + year, hasYear
	case asciiLetter(like[0]):
		m, _ := strconv.Atoi(month)
		out := t.names[m] + " " + strings.TrimPrefix(day, "0")
		if hasYear {
			out += ", " + year
		}
		return out, t.names[m] != ""
	case hasYear:
		return vocabulary.FormatValue(policy.KindDate, value, t.lang), len(t.months) > 0
	}
	out := vocabulary.FormatValue(policy.KindDate, "2000"+value[1:], t.lang)
	return strings.TrimSuffix(out, " 2000"), strings.HasSuffix(out, " 2000")
}
