package explain

import (
	"clausedesk/app/policy"
	"clausedesk/i18n"
)

// Channel words how a file was handed over.
func Channel(loc *i18n.Localizer, how policy.Channel) string {
	return loc.T("channel.by_" + string(how))
}
