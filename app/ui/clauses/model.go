// Package clauses is the tab where a policy's clauses are written: the
// outline, the form of one clause, and the page as it will print.
package clauses

import (
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/ui/draft"
)

// Row is one clause in the outline.
type Row struct {
	ID          policy.ID
	Number      string
	Title       string
	Depth       int
	Hidden      bool // by hand
	Off         bool // its condition does not hold, so it is in no document now
	HasChildren bool
}

// Model is the state behind the tab. It changes the draft and nothing else.
type Model struct {
	Draft    *draft.Draft
	selected policy.ID
	titles   map[string]string // by heading: parsing all of them at every key is slow
}

// NewModel selects the first clause of a draft.
func NewModel(open *draft.Draft) *Model {
	m := &Model{Draft: open, titles: map[string]string{}}
	m.keepSelection()
	return m
}

// Rows lists the clauses in reading order.
func (m *Model) Rows() []Row {
	var rows []Row
	snap := m.Draft.Snapshot()
	numbered := snap.Policy.Numbered
	for _, placed := range policy.Flatten(snap.Shown()) {
		row := Row{
			ID: placed.ID, Title: m.title(*placed.Clause), Depth: placed.Depth,
			Hidden: placed.Hidden, Off: placed.Absent && !placed.Hidden, HasChildren: len(placed.Children) > 0,
		}
		if numbered {
			row.Number = placed.Number
		}
		rows = append(rows, row)
	}
	return rows
}

func (m *Model) title(c policy.Clause) string {
	if c.Heading == "" {
		return markup.Title(c)
	}
	title, known := m.titles[c.Heading]
	if !known {
		title = markup.Title(c)
		m.titles[c.Heading] = title
	}
	return title
}

// Selected returns the clause in the form; false when the policy is empty.
func (m *Model) Selected() (policy.Clause, bool) {
	c := policy.Find(m.Draft.Clauses(), m.selected)
	if c == nil {
		return policy.Clause{}, false
	}
	return *c, true
}

// Select puts a clause into the form.
func (m *Model) Select(id policy.ID) {
	m.selected = id
	m.keepSelection()
}

// keepSelection falls back to the first clause when the selected one is gone.
func (m *Model) keepSelection() {
	tree := m.Draft.Clauses()
	if policy.Find(tree, m.selected) == nil {
		m.selected = ""
		if len(tree) > 0 {
			m.selected = tree[0].ID
		}
	}
}

// SetHeading changes the heading of the selected clause.
func (m *Model) SetHeading(text string) error {
	return m.write("heading", func(c *policy.Clause) {
		c.Heading = strings.ReplaceAll(text, "\n", " ")
		unlock(c)
	})
}

// SetBody changes the body of the selected clause.
func (m *Model) SetBody(text string) error {
	return m.write("body", func(c *policy.Clause) {
		c.Body = text
		unlock(c)
	})
}

// SetWhen changes the condition under which the selected clause is shown.
func (m *Model) SetWhen(condition string) error {
	return m.write("", func(c *policy.Clause) { c.When = condition })
}

// ToggleHidden hides the selected clause from every output, or shows it again.
func (m *Model) ToggleHidden() error {
	return m.write("", func(c *policy.Clause) { c.Hidden = !c.Hidden })
}

func (m *Model) write(field string, change func(*policy.Clause)) error {
	before, ok := m.Selected()
	if !ok {
		return policy.ErrNoClause
	}
	after := before
	if change(&after); same(before, after) {
		return nil
	}
	tree, err := policy.Update(m.Draft.Clauses(), m.selected, change)
	if err != nil {
		return err
	}
	key := ""
	if field != "" {
		key = field + " " + string(m.selected)
	}
	m.Draft.Edit(tree, m.selected, key)
	return nil
}

func same(a, b policy.Clause) bool {
	return a.Heading == b.Heading && a.Body == b.Body && a.Hidden == b.Hidden && a.When == b.When
}

// Add inserts an empty clause after the selected one and selects it.
func (m *Model) Add() error {
	added := policy.NewClause("", "")
	tree, err := policy.Insert(m.Draft.Clauses(), added, m.selected, policy.After)
	return m.restructure(tree, err, added.ID)
}

// Duplicate copies the selected clause, with its children and the
// translations of all of them, and selects the copy.
func (m *Model) Duplicate() error {
	tree, id, err := policy.Duplicate(m.Draft.Clauses(), m.selected)
	if err != nil {
		return err
	}
	units := map[policy.ID][]policy.Unit{}
	copies := policy.Flatten([]policy.Clause{*policy.Find(tree, id)})
	for i, original := range policy.Flatten([]policy.Clause{*policy.Find(tree, m.selected)}) {
		for _, unit := range m.unitsOf(original.ID) {
			unit.ClauseID = copies[i].ID
			units[copies[i].ID] = append(units[copies[i].ID], unit)
		}
	}
	m.replace(tree, units, id)
	return nil
}

// Delete removes a clause with its children and selects its neighbour.
func (m *Model) Delete(id policy.ID) error {
	next := m.neighbour(id)
	tree, err := policy.Remove(m.Draft.Clauses(), id)
	return m.restructure(tree, err, next)
}

// Move shifts a clause up (-1) or down (+1) among its siblings.
func (m *Model) Move(id policy.ID, step int) error {
	tree, err := policy.Move(m.Draft.Clauses(), id, step)
	return m.restructure(tree, err, id)
}

// Nest moves a clause under the one before it (+1) or out of its parent (-1).
func (m *Model) Nest(id policy.ID, step int) error {
	tree, err := policy.Nest(m.Draft.Clauses(), id, step)
	return m.restructure(tree, err, id)
}

// Place drops a clause next to another.
func (m *Model) Place(id, target policy.ID, where policy.Where) error {
	tree, err := policy.Place(m.Draft.Clauses(), id, target, where)
	return m.restructure(tree, err, id)
}

func (m *Model) restructure(tree []policy.Clause, err error, focus policy.ID) error {
	if err != nil {
		return err
	}
	m.selected = focus
	m.Draft.Edit(tree, focus, "")
	m.keepSelection()
	return nil
}

// neighbour is the clause to select once id is gone: the next that is not
// inside it, or the one before.
func (m *Model) neighbour(id policy.ID) policy.ID {
	rows := policy.Flatten(m.Draft.Clauses())
	for i, row := range rows {
		if row.ID != id {
			continue
		}
		for _, after := range rows[i+1:] {
			if after.Depth <= row.Depth {
				return after.ID
			}
		}
		if i > 0 {
			return rows[i-1].ID
		}
	}
	return ""
}

// Visible counts the clauses that are in the document.
func Visible(tree []policy.Clause) int {
	n := 0
	for _, c := range tree {
		if c.Hidden {
			continue
		}
		if !c.Absent {
			n++
		}
		n += Visible(c.Children)
	}
	return n
}

// Words counts the words of the clauses that documents show.
func Words(tree []policy.Clause) int {
	n := 0
	for _, c := range tree {
		switch {
		case c.Hidden:
			continue
		case !c.Absent:
			n += len(markup.Words(c.Heading)) + len(markup.Words(c.Body))
		}
		n += Words(c.Children)
	}
	return n
}
