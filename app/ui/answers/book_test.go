package answers_test

import (
	"maps"
	"slices"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/ui/answers"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/draft"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// shelf is a book over a real library.
type shelf struct {
	*apptest.Library
	*answers.Book
	queue *apptest.Queue
	draft *draft.Draft
	id    policy.ID
	said  []bool // what saving was told
	err   error
}

func openBook(t testing.TB, l *apptest.Library, client policy.ID) *shelf {
	t.Helper()
	s := &shelf{Library: l, queue: apptest.NewQueue(), id: l.Policy(t, client, "Website", apptest.Clauses()...).ID}
	s.draft = draft.Open(l.Studio, s.queue.Runner(), l.Clock.Now, l.OnDisk(t, s.id))
	d := &desk.Desk{Studio: l.Studio, Runner: s.queue.Runner(), Now: l.Clock.Now, Writer: func() string { return "Ada" }}
	s.Book = answers.NewBook(d, s.draft, func(done bool, err error) { s.said, s.err = append(s.said, done), err })
	return s
}

func (s *shelf) fact(key policy.FactKey) string {
	value, own := s.Fact(key)
	if own {
		return value + " (own)"
	}
	return value
}

func want(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestAnAnswerGoesWhereItBelongs(t *testing.T) {
	l := apptest.NewLibrary(t)
	s := openBook(t, l, l.Client(t, "Lumen").ID)
	s.SetFact("client.phone", "1")
	s.SetFact("policy.last_updated", "2026-11-21")
	s.Override("client.email", true)
	want(t, "begins as the client's", s.fact("client.email"), "privacy@example.com (own)")
	s.SetFact("client.email", "own@example.com")
	want(t, "the draft, at once", s.draft.Snapshot().Policy.Facts["client.email"], "own@example.com")
	s.queue.Drain()
	disk := l.OnDisk(t, s.id)
	want(t, "client's phone", disk.Client.Facts["client.phone"], "1")
	want(t, "client's e-mail", disk.Client.Facts["client.email"], "privacy@example.com")
	want(t, "policy's e-mail", disk.Policy.Facts["client.email"], "own@example.com")
	want(t, "policy's date", disk.Policy.Facts["policy.last_updated"], "2026-11-21")

	s.SetFact("client.email", "")
	want(t, "emptied while it is typed", s.fact("client.email"), " (own)")
	s.SetFact("client.email", "x@example.com")
	s.Override("client.email", false)
	want(t, "back at the client's", s.fact("client.email"), "privacy@example.com")
	s.queue.Drain()
	if own := l.OnDisk(t, s.id).Policy.Facts["client.email"]; own != "" {
		t.Errorf("the policy still says %q", own)
	}
}

func TestARegisterIsTheClientsUntilThePolicyHasItsOwn(t *testing.T) {
	l := apptest.NewLibrary(t)
	s := openBook(t, l, l.Client(t, "Lumen").ID)
	first, second := policy.Record{"name": "encryption"}, policy.Record{"name": "backups"}
	s.SetRecords("measures", []policy.Record{first})
	s.SetOwn("measures", true)
	s.SetRecords("measures", []policy.Record{second, first})
	s.queue.Drain()
	disk := l.OnDisk(t, s.id)
	if diff := cmp.Diff([]policy.Record{first}, disk.Client.Registers["measures"]); diff != "" {
		t.Errorf("the client's list (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]policy.Record{second, first}, disk.Policy.Registers["measures"]); diff != "" {
		t.Errorf("the policy's list (-want +got):\n%s", diff)
	}
	s.SetRecords("measures", []policy.Record{})
	s.queue.Drain()
	if records, own := s.Records("measures"); len(records) != 0 || !own {
		t.Errorf("an own list that is empty: %v, own %v", records, own)
	}
	if records, own := l.OnDisk(t, s.id).Policy.Registers["measures"]; len(records) != 0 || !own {
		t.Errorf("on the disk: %v, own %v", records, own)
	}
	s.SetOwn("measures", false)
	s.queue.Drain()
	if records, own := s.Records("measures"); len(records) != 1 || own {
		t.Errorf("back at the client's: %v, own %v", records, own)
	}
	if _, own := l.OnDisk(t, s.id).Policy.Registers["measures"]; own {
		t.Error("the disk still has the policy's own list")
	}
}

// A reading of the library that is older than what was answered does not take
// answers back.
func TestAnOldReadingTakesNothingBack(t *testing.T) {
	l := apptest.NewLibrary(t)
	s := openBook(t, l, l.Client(t, "Lumen").ID)
	old := l.OnDisk(t, s.id)
	heard := 0
	stop := s.Listen(func() { heard++ })
	s.SetFact("client.phone", "1")
	s.draft.Reload(old)
	want(t, "while it is saved", s.fact("client.phone"), "1")
	s.SetRecords("data", []policy.Record{{"name": "age"}})
	s.draft.Reload(old)
	if records, _ := s.Records("data"); len(records) != 1 {
		t.Error("the register was taken back")
	}
	s.queue.Drain()
	s.draft.Reload(l.OnDisk(t, s.id))
	want(t, "when it is saved", s.fact("client.phone"), "1")
	if heard == 0 {
		t.Error("nobody heard of the answers")
	}
	stop()
	before := heard
	s.SetFact("client.phone", "2")
	s.queue.Drain()
	if heard != before {
		t.Error("told after it was to stop")
	}
}

// A client that is gone cannot be saved to: the answer stays, and is saved
// once it can be.
func TestWhatCouldNotBeSavedIsTriedAgain(t *testing.T) {
	l := apptest.NewLibrary(t)
	s := openBook(t, l, l.Client(t, "Lumen").ID)
	if s.Dirty() {
		t.Fatal("dirty before anything was answered")
	}
	whole := l.Studio.Store
	broken, err := store.Open(t.Context(), l.Path, store.Options{Program: "test", ReadOnly: true, Now: l.Clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = broken.Close() })
	l.Studio.Store = broken
	s.SetFact("client.phone", "1")
	s.queue.Drain()
	if s.err == nil || !s.Dirty() {
		t.Fatalf("saved to a library that cannot be written: %v, dirty %v", s.err, s.Dirty())
	}
	want(t, "still shown", s.fact("client.phone"), "1")
	l.Studio.Store = whole
	s.SetFact("policy.kind", "shop")
	s.queue.Drain()
	if s.err != nil || s.Dirty() {
		t.Fatalf("%v, dirty %v", s.err, s.Dirty())
	}
	disk := l.OnDisk(t, s.id)
	want(t, "phone on the disk", disk.Client.Facts["client.phone"], "1")
	want(t, "kind on the disk", disk.Policy.Facts["policy.kind"], "shop")
}

// Whatever is answered, in whatever order and however saves fall between: the
// book, the draft and the disk agree, and nothing else was changed.
func TestTheDiskFollowsTheBook(t *testing.T) {
	l := apptest.NewLibrary(t)
	client := l.Client(t, "Lumen").ID
	keys := []policy.FactKey{"client.email", "client.phone", "policy.kind", "policy.service@nl"}
	rapid.Check(t, func(rt *rapid.T) {
		s := openBook(t, l, client)
		for range rapid.IntRange(1, 12).Draw(rt, "acts") {
			key := rapid.SampledFrom(keys).Draw(rt, "key")
			switch rapid.SampledFrom([]string{"set", "override", "records", "own", "save", "reload"}).Draw(rt, "act") {
			case "set":
				s.SetFact(key, rapid.SampledFrom([]string{"", "a", "b"}).Draw(rt, "value"))
			case "override":
				s.Override(key, rapid.Bool().Draw(rt, "own"))
			case "records":
				s.SetRecords("measures", []policy.Record{{"name": rapid.SampledFrom([]string{"x", "y"}).Draw(rt, "name")}})
			case "own":
				s.SetOwn("measures", rapid.Bool().Draw(rt, "own"))
			case "reload":
				s.draft.Reload(l.OnDisk(t, s.id))
			case "save":
				s.queue.Drain()
			}
		}
		s.queue.Drain()
		if s.Dirty() || s.err != nil || len(s.said) > 0 && !s.said[len(s.said)-1] {
			rt.Fatalf("dirty %v, %v", s.Dirty(), s.err)
		}
		disk, shown := l.OnDisk(t, s.id), s.draft.Snapshot()
		for name, pair := range map[string][2]any{
			"client's facts":     {disk.Client.Facts.Merge(nil), shown.Client.Facts.Merge(nil)},
			"policy's facts":     {policy.Facts{}.Merge(disk.Policy.Facts), policy.Facts{}.Merge(shown.Policy.Facts)},
			"client's registers": {disk.Client.Registers.Clone(), shown.Client.Registers.Clone()},
			"policy's registers": {disk.Policy.Registers.Clone(), shown.Policy.Registers.Clone()},
		} {
			if diff := cmp.Diff(pair[0], pair[1]); diff != "" {
				rt.Fatalf("%s (-disk +shown):\n%s", name, diff)
			}
		}
		if disk.Client.Facts["client.legal_name"] != "Lumen B.V." {
			rt.Fatal("a fact that nobody answered changed")
		}
	})
}

// A translation that the desk writes is saved with its answer, and one typed in
// the form is the desk's too, whichever comes first; neither overwrites what the
// other is still saving.
func TestTranslationsOfAnswersAreSavedWithThem(t *testing.T) {
	l := apptest.NewLibrary(t)
	client := l.Client(t, "Lumen")
	s := openBook(t, l, client.ID)
	other := l.Policy(t, client.ID, "App", apptest.Clauses()...)
	s.SetRecords("purposes", []policy.Record{{"name": "walking"}, {"name": "singing"}})
	unit := policy.Unit{ClauseID: "answer-client-purposes", Lang: "nl", Pos: 1, Source: "singing", Target: "zingen", State: policy.Approved, By: "Mira", StateBy: "Ada"}
	s.draft.Translate(unit)
	// While that is being saved a row is put before it, and the first is translated in the form.
	s.SetRecords("purposes", []policy.Record{{"name": "dancing"}, {"name": "walking", "name@nl": "wandelen"}, {"name": "singing", "name@nl": "zingen"}})
	s.queue.Drain()
	records := []policy.Record{{"name": "dancing"}, {"name": "walking", "name@nl": "wandelen"}, {"name": "singing", "name@nl": "zingen"}}
	unit.Pos = 2
	typed := policy.Unit{
		ClauseID: unit.ClauseID, Lang: "nl", Pos: 1, Source: "walking", Target: "wandelen", State: policy.Draft, By: "Ada", Via: policy.ViaTyped,
	}
	for _, snap := range []policy.Snapshot{s.draft.Snapshot(), l.OnDisk(t, s.id), l.OnDisk(t, other.ID)} {
		if got := snap.Client.Registers["purposes"]; !slices.EqualFunc(got, records, func(a, b policy.Record) bool { return maps.Equal(a, b) }) {
			t.Errorf("the answers are %v", got)
		}
		if units := snap.UnitsOf("nl")[unit.ClauseID]; len(units) != 2 || units[2] != unit || units[1] != typed {
			t.Errorf("the units are %+v", units)
		}
	}
	if s.Dirty() || s.err != nil {
		t.Error("something is not saved", s.err)
	}
	// Undo of what the desk wrote finds it where it stands now.
	if !s.draft.Undo() {
		t.Fatal("nothing to undo")
	}
	s.queue.Drain()
	delete(records[2], "name@nl")
	for _, snap := range []policy.Snapshot{s.draft.Snapshot(), l.OnDisk(t, s.id)} {
		if got := snap.Client.Registers["purposes"]; !slices.EqualFunc(got, records, func(a, b policy.Record) bool { return maps.Equal(a, b) }) {
			t.Errorf("after undo the answers are %v", got)
		}
		if units := snap.UnitsOf("nl")[unit.ClauseID]; units[1] != typed || units[2].Target != "" {
			t.Errorf("after undo the units are %+v", units)
		}
	}
	s.draft.Redo()
	s.queue.Drain()
	if units := l.OnDisk(t, s.id).UnitsOf("nl")[unit.ClauseID]; units[2] != unit {
		t.Errorf("after redo the units are %+v", units)
	}
}

// What is read from the library while a translation is on its way there does not
// undo it.
func TestAReadFromTheLibraryLosesNoTranslation(t *testing.T) {
	l := apptest.NewLibrary(t)
	s := openBook(t, l, l.Client(t, "Lumen").ID)
	s.SetRecords("purposes", []policy.Record{{"name": "walking", "name@nl": "lopen"}})
	s.queue.Drain()
	before := l.OnDisk(t, s.id)
	unit := policy.Unit{ClauseID: "answer-client-purposes", Lang: "nl", Source: "walking", Target: "wandelen", State: policy.Approved, By: "Mira"}
	s.draft.Translate(unit)
	s.draft.Reload(before)
	for range 2 {
		if got := s.draft.Snapshot().UnitsOf("nl")[unit.ClauseID][0]; got != unit {
			t.Errorf("the unit is %+v", got)
		}
		if got := s.draft.Snapshot().Client.Registers["purposes"][0]["name@nl"]; got != "wandelen" {
			t.Errorf("the answer is %q", got)
		}
		s.queue.Drain()
	}
	if got := l.OnDisk(t, s.id).UnitsOf("nl")[unit.ClauseID][0]; got != unit {
		t.Errorf("on the disk the unit is %+v", got)
	}
}
