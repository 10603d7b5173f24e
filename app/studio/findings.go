package studio

import (
	"fmt"
	"strings"

	"clausedesk/app/check"
	"clausedesk/app/pdf"
	"clausedesk/app/policy"
)

// Findings runs every check over a policy in some of its languages: the rules
// of app/check, and whether the document's fonts can show the text.
func Findings(s check.Subject) []policy.Finding {
	s = s.Prepare()
	findings := check.Run(s)
	for _, lang := range s.Languages {
		findings = append(findings, unprintable(s.Resolved(lang).Text)...)
	}
	check.Sort(findings)
	return findings
}

// shownRunes is how many characters of a clause a finding names.
const shownRunes = 12

// unprintable finds, once per clause, the characters that keep a text from
// becoming a PDF. A version with one could never be printed or signed.
func unprintable(text policy.Text) []policy.Finding {
	var out []policy.Finding
	at := map[policy.ID]int{}
	count := map[policy.ID]int{}
	for _, missing := range pdf.Uncovered(text) {
		i, known := at[missing.Clause]
		if !known {
			i = len(out)
			at[missing.Clause] = i
			out = append(out, policy.Finding{
				Rule: check.RuleUnprintable, Severity: policy.SeverityError, ClauseID: missing.Clause, Lang: text.Lang,
			})
		}
		if count[missing.Clause]++; count[missing.Clause] <= shownRunes {
			out[i].Evidence = strings.TrimSpace(fmt.Sprintf("%s %c", out[i].Evidence, missing.Rune))
		}
	}
	return out
}
