// Package translate is the translator's tab: source and target side by side,
// the state of each segment, and what moved since it was translated.
package translate

import (
	"slices"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/translate"
	"clausedesk/app/ui/draft"
)

// Model is the state behind the tab. It changes the draft and nothing else.
type Model struct {
	Draft    *draft.Draft
	lang     string
	rows     []translate.Row
	selected int
	putting  bool
}

// NewModel shows the first target language of a draft.
func NewModel(open *draft.Draft) *Model {
	m := &Model{Draft: open}
	if targets := m.Languages(); len(targets) > 0 {
		m.lang = targets[0]
	}
	m.Reload()
	return m
}

// Languages lists the target languages.
func (m *Model) Languages() []string { return m.Draft.Snapshot().Policy.TargetLang }

// Language returns the target language shown, "" when there is none.
func (m *Model) Language() string { return m.lang }

// SetLanguage shows another target language.
func (m *Model) SetLanguage(lang string) {
	m.lang, m.selected = lang, 0
	m.Reload()
}

// Reload reads the rows from the draft again.
func (m *Model) Reload() {
	m.rows = nil
	if !slices.Contains(m.Languages(), m.lang) {
		m.lang = ""
		if targets := m.Languages(); len(targets) > 0 {
			m.lang = targets[0]
		}
	}
	if m.lang != "" {
		m.rows = translate.Rows(m.Draft.Snapshot(), m.lang)
	}
	m.selected = min(m.selected, max(0, len(m.rows)-1))
}

// Rows lists the segments in reading order.
func (m *Model) Rows() []translate.Row { return m.rows }

// Select makes a row the one that actions work on.
func (m *Model) Select(i int) {
	if i >= 0 && i < len(m.rows) {
		m.selected = i
	}
}

// Selected returns the row that actions work on; false when there is none.
func (m *Model) Selected() (translate.Row, bool) {
	if m.selected >= len(m.rows) {
		return translate.Row{}, false
	}
	return m.rows[m.selected], true
}

// Index returns the place of the selected row.
func (m *Model) Index() int { return m.selected }

// SetTarget stores what was typed for a row.
func (m *Model) SetTarget(i int, text string) {
	if i < 0 || i >= len(m.rows) || m.rows[i].Target == text {
		return
	}
	m.put(i, translate.SetTarget(m.rows[i], m.lang, text))
}

// put changes one row here and in the draft. The other rows stay as they are,
// so that typing does not read the whole policy again.
func (m *Model) put(i int, unit policy.Unit) {
	row := &m.rows[i]
	row.Target, row.MadeFrom, row.State, row.Kept = unit.Target, unit.Source, unit.StateFor(row.Source), unit.State
	m.putting = true
	m.Draft.Translate(unit)
	m.putting = false
}

// Putting reports whether the change the draft tells of is one row of this
// model, already shown by it.
func (m *Model) Putting() bool { return m.putting }

// SetState puts the selected row into a state.
func (m *Model) SetState(state policy.State) error {
	row, ok := m.Selected()
	if !ok {
		return policy.ErrNoClause
	}
	unit, err := translate.SetState(row, m.lang, state)
	if err != nil {
		return err
	}
	m.put(m.selected, unit)
	return nil
}

// CopySource makes the source the target of the selected row.
func (m *Model) CopySource() {
	if row, ok := m.Selected(); ok {
		m.SetTarget(m.selected, row.Source)
	}
}

// Next returns the next row after the selected one that needs work; the
// first such row when there is none after it; -1 when all is approved.
func (m *Model) Next() int {
	for step := 1; step <= len(m.rows); step++ {
		i := (m.selected + step) % len(m.rows)
		if m.rows[i].State != policy.Approved {
			return i
		}
	}
	return -1
}

// Moved says, by words, what changed in the source of the selected row since
// its translation was made; nothing when it did not change.
func (m *Model) Moved() []translate.Span {
	row, ok := m.Selected()
	if !ok || row.State != policy.Stale {
		return nil
	}
	return translate.Diff(row.MadeFrom, row.Source)
}

// Lost lists the placeholders of the source that the target lacks, and Added
// those that only the target has.
func (m *Model) Lost() (lost, added []string) {
	row, ok := m.Selected()
	if !ok || row.Target == "" {
		return nil, nil
	}
	return difference(markup.Placeholders(row.Source, ""), markup.Placeholders(row.Target, ""))
}

func difference(source, target []string) (lost, added []string) {
	count := map[string]int{}
	for _, expr := range source {
		count[expr]++
	}
	for _, expr := range target {
		if count[expr]--; count[expr] < 0 {
			added = append(added, expr)
		}
	}
	for _, expr := range source {
		if count[expr] > 0 {
			count[expr]--
			lost = append(lost, expr)
		}
	}
	return lost, added
}

// Progress is how far the shown language is: the share of words approved, in
// percent, and the words that are not. Hidden clauses do not count.
func (m *Model) Progress() (percent, left int) {
	total := 0
	for _, row := range m.rows {
		if row.Hidden {
			continue
		}
		words := len(markup.Words(row.Source))
		total += words
		if row.State != policy.Approved {
			left += words
		}
	}
	if total == 0 {
		return 100, 0
	}
	return 100 * (total - left) / total, left
}
