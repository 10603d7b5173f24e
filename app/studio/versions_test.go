package studio_test

import (
	"os"
	"path/filepath"
	"testing"

	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"

	"github.com/google/go-cmp/cmp"
)

func TestWithdrawing(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	good := policy.Withdrawal{PolicyID: id, Number: 1, From: "2026-11-21", Reason: "the wrong supplier", By: "Ana"}
	d.unchanged(func() {
		for want, w := range map[error]policy.Withdrawal{
			studio.ErrBadDate:         {PolicyID: id, Number: 1, From: "tomorrow", Reason: "x"},
			policy.ErrWithdrawTooSoon: {PolicyID: id, Number: 1, From: "2026-11-20", Reason: "x"},
			store.ErrNoReason:         {PolicyID: id, Number: 1, From: "2026-11-21"},
			store.ErrNotFound:         {PolicyID: id, Number: 2, From: "2026-11-21", Reason: "x"},
		} {
			wantError(t, d.Withdraw(d.ctx, w), want)
		}
	})
	before := len(d.events)
	ok(t, d.Withdraw(d.ctx, good))
	if len(d.events) != before+1 || d.events[before] != (studio.Event{Kind: studio.VersionsChanged, Policy: id}) {
		t.Errorf("events %v", d.events[before:])
	}
	wantError(t, d.Withdraw(d.ctx, good), policy.ErrWithdrawn)
	// The version itself is as it was, and the next may take effect before the
	// day that the withdrawn one never saw.
	report, err := d.CheckChain(d.ctx, id)
	ok(t, err)
	if !report.Holds() {
		t.Errorf("after a withdrawal: %+v", report.Problems)
	}
	d.publish(id, "2026-11-25")
}

func TestReminders(t *testing.T) {
	d := newDesk(t) // 21 November 2026
	id, draft := d.notice(), d.notice()
	d.publish(id, "2026-11-21")
	d.publish(id, "2026-12-24")
	check := func(want studio.Standing) {
		t.Helper()
		all, err := d.Standings(d.ctx)
		ok(t, err)
		if diff := cmp.Diff(want, all[id]); diff != "" {
			t.Errorf("on %s: %s", d.Today(), diff)
		}
		if _, has := all[draft]; has {
			t.Error("a draft is reviewed")
		}
	}
	check(studio.Standing{InEffect: 1, Effective: "2026-11-21", State: policy.ReviewLater, Review: policy.Review{Day: "2027-11-21", Basis: policy.ReviewPractice}})
	d.now = d.now.AddDate(1, 0, 5) // 26 November 2027: the second took effect
	check(studio.Standing{InEffect: 2, Effective: "2026-12-24", State: policy.ReviewSoon, Review: policy.Review{Day: "2027-12-24", Basis: policy.ReviewPractice}})
	wantError(t, d.SetReview(d.ctx, id, "some day"), studio.ErrBadDate)
	ok(t, d.SetReview(d.ctx, id, "2027-11-20"))
	check(studio.Standing{InEffect: 2, Effective: "2026-12-24", Chosen: "2027-11-20", State: policy.ReviewOverdue, Review: policy.Review{Day: "2027-11-20", Basis: policy.ReviewChosen}})
	ok(t, d.SetReview(d.ctx, id, ""))
	ok(t, d.ChangePolicy(d.ctx, id, func(p *policy.Policy) { p.Facts = policy.Facts{"policy.countries": "NL, US"} }))
	check(studio.Standing{InEffect: 2, Effective: "2026-12-24", State: policy.ReviewSoon, Review: policy.Review{
		Day: "2027-12-24", Basis: policy.ReviewLaw, Citation: "Cal. Civ. Code 1798.130(a)(5)",
	}})
	ok(t, d.Withdraw(d.ctx, policy.Withdrawal{PolicyID: id, Number: 2, From: d.Today(), Reason: "x"}))
	check(studio.Standing{})
}

func TestFilesAreHeldAgainstTheirRecords(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) store.File {
		path := filepath.Join(dir, name)
		ok(t, os.WriteFile(path, []byte(text), 0o600))
		return store.File{Path: path, SHA256: policy.HashOf([]byte(text))}
	}
	same, changed, gone := file("same", "a"), file("changed", "b"), file("gone", "c")
	ok(t, os.WriteFile(changed.Path, []byte("B"), 0o600))
	ok(t, os.Remove(gone.Path))
	got, err := studio.CheckFiles(t.Context(), []store.File{same, changed, gone, {Path: dir, SHA256: same.SHA256}})
	ok(t, err)
	want := []studio.FileState{studio.FileSame, studio.FileChanged, studio.FileGone, studio.FileUnreadable}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
