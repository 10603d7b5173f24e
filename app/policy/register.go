package policy

import (
	"slices"
	"strings"
)

// Record is one line of a register: answers by field. Own words in another
// language stand under "name@nl".
type Record map[FactKey]string

// In returns a field in a language, or without one where that language has
// none of its own.
func (r Record) In(field FactKey, lang string) string { return Facts(r).In(field, lang) }

// Empty reports whether nothing was answered.
func (r Record) Empty() bool {
	for _, value := range r {
		if strings.TrimSpace(value) != "" {
			return false
		}
	}
	return true
}

// Registers holds the records of each register in their order.
type Registers map[string][]Record

// Clone copies the registers so that a change to one is not seen in the other.
func (r Registers) Clone() Registers {
	out := Registers{}
	for name, records := range r {
		out[name] = CloneRecords(records)
	}
	return out
}

// CloneRecords copies records.
func CloneRecords(records []Record) []Record {
	out := make([]Record, len(records))
	for i, record := range records {
		out[i] = Record{}
		for field, value := range record {
			out[i][field] = value
		}
	}
	return out
}

// Merge returns the registers with those of over in their place. A register
// that over holds, even without a record, replaces the other's whole list.
func (r Registers) Merge(over Registers) Registers {
	out := Registers{}
	for name, records := range r {
		out[name] = records
	}
	for name, records := range over {
		out[name] = records
	}
	return out
}

// RegisterDef describes a register and the fields of its records. The first
// field is what a list of the records shows.
type RegisterDef struct {
	Name     string
	Citation string
	Fields   []FieldDef
}

// Field returns the definition of a field, in any language.
func (d RegisterDef) Field(key FactKey) (FieldDef, bool) {
	base := key.Base()
	for _, field := range d.Fields {
		if field.Key == base {
			return field, base == key || field.Localized
		}
	}
	return FieldDef{}, false
}

// The values a choice in a register can have.
var (
	bases      = []string{"consent", "contract", "legal_obligation", "vital_interests", "public_task", "legitimate_interest"}
	duties     = []string{"none", "contract", "statute", "precondition"}
	sources    = []string{"person", "device", "third_party", "public"}
	specials   = []string{"no", "health", "biometric", "genetic", "ethnic", "political", "religion", "union", "sex_life", "criminal"}
	grounds    = []string{"explicit_consent", "employment_law", "vital_interests", "foundation", "made_public", "legal_claims", "public_interest", "health_care", "public_health", "research"}
	roles      = []string{"processor", "controller", "joint"}
	safeguards = []string{"adequacy", "dpf", "scc", "uk_idta", "bcr", "explicit_consent", "contract_necessity"}
	cookies    = []string{"necessary", "preferences", "statistics", "marketing"}
	parties    = []string{"first", "third"}
	channels   = []string{"email", "form", "post", "phone", "account", "app"}
	decisions  = []string{"contract", "law", "explicit_consent"}
)

