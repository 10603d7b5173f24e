package library

import (
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
)

// ConditionWords says in a sentence when a clause or paragraph is shown.
func ConditionWords(loc *i18n.Localizer, text string) string {
	condition, err := policy.ParseCondition(text)
	if err != nil {
		return explain.Error(loc, err)
	}
	if len(condition.Tests) == 0 {
		return loc.T("library.always")
	}
	join := loc.T("library.and")
	if condition.Any {
		join = loc.T("library.or")
	}
	parts := make([]string, len(condition.Tests))
	for i, test := range condition.Tests {
		parts[i] = testWords(loc, test)
	}
	return strings.Join(parts, " "+join+" ")
}

func testWords(loc *i18n.Localizer, test policy.Test) string {
	name := subjectName(loc, test.Subject)
	values := make([]string, len(test.Values))
	for i, value := range test.Values {
		values[i] = valueWords(loc, test, value)
	}
	text := loc.T("library.op_"+string(test.Op), i18n.Data{
		"Name": name, "Values": strings.Join(values, " "+loc.T("library.or")+" "),
	})
	return text
}

func subjectName(loc *i18n.Localizer, subject string) string {
	if policy.FactKey(subject) == policy.FactRegimes {
		return loc.T("library.regimes_apply")
	}
	return explain.AnswerName(loc, policy.FactKey(subject))
}

func valueWords(loc *i18n.Localizer, test policy.Test, value string) string {
	if test.Op == policy.OpIn || test.Op == policy.OpOutside {
		for _, region := range policy.Regions() {
			if region == value {
				return loc.T("library.region_" + value)
			}
		}
		return vocabulary.FormatValue(policy.KindCountry, value, loc.Language())
	}
	def, _ := policy.SubjectDef(test.Subject)
	words, _ := vocabulary.In(loc.Language())
	return words.Answer(def, value)
}
