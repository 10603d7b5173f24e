package studio_test

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
)

// rule is a clause of the studio's own, worded in two languages.
func rule(id string, english, dutch []string) library.Clause {
	return library.Clause{
		ID: id, Topic: id,
		Plain: map[string]library.Wording{
			"en": {Heading: "House rules", Body: strings.Join(english, "\n\n") + "\n"},
			"nl": {Heading: "Huisregels", Body: strings.Join(dutch, "\n\n") + "\n"},
		},
	}
}

var (
	rulesEN = []string{"We keep orders.", "We answer in a month.", "That is all."}
	rulesNL = []string{"Wij bewaren bestellingen.", "Wij antwoorden binnen een maand.", "Dat is alles."}
)

// following is a desk whose policies hold the clause house_rules of the
// studio's own, linked, approved in Dutch; the clause has revision 1.
func following(t *testing.T, policies int) (*desk, []policy.ID) {
	t.Helper()
	d := newDesk(t)
	c, err := d.SaveLibraryClause(d.ctx, rule("house_rules", rulesEN, rulesNL))
	ok(t, err)
	var ids []policy.ID
	for range policies {
		linked := c.Linked("en", policy.TonePlain)
		id := d.add(policy.Policy{TargetLang: []string{"nl"}})
		ok(t, d.SaveDraft(d.ctx, id, []policy.Clause{linked}, map[policy.ID][]policy.Unit{
			linked.ID: c.Units(linked, "en", "nl"),
		}))
		ids = append(ids, id)
	}
	return d, ids
}

// revise words the second paragraph of house_rules anew and adds a fourth.
func (d *desk) revise() {
	d.t.Helper()
	_, err := d.SaveLibraryClause(d.ctx, rule("house_rules",
		[]string{rulesEN[0], "We answer in a week.", rulesEN[2], "Ask us."},
		[]string{rulesNL[0], "Wij antwoorden binnen een week.", rulesNL[2], "Vraag het ons."}))
	ok(d.t, err)
}

// unlock rewords a clause of a policy with a single clause.
func (d *desk) unlock(id policy.ID, paragraphs ...string) {
	d.t.Helper()
	d.edit(id, d.snapshot(id).Policy.Clauses[0].ID, func(c *policy.Clause) {
		c.Origin, c.Body = policy.OriginUnlocked, strings.Join(paragraphs, "\n\n")+"\n"
	})
}

func (d *desk) offer(id policy.ID) studio.Offer {
	d.t.Helper()
	offers, err := d.Offers(d.ctx, id)
	ok(d.t, err)
	if len(offers) != 1 {
		d.t.Fatalf("offers %+v", offers)
	}
	return offers[0]
}

func (d *desk) accept(ids ...policy.ID) error {
	var choices []studio.Choice
	for _, id := range ids {
		choices = append(choices, studio.Choice{Policy: id, Clause: d.snapshot(id).Policy.Clauses[0].ID})
	}
	return d.AcceptUpdates(d.ctx, choices)
}

// paragraphs returns the text of the only clause in a language.
func (d *desk) paragraphs(id policy.ID, lang string) []string {
	d.t.Helper()
	text, err := d.Text(d.ctx, id, 0, lang)
	ok(d.t, err)
	return strings.Split(strings.TrimSpace(text.Clauses[0].Body), "\n\n")
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n%v\nwant\n%v", what, got, want)
	}
}

func TestALinkedClauseIsOfferedTheNewRevision(t *testing.T) {
	d, ids := following(t, 2)
	if offers, err := d.Offers(d.ctx, ""); err != nil || len(offers) > 0 {
		t.Fatalf("nothing changed and %v is offered: %v", offers, err)
	}
	before := d.snapshot(ids[0])
	d.revise()
	same(t, "the policy before it accepts", d.snapshot(ids[0]), before)

	offer := d.offer(ids[0])
	if !offer.Linked || offer.From != 1 || offer.To != 2 || offer.Client != "Kweekwerk" || offer.Title != "Privacy statement" {
		t.Errorf("%+v", offer)
	}
	if offer.Merged != offer.New || offer.Yours != offer.Base || offer.New.Body == offer.Base.Body || len(offer.Conflicts) > 0 {
		t.Errorf("%+v", offer)
	}
	ok(t, d.accept(ids[0]))
	after := d.snapshot(ids[0]).Policy.Clauses[0]
	if !after.Linked() || after.Library.Revision != 2 {
		t.Errorf("%+v", after)
	}
	same(t, "English", d.paragraphs(ids[0], "en"), []string{"We keep orders.", "We answer in a week.", "That is all.", "Ask us."})
	same(t, "Dutch", d.paragraphs(ids[0], "nl"),
		[]string{"Wij bewaren bestellingen.", "Wij antwoorden binnen een week.", "Dat is alles.", "Vraag het ons."})
	for _, unit := range d.snapshot(ids[0]).Units {
		if unit.State != policy.Approved {
			t.Errorf("%+v", unit)
		}
	}
	if left, err := d.Offers(d.ctx, ids[0]); err != nil || len(left) > 0 {
		t.Errorf("still offered: %v, %v", left, err)
	}
	same(t, "the policy that did not accept", d.paragraphs(ids[1], "en"), rulesEN)
}

