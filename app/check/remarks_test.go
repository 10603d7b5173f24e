package check

import (
	"testing"

	"clausedesk/app/policy"
	"clausedesk/app/quality"
	"clausedesk/app/translate"
)

func TestWhichFindingsAreOfATranslation(t *testing.T) {
	for name, test := range map[string]struct {
		finding policy.Finding
		want    bool
	}{
		"a segment":               {policy.Finding{Rule: quality.RuleSpelling, Segment: 1}, true},
		"parity":                  {policy.Finding{Rule: quality.RuleShape, Lang: "nl"}, true},
		"how far a language is":   {policy.Finding{Rule: RuleStale, Lang: "nl"}, true},
		"an answer that is empty": {policy.Finding{Rule: RuleFactMissing}, false},
	} {
		if got := OfTranslation(test.finding); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// Nothing is said of a translation that is not there, not shown, stale or the
// library's: by itself or beside the others.
func TestOnlyWhatStandsIsRemarkedOn(t *testing.T) {
	wrong := translate.Row{Source: "We keep it for 30 days.", Target: "Wij bewaren het 60 dagen.", State: policy.Draft}
	rows := []translate.Row{wrong, wrong, wrong, wrong, wrong}
	rows[1].Hidden = true
	rows[2].State = policy.Stale
	rows[3].Via = policy.ViaLibrary
	rows[4].Target = ""
	for i, found := range Remarks(rows, "en", "nl", &quality.Knowledge{}) {
		if (len(found) > 0) != (i == 0) {
			t.Errorf("row %d: %+v", i, found)
		}
	}
}
