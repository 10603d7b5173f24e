package clauses

import (
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
)

// wording puts conditions and placeholders into the words of the window.
type wording struct{ loc *i18n.Localizer }

// subject names what a condition asks about.
func (w wording) subject(subject string) string {
	return explain.AnswerName(w.loc, policy.FactKey(subject))
}

// value names a value of a test.
func (w wording) value(subject, value string) string {
	words, _ := vocabulary.In(w.loc.Language())
	return explain.ConditionValue(w.loc, words, subject, value)
}

// rule words a condition.
func (w wording) rule(r Rule) string {
	words, _ := vocabulary.In(w.loc.Language())
	return explain.Condition(w.loc, words, policy.Condition{Any: r.Any, Tests: r.Tests})
}

// longestValue is how much of a value a chip shows.
const longestValue = 40

// use words a placeholder and what it is now, as on its chip.
func (w wording) use(u Use) string {
	name, state := w.expr(u.Expr), w.state(u)
	switch {
	case u.Gap:
		return w.loc.T("clauses.chip_gap", i18n.Data{"Name": name})
	case state == "":
		return name
	}
	return w.loc.T("clauses.chip_value", i18n.Data{"Name": name, "Value": state})
}

// state words what a placeholder is now; empty for a gap.
func (w wording) state(u Use) string {
	_, conditional := markup.Condition(u.Expr)
	switch {
	case u.Gap:
		return ""
	case conditional && u.Holds:
		return w.loc.T("clauses.shown_now")
	case conditional:
		return w.loc.T("clauses.hidden_now")
	case u.Value == "" && u.Count > 0:
		return w.loc.N("clauses.records", u.Count)
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

// expr names a placeholder: "Legal name", "Table: Recipients".
func (w wording) expr(expr string) string {
	if condition, is := markup.Condition(expr); is {
		if rule, readable := RuleOf(condition); readable {
			return w.loc.T("clauses.shown_when", i18n.Data{"Condition": w.rule(rule)})
		}
		return expr
	}
	if topic, is := markup.SectionTopic(expr); is {
		return w.offer(Offer{Kind: OfferSection, Name: topic})
	}
	if query, is := markup.QueryOf(expr); is {
		verb, _, _ := strings.Cut(expr, " ")
		return w.offer(Offer{Kind: OfferKind(verb), Key: policy.FactKey(query.Register)})
	}
	if !markup.KnownPlaceholder(expr) {
		return expr
	}
	return w.offer(Offer{Kind: OfferFact, Key: policy.FactKey(expr)})
}

// offer names a placeholder in the menu.
func (w wording) offer(o Offer) string {
	name := o.Name
	if o.Kind != OfferSection {
		name = w.placeholder(o.Key)
	}
	if o.Kind == OfferFact {
		return name
	}
	return w.loc.T("clauses.offer_"+string(o.Kind), i18n.Data{"Name": name})
}

// placeholder names what a placeholder is made from; those made from several
// facts have names of their own.
func (w wording) placeholder(key policy.FactKey) string {
	for _, composed := range composedFacts {
		if string(key) == composed {
			return w.loc.T("placeholder." + composed)
		}
	}
	return explain.AnswerName(w.loc, key)
}

// when says when a clause is shown.
func (w wording) when(condition string) string {
	rule, readable := RuleOf(condition)
	switch {
	case !readable:
		return w.loc.T("clauses.unreadable", i18n.Data{"Condition": condition})
	case condition == "":
		return w.loc.T("clauses.always")
	}
	return w.loc.T("clauses.shown_when", i18n.Data{"Condition": w.rule(rule)})
}
