package translate

import (
	"slices"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/translate"
)

// Replacement is what a search and replace would do to one translation.
type Replacement struct {
	Row    translate.Row
	Target string
	Spans  []translate.Span
}

// Replacements lists what replacing a text by another would do to the
// translations of the language, shown by the filter or not, in reading order.
// Placeholders stay as they are. Nothing is changed yet.
func (m *Model) Replacements(old, with string, anyCase bool) []Replacement {
	if strings.TrimSpace(old) == "" || old == with {
		return nil
	}
	var out []Replacement
	for _, row := range m.all {
		target := outsidePlaceholders(row.Target, func(text string) string { return replaceText(text, old, with, anyCase) })
		if target != row.Target {
			out = append(out, Replacement{row, target, translate.Diff(row.Target, target)})
		}
	}
	return out
}

// Replace carries out what Replacements listed, as one step to undo. What was
// replaced is a draft to look at again.
func (m *Model) Replace(list []Replacement) {
	var units []policy.Unit
	for _, r := range list {
		units = append(units, translate.SetTarget(r.Row, m.lang, r.Target, m.Hand().Name, policy.ViaReplaced))
		m.kept[placeOf(r.Row)] = true
	}
	m.Draft.TranslateAll(units)
}

// outsidePlaceholders puts a text together again with each run that is outside
// of {{…}} changed.
func outsidePlaceholders(text string, change func(string) string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{{")
		inside, after, closed := strings.Cut(rest, "}}")
		if !found || !closed {
			out.WriteString(change(text))
			return out.String()
		}
		out.WriteString(change(before) + "{{" + inside + "}}")
		text = after
	}
}

// replaceText replaces every occurrence, from the left. Without regard to case
// a replacement starts with a capital where what it replaces does.
func replaceText(text, old, with string, anyCase bool) string {
	if !anyCase {
		return strings.ReplaceAll(text, old, with)
	}
	runes, want := []rune(text), []rune(old)
	var out strings.Builder
	for i := 0; i < len(runes); {
		if end := i + len(want); end <= len(runes) && strings.EqualFold(string(runes[i:end]), old) {
			out.WriteString(caseLike(with, runes[i], want[0]))
			i = end
			continue
		}
		out.WriteRune(runes[i])
		i++
	}
	return out.String()
}

// caseLike returns the replacement with a capital when the text had one where
// what was looked for has none.
func caseLike(with string, have, asked rune) string {
	runes := []rune(with)
	if len(runes) == 0 || have == asked || string(have) != strings.ToUpper(string(asked)) {
		return with
	}
	first := []rune(strings.ToUpper(string(runes[:1])))
	return string(slices.Concat(first, runes[1:]))
}
