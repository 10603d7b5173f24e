package clauses

import (
	"regexp"
	"slices"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
)

// Rule is a condition while it is built in its form.
type Rule struct {
	Any   bool
	Tests []policy.Test
}

// RuleOf reads a condition into its form; false for one that cannot be read.
func RuleOf(condition string) (Rule, bool) {
	parsed, err := policy.ParseCondition(condition)
	return Rule{Any: parsed.Any, Tests: parsed.Tests}, err == nil
}

// Text writes the condition; tests that still lack a value are left out.
func (r Rule) Text() string { return r.condition().String() }

func (r Rule) condition() policy.Condition {
	out := policy.Condition{Any: r.Any}
	for _, test := range r.Tests {
		if complete(test) {
			out.Tests = append(out.Tests, test)
		}
	}
	return out
}

// Complete reports whether every test has what it needs.
func (r Rule) Complete() bool {
	return !slices.ContainsFunc(r.Tests, func(t policy.Test) bool { return !complete(t) })
}

func complete(t policy.Test) bool {
	return t.Subject != "" && t.Op != "" && (!t.Op.TakesValues() || len(t.Values) > 0)
}

// Holds reports whether the answers fulfil what is complete of the condition.
func (r Rule) Holds(a policy.Answers) bool { return r.condition().Holds(a) }

// Subjects lists what a condition can ask about: facts, registers as a whole
// and the fields of registers.
func Subjects() []string {
	var out []string
	for _, def := range policy.FactDefs() {
		out = append(out, string(def.Key))
	}
	out = append(out, string(policy.FactRegimes))
	for _, register := range policy.RegisterDefs() {
		out = append(out, register.Name)
		for _, field := range register.Fields {
			if field.Kind != policy.KindURL {
				out = append(out, register.Name+"."+string(field.Key))
			}
		}
	}
	return out
}

// OpsOf lists the tests a subject can have: a whole register is counted, a
// country lies in regions, and what has no fixed values is answered or not.
func OpsOf(subject string) []policy.Op {
	if _, isRegister := policy.RegisterDefOf(subject); isRegister {
		return policy.RegisterOps
	}
	def, _ := policy.SubjectDef(subject)
	switch def.Kind {
	case policy.KindCountry, policy.KindCountries:
		return policy.AnswerOps
	case policy.KindYesNo, policy.KindChoice, policy.KindChoices, policy.KindTerm, policy.KindTerms, policy.KindLanguage:
		return []policy.Op{policy.OpIs, policy.OpNot, policy.OpSet, policy.OpUnset}
	}
	return []policy.Op{policy.OpSet, policy.OpUnset}
}

// Choice is a value a test can name.
type Choice struct{ Value, Name string }

// ChoicesOf lists the values of a test in a language: regions, countries, the
// choices of a form or the terms of the vocabulary.
func ChoicesOf(subject string, op policy.Op, lang string) []Choice {
	def, _ := policy.SubjectDef(subject)
	words, _ := vocabulary.In(lang)
	var out []Choice
	switch def.Kind {
	case policy.KindCountry, policy.KindCountries:
		for _, country := range vocabulary.Countries(lang) {
			out = append(out, Choice{country.Code, country.Name})
		}
	case policy.KindYesNo:
		out = append(out, Choice{"yes", words.Value(policy.KindYesNo, "yes")}, Choice{"no", words.Value(policy.KindYesNo, "no")})
	case policy.KindChoice, policy.KindChoices:
		for _, value := range def.Choices {
			out = append(out, Choice{value, words.Answer(def, value)})
		}
	case policy.KindLanguage:
		for _, tag := range vocabulary.Languages() {
			out = append(out, Choice{tag, vocabulary.LanguageName(tag)})
		}
	default:
		for _, term := range words.Terms(def.List) {
			out = append(out, Choice{term.Key, term.Text})
		}
	}
	return out
}

// With returns the rule with a test changed: one about another subject, or
// with a test that takes no values, forgets what does not fit it any more.
func (r Rule) With(i int, subject string, op policy.Op) Rule {
	out := Rule{Any: r.Any, Tests: slices.Clone(r.Tests)}
	was := out.Tests[i]
	ops := OpsOf(subject)
	if !slices.Contains(ops, op) {
		op = ops[0]
	}
	now := policy.Test{Subject: subject, Op: op}
	if subject == was.Subject && op.TakesValues() && op.Regional() == was.Op.Regional() {
		now.Values = was.Values
	}
	out.Tests[i] = now
	return out
}

// Toggle returns the rule with a value added to a test, or taken from it.
func (r Rule) Toggle(i int, value string) Rule {
	out := Rule{Any: r.Any, Tests: slices.Clone(r.Tests)}
	values := slices.Clone(out.Tests[i].Values)
	if at := slices.Index(values, value); at >= 0 {
		values = slices.Delete(values, at, at+1)
	} else {
		values = append(values, value)
	}
	out.Tests[i].Values = values
	return out
}

// Added returns the rule with one more test.
func (r Rule) Added(subject string) Rule {
	out := Rule{Any: r.Any, Tests: append(slices.Clone(r.Tests), policy.Test{})}
	return out.With(len(out.Tests)-1, subject, OpsOf(subject)[0])
}

// Without returns the rule without one of its tests.
func (r Rule) Without(i int) Rule {
	return Rule{Any: r.Any, Tests: slices.Delete(slices.Clone(r.Tests), i, i+1)}
}

// marker is what a list item, quotation or cell begins with.
var marker = regexp.MustCompile(`^\s*([-*+] |\d+[.)] |> |: )?`)

// Conditional returns the text with the paragraph, or list item, around a
// place shown only under a condition: in place of the one it had, if any. The
// place is counted in characters.
func Conditional(body string, at int, condition string) string {
	runes := []rune(body)
	before := string(runes[:max(0, min(at, len(runes)))])
	start := strings.LastIndex(before, "\n") + 1
	for start > 0 && !begins(body[start:], body[:start]) {
		start = strings.LastIndex(body[:start-1], "\n") + 1
	}
	start += len(marker.FindString(body[start:]))
	rest := body[start:]
	if strings.HasPrefix(rest, "{{when ") {
		if _, after, found := strings.Cut(rest, "}}"); found {
			rest = after
		}
	}
	return body[:start] + "{{when " + condition + "}}" + rest
}

// begins reports whether a line starts a paragraph or item rather than going
// on with the one before.
func begins(line, before string) bool {
	return strings.HasSuffix(before, "\n\n") || strings.TrimSpace(marker.FindString(line)) != ""
}
