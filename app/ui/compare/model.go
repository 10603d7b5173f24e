// Package compare is the screen that shows what changed between two texts of a
// policy: two versions, a version and the draft, or either and a file.
package compare

import (
	"slices"

	"clausedesk/app/compare"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
)

// Model is the state behind the screen.
type Model struct {
	Policy   policy.ID
	Versions []int        // oldest first
	File     *studio.File // that was brought from elsewhere, nil for none
	Before   studio.Source
	After    studio.Source

	Shown       studio.Comparison
	OnlyChanges bool
	Beside      bool

	at int // the change that was gone to last
}

// Sources lists what can be compared: versions from the oldest on, the draft,
// and a file.
func (m *Model) Sources() []studio.Source {
	var out []studio.Source
	for _, number := range m.Versions {
		out = append(out, studio.Source{Policy: m.Policy, Version: number})
	}
	out = append(out, studio.Source{Policy: m.Policy})
	if m.File != nil {
		out = append(out, studio.Source{File: m.File})
	}
	return out
}

// Add makes a version one that can be compared.
func (m *Model) Add(number int) {
	m.Versions = append(m.Versions, number)
	slices.Sort(m.Versions)
}

// Index is the place of a source in Sources, -1 for none.
func (m *Model) Index(of studio.Source) int {
	return slices.Index(m.Sources(), of)
}

// Take brings a file from elsewhere; it is compared with what stood before.
func (m *Model) Take(file studio.File) {
	m.File = &file
	if m.After.File == nil {
		m.Before = m.After
	}
	m.After = studio.Source{File: m.File}
}

// Swap makes the text after the one before.
func (m *Model) Swap() { m.Before, m.After = m.After, m.Before }

// Show takes what was compared.
func (m *Model) Show(c studio.Comparison) {
	m.Shown, m.at = c, -1
}

// Clauses are those that are shown.
func (m *Model) Clauses() []compare.Clause {
	return compare.Edition{Diff: m.Shown.Diff, OnlyChanges: m.OnlyChanges}.Clauses()
}
