package clauses

import (
	"slices"
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/translate"
)

// unlock makes the wording of a clause the studio's own. What was never the
// library's is that already.
func unlock(c *policy.Clause) {
	if c.Linked() {
		c.Origin = policy.OriginUnlocked
	}
}

// Unlock lets the selected clause be reworded. The text stays as it is.
func (m *Model) Unlock() error {
	c, ok := m.Selected()
	if !ok {
		return policy.ErrNoClause
	}
	if !c.Linked() {
		return nil
	}
	tree, err := policy.Update(m.Draft.Clauses(), c.ID, unlock)
	return m.restructure(tree, err, c.ID)
}

// Loss is what relinking would change in the selected clause.
type Loss struct {
	Changes   []studio.Change // in every language, the source first
	When      string          // the condition it would have again, where it has another now
	OtherWhen bool
}

// None reports whether nothing would be lost.
func (l Loss) None() bool {
	return !l.OtherWhen && !slices.ContainsFunc(l.Changes, func(c studio.Change) bool {
		return canonical(c.Before) != canonical(c.After)
	})
}

func canonical(words library.Wording) library.Wording {
	words.Body = markup.Write(markup.Parse(words.Body))
	return words
}

// Loss compares the selected clause, in every language, with the library's
// wording it began from.
func (m *Model) Loss(base library.Clause) (Loss, error) {
	c, _ := m.Selected()
	tree, units, err := m.following(base, relinking(base))
	if err != nil {
		return Loss{}, err
	}
	changes := studio.Changes(m.Draft.Snapshot(), c, *policy.Find(tree, c.ID), units)
	return Loss{Changes: changes, When: base.When, OtherWhen: c.When != base.When}, nil
}

// Relink puts the library's wording back into the selected clause, in every
// language the library speaks.
func (m *Model) Relink(base library.Clause) error {
	return m.follow(base, relinking(base))
}

func relinking(base library.Clause) func(*policy.Clause) {
	return func(c *policy.Clause) { c.Topic, c.When = base.Topic, base.When }
}

// SetTone words the selected clause, which is linked, in another tone.
func (m *Model) SetTone(base library.Clause, tone policy.Tone) error {
	if c, _ := m.Selected(); !c.Linked() || c.Library.Tone == tone {
		return nil
	}
	return m.follow(base, func(c *policy.Clause) { c.Library.Tone = tone })
}

// follow makes the selected clause read as the library words it, and its
// translations those of the library: one step, which an undo takes back whole.
func (m *Model) follow(base library.Clause, change func(*policy.Clause)) error {
	tree, units, err := m.following(base, change)
	if err == nil {
		m.replace(tree, map[policy.ID][]policy.Unit{m.selected: units}, m.selected)
	}
	return err
}

// following is the tree, and the translations of the selected clause, as follow
// makes them.
func (m *Model) following(base library.Clause, change func(*policy.Clause)) ([]policy.Clause, []policy.Unit, error) {
	if base.Wording(m.source(), policy.TonePlain).Empty() {
		return nil, nil, studio.ErrNotWorded
	}
	tree, err := policy.Update(m.Draft.Clauses(), m.selected, func(c *policy.Clause) {
		change(c)
		words := base.Wording(m.source(), c.Library.Tone)
		c.Heading, c.Body, c.Origin = words.Heading, words.Body, policy.OriginLinked
	})
	if err != nil {
		return nil, nil, err
	}
	snap := m.Draft.Snapshot()
	have, carried := translate.Carry(snap, tree)[m.selected]
	if !carried {
		have = m.unitsOf(m.selected)
	}
	return tree, studio.WithLibraryUnits(base, *policy.Find(tree, m.selected), snap.Policy, have), nil
}

// Offered lists the clauses of the library that can be inserted: those of the
// program, the studio and this client that are worded in the policy's language
// and have every word of the query.
func (m *Model) Offered(lib *library.Library, query string) []library.Clause {
	snap := m.Draft.Snapshot()
	worded := slices.DeleteFunc(lib.For(snap.Client.ID), func(c library.Clause) bool {
		return c.Wording(m.source(), policy.TonePlain).Empty()
	})
	found := library.Search(worded, query, m.source())
	slices.SortStableFunc(found, func(a, b library.Clause) int { return m.farness(a, query) - m.farness(b, query) })
	return found
}

