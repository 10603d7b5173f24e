package check

import (
	"regexp"
	"strconv"
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/translate"
)

// placeholders finds every placeholder that a language cannot fill, once per
// clause, expression and language.
func placeholders(s Subject) []policy.Finding {
	var out []policy.Finding
	for _, lang := range s.Languages {
		seen := map[markup.Missing]bool{}
		for _, missing := range s.Resolved(lang).Missing {
			if seen[missing] {
				continue
			}
			seen[missing] = true
			out = append(out, unfilled(missing, lang))
		}
	}
	return out
}

// publishable fills in what publishing itself will provide.
func publishable(issue markup.Issue) markup.Issue {
	if issue.Number == 0 {
		return markup.Issue{Number: 1, Effective: "2000-01-01"}
	}
	return issue
}

// rawPattern matches what drafts leave behind: "[date]", "[Your company]",
// "TBD", "[email protected]", "____", and braces that are no placeholder.
var rawPattern = regexp.MustCompile(`\[[\p{L}][^\[\]\n]{1,60}\]|\[[●•_ ]+\]|\bTBD\b|\bTODO\b|\bXX+\b|` +
	`\{\{[^{}\n]{0,60}\}{0,2}|\}\}|<<[^<>\n]{1,60}>>|_{4,}|\.{8,}|(?i:\blorem ipsum\b|\bdd[-/.]mm[-/.]yyyy\b)`)

// rawPlaceholders looks at the text as each language prints it, once per
// clause and match: what one language leaves behind, others mostly repeat.
func rawPlaceholders(s Subject) []policy.Finding {
	type place struct {
		clause policy.ID
		match  string
	}
	seen := map[place]bool{}
	var out []policy.Finding
	for _, lang := range s.Languages {
		for _, clause := range s.Resolved(lang).Text.Clauses {
			text := markup.PlainInline(markup.ParseInline(clause.Heading)) + "\n" + markup.Plain(markup.Parse(clause.Body))
			for _, match := range rawPattern.FindAllString(text, -1) {
				if seen[place{clause.ID, match}] {
					continue
				}
				seen[place{clause.ID, match}] = true
				out = append(out, policy.Finding{
					Rule: RulePlaceholderRaw, Severity: policy.SeverityError,
					ClauseID: clause.ID, Lang: lang, Evidence: match,
				})
			}
		}
	}
	return out
}

func requiredFacts(s Subject) []policy.Finding {
	var out []policy.Finding
	facts := s.Snapshot.Facts()
	for _, def := range policy.FactDefs() {
		if def.Required && strings.TrimSpace(facts[def.Key]) == "" {
			out = append(out, policy.Finding{
				Rule: RuleFactMissing, Severity: policy.SeverityWarning,
				Fact: def.Key, Citation: def.Citation,
			})
		}
	}
	return out
}

func invalidFacts(s Subject) []policy.Finding {
	var out []policy.Finding
	facts := s.Snapshot.Facts()
	for _, key := range facts.Keys() {
		def, known := policy.FactDefOf(key)
		if known && !def.Fits(facts[key]) {
			out = append(out, policy.Finding{
				Rule: RuleFactInvalid, Severity: policy.SeverityWarning, Fact: key, Evidence: facts[key],
			})
		}
	}
	return out
}

// titles finds the languages whose document would carry the title of another.
func titles(s Subject) []policy.Finding {
	var out []policy.Finding
	for _, lang := range s.Languages {
		if strings.TrimSpace(s.Snapshot.Policy.Titles[lang]) == "" {
			out = append(out, policy.Finding{
				Rule: RuleTitleMissing, Severity: policy.SeverityWarning, Lang: lang,
				Evidence: s.Snapshot.Policy.Title(lang),
			})
		}
	}
	return out
}

// dateOrder finds a version that would take effect before the one it follows:
// on that later day the older text would take over again.
func dateOrder(s Subject) []policy.Finding {
	if s.Issue.Effective == "" || s.Issue.Effective >= s.Previous {
		return nil
	}
	return []policy.Finding{{Rule: RuleDateEarlier, Severity: policy.SeverityError, Evidence: s.Previous}}
}

// translations sums up, per language, what a translator still has to do.
func translations(s Subject) []policy.Finding {
	var out []policy.Finding
	for _, lang := range s.Languages {
		if lang == s.Snapshot.Policy.SourceLang {
			continue
		}
		count := map[policy.State]int{}
		for _, row := range translate.Rows(s.Snapshot, lang) {
			// What the document shows of an answer that has no translation is a finding of its own.
			if !row.Hidden && !(row.OfAnswer() && row.State == policy.Untranslated) {
				count[row.State]++
			}
		}
		out = append(out, countFinding(RuleUntranslated, policy.SeverityError, lang, count[policy.Untranslated])...)
		out = append(out, countFinding(RuleStale, policy.SeverityError, lang, count[policy.Stale])...)
		out = append(out, countFinding(RuleNotApproved, policy.SeverityWarning, lang, count[policy.Draft]+count[policy.Reviewed])...)
	}
	return out
}

func countFinding(rule string, severity policy.Severity, lang string, n int) []policy.Finding {
	if n == 0 {
		return nil
	}
	return []policy.Finding{{Rule: rule, Severity: severity, Lang: lang, Evidence: strconv.Itoa(n)}}
}
