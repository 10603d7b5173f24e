// Package translate is the translator's tab: source and target side by side,
// the state of each segment, and what moved since it was translated.
package translate

import (
	"slices"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/translate"
	"clausedesk/app/ui/draft"
)

// Model is the state behind the tab. It changes the draft and nothing else.
//
// Rows are those the filter let through when it was set, and stay while they are
// worked on: a row that is approved does not vanish under the caret. Indexes
// count these rows.
type Model struct {
	Draft *draft.Draft
	Hand  func() translate.Hand // who works here

	lang     string
	filter   Filter
	all      []translate.Row
	rows     []translate.Row
	kept     map[Place]bool // rows shown whatever the filter says: worked on since it was set
	problems Problems
	selected int
	putting  bool
}

// Place names a segment of a policy.
type Place struct {
	Clause policy.ID
	Pos    int
}

func placeOf(row translate.Row) Place { return Place{row.ClauseID, row.Pos} }

// NewModel shows the first target language of a draft.
func NewModel(open *draft.Draft) *Model {
	m := &Model{Draft: open, Hand: func() translate.Hand { return translate.Hand{} }, kept: map[Place]bool{}}
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

// SetLanguage shows another target language, at the same segment.
func (m *Model) SetLanguage(lang string) {
	m.lang, m.problems, m.kept = lang, nil, map[Place]bool{}
	m.Reload()
}

// Reload reads the rows from the draft again. The selected segment stays the
// selected one while there is such a segment.
func (m *Model) Reload() {
	if !slices.Contains(m.Languages(), m.lang) {
		m.lang = ""
		if targets := m.Languages(); len(targets) > 0 {
			m.lang = targets[0]
		}
	}
	m.all = nil
	if m.lang != "" {
		m.all = translate.Rows(m.Draft.Snapshot(), m.lang)
	}
	m.show()
}

// show puts the filter to work, keeping the selected segment where it can.
func (m *Model) show() {
	var at Place
	if row, ok := m.Selected(); ok {
		at = placeOf(row)
	}
	m.rows = nil
	for _, row := range m.all {
		if m.kept[placeOf(row)] || m.filter.shows(row, m.problems[placeOf(row)]) {
			m.rows = append(m.rows, row)
		}
	}
	m.selected = min(m.selected, max(0, len(m.rows)-1))
	if i := slices.IndexFunc(m.rows, func(row translate.Row) bool { return placeOf(row) == at }); i >= 0 {
		m.selected = i
	}
}

// Filter returns what is shown.
func (m *Model) Filter() Filter { return m.filter }

// SetFilter shows the rows that fit.
func (m *Model) SetFilter(f Filter) {
	m.filter, m.kept = f, map[Place]bool{}
	m.show()
}

// Rows lists the segments shown, in reading order.
func (m *Model) Rows() []translate.Row { return m.rows }

// All lists every segment, shown or not, in reading order.
func (m *Model) All() []translate.Row { return m.all }

// Select makes a row the one that actions work on.
func (m *Model) Select(i int) {
	if i >= 0 && i < len(m.rows) {
		m.selected = i
	}
}

// SelectPlace makes a segment the one that actions work on, past the filter if
// need be; false when there is no such segment.
func (m *Model) SelectPlace(at Place) bool {
	is := func(row translate.Row) bool { return placeOf(row) == at }
	if !slices.ContainsFunc(m.rows, is) {
		m.kept[at] = true
		m.show()
	}
	i := slices.IndexFunc(m.rows, is)
	m.Select(i)
	return i >= 0
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

// Neighbours returns the sources beside the selected segment, which are its
// context in the memory; empty at either end of its clause.
func (m *Model) Neighbours() (before, after string) {
	row, ok := m.Selected()
	i := m.inAll(placeOf(row))
	if !ok || i < 0 {
		return "", ""
	}
	return studio.Neighbours(m.all, i)
}

func (m *Model) inAll(at Place) int {
	return slices.IndexFunc(m.all, func(row translate.Row) bool { return placeOf(row) == at })
}

// SetTarget stores what was typed for a row.
func (m *Model) SetTarget(i int, text string) {
	if i < 0 || i >= len(m.rows) || m.rows[i].Target == text {
		return
	}
	m.putText(i, text, policy.ViaTyped)
}

func (m *Model) putText(i int, text string, via policy.Via) {
	m.put(i, translate.SetTarget(m.rows[i], m.lang, text, m.Hand().Name, via))
}

// put changes one row here and in the draft. The other rows stay as they are,
// so that typing does not read the whole policy again.
func (m *Model) put(i int, unit policy.Unit) {
	row := &m.rows[i]
	row.Target, row.MadeFrom, row.State, row.Kept = unit.Target, unit.Source, unit.StateFor(row.Source), unit.State
	row.By, row.Via, row.StateBy, row.Reason = unit.By, unit.Via, unit.StateBy, unit.Reason
	if at := m.inAll(placeOf(*row)); at >= 0 {
		m.all[at] = *row
	}
	m.kept[placeOf(*row)] = true
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
	unit, err := translate.SetState(row, m.lang, state, m.Hand())
	if err != nil {
		return err
	}
	m.put(m.selected, unit)
	return nil
}

// CopySource makes the source the target of the selected row.
func (m *Model) CopySource() {
	if row, ok := m.Selected(); ok {
		m.putText(m.selected, row.Source, policy.ViaCopied)
	}
}

// Take makes a match from the memory the target of the selected row.
func (m *Model) Take(target string) {
	if _, ok := m.Selected(); ok && target != "" {
		m.putText(m.selected, target, policy.ViaMemory)
	}
}

// Unchanged says of the selected stale translation that it still holds, why, and
// who says so.
func (m *Model) Unchanged(reason, by string) error {
	row, ok := m.Selected()
	if !ok {
		return policy.ErrNoClause
	}
	unit, err := translate.MeaningUnchanged(row, m.lang, reason, by)
	if err == nil {
		m.put(m.selected, unit)
	}
	return err
}

// Unit returns the translation of the selected row, for its history.
func (m *Model) Unit() (policy.Unit, bool) {
	row, ok := m.Selected()
	if !ok {
		return policy.Unit{}, false
	}
	if row.Target == "" {
		return policy.Unit{ClauseID: row.ClauseID, Lang: m.lang, Pos: row.Pos, Source: row.Source}, true
	}
	return policy.Unit{
		ClauseID: row.ClauseID, Lang: m.lang, Pos: row.Pos, Source: row.MadeFrom, Target: row.Target, State: row.Kept,
		By: row.By, Via: row.Via, StateBy: row.StateBy, Reason: row.Reason,
	}, true
}

// Next returns the next row after the selected one that needs work; the
// first such row when there is none after it; -1 when all is approved. Clauses
// that the document leaves out need none: they do not count in the progress
// either.
func (m *Model) Next() int {
	return m.next(func(row translate.Row) bool { return row.State != policy.Approved })
}

// NextUntranslated returns the next row without a translation, as Next does.
func (m *Model) NextUntranslated() int {
	return m.next(func(row translate.Row) bool { return row.State == policy.Untranslated })
}

func (m *Model) next(fits func(translate.Row) bool) int {
	for step := 1; step <= len(m.rows); step++ {
		if i := (m.selected + step) % len(m.rows); !m.rows[i].Hidden && fits(m.rows[i]) {
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

// Placeholders lists the placeholders of the selected row's source, in reading
// order, each once.
func (m *Model) Placeholders() []string {
	row, _ := m.Selected()
	var out []string
	for _, expr := range markup.Placeholders(row.Source, "") {
		if !slices.Contains(out, expr) {
			out = append(out, expr)
		}
	}
	return out
}

// ClauseOf returns the clause of a row; of an answer, the first that shows it.
func (m *Model) ClauseOf(row translate.Row) policy.ID {
	if !row.OfAnswer() {
		return row.ClauseID
	}
	for _, placed := range policy.Flatten(m.Draft.Snapshot().Shown()) {
		for _, expr := range markup.Placeholders(placed.Heading, placed.Body) {
			query, made := markup.QueryOf(expr)
			if made && query.Register == row.Answer.Register || !made && slices.Contains(markup.FactsOf(expr), row.Answer.Key) {
				return placed.ID
			}
		}
	}
	return ""
}

// Progress is how far the shown language is: the share of words approved, in
// percent, and the words that are not. Hidden clauses do not count.
func (m *Model) Progress() (percent, left int) {
	total := 0
	for _, row := range m.all {
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
