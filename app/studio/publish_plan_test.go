package studio_test

import (
	"testing"

	"clausedesk/app/policy"
	"clausedesk/app/studio"
)

func (d *desk) plan(id policy.ID) studio.PublishPlan {
	d.t.Helper()
	return must(d.PlanPublish(d.ctx, d.snapshot(id)))(d.t)
}

func TestThePlanOfTheFirstVersion(t *testing.T) {
	d := newDesk(t)
	plan := d.plan(d.notice())
	if plan.Number != 1 || plan.Previous != "" || plan.Before != nil || plan.Earliest != "" || len(plan.After.Clauses) != 2 {
		t.Errorf("%+v", plan)
	}
	nl := plan.Languages[1]
	if nl.Lang != "nl" || !nl.Complete() || nl.Segments != 5 || nl.Percent() != 100 || plan.Languages[0].Percent() != 100 {
		t.Errorf("languages: %+v", plan.Languages)
	}
}

// What the next version follows is the one that stands; what it is compared with
// is the last one.
func TestThePlanOfALaterVersion(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	one := d.publish(id, "2026-12-01")
	two := d.publish(id, "2026-12-24")
	ok(t, d.Withdraw(d.ctx, policy.Withdrawal{PolicyID: id, Number: 2, From: "2026-12-20", Reason: "a slip"}))
	d.edit(id, "who", func(c *policy.Clause) { c.Heading = "Who we are ({{version.number}})" })
	if plan := d.plan(id); plan.After.Clauses[0].Heading != "Who we are (2)" {
		t.Errorf("the number alone is a change: %q", plan.After.Clauses[0].Heading)
	}
	d.edit(id, "who", func(c *policy.Clause) { c.Heading = "Who we are" })
	d.edit(id, "keep", func(c *policy.Clause) { c.Body = "We keep orders for a year." })
	heard := len(d.events)
	plan := d.plan(id)
	if plan.Number != 3 || plan.Previous != two.SHA256 || plan.Earliest != one.Effective || plan.Before == nil || len(d.events) != heard {
		t.Fatalf("%+v", plan)
	}
	if was, now := plan.Before.Clauses[1].Body, plan.After.Clauses[1].Body; was != "We keep orders." || now != "We keep orders for a year." {
		t.Errorf("from %q to %q", was, now)
	}
	nl := plan.Languages[1]
	if nl.Complete() || nl.Approved != 4 || nl.Percent() != 80 || len(nl.Missing) != 1 || nl.Missing[0].State != policy.Stale || len(plan.Open) == 0 {
		t.Errorf("Dutch: %+v, open %v", nl, plan.Open)
	}
	_, err := d.Publish(d.ctx, studio.PublishRequest{Policy: id, Effective: "2026-12-01", Languages: []string{"en"}})
	ok(t, err) // not before the one that stands
}
