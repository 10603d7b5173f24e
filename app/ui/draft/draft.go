// Package draft is the open policy that the tabs of the window share: its
// clauses and translations, undo and redo, and the saving of both as they are
// typed. It knows no Fyne; all of it belongs to the screen's goroutine.
package draft

import (
	"context"
	"fmt"
	"slices"
	"time"

	"clausedesk/app/policy"
	"clausedesk/app/task"
	"clausedesk/app/translate"
)

// Library is what a draft needs of the use cases.
type Library interface {
	// SaveDraft stores the tree and makes the translations of the clauses named
	// in units these, in one transaction.
	SaveDraft(ctx context.Context, id policy.ID, tree []policy.Clause, units map[policy.ID][]policy.Unit) error
}

// SaveState is what the status bar shows.
type SaveState int

// The states of saving. Saved means: on the disk, whatever happens next.
const (
	Saved SaveState = iota
	Saving
	Failed
)

// Change says what a listener has to draw again.
type Change struct {
	Clauses  bool          // text or structure
	Units    bool          // translations
	Answers  []policy.Unit // those of answers among them: who keeps the answers saves them
	Reloaded bool          // the answers are those of the library
	Saving   bool          // the state of saving
	Select   policy.ID     // the clause an undo or redo touched
}

// Draft is one open policy.
type Draft struct {
	lib       Library
	now       func() time.Time
	saver     task.Repeater
	snap      policy.Snapshot
	history   history
	dirty     bool               // something is not on the disk yet
	touched   map[policy.ID]bool // clauses whose translations are not on the disk yet
	saving    SaveState
	savedAt   time.Time
	failure   error
	listeners []func(Change)
}

// Open returns the draft of a snapshot that was just read.
func Open(lib Library, runner *task.Runner, now func() time.Time, snap policy.Snapshot) *Draft {
	d := &Draft{lib: lib, now: now, snap: snap, touched: map[policy.ID]bool{}, savedAt: snap.Policy.Changed}
	d.saver = task.Repeater{Runner: runner, Make: d.saveJob}
	return d
}

// Listen registers a listener for changes.
func (d *Draft) Listen(f func(Change)) { d.listeners = append(d.listeners, f) }

func (d *Draft) emit(c Change) {
	for _, f := range d.listeners {
		f(c)
	}
}

// Snapshot returns the policy as it is now, saved or not. The caller must not
// change it.
func (d *Draft) Snapshot() policy.Snapshot { return d.snap }

// Clauses returns the clause tree. The caller must not change it.
func (d *Draft) Clauses() []policy.Clause { return d.snap.Policy.Clauses }

// Saving returns the state of saving, when it was last saved and, after a
// failure, why not.
func (d *Draft) Saving() (SaveState, time.Time, error) { return d.saving, d.savedAt, d.failure }

// Edit makes tree the clause tree. Edits of one key that follow each other
// closely are undone as one; an empty key stands alone.
func (d *Draft) Edit(tree []policy.Clause, focus policy.ID, key string) {
	before := d.state()
	for clause, units := range translate.Carry(d.snap, tree) {
		d.setUnits(clause, units)
	}
	d.snap.Policy.Clauses = tree
	d.remember(step{key: key, focus: focus, isTree: true, before: before})
	d.save()
	d.emit(Change{Clauses: true, Units: true})
}

// EditWith makes tree the clause tree and, for each clause named in units, its
// translations these: an edit that brings its own translations, as from the
// clause library. It is one step of its own.
func (d *Draft) EditWith(tree []policy.Clause, units map[policy.ID][]policy.Unit, focus policy.ID) {
	before := d.state()
	for clause, carried := range translate.Carry(d.snap, tree) {
		if _, brought := units[clause]; !brought {
			d.setUnits(clause, carried)
		}
	}
	for clause, brought := range units {
		d.setUnits(clause, brought)
	}
	d.snap.Policy.Clauses = tree
	d.remember(step{focus: focus, isTree: true, before: before})
	d.save()
	d.emit(Change{Clauses: true, Units: true})
}

// Translate stores the translation of one segment.
func (d *Draft) Translate(unit policy.Unit) {
	if d.unit(unit) == unit {
		return
	}
	before := d.state()
	d.setUnit(unit)
	d.remember(step{
		key: fmt.Sprint("unit ", unit.ClauseID, unit.Lang, unit.Pos, unit.State), focus: unit.ClauseID, before: before,
	})
	if unit.OfAnswer() {
		d.answered([]policy.Unit{unit}, Change{Units: true})
		return
	}
	d.save()
	d.emit(Change{Units: true})
}

// answered puts translations of answers where these are read, and tells who
// saves them.
func (d *Draft) answered(units []policy.Unit, c Change) {
	if len(units) > 0 {
		d.snap = translate.WithAnswers(d.snap, units)
		c.Answers = units
	}
	d.emit(c)
}

// TranslateAll stores the translations of several segments: one step to undo, or
// none where all of them are there already.
func (d *Draft) TranslateAll(units []policy.Unit) {
	before, at := d.state(), map[place]int{}
	all := slices.Clone(d.snap.Units)
	for i, unit := range all {
		at[placeOf(unit)] = i
	}
	var changed, answers []policy.Unit
	for _, unit := range units {
		i, known := at[placeOf(unit)]
		switch {
		case unit.Pos == policy.Detached || known && all[i] == unit:
			continue
		case known:
			all[i] = unit
		default:
			at[placeOf(unit)] = len(all)
			all = append(all, unit)
		}
		changed = append(changed, unit)
		if unit.OfAnswer() {
			answers = append(answers, unit)
		} else {
			d.touched[unit.ClauseID] = true
		}
	}
	if len(changed) == 0 {
		return
	}
	d.snap.Units = all
	d.remember(step{before: before})
	if len(answers) < len(changed) {
		d.save()
	}
	d.answered(answers, Change{Units: true})
}

