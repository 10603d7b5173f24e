package answers

import (
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
)

// misfit is a cell that was left out because it fits no answer of its field.
// In row 0 it is a heading: of no field, or, without a column, the whole row
// that was taken for one.
type misfit struct {
	row   int // from 1, the header not counted
	field policy.FieldDef
	value string
}

// paste reads the cells that a spreadsheet put on the clipboard as records of
// a register. Captions says how a field is named on the screen; a first line of
// such names, or of keys, says which column is which field. Without one the
// columns are the fields in their order.
func paste(def policy.RegisterDef, text, lang string, captions func(policy.FieldDef) []string) ([]policy.Record, []misfit) {
	lines := cells(text)
	if len(lines) == 0 {
		return nil, nil
	}
	fields, misfits, isHeader := header(def, lines, lang, captions)
	if isHeader {
		lines = lines[1:]
	}
	var records []policy.Record
	for i, line := range lines {
		record := policy.Record{}
		for at, cell := range line {
			if at >= len(fields) || fields[at].Key == "" || strings.TrimSpace(cell) == "" {
				continue
			}
			value, ok := readCell(fields[at], cell, lang)
			if !ok {
				misfits = append(misfits, misfit{i + 1, fields[at], strings.TrimSpace(cell)})
			}
			if value != "" {
				record[fields[at].Key] = value
			}
		}
		if !record.Empty() {
			records = append(records, record)
		}
	}
	return records, misfits
}

// cells splits what a spreadsheet copies: lines, tabs, and quotes around a
// cell that has either inside.
func cells(text string) [][]string {
	reader := csv.NewReader(strings.NewReader(strings.ReplaceAll(text, "\r\n", "\n")))
	reader.Comma, reader.LazyQuotes, reader.FieldsPerRecord = '\t', true, -1
	lines, err := reader.ReadAll()
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(lines, func(line []string) bool { return strings.TrimSpace(strings.Join(line, "")) == "" })
}

func folded(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// readCell reads a cell as an answer: a text of the vocabulary or its key.
// What a term does not know is a person's own words; what else does not fit
// is not taken, and then ok is false.
func readCell(def policy.FieldDef, cell, lang string) (value string, ok bool) {
	cell = strings.TrimSpace(cell)
	if !def.Multiple() {
		return readValue(def, cell, lang)
	}
	ok = true
	var values []string
	for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		value, fits := readValue(def, strings.TrimSpace(part), lang)
		ok = ok && fits
		if value != "" && !slices.Contains(values, value) {
			values = append(values, value)
		}
	}
	return strings.Join(values, ", "), ok
}

func readValue(def policy.FieldDef, cell, lang string) (value string, ok bool) {
	for _, l := range []string{lang, "en"} {
		for _, t := range termsOf(def, l) {
			if strings.EqualFold(t.text, cell) || strings.EqualFold(t.key, cell) {
				return t.key, true
			}
		}
	}
	switch def.Kind {
	case policy.KindTerm, policy.KindTerms:
		return cell, true
	case policy.KindChoice, policy.KindChoices, policy.KindCountry, policy.KindCountries, policy.KindLanguage:
		return "", cell == ""
	case policy.KindYesNo:
		return readYesNo(cell, lang)
	case policy.KindDuration, policy.KindLifetime:
		return readPeriod(def, cell, lang)
	case policy.KindLong:
		return cell, true
	}
	cell = strings.ReplaceAll(tidy(def.Kind, cell), "\n", " ")
	if !def.Fits(cell) {
		return "", false
	}
	return cell, true
}

func readYesNo(cell, lang string) (string, bool) {
	for _, l := range []string{lang, "en"} {
		words, _ := vocabulary.In(l)
		for _, key := range []string{"yes", "no"} {
			if text, _ := words.Term("answer", key); strings.EqualFold(text, cell) || key == folded(cell) {
				return key, true
			}
		}
	}
	return "", cell == ""
}

// readPeriod reads "P7Y", "7 years" and, for a cookie, "session".
func readPeriod(def policy.FieldDef, cell, lang string) (string, bool) {
	if def.Fits(cell) {
		return cell, true
	}
	number, name, _ := strings.Cut(strings.ReplaceAll(cell, "\u00a0", " "), " ")
	n, err := strconv.Atoi(number)
	for _, l := range []string{lang, "en"} {
		for _, unit := range units {
			fits := folded(name) == folded(unitText(unit, 1, l)) || folded(name) == folded(unitText(unit, n, l))
			if err == nil && n > 0 && n < 10000 && fits {
				return joinPeriod(n, unit), true
			}
		}
		words, _ := vocabulary.In(l)
		for _, key := range []string{"session", "persistent"} {
			if text, _ := words.Term("lifetime", key); def.Kind == policy.KindLifetime && strings.EqualFold(text, cell) {
				return key, true
			}
		}
	}
	return "", false
}
