package translate

import (
	"slices"

	"clausedesk/app/policy"
)

// Answered returns the snapshot with other answers of the client and the
// policy, and the translations of answers carried along. Brought are units that
// were written together with them, by is who typed what else is new. What it
// is given stays as it is.
func Answered(snap policy.Snapshot, client, own policy.Answers, brought []policy.Unit, by string) policy.Snapshot {
	var clauses []policy.Unit
	for _, unit := range snap.Units {
		if !unit.OfAnswer() {
			clauses = append(clauses, unit)
		}
	}
	shared := Follow(Change{Before: clientAnswers(snap), After: client, Brought: brought, By: by}, snap.Units)
	c := Change{Own: true, Before: ownAnswers(snap), After: own, Brought: brought, By: by}
	units := slices.DeleteFunc(slices.Clone(snap.Units), func(u policy.Unit) bool { side, _, ok := policy.AnswerOf(u.ClauseID); return ok && !side })
	units = Follow(c, Inherit(&c, client, append(units, shared...)))
	snap.Client.Facts, snap.Client.Registers = client.Facts, client.Registers
	snap.Policy.Facts, snap.Policy.Registers = own.Facts, own.Registers
	snap.Units = slices.Concat(clauses, shared, units)
	return snap
}

// WithAnswers returns the snapshot with the texts of those units in place that
// translate answers. The units themselves are not put in.
func WithAnswers(snap policy.Snapshot, units []policy.Unit) policy.Snapshot {
	for _, own := range []bool{false, true} {
		var of []policy.Unit
		for _, unit := range units {
			if side, _, ok := policy.AnswerOf(unit.ClauseID); ok && side == own {
				of = append(of, unit)
			}
		}
		switch {
		case len(of) == 0:
		case own:
			a, _ := PutAnswers(true, ownAnswers(snap), of)
			snap.Policy.Facts, snap.Policy.Registers = a.Facts, a.Registers
		default:
			a, _ := PutAnswers(false, clientAnswers(snap), of)
			snap.Client.Facts, snap.Client.Registers = a.Facts, a.Registers
		}
	}
	return snap
}

// Back returns the translations of answers that take a step from one state to
// another, where the answers may have changed since: rows have moved, and what
// was written in a form meanwhile stays.
func Back(snap policy.Snapshot, from, to []policy.Unit) []policy.Unit {
	was, becomes := answersByPlace(from), answersByPlace(to)
	var out []policy.Unit
	for at, unit := range becomes {
		if was[at] != unit {
			out = appendBack(out, snap, was[at], unit)
		}
	}
	for at, unit := range was {
		if _, stays := becomes[at]; !stays {
			gone := policy.Unit{ClauseID: unit.ClauseID, Lang: unit.Lang, Pos: unit.Pos, Source: unit.Source, State: policy.Untranslated}
			out = appendBack(out, snap, unit, gone)
		}
	}
	return out
}

// appendBack adds a unit at the place where the one before it stands now.
func appendBack(out []policy.Unit, snap policy.Snapshot, before, unit policy.Unit) []policy.Unit {
	for _, row := range Rows(snap, unit.Lang) {
		if row.ClauseID != unit.ClauseID || row.Target != before.Target {
			continue
		}
		if before.Target == "" && row.Source == unit.Source || before.Target != "" && row.MadeFrom == before.Source && row.Kept == before.State {
			unit.Pos = row.Pos
			return append(out, unit)
		}
	}
	return out
}

func answersByPlace(units []policy.Unit) map[unitPlace]policy.Unit {
	out := map[unitPlace]policy.Unit{}
	for _, unit := range units {
		if unit.OfAnswer() && unit.Pos != policy.Detached {
			out[placeOfUnit(unit)] = unit
		}
	}
	return out
}
