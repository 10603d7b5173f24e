// Package facts is the tab where the answers of a client and of one policy are
// given: the facts section by section, and the registers. Clauses show them.
package facts

import (
	"strings"

	"clausedesk/app/policy"
)

// Section is one page of the form: some facts, or one register.
type Section struct {
	ID       string
	Facts    []policy.FieldDef
	Register *policy.RegisterDef // nil for a page of facts
}

// Sections lists the pages in the order of the form.
func Sections() []Section {
	var out []Section
	for _, def := range policy.FactDefs() {
		last := len(out) - 1
		if last < 0 || out[last].ID != def.Section {
			out = append(out, Section{ID: def.Section})
			last++
		}
		out[last].Facts = append(out[last].Facts, def)
	}
	for _, def := range policy.RegisterDefs() {
		out = append(out, Section{ID: registerID(def.Name), Register: &def})
	}
	return out
}

// registerID keeps the page of a register apart from that of facts.
func registerID(name string) string { return "register " + name }

// Find returns the page where an answer is given: a fact, a register, or a
// register's field, as in "recipients.country".
func Find(key policy.FactKey) (Section, bool) {
	register, _, _ := strings.Cut(string(key), ".")
	for _, section := range Sections() {
		if section.Register != nil && section.Register.Name == register {
			return section, true
		}
		for _, def := range section.Facts {
			if def.Key == key.Base() {
				return section, true
			}
		}
	}
	return Section{}, false
}
