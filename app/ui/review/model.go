// Package review is the tab that shows what the checks found, gravest first.
package review

import (
	"slices"
	"strings"

	"clausedesk/app/check"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
)

// Findings runs the checks over a policy in all its languages.
func Findings(snap policy.Snapshot) []policy.Finding {
	return studio.Findings(check.Subject{Snapshot: snap, Languages: snap.Policy.Languages()})
}

// Titles names clauses as the outline does: number and heading.
func Titles(tree []policy.Clause, ids []policy.ID) []string {
	var out []string
	for _, placed := range policy.Flatten(tree) {
		if slices.Contains(ids, placed.ID) {
			heading := markup.PlainInline(markup.ParseInline(placed.Heading))
			out = append(out, strings.TrimSpace(placed.Number+" "+heading))
		}
	}
	return out
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
