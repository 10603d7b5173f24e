package clauses_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/translate"
	"clausedesk/app/ui/clauses"
	"clausedesk/app/ui/draft"
)

// fromLibrary returns the model over a policy made from the clause library,
// in English with Dutch and French, with one clause of it selected.
func fromLibrary(t testing.TB, id string) (*clauses.Model, *apptest.Library, *apptest.Queue) {
	t.Helper()
	l, q := apptest.NewLibrary(t), apptest.NewQueue()
	p, err := l.Studio.NewPolicy(context.Background(), studio.NewPolicyRequest{
		Client: l.Client(t, "Lumen").ID, Kind: "website", Countries: []string{"NL"}, Source: "en", Targets: []string{"nl", "fr"},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(q.Drain)
	m := clauses.NewModel(draft.Open(l.Studio, q.Runner(), l.Clock.Now, l.OnDisk(t, p.ID)))
	for _, placed := range policy.Flatten(m.Draft.Clauses()) {
		if placed.Library.ID == id {
			m.Select(placed.ID)
			return m, l, q
		}
	}
	t.Fatalf("the policy has no clause %s", id)
	return nil, nil, nil
}

func base(t testing.TB, l *apptest.Library, m *clauses.Model) library.Clause {
	t.Helper()
	c, _ := m.Selected()
	found, err := l.Studio.LibraryBase(context.Background(), c.Library)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// states counts the segments of the selected clause by state in a language.
func states(m *clauses.Model, lang string) map[policy.State]int {
	c, _ := m.Selected()
	out := map[policy.State]int{}
	for _, row := range translate.Rows(m.Draft.Snapshot(), lang) {
		if row.ClauseID == c.ID {
			out[row.State]++
		}
	}
	return out
}

// approved fails unless every segment of the selected clause reads, in both
// languages, as the library words it.
func approved(t testing.TB, m *clauses.Model, from library.Clause) {
	t.Helper()
	c, _ := m.Selected()
	for _, lang := range []string{"nl", "fr"} {
		if got := states(m, lang); len(got) != 1 || got[policy.Approved] == 0 {
			t.Fatalf("in %s the clause has the states %v", lang, got)
		}
		words := from.Wording(lang, c.Library.Tone)
		want := markup.Segments(words.Heading, words.Body)
		for _, row := range translate.Rows(m.Draft.Snapshot(), lang) {
			if row.ClauseID == c.ID && row.Target != want[row.Pos].Source {
				t.Fatalf("in %s segment %d reads %q, want %q", lang, row.Pos, row.Target, want[row.Pos].Source)
			}
		}
	}
}

func TestAnUnlockedClauseKeepsTheTranslationsOfWhatStays(t *testing.T) {
	m, l, _ := fromLibrary(t, "recipients")
	from := base(t, l, m)
	approved(t, m, from)
	if err := m.Unlock(); err != nil {
		t.Fatal(err)
	}
	c, _ := m.Selected()
	if c.Origin != policy.OriginUnlocked || c.Linked() || c.Library.ID != "recipients" {
		t.Fatalf("an unlocked clause: %+v", c)
	}
	approved(t, m, from)
	all := states(m, "nl")[policy.Approved]
	if err := m.SetBody(strings.Replace(c.Body, "and no other data", "and nothing more than that", 1)); err != nil {
		t.Fatal(err)
	}
	if got := states(m, "nl"); got[policy.Stale] != 1 || got[policy.Approved] != all-1 {
		t.Fatalf("after rewording one segment of %d: %v", all, got)
	}
}

func TestTypingUnlocksALinkedClause(t *testing.T) {
	m, _, _ := fromLibrary(t, "recipients")
	if err := m.SetHeading("Who gets your data"); err != nil {
		t.Fatal(err)
	}
	if c, _ := m.Selected(); c.Linked() {
		t.Fatal("a reworded clause still says it is the library's")
	}
}

// reword changes a segment, adds one and gives another condition.
func reword(t testing.TB, m *clauses.Model) policy.Clause {
	t.Helper()
	c, _ := m.Selected()
	body := strings.Replace(c.Body, "and no other data", "and nothing more than that", 1) + "\n\nOne more paragraph.\n"
	if err := errors.Join(m.SetBody(body), m.SetWhen("client.email set")); err != nil {
		t.Fatal(err)
	}
	c, _ = m.Selected()
	return c
}

func TestWhatRelinkingWouldLose(t *testing.T) {
	m, l, _ := fromLibrary(t, "recipients")
	from := base(t, l, m)
	if loss, err := m.Loss(from); err != nil || !loss.None() {
		t.Fatalf("something would be lost of a clause as the library words it: %v", err)
	}
	reword(t, m)
	loss, err := m.Loss(from)
	if err != nil || len(loss.Changes) != len(m.Draft.Snapshot().Policy.Languages()) {
		t.Fatalf("%d languages, %v", len(loss.Changes), err)
	}
	source, other := loss.Changes[0], loss.Changes[1]
	if !strings.Contains(source.Before.Body, "One more paragraph") || strings.Contains(source.After.Body, "One more paragraph") {
		t.Fatalf("in the source: %+v", source)
	}
	// The paragraph that nobody translated stands in the source's words.
	if other.Lang != "nl" || !strings.Contains(other.Before.Body, "One more paragraph") ||
		strings.Contains(other.After.Body, "One more paragraph") || other.After.Heading != from.Plain["nl"].Heading {
		t.Fatalf("in the other language: %+v", other)
	}
	if loss.None() || !loss.OtherWhen || loss.When != from.When {
		t.Fatalf("the condition: %+v", loss)
	}
}

func TestRelinkingGoesBackAndIsUndone(t *testing.T) {
	m, l, q := fromLibrary(t, "recipients")
	from := base(t, l, m)
	linked, _ := m.Selected()
	reworded := reword(t, m)
	before := m.Draft.Snapshot().Units
	if err := m.Relink(from); err != nil {
		t.Fatal(err)
	}
	if c, _ := m.Selected(); !reflect.DeepEqual(c, linked) {
		t.Fatalf("a relinked clause: %+v, want %+v", c, linked)
	}
	approved(t, m, from)
	q.Drain()
	if disk := l.OnDisk(t, m.Draft.Snapshot().Policy.ID); !policy.Find(disk.Policy.Clauses, linked.ID).Linked() {
		t.Fatal("the relinked clause is not on the disk")
	}
	m.Draft.Undo()
	if c, _ := m.Selected(); !reflect.DeepEqual(c, reworded) || !slices.Equal(m.Draft.Snapshot().Units, before) {
		t.Fatal("one undo does not bring the rewording back, with its translations")
	}
}

func TestToneReplacesWordingAndTranslations(t *testing.T) {
	m, l, _ := fromLibrary(t, "recipients")
	from := base(t, l, m)
	if err := m.SetTone(from, policy.ToneFormal); err != nil {
		t.Fatal(err)
	}
	c, _ := m.Selected()
	if c.Heading != from.Formal["en"].Heading || c.Library.Tone != policy.ToneFormal || !c.Linked() {
		t.Fatalf("the formal clause: %+v", c)
	}
	approved(t, m, from)
	m.Draft.Undo()
	if c, _ = m.Selected(); c.Heading != from.Plain["en"].Heading {
		t.Fatalf("after an undo: %q", c.Heading)
	}
	approved(t, m, from)
}

func TestInsertingBringsTranslations(t *testing.T) {
	for _, natural := range []bool{false, true} {
		m, _, _ := fromLibrary(t, "controller")
		lib := library.Builtin()
		var want library.Clause
		for _, c := range m.Offered(lib, "") {
			if !m.Has(c.ID) {
				want = c
				break
			}
		}
		controller, _ := m.Selected()
		if err := m.Insert(lib, want, natural); err != nil {
			t.Fatal(err)
		}
		c, _ := m.Selected()
		if c.Library.ID != want.ID || !c.Linked() || !m.Has(want.ID) {
			t.Fatalf("the inserted clause: %+v", c)
		}
		approved(t, m, want)
		rows := m.Rows()
		at := slices.IndexFunc(rows, func(r clauses.Row) bool { return r.ID == c.ID })
		after := slices.IndexFunc(rows, func(r clauses.Row) bool { return r.ID == controller.ID })
		if !natural && (at <= after || rows[at].Depth != rows[after].Depth) {
			t.Fatalf("inserted at %d, after the clause at %d", at, after)
		}
		if natural && at == 0 {
			t.Fatal("the natural place is not the top")
		}
		if m.Draft.Undo(); m.Has(want.ID) {
			t.Fatal("one undo does not take the clause out")
		}
	}
}

func TestWhatIsOfferedIsSearched(t *testing.T) {
	m, _, _ := fromLibrary(t, "controller")
	found := m.Offered(library.Builtin(), "transfer outside")
	if len(found) == 0 || len(found) >= len(m.Offered(library.Builtin(), "")) {
		t.Fatalf("%d clauses found", len(found))
	}
	heading, text := m.Sample(found[0])
	if heading == "" || text == "" || strings.Contains(heading+text, "{{") {
		t.Fatalf("the preview reads %q, %q", heading, text)
	}
}

func TestADuplicateBringsTranslations(t *testing.T) {
	m, l, _ := fromLibrary(t, "recipients")
	from := base(t, l, m)
	if err := m.Duplicate(); err != nil {
		t.Fatal(err)
	}
	if c, _ := m.Selected(); !c.Linked() || c.Library.ID != "recipients" {
		t.Fatalf("the copy: %+v", c)
	}
	approved(t, m, from)
}

func TestReferencesToWhatGoesAreCounted(t *testing.T) {
	target := policy.NewClause("Your rights", "text")
	target.Topic = "rights"
	refers := policy.NewClause("Contact", "See {{section rights}}, again {{section rights}}.")
	hidden := policy.NewClause("Old", "See {{section rights}}.")
	hidden.Hidden = true
	m, _ := open(t, target, refers, hidden)
	if got := m.Referring(target.ID); got != 1 {
		t.Fatalf("%d clauses refer, want 1", got)
	}
	if got := m.Referring(refers.ID); got != 0 {
		t.Fatalf("%d clauses refer to a clause without a topic", got)
	}
	m.Select(target.ID)
	if err := m.Duplicate(); err != nil {
		t.Fatal(err)
	}
	if got := m.Referring(target.ID); got != 0 {
		t.Fatalf("%d references are lost although another clause is about it", got)
	}
}

func TestAConditionThatDoesNotHoldTakesTheNumber(t *testing.T) {
	m, _ := open(t, apptest.Clauses()...)
	m.Select(id(m, "What we keep"))
	if err := m.SetWhen("cookies any"); err != nil {
		t.Fatal(err)
	}
	rows := m.Rows()
	if !rows[1].Off || rows[1].Hidden || rows[1].Number != "" || rows[2].Number != "2" {
		t.Fatalf("rows %+v", rows)
	}
	if err := m.ToggleHidden(); err != nil {
		t.Fatal(err)
	}
	if rows = m.Rows(); rows[1].Off || !rows[1].Hidden {
		t.Fatalf("hidden by hand: %+v", rows[1])
	}
}
