// Package review is the tab that shows what the checks found, gravest first.
package review

import (
	"clausedesk/app/check"
	"clausedesk/app/policy"
	"clausedesk/app/ui/draft"
)

// Findings runs the checks over the draft as it is now, in all its languages.
func Findings(open *draft.Draft) []policy.Finding {
	snap := open.Snapshot()
	return check.Run(check.Subject{Snapshot: snap, Languages: snap.Policy.Languages()})
}

// Count counts errors and warnings.
func Count(findings []policy.Finding) (errors, warnings int) {
	for _, f := range findings {
		switch f.Severity {
		case policy.SeverityError:
			errors++
		case policy.SeverityWarning:
			warnings++
		}
	}
	return errors, warnings
}
