package explain_test

import (
	"testing"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/i18n"
)

func TestACitationInTheLanguageOfTheProgram(t *testing.T) {
	for text, want := range map[string]map[string]string{
		"Art. 13(1)(a) GDPR":             {"en": "Art. 13(1)(a) GDPR", "nl": "art. 13(1)(a) AVG"},
		"Art. 27 UK GDPR":                {"en": "Art. 27 UK GDPR", "nl": "art. 27 UK GDPR"},
		"Art. 5(3) Directive 2002/58/EC": {"en": "Art. 5(3) Directive 2002/58/EC", "nl": "art. 5(3) Richtlijn 2002/58/EG"},
		"CJEU C-673/17; Art. 7 GDPR":     {"en": "CJEU C-673/17; Art. 7 GDPR", "nl": "HvJ EU C-673/17; art. 7 AVG"},
		"Art. 11 UAVG":                   {"en": "Art. 11 UAVG", "nl": "art. 11 UAVG"},
		"":                               {"en": "", "nl": ""},
	} {
		for lang, says := range want {
			if got := explain.Citation(i18n.New(lang), text); got != says {
				t.Errorf("%q in %s reads %q, want %q", text, lang, got, says)
			}
		}
	}
	found := policy.Finding{Rule: "fact_missing", Fact: "client.email", Citation: "Art. 13(1)(a) GDPR"}
	if got := explain.Finding(i18n.New("nl"), found); got != "Het feit “E-mail” is leeg. — art. 13(1)(a) AVG" {
		t.Errorf("a finding reads %q", got)
	}
}
