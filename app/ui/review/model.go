// Package review is the tab that shows what the checks found, gravest first.
package review

import (
	"clausedesk/app/check"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
)

// Findings runs the checks over a policy in all its languages.
func Findings(snap policy.Snapshot) []policy.Finding {
	return studio.Findings(check.Subject{Snapshot: snap, Languages: snap.Policy.Languages()})
}

// Count counts the errors and warnings there are to mend.
func Count(findings []policy.Finding) (errors, warnings int) {
	for _, g := range check.Groups(findings) {
		switch g.Severity {
		case policy.SeverityError:
			errors++
		case policy.SeverityWarning:
			warnings++
		}
	}
	return errors, warnings
}
