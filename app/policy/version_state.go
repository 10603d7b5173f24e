package policy

import (
	"errors"
	"time"
)

// VersionState is where a version stands on a given day.
type VersionState string

// The states of a version.
const (
	Scheduled  VersionState = "scheduled"
	InEffect   VersionState = "in_effect"
	Superseded VersionState = "superseded"
	Withdrawn  VersionState = "withdrawn"
)

// Withdrawal says that a version holds no more from a day on. It is a record
// beside the version, which stays as it was published.
type Withdrawal struct {
	PolicyID ID        `json:"policy"`
	Number   int       `json:"version"`
	From     string    `json:"from"` // yyyy-mm-dd
	Reason   string    `json:"reason"`
	By       string    `json:"by,omitempty"`
	At       time.Time `json:"at"` // UTC
}

// Errors of withdrawing. Nothing is stored after any of them.
var (
	ErrWithdrawn       = errors.New("the version was withdrawn before")
	ErrWithdrawTooSoon = errors.New("a version cannot be withdrawn from a day before it was published")
)

// StatesOn returns the state of each version on a day (yyyy-mm-dd).
//
// The version in effect is the one with the latest effective date not after
// the day; of two with one date, the higher number. One that was withdrawn
// before it could take effect never was in effect. When the one in effect is
// withdrawn, none is in effect: an earlier version does not come back by
// itself, because nobody published that it would.
func StatesOn(versions []Version, withdrawals []Withdrawal, day string) map[int]VersionState {
	from := map[int]string{}
	for _, w := range withdrawals {
		from[w.Number] = w.From
	}
	states := map[int]VersionState{}
	current := -1
	for i, v := range versions {
		end, withdrawn := from[v.Number]
		switch {
		case withdrawn && end <= day:
			states[v.Number] = Withdrawn
		case v.Effective > day:
			states[v.Number] = Scheduled
		default:
			states[v.Number] = Superseded
		}
		tookEffect := v.Effective <= day && !(withdrawn && end <= v.Effective)
		if tookEffect && (current < 0 || later(v, versions[current])) {
			current = i
		}
	}
	if current >= 0 && states[versions[current].Number] == Superseded {
		states[versions[current].Number] = InEffect
	}
	return states
}

// InEffectOn returns the version in effect on a day; false when none is.
func InEffectOn(versions []Version, withdrawals []Withdrawal, day string) (Version, bool) {
	states := StatesOn(versions, withdrawals, day)
	for _, v := range versions {
		if states[v.Number] == InEffect {
			return v, true
		}
	}
	return Version{}, false
}

func later(a, b Version) bool {
	if a.Effective != b.Effective {
		return a.Effective > b.Effective
	}
	return a.Number > b.Number
}
