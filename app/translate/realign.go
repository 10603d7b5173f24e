package translate

import (
	"slices"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// Realign carries the translations of one clause over when its source text
// changes from old to now. units are those of that clause, in any number of
// languages, each of which is handled on its own.
//
// A segment whose source stayed keeps its translation wherever it moved to. A
// reworded segment keeps it too and so becomes stale, because the unit still
// names the source it was made from. A unit whose segment is gone is kept as
// policy.Detached and returns when a segment without a translation reads
// again as the source it was made from. No unit with a target is ever lost.
func Realign(old, now []markup.Segment, units []policy.Unit) []policy.Unit {
	kept := lcs(sources(old), sources(now))
	var out []policy.Unit
	for _, lang := range languages(units) {
		a := newAlignment(old, now, units, lang)
		a.followSegments(kept)
		a.followSources()
		a.followLikeness(kept)
		out = append(out, a.result()...)
	}
	return out
}

func languages(units []policy.Unit) []string {
	var out []string
	for _, unit := range units {
		if !slices.Contains(out, unit.Lang) {
			out = append(out, unit.Lang)
		}
	}
	return out
}

func sources(segments []markup.Segment) []string {
	out := make([]string, len(segments))
	for i, segment := range segments {
		out[i] = segment.Source
	}
	return out
}

// alignment is the work on one language.
type alignment struct {
	old, now []markup.Segment
	attached []*policy.Unit // by old position; nil where there is none, or it has moved on
	detached []*policy.Unit
	placed   []*policy.Unit // by new position
	spent    []bool         // old segments that have found their new place
}

func newAlignment(old, now []markup.Segment, units []policy.Unit, lang string) *alignment {
	a := &alignment{
		old: old, now: now,
		attached: make([]*policy.Unit, len(old)),
		placed:   make([]*policy.Unit, len(now)),
		spent:    make([]bool, len(old)),
	}
	for _, unit := range units {
		switch {
		case unit.Lang != lang:
		case unit.Pos >= 0 && unit.Pos < len(old) && a.attached[unit.Pos] == nil:
			a.attached[unit.Pos] = &unit
		case unit.Target != "":
			a.detached = append(a.detached, &unit)
		}
	}
	return a
}

// followSegments moves units with the segments that read as before.
func (a *alignment) followSegments(kept []pair) {
	for _, p := range kept {
		a.move(p)
	}
}

// move takes the unit of an old segment, if it has one, to a new place.
func (a *alignment) move(p pair) {
	a.spent[p.a] = true
	a.placed[p.b], a.attached[p.a] = a.attached[p.a], nil
}

// followSources puts units where a segment reads as the source they were made
// from: a segment that moved, and an undo. Units in place come first, in
// their order; what waits detached fills what is left.
func (a *alignment) followSources() {
	var waiting []int
	var made []string
	for i, unit := range a.attached {
		if unit != nil && unit.Target != "" {
			waiting, made = append(waiting, i), append(made, unit.Source)
		}
	}
	free := a.free()
	for _, p := range lcs(made, sources(a.segmentsAt(free))) {
		a.move(pair{waiting[p.a], free[p.b]})
	}
	for _, i := range waiting {
		if a.attached[i] != nil {
			if j := a.untranslated(a.attached[i].Source); j >= 0 {
				a.move(pair{i, j})
			}
		}
	}
	a.detached = slices.DeleteFunc(a.detached, a.reattach)
}

func (a *alignment) reattach(unit *policy.Unit) bool {
	j := a.untranslated(unit.Source)
	if j >= 0 {
		a.placed[j] = unit
	}
	return j >= 0
}

// untranslated finds the first new segment of that source without a target.
func (a *alignment) untranslated(source string) int {
	return slices.IndexFunc(a.now, func(s markup.Segment) bool {
		unit := a.placed[s.Pos]
		return s.Source == source && (unit == nil || unit.Target == "")
	})
}

// free lists the new positions nothing has come to.
func (a *alignment) free() []int {
	var out []int
	for j := range a.now {
		if a.placed[j] == nil {
			out = append(out, j)
		}
	}
	return out
}

func (a *alignment) segmentsAt(positions []int) []markup.Segment {
	out := make([]markup.Segment, len(positions))
	for i, pos := range positions {
		out[i] = a.now[pos]
	}
	return out
}

// followLikeness pairs what is left between two segments that stayed: the
// same kind, in order, the most alike.
func (a *alignment) followLikeness(kept []pair) {
	taken := make([]bool, len(a.now))
	for _, p := range kept {
		taken[p.b] = true
	}
	for j, unit := range a.placed {
		taken[j] = taken[j] || unit != nil
	}
	from := pair{-1, -1}
	for _, to := range append(slices.Clone(kept), pair{len(a.old), len(a.now)}) {
		left := open(from.a+1, to.a, a.spent)
		right := open(from.b+1, to.b, taken)
		for _, p := range pairAlike(a.old, left, a.now, right) {
			a.move(p)
		}
		from = to
	}
}

// open lists the numbers from from up to and without to that are not closed.
func open(from, to int, closed []bool) []int {
	var out []int
	for i := from; i < to; i++ {
		if !closed[i] {
			out = append(out, i)
		}
	}
	return out
}

func (a *alignment) result() []policy.Unit {
	var out []policy.Unit
	for pos, unit := range a.placed {
		if unit != nil {
			unit.Pos = pos
			out = append(out, *unit)
		}
	}
	for _, unit := range append(a.detached, a.attached...) {
		if unit != nil && unit.Target != "" {
			unit.Pos = policy.Detached
			out = append(out, *unit)
		}
	}
	return out
}
