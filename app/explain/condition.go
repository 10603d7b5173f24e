package explain

import (
	"slices"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
)

// ConditionText words a condition as it is written, or what is wrong with it.
func ConditionText(loc *i18n.Localizer, words *vocabulary.Words, text string) string {
	condition, err := policy.ParseCondition(text)
	if err != nil {
		return Error(loc, err)
	}
	return Condition(loc, words, condition)
}

// Condition says when something is shown: "Country (Recipients) lies outside
// the European Economic Area". The names are the program's, the values are in
// the words given.
func Condition(loc *i18n.Localizer, words *vocabulary.Words, condition policy.Condition) string {
	if len(condition.Tests) == 0 {
		return loc.T("condition.always")
	}
	join := loc.T("condition.and")
	if condition.Any {
		join = loc.T("condition.or")
	}
	tests := make([]string, len(condition.Tests))
	for i, test := range condition.Tests {
		tests[i] = conditionTest(loc, words, test)
	}
	return strings.Join(tests, join)
}

func conditionTest(loc *i18n.Localizer, words *vocabulary.Words, test policy.Test) string {
	values := make([]string, len(test.Values))
	for i, value := range test.Values {
		values[i] = ConditionValue(loc, words, test.Subject, value)
	}
	return loc.T("condition.says_"+string(test.Op), i18n.Data{
		"Subject": AnswerName(loc, policy.FactKey(test.Subject)), "Values": strings.Join(values, loc.T("condition.or")),
	})
}

// ConditionValue names what a test compares an answer with: a region, or a
// value of the subject.
func ConditionValue(loc *i18n.Localizer, words *vocabulary.Words, subject, value string) string {
	if slices.Contains(policy.Regions(), value) {
		return loc.T("condition.region_" + value)
	}
	def, _ := policy.SubjectDef(subject)
	return words.Answer(def, value)
}
