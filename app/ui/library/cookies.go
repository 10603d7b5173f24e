package library

import (
	"slices"
	"strconv"
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
)

// The cookies of a service are listed one to a line: "name; purpose; kind;
// lifetime; party". Answers read as a document would have them; what a document
// words in a way that cannot be read back stands as it is kept.

// cookieFields are the answers of a line in their order.
var cookieFields = []policy.FactKey{"name", "purpose", "kind", "lifetime", "party"}

const (
	cookieMark = ";"
	cookieRows = 4 // how many lines the form shows at once
)

func cookieField(key policy.FactKey) policy.FieldDef {
	register, _ := policy.RegisterDefOf("cookies")
	def, _ := register.Field(key)
	return def
}

// CookieLines lists cookies as ReadCookies reads them.
func CookieLines(loc *i18n.Localizer, cookies []library.Cookie) string {
	var lines []string
	for _, cookie := range cookies {
		values := []string{cookie.Name, cookie.Purpose, cookie.Kind, cookie.Lifetime, cookie.Party}
		for i, key := range cookieFields {
			values[i] = shownCookie(loc, cookieField(key), values[i])
		}
		line := strings.Join(values, cookieMark+" ")
		lines = append(lines, strings.TrimRight(line, cookieMark+" "))
	}
	return strings.Join(lines, "\n")
}

func shownCookie(loc *i18n.Localizer, def policy.FieldDef, value string) string {
	words, _ := vocabulary.In(loc.Language())
	text := words.Answer(def, value)
	if again, ok := readCookie(loc, def, text); ok && again == value && !strings.Contains(text, cookieMark) {
		return text
	}
	return value
}

// CookieError is what is wrong with one line of cookies.
type CookieError struct {
	Line  int // from 1
	Field policy.FactKey
	Value string // empty for an answer that is missing
	More  bool   // it is one answer too many
}

// ReadCookies reads lines of cookies, in the words of any language or as they
// are kept. It names the first answer that cannot be.
func ReadCookies(loc *i18n.Localizer, text string) ([]library.Cookie, *CookieError) {
	var out []library.Cookie
	for i, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		cookie, wrong := readCookieLine(loc, line)
		if wrong != nil {
			wrong.Line = i + 1
			return nil, wrong
		}
		out = append(out, cookie)
	}
	return out, nil
}

func readCookieLine(loc *i18n.Localizer, line string) (library.Cookie, *CookieError) {
	parts := strings.Split(line, cookieMark)
	values := make([]string, max(len(cookieFields), len(parts)))
	for i, part := range parts {
		part = strings.TrimSpace(part)
		if i >= len(cookieFields) {
			if part != "" {
				return library.Cookie{}, &CookieError{Value: part, More: true}
			}
			continue
		}
		value, ok := readCookie(loc, cookieField(cookieFields[i]), part)
		if !ok {
			return library.Cookie{}, &CookieError{Field: cookieFields[i], Value: part}
		}
		values[i] = value
	}
	for i, key := range cookieFields {
		if values[i] == "" && cookieField(key).Required {
			return library.Cookie{}, &CookieError{Field: key}
		}
	}
	return library.Cookie{Name: values[0], Purpose: values[1], Kind: values[2], Lifetime: values[3], Party: values[4]}, nil
}

// readCookie reads one answer: a term of the vocabulary, a period written out,
// or the answer as it is kept.
func readCookie(loc *i18n.Localizer, def policy.FieldDef, text string) (value string, ok bool) {
	for _, lang := range append([]string{loc.Language()}, vocabulary.Languages()...) {
		words, _ := vocabulary.In(lang)
		for _, term := range words.Terms(def.List) {
			if def.List != "" && strings.EqualFold(term.Text, text) {
				return term.Key, true
			}
		}
		if period, found := periodOf(words, text); found && def.Kind == policy.KindLifetime {
			return period, true
		}
	}
	return text, def.Fits(text)
}

// periodShapes are the periods of one unit, the number left open.
var periodShapes = []string{"P#Y", "P#M", "P#W", "P#D", "PT#H", "PT#M"}

// periodOf reads a number of one unit: "13 months".
func periodOf(words *vocabulary.Words, text string) (iso string, ok bool) {
	text = strings.Join(strings.Fields(text), " ") // a no-break space is as good
	number, _, _ := strings.Cut(text, " ")
	if n, err := strconv.Atoi(number); err != nil || n < 1 {
		return "", false
	}
	for _, shape := range periodShapes {
		iso := strings.ReplaceAll(shape, "#", number)
		written := strings.Join(strings.Fields(words.Duration(iso)), " ")
		if policy.ValidDuration(iso) && strings.EqualFold(written, text) {
			return iso, true
		}
	}
	return "", false
}

// Text words what is wrong, and what would fit.
func (e *CookieError) Text(loc *i18n.Localizer) string {
	data := i18n.Data{"Line": e.Line, "Value": e.Value, "Fields": cookieCaptions(loc)}
	if e.More {
		return loc.T("library.cookie_more", data)
	}
	data["Field"] = loc.T("field.cookies." + string(e.Field))
	if e.Value == "" {
		return loc.T("library.cookie_missing", data)
	}
	data["Takes"] = strings.Join(cookieChoices(loc, cookieField(e.Field)), ", ")
	return loc.T("library.cookie_wrong", data)
}

// cookieChoices lists what an answer can be, or examples of it.
func cookieChoices(loc *i18n.Localizer, def policy.FieldDef) []string {
	words, _ := vocabulary.In(loc.Language())
	values := slices.Clone(def.Choices)
	if def.Kind == policy.KindLifetime {
		values = []string{"PT30M", "P13M", "session", "persistent"}
	}
	for i, value := range values {
		values[i] = words.Answer(def, value)
	}
	return values
}

func cookieCaptions(loc *i18n.Localizer) string {
	captions := make([]string, len(cookieFields))
	for i, key := range cookieFields {
		captions[i] = loc.T("field.cookies." + string(key))
	}
	return strings.Join(captions, cookieMark+" ")
}

// cookieHint says how a line is written.
func cookieHint(loc *i18n.Localizer) string {
	example := library.Cookie{Name: "sid", Purpose: "session", Kind: "necessary", Lifetime: "PT30M", Party: "first"}
	return loc.T("library.cookies_hint", i18n.Data{
		"Fields": cookieCaptions(loc), "Example": CookieLines(loc, []library.Cookie{example}),
	})
}
