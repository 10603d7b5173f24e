package answers

import (
	"maps"
	"slices"

	"clausedesk/app/policy"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// list is a register as it stands: its records, nil where nobody answered, and
// whether they are the policy's own.
type list struct {
	records []policy.Record
	own     bool
}

func (l list) same(o list) bool {
	return l.own == o.own && (l.records == nil) == (o.records == nil) && slices.EqualFunc(l.records, o.records, func(a, b policy.Record) bool { return maps.Equal(a, b) })
}

// steps are the changes that were made in one table. A change made elsewhere
// ends them: taking back what came before it would take it back too.
type steps struct{ past, future []step }

type step struct{ before, after list }

// list returns the register as it is now.
func (t *Table) list() list {
	records, own := t.book.Records(t.Def.Name)
	switch {
	case len(records) > 0:
	case t.book.Confirmed(t.Def.Name):
		records = []policy.Record{}
	default:
		records = nil
	}
	return list{records, own}
}

// change makes a change that Ctrl+Z takes back.
func (t *Table) change(do func()) {
	before := t.list()
	do()
	if after := t.list(); !after.same(before) {
		t.steps = steps{past: append(t.steps.past, step{before, after})}
	}
}

// Undo takes the last change in the table back.
func (t *Table) Undo() {
	last := len(t.steps.past) - 1
	if last < 0 || !t.list().same(t.steps.past[last].after) {
		t.steps = steps{}
		t.desk.Say(t.desk.T("answers.nothing_to_undo"))
		return
	}
	made := t.steps.past[last]
	t.steps.past, t.steps.future = t.steps.past[:last], append(t.steps.future, made)
	t.restore(made.before)
}

// Redo makes the change again that was taken back last.
func (t *Table) Redo() {
	last := len(t.steps.future) - 1
	if last < 0 || !t.list().same(t.steps.future[last].before) {
		t.steps.future = nil
		return
	}
	made := t.steps.future[last]
	t.steps.past, t.steps.future = append(t.steps.past, made), t.steps.future[:last]
	t.restore(made.after)
}

// restore makes the register what it was and selects the first record that is
// another. A message that offered the same thing goes.
func (t *Table) restore(to list) {
	was := t.list().records
	t.book.SetOwn(t.Def.Name, to.own)
	if !t.list().same(to) {
		t.book.SetRecords(t.Def.Name, to.records)
	}
	at := 0
	for at < min(len(was), len(to.records))-1 && maps.Equal(was[at], to.records[at]) {
		at++
	}
	if len(was) < len(to.records) && at < len(was) && maps.Equal(was[at], to.records[at]) {
		at++
	}
	t.Records.Select(at)
	t.tellMissing()
	t.desk.Snack.Dismiss()
}

// shortcut keeps undo and redo in the table that has the keyboard.
func (t *Table) shortcut(s fyne.Shortcut) bool {
	switch c, _ := s.(*desktop.CustomShortcut); {
	case isShortcut[*fyne.ShortcutUndo](s), c != nil && c.KeyName == fyne.KeyZ && c.Modifier == fyne.KeyModifierShortcutDefault:
		t.Undo()
	case isShortcut[*fyne.ShortcutRedo](s), c != nil && redoes(c):
		t.Redo()
	default:
		return t.OnShortcut != nil && t.OnShortcut(s) || t.desk.Elsewhere != nil && t.desk.Elsewhere(s)
	}
	return true
}

func isShortcut[S fyne.Shortcut](s fyne.Shortcut) bool {
	_, is := s.(S)
	return is
}

func redoes(c *desktop.CustomShortcut) bool {
	const control = fyne.KeyModifierShortcutDefault
	return c.KeyName == fyne.KeyY && c.Modifier == control || c.KeyName == fyne.KeyZ && c.Modifier == control|fyne.KeyModifierShift
}
