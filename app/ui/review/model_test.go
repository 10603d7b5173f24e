package review_test

import (
	"context"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/ui/draft"
	"clausedesk/app/ui/review"
)

func findings(t *testing.T, l *apptest.Library, d *draft.Draft) []policy.Finding {
	t.Helper()
	open, _, err := l.Studio.Review(context.Background(), d.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	return open
}

// Findings are those of the draft as it is on the screen, saved or not.
func TestFindingsFollowTheDraft(t *testing.T) {
	l, q := apptest.NewLibrary(t), apptest.NewQueue()
	p := l.Policy(t, l.Client(t, "Lumen").ID, "Privacy policy", policy.NewClause("Who", "We are {{client.legal_name}}."))
	snap, err := l.Store.Snapshot(context.Background(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	d := draft.Open(l.Studio, q.Runner(), l.Clock.Now, snap)
	before, _ := review.Count(findings(t, l, d))
	tree, err := policy.Update(d.Clauses(), snap.Policy.Clauses[0].ID, func(c *policy.Clause) { c.Body = "Call {{client.nothing}}." })
	if err != nil {
		t.Fatal(err)
	}
	d.Edit(tree, "", "")
	found := false
	for _, f := range findings(t, l, d) {
		found = found || f.ClauseID == snap.Policy.Clauses[0].ID && f.Severity == policy.SeverityError
	}
	if now, _ := review.Count(findings(t, l, d)); !found || now <= before {
		t.Fatalf("%d errors, before %d; the unknown placeholder was found: %v", now, before, found)
	}
	d.Undo()
	if now, _ := review.Count(findings(t, l, d)); now != before {
		t.Fatalf("%d errors after the undo, before %d", now, before)
	}
	q.Drain()
}

// The same thing in several places is one thing to mend.
func TestCount(t *testing.T) {
	missing := policy.Finding{Rule: "placeholder_missing", Severity: policy.SeverityError, Fact: "client.email"}
	elsewhere := missing
	missing.ClauseID, missing.Lang, elsewhere.ClauseID, elsewhere.Lang = "a", "en", "b", "nl"
	errors, warnings := review.Count([]policy.Finding{
		missing, elsewhere,
		{Rule: "stale", Severity: policy.SeverityError, Lang: "nl", Evidence: "1"},
		{Rule: "stale", Severity: policy.SeverityError, Lang: "fr", Evidence: "1"},
		{Rule: "fact_missing", Severity: policy.SeverityWarning, Fact: "client.email"},
		{Rule: "other", Severity: policy.SeverityAdvice},
	})
	if errors != 3 || warnings != 1 {
		t.Fatalf("%d errors, %d warnings", errors, warnings)
	}
}
