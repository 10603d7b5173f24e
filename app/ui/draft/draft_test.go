package draft_test

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"testing"
	"time"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/translate"
	"clausedesk/app/ui/draft"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// desk is an open draft over a real library.
type desk struct {
	*apptest.Library
	queue *apptest.Queue
	id    policy.ID
	draft *draft.Draft
}

func openDraft(t testing.TB, l *apptest.Library, client policy.ID) *desk {
	t.Helper()
	p := l.Policy(t, client, "Privacy policy", apptest.Clauses()...)
	d := &desk{Library: l, queue: apptest.NewQueue(), id: p.ID}
	snap, err := l.Store.Snapshot(context.Background(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	d.draft = draft.Open(l.Studio, d.queue.Runner(), l.Clock.Now, snap)
	return d
}

// write changes the heading of the clause at a place, as typing does.
func (d *desk) write(t testing.TB, place int, heading string) {
	t.Helper()
	id := policy.Flatten(d.draft.Clauses())[place].ID
	tree, err := policy.Update(d.draft.Clauses(), id, func(c *policy.Clause) { c.Heading = heading })
	if err != nil {
		t.Fatal(err)
	}
	d.draft.Edit(tree, id, "heading "+string(id))
}

func (d *desk) heading(place int) string { return policy.Flatten(d.draft.Clauses())[place].Heading }

// rows is how a policy reads with its translation.
func rows(snap policy.Snapshot) []translate.Row { return translate.Rows(snap, "nl") }

// attached lists the translations that have a place and a text.
func attached(snap policy.Snapshot) []policy.Unit {
	var out []policy.Unit
	for _, u := range snap.Units {
		if u.Pos != policy.Detached && u.Target != "" && policy.Find(snap.Policy.Clauses, u.ClauseID) != nil {
			out = append(out, u)
		}
	}
	sort.Slice(out, func(i, j int) bool { return fmt.Sprint(out[i]) < fmt.Sprint(out[j]) })
	return out
}

func sameText(want, got policy.Snapshot) string {
	return cmp.Diff(want.Policy.Clauses, got.Policy.Clauses, cmpopts.EquateEmpty()) +
		cmp.Diff(rows(want), rows(got), cmpopts.IgnoreFields(translate.Row{}, "Kept")) +
		cmp.Diff(attached(want), attached(got), cmpopts.EquateEmpty())
}

// act does one thing a person can do to a draft.
func (d *desk) act(rt *rapid.T) {
	tree := d.draft.Clauses()
	flat := policy.Flatten(tree)
	words := rapid.SampledFrom([]string{"", "Who", "We keep little.", "One.\n\nTwo.", "- a\n- b", "What you ordered.", "x {{client.email}}"})
	if len(flat) == 0 {
		out, _ := policy.Insert(tree, policy.NewClause("New", "Text."), "", policy.After)
		d.draft.Edit(out, "", "")
		return
	}
	id := rapid.SampledFrom(flat).Draw(rt, "clause").ID
	var out []policy.Clause
	var err error
	key := ""
	switch rapid.SampledFrom([]string{"heading", "body", "hide", "insert", "remove", "move", "nest", "duplicate", "translate", "approve", "undo", "redo"}).Draw(rt, "act") {
	case "heading":
		key = "heading " + string(id)
		out, err = policy.Update(tree, id, func(c *policy.Clause) { c.Heading = words.Draw(rt, "heading") })
	case "body":
		key = "body " + string(id)
		out, err = policy.Update(tree, id, func(c *policy.Clause) { c.Body = words.Draw(rt, "body") })
	case "hide":
		out, err = policy.Update(tree, id, func(c *policy.Clause) { c.Hidden = !c.Hidden })
	case "insert":
		out, err = policy.Insert(tree, policy.NewClause("New", "Text."), id, policy.After)
	case "remove":
		out, err = policy.Remove(tree, id)
	case "move":
		out, err = policy.Move(tree, id, rapid.SampledFrom([]int{-1, 1}).Draw(rt, "way"))
	case "nest":
		out, err = policy.Nest(tree, id, rapid.SampledFrom([]int{-1, 1}).Draw(rt, "way"))
	case "duplicate":
		out, _, err = policy.Duplicate(tree, id)
	case "undo":
		d.draft.Undo()
		return
	case "redo":
		d.draft.Redo()
		return
	default:
		d.translate(rt)
		return
	}
	if err == nil {
		d.draft.Edit(out, id, key)
	}
}

func (d *desk) translate(rt *rapid.T) {
	all := rows(d.draft.Snapshot())
	if len(all) == 0 {
		return
	}
	row := rapid.SampledFrom(all).Draw(rt, "row")
	if rapid.Bool().Draw(rt, "approve") {
		if unit, err := translate.SetState(row, "nl", policy.Approved, translate.Hand{}); err == nil {
			d.draft.Translate(unit)
		}
		return
	}
	d.draft.Translate(translate.SetTarget(row, "nl", rapid.SampledFrom([]string{"", "Wie", "Wij bewaren weinig."}).Draw(rt, "target"), "", policy.ViaTyped))
}

// Whatever is done to a policy and its translation: undoing all of it gives
// the text it began with, redoing all of it the text it ended with, and the
// disk holds what the window shows.
func TestUndoAllIsTheStartAndTheDiskFollows(t *testing.T) {
	l := apptest.NewLibrary(t)
	client := l.Client(t, "Lumen").ID
	rapid.Check(t, func(rt *rapid.T) {
		d := openDraft(t, l, client)
		start := d.draft.Snapshot()
		for range rapid.IntRange(1, 12).Draw(rt, "acts") {
			d.act(rt)
			l.Clock.Step(time.Duration(rapid.IntRange(0, 2).Draw(rt, "seconds")) * 600 * time.Millisecond)
			if rapid.Bool().Draw(rt, "saved between") {
				d.queue.Drain()
			}
		}
		end := d.draft.Snapshot()
		d.compareDisk(t, rt, "after the last edit")
		undone := 0
		for d.draft.Undo() {
			undone++
			if rapid.Bool().Draw(rt, "compared on the way") {
				d.compareDisk(t, rt, "on the way back")
			}
		}
		if diff := sameText(start, d.draft.Snapshot()); diff != "" {
			rt.Fatalf("undoing all is not the start (-start +now):\n%s", diff)
		}
		d.compareDisk(t, rt, "after undoing all")
		for range undone {
			d.draft.Redo()
		}
		if diff := sameText(end, d.draft.Snapshot()); diff != "" {
			rt.Fatalf("redoing all is not the end (-end +now):\n%s", diff)
		}
		d.compareDisk(t, rt, "after redoing all")
	})
}

func (d *desk) compareDisk(t testing.TB, rt *rapid.T, when string) {
	d.queue.Drain()
	if state, _, err := d.draft.Saving(); state != draft.Saved || err != nil || !d.draft.Clean() {
		rt.Fatalf("%s: state %v, %v", when, state, err)
	}
	if diff := sameText(d.draft.Snapshot(), d.OnDisk(t, d.id)); diff != "" {
		rt.Fatalf("%s the disk differs (-memory +disk):\n%s", when, diff)
	}
}

// A translation that was made just before its clause was deleted is back, on
// the disk too, when the deletion is undone.
func TestATranslationReturnsToTheDiskWithItsClause(t *testing.T) {
	l := apptest.NewLibrary(t)
	d := openDraft(t, l, l.Client(t, "Lumen").ID)
	d.write(t, 2, "A save that runs while the next two wait")
	row := rows(d.draft.Snapshot())[0]
	d.draft.Translate(translate.SetTarget(row, "nl", "Wie wij zijn", "", policy.ViaTyped))
	tree, err := policy.Remove(d.draft.Clauses(), row.ClauseID)
	if err != nil {
		t.Fatal(err)
	}
	d.draft.Edit(tree, row.ClauseID, "")
	d.queue.Drain()
	d.draft.Undo()
	d.queue.Drain()
	if diff := sameText(d.draft.Snapshot(), d.OnDisk(t, d.id)); diff != "" {
		t.Fatalf("the disk differs (-memory +disk):\n%s", diff)
	}
}

func TestTypingOfOneBurstIsOneStep(t *testing.T) {
	l := apptest.NewLibrary(t)
	d := openDraft(t, l, l.Client(t, "Lumen").ID)
	before, second := d.heading(0), d.heading(1)
	for _, text := range []string{"W", "Wh", "Who"} {
		d.write(t, 0, text)
		l.Clock.Step(300 * time.Millisecond)
	}
	l.Clock.Step(time.Second)
	d.write(t, 0, "Who else")
	d.write(t, 1, "What else")
	d.write(t, 0, "Who then")
	for _, want := range []string{"Who else/What else", "Who else/" + second, "Who/" + second, before + "/" + second} {
		if !d.draft.Undo() {
			t.Fatal("nothing to undo")
		}
		if got := d.heading(0) + "/" + d.heading(1); got != want {
			t.Fatalf("after an undo %q, want %q", got, want)
		}
	}
	if d.draft.Undo() || d.draft.CanUndo() {
		t.Fatal("one undo too many")
	}
	d.draft.Redo()
	d.write(t, 0, "Who now")
	if d.draft.Redo() {
		t.Fatal("an edit after an undo leaves steps to redo")
	}
	if d.draft.Undo(); d.heading(0) != "Who" {
		t.Fatalf("what was typed after a redo was joined to it: %q", d.heading(0))
	}
	d.queue.Drain()
}

func TestAnUndoNamesTheClauseItTouched(t *testing.T) {
	l := apptest.NewLibrary(t)
	d := openDraft(t, l, l.Client(t, "Lumen").ID)
	var touched policy.ID
	d.draft.Listen(func(c draft.Change) {
		if c.Select != "" {
			touched = c.Select
		}
	})
	d.write(t, 2, "Changed")
	d.draft.Undo()
	if want := policy.Flatten(d.draft.Clauses())[2].ID; touched != want {
		t.Fatalf("undo selects %q, want %q", touched, want)
	}
	d.queue.Drain()
}

// failing is a library on a full disk, until it is repaired.
type failing struct {
	draft.Library
	err   error
	saves int
}

func (f *failing) SaveDraft(ctx context.Context, id policy.ID, tree []policy.Clause, units map[policy.ID][]policy.Unit) error {
	f.saves++
	if f.err != nil {
		return f.err
	}
	return f.Library.SaveDraft(ctx, id, tree, units)
}

func TestAFailedSaveKeepsEverything(t *testing.T) {
	l := apptest.NewLibrary(t)
	d := openDraft(t, l, l.Client(t, "Lumen").ID)
	full := errors.New("the disk is full")
	lib := &failing{Library: l.Studio, err: full}
	d.draft = draft.Open(lib, d.queue.Runner(), l.Clock.Now, d.draft.Snapshot())
	d.write(t, 0, "Only in memory")
	row := rows(d.draft.Snapshot())[2]
	d.draft.Translate(translate.SetTarget(row, "nl", "Alleen in het geheugen", "", policy.ViaTyped))
	d.queue.Drain()
	if state, _, err := d.draft.Saving(); state != draft.Failed || !errors.Is(err, full) || d.draft.Clean() {
		t.Fatalf("state %v, %v, clean %v", state, err, d.draft.Clean())
	}
	if d.OnDisk(t, d.id).Policy.Clauses[0].Heading == "Only in memory" {
		t.Fatal("the failed save is on the disk")
	}
	lib.err = nil
	d.draft.Retry()
	if state, _, _ := d.draft.Saving(); state != draft.Saving {
		t.Fatalf("state %v while it tries again", state)
	}
	d.queue.Drain()
	if state, at, err := d.draft.Saving(); state != draft.Saved || err != nil || !at.Equal(l.Clock.Now()) {
		t.Fatalf("state %v at %v, %v", state, at, err)
	}
	if diff := sameText(d.draft.Snapshot(), d.OnDisk(t, d.id)); diff != "" {
		t.Fatalf("the disk differs after the retry (-memory +disk):\n%s", diff)
	}
}

func TestWhatIsTypedDuringASaveGoesIntoOneMore(t *testing.T) {
	l := apptest.NewLibrary(t)
	d := openDraft(t, l, l.Client(t, "Lumen").ID)
	lib := &failing{Library: l.Studio}
	d.draft = draft.Open(lib, d.queue.Runner(), l.Clock.Now, d.draft.Snapshot())
	for i := range 20 {
		d.write(t, 0, fmt.Sprint("Heading ", i))
	}
	d.queue.Drain()
	if lib.saves != 2 {
		t.Fatalf("%d saves for a burst, want the first and the last", lib.saves)
	}
	if got := d.OnDisk(t, d.id).Policy.Clauses[0].Heading; got != "Heading 19" {
		t.Fatalf("on the disk: %q", got)
	}
}

// Answers are in the snapshot at once, without a step to undo or a save of
// the draft's own.
func TestAnswersAreShownAtOnce(t *testing.T) {
	l := apptest.NewLibrary(t)
	d := openDraft(t, l, l.Client(t, "Lumen").ID)
	var heard draft.Change
	d.draft.Listen(func(c draft.Change) { heard = c })
	d.draft.SetAnswers(policy.Answers{Facts: policy.Facts{"client.phone": "1"}},
		policy.Answers{Registers: policy.Registers{"data": {{"name": "age"}}}}, nil, "")
	snap := d.draft.Snapshot()
	if snap.Client.Facts["client.phone"] != "1" || len(snap.Policy.Registers["data"]) != 1 || !heard.Clauses {
		t.Fatalf("client %v, policy %v, heard %+v", snap.Client.Facts, snap.Policy.Registers, heard)
	}
	if d.draft.CanUndo() || !d.draft.Clean() {
		t.Error("answers are a step of the draft, or saved by it")
	}
	l.Clock.Step(time.Minute)
	d.draft.Kept()
	if _, at, _ := d.draft.Saving(); !at.Equal(l.Clock.Now()) || !heard.Saving {
		t.Errorf("saved at %v, heard %+v", at, heard)
	}
}

// Many translations are one step to undo; those that are there already are none.
func TestManyTranslationsAreOneStep(t *testing.T) {
	l := apptest.NewLibrary(t)
	d := openDraft(t, l, l.Client(t, "Lumen").ID)
	var units []policy.Unit
	for _, row := range rows(d.draft.Snapshot()) {
		units = append(units, translate.SetTarget(row, "nl", "vertaald", "Ana", policy.ViaMemory))
	}
	d.draft.TranslateAll(units)
	for _, row := range rows(d.draft.Snapshot()) {
		if row.Target != "vertaald" {
			t.Fatalf("not taken: %+v", row)
		}
	}
	d.draft.TranslateAll(units) // again: nothing to undo
	if !d.draft.Undo() || d.draft.CanUndo() {
		t.Error("it is not one step")
	}
	for _, row := range rows(d.draft.Snapshot()) {
		if row.Target != "" {
			t.Errorf("after an undo: %+v", row)
		}
	}
}