// place is where a translation belongs.
type place struct {
	clause policy.ID
	lang   string
	pos    int
}

func placeOf(u policy.Unit) place { return place{u.ClauseID, u.Lang, u.Pos} }

func (d *Draft) state() state { return state{d.snap.Policy.Clauses, d.snap.Units} }

func (d *Draft) remember(s step) {
	s.at, s.after = d.now(), d.state()
	d.history.add(s)
}

// Undo takes the last step back; false when there is none.
func (d *Draft) Undo() bool { return d.apply(d.history.undo()) }

// Redo makes the last undone step again; false when there is none.
func (d *Draft) Redo() bool { return d.apply(d.history.redo()) }

// CanUndo says whether there is a step to take back.
func (d *Draft) CanUndo() bool { return len(d.history.past) > 0 }

// apply puts clauses and translations back exactly as they were: realigning
// anew could find other places for a translation than the first time. Answers
// are written in forms too, so of their translations only what the step changed
// is put back.
func (d *Draft) apply(s step, from, to state, ok bool) bool {
	if !ok {
		return false
	}
	ofClauses, _ := split(to.units)
	before, ofAnswers := split(d.snap.Units)
	changed := changedUnits(before, ofClauses)
	for clause := range changed {
		d.touched[clause] = true
	}
	back := translate.Back(d.snap, from.units, to.units)
	d.snap.Policy.Clauses, d.snap.Units = to.clauses, slices.Concat(ofClauses, ofAnswers)
	for _, unit := range back {
		d.setUnit(unit)
	}
	if s.isTree || len(changed) > 0 {
		d.save()
	}
	d.answered(back, Change{Clauses: s.isTree, Units: true, Select: s.focus})
	return true
}

// split keeps translations of clauses apart from those of answers.
func split(units []policy.Unit) (clauses, answers []policy.Unit) {
	for _, unit := range units {
		if unit.OfAnswer() {
			answers = append(answers, unit)
		} else {
			clauses = append(clauses, unit)
		}
	}
	return clauses, answers
}

// changedUnits names the clauses whose translations differ.
func changedUnits(a, b []policy.Unit) map[policy.ID]bool {
	count := map[policy.Unit]int{}
	for _, unit := range a {
		count[unit]++
	}
	for _, unit := range b {
		count[unit]--
	}
	out := map[policy.ID]bool{}
	for unit, n := range count {
		if n != 0 {
			out[unit.ClauseID] = true
		}
	}
	return out
}

func (d *Draft) setUnit(unit policy.Unit) {
	units := d.unitsOf(unit.ClauseID)
	for i := range units {
		if samePlace(units[i], unit) {
			units = append(units[:i:i], units[i+1:]...)
			break
		}
	}
	d.setUnits(unit.ClauseID, append(units, unit))
}

// setUnits replaces the translations of a clause, leaving alone the slice
// that others may hold.
func (d *Draft) setUnits(clause policy.ID, units []policy.Unit) {
	all := make([]policy.Unit, 0, len(d.snap.Units)+1)
	for _, unit := range d.snap.Units {
		if unit.ClauseID != clause {
			all = append(all, unit)
		}
	}
	d.snap.Units = append(all, units...)
	if _, _, ofAnswer := policy.AnswerOf(clause); !ofAnswer {
		d.touched[clause] = true
	}
}

func (d *Draft) unitsOf(clause policy.ID) []policy.Unit {
	var out []policy.Unit
	for _, unit := range d.snap.Units {
		if unit.ClauseID == clause {
			out = append(out, unit)
		}
	}
	return out
}

func samePlace(a, b policy.Unit) bool {
	return a.ClauseID == b.ClauseID && a.Lang == b.Lang && a.Pos == b.Pos && a.Pos != policy.Detached
}

// unit returns what is stored for the place of another unit.
func (d *Draft) unit(at policy.Unit) policy.Unit {
	for _, unit := range d.snap.Units {
		if samePlace(unit, at) {
			return unit
		}
	}
	return policy.Unit{ClauseID: at.ClauseID, Lang: at.Lang, Pos: at.Pos, Source: at.Source}
}

// SetAnswers shows other answers of the client and the policy at once, and what
// is known of their translations: brought is of those written together with
// them, and by typed the others. Who calls it saves them, and says so with Kept.
func (d *Draft) SetAnswers(client, own policy.Answers, brought []policy.Unit, by string) {
	d.snap = translate.Answered(d.snap, client, own, brought, by)
	d.emit(Change{Clauses: true})
}

// Kept notes that what is saved past the draft is on the disk.
func (d *Draft) Kept() {
	if d.saving == Saved {
		d.savedAt = d.now()
	}
	d.emit(Change{Saving: true})
}

// Reload takes over what else changed in the library: facts, languages,
// titles, client, and the translations of answers. Clauses and their translations
// stay as they are here; languages that are new here come with theirs.
func (d *Draft) Reload(snap policy.Snapshot) {
	clauses := d.snap.Policy.Clauses
	units, _ := split(d.snap.Units)
	there, ofAnswers := split(snap.Units)
	for _, unit := range there {
		if !d.snap.Policy.HasLanguage(unit.Lang) {
			units = append(units, unit)
		}
	}
	d.snap = snap
	d.snap.Policy.Clauses, d.snap.Units = clauses, slices.Concat(units, ofAnswers)
	if d.saving == Saved {
		d.savedAt = d.now()
	}
	d.emit(Change{Clauses: true, Units: true, Reloaded: true})
}
