package quality

import (
	"slices"
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/translate"
)

// Consistency compares the rows of a policy in one language with one another
// and returns problems by row: one source that is translated in several ways,
// and one translation of sources that do not say the same.
func Consistency(rows []translate.Row) map[int][]Problem {
	out := map[int][]Problem{}
	for _, group := range grouped(rows, func(r translate.Row) string { return wording(r.Source) }) {
		usual := usualTarget(rows, group)
		for _, i := range group {
			if wording(rows[i].Target) != wording(usual) {
				out[i] = append(out[i], Problem{
					Rule: RuleInconsistent, Severity: policy.SeverityAdvice,
					Evidence: plainOf(rows[i].Target), Expected: plainOf(usual),
					SourceEnd: len(plainOf(rows[i].Source)), TargetEnd: len(plainOf(rows[i].Target)),
				})
			}
		}
	}
	for _, group := range grouped(rows, func(r translate.Row) string { return wording(r.Target) }) {
		first := rows[group[0]]
		for _, i := range group[1:] {
			if different(first.Source, rows[i].Source) {
				out[i] = append(out[i], Problem{
					Rule: RuleOneForMany, Severity: policy.SeverityWarning,
					Evidence: plainOf(rows[i].Source), Expected: plainOf(first.Source),
					SourceEnd: len(plainOf(rows[i].Source)), TargetEnd: len(plainOf(rows[i].Target)),
				})
			}
		}
	}
	return out
}

func plainOf(source string) string { return markup.PlainInline(markup.ParseInline(source)) }

// wording is what two texts have in common that differ in nothing but marks,
// capitals and how they end.
func wording(source string) string {
	return strings.ToLower(strings.TrimRight(plainOf(source), " .;:,"))
}

// grouped lists the rows that are translated and have a key in common, where
// there are several, in their order.
func grouped(rows []translate.Row, key func(translate.Row) string) [][]int {
	at := map[string]int{}
	var groups [][]int
	for i, row := range rows {
		if row.Target == "" || row.State == policy.Stale {
			continue
		}
		k := string(row.Kind) + "\x00" + key(row)
		if _, known := at[k]; !known {
			at[k] = len(groups)
			groups = append(groups, nil)
		}
		groups[at[k]] = append(groups[at[k]], i)
	}
	return slices.DeleteFunc(groups, func(g []int) bool { return len(g) < 2 })
}

// usualTarget is the translation that most of the rows have, and of several
// the first.
func usualTarget(rows []translate.Row, group []int) string {
	counts := map[string]int{}
	best := group[0]
	for _, i := range group {
		counts[wording(rows[i].Target)]++
	}
	for _, i := range group {
		if counts[wording(rows[i].Target)] > counts[wording(rows[best].Target)] {
			best = i
		}
	}
	return rows[best].Target
}

// different reports that two sources say other things: they have few letters in
// common, or other numbers. Short ones may well be synonyms.
func different(a, b string) bool {
	const alike, short = 0.6, 4
	if wording(a) == wording(b) {
		return false
	}
	if len(strings.Fields(a)) < short && len(strings.Fields(b)) < short && !strings.ContainsAny(a+b, "0123456789") {
		return false
	}
	return translate.Likeness(wording(a), wording(b)) < alike || !slices.Equal(digitsOf(a), digitsOf(b))
}

func digitsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
}
