package explain_test

import (
	"strings"
	"testing"

	"clausedesk/app/explain"
	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
)

func conditionIn(t *testing.T, lang, condition string) string {
	t.Helper()
	words, _ := vocabulary.In(lang)
	return explain.ConditionText(listening(t, lang), words, condition)
}

func TestConditionsInWords(t *testing.T) {
	for condition, want := range map[string]string{
		"":                     "always",
		"client.phone set":     "Telephone is answered",
		"policy.regimes is fr": "Privacy laws that apply is France",
		"policy.kind is website,shop or recipients none": "is website or online shop or Recipients has no row",
		"client.country outside eea and cookies many":    "lies outside the European Economic Area and Cookies and trackers has several rows",
		"recipients.country in NL":                       "lies in Netherlands",
	} {
		got := conditionIn(t, "en", condition)
		if !strings.Contains(got, want) {
			t.Errorf("%q: %q, want %q", condition, got, want)
		}
		if conditionIn(t, "nl", condition) == got {
			t.Errorf("%q reads the same in Dutch: %q", condition, got)
		}
	}
	if got, want := conditionIn(t, "en", "moon full"), explain.Error(listening(t, "en"), policy.ErrCondition); got != want {
		t.Errorf("a condition that cannot be read: %q", got)
	}
}

// No clause of the library has a condition that cannot be said.
func TestEveryConditionOfTheLibraryHasWords(t *testing.T) {
	for _, c := range library.Builtin().Clauses() {
		for _, lang := range i18n.Languages() {
			if got := conditionIn(t, lang, c.When); got == "" || marked(got) {
				t.Errorf("%s in %s: %q", c.ID, lang, got)
			}
		}
	}
}
