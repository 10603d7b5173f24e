// Package review is the tab that shows what the checks found, gravest first.
package review

import (
	"clausedesk/app/check"
	"clausedesk/app/policy"
)

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
