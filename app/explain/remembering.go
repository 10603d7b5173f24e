package explain

import (
	"errors"

	"clausedesk/app/memory"
	"clausedesk/i18n"
)

// remembering words why a memory file was not read.
func remembering(loc *i18n.Localizer, err error) string {
	var unread *memory.TMXError
	if !errors.As(err, &unread) {
		return ""
	}
	text := loc.T("error.tmx_"+string(unread.Reason), i18n.Data{"Detail": unread.Detail})
	return loc.T("package.at_line", i18n.Data{"Line": unread.Line, "Problem": text})
}