func TestAnUnlockedClauseIsOfferedBothSides(t *testing.T) {
	d, ids := following(t, 1)
	id := ids[0]
	d.unlock(id, "We keep every order.", rulesEN[1], rulesEN[2])
	translated := d.snapshot(id)
	for i := range translated.Units {
		if u := &translated.Units[i]; u.Pos == 1 {
			u.Source, u.Target, u.State = "We keep every order.", "Wij bewaren elke bestelling.", policy.Approved
		}
	}
	ok(t, d.SaveUnits(d.ctx, id, translated.Units))
	d.revise()

	offer := d.offer(id)
	if offer.Linked || len(offer.Conflicts) > 0 {
		t.Errorf("%+v", offer)
	}
	ok(t, d.accept(id))
	clause := d.snapshot(id).Policy.Clauses[0]
	if clause.Origin != policy.OriginUnlocked || clause.Library.Revision != 2 {
		t.Errorf("%+v", clause)
	}
	same(t, "English", d.paragraphs(id, "en"), []string{"We keep every order.", "We answer in a week.", "That is all.", "Ask us."})
	same(t, "Dutch", d.paragraphs(id, "nl"),
		[]string{"Wij bewaren elke bestelling.", "Wij antwoorden binnen een week.", "Dat is alles.", "Vraag het ons."})
	for _, unit := range d.snapshot(id).Units {
		if unit.State != policy.Approved {
			t.Errorf("%+v", unit)
		}
	}
}

func TestAConflictKeepsThePolicysWording(t *testing.T) {
	d, ids := following(t, 1)
	d.unlock(ids[0], rulesEN[0], "We answer in ten days.", rulesEN[2])
	d.revise()
	offer := d.offer(ids[0])
	same(t, "conflicts", offer.Conflicts, []library.Conflict{
		{Base: "We answer in a month.", Theirs: "We answer in ten days.", New: "We answer in a week."},
	})
	same(t, "merged", strings.TrimSpace(offer.Merged.Body), "We keep orders.\n\nWe answer in ten days.\n\nThat is all.\n\nAsk us.")

	// Somebody decides: the words chosen are the ones that are kept.
	chosen := offer.New
	ok(t, d.AcceptUpdates(d.ctx, []studio.Choice{{Policy: ids[0], Clause: offer.Clause, Wording: &chosen}}))
	clause := d.snapshot(ids[0]).Policy.Clauses[0]
	if !clause.Linked() || clause.Body != offer.New.Body {
		t.Errorf("the library's wording was chosen: %+v", clause)
	}
}

// TestOnlyTheLibrarysTranslationsFollow: a better translation in the library
// takes the place of its own earlier one, not of one made here.
func TestOnlyTheLibrarysTranslationsFollow(t *testing.T) {
	d, ids := following(t, 1)
	d.unlock(ids[0], "We keep every order.", rulesEN[1], rulesEN[2])
	units := d.snapshot(ids[0]).Units
	for i := range units {
		if units[i].Pos == 3 {
			units[i].Target = "Meer is er niet."
		}
	}
	ok(t, d.SaveUnits(d.ctx, ids[0], units))
	_, err := d.SaveLibraryClause(d.ctx, rule("house_rules", rulesEN, []string{"Wij bewaren alles.", "U hoort binnen een maand van ons.", "Klaar."}))
	ok(t, err)
	ok(t, d.accept(ids[0]))
	got := d.paragraphs(ids[0], "nl")
	same(t, "Dutch", got[1:], []string{"U hoort binnen een maand van ons.", "Meer is er niet."})
}

// TestATranslationMadeHereStaysInALinkedClause: the wording follows the
// library, and what a translator preferred is not undone unasked.
func TestATranslationMadeHereStaysInALinkedClause(t *testing.T) {
	d, ids := following(t, 1)
	units := d.snapshot(ids[0]).Units
	for i := range units {
		if units[i].Pos == 3 {
			units[i].Target = "Meer is er niet."
		}
	}
	ok(t, d.SaveUnits(d.ctx, ids[0], units))
	d.revise()
	ok(t, d.accept(ids[0]))
	same(t, "Dutch", d.paragraphs(ids[0], "nl"),
		[]string{"Wij bewaren bestellingen.", "Wij antwoorden binnen een week.", "Meer is er niet.", "Vraag het ons."})
}

