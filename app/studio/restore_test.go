package studio_test

import (
	"slices"
	"sort"
	"testing"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// placed are the translations that have a place, in one order.
func placed(units []policy.Unit) []policy.Unit {
	out := slices.DeleteFunc(slices.Clone(units), func(u policy.Unit) bool { return u.Pos == policy.Detached || u.Target == "" })
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.ClauseID != b.ClauseID {
			return a.ClauseID < b.ClauseID
		}
		return a.Lang < b.Lang || a.Lang == b.Lang && a.Pos < b.Pos
	})
	return out
}

// Whatever happens to a draft after a version, restoring brings clauses and
// translations back as they were edited: placeholders, conditions, hidden
// clauses, library references, states and who wrote them.
func TestRestoringIsExact(t *testing.T) {
	words := rapid.SampledFrom([]string{"", "Who", "We keep little.", "One.\n\nTwo.", "- a\n- b", "We grow seedlings.", "x {{client.email}}"})
	d := newDesk(t)
	rapid.Check(t, func(rt *rapid.T) {
		id := d.add(policy.Policy{TargetLang: []string{"nl"}, Clauses: []policy.Clause{
			{ID: "who", Heading: "Who we are", Body: "We grow seedlings.\n\nWe answer at {{client.email}}.", Topic: "controller", Origin: policy.OriginLinked, Library: policy.LibraryRef{ID: "controller", Revision: 1, Tone: policy.ToneFormal}, Children: []policy.Clause{{ID: "hid", Heading: "Hidden", Body: "Not for print.", Hidden: true, Origin: policy.OriginWritten}}},
			{ID: "keep", Heading: "Retention", Body: "We keep orders.", When: "policy.accounts is yes", Origin: policy.OriginWritten},
			{ID: "end", Body: "End.", Origin: policy.OriginImported},
		}})
		snap := d.snapshot(id)
		var units []policy.Unit
		for _, c := range policy.Flatten(snap.Policy.Clauses) {
			for _, s := range markup.Segments(c.Heading, c.Body) {
				units = append(units, policy.Unit{ClauseID: c.ID, Lang: "nl", Pos: s.Pos, Source: s.Source, Target: "nl " + s.Source, State: policy.Approved, By: "Ana", StateBy: "Ben", Via: policy.ViaTyped})
			}
		}
		ok(t, d.Store.PutUnits(d.ctx, id, units))
		before := d.snapshot(id)
		if _, err := d.Publish(d.ctx, studio.PublishRequest{Policy: id, Effective: "2026-12-01", Accept: "a test"}); err != nil {
			rt.Fatal(err)
		}
		for range rapid.IntRange(1, 6).Draw(rt, "acts") {
			tree := d.snapshot(id).Policy.Clauses
			flat := policy.Flatten(tree)
			if len(flat) == 0 {
				break
			}
			at := rapid.SampledFrom(flat).Draw(rt, "clause").ID
			var err error
			switch rapid.SampledFrom([]string{"body", "remove", "move", "hide", "insert"}).Draw(rt, "act") {
			case "body":
				tree, err = policy.Update(tree, at, func(c *policy.Clause) { c.Body = words.Draw(rt, "body") })
			case "remove":
				tree, err = policy.Remove(tree, at)
			case "move":
				tree, err = policy.Move(tree, at, 1)
			case "hide":
				tree, err = policy.Update(tree, at, func(c *policy.Clause) { c.Hidden = !c.Hidden })
			case "insert":
				tree, err = policy.Insert(tree, policy.NewClause("New", "Text."), at, policy.After)
			}
			if err == nil {
				ok(t, d.SaveClauses(d.ctx, id, tree))
			}
		}
		restored, err := d.Restore(d.ctx, id, 1, false)
		ok(t, err)
		after := d.snapshot(id)
		if diff := cmp.Diff(before.Policy.Clauses, after.Policy.Clauses, cmpopts.EquateEmpty()); diff != "" || !restored.Exact {
			rt.Fatalf("clauses (-then +now), exact %v:\n%s", restored.Exact, diff)
		}
		if diff := cmp.Diff(placed(before.Units), placed(after.Units)); diff != "" {
			rt.Fatalf("translations (-then +now):\n%s", diff)
		}
	})
}

