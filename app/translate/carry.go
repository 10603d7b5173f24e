package translate

import (
	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// Carry returns the units, realigned, of every clause of the snapshot whose
// text reads differently in tree. Clauses that did not change, have no units
// or are gone are left out.
func Carry(snap policy.Snapshot, tree []policy.Clause) map[policy.ID][]policy.Unit {
	byClause := map[policy.ID][]policy.Unit{}
	for _, unit := range snap.Units {
		byClause[unit.ClauseID] = append(byClause[unit.ClauseID], unit)
	}
	out := map[policy.ID][]policy.Unit{}
	for _, placed := range policy.Flatten(tree) {
		units := byClause[placed.ID]
		if len(units) == 0 {
			continue
		}
		before := policy.Find(snap.Policy.Clauses, placed.ID)
		if before == nil || before.Heading == placed.Heading && before.Body == placed.Body {
			continue
		}
		out[placed.ID] = Realign(
			markup.Segments(before.Heading, before.Body),
			markup.Segments(placed.Heading, placed.Body), units)
	}
	return out
}
