package explain_test

import (
	"strings"
	"testing"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/quality"
	"clausedesk/i18n"
)

// TestWhatATranslationSaysOtherwise: differently, besides, or not at all.
func TestWhatATranslationSaysOtherwise(t *testing.T) {
	loc := i18n.New("en")
	for _, c := range []struct{ evidence, expected, want, never string }{
		{"13 dagen", "30 days", "“13 dagen” stands where the source has “30 days”", "missing"},
		{"", "30 days", "“30 days” of the source is missing", "“”"},
		{"13 dagen", "", "“13 dagen” is not in the source", "“”"},
	} {
		text := explain.Finding(loc, policy.Finding{
			Rule: quality.RuleDuration, ClauseID: "c", Segment: 1, Lang: "nl", Evidence: c.evidence, Expected: c.expected,
		})
		if !strings.Contains(text, c.want) || strings.Contains(text, c.never) || !strings.Contains(text, "Dutch") {
			t.Errorf("%s", text)
		}
	}
}
