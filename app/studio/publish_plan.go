package studio

import (
	"context"
	"fmt"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/translate"
)

// PublishPlan is what there is to know before a draft is frozen.
type PublishPlan struct {
	Number    int    // of the version it becomes
	Previous  string // SHA-256 of the version before, "" for the first
	Open      []policy.Finding
	Dismissed []policy.Dismissal
	Languages []LanguagePlan // in the order of the policy
	// Earliest is the effective date of the version that the next must not
	// precede, "" for none.
	Earliest string
	// Before is the text of the version before in the language the policy is
	// written in, nil without one; After is that of the draft.
	Before *policy.Text
	After  policy.Text
	// Answers are those of the version before and those of now.
	Answers [2]policy.Answers

	issue markup.Issue // of Before: its number and day are no change of the text
}

// LanguagePlan is how far a language is.
type LanguagePlan struct {
	Lang     string
	Segments int // 0 for the language the policy is written in
	Approved int
	// Missing are the segments that are not approved, in reading order.
	Missing []translate.Row
}

// Complete reports that nothing is missing.
func (l LanguagePlan) Complete() bool { return len(l.Missing) == 0 }

// Percent is the share of approved segments, rounded down.
func (l LanguagePlan) Percent() int {
	if l.Segments == 0 {
		return 100
	}
	return 100 * l.Approved / l.Segments
}

// PlanPublish tells what publishing a draft would freeze, and what keeps it
// from being published. Nothing is written.
func (s *Studio) PlanPublish(ctx context.Context, snap policy.Snapshot) (PublishPlan, error) {
	var plan PublishPlan
	err := s.Store.View(ctx, func(tx *store.Tx) error {
		versions, err := tx.Versions(snap.Policy.ID)
		if err != nil {
			return err
		}
		withdrawals, err := tx.Withdrawals(snap.Policy.ID)
		if err != nil {
			return err
		}
		plan = PublishPlan{Number: 1, Earliest: standing(versions, withdrawals).Effective}
		if len(versions) > 0 {
			last := versions[len(versions)-1]
			plan.Number, plan.Previous = last.Number+1, last.SHA256
			plan.before(last, snap.Policy.SourceLang)
		}
		return nil
	})
	if err == nil {
		plan.Open, plan.Dismissed, err = s.Review(ctx, snap)
	}
	if err != nil {
		return PublishPlan{}, fmt.Errorf("plan a version: %w", err)
	}
	plan.Answers[1] = snap.Answers()
	plan.After = markup.Resolve(snap, snap.Policy.SourceLang, plan.issue).Text
	for _, lang := range snap.Policy.Languages() {
		plan.Languages = append(plan.Languages, languagePlan(snap, lang))
	}
	return plan, nil
}

// before takes the version that changes are told against. One that is damaged
// is none: its chain says so elsewhere.
func (p *PublishPlan) before(v policy.Version, lang string) {
	content, err := v.Content()
	if err != nil {
		return
	}
	p.Answers[0] = policy.Answers{Facts: content.Facts, Registers: content.Registers}
	if text, has := content.TextIn(lang); has {
		p.Before, p.issue = &text, markup.Issue{Number: content.Number, Effective: content.Effective}
	}
}

func languagePlan(snap policy.Snapshot, lang string) LanguagePlan {
	plan := LanguagePlan{Lang: lang}
	if lang == snap.Policy.SourceLang {
		return plan
	}
	for _, row := range translate.Rows(snap, lang) {
		if row.Hidden {
			continue
		}
		plan.Segments++
		if row.State == policy.Approved {
			plan.Approved++
			continue
		}
		plan.Missing = append(plan.Missing, row)
	}
	return plan
}