// TestARevisionWithoutTheLanguageIsNoUpdate: it would empty the clause.
func TestARevisionWithoutTheLanguageIsNoUpdate(t *testing.T) {
	d, ids := following(t, 1)
	c := rule("house_rules", rulesEN, rulesNL)
	delete(c.Plain, "en")
	_, err := d.SaveLibraryClause(d.ctx, c)
	ok(t, err)
	if offers, err := d.Offers(d.ctx, ""); err != nil || len(offers) > 0 {
		t.Errorf("offered %v, %v", offers, err)
	}
	d.unchanged(func() { wantError(t, d.accept(ids[0]), studio.ErrNotWorded) })
	same(t, "English", d.paragraphs(ids[0], "en"), rulesEN)
}

// TestAClauseOfUnknownOriginKeepsItsWording: a policy from elsewhere can name
// a revision that this library never had.
func TestAClauseOfUnknownOriginKeepsItsWording(t *testing.T) {
	d, ids := following(t, 1)
	d.unlock(ids[0], "From elsewhere.")
	d.edit(ids[0], d.snapshot(ids[0]).Policy.Clauses[0].ID, func(c *policy.Clause) { c.Library.Revision = 0 })
	offer := d.offer(ids[0])
	if !offer.Base.Empty() || len(offer.Conflicts) == 0 || strings.TrimSpace(offer.Merged.Body) != "From elsewhere." {
		t.Errorf("%+v", offer)
	}
	ok(t, d.accept(ids[0]))
	same(t, "English", d.paragraphs(ids[0], "en"), []string{"From elsewhere."})
}

func TestConditionAndTopicFollowUnlessChanged(t *testing.T) {
	d, ids := following(t, 3)
	d.unlock(ids[1], "Own words.")
	d.unlock(ids[2], "Own words.")
	d.edit(ids[2], d.snapshot(ids[2]).Policy.Clauses[0].ID, func(c *policy.Clause) {
		c.When, c.Topic = "cookies any", "mine"
	})
	c := rule("house_rules", rulesEN, rulesNL)
	c.When, c.Topic = "purposes none", "rules"
	_, err := d.SaveLibraryClause(d.ctx, c)
	ok(t, err)
	ok(t, d.accept(ids...))
	for i, want := range []string{"purposes none rules", "purposes none rules", "cookies any mine"} {
		clause := d.snapshot(ids[i]).Policy.Clauses[0]
		if got := clause.When + " " + clause.Topic; got != want {
			t.Errorf("policy %d: %s, want %s", i, got, want)
		}
	}
}

// An own condition or topic stays with a clause whose text is the library's.
func TestALinkedClauseKeepsItsOwnCondition(t *testing.T) {
	d, ids := following(t, 1)
	d.edit(ids[0], d.snapshot(ids[0]).Policy.Clauses[0].ID, func(c *policy.Clause) { c.When, c.Topic = "cookies none", "mine" })
	c := rule("house_rules", []string{"We keep nothing."}, []string{"Wij bewaren niets."})
	c.When, c.Topic = "purposes none", "rules"
	_, err := d.SaveLibraryClause(d.ctx, c)
	ok(t, err)
	ok(t, d.accept(ids[0]))
	got := d.snapshot(ids[0]).Policy.Clauses[0]
	if !got.Linked() || got.When != "cookies none" || got.Topic != "mine" {
		t.Errorf("%+v", got)
	}
	same(t, "English", d.paragraphs(ids[0], "en"), []string{"We keep nothing."})
}

func TestUpdatesAreAcceptedAllOrNone(t *testing.T) {
	d, ids := following(t, 3)
	d.revise()
	d.unchanged(func() {
		wantError(t, d.AcceptUpdates(d.ctx, nil), studio.ErrNoChange)
		before := d.snapshot(ids[0])
		err := d.AcceptUpdates(d.ctx, []studio.Choice{
			{Policy: ids[0], Clause: before.Policy.Clauses[0].ID}, {Policy: ids[1], Clause: "gone"},
		})
		wantError(t, err, policy.ErrNoClause)
		same(t, "the policy whose update was good", d.snapshot(ids[0]), before)
	})
	ok(t, d.accept(ids...))
	for _, id := range ids {
		same(t, "accepted in one batch", d.paragraphs(id, "en")[1], "We answer in a week.")
	}
}

