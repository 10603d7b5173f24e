package studio

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/translate"
)

// Offer is what a newer revision of a library clause would do to one clause of
// a policy, in the policy's source language. Nothing has changed yet.
type Offer struct {
	Policy    policy.ID          `json:"policy"`
	Client    string             `json:"client"`
	Title     string             `json:"title"`
	Clause    policy.ID          `json:"clause"`
	Library   string             `json:"library"`
	From      int                `json:"from"`
	To        int                `json:"to"`
	Linked    bool               `json:"linked"`
	Base      library.Wording    `json:"base"`  // the library's at From
	Yours     library.Wording    `json:"yours"` // the policy's now
	New       library.Wording    `json:"new"`   // the library's at To
	Merged    library.Wording    `json:"merged"`
	Conflicts []library.Conflict `json:"conflicts,omitempty"`
}

// Use is a policy that holds a library clause.
type Use struct {
	Policy   policy.ID `json:"policy"`
	Client   string    `json:"client"`
	Title    string    `json:"title"`
	Clause   policy.ID `json:"clause"`
	Library  string    `json:"library"`
	Revision int       `json:"revision"`
	Current  int       `json:"current"` // the library's newest; 0 when it has none
	Linked   bool      `json:"linked"`
}

// LibraryUses lists the policies that hold a library clause; with an empty id,
// those that hold any.
func (s *Studio) LibraryUses(ctx context.Context, id string) ([]Use, error) {
	var out []Use
	err := s.Store.View(ctx, func(tx *store.Tx) error {
		lib, err := libraryOf(tx)
		if err != nil {
			return err
		}
		uses, err := tx.LibraryUses(id)
		if err != nil {
			return err
		}
		names, err := policyNames(tx)
		for _, use := range uses {
			current, _ := lib.Clause(use.Ref.ID)
			row := names[use.PolicyID]
			out = append(out, Use{
				Policy: use.PolicyID, Client: row.ClientName, Title: row.Title, Clause: use.ClauseID,
				Library: use.Ref.ID, Revision: use.Ref.Revision, Current: current.Revision,
				Linked: use.Origin == policy.OriginLinked,
			})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the uses of the library: %w", err)
	}
	return out, nil
}

func policyNames(tx *store.Tx) (map[policy.ID]store.PolicyRow, error) {
	rows, err := tx.PolicyRows("")
	out := map[policy.ID]store.PolicyRow{}
	for _, row := range rows {
		out[row.ID] = row
	}
	return out, err
}

// Offers lists what newer revisions of library clauses would change: in one
// policy, or with an empty id in all.
func (s *Studio) Offers(ctx context.Context, id policy.ID) ([]Offer, error) {
	var out []Offer
	err := s.Store.View(ctx, func(tx *store.Tx) error {
		var err error
		out, err = offers(tx, id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list library updates: %w", err)
	}
	return out, nil
}

func offers(tx *store.Tx, id policy.ID) ([]Offer, error) {
	lib, err := libraryOf(tx)
	if err != nil {
		return nil, err
	}
	uses, err := tx.LibraryUses("")
	if err != nil {
		return nil, err
	}
	names, err := policyNames(tx)
	if err != nil {
		return nil, err
	}
	policies := map[policy.ID]policy.Policy{}
	var out []Offer
	for _, use := range uses {
		now, err := lib.Clause(use.Ref.ID)
		if err != nil || now.Revision <= use.Ref.Revision || id != "" && use.PolicyID != id {
			continue
		}
		p, known := policies[use.PolicyID]
		if !known {
			if p, err = tx.Policy(use.PolicyID); err != nil {
				return nil, err
			}
			policies[use.PolicyID] = p
		}
		offer, err := offerFor(tx, lib, p, use.ClauseID)
		if err != nil {
			return nil, err
		}
		if offer.New.Empty() {
			continue // worded in other languages now: there is nothing to bring in
		}
		offer.Client, offer.Title = names[p.ID].ClientName, names[p.ID].Title
		out = append(out, offer)
	}
	return out, nil
}

func offerFor(tx *store.Tx, lib *library.Library, p policy.Policy, id policy.ID) (Offer, error) {
	clause := policy.Find(p.Clauses, id)
	if clause == nil {
		return Offer{}, policy.ErrNoClause
	}
	now, err := lib.Clause(clause.Library.ID)
	if err != nil {
		return Offer{}, err
	}
	yours := library.Wording{Heading: clause.Heading, Body: clause.Body}
	offer := Offer{
		Policy: p.ID, Clause: id, Library: now.ID, From: clause.Library.Revision, To: now.Revision,
		Linked: clause.Linked(), Yours: yours, New: now.Wording(p.SourceLang, clause.Library.Tone),
	}
	base, err := baseOf(tx, lib, clause.Library)
	switch {
	case errors.Is(err, store.ErrNotFound):
		// Without a base everything that differs is the policy's own.
	case err != nil:
		return Offer{}, err
	default:
		offer.Base = base.Wording(p.SourceLang, clause.Library.Tone)
	}
	if offer.Linked {
		offer.Merged = offer.New
		return offer, nil
	}
	merged := library.Merge(offer.Base, yours, offer.New)
	offer.Merged, offer.Conflicts = merged.Wording, merged.Conflicts
	return offer, nil
}

// Choice accepts an update of one clause of a policy. A nil Wording takes the
// offer's merged one.
type Choice struct {
	Policy  policy.ID
	Clause  policy.ID
	Wording *library.Wording
}

// AcceptUpdates brings newer revisions of library clauses into policies, all
// or none. Translations of what did not change stay; the library's own come
// along, approved. Published versions do not change.
func (s *Studio) AcceptUpdates(ctx context.Context, choices []Choice) error {
	if len(choices) == 0 {
		return ErrNoChange
	}
	byPolicy := map[policy.ID][]Choice{}
	var order []policy.ID
	for _, choice := range choices {
		if byPolicy[choice.Policy] == nil {
			order = append(order, choice.Policy)
		}
		byPolicy[choice.Policy] = append(byPolicy[choice.Policy], choice)
	}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		lib, err := libraryOf(tx)
		if err != nil {
			return err
		}
		for _, id := range order {
			if err := accept(tx, lib, id, byPolicy[id]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("accept library updates: %w", err)
	}
	events := []Event{{Kind: LibraryChanged}}
	for _, id := range order {
		events = append(events, Event{PolicyChanged, id})
	}
	s.emit(events...)
	return nil
}

func accept(tx *store.Tx, lib *library.Library, id policy.ID, choices []Choice) error {
	snap, err := tx.Snapshot(id)
	if err != nil {
		return err
	}
	tree, units, err := accepted(tx, lib, snap, choices)
	if err != nil {
		return err
	}
	return writeDraft(tx, id, tree, units)
}

// accepted is the draft as it is once updates are accepted.
func accepted(tx *store.Tx, lib *library.Library, snap policy.Snapshot, choices []Choice) ([]policy.Clause, map[policy.ID][]policy.Unit, error) {
	tree := policy.CloneTree(snap.Policy.Clauses)
	bases := map[policy.ID]library.Clause{}
	for _, choice := range choices {
		base, err := acceptOne(tx, lib, snap.Policy, tree, choice)
		if err != nil {
			return nil, nil, err
		}
		bases[choice.Clause] = base
	}
	units := translate.Carry(snap, tree)
	for _, choice := range choices {
		clause := policy.Find(tree, choice.Clause)
		now, err := lib.Clause(clause.Library.ID)
		if err != nil {
			return nil, nil, err
		}
		have, carried := units[choice.Clause]
		if !carried {
			have = unitsOf(snap.Units, choice.Clause)
		}
		have = followed(bases[choice.Clause], now, *clause, snap.Policy, have)
		units[choice.Clause] = layUnits(now, *clause, snap.Policy, have, false)
	}
	return tree, units, nil
}

// acceptOne renews one clause of the tree and returns the library clause that
// it came from, the zero one where that is not known.
func acceptOne(tx *store.Tx, lib *library.Library, p policy.Policy, tree []policy.Clause, choice Choice) (library.Clause, error) {
	offer, err := offerFor(tx, lib, p, choice.Clause)
	if err != nil {
		return library.Clause{}, err
	}
	if offer.New.Empty() {
		return library.Clause{}, fmt.Errorf("%w: %s", ErrNotWorded, p.SourceLang)
	}
	words := offer.Merged
	if choice.Wording != nil {
		words = *choice.Wording
	}
	clause := policy.Find(tree, choice.Clause)
	base, err := baseOf(tx, lib, clause.Library)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return library.Clause{}, err
	}
	now, err := lib.Clause(offer.Library)
	if err != nil {
		return library.Clause{}, err
	}
	renew(clause, base, now, words, offer)
	return base, nil
}

// followed replaces translations that are the library's own of before by those
// it has now. What was translated here stays.
func followed(base, now library.Clause, clause policy.Clause, p policy.Policy, have []policy.Unit) []policy.Unit {
	out := slices.Clone(have)
	for _, lang := range p.TargetLang {
		old := map[int]string{}
		for _, unit := range base.Units(clause, p.SourceLang, lang) {
			old[unit.Pos] = unit.Target
		}
		for _, unit := range now.Units(clause, p.SourceLang, lang) {
			at := slices.IndexFunc(out, func(u policy.Unit) bool {
				return u.Lang == lang && u.Pos == unit.Pos && u.Target == old[u.Pos]
			})
			if at >= 0 {
				out[at] = unit
			}
		}
	}
	return out
}

// renew puts a newer revision into a clause. What the policy did not change of
// condition and topic follows the library.
func renew(clause *policy.Clause, base, now library.Clause, words library.Wording, offer Offer) {
	clause.Heading, clause.Body = words.Heading, words.Body
	clause.Library.Revision = now.Revision
	if clause.When == base.When {
		clause.When = now.When
	}
	if clause.Topic == base.Topic {
		clause.Topic = now.Topic
	}
	clause.Origin = policy.OriginUnlocked
	if words == offer.New {
		clause.Origin = policy.OriginLinked
	}
}

func unitsOf(units []policy.Unit, clause policy.ID) []policy.Unit {
	var out []policy.Unit
	for _, unit := range units {
		if unit.ClauseID == clause {
			out = append(out, unit)
		}
	}
	return out
}

// WithLibraryUnits lays the library's translations over those of a clause: in
// a linked clause in place of what is there, in an unlocked one where a
// segment has no translation that fits its source.
func WithLibraryUnits(c library.Clause, clause policy.Clause, p policy.Policy, have []policy.Unit) []policy.Unit {
	return layUnits(c, clause, p, have, clause.Linked())
}

// layUnits puts the library's translations where there is none that fits, or,
// with over, everywhere.
func layUnits(c library.Clause, clause policy.Clause, p policy.Policy, have []policy.Unit, over bool) []policy.Unit {
	out := slices.Clone(have)
	for _, lang := range p.TargetLang {
		for _, unit := range c.Units(clause, p.SourceLang, lang) {
			at := slices.IndexFunc(out, func(u policy.Unit) bool { return u.Lang == lang && u.Pos == unit.Pos })
			switch {
			case at < 0:
				out = append(out, unit)
			case over || out[at].Target == "" || out[at].Source != unit.Source:
				out[at] = unit
			}
		}
	}
	return out
}
