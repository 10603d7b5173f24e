package studio_test

import (
	"strings"
	"testing"

	"clausedesk/app/library"
	"clausedesk/app/studio"
)

// What a preview says of an update, in every language, is what accepting it
// brings; and it writes nothing.
func TestAPreviewIsWhatAcceptingBrings(t *testing.T) {
	d, ids := following(t, 1)
	d.unlock(ids[0], rulesEN[0], rulesEN[1], "That is all for now.")
	d.revise()
	clause := d.snapshot(ids[0]).Policy.Clauses[0].ID
	choice := studio.Choice{Policy: ids[0], Clause: clause}
	before := d.snapshot(ids[0])
	changes, err := d.PreviewUpdate(d.ctx, choice)
	ok(t, err)
	if after := d.snapshot(ids[0]); after.Policy.Clauses[0].Body != before.Policy.Clauses[0].Body {
		t.Fatal("the preview changed the policy")
	}
	ok(t, d.AcceptUpdates(d.ctx, []studio.Choice{choice}))
	now, err := d.PreviewUpdate(d.ctx, choice) // of what is there, to itself
	ok(t, err)
	if len(changes) != 2 || changes[0].Lang != "en" || changes[1].Lang != "nl" {
		t.Fatalf("languages: %+v", changes)
	}
	for i, change := range changes {
		if change.After != now[i].Before {
			t.Errorf("%s: the preview says %+v, it became %+v", change.Lang, change.After, now[i].Before)
		}
	}
	if dutch := changes[1]; !strings.Contains(dutch.Before.Body, "binnen een maand") || !strings.Contains(dutch.After.Body, "binnen een week") {
		t.Errorf("in Dutch: %+v", dutch)
	}
	if _, err := d.PreviewUpdate(d.ctx, studio.Choice{Policy: ids[0], Clause: "gone"}); err == nil {
		t.Error("an update of a clause that is gone has a preview")
	}
	hand := library.Wording{Heading: "By hand", Body: "So.\n"}
	choice.Wording = &hand
	written, err := d.PreviewUpdate(d.ctx, choice)
	ok(t, err)
	if written[0].After != hand {
		t.Errorf("by hand: %+v", written[0].After)
	}
}
