package draft

import (
	"time"

	"clausedesk/app/policy"
)

// burst is how close two edits of one field must follow each other to be
// undone as one.
const burst = 900 * time.Millisecond

// state is everything a step changes: the clause tree and all translations.
// Both are values that nobody changes in place.
type state struct {
	clauses []policy.Clause
	units   []policy.Unit
}

// step is one change: what was before it and what after.
type step struct {
	key           string
	at            time.Time
	focus         policy.ID
	isTree        bool
	before, after state
}

type history struct{ past, future []step }

func (h *history) add(s step) {
	h.future = nil
	if last := len(h.past) - 1; last >= 0 && h.past[last].joins(s) {
		h.past[last].after, h.past[last].at = s.after, s.at
		return
	}
	h.past = append(h.past, s)
}

func (s step) joins(next step) bool {
	return s.key != "" && s.key == next.key && next.at.Sub(s.at) < burst
}

// undo takes the last step away; it leads from one state to another.
func (h *history) undo() (s step, from, to state, ok bool) {
	last := len(h.past) - 1
	if last < 0 {
		return step{}, state{}, state{}, false
	}
	s = h.past[last]
	h.past = h.past[:last]
	h.future = append(h.future, s)
	return s, s.after, s.before, true
}

// redo brings the last step back that was undone.
func (h *history) redo() (s step, from, to state, ok bool) {
	last := len(h.future) - 1
	if last < 0 {
		return step{}, state{}, state{}, false
	}
	s = h.future[last]
	h.future = h.future[:last]
	s.at = time.Time{} // what is typed next starts a step of its own
	h.past = append(h.past, s)
	return s, s.before, s.after, true
}
