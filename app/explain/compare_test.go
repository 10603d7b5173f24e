package explain_test

import (
	"strings"
	"testing"

	"clausedesk/app/compare"
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/i18n"
)

// What changed in the answers is said by topic, and figures of the wording only
// where no answer said them.
func TestChangesByTopic(t *testing.T) {
	before := policy.Answers{
		Facts: policy.Facts{"client.email": "info@a.example"},
		Registers: policy.Registers{
			"recipients": {{"name": "Kelder Hosting", "country": "DE"}},
			"retention":  {{"name": "Letters", "period": "P5Y"}},
		},
	}
	after := policy.Answers{
		Facts: policy.Facts{"client.email": "privacy@a.example"},
		Registers: policy.Registers{
			"recipients": {{"name": "Kelder Hosting", "country": "DE"}, {"name": "Paylane", "country": "IE"}, {"name": "Bright Mail", "country": "NO"}},
			"retention":  {{"name": "Letters", "period": "P7Y"}},
		},
	}
	text := func(years, hours string) policy.Text {
		return policy.Text{Lang: "en", Clauses: []policy.TextClause{
			{ID: "a", Heading: "How long", Body: "For " + years + " years, and we answer within " + hours + " hours."},
		}}
	}
	d := compare.Texts(text("5", "24"), text("7", "48"))
	got := explain.Changes(i18n.New("en"), d, before, after)
	for _, want := range []string{
		"Recipients: 2 were added (Paylane and Bright Mail).", "changed from 5 years to 7 years.", "info@a.example to privacy@a.example",
		"How long: changed from 24 hours to 48 hours.", "The clause “How long” reads differently.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
	if strings.Count(got, "7") != 1 {
		t.Errorf("the period is said twice: %q", got)
	}
	for _, lang := range []string{"nl", "fr", "de", "id", "sq"} {
		other := explain.Changes(i18n.New(lang), d, before, after)
		if !strings.Contains(other, "Paylane") || !strings.Contains(other, "48") || other == got || strings.Contains(other, "{{") || strings.Contains(other, "[") {
			t.Errorf("%s: %q", lang, other)
		}
	}
}

func TestNothingChanged(t *testing.T) {
	text := policy.Text{Clauses: []policy.TextClause{{ID: "a", Body: "one"}}}
	if got := explain.Changes(i18n.New("en"), compare.Texts(text, text), policy.Answers{}, policy.Answers{}); got != "Nothing changed." {
		t.Errorf("got %q", got)
	}
}
