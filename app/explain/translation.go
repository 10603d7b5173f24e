package explain

import (
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/quality"
)

// wordingOf names the wording of a finding. What a translation says otherwise
// than its source, it says besides, or not at all.
func wordingOf(f policy.Finding) string {
	if !strings.HasSuffix(f.Rule, "_differs") || f.Segment == 0 && f.Fact == "" {
		return f.Rule
	}
	switch {
	case f.Rule == quality.RuleNegation && f.Evidence == "" && f.Expected != "":
		return "negation_lost"
	case f.Rule == quality.RuleNegation && f.Expected == "" && f.Evidence != "":
		return "negation_added"
	case f.Evidence == "" && f.Expected != "":
		return "only_in_source"
	case f.Expected == "" && f.Evidence != "":
		return "only_in_translation"
	}
	return f.Rule
}
