package answers

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
)

// term is a value an answer may have, and how it reads.
type term struct{ key, text string }

// languages are those a policy is asked about: the ones of the European Union
// and of the countries whose law the library knows.
var languages = strings.Fields("bg cs da de el en es et fi fr ga hr hu id is it lt lv mt nb nl pl pt ro sk sl sq sr sv tr uk")

// termsOf lists what an answer can be, in the words of a language; none where
// it is typed freely.
func termsOf(def policy.FieldDef, lang string) []term {
	words, _ := vocabulary.In(lang)
	var out []term
	switch def.Kind {
	case policy.KindChoice, policy.KindChoices:
		for _, key := range def.Choices {
			text, ok := words.Term(def.List, key)
			if !ok {
				text = key
			}
			out = append(out, term{key, text})
		}
	case policy.KindTerm, policy.KindTerms:
		for _, t := range words.Terms(def.List) {
			if text, _ := words.Term(def.List, t.Key); text == t.Text { // the first list that has a key words it
				out = append(out, term{t.Key, t.Text})
			}
		}
	case policy.KindCountry, policy.KindCountries:
		for _, c := range vocabulary.Countries(lang) {
			if c.Name != "" { // countries that are no more have no name
				out = append(out, term{c.Code, c.Name})
			}
		}
	case policy.KindLanguage:
		for _, code := range languages {
			out = append(out, term{code, vocabulary.FormatValue(policy.KindLanguage, code, lang)})
		}
	}
	return out
}

// valueText is how one value of an answer reads.
func valueText(def policy.FieldDef, value, lang string) string {
	single := def
	switch def.Kind {
	case policy.KindCountries:
		single.Kind = policy.KindCountry
	case policy.KindChoices:
		single.Kind = policy.KindChoice
	case policy.KindTerms:
		single.Kind = policy.KindTerm
	}
	words, _ := vocabulary.In(lang)
	return words.Answer(single, value)
}

// isTerm reports whether an answer is a key of its vocabulary list rather
// than somebody's own words.
func isTerm(def policy.FieldDef, value string) bool {
	words, _ := vocabulary.In("en")
	_, ok := words.Term(def.List, value)
	return ok
}

// The units of a period, as ISO 8601 writes them around a number.
var units = []string{"P#Y", "P#M", "P#W", "P#D", "PT#H", "PT#M"}

// unitText is the name of a unit for a number of them: "years".
func unitText(unit string, n int, lang string) string {
	words, _ := vocabulary.In(lang)
	number := strconv.Itoa(max(n, 1))
	text := words.Duration(strings.Replace(unit, "#", number, 1))
	return strings.Trim(strings.Replace(text, number, "", 1), " \u00a0\u202f")
}

// splitPeriod reads a period of one unit; a year and months are that many
// months. False when it has more units than a number and a choice can show.
func splitPeriod(iso string) (n int, unit string, ok bool) {
	if !policy.ValidDuration(iso) {
		return 0, "", false
	}
	for _, unit := range units {
		before, after, _ := strings.Cut(unit, "#")
		digits, begins := strings.CutPrefix(iso, before)
		digits, ends := strings.CutSuffix(digits, after)
		if n, err := strconv.Atoi(digits); begins && ends && err == nil {
			return n, unit, true
		}
	}
	years, months, _ := strings.Cut(strings.TrimPrefix(iso, "P"), "Y")
	months, ends := strings.CutSuffix(months, "M")
	y, err1 := strconv.Atoi(years)
	m, err2 := strconv.Atoi(months)
	if err1 != nil || err2 != nil || !ends {
		return 0, "", false
	}
	return 12*y + m, "P#M", true
}

// joinPeriod writes a period; "" without a number.
func joinPeriod(n int, unit string) string {
	if n <= 0 {
		return ""
	}
	return strings.Replace(unit, "#", strconv.Itoa(n), 1)
}

// cellText is how a field of a record reads in a table.
func cellText(def policy.FieldDef, record policy.Record, lang string) string {
	words, _ := vocabulary.In(lang)
	return strings.ReplaceAll(words.RecordField(def, record), "\n", ", ")
}

// columnsOf are the fields that the table of a register shows.
func columnsOf(def policy.RegisterDef) []policy.FieldDef {
	words, _ := vocabulary.In("en")
	shown, _ := words.Register(def.Name)
	var out []policy.FieldDef
	for _, name := range shown.Columns {
		if field, ok := def.Field(policy.FactKey(name)); ok && len(out) < 5 {
			out = append(out, field)
		}
	}
	if len(out) == 0 {
		out = append(out, def.Fields[:min(3, len(def.Fields))]...)
	}
	slices.SortStableFunc(out, func(a, b policy.FieldDef) int {
		return cmp.Compare(giving(def, a), giving(def, b))
	})
	return out
}

// giving orders columns, of which the last give way where there is no room. What
// some rows must have and others need not is not the one to go, nor are the
// countries that ask for it.
func giving(def policy.RegisterDef, field policy.FieldDef) int {
	switch {
	case field.Key == def.Fields[0].Key:
		return 0
	case field.Kind == policy.KindCountries:
		return 1
	case field.Abroad:
		return 2
	}
	return 3
}

// weight is the share of the width that a column needs.
func weight(def policy.FieldDef) float32 {
	switch def.Kind {
	case policy.KindTerms, policy.KindTerm, policy.KindText:
		return 1.5
	case policy.KindNumber:
		return 0.6
	}
	return 1
}

// tidy takes away the spaces around an answer and writes what has one form
// only in it: the code of a currency in capitals, a web address with its
// scheme.
func tidy(kind policy.FactKind, value string) string {
	value = strings.TrimSpace(value)
	switch kind {
	case policy.KindMoney:
		return strings.ToUpper(strings.Replace(value, ",", ".", 1))
	case policy.KindURL:
		if value != "" && !strings.Contains(value, "://") && !strings.ContainsAny(value, " @") && strings.Contains(value, ".") {
			return "https://" + value
		}
	}
	return value
}
