package check

import (
	"slices"
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// Group is one thing to mend: findings that differ only in where they stand.
type Group struct {
	policy.Finding                  // the first of them
	Clauses        []policy.ID      // each once, in the order found
	Findings       []policy.Finding // all of them
}

// Groups joins the findings of one rule with the same fact and evidence, in
// whatever clauses and languages they stand. What concerns a whole language
// stays apart from other languages.
func Groups(findings []policy.Finding) []Group {
	type key struct {
		rule, evidence, lang string
		fact                 policy.FactKey
	}
	var out []Group
	at := map[key]int{}
	for _, f := range findings {
		k := key{rule: f.Rule, evidence: f.Evidence, fact: f.Fact}
		if f.ClauseID == "" || OfTranslation(f) {
			k.lang = f.Lang
		}
		i, known := at[k]
		if !known {
			i = len(out)
			at[k] = i
			out = append(out, Group{Finding: f})
		}
		out[i].Findings = append(out[i].Findings, f)
		if f.ClauseID != "" && !slices.Contains(out[i].Clauses, f.ClauseID) {
			out[i].Clauses = append(out[i].Clauses, f.ClauseID)
		}
	}
	return out
}

// Titles names clauses as the outline does: number and heading, or the first
// words where there is none.
func Titles(tree []policy.Clause, ids []policy.ID) []string {
	var out []string
	for _, placed := range policy.Flatten(tree) {
		if slices.Contains(ids, placed.ID) {
			out = append(out, strings.TrimSpace(placed.Number+" "+markup.Title(*placed.Clause)))
		}
	}
	return out
}
