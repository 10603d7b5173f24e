package policy

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Op is what a test asks of an answer.
type Op string

// The tests of an answer, and of a register as a whole.
const (
	OpSet     Op = "set"
	OpUnset   Op = "unset"
	OpIs      Op = "is"      // one of the values
	OpNot     Op = "not"     // answered, and none of the values
	OpIn      Op = "in"      // a country in one of the regions
	OpInside  Op = "inside"  // every country in one of the regions
	OpOutside Op = "outside" // a country in none of the regions
	OpAny     Op = "any"     // a register with a record
	OpNone    Op = "none"    // a register without one
	OpOne     Op = "one"     // a register with one record
	OpMany    Op = "many"    // a register with more than one
)

// AnswerOps and RegisterOps list the tests in the order of a form.
var (
	AnswerOps   = []Op{OpIs, OpNot, OpSet, OpUnset, OpIn, OpInside, OpOutside}
	RegisterOps = []Op{OpAny, OpNone, OpOne, OpMany}
)

// TakesValues reports whether a test needs values beside it.
func (o Op) TakesValues() bool { return o == OpIs || o == OpNot || o.Regional() }

// Regional reports whether the values of a test are countries and regions.
func (o Op) Regional() bool { return o == OpIn || o == OpInside || o == OpOutside }

// Test asks one thing of the answers: a fact ("client.country"), a register
// ("cookies") or a field of a register ("recipients.country"), where one
// record that fits is enough.
type Test struct {
	Subject string
	Op      Op
	Values  []string
}

// Condition is a row of tests, all of which must hold, or any. No test always
// holds.
type Condition struct {
	Any   bool
	Tests []Test
}

// ErrCondition is returned for a condition that cannot be read.
var ErrCondition = errors.New("a condition cannot be read")

var valueShape = regexp.MustCompile(`^[A-Za-z0-9_-]{1,40}$`)

// ParseCondition reads "recipients.country outside eea and client.email set".
// Tests are joined by "and" or by "or", not by both.
func ParseCondition(text string) (Condition, error) {
	words := strings.Fields(text)
	if len(words) == 0 {
		return Condition{}, nil
	}
	var out Condition
	start := 0
	for i, word := range words {
		if word != "and" && word != "or" {
			continue
		}
		if len(out.Tests) > 0 && out.Any != (word == "or") {
			return Condition{}, fmt.Errorf("%w: %q joins with both and and or", ErrCondition, text)
		}
		out.Any = word == "or"
		test, err := parseTest(words[start:i])
		if err != nil {
			return Condition{}, fmt.Errorf("%w: %q", err, text)
		}
		out.Tests = append(out.Tests, test)
		start = i + 1
	}
	test, err := parseTest(words[start:])
	if err != nil {
		return Condition{}, fmt.Errorf("%w: %q", err, text)
	}
	out.Tests = append(out.Tests, test)
	return out, nil
}

func parseTest(words []string) (Test, error) {
	if len(words) < 2 {
		return Test{}, ErrCondition
	}
	test := Test{Subject: words[0], Op: Op(words[1])}
	if test.Op.TakesValues() {
		test.Values = SplitValues(strings.Join(words[2:], ","))
	} else if len(words) > 2 {
		return Test{}, ErrCondition
	}
	if !test.valid() {
		return Test{}, ErrCondition
	}
	return test, nil
}

func (t Test) valid() bool {
	if t.Op.TakesValues() && len(t.Values) == 0 {
		return false
	}
	if slices.ContainsFunc(t.Values, func(v string) bool { return !valueShape.MatchString(v) }) {
		return false
	}
	if _, isRegister := RegisterDefOf(t.Subject); isRegister {
		return slices.Contains(RegisterOps, t.Op)
	}
	_, known := SubjectDef(t.Subject)
	return known && slices.Contains(AnswerOps, t.Op)
}

// SubjectDef returns the definition of the fact or register field that a test
// asks about.
func SubjectDef(subject string) (FieldDef, bool) {
	if FactKey(subject) == FactRegimes {
		return FieldDef{Key: FactRegimes, Kind: KindChoices, List: "regime", Choices: Regimes()}, true
	}
	if def, known := FactDefOf(FactKey(subject)); known {
		return def, true
	}
	name, field, _ := strings.Cut(subject, ".")
	register, known := RegisterDefOf(name)
	if !known {
		return FieldDef{}, false
	}
	return register.Field(FactKey(field))
}

// String writes the condition as ParseCondition reads it.
func (c Condition) String() string {
	join := " and "
	if c.Any {
		join = " or "
	}
	tests := make([]string, len(c.Tests))
	for i, test := range c.Tests {
		tests[i] = test.String()
	}
	return strings.Join(tests, join)
}

