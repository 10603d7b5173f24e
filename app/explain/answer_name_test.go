package explain_test

import (
	"testing"

	"clausedesk/app/check"
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/i18n"
)

func TestFindingsAboutAnswersNameThemInWords(t *testing.T) {
	for want, f := range map[string]policy.Finding{
		"“Countries (Recipients)” is empty in row 3. — Art. 13(1)(f) GDPR": {
			Rule: check.RuleRecordIncomplete, Fact: "recipients.country",
			Evidence: "recipients, row 3, country", Citation: "Art. 13(1)(f) GDPR",
		},
		"“(see section …)” leads nowhere: no clause that is shown is about “rights”.": {
			Rule: check.RuleReferenceMissing, Evidence: "rights",
		},
		"The condition “cookies perhaps” cannot be read, so what stands under it is always shown.": {
			Rule: check.RuleConditionInvalid, Evidence: "cookies perhaps",
		},
		"The answer “Purposes” ({{list purposes}}) is in words of your own that have no version in Dutch.": {
			Rule: check.RuleAnswerUntranslated, Fact: "purposes", Lang: "nl", Evidence: "{{list purposes}}",
		},
		"“friend” does not fit the fact “Role (Recipients)”.": {
			Rule: check.RuleFactInvalid, Fact: "recipients.role", Evidence: "friend",
		},
		"{{client.name}} has no value yet; the fact “Trade name” is empty.": {
			Rule: check.RulePlaceholderMissing, Fact: "client.trade_name", Evidence: "{{client.name}}",
		},
	} {
		if got := explain.Finding(i18n.New("en"), f); got != want {
			t.Errorf("%s reads\n%q, want\n%q", f.Rule, got, want)
		}
	}
}

func TestAnswersHaveNames(t *testing.T) {
	loc := i18n.New("en")
	loc.OnMissing(func(key string) { t.Errorf("there is no text %q", key) })
	for _, def := range policy.RegisterDefs() {
		explain.AnswerName(loc, policy.FactKey(def.Name))
		for _, field := range def.Fields {
			explain.AnswerName(loc, policy.FactKey(def.Name)+"."+field.Key)
		}
	}
	for _, def := range policy.FactDefs() {
		explain.AnswerName(loc, def.Key)
	}
	if got := explain.AnswerName(loc, "policy.service@nl"); got != loc.T("fact.policy.service") {
		t.Errorf("an answer in one language is called %q", got)
	}
}
