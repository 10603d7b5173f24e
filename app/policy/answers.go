package policy

import "slices"

// Answers is everything the forms of a policy hold: what its client answered,
// with the policy's own answers on top.
type Answers struct {
	Facts     Facts     `json:"facts"`
	Registers Registers `json:"registers"`
}

// FactRegimes is computed from where the client is and whom the policy
// addresses, unless it is answered.
const FactRegimes FactKey = "policy.regimes"

// Fact returns an answer in a language, those that are computed included.
func (a Answers) Fact(key FactKey, lang string) string {
	value := a.Facts.In(key, lang)
	if value == "" && key == FactRegimes {
		return joinValues(RegimesOf(a.countries()))
	}
	return value
}

// countries is where the client is and whom the policy addresses.
func (a Answers) countries() []string {
	out := SplitValues(a.Facts["policy.countries"])
	if home := a.Facts["client.country"]; home != "" && !slices.Contains(out, home) {
		out = append(out, home)
	}
	return out
}

func joinValues(values []string) string {
	out := ""
	for i, value := range values {
		if i > 0 {
			out += ", "
		}
		out += value
	}
	return out
}

// Missing lists what a record still needs, given what else was answered:
// required fields without an answer, where their own condition asks for one.
func (a Answers) Missing(d RegisterDef, record Record) []FieldDef {
	var out []FieldDef
	for _, field := range d.Fields {
		if field.Required && record[field.Key] == "" && a.Asks(d, field, record) {
			out = append(out, field)
		}
	}
	return out
}

// Asks reports whether a field is asked for in a record, given what else was
// answered.
func (a Answers) Asks(d RegisterDef, field FieldDef, record Record) bool {
	if field.Abroad && !a.transfersAtHome() {
		record = withoutCountry(record, a.Facts["client.country"])
	}
	return d.Asks(field, record)
}

func withoutCountry(record Record, country string) Record {
	out := CloneRecords([]Record{record})[0]
	values := slices.DeleteFunc(SplitValues(record["country"]), func(v string) bool { return v == country })
	out["country"] = joinValues(values)
	return out
}

// Missing lists what a record still needs, whoever the client is.
func (d RegisterDef) Missing(record Record) []FieldDef { return Answers{}.Missing(d, record) }

// Asks reports whether a field is asked for in a record, whoever the client is.
func (d RegisterDef) Asks(field FieldDef, record Record) bool {
	if field.When == "" {
		return true
	}
	condition, err := ParseCondition(qualified(d.Name, field.When))
	return err == nil && condition.HoldsFor(d, record)
}