// A language that came after the version keeps its translations where their
// text is there, and what has no place waits for its text.
func TestALaterLanguageIsCarriedAlong(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	ok(t, d.ChangePolicy(d.ctx, id, func(p *policy.Policy) { p.TargetLang, p.Titles["fr"] = append(p.TargetLang, "fr"), "Confidentialité" }))
	d.edit(id, "keep", func(c *policy.Clause) { c.Body = "We keep orders.\n\nFor a year." })
	ok(t, d.Store.PutUnits(d.ctx, id, []policy.Unit{
		{ClauseID: "keep", Lang: "fr", Pos: 1, Source: "We keep orders.", Target: "Nous gardons les commandes.", State: policy.Approved},
		{ClauseID: "keep", Lang: "fr", Pos: 2, Source: "For a year.", Target: "Un an.", State: policy.Approved},
		{ClauseID: "keep", Lang: "nl", Pos: 2, Source: "For a year.", Target: "Een jaar.", State: policy.Approved},
	}))
	_, err := d.Restore(d.ctx, id, 1, false)
	ok(t, err)
	got := map[string]int{}
	for _, u := range d.snapshot(id).Units {
		if u.ClauseID == "keep" {
			got[u.Lang+" "+u.Target] = u.Pos
		}
	}
	want := map[string]int{
		"nl Bewaren": 0, "nl Wij bewaren bestellingen.": 1, "nl Een jaar.": policy.Detached,
		"fr Nous gardons les commandes.": 1, "fr Un an.": policy.Detached,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Answers stay unless they are asked for, and then become those of this policy
// alone: its client, and so every other policy, keeps its own.
func TestAnswersAreARestoreOfTheirOwn(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	then := d.export(studio.ExportRequest{Policy: id, Version: 1, Format: studio.Plain})
	client := d.snapshot(id).Client.ID
	ok(t, d.ChangeClient(d.ctx, client, func(c *policy.Client) {
		c.Facts = policy.Facts{"client.email": "new@kweekwerk.example", "client.phone": "+31 30 1"}
	}))
	ok(t, d.ChangePolicy(d.ctx, id, func(p *policy.Policy) {
		p.Titles["en"], p.Numbered = "Another title", true
		p.Registers = policy.Registers{"cookies": {{"name": "_x", "kind": "necessary"}}}
	}))
	d.edit(id, "keep", func(c *policy.Clause) { c.Body = "Gone." })
	restored, err := d.Restore(d.ctx, id, 1, false)
	ok(t, err)
	snap := d.snapshot(id)
	if snap.Facts()["client.email"] != "new@kweekwerk.example" || snap.Policy.Titles["en"] != "Another title" || !snap.Policy.Numbered {
		t.Errorf("more than the text changed: %+v", snap.Policy)
	}
	rest := restored.Rest
	if rest.Titles["en"] != "Privacy statement" || rest.Numbered == nil || *rest.Numbered || !slices.Equal(rest.Facts, []policy.FactKey{"client.email"}) ||
		!slices.Equal(rest.Registers, []string{"cookies"}) || !slices.Equal(rest.Stays, []policy.FactKey{"client.phone"}) {
		t.Errorf("what differs: %+v", rest)
	}
	_, err = d.Restore(d.ctx, id, 1, true)
	ok(t, err)
	snap = d.snapshot(id)
	if snap.Client.Facts["client.email"] != "new@kweekwerk.example" || snap.Policy.Facts["client.email"] != "a@kweekwerk.example" || len(snap.Policy.Registers) != 0 {
		t.Errorf("client %v, policy %v %v", snap.Client.Facts, snap.Policy.Facts, snap.Policy.Registers)
	}
	if now := d.export(studio.ExportRequest{Policy: id, Format: studio.Plain}); string(now) != string(then) {
		t.Errorf("the draft reads\n%s\nthe version\n%s", now, then)
	}
}

// firstFormat publishes the draft as the release before did: without a
// manuscript.
func (d *desk) firstFormat(id policy.ID) {
	d.t.Helper()
	snap := d.snapshot(id)
	content := policy.Content{Format: 1, PolicyID: id, Number: 1, Client: snap.Client.Name, Effective: "2026-12-01", Published: d.now, Source: "en", Facts: snap.Facts()}
	for _, lang := range snap.Policy.Languages() {
		content.Texts = append(content.Texts, markup.Resolve(snap, lang, markup.Issue{Number: 1, Effective: "2026-12-01"}).Text)
	}
	canonical, err := content.Canonical()
	ok(d.t, err)
	ok(d.t, d.Store.AddVersion(d.ctx, policy.Version{
		PolicyID: id, Number: 1, Effective: "2026-12-01", Created: d.now, SHA256: policy.HashOf(canonical), Canonical: canonical,
	}))
}

// A version of an earlier release is restored from its texts: every output is
// as it was, in each language, and what still reads so stays as it is edited.
func TestAVersionOfTheFirstFormatIsRestoredFromItsTexts(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	tree, err := policy.Insert(d.snapshot(id).Policy.Clauses, policy.Clause{ID: "hid", Heading: "Kept back", Body: "x", Hidden: true, Origin: policy.OriginWritten}, "keep", policy.After)
	ok(t, err)
	ok(t, d.SaveClauses(d.ctx, id, tree))
	d.firstFormat(id)
	report, err := d.CheckChain(d.ctx, id)
	ok(t, err)
	if !report.Holds() {
		t.Fatalf("a version of the first format: %+v", report.Problems)
	}
	want := map[string]string{}
	for _, lang := range []string{"en", "nl"} {
		want[lang] = string(d.export(studio.ExportRequest{Policy: id, Version: 1, Lang: lang, Format: studio.Plain}))
	}
	d.edit(id, "keep", func(c *policy.Clause) { c.Heading, c.Body = "Otherwise", "All is kept.\n\nFor ever." })
	restored, err := d.Restore(d.ctx, id, 1, false)
	ok(t, err)
	for lang, text := range want {
		if got := string(d.export(studio.ExportRequest{Policy: id, Lang: lang, Format: studio.Plain})); got != text {
			t.Errorf("%s reads\n%s\nwant\n%s", lang, got, text)
		}
	}
	now := d.snapshot(id).Policy.Clauses
	if who := policy.Find(now, "who"); restored.Exact || who.Body != "We grow seedlings.\n\nWe answer at {{client.email}}." {
		t.Errorf("exact %v, clause %+v", restored.Exact, who)
	}
	if hidden := policy.Find(now, "hid"); hidden == nil || !hidden.Hidden {
		t.Errorf("the hidden clause: %+v", hidden)
	}
	d.publish(id, "2027-01-01") // the chain goes on in the new format
}

func TestWhatCannotBeRestored(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	_, err := d.Publish(d.ctx, studio.PublishRequest{Policy: id, Effective: "2026-12-01", Languages: []string{"nl"}})
	ok(t, err)
	_, err = d.Restore(d.ctx, id, 2, false)
	wantError(t, err, store.ErrNotFound)
	restored, err := d.Restore(d.ctx, id, 1, false) // the manuscript has the source too
	ok(t, err)
	if !restored.Exact || len(restored.Tree) != 2 {
		t.Errorf("%+v", restored)
	}
}
