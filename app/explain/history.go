package explain

import (
	"time"

	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
)

// UnitEvent words one step in the history of a translation: when, who and what.
func UnitEvent(loc *i18n.Localizer, e policy.UnitEvent) string {
	data := i18n.Data{"When": moment(loc, e.At), "By": e.By, "Text": e.Comment, "Reason": e.Reason}
	key := "history." + stepOf(e)
	switch {
	case e.Comment != "":
		data["By"] = e.CommentBy
	case e.Target == e.BeforeTarget:
		data["By"] = e.StateBy
	}
	if data["By"] == "" {
		data["By"] = loc.T("history.nobody")
	}
	return loc.T(key, data)
}

// moment is a day and time here, as the language writes the day.
func moment(loc *i18n.Localizer, at time.Time) string {
	local := at.Local()
	return vocabulary.FormatValue(policy.KindDate, local.Format(time.DateOnly), loc.Language()) + ", " + local.Format("15:04")
}

// stepOf names what happened in a step.
func stepOf(e policy.UnitEvent) string {
	switch {
	case e.Comment != "":
		return "comment"
	case e.Target == "":
		return "emptied"
	case e.Target == e.BeforeTarget && e.Source != e.BeforeSource && e.State == e.BeforeState:
		return "unchanged"
	case e.Target == e.BeforeTarget:
		return string(e.State)
	case e.Via == "":
		return "typed"
	}
	return string(e.Via)
}
