package store

import (
	"database/sql"
	"errors"
	"strings"
	"time"

	"clausedesk/app/policy"
)

// sameSitting is how long one person types at a translation until what comes
// next is a step of its own in its history.
const sameSitting = 15 * time.Minute

// noteHistory adds an event for each unit that is not as it was. What comes from
// the clause library is left out: its history is the library's.
func (tx *Tx) noteHistory(at shelf, before, now []policy.Unit) error {
	was := newPast(before)
	for _, unit := range now {
		was.takeSame(unit)
	}
	was.index()
	for _, unit := range now {
		old, isNew := was.take(unit)
		if !isNew || unit.Via == policy.ViaLibrary || unit.Target == "" && old.Target == "" {
			continue
		}
		if err := tx.addEvent(at, old, unit); err != nil {
			return err
		}
	}
	return nil
}

// past is the units as they were, each to be found once.
type past struct {
	byWords map[words][]policy.Unit
	byPlace map[place]policy.Unit
	same    map[words]int
}

// words is all of a unit but its place.
type words policy.Unit

func wordsOf(u policy.Unit) words {
	u.Pos = 0
	return words(u)
}

type place struct {
	clause policy.ID
	lang   string
	pos    int
}

func placeOf(u policy.Unit) place { return place{u.ClauseID, u.Lang, u.Pos} }

func newPast(units []policy.Unit) past {
	p := past{map[words][]policy.Unit{}, map[place]policy.Unit{}, map[words]int{}}
	for _, u := range units {
		p.byWords[wordsOf(u)] = append(p.byWords[wordsOf(u)], u)
	}
	return p
}

// takeSame strikes out a unit that reads as one did before, wherever it stands.
func (p past) takeSame(u policy.Unit) {
	key := wordsOf(u)
	if left := p.byWords[key]; len(left) > 0 {
		p.byWords[key] = left[1:]
		p.same[key]++
	}
}

// take returns what a unit was before, or false when it was just so.
func (p past) take(u policy.Unit) (policy.Unit, bool) {
	key := wordsOf(u)
	if p.same[key] > 0 {
		p.same[key]--
		return policy.Unit{}, false
	}
	return p.byPlace[placeOf(u)], true
}

// index makes what is left found by its place.
func (p past) index() {
	for _, left := range p.byWords {
		for _, old := range left {
			p.byPlace[placeOf(old)] = old
		}
	}
}

// addEvent notes one step; typing on within a sitting makes the last step longer.
func (tx *Tx) addEvent(to shelf, old, now policy.Unit) error {
	last, at, err := tx.lastEvent(to, now.ClauseID, now.Lang, old)
	if err != nil {
		return err
	}
	if last != 0 && now.Via == policy.ViaTyped && old.Via == policy.ViaTyped && now.State == policy.Draft &&
		old.State == policy.Draft && now.By == old.By && now.Source == old.Source && tx.now.Sub(at) < sameSitting {
		_, err := tx.exec(`UPDATE `+to.events+` SET target = ?, pos = ?, at = ? WHERE id = ?`, now.Target, now.Pos, stamp(tx.now), last)
		return err
	}
	_, err = tx.exec(`INSERT INTO `+to.events+` (`+to.owner+`, `+unitColumns+`, at, before_source, before_target, before_state)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		to.id, now.ClauseID, now.Lang, now.Pos, now.Source, now.Target, now.State, now.By, now.Via, now.StateBy, now.Reason,
		stamp(tx.now), old.Source, old.Target, old.State)
	return err
}

// lastEvent finds the step that made a unit what it is; 0 for none.
func (tx *Tx) lastEvent(of shelf, clause policy.ID, lang string, unit policy.Unit) (int64, time.Time, error) {
	var event int64
	var at time.Time
	err := tx.tx.QueryRowContext(tx.ctx, `SELECT id, at FROM `+of.events+`
		WHERE `+of.owner+` = ? AND clause_id = ? AND lang = ? AND source = ? AND target = ? AND state = ? AND comment = ''
		ORDER BY id DESC LIMIT 1`, of.id, clause, lang, unit.Source, unit.Target, unit.State).Scan(&event, moment{&at})
	if errors.Is(err, sql.ErrNoRows) {
		return 0, time.Time{}, nil
	}
	return event, at, err
}

// Comment notes what somebody says of a translation, or of a segment that has
// none yet: then the target is empty.
func (tx *Tx) Comment(id policy.ID, unit policy.Unit, comment, by string) error {
	if strings.TrimSpace(comment) == "" {
		return ErrNoReason
	}
	if err := validUnit(unit); err != nil {
		return err
	}
	to, err := tx.shelfFor(id, unit.ClauseID)
	if err != nil {
		return err
	}
	_, err = tx.exec(`INSERT INTO `+to.events+` (`+to.owner+`, `+unitColumns+`, at, before_source, before_target, before_state,
		comment, comment_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		to.id, unit.ClauseID, unit.Lang, unit.Pos, unit.Source, unit.Target, unit.State, unit.By, unit.Via, unit.StateBy, unit.Reason,
		stamp(tx.now), unit.Source, unit.Target, unit.State, strings.TrimSpace(comment), by)
	return err
}

// History lists the steps that led to a unit as it stands, latest first. Units
// know no names: the way back goes from what a unit is to what it was before.
func (tx *Tx) History(id policy.ID, unit policy.Unit) ([]policy.UnitEvent, error) {
	of, err := tx.shelfFor(id, unit.ClauseID)
	if err != nil {
		return nil, err
	}
	events, err := list(tx, func(rows *sql.Rows) (policy.UnitEvent, error) {
		var e policy.UnitEvent
		fields := append(unitFields(&e.Unit), moment{&e.At}, &e.BeforeSource, &e.BeforeTarget, &e.BeforeState, &e.Comment, &e.CommentBy)
		return e, rows.Scan(fields...)
	}, `SELECT `+unitColumns+`, at, before_source, before_target, before_state, comment, comment_by FROM `+of.events+`
		WHERE `+of.owner+` = ? AND clause_id = ? AND lang = ? ORDER BY id DESC`, of.id, unit.ClauseID, unit.Lang)
	if err != nil {
		return nil, err
	}
	return wayBack(unit, events), nil
}

func wayBack(unit policy.Unit, events []policy.UnitEvent) []policy.UnitEvent {
	var out []policy.UnitEvent
	at := unit
	for _, e := range events {
		if !leadsTo(e, at) {
			continue
		}
		out = append(out, e)
		if e.BeforeSource != "" {
			at.Source = e.BeforeSource // none: it began here
		}
		at.Target, at.State = e.BeforeTarget, e.BeforeState
	}
	return out
}

// leadsTo reports whether a step ended in what a unit is. Nothing is nothing in
// any state.
func leadsTo(e policy.UnitEvent, unit policy.Unit) bool {
	return e.Source == unit.Source && e.Target == unit.Target && (e.State == unit.State || unit.Target == "")
}
