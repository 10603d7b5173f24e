// Package facts is the tab where the facts of a client and of one policy are
// answered in a form. Placeholders in clauses show these answers.
package facts

import (
	"clausedesk/app/policy"
)

// Field is one fact in the form.
type Field struct {
	Def       policy.FactDef
	Value     string
	Overrides bool // the policy says something else than the client
}

// Model is the state behind the tab.
type Model struct {
	Client policy.Client
	Policy policy.Policy
}

// Fields lists the facts in the order of the form: a policy's own answer where
// it has one, the client's elsewhere.
func (m *Model) Fields() []Field {
	var out []Field
	for _, def := range policy.FactDefs() {
		field := Field{Def: def, Value: m.Client.Facts[def.Key]}
		if own := m.Policy.Facts[def.Key]; own != "" {
			field.Value, field.Overrides = own, m.Client.Facts[def.Key] != ""
		}
		out = append(out, field)
	}
	return out
}

// Set stores an answer where it belongs and reports whether the client or the
// policy changed. A policy that overrides a client's fact keeps doing so.
func (m *Model) Set(key policy.FactKey, value string) (client, changed bool) {
	if policy.OfPolicy(key) || m.Policy.Facts[key] != "" {
		return false, set(&m.Policy.Facts, key, value)
	}
	return true, set(&m.Client.Facts, key, value)
}

func set(facts *policy.Facts, key policy.FactKey, value string) bool {
	if (*facts)[key] == value {
		return false
	}
	copied := policy.Facts{}
	for k, v := range *facts {
		copied[k] = v
	}
	copied[key] = value
	*facts = copied
	return true
}

// Problem says whether a value does not fit its fact.
func (f Field) Problem(value string) bool { return !policy.ValidFact(f.Def.Kind, value) }
