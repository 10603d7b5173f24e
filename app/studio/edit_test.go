package studio_test

import (
	"errors"
	"slices"
	"testing"

	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/app/translate"
)

// states lists the state of each segment in Dutch, in reading order.
func (d *desk) states(id policy.ID) []policy.State {
	d.t.Helper()
	var out []policy.State
	for _, row := range translate.Rows(d.snapshot(id), "nl") {
		out = append(out, row.State)
	}
	return out
}

func wantStates(t *testing.T, got []policy.State, want ...policy.State) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("states %v, want %v", got, want)
	}
}

// TestAnEditMakesItsTranslationStale and nothing else; the undo, which saves
// the tree before, brings it back as it was.
func TestAnEditMakesItsTranslationStale(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	before := d.snapshot(id)
	d.edit(id, "who", func(c *policy.Clause) { c.Body = "We grow seedlings and trees.\n\nWe answer at {{client.email}}." })
	wantStates(t, d.states(id), policy.Approved, policy.Stale, policy.Approved, policy.Approved, policy.Approved)
	text, err := d.Text(d.ctx, id, 0, "nl")
	ok(t, err)
	if got := text.Clauses[0].Heading; got != "Wie wij zijn" {
		t.Errorf("heading %q", got)
	}
	ok(t, d.SaveClauses(d.ctx, id, before.Policy.Clauses))
	wantStates(t, d.states(id), policy.Approved, policy.Approved, policy.Approved, policy.Approved, policy.Approved)
}

// TestTranslationsFollowTheirSegments when paragraphs come and go around them.
func TestTranslationsFollowTheirSegments(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.edit(id, "who", func(c *policy.Clause) { c.Body = "A new first paragraph.\n\n" + c.Body })
	wantStates(t, d.states(id), policy.Approved, policy.Untranslated, policy.Approved, policy.Approved, policy.Approved, policy.Approved)

	full := d.snapshot(id).Policy.Clauses
	d.edit(id, "who", func(c *policy.Clause) { c.Body = "A new first paragraph." })
	ok(t, d.SaveClauses(d.ctx, id, full)) // undo
	wantStates(t, d.states(id), policy.Approved, policy.Untranslated, policy.Approved, policy.Approved, policy.Approved, policy.Approved)
}

// TestADeletedClauseComesBackTranslated by an undo.
func TestADeletedClauseComesBackTranslated(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	before := d.snapshot(id).Policy.Clauses
	ok(t, d.SaveClauses(d.ctx, id, before[:1]))
	if n := len(d.states(id)); n != 3 {
		t.Errorf("%d segments after the clause went", n)
	}
	ok(t, d.SaveClauses(d.ctx, id, before))
	wantStates(t, d.states(id), policy.Approved, policy.Approved, policy.Approved, policy.Approved, policy.Approved)
}

// TestMovedClausesKeepTheirTranslations: order and nesting are no text.
func TestMovedClausesKeepTheirTranslations(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	tree := d.snapshot(id).Policy.Clauses
	tree = []policy.Clause{tree[1], tree[0]}
	tree[0].Children, tree = []policy.Clause{tree[1]}, tree[:1]
	ok(t, d.SaveClauses(d.ctx, id, tree))
	wantStates(t, d.states(id), policy.Approved, policy.Approved, policy.Approved, policy.Approved, policy.Approved)
}

func TestATreeThatCannotBeIsNotSaved(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	deep := policy.NewClause("1", "")
	for range policy.MaxDepth {
		outer := policy.NewClause("1", "")
		outer.Children = []policy.Clause{deep}
		deep = outer
	}
	twice := policy.NewClause("1", "")
	d.unchanged(func() {
		wantError(t, d.SaveClauses(d.ctx, id, []policy.Clause{deep}), policy.ErrTooDeep)
		wantError(t, d.SaveClauses(d.ctx, id, []policy.Clause{twice, twice}), policy.ErrDuplicateID)
		wantError(t, d.SaveDraft(d.ctx, id, []policy.Clause{twice, twice}, nil), policy.ErrDuplicateID)
		wantError(t, d.SaveClauses(d.ctx, "nowhere", nil), store.ErrNotFound)
	})
	wantStates(t, d.states(id), policy.Approved, policy.Approved, policy.Approved, policy.Approved, policy.Approved)
}

