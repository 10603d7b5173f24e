package draft

import (
	"time"

	"clausedesk/app/policy"
)

// burst is how close two edits of one field must follow each other to be
// undone as one.
const burst = 900 * time.Millisecond

// step is one change and its opposite: of the tree, or of one translation.
type step struct {
	key           string
	at            time.Time
	focus         policy.ID
	isTree        bool
	before, after []policy.Clause
	unitBefore    policy.Unit
	unitAfter     policy.Unit
}

type history struct{ past, future []step }

func (h *history) add(s step) {
	h.future = nil
	if last := len(h.past) - 1; last >= 0 && h.past[last].joins(s) {
		h.past[last].after, h.past[last].unitAfter, h.past[last].at = s.after, s.unitAfter, s.at
		return
	}
	h.past = append(h.past, s)
}

func (s step) joins(next step) bool {
	return s.key != "" && s.key == next.key && next.at.Sub(s.at) < burst
}

func (h *history) undo() (step, []policy.Clause, policy.Unit, bool) {
	last := len(h.past) - 1
	if last < 0 {
		return step{}, nil, policy.Unit{}, false
	}
	s := h.past[last]
	h.past = h.past[:last]
	h.future = append(h.future, s)
	return s, s.before, s.unitBefore, true
}

func (h *history) redo() (step, []policy.Clause, policy.Unit, bool) {
	last := len(h.future) - 1
	if last < 0 {
		return step{}, nil, policy.Unit{}, false
	}
	s := h.future[last]
	h.future = h.future[:last]
	s.at = time.Time{} // what is typed next starts a step of its own
	h.past = append(h.past, s)
	return s, s.after, s.unitAfter, true
}
