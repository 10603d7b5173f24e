package check

import (
	"clausedesk/app/policy"
	"clausedesk/app/quality"
	"clausedesk/app/translate"
)

// TranslationFinding is a problem of one translated segment as a finding: it
// names the segment, and rests on source and target as they read.
func TranslationFinding(row translate.Row, lang string, p quality.Problem) policy.Finding {
	return policy.Finding{
		Rule: p.Rule, Severity: p.Severity, ClauseID: row.ClauseID, Lang: lang, Segment: row.Pos + 1,
		Evidence: p.Evidence, Expected: p.Expected,
		Basis: translate.Fingerprint(row.Source) + "-" + translate.Fingerprint(row.Target),
	}
}