// TestSaveDraftSavesBothOrNeither.
func TestSaveDraftSavesBothOrNeither(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	tree := d.snapshot(id).Policy.Clauses
	tree[1].Body = "We keep letters."
	stray := map[policy.ID][]policy.Unit{"keep": {{ClauseID: "nowhere", Lang: "nl", Pos: 0, Source: "x", Target: "y", State: policy.Draft}}}
	d.unchanged(func() {
		if err := d.SaveDraft(d.ctx, id, tree, stray); err == nil {
			t.Fatal("a translation of another clause was saved")
		}
	})
	if got := d.snapshot(id).Policy.Clauses[1].Body; got != "We keep orders." {
		t.Errorf("the text was saved without its translation: %q", got)
	}
	units := map[policy.ID][]policy.Unit{"keep": {{ClauseID: "keep", Lang: "nl", Pos: 1, Source: "We keep letters.", Target: "Wij bewaren brieven.", State: policy.Reviewed}}}
	ok(t, d.SaveDraft(d.ctx, id, tree, units))
	wantStates(t, d.states(id), policy.Approved, policy.Approved, policy.Approved, policy.Untranslated, policy.Reviewed)
}

func TestAddingClientsAndPolicies(t *testing.T) {
	d := newDesk(t)
	client, err := d.AddClient(d.ctx, "Bloemhof")
	ok(t, err)
	p, err := d.AddPolicy(d.ctx, client.ID, "Privacy note", "en")
	ok(t, err)
	if got := d.snapshot(p.ID); len(got.Policy.Clauses) != 1 || got.Client.Name != "Bloemhof" || !got.Policy.Numbered {
		t.Errorf("policy %+v of %q", got.Policy, got.Client.Name)
	}
	d.unchanged(func() {
		_, err := d.AddClient(d.ctx, "  ")
		wantError(t, err, policy.ErrNoName)
		_, err = d.AddPolicy(d.ctx, client.ID, " ", "en")
		wantError(t, err, policy.ErrNoName)
		_, err = d.AddPolicy(d.ctx, client.ID, "Title", "")
		if err == nil {
			t.Error("a policy without a language")
		}
		if _, err = d.AddPolicy(d.ctx, "nobody", "Title", "en"); err == nil {
			t.Error("a policy of nobody")
		}
	})
}

// TestEventsComeAfterTheCommit: who listens reads what was done; after a
// failure nobody hears a thing.
func TestEventsComeAfterTheCommit(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	var heard []studio.Event
	bodies, versions, identities, clients := "", 0, 0, 0
	d.Listen(func(e studio.Event) {
		heard = append(heard, e)
		snap := d.snapshot(id) // would wait for ever, or see the old, within the transaction
		bodies = snap.Policy.Clauses[1].Body
		census := d.census()
		versions, identities, clients = census.versions, census.identities, census.clients
	})
	expect := func(what string, want ...studio.Event) {
		t.Helper()
		if !slices.Equal(heard, want) {
			t.Errorf("%s: heard %v, want %v", what, heard, want)
		}
		heard = nil
	}
	d.edit(id, "keep", func(c *policy.Clause) { c.Body = "We keep orders for a year." })
	expect("edit", studio.Event{Kind: studio.PolicyChanged, Policy: id})
	if bodies != "We keep orders for a year." {
		t.Errorf("the listener read %q", bodies)
	}
	_, err := d.Publish(d.ctx, studio.PublishRequest{Policy: id, Effective: "2026-12-01"})
	var open *studio.OpenFindingsError
	if !errors.As(err, &open) {
		t.Errorf("error %v", err)
	}
	expect("a refusal")
	_, err = d.Publish(d.ctx, studio.PublishRequest{Policy: id, Effective: "2026-12-01", Accept: "yes"})
	ok(t, err)
	expect("publish", studio.Event{Kind: studio.VersionsChanged, Policy: id}, studio.Event{Kind: studio.ClientsChanged})
	if versions != 1 {
		t.Errorf("the listener saw %d versions", versions)
	}
	_, err = d.NewIdentity(d.ctx, studio.IdentityRequest{Name: "Ada", Algorithm: "p256", Passphrase: passphrase})
	ok(t, err)
	expect("identity", studio.Event{Kind: studio.IdentitiesChanged})
	if identities != 1 {
		t.Errorf("the listener saw %d identities", identities)
	}
	_, err = d.Import(d.ctx, studio.ImportRequest{Files: []studio.File{{Name: "a.md", Data: []byte("# Title\n\nText.\n")}}, Client: "New"}, noProgress)
	ok(t, err)
	expect("import", studio.Event{Kind: studio.ClientsChanged})
	if clients != 2 {
		t.Errorf("the listener saw %d clients", clients)
	}
}
