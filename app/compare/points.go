package compare

import (
	"slices"
	"strings"
	"unicode"

	"clausedesk/app/policy"
)

// Point is one thing that changed in what a policy says, apart from its
// wording.
type Point struct {
	Register string          // empty for a fact, and for what was found in the wording
	Key      policy.FactKey  // of the fact, or of the field of a record; empty for whole records
	Record   policy.Record   // whose field changed
	Added    []policy.Record // that have come
	Removed  []policy.Record // that have gone
	Clause   string          // the heading of the clause whose wording says it
	From, To string          // as they were answered, or as the wording has them
}

// Answers lists what changed in the answers, registers first. What one side
// has no answers for at all, as a text from elsewhere, is not compared.
func Answers(before, after policy.Answers) []Point {
	if len(before.Facts)+len(before.Registers) == 0 || len(after.Facts)+len(after.Registers) == 0 {
		return nil
	}
	var out []Point
	for _, def := range policy.RegisterDefs() {
		out = append(out, records(def, before.Registers[def.Name], after.Registers[def.Name])...)
	}
	for _, def := range policy.FactDefs() {
		if from, to := before.Facts[def.Key], after.Facts[def.Key]; from != to {
			out = append(out, Point{Key: def.Key, From: from, To: to})
		}
	}
	return out
}

// records compares a register; the first field of a record names it.
func records(def policy.RegisterDef, before, after []policy.Record) []Point {
	name := def.Fields[0].Key
	come := Point{Register: def.Name}
	var fields []Point
	taken := make([]bool, len(before))
	for _, now := range after {
		at := slices.IndexFunc(before, func(r policy.Record) bool { return fold(r[name]) == fold(now[name]) })
		for at >= 0 && taken[at] {
			next := slices.IndexFunc(before[at+1:], func(r policy.Record) bool { return fold(r[name]) == fold(now[name]) })
			if next < 0 {
				at = -1
			} else {
				at += 1 + next
			}
		}
		if at < 0 {
			come.Added = append(come.Added, now)
			continue
		}
		taken[at] = true
		for _, field := range def.Fields[1:] {
			if from, to := before[at][field.Key], now[field.Key]; from != to {
				fields = append(fields, Point{Register: def.Name, Key: field.Key, Record: now, From: from, To: to})
			}
		}
	}
	for i, was := range before {
		if !taken[i] {
			come.Removed = append(come.Removed, was)
		}
	}
	if len(come.Added)+len(come.Removed) > 0 {
		return append([]Point{come}, fields...)
	}
	return fields
}

func fold(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// Wording lists the numbers, periods and addresses that one word or two in the
// text were replaced by others of their kind.
func Wording(d Diff) []Point {
	var out []Point
	for _, c := range d.Clauses {
		if c.Before == nil || c.After == nil {
			continue
		}
		for _, block := range c.Blocks {
			for _, cell := range block.Cells {
				out = append(out, figures(c.Heading, cell.Spans)...)
			}
		}
	}
	return out
}

// figures finds replacements of one figure or address by another.
func figures(heading string, spans []Span) []Point {
	var out []Point
	for i := 0; i+1 < len(spans); i++ {
		from, to := strings.TrimSpace(spans[i].Text), strings.TrimSpace(spans[i+1].Text)
		if spans[i].Op != Delete || spans[i+1].Op != Insert || spans[i].restyled {
			continue
		}
		switch {
		case address(from) && address(to):
		case figure(from) && figure(to):
			unit := ""
			if i+2 < len(spans) && spans[i+2].Op == Keep {
				unit = unitOf(spans[i+2].Text)
			}
			from, to = from+unit, to+unit
		default:
			continue
		}
		out = append(out, Point{Clause: heading, From: from, To: to})
	}
	return out
}

// mostOfFigure is how many words a period or amount has at most.
const mostOfFigure = 3

// figure reports few words that begin or end with a number.
func figure(text string) bool {
	fields := strings.Fields(text)
	if len(fields) == 0 || len(fields) > mostOfFigure {
		return false
	}
	return strings.ContainsFunc(fields[0], unicode.IsDigit) || strings.ContainsFunc(fields[len(fields)-1], unicode.IsDigit)
}

func address(text string) bool {
	return !strings.ContainsFunc(text, unicode.IsSpace) && (strings.Contains(text, "@") || strings.Contains(text, "://"))
}

// unitOf is the word right behind a number, with the space before it.
func unitOf(text string) string {
	rest := strings.TrimLeft(text, " \u00a0")
	end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && r != '%' && r != '€' })
	if end < 0 {
		end = len(rest)
	}
	if end == 0 || len(rest) == len(text) && rest[0] != '%' {
		return ""
	}
	return text[:len(text)-len(rest)+end]
}
