package check

import (
	"fmt"
	"slices"
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// unfilled is the finding for a placeholder that a text cannot fill: a
// reference that leads nowhere and a condition that cannot be read are no
// missing fact, and say so.
func unfilled(m markup.Missing, lang string) policy.Finding {
	f := policy.Finding{
		Rule: RulePlaceholderMissing, Severity: policy.SeverityError,
		ClauseID: m.ClauseID, Lang: lang, Evidence: "{{" + m.Expr + "}}",
	}
	if topic, refers := markup.SectionTopic(m.Expr); refers {
		f.Rule, f.Evidence = RuleReferenceMissing, topic
		return f
	}
	if condition, conditional := markup.Condition(m.Expr); conditional && !markup.KnownPlaceholder(m.Expr) {
		f.Rule, f.Evidence = RuleConditionInvalid, condition
		return f
	}
	if !markup.KnownPlaceholder(m.Expr) {
		f.Rule = RulePlaceholderUnknown
		return f
	}
	f.Fact = factOf(m.Expr)
	return f
}

// factOf is the answer that fills a placeholder: the first of the facts it is
// composed of, or the register it is made from.
func factOf(expr string) policy.FactKey {
	if query, made := markup.QueryOf(expr); made {
		return policy.FactKey(query.Register)
	}
	return markup.FactsOf(expr)[0]
}

// conditions finds the clauses whose own condition cannot be read: they are
// shown whatever the answers are.
func conditions(s Subject) []policy.Finding {
	var out []policy.Finding
	hidden := map[policy.ID]bool{}
	for _, placed := range policy.Flatten(s.Snapshot.Policy.Clauses) {
		if placed.Hidden || hidden[placed.Parent] {
			hidden[placed.ID] = true
			continue
		}
		if _, err := policy.ParseCondition(placed.When); err != nil {
			out = append(out, policy.Finding{
				Rule: RuleConditionInvalid, Severity: policy.SeverityError, ClauseID: placed.ID, Evidence: placed.When,
			})
		}
	}
	return out
}

// ownWords finds the answers in words of their own that a language has none
// for, once per clause, expression and language.
func ownWords(s Subject) []policy.Finding {
	var out []policy.Finding
	for _, lang := range s.Languages {
		seen := map[markup.Missing]bool{}
		for _, foreign := range s.Resolved(lang).OwnWords {
			if seen[foreign] {
				continue
			}
			seen[foreign] = true
			out = append(out, policy.Finding{
				Rule: RuleAnswerUntranslated, Severity: policy.SeverityError, ClauseID: foreign.ClauseID,
				Lang: lang, Fact: untranslatedFact(foreign.Expr), Evidence: "{{" + foreign.Expr + "}}",
			})
		}
	}
	return out
}

func untranslatedFact(expr string) policy.FactKey {
	if expr == "service" {
		return "policy.service" // the only one of its facts that is in words
	}
	return factOf(expr)
}

// records finds the rows of registers that lack a required field, or hold
// what does not fit one.
func records(s Subject) []policy.Finding {
	var out []policy.Finding
	answers := s.Snapshot.Answers()
	for _, def := range policy.RegisterDefs() {
		for i, record := range answers.Registers[def.Name] {
			out = append(out, recordFindings(answers, def, i+1, record)...)
		}
	}
	return out
}

// needed are the registers without which a policy written from answers says
// less than Art. 13 GDPR asks for. Without a record their clauses are left out.
var needed = []struct {
	register string
	severity policy.Severity
}{
	{"purposes", policy.SeverityError},
	{"data", policy.SeverityWarning},
	{"retention", policy.SeverityWarning}, // the criteria are stated, the periods are not
}

func isNeeded(register string) bool {
	for _, row := range needed {
		if row.register == register {
			return true
		}
	}
	return false
}

// emptyRegisters finds them, in a policy that has clauses of the library.
func emptyRegisters(s Subject) []policy.Finding {
	written := func(p policy.Placed) bool { return p.Library.ID != "" }
	if !slices.ContainsFunc(policy.Flatten(s.Snapshot.Policy.Clauses), written) {
		return nil
	}
	var out []policy.Finding
	registers := s.Snapshot.Answers().Registers
	for _, row := range needed {
		if def, _ := policy.RegisterDefOf(row.register); len(registers[row.register]) == 0 {
			out = append(out, policy.Finding{
				Rule: RuleRegisterEmpty, Severity: row.severity, Fact: policy.FactKey(row.register), Citation: def.Citation,
			})
		}
	}
	return out
}

// unansweredRegisters finds the clauses that are shown because a register has
// no record, where nobody said that there are none: "We place no cookies" must
// not follow from a form that was not filled in.
func unansweredRegisters(s Subject) []policy.Finding {
	var out []policy.Finding
	answered := s.Snapshot.Answers().Registers
	seen := map[string]bool{}
	hidden := map[policy.ID]bool{}
	for _, placed := range policy.Flatten(s.Snapshot.Shown()) {
		hidden[placed.ID] = placed.Hidden || hidden[placed.Parent]
		condition, err := policy.ParseCondition(placed.When)
		if err != nil || hidden[placed.ID] || placed.Absent {
			continue
		}
		for _, test := range condition.Tests {
			_, known := answered[test.Subject]
			if test.Op != policy.OpNone || known || seen[test.Subject] || isNeeded(test.Subject) {
				continue
			}
			seen[test.Subject] = true
			out = append(out, policy.Finding{
				Rule: RuleRegisterUnanswered, Severity: policy.SeverityWarning,
				ClauseID: placed.ID, Fact: policy.FactKey(test.Subject),
			})
		}
	}
	return out
}

func recordFindings(answers policy.Answers, def policy.RegisterDef, row int, record policy.Record) []policy.Finding {
	var out []policy.Finding
	for _, field := range answers.Missing(def, record) {
		out = append(out, policy.Finding{
			Rule: RuleRecordIncomplete, Severity: policy.SeverityError, Citation: field.Citation,
			Fact: fieldKey(def, field.Key), Evidence: rowEvidence(def, row, field.Key),
		})
	}
	for _, key := range policy.Facts(record).Keys() {
		if field, known := def.Field(key); known && !field.Fits(record[key]) {
			out = append(out, policy.Finding{
				Rule: RuleFactInvalid, Severity: policy.SeverityWarning,
				Fact: fieldKey(def, field.Key), Evidence: record[key],
			})
		}
	}
	return out
}

func fieldKey(def policy.RegisterDef, field policy.FactKey) policy.FactKey {
	return policy.FactKey(def.Name) + "." + field
}

func rowEvidence(def policy.RegisterDef, row int, field policy.FactKey) string {
	return fmt.Sprintf("%s, row %d, %s", def.Name, row, field)
}

// RowOf returns the row that the evidence of a finding about a record names,
// counted from 1.
func RowOf(f policy.Finding) (row int, ok bool) {
	_, rest, found := strings.Cut(f.Evidence, ", row ")
	if !found || f.Rule != RuleRecordIncomplete {
		return 0, false
	}
	_, err := fmt.Sscanf(rest, "%d,", &row)
	return row, err == nil
}
