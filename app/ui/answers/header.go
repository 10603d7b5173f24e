package answers

import (
	"slices"
	"strings"
	"unicode"

	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
)

// header finds the field of each column. The first line is one of headings if
// it names only fields, if most of it does so loosely, or if nothing in it is
// an answer while the lines below hold some: then the columns are the fields
// in their order. What was left out of it is told.
func header(def policy.RegisterDef, lines [][]string, lang string, captions func(policy.FieldDef) []string) ([]policy.FieldDef, []misfit, bool) {
	names := headings(def, lang, captions)
	out := make([]policy.FieldDef, len(lines[0]))
	used := map[policy.FactKey]bool{}
	var unknown []misfit
	for i, cell := range lines[0] {
		if strings.TrimSpace(cell) == "" {
			continue
		}
		field, found := named(names, cell)
		if found && !used[field.Key] {
			out[i], used[field.Key] = field, true
		} else {
			unknown = append(unknown, misfit{value: strings.TrimSpace(cell)})
		}
	}
	fits, fails := answersIn(def.Fields, lines[0], lang)
	switch {
	case len(used) > 0 && len(unknown) == 0 && isExact(names, lines[0]):
		return out, nil, true
	case len(used) >= 2 && len(used) > len(unknown) && fits == 0:
		return out, unknown, true
	case fits == 0 && fails > 0 && slices.ContainsFunc(lines[1:], func(line []string) bool {
		fits, _ := answersIn(def.Fields, line, lang)
		return fits > 0
	}):
		return def.Fields, []misfit{{field: def.Fields[0], value: strings.Join(lines[0], " · ")}}, true
	}
	return def.Fields, nil, false
}

// heading is a name of a field, as its words.
type heading struct {
	words []string
	field policy.FieldDef
}

// headings are the names of the fields: on the page, on the screen, and keys.
func headings(def policy.RegisterDef, lang string, captions func(policy.FieldDef) []string) []heading {
	var out []heading
	for _, field := range def.Fields {
		names := append(captions(field), string(field.Key))
		for _, l := range append(i18n.Languages(), lang) {
			words, _ := vocabulary.In(l)
			printed, _ := words.Register(def.Name)
			names = append(names, printed.Heading[string(field.Key)])
		}
		for _, name := range names {
			if words := wordsOf(name); len(words) > 0 {
				out = append(out, heading{words, field})
			}
		}
	}
	return out
}

// named finds the field that a cell names, the whole name before a part.
func named(names []heading, cell string) (policy.FieldDef, bool) {
	words := wordsOf(cell)
	for _, same := range []func(a, b []string) bool{slices.Equal[[]string], loosely} {
		for _, name := range names {
			if len(words) > 0 && same(words, name.words) {
				return name.field, true
			}
		}
	}
	return policy.FieldDef{}, false
}

func isExact(names []heading, line []string) bool {
	return !slices.ContainsFunc(line, func(cell string) bool {
		words := wordsOf(cell)
		return len(words) > 0 && !slices.ContainsFunc(names, func(h heading) bool { return slices.Equal(h.words, words) })
	})
}

// loosely reports whether all words of one name begin, or are begun by, words
// of the other: "recip." and "name of the recipient".
func loosely(a, b []string) bool {
	const enough = 3
	begins := func(x, y string) bool {
		return len(x) >= enough && len(y) >= enough && (strings.HasPrefix(x, y) || strings.HasPrefix(y, x))
	}
	within := func(all, in []string) bool {
		return !slices.ContainsFunc(all, func(x string) bool {
			return !slices.ContainsFunc(in, func(y string) bool { return begins(x, y) })
		})
	}
	return within(a, b) || within(b, a)
}

// answersIn counts the cells that are answers the fields know, and those that
// fit theirs not. What can be anything counts for neither.
func answersIn(fields []policy.FieldDef, line []string, lang string) (fits, fails int) {
	for i, cell := range line[:min(len(line), len(fields))] {
		if strings.TrimSpace(cell) == "" {
			continue
		}
		value, ok := readCell(fields[i], cell, lang)
		switch fields[i].Kind {
		case policy.KindText, policy.KindLong, policy.KindPhone:
		case policy.KindTerm, policy.KindTerms:
			if slices.ContainsFunc(fields[i].Values(value), func(v string) bool { return isTerm(fields[i], v) }) {
				fits++
			}
		default:
			if ok {
				fits++
			} else {
				fails++
			}
		}
	}
	return fits, fails
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(studio.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
