package studio_test

import (
	"bytes"
	"strings"
	"testing"

	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/memory"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/app/task"

	"github.com/google/go-cmp/cmp"
)

const oneUnit = `<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>We keep orders for 30 days.</seg></tuv>` +
	`<tuv xml:lang="nl"><seg>Wij bewaren bestellingen 30 dagen.</seg></tuv></tu></body></tmx>`

// target returns the draft of a segment, and how it came to be.
func (d *desk) target(id, clause policy.ID, pos int) (string, policy.State, policy.Via) {
	d.t.Helper()
	unit := d.snapshot(id).UnitsOf("nl")[clause][pos]
	return unit.Target, unit.State, unit.Via
}

func TestPretranslate(t *testing.T) {
	d := newDesk(t)
	d.notice() // its translations are in the memory from here on
	var progress []task.Progress
	units, err := d.ImportMemory(d.ctx, strings.NewReader(oneUnit), studio.MemoryImport{Origin: "x.tmx"},
		func(p task.Progress) { progress = append(progress, p) })
	if ok(t, err); units != 1 || len(progress) == 0 || progress[len(progress)-1].Done != len(oneUnit) {
		t.Errorf("%d units, progress %v", units, progress)
	}

	id := d.add(policy.Policy{TargetLang: []string{"nl"}, Clauses: []policy.Clause{
		{ID: "a", Heading: "Who we are", Body: "We grow seedlings.\n\nWe sell other things entirely."},
		{ID: "b", Heading: "Keeping", Body: "We keep orders for 60 days.\n\nWe keep orders."},
		{ID: "c", Heading: "Retention", Hidden: true},
	}})
	mine := policy.Unit{ClauseID: "b", Lang: "nl", Pos: 2, Source: "We keep orders.", Target: "Mijn tekst.", State: policy.Draft}
	ok(t, d.SaveUnits(d.ctx, id, []policy.Unit{mine}))
	d.events = nil
	got, err := d.Pretranslate(d.ctx, id, "nl", 95)
	ok(t, err)
	want := studio.Pretranslated{Asked: 5, Filled: 3, Words: 12, InContext: 1, Exact: 1, Fuzzy: 1, Substituted: 1}
	if !cmp.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if len(d.events) != 1 || d.events[0] != (studio.Event{Kind: studio.PolicyChanged, Policy: id}) {
		t.Errorf("events %v", d.events)
	}
	for _, c := range []struct {
		clause policy.ID
		pos    int
		target string
		via    policy.Via
	}{
		{"a", 0, "Wie wij zijn", policy.ViaPretranslated},
		{"a", 1, "Wij kweken zaailingen.", policy.ViaPretranslated},
		{"a", 2, "", ""},
		{"b", 1, "Wij bewaren bestellingen 60 dagen.", policy.ViaPretranslated},
		{"b", 2, "Mijn tekst.", ""},
	} {
		target, state, via := d.target(id, c.clause, c.pos)
		if target != c.target || via != c.via || target != "" && state != policy.Draft {
			t.Errorf("%s %d: %q, %s, %q; want %q, draft, %q", c.clause, c.pos, target, state, via, c.target, c.via)
		}
	}

	// Once more there is nothing to do, and a language must be the policy's.
	d.unchanged(func() {
		again, err := d.Pretranslate(d.ctx, id, "nl", 95)
		if ok(t, err); again.Filled != 0 || again.Asked != 2 {
			t.Errorf("again %+v", again)
		}
		if _, err := d.Pretranslate(d.ctx, id, "fr", 95); err == nil {
			t.Error("translated into a language that the policy does not have")
		}
	})
}

