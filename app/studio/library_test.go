package studio_test

import (
	"errors"
	"slices"
	"testing"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
)

func (d *desk) clause(id string) library.Clause {
	d.t.Helper()
	lib, err := d.Library(d.ctx)
	ok(d.t, err)
	c, err := lib.Clause(id)
	ok(d.t, err)
	return c
}

func TestEachChangeOfALibraryClauseIsARevision(t *testing.T) {
	d := newDesk(t)
	for want := 1; want <= 3; want++ {
		c := rule("house_rules", rulesEN, rulesNL)
		c.Revision = 7 // what a form says of it does not count
		saved, err := d.SaveLibraryClause(d.ctx, c)
		ok(t, err)
		if saved.Revision != want || !saved.Own {
			t.Errorf("revision %d, own %v; want revision %d", saved.Revision, saved.Own, want)
		}
		same(t, "what is read back", d.clause("house_rules"), saved)
	}
	if !slices.Contains(d.events, studio.Event{Kind: studio.LibraryChanged}) {
		t.Errorf("nobody heard of it: %v", d.events)
	}
}

// TestARevisionIsNeverUsedTwice: a clause deleted and made anew must not pass
// for the one that policies were made from.
func TestARevisionIsNeverUsedTwice(t *testing.T) {
	d, ids := following(t, 1)
	d.revise()
	ok(t, d.accept(ids[0]))
	ok(t, d.DeleteLibraryClause(d.ctx, "house_rules"))
	saved, err := d.SaveLibraryClause(d.ctx, rule("house_rules", rulesEN, rulesNL))
	ok(t, err)
	if saved.Revision != 3 {
		t.Errorf("revision %d, want 3", saved.Revision)
	}
	same(t, "what is offered", d.offer(ids[0]).Base.Body, "We keep orders.\n\nWe answer in a week.\n\nThat is all.\n\nAsk us.\n")
}

func TestAnOwnClauseTakesThePlaceOfTheProgrammes(t *testing.T) {
	d := newDesk(t)
	before := d.clause("contact")
	p := d.rebuilt(sampleAnswers(t, "lumen"), "en", policy.TonePlain).Policy
	own := before
	own.Plain = map[string]library.Wording{"en": {Heading: "Ask us", Body: "Write to {{contact.email}}.\n"}}
	saved, err := d.SaveLibraryClause(d.ctx, own)
	ok(t, err)
	if saved.Revision != before.Revision+1 || d.clause("contact").Plain["en"].Heading != "Ask us" {
		t.Errorf("%+v", saved)
	}
	offer := d.offer(p.ID)
	if offer.Library != "contact" || offer.Base != before.Plain["en"] || offer.New != own.Plain["en"] {
		t.Errorf("%+v", offer)
	}
	base, err := d.LibraryBase(d.ctx, policy.LibraryRef{ID: "contact", Revision: before.Revision})
	ok(t, err)
	same(t, "what relinking goes back to", base.Plain, before.Plain)

	ok(t, d.DeleteLibraryClause(d.ctx, "contact"))
	same(t, "the program's own", d.clause("contact"), before)
	_, err = d.LibraryBase(d.ctx, policy.LibraryRef{ID: "contact", Revision: 99})
	wantError(t, err, store.ErrNotFound)
}

func TestAClauseThatCannotBeIsNotSaved(t *testing.T) {
	d := newDesk(t)
	for name, change := range map[string]func(*library.Clause){
		"identifier": func(c *library.Clause) { c.ID = "House rules" },
		"condition":  func(c *library.Clause) { c.When = "the moon full" },
		"words":      func(c *library.Clause) { c.Plain = nil },
	} {
		t.Run(name, func(t *testing.T) {
			c := rule("house_rules", rulesEN, rulesNL)
			change(&c)
			d.unchanged(func() {
				_, err := d.SaveLibraryClause(d.ctx, c)
				wantError(t, err, library.ErrBadClause)
			})
			lib, err := d.Library(d.ctx)
			ok(t, err)
			if _, err := lib.Clause(c.ID); err == nil {
				t.Error("it is in the library")
			}
		})
	}
	d.unchanged(func() { wantError(t, d.DeleteLibraryClause(d.ctx, "contact"), studio.ErrNotOwn) })
}

// TestAClausesNameIsOneClients: what one client's clause is called must not
// take a clause away from all others.
func TestAClausesNameIsOneClients(t *testing.T) {
	d := newDesk(t)
	client, err := d.AddClient(d.ctx, "One of many")
	ok(t, err)
	own := d.clause("contact")
	own.Client = client.ID
	if _, err := d.SaveLibraryClause(d.ctx, own); !errors.Is(err, studio.ErrInUse) {
		t.Errorf("a clause of the program for one client only: %v", err)
	}
	if c := d.clause("contact"); c.Own || c.Client != "" {
		t.Errorf("it is now %+v", c)
	}
	own.ID = "contact_of_one"
	_, err = d.SaveLibraryClause(d.ctx, own)
	ok(t, err)
	if err := d.DeleteLibraryClause(d.ctx, "contact"); !errors.Is(err, studio.ErrNotOwn) {
		t.Errorf("a clause of the program was deleted: %v", err)
	}
}

func TestServicesOfTheStudiosOwn(t *testing.T) {
	d := newDesk(t)
	lib, err := d.Library(d.ctx)
	ok(t, err)
	builtin := lib.Services()[0]
	changed := builtin
	changed.Name = "Renamed"
	added := builtin
	added.ID, added.Name = "aaa-own", "Aaa own"
	ok(t, d.SaveService(d.ctx, changed, added))
	lib, err = d.Library(d.ctx)
	ok(t, err)
	for _, want := range []library.Service{changed, added} {
		got, err := lib.Service(want.ID)
		ok(t, err)
		if !got.Own || got.Name != want.Name {
			t.Errorf("%+v", got)
		}
	}
	ok(t, d.DeleteService(d.ctx, builtin.ID))
	lib, err = d.Library(d.ctx)
	ok(t, err)
	if got, err := lib.Service(builtin.ID); err != nil || got.Own || got.Name != builtin.Name {
		t.Errorf("the program's is not back: %+v, %v", got, err)
	}

	bad := added
	bad.Country = "Kosovo"
	bad.ID = "bbb-own"
	d.unchanged(func() { wantError(t, d.SaveService(d.ctx, added, bad), library.ErrBadService) })
	d.unchanged(func() { wantError(t, d.DeleteService(d.ctx, "bbb-own"), store.ErrNotFound) })
}
