// Package review is the tab that shows what the checks found, gravest first.
package review

import (
	"slices"
	"strings"

	"clausedesk/app/check"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// Findings runs the checks over a policy in all its languages.
func Findings(snap policy.Snapshot) []policy.Finding {
	return check.Run(check.Subject{Snapshot: snap, Languages: snap.Policy.Languages()})
}

// Group is one thing to mend: findings that differ only in where they stand.
type Group struct {
	policy.Finding             // the first of them
	Clauses        []policy.ID // each once, in reading order
}

// Groups joins the findings of one rule with the same evidence and fact.
func Groups(findings []policy.Finding) []Group {
	type key struct {
		rule, evidence string
		fact           policy.FactKey
		lang           string
	}
	var out []Group
	at := map[key]int{}
	for _, f := range findings {
		k := key{f.Rule, f.Evidence, f.Fact, ""}
		if f.ClauseID == "" {
			k.lang = f.Lang
		}
		i, known := at[k]
		if !known {
			i = len(out)
			at[k] = i
			out = append(out, Group{Finding: f})
		}
		if f.ClauseID != "" && !slices.Contains(out[i].Clauses, f.ClauseID) {
			out[i].Clauses = append(out[i].Clauses, f.ClauseID)
		}
	}
	return out
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
