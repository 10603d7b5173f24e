package translate

import (
	"errors"
	"fmt"
	"strings"

	"clausedesk/app/policy"
)

// Errors of a change of state. The row stays as it is.
var (
	ErrEmpty    = errors.New("there is no translation yet")
	ErrState    = errors.New("a translation cannot be put in this state")
	ErrOwnWork  = errors.New("somebody else than the writer must approve")
	ErrNameless = errors.New("who approves must have a name")
	ErrNotStale = errors.New("the translation was made from the source as it reads now")
	ErrReason   = errors.New("a reason is missing")
)

// Hand is who works on a translation, and whether somebody else than the writer
// must approve it.
type Hand struct {
	Name     string
	FourEyes bool
}

// SetTarget returns the unit of a row in lang with a new target that by wrote: a
// draft made from the source as it reads now. An empty target is untranslated.
// The same target changes nothing: it neither takes an approval back nor makes a
// stale translation good.
func SetTarget(row Row, lang, target, by string, via policy.Via) policy.Unit {
	switch target {
	case "":
		return policy.Unit{
			ClauseID: row.ClauseID, Lang: lang, Pos: row.Pos, Source: row.Source, State: policy.Untranslated, By: by,
		}
	case row.Target:
		unit := row.unit(lang)
		unit.Source, unit.State = row.MadeFrom, row.Kept
		return unit
	}
	return policy.Unit{
		ClauseID: row.ClauseID, Lang: lang, Pos: row.Pos, Source: row.Source, Target: target,
		State: policy.Draft, By: by, Via: via,
	}
}

// SetState returns the unit of a row in lang as a draft, reviewed or approved
// translation of the source as it reads now; so a stale one is confirmed.
// It returns ErrEmpty without a target, ErrState for any other state, and, where
// four eyes are asked for, ErrOwnWork or ErrNameless.
func SetState(row Row, lang string, state policy.State, hand Hand) (policy.Unit, error) {
	switch state {
	case policy.Draft, policy.Reviewed, policy.Approved:
	default:
		return policy.Unit{}, fmt.Errorf("%w: %q", ErrState, state)
	}
	if row.Target == "" {
		return policy.Unit{}, ErrEmpty
	}
	if state == policy.Approved {
		if err := hand.mayApprove(row); err != nil {
			return policy.Unit{}, err
		}
	}
	unit := row.unit(lang)
	unit.Source, unit.State, unit.StateBy = row.Source, state, hand.Name
	return unit, nil
}

// mayApprove holds who approves against who wrote. What came with the clause
// library has no writer.
func (h Hand) mayApprove(row Row) error {
	switch {
	case !h.FourEyes || row.Via == policy.ViaLibrary:
		return nil
	case strings.TrimSpace(h.Name) == "":
		return ErrNameless
	case strings.EqualFold(strings.TrimSpace(h.Name), strings.TrimSpace(row.By)):
		return ErrOwnWork
	}
	return nil
}

// MeaningUnchanged returns the unit of a stale row as made from the source as it
// reads now, in the state it had: the source moved, but says the same. It returns
// ErrNotStale for a row that is not stale and ErrReason without a reason.
func MeaningUnchanged(row Row, lang, reason, by string) (policy.Unit, error) {
	switch {
	case row.State != policy.Stale:
		return policy.Unit{}, ErrNotStale
	case strings.TrimSpace(reason) == "":
		return policy.Unit{}, ErrReason
	}
	unit := row.unit(lang)
	unit.Source, unit.State, unit.StateBy, unit.Reason = row.Source, row.Kept, by, strings.TrimSpace(reason)
	return unit, nil
}

// unit is the row's unit without its source and state.
func (r Row) unit(lang string) policy.Unit {
	return policy.Unit{
		ClauseID: r.ClauseID, Lang: lang, Pos: r.Pos, Target: r.Target, By: r.By, Via: r.Via, StateBy: r.StateBy, Reason: r.Reason,
	}
}
