package check_test

import (
	"testing"

	"clausedesk/app/check"
	"clausedesk/app/policy"
	"clausedesk/app/quality"
)

func TestATranslationThatSaysSomethingElse(t *testing.T) {
	s := translated("We answer within 30 days.", "Wij antwoorden binnen 13 dagen.")
	findings := check.Run(s)
	if len(findings) != 1 {
		t.Fatalf("%+v", findings)
	}
	f := findings[0]
	if f.Rule != quality.RuleDuration || f.Severity != policy.SeverityError || f.ClauseID != "c" || f.Segment != 2 ||
		f.Evidence != "13 dagen" || f.Expected != "30 days" || f.Lang != "nl" {
		t.Errorf("%+v", f)
	}
	// A stale translation is found as that, and a hidden clause not at all.
	s.Snapshot.Units[1].Source = "We answer within 13 days."
	wantFindings(t, s, "error stale  nl  1")
	s = translated("We answer within 30 days.", "Wij antwoorden binnen 13 dagen.")
	s.Snapshot.Units[1].Via = policy.ViaLibrary
	wantFindings(t, s)
	s = translated("We answer within 30 days.", "Wij antwoorden binnen 13 dagen.")
	s.Snapshot.Policy.Clauses[0].Hidden = true
	wantFindings(t, s)
	s = translated("We answer within 30 days.", "Wij antwoorden binnen 13 dagen.")
	s.Languages = []string{"en"} // what is not published is not looked at
	wantFindings(t, s)
}

func TestNamesAreKnownFromTheAnswers(t *testing.T) {
	s := translated("Kweekwerk B.V. answers.", "Kweekwerf B.V. antwoordt.")
	wantFindings(t, s, "error name_differs c nl  Kweekwerf")
	s.Knowledge = func(lang string) *quality.Knowledge {
		if lang != "nl" {
			t.Errorf("asked about %s", lang)
		}
		return &quality.Knowledge{Spelling: func(word string) bool { return word != "antwoordt" }}
	}
	wantFindings(t, s, "error name_differs c nl  Kweekwerf", "advice misspelt c nl  antwoordt")
}

// An answer in words of its own is held against its translation like any segment,
// where the document shows it; the finding names the answer.
func TestATranslatedAnswerThatSaysSomethingElse(t *testing.T) {
	s := translated("It is about {{service}}.", "Het gaat over {{service}}.")
	s.Snapshot.Policy.Facts = policy.Facts{"policy.service": "the shop for 30 days", "policy.service@nl": "De winkel voor 13 dagen"}
	wantFindings(t, s,
		"error duration_differs answer-policy-policy.service nl policy.service 13 dagen", "warning not_approved  nl  1")
	s.Snapshot.Policy.Clauses[0].Hidden = true
	wantFindings(t, s)
}