func TestMemoryOutAndIn(t *testing.T) {
	d := newDesk(t)
	d.notice()
	var file bytes.Buffer
	entries, err := d.ExportMemory(d.ctx, &file, "en", "nl")
	if ok(t, err); entries != 5 {
		t.Errorf("%d entries in %s", entries, file.String())
	}
	other := newDesk(t)
	read, err := other.ReadMemoryFile(other.ctx, &file, studio.MemoryImport{Origin: "theirs.tmx"}, nil)
	if ok(t, err); read.Units != 5 || read.Added != 5 || read.Skipped != 0 {
		t.Errorf("read %+v", read)
	}
	q := studio.MemoryQuery{From: "en", To: "nl", Source: "We grow seedlings.", Before: "Who we are", After: "We answer at {{client.email}}."}
	got, err := other.Matches(other.ctx, q)
	if ok(t, err); len(got) != 1 || got[0].Score != 101 || got[0].Adapted != "Wij kweken zaailingen." || got[0].Origin != "theirs.tmx" {
		t.Errorf("got %+v", got)
	}
	found, err := other.Concordance(other.ctx, "keep", "en", "nl", 10)
	if ok(t, err); len(found) < 2 || found[0].Target != "Wij bewaren bestellingen." || !studio.OfLibrary(found[1].Entry) {
		t.Errorf("found %+v", found)
	}
}

// Filling takes what the clause library says for text that reads alike, too, and
// concordance finds its words, behind what the memory has.
func TestTheLibraryFillsAndIsFound(t *testing.T) {
	d := newDesk(t)
	clause := must(library.Builtin().Clause("controller"))(t)
	segments := func(lang string) []markup.Segment {
		w := clause.Wording(lang, policy.TonePlain)
		return markup.Segments(w.Heading, w.Body)
	}
	id := d.add(policy.Policy{TargetLang: []string{"nl"}, Clauses: []policy.Clause{{ID: "a", Body: segments("en")[1].Source}}})
	got, err := d.Pretranslate(d.ctx, id, "nl", 95)
	if ok(t, err); got.Filled != 1 || got.Exact != 1 {
		t.Fatalf("filled %+v", got)
	}
	if target, state, _ := d.target(id, "a", 0); target != segments("nl")[1].Source || state != policy.Draft {
		t.Errorf("filled with %q, %s", target, state)
	}

	_, err = d.ImportMemory(d.ctx, strings.NewReader(strings.ReplaceAll(oneUnit, "orders", "orders of personal data")),
		studio.MemoryImport{Origin: "x.tmx"}, nil)
	ok(t, err)
	found := must(d.Concordance(d.ctx, "PERSONAL data", "en", "nl", 5))(t)
	if len(found) != 5 || found[0].Origin != "x.tmx" || !studio.OfLibrary(found[1].Entry) || found[1].ID != memory.NoEntry {
		t.Errorf("found %+v", found)
	}
	if got := must(d.Concordance(d.ctx, "zeppelin", "en", "nl", 5))(t); len(got) != 0 {
		t.Errorf("found %+v", got)
	}
}

func TestDeletingFromTheMemory(t *testing.T) {
	d := newDesk(t)
	d.notice()
	asked := studio.MemoryQuery{From: "en", To: "nl", Source: "we"}
	count := func() int { return len(must(d.Concordance(d.ctx, "seedlings", "en", "nl", 50))(t)) }
	all, before := must(d.DeleteMemoryFound(d.ctx, asked, true))(t), count()
	if all < 2 || before != 1 {
		t.Fatalf("%d would go; %d are found", all, before)
	}
	found := must(d.Concordance(d.ctx, "seedlings", "en", "nl", 1))(t)[0]
	corrected := must(d.CorrectMemory(d.ctx, found.ID, "", " Wij **telen** zaailingen. ", "Bea"))(t)
	if corrected.Source != found.Source || corrected.Target != "Wij **telen** zaailingen." || corrected.By != "Bea" || count() != 1 {
		t.Errorf("corrected to %+v", corrected)
	}
	wantError(t, second(d.DeleteMemory(d.ctx, []int64{corrected.ID, 1 << 30}, false)), store.ErrNotFound)
	if n := must(d.DeleteMemory(d.ctx, []int64{corrected.ID}, true))(t); n != 1 || count() != 1 {
		t.Errorf("%d deleted by a dry run", n)
	}
	if n := must(d.DeleteMemory(d.ctx, []int64{corrected.ID}, false))(t); n != 1 || count() != 0 {
		t.Errorf("%d deleted", n)
	}
	if n := must(d.DeleteMemoryFound(d.ctx, asked, false))(t); n != all-1 || must(d.DeleteMemoryFound(d.ctx, asked, true))(t) != 0 {
		t.Errorf("%d of %d deleted", n, all)
	}
}

func second[T any](_ T, err error) error { return err }
