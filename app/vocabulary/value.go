package vocabulary

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"clausedesk/app/policy"

	"golang.org/x/text/currency"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// FormatValue writes a fact out by the rules of any language: dates, amounts,
// country and language names in its words. A value that does not fit its kind
// stays as it is. Durations need a language of the library, or are English.
func FormatValue(kind policy.FactKind, value, lang string) string {
	switch kind {
	case policy.KindDate:
		return formatDate(value, lang)
	case policy.KindCountry:
		return formatCountry(value, lang)
	case policy.KindLanguage:
		return formatLanguage(value, lang)
	case policy.KindMoney:
		return formatMoney(value, lang)
	case policy.KindDuration, policy.KindYesNo:
		words, _ := In(lang)
		return words.Value(kind, value)
	}
	return value
}

// Value is FormatValue in these words.
func (w *Words) Value(kind policy.FactKind, value string) string {
	switch kind {
	case policy.KindDuration:
		return w.Duration(value)
	case policy.KindYesNo:
		return w.termOr("answer", value)
	}
	return FormatValue(kind, value, w.lang)
}

// durationUnits are the units of a period, each with its letter in ISO 8601.
var durationUnits = []struct {
	letter byte
	inTime bool
	name   string
}{
	{'Y', false, "year"},
	{'M', false, "month"},
	{'W', false, "week"},
	{'D', false, "day"},
	{'H', true, "hour"},
	{'M', true, "minute"},
}

// Duration writes an ISO 8601 period out: "7 years", "1 year and 6 months".
// What is no period stays as it is.
func (w *Words) Duration(iso string) string {
	if !policy.ValidDuration(iso) {
		return iso
	}
	var parts []string
	digits, inTime := "", false
	for i := 1; i < len(iso); i++ {
		switch c := iso[i]; {
		case c == 'T':
			inTime = true
		case c >= '0' && c <= '9':
			digits += string(c)
		default:
			n, _ := strconv.Atoi(digits)
			parts = append(parts, w.count(n, unitName(c, inTime)))
			digits = ""
		}
	}
	return w.Join(parts)
}

func unitName(letter byte, inTime bool) string {
	for _, unit := range durationUnits {
		if unit.letter == letter && unit.inTime == inTime {
			return unit.name
		}
	}
	return ""
}

// count writes a number of units by the plural rules of CLDR.
func (w *Words) count(n int, unit string) string {
	forms := w.lists["duration."+unit]
	pattern, ok := forms[pluralName(plural.Cardinal.MatchPlural(w.tag, n, 0, 0, 0, 0))]
	if !ok {
		pattern = forms["other"]
	}
	return strings.ReplaceAll(pattern, "{n}", strconv.Itoa(n))
}

func pluralName(form plural.Form) string {
	switch form {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}

// LanguageName returns the name of a language in that language itself, with a
// capital: it stands in lists and captions, and Deutsch beside français reads as if
// one were more of a name than the other.
func LanguageName(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		return lang
	}
	if name := display.Self.Name(tag); name != "" {
		first, size := utf8.DecodeRuneInString(name)
		return string(unicode.ToUpper(first)) + name[size:]
	}
	return lang
}

// Country is a country and its name.
type Country struct{ Code, Name string }

func formatLanguage(code, lang string) string {
	tag, err := language.Parse(code)
	namer := display.Languages(language.Make(lang))
	if err != nil || namer == nil {
		return code
	}
	if name := namer.Name(tag); name != "" {
		return name
	}
	return code
}

func formatCountry(code, lang string) string {
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	namer := display.Regions(language.Make(lang))
	if namer == nil {
		return code
	}
	return namer.Name(region)
}

// formatMoney writes "1234.50 EUR" with the separators of the language, the
// currency by its code.
func formatMoney(value, lang string) string {
	amount, code, _ := strings.Cut(value, " ")
	sum, err := strconv.ParseFloat(amount, 64)
	if _, wrong := currency.ParseISO(code); wrong != nil || err != nil {
		return value
	}
	_, decimals, _ := strings.Cut(amount, ".")
	printer := message.NewPrinter(language.Make(lang))
	return code + "\u00a0" + printer.Sprint(number.Decimal(sum, number.Scale(len(decimals))))
}