// TestPublishedVersionsStayAsTheyAre is a promise: what was signed and sent
// never changes.
func TestPublishedVersionsStayAsTheyAre(t *testing.T) {
	d, ids := following(t, 1)
	version, err := d.Publish(d.ctx, studio.PublishRequest{Policy: ids[0], Effective: "2026-12-01", Accept: "a test"})
	ok(t, err)
	export := studio.ExportRequest{Policy: ids[0], Version: 1, Format: studio.PDF}
	printed := d.export(export)
	d.revise()
	ok(t, d.accept(ids[0]))
	same(t, "the update", d.paragraphs(ids[0], "en")[1], "We answer in a week.")
	versions, err := d.Store.Versions(d.ctx, ids[0])
	ok(t, err)
	if len(versions) != 1 || string(versions[0].Canonical) != string(version.Canonical) || versions[0].SHA256 != version.SHA256 {
		t.Errorf("the version changed: %+v", versions)
	}
	if string(d.export(export)) != string(printed) {
		t.Error("the version is printed with other bytes")
	}
}

func TestUsesOfALibraryClause(t *testing.T) {
	d, ids := following(t, 2)
	d.notice()
	d.unlock(ids[1], "Own words.")
	d.revise()
	for _, name := range []string{"house_rules", ""} {
		uses, err := d.LibraryUses(d.ctx, name)
		ok(t, err)
		linked := map[policy.ID]bool{}
		for _, use := range uses {
			linked[use.Policy] = use.Linked
			if use.Revision != 1 || use.Current != 2 || use.Library != "house_rules" || use.Client != "Kweekwerk" {
				t.Errorf("%+v", use)
			}
		}
		same(t, "uses", linked, map[policy.ID]bool{ids[0]: true, ids[1]: false})
	}
	ok(t, d.DeleteLibraryClause(d.ctx, "house_rules"))
	uses, err := d.LibraryUses(d.ctx, "house_rules")
	ok(t, err)
	if len(uses) != 2 || uses[0].Current != 0 {
		t.Errorf("%+v", uses)
	}
	if offers, err := d.Offers(d.ctx, ""); err != nil || len(offers) > 0 {
		t.Errorf("a clause that is gone offers %v, %v", offers, err)
	}
}

func newBenchDesk(b *testing.B) *studio.Studio {
	b.Helper()
	st, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "library"), store.Options{Program: "command"})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := st.Close(); err != nil {
			b.Error(err)
		}
	})
	return studio.New(st, nil)
}

// BenchmarkLibraryChange is a library of 300 policies of one language after a
// clause that each holds was changed: each rendered anew, and the change
// offered to and accepted for all of them.
func BenchmarkLibraryChange(b *testing.B) {
	const policies = 300
	d := newBenchDesk(b)
	answers := sampleAnswers(b, "lumen")
	for i := range policies {
		client, err := d.Store.SaveClient(b.Context(), policy.Client{Name: fmt.Sprintf("Client %d", i)})
		if err != nil {
			b.Fatal(err)
		}
		req := request(client.ID, answers, "en")
		req.Targets = nil
		if _, err := d.NewPolicy(b.Context(), req); err != nil {
			b.Fatal(err)
		}
	}
	change := func(b *testing.B, i int) {
		c, err := library.Builtin().Clause("contact")
		if err != nil {
			b.Fatal(err)
		}
		words := c.Plain["en"]
		words.Body += fmt.Sprintf("\nRevision %d.\n", i)
		c.Plain = map[string]library.Wording{"en": words}
		if _, err := d.SaveLibraryClause(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("render", func(b *testing.B) { renderAll(b, d) })
	b.Run("accept", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			change(b, i)
			acceptAll(b, d, policies)
		}
	})
}

func renderAll(b *testing.B, d *studio.Studio) {
	rows, err := d.Store.PolicyRows(b.Context(), "")
	if err != nil {
		b.Fatal(err)
	}
	var snaps []policy.Snapshot
	for _, row := range rows {
		snap, err := d.Snapshot(b.Context(), row.ID)
		if err != nil {
			b.Fatal(err)
		}
		snaps = append(snaps, snap)
	}
	for b.Loop() {
		for _, snap := range snaps {
			markup.Resolve(snap, "en", markup.Issue{})
		}
	}
}

func acceptAll(b *testing.B, d *studio.Studio, want int) {
	offers, err := d.Offers(b.Context(), "")
	if err != nil || len(offers) != want {
		b.Fatalf("%d offers, want %d: %v", len(offers), want, err)
	}
	var choices []studio.Choice
	for _, offer := range offers {
		choices = append(choices, studio.Choice{Policy: offer.Policy, Clause: offer.Clause})
	}
	if err := d.AcceptUpdates(b.Context(), choices); err != nil {
		b.Fatal(err)
	}
}
