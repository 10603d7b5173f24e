package clauses

import (
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/ui/reading"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
)

// wording puts conditions and placeholders into the words of the window.
type wording struct{ reading.Names }

func (s *Screen) words() wording { return wording{reading.Names{Loc: s.desk.Loc}} }

// subject names what a condition asks about.
func (w wording) subject(subject string) string {
	return explain.AnswerName(w.Loc, policy.FactKey(subject))
}

// value names a value of a test.
func (w wording) value(subject, value string) string {
	words, _ := vocabulary.In(w.Loc.Language())
	return explain.ConditionValue(w.Loc, words, subject, value)
}

// longestValue is how much of a value a chip shows.
const longestValue = 40

// use words a placeholder and what it is now, as on its chip.
func (w wording) use(u Use) string {
	name, state := w.Expr(u.Expr), w.state(u)
	switch {
	case u.Gap:
		return w.Loc.T("clauses.chip_gap", i18n.Data{"Name": name})
	case state == "":
		return name
	}
	return w.Loc.T("clauses.chip_value", i18n.Data{"Name": name, "Value": state})
}

// state words what a placeholder is now; empty for a gap.
func (w wording) state(u Use) string {
	_, conditional := markup.Condition(u.Expr)
	switch {
	case u.Gap:
		return ""
	case conditional && u.Holds:
		return w.Loc.T("clauses.shown_now")
	case conditional:
		return w.Loc.T("clauses.hidden_now")
	case u.Value == "" && u.Count > 0:
		return w.Loc.N("clauses.records", u.Count)
	}
	return short(u.Value)
}

func short(value string) string { return cut(strings.Join(strings.Fields(value), " "), longestValue) }

// cut shortens a text to a number of characters.
func cut(text string, longest int) string {
	if runes := []rune(text); len(runes) > longest {
		return string(runes[:longest-1]) + "…"
	}
	return text
}

// offer names a placeholder in the menu.
func (w wording) offer(o Offer) string {
	if o.Kind == reading.KindSection {
		return w.Offer(o.Kind, o.Name)
	}
	return w.Offer(o.Kind, string(o.Key))
}
