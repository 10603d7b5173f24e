package explain

import (
	"maps"
	"slices"
	"strconv"
	"time"
	"unicode"
	"unicode/utf8"

	"clausedesk/app/compare"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
)

// Chain words what does not hold in the versions of policies: each version,
// what is safe and what to do. Nil when all of it holds.
func Chain(loc *i18n.Localizer, r studio.ChainReport) []string {
	if r.Holds() {
		return nil
	}
	lines := []string{loc.N("chain.broken", len(r.Problems))}
	for _, p := range r.Problems {
		title := p.Title
		if title == "" {
			title = string(p.Policy)
		}
		lines = append(lines, loc.T("chain."+string(p.Fault), i18n.Data{"Number": p.Number, "Title": harmless(title), "Client": harmless(p.Client)}))
	}
	return append(lines, loc.T("chain.safe"), loc.T("chain.todo"))
}

// Due words when a policy is to be looked at again.
func Due(loc *i18n.Localizer, s studio.Standing) string {
	if s.State == "" {
		return loc.T("due.none")
	}
	return loc.T("due."+string(s.State), i18n.Data{"Date": Day(loc, s.Review.Day)})
}

// DueBasis words why it is to be looked at again then; "" without a version in
// effect.
func DueBasis(loc *i18n.Localizer, s studio.Standing) string {
	if s.State == "" {
		return ""
	}
	return loc.T("due."+string(s.Review.Basis), i18n.Data{"Citation": Citation(loc, s.Review.Citation)})
}

// Day writes a day (yyyy-mm-dd) out.
func Day(loc *i18n.Localizer, day string) string {
	return vocabulary.FormatValue(policy.KindDate, day, loc.Language())
}

// DayFrom says which day of the week a day (yyyy-mm-dd) is and how far from
// another; "" for what is no day.
func DayFrom(loc *i18n.Localizer, day, today string) string {
	at, err := time.Parse(time.DateOnly, day)
	from, ferr := time.Parse(time.DateOnly, today)
	if err != nil || ferr != nil {
		return ""
	}
	data := i18n.Data{"Weekday": loc.T("weekday.day_" + strconv.Itoa(int(at.Weekday())))}
	switch days := int(at.Sub(from).Hours() / 24); {
	case days > 0:
		return sentence(loc.N("wizard.day_in", days, data))
	case days < 0:
		return sentence(loc.N("wizard.day_ago", -days, data))
	}
	return sentence(loc.T("wizard.day_is_today", data))
}

// sentence begins a text with a capital.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// ProposedNote sums up what changed since the version before; "" for the first.
func ProposedNote(loc *i18n.Localizer, plan studio.PublishPlan) string {
	if plan.Before == nil {
		return ""
	}
	return Changes(loc, compare.Texts(*plan.Before, plan.After), plan.Answers[0], plan.Answers[1])
}

// RestNames names what a version has otherwise than the draft: its title in a
// language, the numbering, an answer or a register.
func RestNames(loc *i18n.Localizer, r studio.Rest) []string {
	var out []string
	for _, lang := range slices.Sorted(maps.Keys(r.Titles)) {
		out = append(out, loc.T("versions.rest_title", i18n.Data{"Title": harmless(r.Titles[lang])}))
	}
	if r.Numbered != nil {
		out = append(out, loc.T("versions.rest_numbers"))
	}
	for _, key := range r.Facts {
		out = append(out, AnswerName(loc, key))
	}
	for _, name := range r.Registers {
		out = append(out, loc.T("register."+name))
	}
	return out
}
