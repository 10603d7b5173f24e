package check

import (
	"slices"

	"clausedesk/app/policy"
)

// ofTranslation are the rules about a language as a whole.
var ofTranslation = []string{RuleUntranslated, RuleStale, RuleNotApproved, RuleTitleMissing, RuleAnswerUntranslated}

// OfTranslation reports whether a finding is about a translation: one segment of
// it, or how far a language is.
func OfTranslation(f policy.Finding) bool {
	return f.Segment > 0 || slices.Contains(ofTranslation, f.Rule)
}
