package quality

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// meaning are the rules by which a text says something else, not merely badly:
// a policy must say the same in each of its languages.
var meaning = []string{
	RulePlaceholder, RuleAddress, RuleNumber, RuleDate, RuleTime, RuleDuration, RuleAmount, RulePercent,
	RuleReference, RuleLaw, RuleName, RuleCountry, RuleShape, RuleNegation,
}

// Means reports whether a rule is about what a text says.
func Means(rule string) bool { return slices.Contains(meaning, rule) }

// NamesIn lists what a client's answers name and no translation changes.
func NamesIn(answers policy.Answers) []string {
	var out []string
	for _, key := range []policy.FactKey{
		"client.legal_name", "client.trade_name", "client.dpo_name", "client.representative_name", "client.uk_representative_name",
	} {
		out = append(out, answers.Facts[key])
	}
	for _, def := range policy.RegisterDefs() {
		for _, field := range def.Fields {
			if !field.Proper {
				continue
			}
			for _, record := range answers.Registers[def.Name] {
				if !worded(record, field.Key) {
					out = append(out, record[field.Key])
				}
			}
		}
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(name string) bool { return strings.TrimSpace(name) == "" })
}

// worded reports an answer that says something else in some language: it is no
// name then.
func worded(record policy.Record, key policy.FactKey) bool {
	for other, text := range record {
		if other != key && other.Base() == key && text != record[key] {
			return true
		}
	}
	return false
}

// Parity compares the languages of a policy where no segment is compared: the
// clauses each shows and how they are built, and the names that are worded for
// each language. It is grave: a policy says the same in each of its languages,
// or it is not one policy.
func Parity(snap policy.Snapshot, langs []string, resolve func(lang string) policy.Text) []policy.Finding {
	var out []policy.Finding
	source := snap.Policy.SourceLang
	for _, lang := range langs {
		if lang == source {
			continue
		}
		out = append(out, shapes(resolve(source), resolve(lang), lang)...)
		out = append(out, answered(snap.Answers(), source, lang)...)
	}
	return out
}

// shapes compares clause by clause how two texts are built.
func shapes(source, target policy.Text, lang string) []policy.Finding {
	built := map[policy.ID]string{}
	for _, clause := range target.Clauses {
		built[clause.ID] = shapeOf(clause)
	}
	var out []policy.Finding
	for _, clause := range source.Clauses {
		want := shapeOf(clause)
		got, shown := built[clause.ID]
		if shown && got == want {
			continue
		}
		out = append(out, policy.Finding{
			Rule: RuleShape, Severity: policy.SeverityError, ClauseID: clause.ID, Lang: lang, Evidence: got, Expected: want,
		})
	}
	return out
}

// shapeOf writes down how a clause is built: "¶ •3 2×4".
func shapeOf(clause policy.TextClause) string {
	parts := blockShapes(markup.Parse(clause.Body))
	if clause.Heading != "" {
		parts = append([]string{"§"}, parts...)
	}
	return strings.Join(parts, " ")
}

func blockShapes(blocks []markup.Block) []string {
	var out []string
	for _, block := range blocks {
		out = append(out, blockShape(block))
	}
	return out
}

func blockShape(block markup.Block) string {
	switch block.Kind {
	case markup.List:
		shape := fmt.Sprintf("•%d", len(block.Items))
		for _, item := range block.Items {
			if len(item) > 1 {
				shape += "(" + strings.Join(blockShapes(item), " ") + ")"
			}
		}
		return shape
	case markup.Table:
		return fmt.Sprintf("%d×%d", len(block.Rows), len(block.Header))
	case markup.Definitions:
		return fmt.Sprintf("=%d", len(block.Defs))
	case markup.Quote:
		return ">" + strings.Join(blockShapes(block.Items[0]), " ")
	}
	return "¶"
}

// answered compares the names that have a wording of their own in a language:
// other answers are segments, and compared as those.
func answered(answers policy.Answers, source, lang string) []policy.Finding {
	known := &Knowledge{Names: NamesIn(answers)}
	var out []policy.Finding
	compare := func(fact policy.FactKey, from, to string) {
		if from == "" || to == "" {
			return
		}
		pair := Pair{Source: markup.Literal(from), Target: markup.Literal(to), From: source, To: lang, Kind: markup.SegmentAnswer}
		for _, p := range Check(pair, known) {
			if Means(p.Rule) {
				out = append(out, policy.Finding{
					Rule: p.Rule, Severity: severityOf(p), Fact: fact, Lang: lang, Evidence: p.Evidence, Expected: p.Expected,
				})
			}
		}
	}
	for _, def := range policy.RegisterDefs() {
		for _, record := range answers.Registers[def.Name] {
			for _, field := range def.Fields {
				if !field.Proper {
					continue
				}
				from := cmp.Or(record[field.Key.In(source)], record[field.Key])
				compare(policy.FactKey(def.Name)+"."+field.Key, from, record[field.Key.In(lang)])
			}
		}
	}
	return out
}

// severityOf makes every other word in an answer grave, but for a denial that is
// only perhaps another.
func severityOf(p Problem) policy.Severity {
	if p.Rule == RuleNegation {
		return p.Severity
	}
	return policy.SeverityError
}
