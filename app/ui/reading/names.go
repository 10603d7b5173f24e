// Package reading shows clause text to be read in the window: formatted, with
// placeholders by their names, and with what changed marked in it.
package reading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"clausedesk/app/explain"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
)

// Names puts conditions and placeholders into the words of the window.
type Names struct{ Loc *i18n.Localizer }

// Kind says what a placeholder becomes.
type Kind string

// The kinds of placeholder.
const (
	KindFact    Kind = "fact"
	KindSection Kind = "section"
	KindList    Kind = "list"
	KindBullets Kind = "bullets"
	KindTable   Kind = "table"
	KindCount   Kind = "count"
)

// Composed are the placeholders that are made from several facts.
func Composed() []string {
	return []string{"client.name", "contact.email", "service", "authority", "authority.name", "authority.address", "authority.website"}
}

// Rule words a condition.
func (n Names) Rule(c policy.Condition) string {
	words, _ := vocabulary.In(n.Loc.Language())
	return explain.Condition(n.Loc, words, c)
}

// When says when something is shown.
func (n Names) When(condition string) string {
	parsed, err := policy.ParseCondition(condition)
	switch {
	case err != nil:
		return n.Loc.T("clauses.unreadable", i18n.Data{"Condition": condition})
	case condition == "":
		return n.Loc.T("clauses.always")
	}
	return n.Loc.T("clauses.shown_when", i18n.Data{"Condition": n.Rule(parsed)})
}

// Expr names a placeholder: "Legal name", "Table: Recipients".
func (n Names) Expr(expr string) string {
	if condition, is := markup.Condition(expr); is {
		if _, err := policy.ParseCondition(condition); err != nil {
			return expr
		}
		return n.When(condition)
	}
	if topic, is := markup.SectionTopic(expr); is {
		return n.Offer(KindSection, topic)
	}
	if query, is := markup.QueryOf(expr); is {
		verb, _, _ := strings.Cut(expr, " ")
		return n.Offer(Kind(verb), query.Register)
	}
	if !markup.KnownPlaceholder(expr) {
		return expr
	}
	return n.Offer(KindFact, expr)
}

// Offer names a kind of placeholder: of what is the key of a fact or register,
// or the name of a section.
func (n Names) Offer(kind Kind, of string) string {
	name := of
	if kind != KindSection {
		name = n.source(of)
	}
	if kind == KindFact {
		return name
	}
	return n.Loc.T("clauses.offer_"+string(kind), i18n.Data{"Name": name})
}

// source names what a placeholder is made from; those made from several facts
// have names of their own.
func (n Names) source(key string) string {
	if slices.Contains(Composed(), key) {
		return n.Loc.T("placeholder." + key)
	}
	return explain.AnswerName(n.Loc, policy.FactKey(key))
}

// Capital writes a term as the first word of a line.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
