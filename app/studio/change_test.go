package studio_test

import (
	"testing"

	"clausedesk/app/check"
	"clausedesk/app/exchange"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
)

// TestAChangeAppliesToWhatTheLibraryHolds: two forms that are open at once do
// not undo each other.
func TestAChangeAppliesToWhatTheLibraryHolds(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	ok(t, d.ChangePolicy(d.ctx, id, func(p *policy.Policy) { p.Titles["en"] = "Another title" }))
	ok(t, d.ChangePolicy(d.ctx, id, func(p *policy.Policy) { p.Numbered = !p.Numbered }))
	client := d.snapshot(id).Client.ID
	ok(t, d.ChangeClient(d.ctx, client, func(c *policy.Client) { c.Name = "Renamed" }))
	ok(t, d.ChangeClient(d.ctx, client, func(c *policy.Client) { c.Facts["client.phone"] = "+31 20 555 0101" }))
	snap := d.snapshot(id)
	if p := snap.Policy; p.Titles["en"] != "Another title" || p.Titles["nl"] != "Privacyverklaring" || !p.Numbered {
		t.Errorf("policy %+v", p)
	}
	if c := snap.Client; c.Name != "Renamed" || c.Facts["client.phone"] == "" || c.Facts["client.email"] == "" {
		t.Errorf("client %+v", c)
	}
	d.unchanged(func() {
		wantError(t, d.ChangePolicy(d.ctx, id, func(p *policy.Policy) { p.Titles = map[string]string{"en": " "} }), policy.ErrNoName)
		wantError(t, d.ChangePolicy(d.ctx, "nowhere", func(*policy.Policy) {}), store.ErrNotFound)
		wantError(t, d.ChangeClient(d.ctx, client, func(c *policy.Client) { c.Name = "" }), policy.ErrNoName)
		wantError(t, d.ChangeClient(d.ctx, "nobody", func(*policy.Client) {}), store.ErrNotFound)
	})
	if got := d.snapshot(id).Policy.Titles["en"]; got != "Another title" {
		t.Errorf("title %q after a refusal", got)
	}
}

// TestWhatWasPublishedCannotBeDeleted, nor the client it was published for.
func TestWhatWasPublishedCannotBeDeleted(t *testing.T) {
	d := newDesk(t)
	draft, published := d.notice(), d.add(policy.Policy{Clauses: []policy.Clause{{ID: "one", Body: "Text."}}})
	d.publish(published, "2026-12-01")
	d.unchanged(func() {
		wantError(t, d.DeletePolicy(d.ctx, published), store.ErrHasVersions)
		wantError(t, d.DeleteClient(d.ctx, d.snapshot(published).Client.ID), store.ErrHasVersions)
		wantError(t, d.DeletePolicy(d.ctx, "nowhere"), store.ErrNotFound)
	})
	ok(t, d.DeleteClient(d.ctx, d.snapshot(draft).Client.ID))
	if c := d.census(); c.clients != 1 || c.policies != 1 {
		t.Errorf("%+v", c)
	}
}

// TestCheckFile finds in a file what a check finds after its import.
func TestCheckFile(t *testing.T) {
	d := newDesk(t)
	file := studio.File{Name: "notice.md", Data: []byte("# Privacy\n\n## Contact\n\nCall {{client.phone}} before [date].\n")}
	found, _, err := studio.CheckFile(d.ctx, file)
	ok(t, err)
	results, err := d.Import(d.ctx, studio.ImportRequest{Files: []studio.File{file}}, noProgress)
	ok(t, err)
	imported, err := d.Check(d.ctx, results[0].Policy)
	ok(t, err)
	if check.Errors(found) != 2 || len(found) != len(imported) {
		t.Errorf("found %+v, after the import %+v", found, imported)
	}
	_, _, err = studio.CheckFile(d.ctx, studio.File{Name: "empty.md"})
	wantError(t, err, exchange.ErrEmpty)
}

// TestImportedFactsAreShared: what a document says about its client serves
// all of its policies; what contradicts stays with the policy.
func TestImportedFactsAreShared(t *testing.T) {
	d := newDesk(t)
	text := func(mail string) studio.File {
		return studio.File{Name: "a.md", Data: []byte("# Privacy\n\n## Contact\n\nWrite to " + mail + ".\n")}
	}
	results, err := d.Import(d.ctx, studio.ImportRequest{
		Files: []studio.File{text("one@kweekwerk.example"), text("two@kweekwerk.example"), text("one@kweekwerk.example")}, Client: "Kweekwerk",
	}, noProgress)
	ok(t, err)
	for i, want := range []policy.FactKey{"", "two@kweekwerk.example", ""} {
		snap := d.snapshot(results[i].Policy)
		if got := snap.Client.Facts["client.email"]; got != "one@kweekwerk.example" {
			t.Errorf("the client's address is %q", got)
		}
		if got := snap.Policy.Facts["client.email"]; got != string(want) {
			t.Errorf("policy %d keeps %q, want %q", i, got, want)
		}
	}
}