// farness is 0 for a clause whose heading has the query, so that it is found
// before those that only mention it.
func (m *Model) farness(c library.Clause, query string) int {
	heading := strings.ToLower(c.Wording(m.source(), policy.TonePlain).Heading)
	if strings.Contains(heading, strings.ToLower(strings.TrimSpace(query))) {
		return 0
	}
	return 1
}

// Has reports whether the policy holds a library clause already.
func (m *Model) Has(id string) bool {
	return slices.ContainsFunc(policy.Flatten(m.Draft.Clauses()), func(p policy.Placed) bool { return p.Library.ID == id })
}

// Insert puts a library clause, with its translations, after the selected
// clause or, with natural, where it stands in the order of documents.
func (m *Model) Insert(lib *library.Library, c library.Clause, natural bool) error {
	tree := m.Draft.Clauses()
	target, where := m.selected, policy.After
	if natural {
		target, where = lib.Place(tree, c.ID)
	}
	linked := c.Linked(m.source(), m.tone())
	tree, err := policy.Insert(tree, linked, target, where)
	if err != nil {
		return err
	}
	units := studio.WithLibraryUnits(c, linked, m.Draft.Snapshot().Policy, nil)
	m.replace(tree, map[policy.ID][]policy.Unit{linked.ID: units}, linked.ID)
	return nil
}

// tone is the tone that most linked clauses of the policy have.
func (m *Model) tone() policy.Tone {
	formal := 0
	for _, placed := range policy.Flatten(m.Draft.Clauses()) {
		switch {
		case placed.Library.ID == "":
		case placed.Library.Tone == policy.ToneFormal:
			formal++
		default:
			formal--
		}
	}
	if formal > 0 {
		return policy.ToneFormal
	}
	return policy.TonePlain
}

// Referring counts the clauses that name the section of a clause, which finds
// nothing any more once that clause is gone.
func (m *Model) Referring(id policy.ID) int {
	tree := m.Draft.Clauses()
	gone := policy.Find(tree, id)
	if gone == nil {
		return 0
	}
	inside, topics := map[policy.ID]bool{}, map[string]bool{}
	for _, placed := range policy.Flatten([]policy.Clause{*gone}) {
		inside[placed.ID] = true
		topics[placed.Topic] = placed.Topic != ""
	}
	n := 0
	for _, placed := range policy.Flatten(tree) {
		switch {
		case inside[placed.ID]:
		case placed.Topic != "" && !placed.Hidden:
			topics[placed.Topic] = false // another clause is about it
		}
	}
	for _, placed := range policy.Flatten(tree) {
		if !inside[placed.ID] && !placed.Hidden && refersTo(*placed.Clause, topics) {
			n++
		}
	}
	return n
}

func refersTo(c policy.Clause, topics map[string]bool) bool {
	return slices.ContainsFunc(markup.Placeholders(c.Heading, c.Body), func(expr string) bool {
		topic, refers := markup.SectionTopic(expr)
		return refers && topics[topic]
	})
}

// Needs is what the selected clause asks of the forms.
func (m *Model) Needs() library.Needs {
	c, _ := m.Selected()
	return library.NeedsOf(c.Heading, c.Body, c.When)
}

func (m *Model) source() string { return m.Draft.Snapshot().Policy.SourceLang }

func (m *Model) unitsOf(clause policy.ID) []policy.Unit {
	var out []policy.Unit
	for _, unit := range m.Draft.Snapshot().Units {
		if unit.ClauseID == clause {
			out = append(out, unit)
		}
	}
	return out
}

// replace is restructure for a change that brings its own translations.
func (m *Model) replace(tree []policy.Clause, units map[policy.ID][]policy.Unit, focus policy.ID) {
	m.selected = focus
	m.Draft.EditWith(tree, units, focus)
	m.keepSelection()
}

// Sample is how a library clause would read in the policy as it is now.
func (m *Model) Sample(c library.Clause) (heading, text string) {
	snap := m.Draft.Snapshot()
	linked := c.Linked(m.source(), m.tone())
	linked.When = "" // shown, to be read
	snap.Policy.Clauses = append(policy.CloneTree(snap.Policy.Clauses), linked)
	for _, clause := range markup.Resolve(snap, m.source(), markup.Issue{}).Text.Clauses {
		if clause.ID == linked.ID {
			return markup.PlainInline(markup.ParseInline(clause.Heading)), markup.Plain(markup.Parse(clause.Body))
		}
	}
	return "", ""
}