var registerDefs = []RegisterDef{
	{Name: "purposes", Citation: "Art. 13(1)(c) GDPR", Fields: []FieldDef{
		{Key: "name", Kind: KindTerm, List: "purpose", Localized: true, Required: true, Citation: "Art. 13(1)(c) GDPR"},
		{Key: "basis", Kind: KindChoice, List: "basis", Choices: bases, Required: true, Citation: "Art. 6(1), 13(1)(c) GDPR"},
		{Key: "interest", Kind: KindTerm, List: "interest", Localized: true, When: "basis is legitimate_interest", Required: true, Citation: "Art. 13(1)(d) GDPR"},
		{Key: "law", Kind: KindText, Localized: true, When: "basis is legal_obligation", Citation: "Art. 6(3) GDPR"},
		{Key: "data", Kind: KindTerms, List: "data", Citation: "Art. 14(1)(d) GDPR"},
		{Key: "duty", Kind: KindChoice, List: "duty", Choices: duties, Citation: "Art. 13(2)(e) GDPR"},
		{Key: "consequence", Kind: KindTerm, List: "consequence", Localized: true, When: "duty not none", Required: true, Citation: "Art. 13(2)(e) GDPR"},
	}},
	{Name: "data", Citation: "Art. 14(1)(d) GDPR", Fields: []FieldDef{
		{Key: "name", Kind: KindTerm, List: "data", Localized: true, Required: true, Citation: "Art. 14(1)(d) GDPR"},
		{Key: "source", Kind: KindChoice, List: "source", Choices: sources, Required: true, Citation: "Art. 14(2)(f) GDPR"},
		{Key: "source_name", Kind: KindText, Localized: true, When: "source is third_party,public", Citation: "Art. 14(2)(f) GDPR"},
		{Key: "special", Kind: KindChoice, List: "special", Choices: specials, Citation: "Art. 9, 10 GDPR"},
		{Key: "ground", Kind: KindChoice, List: "ground", Choices: grounds, When: "special not no", Required: true, Citation: "Art. 9(2) GDPR"},
	}},
	{Name: "recipients", Citation: "Art. 13(1)(e) GDPR", Fields: []FieldDef{
		{Key: "name", Kind: KindText, Required: true, Localized: true, Proper: true, Citation: "Art. 13(1)(e) GDPR"},
		{Key: "entity", Kind: KindText},
		{Key: "role", Kind: KindChoice, List: "role", Choices: roles, Required: true, Citation: "Art. 26, 28 GDPR"},
		{Key: "country", Kind: KindCountries, Required: true, Citation: "Art. 13(1)(f) GDPR"},
		{Key: "function", Kind: KindTerms, List: "function", Required: true, Citation: "Art. 13(1)(e) GDPR"},
		{Key: "data", Kind: KindTerms, List: "data"},
		{Key: "safeguard", Kind: KindChoice, List: "safeguard", Choices: safeguards, When: "country outside eea", Abroad: true, Required: true, Citation: "Art. 13(1)(f), 46 GDPR"},
		{Key: "url", Kind: KindURL},
		{Key: "arrangement", Kind: KindText, Localized: true, When: "role is joint", Citation: "Art. 26(2) GDPR"},
	}},
	{Name: "retention", Citation: "Art. 13(2)(a) GDPR", Fields: []FieldDef{
		{Key: "name", Kind: KindTerm, List: "data purpose", Localized: true, Required: true, Citation: "Art. 13(2)(a) GDPR"},
		{Key: "period", Kind: KindDuration, Citation: "Art. 13(2)(a) GDPR"},
		{Key: "from", Kind: KindTerm, List: "event", Localized: true},
		{Key: "criteria", Kind: KindTerm, List: "criterion", Localized: true, When: "period unset", Required: true, Citation: "Art. 13(2)(a) GDPR"},
		{Key: "reason", Kind: KindTerm, List: "reason", Localized: true},
	}},
	{Name: "cookies", Citation: "Art. 5(3) Directive 2002/58/EC", Fields: []FieldDef{
		{Key: "name", Kind: KindText, Required: true},
		{Key: "provider", Kind: KindText},
		{Key: "purpose", Kind: KindTerm, List: "cookie", Localized: true, Required: true, Citation: "Art. 5(3) Directive 2002/58/EC"},
		{Key: "kind", Kind: KindChoice, List: "cookie_kind", Choices: cookies, Required: true, Citation: "Art. 5(3) Directive 2002/58/EC"},
		{Key: "lifetime", Kind: KindLifetime, List: "lifetime", Required: true, Citation: "CJEU C-673/17"},
		{Key: "party", Kind: KindChoice, List: "party", Choices: parties, Citation: "CJEU C-673/17"},
	}},
	{Name: "channels", Citation: "Art. 12(2) GDPR", Fields: []FieldDef{
		{Key: "kind", Kind: KindChoice, List: "channel", Choices: channels, Required: true, Citation: "Art. 12(2) GDPR"},
		{Key: "address", Kind: KindText},
	}},
	{Name: "automated", Citation: "Art. 13(2)(f), 22 GDPR", Fields: []FieldDef{
		{Key: "name", Kind: KindText, Localized: true, Required: true, Citation: "Art. 22(1) GDPR"},
		{Key: "logic", Kind: KindText, Localized: true, Required: true, Citation: "Art. 13(2)(f) GDPR"},
		{Key: "effect", Kind: KindText, Localized: true, Required: true, Citation: "Art. 13(2)(f) GDPR"},
		{Key: "basis", Kind: KindChoice, List: "decision_basis", Choices: decisions, Citation: "Art. 22(2) GDPR"},
		{Key: "review", Kind: KindText, Localized: true, Citation: "Art. 22(3) GDPR"},
	}},
	{Name: "children", Citation: "Art. 8 GDPR", Fields: []FieldDef{
		{Key: "name", Kind: KindText, Localized: true, Required: true},
		{Key: "age", Kind: KindNumber, Required: true, Citation: "Art. 8(1) GDPR"},
		{Key: "consent", Kind: KindText, Localized: true, Citation: "Art. 8(2) GDPR"},
	}},
	{Name: "measures", Citation: "Art. 32 GDPR", Fields: []FieldDef{
		{Key: "name", Kind: KindTerm, List: "measure", Localized: true, Required: true, Citation: "Art. 32(1) GDPR"},
	}},
	{Name: "definitions", Fields: []FieldDef{
		{Key: "name", Kind: KindText, Localized: true, Required: true},
		{Key: "meaning", Kind: KindText, Localized: true, Required: true},
	}},
}

// RegisterDefs lists the registers in the order of the form.
func RegisterDefs() []RegisterDef { return slices.Clone(registerDefs) }

// RegisterDefOf returns the definition of a register.
func RegisterDefOf(name string) (RegisterDef, bool) {
	i := slices.IndexFunc(registerDefs, func(d RegisterDef) bool { return d.Name == name })
	if i < 0 {
		return RegisterDef{}, false
	}
	return registerDefs[i], true
}
