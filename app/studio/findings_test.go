package studio_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/check"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
)

// What no font of the document can show is found before it is frozen: such a
// version could never be printed.
func TestUnprintableTextIsNotPublished(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.edit(id, "keep", func(c *policy.Clause) { c.Body = "We keep little 😀 and مرحبا." })
	_, err := d.Publish(d.ctx, studio.PublishRequest{Policy: id, Effective: "2026-12-01"})
	var open *studio.OpenFindingsError
	if !errors.As(err, &open) {
		t.Fatalf("got %v", err)
	}
	for _, f := range open.Findings {
		if f.Rule == check.RuleUnprintable && f.ClauseID != "" && strings.Contains(f.Evidence, "😀") {
			return
		}
	}
	t.Errorf("findings %+v", open.Findings)
}

// Braces that are no placeholder would be printed as they stand.
func TestBrokenPlaceholdersAreFound(t *testing.T) {
	for _, text := range []string{"{{Client.Email}}", "{{client-email}}", "{{}}", "{{client.email}", "client.email}}", "____", "[●]", "Lorem ipsum"} {
		found, _, err := studio.CheckFile(t.Context(), studio.File{Name: "a.txt", Data: []byte("Privacy policy\n\nWho we are\nWrite to " + text + " about it.\n")})
		ok(t, err)
		if check.Errors(found) == 0 {
			t.Errorf("%q passes: %+v", text, found)
		}
	}
}

// A version that takes effect before the one it follows needs a reason: on
// the later day the older text would be in effect again.
func TestAnEarlierDateNeedsAReason(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	request := studio.PublishRequest{Policy: id, Effective: "2026-11-30"}
	_, err := d.Publish(d.ctx, request)
	var open *studio.OpenFindingsError
	if !errors.As(err, &open) || open.Findings[0].Rule != check.RuleDateEarlier || open.Findings[0].Evidence != "2026-12-01" {
		t.Fatalf("got %v, %+v", err, open)
	}
	request.Effective = "2026-12-01"
	if _, err := d.Publish(d.ctx, request); err != nil {
		t.Errorf("the same day: %v", err)
	}
	request.Effective, request.Accept = "2026-11-30", "replaces what was scheduled"
	if _, err := d.Publish(d.ctx, request); err != nil {
		t.Errorf("with a reason: %v", err)
	}
}

// What was left as it is with a reason is not open, is frozen with its reason,
// and is open again once what it rests on changes.
func TestADismissedFindingStaysDismissedWhileItStands(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	unit := d.snapshot(id).Units[0]
	unit.State = policy.Draft
	ok(t, d.SaveUnits(d.ctx, id, []policy.Unit{unit}))
	draft := findingOf(t, d, id, check.RuleNotApproved)
	ok(t, d.Dismiss(d.ctx, id, "the client reads it tomorrow", "Ana", draft))
	if open := must(d.Check(d.ctx, id))(t); hasRule(open, check.RuleNotApproved) {
		t.Errorf("still open: %+v", open)
	}
	version := d.publish(id, "2026-12-01")
	if !strings.Contains(string(version.Canonical), `"reason":"the client reads it tomorrow","by":"Ana"`) {
		t.Errorf("the version does not hold the reason: %s", version.Canonical)
	}
	ok(t, d.Reopen(d.ctx, id, draft))
	findingOf(t, d, id, check.RuleNotApproved)

	d.edit(id, "keep", func(c *policy.Clause) { c.Body = "We keep little 😀." })
	gap := findingOf(t, d, id, check.RuleUnprintable)
	if err := d.Dismiss(d.ctx, id, "never mind", "Ana", gap); !errors.Is(err, studio.ErrNotDismissible) {
		t.Errorf("what cannot be printed: %v", err)
	}
}

func findingOf(t *testing.T, d *desk, id policy.ID, rule string) policy.Finding {
	t.Helper()
	open := must(d.Check(d.ctx, id))(t)
	for _, f := range open {
		if f.Rule == rule {
			return f
		}
	}
	t.Fatalf("no %s in %+v", rule, open)
	return policy.Finding{}
}

func hasRule(findings []policy.Finding, rule string) bool {
	return slices.ContainsFunc(findings, func(f policy.Finding) bool { return f.Rule == rule })
}
