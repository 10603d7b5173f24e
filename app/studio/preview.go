package studio

import (
	"context"
	"fmt"
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/store"
)

// Change is how a clause reads in one language before and after something.
type Change struct {
	Lang          string
	Before, After library.Wording
}

// PreviewUpdate says how accepting an update would change a clause, in every
// language of its policy, the source first. Nothing is written.
func (s *Studio) PreviewUpdate(ctx context.Context, choice Choice) ([]Change, error) {
	var out []Change
	err := s.Store.View(ctx, func(tx *store.Tx) error {
		lib, err := libraryOf(tx)
		if err != nil {
			return err
		}
		snap, err := tx.Snapshot(choice.Policy)
		if err != nil {
			return err
		}
		before := policy.Find(snap.Policy.Clauses, choice.Clause)
		if before == nil {
			return policy.ErrNoClause
		}
		tree, units, err := accepted(tx, lib, snap, []Choice{choice})
		if err != nil {
			return err
		}
		out = Changes(snap, *before, *policy.Find(tree, choice.Clause), units[choice.Clause])
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("preview a library update: %w", err)
	}
	return out, nil
}

// Changes compares a clause of a policy with what it becomes, with the
// translations that it then has, in every language of the policy.
func Changes(snap policy.Snapshot, before, after policy.Clause, units []policy.Unit) []Change {
	then := snap
	then.Units = units
	var out []Change
	for _, lang := range snap.Policy.Languages() {
		out = append(out, Change{lang, wordingIn(snap, before, lang), wordingIn(then, after, lang)})
	}
	return out
}

// wordingIn is a clause in a language of its policy: in the source's words
// where nobody translated yet.
func wordingIn(snap policy.Snapshot, c policy.Clause, lang string) library.Wording {
	if lang == snap.Policy.SourceLang {
		return library.Wording{Heading: c.Heading, Body: c.Body}
	}
	units := snap.UnitsOf(lang)[c.ID]
	heading, body := markup.Translate(c.Heading, c.Body, func(s markup.Segment) (string, bool) {
		target := units[s.Pos].Target
		return target, strings.TrimSpace(target) != ""
	})
	return library.Wording{Heading: heading, Body: body}
}
