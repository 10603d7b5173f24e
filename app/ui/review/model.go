// Package review is the tab that shows what the checks found, gravest first.
package review

import (
	"clausedesk/app/check"
	"clausedesk/app/policy"
)

// Findings runs the checks over a policy in all its languages.
func Findings(snap policy.Snapshot) []policy.Finding {
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
