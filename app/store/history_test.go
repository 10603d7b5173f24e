package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"clausedesk/app/policy"
)

func TestHistoryFollowsATranslationThatMoves(t *testing.T) {
	now := testNow
	o := testOptions()
	o.Now = func() time.Time { return now }
	s := open(t, libraryPath(t), o)
	p := addPolicy(t, s, addClient(t, s, "C").ID, "P")
	clause := p.Clauses[0].ID
	typed := policy.Unit{
		ClauseID: clause, Lang: "nl", Pos: 1, Source: "One", Target: "E", State: policy.Draft, By: "Ana", Via: policy.ViaTyped,
	}
	save := func(units ...policy.Unit) {
		t.Helper()
		ok(t, s.InTx(t.Context(), func(tx *Tx) error { return tx.ReplaceUnits(p.ID, clause, units) }))
		now = now.Add(time.Minute)
	}
	other := policy.Unit{ClauseID: clause, Lang: "nl", Pos: 0, Source: "Zero", Target: "Nul", State: policy.Draft, Via: policy.ViaLibrary}
	ok(t, s.InTx(t.Context(), func(tx *Tx) error {
		wantError(t, tx.Comment(p.ID, typed, " ", "Cas"), ErrNoReason)
		blank := policy.Unit{ClauseID: clause, Lang: "nl", Pos: 1, Source: "One"}
		return tx.Comment(p.ID, blank, "what is one?", "Cas")
	}))
	now = now.Add(time.Minute)
	save(other, typed)
	more := typed
	more.Target = "Een" // the same sitting: one step
	save(other, more)
	approved := more
	approved.State, approved.StateBy = policy.Approved, "Ben"
	save(other, approved)
	moved := approved
	moved.Pos = 0
	save(moved) // the segment above is gone
	reworded := moved
	reworded.Source, reworded.Reason = "One!", "a typo"
	save(reworded)
	save(reworded) // nothing changed

	var got []policy.UnitEvent
	ok(t, s.View(t.Context(), func(tx *Tx) error {
		var err error
		got, err = tx.History(p.ID, reworded)
		return err
	}))
	want := []policy.UnitEvent{
		{Unit: reworded, At: testNow.Add(5 * time.Minute), BeforeSource: "One", BeforeTarget: "Een", BeforeState: policy.Approved},
		{Unit: approved, At: testNow.Add(3 * time.Minute), BeforeSource: "One", BeforeTarget: "Een", BeforeState: policy.Draft},
		{Unit: more, At: testNow.Add(2 * time.Minute)},
		{
			Unit: policy.Unit{ClauseID: clause, Lang: "nl", Pos: 1, Source: "One"}, At: testNow,
			BeforeSource: "One", Comment: "what is one?", CommentBy: "Cas",
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestADismissalNeedsAReasonAndIsRead(t *testing.T) {
	s := newStore(t)
	p := addPolicy(t, s, addClient(t, s, "C").ID, "P")
	finding := policy.Finding{Rule: "numbers", Severity: policy.SeverityWarning, ClauseID: "a", Lang: "nl", Segment: 2, Basis: "f00"}
	dismiss := func(reason string) error {
		return s.InTx(t.Context(), func(tx *Tx) error {
			return tx.Dismiss(p.ID, policy.Dismissal{Finding: finding, Reason: reason, By: "Ana"})
		})
	}
	wantError(t, dismiss("  "), ErrNoReason)
	ok(t, dismiss("first"))
	ok(t, dismiss(" it is a name "))
	want := []policy.Dismissal{{Finding: finding, Reason: "it is a name", By: "Ana", At: testNow}}
	if diff := cmp.Diff(want, must(s.Snapshot(t.Context(), p.ID))(t).Dismissals); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	ok(t, s.InTx(t.Context(), func(tx *Tx) error { return tx.Undismiss(p.ID, finding.Key()) }))
	if left := must(s.Snapshot(t.Context(), p.ID))(t).Dismissals; len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}
