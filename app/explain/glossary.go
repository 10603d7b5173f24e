package explain

import (
	"errors"

	"clausedesk/app/glossary"
	"clausedesk/i18n"
)

// terming words why a glossary file was not read, or a concept not kept.
func terming(loc *i18n.Localizer, err error) string {
	var unread *glossary.FileError
	if errors.As(err, &unread) {
		return loc.T("package.at_line", i18n.Data{"Line": unread.Line, "Problem": GlossaryProblem(loc, unread.Reason)})
	}
	if reason := glossary.Reason(err); reason != "" {
		return GlossaryProblem(loc, reason)
	}
	return ""
}

// GlossaryProblem words why a file of terms, or an entry of one, is not taken.
func GlossaryProblem(loc *i18n.Localizer, reason string) string {
	return loc.T("glossary.reason_" + reason)
}