func (t Test) String() string {
	out := t.Subject + " " + string(t.Op)
	if t.Op.TakesValues() {
		out += " " + strings.Join(t.Values, ",")
	}
	return out
}

// Holds reports whether the answers fulfil the condition.
func (c Condition) Holds(a Answers) bool { return c.holds(func(t Test) bool { return t.holds(a) }) }

// HoldsFor reports whether one record of a register fulfils the condition,
// whose subjects are fields of that record.
func (c Condition) HoldsFor(d RegisterDef, record Record) bool {
	return c.holds(func(t Test) bool {
		_, field, qualified := strings.Cut(t.Subject, ".")
		if !qualified {
			field = t.Subject
		}
		def, known := d.Field(FactKey(field))
		return known && t.fits(def, record[FactKey(field)])
	})
}

func (c Condition) holds(one func(Test) bool) bool {
	if len(c.Tests) == 0 {
		return true
	}
	if c.Any {
		return slices.ContainsFunc(c.Tests, one)
	}
	return !slices.ContainsFunc(c.Tests, func(t Test) bool { return !one(t) })
}

func (t Test) holds(a Answers) bool {
	if records, isRegister := a.Registers[t.Subject]; isRegister || slices.Contains(RegisterOps, t.Op) {
		return t.counts(len(records))
	}
	def, known := SubjectDef(t.Subject)
	if !known {
		return false
	}
	if _, isFact := FactDefOf(FactKey(t.Subject)); isFact || def.Key == FactRegimes {
		return t.fits(def, a.Fact(FactKey(t.Subject), ""))
	}
	name, field, _ := strings.Cut(t.Subject, ".")
	return slices.ContainsFunc(a.Registers[name], func(r Record) bool { return t.fits(def, r[FactKey(field)]) })
}

func (t Test) counts(n int) bool {
	switch t.Op {
	case OpAny:
		return n > 0
	case OpNone:
		return n == 0
	case OpOne:
		return n == 1
	case OpMany:
		return n > 1
	}
	return false
}

// fits tests one answer.
func (t Test) fits(def FieldDef, answer string) bool {
	values := def.Values(answer)
	switch t.Op {
	case OpSet:
		return len(values) > 0
	case OpUnset:
		return len(values) == 0
	case OpIs:
		return slices.ContainsFunc(values, func(v string) bool { return t.names(def, v) })
	case OpNot:
		return len(values) > 0 && !slices.ContainsFunc(values, func(v string) bool { return t.names(def, v) })
	case OpIn:
		return slices.ContainsFunc(values, t.inRegion)
	case OpInside:
		return len(values) > 0 && !slices.ContainsFunc(values, func(v string) bool { return !t.inRegion(v) })
	case OpOutside:
		return slices.ContainsFunc(values, func(v string) bool { return !t.inRegion(v) })
	}
	return false
}

// names reports whether a value is one of the test's, by whichever key the one
// or the other was written.
func (t Test) names(def FieldDef, value string) bool {
	value = TermKey(def.List, value)
	return slices.ContainsFunc(t.Values, func(v string) bool { return TermKey(def.List, v) == value })
}

func (t Test) inRegion(country string) bool {
	return slices.ContainsFunc(t.Values, func(region string) bool { return InRegion(country, region) })
}

// Query is what a list, table or count is made of: a register, and which of
// its records.
type Query struct {
	Register string
	Where    Condition
}

// ParseQuery reads "recipients where country outside eea".
func ParseQuery(text string) (Query, error) {
	name, where, filtered := strings.Cut(strings.TrimSpace(text), " where ")
	def, known := RegisterDefOf(strings.TrimSpace(name))
	if !known {
		return Query{}, fmt.Errorf("%w: no register %s", ErrCondition, strconv.Quote(name))
	}
	q := Query{Register: def.Name}
	if !filtered {
		return q, nil
	}
	condition, err := ParseCondition(qualified(def.Name, where))
	if err != nil {
		return Query{}, err
	}
	q.Where = condition
	return q, nil
}

// qualified writes the register before each field of a filter.
func qualified(register, where string) string {
	words := strings.Fields(where)
	start := true
	for i, word := range words {
		if start && !strings.Contains(word, ".") {
			words[i] = register + "." + word
		}
		start = word == "and" || word == "or"
	}
	return strings.Join(words, " ")
}

// Of returns the records that the query names.
func (q Query) Of(a Answers) []Record {
	def, known := RegisterDefOf(q.Register)
	if !known {
		return nil
	}
	var out []Record
	for _, record := range a.Registers[q.Register] {
		if q.Where.HoldsFor(def, record) {
			out = append(out, record)
		}
	}
	return out
}
