package studio

import (
	"context"
	"fmt"
	"slices"

	"clausedesk/app/policy"
	"clausedesk/app/store"
)

// Standing is where a policy stands on a day.
type Standing struct {
	InEffect  int           // number of the version in effect, 0 for none
	Effective string        // since when, yyyy-mm-dd
	Review    policy.Review // when it is to be looked at again; zero without a version in effect
	// State is how near the review is; "" without one.
	State policy.ReviewState
	// Chosen is the day that a person chose, "" for none.
	Chosen string
}

// Due reports that one is reminded of the review.
func (s Standing) Due() bool {
	return s.State == policy.ReviewSoon || s.State == policy.ReviewOverdue
}

// Standings tells of every published policy where it stands today. It reads
// no content of a version.
func (s *Studio) Standings(ctx context.Context) (map[policy.ID]Standing, error) {
	var out map[policy.ID]Standing
	err := s.Store.View(ctx, func(tx *store.Tx) error {
		versions, err := tx.VersionDays()
		if err != nil {
			return err
		}
		withdrawals, err := tx.Withdrawals("")
		if err != nil {
			return err
		}
		days, err := tx.ReviewDays()
		if err != nil {
			return err
		}
		out = standings(versions, withdrawals, days, s.Today())
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read reviews: %w", err)
	}
	return out, nil
}

// standings works it out; versions come grouped by policy.
func standings(versions []policy.Version, withdrawals []policy.Withdrawal, days map[policy.ID]store.ReviewDay, today string) map[policy.ID]Standing {
	of := map[policy.ID][]policy.Withdrawal{}
	for _, w := range withdrawals {
		of[w.PolicyID] = append(of[w.PolicyID], w)
	}
	out := map[policy.ID]Standing{}
	for len(versions) > 0 {
		id, n := versions[0].PolicyID, 1
		for n < len(versions) && versions[n].PolicyID == id {
			n++
		}
		out[id] = standingOf(versions[:n], of[id], days[id], today)
		versions = versions[n:]
	}
	return out
}

func standingOf(versions []policy.Version, withdrawals []policy.Withdrawal, day store.ReviewDay, today string) Standing {
	out := Standing{Chosen: day.Chosen}
	v, found := policy.InEffectOn(versions, withdrawals, today)
	if !found {
		return out
	}
	out.InEffect, out.Effective = v.Number, v.Effective
	countries := append([]string{day.Home}, policy.SplitValues(day.Addressed)...)
	if review, due := policy.ReviewDue(v.Effective, policy.RegimesOf(slices.Clip(countries)), day.Chosen); due {
		out.Review, out.State = review, review.StateOn(today)
	}
	return out
}

// SetReview chooses the day on which a policy is to be looked at again; "" goes
// back to the usual one. ErrBadDate for what is no day.
func (s *Studio) SetReview(ctx context.Context, id policy.ID, day string) error {
	if day != "" && !isDay(day) {
		return fmt.Errorf("choose a review: %q: %w", day, ErrBadDate)
	}
	if err := s.Store.InTx(ctx, func(tx *store.Tx) error { return tx.SetReview(id, day) }); err != nil {
		return fmt.Errorf("choose a review: %w", err)
	}
	s.emit(Event{VersionsChanged, id})
	return nil
}
