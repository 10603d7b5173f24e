package markup

import (
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
)

// OwnAnswer is an answer in words of somebody's own: one that the vocabulary
// has no words for, so that each language needs a version of it.
type OwnAnswer struct {
	Register string         // empty for a fact
	Row      int            // in its register, from 0
	Key      policy.FactKey // of the fact, or the field
	Texts    policy.Record  // what it stands in: not to be changed
}

// Source returns the answer as it reads in the source language of a document.
func (a OwnAnswer) Source(lang string) string {
	if text := a.In(lang); text != "" {
		return text
	}
	return strings.TrimSpace(a.Texts[a.Key])
}

// In returns the version for a language; empty where there is none.
func (a OwnAnswer) In(lang string) string { return strings.TrimSpace(a.Texts[a.Key.In(lang)]) }

// OwnAnswers lists the answers in words of their own, facts first, in the order
// of the forms. Names are left out: they are the same in every language.
func OwnAnswers(a policy.Answers) []OwnAnswer {
	words, _ := vocabulary.In("en") // which keys are terms is the same in all languages
	var out []OwnAnswer
	add := func(register string, row int, def policy.FieldDef, in policy.Record) {
		_, isTerm := words.Term(def.List, in[def.Key])
		if def.Localized && !def.Proper && !isTerm && strings.TrimSpace(in[def.Key]) != "" {
			out = append(out, OwnAnswer{register, row, def.Key, in})
		}
	}
	for _, def := range policy.FactDefs() {
		add("", 0, def, policy.Record(a.Facts))
	}
	for _, def := range policy.RegisterDefs() {
		for row, record := range a.Registers[def.Name] {
			for _, field := range def.Fields {
				add(def.Name, row, field, record)
			}
		}
	}
	return out
}

// AnswerUse is an answer in words of somebody's own that a document shows.
type AnswerUse struct {
	Register string
	Key      policy.FactKey
	Text     string // as it was answered, in no language
}

// Use is how a document shows the answer.
func (a OwnAnswer) Use() AnswerUse {
	return AnswerUse{a.Register, a.Key, strings.TrimSpace(a.Texts[a.Key])}
}

// Literal is plain text as inline Markdown in canonical form.
func Literal(text string) string {
	var out []Inline
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			out = append(out, Inline{Kind: Break})
		}
		out = append(out, Inline{Kind: Text, Text: line})
	}
	return WriteInline(tidy(out))
}

// Plainly is inline Markdown as an answer keeps it: its words alone.
func Plainly(text string) string { return strings.TrimSpace(PlainInline(ParseInline(text))) }

// Uses finds the answers in words of their own that a document shows.
func Uses(snap policy.Snapshot) map[AnswerUse]bool {
	return Resolve(snap, snap.Policy.SourceLang, Issue{}).Uses
}
