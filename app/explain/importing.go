package explain

import (
	"errors"
	"fmt"
	"strings"

	"clausedesk/app/exchange"
	"clausedesk/app/pdf"
	"clausedesk/app/pdf/enclosed"
	"clausedesk/app/policy"
	"clausedesk/i18n"
)

// importing words why a document could not be imported.
func importing(loc *i18n.Localizer, err error) string {
	var kind *exchange.NotTextError
	var utf8 *exchange.InvalidUTF8Error
	switch {
	case errors.As(err, &kind):
		return loc.T("error.not_text_" + kind.Kind)
	case errors.As(err, &utf8):
		return loc.T("error.invalid_utf8", i18n.Data{"Offset": utf8.Offset})
	case errors.Is(err, exchange.ErrNotText):
		return loc.T("error.not_text_binary")
	case errors.Is(err, exchange.ErrEmpty):
		return loc.T("error.empty_file")
	case errors.Is(err, exchange.ErrTooLarge):
		return loc.T("error.too_large", i18n.Data{"Limit": exchange.MaxBytes >> 20})
	case errors.Is(err, exchange.ErrLineTooLong):
		return loc.T("error.line_too_long", i18n.Data{"Limit": exchange.MaxLine >> 20})
	case errors.Is(err, exchange.ErrWordsLost):
		return loc.T("error.words_lost")
	case errors.Is(err, enclosed.ErrAltered):
		return loc.T("error.pdf_altered")
	case errors.Is(err, enclosed.ErrNewer):
		return loc.T("error.pdf_newer")
	}
	return ""
}

// LeftOut words what an import left out, and why.
func LeftOut(loc *i18n.Localizer, left exchange.LeftOut) string {
	text := strings.Join(strings.Fields(left.Text), " ")
	if runes := []rune(text); len(runes) > 60 {
		text = string(runes[:60]) + "…"
	}
	return loc.T("left_out."+left.Reason, i18n.Data{"Text": text})
}

// Warning words what to look at after an import.
func Warning(loc *i18n.Localizer, w exchange.Warning) string {
	return loc.T("import_warning."+w.Code, i18n.Data{"Detail": w.Detail})
}

func uncoveredRune(loc *i18n.Localizer, m pdf.Missing) string {
	return loc.T("error.uncovered_rune", i18n.Data{"Code": fmt.Sprintf("%U", m.Rune), "Context": m.Context})
}

// Facts words the facts that an import recognised, for a person to look at.
func Facts(loc *i18n.Localizer, facts policy.Facts) []string {
	var lines []string
	for _, key := range facts.Keys() {
		lines = append(lines, loc.T("import.fact", i18n.Data{"Fact": loc.T("fact." + string(key)), "Value": facts[key]}))
	}
	return lines
}
